//! Sends messages of a known number and size, to measure transports with, and queues them without any.

// The derives of the call and error enums cast the index of a variant.
#![allow(clippy::cast_possible_truncation)]

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
	use crate::UNIT;
	use alloc::{vec, vec::Vec};
	use cumulus_primitives_core::AggregateMessageOrigin;
	use frame_support::{BoundedSlice, pallet_prelude::*, traits::EnqueueMessage};
	use frame_system::pallet_prelude::*;
	use rand_core::{Rng, SeedableRng};
	use rand_xorshift::XorShiftRng;
	use xcm::{DoubleEncoded, VersionedXcm, latest::prelude::*};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Where messages go, without what adds to their size.
		type Router: SendXcm;
		/// Where transports put messages that arrived.
		type Queue: EnqueueMessage<AggregateMessageOrigin>;
	}

	/// Bytes of a teleport as it is sent.
	pub const TELEPORT_BYTES: u32 = 98;

	/// Why nothing is sent.
	#[pallet::error]
	pub enum Error<T> {
		/// No XCM program has that size.
		NoSuchSize,
		/// The router takes no more, or not that.
		NotSent,
	}

	/// Makes programs of one size, filled with what no compression makes smaller.
	pub struct Programs {
		/// Bytes of the call, whose length is encoded in 1, 2 or 4 bytes.
		call: usize,
		random: XorShiftRng,
	}

	impl Programs {
		/// Programs whose versioned encoding has `bytes` bytes. `seed` decides what is in them.
		pub fn new(bytes: u32, seed: [u8; 16]) -> Option<Self> {
			let bytes = usize::try_from(bytes).ok()?;
			let size = |call: usize| VersionedXcm::from(transact(vec![0; call])).encoded_size();
			let call = [0, 1, 3]
				.into_iter()
				.filter_map(|more| bytes.checked_sub(size(0).saturating_add(more)))
				.find(|call| size(*call) == bytes)?;
			Some(Self { call, random: XorShiftRng::from_seed(seed) })
		}
	}

	impl Iterator for Programs {
		type Item = Xcm<()>;

		fn next(&mut self) -> Option<Xcm<()>> {
			let mut call = vec![0; self.call];
			self.random.fill_bytes(&mut call);
			Some(transact(call))
		}
	}

	/// Teleports to accounts that do not exist yet, whose ids `seed` decides.
	pub struct Teleports(XorShiftRng);

	impl Teleports {
		/// As many as are asked for.
		pub fn new(seed: [u8; 16]) -> Self {
			Self(XorShiftRng::from_seed(seed))
		}
	}

	impl Iterator for Teleports {
		type Item = Xcm<()>;

		fn next(&mut self) -> Option<Xcm<()>> {
			let mut id = [0; 32];
			self.0.fill_bytes(&mut id);
			Some(teleport(id))
		}
	}

	/// What the destination of a teleport executes: a token arrives, pays for the program, and the rest of it is
	/// deposited.
	fn teleport(id: [u8; 32]) -> Xcm<()> {
		let token: Asset = (Location::parent(), UNIT).into();
		let beneficiary = AccountId32 { network: None, id }.into();
		Xcm(vec![
			ReceiveTeleportedAsset(token.clone().into()),
			ClearOrigin,
			BuyExecution { fees: token, weight_limit: Unlimited },
			DepositAsset { assets: AllCounted(1).into(), beneficiary },
			// As every router of a runtime with XCM adds one.
			SetTopic(id),
		])
	}

	/// A program with a call that nobody can decode, so it is refused before it claims any weight: what receiving
	/// costs is not what executing costs, and no limit of a block binds but those of the transport.
	fn transact(call: Vec<u8>) -> Xcm<()> {
		let call: DoubleEncoded<()> = call.into();
		let origin_kind = OriginKind::Native;
		Xcm(vec![Transact { origin_kind, fallback_max_weight: None, call }])
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sends `messages` messages of `bytes` bytes, to each of `peers` in turn, or none at all.
		#[pallet::call_index(0)]
		#[pallet::weight(Weight::zero())]
		pub fn send(
			origin: OriginFor<T>,
			peers: Vec<u32>,
			messages: u32,
			bytes: u32,
		) -> DispatchResult {
			ensure_root(origin)?;
			let programs = Self::programs(bytes)?;
			let count = Self::send_in_turn(&peers, messages, programs);
			ensure!(count == messages, Error::<T>::NotSent);
			Ok(())
		}

		/// Queues `messages` messages of `bytes` bytes of each of `peers`, as a transport does to which they
		/// came: all of a peer at once, or one by one.
		#[pallet::call_index(1)]
		#[pallet::weight(Weight::zero())]
		pub fn enqueue(
			origin: OriginFor<T>,
			peers: Vec<u32>,
			messages: u32,
			bytes: u32,
			at_once: bool,
		) -> DispatchResult {
			ensure_root(origin)?;
			let mut programs = Self::programs(bytes)?;
			let count = usize::try_from(messages).map_err(|_| Error::<T>::NotSent)?;
			for peer in peers {
				let payloads: Vec<Vec<u8>> = programs
					.by_ref()
					.take(count)
					.map(|program| VersionedXcm::from(program).encode())
					.collect();
				let bounded = payloads.iter().filter_map(|p| BoundedSlice::try_from(&p[..]).ok());
				let origin = AggregateMessageOrigin::Sibling(peer.into());
				if at_once {
					T::Queue::enqueue_messages(bounded, origin);
				} else {
					bounded.for_each(|message| T::Queue::enqueue_message(message, origin.clone()));
				}
			}
			Ok(())
		}

		/// As `send`, but up to the first message that the router does not take.
		#[pallet::call_index(2)]
		#[pallet::weight(Weight::zero())]
		pub fn send_some(
			origin: OriginFor<T>,
			peers: Vec<u32>,
			messages: u32,
			bytes: u32,
		) -> DispatchResult {
			ensure_root(origin)?;
			let programs = Self::programs(bytes)?;
			Self::send_in_turn(&peers, messages, programs);
			Ok(())
		}

		/// As `send`, but teleports, which the receiver executes.
		#[pallet::call_index(3)]
		#[pallet::weight(Weight::zero())]
		pub fn teleport(origin: OriginFor<T>, peers: Vec<u32>, messages: u32) -> DispatchResult {
			ensure_root(origin)?;
			let count = Self::send_in_turn(&peers, messages, Teleports::new(Self::seed()));
			ensure!(count == messages, Error::<T>::NotSent);
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// Sends to each of `peers` in turn, up to the first message that the router does not take. Returns
		/// how many it took.
		fn send_in_turn(
			peers: &[u32],
			messages: u32,
			programs: impl Iterator<Item = Xcm<()>>,
		) -> u32 {
			let mut count = 0;
			for (peer, program) in peers.iter().cycle().zip(programs) {
				let destination = Location::new(1, [Parachain(*peer)]);
				if count == messages || send_xcm::<T::Router>(destination, program).is_err() {
					break;
				}
				count = count.saturating_add(1);
			}
			count
		}

		/// Programs of that size.
		fn programs(bytes: u32) -> Result<Programs, Error<T>> {
			Programs::new(bytes, Self::seed()).ok_or(Error::NoSuchSize)
		}

		/// By which programs are made. No other block of any chain has the same.
		fn seed() -> [u8; 16] {
			let parent = frame_system::Pallet::<T>::parent_hash();
			let mut seed = [0; 16];
			seed.iter_mut().zip(parent.as_ref()).for_each(|(seed, byte)| *seed = *byte);
			seed
		}
	}

	#[cfg(test)]
	mod tests {
		use super::*;

		#[test]
		fn programs_have_the_size_that_was_asked_for_and_differ() {
			for bytes in [7, 32, 69, 128, 1_024, 20_000, 32_768] {
				let programs = Programs::new(bytes, [1; 16]).expect("such a program exists");
				let programs: Vec<_> = programs.take(2).map(VersionedXcm::from).collect();
				for program in &programs {
					assert_eq!(u32::try_from(program.encoded_size()), Ok(bytes));
				}
				assert!(bytes < 32 || programs.first() != programs.last());
			}
			assert!(Programs::new(0, [1; 16]).is_none());
		}

		#[test]
		fn teleports_have_one_size_and_differ() {
			let programs: Vec<_> =
				Teleports::new([1; 16]).take(3).map(VersionedXcm::from).collect();
			let sizes: Vec<_> = programs.iter().map(|p| u32::try_from(p.encoded_size())).collect();
			assert_eq!(sizes, [Ok(TELEPORT_BYTES); 3]);
			assert_ne!(programs.first(), programs.last());
		}
	}
}

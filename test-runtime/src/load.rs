//! Sends messages of a known number and size, to measure transports with.

// The derives of the call and error enums cast the index of a variant.
#![allow(clippy::cast_possible_truncation)]

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
	use alloc::{vec, vec::Vec};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use xcm::{DoubleEncoded, VersionedXcm, latest::prelude::*};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Where messages go, without what adds to their size.
		type Router: SendXcm;
	}

	/// Why nothing is sent.
	#[pallet::error]
	pub enum Error<T> {
		/// No XCM program has that size.
		NoSuchSize,
		/// The router takes no more, or not that.
		NotSent,
	}

	/// A program whose versioned encoding has `bytes` bytes. No barrier lets it in, so that what
	/// receiving costs is not what executing costs.
	pub fn program(bytes: u32) -> Option<Xcm<()>> {
		let bytes = usize::try_from(bytes).ok()?;
		let of = |call: usize| -> Xcm<()> {
			let call: DoubleEncoded<()> = vec![0u8; call].into();
			let origin_kind = OriginKind::Native;
			Xcm(vec![Transact { origin_kind, fallback_max_weight: None, call }])
		};
		// The length of the call is encoded in 1, 2 or 4 bytes.
		let empty = VersionedXcm::from(of(0)).encoded_size();
		[0, 1, 3]
			.into_iter()
			.filter_map(|more| bytes.checked_sub(empty.saturating_add(more)))
			.map(of)
			.find(|program| VersionedXcm::from(program.clone()).encoded_size() == bytes)
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
			let program = program(bytes).ok_or(Error::<T>::NoSuchSize)?;
			let count = usize::try_from(messages).map_err(|_| Error::<T>::NotSent)?;
			for peer in peers.iter().cycle().take(count) {
				let destination = Location::new(1, [Parachain(*peer)]);
				send_xcm::<T::Router>(destination, program.clone())
					.map_err(|_| Error::<T>::NotSent)?;
			}
			Ok(())
		}
	}

	#[cfg(test)]
	mod tests {
		use super::*;

		#[test]
		fn a_program_has_the_size_that_was_asked_for() {
			for bytes in [7, 32, 69, 128, 1_024, 20_000, 32_768] {
				let program = program(bytes).map(VersionedXcm::from);
				assert_eq!(program.map(|p| p.encoded_size()), usize::try_from(bytes).ok());
			}
			assert_eq!(program(0), None);
		}
	}
}

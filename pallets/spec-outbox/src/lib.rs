//! # Spec Outbox
//!
//! Accumulates this chain's outgoing messages and commits them with one hash per block.
//!
//! ## Overview
//!
//! [`send`](SendMessage::send) appends a payload to the stream of its destination. At the end of the
//! block every touched stream becomes a root, every touched peer's channel leaf is hashed, and all
//! leaves together become the *provides root*, which goes into the header. Payloads stay in this block's
//! state, where collators read them. What this chain reads *from* a peer is none of this pallet's
//! business, except that the register about it stands in the same leaf: [`PublishRegister`] brings it
//! in, [`ApplyRegister`] takes in the peers' own.
//!
//! ## One block of a stream
//!
//! ```text
//!  first touch in N      send   send        on_finalize N        late send     first touch in N+1
//!       |                  |      |              |                   |                 |
//!  drop the payloads    position = sent      hash, append;        to the other     drop the payloads
//!  that N-1 committed;  append to the        leaves, pages,       slot: becomes    that N committed;
//!  reserve the weight   filling slot         root, digest;        part of N+1      ...
//!  of the commitment                         slots change
//! ```
//!
//! The slots change roles in the commitment itself, so a send belongs to the block whose commitment comes
//! next by construction, in whatever order hooks run, and nothing is ever copied.
//!
//! ## Invariants
//!
//! - **O1 dense**: positions have no gaps: committed leaf count + pending messages = messages sent.
//! - **O2 shape**: a frontier has one peak per set bit of its leaf count; a page of the commitment tree
//!   is full unless it is the last, and sorted by peer.
//! - **O3 one block**: [`Outgoing`] holds what one block committed and what the next commitment takes in,
//!   and no empty entry.
//! - **O4 bounded**: every storage item has `MaxEncodedLen`, and one commitment takes in at most
//!   [`Config::MaxMessagesPerBlock`] messages with [`Config::MaxBytesPerBlock`] bytes.
//! - **O5 conserved**: per channel, sent = consumed by the peer + in flight, and in flight is not
//!   negative.
//!
//! `try_state` checks them, in this order and with these labels.
//!
//! ## Adding it to a runtime
//!
//! ```ignore
//! parameter_types! {
//!     pub const InitialCredit: u64 = 64;
//!     pub const InitialCreditBytes: u64 = 256 * 1024;
//! }
//!
//! impl pallet_spec_outbox::Config for Runtime {
//!     type SelfParaId = parachain_info::Pallet<Runtime>;
//!     type Watch = SpecInbox;
//!     type ChannelOrigin = EnsureRoot<AccountId>;
//!     type GovernanceOrigin = EnsureRoot<AccountId>;
//!     type RelayBlockNumber = RelaychainDataProvider<Runtime>;
//!     type MaxPeers = ConstU32<1_000>;
//!     type MaxMessagesPerBlock = ConstU32<4_096>;
//!     type MaxBytesPerBlock = ConstU32<{ 1024 * 1024 }>;
//!     type MaxRegistersPerBlock = ConstU32<64>;
//!     type MaxPayloadBytes = ConstU32<{ 64 * 1024 }>;
//!     type InitialCredit = InitialCredit;
//!     type InitialCreditBytes = InitialCreditBytes;
//!     type VersionWrapper = PolkadotXcm;
//!     type PriceForSiblingDelivery = NoPriceForMessageDelivery<ParaId>;
//!     type WeightInfo = pallet_spec_outbox::weights::SubstrateWeight<Runtime>;
//! }
//!
//! /// Before the router of any other transport to siblings.
//! pub type XcmRouter = (SpecOutbox, ...);
//! ```
//!
//! `system_version` of the runtime has to be 1 or higher, and
//! [`SpecOutboxApi`](spec_messaging_runtime_api::SpecOutboxApi) is answered by the functions of the same
//! names on [`Pallet`], and the outgoing half of
//! [`SpecChannelApi`](spec_messaging_runtime_api::SpecChannelApi) by [`Pallet::stats`] and
//! [`Pallet::explain`].
//!
//! ## Not done here
//!
//! Reading streams: `pallet-spec-inbox`. Matching: the relay chain. Fetching and retrying: nodes.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod accumulate;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod channels;
mod commit;
mod cost;
mod explain;
#[cfg(test)]
mod mock;
mod pages;
mod prove;
mod register;
mod router;
mod stats;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use polkadot_runtime_common::xcm_sender::PriceForMessageDelivery;
use sp_runtime::traits::BlockNumberProvider;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{MAX_BATCH_PAYLOADS, MAX_PAYLOAD_BYTES},
	channel::ChannelLeaf,
	hashing::{Hash, ProvidesRoot},
	mmr::Frontier,
	pallets::{RelayBlockNumber, WatchPeer},
};
use spec_messaging_runtime_api::{OutgoingExplanation, OutgoingStats};
use xcm::WrapVersion;

pub use accumulate::SendError;
pub use pallet::*;
pub use spec_messaging_primitives::pallets::{ApplyRegister, PublishRegister, SendMessage};
pub use types::*;
pub use weights::WeightInfo;

/// [`CycleState`] with the block number of this runtime.
pub(crate) type CycleOf<T> = CycleState<BlockNumberFor<T>>;

/// The pallet.
// FRAME's macros cast the indices of events and errors; nothing in here casts by hand.
#[allow(clippy::cast_possible_truncation)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;

	/// Layout of this pallet's storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The sending pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What a runtime decides. `integrity_test` checks that the limits fit together.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Id of this chain; part of its provides roots.
		type SelfParaId: Get<ParaId>;

		/// Has the heads of destinations read, without which their registers never count; usually the
		/// receiving pallet.
		type Watch: WatchPeer;

		/// Who opens channels.
		type ChannelOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who says that this chain was rewound.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The relay chain's height: `RelaychainDataProvider` of `cumulus-pallet-parachain-system`.
		type RelayBlockNumber: BlockNumberProvider<BlockNumber = RelayBlockNumber>;

		/// Most peers in the commitment tree, in either direction.
		///
		/// Lower: chains beyond it cannot be talked to. Higher: opening a channel moves up to
		/// `MaxPeers / 64` pages of 2.3 KB. At least 1.
		#[pallet::constant]
		type MaxPeers: Get<u32>;

		/// Most messages that one commitment takes in, to all destinations together.
		///
		/// Lower: senders see `BlockFull`. Higher: the commitment takes longer. At most 65,536, a batch.
		#[pallet::constant]
		type MaxMessagesPerBlock: Get<u32>;

		/// Most bytes of payloads that one commitment takes in, to all destinations together.
		///
		/// Lower: senders see `BlockFull`. Higher: the state of every block grows by as much.
		#[pallet::constant]
		type MaxBytesPerBlock: Get<u32>;

		/// Most registers that one commitment takes in.
		///
		/// Lower: acknowledgements of many peers are spread over blocks. Higher: the commitment takes
		/// longer. A budget of its own: acknowledgements and messages do not crowd each other out.
		#[pallet::constant]
		type MaxRegistersPerBlock: Get<u32>;

		/// Largest payload of one message, in bytes.
		///
		/// Lower: programs above the limit cannot be sent at all. Higher: receivers with a lower limit
		/// refuse them anyway. At most 2^20, the bound of the wire.
		#[pallet::constant]
		type MaxPayloadBytes: Get<u32>;

		/// How many messages may be sent to a peer that has granted no credit yet.
		///
		/// Lower: the first messages wait for the peer's first register. Higher: more is on its way to a
		/// peer that may never read it.
		#[pallet::constant]
		type InitialCredit: Get<u64>;

		/// How many bytes may be sent to a peer that has granted no credit yet.
		#[pallet::constant]
		type InitialCreditBytes: Get<u64>;

		/// The XCM version that a destination understands; usually `pallet-xcm`.
		type VersionWrapper: WrapVersion;

		/// What a sender of XCM pays for delivery.
		type PriceForSiblingDelivery: PriceForMessageDelivery<Id = ParaId>;

		/// Weights of the benchmarks.
		type WeightInfo: WeightInfo;
	}

	/// How often this chain was rewound by governance.
	///
	/// - **Written** by `raise_generation`. **Read** by the commitment and by every applied register.
	/// - **Size** 4 bytes. Never removed.
	#[pallet::storage]
	pub type Generation<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// Where the outbox stands: current slot, number and load of the next commitment.
	///
	/// - **Written** by every send and register, and by the commitment. **Read** by the same.
	/// - **Size** 34 bytes with a `u32` block number. Never removed.
	#[pallet::storage]
	pub type Cycle<T: Config> = StorageValue<_, CycleOf<T>, ValueQuery>;

	/// Working state of each peer: what was sent, what it acknowledged, what is published about it.
	///
	/// - **Written** by send, registers and openings. **Read** by the same and by the commitment.
	/// - **Size** at most 121 bytes an entry.
	/// - **Entries** one per peer in either direction, at most [`Config::MaxPeers`]. Never removed:
	///   removal would hand out positions from 0 again.
	// Hasher: peers are ids assigned by the relay chain, not bytes a sender can choose.
	#[pallet::storage]
	pub type Channels<T: Config> = CountedStorageMap<_, Twox64Concat, ParaId, Channel, OptionQuery>;

	/// Append state of each outgoing stream, as of the last commitment.
	///
	/// - **Written** once per stream with new messages and block, in the commitment; removed by
	///   `raise_generation`. **Read** by the commitment, and off chain.
	/// - **Size** at most 2,025 bytes an entry: 8 for the leaf count, 1 for the length, 32 for each of at
	///   most 63 peaks. A stream of 1,000 messages takes 201 bytes (6 peaks).
	/// - **Entries** at most one per peer; none for a stream without messages.
	#[pallet::storage]
	pub type Frontiers<T: Config> = StorageMap<_, Twox64Concat, ParaId, Frontier, ValueQuery>;

	/// The channel leaf of each peer, as of the last commitment.
	///
	/// - **Written** once per touched peer and block, in the commitment. **Read** off chain.
	/// - **Size** 81 bytes an entry. **Entries** one per peer, from its first commitment on.
	#[pallet::storage]
	pub type Leaves<T: Config> = StorageMap<_, Twox64Concat, ParaId, ChannelLeaf, OptionQuery>;

	/// Leaf hashes of the commitment tree, in pages of 64 by increasing peer.
	///
	/// - **Written** and **read** in the commitment: the pages of touched peers, and those behind a new
	///   one. **Read** off chain.
	/// - **Size** at most 2,306 bytes a page. **Entries** `MaxPeers / 64`, rounded up.
	// Hasher: the keys are counted up from 0 by this pallet.
	#[pallet::storage]
	pub type Pages<T: Config> = StorageMap<_, Identity, u32, Page, ValueQuery>;

	/// Where pages start, their roots, and how many leaves they hold.
	///
	/// - **Written** and **read** in a commitment that changes a leaf.
	/// - **Size** 36 bytes a page and 6: 582 for 1,000 peers.
	#[pallet::storage]
	pub type PageDirectory<T: Config> = StorageValue<_, Directory<T>, ValueQuery>;

	/// The last provides root, which every header repeats until it changes.
	///
	/// - **Written** in a commitment that changes a leaf. **Read** in every commitment.
	/// - **Size** 32 bytes. Absent until there is a leaf; never removed.
	#[pallet::storage]
	pub type Provides<T: Config> = StorageValue<_, ProvidesRoot, OptionQuery>;

	/// Payloads per slot and destination, in position order.
	///
	/// - **Lifetime** one block: filled by `send`, hashed by the commitment, still readable in that
	///   block's state, removed by the first touch of the outbox in the next one.
	/// - **Read** by the commitment while still in memory, so it costs no proof size, except for what was
	///   sent after the commitment before.
	/// - **Size** a slot holds at most [`Config::MaxBytesPerBlock`] bytes of payloads in
	///   [`Config::MaxMessagesPerBlock`] of them, with at most 4 bytes each for their lengths.
	// Appended to without being decoded: see `send`.
	#[pallet::storage]
	pub type Outgoing<T: Config> =
		StorageDoubleMap<_, Identity, Slot, Twox64Concat, ParaId, PayloadsOf<T>, ValueQuery>;

	/// The peers whose leaf a slot's commitment re-hashes, each once, in the order they were touched.
	///
	/// - **Lifetime** and writers as [`Outgoing`], and registers and openings. **Size** 4 bytes a peer.
	#[pallet::storage]
	pub type Touched<T: Config> =
		StorageMap<_, Identity, Slot, BoundedVec<ParaId, T::MaxPeers>, ValueQuery>;

	/// What is counted for the operators of this chain: how long acknowledgements take. Nothing is decided by
	/// it.
	///
	/// - **Written** by a commitment with messages while no message of the stream is being timed, and by the
	///   acknowledgement of that message. **Read** by every commitment and acknowledgement, and off chain.
	/// - **Size** at most 57 bytes an entry. **Entries** at most one per channel that sent something.
	#[pallet::storage]
	pub type Tallies<T: Config> = StorageMap<_, Twox64Concat, ParaId, Tally, ValueQuery>;

	/// Channels that exist from the first block on.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Destinations, each once, at most [`Config::MaxPeers`].
		pub channels: alloc::vec::Vec<ParaId>,
		/// The runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// Panics on a destination that `open_channel` would refuse.
		fn build(&self) {
			for destination in &self.channels {
				assert!(
					Pallet::<T>::do_open_channel(*destination).is_ok(),
					"genesis: no channel can be opened to {destination:?}",
				);
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A channel was opened: messages to this destination are accepted. Says nothing about whether
		/// anybody reads them.
		ChannelOpened {
			/// The receiving chain.
			destination: ParaId,
		},
		/// A message was accepted and is part of the next commitment. Its arrival is known once
		/// `Acknowledged` names a higher count than its position.
		MessageSent {
			/// The receiving chain.
			destination: ParaId,
			/// Its place in the stream.
			position: Position,
			/// Hash of its payload.
			id: Hash,
		},
		/// A peer consumed more of the stream to it, by its own included commitment.
		Acknowledged {
			/// The receiving chain.
			peer: ParaId,
			/// How many messages it has consumed in all.
			consumed: LeafCount,
		},
		/// A stream starts again at position 0. The messages from `acknowledged` to `committed` of the old
		/// generation are not delivered any more, unless the peer consumed them and could not say so yet.
		StreamRestarted {
			/// The receiving chain.
			peer: ParaId,
			/// How many messages the old stream committed.
			committed: LeafCount,
			/// How many of them the peer acknowledged.
			acknowledged: LeafCount,
			/// How many messages waited for the commitment and are now the first of the new stream, in the
			/// same order: their positions count from 0, whatever `MessageSent` said.
			carried: u32,
		},
		/// This chain was rewound: all streams start again at position 0. Receivers follow once their
		/// governance re-anchors them.
		GenerationRaised {
			/// The generation from now on.
			generation: u32,
		},
	}

	/// Why something is refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// A chain has no channel to itself.
		OwnChain,
		/// There already is a channel to that destination.
		AlreadyOpen,
		/// The commitment tree takes no more peers, see `MaxPeers`.
		TooManyPeers,
		/// This block's commitment is done. Try again in the next block.
		AlreadyCommitted,
		/// The chain was rewound 2^32 - 1 times.
		NoMoreGenerations,
		/// There is no open channel to that destination.
		NoChannel,
		/// The destination said that it takes no messages, for now or for good.
		Paused,
		/// A message has at least one byte.
		Empty,
		/// The payload is larger than this chain sends or than the destination accepts.
		TooLarge,
		/// The destination has granted no credit for another message of this size. Wait until it
		/// consumes.
		NoCredit,
		/// The block takes no more messages. Try again in the next one.
		BlockFull,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Drops the last block's payloads if no earlier hook did, and reserves the commitment.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Cycle::<T>::mutate(Self::begin);
			Self::base_cost()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::commit();
		}

		fn integrity_test() {
			let payload = T::MaxPayloadBytes::get();
			assert!(T::MaxPeers::get() >= 1, "MaxPeers: a tree has room for a leaf");
			assert!(
				(1..=MAX_PAYLOAD_BYTES).contains(&payload),
				"MaxPayloadBytes: receivers refuse payloads above MAX_PAYLOAD_BYTES",
			);
			assert!(
				payload <= T::MaxBytesPerBlock::get(),
				"MaxPayloadBytes: a payload that fits no block could never be sent",
			);
			assert!(
				(1..=MAX_BATCH_PAYLOADS).contains(&T::MaxMessagesPerBlock::get()),
				"MaxMessagesPerBlock: one batch carries what one block sends",
			);
			assert!(
				T::MaxRegistersPerBlock::get() >= 1,
				"MaxRegistersPerBlock: without acknowledgements no credit comes back",
			);
			assert!(
				Self::full_block_cost().all_lte(T::BlockWeights::get().max_block),
				"a full commitment weighs more than a block: lower the limits per block",
			);
			assert!(
				T::Version::get().state_version() == sp_core::storage::StateVersion::V1,
				"system_version: under state version 0 dropped payloads would enter the proof",
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Counters of the stream to `peer`, `None` if there never was a channel. Six reads.
		pub fn stats(peer: ParaId) -> Option<OutgoingStats> {
			Self::stats_of(peer)
		}

		/// Where the message at `position` of the stream to `peer` is, and what stops it as far as this pallet
		/// knows. Five reads.
		///
		/// [`Pallet::explain`] is also told why no register of the peer counts, which the receiving pallet knows.
		pub fn locate(peer: ParaId, position: Position) -> OutgoingExplanation {
			Self::explain(peer, position, None)
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Open a channel to `destination`.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`].
		///
		/// ## Details
		///
		/// Messages are accepted at once, within [`Config::InitialCredit`] until the destination grants
		/// more. A peer without a leaf gets one in this block's commitment, which pushes the pages behind
		/// it; what that costs less than for [`Config::MaxPeers`] is refunded.
		///
		/// ## Errors
		///
		/// `OwnChain`, `AlreadyOpen`, `TooManyPeers`.
		///
		/// ## Events
		///
		/// `ChannelOpened`.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::open_channel_cost(Some(T::MaxPeers::get())))]
		pub fn open_channel(
			origin: OriginFor<T>,
			destination: ParaId,
		) -> DispatchResultWithPostInfo {
			T::ChannelOrigin::ensure_origin(origin)?;
			let is_new = Self::do_open_channel(destination)?;
			let peers = is_new.then(Channels::<T>::count);
			let (paid, share) = (Self::open_channel_cost(peers), Self::opened_cost(peers));
			Ok(Some(Self::charge_commitment(paid, share)).into())
		}

		/// Say that this chain was rewound: all its streams start again at position 0.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Details
		///
		/// Frontiers, counters and what peers acknowledged are forgotten, and every leaf is hashed anew.
		/// Peers refuse the new streams until they re-anchor. What this chain says of the streams it reads
		/// stays. The weight is linear in the number of peers.
		///
		/// ## Errors
		///
		/// `AlreadyCommitted`, `NoMoreGenerations`.
		///
		/// ## Events
		///
		/// `StreamRestarted` for each stream that had a message, then `GenerationRaised`.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::raise_generation_cost(T::MaxPeers::get()))]
		pub fn raise_generation(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let peers = Self::do_raise_generation()?;
			let (paid, share) =
				(Self::raise_generation_cost(peers), Self::destinations_cost(peers));
			Ok(Some(Self::charge_commitment(paid, share)).into())
		}
	}
}

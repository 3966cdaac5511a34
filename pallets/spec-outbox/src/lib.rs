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
//!   negative; what the peer skipped is part of what it consumed. Of a channel that ended, what is in flight is what nobody acknowledged; the event of its
//!   end names it.
//!
//! ## Life of a channel
//!
//! Moves are made by calls of this side and by registers of the peer:
//!
//! | from | to | when |
//! |---|---|---|
//! | none | opening | `open_channel` |
//! | opening | open | the peer accepted, and [`Config::Predecessor`] is drained |
//! | opening | none; closed, if anything was sent | `cancel_opening`; `expire_opening`; the peer rejects |
//! | opening, open | closing | `close_channel`, once accepted; the peer closes |
//! | closing | closed | the peer consumed everything |
//! | open, closing | closed | the peer closed without consuming everything |
//! | any live one | closed | `force_close` |
//! | closed | opening | `reopen_channel` |
//!
//! A channel that ended gives its deposit back. Its frontier leaves the state with the event
//! `ChannelEntombed`, which shows it; what remains is its leaf, which tells the peer, and a tombstone of 52
//! bytes: length and root. A reopened stream continues where it ended, because its frontier has to match
//! the tombstone: no position is ever used twice. `forget_peer` takes the leaf out of the tree once both
//! streams ended.
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
//!     type Predecessor = ();
//!     type ChannelOrigin = MapSuccess<EnsureRoot<AccountId>, NoDeposit<AccountId>>;
//!     type PauseOrigin = EnsureRoot<AccountId>;
//!     type GovernanceOrigin = EnsureRoot<AccountId>;
//!     type Consideration = ();
//!     type OpeningTimeout = ConstU32<14_400>;
//!     type StaleAfter = ConstU32<1_200>;
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
//!     type OnSkipped = ();
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
mod close;
mod commit;
mod cost;
mod deposit;
mod explain;
mod fees;
mod forget;
#[cfg(test)]
mod mock;
mod pages;
mod pause;
mod phase;
mod prove;
mod register;
mod router;
mod skipped;
mod stale;
mod stats;
#[cfg(test)]
mod tests;
// With `std` too: the tests of pallets beside this one check its invariants with their own.
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
pub mod weights;

use frame_support::{
	pallet_prelude::*,
	traits::{Consideration, Footprint},
};
use frame_system::pallet_prelude::*;
use polkadot_runtime_common::xcm_sender::PriceForMessageDelivery;
use sp_runtime::traits::BlockNumberProvider;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{MAX_BATCH_PAYLOADS, MAX_PAYLOAD_BYTES},
	channel::OutboundPhase,
	hashing::{Hash, ProvidesRoot},
	mmr::Frontier,
	pallets::{OnSkipped, Predecessor, RelayBlockNumber, WatchPeer},
};
use spec_messaging_runtime_api::{Latencies, OutgoingExplanation, OutgoingStats};
use xcm::WrapVersion;

pub use accumulate::SendError;
pub use pallet::*;
pub use skipped::{SkipsOfPeer, SkipsOr};
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

		/// The transport that channels take over from, `()` if there is none. Messages that it still carries
		/// arrive before the first one of this pallet.
		type Predecessor: Predecessor;

		/// Who opens channels, and for which deposit: an account that holds [`Config::Consideration`], or
		/// `None`, which is governance and holds none. Of accounts, only the one that opened a channel may
		/// cancel or close it.
		///
		/// [`NoDeposit`](spec_messaging_primitives::pallets::NoDeposit) and
		/// [`WithDeposit`](spec_messaging_primitives::pallets::WithDeposit) make either of an origin.
		type ChannelOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Option<Self::AccountId>>;

		/// Who pauses and resumes channels.
		type PauseOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who says that this chain was rewound, and who ends channels whose peer is gone.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The deposit for a channel, for [`Pallet::footprint`]: `HoldConsideration`, or `()` for none.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// The relay chain's height: `RelaychainDataProvider` of `cumulus-pallet-parachain-system`.
		type RelayBlockNumber: BlockNumberProvider<BlockNumber = RelayBlockNumber>;

		/// After how many relay blocks anybody may end an opening that the peer did not answer.
		///
		/// Lower: the peer has less time to decide. Higher: deposit and slot are bound for longer.
		#[pallet::constant]
		type OpeningTimeout: Get<RelayBlockNumber>;

		/// After how many relay blocks without an acknowledgement, with messages in flight, sends are
		/// refused. 0: never.
		///
		/// Lower: a peer that pauses for a while looks like one that stopped. Higher: more is sent to a peer
		/// that stopped. The fee factor reaches its most by then.
		#[pallet::constant]
		type StaleAfter: Get<RelayBlockNumber>;

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

		/// Is told what peers gave up of the streams to them, for refunds. `()` is nobody.
		type OnSkipped: OnSkipped;
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

	/// Working state of each peer: what was sent, what it acknowledged, what is published about it, its leaf.
	///
	/// - **Written** by send, registers and openings. **Read** by the same and by the commitment.
	/// - **Size** at most 250 bytes an entry.
	/// - **Entries** one per peer in either direction, at most [`Config::MaxPeers`]. Removed by
	///   `forget_peer` once both streams ended; a tombstone keeps positions from being handed out again.
	// Hasher: peers are ids assigned by the relay chain, not bytes a sender can choose.
	#[pallet::storage]
	pub type Channels<T: Config> = CountedStorageMap<_, Twox64Concat, ParaId, Channel, OptionQuery>;

	/// Append state of each outgoing stream, as of the last commitment.
	///
	/// - **Written** once per stream with new messages and block, in the commitment; removed by
	///   `raise_generation`, and when the stream ends. **Read** by the commitment, and off chain.
	/// - **Size** at most 2,025 bytes an entry: 8 for the leaf count, 1 for the length, 32 for each of at
	///   most 63 peaks. A stream of 1,000 messages takes 201 bytes (6 peaks).
	/// - **Entries** at most one per peer; none for a stream without messages.
	#[pallet::storage]
	pub type Frontiers<T: Config> = StorageMap<_, Twox64Concat, ParaId, Frontier, ValueQuery>;

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
	/// - **Size** 32 bytes. Absent while there is no leaf.
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

	/// What is left of streams that ended.
	///
	/// - **Written** in the commitment after a stream ended; removed when it is reopened, and by
	///   `raise_generation`. **Read** by openings and by the commitment of a peer whose stream ended.
	/// - **Size** 52 bytes an entry. **Entries** one per stream that ended; of peers that were forgotten at
	///   most four times [`Config::MaxPeers`].
	#[pallet::storage]
	pub type Tombstones<T: Config> =
		CountedStorageMap<_, Twox64Concat, ParaId, Tombstone, OptionQuery>;

	/// Who holds a deposit for the channel to a destination.
	///
	/// - **Written** by openings; removed when the channel ends. **Read** by whoever closes.
	/// - **Size** an account and a ticket. **Entries** at most one per peer; none for governance's channels.
	#[pallet::storage]
	pub type Deposits<T: Config> =
		StorageMap<_, Twox64Concat, ParaId, (T::AccountId, T::Consideration), OptionQuery>;

	/// The channel whose acknowledgements were looked at last, `None` before the first.
	///
	/// - **Written** and **read** in every eighth block. **Size** 4 bytes.
	#[pallet::storage]
	pub type StaleCursor<T: Config> = StorageValue<_, ParaId, OptionQuery>;

	/// What each peer skipped of the stream to it, as far as somebody proved it here.
	///
	/// - **Written** by a reading of the peer's receipts, and when the peer is re-anchored. **Read** by the
	///   same.
	/// - **Size** 28 bytes an entry. **Entries** at most one per peer that ever skipped something: it stays when
	///   the peer is forgotten, so that no receipt counts twice.
	#[pallet::storage]
	pub type SkipsSeen<T: Config> = StorageMap<_, Twox64Concat, ParaId, SkipsOfPeer, ValueQuery>;

	/// What is counted for the operators of this chain: how long acknowledgements take. Nothing is decided by
	/// it.
	///
	/// - **Written** and **read** by the acknowledgement of a message that was timed. **Read** off chain.
	/// - **Size** 40 bytes an entry. **Entries** at most one per channel of which something was acknowledged.
	#[pallet::storage]
	pub type Tallies<T: Config> = StorageMap<_, Twox64Concat, ParaId, Latencies, ValueQuery>;

	/// Channels that exist from the first block on, open at once.
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
					Pallet::<T>::do_open_channel(*destination, OutboundPhase::Open).is_ok(),
					"genesis: no channel can be opened to {destination:?}",
				);
			}
		}
	}

	/// Why balances are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a channel, from its opening to its end.
		Channel,
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A channel is being opened: the destination is asked. Messages are accepted within the initial
		/// credit, unless another transport carries them until the destination accepts.
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
		/// The destination accepted, and nothing older is under way elsewhere: the channel is open.
		ChannelEstablished {
			/// The receiving chain.
			destination: ParaId,
		},
		/// A channel is being opened again, whose stream continues.
		ChannelReopened {
			/// The receiving chain.
			destination: ParaId,
			/// Length of the stream: the position of the next message.
			at: LeafCount,
		},
		/// Nothing more is sent on a channel. It ends once everything is consumed.
		ChannelClosing {
			/// The receiving chain.
			destination: ParaId,
			/// Who closes it.
			by: Side,
		},
		/// A channel ended. Messages from `acknowledged` to `sent` are those that nobody acknowledged; they
		/// are delivered first if the channel is ever reopened.
		ChannelEnded {
			/// The receiving chain.
			destination: ParaId,
			/// How.
			ending: Ending,
			/// How many messages the peer acknowledged.
			acknowledged: LeafCount,
			/// How many were sent.
			sent: LeafCount,
		},
		/// The frontier of a stream that ended leaves the state. Keep it: `reopen_channel` asks for it.
		ChannelEntombed {
			/// The receiving chain.
			destination: ParaId,
			/// The stream as it ended.
			frontier: Frontier,
		},
		/// This chain sends nothing to a destination, for a while.
		ChannelPaused {
			/// The receiving chain.
			destination: ParaId,
			/// The first relay block at which it sends again; `None`: once it is resumed.
			until: Option<RelayBlockNumber>,
		},
		/// This chain sends to a destination again.
		ChannelResumed {
			/// The receiving chain.
			destination: ParaId,
		},
		/// A peer acknowledges nothing any more: sends are refused until it does. Said once.
		ChannelStale {
			/// The receiving chain.
			destination: ParaId,
			/// Relay block of its last acknowledgement, or of the first message after it.
			since: RelayBlockNumber,
			/// How many messages wait for one.
			in_flight: u64,
		},
		/// The leaf of a peer left the commitment tree.
		PeerForgotten {
			/// The peer.
			peer: ParaId,
		},
		/// A deposit could not be released. Its ticket is void; the balance has to be looked after.
		DepositNotReturned {
			/// The receiving chain.
			destination: ParaId,
			/// Whose deposit.
			who: T::AccountId,
		},
		/// Governance of a peer passed over messages that could not be brought: nobody took them there, and
		/// nobody will. The peer acknowledged them as consumed.
		Skipped {
			/// The receiving chain.
			peer: ParaId,
			/// Position of the first of them.
			first: Position,
			/// How many. At least 1.
			count: u32,
			/// Hash over their leaf hashes.
			commitment: Hash,
		},
		/// Receipts of a peer can not be read any more: they are of an older generation, or the peer keeps
		/// newer ones in their place. Nobody is told of the messages in them.
		ReceiptsMissed {
			/// The receiving chain.
			peer: ParaId,
			/// How many receipts.
			count: u64,
		},
	}

	/// Why something is refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// A chain has no channel to itself.
		OwnChain,
		/// There already is a channel to that destination.
		AlreadyOpen,
		/// The commitment tree takes no more peers, see `MaxPeers`. `forget_peer` makes room: anybody may
		/// have a peer forgotten whose streams ended.
		TooManyPeers,
		/// This block's commitment is done. Try again in the next block.
		AlreadyCommitted,
		/// The chain was rewound 2^32 - 1 times.
		NoMoreGenerations,
		/// There is no open channel to that destination.
		NoChannel,
		/// The destination said that it takes no messages, for a while or for good.
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
		/// The channel is closing and takes no more messages.
		Closing,
		/// The destination acknowledges nothing any more. Wait for its next acknowledgement.
		Stale,
		/// The destination accepted, and messages of another transport have to arrive first.
		NotDrained,
		/// A stream to that destination ended: `reopen_channel` continues it.
		Ended,
		/// No stream to that destination ended, or it does so in this block.
		NotEnded,
		/// That is not the frontier of the stream that ended. `ChannelEntombed` showed it.
		OtherFrontier,
		/// The destination still reads the former life of the channel. Wait until it closed it.
		PeerNotClosed,
		/// The channel is not in the phase that the call leads out of.
		WrongPhase,
		/// The destination accepted the opening: close the channel instead.
		Answered,
		/// The opening may still be answered.
		NotExpired,
		/// The relay block at which the pause ends is reached.
		AlreadyOver,
		/// The channel is not paused.
		NotPaused,
		/// There is no such peer.
		UnknownPeer,
		/// One of the two streams did not end yet, or the peer may not know yet that it did.
		StillUsed,
		/// There are as many tombstones as there may be.
		TooManyTombstones,
		/// That key of a peer's state is none that this pallet reads.
		UnknownReading,
		/// All receipts that are there were seen before, or there is none.
		NoNewReceipt,
		/// A receipt is about messages that the peer has not acknowledged here yet. Try again when its
		/// register arrived.
		NotAcknowledged,
		/// No honest peer keeps such receipts.
		BadReceipts,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Drops the last block's payloads if no earlier hook did, and reserves the commitment.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Cycle::<T>::mutate(Self::begin);
			Self::watch_stale().saturating_add(Self::base_cost())
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
			Self::check_largest_send(&T::BlockWeights::get());
			Self::check_accuracy(sp_runtime::Perbill::from_percent(15));
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
		/// The destination is asked, and the channel is open once it accepted and [`Config::Predecessor`] is
		/// drained. Until it accepts, messages are taken within [`Config::InitialCredit`], unless the
		/// predecessor carries them. An account holds [`Config::Consideration`] until the channel ends. A peer without a leaf gets one in this block's commitment, which pushes the pages behind
		/// it; what that costs less than for [`Config::MaxPeers`] is refunded.
		///
		/// ## Errors
		///
		/// `OwnChain`, `AlreadyOpen`, `Ended`, `TooManyPeers`, that of the deposit.
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
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			let is_new = Self::open_for(destination, who)?;
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

		/// Take back an opening that `destination` did not answer.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`]: governance, or the account that opened it.
		///
		/// ## Details
		///
		/// Gives the deposit back. A channel on which nothing was sent leaves nothing behind; any other ends
		/// with a tombstone, and the event names what nobody acknowledged.
		///
		/// ## Errors
		///
		/// `NoChannel`, `WrongPhase`, `Answered`, `BadOrigin`.
		///
		/// ## Events
		///
		/// `ChannelEnded`; in the commitment `ChannelEntombed`, if anything was ever sent.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::close_cost())]
		pub fn cancel_opening(
			origin: OriginFor<T>,
			destination: ParaId,
		) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			Self::do_cancel_opening(destination, who.as_ref())?;
			Ok(Self::charge_close())
		}

		/// End an opening that `destination` did not answer for [`Config::OpeningTimeout`] relay blocks.
		///
		/// ## Dispatch Origin
		///
		/// Signed, by anybody.
		///
		/// ## Details
		///
		/// As `cancel_opening`. The deposit goes back to whoever opened.
		///
		/// ## Errors
		///
		/// `NoChannel`, `WrongPhase`, `Answered`, `NotExpired`.
		///
		/// ## Events
		///
		/// Those of `cancel_opening`.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::close_cost())]
		pub fn expire_opening(
			origin: OriginFor<T>,
			destination: ParaId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_expire_opening(destination)?;
			Ok(Self::charge_close())
		}

		/// Send no more to `destination`.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`]: governance, or the account that opened it.
		///
		/// ## Details
		///
		/// The channel is closing until the peer consumed everything, which its register says; then it ends
		/// and gives the deposit back.
		///
		/// ## Errors
		///
		/// `NoChannel`, `WrongPhase`, `BadOrigin`.
		///
		/// ## Events
		///
		/// `ChannelClosing`; later `ChannelEnded` and `ChannelEntombed`.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::close_cost())]
		pub fn close_channel(
			origin: OriginFor<T>,
			destination: ParaId,
		) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			Self::do_close_channel(destination, who.as_ref())?;
			Ok(Self::charge_close())
		}

		/// End the channel to `destination` whatever that peer says: it is gone.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Details
		///
		/// What the peer did not acknowledge is given up, and the event names it. A peer that comes back
		/// sees that the channel is closed; reopened, the stream continues with what was given up.
		///
		/// ## Errors
		///
		/// `NoChannel`.
		///
		/// ## Events
		///
		/// `ChannelEnded`; in the commitment `ChannelEntombed`, if anything was ever sent.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::close_cost())]
		pub fn force_close(
			origin: OriginFor<T>,
			destination: ParaId,
		) -> DispatchResultWithPostInfo {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_force_close(destination)?;
			Ok(Self::charge_close())
		}

		/// Open a channel again whose stream ended, at its next position.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`].
		///
		/// ## Details
		///
		/// As `open_channel`. `frontier` is what the event `ChannelEntombed` showed, and is checked against
		/// the tombstone: length and root. So no position is used twice, and whoever reads the stream goes
		/// on where it stands.
		///
		/// ## Errors
		///
		/// `AlreadyOpen`, `NotEnded`, `OtherFrontier`, `PeerNotClosed`, `TooManyPeers`, that of the deposit.
		///
		/// ## Events
		///
		/// `ChannelReopened`.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::reopen_channel_cost(Some(T::MaxPeers::get())))]
		pub fn reopen_channel(
			origin: OriginFor<T>,
			destination: ParaId,
			frontier: Frontier,
		) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			let is_new = Self::do_reopen_channel(destination, frontier, who)?;
			let peers = is_new.then(Channels::<T>::count);
			let (paid, share) = (Self::reopen_channel_cost(peers), Self::opened_cost(peers));
			Ok(Some(Self::charge_commitment(paid, share)).into())
		}

		/// Take the leaf of a peer out of the commitment tree whose streams both ended.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::GovernanceOrigin`], or signed by anybody.
		///
		/// ## Details
		///
		/// Makes room for another peer. What follows the leaf moves to the left, page by page, and the call
		/// pays for it. Tombstones stay. Signed, both streams have to have ended as the peer says it, too,
		/// or the peer would never hear of it; governance may forget a peer that is gone.
		///
		/// ## Errors
		///
		/// `UnknownPeer`, `StillUsed`, `TooManyTombstones`, `AlreadyCommitted`.
		///
		/// ## Events
		///
		/// `PeerForgotten`.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::forget_peer_cost(T::MaxPeers::get()))]
		pub fn forget_peer(origin: OriginFor<T>, peer: ParaId) -> DispatchResultWithPostInfo {
			let governed = match T::GovernanceOrigin::try_origin(origin) {
				Ok(_) => true,
				Err(origin) => {
					ensure_signed(origin)?;
					false
				},
			};
			let left = Self::do_forget_peer(peer, governed)?;
			Ok(Some(Self::forget_peer_cost(left.saturating_add(1))).into())
		}

		/// Send nothing to `destination`, until relay block `until` if it is given.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::PauseOrigin`].
		///
		/// ## Details
		///
		/// Sends and XCM are refused as `Paused`. What was sent is delivered. A pause replaces the one
		/// before.
		///
		/// ## Errors
		///
		/// `NoChannel`, `AlreadyOver`.
		///
		/// ## Events
		///
		/// `ChannelPaused`. That a pause is over by its time has no event.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::pause_channel())]
		pub fn pause_channel(
			origin: OriginFor<T>,
			destination: ParaId,
			until: Option<RelayBlockNumber>,
		) -> DispatchResult {
			T::PauseOrigin::ensure_origin(origin)?;
			Self::do_pause_channel(destination, until)
		}

		/// Send to `destination` again.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::PauseOrigin`].
		///
		/// ## Errors
		///
		/// `NoChannel`, `NotPaused`.
		///
		/// ## Events
		///
		/// `ChannelResumed`.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::pause_channel())]
		pub fn resume_channel(origin: OriginFor<T>, destination: ParaId) -> DispatchResult {
			T::PauseOrigin::ensure_origin(origin)?;
			Self::do_resume_channel(destination)
		}
	}
}

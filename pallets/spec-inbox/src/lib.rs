//! # Spec Inbox
//!
//! Consumes what other chains send: verifies it by hashing it, in order, and says which roots that
//! built on.
//!
//! ## Overview
//!
//! A [batch](spec_messaging_primitives::batch::MessageBatch) carries payloads, the channel leaf that
//! its sender committed about this chain, and a proof that the leaf stands under a provides root. Each
//! payload is hashed onto a copy of the frontier of its stream; only if that leads to the committed
//! stream root is the copy stored and are the payloads handed to [`Config::Handler`]. No message
//! carries a proof of its own: the frontier is the proof.
//!
//! A provides root is believed if the relay chain included it (**inclusion tier**: the heads of all
//! peers are read from the relay state proof), or if somebody else is sure to check that it will be
//! (**speculative tier**, which fails closed: see [`Pallet::speculative_tier`]).
//!
//! ## One block of the inbox
//!
//! ```text
//!  on_initialize N       relay state proof         ingest ..            on_finalize N     N's state
//!       |                       |                     |                       |               |
//!  clear N-1's record;    heads of 32 peers;   per source: bounds,     record and mark,   the record,
//!  publish registers      the support key      tree proof, root,       if the tier was    read by the
//!  left over; reserve                          hash, compare, store,   asked for and      PVF and by
//!  the weight of the                           hand on, register       possible           requires()
//!  end
//! ```
//!
//! Authors may run `ingest` before the relay state proof was read, repeat it, or reorder it: what can
//! not be accepted then is refused, and comes again in the next block.
//!
//! Where collators know nothing of messages, any relayer brings them by transaction: `deliver`, after the
//! inherents, under included roots only, on the same path. It needs no account: a batch that is verified
//! authorizes its own call.
//!
//! ## What transactions without fee can take of a block
//!
//! | bound | why |
//! |---|---|
//! | one per source and block | so that slicing a batch buys nothing |
//! | [`Config::MaxFreeDeliveries`] per block | so that many sources do not fill it together |
//! | the messages and bytes that `ingest` left of [`Config::MaxMessagesPerBlock`] and [`Config::MaxBytesPerBlock`] | one limit for all |
//! | the share of [`DispatchClass::Normal`](frame_support::dispatch::DispatchClass::Normal) | they never touch what is kept for operational calls |
//!
//! Each advances a frontier by a message that the source sent and included, or a register to a newer one:
//! whoever wants to spend a block has to make a source with a channel send. What is not taken is refused
//! when the transaction is validated, with everything verified, so it costs a node the validation and its
//! sender the bandwidth. `integrity_test` weighs the worst case.
//!
//! ## Who is believed, and for what
//!
//! | input | from | if it lies |
//! |---|---|---|
//! | payload, extension | block author or relayer | the frontier does not reach the stream root; refused |
//! | channel leaf, tree proof | block author or relayer | they do not hash to the provides root; refused |
//! | register of a peer | that peer, under an included root | it can only widen what is sent to itself |
//! | provides root, inclusion tier | the relay state proof | it can not: validators check it against the relay state root |
//! | provides root, speculative tier | block author | no sender ever provides it; the candidate is never enacted |
//! | leaving a head out of the proof | block author | no information; the next author brings it |
//! | order of batches | block author | refused: sources must be strictly increasing |
//! | wish for the speculative tier | block author | the block is marked and its candidate has to say what it requires |
//! | a batch in a transaction | relayer | it is not valid: no pool keeps it, no block has it |
//! | a source that rewrites its history | that source | it freezes, on evidence under included roots, until `reanchor` |
//! | payload of a dead letter | whoever signs the retry | it has another hash; refused |
//! | leaf hashes of a skip | governance | they do not lead to the stream root; refused |
//! | bytes of a skip | governance | believed: see [`Pallet::skip`] |
//!
//! A refused batch costs one event and leaves the block valid. Nothing here panics on input.
//!
//! ## Life of a channel
//!
//! | from | to | when |
//! |---|---|---|
//! | none, closed | offered | the sender asks, under an included root |
//! | offered | none, closed | the sender does not ask any more; `reject_channel` |
//! | none, offered | accepted | `accept_channel` |
//! | offered, closed | accepted | `reaccept_channel`, if anything was ever read |
//! | accepted | suspended | `suspend_channel` |
//! | suspended | accepted | `resume_channel`, or the end of the suspension |
//! | accepted, suspended | closing | `close_channel`; the sender closes, once not suspended |
//! | closing | closed | the sender sends no more, under an included root, and all is consumed |
//! | accepted, suspended, closing | closed | `force_close` |
//!
//! A channel that ended gives its deposit back. Its frontier leaves the state with the event
//! `ChannelClosed`, which shows it; what remains is a tombstone of 40 bytes, length and root, and what is
//! known of the source. A stream that is accepted again goes on where it stopped, because its frontier has
//! to match the tombstone: no position is ever delivered twice.
//!
//! ## Invariants
//!
//! - **I1 prefix**: what was consumed of a stream is a prefix of what was sent: a frontier changes only
//!   to one that was proven under an accepted root.
//! - **I2 once**: no position is delivered twice: a batch starts at the leaf count of the frontier.
//! - **I3 ordered**: positions are delivered in order and without gaps.
//! - **I4 accounted**: per source, consumed = enqueued + dead-lettered + skipped by governance, each with an
//!   event; and dead-lettered = empty + kept + retried + expired + evicted.
//! - **I5 closed**: no speculative root is accepted that nobody matches: a block that requires one is
//!   marked, and only a runtime with the wrapped PVF marks a block.
//!
//! `try_state` checks what of these is visible in state.
//!
//! ## Wiring
//!
//! See the README of this crate for a complete `Config` example. Besides the `Config`:
//!
//! - `cumulus_pallet_parachain_system::Config::OnSystemEvent` has to contain this pallet, else no head
//!   is ever read and nothing is accepted;
//! - the runtime's `KeyToIncludeInRelayProof::keys_to_prove` returns [`Pallet::keys_to_prove`];
//! - `pallet_message_queue::Config::QueueChangeHandler` has to contain this pallet, else credit comes
//!   back only with the next batch and a full window never opens, and [`DirectHandler`] does not know what a
//!   message puts into the queue.
//!
//! ## Not done here
//!
//! Sending, and the tree that registers are committed in: the sending pallet. What a candidate says to
//! the relay chain: the PVF wrapper.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod accept;
mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod channel;
mod close;
mod cost;
pub mod dead_letter;
mod deliver;
mod deposit;
pub mod direct;
mod dispatch;
pub mod executing;
mod expiry;
mod explain;
mod forget;
mod included;
mod ingest;
mod inherent;
pub mod lag;
mod limits;
#[cfg(test)]
mod mock;
mod phase;
pub mod queue;
mod register;
mod require;
pub mod roots;
mod skip;
mod stats;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

pub use direct::DirectHandler;
pub use explain::{End, RUNS, Run, StreamEnds};
pub use pallet::*;
pub use queue::QueueHandler;
pub use types::*;
pub use weights::WeightInfo;

// The derives of the call and event enums cast the index of a variant.
#[allow(clippy::cast_possible_truncation)]
#[frame_support::pallet]
pub mod pallet {
	use super::{deliver::Carrier, executing::is_executing, *};
	use alloc::vec::Vec;
	use frame_support::{
		dispatch::DispatchResultWithPostInfo,
		pallet_prelude::*,
		traits::{Consideration, ConstBool, Footprint as StateFootprint},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::BlockNumberProvider;
	use spec_messaging_primitives::{
		LeafCount, ParaId, Position,
		batch::{MessageBatch, Payload},
		channel::OutboundPhase,
		hashing::{Hash, ProvidesRoot},
		inherent::{INHERENT_IDENTIFIER, IngestData, InherentError},
		late_block::BlockRecord,
		mmr::Frontier,
		pallets::{
			ApplyRegister, Footprint, HandleMessages, NoteHead, PublishRegister, RegisterError,
			RelayBlockNumber, SpeculativeSupport, Tier, WrappedPvf,
		},
		skip::SkippedStretch,
	};
	use spec_messaging_runtime_api::{IncomingExplanation, IncomingStats, Refusal};

	/// Layout of this pallet's storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The receiving pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What a runtime decides.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// This chain. Every batch is verified as addressed to it.
		type SelfParaId: Get<ParaId>;

		/// Who accepts channels, and for which deposit: an account that holds [`Config::Consideration`], or
		/// `None`, which is governance and holds none. Of accounts, only the one that accepted a channel may
		/// close it; only governance rejects and watches.
		///
		/// [`NoDeposit`](spec_messaging_primitives::pallets::NoDeposit) and
		/// [`WithDeposit`](spec_messaging_primitives::pallets::WithDeposit) make either of an origin.
		type ChannelOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Option<Self::AccountId>>;

		/// Who suspends and resumes channels.
		type PauseOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The deposit for a channel, for [`Pallet::footprint`]: `HoldConsideration`, or `()` for none.
		type Consideration: Consideration<Self::AccountId, StateFootprint>;

		/// Who decides which sources may be believed before they are included.
		type TrustOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who decides that a frozen source starts over, and who ends channels whose sender is gone.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Commits this chain's registers and takes in those of its peers.
		type Outbox: PublishRegister + ApplyRegister;

		/// Takes the messages. [`QueueHandler`] for `pallet-message-queue`, [`DirectHandler`] to execute at once what
		/// the block has room for.
		type Handler: HandleMessages;

		/// Is told of every usable head of a peer. `()` is nobody.
		type Observer: NoteHead;

		/// What a source may have in flight or queued, in messages and bytes.
		///
		/// Lower: a source waits for the relay chain to carry credit back before it may send more.
		/// Higher: more of the queue belongs to one source. The bytes are at least one largest payload of
		/// the handler, or the largest message could never be sent.
		// No constant of the metadata: it may follow a value in storage, which metadata is built without.
		type Window: Get<Footprint>;

		/// Says whether this runtime's `validate_block` is the wrapper of this suite: its marker type, or
		/// `()`, which turns the speculative tier off.
		type Pvf: WrappedPvf;

		/// How the relay chain shows that it matches. `()` turns the speculative tier off.
		type Support: SpeculativeSupport;

		/// The relay parent's number: `RelaychainDataProvider` of `cumulus-pallet-parachain-system`.
		type RelayBlockNumber: BlockNumberProvider<BlockNumber = RelayBlockNumber>;

		/// Most peers, watched ones included. Each takes 4 bytes of a value that every block reads.
		#[pallet::constant]
		type MaxSources: Get<u32>;

		/// Most messages that one block hashes.
		#[pallet::constant]
		type MaxMessagesPerBlock: Get<u32>;

		/// Most bytes of payloads that one block hashes. At least the largest payload on the wire, or a
		/// source could block its own stream for good.
		#[pallet::constant]
		type MaxBytesPerBlock: Get<u32>;

		/// Most transactions without fee that one block takes, at most 256 and one per source.
		///
		/// 0: whoever delivers pays. Higher: more sources are served in one block, and more of it belongs to
		/// those who pay nothing: see the module page.
		#[pallet::constant]
		type MaxFreeDeliveries: Get<u32>;

		/// Most sources in the trust domain, at most 256.
		#[pallet::constant]
		type MaxTrusted: Get<u32>;

		/// What everything here costs.
		type WeightInfo: WeightInfo;

		/// Most dead letters of one source that are kept for a retry. One more, and the oldest goes.
		///
		/// 0: none is kept. Higher: up to 49 bytes each in a value that every dead letter of the source reads
		/// and writes. At most 256.
		#[pallet::constant]
		type MaxDeadLetters: Get<u32>;

		/// For how many relay blocks a dead letter is kept.
		///
		/// Lower: less time to upgrade the handler and bring the payload. Higher: places are taken for longer.
		#[pallet::constant]
		type DeadLetterLifetime: Get<RelayBlockNumber>;

		/// For how many relay blocks a source with open credit may have a newer root than the one that was
		/// built on last, before [`Event::SourceLagging`] says so. 0: never.
		#[pallet::constant]
		type MaxLag: Get<RelayBlockNumber>;
	}

	/// What is known of each peer: its stream, and what was seen of its heads, with the newest of the last 16
	/// distinct included roots.
	///
	/// - **Written** by the channel calls, by an accepted batch, by a published register, by evidence; when a
	///   head brings another root, ceases or begins again to say something, and when this chain begins or
	///   ceases to lag behind it. An idle peer, whose head repeats its root, writes nothing.
	/// - **Read** once per batch and once per head of the source, again by a batch after whatever may call
	///   back, and when its queue changes.
	/// - **Size** at most 313 bytes an entry: 96 for the stream; of the heads 40 for each of at most 4 roots, 8
	///   for each of at most 4 chunks of older ones, 25 for the rest. **Entries** at most
	///   [`Config::MaxSources`], and four times as many of sources that were forgotten and read before: those
	///   are never removed, and have at most 107 bytes.
	// Hasher: ids are assigned by the relay chain, not bytes that a sender can choose. So in all maps.
	#[pallet::storage]
	pub type Sources<T: Config> = StorageMap<_, Twox64Concat, ParaId, SourceState>;

	/// Append state of each stream that is read, after what was consumed of it.
	///
	/// - **Written** by an accepted batch with payloads; removed by `reanchor`, and when the stream ends.
	/// - **Read** by every batch of the source, and at the end of a marked block.
	/// - **Size** at most 2,025 bytes an entry: 8 for the leaf count, 1 for the length, 32 for each of at
	///   most 63 peaks. After 1,000 messages 201 bytes. **Entries** as [`Sources`]; absent means empty.
	#[pallet::storage]
	pub type Frontiers<T: Config> = StorageMap<_, Twox64Concat, ParaId, Frontier, ValueQuery>;

	/// All peers whose heads are read, in increasing order, to go through in turn.
	///
	/// - **Written** when a peer is added or forgotten. **Read** once a block, when heads are read.
	/// - **Size** at most 2 + 4 x [`Config::MaxSources`] bytes.
	#[pallet::storage]
	pub type Peers<T: Config> =
		StorageValue<_, BoundedVec<ParaId, <T as Config>::MaxSources>, ValueQuery>;

	/// The peer whose head was read last, `None` before the first.
	///
	/// - **Written** once a block if there are more peers than one block reads. **Size** 4 bytes.
	#[pallet::storage]
	pub type Cursor<T: Config> = StorageValue<_, ParaId>;

	/// The older of the last 16 distinct included roots of each peer, four in a slot.
	///
	/// - **Written** with every fourth distinct root, over the oldest four, unread; removed when the peer is
	///   forgotten, and by `reanchor`.
	/// - **Read** by a batch, a delivery or a skip under a root that is not among the newest: one slot, and
	///   up to four if tags coincide.
	/// - **Size** 160 bytes an entry. **Entries** at most four per entry of [`Sources`]; none of a peer that was
	///   forgotten.
	// Hasher of the slot: none, so that the slots of one peer are neighbours and share most of a proof.
	#[pallet::storage]
	pub type OlderRoots<T: Config> = StorageDoubleMap<_, Twox64Concat, ParaId, Identity, u8, Chunk>;

	/// The block whose relay state proof showed last that the relay chain matches.
	///
	/// - **Written** when the proof shows it. **Read** by a batch under a root that is not included.
	/// - **Lifetime** counts in that very block only, and in calls made at its state.
	#[pallet::storage]
	pub type SupportShownAt<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// Sources whose roots may be believed before they are included, in increasing order.
	///
	/// - **Written** by `trust` and `distrust`. **Read** by a batch under a root that is not included.
	/// - **Size** at most 2 + 4 x [`Config::MaxTrusted`] bytes.
	#[pallet::storage]
	pub type Trusted<T: Config> =
		StorageValue<_, BoundedVec<ParaId, <T as Config>::MaxTrusted>, ValueQuery>;

	/// Whether roots of any source may be believed before they are included.
	///
	/// - **Written** by `set_speculative`. **Read** by a batch under a root that is not included, and by an
	///   `ingest` that asks for the tier.
	/// - **Size** 1 byte. Absent means yes: what else the tier needs is off by itself where it is missing.
	#[pallet::storage]
	pub type Speculative<T: Config> = StorageValue<_, bool, ValueQuery, ConstBool<true>>;

	/// Sources whose register has to be published and did not fit a block yet, oldest first.
	///
	/// - **Written** when a block's register budget is used up. **Read** at the beginning of each block.
	/// - **Size** at most 2 + 4 x [`Config::MaxSources`] bytes: every source is in it at most once.
	#[pallet::storage]
	pub type Marked<T: Config> =
		StorageValue<_, BoundedVec<ParaId, <T as Config>::MaxSources>, ValueQuery>;

	/// What the block under construction took so far.
	///
	/// - **Lifetime** within one block: written by `ingest` and `deliver`, removed at its end.
	/// - **Size** at most 11,537 bytes: 45 for each of at most 256 sources, and 17.
	#[pallet::storage]
	pub type Usage<T: Config> = StorageValue<_, BlockUse, ValueQuery>;

	/// The source whose messages are being handed on.
	///
	/// Its queue grows by what the frontier grew, so nothing of its credit changes by that: the batch itself
	/// publishes, once, whatever number of stretches it was handed on in.
	///
	/// - **Lifetime** while messages of one batch are handed on. **Size** 4 bytes.
	#[pallet::storage]
	pub type HandingOn<T: Config> = StorageValue<_, ParaId>;

	/// What a marked block consumed, for the PVF and for [`Pallet::requires`].
	///
	/// - **Written** at the end of every marked block, even if nothing was consumed. **Read** by the PVF
	///   wrapper inside the same block, where it costs no proof, and by runtime API calls at its state.
	/// - **Lifetime** one block: cleared at the beginning of the next.
	/// - **Size** at most 6 bytes and 2,066 for each of at most 256 sources.
	#[pallet::storage]
	pub type Record<T: Config> = StorageValue<_, BlockRecord>;

	/// What is left of streams that ended.
	///
	/// - **Written** when a stream ends; removed by `reaccept_channel` and `reanchor`. **Read** by those, by
	///   offers and by registers of streams that ended.
	/// - **Size** 40 bytes an entry. **Entries** at most one per entry of [`Sources`].
	#[pallet::storage]
	pub type Tombstones<T: Config> = StorageMap<_, Twox64Concat, ParaId, Tombstone>;

	/// How many entries of [`Sources`] are of peers that were forgotten.
	///
	/// - **Written** when a peer is forgotten or comes back. **Size** 4 bytes.
	#[pallet::storage]
	pub type Retired<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// Who holds a deposit for the channel from a source.
	///
	/// - **Written** by acceptances; removed when the channel ends. **Read** by whoever closes.
	/// - **Size** an account and a ticket. **Entries** at most one per source; none for governance's.
	#[pallet::storage]
	pub type Deposits<T: Config> =
		StorageMap<_, Twox64Concat, ParaId, (T::AccountId, T::Consideration)>;

	/// Suspensions that end by themselves, by increasing relay block of their end.
	///
	/// - **Written** by `suspend_channel` and by whatever ends a suspension. **Read** once a block.
	/// - **Size** at most 2 + 8 x [`Config::MaxSources`] bytes.
	#[pallet::storage]
	pub type Suspensions<T: Config> = StorageValue<
		_,
		BoundedVec<(RelayBlockNumber, ParaId), <T as Config>::MaxSources>,
		ValueQuery,
	>;

	/// Why balances are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a channel, from its acceptance to its end.
		Channel,
	}
	/// Messages of each source that nobody took: those that are kept for a retry, and how many had which end.
	///
	/// - **Written** by a batch with dead letters, by a retry, by expiry; removed by `reanchor`. **Read** by
	///   the same.
	/// - **Size** at most 34 bytes and 49 for each of [`Config::MaxDeadLetters`]. **Entries** one per source that
	///   ever had a dead letter.
	#[pallet::storage]
	pub type DeadLetters<T: Config> =
		StorageMap<_, Twox64Concat, ParaId, DeadLetterBook<T>, ValueQuery>;

	/// Sources of which dead letters are kept, and the relay block at which the first of them expires.
	///
	/// - **Written** when a source begins or ceases to keep dead letters, or another is the first to expire.
	///   **Read** in every block.
	/// - **Size** at most 2 + 8 x [`Config::MaxSources`] bytes; absent as long as nothing is kept.
	#[pallet::storage]
	pub type Expiring<T: Config> = StorageValue<
		_,
		BoundedVec<(ParaId, RelayBlockNumber), <T as Config>::MaxSources>,
		ValueQuery,
	>;

	/// The last time that governance let a source start over.
	///
	/// - **Written** by `reanchor`. **Read** by nobody here: for operators, and for whoever settles what was
	///   abandoned.
	/// - **Size** at most 73 bytes. **Entries** one per source that was ever reanchored.
	#[pallet::storage]
	pub type Resyncs<T: Config> = StorageMap<_, Twox64Concat, ParaId, Resync>;
	/// How many batches and registers of each peer were refused, by reason. For operators; nothing is decided
	/// by it.
	///
	/// - **Written** when something of a peer is refused in a call that does not fail: in every inherent.
	///   **Read** by the same, and off chain.
	/// - **Size** at most 177 bytes: 5 for each of at most 32 reasons, and 17. **Entries** as [`Sources`].
	#[pallet::storage]
	pub type Refusals<T: Config> = StorageMap<_, Twox64Concat, ParaId, RefusalTally, ValueQuery>;

	/// Which messages of each stream were consumed and not handed on: the last [`RUNS`] runs of them. For
	/// operators; nothing is decided by it.
	///
	/// - **Written** by a batch with dead letters, and when governance skips. **Read** by the same, and off
	///   chain.
	/// - **Size** at most 558 bytes. **Entries** as [`Sources`]; none for a stream in which nothing of the kind
	///   happened.
	#[pallet::storage]
	pub type Ends<T: Config> = StorageMap<_, Twox64Concat, ParaId, StreamEnds, ValueQuery>;

	/// Channels and trust that the chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Sources whose messages are consumed from the first block on.
		pub accepted: Vec<ParaId>,
		/// Peers of which only registers are read.
		pub watched: Vec<ParaId>,
		/// The trust domain.
		pub trusted: Vec<ParaId>,
		/// Nothing.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for source in &self.accepted {
				assert!(
					Pallet::<T>::do_accept_channel(*source).is_ok(),
					"spec-inbox genesis: accepted sources have to be distinct, at most MaxSources, \
					 and not this chain"
				);
			}
			for peer in &self.watched {
				assert!(
					Pallet::<T>::do_watch(*peer).is_ok(),
					"spec-inbox genesis: at most MaxSources peers, and not this chain"
				);
			}
			for source in &self.trusted {
				assert!(
					Pallet::<T>::do_trust(*source).is_ok(),
					"spec-inbox genesis: trusted sources have to be distinct and at most MaxTrusted"
				);
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Messages of one source were appended to its stream and handed on.
		///
		/// Says that this chain consumed them. Under the speculative tier, whether the block survives is
		/// decided later, when the relay chain matches what it requires.
		Ingested {
			/// The sending chain.
			source: ParaId,
			/// Position of the first message.
			first: Position,
			/// How many. At least 1.
			count: u32,
			/// How sure they are.
			tier: Tier,
		},
		/// A batch was refused. Nothing of it was consumed, the block stays valid.
		Refused {
			/// The source that the batch names.
			source: ParaId,
			/// Why.
			reason: Refusal,
		},
		/// A message was consumed but can be handed to nobody. The stream goes on behind it.
		DeadLettered {
			/// The sending chain.
			source: ParaId,
			/// Its position.
			position: Position,
			/// `H(payload)`.
			id: Hash,
			/// Why.
			reason: DeadLetter,
		},
		/// A peer's register under an included root breaks a rule and does not count. Its messages do.
		RegisterRefused {
			/// The peer.
			source: ParaId,
			/// Which rule.
			error: RegisterError,
		},
		/// The first accepted batch of a source named the generation that is read from now on.
		GenerationLearned {
			/// The sending chain.
			source: ParaId,
			/// Its generation.
			generation: u32,
		},
		/// The head of a peer says nothing about its roots until further notice. Said once.
		HeadUnusable {
			/// The peer.
			source: ParaId,
			/// Why.
			reason: UnusableHead,
		},
		/// Messages of this source are consumed from now on.
		ChannelAccepted {
			/// The sending chain.
			source: ParaId,
		},
		/// Messages of this source wait until the channel is resumed.
		ChannelSuspended {
			/// The sending chain.
			source: ParaId,
			/// The relay block from which on it resumes by itself; `None`: once it is resumed.
			until: Option<RelayBlockNumber>,
		},
		/// Messages of this source are consumed again.
		ChannelResumed {
			/// The sending chain.
			source: ParaId,
		},
		/// The heads of this peer are read from now on, so that its registers count.
		PeerWatched {
			/// The peer.
			source: ParaId,
		},
		/// Roots of this source may be believed before they are included.
		Trusted {
			/// The sending chain.
			source: ParaId,
		},
		/// Roots of this source are believed only after inclusion.
		Distrusted {
			/// The sending chain.
			source: ParaId,
		},
		/// Roots may be believed before they are included, or not any more, whatever their source.
		SpeculativeSet {
			/// True if they may.
			on: bool,
		},
		/// A source changed its history, as included roots show. Nothing of it is consumed, and no
		/// register of it counts, until governance reanchors it.
		SourceRewound {
			/// The sending chain.
			source: ParaId,
			/// What was seen.
			evidence: Evidence,
		},
		/// A source is read from position 0 of another generation.
		Reanchored {
			/// The sending chain.
			source: ParaId,
			/// The generation that is read from now on.
			generation: u32,
			/// What was read before. Messages handed on by then stay with their handler.
			abandoned: Abandoned,
		},
		/// This block is only enacted if that root is, or was, provided.
		Required {
			/// Who has to provide it.
			source: ParaId,
			/// The root that was built on.
			expected_root: ProvidesRoot,
		},
		/// A source asks for a channel. Nothing of it is read until somebody accepts.
		ChannelOffered {
			/// The sending chain.
			source: ParaId,
		},
		/// A source does not ask any more.
		OfferWithdrawn {
			/// The sending chain.
			source: ParaId,
		},
		/// This chain said no to an offer.
		ChannelRejected {
			/// The sending chain.
			source: ParaId,
		},
		/// A source gets no more credit. What it sent is consumed, then the channel ends.
		ChannelClosing {
			/// The sending chain.
			source: ParaId,
		},
		/// A channel ended, and its frontier leaves the state. Keep it: `reaccept_channel` asks for it.
		ChannelClosed {
			/// The sending chain.
			source: ParaId,
			/// The stream as far as it was consumed.
			frontier: Frontier,
			/// Length of the stream as it was seen last. What is between is not consumed, unless the
			/// channel is ever accepted again.
			sent: LeafCount,
			/// Whether governance ended it.
			forced: bool,
		},
		/// What a source says of its side of a channel can not follow what it said before. It does not count;
		/// its messages do.
		PhaseRefused {
			/// The sending chain.
			source: ParaId,
			/// What it said before.
			before: OutboundPhase,
			/// What it says now.
			said: OutboundPhase,
		},
		/// The heads of this peer are not read any more.
		PeerUnwatched {
			/// The peer.
			source: ParaId,
		},
		/// A deposit could not be released. Its ticket is void; the balance has to be looked after.
		DepositNotReturned {
			/// The sending chain.
			source: ParaId,
			/// Whose deposit.
			who: T::AccountId,
		},
		/// A dead letter was handed on after all, behind messages that were sent after it.
		DeadLetterRetried {
			/// The sending chain.
			source: ParaId,
			/// Its position.
			position: Position,
			/// `H(payload)`.
			id: Hash,
		},
		/// A dead letter is not kept any more. Nobody took that message, and nobody will.
		DeadLetterDropped {
			/// The sending chain.
			source: ParaId,
			/// Its position.
			position: Position,
			/// `H(payload)`.
			id: Hash,
			/// Why.
			reason: Dropped,
		},
		/// Governance passed over messages that can not be brought. Nobody took them, and nobody will. Their
		/// sender can read that in this chain's state.
		Skipped {
			/// The sending chain.
			source: ParaId,
			/// Position of the first of them.
			first: Position,
			/// How many. At least 1.
			count: u32,
			/// Bytes of their payloads together, as claimed.
			bytes: u64,
			/// Hash over their leaf hashes.
			commitment: Hash,
		},
		/// A source has credit and a newer included root than the one that was built on last, and that for
		/// longer than [`Config::MaxLag`]. Said once, until something of it is accepted.
		///
		/// Says that nobody brought what is under that root, not that there is anything new for this chain.
		SourceLagging {
			/// The sending chain.
			source: ParaId,
			/// Relay block since which it waits.
			since: RelayBlockNumber,
			/// Relay block at which the newest root was read first.
			newest: RelayBlockNumber,
		},
	}

	/// Why a call fails. `ingest` never does.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no peer with that id.
		UnknownSource,
		/// This chain does not receive from itself.
		OwnId,
		/// The channel is accepted already.
		AlreadyAccepted,
		/// The channel is not in the phase that the call leads out of.
		WrongPhase,
		/// There are as many peers as there may be.
		TooManySources,
		/// The commitment tree has no room for another peer, so this chain could never say that it accepts
		/// the channel. See `MaxPeers` of the sending pallet.
		NoRoomForRegister,
		/// The source is in the trust domain already.
		AlreadyTrusted,
		/// The source is not in the trust domain.
		NotTrusted,
		/// The trust domain has as many sources as it may have.
		TooManyTrusted,
		/// Messages of that generation or of a later one were consumed: they would be delivered twice.
		GenerationNotRaised,
		/// This very block builds on a root of that source that is not included yet. Try in a later one.
		RequiredInThisBlock,
		/// The batch is refused.
		Refused {
			/// Why: the number of the refusal, see `Refusal::code` of the runtime API.
			code: u8,
		},
		/// A stream of that source ended: `reaccept_channel` continues it.
		Ended,
		/// No stream of that source ended.
		NotEnded,
		/// That is not the frontier of the stream that ended. `ChannelClosed` showed it.
		OtherFrontier,
		/// The source sends no more, as far as this chain knows. Wait until it asks for a channel again.
		NotOffered,
		/// The relay block at which the suspension ends is reached.
		AlreadyOver,
		/// The source is frozen: its history is void, and whatever was kept of it may be, too.
		SourceRewound,
		/// No dead letter of that source and position is kept: it never was one, had no byte, was retried, or
		/// was dropped.
		NoDeadLetter,
		/// The lifetime of that dead letter is over.
		DeadLetterExpired,
		/// The payload is not that of the dead letter.
		OtherPayload,
		/// The handler still does not take payloads of that length.
		StillTooLong,
		/// The queue of the source is as full as its window allows. Try again when it drained.
		NoRoomForDeadLetter,
		/// A skip names no message.
		NothingToSkip,
		/// A message that is being executed can not bring others.
		///
		/// Sign the call instead of putting it into a program. See [`executing`].
		InsideMessage,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// `kill`, so that the record of the last block costs no proof of its value.
			Record::<T>::kill();
			Self::resume_expired()
				.saturating_add(Self::publish_marked())
				.saturating_add(Self::expire_dead_letters())
				.saturating_add(T::WeightInfo::expire_dead_letters(0))
				.saturating_add(T::WeightInfo::on_initialize())
				.saturating_add(T::WeightInfo::finalize(0))
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::conclude_block();
		}

		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Counters of the stream from `peer`, `None` if there is no such peer. Six reads and that of the
		/// queue's footprint.
		pub fn stats(peer: ParaId) -> Option<IncomingStats> {
			Self::stats_of(peer)
		}

		/// Where the message at `position` of the stream from `peer` is, what stops it, and who can clear that.
		/// Five reads and that of the queue's footprint.
		pub fn explain(peer: ParaId, position: Position) -> IncomingExplanation {
			Self::explain_of(peer, position)
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Consume what the author of this block collected.
		///
		/// ## Dispatch Origin
		///
		/// None. An inherent. Authors may bring it more than once and before the relay state proof.
		///
		/// ## Details
		///
		/// Sources in increasing order; within a source, positions without gaps. What is accepted is
		/// hashed onto the frontier of its source and handed to [`Config::Handler`]. Weight is charged for
		/// what the batches declare, at most for what a block takes, and what was not used is given back.
		///
		/// ## Refusals
		///
		/// A batch that can not be accepted is refused alone, with [`Event::Refused`] and the reason. As an
		/// inherent this call never fails: that would stall the chain. Called by a message that is executed, it is
		/// [`Error::InsideMessage`].
		///
		/// ## Events
		///
		/// [`Event::Ingested`] or [`Event::Refused`] per batch, [`Event::DeadLettered`] per message that
		/// nobody takes.
		#[pallet::call_index(0)]
		#[pallet::weight((Pallet::<T>::ingest_weight(data), DispatchClass::Mandatory))]
		pub fn ingest(origin: OriginFor<T>, data: IngestData) -> DispatchResultWithPostInfo {
			ensure_none(origin)?;
			// No inherent runs inside of a message, only what root has a program call as nobody.
			ensure!(!is_executing(), Error::<T>::InsideMessage);
			Ok(Some(Self::do_ingest(data)).into())
		}

		/// Consume messages of `source` from now on.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`]. An account holds [`Config::Consideration`] until the channel ends.
		///
		/// ## Details
		///
		/// Whether or not the source asked, unless it closed. One whose stream ended is accepted by
		/// `reaccept_channel`.
		///
		/// ## Errors
		///
		/// [`Error::OwnId`], [`Error::AlreadyAccepted`], [`Error::Ended`], [`Error::NotOffered`],
		/// [`Error::TooManySources`], [`Error::NoRoomForRegister`], that of the deposit.
		///
		/// ## Events
		///
		/// [`Event::ChannelAccepted`]. The first register, with credit, is committed in this block or, if
		/// it takes no more registers, in a later one.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::accept_channel(T::MaxSources::get()).saturating_add(T::Outbox::publish_weight()))]
		pub fn accept_channel(origin: OriginFor<T>, source: ParaId) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			Self::accept_for(source, who)?;
			Ok(Self::charge_commitment(
				T::WeightInfo::accept_channel(T::MaxSources::get())
					.saturating_add(T::Outbox::publish_weight()),
			))
		}

		/// Consume nothing of `source` until [`Self::resume_channel`], or until relay block `until` if it is
		/// given. Its registers still count, and nothing of what is queued is lost.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::PauseOrigin`].
		///
		/// ## Details
		///
		/// The end is acted on at the beginning of a block, at most 8 channels in each, and said by
		/// [`Event::ChannelResumed`].
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::WrongPhase`], [`Error::AlreadyOver`].
		///
		/// ## Events
		///
		/// [`Event::ChannelSuspended`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::suspend_channel().saturating_add(T::Outbox::publish_weight()))]
		pub fn suspend_channel(
			origin: OriginFor<T>,
			source: ParaId,
			until: Option<RelayBlockNumber>,
		) -> DispatchResultWithPostInfo {
			T::PauseOrigin::ensure_origin(origin)?;
			Self::do_suspend_channel(source, until)?;
			let paid = T::WeightInfo::suspend_channel();
			Ok(Self::charge_commitment(paid.saturating_add(T::Outbox::publish_weight())))
		}

		/// Consume messages of a suspended `source` again, from where it stopped. One that closed in the
		/// meantime is read to its end.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::PauseOrigin`].
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::WrongPhase`].
		///
		/// ## Events
		///
		/// [`Event::ChannelResumed`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::resume_channel().saturating_add(T::Outbox::publish_weight()))]
		pub fn resume_channel(origin: OriginFor<T>, source: ParaId) -> DispatchResultWithPostInfo {
			T::PauseOrigin::ensure_origin(origin)?;
			Self::do_resume_channel(source)?;
			let paid = T::WeightInfo::resume_channel();
			Ok(Self::charge_commitment(paid.saturating_add(T::Outbox::publish_weight())))
		}

		/// Let roots of `source` be believed before they are included, if everything else of the
		/// speculative tier holds too.
		///
		/// What is at stake is liveness, not safety: a block that builds on a root of this source is lost
		/// if the source never brings that root.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::TrustOrigin`].
		///
		/// ## Errors
		///
		/// [`Error::AlreadyTrusted`], [`Error::TooManyTrusted`].
		///
		/// ## Events
		///
		/// [`Event::Trusted`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::trust())]
		pub fn trust(origin: OriginFor<T>, source: ParaId) -> DispatchResult {
			T::TrustOrigin::ensure_origin(origin)?;
			Self::do_trust(source)
		}

		/// Believe roots of `source` only after inclusion.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::TrustOrigin`].
		///
		/// ## Errors
		///
		/// [`Error::NotTrusted`].
		///
		/// ## Events
		///
		/// [`Event::Distrusted`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::distrust())]
		pub fn distrust(origin: OriginFor<T>, source: ParaId) -> DispatchResult {
			T::TrustOrigin::ensure_origin(origin)?;
			Self::do_distrust(source)
		}

		/// Read `source` from position 0 of `generation`, and forget what was read before.
		///
		/// For a source that was rewound, after it raised its generation. Unfreezes it, forgets its
		/// included roots and grants a whole window of credit. Messages of older generations that were not
		/// consumed are never delivered; those that were stay with their handler, and dead letters that were
		/// kept are dropped. What was abandoned is recorded in [`Resyncs`]; the source sees it by the
		/// generation in its register. A generation that was named by mistake may be followed by a lower one,
		/// as long as nothing of it was consumed.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::GenerationNotRaised`], [`Error::RequiredInThisBlock`].
		///
		/// ## Events
		///
		/// [`Event::Reanchored`], with what was abandoned.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::reanchor()
			.saturating_add(T::Outbox::publish_weight())
			// Forgetting a register reads and writes what applying one does.
			.saturating_add(T::Outbox::apply_weight())
			.saturating_add(T::Observer::note_weight()))]
		pub fn reanchor(
			origin: OriginFor<T>,
			source: ParaId,
			generation: u32,
		) -> DispatchResultWithPostInfo {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_reanchor(source, generation)?;
			let paid = T::WeightInfo::reanchor().saturating_add(T::Outbox::apply_weight());
			let paid = paid.saturating_add(T::Outbox::publish_weight());
			Ok(Self::charge_commitment(paid.saturating_add(T::Observer::note_weight())))
		}

		/// Read the heads of `peer`, so that what it says of the stream that this chain sends counts.
		///
		/// For a peer that this chain only sends to. Accepting a channel includes it.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`], governance: it holds no deposit.
		///
		/// ## Errors
		///
		/// [`Error::OwnId`], [`Error::TooManySources`].
		///
		/// ## Events
		///
		/// [`Event::PeerWatched`], if it was not watched before.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::watch_peer(T::MaxSources::get()))]
		pub fn watch_peer(origin: OriginFor<T>, peer: ParaId) -> DispatchResult {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			ensure!(who.is_none(), DispatchError::BadOrigin);
			Self::do_watch(peer)
		}

		/// Consume messages, or a register, that somebody brought by transaction.
		///
		/// ## Dispatch Origin
		///
		/// Authorized: a general transaction without signature and without fee, in a runtime with
		/// `frame_system::AuthorizeCall` among its transaction extensions. Or signed, by whoever pays the
		/// fee.
		///
		/// ## Details
		///
		/// One batch, so that a pool can tell what a transaction brings: the design's several batches are
		/// several transactions. Under an included root only. It has to advance the frontier of its source,
		/// or bring a newer register. Everything is verified before a free one enters a block or stays in a
		/// pool; then it takes the path of `ingest`.
		///
		/// An ordinary transaction: what is reserved for operational calls and for inherents, which run
		/// before it, stays theirs.
		///
		/// ## In the pool
		///
		/// | | |
		/// |---|---|
		/// | tag | source, generation, and the first position, or none for a refresh |
		/// | priority | 16 + messages + KiB of payloads; of a refresh below 16, higher for a newer root. A transfer without tip has some thousands: whoever pays comes first, and may deliver signed and with a tip |
		/// | longevity | for how many blocks the root is remembered at least: up to 15, less the number of newer ones |
		/// | `Future`, `Stale` | it starts ahead of, or behind, the position that this chain expects |
		/// | `ExhaustsResources` | this block has no room: kept for the next |
		/// | `Call` | this chain takes none without fee |
		/// | `Custom(code)` | the number of the refusal, see `Refusal::code` of the runtime API |
		///
		/// A longer batch replaces a shorter one under its tag.
		///
		/// ## Errors
		///
		/// [`Error::Refused`] for a signed one that an authorization would have refused, but for the limits
		/// of free ones. One that freezes its source by its evidence succeeds, for that has to stay.
		///
		/// ## Events
		///
		/// Those of `ingest`.
		#[pallet::call_index(8)]
		#[pallet::authorize(|_, batch| Pallet::<T>::authorize_delivery(batch))]
		#[pallet::weight_of_authorize(Pallet::<T>::authorize_weight(batch))]
		#[pallet::weight(Pallet::<T>::deliver_weight(batch))]
		pub fn deliver(origin: OriginFor<T>, batch: MessageBatch) -> DispatchResultWithPostInfo {
			let carrier = Carrier::of(origin)?;
			Self::do_deliver(batch, carrier)
		}

		/// Switch the speculative tier on or off for all sources. It is on until it is switched off.
		///
		/// With it off everything flows at inclusion speed. On, it counts for a source as soon as that is
		/// trusted, the relay chain shows support and authors ask. A block that was asked for the tier
		/// before keeps what it built on.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::TrustOrigin`].
		///
		/// ## Events
		///
		/// [`Event::SpeculativeSet`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::set_speculative())]
		pub fn set_speculative(origin: OriginFor<T>, on: bool) -> DispatchResult {
			T::TrustOrigin::ensure_origin(origin)?;
			Self::do_set_speculative(on);
			Ok(())
		}

		/// Consume messages of `source` again, whose channel ended, from where it stopped.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`]. An account holds [`Config::Consideration`] until the channel ends.
		///
		/// ## Details
		///
		/// `frontier` is what the event [`Event::ChannelClosed`] showed, and is checked against the tombstone:
		/// length and root. So no message is consumed twice.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyAccepted`], [`Error::NotEnded`], [`Error::OtherFrontier`], [`Error::NotOffered`],
		/// [`Error::TooManySources`], [`Error::NoRoomForRegister`], that of the deposit.
		///
		/// ## Events
		///
		/// [`Event::ChannelAccepted`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::reaccept_channel(T::MaxSources::get()).saturating_add(T::Outbox::publish_weight()))]
		pub fn reaccept_channel(
			origin: OriginFor<T>,
			source: ParaId,
			frontier: Frontier,
		) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			Self::do_reaccept_channel(source, frontier, who)?;
			let paid = T::WeightInfo::reaccept_channel(T::MaxSources::get());
			Ok(Self::charge_commitment(paid.saturating_add(T::Outbox::publish_weight())))
		}

		/// Say no to a source that asks for a channel.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`], governance: nobody says no for a deposit.
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::WrongPhase`], [`Error::NoRoomForRegister`].
		///
		/// ## Events
		///
		/// [`Event::ChannelRejected`]. The register that tells the source is committed in this block or, if it
		/// takes no more registers, in a later one.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::close_channel().saturating_add(T::Outbox::publish_weight()))]
		pub fn reject_channel(origin: OriginFor<T>, source: ParaId) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			ensure!(who.is_none(), DispatchError::BadOrigin);
			Self::do_reject_channel(source)?;
			let paid = T::WeightInfo::close_channel();
			Ok(Self::charge_commitment(paid.saturating_add(T::Outbox::publish_weight())))
		}

		/// Grant `source` no more credit, and end the channel once everything it sent is consumed.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ChannelOrigin`]: governance, or the account that accepted it.
		///
		/// ## Details
		///
		/// Credit that was granted stays, and so does what is sent under it: it is consumed. The channel ends
		/// when an included root shows that the source sends no more and nothing is left. Then the deposit
		/// goes back.
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::WrongPhase`], `BadOrigin`.
		///
		/// ## Events
		///
		/// [`Event::ChannelClosing`]; later [`Event::ChannelClosed`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::close_channel().saturating_add(T::Outbox::publish_weight()))]
		pub fn close_channel(origin: OriginFor<T>, source: ParaId) -> DispatchResultWithPostInfo {
			let who = T::ChannelOrigin::ensure_origin(origin)?;
			Self::do_close_channel(source, who.as_ref())?;
			let paid = T::WeightInfo::close_channel();
			Ok(Self::charge_commitment(paid.saturating_add(T::Outbox::publish_weight())))
		}

		/// End the channel from `source` whatever that source says: it is gone.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Details
		///
		/// What it sent and this chain did not consume stays unconsumed, and the event names it. Accepted
		/// again, the stream goes on with that.
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::WrongPhase`], [`Error::RequiredInThisBlock`].
		///
		/// ## Events
		///
		/// [`Event::ChannelClosed`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::close_channel().saturating_add(T::Outbox::publish_weight()))]
		pub fn force_close(origin: OriginFor<T>, source: ParaId) -> DispatchResultWithPostInfo {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_force_close(source)?;
			let paid = T::WeightInfo::close_channel();
			Ok(Self::charge_commitment(paid.saturating_add(T::Outbox::publish_weight())))
		}

		/// Hand on a message that was dead-lettered, now that the handler takes messages of that length.
		///
		/// ## Dispatch Origin
		///
		/// Signed. Anybody who still has the payload; the hash says that it is the one.
		///
		/// ## Details
		///
		/// Out of order: messages behind it were handed on before. Once: the dead letter is gone then. Within
		/// the window of the source, so that its queue stays as short as was promised.
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::SourceRewound`], [`Error::WrongPhase`] if nothing of the source
		/// is consumed, [`Error::NoDeadLetter`], [`Error::DeadLetterExpired`], [`Error::OtherPayload`],
		/// [`Error::StillTooLong`], [`Error::NoRoomForDeadLetter`].
		///
		/// ## Events
		///
		/// [`Event::DeadLetterRetried`].
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::retry_weight(payload.len()))]
		pub fn retry_dead_letter(
			origin: OriginFor<T>,
			source: ParaId,
			position: Position,
			payload: Payload,
		) -> DispatchResult {
			ensure_signed(origin)?;
			ensure!(!is_executing(), Error::<T>::InsideMessage);
			Self::do_retry(source, position, &payload)
		}

		/// Pass over messages that can not be brought: their payloads are lost, or longer than the wire takes.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::GovernanceOrigin`].
		///
		/// ## Details
		///
		/// The leaf hashes take the place of the payloads in the verification of a batch, under an included
		/// root. The frontier moves behind them, nothing is handed on, and a receipt is kept where the sender
		/// can read it. Not of a frozen source, whose history is void; of a suspended one, yes.
		///
		/// The **bytes** of the payloads are claimed and nothing checks them: ask the sender, whose
		/// `SpecOutboxApi::channels` has `sent_bytes`. Too few, and the sender has that much less credit in
		/// bytes for good. Too many, more than it sent, and it refuses the registers of this chain until it
		/// has sent as much.
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::NothingToSkip`]; [`Error::Refused`] as a batch of these messages
		/// would be, in particular if they do not begin where this chain stands.
		///
		/// ## Events
		///
		/// [`Event::Skipped`].
		#[pallet::call_index(21)]
		#[pallet::weight(Pallet::<T>::skip_weight(stretch))]
		pub fn skip(origin: OriginFor<T>, stretch: SkippedStretch) -> DispatchResultWithPostInfo {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let paid = Self::skip_weight(&stretch);
			Self::do_skip(stretch)?;
			Ok(Self::charge_commitment(paid))
		}
	}

	#[pallet::inherent]
	impl<T: Config> ProvideInherent for Pallet<T> {
		type Call = Call<T>;
		type Error = InherentError;

		const INHERENT_IDENTIFIER: InherentIdentifier = INHERENT_IDENTIFIER;

		fn create_inherent(data: &InherentData) -> Option<Self::Call> {
			Self::ingest_data_in(data).map(|data| Call::ingest { data })
		}

		fn is_inherent(call: &Self::Call) -> bool {
			matches!(call, Call::ingest { .. })
		}
	}
}

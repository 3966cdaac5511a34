//! What the pallets of a runtime ask of each other, so that none has to know another.
//!
//! ```text
//! any pallet ── SendMessage ──▶ sending pallet
//!                                 ▲      ▲
//!              PublishRegister ───┘      └─── ApplyRegister
//!                          └── receiving pallet ──┘ ── HandleMessages ──▶ message queue
//!                                      └── NoteHead ──▶ querying pallet ── HandleReading ──▶ any pallet
//! ```

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use scale_info::TypeInfo;
use sp_runtime::traits::Morph;
use sp_weights::Weight;

use crate::{
	ParaId,
	channel::{InboundPhase, Register},
	hashing::Hash,
	position::{LeafCount, Position},
	skip::SkipReceipt,
};

/// Height of a relay chain block.
pub type RelayBlockNumber = u32;

/// A message that was accepted for sending.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct Sent {
	/// Its position in the stream to its destination.
	pub position: Position,
	/// `H(payload)`, see [`message_id`](crate::hashing::message_id).
	pub id: Hash,
}

/// Sends opaque bytes to another chain. Implemented by the sending pallet.
pub trait SendMessage {
	/// Why a message is refused.
	type Error;

	/// Whether [`Self::send`] would accept `payload_bytes` bytes now, without changing anything.
	///
	/// # Errors
	///
	/// What `send` would answer.
	fn can_send(destination: ParaId, payload_bytes: u32) -> Result<(), Self::Error>;

	/// Appends `payload` to the stream of `destination`.
	///
	/// # Errors
	///
	/// A reason, with nothing changed.
	fn send(destination: ParaId, payload: &[u8]) -> Result<Sent, Self::Error>;
}

/// The receiver's half of a [`Register`]: all but the outbound phase, which the sending pallet knows.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct InboundRegister {
	/// Generation of the stream that is read.
	pub generation: u32,
	/// How many of its messages were consumed.
	pub consumed: LeafCount,
	/// Bytes of all consumed payloads.
	pub consumed_bytes: u64,
	/// The first position that may not be sent yet.
	pub credit: u64,
	/// Total bytes of payloads that may be sent.
	pub credit_bytes: u64,
	/// Largest payload accepted, in bytes.
	pub max_payload: u32,
	/// Phase of the stream that is read.
	pub phase: InboundPhase,
}

/// Carries registers into the commitment tree. Implemented by the sending pallet.
pub trait PublishRegister {
	/// Whether `source` can have a register at all: it has one, or there is room for another peer.
	fn has_room(source: ParaId) -> bool;

	/// Whether another register fits this block. If not, the caller keeps its source marked and
	/// publishes in the next block.
	fn can_publish() -> bool;

	/// Commits `register` about the stream read from `source`, in this block if its commitment is still
	/// to come, else in the next.
	///
	/// # Errors
	///
	/// [`PublishError`], with nothing changed.
	fn publish(source: ParaId, register: InboundRegister) -> Result<(), PublishError>;

	/// What one [`Self::publish`] costs in this block, its share of the commitment included.
	fn publish_weight() -> Weight;

	/// That share alone: what a published register costs at the end of the block.
	///
	/// A transaction that declares it records none of its proof, and would give that back.
	fn commit_weight() -> Weight;

	/// The most that the implementer's own hooks and all registers of one block cost, for whoever checks that
	/// a full block fits.
	fn block_weight() -> Weight;
}

/// Why a register is not committed.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	thiserror::Error,
)]
pub enum PublishError {
	/// The tree has as many peers as it may have.
	#[error("no room for another peer")]
	TooManyPeers,
	/// This block's registers are used up.
	#[error("no room in this block")]
	BlockFull,
}

/// Takes in what a peer says of the stream that it reads from this chain. Implemented by the sending
/// pallet.
pub trait ApplyRegister {
	/// Applies `register`, which `peer` committed under a root that was included by relay block `as_of`.
	///
	/// # Errors
	///
	/// [`RegisterError`], with nothing changed.
	fn apply(
		peer: ParaId,
		as_of: RelayBlockNumber,
		register: &Register,
	) -> Result<(), RegisterError>;

	/// What one [`Self::apply`] costs.
	fn apply_weight() -> Weight;

	/// Forgets the register of `peer` that was applied last: the peer was re-anchored, so what it said
	/// before says nothing about what it will say. Its next register may say less.
	fn forget(peer: ParaId);
}

/// Why a register of a peer does not count.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	thiserror::Error,
)]
pub enum RegisterError {
	/// This chain has no channel with that peer.
	#[error("no channel")]
	NoChannel,
	/// Not newer than the one applied last. Happens whenever batches repeat; no harm.
	#[error("not newer than the last one")]
	Stale,
	/// The peer reads another generation of this chain.
	#[error("of another generation")]
	OtherGeneration,
	/// The peer says it consumed what was never sent.
	#[error("more consumed than sent")]
	BeyondStream,
	/// A credit, a count or a limit is lower than before.
	#[error("an offset fell")]
	OffsetFell,
	/// The peer's inbound phase can not follow the one it said before: see
	/// [`InboundPhase::may_become`].
	#[error("a phase that can not follow the last one")]
	PhaseFell,
}

/// How sure a delivered message is.
///
/// Within this chain both are the same: a block that built on a speculative root is enacted with it or not
/// at all. They differ for whoever acts on this block before it is enacted: a bridge, an exchange, a
/// light client. An application of high value takes a speculative message, keeps it beside the number of
/// the block that brought it, and acts once the relay chain included that block: its own included head
/// has that number or a higher one. Then the sender's block was included too.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub enum Tier {
	/// The sender's block was included before this block's relay parent.
	Included,
	/// The sender's block is not included yet; this block is only enacted if it is.
	Speculative,
}

/// Messages and bytes.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct Footprint {
	/// Number of messages.
	pub messages: u64,
	/// Bytes of their payloads.
	pub bytes: u64,
}

impl Footprint {
	/// The lesser of both, of messages and of bytes.
	#[must_use]
	pub fn min(self, other: Self) -> Self {
		Self { messages: self.messages.min(other.messages), bytes: self.bytes.min(other.bytes) }
	}

	/// What is left of it without `other`, nothing where that is more.
	#[must_use]
	pub const fn saturating_sub(self, other: Self) -> Self {
		Self {
			messages: self.messages.saturating_sub(other.messages),
			bytes: self.bytes.saturating_sub(other.bytes),
		}
	}
}

/// What takes consumed messages: a message queue or any other handler.
pub trait HandleMessages {
	/// Longest payload it takes, in bytes. Longer ones, and empty ones, never reach it.
	fn max_payload_bytes() -> u32;

	/// What it still holds of `source`.
	fn queued(source: ParaId) -> Footprint;

	/// Takes the messages of one stretch, in order, from position `first` on.
	///
	/// Never empty; each payload has 1 to [`Self::max_payload_bytes`] bytes. With
	/// [`Tier::Speculative`] this very block is only enacted if the messages were really sent, so what is
	/// done here can not outlive a message that was not. What leaves the chain before that is known can:
	/// whoever pays out elsewhere on the word of a message holds it back, see [`Tier`].
	fn handle(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>);

	/// As [`Self::handle`], where nothing undoes what is done but the end of the whole block: in the author's
	/// inherent. Only here may a handler execute messages, up to [`Self::at_once_until`], and charge the block as it
	/// does: a charge that is rolled back with a call that fails would make its work free.
	fn handle_at_once(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		Self::handle(source, tier, first, payloads);
	}

	/// What the block weighs at most behind a message that [`Self::handle_at_once`] executes. Zero for a
	/// handler that executes none.
	fn at_once_until() -> Weight {
		Weight::zero()
	}

	/// What taking so many messages costs.
	fn handle_weight(messages: u32, bytes: u32) -> Weight;
}

/// True in a runtime whose `validate_block` is the wrapper of this suite: only then does anybody check
/// what a speculative root depends on.
///
/// Implemented for `()` (no) and for the marker type that the wrapper's `register_validate_block!`
/// puts into the runtime (yes). Implement it for nothing else: without the wrapper a speculative root
/// is matched by nobody.
pub trait WrappedPvf {
	/// Whether the PVF emits requires.
	const WRAPPED: bool;
}

impl WrappedPvf for () {
	const WRAPPED: bool = false;
}

/// How the relay chain shows that it matches provides and requires: a storage key and what has to be
/// under it.
pub trait SpeculativeSupport {
	/// The relay chain storage key, `None` if nothing could show it: the speculative tier is off.
	fn key() -> Option<Vec<u8>>;

	/// Whether the value under that key says that requires are matched.
	fn is_shown_by(value: &[u8]) -> bool;
}

impl SpeculativeSupport for () {
	fn key() -> Option<Vec<u8>> {
		None
	}

	fn is_shown_by(_: &[u8]) -> bool {
		false
	}
}

/// The support flag of the reference relay pallet: `01` under `twox128("SpecRelay") ‖ twox128("Support")`.
pub struct SpecRelaySupport;

impl SpeculativeSupport for SpecRelaySupport {
	fn key() -> Option<Vec<u8>> {
		let mut key = sp_io::hashing::twox_128(b"SpecRelay").to_vec();
		key.extend_from_slice(&sp_io::hashing::twox_128(b"Support"));
		Some(key)
	}

	fn is_shown_by(value: &[u8]) -> bool {
		value == [1]
	}
}

/// Has the heads of a peer read, without which no register of that peer ever counts. Implemented by the
/// receiving pallet; a sending pallet asks for it when it opens a channel.
pub trait WatchPeer {
	/// Reads the heads of `peer` from now on. False if there is no room for another peer.
	///
	/// Idempotent. Says nothing about whether its messages are consumed.
	fn watch(peer: ParaId) -> bool;

	/// Reads the heads of `peer` no more and forgets all of it but what keeps its messages from being
	/// delivered twice. True if nothing is left to forget.
	///
	/// False, with nothing changed, as long as a stream of that peer is read or offered, or the peer may
	/// still wait for the register of one that ended. With `governed` the peer's side is taken to be gone.
	fn unwatch(peer: ParaId, governed: bool) -> bool;

	/// What one [`Self::unwatch`] costs.
	fn unwatch_weight() -> Weight;
}

impl WatchPeer for () {
	fn watch(_: ParaId) -> bool {
		true
	}

	fn unwatch(_: ParaId, _: bool) -> bool {
		true
	}

	fn unwatch_weight() -> Weight {
		Weight::zero()
	}
}

/// Another transport to the same chains, which a channel takes over from without losing the order.
///
/// A channel that is accepted becomes open only once what the predecessor still carries was delivered.
/// Asked only until then. `()` carries nothing.
pub trait Predecessor {
	/// Whether messages to `destination` that this suite does not take yet go another way.
	fn carries(destination: ParaId) -> bool;

	/// Whether all that went that way has left this chain and was delivered, as far as this chain can tell.
	fn is_drained(destination: ParaId) -> bool;
}

impl Predecessor for () {
	fn carries(_: ParaId) -> bool {
		false
	}

	fn is_drained(_: ParaId) -> bool {
		true
	}
}

/// What the success of an origin becomes if it opens or accepts channels without a deposit: nobody's
/// account. For `frame_support::traits::MapSuccess`:
///
/// ```ignore
/// type ChannelOrigin = EitherOf<
///     MapSuccess<EnsureRoot<AccountId>, NoDeposit<AccountId>>,
///     MapSuccess<EnsureSigned<AccountId>, WithDeposit>,
/// >;
/// ```
pub struct NoDeposit<AccountId>(PhantomData<AccountId>);

impl<T, AccountId> Morph<T> for NoDeposit<AccountId> {
	type Outcome = Option<AccountId>;

	fn morph(_: T) -> Self::Outcome {
		None
	}
}

/// What the success of an origin becomes if its account holds a deposit for what it opens or accepts. See
/// [`NoDeposit`].
pub struct WithDeposit;

impl<AccountId> Morph<AccountId> for WithDeposit {
	type Outcome = Option<AccountId>;

	fn morph(account: AccountId) -> Self::Outcome {
		Some(account)
	}
}

/// A head of another chain that the relay chain included, as far as its state goes.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct NotedHead {
	/// Relay block at which it was read first.
	pub relay_block: RelayBlockNumber,
	/// Number of its block.
	pub number: u32,
	/// Root of the state after that block.
	pub state_root: Hash,
}

/// Is told of every head that the receiving pallet reads from the relay state proof, whatever its digest
/// says: the relay chain vouches for the state root of a chain that commits no messages, too.
///
/// Implemented by the querying pallet. `()` is nobody.
pub trait NoteHead {
	/// The relay chain has `head` as the head of `source`. Told again while it stays the head.
	fn note_head(source: ParaId, head: NotedHead);

	/// The history of `source` that earlier heads are of is void: it was offboarded, froze, or starts over.
	/// Told again while it stays offboarded.
	fn forget_heads(source: ParaId);

	/// What one of these costs.
	fn note_weight() -> Weight;
}

impl NoteHead for () {
	fn note_head(_: ParaId, _: NotedHead) {}

	fn forget_heads(_: ParaId) {}

	fn note_weight() -> Weight {
		Weight::zero()
	}
}

/// What was proven to be under one key of the state of another chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
	/// The other chain.
	pub source: ParaId,
	/// Of which of its blocks. Under the same source and key, a reading of a lower number is older news.
	pub head: NotedHead,
	/// The storage key, as it is in the trie.
	pub key: &'a [u8],
	/// What is under it, `None` if nothing is.
	pub value: Option<&'a [u8]>,
}

/// Takes what was proven about other chains. Whoever likes proves what he likes, in any order and more than
/// once: an implementation knows the keys that it wants, and refuses others.
pub trait HandleReading {
	/// Why a reading is refused.
	type Error;

	/// Takes one reading.
	///
	/// # Errors
	///
	/// A reason. The call that brought it fails, and with it all readings of that call.
	fn handle(reading: Reading<'_>) -> Result<(), Self::Error>;

	/// What one [`Self::handle`] of a value of so many bytes costs.
	fn handle_weight(value_bytes: u32) -> Weight;
}

/// Is told that a peer passed over messages of this chain, for refunds. Called by the sending pallet, once
/// per receipt. `()` is nobody.
///
/// Says that the peer's governance gave these messages up: they were never handed to anybody there. What is
/// believed is the peer's word under an included head, as for everything that the peer says of its own
/// stream; which messages they were follows from the positions and, for whoever kept the payloads, from the
/// commitment.
pub trait OnSkipped {
	/// `peer` skipped the messages of `receipt`, in the generation that this chain sends in.
	fn on_skipped(peer: ParaId, receipt: &SkipReceipt);

	/// What one of these costs.
	fn weight() -> Weight;
}

impl OnSkipped for () {
	fn on_skipped(_: ParaId, _: &SkipReceipt) {}

	fn weight() -> Weight {
		Weight::zero()
	}
}

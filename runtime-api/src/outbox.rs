//! What the sender's runtime answers.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{MessageBatch, Payload},
	channel::Register,
	hashing::ProvidesRoot,
	late_block::LateBlockProof,
	mmr::{Frontier, prove::ProveError},
	pallets::RelayBlockNumber,
	skip::SkippedStretch,
	tree::AbsenceProof,
};

/// One channel as the sender sees it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ChannelSummary {
	/// The other chain.
	pub peer: ParaId,
	/// Messages committed so far.
	pub committed: LeafCount,
	/// Messages accepted for sending so far, those of this block included.
	pub sent: LeafCount,
	/// Bytes of all payloads accepted for sending.
	pub sent_bytes: u64,
	/// What the peer said last of the stream that it reads from this chain.
	pub peer_register: Register,
	/// Relay block by which the peer's saying was included, `None` before the first.
	pub peer_register_as_of: Option<RelayBlockNumber>,
	/// What this chain says of the stream that it reads from the peer.
	pub own_register: Register,
}

/// How much of a stream a batch may carry. The first limit that is reached ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct BatchLimits {
	/// Messages, at most 65,536.
	pub messages: u32,
	/// Bytes of payloads.
	pub bytes: u64,
}

/// Why there is no such batch or proof.
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
pub enum BatchUnavailable {
	/// This chain commits no leaf about that peer.
	#[error("no channel with that peer")]
	NoChannel,
	/// This block carries no commitment: the call was made before its end.
	#[error("the block commits nothing")]
	NoCommitment,
	/// The stream is not that long.
	#[error("the stream has {0} messages")]
	BeyondStream(LeafCount),
	/// The first message alone is over the limit, or a limit is zero.
	#[error("the limits leave no room for a message")]
	Limits,
	/// The off-chain index lacks a node.
	#[error("off-chain index: {0}")]
	Prove(ProveError),
	/// The off-chain index lacks a payload.
	#[error("off-chain index: no payload at position {0}")]
	MissingPayload(Position),
}

/// Why there is no proof that this block commits nothing about a peer.
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
pub enum AbsenceUnavailable {
	/// This block carries no commitment: the call was made before its end.
	#[error("the block commits nothing")]
	NoCommitment,
	/// The chain commits no leaf at all, so there is no root to prove anything against.
	#[error("the chain has no channel")]
	NoLeaf,
	/// There is a leaf about that peer. A batch or a refresh brings it with its proof.
	#[error("the chain has a channel with that peer")]
	Present,
}

sp_api::decl_runtime_apis! {
	/// Batches and proofs that the sender's runtime builds.
	///
	/// All answers are as of the block they are called at, whose commitment they are built against.
	///
	/// | version | change |
	/// |---|---|
	/// | 1 | initial |
	/// | 2 | `absence`, `stretch` |
	#[api_version(1)]
	pub trait SpecOutboxApi {
		/// The hash that this block committed, `None` if the chain has no leaf. One read.
		fn provides_root() -> Option<ProvidesRoot>;

		/// All channels, by increasing peer. At most `MaxPeers`; two reads each. Empty without channels.
		fn channels() -> Vec<ChannelSummary>;

		/// The messages to `destination` that this block committed, with the position of the first.
		///
		/// From state alone. Empty if it committed none there. One read of at most
		/// `MaxMessagesPerBlock` payloads.
		fn outgoing(destination: ParaId) -> (Position, Vec<Payload>);

		/// Enough of the stream to `destination`, with this block's messages, to append what later blocks
		/// commit. Empty if nothing was ever sent there.
		///
		/// From state alone, one read: with it a relayer without history starts at any block. It is right
		/// if its root is the stream root that the block commits about that peer.
		fn frontier(destination: ParaId) -> Frontier;

		/// The messages to `destination` that this block committed as a batch: a register refresh if it
		/// committed none there.
		///
		/// From state alone. Reads one page per 64 peers and hashes the tree over them.
		fn current_batch(destination: ParaId) -> Result<MessageBatch, BatchUnavailable>;

		/// The messages from `from` on within `limits`: a register refresh if `from` is the end of the
		/// stream.
		///
		/// Needs the off-chain index. About two look-ups a message and one per level of the range.
		fn batch(
			destination: ParaId,
			from: Position,
			limits: BatchLimits,
		) -> Result<MessageBatch, BatchUnavailable>;

		/// A register refresh for a receiver that is at position `next`, which may be past the end of this
		/// block's stream if the receiver reads under speculative roots.
		///
		/// From state alone. Reads one page per 64 peers and hashes the tree over them.
		fn refresh(destination: ParaId, next: Position) -> Result<MessageBatch, BatchUnavailable>;

		/// Proof that the first `consumed` messages to `destination` are a prefix of what this block
		/// commits.
		///
		/// Needs the off-chain index. At most 63 look-ups.
		fn late_block_proof(
			destination: ParaId,
			consumed: LeafCount,
		) -> Result<LateBlockProof, BatchUnavailable>;

		/// Proof that this block commits no leaf about `peer`: they have no channel, in neither direction.
		///
		/// From state alone. Reads one leaf a peer and hashes the tree over them. That there is one is proven by
		/// [`Self::refresh`].
		#[api_version(2)]
		fn absence(peer: ParaId) -> Result<AbsenceProof, AbsenceUnavailable>;

		/// The `count` messages to `destination` from `from` on, as the stretch that the governance of the
		/// receiver skips if their payloads can not be brought. `bytes` is what they have together, as whoever
		/// asks claims; nothing can prove it.
		///
		/// Needs the off-chain index: one look-up per level of the range. At most
		/// [`MAX_SKIPPED`](spec_messaging_primitives::skip::MAX_SKIPPED) messages.
		#[api_version(2)]
		fn stretch(
			destination: ParaId,
			from: Position,
			count: u32,
			bytes: u64,
		) -> Result<SkippedStretch, BatchUnavailable>;
	}
}

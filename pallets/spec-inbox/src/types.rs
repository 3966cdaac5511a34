//! What the pallet remembers, and the outcomes it names.

// The derive of `Encode` casts the index of a variant.
#![allow(clippy::cast_possible_truncation)]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, OutboundPhase},
	commitment::MAX_SOURCES,
	hashing::{ProvidesRoot, StreamRoot},
	pallets::{RelayBlockNumber, Tier},
};
pub use spec_messaging_runtime_api::{Evidence, UnusableHead};
use spec_messaging_runtime_api::{RefusalCount, RegistersRefused};

pub use crate::{
	dead_letter::{DeadLetterBook, Dropped, KeptLetter},
	lag::Lag,
	roots::{CHUNK_ROOTS, Chunk, IncludedHeads, OLDER_CHUNKS, RING_ROOTS, Tag, Tags},
};

/// Reasons of refused batches that are counted apart: more than there are.
pub const REFUSALS: u32 = 32;

/// Most peers whose heads one block reads from the relay state proof.
pub const HEADS_PER_BLOCK: u32 = 32;

/// Longest head that says anything, in bytes. Longer ones are no information: the header of a
/// parachain has a few hundred bytes, and whoever reads it pays for it in proof size.
pub const MAX_HEAD_BYTES: u32 = 4_096;

/// Most sources whose speculative roots one block builds on.
pub const MAX_SPECULATIVE_SOURCES: u32 = 32;

/// Proof size that a block keeps free per speculative source, in bytes: a late block proof of the worst
/// case (3,139 bytes) and what it takes up in a compact proof.
pub const LATE_BLOCK_PROOF_BYTES: u64 = 4_300;

/// What is known of one peer, next to its frontier. 313 bytes at most: 96 about its stream and 217 about its
/// heads.
#[derive(
	Clone,
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
pub struct SourceState {
	/// What this chain says of the stream. `None`: only the peer's register is read.
	pub phase: InboundPhase,
	/// Generation whose messages are read, `None` until the first accepted batch names it.
	pub generation: Option<u32>,
	/// The last generation of which messages were consumed, besides the one that is read. Generations up to
	/// it are never read again.
	pub finished: Option<u32>,
	/// Bytes of all payloads consumed in this generation.
	pub consumed_bytes: u64,
	/// Messages that were handed on.
	pub enqueued: u64,
	/// Messages that were consumed but handed to nobody, each with an event.
	pub dead_lettered: u64,
	/// Messages that governance skipped.
	pub skipped: u64,
	/// Published credit: the first position that may not be sent yet.
	pub credit: u64,
	/// Published credit in bytes of payloads.
	pub credit_bytes: u64,
	/// Published limit of one payload, in bytes. Never falls within a generation.
	pub max_payload: u32,
	/// Why nothing of this source is believed any more, until a governed `reanchor`.
	pub frozen: Option<Evidence>,
	/// The stream as of the newest included root that a batch was read under.
	pub highest: Option<Highest>,
	/// What the source said of its side under that root.
	pub outbound: OutboundPhase,
	/// Whether a register about the stream stands in the commitment tree. From then on it is kept true.
	pub published: bool,
	/// What was seen of the peer's heads, nothing of a peer that was forgotten.
	// In this entry: whatever reads the one needs the other, and an entry of its own would cost every active
	// peer one more read, write and proof a block.
	pub heads: IncludedHeads,
}

impl SourceState {
	/// True if messages of this source are consumed.
	pub const fn consumes(&self) -> bool {
		matches!(self.phase, InboundPhase::Accepted | InboundPhase::Closing)
	}

	/// True if there is a register to publish: this chain answered the sender, or said something once.
	pub const fn has_register(&self) -> bool {
		self.is_accepted() || self.published
	}

	/// Whether the source can see an acceptance as the beginning of another life of the channel.
	///
	/// Not if it sends no more, as far as this chain knows. It would take the acceptance for one of the life
	/// that is over: a source that knows that this side closes refuses it for good, and one that closed waits
	/// for this side to close before it asks again, while this side waits for it to ask.
	pub(crate) const fn may_begin(&self) -> bool {
		match self.outbound {
			OutboundPhase::Closed => false,
			OutboundPhase::Closing => !matches!(self.phase, InboundPhase::Closed),
			OutboundPhase::None | OutboundPhase::Opening | OutboundPhase::Open => true,
		}
	}

	/// True if this chain ever accepted, or rejected, the stream.
	pub const fn is_accepted(&self) -> bool {
		!matches!(self.phase, InboundPhase::None | InboundPhase::Offered)
	}
}

/// What is left of a stream that ended: enough to recognise its frontier. 40 bytes.
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
pub struct Tombstone {
	/// How many of its messages were consumed. At least 1.
	pub leaf_count: LeafCount,
	/// Their peaks, bagged.
	pub root: StreamRoot,
}

/// The length of a stream under an included root.
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
pub struct Highest {
	/// Relay block at which that root was read.
	pub relay_block: RelayBlockNumber,
	/// Length of the stream to this chain under it.
	pub leaf_count: LeafCount,
}

/// What was abandoned by a `reanchor`: of generation `generation`, the messages from `consumed` up to `known`,
/// and whatever was sent beyond what this chain knew.
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
pub struct Abandoned {
	/// Generation that was read, `None` if none was known.
	pub generation: Option<u32>,
	/// How many of its messages were consumed.
	pub consumed: LeafCount,
	/// Bytes of their payloads.
	pub consumed_bytes: u64,
	/// Length of the stream under the newest included root that was read, `None` if none was.
	pub known: Option<LeafCount>,
	/// Dead letters that were kept until then.
	pub dead_letters: u32,
	/// Why the source was frozen, `None` if it was not.
	pub frozen: Option<Evidence>,
}

/// The last time that governance let a source start over, and how often it did. 73 bytes at most.
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
pub struct Resync {
	/// How often.
	pub count: u32,
	/// What was abandoned last.
	pub abandoned: Abandoned,
	/// Relay parent of the block in which that was.
	pub relay_block: RelayBlockNumber,
}

/// What was refused of one peer, for operators. 177 bytes at most.
#[derive(
	Clone,
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
pub struct RefusalTally {
	/// Batches, by increasing code of the reason.
	pub batches: BoundedVec<RefusalCount, ConstU32<REFUSALS>>,
	/// Registers.
	pub registers: RegistersRefused,
}

/// Why a message was consumed but handed to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum DeadLetter {
	/// It has no byte.
	Empty,
	/// It is longer than what this chain accepts.
	TooLong,
}

/// What the block under construction took so far.
#[derive(
	Clone,
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
pub struct BlockUse {
	/// Messages hashed, refused ones included.
	pub messages: u32,
	/// Bytes of payloads hashed, refused ones included.
	pub bytes: u64,
	/// True if an author's `ingest` asked for the speculative tier while it was on.
	pub asked: bool,
	/// Sources of which a transaction without fee was taken, in order of arrival.
	pub delivered: BoundedVec<ParaId, ConstU32<MAX_SOURCES>>,
	/// What was consumed, by strictly increasing source.
	pub consumed: BoundedVec<Consumed, ConstU32<MAX_SOURCES>>,
}

/// That something of a source was consumed in this block.
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
pub struct Consumed {
	/// The sending chain.
	pub source: ParaId,
	/// Its generation.
	pub generation: u32,
	/// The speculative root of the last consumption, `None` if that was under an included root.
	pub expected_root: Option<ProvidesRoot>,
}

/// How a provides root was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acceptance {
	/// The relay chain included it; this chain read that at `relay_block`.
	Included {
		/// Relay block at which the root was read first.
		relay_block: RelayBlockNumber,
	},
	/// All four conditions of the speculative tier hold.
	Speculative,
}

impl Acceptance {
	pub(crate) const fn tier(self) -> Tier {
		match self {
			Self::Included { .. } => Tier::Included,
			Self::Speculative => Tier::Speculative,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use spec_messaging_primitives::{commitment::DigestError, late_block::LateBlockProof};

	#[test]
	fn the_reserved_proof_size_covers_the_longest_late_block_proof() {
		let longest = LateBlockProof::max_encoded_len();
		assert_eq!(longest, 3_139);
		assert!(u64::try_from(longest).is_ok_and(|longest| longest < LATE_BLOCK_PROOF_BYTES));
	}

	#[test]
	fn no_unusable_head_is_longer_than_it_says() {
		let longest = UnusableHead::Digest(DigestError::WrongLength(u32::MAX));
		assert_eq!(longest.encoded_size(), UnusableHead::max_encoded_len());
	}
}

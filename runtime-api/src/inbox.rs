//! What the receiver's runtime answers.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::{BatchError, Batches},
	commitment::RequiresCommitment,
	hashing::ProvidesRoot,
	pallets::{Footprint, RelayBlockNumber},
};

/// Where one source stands and how much of it would be taken now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NextPosition {
	/// The sending chain.
	pub source: ParaId,
	/// Generation whose messages are read.
	pub generation: u32,
	/// Position to continue at.
	pub next: Position,
	/// What a batch may carry now. Zero if the source is suspended, frozen or its queue is full.
	pub capacity: Footprint,
	/// True if a speculative root of this source could be accepted: it is in the trust domain.
	pub trusted: bool,
}

/// A provides root that the relay chain included, as this chain saw it.
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
	codec::MaxEncodedLen,
)]
pub struct IncludedRoot {
	/// Relay block at which the head was read.
	pub relay_block: RelayBlockNumber,
	/// Number of the source's block.
	pub head_number: u32,
	/// The root in its digest.
	pub root: ProvidesRoot,
}

/// Why a batch is refused. Nothing of it is consumed and the block stays valid.
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
pub enum Refusal {
	/// No accepted channel with that source.
	#[error("no accepted channel with that source")]
	UnknownSource,
	/// Sources of one call do not strictly increase, or a refresh stands behind its source's messages.
	#[error("sources do not strictly increase")]
	OutOfOrder,
	/// The source is frozen until a governed `reanchor`.
	#[error("the source is frozen")]
	Frozen,
	/// This side consumes nothing of that source now.
	#[error("the channel is suspended or closed")]
	NotConsuming,
	/// More messages or bytes than `capacity` says.
	#[error("over the capacity of {} messages and {} bytes", .0.messages, .0.bytes)]
	OverCapacity(Footprint),
	/// More sources, messages or bytes than a block takes.
	#[error("the block takes no more")]
	BlockFull,
	/// The root is not among the included ones that this chain remembers, and the speculative tier is off
	/// for this block or source.
	#[error("a root that is not included, and the speculative tier is off: {0}")]
	RootNotIncluded(TierOff),
	/// A register refresh needs an included root.
	#[error("a register refresh under a root that is not included")]
	SpeculativeRefresh,
	/// The root belongs to an older generation or a shorter stream than was seen.
	#[error("stale: an older generation or a shorter stream")]
	Stale,
	/// The root belongs to a generation that this chain does not read.
	#[error("generation {0} is not the one that is read")]
	OtherGeneration(u32),
	/// The batch itself.
	#[error("{0}")]
	Batch(BatchError),
	/// It neither carries a message nor a newer register.
	#[error("nothing new")]
	Useless,
}

/// Which of the conditions of the speculative tier failed first.
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
pub enum TierOff {
	/// The source is not in the trust domain.
	#[error("the source is not in the trust domain")]
	Untrusted,
	/// The relay state proof of this block does not show that the relay chain matches.
	#[error("no relay support in this block's relay state proof")]
	NoRelaySupport,
	/// The runtime was not built with the wrapped `validate_block`.
	#[error("the PVF is not wrapped")]
	PvfNotWrapped,
	/// The author did not ask for the tier, or the batch came by transaction.
	#[error("the author did not ask for the tier")]
	NotAsked,
}

sp_api::decl_runtime_apis! {
	/// What a collator asks the receiving runtime before it fetches and before it proposes.
	///
	/// | version | change |
	/// |---|---|
	/// | 1 | initial |
	#[api_version(1)]
	pub trait SpecInboxApi {
		/// Sources to fetch from, with the position to continue at, by increasing source.
		///
		/// At most `MaxSources` entries. Empty when this chain receives nothing. Two reads each and one
		/// of the queue's footprint.
		fn next_positions() -> Vec<NextPosition>;

		/// What `ingest` would answer for each of these batches, in order, without changing state.
		///
		/// `speculative` is what the author would ask for. Costs the hashes of all batches.
		fn check(batches: Batches, speculative: bool) -> Vec<Result<(), Refusal>>;

		/// The roots that this block depends on, by increasing source. Empty if on none. One read.
		fn requires() -> Vec<RequiresCommitment>;

		/// The included roots of `source` that this chain remembers, oldest first. At most 16. One read.
		fn included_roots(source: ParaId) -> Vec<IncludedRoot>;
	}
}

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
///
/// A transaction pool and the error of a call name a refusal by its [`Self::code`]:
///
/// | code | refusal | the relayer |
/// |---|---|---|
/// | 1 | [`Self::UnknownSource`] | stops: there is no such channel |
/// | 2 | [`Self::OutOfOrder`] | never sees it: a delivery has one batch |
/// | 3 | [`Self::Frozen`] | waits for governance |
/// | 4 | [`Self::NotConsuming`] | waits for the channel to be resumed |
/// | 5 | [`Self::OverCapacity`] | asks for the capacity and sends less |
/// | 6 | [`Self::BlockFull`] | waits for the next block |
/// | 7 | [`Self::RootNotIncluded`] | builds on a root that is included and remembered |
/// | 8 | [`Self::SpeculativeRefresh`] | the same |
/// | 9 | [`Self::Stale`] | builds on a newer root |
/// | 10 | [`Self::OtherGeneration`] | waits for governance |
/// | 11 | [`Self::Useless`] | waits for a newer register |
/// | 16 | [`BatchError::Tree`] | is wrong or was lied to; so for all below |
/// | 17 | [`BatchError::ForeignLeaf`] | |
/// | 18 | [`BatchError::NotContinuing`] | asks for the next position; a pool says `Future` or `Stale` instead |
/// | 19 | [`BatchError::BeyondStream`] | |
/// | 20 | [`BatchError::IdleExtension`] | |
/// | 21 | [`BatchError::Extension`] | |
/// | 22 | [`BatchError::RootMismatch`] | |
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

impl Refusal {
	/// The number of this refusal in the table above. Numbers are never used for something else.
	pub const fn code(&self) -> u8 {
		match self {
			Self::UnknownSource => 1,
			Self::OutOfOrder => 2,
			Self::Frozen => 3,
			Self::NotConsuming => 4,
			Self::OverCapacity(_) => 5,
			Self::BlockFull => 6,
			Self::RootNotIncluded(_) => 7,
			Self::SpeculativeRefresh => 8,
			Self::Stale => 9,
			Self::OtherGeneration(_) => 10,
			Self::Useless => 11,
			Self::Batch(BatchError::Tree(_)) => 16,
			Self::Batch(BatchError::ForeignLeaf) => 17,
			Self::Batch(BatchError::NotContinuing { .. }) => 18,
			Self::Batch(BatchError::BeyondStream) => 19,
			Self::Batch(BatchError::IdleExtension) => 20,
			Self::Batch(BatchError::Extension(_)) => 21,
			Self::Batch(BatchError::RootMismatch) => 22,
		}
	}
}

impl Refusal {
	/// What a refusal with that [`Self::code`] is in short, `None` if there is no such code in this version.
	pub const fn name(code: u8) -> Option<&'static str> {
		Some(match code {
			1 => "unknown source",
			2 => "sources out of order",
			3 => "source frozen",
			4 => "channel suspended or closed",
			5 => "over capacity",
			6 => "block full",
			7 => "root not included",
			8 => "refresh under a root not included",
			9 => "stale",
			10 => "other generation",
			11 => "nothing new",
			16 => "bad tree proof",
			17 => "leaf not under the root",
			18 => "not continuing",
			19 => "beyond the stream",
			20 => "idle extension",
			21 => "bad extension",
			22 => "stream root does not match",
			_ => return None,
		})
	}
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
	/// This chain switched the tier off, for all sources.
	#[error("this chain switched the tier off")]
	SwitchedOff,
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

		/// What all batches of one block may carry together. The same in every block. No read.
		///
		/// Each source's `capacity` is what it could get alone. A collator that brings more in total has
		/// batches left out, and one that brings more than the memory of a runtime call authors no block.
		fn block_capacity() -> Footprint;

		/// What `ingest` would answer for each of these batches, in order, without changing state.
		///
		/// `speculative` is what the author would ask for. Costs the hashes of all batches.
		fn check(batches: Batches, speculative: bool) -> Vec<Result<(), Refusal>>;

		/// The roots that this block depends on, by increasing source. Empty if on none. One read.
		fn requires() -> Vec<RequiresCommitment>;

		/// The included roots of `source` that this chain remembers, oldest first. At most 16. At most five
		/// reads.
		fn included_roots(source: ParaId) -> Vec<IncludedRoot>;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use spec_messaging_primitives::{mmr::ExtensionError, tree::TreeError};

	#[test]
	fn every_code_has_a_name_and_no_other_number_has() {
		let at = Position::from(0);
		let all = [
			Refusal::UnknownSource,
			Refusal::OutOfOrder,
			Refusal::Frozen,
			Refusal::NotConsuming,
			Refusal::OverCapacity(Footprint::default()),
			Refusal::BlockFull,
			Refusal::RootNotIncluded(TierOff::NotAsked),
			Refusal::SpeculativeRefresh,
			Refusal::Stale,
			Refusal::OtherGeneration(1),
			Refusal::Useless,
			Refusal::Batch(BatchError::Tree(TreeError::SiblingCount { expected: 0, actual: 1 })),
			Refusal::Batch(BatchError::ForeignLeaf),
			Refusal::Batch(BatchError::NotContinuing { first: at, held: at }),
			Refusal::Batch(BatchError::BeyondStream),
			Refusal::Batch(BatchError::IdleExtension),
			Refusal::Batch(BatchError::Extension(ExtensionError::RootMismatch)),
			Refusal::Batch(BatchError::RootMismatch),
		];
		let named: Vec<u8> = (0..=u8::MAX).filter(|code| Refusal::name(*code).is_some()).collect();
		assert_eq!(named, all.map(|refusal| refusal.code()));
	}
}

//! Rebinding a sealed block to a newer root, and what a candidate says in the end.
//!
//! A receiver block names the provides root it built on. If that root is not in the provides window
//! when the block is to be included (it left, or was never the last of its PoV), the block is *late*.
//! It is sealed, so the proof travels beside it in the PoV and is checked in the PVF.
//!
//! ```text
//! block's post-state    frontier of the stream ──extension──▶ stream root, leaf count
//!                                                                   │ channel leaf, tree proof
//! PoV                   LateBlockProof                              ▼
//!                                                            a newer provides root
//! ```

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use crate::{
	ParaId,
	channel::ChannelLeaf,
	commitment::{
		MAX_SOURCES, ProvidesCommitment, RequiresCommitment, RequiresCommitments, RequiresError,
	},
	hashing::ProvidesRoot,
	mmr::{ExtensionError, ExtensionProof, Frontier},
	tree::{CommitmentProof, TreeError},
};

/// Proof that what a block consumed of one stream is a prefix of the stream under a newer root.
///
/// Names no root and carries no old peaks: the PVF reads the frontier from the block's own post-state
/// and computes the newer root, so there is nothing to lie about but the items, which have to fit.
///
/// # Size
///
/// For D peers, m messages read and k behind: 99 bytes, 32 for each of the tree proof's (at most
/// ceil(log2 D)) siblings and each of the at most floor(log2 k) + 1 extension nodes.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct LateBlockProof {
	/// The source whose root the block lost.
	pub source: ParaId,
	/// What the source commits about this chain under the newer root.
	pub channel: ChannelLeaf,
	/// Where that leaf stands in the source's tree.
	pub proof: CommitmentProof,
	/// From what the block consumed to the end of the stream.
	pub extension: ExtensionProof,
}

/// Everything a PoV brings for the messaging of its blocks: late block proofs, by strictly increasing
/// source, each of which has to be used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct MessagingProofInputs {
	late_block_proofs: BoundedVec<LateBlockProof, ConstU32<MAX_SOURCES>>,
}

impl MessagingProofInputs {
	/// Inputs of these proofs, `None` if they are more than [`MAX_SOURCES`] or not by strictly
	/// increasing source.
	pub fn new(late_block_proofs: Vec<LateBlockProof>) -> Option<Self> {
		let sorted = late_block_proofs.is_sorted_by(|a, b| a.source < b.source);
		let late_block_proofs = BoundedVec::try_from(late_block_proofs).ok()?;
		sorted.then_some(Self { late_block_proofs })
	}

	/// The proofs, by strictly increasing source.
	pub fn late_block_proofs(&self) -> &[LateBlockProof] {
		&self.late_block_proofs
	}
}

impl Decode for MessagingProofInputs {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let proofs = BoundedVec::<LateBlockProof, ConstU32<MAX_SOURCES>>::decode(input)?;
		Self::new(proofs.into_inner())
			.ok_or_else(|| "messaging inputs: sources do not strictly increase".into())
	}
}

impl DecodeWithMemTracking for MessagingProofInputs {}

/// What one marked block consumed of one source.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct ConsumedStream {
	/// The sending chain.
	pub source: ParaId,
	/// Generation of the source in which the stream was committed.
	pub generation: u32,
	/// The speculative root of the last consumption in this block, `None` if that was under an included
	/// root, which nobody has to provide any more.
	pub expected_root: Option<ProvidesRoot>,
	/// This chain's frontier of the stream at the end of the block.
	pub frontier: Frontier,
}

/// The one value that the PVF reads of a marked block. Written in every marked block, even when
/// nothing was consumed.
///
/// At most 6 bytes and 256 times 2,066. Decoding refuses sources that do not strictly increase.
#[derive(Clone, Debug, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct BlockRecord {
	/// The chain whose block this is.
	pub para_id: ParaId,
	/// What it consumed, by strictly increasing source.
	pub consumed: BoundedVec<ConsumedStream, ConstU32<MAX_SOURCES>>,
}

impl Decode for BlockRecord {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let record = Self { para_id: Decode::decode(input)?, consumed: Decode::decode(input)? };
		if record.consumed.is_sorted_by(|a, b| a.source < b.source) {
			Ok(record)
		} else {
			Err("block record: sources do not strictly increase".into())
		}
	}
}

impl DecodeWithMemTracking for BlockRecord {}

/// Where the PVF wrapper finds the record of the block that was just executed.
///
/// Implemented by the receiving pallet. Called inside the externalities of the block; the value was
/// written by the same block, so reading it records no proof.
pub trait ReadBlockRecord {
	/// The record of this block, `None` if it wrote none, which no marked block does.
	fn read_block_record() -> Option<BlockRecord>;
}

/// What a candidate says to the relay chain.
#[must_use = "commitments that do not leave the PVF are not checked by anybody"]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagingCommitments {
	/// What its last block committed, `None` if the chain has no leaf.
	pub provides: Option<ProvidesCommitment>,
	/// What its blocks depend on, `None` if on nothing.
	pub requires: Option<RequiresCommitments>,
}

/// Why a PoV's messaging is refused. Each is the fault of the collator.
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
pub enum MessagingError {
	/// Blocks of two chains in one PoV.
	#[error("records of two chains")]
	ForeignRecord,
	/// One PoV consumed two generations of one source.
	#[error("two generations of source {}", u32::from(*.0))]
	TwoGenerations(ParaId),
	/// A late block proof for a source that the PoV requires nothing of.
	#[error("unused late block proof of source {}", u32::from(*.0))]
	UnusedProof(ParaId),
	/// A late block proof of another generation than the one that was consumed.
	#[error("late block proof of another generation of source {}", u32::from(*.0))]
	OtherGeneration(ParaId),
	/// The tree proof of a late block proof has no consistent shape.
	#[error("commitment proof of source {}: {error}", u32::from(*.para_id))]
	Tree {
		/// The chain that the proof is about.
		para_id: ParaId,
		/// What is wrong with it.
		error: TreeError,
	},
	/// The extension of a late block proof does not lead to its channel leaf.
	#[error("extension of source {}: {error}", u32::from(*.para_id))]
	Extension {
		/// The chain that the proof is about.
		para_id: ParaId,
		/// What is wrong with it.
		error: ExtensionError,
	},
	/// More sources in one PoV than a set of requires can name.
	#[error("requires: {0}")]
	Requires(RequiresError),
}

impl LateBlockProof {
	/// The newer provides root that `consumed` is rebound to by this proof.
	///
	/// # Errors
	///
	/// [`MessagingError::OtherGeneration`], [`MessagingError::Extension`], [`MessagingError::Tree`];
	/// counts and shapes before the first hash.
	///
	/// # Cost
	///
	/// `popcount(m) + nodes - 1` hashes for the extension and `siblings + 2` for the tree.
	pub fn rebind(
		&self,
		receiver: ParaId,
		consumed: &ConsumedStream,
	) -> Result<ProvidesRoot, MessagingError> {
		if self.source != consumed.source {
			return Err(MessagingError::UnusedProof(self.source));
		}
		if self.proof.generation != consumed.generation {
			return Err(MessagingError::OtherGeneration(self.source));
		}
		let extension = |error| MessagingError::Extension { para_id: self.source, error };
		self.extension
			.check_shape(consumed.frontier.leaf_count(), self.channel.leaf_count)
			.map_err(extension)?;
		let root = self
			.proof
			.provides_root(self.source, receiver, &self.channel)
			.map_err(|error| MessagingError::Tree { para_id: self.source, error })?;
		self.extension
			.verify(&consumed.frontier, self.channel.leaf_count, self.channel.stream_root)
			.map_err(extension)?;
		Ok(root)
	}
}

/// Stitches the marked blocks of one PoV, in order, into what its candidate says to the relay chain.
///
/// Per source the last record counts, because it builds on the earlier ones: with a speculative root
/// it requires that root, without one it requires nothing. Every late block proof replaces one root.
/// `provides` is what the header of the last block commits.
///
/// # Errors
///
/// [`MessagingError`]; the PoV is then invalid.
///
/// # Cost
///
/// That of [`LateBlockProof::rebind`] per proof, none without.
pub fn process_messaging_commitments(
	records: impl IntoIterator<Item = BlockRecord>,
	provides: Option<ProvidesRoot>,
	inputs: &MessagingProofInputs,
) -> Result<MessagingCommitments, MessagingError> {
	let mut receiver = None;
	let mut last: BTreeMap<ParaId, ConsumedStream> = BTreeMap::new();
	for record in records {
		if *receiver.get_or_insert(record.para_id) != record.para_id {
			return Err(MessagingError::ForeignRecord);
		}
		for consumed in record.consumed {
			let source = consumed.source;
			let (generation, earlier) = (consumed.generation, last.insert(source, consumed));
			if earlier.is_some_and(|earlier| earlier.generation != generation) {
				return Err(MessagingError::TwoGenerations(source));
			}
		}
	}
	let mut requires: BTreeMap<ParaId, ProvidesRoot> =
		last.iter().filter_map(|(source, c)| Some((*source, c.expected_root?))).collect();
	for proof in inputs.late_block_proofs() {
		let unused = MessagingError::UnusedProof(proof.source);
		let required = requires.get_mut(&proof.source).ok_or(unused)?;
		let consumed = last.get(&proof.source).ok_or(unused)?;
		*required = proof.rebind(receiver.ok_or(unused)?, consumed)?;
	}
	let entries: Vec<_> = requires
		.into_iter()
		.map(|(source, expected_root)| RequiresCommitment { source, expected_root })
		.collect();
	let requires = if entries.is_empty() {
		None
	} else {
		Some(RequiresCommitments::new(entries).map_err(MessagingError::Requires)?)
	};
	Ok(MessagingCommitments {
		provides: provides.map(|root| ProvidesCommitment { root }),
		requires,
	})
}

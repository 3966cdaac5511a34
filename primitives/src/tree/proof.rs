//! One channel leaf under a provides root.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use super::{TreeHasher, path::path};
use crate::{
	ParaId,
	channel::ChannelLeaf,
	hashing::{Hash, ProvidesRoot, channel_leaf_hash, provides_root},
};

/// Most siblings of a proof: a tree of 2^32 leaves has 32 levels.
pub const MAX_SIBLINGS: u32 = 32;

/// Where a channel leaf stands in the commitment tree of a chain, and what stands next to its path.
///
/// The number of siblings is exactly what `(leaves, index)` call for, which together with the leaf
/// count inside the provides root makes `(leaves, index)` part of the statement.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct CommitmentProof {
	/// Generation of the chain that committed.
	pub generation: u32,
	/// Leaves of its tree, at least 1.
	pub leaves: u32,
	/// Index of the leaf, below `leaves`.
	pub index: u32,
	/// Hashes next to the path, bottom-up. None where the node on the path is promoted.
	pub siblings: BoundedVec<Hash, ConstU32<MAX_SIBLINGS>>,
}

/// Why a [`CommitmentProof`] was refused or can not be built.
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
pub enum TreeError {
	/// The index is not below the number of leaves (so also: there are no leaves).
	#[error("index {index} in a tree of {leaves} leaves")]
	IndexOutOfRange {
		/// Index in the proof.
		index: u32,
		/// Leaves in the proof.
		leaves: u32,
	},
	/// `(leaves, index)` call for another number of siblings.
	#[error("{actual} siblings where the tree's shape calls for {expected}")]
	SiblingCount {
		/// Siblings that the shape calls for.
		expected: u32,
		/// Siblings that the proof has.
		actual: u32,
	},
}

impl CommitmentProof {
	/// Proof for the leaf at `index` of a tree over these channel leaf hashes.
	///
	/// # Errors
	///
	/// [`TreeError::IndexOutOfRange`].
	///
	/// # Cost
	///
	/// The whole tree: one hash less than there are leaves. Off chain only.
	pub fn build(generation: u32, leaves: &[Hash], index: u32) -> Result<Self, TreeError> {
		let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
		if index >= count {
			return Err(TreeError::IndexOutOfRange { index, leaves: count });
		}
		let proof =
			binary_merkle_tree::merkle_proof_raw::<TreeHasher, _>(leaves.iter().copied(), index);
		let actual = u32::try_from(proof.proof.len()).unwrap_or(u32::MAX);
		let siblings = BoundedVec::try_from(proof.proof)
			.map_err(|_| TreeError::SiblingCount { expected: MAX_SIBLINGS, actual })?;
		Ok(Self { generation, leaves: count, index, siblings })
	}

	/// Number of siblings that `(leaves, index)` call for. No hash.
	pub fn expected_siblings(&self) -> u32 {
		let taken = path(self.leaves, self.index).filter(|step| step.siblings() > 0);
		u32::try_from(taken.count()).unwrap_or(u32::MAX)
	}

	/// The provides root under which `source` commits `leaf` about `peer`, if this proof is of any use.
	///
	/// It is a statement only next to a root from elsewhere: compare.
	///
	/// # Errors
	///
	/// [`TreeError`], all before the first hash.
	///
	/// # Cost
	///
	/// Exactly `siblings + 2` hashes, at most 34.
	pub fn provides_root(
		&self,
		source: ParaId,
		peer: ParaId,
		leaf: &ChannelLeaf,
	) -> Result<ProvidesRoot, TreeError> {
		if self.index >= self.leaves {
			return Err(TreeError::IndexOutOfRange { index: self.index, leaves: self.leaves });
		}
		let expected = self.expected_siblings();
		let actual = u32::try_from(self.siblings.len()).unwrap_or(u32::MAX);
		if actual != expected {
			return Err(TreeError::SiblingCount { expected, actual });
		}
		let mut node = channel_leaf_hash(peer, leaf);
		let mut siblings = self.siblings.iter();
		for step in path(self.leaves, self.index) {
			node =
				step.up(node, &mut siblings).ok_or(TreeError::SiblingCount { expected, actual })?;
		}
		Ok(provides_root(source, self.generation, self.leaves, &node))
	}
}

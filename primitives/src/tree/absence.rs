//! No channel leaf for a peer under a provides root.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use super::{
	CommitmentProof, TreeError,
	path::{Level, levels},
};
use crate::{
	ParaId,
	channel::ChannelLeaf,
	hashing::{Hash, ProvidesRoot, channel_leaf_hash, provides_root, tree_node_hash},
};

/// Most siblings of a proof: two paths of 31 levels each that only meet below the root.
pub const MAX_ABSENCE_SIBLINGS: u32 = 62;

/// A channel leaf with the peer that it is about, who is not the one that verifies.
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
pub struct Neighbour {
	/// The peer.
	pub peer: ParaId,
	/// What is committed about it. All of it, because the peer is bound by the hash of the whole leaf.
	pub leaf: ChannelLeaf,
}

/// Proof that a chain committed no channel leaf about a peer: what would be its neighbours are adjacent.
///
/// Leaves stand in strictly increasing peer order and the provides root binds how many there are. Of
/// the leaves about 2, 5, 6, 9 and 12, peer 8 is proven absent by those about 6 and 9:
///
/// ```text
///                    tree root
///              ╱─────────┴───────╲
///            ●                    ╲
///        ╱───┴──╲                  ╲
///      (●)       ●                  ╲
///     ╱   ╲    ╱   ╲                 ╲
///    2     5 [6]   [9]               (12)
///                ▲
///                8: index 3
///
///  [x] neighbour   (x) sibling
/// ```
///
/// Below the first and above the last leaf there is one neighbour, which is the first or the last. A
/// chain without a leaf commits no root, so there is nothing to prove about it.
///
/// # Size
///
/// 14 bytes, 85 for each of the one or two neighbours and 32 for each sibling, at most 2,168. Of
/// D = 100 peers: at most 568.
///
/// # What it does not show
///
/// That the chain keeps the order. A chain whose runtime breaks it can commit a leaf and prove it absent,
/// which is a lie about itself: believe an absence as far as you believe the root.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct AbsenceProof {
	/// Generation of the chain that committed.
	pub generation: u32,
	/// Leaves of its tree, at least 1.
	pub leaves: u32,
	/// How many of them are about a lower peer, at most `leaves`.
	pub index: u32,
	/// The leaves at `index - 1` and `index`, as far as there are such.
	pub neighbours: BoundedVec<Neighbour, ConstU32<2>>,
	/// Hashes next to their paths, bottom-up; on one level, the left one before the right one. None where
	/// a node is promoted and where the two paths meet.
	pub siblings: BoundedVec<Hash, ConstU32<MAX_ABSENCE_SIBLINGS>>,
}

/// A chain commits nothing about a peer: they have no channel, in neither direction.
///
/// [`AbsenceProof::verify`] is the only way to get one.
#[must_use = "a verified absence is there to be acted on"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifiedAbsence {
	/// The chain that committed.
	pub source: ParaId,
	/// The peer that it has no leaf about.
	pub peer: ParaId,
	/// The root that this was verified against.
	pub provides_root: ProvidesRoot,
	/// Generation of the source in which it was committed.
	pub generation: u32,
}

/// Why an [`AbsenceProof`] was refused or can not be built.
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
pub enum AbsenceError {
	/// The index is above the number of leaves, there are no leaves, or the number of siblings is not
	/// the one that the tree's shape calls for.
	#[error("{0}")]
	Tree(TreeError),
	/// `(leaves, index)` call for another number of neighbours.
	#[error("{actual} neighbours where the place calls for {expected}")]
	NeighbourCount {
		/// Neighbours that the place calls for.
		expected: u32,
		/// Neighbours that the proof has.
		actual: u32,
	},
	/// The peer does not stand strictly between the neighbours. To a builder: it has a leaf, or the leaves
	/// are not in strictly increasing order.
	#[error("the peer does not stand between its neighbours")]
	NotBetween,
	/// The proof leads to another provides root.
	#[error("the neighbours are not committed under this root")]
	RootMismatch,
}

impl AbsenceProof {
	/// Proof that none of these `leaves`, in strictly increasing peer order, is about `peer`.
	///
	/// # Errors
	///
	/// [`AbsenceError::NotBetween`]; [`AbsenceError::Tree`] without a leaf.
	///
	/// # Cost
	///
	/// The leaves and at most twice the tree: less than 3 hashes a leaf. Off chain only.
	pub fn build(
		generation: u32,
		leaves: &[(ParaId, ChannelLeaf)],
		peer: ParaId,
	) -> Result<Self, AbsenceError> {
		let below = leaves.partition_point(|(other, _)| *other < peer);
		let (before, after) = leaves.split_at_checked(below).unwrap_or_default();
		let present = after.first().is_some_and(|(other, _)| *other == peer);
		if present || !leaves.is_sorted_by(|(a, _), (b, _)| a < b) {
			return Err(AbsenceError::NotBetween);
		}
		let index = u32::try_from(below).unwrap_or(u32::MAX);
		let hashes: Vec<_> = leaves.iter().map(|(p, leaf)| channel_leaf_hash(*p, leaf)).collect();
		let path =
			|index| CommitmentProof::build(generation, &hashes, index).map_err(AbsenceError::Tree);
		let low = path(index.saturating_sub(1))?;
		let neighbours: Vec<_> = [before.last(), after.first()]
			.into_iter()
			.flatten()
			.map(|(peer, leaf)| Neighbour { peer: *peer, leaf: *leaf })
			.collect();
		let high = if neighbours.len() > 1 { path(index)? } else { low.clone() };
		let mut proof = Self {
			generation,
			leaves: low.leaves,
			index,
			neighbours: BoundedVec::truncate_from(neighbours),
			siblings: BoundedVec::new(),
		};
		let (mut low, mut high) = (low.siblings.into_iter(), high.siblings.into_iter());
		let mut siblings = Vec::new();
		for level in proof.levels() {
			match level {
				Level::Apart(left, right) => {
					siblings.extend(low.by_ref().take(left.siblings()));
					siblings.extend(high.by_ref().take(right.siblings()));
				},
				// Each is the sibling of the other.
				Level::Meet => drop(low.next()),
				Level::Joined(step) => siblings.extend(low.by_ref().take(step.siblings())),
			}
		}
		// As many as two paths can have, so nothing is cut off.
		proof.siblings = BoundedVec::truncate_from(siblings);
		Ok(proof)
	}

	fn levels(&self) -> impl Iterator<Item = Level> + use<> {
		levels(self.leaves, self.index.saturating_sub(1), self.expected_neighbours() > 1)
	}

	/// Number of neighbours that `(leaves, index)` call for. No hash.
	pub fn expected_neighbours(&self) -> u32 {
		u32::from(self.index > 0).saturating_add(u32::from(self.index < self.leaves))
	}

	/// Number of siblings that `(leaves, index)` call for. No hash.
	pub fn expected_siblings(&self) -> u32 {
		let taken = self.levels().fold(0usize, |sum, level| sum.saturating_add(level.siblings()));
		u32::try_from(taken).unwrap_or(u32::MAX)
	}

	/// Checks what can be checked without a hash: counts, and that `peer` stands between.
	fn check_shape(&self, peer: ParaId) -> Result<(), AbsenceError> {
		if self.leaves == 0 || self.index > self.leaves {
			let (index, leaves) = (self.index, self.leaves);
			return Err(AbsenceError::Tree(TreeError::IndexOutOfRange { index, leaves }));
		}
		let expected = self.expected_neighbours();
		let actual = u32::try_from(self.neighbours.len()).unwrap_or(u32::MAX);
		if actual != expected {
			return Err(AbsenceError::NeighbourCount { expected, actual });
		}
		let expected = self.expected_siblings();
		let actual = u32::try_from(self.siblings.len()).unwrap_or(u32::MAX);
		if actual != expected {
			return Err(AbsenceError::Tree(TreeError::SiblingCount { expected, actual }));
		}
		let before = if self.index > 0 { self.neighbours.first() } else { None };
		let after = if self.index < self.leaves { self.neighbours.last() } else { None };
		if before.is_some_and(|n| n.peer >= peer) || after.is_some_and(|n| n.peer <= peer) {
			return Err(AbsenceError::NotBetween);
		}
		Ok(())
	}

	/// Root of the tree, `None` unless the shape is right.
	fn tree_root(&self) -> Option<Hash> {
		let hash = |n: &Neighbour| channel_leaf_hash(n.peer, &n.leaf);
		let mut neighbours = self.neighbours.iter();
		let mut low = hash(neighbours.next()?);
		let mut high = neighbours.next().map(hash);
		let mut siblings = self.siblings.iter();
		for level in self.levels() {
			(low, high) = match level {
				Level::Apart(left, right) => {
					let low = left.up(low, &mut siblings)?;
					(low, Some(right.up(high?, &mut siblings)?))
				},
				Level::Meet => (tree_node_hash(&low, &high?), None),
				Level::Joined(step) => (step.up(low, &mut siblings)?, None),
			};
		}
		Some(low)
	}

	/// Checks that `source` commits nothing about `peer` under the provides root `root`.
	///
	/// # Errors
	///
	/// [`AbsenceError::Tree`], [`AbsenceError::NeighbourCount`] and [`AbsenceError::NotBetween`] before
	/// the first hash; [`AbsenceError::RootMismatch`] after.
	///
	/// # Cost
	///
	/// Exactly `siblings + 2` hashes with one neighbour, `siblings + 4` with two; at most 66.
	pub fn verify(
		&self,
		source: ParaId,
		peer: ParaId,
		root: ProvidesRoot,
	) -> Result<VerifiedAbsence, AbsenceError> {
		self.check_shape(peer)?;
		let tree_root = self.tree_root().ok_or(AbsenceError::RootMismatch)?;
		if provides_root(source, self.generation, self.leaves, &tree_root) != root {
			return Err(AbsenceError::RootMismatch);
		}
		Ok(VerifiedAbsence { source, peer, provides_root: root, generation: self.generation })
	}
}

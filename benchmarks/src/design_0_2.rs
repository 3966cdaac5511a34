//! The late block proof of design 0.2 (polkadot-sdk PR 10449), encoded in full.
//!
//! The draft leaves open what its `MerkleProof` and the `proof: Vec<Hash>` of its extension consist of.
//! Both are filled in as small as a verifier can do with: the siblings and where they belong; the peaks
//! of both ends, and the path from the lowest peak that grew to the peak that it became. Under our
//! hashes, and in the shape of our tree.

use codec::Encode;
use spec_messaging_primitives::{
	ParaId,
	hashing::{Hash, bag_hash, node_hash, tree_node_hash},
	mmr::{Frontier, shape::Growth},
	tree::CommitmentProof,
};

use crate::shapes::{Uniform, tree_with};

/// What travels.
#[derive(Encode)]
pub(crate) struct LateBlockProof {
	source: ParaId,
	old_subtree_root: Hash,
	old_subtree_proof: MerkleProof,
	new_provides_root: Hash,
	new_subtree_root: Hash,
	new_subtree_proof: MerkleProof,
	subtree_extension: Option<ExtensionProof>,
}

#[derive(Encode)]
struct MerkleProof {
	leaves: u32,
	index: u32,
	siblings: Vec<Hash>,
}

#[derive(Encode)]
struct ExtensionProof {
	old_peaks: Vec<Hash>,
	new_peaks: Vec<Hash>,
	connecting_nodes: Vec<Hash>,
	/// True where the connecting node stands on the right.
	merge_directions: Vec<bool>,
}

/// A late block with its proof.
pub(crate) struct Late {
	receiver: ParaId,
	/// The root that the block names.
	expected_root: Hash,
	pub(crate) proof: LateBlockProof,
}

impl Late {
	/// A block of `receiver`, one of `peers`, that read a uniform stream up to `older`.
	pub(crate) fn new(receiver: ParaId, peers: u32, older: &Frontier, newer: &Frontier) -> Self {
		let (old_root, new_root) = (older.root().0, newer.root().0);
		let (old_subtree_proof, expected_root) = MerkleProof::new(receiver, peers, old_root);
		let (new_subtree_proof, new_provides_root) = MerkleProof::new(receiver, peers, new_root);
		let proof = LateBlockProof {
			source: ParaId::new(1_000),
			old_subtree_root: old_root,
			old_subtree_proof,
			new_provides_root,
			new_subtree_root: new_root,
			new_subtree_proof,
			subtree_extension: ExtensionProof::new(older, newer),
		};
		Self { receiver, expected_root, proof }
	}

	/// Checks the proof.
	///
	/// # Panics
	///
	/// If it does not hold.
	pub(crate) fn verify(&self) {
		let LateBlockProof { old_subtree_root: old, new_subtree_root: new, .. } = &self.proof;
		assert_eq!(self.proof.old_subtree_proof.root(self.receiver, old), self.expected_root);
		let new_root = self.proof.new_subtree_proof.root(self.receiver, new);
		assert_eq!(new_root, self.proof.new_provides_root);
		match &self.proof.subtree_extension {
			None => assert_eq!(old, new),
			Some(extension) => extension.verify(old, new),
		}
	}
}

impl MerkleProof {
	/// For `subtree_root` in the middle of a tree of so many leaves, and the root of that tree.
	fn new(receiver: ParaId, leaves: u32, subtree_root: Hash) -> (Self, Hash) {
		let index = leaves / 2;
		let own = leaf(receiver, &subtree_root);
		let built = CommitmentProof::build(0, &tree_with(leaves, index, own), index);
		let siblings = built.unwrap().siblings.into_inner();
		let proof = Self { leaves, index, siblings };
		let root = proof.root(receiver, &subtree_root);
		(proof, root)
	}

	fn root(&self, receiver: ParaId, subtree_root: &Hash) -> Hash {
		let (mut node, mut at, mut width) = (leaf(receiver, subtree_root), self.index, self.leaves);
		let mut siblings = self.siblings.iter();
		while width > 1 {
			if at & 1 == 1 {
				node = tree_node_hash(siblings.next().unwrap(), &node);
			} else if at + 1 < width {
				node = tree_node_hash(&node, siblings.next().unwrap());
			}
			at >>= 1;
			width = width.div_ceil(2);
		}
		node
	}
}

/// One compression over who it is for and what they were sent.
fn leaf(receiver: ParaId, subtree_root: &Hash) -> Hash {
	tree_node_hash(&Hash::from_low_u64_be(u32::from(receiver).into()), subtree_root)
}

impl ExtensionProof {
	fn new(older: &Frontier, newer: &Frontier) -> Option<Self> {
		let growth = Growth::between(older.leaf_count(), newer.leaf_count())?;
		let uniform = Uniform::default();
		// From the lowest old peak upward. A set bit of the older count means that an old peak stands to
		// the left. Nothing to walk if no old peak grew.
		let start =
			growth.below.checked_ilog2().map_or(growth.height, |_| growth.below.trailing_zeros());
		let heights = start..growth.height;
		let on_the_right = |height: u32| height == start || growth.below >> height & 1 == 0;
		Some(Self {
			old_peaks: older.peaks().to_vec(),
			new_peaks: newer.peaks().to_vec(),
			connecting_nodes: heights.clone().map(|height| uniform.node(height)).collect(),
			merge_directions: heights.map(on_the_right).collect(),
		})
	}

	fn verify(&self, old_root: &Hash, new_root: &Hash) {
		assert_eq!(bag(&self.old_peaks), *old_root);
		assert_eq!(bag(&self.new_peaks), *new_root);
		assert_eq!(self.connecting_nodes.len(), self.merge_directions.len());
		let pairs = self.old_peaks.iter().zip(&self.new_peaks);
		let common = pairs.take_while(|(old, new)| old == new).count();
		let (grown, mut node) =
			(&self.old_peaks[common..], self.old_peaks[self.old_peaks.len() - 1]);
		for (sibling, is_right) in self.connecting_nodes.iter().zip(&self.merge_directions) {
			node = if *is_right {
				node_hash(&node, sibling)
			} else {
				assert!(grown.contains(sibling));
				node_hash(sibling, &node)
			};
		}
		assert!(grown.is_empty() || self.new_peaks.contains(&node));
	}
}

fn bag(peaks: &[Hash]) -> Hash {
	peaks.iter().rev().copied().reduce(|lower, higher| bag_hash(&lower, &higher)).unwrap()
}

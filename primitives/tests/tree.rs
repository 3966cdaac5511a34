//! One leaf under a provides root: every shape, every wrong shape, every wrong key.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use binary_merkle_tree::{Leaf, merkle_root_raw, verify_proof};
use reference::{ReferenceTree, h, provides_preimage};
use spec_messaging_primitives::{
	ParaId,
	channel::{ChannelLeaf, OutboundPhase, Register},
	hashing::{Hash, ProvidesRoot, channel_leaf_hash, count::hashes, provides_root},
	tree::{self, CommitmentProof, PAGE_LEAVES, TreeError, TreeHasher},
};
use support::{RECEIVER, SOURCE, Sender, frontier, register};

fn made_up(n: u32) -> Vec<Hash> {
	(0..n).map(|i| Hash::from(h(&[b"leaf", &i.to_le_bytes()]))).collect()
}

fn leaf() -> ChannelLeaf {
	ChannelLeaf::new(&frontier(11, 3), register())
}

#[test]
fn roots_equal_the_definition_and_the_library() {
	for n in 1..=300 {
		let leaves = made_up(n);
		let reference = ReferenceTree::of(&leaves.iter().map(|l| l.0).collect::<Vec<_>>());
		let (root, cost) = hashes(|| tree::root(leaves.iter().copied()));
		assert_eq!(root.0, reference.root(), "{n} leaves");
		assert_eq!(cost, u64::from(n) - 1, "{n} leaves");
		assert_eq!(root, merkle_root_raw::<TreeHasher, _>(leaves), "{n} leaves");
	}
}

#[test]
fn a_tree_over_pages_is_the_tree_over_leaves() {
	for n in 1..=300 {
		let leaves = made_up(n);
		let pages = leaves.chunks(PAGE_LEAVES as usize).map(|page| tree::root(page.to_vec()));
		assert_eq!(tree::root(pages), tree::root(leaves.iter().copied()), "{n} leaves");
	}
}

#[test]
fn every_leaf_of_every_small_tree_proves_with_the_siblings_of_the_definition() {
	for n in 1..=64 {
		for index in 0..n {
			let sender = Sender::new(n, index, leaf());
			let hashes_of = sender.hashes();
			let reference = ReferenceTree::of(&hashes_of.iter().map(|l| l.0).collect::<Vec<_>>());
			let proof = sender.proof(RECEIVER);
			let siblings: Vec<_> = proof.siblings.iter().map(|s| s.0).collect();
			assert_eq!(siblings, reference.siblings(index as usize), "{index} of {n}");
			assert_eq!(proof.expected_siblings() as usize, siblings.len(), "{index} of {n}");
			// The root is that of the byte table, at the documented cost.
			let leaf = leaf();
			let (root, cost) = hashes(|| proof.provides_root(SOURCE, RECEIVER, &leaf).unwrap());
			let preimage = provides_preimage(2000, sender.generation, n, &reference.root());
			assert_eq!(root.0.0, h(&[&preimage]), "{index} of {n}");
			assert_eq!(root, sender.root(), "{index} of {n}");
			assert_eq!(cost, siblings.len() as u64 + 2, "{index} of {n}");
			// And the library accepts what we accept.
			assert!(verify_proof::<TreeHasher, _, _>(
				&Hash::from(reference.root()),
				proof.siblings.to_vec(),
				n,
				index,
				Leaf::Hash(channel_leaf_hash(RECEIVER, &leaf)),
			));
		}
	}
}

#[test]
fn every_other_index_count_or_number_of_siblings_is_refused_or_leads_elsewhere() {
	for n in 1..=64u32 {
		let (index, leaf) = (n / 3, leaf());
		let sender = Sender::new(n, index, leaf);
		let honest = sender.proof(RECEIVER);
		let claim = |leaves: u32, index: u32, siblings: usize| {
			let mut items = honest.siblings.to_vec();
			items.resize(siblings, Hash::zero());
			let siblings = items.try_into().unwrap();
			CommitmentProof { leaves, index, siblings, ..honest.clone() }
		};
		let mut accepted = 0;
		for leaves in (0..=130).chain([u32::MAX - 1, u32::MAX]) {
			for index in (0..=66).chain([u32::MAX - 1, u32::MAX]) {
				for siblings in 0..=9 {
					let claim = claim(leaves, index, siblings);
					let (result, cost) = hashes(|| claim.provides_root(SOURCE, RECEIVER, &leaf));
					match result {
						Ok(root) if root == sender.root() => {
							assert_eq!(claim, honest);
							accepted += 1;
						},
						Ok(_) => assert!(index < leaves),
						Err(TreeError::IndexOutOfRange { .. }) => {
							assert!(index >= leaves);
							assert_eq!(cost, 0);
						},
						Err(TreeError::SiblingCount { expected, actual }) => {
							assert_ne!(expected, actual);
							assert_eq!(cost, 0);
						},
					}
				}
			}
		}
		assert_eq!(accepted, 1, "{n} leaves");
	}
}

#[test]
fn the_number_of_siblings_of_any_index_is_that_of_the_definition() {
	for n in 1..=64u32 {
		let reference = ReferenceTree::of(&vec![[0; 32]; n as usize]);
		for index in 0..n {
			let siblings = Default::default();
			let proof = CommitmentProof { generation: 0, leaves: n, index, siblings };
			let expected = reference.siblings(index as usize).len();
			assert_eq!(proof.expected_siblings() as usize, expected);
		}
	}
	// The deepest tree that a count can name has 32 levels; a last leaf may be promoted through all but
	// one.
	let proof = |leaves, index| {
		CommitmentProof { generation: 0, leaves, index, siblings: Default::default() }
			.expected_siblings()
	};
	assert_eq!(proof(u32::MAX, 0), 32);
	assert_eq!(proof((1 << 31) + 1, 1 << 31), 1);
	assert_eq!(proof(1, 0), 0);
}

#[test]
fn nothing_but_the_committed_statement_leads_to_the_root() {
	for n in [1u32, 2, 3, 5, 7, 8, 11, 64, 100] {
		for index in [0, n / 2, n - 1] {
			let sender = Sender::new(n, index, leaf());
			let (honest, root) = (sender.proof(RECEIVER), sender.root());
			let reaches = |proof: &CommitmentProof, own: u32, peer: ParaId, leaf: &ChannelLeaf| {
				proof.provides_root(ParaId::from(own), peer, leaf) == Ok(root)
			};
			assert!(reaches(&honest, 2000, RECEIVER, &leaf()));
			assert!(!reaches(&honest, 2001, RECEIVER, &leaf()), "another chain");
			// Another peer: with the value of ours, and with its own under our proof.
			for (peer, value) in &sender.leaves {
				if *peer != RECEIVER {
					assert!(!reaches(&honest, 2000, *peer, &leaf()));
					assert!(!reaches(&honest, 2000, *peer, value));
					assert!(!reaches(&sender.proof(*peer), 2000, RECEIVER, &leaf()));
				}
			}
			for generation in [0, honest.generation - 1, honest.generation + 1, u32::MAX] {
				let proof = CommitmentProof { generation, ..honest.clone() };
				assert!(!reaches(&proof, 2000, RECEIVER, &leaf()), "another generation");
			}
			for other in [
				ChannelLeaf::new(&frontier(12, 3), register()),
				ChannelLeaf::new(&frontier(11, 4), register()),
				ChannelLeaf { register: Register { credit: 71, ..register() }, ..leaf() },
				ChannelLeaf { register: Register::never_accepted(OutboundPhase::Open), ..leaf() },
				ChannelLeaf::default(),
			] {
				assert!(!reaches(&honest, 2000, RECEIVER, &other), "another leaf");
			}
			for at in 0..honest.siblings.len() {
				let mut forged = honest.clone();
				forged.siblings[at].0[31] ^= 0x80;
				assert!(!reaches(&forged, 2000, RECEIVER, &leaf()), "flipped bit");
				for other in at + 1..honest.siblings.len() {
					let mut siblings = honest.siblings.to_vec();
					siblings.swap(at, other);
					let siblings = siblings.try_into().unwrap();
					let forged = CommitmentProof { siblings, ..honest.clone() };
					assert!(!reaches(&forged, 2000, RECEIVER, &leaf()), "swapped siblings");
				}
			}
		}
	}
}

#[test]
fn the_root_of_the_tree_is_not_a_provides_root() {
	let sender = Sender::new(1, 0, leaf());
	let only = channel_leaf_hash(RECEIVER, &leaf());
	assert_ne!(sender.root(), ProvidesRoot(only));
	assert_ne!(sender.root(), ProvidesRoot(tree::root([only])));
	// The same root under another count is another provides root.
	assert_ne!(provides_root(SOURCE, 4, 1, &only), provides_root(SOURCE, 4, 2, &only));
}

#[test]
fn a_builder_refuses_an_index_outside_its_leaves() {
	for n in 0..4u32 {
		for index in n..6 {
			let expected = TreeError::IndexOutOfRange { index, leaves: n };
			assert_eq!(CommitmentProof::build(0, &made_up(n), index), Err(expected));
		}
	}
}

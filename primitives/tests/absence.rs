//! A peer without a leaf: proven exactly where there is none, at every place of every small tree.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use std::collections::BTreeSet;

use codec::{DecodeAll, Encode};
use proptest::{collection::btree_set, prelude::*, sample::Index};
use reference::{Bytes32, ReferenceTree, RegisterFields, h, provides_preimage};
use spec_messaging_primitives::{
	ParaId,
	channel::{ChannelLeaf, Register},
	hashing::{ProvidesRoot, count::hashes},
	tree::{AbsenceError, AbsenceProof, Neighbour, TreeError},
};
use support::{SOURCE, count, frontier, register};

const GENERATION: u32 = 4;

/// What is committed about a peer; another for each.
fn leaf(peer: u32) -> ChannelLeaf {
	let register = Register { consumed: count(peer.into()), ..register() };
	ChannelLeaf::new(&frontier(1 + u64::from(peer % 7), peer as u8), register)
}

/// What a chain with these peers commits, by the byte tables.
struct Chain {
	peers: Vec<u32>,
	tree: ReferenceTree,
	root: ProvidesRoot,
}

impl Chain {
	fn new(peers: impl IntoIterator<Item = u32>) -> Self {
		let peers: Vec<_> = peers.into_iter().collect();
		let tree = ReferenceTree::of(&peers.iter().map(|p| leaf_hash(*p)).collect::<Vec<_>>());
		let preimage = provides_preimage(2_000, GENERATION, peers.len() as u32, &tree.root());
		let root = ProvidesRoot(h(&[&preimage]).into());
		Self { peers, tree, root }
	}

	fn leaves(&self) -> Vec<(ParaId, ChannelLeaf)> {
		self.peers.iter().map(|peer| (ParaId::from(*peer), leaf(*peer))).collect()
	}

	fn prove(&self, peer: u32) -> Result<AbsenceProof, AbsenceError> {
		AbsenceProof::build(GENERATION, &self.leaves(), peer.into())
	}

	fn accepts(&self, proof: &AbsenceProof, peer: u32) -> bool {
		proof.verify(SOURCE, peer.into(), self.root).is_ok()
	}

	/// The nodes beside the ways of the leaves at `places`, level by level, by their definition.
	fn siblings(&self, places: &[usize]) -> Vec<Bytes32> {
		let mut siblings = Vec::new();
		let mut known: BTreeSet<_> = places.iter().copied().collect();
		for level in &self.tree.levels {
			let beside = known.iter().map(|at| at ^ 1).filter(|at| !known.contains(at));
			siblings.extend(beside.filter_map(|at| level.get(at)));
			known = known.iter().map(|at| at / 2).collect();
		}
		siblings
	}
}

fn leaf_hash(peer: u32) -> Bytes32 {
	let leaf = leaf(peer);
	let fields = RegisterFields {
		generation: 3,
		consumed: peer.into(),
		consumed_bytes: 600,
		credit: 70,
		credit_bytes: 8_000,
		max_payload: 900,
		outbound: 2,
		inbound: 2,
	};
	let (count, root) = (leaf.leaf_count.get(), leaf.stream_root.0.0);
	h(&[&reference::channel_leaf_preimage(peer, count, &root, &fields)])
}

/// Peers 10, 13, 16 and so on: two absent ones between any two.
fn every_third(leaves: u32) -> Chain {
	Chain::new((0..leaves).map(|i| 10 + 3 * i))
}

#[test]
fn every_peer_of_every_tree_up_to_64_leaves_is_absent_exactly_if_it_has_no_leaf() {
	let (mut proven, mut refused) = (0u64, 0u64);
	for leaves in 1..=64 {
		let chain = every_third(leaves);
		let (first, last) = (10, 7 + 3 * leaves);
		let everybody = first - 2..=last + 2;
		for peer in everybody.clone() {
			let Ok(proof) = chain.prove(peer) else {
				assert!(chain.peers.contains(&peer), "{peer} of {leaves}");
				continue;
			};
			// The items are those of the definition.
			let below = chain.peers.iter().filter(|p| **p < peer).count();
			assert_eq!((proof.leaves, proof.index as usize), (leaves, below));
			let places: Vec<_> = [below.wrapping_sub(1), below]
				.into_iter()
				.filter(|at| *at < leaves as usize)
				.collect();
			let neighbours: Vec<u32> = proof.neighbours.iter().map(|n| n.peer.into()).collect();
			assert_eq!(neighbours, places.iter().map(|at| chain.peers[*at]).collect::<Vec<_>>());
			let siblings: Vec<_> = proof.siblings.iter().map(|s| s.0).collect();
			assert_eq!(siblings, chain.siblings(&places), "{peer} of {leaves}");
			assert_eq!(proof.expected_siblings() as usize, siblings.len());
			// It shows what it shows at the documented cost.
			let (verified, cost) =
				hashes(|| proof.verify(SOURCE, peer.into(), chain.root).unwrap());
			let meeting = if places.len() == 2 { 4 } else { 2 };
			assert_eq!(cost, siblings.len() as u64 + meeting, "{peer} of {leaves}");
			assert_eq!((verified.source, verified.peer), (SOURCE, ParaId::from(peer)));
			assert_eq!(verified.provides_root, chain.root);
			assert_eq!(verified.generation, GENERATION);
			assert_eq!(proof.encoded_size(), 14 + 85 * places.len() + 32 * siblings.len());
			proven += 1;
			// Of all peers it proves absent exactly those between its neighbours.
			for other in everybody.clone() {
				let above =
					places.first().is_none_or(|at| *at >= below || chain.peers[*at] < other);
				let beneath = chain.peers.get(below).is_none_or(|next| other < *next);
				assert_eq!(chain.accepts(&proof, other), above && beneath, "{other} of {leaves}");
				assert!(!above || !beneath || !chain.peers.contains(&other));
				refused += u64::from(!above || !beneath);
			}
		}
	}
	// Two absent peers at each of the `leaves + 1` places.
	assert_eq!(proven, (1..=64).map(|leaves| 2 * (leaves + 1)).sum::<u64>());
	assert!(refused > 400_000, "{refused}");
}

#[test]
fn of_all_claims_about_the_places_of_a_tree_of_up_to_24_leaves_only_the_true_one_is_accepted() {
	const MOST: u32 = 24;
	let mut claims = 0u64;
	for leaves in 1..=MOST {
		let chain = every_third(leaves);
		for index in 0..=leaves {
			let peer = 8 + 3 * index;
			let honest = chain.prove(peer).unwrap();
			let mut accepted = 0;
			for neighbours in 0..=2 {
				for siblings in 0..=9 {
					let mut claim = honest.clone();
					let mut nearest = claim.neighbours.to_vec();
					nearest.resize(neighbours, Neighbour { peer: 9_999.into(), leaf: leaf(0) });
					claim.neighbours = nearest.try_into().unwrap();
					let mut items = claim.siblings.to_vec();
					items.resize(siblings, Default::default());
					claim.siblings = items.try_into().unwrap();
					for claimed in 0..=MOST + 2 {
						for at in 0..=MOST + 3 {
							(claim.leaves, claim.index) = (claimed, at);
							claims += 1;
							let verdict = claim.verify(SOURCE, peer.into(), chain.root);
							match verdict {
								Ok(_) => {
									assert_eq!(claim, honest);
									accepted += 1;
								},
								Err(AbsenceError::Tree(TreeError::IndexOutOfRange { .. })) => {
									assert!(at > claimed || claimed == 0);
								},
								Err(AbsenceError::NeighbourCount { expected, actual }) => {
									assert_eq!(actual as usize, neighbours);
									assert_ne!(expected, actual);
								},
								Err(AbsenceError::Tree(TreeError::SiblingCount {
									expected,
									actual,
								})) => {
									assert_eq!(actual as usize, siblings);
									assert_ne!(expected, actual);
								},
								Err(AbsenceError::NotBetween | AbsenceError::RootMismatch) => {
									assert!(at <= claimed && claimed > 0);
								},
							}
						}
					}
				}
			}
			assert_eq!(accepted, 1, "{index} of {leaves}");
		}
	}
	assert_eq!(claims, 324 * 3 * 10 * 27 * 28);
}

#[test]
fn no_two_leaves_that_are_not_adjacent_prove_anybody_absent() {
	for leaves in 3..=16u32 {
		let chain = every_third(leaves);
		for low in 0..leaves {
			for high in low + 2..leaves {
				let neighbours = [low, high].map(|at| {
					let peer = chain.peers[at as usize];
					Neighbour { peer: peer.into(), leaf: leaf(peer) }
				});
				let siblings = [
					chain.siblings(&[low as usize, high as usize]),
					chain.siblings(&[low as usize, low as usize + 1]),
					chain.siblings(&[high as usize - 1, high as usize]),
				];
				for (siblings, index) in
					siblings.iter().flat_map(|items| (0..=leaves).map(move |at| (items, at)))
				{
					let proof = AbsenceProof {
						generation: GENERATION,
						leaves,
						index,
						neighbours: neighbours.to_vec().try_into().unwrap(),
						siblings: siblings
							.iter()
							.map(|s| (*s).into())
							.collect::<Vec<_>>()
							.try_into()
							.unwrap(),
					};
					for peer in chain.peers[low as usize] + 1..chain.peers[high as usize] {
						assert!(
							!chain.accepts(&proof, peer),
							"{low}, {high} of {leaves} at {index}"
						);
					}
				}
			}
		}
	}
}

#[test]
fn no_single_edit_of_any_absence_proof_of_up_to_9_leaves_is_accepted() {
	let mut edits = 0u64;
	for leaves in 1..=9 {
		let chain = every_third(leaves);
		for index in 0..=leaves {
			let peer = 8 + 3 * index;
			let honest = chain.prove(peer).unwrap();
			let bytes = honest.encode();
			let mut refused = |edited: &[u8], what: &str, at: usize| {
				edits += 1;
				let Ok(proof) = AbsenceProof::decode_all(&mut &edited[..]) else { return };
				assert_ne!(proof, honest, "{what} {at}: two encodings of one proof");
				assert!(!chain.accepts(&proof, peer), "{what} {at}, {index} of {leaves}");
			};
			let mut edited = bytes.clone();
			for at in 0..bytes.len() {
				for xor in 1..=u8::MAX {
					edited[at] = bytes[at] ^ xor;
					refused(&edited, "changed", at);
				}
				edited[at] = bytes[at];
				let removed = edited.remove(at);
				refused(&edited, "dropped", at);
				edited.insert(at, removed);
				for extra in [0, 1, !removed] {
					edited.insert(at, extra);
					refused(&edited, "inserted", at);
					let _ = edited.remove(at);
				}
			}
			assert_eq!(edited, bytes);
		}
	}
	assert!(edits > 3_000_000, "{edits}");
}

#[test]
fn what_does_not_fit_the_place_is_refused_before_the_first_hash() {
	let chain = every_third(11);
	let honest = chain.prove(8 + 3 * 5).unwrap();
	let peer = 8 + 3 * 5;
	let neighbours = |n: usize| honest.neighbours[..n].to_vec().try_into().unwrap();
	let siblings = |n: usize| honest.siblings[..n].to_vec().try_into().unwrap();
	let range = |index, leaves| AbsenceError::Tree(TreeError::IndexOutOfRange { index, leaves });
	let count = |expected, actual| AbsenceError::Tree(TreeError::SiblingCount { expected, actual });
	for (proof, peer, error) in [
		(AbsenceProof { index: 12, ..honest.clone() }, peer, range(12, 11)),
		(AbsenceProof { index: 0, leaves: 0, ..honest.clone() }, peer, range(0, 0)),
		(
			AbsenceProof { neighbours: neighbours(1), ..honest.clone() },
			peer,
			AbsenceError::NeighbourCount { expected: 2, actual: 1 },
		),
		(
			AbsenceProof { index: 0, ..honest.clone() },
			peer,
			AbsenceError::NeighbourCount { expected: 1, actual: 2 },
		),
		(AbsenceProof { siblings: siblings(2), ..honest.clone() }, peer, count(3, 2)),
		(honest.clone(), 10 + 3 * 4, AbsenceError::NotBetween),
		(honest.clone(), 10 + 3 * 5, AbsenceError::NotBetween),
	] {
		let (verdict, cost) = hashes(|| proof.verify(SOURCE, peer.into(), chain.root));
		assert_eq!((verdict, cost), (Err(error), 0));
	}
	let foreign = honest.verify(ParaId::from(2_001), peer.into(), chain.root);
	assert_eq!(foreign, Err(AbsenceError::RootMismatch), "another chain's");
}

#[test]
fn the_numbers_of_siblings_at_the_largest_counts_are_those_of_the_definition() {
	let siblings = |leaves: u32, index: u32| {
		let (neighbours, siblings) = Default::default();
		AbsenceProof { generation: 0, leaves, index, neighbours, siblings }.expected_siblings()
	};
	// By walking the pair of nodes up, in numbers that do not end at 2^32.
	let definition = |leaves: u32, index: u32| {
		let places = [i64::from(index) - 1, i64::from(index)];
		let mut known: BTreeSet<_> =
			places.into_iter().filter(|at| (0..leaves.into()).contains(at)).collect();
		let (mut width, mut missing) = (i64::from(leaves), 0);
		while width > 1 {
			let beside = known.iter().map(|at| at ^ 1);
			missing += beside.filter(|at| *at < width && !known.contains(at)).count();
			(known, width) = (known.iter().map(|at| at / 2).collect(), (width + 1) / 2);
		}
		missing as u32
	};
	let edges =
		|n: u32| [0, 1, 2, 3, n / 2 - 1, n / 2, n / 2 + 1, n - 2, n - 1, n].map(|at| at.min(n));
	for leaves in [2, 3, 100, 1 << 16, (1 << 31) - 1, 1 << 31, (1 << 31) + 1, u32::MAX] {
		for index in edges(leaves) {
			assert_eq!(siblings(leaves, index), definition(leaves, index), "{index} of {leaves}");
		}
	}
	assert_eq!(siblings(u32::MAX, 1 << 31), 62, "the most there can be");
	assert_eq!(siblings(1, 0), 0);
	assert_eq!(siblings(1, 1), 0);
}

#[test]
fn a_proof_of_100_peers_has_at_most_568_bytes_and_takes_at_most_16_hashes() {
	let chain = Chain::new((0..100).map(|i| 10 + 3 * i));
	let (mut bytes, mut cost) = (Vec::new(), Vec::new());
	for index in 0..=100 {
		let peer = 8 + 3 * index;
		let proof = chain.prove(peer).unwrap();
		bytes.push(proof.encoded_size());
		cost.push(hashes(|| proof.verify(SOURCE, peer.into(), chain.root).unwrap()).1);
	}
	assert_eq!((bytes.iter().min(), bytes.iter().max()), (Some(&227), Some(&568)));
	assert_eq!((cost.iter().min(), cost.iter().max()), (Some(&6), Some(&16)));
}

#[test]
fn a_builder_refuses_a_peer_with_a_leaf_leaves_out_of_order_and_no_leaves() {
	let build = |peers: &[u32], peer: u32| {
		let leaves: Vec<_> = peers.iter().map(|p| (ParaId::from(*p), leaf(*p))).collect();
		AbsenceProof::build(GENERATION, &leaves, peer.into()).map(|_| ())
	};
	assert_eq!(build(&[1, 3], 2), Ok(()));
	for (peers, peer) in
		[(&[1, 3][..], 1), (&[1, 3], 3), (&[3, 1], 2), (&[1, 1], 2), (&[1, 3, 3], 2), (&[4, 3], 9)]
	{
		assert_eq!(build(peers, peer), Err(AbsenceError::NotBetween), "{peer} of {peers:?}");
	}
	let nothing = TreeError::IndexOutOfRange { index: 0, leaves: 0 };
	assert_eq!(build(&[], 2), Err(AbsenceError::Tree(nothing)));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(400))]

	#[test]
	fn any_peer_of_any_chain_is_absent_exactly_if_it_has_no_leaf(
		peers in btree_set(prop_oneof![0..400u32, any::<u32>(), Just(0), Just(u32::MAX)], 1..200),
		stranger in prop_oneof![0..400u32, any::<u32>(), Just(0), Just(u32::MAX)],
		place in any::<Index>(),
		sibling in any::<Index>(),
		bit in 0..256usize,
	) {
		let chain = Chain::new(peers.iter().copied());
		let peers: Vec<_> = peers.into_iter().collect();
		let there = peers[place.index(peers.len())];
		// Whoever has a leaf is never absent: not by a builder, not by the proof of a neighbour.
		prop_assert_eq!(chain.prove(there), Err(AbsenceError::NotBetween));
		for next in [there.wrapping_sub(1), there.wrapping_add(1), stranger] {
			let Ok(proof) = chain.prove(next) else {
				prop_assert!(peers.contains(&next));
				continue;
			};
			prop_assert!(!peers.contains(&next));
			prop_assert!(chain.accepts(&proof, next));
			prop_assert!(!chain.accepts(&proof, there));
			let mut forged = proof;
			if !forged.siblings.is_empty() {
				let at = sibling.index(forged.siblings.len());
				forged.siblings[at].0[bit / 8] ^= 1 << (bit % 8);
				prop_assert!(!chain.accepts(&forged, next));
			}
		}
	}
}

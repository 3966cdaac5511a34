//! An older frontier is a prefix of a newer stream: every pair of counts, and what is refused.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::DecodeAll;
use proptest::prelude::*;
use reference::{ReferenceStream, SparseStream};
use spec_messaging_primitives::{
	LeafCount,
	hashing::{Hash, StreamRoot, count::hashes},
	mmr::{
		ExtensionError, ExtensionProof, Frontier,
		prove::{self, ProveError},
		shape::{Growth, extension_nodes},
	},
	position::MAX_LEAF_COUNT,
};
use support::{Store, Stream, count, frontier, peaks};

fn proof(nodes: impl IntoIterator<Item = Hash>) -> ExtensionProof {
	ExtensionProof::from_nodes(nodes.into_iter().collect()).unwrap()
}

#[test]
fn every_pair_of_counts_up_to_256_proves_and_verifies_at_the_documented_cost() {
	const MOST: usize = 256;
	let stream = Stream::of(MOST, "pairs");
	let oracle = ReferenceStream::of(&stream.payloads);
	for n in 1..=MOST {
		let root = StreamRoot(Hash::from(oracle.root_at(n)));
		for m in 1..=n {
			let (to, held) = (count(n as u64), stream.at(m));
			// When it is built, from the store and the newer frontier alone.
			stream.store.lookups.set(0);
			let ((built, older), bags) = hashes(|| {
				prove::extension(stream.at(n), held.leaf_count(), &stream.store).unwrap()
			});
			// Then it has the items of the definition, and the older frontier is the real one.
			let items: Vec<_> = built.nodes().iter().map(|node| node.0).collect();
			assert_eq!(items, oracle.extension(m, n), "{m} to {n}");
			assert_eq!(&older, held, "{m} to {n}");
			assert!(stream.store.lookups.get() <= 8, "{m} to {n}");
			assert!(bags <= 8, "{m} to {n}");
			// And it verifies at exactly the documented size and cost.
			let size = reference::extension_nodes(m as u64, n as u64);
			assert_eq!(extension_nodes(held.leaf_count(), to), Some(size), "{m} to {n}");
			assert_eq!(items.len() as u32, size, "{m} to {n}");
			if n > m {
				assert!(size <= (n - m).ilog2() + 1, "{m} to {n}");
			}
			let (verified, cost) = hashes(|| built.verify(held, to, root));
			assert_eq!(verified, Ok(root), "{m} to {n}");
			assert_eq!(cost, u64::from((m as u64).count_ones() + size) - 1, "{m} to {n}");
		}
	}
}

#[test]
fn what_is_swallowed_needs_the_siblings_that_complete_it_and_else_none() {
	const MOST: usize = 64;
	let oracle = ReferenceStream::of(&[[0u8; 1]; MOST]);
	for n in 1..=MOST {
		for m in 0..n {
			// The height of the newer peak that stands where the two counts part.
			let height = (m ^ n).ilog2();
			let (below, right) = (m % (1 << height), n % (1 << height));
			let growth = Growth::between(count(m as u64), count(n as u64)).unwrap();
			assert_eq!(
				(growth.height, growth.below, growth.right),
				(height, below as u64, right as u64)
			);
			let completed = m.next_multiple_of(1 << height);
			let siblings = oracle.cover(m, completed).len() as u32;
			assert_eq!(growth.siblings(), siblings, "{m} to {n}");
		}
		for newer in 0..=n {
			assert_eq!(Growth::between(count(n as u64), count(newer as u64)), None);
		}
	}
}

#[test]
fn no_edit_of_an_accepted_proof_is_accepted() {
	const MOST: usize = 24;
	let stream = Stream::of(MOST, "edits");
	for n in 1..=MOST {
		let (to, root) = (count(n as u64), stream.at(n).root());
		for m in 1..=n {
			let held = stream.at(m);
			let honest = stream.extension(m, n).nodes().to_vec();
			let refused = |nodes: Vec<Hash>, expected: fn(&ExtensionError) -> bool, what: &str| {
				let (result, cost) = hashes(|| proof(nodes).verify(held, to, root));
				let error = result.expect_err(what);
				assert!(expected(&error), "{m} to {n}, {what}: {error}");
				if error != ExtensionError::RootMismatch {
					assert_eq!(cost, 0, "{m} to {n}, {what}: hashed before the count was checked");
				}
			};
			let miscounted = |e: &ExtensionError| matches!(e, ExtensionError::NodeCount { .. });
			let elsewhere = |e: &ExtensionError| *e == ExtensionError::RootMismatch;
			for at in 0..honest.len() {
				for bit in [0, 7, 128, 255] {
					let mut nodes = honest.clone();
					nodes[at].0[bit / 8] ^= 1 << (bit % 8);
					refused(nodes, elsewhere, "flipped bit");
				}
				let mut nodes = honest.clone();
				nodes[at] = Hash::zero();
				refused(nodes, elsewhere, "zero item");
				let mut nodes = honest.clone();
				let _ = nodes.remove(at);
				refused(nodes, miscounted, "one item fewer");
				let mut nodes = honest.clone();
				nodes.insert(at, honest[at]);
				refused(nodes, miscounted, "one item doubled");
				for other in at + 1..honest.len() {
					let mut nodes = honest.clone();
					nodes.swap(at, other);
					refused(nodes, elsewhere, "swapped items");
				}
			}
			for (extra, what) in [(Hash::zero(), "zero appended"), (root.0, "root appended")] {
				let mut nodes = honest.clone();
				nodes.push(extra);
				refused(nodes, miscounted, what);
				let mut nodes = honest.clone();
				nodes.insert(0, extra);
				refused(nodes, miscounted, "preceding garbage");
			}
			for other in (0..=MOST).filter(|other| *other != n) {
				let foreign = stream.at(other).root();
				let result = proof(honest.clone()).verify(held, to, foreign);
				assert_eq!(result, Err(ExtensionError::RootMismatch), "root of {other}");
			}
		}
	}
}

#[test]
fn a_proof_from_another_count_is_refused() {
	const MOST: usize = 40;
	let stream = Stream::of(MOST, "other counts");
	for n in 1..=MOST {
		let (to, root) = (count(n as u64), stream.at(n).root());
		for m in 1..=n {
			let honest = stream.extension(m, n);
			for other in (1..=n).filter(|other| *other != m) {
				// Items that a whole set of older counts share is no contradiction: each of them is a
				// prefix. But then the real proof of that count has the same items.
				if honest.verify(stream.at(other), to, root).is_ok() {
					assert_eq!(honest, stream.extension(other, n), "{m} or {other} to {n}");
				}
			}
		}
	}
}

#[test]
fn what_does_not_lead_forward_is_refused_before_the_first_hash() {
	let stream = Stream::of(9, "forward");
	for nodes in 0..4 {
		let proof = proof(vec![Hash::zero(); nodes]);
		for n in 0..=9 {
			let (to, root) = (count(n), stream.at(n as usize).root());
			let (result, cost) = hashes(|| proof.verify(&Frontier::empty(), to, root));
			assert_eq!((result, cost), (Err(ExtensionError::EmptyFrontier), 0));
			for m in n + 1..=9 {
				let (result, cost) = hashes(|| proof.verify(stream.at(m as usize), to, root));
				let expected = ExtensionError::NotForward { held: count(m), claimed: to };
				assert_eq!((result, cost), (Err(expected), 0));
			}
		}
	}
	// Equal counts prove equality, and only without an item.
	assert!(proof([]).verify(stream.at(9), count(9), stream.at(9).root()).is_ok());
	assert!(
		proof([stream.at(9).root().0]).verify(stream.at(9), count(9), stream.at(9).root()).is_err()
	);
	assert_eq!(
		proof([]).verify(stream.at(9), count(9), stream.at(8).root()),
		Err(ExtensionError::RootMismatch),
	);
}

#[test]
fn a_frontier_of_another_history_does_not_extend() {
	const MOST: usize = 20;
	let stream = Stream::of(MOST, "main");
	for m in 1..=MOST {
		for forged in (0..m).flat_map(|at| [(at, "changed"), (at, "swapped")]) {
			let mut payloads = stream.payloads.clone();
			match forged {
				(at, "changed") => payloads[at] = support::payload(b"never sent"),
				(at, _) => payloads.swap(at, (at + 1) % m),
			}
			if payloads == stream.payloads {
				continue;
			}
			let fork = Stream::sending(payloads[..m].to_vec());
			for n in m..=MOST {
				let result =
					stream.extension(m, n).verify(fork.at(m), count(n as u64), stream.at(n).root());
				assert_eq!(result, Err(ExtensionError::RootMismatch), "{forged:?}, {m} to {n}");
			}
		}
	}
}

#[test]
fn frontiers_with_moved_peaks_do_not_extend() {
	let stream = Stream::of(32, "peaks");
	for m in 1..=31usize {
		let held = stream.at(m);
		for a in 0..held.peaks().len() {
			for b in a + 1..held.peaks().len() {
				let mut moved = held.peaks().to_vec();
				moved.swap(a, b);
				let moved = Frontier::from_parts(held.leaf_count(), peaks(moved)).unwrap();
				for n in m..=32 {
					let (to, root) = (count(n as u64), stream.at(n).root());
					assert!(stream.extension(m, n).verify(&moved, to, root).is_err());
				}
			}
		}
	}
}

#[test]
fn steps_compose_to_the_same_root_as_one_step() {
	let stream = Stream::of(40, "steps");
	for (a, b, c) in [(1, 2, 3), (3, 4, 9), (5, 13, 40), (7, 31, 33), (8, 24, 40)] {
		let root = |n: usize| stream.at(n).root();
		let first = stream.extension(a, b).verify(stream.at(a), count(b as u64), root(b));
		let second = stream.extension(b, c).verify(stream.at(b), count(c as u64), root(c));
		let direct = stream.extension(a, c).verify(stream.at(a), count(c as u64), root(c));
		assert_eq!(first, Ok(root(b)));
		assert_eq!(second, direct);
	}
}

#[test]
fn a_prover_without_history_says_what_it_lacks() {
	let stream = Stream::of(9, "missing");
	let build = |from: u64, store: &Store| prove::extension(stream.at(8), count(from), store);
	assert!(matches!(build(5, &Store::default()), Err(ProveError::MissingNode(_))));
	assert!(matches!(build(0, &stream.store), Err(ProveError::NoSuchExtension { .. })));
	assert!(matches!(build(9, &stream.store), Err(ProveError::NoSuchExtension { .. })));
	// From 8 to 9 nothing is walked, so nothing is missing.
	assert!(prove::extension(stream.at(9), count(8), &Store::default()).is_ok());
}

#[test]
fn counts_at_the_edge_are_arithmetic_like_any_other() {
	assert!(LeafCount::decode_all(&mut &(1u64 << 63).to_le_bytes()[..]).is_err());
	assert!(LeafCount::decode_all(&mut &MAX_LEAF_COUNT.to_le_bytes()[..]).is_ok());
	let edges =
		[1, 2, 3, (1 << 62) - 1, 1 << 62, (1 << 62) + 1, MAX_LEAF_COUNT - 1, MAX_LEAF_COUNT];
	for m in edges {
		for n in edges.into_iter().filter(|n| *n >= m) {
			check_sparse(m, n, 0).unwrap();
		}
		assert_eq!(extension_nodes(LeafCount::ZERO, count(m)), None);
		assert_eq!(extension_nodes(count(m), LeafCount::ZERO), None);
	}
	// The longest proof that exists: from one message to one short of the longest stream and back down.
	assert_eq!(extension_nodes(count(1), count(MAX_LEAF_COUNT)), Some(63));
}

/// Verifies made-up growth of any size against the oracle, with its size and cost.
fn check_sparse(m: u64, n: u64, salt: u64) -> Result<(), TestCaseError> {
	let sparse = SparseStream::new(m, n, salt);
	let old = peaks(sparse.old.iter().map(|(_, peak)| Hash::from(*peak)));
	let held = Frontier::from_parts(count(m), old).unwrap();
	let proof = proof(sparse.items.iter().map(|item| Hash::from(*item)));
	let root = StreamRoot(Hash::from(sparse.root));
	let size = reference::extension_nodes(m, n);
	prop_assert_eq!(proof.nodes().len() as u32, size);
	prop_assert_eq!(extension_nodes(count(m), count(n)), Some(size));
	let (verified, cost) = hashes(|| proof.verify(&held, count(n), root));
	prop_assert_eq!(verified, Ok(root), "{} to {}", m, n);
	prop_assert_eq!(cost, u64::from(m.count_ones() + size) - 1);
	prop_assert!(cost <= 125);
	if n > m {
		prop_assert!(size <= (n - m).ilog2() + 1);
		prop_assert!(frontier(m, 0x77).root() != root);
		prop_assert!(proof.verify(&frontier(m, 0x77), count(n), root).is_err());
	}
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	#[test]
	fn any_growth_up_to_2_to_the_62_verifies_at_the_documented_cost(
		m in 1..(1u64 << 62),
		grows in prop_oneof![0..64u64, 0..(1u64 << 20), 0..(1u64 << 62)],
		shift in 0..62u32,
		salt in any::<u64>(),
	) {
		let m = (m >> shift).max(1);
		check_sparse(m, m + grows, salt)?;
	}
}

//! What honest proofs read, and that nothing but them does.

use proptest::{collection::vec as many, prelude::*, sample::Index};

use super::*;

/// Keys that are there and keys that are not, sorted, each once.
fn some_keys(sibling: &Sibling, present: &[Index], absent: &[Vec<u8>]) -> Vec<Vec<u8>> {
	let all: Vec<_> = sibling.entries.keys().cloned().collect();
	let mut asked: Vec<_> = present.iter().map(|i| i.get(&all).clone()).collect();
	asked.extend(absent.iter().cloned());
	asked.sort();
	asked.dedup();
	asked.truncate(16);
	asked
}

/// Short keys of few different bytes, so that they are prefixes and neighbours of what is there.
fn odd_key() -> impl Strategy<Value = Vec<u8>> {
	prop_oneof![many(any::<u8>(), 0..4), many(any::<u8>(), 16..=16), many(any::<u8>(), 200..=256)]
}

fn version() -> impl Strategy<Value = StateVersion> {
	prop_oneof![Just(StateVersion::V0), Just(StateVersion::V1)]
}

proptest! {
	/// Whatever is asked of whatever state, an honest proof reads what is there (P2).
	///
	/// Oracle: the map that the state was made of, and the SDK's prover.
	#[test]
	fn an_honest_proof_reads_what_is_there(
		seed in any::<u8>(),
		version in version(),
		present in many(any::<Index>(), 0..10),
		absent in many(odd_key(), 1..6),
	) {
		let sibling = Sibling::busy(seed, version);
		let asked = some_keys(&sibling, &present, &absent);
		let asked: Vec<_> = asked.iter().map(Vec::as_slice).collect();
		let proof = sibling.prove(&asked);
		prop_assert_eq!(read(&sibling.root(), &asked, proof), Ok(expected(&sibling, &asked)));
	}

	/// However an honest proof is edited, it is refused, and never panics (Q3, Q4).
	///
	/// Edits: a flipped bit, a dropped node, a foreign node, a node twice, two nodes swapped, a node cut short,
	/// a byte more.
	#[test]
	fn every_edit_of_an_honest_proof_is_refused(
		version in version(),
		present in many(any::<Index>(), 1..5),
		absent in many(odd_key(), 0..3),
		edit in 0..7usize,
		at in any::<Index>(),
		bit in any::<Index>(),
		foreign in many(any::<u8>(), 1..80),
	) {
		let sibling = Sibling::busy(1, version);
		let asked = some_keys(&sibling, &present, &absent);
		let asked: Vec<_> = asked.iter().map(Vec::as_slice).collect();
		let honest = sibling.prove(&asked);
		let mut edited = honest.clone();
		let i = at.index(edited.len());
		match edit {
			0 => {
				let bit = bit.index(edited[i].len() * 8);
				edited[i][bit / 8] ^= 1 << (bit % 8);
			},
			1 => { edited.remove(i); },
			2 => edited.push(foreign),
			3 => edited.insert(i, edited[i].clone()),
			4 => {
				let j = bit.index(edited.len());
				edited.swap(i, j);
			},
			5 => { edited[i].pop(); },
			_ => edited[i].push(0),
		}
		prop_assume!(edited != honest);
		let as_it_is = read(&sibling.root(), &asked, edited.clone());
		prop_assert!(as_it_is.is_err(), "{as_it_is:?}");
		// Put into order, so that order is not what it is refused for; a swap is honest again then.
		edited.sort();
		edited.dedup();
		if edited != honest {
			prop_assert!(read(&sibling.root(), &asked, edited).is_err());
		}
	}

	/// No bytes make the verifier panic (Q4), and nothing but hash collisions makes it read what is not there.
	#[test]
	fn arbitrary_nodes_under_their_own_root_do_not_panic(
		proof in many(many(any::<u8>(), 1..100), 1..6),
		asked in many(odd_key(), 1..4),
	) {
		let mut proof = proof;
		proof.sort();
		proof.dedup();
		let mut asked = asked;
		asked.sort();
		asked.dedup();
		let asked: Vec<_> = asked.iter().map(Vec::as_slice).collect();
		for node in proof.clone() {
			let root = Hash::from(sp_io::hashing::blake2_256(&node));
			let _ = read(&root, &asked, proof.clone());
		}
	}

	/// A chain that hashes edited nodes into its state makes nothing panic (Q4): the edit of a node moves up
	/// to the root, so that the edited node is taken apart.
	#[test]
	fn a_hostile_state_does_not_panic(
		version in version(),
		asked in any::<Index>(),
		at in any::<Index>(),
		edits in many((any::<Index>(), any::<u8>()), 1..4),
		cut in proptest::option::of(any::<Index>()),
	) {
		let sibling = Sibling::busy(2, version);
		let all: Vec<_> = sibling.entries.keys().cloned().collect();
		let asked = [asked.get(&all).as_slice()];
		let mut proof = sibling.prove(&asked);
		let mut root = sibling.root();
		let i = at.index(proof.len());
		let hash = sp_io::hashing::blake2_256;
		let mut old = hash(&proof[i]);
		for (index, byte) in &edits {
			let index = index.index(proof[i].len());
			proof[i][index] = *byte;
		}
		if let Some(cut) = cut {
			let len = cut.index(proof[i].len());
			proof[i].truncate(len);
		}
		let mut new = hash(&proof[i]);
		// Whoever refers to the old hash refers to the new one, up to the root.
		while root.0 != new && old != new {
			if root.0 == old {
				root = Hash::from(new);
				break;
			}
			let refers = |node: &&mut Vec<u8>| node.windows(32).any(|window| window == old);
			let Some(parent) = proof.iter_mut().find(refers) else { break };
			let before = hash(parent);
			let place = parent.windows(32).position(|window| window == old).expect("just found");
			parent[place..place + 32].copy_from_slice(&new);
			(old, new) = (before, hash(parent));
		}
		proof.sort();
		proof.dedup();
		let _ = read(&root, &asked, proof);
	}
}

#[test]
fn equal_long_values_share_a_node_and_are_both_read() {
	let sibling = Sibling::busy(3, StateVersion::V1);
	let asked: [&[u8]; 2] = [b"long", b"same"];
	let proof = sibling.prove(&asked);
	assert_eq!(proof.iter().filter(|node| node.len() == 5_000).count(), 1);
	assert_eq!(read(&sibling.root(), &asked, proof), Ok(expected(&sibling, &asked)));
}

#[test]
fn an_empty_value_is_a_value() {
	let sibling = Sibling::new([(b"empty".to_vec(), vec![])].into(), StateVersion::V1);
	let asked: [&[u8]; 2] = [b"empt", b"empty"];
	let proof = sibling.prove(&asked);
	let read = read(&sibling.root(), &asked, proof);
	assert_eq!(read, Ok(vec![(b"empt".to_vec(), None), (b"empty".to_vec(), Some(vec![]))]));
}

#[test]
fn a_state_without_entries_proves_absence_with_its_one_node() {
	let sibling = Sibling::new(BTreeMap::new(), StateVersion::V1);
	let absent = Ok(vec![(b"key".to_vec(), None)]);
	assert_eq!(read(&sibling.root(), &[b"key"], vec![vec![0]]), absent);
	// The root of nothing is no free pass for other nodes, or for none.
	assert_eq!(read(&sibling.root(), &[b"key"], vec![]), Err(ProofError::OtherRoot));
	assert_eq!(read(&sibling.root(), &[b"key"], vec![vec![1, 2]]), Err(ProofError::OtherRoot));
}

#[test]
fn a_proof_has_at_most_64_kib() {
	let at = |len: usize| {
		let sibling = Sibling::new([(b"key".to_vec(), vec![7; len])].into(), StateVersion::V1);
		let proof = sibling.prove(&[b"key"]);
		let bytes: usize = proof.iter().map(Vec::len).sum();
		(bytes, read(&sibling.root(), &[b"key"], proof))
	};
	let beside = at(1_000).0 - 1_000;
	let longest = 64 * 1024 - beside;
	assert_eq!(at(longest), (64 * 1024, Ok(vec![(b"key".to_vec(), Some(vec![7; longest]))])));
	assert_eq!(at(longest + 1), (64 * 1024 + 1, Err(ProofError::TooLong)));
}

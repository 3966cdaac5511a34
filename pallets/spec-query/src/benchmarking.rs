//! Worst cases of every call and hook, each with what makes it worst.
//!
//! What the handler costs is charged by its own weight and is not in these numbers.

// Small numbers of a benchmark.
#![allow(clippy::arithmetic_side_effects)]

use alloc::{collections::BTreeSet, vec, vec::Vec};
use frame_benchmarking::v2::*;
use sp_runtime::traits::BlakeTwo256;
use sp_trie::{LayoutV1, MemoryDB, Recorder, Trie, TrieDBBuilder, TrieDBMutBuilder, TrieMut};
use spec_messaging_primitives::{
	ParaId,
	hashing::Hash,
	pallets::{NoteHead, NotedHead},
};

use crate::{verify::read_sibling, *};

/// The source that is read. [`Config::Sources`] has to contain it.
const SOURCE: ParaId = ParaId::new(100_000);

/// Branches with 16 children that fit a proof: each has 531 bytes.
const MAX_FULL_BRANCHES: u32 = 120;

/// The root of a state with these entries, and the proof of `key`.
fn prove(entries: &[(Vec<u8>, Vec<u8>)], key: &[u8]) -> (Hash, Keys, Nodes) {
	let (mut db, mut root) = (MemoryDB::<BlakeTwo256>::new(&[0]), Hash::default());
	{
		let mut trie = TrieDBMutBuilder::<LayoutV1<BlakeTwo256>>::new(&mut db, &mut root).build();
		for (key, value) in entries {
			trie.insert(key, value).expect("a trie in memory takes everything; qed");
		}
	}
	let mut recorder = Recorder::<LayoutV1<BlakeTwo256>>::new();
	{
		let trie = TrieDBBuilder::<LayoutV1<BlakeTwo256>>::new(&db, &root)
			.with_recorder(&mut recorder)
			.build();
		trie.get(key).expect("all nodes are there; qed");
	}
	let nodes: BTreeSet<_> = recorder.drain().into_iter().map(|record| record.data).collect();
	let nodes: Vec<Node> = nodes.into_iter().map(|n| n.try_into().expect("short; qed")).collect();
	let keys = vec![key.to_vec().try_into().expect("short; qed")];
	let keys = keys.try_into().expect("one; qed");
	(root, keys, nodes.try_into().expect("few; qed"))
}

/// The state in which one key leads through `branches` branches, each with all 16 children.
fn deep(branches: u32) -> (Hash, Keys, Nodes) {
	let key = vec![0u8; 64];
	// Longer than what stands in the node itself, so that each leaf is a node of its own.
	let value = vec![1u8; 33];
	let mut entries = vec![(key.clone(), value.clone())];
	for depth in 0..branches as usize {
		for nibble in 1..16u8 {
			let mut other = key.clone();
			if let Some(byte) = other.get_mut(depth / 2) {
				*byte = if depth % 2 == 0 { nibble << 4 } else { nibble };
			}
			entries.push((other, value.clone()));
		}
	}
	prove(&entries, &key)
}

/// A full ring of which `newest` is the newest head.
fn fill<T: Config>(newest: Hash) {
	for number in 0..RING_HEADS {
		let state_root = if number + 1 == RING_HEADS { newest } else { Hash::repeat_byte(1) };
		Pallet::<T>::note_head(SOURCE, NotedHead { relay_block: number, number, state_root });
	}
	assert_eq!(Heads::<T>::get(SOURCE).len(), RING_HEADS as usize);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// One key of a state with one entry, under the last head that is looked at. Without its handler.
	#[benchmark]
	fn query() {
		let (root, keys, nodes) = prove(&[(vec![1; 80], vec![1; 32])], &[1; 80]);
		fill::<T>(root);
		#[block]
		{
			let (head, readings) =
				Pallet::<T>::read(SOURCE, RING_HEADS - 1, keys, nodes).expect("it is proven; qed");
			Pallet::<T>::say(SOURCE, head, &readings);
		}
		frame_system::Pallet::<T>::assert_last_event(
			Event::SiblingRead { source: SOURCE, number: RING_HEADS - 1, present: 1, absent: 0 }
				.into(),
		);
	}

	/// One key through `n` nodes: branches with all children, a leaf and the value.
	#[benchmark]
	fn read_nodes(n: Linear<2, { MAX_FULL_BRANCHES }>) {
		let (root, keys, nodes) = deep(n - 2);
		assert_eq!(nodes.len(), n as usize);
		let read;
		#[block]
		{
			read = read_sibling(&root, keys, nodes);
		}
		assert!(read.is_ok_and(|readings| readings.iter().all(|(_, value)| value.is_some())));
	}

	/// One value of `b` bytes.
	#[benchmark]
	fn read_bytes(b: Linear<33, { MAX_PROOF_BYTES - 200 }>) {
		let (root, keys, nodes) = prove(&[(vec![1; 80], vec![1; b as usize])], &[1; 80]);
		let read;
		#[block]
		{
			read = read_sibling(&root, keys, nodes);
		}
		let len = |value: Option<&[u8]>| value.map_or(0, <[u8]>::len);
		assert!(read.is_ok_and(|r| r.iter().all(|(_, value)| len(value) == b as usize)));
	}

	/// Another head, into a full ring.
	#[benchmark]
	fn note_head() {
		fill::<T>(Hash::repeat_byte(2));
		let head = NotedHead {
			relay_block: RING_HEADS,
			number: RING_HEADS,
			state_root: Hash::repeat_byte(3),
		};
		#[block]
		{
			<Pallet<T> as NoteHead>::note_head(SOURCE, head);
		}
		assert_eq!(Heads::<T>::get(SOURCE).last(), Some(&head));
	}

	/// A full ring.
	#[benchmark]
	fn forget_heads() {
		fill::<T>(Hash::repeat_byte(2));
		#[block]
		{
			<Pallet<T> as NoteHead>::forget_heads(SOURCE);
		}
		assert!(!Heads::<T>::contains_key(SOURCE));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}

//! Worst cases of every call and hook, each with what makes it worst.
//!
//! What the handler costs is charged by its own weight and is not in these numbers.

// Small numbers of a benchmark.
#![allow(clippy::arithmetic_side_effects)]

use alloc::{collections::BTreeSet, vec, vec::Vec};
use codec::{Encode, MaxEncodedLen};
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
	let key: Key = key.to_vec().try_into().expect("short; qed");
	let keys: Keys = vec![key].try_into().expect("one; qed");
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

/// A head at the relay block of its number.
fn head(number: u32, state_root: Hash) -> NotedHead {
	NotedHead { relay_block: number, number, state_root }
}

/// Notes the heads below `count`, all of this state.
fn note<T: Config>(count: u32, state_root: Hash) {
	for number in 0..count {
		Pallet::<T>::note_head(SOURCE, head(number, state_root));
	}
}

/// A ring that can not have more: all pages, and as many recent heads as fit.
fn fill<T: Config>(state_root: Hash) -> HeadRing {
	note::<T>(RING_HEADS, state_root);
	let ring = Heads::<T>::get(SOURCE);
	assert_eq!(ring.encoded_size(), HeadRing::max_encoded_len());
	assert_eq!(OlderHeads::<T>::iter_prefix(SOURCE).count(), OLDER_PAGES as usize);
	ring
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// One key of a state with one entry, under a head on a page that left [`Heads`]. Without its handler.
	#[benchmark]
	fn query() {
		let (root, keys, nodes) = prove(&[(vec![1; 80], vec![1; 32])], &[1; 80]);
		let ring = fill::<T>(root);
		let number = PAGE_HEADS - 1;
		assert_eq!(ring.slot_of(number), Some(0));
		#[block]
		{
			let (head, readings) =
				Pallet::<T>::read(SOURCE, number, keys, nodes).expect("it is proven; qed");
			Pallet::<T>::say(SOURCE, head, &readings);
		}
		frame_system::Pallet::<T>::assert_last_event(
			Event::<T>::SiblingRead { source: SOURCE, number, present: 1, absent: 0 }.into(),
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

	/// Another head, behind as many as fit without turning a page, in a ring with all pages.
	#[benchmark]
	fn note_head() {
		note::<T>(RING_HEADS - 1, Hash::repeat_byte(2));
		let head = head(RING_HEADS, Hash::repeat_byte(3));
		#[block]
		{
			<Pallet<T> as NoteHead>::note_head(SOURCE, head);
		}
		let ring = Heads::<T>::get(SOURCE);
		assert_eq!(ring.recent.last(), Some(&head));
		assert_eq!(ring.encoded_size(), HeadRing::max_encoded_len());
	}

	/// A ring of as many heads as fit without a page.
	#[benchmark]
	fn forget_heads() {
		note::<T>(PAGE_HEADS, Hash::repeat_byte(2));
		let ring = Heads::<T>::get(SOURCE);
		assert!(ring.recent.is_full() && ring.firsts.is_empty());
		#[block]
		{
			<Pallet<T> as NoteHead>::forget_heads(SOURCE);
		}
		assert!(!Heads::<T>::contains_key(SOURCE));
	}

	/// Over the oldest page of a full ring. Without reading and writing the ring, which is in `note_head`.
	#[benchmark]
	fn turn_page() {
		let mut ring = fill::<T>(Hash::repeat_byte(2));
		let recent = ring.recent.clone();
		#[block]
		{
			Pallet::<T>::turn_page(SOURCE, &mut ring);
		}
		assert!(ring.recent.is_empty());
		assert_eq!(ring.slot_of(RING_HEADS), Some(0));
		assert_eq!(OlderHeads::<T>::get(SOURCE, 0), recent);
	}

	/// All pages of a full ring, as when the source was set back. Without reading and writing the ring, which
	/// is in `note_head` and `forget_heads`.
	#[benchmark]
	fn forget_older() {
		let ring = fill::<T>(Hash::repeat_byte(2));
		#[block]
		{
			Pallet::<T>::forget_older(SOURCE, &ring);
		}
		assert_eq!(OlderHeads::<T>::iter_prefix(SOURCE).count(), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}

//! The check in front of the codec, held to the codec itself: natively a length can not wrap around.

use proptest::{collection::vec as many, prelude::*};
use sp_runtime::traits::BlakeTwo256;
use trie_db::{NodeCodec, node::NodeHandlePlan};

use super::*;
use crate::node::{CheckedCodec, check};

type Library = sp_trie::NodeCodec<BlakeTwo256>;

/// Whether the library ran out of bytes.
fn claims_too_much(node: &[u8]) -> bool {
	Library::decode_plan(node)
		.is_err_and(|error| alloc::format!("{error:?}").contains("out of data"))
}

/// Longest child inside a node that the library can take apart.
fn longest_child(node: &[u8]) -> usize {
	let Ok(sp_trie::NodePlan::NibbledBranch { children, .. }) = Library::decode_plan(node) else {
		return 0;
	};
	let len = |child: &NodeHandlePlan| match child {
		NodeHandlePlan::Hash(range) | NodeHandlePlan::Inline(range) => range.len(),
	};
	children.iter().flatten().map(len).max().unwrap_or(0)
}

fn agrees(node: &[u8]) {
	let checked = check(node).is_some();
	if checked {
		assert!(!claims_too_much(node), "the check let pass what claims too much: {node:02x?}");
	} else {
		let refused = Library::decode_plan(node).is_err() || longest_child(node) > 32;
		assert!(refused, "the check refused what can be taken apart: {node:02x?}");
	}
}

/// Headers of all kinds with short and long paths, small and enormous lengths.
fn odd_node() -> impl Strategy<Value = Vec<u8>> {
	let header = prop_oneof![
		any::<u8>(),
		prop::sample::select(vec![0x10, 0x1f, 0x20, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xff]),
	];
	let piece = prop_oneof![
		many(any::<u8>(), 0..40),
		Just(vec![255]),
		// Lengths of 2^32 - 1, 2^30 and 32.
		Just(vec![3, 255, 255, 255, 255]),
		Just(vec![3, 0, 0, 0, 64]),
		Just([vec![128], vec![7; 32]].concat()),
	];
	(header, many(piece, 0..6))
		.prop_map(|(header, pieces)| [vec![header], pieces.concat()].concat())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(20_000))]

	#[test]
	fn the_check_lets_pass_what_the_codec_can_take_apart_and_nothing_that_claims_too_much(
		node in odd_node(),
	) {
		agrees(&node);
	}
}

#[test]
fn every_node_of_a_state_passes_however_it_is_cut() {
	for version in [StateVersion::V0, StateVersion::V1] {
		let sibling = Sibling::busy(4, version);
		let all: Vec<_> = sibling.entries.keys().map(Vec::as_slice).collect();
		let values: Vec<_> = sibling.entries.values().collect();
		let mut branches = 0;
		for node in sibling.prove(&all) {
			if values.contains(&&node) {
				// A value that is a node of its own is never taken apart.
				continue;
			}
			assert!(check(&node).is_some());
			let ours = CheckedCodec::decode_plan(&node).expect("an honest node");
			assert!(ours == Library::decode_plan(&node).expect("an honest node"));
			branches += u32::from(longest_child(&node) == 32);
			for len in 0..node.len() {
				agrees(&node[..len]);
			}
		}
		assert!(branches > 10, "the state has branches");
	}
}

#[test]
fn a_length_that_wraps_around_in_32_bits_is_refused() {
	// A leaf with an empty path whose value claims to have 2^32 - 1 bytes.
	let leaf = [0x40, 3, 255, 255, 255, 255];
	assert!(check(&leaf).is_none());
	// A branch with one child of that length.
	let branch = [0x80, 1, 0, 3, 255, 255, 255, 255];
	assert!(check(&branch).is_none());
}

#[test]
fn a_child_longer_than_a_hash_is_refused() {
	let branch = |len: u8| [vec![0x80, 1, 0, len * 4], vec![0; len.into()]].concat();
	assert!(check(&branch(32)).is_some());
	assert!(check(&branch(33)).is_none());
	assert!(Library::decode_plan(&branch(33)).is_ok(), "the library would take it");
}

//! Appending and taking the root, against the definition and two MMR crates.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use ckb_merkle_mountain_range as ckb;
use proptest::{collection::vec, prelude::*, sample::Index};
use reference::{Bytes32, ReferenceStream};
use sp_mmr_primitives::mmr_lib;
use spec_messaging_primitives::{
	LeafCount, Position,
	hashing::{Hash, count::hashes, leaf_hash},
	mmr::{
		Frontier, StreamFull,
		prove::{self, ProveError},
		shape::{self, Subtree},
	},
	position::MAX_LEAF_COUNT,
};
use support::{Store, Stream, count, frontier, peaks, position};

/// The tagged merge under which both crates have to agree with us.
struct Tagged;

impl ckb::Merge for Tagged {
	type Item = Bytes32;

	fn merge(left: &Bytes32, right: &Bytes32) -> ckb::Result<Bytes32> {
		Ok(reference::node(left, right))
	}

	fn merge_peaks(right: &Bytes32, left: &Bytes32) -> ckb::Result<Bytes32> {
		Ok(reference::h(&[&[3], right, left]))
	}
}

impl mmr_lib::Merge for Tagged {
	type Item = Bytes32;

	fn merge(left: &Bytes32, right: &Bytes32) -> mmr_lib::Result<Bytes32> {
		Ok(reference::node(left, right))
	}

	fn merge_peaks(right: &Bytes32, left: &Bytes32) -> mmr_lib::Result<Bytes32> {
		Ok(reference::h(&[&[3], right, left]))
	}
}

fn payloads(n: usize) -> Vec<Vec<u8>> {
	(0..n).map(|i| format!("message {i}").into_bytes()).collect()
}

#[test]
fn roots_equal_the_definition_and_both_mmr_crates_up_to_300_messages() {
	let payloads = payloads(300);
	let reference = ReferenceStream::of(&payloads);
	let (ckb_store, lib_store) =
		(ckb::util::MemStore::default(), mmr_lib::util::MemStore::default());
	let mut ckb = ckb::util::MemMMR::<_, Tagged>::new(0, &ckb_store);
	let mut lib = mmr_lib::util::MemMMR::<_, Tagged>::new(0, &lib_store);
	let mut ours = Frontier::empty();
	for (index, payload) in payloads.iter().enumerate() {
		let n = index + 1;
		ours.append(leaf_hash(payload)).unwrap();
		ckb.push(reference.leaves[index]).unwrap();
		lib.push(reference.leaves[index]).unwrap();
		assert_eq!(ours.leaf_count().get(), n as u64);
		assert_eq!(ours.root().0.0, reference.root_at(n), "{n} messages");
		assert_eq!(ours.root().0.0, ckb.get_root().unwrap(), "{n} messages");
		assert_eq!(ours.root().0.0, lib.get_root().unwrap(), "{n} messages");
		let peaks: Vec<_> = ours.peaks().iter().map(|p| p.0).collect();
		assert_eq!(peaks, reference.peaks_at(n), "{n} messages");
	}
}

#[test]
fn new_nodes_stand_where_both_mmr_crates_put_them() {
	let payloads = payloads(130);
	let reference = ReferenceStream::of(&payloads);
	let store = ckb::util::MemStore::default();
	let mut ckb = ckb::util::MemMMR::<_, Tagged>::new(0, &store);
	let mut ours = Frontier::empty();
	for (index, payload) in payloads.iter().enumerate() {
		let leaf_position = ckb.push(reference.leaves[index]).unwrap();
		let mut shown = Vec::new();
		ours.append_with(leaf_hash(payload), |node| shown.push(node)).unwrap();
		// Inner nodes directly follow the leaf that completes them.
		for (node, expected) in shown.iter().zip(leaf_position + 1..) {
			assert_eq!(node.position.0, expected);
			assert_eq!(node.hash.0, reference::node(&node.left.0, &node.right.0));
		}
		assert_eq!(leaf_position + 1 + shown.len() as u64, ckb.mmr_size());
	}
}

#[test]
fn a_full_stream_takes_no_more_and_stays_as_it_is() {
	let full = frontier(MAX_LEAF_COUNT, 1);
	let mut tried = full.clone();
	let result = tried.append_with(leaf_hash(b"one too many"), |_| panic!("nothing is shown"));
	assert_eq!(result, Err(StreamFull));
	assert_eq!(tried, full);
	// One below the limit takes exactly one more: 62 peaks become 63.
	let mut last = frontier(MAX_LEAF_COUNT - 1, 1);
	assert_eq!(last.peaks().len(), 62);
	last.append(leaf_hash(b"the last one")).unwrap();
	assert_eq!(last.leaf_count().get(), MAX_LEAF_COUNT);
	assert_eq!(last.peaks().len(), 63);
}

#[test]
fn half_of_the_longest_stream_merges_all_its_peaks() {
	let mut half = frontier((1 << 62) - 1, 1);
	let mut shown = Vec::new();
	half.append_with(leaf_hash(b"the last leaf"), |node| shown.push(node)).unwrap();
	assert_eq!(half.peaks().len(), 1);
	assert_eq!(shown.len(), 62);
	assert_eq!(shown.last().unwrap().hash, half.peaks()[0]);
	// The top of 2^62 leaves is the last of 2^63 - 1 nodes.
	assert_eq!(shown.last().unwrap().position.0, (1 << 63) - 2);
}

#[test]
fn a_frontier_has_exactly_one_peak_per_set_bit() {
	for leaf_count in [0, 1, 2, 3, 7, 8, 255, 256, 1 << 62, MAX_LEAF_COUNT] {
		let right = leaf_count.count_ones();
		for given in 0..=63u32 {
			let parts = peaks((0..given).map(|_| Hash::zero()));
			let made = Frontier::from_parts(count(leaf_count), parts);
			assert_eq!(made.is_some(), given == right, "{given} peaks of {leaf_count}");
		}
	}
}

#[test]
fn counts_and_positions_end_at_2_to_the_63_minus_1() {
	assert_eq!(LeafCount::new(1 << 62).map(LeafCount::get), Some(1 << 62));
	assert_eq!(LeafCount::new(MAX_LEAF_COUNT).map(LeafCount::get), Some((1 << 63) - 1));
	for beyond in [1 << 63, (1 << 63) + 1, u64::MAX] {
		assert_eq!(LeafCount::new(beyond), None);
		assert_eq!(Position::new(beyond), None);
	}
	assert_eq!(count(MAX_LEAF_COUNT).checked_add(1), None);
	assert_eq!(count(MAX_LEAF_COUNT).checked_add(u64::MAX), None);
	assert_eq!(count(5).checked_add(2), Some(count(7)));
	assert_eq!(position(MAX_LEAF_COUNT).checked_add(1), None);
	assert_eq!(position(MAX_LEAF_COUNT).checked_add(u64::MAX), None);
	assert_eq!(position(5).checked_add(2), Some(position(7)));
	assert_eq!(count(9).since(count(5)), 4);
	assert_eq!(count(5).since(count(9)), 0);
}

#[test]
fn the_next_message_gets_the_length_of_the_stream_as_its_position() {
	for n in [0u32, 1, 2, 77, u32::MAX] {
		let (length, index) = (LeafCount::from(n), Position::from(n));
		assert_eq!((length.get(), index.get()), (n.into(), n.into()));
		assert_eq!(length.next_position(), index);
		assert_eq!(index.count_before(), length);
		// Errors name them as numbers.
		assert_eq!((format!("{length}"), format!("{index}")), (n.to_string(), n.to_string()));
	}
}

#[test]
fn leaves_of_a_range_are_found_in_order_and_nothing_outside_it_is_walked() {
	let stream = Stream::of(70, "leaves");
	for n in [1, 2, 3, 13, 64, 70] {
		for from in 0..=n {
			for end in from..=n {
				stream.store.lookups.set(0);
				let found =
					prove::leaves(stream.at(n), from as u64, end as u64, &stream.store).unwrap();
				let expected: Vec<_> = (from..end)
					.map(|i| {
						let position = mmr_lib::leaf_index_to_pos(i as u64);
						(position, leaf_hash(&stream.payloads[i]).0)
					})
					.collect();
				let found: Vec<_> = found.into_iter().map(|(p, h)| (p.0, h)).collect();
				assert_eq!(found, expected);
				let bound = if from == end { 0 } else { 2 * (end - from) + 2 * 62 };
				assert!(stream.store.lookups.get() as usize <= bound, "{from}..{end} of {n}");
			}
		}
		let beyond = prove::leaves(stream.at(n), 0, n as u64 + 1, &stream.store);
		assert!(matches!(beyond, Err(ProveError::OutOfRange { .. })));
		let reversed = prove::leaves(stream.at(n), 1, 0, &stream.store);
		assert!(matches!(reversed, Err(ProveError::OutOfRange { .. })));
	}
	// A store without the nodes says so.
	let missing = prove::leaves(stream.at(70), 0, 70, &Store::default());
	assert!(matches!(missing, Err(ProveError::MissingNode(_))));
}

proptest! {
	/// However a receiver cuts a stream into blocks, it ends at the sender's root. This is what allows
	/// it to stop wherever its weight runs out.
	#[test]
	fn any_cut_of_a_stream_ends_at_the_senders_root(
		payloads in vec(vec(any::<u8>(), 0..80), 1..600),
		cuts in vec(any::<Index>(), 0..12),
	) {
		let reference = ReferenceStream::of(&payloads);
		let mut cuts: Vec<_> = cuts.iter().map(|c| c.index(payloads.len() + 1)).collect();
		cuts.push(payloads.len());
		cuts.sort();
		let (mut held, mut from) = (Frontier::empty(), 0);
		for to in cuts {
			// A block works on a copy that went through storage.
			let mut copy: Frontier =
				codec::Decode::decode(&mut &codec::Encode::encode(&held)[..]).unwrap();
			for payload in &payloads[from..to] {
				copy.append(leaf_hash(payload)).unwrap();
			}
			prop_assert_eq!(copy.root().0.0, reference.root_at(to));
			(held, from) = (copy, to);
		}
		prop_assert_eq!(held.root().0.0, reference.root_at(payloads.len()));
	}

	/// Appending k messages to m and taking the root costs `2k + popcount(m) - 1` hashes.
	#[test]
	fn appending_to_any_length_costs_the_documented_number_of_hashes(
		m in prop_oneof![0..2_000u64, 0..(1u64 << 63) - 200],
		k in 1..150u64,
	) {
		check_cost(m, k)?;
	}

	#[test]
	fn positions_equal_both_mmr_crates_at_any_index(index in 0..(1u64 << 62)) {
		let position = Subtree { first: index, height: 0 }.position().0;
		prop_assert_eq!(position, mmr_lib::leaf_index_to_pos(index));
		prop_assert_eq!(position, ckb::leaf_index_to_pos(index));
	}

	#[test]
	fn peaks_stand_where_both_mmr_crates_put_them(leaves in 1..(1u64 << 62)) {
		let size = mmr_lib::leaf_index_to_mmr_size(leaves - 1);
		let ours: Vec<_> = shape::peaks(count(leaves)).map(|p| p.position().0).collect();
		prop_assert_eq!(&ours, &mmr_lib::helper::get_peaks(size));
		prop_assert_eq!(&ours, &ckb::helper::get_peaks(size));
		let shape: Vec<_> = shape::peaks(count(leaves)).map(|p| (p.first, p.height)).collect();
		prop_assert_eq!(shape, reference::set_bits(leaves).collect::<Vec<_>>());
	}
}

fn check_cost(m: u64, k: u64) -> Result<(), TestCaseError> {
	let held = frontier(m, 9);
	let ((), cost) = hashes(|| {
		let mut copy = held.clone();
		for i in 0..k {
			copy.append(leaf_hash(&i.to_le_bytes())).unwrap();
		}
		let _ = copy.root();
	});
	prop_assert_eq!(cost, 2 * k + u64::from(m.count_ones()) - 1, "m = {}, k = {}", m, k);
	let ((), cost) = hashes(|| {
		let mut copy = held.clone();
		let leaves: Vec<_> = (0..k).map(|i| leaf_hash(&i.to_le_bytes())).collect();
		leaves.into_iter().for_each(|leaf| copy.append(leaf).unwrap());
	});
	let merges = k + u64::from(m.count_ones()) - u64::from((m + k).count_ones());
	prop_assert_eq!(cost, k + merges, "m = {}, k = {}", m, k);
	let (_, cost) = hashes(|| held.root());
	prop_assert_eq!(cost, u64::from(m.count_ones()).saturating_sub(1));
	Ok(())
}

#[test]
fn appending_costs_the_documented_number_of_hashes_for_all_small_lengths() {
	for m in 0..=128 {
		for k in 1..=64 {
			check_cost(m, k).unwrap();
		}
	}
}

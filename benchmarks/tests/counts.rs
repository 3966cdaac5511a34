//! What does not depend on the machine: hashes, bytes and look-ups.
//!
//! Building a case counts its hashes and look-ups and compares them with their formula, so every test
//! in here also holds all shapes of its row to that.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use spec_messaging_benchmarks::{Case, Counts, ROWS};

fn cases(row: &str) -> Vec<Case> {
	(ROWS.iter().find(|known| known.name == row).unwrap().cases)()
}

fn counts(cases: &[Case], shape: &str, side: &str) -> Counts {
	cases.iter().find(|case| case.shape() == shape).unwrap().side(side).unwrap().counts
}

#[test]
fn receiving_takes_the_hashes_of_the_floor_and_theirs_no_fewer() {
	// 2 x 1,000 messages onto 1,000,000, whose count has 7 set bits.
	for case in cases("append") {
		for side in &case.sides {
			assert!(side.counts.hashes >= Some(2_006), "{}", side.name);
		}
		assert_eq!(case.side("ours").unwrap().counts.hashes, Some(2_006));
	}
}

#[test]
fn payloads_need_no_proof_beyond_their_channel_leaf() {
	let cases = cases("batch");
	for (messages, hashes) in [(1, 8), (100, 206), (10_000, 20_006)] {
		let ours = counts(&cases, &format!("bytes=128 messages={messages}"), "ours");
		assert_eq!(ours.bytes, Some(0));
		// 7 siblings in a tree of 100, the channel leaf and the provides root.
		assert_eq!(ours.hashes, Some(hashes + 9));
		let theirs =
			counts(&cases, &format!("bytes=128 messages={messages}"), "mmr_lib, one proof");
		assert!(theirs.bytes > Some(0));
	}
}

#[test]
fn an_extension_proof_never_has_more_bytes_or_hashes_than_an_ancestry_proof() {
	for case in cases("extension") {
		let (ours, theirs) = (&case.sides[0].counts, &case.sides[1].counts);
		assert!(ours.bytes <= theirs.bytes, "{}", case.shape());
		assert!(ours.hashes <= theirs.hashes, "{}", case.shape());
	}
}

#[test]
fn a_late_block_proof_is_as_small_as_promised_and_never_larger_than_in_design_0_2() {
	let cases = cases("late_block");
	let near = counts(&cases, "peers=100 read=1000 behind=100", "ours");
	assert!(near.bytes <= Some(420) && near.hashes <= Some(17), "{near:?}");
	let far = counts(&cases, "peers=1000 read=1000000000 behind=1000000", "ours");
	assert!(far.bytes <= Some(645) && far.hashes <= Some(31), "{far:?}");
	for case in cases {
		let (ours, older) = (&case.sides[0].counts, &case.sides[1].counts);
		assert!(ours.bytes < older.bytes, "{}", case.shape());
	}
}

#[test]
fn a_commitment_hashes_what_was_touched_and_one_hash_per_page_of_all_peers() {
	let cases = cases("provides");
	for (peers, pages) in [(100, 2), (1_000, 16), (10_000, 157)] {
		let shape = format!("touched=1 peers={peers}");
		// A message, a channel leaf, a full page, the page roots, the provides root.
		assert_eq!(counts(&cases, &shape, "ours").hashes, Some(2 + 1 + 63 + (pages - 1) + 1));
		assert_eq!(counts(&cases, &shape, "rebuild").hashes, Some(2 + 1 + peers));
	}
	for case in &cases {
		assert!(case.sides[0].counts.hashes <= case.sides[1].counts.hashes, "{}", case.shape());
	}
}

#[test]
fn building_a_proof_never_scans_the_stream() {
	for case in cases("prove") {
		let (lookups, messages) = (case.sides[0].counts.lookups.unwrap(), case.grown.1);
		let levels = u64::from(messages.ilog2());
		let leaves = if case.series == "batch=100" { 100 } else { 0 };
		assert!(lookups <= 2 * leaves + 3 * levels, "{}: {lookups}", case.shape());
	}
}

#[test]
fn what_a_message_costs_grows_with_nothing_faster_than_a_logarithm() {
	let of = |cases: &[Case], shape: &str| counts(cases, shape, "ours");
	let length = cases("growth_length");
	// 2 x 100 - 1 hashes, the peaks that are held, 7 siblings in a tree of 100, channel leaf, root.
	assert_eq!(of(&length, "receiving length=100").hashes, Some(199 + 3 + 9));
	assert_eq!(of(&length, "receiving length=1000000000").hashes, Some(199 + 13 + 9));
	let peers = cases("growth_peers");
	assert_eq!(of(&peers, "receiving peers=1").hashes, Some(199 + 7 + 2));
	assert_eq!(of(&peers, "receiving peers=1000").hashes, Some(199 + 7 + 10 + 2));
	// Channel leaf, a page, the other pages' roots, the provides root.
	assert_eq!(of(&peers, "sending peers=1").hashes, Some(199 + 7 + 1 + 1));
	assert_eq!(of(&peers, "sending peers=1000").hashes, Some(199 + 7 + 1 + 63 + 15 + 1));
	let lag = cases("growth_lag");
	let (none, most) = (of(&lag, "receiving lag=0"), of(&lag, "receiving lag=1000000"));
	assert!(most.hashes <= none.hashes.map(|hashes| hashes + 20), "{none:?} {most:?}");
	assert!(most.bytes <= none.bytes.map(|bytes| bytes + 20 * 32), "{none:?} {most:?}");
}

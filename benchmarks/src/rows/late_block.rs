//! Rebind a late block: so many peers, messages read and messages behind.

use core::hint::black_box;

use codec::Encode;
use spec_messaging_primitives::{
	LeafCount,
	hashing::count,
	late_block::{ConsumedStream, LateBlockProof},
	mmr::{prove, shape},
};

use super::batch::{RECEIVER, SOURCE, committed};
use crate::{
	case::{Case, Side},
	design_0_2,
	shapes::Uniform,
};

pub(super) fn cases() -> Vec<Case> {
	let mut cases = Vec::new();
	for peers in [100, 1_000] {
		for read in [1_000, 1_000_000_000] {
			for behind in [0, 100, 1_000_000] {
				cases.push(case(peers, read, behind));
			}
		}
	}
	cases
}

pub(super) fn case(peers: u32, read: u64, behind: u64) -> Case {
	let uniform = Uniform::default();
	let newer = uniform.frontier(read + behind);
	let from = LeafCount::new(read).unwrap();
	let (extension, frontier) = prove::extension(&newer, from, &uniform).unwrap();
	let (channel, proof) = committed(&newer, peers);
	let items = shape::extension_nodes(from, newer.leaf_count()).unwrap();
	let formula = read.count_ones() + items - 1 + proof.expected_siblings() + 2;

	let late = LateBlockProof { source: SOURCE, channel, proof, extension };
	let consumed = ConsumedStream { source: SOURCE, generation: 0, expected_root: None, frontier };
	let (_, hashes) = count::hashes(|| late.rebind(RECEIVER, &consumed).unwrap());
	assert_eq!(hashes, u64::from(formula), "popcount(m) + P(m, n) - 1 and siblings + 2");

	let older = design_0_2::Late::new(RECEIVER, peers, &consumed.frontier, &newer);
	let (_, older_hashes) = count::hashes(|| older.verify());
	let (bytes, older_bytes) = (late.encoded_size(), older.proof.encoded_size());
	Case {
		row: "late_block",
		series: format!("peers={peers} read={read}"),
		grown: ("behind", behind),
		sides: vec![
			Side::new("ours", hashes, {
				Box::new(move |b| b.iter(|| late.rebind(RECEIVER, black_box(&consumed)).unwrap()))
			})
			.with_bytes(bytes),
			Side::new("design 0.2", older_hashes, {
				Box::new(move |b| b.iter(|| black_box(&older).verify()))
			})
			.with_bytes(older_bytes),
		],
	}
}

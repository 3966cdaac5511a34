//! Verify that 1,000 held messages are a prefix of a longer stream.

use core::hint::black_box;

use codec::Encode;
use sp_mmr_primitives::AncestryProof;
use spec_messaging_primitives::{
	LeafCount,
	hashing::count,
	mmr::{prove, shape},
};

use crate::{
	case::{Case, Side},
	others::UniformStore,
	shapes::Uniform,
};

const HELD: u64 = 1_000;

pub(super) fn cases() -> Vec<Case> {
	[1, 1_000, 1_000_000].into_iter().map(case).collect()
}

fn case(gap: u64) -> Case {
	let uniform = Uniform::default();
	let newer = uniform.frontier(HELD + gap);
	let (to, root) = (newer.leaf_count(), newer.root());
	let from = LeafCount::new(HELD).unwrap();
	let (proof, held) = prove::extension(&newer, from, &uniform).unwrap();
	let (_, hashes) = count::hashes(|| proof.verify(&held, to, root).unwrap());
	let items = shape::extension_nodes(from, to).unwrap();
	assert_eq!(hashes, u64::from(HELD.count_ones() + items - 1), "popcount(m) + P(m, n) - 1");

	let held_root = held.root();
	let range = UniformStore::of(HELD + gap).lib();
	assert_eq!(range.get_root().unwrap(), root.0, "both sides prove the same pair");
	let held_size = UniformStore::of(HELD).lib().mmr_size();
	let theirs = range.gen_ancestry_proof(held_size).unwrap();
	let verify = move || theirs.verify_ancestor(black_box(root.0), held_root.0).unwrap();
	let (is_ancestor, their_hashes) = count::hashes(&verify);
	assert!(is_ancestor);
	// What the SDK sends of it.
	let theirs = range.gen_ancestry_proof(held_size).unwrap();
	let their_bytes = AncestryProof {
		prev_peaks: theirs.prev_peaks,
		prev_leaf_count: HELD,
		leaf_count: to.get(),
		items: theirs.prev_peaks_proof.proof_items().to_vec(),
	}
	.encoded_size();
	let our_bytes = proof.encoded_size();
	Case {
		row: "extension",
		series: format!("held={HELD}"),
		grown: ("gap", gap),
		sides: vec![
			Side::new("ours", hashes, {
				Box::new(move |b| b.iter(|| proof.verify(black_box(&held), to, root).unwrap()))
			})
			.with_bytes(our_bytes),
			Side::new("mmr_lib", their_hashes, Box::new(move |b| b.iter(|| assert!(verify()))))
				.with_bytes(their_bytes),
		],
	}
}

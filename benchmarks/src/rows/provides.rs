//! The provides root after a block that sent a message to some of all peers.

use core::hint::black_box;

use spec_messaging_primitives::{hashing::count, tree::PAGE_LEAVES};

use crate::{
	case::{Case, Side},
	chain::{Chain, commit, rebuild, touched_leaves},
};

pub(super) fn cases() -> Vec<Case> {
	let mut cases = Vec::new();
	for touched in [1, 10, 100] {
		for peers in [10, 100, 1_000, 10_000] {
			if touched <= peers {
				cases.push(case(peers, touched));
			}
		}
	}
	cases
}

fn case(peers: u32, touched: u32) -> Case {
	let mut ours = Chain::new(peers, touched);
	let mut theirs = Chain::new(peers, touched);
	let (root, hashes) = ours.run(|| count::hashes(commit));
	assert_eq!(hashes, formula(peers, touched), "streams, leaves, their pages and the page roots");
	let (rebuilt, rebuild_hashes) = theirs.run(|| count::hashes(|| rebuild(peers)));
	assert_eq!(rebuilt, root, "both commit the same");
	assert_eq!(
		rebuild_hashes,
		u64::from(3 * touched + peers),
		"streams, leaves, all leaves, the root"
	);
	let bytes = ours.proof_bytes(commit);
	let rebuild_bytes = theirs.proof_bytes(|| rebuild(peers));
	Case {
		row: "provides",
		series: format!("touched={touched}"),
		grown: ("peers", peers.into()),
		sides: vec![
			Side::new("ours", hashes, Box::new(move |b| ours.run(|| b.iter(commit))))
				.with_bytes(bytes),
			Side::new("rebuild", rebuild_hashes, {
				Box::new(move |b| {
					let peers = theirs.peers();
					theirs.run(|| b.iter(|| rebuild(black_box(peers))))
				})
			})
			.with_bytes(rebuild_bytes),
		],
	}
}

/// Hashes of the commitment: for each touched peer a message on a stream of one and the channel leaf,
/// the pages of those leaves, the roots of all pages, the provides root.
fn formula(peers: u32, touched: u32) -> u64 {
	let mut pages: Vec<_> = touched_leaves(peers, touched).map(|leaf| leaf / PAGE_LEAVES).collect();
	pages.dedup();
	let in_page = |page: u32| PAGE_LEAVES.min(peers - page * PAGE_LEAVES) - 1;
	let in_pages: u32 = pages.into_iter().map(in_page).sum();
	u64::from(touched * 3 + in_pages + (peers.div_ceil(PAGE_LEAVES) - 1) + 1)
}

//! Append 1,000 messages to a stream of 1,000,000 and take the root.

use core::hint::black_box;
use std::rc::Rc;

use spec_messaging_primitives::{
	hashing::{Hash, LeafHasher, count},
	mmr::Frontier,
};

use crate::{
	case::{Case, Side},
	floor::Floor,
	others::UniformStore,
	shapes::{Uniform, payloads},
};

const HELD: u64 = 1_000_000;
const MESSAGES: u32 = 1_000;

pub(super) fn cases() -> Vec<Case> {
	[32, 128, 1_024].into_iter().map(case).collect()
}

fn case(bytes: usize) -> Case {
	let payloads: Rc<[Vec<u8>]> = payloads(MESSAGES, bytes).into();
	let held = Uniform::default().frontier(HELD);
	let floor = Rc::new(Floor::new(&payloads, HELD.count_ones()));
	let (root, hashes) = count::hashes(|| ours(&held, &payloads));
	assert_eq!(hashes, u64::from(2 * MESSAGES + HELD.count_ones() - 1), "2k + popcount(m) - 1");
	assert_eq!(hashes, floor.hashes(), "not one hash above the floor");

	// Both crates find the peaks they merge in a store, as a node that has just started would.
	let store = UniformStore::of(HELD);
	let (ckb_root, ckb_hashes) = count::hashes(|| ckb(&store, &payloads));
	let (lib_root, lib_hashes) = count::hashes(|| lib(&store, &payloads));
	assert_eq!((ckb_root, lib_root), (root, root), "all three take the same root");

	let (p1, p2, p3) = (payloads.clone(), payloads.clone(), payloads);
	let (s1, s2) = (store.clone(), store);
	Case {
		row: "append",
		series: format!("messages={MESSAGES}"),
		grown: ("bytes", u64::try_from(bytes).unwrap()),
		sides: vec![
			Side::new("ours", hashes, Box::new(move |b| b.iter(|| ours(&held, black_box(&p1))))),
			Side::new("floor", floor.hashes(), {
				let floor = floor.clone();
				Box::new(move |b| floor.run(b))
			}),
			Side::new("ckb", ckb_hashes, Box::new(move |b| b.iter(|| ckb(&s1, black_box(&p2))))),
			Side::new(
				"mmr_lib",
				lib_hashes,
				Box::new(move |b| b.iter(|| lib(&s2, black_box(&p3)))),
			),
			Side::new("floor, in lanes", floor.hashes(), Box::new(move |b| floor.run_lanes(b))),
		],
	}
}

fn ours(held: &Frontier, payloads: &[Vec<u8>]) -> Hash {
	let mut frontier = held.clone();
	let mut hasher = LeafHasher::new();
	for payload in payloads {
		frontier.append(hasher.hash(payload)).unwrap();
	}
	frontier.root().0
}

fn ckb(store: &UniformStore, payloads: &[Vec<u8>]) -> Hash {
	let mut range = store.clone().ckb();
	let mut hasher = LeafHasher::new();
	for payload in payloads {
		range.push(hasher.hash(payload).0).unwrap();
	}
	range.get_root().unwrap()
}

fn lib(store: &UniformStore, payloads: &[Vec<u8>]) -> Hash {
	let mut range = store.clone().lib();
	let mut hasher = LeafHasher::new();
	for payload in payloads {
		range.push(hasher.hash(payload).0).unwrap();
	}
	range.get_root().unwrap()
}

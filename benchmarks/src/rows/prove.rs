//! Build proofs from the off-chain nodes of a stream of up to 1,000,000 messages.

use core::{cell::Cell, hint::black_box};
use std::rc::Rc;

use codec::Encode;
use sp_mmr_primitives::{AncestryProof, LeafProof, mmr_lib};
use spec_messaging_primitives::{
	LeafCount,
	hashing::{Hash, count, leaf_hash},
	mmr::{Frontier, NodePosition, prove, prove::NodeSource},
};

use crate::{
	case::{Case, Side},
	others::Tagged,
};

const BATCH: u64 = 100;

type Range = mmr_lib::MMR<Hash, Tagged, Nodes>;

pub(super) fn cases() -> Vec<Case> {
	let lengths = [1_000u32, 10_000, 100_000, 1_000_000];
	let streams: Vec<_> = lengths.into_iter().map(Stream::of).collect();
	let batches = streams.iter().map(batch);
	batches.chain(streams.iter().map(extension)).collect()
}

/// Every node of a stream by its position, with the number of look-ups.
#[derive(Clone, Default)]
struct Nodes {
	nodes: Rc<Vec<Node>>,
	lookups: Rc<Cell<u64>>,
}

#[derive(Clone, Copy)]
struct Node {
	hash: Hash,
	children: Option<(Hash, Hash)>,
}

impl Nodes {
	fn get(&self, position: u64) -> Option<&Node> {
		self.lookups.set(self.lookups.get() + 1);
		self.nodes.get(usize::try_from(position).ok()?)
	}

	/// What `work` returns, with its hashes and its look-ups.
	fn counted<R>(&self, work: impl FnOnce() -> R) -> (R, u64, u64) {
		let before = self.lookups.get();
		let (result, hashes) = count::hashes(work);
		(result, hashes, self.lookups.get() - before)
	}
}

impl NodeSource for Nodes {
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		self.get(position.0).filter(|node| node.hash == *hash)?.children
	}
}

impl mmr_lib::MMRStoreReadOps<Hash> for Nodes {
	fn get_elem(&self, position: u64) -> mmr_lib::Result<Option<Hash>> {
		Ok(self.get(position).map(|node| node.hash))
	}
}

struct Stream {
	frontier: Frontier,
	nodes: Nodes,
}

impl Stream {
	fn of(messages: u32) -> Self {
		let (mut frontier, mut nodes) = (Frontier::empty(), Vec::new());
		for message in 0..messages {
			let leaf = leaf_hash(&message.to_le_bytes());
			nodes.push(Node { hash: leaf.0, children: None });
			let show = |new: spec_messaging_primitives::mmr::NewNode| {
				let children = Some((new.left, new.right));
				nodes.push(Node { hash: new.hash, children });
			};
			frontier.append_with(leaf, show).unwrap();
		}
		Self { frontier, nodes: Nodes { nodes: Rc::new(nodes), lookups: Rc::default() } }
	}

	fn messages(&self) -> u64 {
		self.frontier.leaf_count().get()
	}

	fn range(&self) -> Range {
		let size = mmr_lib::leaf_index_to_mmr_size(self.messages() - 1);
		Range::new(size, self.nodes.clone())
	}
}

/// A batch of 100 from the middle of the stream on. Ours finds the leaves, whose hashes lead to the
/// payloads, and the extension behind them; theirs is one proof of the same leaves, at known positions.
fn batch(stream: &Stream) -> Case {
	let (from, nodes, frontier) =
		(stream.messages() / 2, stream.nodes.clone(), stream.frontier.clone());
	let end = LeafCount::new(from + BATCH).unwrap();
	let source = nodes.clone();
	let ours = move || {
		let leaves = prove::leaves(&frontier, black_box(from), end.get(), &source).unwrap();
		(leaves, prove::extension(&frontier, end, &source).unwrap().0)
	};
	let ((leaves, proof), hashes, lookups) = nodes.counted(&ours);
	assert_eq!(leaves.len(), usize::try_from(BATCH).unwrap());
	let walk = walk(stream.messages(), from, end.get()) + walk_down(stream.messages(), end.get());
	assert_eq!(lookups, walk, "each inner node above the range, and the path to its end");

	let range = stream.range();
	let positions: Vec<_> = (from..end.get()).map(mmr_lib::leaf_index_to_pos).collect();
	let theirs = move || range.gen_proof(black_box(&positions).clone()).unwrap();
	let (their_proof, their_hashes, their_lookups) = nodes.counted(&theirs);
	let their_bytes = LeafProof {
		leaf_indices: (from..end.get()).collect(),
		leaf_count: stream.messages(),
		items: their_proof.proof_items().to_vec(),
	}
	.encoded_size();
	Case {
		row: "prove",
		series: format!("batch={BATCH}"),
		grown: ("messages", stream.messages()),
		sides: vec![
			Side::new("ours", hashes, Box::new(move |b| b.iter(&ours)))
				.with_bytes(proof.encoded_size())
				.with_lookups(lookups),
			Side::new("mmr_lib", their_hashes, Box::new(move |b| b.iter(&theirs)))
				.with_bytes(their_bytes)
				.with_lookups(their_lookups),
		],
	}
}

/// From a third of the stream to its end.
fn extension(stream: &Stream) -> Case {
	let (nodes, frontier) = (stream.nodes.clone(), stream.frontier.clone());
	let held = LeafCount::new(stream.messages() / 3).unwrap();
	let source = nodes.clone();
	let ours = move || prove::extension(&frontier, black_box(held), &source).unwrap();
	let ((proof, _), hashes, lookups) = nodes.counted(&ours);
	assert_eq!(lookups, walk_down(stream.messages(), held.get()), "the path to the boundary");

	let range = stream.range();
	let held_size = mmr_lib::leaf_index_to_mmr_size(held.get() - 1);
	let theirs = move || range.gen_ancestry_proof(black_box(held_size)).unwrap();
	let (their_proof, their_hashes, their_lookups) = nodes.counted(&theirs);
	let their_bytes = AncestryProof {
		prev_peaks: their_proof.prev_peaks,
		prev_leaf_count: held.get(),
		leaf_count: stream.messages(),
		items: their_proof.prev_peaks_proof.proof_items().to_vec(),
	}
	.encoded_size();
	Case {
		row: "prove",
		series: "extension from a third".into(),
		grown: ("messages", stream.messages()),
		sides: vec![
			Side::new("ours", hashes, Box::new(move |b| b.iter(&ours)))
				.with_bytes(proof.encoded_size())
				.with_lookups(lookups),
			Side::new("mmr_lib", their_hashes, Box::new(move |b| b.iter(&theirs)))
				.with_bytes(their_bytes)
				.with_lookups(their_lookups),
		],
	}
}

/// Peaks of a stream: first leaf and height.
fn peaks(messages: u64) -> impl Iterator<Item = (u64, u32)> {
	let set = move |height: &u32| messages >> height & 1 == 1;
	(0..63).rev().filter(set).map(move |height| (messages >> (height + 1) << (height + 1), height))
}

/// Inner nodes that stand above a leaf of `from..end`.
fn walk(messages: u64, from: u64, end: u64) -> u64 {
	let in_peak = |(first, height): (u64, u32)| {
		let (from, end) = (from.max(first), end.min(first + (1 << height)));
		if from >= end {
			return 0;
		}
		(1..=height).map(|level| ((end - 1) >> level) - (from >> level) + 1).sum()
	};
	peaks(messages).map(in_peak).sum()
}

/// Inner nodes that have leaves on both sides of the boundary behind leaf `held - 1`.
fn walk_down(messages: u64, held: u64) -> u64 {
	let levels = peaks(messages).map(|(first, height)| {
		let inside = held > first && held < first + (1 << height);
		u64::from(if inside { height - held.trailing_zeros() } else { 0 })
	});
	levels.sum()
}

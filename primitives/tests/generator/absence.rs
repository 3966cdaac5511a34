//! Peers about which nothing is committed, and lies about them.

use super::{
	Fields, GENERATION, SOURCE, Vectors, channel, flipped,
	json::{hex, number},
	made_up,
	object::{Absence, Channel},
	stream,
	verifier::Trace,
};
use crate::reference::{Bytes32, ReferenceTree, channel_leaf_preimage, h, provides_preimage};

const FOLDER: &str = "absence";

/// Peers are 1,010, 1,020, 1,030 and so on.
fn id(place: u32) -> u32 {
	1_010 + 10 * place
}

/// What is committed about the peer at `place`.
fn leaf(place: u32) -> (u32, Channel) {
	let n = place as usize % 4;
	(id(place), channel(&stream(&format!("peer {place}"), n), n))
}

fn tree(leaves: u32) -> ReferenceTree {
	let hash = |(peer, c): (u32, Channel)| {
		h(&[&channel_leaf_preimage(peer, c.leaf_count, &c.stream_root, &c.register)])
	};
	ReferenceTree::of(&(0..leaves).map(leaf).map(hash).collect::<Vec<_>>())
}

#[derive(Clone)]
struct Case {
	source: u32,
	peer: u32,
	proof: Absence,
	root: Bytes32,
}

impl Case {
	/// Somebody between the peers at `index - 1` and `index` of so many.
	fn of(leaves: u32, index: u32) -> Self {
		Self::claimed(
			leaves,
			index,
			&(index.saturating_sub(1)..leaves.min(index + 1)).collect::<Vec<_>>(),
		)
	}

	/// The same with the leaves at `places` as neighbours, whatever these are.
	fn claimed(leaves: u32, index: u32, places: &[u32]) -> Self {
		let tree = tree(leaves);
		let mut siblings = Vec::new();
		let mut known = places.to_vec();
		for nodes in &tree.levels {
			let beside = known.iter().map(|at| at ^ 1).filter(|at| !known.contains(at));
			siblings.extend(beside.filter_map(|at| nodes.get(at as usize)));
			known.iter_mut().for_each(|at| *at /= 2);
			known.dedup();
		}
		let preimage = provides_preimage(SOURCE, GENERATION, leaves, &tree.root());
		let neighbours = places.iter().copied().map(leaf).collect();
		Self {
			source: SOURCE,
			peer: id(index) - 5,
			proof: Absence { generation: GENERATION, leaves, index, neighbours, siblings },
			root: h(&[&preimage]),
		}
	}

	fn fields(&self) -> Fields {
		vec![
			("source", number(self.source)),
			("peer", number(self.peer)),
			("encoded", hex(self.proof.encode())),
			("value", self.proof.json()),
			("provides_root", hex(self.root)),
		]
	}

	fn accept(&self, v: &mut Vectors, name: &str, says: &str) {
		let mut trace = Trace::default();
		trace.absent((self.source, self.peer, self.root), &self.proof).unwrap();
		v.accept(FOLDER, name, says, self.fields(), trace);
	}

	fn refuse(&self, v: &mut Vectors, name: &str, says: &str, error: &str) {
		let found = Trace::default().absent((self.source, self.peer, self.root), &self.proof);
		assert_eq!(found, Err(error.to_string()), "{name}");
		v.refuse(FOLDER, name, says, self.fields(), error);
	}

	/// With another peer asked for.
	fn about(mut self, peer: u32) -> Self {
		self.peer = peer;
		self
	}
}

pub fn write(v: &mut Vectors) {
	for (leaves, index, says) in [
		(1, 0, "below the only leaf, which is the first"),
		(1, 1, "above the only leaf, which is the last"),
		(2, 1, "between two leaves that are a pair"),
		(3, 0, "below the first leaf"),
		(3, 2, "between two leaves that meet at the root, one of them promoted"),
		(3, 3, "above the last leaf, which is promoted"),
		(5, 4, "between the two halves of the tree, the right one a leaf"),
		(5, 3, "the picture of the documentation"),
		(8, 4, "two paths of two siblings each that meet at the root"),
		(11, 6, "one sibling on both sides, then one path"),
		(13, 13, "above a leaf that is promoted twice"),
		(65, 64, "on both sides of the border of a page"),
		(100, 64, "as many siblings as can be among 100"),
	] {
		Case::of(leaves, index).accept(v, &format!("{index}_of_{leaves}_below"), says);
	}
	Case::of(3, 0).about(0).accept(v, "peer_0", "the lowest peer there can be");
	Case::of(3, 3).about(u32::MAX).accept(v, "peer_u32_max", "the highest peer there can be");
	let next = Case::of(11, 5).about(id(4) + 1);
	next.accept(v, "right_behind_a_neighbour", "numbers between two peers need not be many");

	places(v);
	shapes(v);
	commitments(v);
	bytes(v);
}

/// Peers that are there, neighbours that are none.
fn places(v: &mut Vectors) {
	let between = "NotBetween";
	let says = "the peer has a leaf";
	let good = Case::of(11, 5);
	good.clone().about(id(4)).refuse(v, "the_lower_neighbour_itself", says, between);
	good.clone().about(id(5)).refuse(v, "the_higher_neighbour_itself", says, between);
	good.clone().about(id(3)).refuse(v, "a_leaf_below_the_neighbours", says, between);
	good.clone().about(id(6)).refuse(v, "a_leaf_above_the_neighbours", says, between);
	Case::of(11, 0).about(id(0)).refuse(v, "the_first_leaf", says, between);
	Case::of(11, 11).about(id(10)).refuse(v, "the_last_leaf", says, between);
	Case::of(1, 0).about(id(0)).refuse(v, "the_only_leaf_as_above", says, between);
	Case::of(1, 1).about(id(0)).refuse(v, "the_only_leaf_as_below", says, between);
	Case::of(11, 0).about(id(7)).refuse(v, "below_the_first_but_is_not", says, between);
	Case::of(11, 11).about(id(7)).refuse(v, "above_the_last_but_is_not", says, between);
	let says = "the peer in the other order of bytes";
	good.clone().about(id(4).swap_bytes()).refuse(v, "peer_bytes_reversed", says, between);
	let mut swapped = good.clone();
	swapped.proof.neighbours.swap(0, 1);
	swapped.refuse(v, "neighbours_swapped", "the lower one comes first", between);

	// Everything true but that the two stand side by side.
	let says = "a leaf stands between the two, which are not adjacent";
	let apart = Case::claimed(11, 5, &[4, 6]).about(id(5));
	apart.refuse(v, "neighbours_that_are_not_adjacent", says, "Tree.SiblingCount");
	let mut apart = Case::of(11, 5).about(id(5));
	apart.proof.neighbours[1] = leaf(6);
	apart.refuse(v, "neighbours_that_are_not_adjacent_beside_true_siblings", says, "RootMismatch");
	let mut ends = Case::claimed(2, 1, &[0, 1]).about(id(1));
	(ends.proof.neighbours[1], ends.root) = (leaf(2), Case::of(3, 1).root);
	ends.refuse(v, "first_and_last_of_three_as_a_tree_of_two", says, "RootMismatch");
	let says = "the higher neighbour renumbered to leave a place";
	let mut renamed = good.clone().about(id(5));
	renamed.proof.neighbours[1].0 += 1;
	renamed.refuse(v, "neighbour_renumbered", says, "RootMismatch");

	let says = "the last leaf by a smaller count than was committed";
	let mut shorter = Case::of(10, 10).about(id(10));
	shorter.root = Case::of(11, 11).root;
	shorter.refuse(v, "count_minus_1_hides_the_last_leaf", says, "RootMismatch");
	let mut half = Case::of(8, 8).about(id(8));
	(half.proof.leaves, half.proof.index, half.root) = (16, 16, Case::of(16, 16).root);
	half.proof.siblings.push(Case::of(16, 16).proof.siblings[0]);
	let says = "a leaf inside of the tree as the last";
	half.refuse(v, "an_inner_leaf_as_the_last", says, "RootMismatch");
	let mut first = Case::of(11, 5).about(id(4));
	first.proof.index = 0;
	_ = first.proof.neighbours.remove(0);
	first.proof.siblings.resize(4, made_up("sibling"));
	first.refuse(v, "an_inner_leaf_as_the_first", "a leaf inside of the tree", "RootMismatch");
}

fn shapes(v: &mut Vectors) {
	let good = Case::of(11, 5);
	let edit = |change: &dyn Fn(&mut Absence)| {
		let mut case = good.clone();
		change(&mut case.proof);
		case
	};
	let says = "at most all leaves are below, and there is a leaf";
	let range = "Tree.IndexOutOfRange";
	edit(&|p| p.index = 12).refuse(v, "index_above_the_count", says, range);
	edit(&|p| p.index = u32::MAX).refuse(v, "index_u32_max", says, range);
	edit(&|p| (p.leaves, p.index) = (0, 1)).refuse(v, "no_leaves", says, range);
	let nothing = |p: &mut Absence| {
		(p.leaves, p.index) = (0, 0);
		p.neighbours.clear();
		p.siblings.clear();
	};
	edit(&nothing).refuse(v, "nothing_at_all", says, range);

	let says = "count and index call for another number of neighbours";
	let neighbours = "NeighbourCount";
	edit(&|p| _ = p.neighbours.pop()).refuse(v, "only_the_lower_neighbour", says, neighbours);
	edit(&|p| _ = p.neighbours.remove(0)).refuse(v, "only_the_higher_neighbour", says, neighbours);
	edit(&|p| p.neighbours.clear()).refuse(v, "no_neighbours", says, neighbours);
	edit(&|p| p.index = 0).refuse(v, "two_neighbours_below_the_first", says, neighbours);
	edit(&|p| p.index = 11).refuse(v, "two_neighbours_above_the_last", says, neighbours);
	let mut only = Case::of(1, 0);
	only.proof.neighbours.push(leaf(1));
	only.refuse(v, "two_neighbours_of_one_leaf", says, neighbours);
	let mut doubled = Case::of(11, 11);
	doubled.proof.neighbours.push(leaf(10));
	doubled.refuse(v, "the_last_leaf_doubled", says, neighbours);

	let says = "count and index call for another number of siblings";
	let shape = "Tree.SiblingCount";
	edit(&|p| _ = p.siblings.pop()).refuse(v, "a_sibling_fewer", says, shape);
	edit(&|p| p.siblings.push([0; 32])).refuse(v, "a_zero_sibling_more", says, shape);
	edit(&|p| p.siblings.clear()).refuse(v, "no_siblings", says, shape);
	edit(&|p| p.siblings.resize(62, [1; 32])).refuse(v, "62_siblings", says, shape);
	edit(&|p| p.index = 6).refuse(v, "index_plus_1", says, shape);
	edit(&|p| p.leaves = 22).refuse(v, "count_doubled", says, shape);
	edit(&|p| p.leaves = 6).refuse(v, "count_halved", says, shape);
	let twice = |p: &mut Absence| {
		let tree = tree(11);
		p.siblings = [tree.siblings(4), tree.siblings(5)].concat();
	};
	edit(&twice).refuse(v, "both_paths_in_full", says, shape);
	let mut only = Case::of(1, 1);
	only.proof.siblings.push([0; 32]);
	only.refuse(v, "a_sibling_of_the_only_leaf", says, shape);
}

fn commitments(v: &mut Vectors) {
	let good = Case::of(11, 6);
	let mut refuse = |name: &str, change: &dyn Fn(&mut Case)| {
		let mut case = good.clone();
		change(&mut case);
		case.refuse(v, name, "leads to another provides root", "RootMismatch");
	};
	refuse("another_source", &|c| c.source += 1);
	refuse("generation_plus_1", &|c| c.proof.generation += 1);
	refuse("count_plus_1", &|c| c.proof.leaves = 12);
	refuse("count_minus_1", &|c| c.proof.leaves = 10);
	refuse("index_of_another_pair", &|c| c.proof.index = 2);
	refuse("siblings_swapped", &|c| c.proof.siblings.swap(0, 1));
	refuse("siblings_reversed", &|c| c.proof.siblings.reverse());
	refuse("siblings_equal", &|c| c.proof.siblings.fill([3; 32]));
	refuse("sibling_zero", &|c| c.proof.siblings[0] = [0; 32]);
	refuse("sibling_flipped", &|c| {
		c.proof.siblings[1] = flipped(&c.proof.siblings[1]);
	});
	refuse("lower_neighbour_with_another_leaf", &|c| c.proof.neighbours[0].1 = leaf(4).1);
	refuse("higher_neighbour_with_another_leaf", &|c| c.proof.neighbours[1].1 = leaf(7).1);
	refuse("neighbour_one_message_on", &|c| c.proof.neighbours[0].1.leaf_count += 4);
	refuse("neighbour_credit_plus_1", &|c| c.proof.neighbours[1].1.register.credit += 1);
	refuse("root_zero", &|c| c.root = [0; 32]);
	refuse("root_of_the_tree", &|c| c.root = tree(11).root());
	refuse("same_count_another_tree", &|c| c.root = made_up("root"));
	refuse("root_of_a_larger_tree", &|c| c.root = Case::of(12, 6).root);
}

fn bytes(v: &mut Vectors) {
	let good = Case::of(11, 5);
	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		let mut fields = good.fields();
		fields.retain(|(name, _)| *name != "value");
		fields.iter_mut().find(|(name, _)| *name == "encoded").unwrap().1 = hex(bytes);
		v.refuse(FOLDER, name, says, fields, "Decode");
	};
	let bytes = good.proof.encode();
	decode("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", bytes[..bytes.len() - 1].to_vec());
	let many = Absence { siblings: vec![[1; 32]; 63], ..good.proof.clone() };
	decode("63_siblings", "at most 62 siblings", many.encode());
	let three = Absence { neighbours: vec![leaf(4), leaf(5), leaf(6)], ..good.proof.clone() };
	decode("three_neighbours", "at most 2 neighbours", three.encode());
	let head = good.proof.head();
	let items = good.proof.siblings.len() as u8;
	let long = [&head[..], &[items << 2 | 1, 0], &bytes[head.len() + 1..]].concat();
	decode("length_in_two_bytes", "a length has its shortest form", long);
	let long = [&bytes[..12], &[2 << 2 | 1, 0], &bytes[13..]].concat();
	decode("number_of_neighbours_in_two_bytes", "a length has its shortest form", long);
	let mut phase = bytes.clone();
	phase[12 + 1 + 4 + 80] = 0x52;
	decode("neighbour_in_an_unknown_phase", "outbound phases end at 4", phase);
	let mut empty = good.proof.clone();
	empty.neighbours[0].1.leaf_count = 1;
	empty.neighbours[0].1.stream_root = crate::reference::bag(&[]);
	let says = "H(04) is the root of exactly the streams without a message";
	decode("neighbour_with_the_empty_root_and_a_message", says, empty.encode());
}

//! Every preimage, and what must not pass for it.

use super::{
	Fields, Vectors, flipped,
	json::{hashes, hex, number},
	made_up, payload,
	verifier::Trace,
};
use crate::reference::{Bytes32, bag, h, leaf, node, provides_preimage};

pub fn write(v: &mut Vectors) {
	message_leaf(v);
	pair(v, "mmr_node", 2);
	pair(v, "tree_node", 6);
	bags(v);
	empty_stream(v);
	provides_root(v);
}

fn message_leaf(v: &mut Vectors) {
	const FOLDER: &str = "message_leaf";
	let case = |payload: &[u8], hash: Bytes32| -> Fields {
		vec![("payload", hex(payload)), ("hash", hex(hash))]
	};
	let mut accept = |name: &str, says: &str, payload: &[u8]| {
		let mut trace = Trace::default();
		let hash = trace.h("message leaf", &[&[1, 0], payload]);
		v.accept(FOLDER, name, says, case(payload, hash), trace);
	};
	let (left, right) = (leaf(b"first"), leaf(b"second"));
	let pair = [left, right].concat();
	accept("hello", "the pinned hash of the payload \"hello\"", b"hello");
	accept("nothing", "an empty payload is a leaf like any other", b"");
	accept("two_hashes", "64 bytes that spell two leaf hashes are a payload", &pair);
	accept("long", "a payload of more than one compression", &[0xa5; 300]);
	for tag in [1u8, 2, 3, 4, 6, 7, 8] {
		let payload = [&[tag], &pair[..]].concat();
		let name = format!("begins_with_tag_{tag}");
		accept(&name, "a payload may begin with a tag byte of another object", &payload);
	}
	let inner = node(&left, &right);
	let mut refuse = |name: &str, says: &str, payload: &[u8], hash: Bytes32| {
		v.refuse(FOLDER, name, says, case(payload, hash), "Mismatch");
	};
	let says = "the two children of an MMR node, as one payload, are not that node";
	refuse("64_bytes_as_mmr_node", says, &pair, inner);
	refuse("63_bytes_as_mmr_node", says, &pair[..63], inner);
	refuse("65_bytes_with_the_node_tag", says, &[&[2], &pair[..]].concat(), inner);
	refuse("66_bytes_with_the_leaf_tags", says, &[&[1, 0], &pair[..]].concat(), inner);
	let says = "a bag of two peaks is not the payload that spells it";
	refuse("65_bytes_with_the_bag_tag", says, &[&[3], &pair[..]].concat(), h(&[&[3], &pair]));
	let says = "a leaf hash is not hashed again";
	refuse("hashed_twice", says, b"hello", leaf(&leaf(b"hello")));
	let says = "the second byte is the leaf version, 0";
	refuse("another_version", says, b"hello", h(&[&[1, 1], b"hello"]));
	refuse("no_version", "there is a version byte", b"hello", h(&[&[1], b"hello"]));
	refuse("no_tag", "H(payload) is the id of a message, not its leaf", b"hello", h(&[b"hello"]));
	refuse("empty_stream_root", "no message is not one empty message", b"", h(&[&[4]]));
	refuse("flipped_bit", "one bit of the hash differs", b"hello", flipped(&leaf(b"hello")));
}

fn pair(v: &mut Vectors, folder: &str, tag: u8) {
	let case = |left: &Bytes32, right: &Bytes32, hash: Bytes32| -> Fields {
		vec![("left", hex(left)), ("right", hex(right)), ("hash", hex(hash))]
	};
	let (a, b) = (leaf(&payload("pair", 0)), leaf(&payload("pair", 1)));
	let own = |left: &Bytes32, right: &Bytes32| h(&[&[tag], left, right]);
	for (name, left, right) in [
		("two_leaves", a, b),
		("two_equal_children", a, a),
		("two_zero_hashes", [0; 32], [0; 32]),
		("a_leaf_beside_a_node", a, own(&a, &b)),
	] {
		let mut trace = Trace::default();
		let hash = trace.h(folder.replace('_', " "), &[&[tag], &left, &right]);
		let says = "tag, left, right: 65 bytes";
		v.accept(folder, name, says, case(&left, &right, hash), trace);
	}
	let mut refuse = |name: &str, says: &str, hash: Bytes32| {
		v.refuse(folder, name, says, case(&a, &b, hash), "Mismatch");
	};
	refuse("children_swapped", "left and right are not the same", own(&b, &a));
	refuse("no_tag", "an inner node is tagged as well as a leaf", h(&[&a, &b]));
	refuse("promoted_left", "a pair is not its left child", a);
	refuse("flipped_bit", "one bit of the hash differs", flipped(&own(&a, &b)));
	for other in [1u8, 2, 3, 4, 6, 7, 8].into_iter().filter(|other| *other != tag) {
		let says = "the tag of another object makes another hash";
		refuse(&format!("tag_{other}"), says, h(&[&[other], &a, &b]));
	}
	let says = "the version byte of a leaf does not belong here";
	refuse("leaf_version", says, h(&[&[tag, 0], &a, &b]));
}

fn bags(v: &mut Vectors) {
	const FOLDER: &str = "bag";
	let case = |peaks: &[Bytes32], root: Bytes32| -> Fields {
		vec![("peaks", hashes(peaks)), ("stream_root", hex(root))]
	};
	let peaks: Vec<_> = (0..63).map(|i| made_up(&format!("peak {i}"))).collect();
	for (n, says) in [
		(1, "one peak is its own bag, at no hash"),
		(2, "the lower peak stands left"),
		(3, "the lowest two are bagged first"),
		(7, "from the lowest up"),
		(63, "the most peaks that a stream can have"),
	] {
		let mut trace = Trace::default();
		let root = trace.bag(&peaks[..n]);
		v.accept(FOLDER, &format!("{n}_peaks"), says, case(&peaks[..n], root), trace);
	}
	let mut refuse = |name: &str, says: &str, peaks: &[Bytes32], root: Bytes32| {
		v.refuse(FOLDER, name, says, case(peaks, root), "Mismatch");
	};
	let (a, b, c) = (peaks[0], peaks[1], peaks[2]);
	let three = [a, b, c];
	let reversed = bag(&[c, b, a]);
	refuse("in_reverse", "peaks come highest first", &three, reversed);
	let down = h(&[&[3], &c, &h(&[&[3], &b, &a])]);
	refuse("from_the_highest_down", "bagging starts at the lowest peak", &three, down);
	refuse("merged", "two peaks are bagged, not merged as a node", &[a, b], node(&a, &b));
	refuse("highest_left", "the bag stands left of the peak", &[a, b], h(&[&[3], &a, &b]));
	refuse("one_peak_hashed", "one peak is not hashed again", &[a], h(&[&[3], &a]));
	refuse("zero_root", "the zero hash is nobody's root", &three, [0; 32]);
	refuse("a_peak_fewer", "every peak is in the root", &three, bag(&[a, b]));
	refuse("a_peak_doubled", "no peak is in the root twice", &three, bag(&[a, b, c, c]));
	refuse("no_peaks_as_zero", "without a peak the root is H(04)", &[], [0; 32]);
}

fn empty_stream(v: &mut Vectors) {
	const FOLDER: &str = "empty_stream";
	let case = |root: Bytes32| -> Fields { vec![("stream_root", hex(root))] };
	// A constant of whoever verifies: what it is the hash of stands in the byte table.
	v.accept(FOLDER, "h_04", "H(04), pinned", case(h(&[&[4]])), Trace::default());
	let mut refuse = |name: &str, root: Bytes32| {
		let says = "an empty stream has one root and this is not it";
		v.refuse(FOLDER, name, says, case(root), "Mismatch");
	};
	refuse("zero_hash", [0; 32]);
	refuse("hash_of_nothing", h(&[]));
	refuse("empty_message", leaf(b""));
	refuse("h_04_00", h(&[&[4, 0]]));
}

fn provides_root(v: &mut Vectors) {
	const FOLDER: &str = "provides_root";
	let case = |own: u32, generation: u32, leaves: u32, tree: &Bytes32, root: Bytes32| -> Fields {
		vec![
			("self", number(own)),
			("generation", number(generation)),
			("leaves", number(leaves)),
			("tree_root", hex(tree)),
			("provides_root", hex(root)),
		]
	};
	let tree = made_up("tree root");
	for (name, own, generation, leaves) in [
		("a_hundred_peers", 2_000, 4, 100),
		("one_peer", 2_000, 0, 1),
		("numbers_at_their_end", u32::MAX, u32::MAX - 1, u32::MAX - 2),
		("every_byte_of_a_number_differs", 0x0102_0304, 0x0506_0708, 0x090a_0b0c),
	] {
		let mut trace = Trace::default();
		let preimage = provides_preimage(own, generation, leaves, &tree);
		let root = trace.h("provides root", &[&preimage]);
		let says = "self is big-endian, generation and leaves are little-endian";
		v.accept(FOLDER, name, says, case(own, generation, leaves, &tree, root), trace);
	}
	let mut refuse = |name: &str, says: &str, root: Bytes32| {
		v.refuse(FOLDER, name, says, case(2_000, 4, 100, &tree, root), "Mismatch");
	};
	let root = |own, generation, leaves| h(&[&provides_preimage(own, generation, leaves, &tree)]);
	refuse("another_chain", "the root binds its chain", root(2_001, 4, 100));
	refuse("another_generation", "the root binds its generation", root(2_000, 5, 100));
	refuse("another_count", "the root binds the number of leaves", root(2_000, 4, 101));
	refuse("self_little_endian", "self is big-endian", root(2_000u32.swap_bytes(), 4, 100));
	let says = "generation is little-endian";
	refuse("generation_big_endian", says, root(2_000, 4u32.swap_bytes(), 100));
	refuse("leaves_big_endian", "leaves is little-endian", root(2_000, 4, 100u32.swap_bytes()));
	refuse("tree_root", "the root of the tree is not the provides root", tree);
	refuse("zero", "the zero hash is nobody's root", [0; 32]);
	let mut preimage = provides_preimage(2_000, 4, 100, &tree);
	preimage[1] = 1;
	refuse("another_version", "the second byte is the version, 0", h(&[&preimage]));
}

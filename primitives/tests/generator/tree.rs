//! Registers, channel leaves, the commitment tree and one leaf under it.

use super::{
	Fields, RECEIVER, SOURCE, Vectors, channel, commit, flipped,
	json::{Json, hashes, hex, number, register as register_json},
	made_up,
	object::{Channel, Proof},
	register, stream,
	verifier::Trace,
};
use crate::reference::{Bytes32, ReferenceTree, RegisterFields, bag, channel_leaf_preimage, h};

pub fn write(v: &mut Vectors) {
	registers(v);
	channel_leaves(v);
	trees(v);
	accepted_proofs(v);
	refused_proofs(v);
}

fn registers(v: &mut Vectors) {
	let largest = RegisterFields {
		generation: u32::MAX,
		consumed: (1 << 63) - 1,
		consumed_bytes: u64::MAX,
		credit: u64::MAX - 1,
		credit_bytes: u64::MAX - 2,
		max_payload: u32::MAX - 1,
		outbound: 4,
		inbound: 5,
	};
	let never = |outbound| RegisterFields { outbound, ..RegisterFields::default() };
	for (name, says, register) in [
		("open_both_ways", "41 bytes in field order, little-endian", register()),
		("largest_numbers", "every number at its end", largest),
		("never_accepted", "inbound 0: every other field is zero", never(0)),
		("never_accepted_but_sending", "the outbound phase is no other field", never(2)),
	] {
		let fields =
			vec![("encoded", hex(register.to_bytes())), ("value", register_json(&register))];
		v.accept("register", name, says, fields, Trace::default());
	}
	let mut refuse = |name: &str, says: &str, bytes: Vec<u8>| {
		v.refuse("register", name, says, vec![("encoded", hex(bytes))], "Decode");
	};
	let at = |index: usize, byte: u8| {
		let mut bytes = register().to_bytes();
		bytes[index] = byte;
		bytes
	};
	refuse("outbound_5", "outbound phases end at 4", at(40, 0x52));
	refuse("inbound_6", "inbound phases end at 5", at(40, 0x26));
	refuse("phase_ff", "no phase is 15", at(40, 0xff));
	refuse("consumed_2_to_the_63", "counts end at 2^63 - 1", at(11, 0x80));
	refuse("never_accepted_with_fields", "inbound 0 has no other field", at(40, 0x20));
	for (name, index) in [
		("generation", 0),
		("consumed", 4),
		("consumed_bytes", 12),
		("credit", 20),
		("credit_bytes", 28),
		("max_payload", 36),
	] {
		let mut bytes = never(1).to_bytes();
		bytes[index] = 1;
		let says = "inbound 0: every other field is zero";
		refuse(&format!("never_accepted_with_{name}"), says, bytes);
	}
	let bytes = register().to_bytes();
	refuse("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	refuse("a_byte_short", "every byte counts", bytes[..40].to_vec());
}

fn leaf_preimage(peer: u32, c: &Channel) -> Vec<u8> {
	channel_leaf_preimage(peer, c.leaf_count, &c.stream_root, &c.register)
}

fn channel_leaves(v: &mut Vectors) {
	const FOLDER: &str = "channel_leaf";
	let s = stream("channel", 7);
	let seven = channel(&s, 7);
	let empty = Channel { register: RegisterFields::default(), ..channel(&s, 0) };
	let largest =
		Channel { leaf_count: (1 << 63) - 1, stream_root: made_up("root"), ..seven.clone() };
	let case = |peer: u32, channel: &Channel, hash: Bytes32| -> Fields {
		vec![
			("peer", number(peer)),
			("encoded", hex(channel.encode())),
			("value", channel.json()),
			("hash", hex(hash)),
		]
	};
	for (name, says, channel) in [
		("7_messages", "86 bytes of preimage, 81 on the wire: the peer is implied", &seven),
		("no_message", "an empty stream has the root H(04)", &empty),
		("largest_count", "counts end at 2^63 - 1", &largest),
	] {
		let mut trace = Trace::default();
		let hash = trace.h("channel leaf", &[&leaf_preimage(RECEIVER, channel)]);
		v.accept(FOLDER, name, says, case(RECEIVER, channel, hash), trace);
	}
	let mut refuse = |name: &str, says: &str, hash: Bytes32| {
		v.refuse(FOLDER, name, says, case(RECEIVER, &seven, hash), "Mismatch");
	};
	let other = |peer: u32, c: &Channel| h(&[&leaf_preimage(peer, c)]);
	refuse("another_peer", "the leaf binds its peer", other(RECEIVER + 1, &seven));
	let says = "the peer is big-endian";
	refuse("peer_little_endian", says, other(RECEIVER.swap_bytes(), &seven));
	let swapped = Channel { leaf_count: 7u64.swap_bytes(), ..seven.clone() };
	refuse("count_big_endian", "the count is little-endian", other(RECEIVER, &swapped));
	let counted = Channel { leaf_count: 11, ..seven.clone() };
	refuse("another_count", "the leaf binds the count", other(RECEIVER, &counted));
	let registered =
		Channel { register: RegisterFields { credit: 71, ..register() }, ..seven.clone() };
	refuse("another_register", "the leaf binds the register", other(RECEIVER, &registered));
	refuse("stream_root", "the stream root is not the leaf", seven.stream_root);
	refuse("as_a_message", "the leaf is not a message", h(&[&[1, 0], &seven.encode()]));

	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		let fields = vec![("peer", number(RECEIVER)), ("encoded", hex(bytes))];
		v.refuse(FOLDER, name, says, fields, "Decode");
	};
	let says = "H(04) is the root of exactly the streams without a message";
	let bytes = |leaf_count: u64, root: Bytes32| {
		Channel { leaf_count, stream_root: root, register: register() }.encode()
	};
	decode("empty_root_with_a_message", says, bytes(1, bag(&[])));
	decode("another_root_without_a_message", says, bytes(0, seven.stream_root));
	decode("zero_root_without_a_message", says, bytes(0, [0; 32]));
	decode("count_2_to_the_63", "counts end at 2^63 - 1", bytes(1 << 63, made_up("root")));
	decode("count_u64_max", "counts end at 2^63 - 1", bytes(u64::MAX, made_up("root")));
	let good = seven.encode();
	decode("trailing_byte", "every byte counts", [&good[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", good[..80].to_vec());
}

fn trees(v: &mut Vectors) {
	const FOLDER: &str = "commitment_tree";
	let leaves = |n: usize| (0..n).map(|i| made_up(&format!("leaf {i}"))).collect::<Vec<_>>();
	let case = |leaves: &[Bytes32], root: Bytes32| -> Fields {
		vec![("leaves", hashes(leaves)), ("tree_root", hex(root))]
	};
	for n in [1usize, 2, 3, 4, 5, 6, 7, 8, 11, 13, 65] {
		let tree = ReferenceTree::of(&leaves(n));
		let mut trace = Trace::default();
		for level in &tree.levels {
			for pair in level.chunks_exact(2).filter(|_| level.len() > 1) {
				let _ = trace.tree_node(&pair[0], &pair[1]);
			}
		}
		let paths = (0..n).map(|i| hashes(&tree.siblings(i))).collect();
		let fields =
			[case(&leaves(n), tree.root()), vec![("siblings", Json::List(paths))]].concat();
		let says = "neighbours pair up, an odd one is promoted; siblings of every leaf bottom-up";
		v.accept(FOLDER, &format!("{n}_leaves"), says, fields, trace);
	}
	let mut refuse = |name: &str, says: &str, leaves: &[Bytes32], root: Bytes32, error: &str| {
		v.refuse(FOLDER, name, says, case(leaves, root), error);
	};
	let [a, b, c] = [leaves(3)[0], leaves(3)[1], leaves(3)[2]];
	let root = |leaves: &[Bytes32]| ReferenceTree::of(leaves).root();
	refuse("another_order", "order counts", &[a, b, c], root(&[b, a, c]), "Mismatch");
	let says = "an odd leaf is promoted, not doubled";
	refuse("odd_leaf_doubled", says, &[a, b, c], root(&[a, b, c, c]), "Mismatch");
	refuse("a_leaf_fewer", "every leaf is in the root", &[a, b, c], root(&[a, b]), "Mismatch");
	refuse("mmr_tags", "inner nodes are tagged 6", &[a, b], h(&[&[2], &a, &b]), "Mismatch");
	refuse("no_leaves", "a tree has a leaf", &[], [0; 32], "IndexOutOfRange");
}

/// One leaf under a provides root.
#[derive(Clone)]
struct Leaf {
	source: u32,
	peer: u32,
	channel: Channel,
	proof: Proof,
	root: Bytes32,
}

impl Leaf {
	fn of(peers: u32, index: u32) -> Self {
		let channel = channel(&stream("leaf", 7), 7);
		let (root, proof) = commit(&channel, peers, index);
		Self { source: SOURCE, peer: RECEIVER, channel, proof, root }
	}

	fn fields(&self) -> Fields {
		vec![
			("source", number(self.source)),
			("peer", number(self.peer)),
			("channel", hex(self.channel.encode())),
			("encoded", hex(self.proof.encode())),
			("value", self.proof.json()),
			("provides_root", hex(self.root)),
		]
	}

	fn reached(&self, trace: &mut Trace) -> Result<Bytes32, String> {
		trace.provides(self.source, self.peer, &self.channel, &self.proof)
	}

	fn refuse(&self, v: &mut Vectors, name: &str, says: &str, error: &str) {
		let found = match self.reached(&mut Trace::default()) {
			Ok(root) if root == self.root => panic!("{name} is accepted"),
			Ok(_) => "Mismatch".into(),
			Err(error) => error,
		};
		assert_eq!(found, error, "{name}");
		v.refuse("commitment_proof", name, says, self.fields(), error);
	}
}

fn accepted_proofs(v: &mut Vectors) {
	for (peers, index) in [
		(1u32, 0u32),
		(2, 0),
		(2, 1),
		(3, 0),
		(3, 2),
		(5, 1),
		(5, 4),
		(6, 5),
		(7, 6),
		(8, 3),
		(11, 10),
		(13, 12),
		(64, 63),
		(65, 64),
		(100, 50),
	] {
		let leaf = Leaf::of(peers, index);
		let mut trace = Trace::default();
		assert_eq!(leaf.reached(&mut trace), Ok(leaf.root));
		let says = "siblings bottom-up, none where the node is promoted";
		let name = format!("leaf_{index}_of_{peers}");
		v.accept("commitment_proof", &name, says, leaf.fields(), trace);
	}
}

fn refused_proofs(v: &mut Vectors) {
	let good = Leaf::of(11, 4);
	let edit = |change: &dyn Fn(&mut Leaf)| {
		let mut edited = good.clone();
		change(&mut edited);
		edited
	};
	let says = "an index is below the number of leaves";
	let range = "IndexOutOfRange";
	edit(&|l| l.proof.index = 11).refuse(v, "index_at_the_count", says, range);
	edit(&|l| l.proof.index = u32::MAX).refuse(v, "index_u32_max", says, range);
	edit(&|l| l.proof.leaves = 0).refuse(v, "no_leaves", says, range);
	let mut only = Leaf::of(1, 0);
	only.proof.index = 1;
	only.proof.siblings.push(made_up("promoted to root"));
	only.refuse(v, "index_1_of_1", "the next item is not promoted to root", range);

	let says = "count and index call for another number of siblings";
	let shape = "SiblingCount";
	edit(&|l| _ = l.proof.siblings.pop()).refuse(v, "a_sibling_fewer", says, shape);
	edit(&|l| l.proof.siblings.push([0; 32])).refuse(v, "a_zero_sibling_more", says, shape);
	edit(&|l| l.proof.siblings.insert(0, l.root)).refuse(v, "root_in_front", says, shape);
	edit(&|l| l.proof.siblings.clear()).refuse(v, "no_siblings", says, shape);
	edit(&|l| l.proof.siblings.resize(32, [1; 32])).refuse(v, "32_siblings", says, shape);
	edit(&|l| l.proof.index = 10).refuse(v, "index_of_a_promoted_leaf", says, shape);
	edit(&|l| l.proof.leaves = 22).refuse(v, "count_doubled", says, shape);
	edit(&|l| l.proof.leaves = 5).refuse(v, "count_halved", says, shape);
	let mut only = Leaf::of(1, 0);
	only.proof.siblings.push([0; 32]);
	only.refuse(v, "a_sibling_of_the_only_leaf", says, shape);

	let says = "leads to another provides root";
	let mismatch = |v: &mut Vectors, name: &str, change: &dyn Fn(&mut Leaf)| {
		edit(change).refuse(v, name, says, "Mismatch");
	};
	mismatch(v, "index_plus_1", &|l| l.proof.index = 5);
	mismatch(v, "index_minus_1", &|l| l.proof.index = 3);
	mismatch(v, "index_first", &|l| l.proof.index = 0);
	mismatch(v, "count_plus_1", &|l| l.proof.leaves = 12);
	mismatch(v, "count_minus_1", &|l| l.proof.leaves = 10);
	mismatch(v, "siblings_swapped", &|l| l.proof.siblings.swap(0, 1));
	mismatch(v, "siblings_reversed", &|l| l.proof.siblings.reverse());
	mismatch(v, "sibling_flipped", &|l| l.proof.siblings[2] = flipped(&l.proof.siblings[2]));
	mismatch(v, "sibling_zero", &|l| l.proof.siblings[0] = [0; 32]);
	mismatch(v, "siblings_equal", &|l| l.proof.siblings.fill([3; 32]));
	mismatch(v, "generation_plus_1", &|l| l.proof.generation += 1);
	mismatch(v, "another_source", &|l| l.source += 1);
	mismatch(v, "another_peer", &|l| l.peer += 1);
	mismatch(v, "leaf_count_8", &|l| l.channel.leaf_count = 8);
	mismatch(v, "stream_root_flipped", &|l| l.channel.stream_root[0] ^= 0x80);
	mismatch(v, "credit_plus_1", &|l| l.channel.register.credit += 1);
	mismatch(v, "root_zero", &|l| l.root = [0; 32]);
	mismatch(v, "root_of_the_tree", &|l| l.root = made_up("tree root"));
	mismatch(v, "same_count_another_tree", &|l| l.root = Leaf::of(11, 5).root);

	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		let mut fields = good.fields();
		fields.retain(|(name, _)| *name != "value");
		fields.iter_mut().find(|(name, _)| *name == "encoded").unwrap().1 = hex(bytes);
		v.refuse("commitment_proof", name, says, fields, "Decode");
	};
	let many = Proof { siblings: vec![[1; 32]; 33], ..good.proof.clone() };
	decode("33_siblings", "at most 32 siblings", many.encode());
	let bytes = good.proof.encode();
	decode("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", bytes[..bytes.len() - 1].to_vec());
	let items = good.proof.siblings.len() as u8;
	let long = [&bytes[..12], &[items << 2 | 1, 0], &bytes[13..]].concat();
	decode("length_in_two_bytes", "a length has its shortest form", long);
}

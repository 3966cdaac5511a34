//! Frontiers and extensions.

use super::{
	Fields, Vectors, flipped, frontier,
	json::{Json, hashes, hex, number},
	made_up, made_up_frontier,
	object::{Frontier, compact, list},
	payload, payloads, stream,
	verifier::Trace,
};
use crate::reference::{Bytes32, SparseStream, bag, node};

const MAX: u64 = (1 << 63) - 1;

pub fn write(v: &mut Vectors) {
	frontiers(v);
	frontier_bytes(v);
	accepted_extensions(v);
	one_proof_of_two_counts(v);
	refused_extensions(v);
}

fn frontiers(v: &mut Vectors) {
	const FOLDER: &str = "frontier";
	let s = stream("frontier", 40);
	let case = |held: &Frontier, payloads: &[Vec<u8>], after: &Frontier, root: Bytes32| -> Fields {
		vec![
			("encoded", hex(held.encode())),
			("value", held.json()),
			("payloads", Json::List(payloads.iter().map(hex).collect())),
			("after", after.json()),
			("after_encoded", hex(after.encode())),
			("stream_root", hex(root)),
		]
	};
	let mut accept = |name: &str, says: &str, held: Frontier, payloads: Vec<Vec<u8>>| {
		let (mut trace, mut after) = (Trace::default(), held.clone());
		payloads.iter().for_each(|p| trace.append(&mut after, p).unwrap());
		let root = trace.bag(&after.peaks);
		v.accept(FOLDER, name, says, case(&held, &payloads, &after, root), trace);
	};
	for (m, n, says) in [
		(0, 0, "an empty stream has no peak and the root H(04)"),
		(0, 1, "the first message is the only peak and the root"),
		(1, 2, "two messages are one peak"),
		(2, 3, "a third is a peak of its own"),
		(3, 4, "the fourth closes two subtrees"),
		(0, 7, "seven messages are three peaks"),
		(7, 8, "the last leaf closes the range"),
		(5, 13, "more than one message at a time"),
		(31, 33, "over the edge of a power of two"),
		(9, 9, "nothing appended, only the root taken"),
	] {
		let held = frontier(&s, m);
		accept(&format!("{m}_to_{n}"), says, held, payloads("frontier", m..n));
	}
	let one = || vec![payload("frontier", 0)];
	let says = "63 peaks: the longest stream that exists";
	accept("to_the_largest_count", says, made_up_frontier(MAX - 1), one());
	let says = "62 peaks merge into one";
	accept("to_2_to_the_62", says, made_up_frontier((1 << 62) - 1), one());

	let held = made_up_frontier(MAX);
	let fields = vec![
		("encoded", hex(held.encode())),
		("value", held.json()),
		("payloads", Json::List(one().iter().map(hex).collect())),
	];
	v.refuse(FOLDER, "full", "2^63 - 1 messages, and one more", fields, "StreamFull");

	let mut refuse = |name: &str, says: &str, sent: [usize; 2], root: Bytes32| {
		let held = frontier(&s, 5);
		let (mut trace, mut after) = (Trace::default(), held.clone());
		let payloads = sent.map(|i| payload("frontier", i)).to_vec();
		payloads.iter().for_each(|p| trace.append(&mut after, p).unwrap());
		v.refuse(FOLDER, name, says, case(&held, &payloads, &after, root), "Mismatch");
	};
	refuse("reordered", "two messages in another order", [6, 5], s.root_at(7));
	refuse("repeated", "one message twice", [5, 5], s.root_at(7));
	refuse("replayed", "a message that was read before", [4, 5], s.root_at(7));
	refuse("skipped", "one message left out", [5, 7], s.root_at(7));
	refuse("truncated", "the root of one message fewer", [5, 6], s.root_at(6));
	refuse("beyond", "the root of one message more", [5, 6], s.root_at(8));
	refuse("merged_peaks", "peaks are bagged, not merged", [5, 6], {
		let peaks = s.peaks_at(7);
		node(&peaks[0], &node(&peaks[1], &peaks[2]))
	});
}

fn frontier_bytes(v: &mut Vectors) {
	let mut refuse = |name: &str, says: &str, bytes: Vec<u8>| {
		v.refuse("frontier", name, says, vec![("encoded", hex(bytes))], "Decode");
	};
	let says = "exactly one peak per set bit of the leaf count";
	let peaks = |n: usize| (0..n).map(|i| made_up(&format!("peak {i}"))).collect::<Vec<_>>();
	let of = |leaf_count: u64, n: usize| Frontier { leaf_count, peaks: peaks(n) }.encode();
	refuse("no_peak_for_one_message", says, of(1, 0));
	refuse("a_peak_for_no_message", says, of(0, 1));
	refuse("one_peak_for_three_messages", says, of(3, 1));
	refuse("three_peaks_for_five_messages", says, of(5, 3));
	refuse("62_peaks_for_the_largest_count", says, of(MAX, 62));
	refuse("count_2_to_the_63", "leaf counts end at 2^63 - 1", of(1 << 63, 1));
	refuse("count_u64_max", "leaf counts end at 2^63 - 1", of(u64::MAX, 63));
	refuse("64_peaks", "at most 63 peaks", of(u64::MAX, 64));
	let good = of(5, 2);
	refuse("trailing_byte", "every byte counts", [&good[..], &[0]].concat());
	refuse("a_byte_short", "every byte counts", good[..good.len() - 1].to_vec());
	refuse("no_bytes", "nothing is not an empty stream", vec![]);
	let long = |form: &[u8]| [&5u64.to_le_bytes()[..], form, &peaks(2).concat()].concat();
	let says = "a length has its shortest form";
	refuse("length_in_two_bytes", says, long(&[(2 << 2) | 1, 0]));
	refuse("length_in_four_bytes", says, long(&[(2 << 2) | 2, 0, 0, 0]));
	refuse("length_in_five_bytes", says, long(&[3, 2, 0, 0, 0]));
	refuse("length_of_2_to_the_30", "a length that lies", long(&[3, 0, 0, 0, 0x40]));
}

/// One extension: what is held, where it leads, what it consists of.
#[derive(Clone)]
struct Extension {
	held: Frontier,
	to: u64,
	items: Vec<Bytes32>,
	root: Bytes32,
}

impl Extension {
	fn of(salt: &str, m: usize, n: usize) -> Self {
		let s = stream(salt, n.max(m));
		let items = if m == 0 || m > n { vec![] } else { s.extension(m, n) };
		Self { held: frontier(&s, m), to: n as u64, items, root: s.root_at(n) }
	}

	fn sparse(m: u64, n: u64) -> Self {
		let sparse = SparseStream::new(m, n, 1);
		let peaks = sparse.old.iter().map(|(_, peak)| *peak).collect();
		let held = Frontier { leaf_count: m, peaks };
		Self { held, to: n, items: sparse.items, root: sparse.root }
	}

	fn fields(&self) -> Fields {
		vec![
			("held", self.held.json()),
			("to", number(self.to)),
			("encoded", hex(list(&self.items))),
			("nodes", hashes(&self.items)),
			("stream_root", hex(self.root)),
		]
	}

	fn accept(&self, v: &mut Vectors, name: &str, says: &str) {
		let mut trace = Trace::default();
		let reached = trace.extend(&self.held, self.to, &self.items);
		assert_eq!(reached, Ok(self.root), "{name}");
		v.accept("extension", name, says, self.fields(), trace);
	}

	fn refuse(&self, v: &mut Vectors, name: &str, says: &str, error: &str) {
		let reached = Trace::default().extend(&self.held, self.to, &self.items);
		let found = match reached {
			Ok(root) if root == self.root => panic!("{name} is accepted"),
			Ok(_) => "RootMismatch".into(),
			Err(error) => error,
		};
		assert_eq!(found, error, "{name}");
		v.refuse("extension", name, says, self.fields(), error);
	}
}

fn accepted_extensions(v: &mut Vectors) {
	for (m, n, says) in [
		(1, 1, "a count extends to itself, without an item"),
		(7, 7, "a count extends to itself, without an item"),
		(1, 2, "one peak is swallowed"),
		(1, 3, "as many items as from 1 to 4, placed otherwise"),
		(1, 4, "as many items as from 1 to 3, placed otherwise"),
		(2, 3, "nothing is swallowed: one item"),
		(3, 4, "two peaks are swallowed by the fourth message"),
		(5, 8, "both old peaks end up below one new peak"),
		(7, 8, "the last leaf closes the range"),
		(8, 12, "nothing is swallowed: what is new is one item"),
		(5, 13, "a swallowed peak, a common one, and a new one on the right"),
		(6, 15, "two new peaks on the right travel bagged as one"),
		(4, 7, "two new peaks on the right and nothing swallowed"),
		(11, 12, "the lowest peaks are swallowed, the highest stays"),
		(13, 64, "all peaks are swallowed by one"),
		(33, 40, "far below the highest peak"),
	] {
		let name = format!("{m}_to_{n}");
		Extension::of("extension", m, n).accept(v, &name, says);
	}
	for (name, m, n, says) in [
		("1_to_the_largest_count", 1, MAX, "63 items: the longest proof there is"),
		("the_largest_count_less_1", MAX - 1, MAX, "one item onto 62 peaks"),
		("2_to_the_62_less_1", (1 << 62) - 1, 1 << 62, "62 peaks become one"),
		("2_to_the_40_by_1000", (1 << 40) + 1, (1 << 40) + 1_001, "far beyond 32 bits"),
		("over_2_to_the_32", u32::MAX as u64, u32::MAX as u64 + 2, "over the edge of 32 bits"),
	] {
		Extension::sparse(m, n).accept(v, name, says);
	}
}

/// What an extension alone does not bind: why the count stands in the channel leaf.
fn one_proof_of_two_counts(v: &mut Vectors) {
	let mut counts = Extension::of("extension", 5, 13);
	counts.to = 14;
	let says = "the items and root of 13 under 14: alone they do not bind the count, the channel leaf \
		does (late_block_proof/refuse_9_as_10)";
	counts.accept(v, "5_to_13_claimed_as_14", says);
}

fn refused_extensions(v: &mut Vectors) {
	let good = Extension::of("extension", 5, 13);
	let edit = |change: &dyn Fn(&mut Extension)| {
		let mut edited = good.clone();
		change(&mut edited);
		edited
	};
	let says = "an empty stream is a prefix of everything: nothing to prove";
	Extension::of("extension", 0, 5).refuse(v, "from_0", says, "EmptyFrontier");
	Extension::of("extension", 0, 0).refuse(v, "from_0_to_0", says, "EmptyFrontier");
	let says = "a stream does not shrink";
	Extension::of("extension", 8, 5).refuse(v, "not_forward", says, "NotForward");
	edit(&|e| e.to = 0).refuse(v, "to_0", says, "NotForward");
	let says = "the two counts call for another number of items";
	let count = |v: &mut Vectors, name: &str, change: &dyn Fn(&mut Extension)| {
		edit(change).refuse(v, name, says, "NodeCount");
	};
	count(v, "no_items", &|e| e.items.clear());
	count(v, "one_item_fewer", &|e| _ = e.items.pop());
	count(v, "first_item_missing", &|e| _ = e.items.remove(0));
	count(v, "one_zero_item_more", &|e| e.items.push([0; 32]));
	count(v, "root_appended", &|e| e.items.push(e.root));
	count(v, "root_in_front", &|e| e.items.insert(0, e.root));
	count(v, "one_item_doubled", &|e| e.items.insert(1, e.items[0]));
	count(v, "63_items", &|e| e.items.resize(63, [7; 32]));
	count(v, "old_peaks_in_front", &|e| e.items.splice(0..0, e.held.peaks.clone()).for_each(drop));
	count(v, "claimed_count_halved", &|e| e.to = 6);
	count(v, "claimed_count_at_the_end", &|e| e.to = MAX);
	let mut same = Extension::of("extension", 9, 9);
	same.items.push(same.root);
	same.refuse(v, "equal_counts_with_an_item", says, "NodeCount");
	let mut bagged = Extension::of("extension", 4, 7);
	bagged.items = stream("extension", 7).cover(4, 7);
	bagged.refuse(v, "right_peaks_unbagged", says, "NodeCount");

	let says = "the items lead to another root";
	let root = |v: &mut Vectors, name: &str, change: &dyn Fn(&mut Extension)| {
		edit(change).refuse(v, name, says, "RootMismatch");
	};
	root(v, "items_swapped", &|e| e.items.swap(0, 1));
	root(v, "items_in_reverse", &|e| e.items.reverse());
	root(v, "item_flipped", &|e| e.items[0] = flipped(&e.items[0]));
	root(v, "last_item_flipped", &|e| *e.items.last_mut().unwrap() = flipped(&e.root));
	root(v, "item_zero", &|e| e.items[1] = [0; 32]);
	root(v, "all_items_equal", &|e| e.items = vec![e.items[0]; 3]);
	root(v, "peaks_swapped", &|e| e.held.peaks.swap(0, 1));
	root(v, "peak_replaced_by_its_sibling", &|e| e.held.peaks[1] = e.items[0]);
	root(v, "peak_zero", &|e| e.held.peaks[0] = [0; 32]);
	root(v, "fake_peaks_with_the_newer_root", &|e| e.held.peaks.fill(e.root));
	root(v, "claimed_count_16", &|e| e.to = 16);
	root(v, "held_count_9", &|e| e.held.leaf_count = 9);
	root(v, "root_zero", &|e| e.root = [0; 32]);
	root(v, "root_of_the_older_stream", &|e| e.root = bag(&e.held.peaks));
	root(v, "root_of_one_message_more", &|e| e.root = stream("extension", 14).root_at(14));
	root(v, "root_of_an_empty_stream", &|e| e.root = bag(&[]));
	let fork = |at: usize| {
		let mut sent = payloads("extension", 0..5);
		sent[at] = b"never sent".to_vec();
		crate::reference::ReferenceStream::of(&sent).peaks_at(5)
	};
	root(v, "fork_at_the_first_message", &|e| e.held.peaks = fork(0));
	root(v, "fork_at_the_last_message", &|e| e.held.peaks = fork(4));
	let mut same = Extension::of("extension", 9, 9);
	same.root = stream("extension", 8).root_at(8);
	same.refuse(v, "equal_counts_with_another_root", says, "RootMismatch");
	let mut three = Extension::of("extension", 1, 4);
	three.to = 3;
	three.refuse(v, "items_of_1_to_4_for_1_to_3", says, "RootMismatch");
	let mut wide = Extension::of("extension", 6, 15);
	*wide.items.last_mut().unwrap() = stream("extension", 15).cover(14, 15)[0];
	wide.refuse(v, "last_item_not_the_whole_bag", says, "RootMismatch");

	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		let mut fields = good.fields();
		fields.retain(|(name, _)| *name != "nodes");
		fields.iter_mut().find(|(name, _)| *name == "encoded").unwrap().1 = hex(bytes);
		v.refuse("extension", name, says, fields, "Decode");
	};
	decode("64_items", "at most 63 items", list(&[[7; 32]; 64]));
	let bytes = list(&good.items);
	decode("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", bytes[..bytes.len() - 1].to_vec());
	let long = [&[(good.items.len() as u8) << 2 | 1, 0][..], &good.items.concat()].concat();
	decode("length_in_two_bytes", "a length has its shortest form", long);
	let bomb = [compact((1 << 30) - 1), good.items.concat()].concat();
	decode("length_that_lies", "a length beyond the bytes", bomb);
}

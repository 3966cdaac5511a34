//! Batches: from bytes of a stranger to a frontier.

use super::{
	Fields, RECEIVER, SOURCE, Vectors, channel, commit, flipped, frontier,
	json::{Json, hex, number},
	made_up,
	object::{Batch, Frontier, compact},
	payloads, stream,
	verifier::Trace,
};

const FOLDER: &str = "batch";

#[derive(Clone)]
struct Case {
	receiver: u32,
	held: Frontier,
	batch: Batch,
}

impl Case {
	/// Messages `from..to` of `n`, for somebody who read `from`.
	fn of(from: usize, to: usize, n: usize) -> Self {
		let s = stream("batch", n);
		let channel = channel(&s, n);
		let (provides_root, proof) = commit(&channel, 5, 2);
		let batch = Batch {
			source: SOURCE,
			provides_root,
			channel,
			proof,
			first: from as u64,
			payloads: payloads("batch", from..to),
			extension: if from == to { vec![] } else { s.extension(to, n) },
		};
		Self { receiver: RECEIVER, held: frontier(&s, from), batch }
	}

	/// Commits the channel leaf as it is now: a source that lies in its own leaf.
	fn recommit(&mut self) {
		(self.batch.provides_root, self.batch.proof) = commit(&self.batch.channel, 5, 2);
	}

	fn fields(&self) -> Fields {
		vec![
			("receiver", number(self.receiver)),
			("held", self.held.json()),
			("encoded", hex(self.batch.encode())),
			("value", self.batch.json()),
		]
	}

	fn accept(&self, v: &mut Vectors, name: &str, says: &str) {
		let mut trace = Trace::default();
		let after = trace.deliver(self.receiver, &self.held, &self.batch).unwrap();
		let fields = [self.fields(), vec![("after", after.json())]].concat();
		v.accept(FOLDER, name, says, fields, trace);
	}

	fn refuse(&self, v: &mut Vectors, name: &str, says: &str, error: &str) {
		let found = Trace::default().deliver(self.receiver, &self.held, &self.batch);
		assert_eq!(found.map(|_| ()), Err(error.to_string()), "{name}");
		v.refuse(FOLDER, name, says, self.fields(), error);
	}
}

pub fn write(v: &mut Vectors) {
	for (from, to, n, says) in [
		(0, 1, 1, "the first message ever"),
		(0, 5, 5, "a whole stream"),
		(5, 9, 9, "onto a frontier, to the end of the stream"),
		(5, 7, 9, "stops early: an extension leads to the end"),
		(0, 1, 9, "stops early after the first message"),
		(8, 12, 13, "stops one message early"),
		(0, 0, 0, "a register refresh of a source that never sent"),
		(5, 5, 5, "a register refresh"),
		(5, 5, 9, "a register refresh behind the end of the stream"),
	] {
		Case::of(from, to, n).accept(v, &format!("{from}_to_{to}_of_{n}"), says);
	}
	let mut odd = Case::of(0, 2, 2);
	let sent = vec![vec![], [[7u8; 32], [8; 32]].concat()];
	let s = crate::reference::ReferenceStream::of(&sent);
	(odd.batch.payloads, odd.batch.channel) = (sent, channel(&s, 2));
	odd.recommit();
	odd.accept(v, "odd_payloads", "an empty payload and one of 64 bytes are messages");
	let mut fork = Case::of(5, 5, 9);
	fork.held = frontier(&stream("fork", 5), 5);
	fork.accept(v, "refresh_compares_no_stream", "a register refresh proves no stream");
	let says = "its register counts, although more was read under speculative roots";
	shorter(5).accept(v, "refresh_under_a_shorter_stream", says);
	shorter(0).accept(v, "refresh_under_an_empty_stream", says);

	commitments(v);
	positions(v);
	streams(v);
	bytes(v);
}

/// A register refresh under a stream of `n` messages for somebody who read 9.
fn shorter(n: usize) -> Case {
	let mut case = Case::of(n, n, n);
	(case.held, case.batch.first) = (frontier(&stream("batch", 9), 9), 9);
	case
}

fn edited(good: &Case, change: &dyn Fn(&mut Case)) -> Case {
	let mut case = good.clone();
	change(&mut case);
	case
}

fn commitments(v: &mut Vectors) {
	let good = Case::of(5, 7, 9);
	let mut refuse = |name: &str, error: &str, change: &dyn Fn(&mut Case)| {
		let says = "the channel leaf is not under this provides root";
		edited(&good, change).refuse(v, name, says, error);
	};
	refuse("index_at_the_count", "Tree.IndexOutOfRange", &|c| c.batch.proof.index = 5);
	refuse("no_leaves", "Tree.IndexOutOfRange", &|c| c.batch.proof.leaves = 0);
	refuse("a_sibling_fewer", "Tree.SiblingCount", &|c| _ = c.batch.proof.siblings.pop());
	refuse("a_sibling_more", "Tree.SiblingCount", &|c| c.batch.proof.siblings.push([0; 32]));
	let foreign = "ForeignLeaf";
	refuse("another_receiver", foreign, &|c| c.receiver += 1);
	refuse("another_source", foreign, &|c| c.batch.source += 1);
	refuse("another_generation", foreign, &|c| c.batch.proof.generation += 1);
	refuse("another_index", foreign, &|c| c.batch.proof.index = 1);
	refuse("another_count_of_leaves", foreign, &|c| c.batch.proof.leaves = 6);
	refuse("zero_root", foreign, &|c| c.batch.provides_root = [0; 32]);
	refuse("stream_root_as_provides_root", foreign, &|c| {
		c.batch.provides_root = c.batch.channel.stream_root;
	});
	refuse("older_root", foreign, &|c| {
		c.batch.provides_root = Case::of(5, 7, 8).batch.provides_root
	});
	refuse("claimed_count_minus_1", foreign, &|c| c.batch.channel.leaf_count = 8);
	refuse("claimed_count_plus_1", foreign, &|c| c.batch.channel.leaf_count = 10);
	refuse("raised_credit", foreign, &|c| c.batch.channel.register.credit = 1_000);
	refuse("sibling_flipped", foreign, &|c| {
		c.batch.proof.siblings[0] = flipped(&c.batch.proof.siblings[0]);
	});
}

fn positions(v: &mut Vectors) {
	let held = |m: usize, c: &mut Case| c.held = frontier(&stream("batch", 9), m);
	let good = Case::of(5, 7, 9);
	let mut refuse = |name: &str, says: &str, change: &dyn Fn(&mut Case)| {
		edited(&good, change).refuse(v, name, says, "NotContinuing");
	};
	refuse("replay", "messages that were read", &|c| held(7, c));
	refuse("overlap", "messages of which one was read", &|c| held(6, c));
	refuse("gap", "messages that come too early", &|c| held(4, c));
	refuse("from_the_start", "the first of them is not the next", &|c| held(0, c));
	refuse("first_at_the_end", "positions go to 2^63 - 1", &|c| c.batch.first = (1 << 63) - 1);
	let mut early = Case::of(5, 5, 9);
	early.batch.first = 6;
	early.refuse(v, "refresh_elsewhere", "a refresh names our count", "NotContinuing");
	let mut theirs = shorter(5);
	theirs.batch.first = 5;
	theirs.refuse(v, "refresh_at_the_shorter_end", "our count, not theirs", "NotContinuing");

	let beyond = "BeyondStream";
	let mut long = Case::of(5, 9, 9);
	long.batch.payloads.push(b"never sent".to_vec());
	long.refuse(v, "more_than_the_stream", "one message more than the stream has", beyond);
	let mut stale = Case::of(5, 5, 5);
	(stale.held, stale.batch.first) = (frontier(&stream("batch", 9), 9), 9);
	stale.batch.payloads = payloads("batch", 9..10);
	stale.refuse(v, "stale_batch", "the stream is shorter than what was read", beyond);
	let mut full = Case::of(0, 1, 1);
	full.held = super::made_up_frontier((1 << 63) - 1);
	full.batch.first = (1 << 63) - 1;
	full.refuse(v, "onto_a_full_stream", "2^63 - 1 messages, and one more", beyond);
}

fn streams(v: &mut Vectors) {
	let early = Case::of(5, 7, 9);
	let mut idle = Case::of(5, 5, 9);
	idle.batch.extension = early.batch.extension.clone();
	idle.refuse(v, "refresh_with_an_extension", "a refresh has none", "IdleExtension");
	let mut back = shorter(5);
	back.batch.extension = stream("batch", 9).extension(5, 9);
	let says = "nothing leads from more messages to fewer";
	back.refuse(v, "refresh_under_a_shorter_stream_with_an_extension", says, "IdleExtension");

	let count = "Extension.NodeCount";
	let says = "the end of the payloads and the stream call for another number of items";
	let mut refuse = |name: &str, change: &dyn Fn(&mut Case)| {
		edited(&early, change).refuse(v, name, says, count);
	};
	refuse("no_extension", &|c| c.batch.extension.clear());
	refuse("an_item_fewer", &|c| _ = c.batch.extension.pop());
	refuse("an_item_more", &|c| c.batch.extension.push([0; 32]));
	let mut truncated = Case::of(5, 9, 9);
	_ = truncated.batch.payloads.pop();
	truncated.refuse(v, "truncated_tail", says, count);
	let mut whole = Case::of(5, 9, 9);
	whole.batch.extension.push(whole.batch.channel.stream_root);
	whole.refuse(v, "extension_to_the_end_itself", says, count);

	let to_end = Case::of(5, 9, 9);
	for (good, error, suffix) in
		[(&to_end, "RootMismatch", ""), (&early, "Extension.RootMismatch", "_stopping_early")]
	{
		let says = "the payloads lead to another stream root";
		let mut refuse = |name: &str, change: &dyn Fn(&mut Case)| {
			edited(good, change).refuse(v, &format!("{name}{suffix}"), says, error);
		};
		refuse("payload_changed", &|c| c.batch.payloads[0] = b"never sent".to_vec());
		refuse("payload_emptied", &|c| c.batch.payloads[1].clear());
		refuse("payload_with_its_tags", &|c| _ = c.batch.payloads[0].splice(0..0, [1, 0]));
		refuse("payload_extended", &|c| c.batch.payloads[1].push(0));
		refuse("payloads_reordered", &|c| c.batch.payloads.swap(0, 1));
		refuse("payload_repeated", &|c| c.batch.payloads[1] = c.batch.payloads[0].clone());
		refuse("held_fork", &|c| c.held = frontier(&stream("fork", 5), 5));
		refuse("held_peaks_swapped", &|c| c.held.peaks.swap(0, 1));
	}
	let mut skipped = early.clone();
	_ = skipped.batch.payloads.remove(0);
	skipped.batch.extension = stream("batch", 9).extension(6, 9);
	let says = "a message was left out";
	skipped.refuse(v, "payload_skipped", says, "Extension.RootMismatch");
	let mut items = early.clone();
	items.batch.extension[0] = flipped(&items.batch.extension[0]);
	items.refuse(v, "extension_flipped", "the items lead elsewhere", "Extension.RootMismatch");
	// A source that commits to what it did not send.
	let mut liar = early;
	liar.batch.channel.stream_root = made_up("root");
	liar.recommit();
	liar.refuse(
		v,
		"a_root_of_nothing",
		"a made-up root is led to by nothing",
		"Extension.RootMismatch",
	);
	let mut two = Case::of(0, 1, 2);
	let s = stream("batch", 2);
	two.batch.payloads = vec![s.leaves.concat()];
	(two.batch.channel.leaf_count, two.batch.extension) = (1, vec![]);
	two.recommit();
	let says = "two leaf hashes as one payload of 64 bytes";
	two.refuse(v, "64_bytes_as_two_messages", says, "RootMismatch");
}

fn bytes(v: &mut Vectors) {
	let good = Case::of(5, 7, 9);
	let head = good.batch.head();
	let bytes = good.batch.encode();
	let mut decode = |name: &str, says: &str, encoded: Json| {
		let fields = vec![
			("receiver", number(good.receiver)),
			("held", good.held.json()),
			("encoded", encoded),
		];
		v.refuse(FOLDER, name, says, fields, "Decode");
	};
	decode("trailing_byte", "every byte counts", hex([&bytes[..], &[0]].concat()));
	decode("a_byte_short", "every byte counts", hex(&bytes[..bytes.len() - 1]));
	let tail = &bytes[head.len() + 1..];
	let long = [&head[..], &[(2 << 2) | 1, 0], tail].concat();
	decode("length_in_two_bytes", "a length has its shortest form", hex(long));
	let lie = [&head[..], &compact(65_536), tail].concat();
	decode("length_that_lies", "a length beyond the bytes", hex(lie));
	let part =
		|bytes: &[u8], times: u32| Json::Map(vec![("hex", hex(bytes)), ("times", number(times))]);
	let start = [&head[..], &compact(65_537)].concat();
	let many = Json::List(vec![part(&start, 1), part(&[0], 65_537), part(&[0], 1)]);
	decode("65537_payloads", "at most 65,536 payloads", many);
	let start = [&head[..], &compact(1), &compact((1 << 20) + 1)].concat();
	let large = Json::List(vec![part(&start, 1), part(&[7], (1 << 20) + 1), part(&[0], 1)]);
	decode("payload_of_a_mebibyte_and_a_byte", "at most 2^20 bytes a payload", large);
	let mut far = good.batch.clone();
	far.first = 1 << 63;
	decode("first_2_to_the_63", "positions end at 2^63 - 1", hex(far.encode()));
	let mut many = good.batch.clone();
	many.extension = vec![[7; 32]; 64];
	decode("64_extension_nodes", "at most 63 items", hex(many.encode()));
	let mut many = good.batch.clone();
	many.proof.siblings = vec![[7; 32]; 33];
	decode("33_siblings", "at most 32 siblings", hex(many.encode()));
}

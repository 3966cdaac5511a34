//! Late block proofs, and what the blocks of a PoV say together.

use super::{
	Fields, GENERATION, RECEIVER, SOURCE, Vectors, channel, commit, flipped, frontier,
	json::{Json, hex, number},
	made_up, made_up_frontier,
	object::{Consumed, Late, compact, requires_bytes, requires_json},
	stream,
	verifier::Trace,
};
use crate::reference::Bytes32;

#[derive(Clone)]
struct Case {
	receiver: u32,
	consumed: Consumed,
	late: Late,
	root: Bytes32,
}

impl Case {
	/// A block that read `m` messages, under a root with `n`, of a source with `peers` peers.
	fn of(m: usize, n: usize, peers: u32) -> Self {
		let s = stream("late", n.max(m));
		let channel = channel(&s, n);
		let (root, proof) = commit(&channel, peers, peers / 2);
		let consumed = Consumed {
			source: SOURCE,
			generation: GENERATION,
			expected_root: Some(made_up("expected root")),
			frontier: frontier(&s, m),
		};
		let extension = if m == 0 || m > n { vec![] } else { s.extension(m, n) };
		let late = Late { source: SOURCE, channel, proof, extension };
		Self { receiver: RECEIVER, consumed, late, root }
	}

	fn fields(&self) -> Fields {
		vec![
			("receiver", number(self.receiver)),
			("consumed", self.consumed.json()),
			("encoded", hex(self.late.encode())),
			("value", self.late.json()),
			("provides_root", hex(self.root)),
		]
	}

	fn refuse(&self, v: &mut Vectors, name: &str, says: &str, error: &str) {
		let found = match Trace::default().rebind(self.receiver, &self.consumed, &self.late) {
			Ok(root) if root == self.root => panic!("{name} is accepted"),
			Ok(_) => "Mismatch".into(),
			Err(error) => error,
		};
		assert_eq!(found, error, "{name}");
		v.refuse("late_block_proof", name, says, self.fields(), error);
	}
}

pub fn write(v: &mut Vectors) {
	accepted(v);
	refused(v);
	bytes(v);
	said(v);
	unsaid(v);
}

fn accepted(v: &mut Vectors) {
	for (m, n, peers, says) in [
		(5, 5, 1, "nothing was sent since, one peer: 99 bytes"),
		(5, 8, 3, "both old peaks end up below one new peak"),
		(1, 2, 2, "the shortest extension"),
		(8, 12, 5, "nothing is swallowed"),
		(9, 16, 7, "the newest leaf of a power of two"),
		(1_000, 1_100, 100, "419 bytes and 17 hashes"),
	] {
		let case = Case::of(m, n, peers);
		let mut trace = Trace::default();
		let root = trace.rebind(case.receiver, &case.consumed, &case.late);
		assert_eq!(root, Ok(case.root));
		let name = format!("{m}_to_{n}_of_{peers}_peers");
		v.accept("late_block_proof", &name, says, case.fields(), trace);
	}
}

fn refused(v: &mut Vectors) {
	let good = Case::of(5, 9, 5);
	let mut refuse = |name: &str, says: &str, error: &str, change: &dyn Fn(&mut Case)| {
		let mut case = good.clone();
		change(&mut case);
		case.refuse(v, name, says, error);
	};
	let says = "a proof is about the source that was read";
	refuse("another_source", says, "UnusedProof", &|c| c.late.source += 1);
	let says = "a proof is of the generation that was read";
	refuse("generation_plus_1", says, "OtherGeneration", &|c| c.late.proof.generation += 1);
	refuse("generation_read_before", says, "OtherGeneration", &|c| c.consumed.generation -= 1);
	let says = "counts and index say how many siblings there are";
	refuse("index_at_the_count", says, "Tree.IndexOutOfRange", &|c| c.late.proof.index = 5);
	refuse("no_leaves", says, "Tree.IndexOutOfRange", &|c| c.late.proof.leaves = 0);
	refuse("a_sibling_fewer", says, "Tree.SiblingCount", &|c| _ = c.late.proof.siblings.pop());
	refuse("a_sibling_more", says, "Tree.SiblingCount", &|c| c.late.proof.siblings.push([0; 32]));
	let says = "the two counts say how many items there are";
	let count = "Extension.NodeCount";
	refuse("no_items", says, count, &|c| c.late.extension.clear());
	refuse("an_item_fewer", says, count, &|c| _ = c.late.extension.pop());
	refuse("an_item_more", says, count, &|c| c.late.extension.push([0; 32]));
	refuse("old_peaks_in_front", says, count, &|c| {
		c.late.extension = [&c.consumed.frontier.peaks[..], &c.late.extension].concat();
	});
	refuse("claimed_count_8", says, count, &|c| c.late.channel.leaf_count = 8);
	let says = "a stream does not shrink";
	refuse("shorter_stream", says, "Extension.NotForward", &|c| {
		c.consumed.frontier = frontier(&stream("late", 10), 10);
	});
	let says = "a block that read nothing is not late";
	refuse("nothing_read", says, "Extension.EmptyFrontier", &|c| {
		c.consumed.frontier = made_up_frontier(0);
	});
	let says = "what was read is no prefix of that stream";
	let root = "Extension.RootMismatch";
	refuse("fork", says, root, &|c| c.consumed.frontier = frontier(&stream("fork", 5), 5));
	refuse("dead_after_a_rewind", says, root, &|c| {
		let mut sent = super::payloads("late", 0..4);
		sent.push(b"reverted".to_vec());
		c.consumed.frontier = frontier(&crate::reference::ReferenceStream::of(&sent), 5);
	});
	refuse("peaks_swapped", says, root, &|c| c.consumed.frontier.peaks.swap(0, 1));
	refuse("fake_peaks", says, root, &|c| c.consumed.frontier = made_up_frontier(5));
	refuse("frontier_of_6", says, root, &|c| {
		c.consumed.frontier = frontier(&stream("late", 9), 6);
		c.late.extension.pop();
	});
	refuse("item_flipped", says, root, &|c| c.late.extension[0] = flipped(&c.late.extension[0]));
	refuse("item_zero", says, root, &|c| c.late.extension[1] = [0; 32]);
	refuse("items_swapped", says, root, &|c| c.late.extension.swap(0, 1));
	refuse("stream_root_flipped", says, root, &|c| c.late.channel.stream_root[3] ^= 4);
	refuse("items_of_another_stream", says, root, &|c| {
		c.late.extension = stream("fork", 9).extension(5, 9);
	});
	let says = "leads to a root that nobody provides";
	refuse("another_receiver", says, "Mismatch", &|c| c.receiver += 1);
	refuse("another_index", says, "Mismatch", &|c| c.late.proof.index = 1);
	refuse("another_count_of_leaves", says, "Mismatch", &|c| c.late.proof.leaves = 6);
	refuse("sibling_flipped", says, "Mismatch", &|c| c.late.proof.siblings[0] = [0; 32]);
	refuse("raised_credit", says, "Mismatch", &|c| c.late.channel.register.credit = 1_000);
	refuse("zero_root", says, "Mismatch", &|c| c.root = [0; 32]);
	refuse("both_generations_raised", says, "Mismatch", &|c| {
		c.late.proof.generation += 1;
		c.consumed.generation += 1;
	});
	refuse("both_sources_moved", says, "Mismatch", &|c| {
		c.late.source += 1;
		c.consumed.source += 1;
	});
	let says = "the same items lead to the same stream root under 10, but the leaf says 9";
	refuse("9_as_10", says, "Mismatch", &|c| c.late.channel.leaf_count = 10);
	// 5 and 9 have the same number of peaks: without the count in the leaf these would be one proof.
	let mut moved = Case::of(5, 5, 5);
	moved.consumed.frontier.leaf_count = 9;
	moved.late.channel.leaf_count = 9;
	let says = "the head of 5 messages as the head of 9, in the frontier and in the leaf";
	moved.refuse(v, "5_as_9", says, "Mismatch");
}

fn bytes(v: &mut Vectors) {
	let good = Case::of(5, 9, 5);
	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		let mut fields = good.fields();
		fields.retain(|(name, _)| *name != "value");
		fields.iter_mut().find(|(name, _)| *name == "encoded").unwrap().1 = hex(bytes);
		v.refuse("late_block_proof", name, says, fields, "Decode");
	};
	let bytes = good.late.encode();
	decode("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", bytes[..bytes.len() - 1].to_vec());
	decode("preceding_byte", "every byte counts", [&[0], &bytes[..]].concat());
	let many = Late { extension: vec![[7; 32]; 64], ..good.late.clone() };
	decode("64_items", "at most 63 items", many.encode());
	let mut many = good.late.clone();
	many.proof.siblings = vec![[7; 32]; 33];
	decode("33_siblings", "at most 32 siblings", many.encode());
	let mut count = good.late.clone();
	count.channel.leaf_count = 1 << 63;
	decode("count_2_to_the_63", "counts end at 2^63 - 1", count.encode());
	let mut phase = good.late.clone();
	phase.channel.register.inbound = 6;
	decode("unknown_phase", "inbound phases end at 5", phase.encode());
	// The register is at the end of 8 + 32 bytes of the leaf, the proof behind it.
	let siblings = 4 + 81 + 12;
	let long = [&bytes[..siblings], &[bytes[siblings] | 1, 0], &bytes[siblings + 1..]].concat();
	decode("length_in_two_bytes", "a length has its shortest form", long);
}

/// A PoV: the records of its blocks in order, what its last header provides, its inputs.
#[derive(Clone)]
struct Pov {
	records: Vec<(u32, Vec<Consumed>)>,
	provides: Option<Bytes32>,
	inputs: Vec<Late>,
}

fn inputs_bytes(inputs: &[Late]) -> Vec<u8> {
	[compact(inputs.len()), inputs.iter().flat_map(Late::encode).collect()].concat()
}

impl Pov {
	fn fields(&self) -> Fields {
		let record = |(para_id, consumed): &(u32, Vec<Consumed>)| {
			let bytes = consumed.iter().flat_map(Consumed::encode).collect();
			let encoded = [para_id.to_le_bytes().to_vec(), compact(consumed.len()), bytes].concat();
			Json::Map(vec![
				("para_id", number(*para_id)),
				("consumed", Json::List(consumed.iter().map(Consumed::json).collect())),
				("encoded", hex(encoded)),
			])
		};
		vec![
			("records", Json::List(self.records.iter().map(record).collect())),
			("provides", self.provides.map_or(Json::Null, hex)),
			("encoded", hex(inputs_bytes(&self.inputs))),
			("value", Json::List(self.inputs.iter().map(Late::json).collect())),
		]
	}

	fn accept(&self, v: &mut Vectors, name: &str, says: &str, requires: &[(u32, Bytes32)]) {
		let mut trace = Trace::default();
		for late in &self.inputs {
			let mut all = self.records.iter().flat_map(|(_, consumed)| consumed);
			let last = all.rfind(|c| c.source == late.source).unwrap();
			let root = trace.rebind(RECEIVER, last, late).unwrap();
			assert!(requires.contains(&(late.source, root)), "{name}");
		}
		let encoded = if requires.is_empty() { Json::Null } else { hex(requires_bytes(requires)) };
		let requires = [("requires", requires_json(requires)), ("requires_encoded", encoded)];
		let fields = [self.fields(), requires.to_vec()].concat();
		v.accept("messaging_inputs", name, says, fields, trace);
	}

	fn refuse(&self, v: &mut Vectors, name: &str, says: &str, error: &str) {
		v.refuse("messaging_inputs", name, says, self.fields(), error);
	}
}

fn read(source: u32, root: Option<&str>) -> Consumed {
	Consumed {
		source,
		generation: GENERATION,
		expected_root: root.map(made_up),
		frontier: made_up_frontier(5),
	}
}

fn pov(records: Vec<Vec<Consumed>>) -> Pov {
	let records = records.into_iter().map(|consumed| (RECEIVER, consumed)).collect();
	Pov { records, provides: Some(made_up("provides")), inputs: vec![] }
}

fn said(v: &mut Vectors) {
	let silent = Pov { provides: None, ..pov(vec![]) };
	silent.accept(v, "nothing", "no block, no commitments", &[]);
	pov(vec![vec![]]).accept(
		v,
		"a_block_that_read_nothing",
		"it provides and requires nothing",
		&[],
	);
	let two =
		pov(vec![vec![read(7, Some("a")), read(9, Some("b"))], vec![read(7, Some("c"))], vec![]]);
	let expected = [(7, made_up("c")), (9, made_up("b"))];
	two.accept(v, "last_record_wins", "per source the last record counts", &expected);
	let included = pov(vec![vec![read(7, Some("a"))], vec![read(7, None)]]);
	let says = "what was last read under an included root requires nothing";
	included.accept(v, "included_last", says, &[]);
	let case = Case::of(5, 9, 5);
	let mut late = pov(vec![vec![read(7, Some("a")), case.consumed.clone()]]);
	late.inputs.push(case.late.clone());
	let says = "a late block proof replaces one root";
	late.accept(v, "a_late_block_proof", says, &[(7, made_up("a")), (SOURCE, case.root)]);
}

fn unsaid(v: &mut Vectors) {
	let case = Case::of(5, 9, 5);
	let mut late = pov(vec![vec![case.consumed.clone()]]);
	late.inputs.push(case.late.clone());
	let mut refuse = |name: &str, says: &str, error: &str, change: &dyn Fn(&mut Pov)| {
		let mut pov = late.clone();
		change(&mut pov);
		pov.refuse(v, name, says, error);
	};
	let unused = "UnusedProof";
	refuse("no_record", "a proof that nobody needs", unused, &|p| p.records.clear());
	refuse("nothing_read", "a proof that nobody needs", unused, &|p| p.records[0].1.clear());
	refuse("included_root", "an included root is not late", unused, &|p| {
		p.records[0].1[0].expected_root = None;
	});
	refuse("another_source", "a proof of a source nobody read", unused, &|p| {
		p.inputs[0].source = 9
	});
	refuse("earlier_generation", "a proof of another generation", "OtherGeneration", &|p| {
		p.inputs[0].proof.generation -= 1;
	});
	refuse("two_generations", "one source, two generations", "TwoGenerations", &|p| {
		let mut other = case.consumed.clone();
		other.generation += 1;
		p.records.push((RECEIVER, vec![other]));
	});
	refuse("foreign_record", "blocks of two chains", "ForeignRecord", &|p| {
		p.records.push((RECEIVER + 1, vec![]));
	});
	refuse("proof_from_an_earlier_block", "the last record counts", "Extension.NodeCount", &|p| {
		let mut last = case.consumed.clone();
		last.frontier = frontier(&stream("late", 9), 6);
		p.records.push((RECEIVER, vec![last]));
	});
	refuse("fork", "what was read is no prefix", "Extension.RootMismatch", &|p| {
		p.records[0].1[0].frontier = frontier(&stream("fork", 5), 5);
	});
	refuse("wrong_index", "the tree's shape", "Tree.IndexOutOfRange", &|p| {
		p.inputs[0].proof.index = 5;
	});
	let many = (0..257).map(|i| Consumed { frontier: made_up_frontier(1), ..read(i, Some("a")) });
	let many: Vec<_> = many.collect();
	let many = pov(vec![many[..200].to_vec(), many[200..].to_vec()]);
	many.refuse(v, "257_sources", "more sources than a set names", "Requires.TooMany");

	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		let mut fields = late.fields();
		fields.retain(|(name, _)| *name != "value");
		fields.iter_mut().find(|(name, _)| *name == "encoded").unwrap().1 = hex(bytes);
		v.refuse("messaging_inputs", name, says, fields, "Decode");
	};
	let of = |sources: &[u32]| {
		let late = sources.iter().map(|s| Late { source: *s, ..case.late.clone() });
		inputs_bytes(&late.collect::<Vec<_>>())
	};
	decode("unsorted", "sources strictly increase", of(&[9, 7]));
	decode("one_source_twice", "sources strictly increase", of(&[7, 7]));
	let bytes = of(&[7]);
	decode("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", bytes[..bytes.len() - 1].to_vec());
	decode("length_in_two_bytes", "a length has its shortest form", {
		[&[(1 << 2) | 1, 0], &bytes[1..]].concat()
	});
	let short = Case::of(1, 1, 1).late;
	let all = (0..257).map(|source| Late { source, ..short.clone() }).collect::<Vec<_>>();
	decode("257_proofs", "at most 256 proofs", inputs_bytes(&all));
}

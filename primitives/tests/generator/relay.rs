//! What a candidate says, what a header says, and what the relay chain makes of it.

use super::{
	Fields, Vectors,
	json::{Json, hex, number},
	made_up,
	object::{compact, list, requires_bytes, requires_json},
	verifier::Trace,
};
use crate::reference::Bytes32;

pub fn write(v: &mut Vectors) {
	requires(v);
	provides(v);
	digest(v, "header_digest", b"SPM1", 32);
	digest(v, "header_mark", b"SPM2", 0);
	window(v);
	matching(v);
}

fn entries(sources: impl IntoIterator<Item = u32>) -> Vec<(u32, Bytes32)> {
	sources.into_iter().map(|s| (s, made_up(&format!("root {s}")))).collect()
}

fn requires(v: &mut Vectors) {
	const FOLDER: &str = "requires";
	let case = |entries: &[(u32, Bytes32)]| -> Fields {
		vec![("encoded", hex(requires_bytes(entries))), ("value", requires_json(entries))]
	};
	let accepted = [
		("one", "the smallest set", entries([2_000])),
		("three", "by strictly increasing source", entries([0, 7, u32::MAX])),
		("by_number_not_by_bytes", "256 comes after 255, not before 1", entries([1, 255, 256])),
		("256", "the largest set", entries(0..256)),
	];
	for (name, says, entries) in accepted {
		v.accept(FOLDER, name, says, case(&entries), Trace::default());
	}
	let mut doubled = entries([7, 7]);
	doubled[1].1 = made_up("another root");
	for (name, says, entries, error) in [
		("nothing", "a set of nothing is left out", vec![], "Empty"),
		("unsorted", "sources strictly increase", entries([9, 7]), "Unsorted"),
		("sorted_by_bytes", "by number", entries([256, 1]), "Unsorted"),
		("two_roots_of_one_source", "one root a source", doubled, "Unsorted"),
		("one_entry_twice", "one root a source", entries([7, 7]), "Unsorted"),
		("257", "at most 256", entries(0..257), "TooMany"),
	] {
		v.refuse(FOLDER, name, says, case(&entries), error);
	}
	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		v.refuse(FOLDER, name, says, vec![("encoded", hex(bytes))], "Decode");
	};
	let bytes = requires_bytes(&entries([2_000]));
	decode("trailing_byte", "every byte counts", [&bytes[..], &[0]].concat());
	decode("a_byte_short", "every byte counts", bytes[..bytes.len() - 1].to_vec());
	decode("no_bytes", "every byte counts", vec![]);
	decode("length_in_two_bytes", "a length has its shortest form", {
		[&[(1 << 2) | 1, 0], &bytes[1..]].concat()
	});
	decode(
		"length_that_lies",
		"a length beyond the bytes",
		[&[3, 0, 0, 0, 64], &bytes[1..]].concat(),
	);
}

fn provides(v: &mut Vectors) {
	let root = made_up("root");
	let fields = vec![("encoded", hex(root)), ("provides_root", hex(root))];
	v.accept("provides", "a_root", "exactly the 32 bytes", fields, Trace::default());
	for (name, bytes) in [
		("31_bytes", root[..31].to_vec()),
		("33_bytes", [&root[..], &[0]].concat()),
		("nothing", vec![]),
	] {
		let fields = vec![("encoded", hex(bytes))];
		v.refuse("provides", name, "exactly 32 bytes", fields, "Decode");
	}
}

/// Items of a digest: what kind, whose, what.
fn digest(v: &mut Vectors, folder: &str, engine: &[u8; 4], length: usize) {
	const CONSENSUS: (&str, u8) = ("Consensus", 4);
	type Item<'a> = ((&'a str, u8), &'a [u8; 4], Vec<u8>);
	let case = |items: &[Item<'_>]| -> Fields {
		let json = items.iter().map(|((kind, _), engine, data)| {
			Json::Map(vec![
				("kind", Json::Text(kind.to_string())),
				("engine", hex(engine)),
				("data", hex(data)),
			])
		});
		let bytes = items.iter().flat_map(|((_, variant), engine, data)| {
			[&[*variant][..], &engine[..], &compact(data.len()), data].concat()
		});
		let encoded = [compact(items.len()), bytes.collect()].concat();
		vec![("items", Json::List(json.collect())), ("encoded", hex(encoded))]
	};
	let item = |length: usize| (CONSENSUS, engine, vec![0x11; length]);
	let aura: Item<'_> = (("PreRuntime", 6), b"aura", vec![5; 8]);
	let mut accept = |name: &str, says: &str, items: &[Item<'_>], found: bool| {
		let found = if found { hex(vec![0x11; length]) } else { Json::Null };
		let fields = [case(items), vec![("found", found)]].concat();
		v.accept(folder, name, says, fields, Trace::default());
	};
	accept("one_item", "one item of the engine", &[item(length)], true);
	accept("among_others", "items of others say nothing", &[aura.clone(), item(length)], true);
	accept("no_item", "none is no error", &[], false);
	accept("only_others", "items of others say nothing", &[aura], false);
	for kind in [("PreRuntime", 6), ("Seal", 5)] {
		let name = format!("as_{}", kind.0.to_lowercase());
		accept(
			&name,
			"another kind of item says nothing",
			&[(kind, engine, vec![0x11; length])],
			false,
		);
	}
	let mut refuse = |name: &str, says: &str, items: &[Item<'_>], error: &str| {
		v.refuse(folder, name, says, case(items), error);
	};
	refuse("two_items", "exactly one", &[item(length), item(length)], "Doubled");
	let mut other = item(length);
	other.2.push(1);
	refuse("two_different_items", "exactly one", &[item(length), other], "Doubled");
	refuse("a_byte_more", "exactly as long", &[item(length + 1)], "WrongLength");
	if length > 0 {
		refuse("a_byte_fewer", "exactly as long", &[item(length - 1)], "WrongLength");
		refuse("empty", "exactly as long", &[item(0)], "WrongLength");
	}
}

fn window(v: &mut Vectors) {
	const FOLDER: &str = "window";
	let root = |i: u32| made_up(&format!("root {i}"));
	let roots = |range: core::ops::Range<u32>| range.map(root).collect::<Vec<_>>();
	let optional = |root: &Option<Bytes32>| root.map_or(Json::Null, hex);
	let mut accept = |name: &str, says: &str, before: Vec<Bytes32>, enter: Vec<Bytes32>| {
		let (mut after, mut entered) = (before.clone(), vec![]);
		for root in &enter {
			let again = after.contains(root);
			after.retain(|known| known != root);
			after.push(*root);
			let left = (after.len() > 128).then(|| after.remove(0));
			let is = Json::Text(if again { "again" } else { "new" }.into());
			entered.push(Json::Map(vec![("is", is), ("left", optional(&left))]));
		}
		let fields = vec![
			("encoded", hex(list(&before))),
			("enter", Json::List(enter.iter().map(hex).collect())),
			("entered", Json::List(entered)),
			("after_encoded", hex(list(&after))),
		];
		v.accept(FOLDER, name, says, fields, Trace::default());
	};
	accept("first_root", "an empty window takes a root", vec![], roots(0..1));
	accept("two_roots", "oldest first", roots(0..1), roots(1..3));
	let says = "a root that is there becomes the newest, and nothing leaves";
	accept("a_repeated_root", says, roots(0..4), vec![root(1), root(1)]);
	accept("a_repeated_root_when_full", says, roots(0..128), vec![root(5)]);
	accept("a_new_root_when_full", "the oldest leaves", roots(0..128), vec![root(500), root(0)]);
	let mut decode = |name: &str, says: &str, bytes: Vec<u8>| {
		v.refuse(FOLDER, name, says, vec![("encoded", hex(bytes))], "Decode");
	};
	let twice = [root(1), root(2), root(1)];
	decode("a_root_twice", "roots are distinct", list(&twice));
	decode("129_roots", "at most 128 roots", list(&roots(0..129)));
	decode("trailing_byte", "every byte counts", [list(&roots(0..2)), vec![0]].concat());
	decode("a_byte_short", "every byte counts", list(&roots(0..2))[..64].to_vec());
}

fn matching(v: &mut Vectors) {
	/// Chain, what it provides, what it requires.
	type Candidate = (u32, Option<u32>, Vec<(u32, u32)>);
	let root = |i: u32| made_up(&format!("root {i}"));
	let pairs = |pairs: &[(u32, u32)]| {
		let pairs: Vec<_> = pairs.iter().map(|(source, i)| (*source, root(*i))).collect();
		requires_json(&pairs)
	};
	let mut case = |name: &str,
	                says: &str,
	                window: &[(u32, u32)],
	                candidates: &[Candidate],
	                enacted: &[bool]| {
		let candidate = |(para_id, provides, requires): &Candidate| {
			Json::Map(vec![
				("para_id", number(*para_id)),
				("provides", provides.map_or(Json::Null, |i| hex(root(i)))),
				("requires", pairs(requires)),
			])
		};
		let fields = vec![
			("window", pairs(window)),
			("candidates", Json::List(candidates.iter().map(candidate).collect())),
			("enacted", Json::List(enacted.iter().map(|e| Json::Bool(*e)).collect())),
		];
		match enacted.iter().all(|enacted| *enacted) {
			true => v.accept("matching", name, says, fields, Trace::default()),
			false => v.refuse("matching", name, says, fields, "NotMet"),
		}
	};
	let one = |requires: Vec<(u32, u32)>| vec![(1, Some(1), requires)];
	case("nobody", "no candidate, none enacted", &[], &[], &[]);
	case("requires_nothing", "nothing to meet", &[], &one(vec![]), &[true]);
	case("root_in_the_window", "met by memory", &[(2, 2)], &one(vec![(2, 2)]), &[true]);
	let both = [(1, Some(1), vec![(2, 2)]), (2, Some(2), vec![])];
	case("root_of_the_same_block", "met by a candidate", &[], &both, &[true, true]);
	let cycle = |last| {
		[(1, Some(1), vec![(2, 2)]), (2, Some(2), vec![(3, 3)]), (3, Some(3), vec![(1, last)])]
	};
	case("a_cycle", "together", &[], &cycle(1), &[true; 3]);
	let old = [(1, 9)];
	case("a_cycle_held_up_by_the_window", "one root is old", &old, &cycle(9), &[true; 3]);
	case("a_cycle_with_a_gap", "or not at all", &[], &cycle(9), &[false; 3]);
	case("a_root_that_nobody_has", "it waits", &[(2, 3)], &one(vec![(2, 2)]), &[false]);
	case(
		"a_root_of_another_source",
		"roots have a source",
		&[(3, 2)],
		&one(vec![(2, 2)]),
		&[false],
	);
	let half = one(vec![(2, 2), (3, 3)]);
	case("one_of_two_roots", "all have to be met", &[(2, 2)], &half, &[false]);
	let chain = [
		(1, Some(1), vec![(9, 9)]),
		(1, Some(2), vec![]),
		(2, Some(3), vec![(1, 2)]),
		(3, Some(4), vec![]),
	];
	let says = "it holds back the later ones of its chain, and who needs them";
	case("a_waiting_candidate", says, &[], &chain, &[false, false, false, true]);
	case("a_chain_in_order", "the same, met", &[(9, 9)], &chain, &[true; 4]);
}

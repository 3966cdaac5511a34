//! Reads the fields of a case.

use codec::DecodeAll;
use core::fmt::Debug;
use serde_json::{Value, json};
use spec_messaging_primitives::{
	ParaId,
	batch::MessageBatch,
	channel::{ChannelLeaf, Register},
	hashing::Hash,
	late_block::{ConsumedStream, LateBlockProof},
	mmr::Frontier,
	tree::{AbsenceProof, CommitmentProof, Neighbour},
};

/// `0x` and hex digits, or a list of `{ hex, times }` to put one after the other.
pub fn bytes(value: &Value) -> Vec<u8> {
	if let Some(parts) = value.as_array() {
		let part = |p: &Value| bytes(&p["hex"]).repeat(number(&p["times"]) as usize);
		return parts.iter().flat_map(part).collect();
	}
	let digits = value.as_str().and_then(|text| text.strip_prefix("0x")).expect("hex");
	assert!(digits.len().is_multiple_of(2));
	let byte = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).unwrap();
	(0..digits.len()).step_by(2).map(byte).collect()
}

pub fn hash(value: &Value) -> Hash {
	Hash::from_slice(&bytes(value))
}

/// A number, or decimal text where a number of JSON would not be exact.
pub fn number(value: &Value) -> u64 {
	match value {
		Value::String(text) => text.parse().unwrap(),
		other => other.as_u64().expect("a number"),
	}
}

pub fn small(value: &Value) -> u32 {
	number(value).try_into().unwrap()
}

pub fn para(value: &Value) -> ParaId {
	small(value).into()
}

pub fn items(value: &Value) -> &[Value] {
	value.as_array().expect("a list")
}

pub fn optional(value: &Value) -> Option<&Value> {
	(!value.is_null()).then_some(value)
}

/// The object in `encoded`.
pub fn decode<T: DecodeAll>(value: &Value) -> Result<T, String> {
	T::decode_all(&mut &bytes(value)[..]).map_err(|_| "Decode".into())
}

/// Name of the innermost variants of an error: `Extension.NodeCount`.
pub fn name(error: impl Debug) -> String {
	let text = format!("{error:?}");
	let mut names = Vec::new();
	for word in text.split(|c: char| !c.is_alphanumeric()) {
		let known = ["Position", "LeafCount", "Id"];
		if word.starts_with(|c: char| c.is_uppercase()) && !known.contains(&word) {
			names.push(word);
		}
	}
	names.join(".")
}

fn text(bytes: impl AsRef<[u8]>) -> Value {
	let digits: String = bytes.as_ref().iter().map(|b| format!("{b:02x}")).collect();
	json!(format!("0x{digits}"))
}

fn texts<T: AsRef<[u8]>>(all: impl IntoIterator<Item = T>) -> Value {
	all.into_iter().map(text).collect()
}

fn exact(value: u64) -> Value {
	if value < 1 << 53 { json!(value) } else { json!(value.to_string()) }
}

pub fn of_frontier(frontier: &Frontier) -> Value {
	json!({ "leaf_count": exact(frontier.leaf_count().get()), "peaks": texts(frontier.peaks()) })
}

pub fn of_register(r: &Register) -> Value {
	json!({
		"generation": r.generation,
		"consumed": exact(r.consumed.get()),
		"consumed_bytes": exact(r.consumed_bytes),
		"credit": exact(r.credit),
		"credit_bytes": exact(r.credit_bytes),
		"max_payload": r.max_payload,
		"outbound": r.phase.outbound as u8,
		"inbound": r.phase.inbound as u8,
	})
}

pub fn of_channel(c: &ChannelLeaf) -> Value {
	json!({
		"leaf_count": exact(c.leaf_count.get()),
		"stream_root": text(c.stream_root),
		"register": of_register(&c.register),
	})
}

pub fn of_proof(p: &CommitmentProof) -> Value {
	json!({
		"generation": p.generation,
		"leaves": p.leaves,
		"index": p.index,
		"siblings": texts(&p.siblings),
	})
}

pub fn of_absence(p: &AbsenceProof) -> Value {
	let neighbour =
		|n: &Neighbour| json!({ "peer": u32::from(n.peer), "leaf": of_channel(&n.leaf) });
	json!({
		"generation": p.generation,
		"leaves": p.leaves,
		"index": p.index,
		"neighbours": p.neighbours.iter().map(neighbour).collect::<Value>(),
		"siblings": texts(&p.siblings),
	})
}

pub fn of_batch(b: &MessageBatch) -> Value {
	json!({
		"source": u32::from(b.source),
		"provides_root": text(b.provides_root),
		"channel": of_channel(&b.channel),
		"proof": of_proof(&b.proof),
		"first": exact(b.first.get()),
		"payloads": b.payloads.iter().map(|p| text(&p[..])).collect::<Value>(),
		"extension": texts(b.extension.nodes()),
	})
}

pub fn of_late(p: &LateBlockProof) -> Value {
	json!({
		"source": u32::from(p.source),
		"channel": of_channel(&p.channel),
		"proof": of_proof(&p.proof),
		"extension": texts(p.extension.nodes()),
	})
}

pub fn of_consumed(c: &ConsumedStream) -> Value {
	json!({
		"source": u32::from(c.source),
		"generation": c.generation,
		"expected_root": c.expected_root.map(text),
		"frontier": of_frontier(&c.frontier),
	})
}

/// A frontier in fields.
pub fn to_frontier(value: &Value) -> Frontier {
	let peaks: Vec<_> = items(&value["peaks"]).iter().map(hash).collect();
	let leaf_count = number(&value["leaf_count"]).try_into_count();
	Frontier::from_parts(leaf_count, peaks.try_into().unwrap()).unwrap()
}

trait TryIntoCount {
	fn try_into_count(self) -> spec_messaging_primitives::LeafCount;
}

impl TryIntoCount for u64 {
	fn try_into_count(self) -> spec_messaging_primitives::LeafCount {
		spec_messaging_primitives::LeafCount::new(self).unwrap()
	}
}

/// What a block read of one source, in fields.
pub fn to_consumed(value: &Value) -> ConsumedStream {
	use spec_messaging_primitives::hashing::ProvidesRoot;
	ConsumedStream {
		source: para(&value["source"]),
		generation: small(&value["generation"]),
		expected_root: optional(&value["expected_root"]).map(|root| ProvidesRoot(hash(root))),
		frontier: to_frontier(&value["frontier"]),
	}
}

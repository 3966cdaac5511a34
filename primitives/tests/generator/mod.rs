//! Writes the vectors. Shares no code with the crate: objects and verifiers here are second ones.

#![allow(dead_code, unreachable_pub)]

mod absence;
mod batch;
mod hashing;
pub mod json;
mod late_block;
mod object;
mod relay;
mod stream;
mod tree;
mod verifier;

use std::collections::BTreeMap;

use crate::reference::{Bytes32, ReferenceStream, ReferenceTree, RegisterFields, h};
use json::{Json, hex};
use object::{Channel, Frontier, Proof};
use verifier::Trace;

pub const SOURCE: u32 = 2_000;
pub const RECEIVER: u32 = 3_000;
pub const GENERATION: u32 = 4;

/// Fields of a case, in the order of the file.
pub type Fields = Vec<(&'static str, Json)>;

/// Files by their path below `vectors/`.
#[derive(Default)]
pub struct Vectors(pub BTreeMap<String, String>);

impl Vectors {
	pub fn all() -> Self {
		let mut vectors = Self::default();
		hashing::write(&mut vectors);
		stream::write(&mut vectors);
		tree::write(&mut vectors);
		absence::write(&mut vectors);
		batch::write(&mut vectors);
		late_block::write(&mut vectors);
		relay::write(&mut vectors);
		vectors
	}

	/// An accepted case, with every hash it takes.
	pub fn accept(&mut self, folder: &str, name: &str, says: &str, fields: Fields, trace: Trace) {
		let step = |(of, preimage, hash): &(String, Vec<u8>, Bytes32)| {
			Json::Map(vec![
				("of", Json::Text(of.clone())),
				("preimage", hex(preimage)),
				("hash", hex(hash)),
			])
		};
		let hashes = ("hashes", Json::List(trace.0.iter().map(step).collect()));
		self.write(folder, &format!("accept_{name}"), says, fields, Some(hashes), "accept");
	}

	/// A refused case and the name of its error.
	pub fn refuse(&mut self, folder: &str, name: &str, says: &str, fields: Fields, error: &str) {
		self.write(folder, &format!("refuse_{name}"), says, fields, None, error);
	}

	fn write(
		&mut self,
		folder: &str,
		name: &str,
		says: &str,
		fields: Fields,
		hashes: Option<(&'static str, Json)>,
		outcome: &str,
	) {
		let mut all = vec![("describes", Json::Text(says.into())), ("format", Json::Number(1))];
		all.extend(fields);
		all.extend(hashes);
		all.push(("outcome", Json::Text(outcome.into())));
		let mut text = String::new();
		Json::Map(all).print(0, &mut text);
		text.push('\n');
		let path = format!("{folder}/{name}.json");
		assert!(self.0.insert(path.clone(), text).is_none(), "{path} twice");
	}
}

/// A hash that is nobody's.
pub fn made_up(what: &str) -> Bytes32 {
	h(&[b"made up: ", what.as_bytes()])
}

pub fn flipped(hash: &Bytes32) -> Bytes32 {
	let mut hash = *hash;
	hash[31] ^= 1;
	hash
}

pub fn register() -> RegisterFields {
	RegisterFields {
		generation: 3,
		consumed: 5,
		consumed_bytes: 600,
		credit: 70,
		credit_bytes: 8_000,
		max_payload: 900,
		outbound: 2,
		inbound: 2,
	}
}

/// Message `i` of history `salt`.
pub fn payload(salt: &str, i: usize) -> Vec<u8> {
	format!("{salt} {i}").into_bytes()
}

pub fn payloads(salt: &str, range: core::ops::Range<usize>) -> Vec<Vec<u8>> {
	range.map(|i| payload(salt, i)).collect()
}

pub fn stream(salt: &str, n: usize) -> ReferenceStream {
	ReferenceStream::of(&payloads(salt, 0..n))
}

pub fn frontier(stream: &ReferenceStream, n: usize) -> Frontier {
	Frontier { leaf_count: n as u64, peaks: stream.peaks_at(n) }
}

/// A frontier of any count with made-up peaks.
pub fn made_up_frontier(leaf_count: u64) -> Frontier {
	let peaks = (0..leaf_count.count_ones()).map(|i| made_up(&format!("peak {i}"))).collect();
	Frontier { leaf_count, peaks }
}

pub fn channel(stream: &ReferenceStream, n: usize) -> Channel {
	Channel { leaf_count: n as u64, stream_root: stream.root_at(n), register: register() }
}

/// What `SOURCE` commits when `RECEIVER` is the peer at `index` of `peers`: root and proof.
pub fn commit(channel: &Channel, peers: u32, index: u32) -> (Bytes32, Proof) {
	let leaves: Vec<_> = (0..peers)
		.map(|i| match i == index {
			true => {
				let (count, root) = (channel.leaf_count, &channel.stream_root);
				let register = &channel.register;
				h(&[&crate::reference::channel_leaf_preimage(RECEIVER, count, root, register)])
			},
			false => made_up(&format!("channel leaf {i}")),
		})
		.collect();
	let tree = ReferenceTree::of(&leaves);
	let root = h(&[&crate::reference::provides_preimage(SOURCE, GENERATION, peers, &tree.root())]);
	let siblings = tree.siblings(index as usize);
	(root, Proof { generation: GENERATION, leaves: peers, index, siblings })
}

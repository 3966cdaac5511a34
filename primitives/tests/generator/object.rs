//! Objects of wire format 1 as plain fields, and their bytes by the table.

use super::json::{Json, hashes, hex, number, register};
use crate::reference::{Bytes32, RegisterFields};

/// SCALE's compact form of a length.
pub fn compact(n: usize) -> Vec<u8> {
	let n = n as u32;
	match n {
		0..=0x3f => vec![(n as u8) << 2],
		0x40..=0x3fff => (((n as u16) << 2) | 1).to_le_bytes().to_vec(),
		_ => ((n << 2) | 2).to_le_bytes().to_vec(),
	}
}

pub fn list(items: &[Bytes32]) -> Vec<u8> {
	[compact(items.len()), items.concat()].concat()
}

#[derive(Clone)]
pub struct Frontier {
	pub leaf_count: u64,
	pub peaks: Vec<Bytes32>,
}

impl Frontier {
	pub fn encode(&self) -> Vec<u8> {
		[&self.leaf_count.to_le_bytes()[..], &list(&self.peaks)].concat()
	}

	pub fn json(&self) -> Json {
		Json::Map(vec![("leaf_count", number(self.leaf_count)), ("peaks", hashes(&self.peaks))])
	}
}

#[derive(Clone)]
pub struct Channel {
	pub leaf_count: u64,
	pub stream_root: Bytes32,
	pub register: RegisterFields,
}

impl Channel {
	pub fn encode(&self) -> Vec<u8> {
		[&self.leaf_count.to_le_bytes()[..], &self.stream_root, &self.register.to_bytes()].concat()
	}

	pub fn json(&self) -> Json {
		Json::Map(vec![
			("leaf_count", number(self.leaf_count)),
			("stream_root", hex(self.stream_root)),
			("register", register(&self.register)),
		])
	}
}

#[derive(Clone)]
pub struct Proof {
	pub generation: u32,
	pub leaves: u32,
	pub index: u32,
	pub siblings: Vec<Bytes32>,
}

impl Proof {
	pub fn encode(&self) -> Vec<u8> {
		let numbers = [self.generation, self.leaves, self.index].map(u32::to_le_bytes).concat();
		[numbers, list(&self.siblings)].concat()
	}

	pub fn json(&self) -> Json {
		Json::Map(vec![
			("generation", number(self.generation)),
			("leaves", number(self.leaves)),
			("index", number(self.index)),
			("siblings", hashes(&self.siblings)),
		])
	}
}

/// That nothing is committed about a peer: the leaves next to where it would stand, with their peers.
#[derive(Clone)]
pub struct Absence {
	pub generation: u32,
	pub leaves: u32,
	pub index: u32,
	pub neighbours: Vec<(u32, Channel)>,
	pub siblings: Vec<Bytes32>,
}

impl Absence {
	/// Everything before the siblings.
	pub fn head(&self) -> Vec<u8> {
		let numbers = [self.generation, self.leaves, self.index].map(u32::to_le_bytes).concat();
		let neighbour =
			|(peer, c): &(u32, Channel)| [&peer.to_le_bytes()[..], &c.encode()].concat();
		let neighbours = self.neighbours.iter().flat_map(neighbour).collect();
		[numbers, compact(self.neighbours.len()), neighbours].concat()
	}

	pub fn encode(&self) -> Vec<u8> {
		[self.head(), list(&self.siblings)].concat()
	}

	pub fn json(&self) -> Json {
		let neighbour = |(peer, c): &(u32, Channel)| {
			Json::Map(vec![("peer", number(*peer)), ("leaf", c.json())])
		};
		Json::Map(vec![
			("generation", number(self.generation)),
			("leaves", number(self.leaves)),
			("index", number(self.index)),
			("neighbours", Json::List(self.neighbours.iter().map(neighbour).collect())),
			("siblings", hashes(&self.siblings)),
		])
	}
}

#[derive(Clone)]
pub struct Batch {
	pub source: u32,
	pub provides_root: Bytes32,
	pub channel: Channel,
	pub proof: Proof,
	pub first: u64,
	pub payloads: Vec<Vec<u8>>,
	pub extension: Vec<Bytes32>,
}

impl Batch {
	/// Everything before the payloads.
	pub fn head(&self) -> Vec<u8> {
		[
			&self.source.to_le_bytes()[..],
			&self.provides_root,
			&self.channel.encode(),
			&self.proof.encode(),
			&self.first.to_le_bytes(),
		]
		.concat()
	}

	pub fn encode(&self) -> Vec<u8> {
		let payload = |p: &Vec<u8>| [compact(p.len()), p.clone()].concat();
		let payloads = self.payloads.iter().flat_map(payload).collect();
		[self.head(), compact(self.payloads.len()), payloads, list(&self.extension)].concat()
	}

	pub fn json(&self) -> Json {
		Json::Map(vec![
			("source", number(self.source)),
			("provides_root", hex(self.provides_root)),
			("channel", self.channel.json()),
			("proof", self.proof.json()),
			("first", number(self.first)),
			("payloads", Json::List(self.payloads.iter().map(hex).collect())),
			("extension", hashes(&self.extension)),
		])
	}
}

#[derive(Clone)]
pub struct Late {
	pub source: u32,
	pub channel: Channel,
	pub proof: Proof,
	pub extension: Vec<Bytes32>,
}

impl Late {
	pub fn encode(&self) -> Vec<u8> {
		[
			&self.source.to_le_bytes()[..],
			&self.channel.encode(),
			&self.proof.encode(),
			&list(&self.extension),
		]
		.concat()
	}

	pub fn json(&self) -> Json {
		Json::Map(vec![
			("source", number(self.source)),
			("channel", self.channel.json()),
			("proof", self.proof.json()),
			("extension", hashes(&self.extension)),
		])
	}
}

/// What a block read of one source, as its post-state has it.
#[derive(Clone)]
pub struct Consumed {
	pub source: u32,
	pub generation: u32,
	pub expected_root: Option<Bytes32>,
	pub frontier: Frontier,
}

impl Consumed {
	pub fn encode(&self) -> Vec<u8> {
		let root = self.expected_root.map_or(vec![0], |root| [&[1][..], &root].concat());
		[
			self.source.to_le_bytes().to_vec(),
			self.generation.to_le_bytes().to_vec(),
			root,
			self.frontier.encode(),
		]
		.concat()
	}

	pub fn json(&self) -> Json {
		Json::Map(vec![
			("source", number(self.source)),
			("generation", number(self.generation)),
			("expected_root", self.expected_root.map_or(Json::Null, hex)),
			("frontier", self.frontier.json()),
		])
	}
}

/// Entries of a set of requires.
pub fn requires_bytes(entries: &[(u32, Bytes32)]) -> Vec<u8> {
	let entry = |(source, root): &(u32, Bytes32)| [&source.to_le_bytes()[..], root].concat();
	[compact(entries.len()), entries.iter().flat_map(entry).collect()].concat()
}

pub fn requires_json(entries: &[(u32, Bytes32)]) -> Json {
	let entry = |(source, root): &(u32, Bytes32)| {
		Json::Map(vec![("source", number(*source)), ("expected_root", hex(root))])
	};
	Json::List(entries.iter().map(entry).collect())
}

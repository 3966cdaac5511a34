//! Streams, chains and proofs as a sender would have them, for the tests to take apart.

#![allow(dead_code, unreachable_pub)]

use core::cell::Cell;
use std::collections::HashMap;

use sp_core::{ConstU32, bounded::BoundedVec};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{MessageBatch, Payload},
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	hashing::{Hash, ProvidesRoot, channel_leaf_hash, leaf_hash, provides_root},
	late_block::{ConsumedStream, LateBlockProof},
	mmr::{ExtensionProof, Frontier, MAX_PEAKS, NodePosition, prove, prove::NodeSource},
	tree::{self, AbsenceProof, CommitmentProof},
};

pub const SOURCE: ParaId = ParaId::new(2000);
pub const RECEIVER: ParaId = ParaId::new(3000);

pub fn count(n: u64) -> LeafCount {
	LeafCount::new(n).unwrap()
}

pub fn position(n: u64) -> Position {
	Position::new(n).unwrap()
}

pub fn payload(bytes: &[u8]) -> Payload {
	bytes.to_vec().try_into().unwrap()
}

pub fn peaks(hashes: impl IntoIterator<Item = Hash>) -> BoundedVec<Hash, ConstU32<MAX_PEAKS>> {
	hashes.into_iter().collect::<Vec<_>>().try_into().unwrap()
}

/// A frontier of any count with made-up peaks.
pub fn frontier(leaf_count: u64, salt: u8) -> Frontier {
	let peaks = peaks((0..leaf_count.count_ones()).map(|i| Hash::repeat_byte(i as u8 ^ salt)));
	Frontier::from_parts(count(leaf_count), peaks).unwrap()
}

/// Inner nodes in memory, with a count of look-ups.
#[derive(Default)]
pub struct Store {
	nodes: HashMap<(u64, Hash), (Hash, Hash)>,
	pub lookups: Cell<u32>,
}

impl NodeSource for Store {
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		self.lookups.set(self.lookups.get() + 1);
		self.nodes.get(&(position.0, *hash)).copied()
	}
}

impl Store {
	pub fn append(&mut self, frontier: &mut Frontier, payload: &[u8]) {
		frontier
			.append_with(leaf_hash(payload), |new| {
				self.nodes.insert((new.position.0, new.hash), (new.left, new.right));
			})
			.unwrap();
	}
}

/// A stream with its history.
pub struct Stream {
	pub payloads: Vec<Payload>,
	pub frontiers: Vec<Frontier>,
	pub store: Store,
}

impl Stream {
	/// `n` different messages; another salt is another history.
	pub fn of(n: usize, salt: &str) -> Self {
		Self::sending((0..n).map(|i| payload(format!("{salt}/{i}").as_bytes())).collect())
	}

	pub fn sending(payloads: Vec<Payload>) -> Self {
		let mut store = Store::default();
		let mut frontiers = vec![Frontier::empty()];
		for payload in &payloads {
			let mut next = frontiers.last().unwrap().clone();
			store.append(&mut next, payload);
			frontiers.push(next);
		}
		Self { payloads, frontiers, store }
	}

	pub fn at(&self, n: usize) -> &Frontier {
		&self.frontiers[n]
	}

	pub fn extension(&self, m: usize, n: usize) -> ExtensionProof {
		prove::extension(self.at(n), count(m as u64), &self.store).unwrap().0
	}
}

/// A register with no field at zero.
pub fn register() -> Register {
	Register {
		generation: 3,
		consumed: count(5),
		consumed_bytes: 600,
		credit: 70,
		credit_bytes: 8_000,
		max_payload: 900,
		phase: Phase { outbound: OutboundPhase::Open, inbound: InboundPhase::Accepted },
	}
}

/// What a chain commits: one channel leaf per peer.
#[derive(Clone)]
pub struct Sender {
	pub id: ParaId,
	pub generation: u32,
	pub leaves: Vec<(ParaId, ChannelLeaf)>,
}

impl Sender {
	/// `SOURCE` with `peers` peers, of which the one at `index` is [`RECEIVER`] with `leaf`.
	pub fn new(peers: u32, index: u32, leaf: ChannelLeaf) -> Self {
		let first = u32::from(RECEIVER) - index;
		let other = ChannelLeaf::new(&frontier(13, 0x55), register());
		let leaves = (0..peers)
			.map(|i| (ParaId::from(first + i), if i == index { leaf } else { other }))
			.collect();
		Self { id: SOURCE, generation: 4, leaves }
	}

	pub fn hashes(&self) -> Vec<Hash> {
		self.leaves.iter().map(|(peer, leaf)| channel_leaf_hash(*peer, leaf)).collect()
	}

	pub fn root(&self) -> ProvidesRoot {
		let hashes = self.hashes();
		provides_root(self.id, self.generation, hashes.len() as u32, &tree::root(hashes))
	}

	pub fn proof(&self, peer: ParaId) -> CommitmentProof {
		let index = self.leaves.iter().position(|(p, _)| *p == peer).unwrap() as u32;
		CommitmentProof::build(self.generation, &self.hashes(), index).unwrap()
	}

	pub fn absence(&self, peer: ParaId) -> AbsenceProof {
		AbsenceProof::build(self.generation, &self.leaves, peer).unwrap()
	}

	pub fn leaf(&self, peer: ParaId) -> ChannelLeaf {
		self.leaves.iter().find(|(p, _)| *p == peer).unwrap().1
	}
}

/// Messages `from..to` of the first `n` messages of `stream`, which [`SOURCE`] sends to [`RECEIVER`] as
/// one of `peers` peers.
pub fn batch(stream: &Stream, peers: u32, from: usize, to: usize, n: usize) -> MessageBatch {
	let leaf = ChannelLeaf::new(stream.at(n), register());
	let sender = Sender::new(peers, peers / 2, leaf);
	MessageBatch {
		source: SOURCE,
		provides_root: sender.root(),
		channel: leaf,
		proof: sender.proof(RECEIVER),
		first: position(from as u64),
		payloads: stream.payloads[from..to].to_vec().try_into().unwrap(),
		extension: if from == to { ExtensionProof::default() } else { stream.extension(to, n) },
	}
}

/// What a block that read `m` messages of `stream` left behind, and the proof that rebinds it to `n`.
pub fn late(
	stream: &Stream,
	sender: &Sender,
	m: usize,
	n: usize,
) -> (ConsumedStream, LateBlockProof) {
	let consumed = ConsumedStream {
		source: sender.id,
		generation: sender.generation,
		expected_root: Some(ProvidesRoot(Hash::repeat_byte(0xaa))),
		frontier: stream.at(m).clone(),
	};
	let proof = LateBlockProof {
		source: sender.id,
		channel: sender.leaf(RECEIVER),
		proof: sender.proof(RECEIVER),
		extension: stream.extension(m, n),
	};
	(consumed, proof)
}

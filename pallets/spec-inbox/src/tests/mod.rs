//! A sender that keeps everything, and the tests by file of the pallet.

// Small numbers of a test, under overflow checks.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod accept;
mod dead_letter;
mod deliver;
mod direct;
mod dispatch;
mod explain;
mod hostile;
mod included;
mod ingest;
mod inherent;
mod lag;
mod lifecycle;
mod queue;
mod register;
mod require;
mod roots;
mod skip;
mod stats;
mod two_chains;

use alloc::{collections::BTreeMap, vec, vec::Vec};
use frame_support::dispatch::DispatchClass;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{Batches, MessageBatch},
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	hashing::{Hash, ProvidesRoot, channel_leaf_hash, leaf_hash},
	inherent::IngestData,
	mmr::{
		Frontier, NodePosition,
		prove::{self, NodeSource},
	},
	tree::CommitmentProof,
};
use spec_messaging_runtime_api::Refusal;

use crate::{Event, IncludedHeads, Sources, mock::*};

/// A sending chain that keeps every payload and every node, and commits among a number of filler peers.
#[derive(Clone)]
pub(crate) struct Sender {
	pub(crate) id: ParaId,
	pub(crate) generation: u32,
	pub(crate) payloads: Vec<Vec<u8>>,
	pub(crate) register: Register,
	/// Number of its last block.
	pub(crate) number: u32,
	pub(crate) frontier: Frontier,
	nodes: BTreeMap<Hash, (Hash, Hash)>,
	pub(crate) peers: Vec<ParaId>,
}

impl NodeSource for Sender {
	fn children(&self, _: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		self.nodes.get(hash).copied()
	}
}

impl Sender {
	pub(crate) fn new(id: ParaId) -> Self {
		Self {
			id,
			generation: 0,
			payloads: vec![],
			register: Register::never_accepted(OutboundPhase::Open),
			number: 10,
			frontier: Frontier::empty(),
			nodes: BTreeMap::new(),
			peers: (0..11).map(|i| ParaId::new(990 + 2 * i)).collect(),
		}
	}

	pub(crate) fn send(&mut self, payload: &[u8]) {
		let nodes = &mut self.nodes;
		self.frontier
			.append_with(leaf_hash(payload), |node| {
				nodes.insert(node.hash, (node.left, node.right));
			})
			.expect("a test sends less than 2^63 messages");
		self.payloads.push(payload.to_vec());
	}

	/// Sends `n` messages that differ from all others.
	pub(crate) fn send_some(&mut self, n: usize) {
		for _ in 0..n {
			let next = self.payloads.len();
			self.send(alloc::format!("{} {} {next}", self.id, self.generation).as_bytes());
		}
	}

	/// Starts over in the next generation.
	pub(crate) fn raise_generation(&mut self) {
		self.generation += 1;
		self.payloads.clear();
		self.nodes.clear();
		self.frontier = Frontier::empty();
	}

	fn leaf(&self) -> ChannelLeaf {
		ChannelLeaf::new(&self.frontier, self.register)
	}

	/// The proof of the leaf about us, which stands between filler peers.
	fn proof(&self) -> CommitmentProof {
		let hash = |peer: &ParaId| match *peer {
			US => channel_leaf_hash(US, &self.leaf()),
			peer => channel_leaf_hash(peer, &ChannelLeaf::default()),
		};
		let leaves: Vec<_> = self.peers.iter().map(hash).collect();
		let index = self.peers.binary_search(&US).expect("we are among its peers");
		let index = u32::try_from(index).expect("there are eleven");
		CommitmentProof::build(self.generation, &leaves, index).expect("the index is in range")
	}

	pub(crate) fn root(&self) -> ProvidesRoot {
		self.proof().provides_root(self.id, US, &self.leaf()).expect("an own proof has a shape")
	}

	/// The messages from `first` on, at most `count`, against what is committed now.
	pub(crate) fn batch(&self, first: usize, count: usize) -> MessageBatch {
		let end = (first + count).min(self.payloads.len());
		let end_count = LeafCount::new(end as u64).expect("below 2^63");
		let extension = if end == first {
			Default::default()
		} else {
			prove::extension(&self.frontier, end_count, self).expect("all nodes are kept").0
		};
		let payloads = self.payloads.get(first..end).expect("first is within the stream");
		let payloads: Vec<_> =
			payloads.iter().map(|p| p.clone().try_into().expect("at most 1 MiB")).collect();
		MessageBatch {
			source: self.id,
			provides_root: self.root(),
			channel: self.leaf(),
			proof: self.proof(),
			first: Position::new(first as u64).expect("below 2^63"),
			payloads: payloads.try_into().expect("at most 65,536"),
			extension,
		}
	}

	/// A batch without messages for a receiver at `at`.
	pub(crate) fn refresh(&self, at: usize) -> MessageBatch {
		self.batch(at, 0)
	}

	/// Authors a block and has the relay chain include it: its head is shown at the next relay block.
	pub(crate) fn include(&mut self) {
		self.number += 1;
		RelayState::default().head(self.id, &head(self.number, self.root())).show();
	}

	/// The register of a peer that consumed `consumed` of what we send.
	pub(crate) fn acknowledge(&mut self, consumed: u32) {
		self.register = Register {
			consumed: LeafCount::from(consumed),
			consumed_bytes: u64::from(consumed) * 10,
			credit: u64::from(consumed) + 100,
			credit_bytes: 10_000,
			max_payload: 1_000,
			phase: Phase { outbound: OutboundPhase::Open, inbound: InboundPhase::Accepted },
			..self.register
		};
	}
}

/// The data of an author who collected these batches.
pub(crate) fn data(batches: Vec<MessageBatch>, speculative: bool) -> IngestData {
	IngestData { batches: batches.try_into().expect("at most 256"), speculative }
}

/// Ingests as the executive does: with the declared weight registered before. Also holds `check` to what
/// comes out.
pub(crate) fn ingest_asking(
	batches: Vec<MessageBatch>,
	speculative: bool,
) -> Vec<Result<(), Refusal>> {
	let bounded: Batches = batches.clone().try_into().expect("at most 256");
	let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
	let checked = SpecInbox::check(bounded.clone(), speculative);
	assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1), "check changes nothing");

	let sources: Vec<_> = batches.iter().map(|b| b.source).collect();
	let events_before = events().len();
	let data = data(batches, speculative);
	let declared = SpecInbox::ingest_weight(&data);
	System::register_extra_weight_unchecked(declared, DispatchClass::Mandatory);
	let info = SpecInbox::ingest(RuntimeOrigin::none(), data).expect("ingest never fails");
	let actual = info.actual_weight.expect("ingest says what it used");
	assert!(actual.all_lte(declared), "more used than declared: {actual:?} of {declared:?}");

	let said = events().split_off(events_before);
	let mut refused = said.iter().filter_map(|event| match event {
		Event::Refused { source, reason } => Some((*source, *reason)),
		_ => None,
	});
	let mut results = vec![];
	for (source, checked) in sources.into_iter().zip(checked) {
		if let Err(reason) = checked {
			assert_eq!(refused.next(), Some((source, reason)), "check and ingest agree");
		}
		results.push(checked);
	}
	assert_eq!(refused.next(), None, "check and ingest agree");
	results
}

/// Ingests as a stock author.
pub(crate) fn ingest(batches: Vec<MessageBatch>) -> Vec<Result<(), Refusal>> {
	ingest_asking(batches, false)
}

/// Ingests one batch as a stock author.
pub(crate) fn ingest_one(batch: MessageBatch) -> Result<(), Refusal> {
	ingest(vec![batch]).remove(0)
}

/// How many messages of `source` were consumed.
pub(crate) fn consumed(source: ParaId) -> u64 {
	crate::Frontiers::<Test>::get(source).leaf_count().get()
}

/// What is known of the heads of `source`, nothing if it is unknown.
pub(crate) fn heads_of(source: ParaId) -> IncludedHeads {
	Sources::<Test>::get(source).unwrap_or_default().heads
}

/// Every payload of `source` that reached the handler, in order.
pub(crate) fn handled(source: ParaId) -> Vec<Vec<u8>> {
	let all = Handled::get().into_iter().filter(|(from, ..)| *from == source);
	all.flat_map(|(_, _, _, payloads)| payloads).collect()
}

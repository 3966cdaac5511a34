//! Verify a batch against a provides root, as one of 100 peers on a stream of 1,000,000 messages.

use core::hint::black_box;
use std::rc::Rc;

use codec::Encode;
use criterion::BatchSize;
use sp_mmr_primitives::{LeafProof, mmr_lib};
use spec_messaging_primitives::{
	ParaId,
	batch::MessageBatch,
	channel::{ChannelLeaf, Register},
	hashing::{LeafHasher, channel_leaf_hash, count},
	mmr::{ExtensionProof, Frontier},
	tree::CommitmentProof,
};

use crate::{
	case::{Case, Side},
	floor::Floor,
	others::{Lib, Tagged, UniformStore},
	shapes::{Uniform, payloads, tree_with},
};

pub(super) const SOURCE: ParaId = ParaId::new(1_000);
pub(super) const RECEIVER: ParaId = ParaId::new(2_000);
const HELD: u64 = 1_000_000;
const BYTES: usize = 128;
const PEERS: u32 = 100;

/// Clones of the batch that lie ready: enough to hide the clock, few enough to stay in a cache.
pub(super) const AT_ONCE: BatchSize = BatchSize::NumIterations(32);

type Proof = mmr_lib::MerkleProof<spec_messaging_primitives::hashing::Hash, Tagged>;

pub(super) fn cases() -> Vec<Case> {
	[1, 100, 10_000].into_iter().map(case).collect()
}

fn case(messages: u32) -> Case {
	let payloads: Rc<[Vec<u8>]> = payloads(messages, BYTES).into();
	let held = Uniform::default().frontier(HELD);
	let floor = Floor::new(&payloads, HELD.count_ones());
	let batch =
		batch(&held, &appended(&held, &payloads), PEERS, &payloads, ExtensionProof::default());
	let siblings = u64::try_from(batch.proof.siblings.len()).unwrap();
	let (_, hashes) = count::hashes(|| receive(batch.clone(), &held));
	assert_eq!(hashes, floor.hashes() + siblings + 2, "the floor and the tree proof");

	let theirs = Rc::new(Theirs::new(&batch, payloads));
	let (_, all_hashes) = count::hashes(|| theirs.verify_all());
	let (_, each_hashes) = count::hashes(|| theirs.verify_each());
	let proof_bytes = batch.extension.encoded_size() - ExtensionProof::default().encoded_size();
	let (all, each) = (theirs.clone(), theirs.clone());
	Case {
		row: "batch",
		series: format!("bytes={BYTES}"),
		grown: ("messages", messages.into()),
		sides: vec![
			Side::new(
				"ours",
				hashes,
				Box::new(move |b| {
					b.iter_batched(|| batch.clone(), |batch| receive(batch, &held), AT_ONCE)
				}),
			)
			.with_bytes(proof_bytes),
			Side::new("floor", floor.hashes(), Box::new(move |b| floor.run(b))),
			Side::new("mmr_lib, a proof each", each_hashes, {
				Box::new(move |b| b.iter(|| each.verify_each()))
			})
			.with_bytes(theirs.bytes_each),
			Side::new("mmr_lib, one proof", all_hashes, {
				Box::new(move |b| b.iter(|| all.verify_all()))
			})
			.with_bytes(theirs.bytes_all),
		],
	}
}

/// `held` with these payloads behind it.
fn appended(held: &Frontier, payloads: &[Vec<u8>]) -> Frontier {
	let mut grown = held.clone();
	let mut hasher = LeafHasher::new();
	for payload in payloads {
		grown.append(hasher.hash(payload)).unwrap();
	}
	grown
}

/// The leaf of a stream of `newer` to the receiver, in the middle of a tree of `peers`.
pub(super) fn committed(newer: &Frontier, peers: u32) -> (ChannelLeaf, CommitmentProof) {
	let channel = ChannelLeaf::new(newer, Register::default());
	let leaves = tree_with(peers, peers / 2, channel_leaf_hash(RECEIVER, &channel));
	(channel, CommitmentProof::build(0, &leaves, peers / 2).unwrap())
}

/// These payloads onto `held`, of a sender whose stream is `newer` by then.
pub(super) fn batch(
	held: &Frontier,
	newer: &Frontier,
	peers: u32,
	payloads: &[Vec<u8>],
	extension: ExtensionProof,
) -> MessageBatch {
	let (channel, proof) = committed(newer, peers);
	let payloads: Vec<_> = payloads.iter().map(|p| p.clone().try_into().unwrap()).collect();
	MessageBatch {
		source: SOURCE,
		provides_root: proof.provides_root(SOURCE, RECEIVER, &channel).unwrap(),
		channel,
		proof,
		first: held.leaf_count().next_position(),
		payloads: payloads.try_into().unwrap(),
		extension,
	}
}

/// What a receiver does with it.
pub(super) fn receive(batch: MessageBatch, held: &Frontier) -> Frontier {
	batch.authenticate(RECEIVER).unwrap().verify(held).unwrap().frontier
}

/// The same messages under the same provides root by leaf proofs.
struct Theirs {
	batch: MessageBatch,
	payloads: Rc<[Vec<u8>]>,
	/// Of the leaves, which their proofs are about.
	positions: Vec<u64>,
	all: Proof,
	each: Vec<Proof>,
	bytes_all: usize,
	bytes_each: usize,
}

impl Theirs {
	fn new(batch: &MessageBatch, payloads: Rc<[Vec<u8>]>) -> Self {
		let mut range: Lib = UniformStore::of(HELD).lib();
		let mut hasher = LeafHasher::new();
		let positions: Vec<_> =
			payloads.iter().map(|p| range.push(hasher.hash(p).0).unwrap()).collect();
		range.commit().unwrap();
		let all = range.gen_proof(positions.clone()).unwrap();
		let each: Vec<_> = positions.iter().map(|at| range.gen_proof(vec![*at]).unwrap()).collect();
		let encoded = |proof: &Proof, leaf_indices: Vec<u64>| {
			let leaf_count = batch.channel.leaf_count.get();
			LeafProof { leaf_indices, leaf_count, items: proof.proof_items().to_vec() }
				.encoded_size()
		};
		let indices = HELD..batch.channel.leaf_count.get();
		Self {
			batch: MessageBatch { payloads: Default::default(), ..batch.clone() },
			bytes_all: encoded(&all, indices.clone().collect()),
			bytes_each: each.iter().zip(indices).map(|(p, index)| encoded(p, vec![index])).sum(),
			payloads,
			positions,
			all,
			each,
		}
	}

	fn verify_all(&self) {
		self.authenticate();
		let mut hasher = LeafHasher::new();
		let leaf = |(at, payload): (&u64, &Vec<u8>)| (*at, hasher.hash(payload).0);
		let leaves = self.positions.iter().zip(black_box(&self.payloads[..])).map(leaf).collect();
		assert!(self.all.verify(self.batch.channel.stream_root.0, leaves).unwrap());
	}

	fn verify_each(&self) {
		self.authenticate();
		let mut hasher = LeafHasher::new();
		let leaves = self.positions.iter().zip(black_box(&self.payloads[..]));
		for ((at, payload), proof) in leaves.zip(&self.each) {
			let leaf = vec![(*at, hasher.hash(payload).0)];
			assert!(proof.verify(self.batch.channel.stream_root.0, leaf).unwrap());
		}
	}

	/// From the provides root to the stream root, as ours does it.
	fn authenticate(&self) {
		let MessageBatch { proof, channel, provides_root, .. } = black_box(&self.batch);
		assert_eq!(proof.provides_root(SOURCE, RECEIVER, channel).unwrap(), *provides_root);
	}
}

//! Verify a batch against a provides root, against `mmr_lib`'s proof of the same leaves.

use core::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion};
use sp_mmr_primitives::mmr_lib;
use spec_messaging_benchmarks::{LibMerge, LibStore, Uniform, filler_tree, payloads};
use spec_messaging_primitives::{
	ParaId,
	batch::MessageBatch,
	channel::{ChannelLeaf, Register},
	hashing::{channel_leaf_hash, leaf_hash},
	mmr::ExtensionProof,
	tree::CommitmentProof,
};

const SOURCE: u32 = 1_000;
const RECEIVER: u32 = 2_000;

pub(crate) fn bench(c: &mut Criterion) {
	const HELD: u64 = 1_000_000;
	let uniform = Uniform::default();
	let mut group = c.benchmark_group("batch");
	for count in [1u32, 100, 10_000] {
		let payloads = payloads(count, 128);
		let shape = format!("messages={count} bytes=128");
		group.bench_function(BenchmarkId::new("floor", &shape), |b| {
			b.iter(|| super::append::floor(black_box(&payloads), HELD.count_ones()))
		});

		let held = uniform.frontier(HELD);
		let mut grown = held.clone();
		for payload in &payloads {
			grown.append(leaf_hash(payload)).unwrap();
		}
		let channel = ChannelLeaf::new(&grown, Register::default());
		let (source, receiver) = (ParaId::from(SOURCE), ParaId::from(RECEIVER));
		let mut leaves = filler_tree(100);
		leaves[50] = channel_leaf_hash(receiver, &channel);
		let proof = CommitmentProof::build(0, &leaves, 50).unwrap();
		let batch = MessageBatch {
			source,
			provides_root: proof.provides_root(source, receiver, &channel).unwrap(),
			channel,
			proof,
			first: held.leaf_count().next_position(),
			payloads: payloads
				.iter()
				.map(|p| p.clone().try_into().unwrap())
				.collect::<Vec<_>>()
				.try_into()
				.unwrap(),
			extension: ExtensionProof::default(),
		};
		group.bench_function(BenchmarkId::new("ours", &shape), |b| {
			b.iter_batched(
				|| batch.clone(),
				|batch| batch.authenticate(receiver).unwrap().verify(&held).unwrap(),
				BatchSize::LargeInput,
			)
		});

		// The same messages as the last leaves of a range, with one proof for all of them.
		let before = 1_000u32;
		let mut mmr = mmr_lib::MMR::<_, LibMerge, _>::new(0, LibStore::default());
		for index in 0..before {
			mmr.push(leaf_hash(&index.to_le_bytes()).0).unwrap();
		}
		let positions: Vec<u64> =
			payloads.iter().map(|p| mmr.push(leaf_hash(p).0).unwrap()).collect();
		let root = mmr.get_root().unwrap();
		let proof = mmr.gen_proof(positions.clone()).unwrap();
		group.bench_function(BenchmarkId::new("mmr_lib", &shape), |b| {
			b.iter(|| {
				let leaves = positions
					.iter()
					.zip(black_box(&payloads))
					.map(|(position, payload)| (*position, leaf_hash(payload).0))
					.collect();
				let proof: mmr_lib::MerkleProof<_, LibMerge> =
					mmr_lib::MerkleProof::new(proof.mmr_size(), proof.proof_items().to_vec());
				assert!(proof.verify(root, leaves).unwrap());
			})
		});
	}
}

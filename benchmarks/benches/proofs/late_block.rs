//! Rebind a late block: D peers, m messages read, k behind.

use criterion::{BenchmarkId, Criterion};
use spec_messaging_benchmarks::{Uniform, filler_tree};
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{ChannelLeaf, Register},
	hashing::channel_leaf_hash,
	late_block::{ConsumedStream, LateBlockProof},
	mmr::prove,
	tree::CommitmentProof,
};

pub(crate) fn bench(c: &mut Criterion) {
	let uniform = Uniform::default();
	let (source, receiver) = (ParaId::from(1_000), ParaId::from(2_000));
	let mut group = c.benchmark_group("late_block");
	for peers in [100u32, 1_000] {
		for read in [1_000u64, 1_000_000_000] {
			for behind in [0u64, 100, 1_000_000] {
				let newer = uniform.frontier(read + behind);
				let count = LeafCount::new(read).unwrap();
				let (extension, frontier) = prove::extension(&newer, count, &uniform).unwrap();
				let channel = ChannelLeaf::new(&newer, Register::default());
				let mut leaves = filler_tree(peers);
				let index = peers / 2;
				leaves[usize::try_from(index).unwrap()] = channel_leaf_hash(receiver, &channel);
				let proof = CommitmentProof::build(0, &leaves, index).unwrap();
				let late = LateBlockProof { source, channel, proof, extension };
				let consumed =
					ConsumedStream { source, generation: 0, expected_root: None, frontier };
				let shape = format!("peers={peers} read={read} behind={behind}");
				group.bench_function(BenchmarkId::new("ours", shape), |b| {
					b.iter(|| late.rebind(receiver, &consumed).unwrap())
				});
			}
		}
	}
}

//! Verify that 1,000 held messages are a prefix of a longer stream.

use criterion::{BenchmarkId, Criterion};
use sp_mmr_primitives::mmr_lib;
use spec_messaging_benchmarks::{LibMerge, LibStore, Uniform};
use spec_messaging_primitives::{LeafCount, hashing::Hash, mmr::prove};

const HELD: u64 = 1_000;

pub(crate) fn bench(c: &mut Criterion) {
	let uniform = Uniform::default();
	let mut group = c.benchmark_group("extension");
	for gap in [1u64, 1_000, 1_000_000] {
		let shape = format!("held={HELD} gap={gap}");
		let newer = uniform.frontier(HELD + gap);
		let held_count = LeafCount::new(HELD).unwrap();
		let (proof, held) = prove::extension(&newer, held_count, &uniform).unwrap();
		let root = newer.root();
		group.bench_function(BenchmarkId::new("ours", &shape), |b| {
			b.iter(|| proof.verify(&held, newer.leaf_count(), root).unwrap())
		});

		let mut mmr = mmr_lib::MMR::<_, LibMerge, _>::new(0, LibStore::default());
		for _ in 0..HELD {
			mmr.push(uniform.node(0)).unwrap();
		}
		let (held_size, held_root) = (mmr.mmr_size(), mmr.get_root().unwrap());
		for _ in 0..gap {
			mmr.push(uniform.node(0)).unwrap();
		}
		let newer_root: Hash = mmr.get_root().unwrap();
		assert_eq!(newer_root, root.0, "both sides prove the same pair");
		let proof = mmr.gen_ancestry_proof(held_size).unwrap();
		group.bench_function(BenchmarkId::new("mmr_lib", &shape), |b| {
			b.iter(|| assert!(proof.verify_ancestor(newer_root, held_root).unwrap()))
		});
	}
}

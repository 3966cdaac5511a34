//! Append 1,000 messages to a stream of 1,000,000 and take the root.

use core::hint::black_box;

use criterion::{BenchmarkId, Criterion};
use sp_mmr_primitives::mmr_lib;
use spec_messaging_benchmarks::{CkbMerge, CkbStore, LibMerge, LibStore, Uniform, payloads};
use spec_messaging_primitives::hashing::{Hash, LeafHasher, bag_hash, leaf_hash, node_hash};

/// The hashes that receiving k messages on m leaves takes: k leaves, k - 1 + popcount(m) joins.
pub(crate) fn floor(payloads: &[Vec<u8>], peaks: u32) -> Hash {
	let mut hasher = LeafHasher::new();
	let mut last = Hash::zero();
	for payload in payloads {
		let leaf = hasher.hash(payload).0;
		last = node_hash(&last, &leaf);
	}
	for _ in 1..peaks {
		last = bag_hash(&last, &last);
	}
	last
}

pub(crate) fn bench(c: &mut Criterion) {
	const HELD: u64 = 1_000_000;
	let uniform = Uniform::default();
	let mut group = c.benchmark_group("append");
	for bytes in [32usize, 128, 1_024] {
		let payloads = payloads(1_000, bytes);
		let shape = format!("messages=1000 bytes={bytes}");
		group.bench_function(BenchmarkId::new("floor", &shape), |b| {
			b.iter(|| floor(black_box(&payloads), HELD.count_ones()))
		});
		let held = uniform.frontier(HELD);
		group.bench_function(BenchmarkId::new("ours", &shape), |b| {
			b.iter(|| {
				let mut frontier = held.clone();
				let mut hasher = LeafHasher::new();
				for payload in black_box(&payloads) {
					frontier.append(hasher.hash(payload)).unwrap();
				}
				frontier.root()
			})
		});
		// The two crates start from an empty range: their stores would need a million entries, and the
		// work per push does not depend on the length.
		group.bench_function(BenchmarkId::new("ckb", &shape), |b| {
			b.iter(|| {
				let mut mmr =
					ckb_merkle_mountain_range::MMR::<_, CkbMerge, _>::new(0, CkbStore::default());
				for payload in black_box(&payloads) {
					mmr.push(leaf_hash(payload).0).unwrap();
				}
				let root = mmr.get_root().unwrap();
				mmr.commit().unwrap();
				root
			})
		});
		group.bench_function(BenchmarkId::new("mmr_lib", &shape), |b| {
			b.iter(|| {
				let mut mmr = mmr_lib::MMR::<_, LibMerge, _>::new(0, LibStore::default());
				for payload in black_box(&payloads) {
					mmr.push(leaf_hash(payload).0).unwrap();
				}
				let root = mmr.get_root().unwrap();
				mmr.commit().unwrap();
				root
			})
		});
	}
}

//! Provides root after a block that touched one page, against a full rebuild.

use criterion::{BenchmarkId, Criterion};
use spec_messaging_benchmarks::filler_tree;
use spec_messaging_primitives::tree::{self, PAGE_LEAVES};

pub(crate) fn bench(c: &mut Criterion) {
	let mut group = c.benchmark_group("tree");
	for peers in [10u32, 100, 1_000, 10_000] {
		let leaves = filler_tree(peers);
		let page = usize::try_from(PAGE_LEAVES).unwrap();
		let pages: Vec<_> = leaves.chunks(page).map(|p| tree::root(p.iter().copied())).collect();
		let shape = format!("peers={peers} touched=1");
		group.bench_function(BenchmarkId::new("ours", &shape), |b| {
			b.iter(|| {
				let mut pages = pages.clone();
				pages[0] = tree::root(leaves.iter().copied().take(page));
				tree::root(pages)
			})
		});
		group.bench_function(BenchmarkId::new("rebuild", &shape), |b| {
			b.iter(|| tree::root(leaves.iter().copied()))
		});
	}
}

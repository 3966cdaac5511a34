//! The proof core on one thread: `make bench`.
//!
//! Every group measures ours, the floor (the bare hashes that no implementation can leave out) and what
//! somebody else would pick, in one run. Read ratios, never absolute times.

#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects)]

mod append;
mod batch;
mod extension;
mod late_block;
mod tree;

use core::time::Duration;
use criterion::{Criterion, criterion_group, criterion_main};

fn short() -> Criterion {
	Criterion::default()
		.warm_up_time(Duration::from_millis(300))
		.measurement_time(Duration::from_secs(1))
		.sample_size(30)
		.without_plots()
}

criterion_group! {
	name = proofs;
	config = short();
	targets = append::bench, batch::bench, extension::bench, late_block::bench, tree::bench
}
criterion_main!(proofs);

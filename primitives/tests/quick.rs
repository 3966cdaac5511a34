//! The quick test files in one binary: what `make mutants` builds and runs per mutant.
//!
//! `cargo test` leaves it out (`test = false` in `Cargo.toml`) and runs the same files one by one. Not in
//! it: `exhaustive.rs` and `fuzz_smoke.rs`, which take longer than all others together, and
//! `allocation.rs`, which needs an allocator of its own.

mod reference;

#[path = "absence.rs"]
mod absence;
#[path = "accuracy.rs"]
mod accuracy;
#[path = "batch.rs"]
mod batch;
#[path = "count_attack.rs"]
mod count_attack;
#[path = "decoding.rs"]
mod decoding;
#[path = "extension.rs"]
mod extension;
#[path = "frontier.rs"]
mod frontier;
#[path = "late_block.rs"]
mod late_block;
#[path = "matching.rs"]
mod matching;
#[path = "pallets.rs"]
mod pallets;
#[path = "phase.rs"]
mod phase;
#[path = "pinned.rs"]
mod pinned;
#[path = "skip.rs"]
mod skip;
#[path = "tree.rs"]
mod tree;
#[path = "vectors.rs"]
mod vectors;

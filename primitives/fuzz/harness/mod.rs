//! What every decoder and verifier is fuzzed with: one function per target.
//!
//! Each takes raw bytes as a recipe. The recipe picks something honest (a proof, a batch, an object),
//! edits it, shows it to the code under test, and panics unless what was accepted is true. So a mutation
//! of the recipe is a mutation of a proof, not of noise.
//!
//! Two drivers: libFuzzer (`fuzz_targets/`) and proptest on stable (`primitives/tests/fuzz_smoke.rs`).

#![allow(
	dead_code,
	unreachable_pub,
	missing_docs,
	clippy::unwrap_used,
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation
)]

mod absence;
mod decode;
mod edit;
mod mountain;
mod rebind;
mod relay;
mod stretch;
#[path = "../../tests/support/mod.rs"]
mod support;
mod world;

use arbitrary::Unstructured;

/// What a target made of a recipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
	/// The code under test accepted what it was shown.
	Accepted,
	/// It refused.
	Refused,
	/// The recipe makes nothing.
	Void,
}

impl From<bool> for Verdict {
	fn from(accepted: bool) -> Self {
		if accepted { Self::Accepted } else { Self::Refused }
	}
}

/// A target.
pub type Target = fn(&[u8]) -> Verdict;

/// All targets by name, which is also that of the binary and of the corpus.
pub const TARGETS: [(&str, Target); 10] = [
	("absence", absence),
	("batch", batch),
	("decode", decode),
	("digest", digest),
	("extension", extension),
	("frontier", frontier),
	("late_block", late_block),
	("matching", matching),
	("prove", prove),
	("tree", tree),
];

type Recipe<'a> = Unstructured<'a>;

fn run(data: &[u8], target: fn(&mut Recipe<'_>) -> arbitrary::Result<Verdict>) -> Verdict {
	target(&mut Unstructured::new(data)).unwrap_or(Verdict::Void)
}

/// Proofs that there is no channel leaf.
pub fn absence(data: &[u8]) -> Verdict {
	run(data, absence::absence)
}

/// Batches: authentication and verification against a frontier.
pub fn batch(data: &[u8]) -> Verdict {
	run(data, stretch::batch)
}

/// Decoders: what decodes is canonical and bounded.
pub fn decode(data: &[u8]) -> Verdict {
	run(data, decode::decode)
}

/// Provides roots and marks in a digest.
pub fn digest(data: &[u8]) -> Verdict {
	run(data, relay::digest)
}

/// Extension proofs.
pub fn extension(data: &[u8]) -> Verdict {
	run(data, mountain::extension)
}

/// Appends at any count.
pub fn frontier(data: &[u8]) -> Verdict {
	run(data, mountain::frontier)
}

/// Late block proofs and what the blocks of one PoV say together.
pub fn late_block(data: &[u8]) -> Verdict {
	run(data, rebind::late_block)
}

/// Provides windows and the fixpoint over candidates.
pub fn matching(data: &[u8]) -> Verdict {
	run(data, relay::matching)
}

/// Walks over a store whose nodes may be missing or wrong.
pub fn prove(data: &[u8]) -> Verdict {
	run(data, mountain::prove)
}

/// Proofs of one channel leaf.
pub fn tree(data: &[u8]) -> Verdict {
	run(data, stretch::tree)
}

//! Named loads, and the structures that the proof core is measured against.
//!
//! Lengths of 10^9 messages come from a *uniform* stream: every payload is the same, so a subtree's
//! hash depends on its height alone and any node of any length costs one look-up. The hashes that a
//! verifier computes, and their number, do not depend on what is in the leaves.

mod others;
mod shapes;

pub use others::{CkbMerge, CkbStore, LibMerge, LibStore};
pub use shapes::{Uniform, filler_tree, payloads};

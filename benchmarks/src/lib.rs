//! The proof core on one thread against the floor, and against what somebody else would pick.
//!
//! ```text
//! rows ──▶ cases ──▶ measure ──▶ outcomes ──▶ report
//!          sides,     rounds of               json, tables and plots,
//!          counts     criterion               targets met or not
//! ```
//!
//! The *floor* is the bare hashes, over preimages that lie ready. Every time is a ratio: to one node
//! hash measured in the same round, or to ours.
//!
//! Lengths of 10^9 messages come from a *uniform* stream: every payload is the same, so a subtree's
//! hash depends on its height alone and any node of any length costs one look-up. The hashes that a
//! verifier computes, and their number, do not depend on what is in the leaves.

// Benches of fixed shapes: an overflow or an absent node is a bug in here and has to stop the run.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod case;
mod chain;
mod clock;
mod cpu;
mod design_0_2;
mod floor;
mod measure;
mod others;
pub mod plot;
pub mod readme;
mod report;
mod rows;
mod shapes;
mod target;

pub use case::{Case, Counts, Side, Work};
/// A runtime whose database costs nothing, to read weights without it.
pub use chain::Runtime as WithoutDatabase;
pub use clock::{ThreadTime, thread_time};
pub use cpu::cpu;
pub use measure::{Effort, Outcome, SideOutcome, measure};
pub use report::{Report, print, write};
pub use rows::{ROWS, Row};
pub use target::{Target, targets};

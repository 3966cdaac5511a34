//! A stream as a Merkle mountain range.
//!
//! Messages are leaves; two subtrees of equal height merge as soon as both are complete, so a stream
//! of n messages is a row of popcount(n) complete trees, its *peaks*. The root bags the peaks from the
//! lowest up, which keeps everything that is new on the right in one hash.
//!
//! ```text
//! 7 messages            ●
//!                     ╱   ╲
//!                   ●       ●       ●
//!                  ╱ ╲     ╱ ╲     ╱ ╲
//!                 0   1   2   3   4   5   6
//!
//! root = bag(bag(6, [4-5]), [0-3])
//! ```
//!
//! Sources: P. Todd's mountain ranges (OpenTimestamps); growing-only proofs as in RFC 6962, 2.1.2.

mod extension;
mod frontier;
pub mod prove;
pub mod shape;

pub use extension::{ExtensionError, ExtensionProof, MAX_EXTENSION_NODES};
pub use frontier::{Frontier, MAX_PEAKS, NewNode, StreamFull};
pub use shape::NodePosition;

//! The commitment tree: one channel leaf per peer, in strictly increasing peer order.
//!
//! The shape is that of `binary-merkle-tree`: neighbours pair up, an odd node is promoted. Because of
//! that, a tree over aligned pages of [`PAGE_LEAVES`] leaves is the same tree, so a block only hashes
//! the pages it touched:
//!
//! ```text
//! provides root        H(08 ‖ 00 ‖ self ‖ generation ‖ leaves ‖ tree root)
//!                                                              │
//! tree root                                  ╱─────────────────┴──────╲
//! page roots                    page 0                page 1           page 2
//! channel leaves          0 .. 63               64 .. 127              128
//! ```
//!
//! The library builds roots and proofs; its verifier binds neither index, count nor proof length, so
//! [`CommitmentProof`] has a fold of its own. That a peer has no leaf is what an [`AbsenceProof`] shows.

mod absence;
mod path;
mod proof;

use hash_db::Hasher;

use crate::hashing::{Hash, tree_node_hash};

pub use absence::{AbsenceError, AbsenceProof, MAX_ABSENCE_SIBLINGS, Neighbour, VerifiedAbsence};
pub use proof::{CommitmentProof, MAX_SIBLINGS, TreeError};

/// Leaves of a full page.
pub const PAGE_LEAVES: u32 = 64;

/// `binary-merkle-tree`'s view of our inner nodes: tags every pair it is given.
pub struct TreeHasher;

impl Hasher for TreeHasher {
	type Out = Hash;
	type StdHasher = <sp_runtime::traits::BlakeTwo256 as Hasher>::StdHasher;
	const LENGTH: usize = 32;

	fn hash(pair: &[u8]) -> Hash {
		// The raw functions hash nothing but pairs of nodes, so there always are 64 bytes.
		let (left, right) = pair.split_at_checked(32).unwrap_or((pair, &[]));
		tree_node_hash(&node(left), &node(right))
	}
}

fn node(bytes: &[u8]) -> Hash {
	let mut hash = Hash::zero();
	hash.0.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
	hash
}

/// Root of the tree, or of an aligned page of it, over hashes of channel leaves or of pages.
///
/// # Cost
///
/// One hash less than there are leaves.
pub fn root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
	binary_merkle_tree::merkle_root_raw::<TreeHasher, _>(leaves)
}

//! What is under some keys of another chain's state, from a storage proof.

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::PalletError;
use hash_db::{HashDBRef, Prefix};
use scale_info::TypeInfo;
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use sp_trie::{DBValue, Trie, TrieError, accessed_nodes_tracker::AccessedNodesTracker};
use spec_messaging_primitives::hashing::Hash;

use crate::{Key, Keys, MAX_PROOF_BYTES, Nodes, node::Layout};

/// Why a storage proof was refused. All of it is the fault of whoever supplied it, but for
/// [`Self::BadNode`], which only a chain that hashes garbage into its state causes.
// The derive of `Encode` casts the index of a variant.
#[allow(clippy::cast_possible_truncation)]
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	PalletError,
	thiserror::Error,
)]
pub enum ProofError {
	/// No key is asked for.
	#[error("no key")]
	NoKey,
	/// The keys are not in strictly increasing order, so one may be there twice.
	#[error("keys are not strictly increasing")]
	KeysNotIncreasing,
	/// The nodes are not in strictly increasing order, so one may be there twice.
	#[error("nodes are not strictly increasing")]
	NodesNotIncreasing,
	/// The nodes have more than [`MAX_PROOF_BYTES`] bytes.
	#[error("too many bytes")]
	TooLong,
	/// No node hashes to the state root: the proof is of another state.
	#[error("of another state root")]
	OtherRoot,
	/// A node that a key leads to was left out, so nothing can be said about that key.
	#[error("a node is missing")]
	MissingNode,
	/// A node that a key leads to is none.
	#[error("a node has no meaning")]
	BadNode,
	/// A node that no key leads to.
	#[error("a node is not used")]
	UnusedNode,
}

/// Keys of one state, each with what is under it, by increasing key.
///
/// [`read_sibling`] is the only way to get one. It says nothing about whose state that is: pair it with a
/// state root that the relay chain vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "readings change nothing until they are handed on"]
pub struct Readings(Vec<(Key, Option<Vec<u8>>)>);

impl Readings {
	/// Each key with its value, `None` if there is none.
	pub fn iter(&self) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
		self.0.iter().map(|(key, value)| (&key[..], value.as_deref()))
	}
}

/// Nodes by their hash.
struct Known(BTreeMap<Hash, Vec<u8>>);

impl HashDBRef<BlakeTwo256, DBValue> for Known {
	fn get(&self, hash: &Hash, _: Prefix<'_>) -> Option<DBValue> {
		self.0.get(hash).cloned()
	}

	fn contains(&self, hash: &Hash, _: Prefix<'_>) -> bool {
		self.0.contains_key(hash)
	}
}

/// Reads `keys` of the state with `state_root`, as `nodes` prove it.
///
/// The state is a storage trie of the SDK over BLAKE2b-256, of version 0 or 1: that of a parachain with the
/// usual header. `nodes` are those of [`sp_trie::StorageProof`], in its order, and of the answer of the RPC
/// method `state_getReadProof`. They are exactly the nodes that the keys lead to, so one state root and one
/// set of keys have one accepted proof.
///
/// # Errors
///
/// [`ProofError`]. A node that is left out is an error and never an absent key.
///
/// # Cost
///
/// Order and size are checked before the first hash. Each node is hashed once; each key takes apart at most
/// every node, and copies it. At most [`MAX_KEYS`](crate::MAX_KEYS) x [`MAX_PROOF_BYTES`] bytes come out: two
/// keys with equal long values share a node.
///
/// # Panics
///
/// Never, whatever the nodes are and whatever chain hashed them into its state.
pub fn read_sibling(state_root: &Hash, keys: Keys, nodes: Nodes) -> Result<Readings, ProofError> {
	check_order(&keys, &nodes)?;
	let mut used = AccessedNodesTracker::<Hash>::new(nodes.len());
	let known = nodes.into_iter().map(|node| (BlakeTwo256::hash(&node), node.into_inner()));
	let known = Known(known.collect());
	let mut readings = Vec::with_capacity(keys.len());
	let trie =
		sp_trie::TrieDBBuilder::<Layout>::new(&known, state_root).with_recorder(&mut used).build();
	for key in keys {
		let value = trie.get(&key).map_err(|error| match *error {
			TrieError::<Layout>::InvalidStateRoot(_) => ProofError::OtherRoot,
			TrieError::<Layout>::IncompleteDatabase(_) => ProofError::MissingNode,
			_ => ProofError::BadNode,
		})?;
		readings.push((key, value));
	}
	// What was used is among the nodes, and those differ: as many used as there are means all.
	used.ensure_no_unused_nodes().map_err(|_| ProofError::UnusedNode)?;
	Ok(Readings(readings))
}

/// The checks that need no hash.
fn check_order(keys: &Keys, nodes: &Nodes) -> Result<(), ProofError> {
	if keys.is_empty() {
		return Err(ProofError::NoKey);
	}
	if !keys.is_sorted_by(|a, b| a < b) {
		return Err(ProofError::KeysNotIncreasing);
	}
	if !nodes.is_sorted_by(|a, b| a < b) {
		return Err(ProofError::NodesNotIncreasing);
	}
	if proof_bytes(nodes) > MAX_PROOF_BYTES {
		return Err(ProofError::TooLong);
	}
	Ok(())
}

/// Bytes of all nodes.
pub(crate) fn proof_bytes(nodes: &Nodes) -> u32 {
	let len = |node: &crate::Node| u32::try_from(node.len()).unwrap_or(u32::MAX);
	nodes.iter().map(len).fold(0, u32::saturating_add)
}

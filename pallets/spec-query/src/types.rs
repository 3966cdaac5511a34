//! What a query consists of, and how much of it there may be.

use frame_support::{BoundedVec, traits::ConstU32};
use spec_messaging_primitives::pallets::NotedHead;

/// Heads that are remembered per source.
pub const RING_HEADS: u32 = 16;

/// Most keys of one query.
pub const MAX_KEYS: u32 = 16;

/// Longest key, in bytes. An account of a chain of the SDK is under a key of 80.
pub const MAX_KEY_BYTES: u32 = 256;

/// Most nodes of one proof. A trie of 16^d entries is about d nodes deep, and a long value is one more.
pub const MAX_NODES: u32 = 128;

/// Most bytes of all nodes of one proof. The longest value that can be read is a little shorter.
pub const MAX_PROOF_BYTES: u32 = 64 * 1024;

/// A storage key, as it is in the trie.
pub type Key = BoundedVec<u8, ConstU32<MAX_KEY_BYTES>>;

/// Storage keys, in strictly increasing order.
pub type Keys = BoundedVec<Key, ConstU32<MAX_KEYS>>;

/// An encoded node of a storage trie, or a value that is a node of its own.
pub type Node = BoundedVec<u8, ConstU32<MAX_PROOF_BYTES>>;

/// A storage proof: the nodes that the keys lead to, in strictly increasing order of their bytes.
pub type Nodes = BoundedVec<Node, ConstU32<MAX_NODES>>;

/// The last heads of one source, by strictly increasing number.
pub type NotedHeads = BoundedVec<NotedHead, ConstU32<RING_HEADS>>;

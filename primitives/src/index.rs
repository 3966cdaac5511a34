//! Keys of the off-chain index: where a node keeps payloads and inner nodes of the streams it sends.
//!
//! Every key contains the hash of what it leads to, so entries of all forks stand side by side, none
//! overwrites another, and whoever holds a frontier walks down from its peaks on any fork.

use alloc::vec::Vec;
use codec::Encode;

use crate::{ParaId, hashing::Hash, mmr::NodePosition};

/// First bytes of every key.
pub const PREFIX: &[u8] = b"spec-messaging/node/";

/// Key of one node: `PREFIX ‖ destination u32 BE ‖ node position u64 BE ‖ hash`. 64 bytes.
///
/// Its value is `left ‖ right` (64 bytes) for an inner node and the payload for a leaf.
pub fn node_key(destination: ParaId, position: NodePosition, hash: &Hash) -> Vec<u8> {
	let mut key = PREFIX.to_vec();
	key.extend_from_slice(&u32::from(destination).to_be_bytes());
	key.extend_from_slice(&position.0.to_be_bytes());
	key.extend_from_slice(hash.as_bytes());
	key
}

/// Value of an inner node.
pub fn node_value(left: &Hash, right: &Hash) -> Vec<u8> {
	(left, right).encode()
}

/// The two children in the value of an inner node, `None` unless it is exactly 64 bytes.
pub fn children(value: &[u8]) -> Option<(Hash, Hash)> {
	let (left, right) = value.split_at_checked(32)?;
	let left = <[u8; 32]>::try_from(left).ok()?;
	let right = <[u8; 32]>::try_from(right).ok()?;
	Some((left.into(), right.into()))
}

//! Every preimage of the protocol, and nothing else that hashes.
//!
//! `H` is BLAKE2b-256 through the host. Each preimage starts with a tag byte of its own, so that no
//! bytes can be read as two kinds of node (the class of CVE-2012-2459), and each inner preimage is at
//! most 128 bytes: one compression.
//!
//! | object | preimage | bytes |
//! |---|---|---|
//! | message leaf | `01 ‖ 00 ‖ payload` | 2 + payload |
//! | MMR node | `02 ‖ left ‖ right` | 65 |
//! | bagged peaks | `03 ‖ bag of the lower peaks ‖ highest peak` | 65 |
//! | empty stream | `04` | 1 |
//! | commitment tree node | `06 ‖ left ‖ right` | 65 |
//! | channel leaf | `07 ‖ peer BE ‖ leaf count LE ‖ stream root ‖ register` | 86 |
//! | provides root | `08 ‖ 00 ‖ self BE ‖ generation LE ‖ leaves LE ‖ tree root` | 46 |
//! | skipped messages | `09 ‖ 00 ‖ leaf hash ‖ leaf hash ..` | 2 + 32 each |

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::{
	ParaId,
	channel::{ChannelLeaf, REGISTER_BYTES},
	position::LeafCount,
};

/// An inner node or a peak: 32 bytes of BLAKE2b-256.
pub type Hash = sp_core::H256;

/// First byte of a message leaf.
const LEAF_TAG: u8 = 0x01;
/// Second byte of a message leaf: bytes of an old layout are never read as fields of a new one.
const LEAF_VERSION: u8 = 0x00;
const NODE_TAG: u8 = 0x02;
const BAG_TAG: u8 = 0x03;
const TREE_NODE_TAG: u8 = 0x06;
const CHANNEL_LEAF_TAG: u8 = 0x07;
const PROVIDES_TAG: u8 = 0x08;
/// Second byte of a provides root: the version of what is below it.
const PROVIDES_VERSION: u8 = 0x00;
const SKIP_TAG: u8 = 0x09;
/// Second byte of what skipped messages are committed by: its version.
const SKIP_VERSION: u8 = 0x00;

/// Bytes of a channel leaf's preimage.
const CHANNEL_LEAF_BYTES: usize = 1 + 4 + 8 + 32 + REGISTER_BYTES;
/// Bytes of a provides root's preimage.
const PROVIDES_BYTES: usize = 2 + 4 + 4 + 4 + 32;

macro_rules! hash_type {
	($(#[$doc:meta])* $name:ident) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Encode, Decode,
			DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
		)]
		pub struct $name(pub Hash);

		impl AsRef<[u8]> for $name {
			fn as_ref(&self) -> &[u8] {
				self.0.as_bytes()
			}
		}

		impl core::fmt::Display for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				self.0.fmt(f)
			}
		}
	};
}

hash_type!(
	/// Hash of one payload as a leaf of its stream.
	LeafHash
);
hash_type!(
	/// All peaks of a stream, bagged. Says nothing about how many messages there are: the leaf count
	/// stands next to it in the channel leaf.
	StreamRoot
);
hash_type!(
	/// The one hash that a block commits over all its streams and registers.
	ProvidesRoot
);

/// `H(04)`, the stream root of exactly the streams without a message.
pub const EMPTY_STREAM_ROOT: StreamRoot = StreamRoot(sp_core::H256([
	0x64, 0x22, 0x06, 0x31, 0x4f, 0x53, 0x4b, 0x29, 0xad, 0x29, 0x7d, 0x82, 0x44, 0x0a, 0x5f, 0x9f,
	0x21, 0x0e, 0x30, 0xca, 0x5c, 0xed, 0x80, 0x5a, 0x58, 0x7c, 0xa4, 0x02, 0xde, 0x92, 0x73, 0x42,
]));

/// Hashes payloads as leaves with one buffer for all of them.
///
/// The host hashes one contiguous slice, so tag and payload have to stand next to each other; the
/// buffer grows to the largest payload once and costs no allocation per hash after that.
#[derive(Default)]
pub struct LeafHasher(Vec<u8>);

impl LeafHasher {
	/// A hasher whose buffer is still empty.
	pub const fn new() -> Self {
		Self(Vec::new())
	}

	/// `H(01 ‖ 00 ‖ payload)`.
	///
	/// Left out on purpose: source, destination and position. The stream root is bound to its
	/// destination in the channel leaf, and order is what the mountain range commits to.
	///
	/// # Cost
	///
	/// One hash of `2 + payload` bytes.
	pub fn hash(&mut self, payload: &[u8]) -> LeafHash {
		self.0.clear();
		self.0.reserve(payload.len().saturating_add(2));
		self.0.extend_from_slice(&[LEAF_TAG, LEAF_VERSION]);
		self.0.extend_from_slice(payload);
		LeafHash(blake2(&self.0))
	}
}

/// Hash of one payload as a leaf. Use [`LeafHasher`] for more than one.
pub fn leaf_hash(payload: &[u8]) -> LeafHash {
	LeafHasher::new().hash(payload)
}

/// `H(02 ‖ left ‖ right)`: the parent of two subtrees of equal height in a stream.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
	pair(NODE_TAG, left, right)
}

/// `H(03 ‖ lower ‖ highest)`: the bag of a highest peak and of the bag of all lower ones.
pub fn bag_hash(lower: &Hash, highest: &Hash) -> Hash {
	pair(BAG_TAG, lower, highest)
}

/// `H(06 ‖ left ‖ right)`: an inner node of the commitment tree.
pub fn tree_node_hash(left: &Hash, right: &Hash) -> Hash {
	pair(TREE_NODE_TAG, left, right)
}

/// Hash of what a chain commits about `peer`. 86 bytes, one hash.
///
/// The leaf count is in here because a bagged root does not fix it: a head at position 5 also
/// verifies as 9, 17, ... of the same bag.
pub fn channel_leaf_hash(peer: ParaId, leaf: &ChannelLeaf) -> Hash {
	let mut preimage = [0u8; CHANNEL_LEAF_BYTES];
	write_at(
		&mut preimage,
		[
			&[CHANNEL_LEAF_TAG],
			&u32::from(peer).to_be_bytes(),
			&LeafCount::get(leaf.leaf_count).to_le_bytes(),
			leaf.stream_root.as_ref(),
			&leaf.register.to_bytes(),
		],
	);
	blake2(&preimage)
}

/// Binds the root of a commitment tree to its chain, generation and number of leaves. One hash.
///
/// `leaves` is at least 1 wherever this is used: a chain without a leaf commits nothing.
pub fn provides_root(own: ParaId, generation: u32, leaves: u32, tree_root: &Hash) -> ProvidesRoot {
	let mut preimage = [0u8; PROVIDES_BYTES];
	write_at(
		&mut preimage,
		[
			&[PROVIDES_TAG, PROVIDES_VERSION],
			&u32::from(own).to_be_bytes(),
			&generation.to_le_bytes(),
			&leaves.to_le_bytes(),
			tree_root.as_bytes(),
		],
	);
	ProvidesRoot(blake2(&preimage))
}

/// The id of a message: `H(payload)`, untagged, so that it equals message-queue's first id of the
/// same bytes and the hash in an `XcmpMessageSent` event.
pub fn message_id(payload: &[u8]) -> Hash {
	sp_io::hashing::blake2_256(payload).into()
}

/// What a receipt commits skipped messages by: `H(09 ‖ 00 ‖ leaf hashes)`, in order. One hash of
/// `2 + 32 x leaves` bytes. No node of any tree, so nothing but a whole stretch hashes to it.
pub fn skip_commitment(leaves: &[LeafHash]) -> Hash {
	let mut preimage = Vec::with_capacity(leaves.len().saturating_mul(32).saturating_add(2));
	preimage.extend_from_slice(&[SKIP_TAG, SKIP_VERSION]);
	leaves.iter().for_each(|leaf| preimage.extend_from_slice(leaf.as_ref()));
	blake2(&preimage)
}

fn pair(tag: u8, left: &Hash, right: &Hash) -> Hash {
	let mut preimage = [0u8; 65];
	write_at(&mut preimage, [&[tag], left.as_bytes(), right.as_bytes()]);
	blake2(&preimage)
}

/// Writes `parts` one after the other. The callers' buffers are exactly as long as their parts.
///
/// Part by part: a loop over single bytes costs a fifth of the hash that follows.
fn write_at<const PARTS: usize>(mut buffer: &mut [u8], parts: [&[u8]; PARTS]) {
	for part in parts {
		let Some((to, rest)) = buffer.split_at_mut_checked(part.len()) else { return };
		// Both are as long as the part.
		to.copy_from_slice(part);
		buffer = rest;
	}
}

fn blake2(preimage: &[u8]) -> Hash {
	#[cfg(feature = "test-utils")]
	count::one();
	sp_io::hashing::blake2_256(preimage).into()
}

/// Counts protocol hashes, so that tests can hold every cost in a doc comment to its number.
#[cfg(feature = "test-utils")]
pub mod count {
	use core::cell::Cell;

	std::thread_local! {
		static HASHES: Cell<u64> = const { Cell::new(0) };
	}

	pub(super) fn one() {
		HASHES.with(|n| n.set(n.get().saturating_add(1)));
	}

	/// Runs `work` and returns its result with the number of protocol hashes it took.
	pub fn hashes<R>(work: impl FnOnce() -> R) -> (R, u64) {
		let before = HASHES.with(Cell::get);
		let result = work();
		(result, HASHES.with(Cell::get).saturating_sub(before))
	}
}

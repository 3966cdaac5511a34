//! Enough of a stream to append to it and to take its root.

use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use super::shape::{NodePosition, Subtree};
use crate::{
	hashing::{EMPTY_STREAM_ROOT, Hash, LeafHash, StreamRoot, bag_hash, node_hash},
	position::LeafCount,
};

/// Most peaks a frontier can have: one per bit of a leaf count below 2^63.
pub const MAX_PEAKS: u32 = 63;

/// Leaf count and peaks of a stream: the append state of its mountain range.
///
/// ```text
/// 7 messages            ●            peaks, highest first: [0-3] [4-5] [6]
///                     ╱   ╲
///                   ●       ●       ●
///                  ╱ ╲     ╱ ╲     ╱ ╲
///                 0   1   2   3   4   5   6
/// ```
///
/// Only well-formed frontiers exist: one peak per set bit of the leaf count (**O2 shape**). Decoding
/// refuses anything else. Encodes to 8 bytes, a length byte and 32 bytes a peak: at most 2,025.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct Frontier {
	leaf_count: LeafCount,
	peaks: BoundedVec<Hash, ConstU32<MAX_PEAKS>>,
}

/// The stream already has [`MAX_LEAF_COUNT`](crate::position::MAX_LEAF_COUNT) messages.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	thiserror::Error,
)]
#[error("the stream has 2^63 - 1 messages and takes no more")]
pub struct StreamFull;

/// An inner node that an append brought into being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewNode {
	/// Where it stands.
	pub position: NodePosition,
	/// Its hash.
	pub hash: Hash,
	/// Its left child.
	pub left: Hash,
	/// Its right child.
	pub right: Hash,
}

impl Frontier {
	/// A stream without messages.
	pub fn empty() -> Self {
		Self::default()
	}

	/// A frontier from its parts, `None` unless there is exactly one peak per set bit of `leaf_count`.
	///
	/// Says nothing about where the peaks come from.
	pub fn from_parts(
		leaf_count: LeafCount,
		peaks: BoundedVec<Hash, ConstU32<MAX_PEAKS>>,
	) -> Option<Self> {
		let expected = usize::try_from(leaf_count.peak_count()).ok()?;
		(peaks.len() == expected).then_some(Self { leaf_count, peaks })
	}

	/// How many messages were appended.
	pub const fn leaf_count(&self) -> LeafCount {
		self.leaf_count
	}

	/// The peaks, highest first. One per set bit of the leaf count.
	pub fn peaks(&self) -> &[Hash] {
		&self.peaks
	}

	/// Appends one message.
	///
	/// # Errors
	///
	/// [`StreamFull`], with the frontier unchanged.
	///
	/// # Cost
	///
	/// One hash per trailing set bit of the leaf count; over k appends to a frontier of m leaves
	/// `k + popcount(m) - popcount(m + k)`. No allocation once the peaks fit.
	pub fn append(&mut self, leaf: LeafHash) -> Result<(), StreamFull> {
		self.append_with(leaf, |_| ())
	}

	/// Appends one message and shows every inner node that this brings into being, lowest first.
	///
	/// # Errors
	///
	/// [`StreamFull`], with the frontier unchanged and nothing shown.
	///
	/// # Cost
	///
	/// As [`Self::append`].
	pub fn append_with(
		&mut self,
		leaf: LeafHash,
		mut show: impl FnMut(NewNode),
	) -> Result<(), StreamFull> {
		let after = self.leaf_count.checked_add(1).ok_or(StreamFull)?;
		let mut hash = leaf.0;
		let mut merged = Subtree { first: self.leaf_count.get(), height: 0 };
		// One merge per trailing set bit: each lowest peak is as high as what has been merged so far.
		for height in 1..=self.leaf_count.get().trailing_ones() {
			let Some(left) = self.peaks.pop() else { break };
			let right = hash;
			hash = node_hash(&left, &right);
			merged = Subtree { first: merged.first.saturating_sub(merged.leaves()), height };
			show(NewNode { position: merged.position(), hash, left, right });
		}
		// Room: popcount(after) is at most 63 for every count that exists.
		self.peaks.try_push(hash).map_err(|_| StreamFull)?;
		self.leaf_count = after;
		Ok(())
	}

	/// Root of the stream: its peaks bagged from the lowest up, or `H(04)` if it is empty.
	///
	/// # Cost
	///
	/// `popcount(leaf count) - 1` hashes, 0 if the stream is empty.
	pub fn root(&self) -> StreamRoot {
		bag(self.peaks.iter().copied()).map_or(EMPTY_STREAM_ROOT, StreamRoot)
	}
}

/// Bags peaks, highest first. `None` without peaks; one hash less than there are peaks.
pub(super) fn bag(peaks: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
	peaks.rev().reduce(|lower, higher| bag_hash(&lower, &higher))
}

impl Decode for Frontier {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let leaf_count = LeafCount::decode(input)?;
		let peaks = BoundedVec::decode(input)?;
		Self::from_parts(leaf_count, peaks)
			.ok_or_else(|| "frontier: not one peak per set bit of the leaf count".into())
	}
}

impl DecodeWithMemTracking for Frontier {}

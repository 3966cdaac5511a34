//! Arithmetic of a mountain range: which subtrees a leaf count consists of. No hashing.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::position::LeafCount;

/// Place of a node in a mountain range, counted over all nodes in the order in which they come into
/// being (post-order, from 0): the numbering of both MMR crates.
///
/// A stream of 3 messages has nodes 0, 1 (leaves), 2 (their parent), 3 (leaf).
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct NodePosition(pub u64);

/// A complete subtree: `2^height` leaves from `first` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subtree {
	/// Index of its first leaf.
	pub first: u64,
	/// 0 is a leaf. At most 62.
	pub height: u32,
}

impl Subtree {
	/// Number of leaves below this node.
	pub const fn leaves(self) -> u64 {
		1u64.wrapping_shl(self.height)
	}

	/// Index of the leaf after the last one.
	pub const fn end(self) -> u64 {
		self.first.saturating_add(self.leaves())
	}

	/// Post-order position of the node at the top of this subtree.
	pub const fn position(self) -> NodePosition {
		// A leaf stands behind 2 * first - popcount(first) nodes; the top of a subtree of height h is
		// the last of its 2^(h+1) - 1 nodes. Below 2^64 for every subtree of 2^63 - 1 leaves.
		let leaf = self.first.wrapping_mul(2).wrapping_sub(self.first.count_ones() as u64);
		NodePosition(leaf.wrapping_add(self.leaves().wrapping_mul(2)).wrapping_sub(2))
	}

	/// The two halves of this subtree, `None` for a leaf.
	pub const fn children(self) -> Option<(Self, Self)> {
		let Some(height) = self.height.checked_sub(1) else { return None };
		let left = Self { first: self.first, height };
		Some((left, Self { first: left.end(), height }))
	}
}

/// The subtrees at the peaks of a range of `count` leaves, highest (and leftmost) first.
pub fn peaks(count: LeafCount) -> impl Iterator<Item = Subtree> {
	let mut rest = count.get();
	let mut first = 0u64;
	core::iter::from_fn(move || {
		let height = rest.checked_ilog2()?;
		let peak = Subtree { first, height };
		first = peak.end();
		rest = rest.saturating_sub(peak.leaves());
		Some(peak)
	})
}

/// How the peaks of an older count and of a newer one relate: what an extension proof consists of.
///
/// With `b` the highest bit in which the two differ: the peaks above `b` are common, the older
/// range's lower peaks end up below the newer peak of height `b`, and whatever the newer range has
/// right of that peak is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
	/// Height of the newer peak that swallows the older range's lower peaks: `b`.
	pub height: u32,
	/// Leaves of the older range below that peak: the older count modulo `2^b`.
	pub below: u64,
	/// Leaves of the newer range right of that peak: the newer count modulo `2^b`.
	pub right: u64,
}

impl Growth {
	/// Relation of `older` to `newer`, `None` unless `newer` is larger.
	pub const fn between(older: LeafCount, newer: LeafCount) -> Option<Self> {
		if older.get() >= newer.get() {
			return None;
		}
		let Some(height) = (older.get() ^ newer.get()).checked_ilog2() else { return None };
		let low_bits = 1u64.wrapping_shl(height).saturating_sub(1);
		Some(Self { height, below: older.get() & low_bits, right: newer.get() & low_bits })
	}

	/// Number of right siblings that complete the swallowed part: one per set bit of `2^b - x`, 0 if
	/// nothing is swallowed.
	pub const fn siblings(self) -> u32 {
		if self.below == 0 {
			return 0;
		}
		1u64.wrapping_shl(self.height).saturating_sub(self.below).count_ones()
	}

	/// Number of items in the extension proof.
	pub const fn nodes(self) -> u32 {
		if self.below == 0 {
			return 1;
		}
		self.siblings().saturating_add(if self.right == 0 { 0 } else { 1 })
	}
}

/// Number of items in an extension proof from `older` to `newer` leaves, `P(m, n)` of the design.
///
/// 0 for equal counts; `None` where no extension proof exists (`older` is 0 or larger than `newer`).
/// At most `floor(log2(newer - older)) + 1`, so at most 63.
pub const fn extension_nodes(older: LeafCount, newer: LeafCount) -> Option<u32> {
	if older.is_zero() || older.get() > newer.get() {
		return None;
	}
	match Growth::between(older, newer) {
		Some(growth) => Some(growth.nodes()),
		None => Some(0),
	}
}

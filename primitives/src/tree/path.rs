//! The way from a leaf, or from two adjacent ones, to the root of the tree.

use crate::hashing::{Hash, tree_node_hash};

/// Where a node on the path finds the hash it is paired with.
pub(super) enum Step {
	Left,
	Right,
	Promoted,
}

impl Step {
	/// Siblings that this step takes: none where the node is promoted.
	pub(super) fn siblings(&self) -> usize {
		match self {
			Self::Left | Self::Right => 1,
			Self::Promoted => 0,
		}
	}

	/// The node above `node`, `None` if a sibling is missing.
	pub(super) fn up<'a>(
		&self,
		node: Hash,
		siblings: &mut impl Iterator<Item = &'a Hash>,
	) -> Option<Hash> {
		match self {
			Self::Left => Some(tree_node_hash(siblings.next()?, &node)),
			Self::Right => Some(tree_node_hash(&node, siblings.next()?)),
			Self::Promoted => Some(node),
		}
	}
}

/// The steps from leaf `index` to the root of a tree of `leaves` leaves, bottom-up.
pub(super) fn path(leaves: u32, index: u32) -> impl Iterator<Item = Step> {
	let (mut width, mut at) = (leaves, index);
	core::iter::from_fn(move || {
		if width <= 1 {
			return None;
		}
		let step = if at & 1 == 1 {
			Step::Left
		} else if at.saturating_add(1) < width {
			Step::Right
		} else {
			Step::Promoted
		};
		at >>= 1;
		width = width.div_ceil(2);
		Some(step)
	})
}

/// One level of the paths of two adjacent leaves.
pub(super) enum Level {
	/// Two nodes side by side, each with its own step.
	Apart(Step, Step),
	/// The two nodes are a pair.
	Meet,
	/// One node.
	Joined(Step),
}

impl Level {
	/// Siblings that this level takes, the left one before the right one.
	pub(super) fn siblings(&self) -> usize {
		match self {
			Self::Apart(low, high) => low.siblings().saturating_add(high.siblings()),
			Self::Meet => 0,
			Self::Joined(step) => step.siblings(),
		}
	}
}

/// The levels above leaves `index` and `index + 1` of a tree of `leaves` leaves, bottom-up; above leaf
/// `index` alone if it is not a `pair`.
pub(super) fn levels(leaves: u32, index: u32, pair: bool) -> impl Iterator<Item = Level> {
	let mut apart = pair;
	let last = index.saturating_add(u32::from(pair));
	path(leaves, index).zip(path(leaves, last)).map(move |(low, high)| match (apart, low) {
		(false, step) => Level::Joined(step),
		// The lower node pairs up to the right, where the higher one is.
		(true, Step::Right) => {
			apart = false;
			Level::Meet
		},
		(true, low) => Level::Apart(low, high),
	})
}

//! Proof that a stream only grew.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use super::{
	frontier::{Frontier, bag},
	shape::{self, Growth},
};
use crate::{
	hashing::{Hash, StreamRoot, node_hash},
	position::LeafCount,
};

/// Most items of an extension proof: `floor(log2(newer - older)) + 1` for counts below 2^63.
pub const MAX_EXTENSION_NODES: u32 = 63;

/// Proof that an older frontier is a prefix of a newer stream.
///
/// The verifier brings the old peaks, the proof brings the subtrees added since. From 5 to 8 messages:
///
/// ```text
/// height 3                 new root
///                        ╱          ╲
/// height 2          [0-3]            ●
///                                  ╱   ╲
/// height 1                       ●     (6-7)
///                              ╱   ╲
/// height 0                   [4]   (5)
///
///  [x] old peak, held by the verifier     one per set bit of 5
///  (x) right sibling, in the proof        bottom-up: 5, then 6-7
/// ```
///
/// What the newer range has right of that peak travels as one last item, bagged. If nothing is
/// swallowed (8 messages grow to 12) that item is all there is.
///
/// # Size
///
/// [`shape::extension_nodes`]: at most floor(log2(newer - older)) + 1 hashes, however long the stream.
/// The number follows from the two counts and is checked before the first hash. Positions are not on
/// the wire.
///
/// # What it does not show
///
/// That the newer root was ever committed: (count, root) have to come from an authenticated channel
/// leaf, and the old peaks from the verifier's own state.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct ExtensionProof(BoundedVec<Hash, ConstU32<MAX_EXTENSION_NODES>>);

/// Why an [`ExtensionProof`] was refused. Every variant is the fault of whoever supplied it.
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
pub enum ExtensionError {
	/// An empty stream is a prefix of everything, so there is nothing to prove and no peak to start
	/// from.
	#[error("nothing extends an empty frontier")]
	EmptyFrontier,
	/// The proof leads to a stream that is shorter than the frontier.
	#[error("not forward: the frontier has {held} leaves, the proof leads to {claimed}")]
	NotForward {
		/// Leaf count of the verifier's frontier.
		held: LeafCount,
		/// Leaf count that the proof leads to.
		claimed: LeafCount,
	},
	/// The two leaf counts call for another number of items.
	#[error("{actual} nodes where the leaf counts call for {expected}")]
	NodeCount {
		/// Items that the counts call for.
		expected: u32,
		/// Items that the proof has.
		actual: u32,
	},
	/// The items fit, but do not lead to the root that was asked for.
	#[error("leads to another stream root")]
	RootMismatch,
}

impl ExtensionProof {
	/// A proof of these items, `None` if there are more than [`MAX_EXTENSION_NODES`].
	pub fn from_nodes(nodes: Vec<Hash>) -> Option<Self> {
		BoundedVec::try_from(nodes).ok().map(Self)
	}

	/// The items: right siblings bottom-up, then what is new on the right, bagged.
	pub fn nodes(&self) -> &[Hash] {
		&self.0
	}

	/// True if there is no item: the proof from a count to itself.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// Checks that the number of items is what the two counts call for. No hash.
	///
	/// # Errors
	///
	/// All but [`ExtensionError::RootMismatch`].
	pub fn check_shape(&self, held: LeafCount, to: LeafCount) -> Result<(), ExtensionError> {
		if held.is_zero() {
			return Err(ExtensionError::EmptyFrontier);
		}
		let expected = shape::extension_nodes(held, to)
			.ok_or(ExtensionError::NotForward { held, claimed: to })?;
		let actual = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
		if actual == expected {
			Ok(())
		} else {
			Err(ExtensionError::NodeCount { expected, actual })
		}
	}

	/// Checks that the stream of `to` messages under `root` starts with everything in `held`, and
	/// returns that root.
	///
	/// # Errors
	///
	/// - [`ExtensionError::EmptyFrontier`], [`ExtensionError::NotForward`],
	///   [`ExtensionError::NodeCount`] before the first hash.
	/// - [`ExtensionError::RootMismatch`] if the items lead elsewhere.
	///
	/// # Cost
	///
	/// Exactly `popcount(held) + items - 1` hashes, at most 125.
	pub fn verify(
		&self,
		held: &Frontier,
		to: LeafCount,
		root: StreamRoot,
	) -> Result<StreamRoot, ExtensionError> {
		let reached = self.root_from(held, to)?;
		if reached == root { Ok(reached) } else { Err(ExtensionError::RootMismatch) }
	}

	/// The root that `held` grows to at `to` messages by this proof. It proves something only next to a
	/// root from elsewhere, so use [`Self::verify`].
	fn root_from(&self, held: &Frontier, to: LeafCount) -> Result<StreamRoot, ExtensionError> {
		self.check_shape(held.leaf_count(), to)?;
		let Some(growth) = Growth::between(held.leaf_count(), to) else {
			// Equal counts, so no item: the shape check has seen to it.
			return Ok(held.root());
		};
		let mismatch = || ExtensionError::RootMismatch;
		let swallowed = usize::try_from(growth.below.count_ones()).unwrap_or(usize::MAX);
		let common = held.peaks().len().saturating_sub(swallowed);
		let (common, mut swallowed) = held.peaks().split_at_checked(common).ok_or_else(mismatch)?;
		let mut items = self.0.iter().copied();

		let completed = match swallowed.split_last() {
			None => None,
			Some((lowest, rest)) => {
				swallowed = rest;
				let start = growth.below.trailing_zeros();
				let mut node = *lowest;
				for height in start..growth.height {
					// The lowest peak is a left child; above it, a set bit of the older count means that
					// one of our peaks stands to the left, and a clear bit that the proof brings what
					// stands to the right.
					let ours = height > start && growth.below.wrapping_shr(height) & 1 == 1;
					node = if ours {
						let (left, rest) = swallowed.split_last().ok_or_else(mismatch)?;
						swallowed = rest;
						node_hash(left, &node)
					} else {
						node_hash(&node, &items.next().ok_or_else(mismatch)?)
					};
				}
				Some(node)
			},
		};
		// At most one item is left: the bag of what is new on the right.
		bag(common.iter().copied().chain(completed).chain(items))
			.map(StreamRoot)
			.ok_or_else(mismatch)
	}
}

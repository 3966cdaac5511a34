//! Builds proofs off chain by walking down from the peaks of a frontier.
//!
//! Whoever holds a frontier and a store of `hash -> (left, right)` reaches every node below it, on any
//! fork, because every key contains the hash it leads to. No runtime path runs this inside a block.

use alloc::vec::Vec;

use super::{
	extension::ExtensionProof,
	frontier::{Frontier, bag},
	shape::{self, Growth, NodePosition, Subtree},
};
use crate::{hashing::Hash, position::LeafCount};

/// Inner nodes of one stream, by where they stand and what they hash to.
pub trait NodeSource {
	/// The two children of the inner node at `position` with hash `hash`, `None` if not in the store.
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)>;
}

/// Why a proof could not be built.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	codec::Encode,
	codec::Decode,
	codec::DecodeWithMemTracking,
	scale_info::TypeInfo,
	thiserror::Error,
)]
pub enum ProveError {
	/// The older count is 0 or larger than the newer one.
	#[error("no extension leads from {from} to {to} leaves")]
	NoSuchExtension {
		/// Count to start from.
		from: LeafCount,
		/// Count of the frontier to end at.
		to: LeafCount,
	},
	/// The range does not lie inside the stream.
	#[error("leaves {from} to {end} of a stream of {count}")]
	OutOfRange {
		/// First leaf.
		from: u64,
		/// Leaf after the last one.
		end: u64,
		/// Length of the stream.
		count: LeafCount,
	},
	/// The store lacks a node: it was pruned, or this node did not run when it came into being.
	#[error("node {0:?} is not in the store")]
	MissingNode(NodePosition),
}

/// Builds the proof that the first `from` messages of the stream at `frontier` are a prefix of it,
/// together with the frontier that the stream had then.
///
/// # Errors
///
/// [`ProveError::NoSuchExtension`], [`ProveError::MissingNode`].
///
/// # Cost
///
/// At most 63 look-ups, one per level between the new peak and the boundary; one hash less than there
/// are new peaks on the right.
pub fn extension(
	frontier: &Frontier,
	from: LeafCount,
	nodes: &impl NodeSource,
) -> Result<(ExtensionProof, Frontier), ProveError> {
	let to = frontier.leaf_count();
	let impossible = ProveError::NoSuchExtension { from, to };
	if from == to && !from.is_zero() {
		return Ok((ExtensionProof::default(), frontier.clone()));
	}
	if from.is_zero() {
		return Err(impossible);
	}
	let growth = Growth::between(from, to).ok_or(impossible)?;
	let common = to.peak_count().saturating_sub(growth.right.count_ones()).saturating_sub(1);
	let (common, rest) = usize::try_from(common)
		.ok()
		.and_then(|common| frontier.peaks().split_at_checked(common))
		.ok_or(impossible)?;
	let (grown, right) = rest.split_first().ok_or(impossible)?;

	let mut older = common.to_vec();
	let items = if growth.below == 0 {
		// Nothing of the older range lies below a new peak: all new peaks are one item.
		bag(rest.iter().copied()).into_iter().collect()
	} else {
		let top = Subtree { first: from.get().saturating_sub(growth.below), height: growth.height };
		let mut siblings = Vec::new();
		let mut at = (top, *grown);
		// Walk to the boundary between old and new. What stands left of it are old peaks, what stands
		// right of it are the proof's siblings, found top-down.
		while let Some((left, right)) = at.0.children() {
			if at.0.end() == from.get() {
				break;
			}
			let (left_hash, right_hash) = nodes
				.children(at.0.position(), &at.1)
				.ok_or(ProveError::MissingNode(at.0.position()))?;
			if from.get() > right.first {
				older.push(left_hash);
				at = (right, right_hash);
			} else {
				siblings.push(right_hash);
				at = (left, left_hash);
			}
		}
		older.push(at.1);
		siblings.reverse();
		siblings.extend(bag(right.iter().copied()));
		siblings
	};
	let proof = ExtensionProof::from_nodes(items).ok_or(impossible)?;
	let older = older
		.try_into()
		.ok()
		.and_then(|peaks| Frontier::from_parts(from, peaks))
		.ok_or(impossible)?;
	Ok((proof, older))
}

/// Hashes of the leaves `from..end` of the stream at `frontier`, each with where it stands, in order.
///
/// # Errors
///
/// [`ProveError::OutOfRange`], [`ProveError::MissingNode`].
///
/// # Cost
///
/// `end - from` leaves take at most `2 * (end - from) + 2 * 62` look-ups; nothing outside the range is
/// walked.
pub fn leaves(
	frontier: &Frontier,
	from: u64,
	end: u64,
	nodes: &impl NodeSource,
) -> Result<Vec<(NodePosition, Hash)>, ProveError> {
	let count = frontier.leaf_count();
	if from > end || end > count.get() {
		return Err(ProveError::OutOfRange { from, end, count });
	}
	let mut found = Vec::new();
	// An empty range still has a subtree around it, and its nodes may be pruned.
	if from == end {
		return Ok(found);
	}
	// Subtrees still to visit, the leftmost last.
	let mut open: Vec<_> = shape::peaks(count).zip(frontier.peaks().iter().copied()).collect();
	open.reverse();
	while let Some((subtree, hash)) = open.pop() {
		if subtree.end() <= from || subtree.first >= end {
			continue;
		}
		match subtree.children() {
			None => found.push((subtree.position(), hash)),
			Some((left, right)) => {
				let (left_hash, right_hash) = nodes
					.children(subtree.position(), &hash)
					.ok_or(ProveError::MissingNode(subtree.position()))?;
				open.push((right, right_hash));
				open.push((left, left_hash));
			},
		}
	}
	Ok(found)
}

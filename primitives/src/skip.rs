//! Passing over messages that cannot be brought: by their leaf hashes, and with a receipt that the sender
//! can read.
//!
//! ```text
//! SkippedStretch ── authenticate ──▶ AuthenticSkip ── verify ──▶ VerifiedSkip ──▶ SkipReceipt
//!    leaf hashes      tree proof        is as said      leaves      the frontier     in the state of the
//!    of a stranger                                      appended    behind them      receiver, for the sender
//! ```
//!
//! A payload may be lost, or longer than the wire takes, and its stream would stand still for good: the
//! frontier only moves over what is known to be in the stream. A leaf hash is enough to know that. What a
//! leaf hash does not show is how many bytes the payload had: that is claimed, by whoever governs the
//! receiver.
//!
//! The register has no field for what was skipped, so the receiver keeps [`SkipRecord`] under
//! [`receipts_key`], where a state proof finds it.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use crate::{
	ParaId,
	batch::BatchError,
	channel::ChannelLeaf,
	hashing::{Hash, LeafHash, ProvidesRoot, skip_commitment},
	mmr::{ExtensionError, ExtensionProof, Frontier},
	pallets::RelayBlockNumber,
	position::Position,
	tree::CommitmentProof,
};

/// Most messages that one stretch skips.
pub const MAX_SKIPPED: u32 = 1_024;

/// Receipts of one source that are kept.
pub const MAX_RECEIPTS: u32 = 16;

/// Messages of one stream that are passed over, with the commitment that they stand under.
///
/// A [`MessageBatch`](crate::batch::MessageBatch) with leaf hashes in the place of payloads. At most 36 KB.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct SkippedStretch {
	/// The sending chain.
	pub source: ParaId,
	/// The root that the leaves are verified against.
	pub provides_root: ProvidesRoot,
	/// What the source commits about the receiver under that root.
	pub channel: ChannelLeaf,
	/// Where that leaf stands in the source's tree.
	pub proof: CommitmentProof,
	/// Position of the first skipped message.
	pub first: Position,
	/// Leaf hashes of the skipped messages, in order. At least one.
	pub leaves: BoundedVec<LeafHash, ConstU32<MAX_SKIPPED>>,
	/// Bytes of their payloads together. Claimed: nothing proves it.
	pub bytes: u64,
	/// From behind the skipped messages to the end of the stream.
	pub extension: ExtensionProof,
}

/// Why a [`SkippedStretch`] was refused.
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
pub enum SkipError {
	/// No message is named.
	#[error("nothing to skip")]
	Nothing,
	/// As a batch with the payloads of these leaves would be.
	#[error("{0}")]
	Batch(BatchError),
}

impl From<BatchError> for SkipError {
	fn from(error: BatchError) -> Self {
		Self::Batch(error)
	}
}

/// A stretch whose channel leaf is proven to stand under its provides root.
///
/// [`SkippedStretch::authenticate`] is the only way to get one. Says nothing about whether the source ever
/// committed that root, and nothing yet about the leaves.
#[must_use = "an authentic stretch is not verified yet"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticSkip(SkippedStretch);

/// Leaves that continue a known frontier and whose stream is committed under a provides root.
///
/// [`AuthenticSkip::verify`] is the only way to get one.
#[must_use = "a verified stretch changes nothing until its frontier is stored"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedSkip {
	/// The sending chain.
	pub source: ParaId,
	/// Its generation.
	pub generation: u32,
	/// What the source commits about the receiver.
	pub channel: ChannelLeaf,
	/// Position of the first skipped message.
	pub first: Position,
	/// How many. At least 1, at most [`MAX_SKIPPED`].
	pub count: u32,
	/// Bytes of their payloads together, as claimed.
	pub bytes: u64,
	/// [`skip_commitment`] of the leaves.
	pub commitment: Hash,
	/// The receiver's frontier behind them.
	pub frontier: Frontier,
}

impl SkippedStretch {
	/// Number of leaves.
	pub fn count(&self) -> u32 {
		u32::try_from(self.leaves.len()).unwrap_or(u32::MAX)
	}

	/// Checks that the source commits the channel leaf about `receiver` under the provides root.
	///
	/// # Errors
	///
	/// [`SkipError::Nothing`] and [`BatchError::Tree`] before the first hash, [`BatchError::ForeignLeaf`].
	///
	/// # Cost
	///
	/// `siblings + 2` hashes, at most 34.
	pub fn authenticate(self, receiver: ParaId) -> Result<AuthenticSkip, SkipError> {
		if self.leaves.is_empty() {
			return Err(SkipError::Nothing);
		}
		let root = self
			.proof
			.provides_root(self.source, receiver, &self.channel)
			.map_err(BatchError::Tree)?;
		if root == self.provides_root {
			Ok(AuthenticSkip(self))
		} else {
			Err(BatchError::ForeignLeaf.into())
		}
	}
}

impl AuthenticSkip {
	/// The stretch.
	pub const fn stretch(&self) -> &SkippedStretch {
		&self.0
	}

	/// The generation that the provides root binds.
	pub const fn generation(&self) -> u32 {
		self.0.proof.generation
	}

	/// Appends the leaves to a copy of `held` and compares with the stream root, by extension if the
	/// stretch stops early.
	///
	/// # Errors
	///
	/// [`BatchError::NotContinuing`], [`BatchError::BeyondStream`] and the shape of the extension before the
	/// first hash; [`BatchError::RootMismatch`] and [`BatchError::Extension`] after.
	///
	/// # Cost
	///
	/// For k leaves that of a batch of k payloads, less the k hashes of the payloads, and one hash of
	/// `2 + 32 k` bytes for the commitment.
	pub fn verify(self, held: &Frontier) -> Result<VerifiedSkip, SkipError> {
		let generation = self.generation();
		let SkippedStretch { source, channel, first, leaves, bytes, extension, .. } = self.0;
		let at = held.leaf_count().next_position();
		if first != at {
			return Err(BatchError::NotContinuing { first, held: at }.into());
		}
		let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
		let end = held
			.leaf_count()
			.checked_add(count.into())
			.filter(|end| *end <= channel.leaf_count)
			.ok_or(BatchError::BeyondStream)?;
		extension.check_shape(end, channel.leaf_count).map_err(BatchError::Extension)?;
		let mut frontier = held.clone();
		for leaf in &leaves {
			// `end` exists, so the stream is not full before it.
			frontier.append(*leaf).map_err(|_| BatchError::BeyondStream)?;
		}
		extension.verify(&frontier, channel.leaf_count, channel.stream_root).map_err(|error| {
			match error {
				ExtensionError::RootMismatch if extension.is_empty() => BatchError::RootMismatch,
				error => BatchError::Extension(error),
			}
		})?;
		let commitment = skip_commitment(&leaves);
		Ok(VerifiedSkip { source, generation, channel, first, count, bytes, commitment, frontier })
	}
}

/// That messages of a stream were passed over by governance of the receiver. 60 bytes.
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
	MaxEncodedLen,
)]
pub struct SkipReceipt {
	/// Generation of the stream.
	pub generation: u32,
	/// Position of the first of them.
	pub first: Position,
	/// How many. At least 1.
	pub count: u32,
	/// Bytes of their payloads together, as claimed.
	pub bytes: u64,
	/// [`skip_commitment`] of their leaf hashes.
	pub commitment: Hash,
	/// Relay parent of the block that skipped them.
	pub relay_block: RelayBlockNumber,
}

impl SkipReceipt {
	/// The first position behind the skipped ones, `None` if no such position exists.
	pub fn end(&self) -> Option<Position> {
		self.first.checked_add(self.count.into())
	}
}

/// What a receiver keeps under [`receipts_key`] about one source: at most 969 bytes.
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
pub struct SkipRecord {
	/// How many receipts there ever were, forgotten ones included. Never falls.
	pub total: u64,
	/// The last of them, oldest first.
	pub last: BoundedVec<SkipReceipt, ConstU32<MAX_RECEIPTS>>,
}

impl SkipRecord {
	/// Puts a receipt behind the newest and forgets the oldest if there are too many.
	pub fn push(&mut self, receipt: SkipReceipt) {
		if u32::try_from(self.last.len()).is_ok_and(|kept| kept >= MAX_RECEIPTS) {
			self.last.remove(0);
		}
		// One was removed, so there is room.
		if self.last.try_push(receipt).is_ok() {
			self.total = self.total.saturating_add(1);
		}
	}

	/// Index of the oldest receipt that is still there, counted from the first that ever was. `None` if
	/// the record says that it has more receipts than there ever were.
	pub fn first_index(&self) -> Option<u64> {
		self.total.checked_sub(u64::try_from(self.last.len()).ok()?)
	}

	/// The record in the bytes of a state, `None` if they are none.
	pub fn from_state(bytes: &[u8]) -> Option<Self> {
		use codec::DecodeAll;
		Self::decode_all(&mut &bytes[..]).ok().filter(|record| record.first_index().is_some())
	}
}

/// Where a receiver keeps the [`SkipRecord`] about `source`, in whatever runtime and whatever its pallets
/// are called: `twox128("SpecMessaging") ‖ twox128("Skipped") ‖ source u32 LE`. 36 bytes.
pub fn receipts_key(source: ParaId) -> Vec<u8> {
	let mut key = sp_io::hashing::twox_128(b"SpecMessaging").to_vec();
	key.extend_from_slice(&sp_io::hashing::twox_128(b"Skipped"));
	key.extend_from_slice(&u32::from(source).to_le_bytes());
	key
}

//! A stretch of one stream, and the three steps from bytes of a stranger to verified messages.
//!
//! ```text
//! MessageBatch ── authenticate ──▶ AuthenticBatch ── verify ──▶ VerifiedBatch
//!   anybody's      bounds, tree     its provides      payloads    the frontier
//!   bytes          proof            root is as said   hashed in   after them
//! ```
//!
//! Between the two steps stands the only question these types can not answer: whether the sender ever
//! committed that provides root.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use crate::{
	ParaId,
	channel::ChannelLeaf,
	commitment::MAX_SOURCES,
	hashing::{LeafHasher, ProvidesRoot},
	mmr::{ExtensionError, ExtensionProof, Frontier},
	position::Position,
	tree::{CommitmentProof, TreeError},
};

/// Largest payload on the wire, in bytes: 1 MiB. What a receiver accepts is in its register.
pub const MAX_PAYLOAD_BYTES: u32 = 1 << 20;

/// Most payloads of one batch.
pub const MAX_BATCH_PAYLOADS: u32 = 65_536;

/// Opaque bytes that one chain sends to one other chain.
pub type Payload = BoundedVec<u8, ConstU32<MAX_PAYLOAD_BYTES>>;

/// Batches of one call: by strictly increasing source, where a register refresh of a source may stand
/// before a batch with its messages. The order is for the receiving pallet to check, one by one.
pub type Batches = BoundedVec<MessageBatch, ConstU32<MAX_SOURCES>>;

/// Consecutive messages of one stream with the commitment they end at.
///
/// No proof per message: the receiver's frontier is the proof. Without payloads it is a *register
/// refresh*, which only carries what the source says of the stream that it reads.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct MessageBatch {
	/// The sending chain.
	pub source: ParaId,
	/// The root that the batch is verified against.
	pub provides_root: ProvidesRoot,
	/// What the source commits about the receiver under that root.
	pub channel: ChannelLeaf,
	/// Where that leaf stands in the source's tree.
	pub proof: CommitmentProof,
	/// Position of the first payload; of the next message if there is none.
	pub first: Position,
	/// The messages, without gaps.
	pub payloads: BoundedVec<Payload, ConstU32<MAX_BATCH_PAYLOADS>>,
	/// From the end of the payloads to the end of the stream. Empty in a register refresh.
	pub extension: ExtensionProof,
}

/// Why a [`MessageBatch`] was refused.
///
/// [`Self::NotContinuing`] is no lie, only late or early; every other variant is the fault of whoever
/// built the batch.
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
pub enum BatchError {
	/// The tree proof has no consistent shape.
	#[error("commitment proof: {0}")]
	Tree(TreeError),
	/// The leaf and its proof belong to another provides root.
	#[error("the channel leaf is not under the provides root")]
	ForeignLeaf,
	/// The batch does not start where the receiver stands.
	#[error("starts at {first}, the receiver is at {held}")]
	NotContinuing {
		/// First position of the batch.
		first: Position,
		/// Position that the receiver expects.
		held: Position,
	},
	/// The stream under the provides root is shorter than what the receiver would hold with the payloads:
	/// there are too many of them, or the root is stale.
	#[error("runs past the end of the stream")]
	BeyondStream,
	/// A register refresh carries an extension.
	#[error("an extension without payloads")]
	IdleExtension,
	/// The extension does not fit.
	#[error("extension: {0}")]
	Extension(ExtensionError),
	/// The payloads do not lead to the stream root.
	#[error("the payloads lead to another stream root")]
	RootMismatch,
}

/// A batch whose channel leaf is proven to stand under its provides root.
///
/// [`MessageBatch::authenticate`] is the only way to get one. Says nothing about whether the source
/// ever committed that root, and nothing yet about the payloads.
#[must_use = "an authentic batch is not verified yet"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticBatch(MessageBatch);

/// Messages that continue a known frontier and whose stream is committed under a provides root.
///
/// [`AuthenticBatch::verify`] is the only way to get one.
#[must_use = "a verified batch changes nothing until its frontier is stored"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedBatch {
	/// The sending chain.
	pub source: ParaId,
	/// Generation of the source in which the stream was committed.
	pub generation: u32,
	/// The root that the messages were verified against.
	pub provides_root: ProvidesRoot,
	/// What the source commits about the receiver under that root.
	pub channel: ChannelLeaf,
	/// Position of the first payload.
	pub first: Position,
	/// The messages. Empty in a register refresh.
	pub payloads: BoundedVec<Payload, ConstU32<MAX_BATCH_PAYLOADS>>,
	/// The receiver's frontier after them.
	pub frontier: Frontier,
}

impl MessageBatch {
	/// True if the batch carries no message.
	pub fn is_refresh(&self) -> bool {
		self.payloads.is_empty()
	}

	/// Number of payloads.
	pub fn messages(&self) -> u32 {
		u32::try_from(self.payloads.len()).unwrap_or(u32::MAX)
	}

	/// Number of siblings in the tree proof.
	pub fn siblings(&self) -> u32 {
		u32::try_from(self.proof.siblings.len()).unwrap_or(u32::MAX)
	}

	/// Number of nodes in the extension.
	pub fn nodes(&self) -> u32 {
		u32::try_from(self.extension.nodes().len()).unwrap_or(u32::MAX)
	}

	/// Bytes of all payloads together. At most 2^36, so it always fits.
	pub fn payload_bytes(&self) -> u64 {
		self.payloads
			.iter()
			.fold(0u64, |sum, p| sum.saturating_add(u64::try_from(p.len()).unwrap_or(u64::MAX)))
	}

	/// Checks that the source commits the channel leaf about `receiver` under the batch's provides root.
	///
	/// # Errors
	///
	/// [`BatchError::Tree`] before the first hash, [`BatchError::ForeignLeaf`].
	///
	/// # Cost
	///
	/// `siblings + 2` hashes, at most 34.
	pub fn authenticate(self, receiver: ParaId) -> Result<AuthenticBatch, BatchError> {
		let root = self
			.proof
			.provides_root(self.source, receiver, &self.channel)
			.map_err(BatchError::Tree)?;
		if root == self.provides_root {
			Ok(AuthenticBatch(self))
		} else {
			Err(BatchError::ForeignLeaf)
		}
	}
}

impl AuthenticBatch {
	/// The batch.
	pub const fn batch(&self) -> &MessageBatch {
		&self.0
	}

	/// The generation that the provides root binds.
	pub const fn generation(&self) -> u32 {
		self.0.proof.generation
	}

	/// Hashes the payloads onto a copy of `held` and compares with the stream root, by extension if the
	/// batch stops early.
	///
	/// # Errors
	///
	/// [`BatchError::NotContinuing`], [`BatchError::BeyondStream`], [`BatchError::IdleExtension`] and
	/// the shape of the extension before the first hash; [`BatchError::RootMismatch`] and
	/// [`BatchError::Extension`] after.
	///
	/// # Cost
	///
	/// For k payloads on a frontier of m: `2k + popcount(m) - 1` hashes if the batch ends at the end of
	/// the stream, else `2k + popcount(m) - popcount(m + k)` and the extension's
	/// `popcount(m + k) + nodes - 1`. None for a register refresh.
	pub fn verify(self, held: &Frontier) -> Result<VerifiedBatch, BatchError> {
		let MessageBatch { source, provides_root, channel, proof, first, payloads, extension } =
			self.0;
		let at = held.leaf_count().next_position();
		if first != at {
			return Err(BatchError::NotContinuing { first, held: at });
		}
		let mut frontier = held.clone();
		if payloads.is_empty() {
			// The stream is not compared: under an included root it may well be shorter than what was read
			// of it under speculative ones, and the register under that root counts all the same.
			if !extension.is_empty() {
				return Err(BatchError::IdleExtension);
			}
		} else {
			let end = u64::try_from(payloads.len())
				.ok()
				.and_then(|k| held.leaf_count().checked_add(k))
				.filter(|end| *end <= channel.leaf_count)
				.ok_or(BatchError::BeyondStream)?;
			extension.check_shape(end, channel.leaf_count).map_err(BatchError::Extension)?;
			let mut hasher = LeafHasher::new();
			for payload in &payloads {
				// `end` exists, so the stream is not full before it.
				frontier.append(hasher.hash(payload)).map_err(|_| BatchError::BeyondStream)?;
			}
			extension.verify(&frontier, channel.leaf_count, channel.stream_root).map_err(|e| {
				match e {
					ExtensionError::RootMismatch if extension.is_empty() => {
						BatchError::RootMismatch
					},
					e => BatchError::Extension(e),
				}
			})?;
		}
		Ok(VerifiedBatch {
			source,
			generation: proof.generation,
			provides_root,
			channel,
			first,
			payloads,
			frontier,
		})
	}
}

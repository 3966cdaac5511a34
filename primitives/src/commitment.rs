//! What a candidate says to the relay chain, and what a header says to everybody.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};
use sp_runtime::{ConsensusEngineId, Digest, DigestItem};

use crate::{ParaId, hashing::ProvidesRoot};

/// Most sources that one block or one candidate depends on.
pub const MAX_SOURCES: u32 = 256;

/// Engine id of the digest item that carries the provides root.
pub const PROVIDES_ENGINE_ID: ConsensusEngineId = *b"SPM1";

/// Engine id of the empty digest item that marks a block of the speculative tier: the PoV of a marked
/// block carries [`MessagingProofInputs`](crate::late_block::MessagingProofInputs).
pub const MARK_ENGINE_ID: ConsensusEngineId = *b"SPM2";

/// Variant of the upward signal `Provides(root)` in the public draft (polkadot-sdk PR 12659).
pub const PROVIDES_SIGNAL: u8 = 2;

/// Variant of the upward signal `Requires(set)` in the public draft (polkadot-sdk PR 12659).
pub const REQUIRES_SIGNAL: u8 = 3;

/// The hash that a candidate brings: what its last block committed over all streams. 32 bytes.
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
pub struct ProvidesCommitment {
	/// The provides root.
	pub root: ProvidesRoot,
}

/// One root that a candidate depends on. 36 bytes.
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
pub struct RequiresCommitment {
	/// Who has to provide it.
	pub source: ParaId,
	/// The provides root that was built on.
	pub expected_root: ProvidesRoot,
}

/// All roots that a candidate depends on: 1 to [`MAX_SOURCES`], by strictly increasing source.
///
/// Canonical: equal sets have equal bytes. Both ways in, [`Self::new`] and decoding, refuse what is
/// not sorted, unique and bounded. A candidate that depends on nothing has no such set at all.
#[derive(Clone, Debug, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct RequiresCommitments(BoundedVec<RequiresCommitment, ConstU32<MAX_SOURCES>>);

/// Why entries do not form [`RequiresCommitments`].
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
pub enum RequiresError {
	/// A set of nothing is said by leaving the set out.
	#[error("no entry")]
	Empty,
	/// More than [`MAX_SOURCES`].
	#[error("more than 256 entries")]
	TooMany,
	/// Sources do not strictly increase, so one could name two roots.
	#[error("sources do not strictly increase")]
	Unsorted,
}

impl RequiresCommitments {
	/// The set of these entries, which have to come by strictly increasing source.
	///
	/// # Errors
	///
	/// [`RequiresError`].
	pub fn new(entries: Vec<RequiresCommitment>) -> Result<Self, RequiresError> {
		if entries.is_empty() {
			return Err(RequiresError::Empty);
		}
		if !entries.is_sorted_by(|a, b| a.source < b.source) {
			return Err(RequiresError::Unsorted);
		}
		BoundedVec::try_from(entries).map(Self).map_err(|_| RequiresError::TooMany)
	}

	/// The entries, by strictly increasing source. At least one.
	pub fn entries(&self) -> &[RequiresCommitment] {
		&self.0
	}
}

impl Decode for RequiresCommitments {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let entries = BoundedVec::<_, ConstU32<MAX_SOURCES>>::decode(input)?;
		Self::new(entries.into_inner()).map_err(|e| match e {
			RequiresError::Empty => "requires: no entry".into(),
			RequiresError::TooMany => "requires: more than 256 entries".into(),
			RequiresError::Unsorted => "requires: sources do not strictly increase".into(),
		})
	}
}

impl DecodeWithMemTracking for RequiresCommitments {}

/// Why a header's digest says nothing about a provides root.
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
pub enum DigestError {
	/// Two or more items of the engine.
	#[error("more than one item of the engine")]
	Doubled,
	/// The item is not exactly as long as it has to be.
	#[error("an item of {0} bytes")]
	WrongLength(u32),
}

/// The digest item that commits `root`.
pub fn provides_digest(root: ProvidesRoot) -> DigestItem {
	DigestItem::Consensus(PROVIDES_ENGINE_ID, root.as_ref().to_vec())
}

/// The digest item that marks a block of the speculative tier.
pub fn mark_digest() -> DigestItem {
	DigestItem::Consensus(MARK_ENGINE_ID, Vec::new())
}

/// The provides root in a digest: `None` if the chain has no leaf.
///
/// # Errors
///
/// [`DigestError`] if there is more than one item or one that is not exactly 32 bytes.
pub fn provides_root_in(digest: &Digest) -> Result<Option<ProvidesRoot>, DigestError> {
	single(digest, PROVIDES_ENGINE_ID)?
		.map(|bytes| {
			<[u8; 32]>::try_from(bytes)
				.map(|root| ProvidesRoot(root.into()))
				.map_err(|_| wrong_length(bytes))
		})
		.transpose()
}

/// True if a digest carries the mark of the speculative tier.
///
/// # Errors
///
/// [`DigestError`] if there is more than one mark or one that is not empty.
pub fn is_marked(digest: &Digest) -> Result<bool, DigestError> {
	match single(digest, MARK_ENGINE_ID)? {
		None => Ok(false),
		Some([]) => Ok(true),
		Some(bytes) => Err(wrong_length(bytes)),
	}
}

fn single(digest: &Digest, engine: ConsensusEngineId) -> Result<Option<&[u8]>, DigestError> {
	let mut items = digest.logs().iter().filter_map(|item| match item {
		DigestItem::Consensus(id, bytes) if *id == engine => Some(&bytes[..]),
		_ => None,
	});
	let first = items.next();
	if items.next().is_some() { Err(DigestError::Doubled) } else { Ok(first) }
}

fn wrong_length(bytes: &[u8]) -> DigestError {
	DigestError::WrongLength(u32::try_from(bytes.len()).unwrap_or(u32::MAX))
}

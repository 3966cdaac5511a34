//! What a collator hands to the receiving pallet at block authoring.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_inherents::{InherentIdentifier, IsFatalError};

use crate::batch::Batches;

/// Identifier of [`IngestData`] in a block's inherent data.
pub const INHERENT_IDENTIFIER: InherentIdentifier = *b"specmsg0";

/// What a collator collected for the next block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct IngestData {
	/// Batches by strictly increasing source; a register refresh of a source may stand before a batch
	/// with its messages.
	pub batches: Batches,
	/// True if this collator attaches messaging inputs to its PoV and emits the same commitments as the
	/// PVF. Stock nodes never set it, so a chain with stock collators stays at inclusion speed.
	pub speculative: bool,
}

/// The error of an inherent that never fails: nothing constructs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, thiserror::Error)]
#[error("no inherent of speculative messaging is fatal")]
pub enum InherentError {}

impl IsFatalError for InherentError {
	fn is_fatal_error(&self) -> bool {
		match *self {}
	}
}

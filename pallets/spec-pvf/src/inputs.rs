//! The messaging inputs of a PoV: one more, last node of its compact proof.
//!
//! Why there: a node that stock software does not look at neither shifts what it decodes nor makes the
//! PoV unrecoverable for it, as bytes behind the block data would. A PoV carries the node exactly when
//! one of its headers is marked, so its presence is decided by executed state and not by its bytes.

use codec::{DecodeAll, Encode};
use cumulus_primitives_core::ParachainBlockData;
use sp_runtime::traits::{Header as HeaderT, LazyBlock};
use sp_trie::CompactProof;
use spec_messaging_primitives::{
	commitment::{DigestError, is_marked},
	late_block::MessagingProofInputs,
};

/// Why a PoV's messaging inputs can not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputsError {
	/// A header carries a mark that is doubled or not empty.
	#[error("mark of the speculative tier: {0}")]
	Mark(DigestError),
	/// The PoV is marked and its proof has no node at all.
	#[error("no messaging inputs in a marked PoV")]
	Missing,
	/// The last node is not the encoding of messaging inputs, or more than that.
	#[error("the last node of a marked PoV does not decode as messaging inputs")]
	Undecodable,
}

/// True if any of these headers is marked.
///
/// # Errors
///
/// [`InputsError::Mark`].
pub fn any_marked<'a, H: HeaderT + 'a>(
	headers: impl IntoIterator<Item = &'a H>,
) -> Result<bool, InputsError> {
	headers.into_iter().try_fold(false, |any, header| {
		Ok(is_marked(header.digest()).map_err(InputsError::Mark)? || any)
	})
}

/// Takes the messaging inputs out of a PoV, `None` if no block of it is marked.
///
/// What is left is the PoV as cumulus knows it.
///
/// # Errors
///
/// [`InputsError`].
pub fn take<Block: LazyBlock>(
	block_data: &mut ParachainBlockData<Block>,
) -> Result<Option<MessagingProofInputs>, InputsError> {
	if !any_marked(block_data.blocks().iter().map(LazyBlock::header))? {
		return Ok(None);
	}
	let node = proof_mut(block_data).encoded_nodes.pop().ok_or(InputsError::Missing)?;
	// `decode_all`: trailing bytes would be a second encoding of the same inputs.
	MessagingProofInputs::decode_all(&mut &node[..]).map(Some).map_err(|_| InputsError::Undecodable)
}

/// Puts messaging inputs into a PoV whose blocks are marked. What a collator does last.
pub fn attach<Block>(block_data: &mut ParachainBlockData<Block>, inputs: &MessagingProofInputs) {
	proof_mut(block_data).encoded_nodes.push(inputs.encode());
}

fn proof_mut<Block>(block_data: &mut ParachainBlockData<Block>) -> &mut CompactProof {
	match block_data {
		ParachainBlockData::V0 { proof, .. }
		| ParachainBlockData::V1 { proof, .. }
		| ParachainBlockData::V2 { proof, .. } => proof,
	}
}

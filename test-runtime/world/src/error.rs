//! What can go wrong in a world.

use cumulus_primitives_core::ParaId;
use spec_messaging_test_runtime::Hash;

/// Why an operation of the world failed.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
	/// The runtime was built without its wasm (`SKIP_WASM_BUILD` was set).
	#[error("the runtime has no wasm: it was built with SKIP_WASM_BUILD")]
	NoWasm,
	/// Genesis could not be built from the configuration given.
	#[error("genesis: {0}")]
	Genesis(String),
	/// The chain does not have this block.
	#[error("unknown block {0:?}")]
	UnknownBlock(Hash),
	/// There is no such parachain in the world.
	#[error("unknown parachain {0}")]
	UnknownPara(ParaId),
	/// The relay chain does not have a block of this number.
	#[error("unknown relay block {0}")]
	UnknownRelayBlock(u32),
	/// A call into the runtime trapped or could not be made.
	#[error("{method}: {reason}")]
	Call {
		/// Name of the runtime's function.
		method: String,
		/// What the executor reported.
		reason: String,
	},
	/// An answer or a stored value did not decode.
	#[error("{what} does not decode: {reason}")]
	Decode {
		/// What was decoded.
		what: String,
		/// What the codec reported.
		reason: String,
	},
	/// The runtime refused an extrinsic of a block under construction.
	#[error("extrinsic {index} was refused: {reason}")]
	Refused {
		/// Index of the extrinsic in the block.
		index: usize,
		/// Why, as the runtime said.
		reason: String,
	},
	/// A block does not carry a seal, or not where it belongs.
	#[error("block {0:?} is not sealed")]
	NotSealed(Hash),
	/// The state after a block is not what its header says.
	#[error("block {block:?} leads to state {computed:?}, its header says {expected:?}")]
	StateRoot {
		/// The block.
		block: Hash,
		/// Root of the state it leads to.
		computed: Hash,
		/// Root in its header.
		expected: Hash,
	},
	/// An invariant does not hold after a block.
	#[error("after block {block:?}: {reason}")]
	Invariant {
		/// The block.
		block: Hash,
		/// Which invariant.
		reason: String,
	},
	/// Blocks that should follow one another do not.
	#[error("block {0:?} does not follow the one before it")]
	NotAChain(Hash),
	/// No block was given where at least one is needed.
	#[error("a proof of validity needs a block")]
	NoBlocks,
	/// A proof could not be made.
	#[error("proof: {0}")]
	Proof(String),
	/// `validate_block` refused a candidate.
	#[error("candidate refused: {0}")]
	Invalid(String),
	/// The relay chain cannot be reverted to a block it does not have.
	#[error("the relay chain cannot be reverted to {0}")]
	Revert(u32),
}

impl WorldError {
	/// `what` did not decode.
	pub(crate) fn decode(what: impl Into<String>, error: codec::Error) -> Self {
		Self::Decode { what: what.into(), reason: error.to_string() }
	}
}

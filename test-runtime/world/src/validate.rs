//! Calls `validate_block` as a validator does, and reads what it committed to.

use crate::{
	Code, Pov, Result, WorldError,
	chain::decode,
	executor::{ValidatorExecutor, validator_executor},
	last_words,
};
use codec::Encode;
use cumulus_primitives_core::{
	UpwardMessage, ValidationParams,
	relay_chain::{HeadData, UMP_SEPARATOR},
};
use polkadot_parachain_primitives::primitives::{BlockData, ValidationResult};
use sp_core::traits::{CallContext, CodeExecutor, ReadRuntimeVersionExt};
use sp_state_machine::BasicExternalities;
use spec_messaging_test_runtime::Hash;

/// Checks candidates of parachains that run one code.
#[derive(Clone)]
pub struct Validator {
	executor: ValidatorExecutor,
	code: Code,
}

impl Validator {
	/// A validator for parachains that run `code`.
	pub fn new(code: Code) -> Self {
		Self { executor: validator_executor(), code }
	}

	/// Calls `validate_block` on `pov`, built on `parent_head` at the relay block `relay_number`
	/// with state `relay_root`. Only what a validator's executor offers is at hand: an import of
	/// anything else traps.
	///
	/// # Errors
	///
	/// [`WorldError::Invalid`] with the reason the wasm gave.
	pub fn validate(
		&self,
		pov: &Pov,
		parent_head: &HeadData,
		relay_number: u32,
		relay_root: Hash,
	) -> Result<ValidationResult> {
		self.validate_bytes(pov.encode(), parent_head, relay_number, relay_root)
	}

	/// [`validate`](Self::validate), with any bytes for the proof of validity.
	pub fn validate_bytes(
		&self,
		pov: Vec<u8>,
		parent_head: &HeadData,
		relay_number: u32,
		relay_root: Hash,
	) -> Result<ValidationResult> {
		let params = ValidationParams {
			parent_head: parent_head.clone(),
			block_data: BlockData(pov),
			relay_parent_number: relay_number,
			relay_parent_storage_root: relay_root,
		}
		.encode();
		let mut ext = BasicExternalities::new_empty();
		ext.register_extension(ReadRuntimeVersionExt::new(self.executor.clone()));
		let ((answer, _), last_words) = last_words::listen(|| {
			self.code.with_runtime_code(|code| {
				let context = CallContext::Offchain;
				self.executor.call(&mut ext, code, "validate_block", &params, context)
			})
		});
		let answer = answer
			.map_err(|trap| WorldError::Invalid(last_words.unwrap_or_else(|| trap.to_string())))?;
		decode("validation result", &answer)
	}
}

/// What a candidate sends upward, split where the signals begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commitments {
	/// Messages for the relay chain to execute.
	pub messages: Vec<UpwardMessage>,
	/// Signals behind the separator, as they are encoded.
	pub signals: Vec<Vec<u8>>,
}

impl Commitments {
	/// Splits the upward messages of `result` at the first separator. A second separator is kept
	/// as a signal, for whoever reads signals to refuse.
	pub fn of(result: &ValidationResult) -> Self {
		let mut commitments = Self::default();
		let mut separated = false;
		for message in &result.upward_messages {
			if separated {
				commitments.signals.push(message.clone());
			} else if *message == UMP_SEPARATOR {
				separated = true;
			} else {
				commitments.messages.push(message.clone());
			}
		}
		commitments
	}
}

//! The transaction pool of a stock node, as far as the runtime has a say in it: what it keeps, which of
//! two it keeps, and in which order an author sees them.

use crate::{Chain, Plan, Result, WorldError};
use codec::Encode;
use sp_runtime::transaction_validity::{
	TransactionSource, TransactionValidity, TransactionValidityError, ValidTransaction,
};
use spec_messaging_test_runtime::{Hash, UncheckedExtrinsic};

/// Transactions that are valid after the best block of one chain.
#[derive(Clone, Default)]
pub struct Pool {
	ready: Vec<(ValidTransaction, UncheckedExtrinsic)>,
}

/// Why a pool does not keep a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
	/// The runtime says so.
	Invalid(TransactionValidityError),
	/// It provides what another one provides that ranks as high.
	TooLowPriority,
}

impl Chain {
	/// What the runtime tells a pool about `transaction` after the block `at`.
	pub fn validate(
		&self,
		at: Hash,
		transaction: &UncheckedExtrinsic,
	) -> Result<TransactionValidity> {
		let args = (TransactionSource::External, transaction, at).encode();
		self.call_api(at, "TaggedTransactionQueue_validate_transaction", &args)
	}
}

impl Pool {
	/// Keeps `transaction` if it is valid after the best block of `chain`, in the place of all that provide
	/// the same and rank lower.
	pub fn submit(
		&mut self,
		chain: &Chain,
		transaction: UncheckedExtrinsic,
	) -> Result<core::result::Result<(), NotKept>> {
		let valid = match chain.validate(chain.best(), &transaction)? {
			Ok(valid) => valid,
			Err(error) => return Ok(Err(NotKept::Invalid(error))),
		};
		let rivals = |other: &ValidTransaction| {
			other.provides.iter().any(|tag| valid.provides.contains(tag))
		};
		if self.ready.iter().any(|(other, _)| rivals(other) && other.priority >= valid.priority) {
			return Ok(Err(NotKept::TooLowPriority));
		}
		self.ready.retain(|(other, _)| !rivals(other));
		self.ready.push((valid, transaction));
		Ok(Ok(()))
	}

	/// How many transactions there are.
	pub fn len(&self) -> usize {
		self.ready.len()
	}

	/// True if there is none.
	pub fn is_empty(&self) -> bool {
		self.ready.is_empty()
	}

	/// What an author sees, the highest priority first.
	pub fn ready(&self) -> Vec<UncheckedExtrinsic> {
		let mut ready: Vec<_> = self.ready.iter().collect();
		ready.sort_by_key(|(valid, _)| core::cmp::Reverse(valid.priority));
		ready.into_iter().map(|(_, transaction)| transaction.clone()).collect()
	}

	/// Authors and imports the block of `plan` with all that is valid in it, and forgets what is not valid
	/// after it.
	pub fn author(&mut self, chain: &mut Chain, plan: &Plan) -> Result<Hash> {
		let inherents = chain.inherents(plan)?.len();
		let mut transactions = self.ready();
		let authored = loop {
			match chain.build(plan, transactions.clone()) {
				// An author skips what is not valid any more, as it finds out.
				Err(WorldError::Refused { index, .. }) if index >= inherents => {
					transactions.remove(index.saturating_sub(inherents));
				},
				built => break built?,
			}
		};
		let block = chain.import(authored.block)?;
		let mut left = Vec::with_capacity(self.ready.len());
		for (_, transaction) in core::mem::take(&mut self.ready) {
			if let Ok(valid) = chain.validate(block, &transaction)? {
				left.push((valid, transaction));
			}
		}
		self.ready = left;
		Ok(block)
	}
}

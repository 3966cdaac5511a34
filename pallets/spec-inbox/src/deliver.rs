//! Messages that any relayer brings by transaction, and what a transaction pool is told about them.

use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	pallet_prelude::{InvalidTransaction, TransactionValidityError, ValidTransaction},
	storage::{TransactionOutcome, with_transaction_unchecked},
	traits::Get,
	weights::Weight,
};
use frame_system::RawOrigin;
use sp_runtime::{
	DispatchError, DispatchErrorWithPostInfo, traits::BadOrigin,
	transaction_validity::TransactionPriority,
};
use spec_messaging_primitives::batch::{BatchError, MessageBatch};
use spec_messaging_runtime_api::{Refusal, TierOff};

use crate::{
	BlockUse, Config, Error, Frontiers, Pallet, RING_ROOTS, Usage, WeightInfo,
	executing::is_executing,
	ingest::{Mode, Refused},
	roots::Place,
};

/// Prefix of the tags by which a pool tells deliveries apart.
const TAG_PREFIX: &str = "SpecInboxDeliver";

/// Who brought a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
	/// An account, which pays a fee.
	Signed,
	/// Anybody, without fee: the batch itself was authorized.
	Free,
}

impl Carrier {
	/// Who is behind `origin`: an account or an authorized call.
	pub(crate) fn of<O, A>(origin: O) -> Result<Self, BadOrigin>
	where
		O: Into<Result<RawOrigin<A>, O>>,
	{
		match origin.into() {
			Ok(RawOrigin::Signed(_)) => Ok(Self::Signed),
			Ok(RawOrigin::Authorized) => Ok(Self::Free),
			_ => Err(BadOrigin),
		}
	}
}

/// What a pool answers to a batch that is refused. A batch that starts elsewhere is early or late; what
/// only this block has no room for is kept for the next.
fn invalid(reason: Refusal) -> TransactionValidityError {
	match reason {
		Refusal::Batch(BatchError::NotContinuing { first, held }) if first > held => {
			InvalidTransaction::Future
		},
		Refusal::Batch(BatchError::NotContinuing { .. }) => InvalidTransaction::Stale,
		Refusal::BlockFull => InvalidTransaction::ExhaustsResources,
		refused => InvalidTransaction::Custom(refused.code()),
	}
	.into()
}

/// What a delivery advances, in the scale of priorities: messages and KiB of them, above every refresh. Of
/// two batches under one tag the longer one ranks higher, of two refreshes that under the newer root.
fn priority(batch: &MessageBatch, newer: u32) -> TransactionPriority {
	if batch.is_refresh() {
		return left(newer);
	}
	TransactionPriority::from(RING_ROOTS)
		.saturating_add(batch.messages().into())
		.saturating_add(batch.payload_bytes() / 1_024)
}

/// For how many blocks a root with so many `newer` ones stays remembered whatever happens: each block
/// brings at most one other root.
fn left(newer: u32) -> u64 {
	RING_ROOTS.saturating_sub(1).saturating_sub(newer).into()
}

impl<T: Config> Pallet<T> {
	/// Whether `batch` is taken without fee, and what a pool does with it until then.
	///
	/// Everything that `deliver` will check is checked here too, so what is not taken neither enters a
	/// block nor stays in a pool. Changes no state.
	pub(crate) fn authorize_delivery(
		batch: &MessageBatch,
	) -> Result<(ValidTransaction, Weight), TransactionValidityError> {
		let (source, refresh) = (batch.source, batch.is_refresh());
		let mut usage = Usage::<T>::get();
		let state = Self::check_channel(batch).map_err(invalid)?;
		Self::check_position(batch).map_err(invalid)?;
		let place = Self::find_root(source, &state.heads, batch.provides_root)
			.ok_or_else(|| invalid(Refusal::RootNotIncluded(TierOff::NotAsked)))?;
		if !refresh {
			Self::check_capacity(batch, &BlockUse::default()).map_err(invalid)?;
		}
		Self::check_block(batch, &usage)?;
		// From here on it costs hashes.
		let examined = Self::examine(batch.clone(), state, Some(place), &mut usage, false)
			.map_err(|Refused { reason, .. }| invalid(reason))?;
		if refresh {
			// Only the sending pallet knows whether the register counts.
			with_transaction_unchecked(|| {
				TransactionOutcome::Rollback(Self::take(examined, &mut usage, false))
			})
			.map_err(invalid)?;
		}
		let first = (!refresh).then_some(batch.first);
		let Place { newer, .. } = place;
		ValidTransaction::with_tag_prefix(TAG_PREFIX)
			.priority(priority(batch, newer))
			.and_provides((source, batch.proof.generation, first))
			.longevity(left(newer).max(1))
			.propagate(true)
			.build()
			.map(|valid| (valid, Weight::zero()))
	}

	/// Consumes one batch that came by transaction.
	///
	/// # Errors
	///
	/// [`Error::Refused`], unless the batch freezes its source: that stays. [`Error::InsideMessage`].
	pub(crate) fn do_deliver(batch: MessageBatch, carrier: Carrier) -> DispatchResultWithPostInfo {
		ensure!(!is_executing(), Error::<T>::InsideMessage);
		let source = batch.source;
		if carrier == Carrier::Free {
			// Authorized in this very state, so there is room.
			Usage::<T>::mutate(|usage| usage.delivered.try_push(source))
				.map_err(|_| Error::<T>::Refused { code: Refusal::BlockFull.code() })?;
		}
		let budget = T::WeightInfo::refuse().saturating_add(Self::batch_weight(&batch));
		let processed = Self::process([batch], Mode { asked: false, at_once: false, budget });
		let paid = processed.weight.saturating_add(T::WeightInfo::ingest());
		match processed.results.first() {
			Some(Err(Refused { reason, evidence: None })) => Err(DispatchErrorWithPostInfo {
				post_info: Some(paid).into(),
				error: DispatchError::from(Error::<T>::Refused { code: reason.code() }),
			}),
			_ => Ok(Self::charge_commitment(paid)),
		}
	}

	/// Whether this block has room left for a transaction without fee that an empty block would take.
	fn check_block(batch: &MessageBatch, usage: &BlockUse) -> Result<(), TransactionValidityError> {
		let limit = T::MaxFreeDeliveries::get();
		ensure!(limit > 0, InvalidTransaction::Call);
		let left = Self::block_room(usage);
		let fits = u32::try_from(usage.delivered.len()).is_ok_and(|taken| taken < limit)
			&& !usage.delivered.contains(&batch.source)
			&& u64::from(batch.messages()) <= left.messages
			&& batch.payload_bytes() <= left.bytes
			&& (batch.is_refresh() || Self::check_room(batch.source, usage).is_ok());
		ensure!(fits, InvalidTransaction::ExhaustsResources);
		Ok(())
	}

	/// Whether `batch` starts where this chain stands.
	fn check_position(batch: &MessageBatch) -> Result<(), Refusal> {
		let held = Frontiers::<T>::get(batch.source).leaf_count().next_position();
		let first = batch.first;
		ensure!(first == held, Refusal::Batch(BatchError::NotContinuing { first, held }));
		Ok(())
	}
}

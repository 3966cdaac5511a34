//! Messages that governance passes over, and the receipt that their sender can read.
//!
//! For messages that can not be brought: the payload is lost, or longer than the wire takes. An ordered
//! stream stands still before them. What moves the frontier is what always moves it, a proof that leads to
//! the stream root under an included root; only the payloads are replaced by their leaf hashes. So a skip
//! can pass over what was sent and never over anything else (I1).
//!
//! A **frozen** source can not be skipped: its history is void, and the way out is `reanchor`. A
//! **suspended** one can: nothing is handed on by that, and suspending first makes sure that nobody brings
//! the messages in the meantime.
//!
//! The receipt is kept under [`receipts_key`](spec_messaging_primitives::skip::receipts_key), the last 16 of
//! each source. The sender reads it by a state proof under an included head, which its sending pallet takes.

use frame_support::{Identity, ensure, storage_alias, traits::Get};
use sp_runtime::{DispatchError, DispatchResult, traits::BlockNumberProvider};
use spec_messaging_primitives::{
	ParaId,
	channel::InboundPhase,
	skip::{SkipError, SkipReceipt, SkipRecord, SkippedStretch, VerifiedSkip},
};
use spec_messaging_runtime_api::{Refusal, TierOff};

use crate::{
	Acceptance, Config, Consumed, Error, Event, Frontiers, Pallet, SourceState, Sources, Usage,
	ingest::Refused, roots::Place,
};

/// The receipts of each source.
///
/// - **Written** by `skip`. **Read** by `skip`, and by the sender, through a proof of this chain's state.
/// - **Size** at most 969 bytes an entry. **Entries** one per source that was ever skipped; never removed, so
///   that the count of receipts never falls.
// The key is that of `receipts_key`: it must not depend on what a runtime calls this pallet.
#[storage_alias]
pub(crate) type Skipped = StorageMap<
	SpecMessaging,
	Identity,
	ParaId,
	SkipRecord,
	frame_support::pallet_prelude::ValueQuery,
>;

impl<T: Config> From<SkipError> for Error<T> {
	fn from(error: SkipError) -> Self {
		match error {
			SkipError::Nothing => Self::NothingToSkip,
			SkipError::Batch(error) => Self::refused(Refusal::Batch(error)),
		}
	}
}

impl<T: Config> Error<T> {
	fn refused(reason: Refusal) -> Self {
		Self::Refused { code: reason.code() }
	}
}

impl<T: Config> Pallet<T> {
	/// The receipts about `source`: how many there ever were, and the last 16. One read.
	pub fn skip_receipts(source: ParaId) -> SkipRecord {
		Skipped::get(source)
	}

	/// The body of `skip`.
	pub(crate) fn do_skip(stretch: SkippedStretch) -> DispatchResult {
		let source = stretch.source;
		let mut state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		ensure!(state.frozen.is_none(), Error::<T>::refused(Refusal::Frozen));
		ensure!(
			state.is_accepted() && state.phase != InboundPhase::Closed,
			Error::<T>::refused(Refusal::NotConsuming)
		);
		let (verified, acceptance) = Self::verify_skip(&mut state, stretch)?;
		Self::take_skip(state, verified, acceptance)
	}

	/// Verifies as a batch is verified: tree proof, root, history, leaves. Under an included root only, for
	/// nobody takes back what governance gave up.
	fn verify_skip(
		state: &mut SourceState,
		stretch: SkippedStretch,
	) -> Result<(VerifiedSkip, Acceptance), Error<T>> {
		let (source, root) = (stretch.source, stretch.provides_root);
		let authentic = stretch.authenticate(T::SelfParaId::get())?;
		let Place { relay_block, .. } = Self::find_root(source, &state.heads, root)
			.ok_or(Error::<T>::refused(Refusal::RootNotIncluded(TierOff::NotAsked)))?;
		let acceptance = Acceptance::Included { relay_block };
		let held = Frontiers::<T>::get(source);
		let (channel, generation) = (&authentic.stretch().channel, authentic.generation());
		// Evidence of a rewind is no business of this call: any batch under the same root freezes the source.
		Self::check_history(state, &held, channel, generation, false, acceptance)
			.map_err(|Refused { reason, .. }| Error::<T>::refused(reason))?;
		Ok((authentic.verify(&held)?, acceptance))
	}

	fn take_skip(
		mut state: SourceState,
		verified: VerifiedSkip,
		acceptance: Acceptance,
	) -> DispatchResult {
		let VerifiedSkip { source, generation, first, count, bytes, commitment, frontier, .. } =
			verified;
		debug_assert!(matches!(acceptance, Acceptance::Included { .. }), "of no other root");
		Usage::<T>::try_mutate(|usage| {
			Self::check_room(source, usage).map_err(Error::<T>::refused)?;
			Self::note_consumed(usage, Consumed { source, generation, expected_root: None });
			Ok::<_, DispatchError>(())
		})?;
		let learned = state.generation.replace(generation).is_none();
		state.skipped = state.skipped.saturating_add(count.into());
		state.consumed_bytes = state.consumed_bytes.saturating_add(bytes);
		Sources::<T>::insert(source, state);
		Frontiers::<T>::insert(source, frontier);
		Self::note_skipped(source, generation, first, count.into());
		let relay_block = T::RelayBlockNumber::current_block_number();
		Skipped::mutate(source, |record| {
			record.push(SkipReceipt { generation, first, count, bytes, commitment, relay_block });
		});
		if learned {
			Self::deposit_event(Event::GenerationLearned { source, generation });
		}
		Self::deposit_event(Event::Skipped { source, first, count, bytes, commitment });
		Self::publish_or_mark(source);
		Ok(())
	}

	/// Whether the receipts about `source` are within what was skipped of it (I4).
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn check_receipts(
		source: ParaId,
		state: &SourceState,
	) -> Result<(), sp_runtime::TryRuntimeError> {
		let record = Skipped::get(source);
		let forgotten = record.first_index().ok_or("I4: more receipts than there ever were")?;
		let now = record.last.iter().filter(|receipt| Some(receipt.generation) == state.generation);
		let ordered = now
			.clone()
			.zip(now.clone().skip(1))
			.all(|(older, newer)| older.end().is_some_and(|end| end <= newer.first));
		ensure!(ordered, "I4: a message was skipped twice");
		let counted = now.clone().fold(0u64, |sum, r| sum.saturating_add(r.count.into()));
		let all_there = forgotten == 0 || now.count() < record.last.len();
		ensure!(
			counted == state.skipped || (!all_there && counted < state.skipped),
			"I4: a skipped message without a receipt"
		);
		Ok(())
	}
}

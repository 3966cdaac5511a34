//! The invariants of the module page, in their order.

use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;
use spec_messaging_primitives::{channel::InboundPhase, pallets::WrappedPvf};

use crate::{
	Config, DeadLetters, Deposits, Ends, Expiring, Frontiers, HandingOn, IncludedHeads,
	MAX_SPECULATIVE_SOURCES, Marked, OlderRoots, Pallet, Peers, Record, Refusals, Retired, Sources,
	Suspensions, Tombstones, Trusted,
};

impl<T: Config> Pallet<T> {
	/// Checks what of I1 to I5 is visible in state. An error is a bug or a broken migration; no call and
	/// no input can cause one.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (source, frontier) in Frontiers::<T>::iter() {
			let state = Sources::<T>::get(source).ok_or("I1: a frontier of an unknown source")?;
			ensure!(state.is_accepted(), "I1: a frontier of a source that was never accepted");
			let known = state.generation.is_some() || frontier.leaf_count().is_zero();
			ensure!(known, "I1: messages of an unknown generation");
		}
		ensure!(
			OlderRoots::<T>::iter_keys().all(|(source, _)| Sources::<T>::contains_key(source)),
			"I1: older roots of an unknown source"
		);
		for (source, state) in Sources::<T>::iter() {
			Self::check_roots(source, &state.heads)?;
			let consumed = Self::consumed(source).get();
			let accounted = state
				.enqueued
				.checked_add(state.dead_lettered)
				.and_then(|sum| sum.checked_add(state.skipped));
			// I2 and I3 in numbers: a position that was delivered twice or left out would show here.
			ensure!(accounted == Some(consumed), "I4: a message without exactly one end");
			ensure!(source != T::SelfParaId::get(), "I4: this chain as its own source");
			Self::check_dead_letters(source, &state)?;
			Self::check_receipts(source, &state)?;
		}
		for (source, ends) in Ends::<T>::iter() {
			ensure!(ends.is_in_order(), "I4: ends are not in order");
			let state = Sources::<T>::get(source).unwrap_or_default();
			let counted = state.dead_lettered.saturating_add(state.skipped);
			ensure!(
				state.generation != Some(ends.generation) || ends.noted <= counted,
				"I4: more ends than were counted"
			);
		}
		for (_, refused) in Refusals::<T>::iter() {
			ensure!(
				refused.batches.is_sorted_by(|a, b| a.code < b.code),
				"I4: refusals not in order"
			);
		}
		let peers = Peers::<T>::get();
		ensure!(peers.is_sorted_by(|a, b| a < b), "I4: peers are not in order");
		ensure!(peers.iter().all(Sources::<T>::contains_key), "I4: a peer without state");
		let retired = Sources::<T>::iter_keys().filter(|id| peers.binary_search(id).is_err());
		let retired: alloc::vec::Vec<_> = retired.collect();
		ensure!(
			u32::try_from(retired.len()) == Ok(Retired::<T>::get()),
			"I4: retired sources are not counted"
		);
		ensure!(
			retired.iter().all(|source| {
				Sources::<T>::get(source).is_some_and(|s| {
					matches!(s.phase, InboundPhase::None | InboundPhase::Closed)
						&& !s.published && s.heads == IncludedHeads::default()
				})
			}),
			"I4: a source that is no peer is still read"
		);
		for source in Tombstones::<T>::iter_keys() {
			let state = Sources::<T>::get(source).ok_or("I2: a tombstone of an unknown source")?;
			ensure!(
				matches!(state.phase, InboundPhase::Offered | InboundPhase::Closed)
					&& !Frontiers::<T>::contains_key(source),
				"I2: a stream that is read has a tombstone"
			);
		}
		ensure!(
			Deposits::<T>::iter_keys().all(|source| {
				Sources::<T>::get(source)
					.is_some_and(|s| s.phase.is_answered() || s.phase == InboundPhase::Closing)
			}),
			"I4: a stream that ended binds a deposit"
		);
		let ends = Suspensions::<T>::get();
		ensure!(ends.is_sorted(), "I4: suspensions are not in order");
		ensure!(
			ends.iter().all(|(_, source)| {
				Sources::<T>::get(source).is_some_and(|s| s.phase == InboundPhase::Suspended)
			}),
			"I4: a suspension of a channel that is not suspended"
		);
		let marked = Marked::<T>::get();
		ensure!(
			marked
				.iter()
				.enumerate()
				.all(|(i, source)| !marked.iter().skip(i.saturating_add(1)).any(|s| s == source)),
			"I4: a source is marked twice"
		);
		ensure!(
			DeadLetters::<T>::iter_keys().all(Sources::<T>::contains_key)
				&& Expiring::<T>::get().iter().all(|(s, _)| Sources::<T>::contains_key(s)),
			"I4: a dead letter of an unknown source"
		);
		ensure!(!HandingOn::<T>::exists(), "I4: messages are handed on between blocks");
		ensure!(Trusted::<T>::get().is_sorted_by(|a, b| a < b), "I5: trust is not in order");
		if let Some(record) = Record::<T>::get() {
			ensure!(T::Pvf::WRAPPED, "I5: a record that no PVF reads");
			ensure!(record.para_id == T::SelfParaId::get(), "I5: the record of another chain");
			ensure!(
				record.consumed.is_sorted_by(|a, b| a.source < b.source),
				"I5: the record is not in order"
			);
			let required = record.consumed.iter().filter(|c| c.expected_root.is_some()).count();
			ensure!(
				u32::try_from(required).is_ok_and(|n| n <= MAX_SPECULATIVE_SOURCES),
				"I5: more required roots than a block may build on"
			);
		}
		Ok(())
	}
}

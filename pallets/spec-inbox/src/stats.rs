//! Counts what operators ask for, and answers them.

use alloc::vec::Vec;
use sp_runtime::traits::BlockNumberProvider;
use spec_messaging_primitives::{
	ParaId,
	pallets::{Footprint, HandleMessages, RegisterError},
};
use spec_messaging_runtime_api::{IncomingStats, Refusal, RefusalCount};

use crate::{Config, Pallet, RefusalTally, Refusals, Sources, Trusted};

impl<T: Config> Pallet<T> {
	/// Counts that a batch of `source` was refused, if that is a peer: whoever makes up sources makes no
	/// entries.
	pub(crate) fn count_refusal(source: ParaId, reason: &Refusal) {
		if !Sources::<T>::contains_key(source) {
			return;
		}
		let code = reason.code();
		Refusals::<T>::mutate(source, |RefusalTally { batches, .. }| {
			match batches.binary_search_by_key(&code, |known| known.code) {
				Ok(at) => {
					if let Some(known) = batches.get_mut(at) {
						known.count = known.count.saturating_add(1);
					}
				},
				Err(at) => {
					let inserted = batches.try_insert(at, RefusalCount { code, count: 1 });
					debug_assert!(inserted.is_ok(), "there are fewer codes than room");
				},
			}
		});
	}

	/// Counts a register of `peer` that breaks a rule.
	pub(crate) fn count_register_refusal(peer: ParaId, error: RegisterError) {
		Refusals::<T>::mutate(peer, |RefusalTally { registers, .. }| {
			let count = match error {
				// Repeated and unrelated registers are no harm, and nobody's fault.
				RegisterError::Stale | RegisterError::NoChannel => return,
				RegisterError::OtherGeneration => &mut registers.other_generation,
				RegisterError::BeyondStream => &mut registers.beyond_stream,
				RegisterError::OffsetFell => &mut registers.offset_fell,
				RegisterError::PhaseFell => &mut registers.phase_fell,
			};
			*count = count.saturating_add(1);
		});
	}

	pub(crate) fn stats_of(peer: ParaId) -> Option<IncomingStats> {
		let state = Sources::<T>::get(peer)?;
		let consumed = Self::consumed(peer);
		let newest_root = state.heads.recent.last().copied();
		let now = T::RelayBlockNumber::current_block_number();
		let refused = Refusals::<T>::get(peer);
		let obstacles = Self::obstacles(peer, &state, false);
		Some(IncomingStats {
			generation: state.generation,
			phase: state.phase,
			consumed,
			consumed_bytes: state.consumed_bytes,
			enqueued: state.enqueued,
			dead_lettered: state.dead_lettered,
			skipped: state.skipped,
			queued: T::Handler::queued(peer),
			credit_left: Footprint {
				messages: state.credit.saturating_sub(consumed.get()),
				bytes: state.credit_bytes.saturating_sub(state.consumed_bytes),
			},
			capacity: Self::capacity_of(peer, &state),
			seen: state.highest.map(|highest| highest.leaf_count),
			newest_root,
			newest_root_age: newest_root.map(|root| now.saturating_sub(root.relay_block)),
			trusted: Trusted::<T>::get().binary_search(&peer).is_ok(),
			refused: refused.batches.into_inner(),
			registers_refused: refused.registers,
			blocked: obstacles.into_iter().map(Into::into).collect::<Vec<_>>(),
		})
	}
}

//! Peers whose heads are read no more.

use frame_support::traits::Get;
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase},
	pallets::NoteHead,
};

use crate::{
	Config, Ends, Event, IncludedHeads, Marked, Pallet, Peers, Refusals, Retired, SourceState,
	Sources, Tombstones,
};

/// Retired sources, for each source that there may be.
const RETIRED_PER_SOURCE: u32 = 4;

/// Whether nothing of a source is read, and the source does not wait for anything.
fn has_ended(state: &SourceState, governed: bool) -> bool {
	let here =
		matches!(state.phase, InboundPhase::None | InboundPhase::Offered | InboundPhase::Closed);
	// A sender that is closing waits for the register that says that all was consumed.
	let there = matches!(state.outbound, OutboundPhase::None | OutboundPhase::Closed);
	here && (governed || there)
}

/// Whether something of a source has to be remembered: or messages could be delivered twice, or a register take
/// back what an older one promised. A source that did not hear of the end would refuse every one that does.
fn is_remembered(state: &SourceState) -> bool {
	let was_read = state.generation.is_some() || state.finished.is_some();
	was_read || state.credit > 0 || state.credit_bytes > 0 || state.max_payload > 0
}

impl<T: Config> Pallet<T> {
	/// Reads the heads of `peer` no more. What keeps its messages from being delivered twice stays, and what was
	/// promised: the tombstone and what is known of the stream. True if the peer is unknown now.
	pub(crate) fn do_unwatch(peer: ParaId, governed: bool) -> bool {
		let Some(mut state) = Sources::<T>::get(peer) else { return true };
		let mut peers = Peers::<T>::get();
		let Ok(at) = peers.binary_search(&peer) else { return true };
		let most = T::MaxSources::get().saturating_mul(RETIRED_PER_SOURCE);
		if !has_ended(&state, governed) || Retired::<T>::get() >= most {
			return false;
		}
		peers.remove(at);
		Peers::<T>::put(peers);
		Self::forget_older_roots(peer);
		Refusals::<T>::remove(peer);
		Ends::<T>::remove(peer);
		Marked::<T>::mutate(|marked| marked.retain(|source| *source != peer));
		if is_remembered(&state) {
			state.phase = Self::phase_without_offer(peer, false);
			state.outbound = OutboundPhase::None;
			// Its register left the tree with its leaf.
			state.published = false;
			state.heads = IncludedHeads::default();
			Sources::<T>::insert(peer, state);
			Retired::<T>::mutate(|retired| *retired = retired.saturating_add(1));
		} else {
			Sources::<T>::remove(peer);
		}
		debug_assert!(
			Sources::<T>::contains_key(peer) || !Tombstones::<T>::contains_key(peer),
			"what has a tombstone was read"
		);
		// After everything is stored: an observer may call back.
		T::Observer::forget_heads(peer);
		Self::deposit_event(Event::PeerUnwatched { source: peer });
		true
	}
}

//! Heads of siblings, as the receiving pallet reads them from the relay state proof.

use frame_support::{traits::Contains, weights::Weight};
use spec_messaging_primitives::{
	ParaId,
	pallets::{NoteHead, NotedHead},
};

use crate::{Config, Event, Heads, NotedHeads, Pallet, RING_HEADS, WeightInfo};

impl<T: Config> NoteHead for Pallet<T> {
	fn note_head(source: ParaId, head: NotedHead) {
		if !T::Sources::contains(&source) {
			return;
		}
		let mut heads = Heads::<T>::get(source);
		if let Some(newest) = heads.last().copied() {
			let known = (newest.number, newest.state_root) == (head.number, head.state_root);
			if known || head.relay_block < newest.relay_block {
				return;
			}
			if head.number <= newest.number {
				if head.relay_block == newest.relay_block {
					// One relay block has one head of a chain; the first that was seen stands.
					return;
				}
				// The chain was set back, or to another block of the same number.
				heads = NotedHeads::default();
				Self::deposit_event(Event::HeadsForgotten { source });
			}
		}
		Self::enter(&mut heads, head);
		Heads::<T>::insert(source, heads);
	}

	fn forget_heads(source: ParaId) {
		if Heads::<T>::contains_key(source) {
			Heads::<T>::remove(source);
			Self::deposit_event(Event::HeadsForgotten { source });
		}
	}

	fn note_weight() -> Weight {
		T::WeightInfo::note_head().max(T::WeightInfo::forget_heads())
	}
}

impl<T: Config> Pallet<T> {
	/// Puts a head behind the newest one and forgets the oldest if there are too many.
	pub(crate) fn enter(heads: &mut NotedHeads, head: NotedHead) {
		if u32::try_from(heads.len()).is_ok_and(|n| n >= RING_HEADS) {
			heads.remove(0);
		}
		let pushed = heads.try_push(head);
		debug_assert!(pushed.is_ok(), "one was removed");
	}
}

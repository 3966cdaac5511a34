//! Heads of siblings, as the receiving pallet reads them from the relay state proof.
//!
//! Every block notes a head of every source, and hardly any block queries one. So what a head is compared with
//! is one small value, and what only a query needs is on pages that nothing but a query reads:
//!
//! ```text
//!            oldest                            newest
//!  heads     [ 9 10 11 12] [13 14 15 16] [17 18 19 20] [21 22 23 24] 25 26 27 28
//!              slot 2        slot 3        slot 0        slot 1       recent
//!
//!  29 is noted: recent is full, overwrites slot 2, and starts again
//! ```
//!
//! One write is then both, a page that comes and a page that leaves: no key is added to storage and none
//! removed, either of which would put the neighbours of that key into the proof.

use frame_support::{dispatch::DispatchClass, traits::Contains, weights::Weight};
use spec_messaging_primitives::{
	ParaId,
	pallets::{NoteHead, NotedHead},
};

use crate::{Config, Event, HeadRing, Heads, OlderHeads, Pallet, WeightInfo};

impl<T: Config> NoteHead for Pallet<T> {
	fn note_head(source: ParaId, head: NotedHead) {
		if !T::Sources::contains(&source) {
			return;
		}
		let mut ring = Heads::<T>::get(source);
		if let Some(newest) = ring.recent.last().copied() {
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
				Self::forget_older(source, &ring);
				ring = HeadRing::default();
				Self::deposit_event(Event::HeadsForgotten { source });
			}
		}
		if ring.recent.is_full() {
			Self::turn_page(source, &mut ring);
		}
		let pushed = ring.recent.try_push(head);
		debug_assert!(pushed.is_ok(), "the page was turned");
		Heads::<T>::insert(source, ring);
	}

	fn forget_heads(source: ParaId) {
		// Told again while the source stays offboarded: without a ring there is nothing to write.
		if let Ok(ring) = Heads::<T>::try_get(source) {
			Self::forget_older(source, &ring);
			Heads::<T>::remove(source);
			Self::deposit_event(Event::HeadsForgotten { source });
		}
	}

	/// What every block does. That a page is turned or pages are forgotten is seldom, and is charged when it
	/// happens.
	fn note_weight() -> Weight {
		T::WeightInfo::note_head().max(T::WeightInfo::forget_heads())
	}
}

impl<T: Config> Pallet<T> {
	/// Puts the recent heads, a full page, where the oldest page is, or into a slot of its own while there are
	/// any.
	pub(crate) fn turn_page(source: ParaId, ring: &mut HeadRing) {
		let page = core::mem::take(&mut ring.recent);
		if let Some(slot) = ring.take_slot(&page) {
			OlderHeads::<T>::insert(source, slot, page);
		}
		Self::charge(T::WeightInfo::turn_page());
	}

	/// Removes all full pages of a ring.
	pub(crate) fn forget_older(source: ParaId, ring: &HeadRing) {
		if ring.firsts.is_empty() {
			return;
		}
		for slot in ring.slots() {
			OlderHeads::<T>::remove(source, slot);
		}
		Self::charge(T::WeightInfo::forget_older());
	}

	/// The head of that number, if it is remembered.
	pub(crate) fn find(source: ParaId, number: u32) -> Option<NotedHead> {
		let ring = Heads::<T>::get(source);
		let page = if ring.recent.first()?.number <= number {
			ring.recent
		} else {
			OlderHeads::<T>::get(source, ring.slot_of(number)?)
		};
		page.into_iter().find(|head| head.number == number)
	}

	/// Charges the block for what [`NoteHead::note_weight`] does not cover.
	fn charge(weight: Weight) {
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			weight,
			DispatchClass::Mandatory,
		);
	}
}

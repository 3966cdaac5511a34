//! The invariants of the module page, in their order.

use frame_support::ensure;
use sp_runtime::TryRuntimeError;

use crate::{Config, Heads, OlderHeads, PAGE_HEADS, Pallet};

impl<T: Config> Pallet<T> {
	/// Checks what of Q1 and Q2 is visible in state. An error is a bug or a broken migration; no call and no
	/// input can cause one.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (source, ring) in Heads::<T>::iter() {
			ensure!(!ring.recent.is_empty(), "Q1: an empty ring");
			let mut pages = alloc::vec::Vec::new();
			for (slot, first) in ring.slots().zip(&ring.firsts) {
				let page = OlderHeads::<T>::get(source, slot);
				let full = u32::try_from(page.len()).is_ok_and(|n| n == PAGE_HEADS);
				let starts = page.first().is_some_and(|head| head.number == *first);
				ensure!(full && starts, "Q1: a page is not what the ring says");
				pages.push((*first, page));
			}
			pages.sort_by_key(|(first, _)| *first);
			let older = pages.iter().flat_map(|(_, page)| page.iter());
			let heads: alloc::vec::Vec<_> = older.chain(&ring.recent).collect();
			let ordered = heads.windows(2).all(|pair| {
				matches!(pair, [older, newer] if older.relay_block <= newer.relay_block
					&& older.number < newer.number)
			});
			ensure!(ordered, "Q1: heads are not in order");
		}
		for (source, slot, _) in OlderHeads::<T>::iter() {
			let ring = Heads::<T>::get(source);
			ensure!(usize::from(slot) < ring.firsts.len(), "Q2: a page of no ring");
		}
		Ok(())
	}
}

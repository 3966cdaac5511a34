//! The invariants of the module page that are visible in state, with their labels.

use alloc::collections::BTreeSet;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

use crate::{
	Config, Held, OutboundXcmpMessages, OutboundXcmpStatus, Pallet, QueueConfig, Resending,
	SignalMessages, hold::bytes_of,
};

impl<T: Config> Pallet<T> {
	/// Checks X2 and X4. An error is a bug, or storage of another layout; no call and no input can cause one.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut destinations = BTreeSet::new();
		let mut pages = 0u64;
		for status in OutboundXcmpStatus::<T>::get() {
			let destination = status.recipient;
			ensure!(destinations.insert(destination), "X4: two statuses of one destination");
			ensure!(status.first_index <= status.last_index, "X2: indices out of order");
			let mut bytes = 0u32;
			for at in status.first_index..status.last_index {
				ensure!(
					OutboundXcmpMessages::<T>::contains_key(destination, at),
					"X2: a queued page is missing",
				);
				let page = OutboundXcmpMessages::<T>::get(destination, at);
				bytes = bytes.saturating_add(bytes_of(&page));
				pages = pages.saturating_add(1);
			}
			ensure!(bytes == status.queued_bytes, "X2: pages of another size than is counted");
			ensure!(
				SignalMessages::<T>::contains_key(destination) == status.signals_exist,
				"X2: a signal that is not counted, or the reverse",
			);
		}
		let stored = u64::try_from(OutboundXcmpMessages::<T>::iter_keys().count());
		ensure!(stored == Ok(pages), "X2: a page outside of its destination's indices");
		for destination in Held::<T>::get() {
			let queued = Self::status_of(destination).is_some_and(|status| status.pages() > 0);
			ensure!(queued, "X4: held without a page");
		}
		ensure!(QueueConfig::<T>::get().is_valid(), "X4: thresholds that do not fit together");
		ensure!(Resending::<T>::get().is_none(), "X4: resending outlived its step");
		Ok(())
	}
}

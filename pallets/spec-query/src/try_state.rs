//! The invariants of the module page, in their order.

use frame_support::ensure;
use sp_runtime::TryRuntimeError;

use crate::{Config, Heads, Pallet};

impl<T: Config> Pallet<T> {
	/// Checks what of Q1 is visible in state. An error is a bug or a broken migration; no call and no input
	/// can cause one.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for heads in Heads::<T>::iter_values() {
			ensure!(!heads.is_empty(), "Q1: an empty ring");
			let ordered = heads.windows(2).all(|pair| {
				matches!(pair, [older, newer] if older.relay_block <= newer.relay_block
					&& older.number < newer.number)
			});
			ensure!(ordered, "Q1: heads are not in order");
		}
		Ok(())
	}
}

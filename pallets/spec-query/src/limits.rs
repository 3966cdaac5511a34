//! Whether the limits of a runtime fit together.

use frame_support::{dispatch::DispatchClass, traits::Get};
use spec_messaging_primitives::pallets::HandleReading;

use crate::{Config, MAX_NODES, MAX_PROOF_BYTES, Pallet};

impl<T: Config> Pallet<T> {
	/// The body of `integrity_test`.
	pub(crate) fn check_config() {
		let full = Self::weight_of(1, MAX_NODES, MAX_PROOF_BYTES)
			.saturating_add(T::Handler::handle_weight(MAX_PROOF_BYTES));
		let normal = T::BlockWeights::get().get(DispatchClass::Normal).max_extrinsic;
		assert!(
			full.all_lte(normal.unwrap_or(T::BlockWeights::get().max_block)),
			"Handler: the longest value does not fit a transaction"
		);
	}
}

//! Whether the limits of a runtime fit together.

use frame_support::{dispatch::DispatchClass, traits::Get};
use spec_messaging_primitives::{
	batch::MAX_PAYLOAD_BYTES, commitment::MAX_SOURCES, pallets::HandleMessages,
};

use crate::{Config, Pallet, WeightInfo};

impl<T: Config> Pallet<T> {
	/// The body of `integrity_test`.
	pub(crate) fn check_config() {
		let largest = T::Handler::max_payload_bytes();
		assert!(
			(1..=MAX_PAYLOAD_BYTES).contains(&largest),
			"Handler: takes payloads of 1 to MAX_PAYLOAD_BYTES bytes"
		);
		let window = T::Window::get();
		assert!(
			window.messages >= 1 && window.bytes >= u64::from(largest),
			"Window: has room for one largest payload, or that could never be sent"
		);
		assert!(T::MaxMessagesPerBlock::get() >= 1, "MaxMessagesPerBlock: at least 1");
		assert!(
			T::MaxBytesPerBlock::get() >= MAX_PAYLOAD_BYTES,
			"MaxBytesPerBlock: at least MAX_PAYLOAD_BYTES, or a payload could stop its stream for good"
		);
		assert!(T::MaxTrusted::get() <= MAX_SOURCES, "MaxTrusted: at most 256");
		assert!(T::MaxFreeDeliveries::get() <= MAX_SOURCES, "MaxFreeDeliveries: at most 256");
		assert!(T::MaxDeadLetters::get() <= 256, "MaxDeadLetters: at most 256");
		assert!(
			T::MaxDeadLetters::get() == 0 || T::DeadLetterLifetime::get() >= 1,
			"DeadLetterLifetime: at least 1, or no dead letter could be retried; set MaxDeadLetters to 0"
		);
		let full =
			Self::payload_weight(T::MaxMessagesPerBlock::get(), T::MaxBytesPerBlock::get().into())
				.saturating_add(T::WeightInfo::batch_siblings(32))
				.saturating_add(T::WeightInfo::keep_dead_letters(T::MaxMessagesPerBlock::get()))
				.saturating_add(T::WeightInfo::ingest());
		assert!(
			full.all_lte(T::BlockWeights::get().max_block),
			"MaxMessagesPerBlock, MaxBytesPerBlock: a full ingest does not fit a block"
		);
		let normal = T::BlockWeights::get().get(DispatchClass::Normal).max_total;
		assert!(
			Self::free_weight_max().all_lte(normal.unwrap_or(T::BlockWeights::get().max_block)),
			"MaxFreeDeliveries: transactions without fee could fill a block"
		);
		// The record is cleared in every block; only under state version 1 does that not bring its value,
		// or that of a neighbour, into the proof.
		assert!(
			T::Version::get().system_version >= 1,
			"system_version: state version 1 is required"
		);
	}
}

//! Whether the limits of a runtime fit together.

use codec::MaxEncodedLen;
use frame_support::{dispatch::DispatchClass, traits::Get, weights::Weight};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::MAX_PAYLOAD_BYTES,
	channel::ChannelLeaf,
	commitment::MAX_SOURCES,
	hashing::ProvidesRoot,
	mmr::ExtensionProof,
	pallets::{HandleMessages, PublishRegister},
	tree::CommitmentProof,
};

use crate::{Config, Pallet, WeightInfo, expiry::RESUMES_PER_BLOCK};

/// What an extrinsic has around a batch of one message, in bytes, at most: lengths, the call's index, a signature
/// and the extensions that a runtime has in its transactions.
const ENVELOPE_BYTES: u32 = 1_024;

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
			full.saturating_add(Self::hooks_weight_max()).all_lte(T::BlockWeights::get().max_block),
			"MaxMessagesPerBlock, MaxBytesPerBlock: a full ingest does not fit a block beside full hooks and registers"
		);
		assert!(
			T::Handler::at_once_until().all_lte(T::BlockWeights::get().max_block),
			"Handler: messages that are executed at once may fill more than a block"
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
		Self::check_largest(&T::BlockWeights::get(), &T::BlockLength::get());
		Self::check_accuracy(Perbill::from_percent(15));
	}

	/// Stops unless the largest payloads come in, by either way.
	///
	/// An inherent has to bring what nobody takes, too, for the stream goes on behind it. Of weight and bytes it
	/// has what a full ingest has.
	///
	/// # Panics
	///
	/// If a payload of [`MAX_PAYLOAD_BYTES`] does not fit an inherent, or the longest one that the handler takes
	/// a transaction.
	pub(crate) fn check_largest(weights: &BlockWeights, length: &BlockLength) {
		assert!(
			Self::extrinsic_bytes_max(MAX_PAYLOAD_BYTES)
				<= *length.max.get(DispatchClass::Mandatory),
			"BlockLength: no inherent could bring a payload of MAX_PAYLOAD_BYTES, which stops its stream for good"
		);
		let largest = T::Handler::max_payload_bytes();
		let bytes = Self::extrinsic_bytes_max(largest);
		assert!(
			bytes <= *length.max.get(DispatchClass::Normal),
			"BlockLength: no transaction could deliver the longest payload that the handler takes"
		);
		let normal = weights.get(DispatchClass::Normal);
		let most = normal.max_extrinsic.or(normal.max_total).unwrap_or(weights.max_block);
		// A transaction is part of the proof, with all its bytes.
		let delivery =
			Self::deliver_weight_max(largest).saturating_add(Weight::from_parts(0, bytes.into()));
		assert!(
			delivery.all_lte(most),
			"BlockWeights: no transaction could deliver the longest payload that the handler takes"
		);
	}

	/// Length of an extrinsic with one message of so many bytes and the longest proofs.
	pub(crate) fn extrinsic_bytes_max(payload: u32) -> u32 {
		let proofs = ParaId::max_encoded_len()
			.saturating_add(ProvidesRoot::max_encoded_len())
			.saturating_add(ChannelLeaf::max_encoded_len())
			.saturating_add(CommitmentProof::max_encoded_len())
			.saturating_add(Position::max_encoded_len())
			.saturating_add(ExtensionProof::max_encoded_len());
		u32::try_from(proofs)
			.unwrap_or(u32::MAX)
			.saturating_add(ENVELOPE_BYTES)
			.saturating_add(payload)
	}

	/// The most that the hooks of both pallets cost in one block, with all the registers that it publishes.
	///
	/// The proof size of late block proofs is not in it: what a block keeps free for them, it counts as it
	/// takes each batch.
	fn hooks_weight_max() -> Weight {
		T::WeightInfo::on_initialize()
			.saturating_add(Self::expiry_cost(
				usize::try_from(T::MaxSources::get()).unwrap_or(usize::MAX),
				RESUMES_PER_BLOCK,
			))
			.saturating_add(T::WeightInfo::expire_dead_letters(T::MaxDeadLetters::get()))
			.saturating_add(T::WeightInfo::finalize(MAX_SOURCES))
			.saturating_add(T::Outbox::block_weight())
	}
}

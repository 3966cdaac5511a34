//! Puts benchmarked weights together: what batches cost, and who is charged for which share.
//!
//! | share | paid by | when |
//! |---|---|---|
//! | looking at a batch | whoever brings it | `ingest`, `deliver` |
//! | tree proof, hashing, handing on | the batch that is hashed | `ingest`, `deliver` |
//! | the same checks without writing | a transaction without fee | before it enters the block |
//! | a register in this block's commitment | the call that publishes it; its proof size, the block | the call |
//! | the next register of a source that waited | the block that publishes it | `on_initialize` |
//! | dead letters, written down | the batch that brings them | `ingest`, `deliver` |
//! | dead letters whose lifetime is over | the block that drops them | `on_initialize` |
//! | a line of the record | the batch | `ingest`, `deliver` |
//! | the end of a channel | the block in which its last batch comes | there |
//! | the end of a suspension | the block that acts on it | `on_initialize` |
//!
//! # Accuracy
//!
//! The drivers are measured one by one, and a load has all of them. So three loads were measured as a whole,
//! each as one batch that is else as bad as a batch of one message may be, and `check_accuracy` holds
//! what is said of them against that.
//!
//! | load | held against | may differ |
//! |---|---|---|
//! | what each load takes beyond one message of one byte | the models of a message and of a byte that is taken | 15 % |
//! | each load as a whole | all that is charged for such a batch | less: a handler's pages are counted at their worst, and a byte at the longer one of two times |
//!
//! The database has no part in the first: a load is no longer than the longest payload that the handler takes, so
//! a queue has it on the page on which it would have the one message.

use frame_support::{
	dispatch::{DispatchClass, PostDispatchInfo},
	traits::Get,
	weights::Weight,
};
use sp_runtime::Perbill;
use spec_messaging_primitives::{
	accuracy::{Point, PointLoad, check_accuracy},
	batch::MessageBatch,
	inherent::IngestData,
	mmr::MAX_EXTENSION_NODES,
	pallets::{ApplyRegister, HandleMessages, NoteHead, PublishRegister},
	skip::SkippedStretch,
	tree::MAX_SIBLINGS,
};

use crate::{Config, LATE_BLOCK_PROOF_BYTES, Pallet, WeightInfo};

/// What a queue may keep beside each payload, in bytes, at most.
const HEADER_BYTES: u32 = 16;

/// Many transfers.
pub(crate) const SMALL: PointLoad = PointLoad { messages: 1_000, bytes: 64 };
/// Programs.
pub(crate) const MEDIUM: PointLoad = PointLoad { messages: 100, bytes: 1_024 };
/// A runtime upgrade in pieces.
pub(crate) const LARGE: PointLoad = PointLoad { messages: 3, bytes: 32 * 1_024 };

/// What so many more cost, by a model that also counts what is there without any.
fn slope(weight: impl Fn(u32) -> Weight, count: u32) -> Weight {
	weight(count).saturating_sub(weight(0))
}

impl<T: Config> Pallet<T> {
	/// What an `ingest` of `data` costs at most: what its batches declare, capped by the block, which is
	/// where processing stops.
	pub(crate) fn ingest_weight(data: &IngestData) -> Weight {
		let count = u32::try_from(data.batches.len()).unwrap_or(u32::MAX);
		let speculative = count.min(Self::speculative_sources_max(data.speculative));
		data.batches
			.iter()
			.map(Self::batch_weight)
			.fold(T::WeightInfo::ingest(), |sum, batch| sum.saturating_add(batch))
			.saturating_add(T::WeightInfo::refuse().saturating_mul(count.into()))
			.saturating_add(Self::late_block_reserve(speculative))
			.min(T::BlockWeights::get().max_block)
	}

	/// What a `deliver` of `batch` costs, apart from its authorization.
	pub(crate) fn deliver_weight(batch: &MessageBatch) -> Weight {
		T::WeightInfo::ingest()
			.saturating_add(T::WeightInfo::refuse())
			.saturating_add(Self::batch_weight(batch))
	}

	/// What it costs to say whether `batch` is delivered without fee: everything but storing and handing on.
	pub(crate) fn authorize_weight(batch: &MessageBatch) -> Weight {
		Self::authorize_fixed_weight(batch.siblings(), batch.nodes())
			.saturating_add(Self::hashing_weight(batch.messages(), batch.payload_bytes()))
	}

	/// The same without payloads. A refresh applies its register, to see whether it counts.
	fn authorize_fixed_weight(siblings: u32, nodes: u32) -> Weight {
		T::WeightInfo::authorize_deliver(siblings)
			.saturating_add(Self::extension_weight(nodes))
			.saturating_add(T::Outbox::apply_weight())
	}

	/// The most that transactions without fee take of one block.
	///
	/// As many as a block takes, each with the longest proofs and a message of its own, and with them all
	/// the messages and bytes that a block hashes, which are hashed twice: to authorize and to deliver. How
	/// the messages are sliced makes no difference.
	pub(crate) fn free_weight_max() -> Weight {
		let (messages, bytes) = (T::MaxMessagesPerBlock::get(), T::MaxBytesPerBlock::get());
		let each = T::WeightInfo::ingest()
			.saturating_add(T::WeightInfo::refuse())
			.saturating_add(Self::fixed_weight(MAX_SIBLINGS, MAX_EXTENSION_NODES))
			.saturating_add(Self::authorize_fixed_weight(MAX_SIBLINGS, MAX_EXTENSION_NODES))
			.saturating_add(T::Handler::handle_weight(1, 0))
			.saturating_add(T::WeightInfo::keep_dead_letters(1))
			.saturating_add(T::WeightInfo::note_dead_letters(1))
			// Each may be the last of its source.
			.saturating_add(T::WeightInfo::end_channel());
		each.saturating_mul(T::MaxFreeDeliveries::get().into())
			.saturating_add(Self::payload_weight(messages, bytes.into()))
			.saturating_add(Self::hashing_weight(messages, bytes.into()))
			.saturating_add(Self::dead_letter_weight(messages))
	}

	/// What a call paid, less the proof size of the register that it publishes, which the block is charged
	/// here.
	///
	/// Why: the commitment reads at the end of the block. A call that declares that proof size records none
	/// of it, and whoever measures calls gives it back.
	pub(crate) fn charge_commitment(paid: Weight) -> PostDispatchInfo {
		let proof = Weight::from_parts(0, T::Outbox::commit_weight().proof_size());
		Self::register_weight(proof);
		Some(paid.saturating_sub(proof)).into()
	}

	/// Charges the block for work that no call declares.
	pub(crate) fn register_weight(weight: Weight) {
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			weight,
			DispatchClass::Mandatory,
		);
	}

	/// What one batch costs if it is hashed.
	pub(crate) fn batch_weight(batch: &MessageBatch) -> Weight {
		let dead = u32::try_from(Self::load(batch).dead()).unwrap_or(u32::MAX);
		Self::fixed_weight(batch.siblings(), batch.nodes())
			.saturating_add(Self::payload_weight(batch.messages(), batch.payload_bytes()))
			.saturating_add(Self::dead_letter_weight(dead))
	}

	/// What one batch costs apart from its payloads: state, proofs, registers, its line in the record.
	fn fixed_weight(siblings: u32, nodes: u32) -> Weight {
		let line = T::WeightInfo::finalize(1).saturating_sub(T::WeightInfo::finalize(0));
		T::WeightInfo::batch_siblings(siblings)
			.saturating_add(Self::extension_weight(nodes))
			.saturating_add(line)
			.saturating_add(T::Outbox::apply_weight())
			.saturating_add(T::Outbox::publish_weight())
			// It may show what freezes its source.
			.saturating_add(T::Observer::note_weight())
	}

	/// What so many nodes of an extension add to a batch.
	fn extension_weight(nodes: u32) -> Weight {
		T::WeightInfo::batch_extension(nodes).saturating_sub(T::WeightInfo::batch_extension(0))
	}

	/// What hashing, storing and handing on payloads costs, at most what a block takes of them.
	pub(crate) fn payload_weight(messages: u32, bytes: u64) -> Weight {
		if messages == 0 {
			return Weight::zero();
		}
		let (messages, bytes) = Self::hashed_at_most(messages, bytes);
		Self::hashing_weight(messages, bytes.into())
			.saturating_add(T::Handler::handle_weight(messages, bytes))
	}

	/// What writing down so many dead letters costs, at most what a block takes of them.
	fn dead_letter_weight(dead: u32) -> Weight {
		if dead == 0 {
			return Weight::zero();
		}
		let dead = dead.min(T::MaxMessagesPerBlock::get());
		// Every other one of those that were measured was dead.
		T::WeightInfo::keep_dead_letters(dead)
			.saturating_add(T::WeightInfo::note_dead_letters(dead.saturating_mul(2)))
	}

	/// What handing on one dead letter of so many bytes costs.
	pub(crate) fn retry_weight(bytes: usize) -> Weight {
		let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
		T::WeightInfo::retry_dead_letter(bytes).saturating_add(T::Handler::handle_weight(1, bytes))
	}

	/// What skipping costs.
	pub(crate) fn skip_weight(stretch: &SkippedStretch) -> Weight {
		let nodes = u32::try_from(stretch.extension.nodes().len()).unwrap_or(u32::MAX);
		let line = T::WeightInfo::finalize(1).saturating_sub(T::WeightInfo::finalize(0));
		T::WeightInfo::skip(stretch.count())
			.saturating_add(T::WeightInfo::note_dead_letters(1))
			.saturating_add(Self::extension_weight(nodes))
			.saturating_add(line)
			.saturating_add(T::Outbox::publish_weight())
	}

	/// What hashing payloads costs, at most what a block takes of them.
	fn hashing_weight(messages: u32, bytes: u64) -> Weight {
		if messages == 0 {
			return Weight::zero();
		}
		let (messages, bytes) = Self::hashed_at_most(messages, bytes);
		// What the batch itself costs is in the fixed part.
		Self::messages_weight(messages).saturating_add(Self::bytes_weight(bytes))
	}

	/// What so many messages cost, whether the handler queues them or looks at them at once.
	pub(crate) fn messages_weight(messages: u32) -> Weight {
		slope(T::WeightInfo::batch_messages, messages)
			.max(slope(T::WeightInfo::at_once_messages, messages))
	}

	/// What so many bytes cost, whether the handler takes them or nobody does. They come with the call and read
	/// no state.
	pub(crate) fn bytes_weight(bytes: u32) -> Weight {
		let hashed = slope(T::WeightInfo::batch_bytes, bytes).ref_time();
		let taken = slope(T::WeightInfo::batch_taken_bytes, bytes).ref_time();
		Weight::from_parts(hashed.max(taken), 0)
	}

	/// So many messages and bytes, or as many as a block takes.
	fn hashed_at_most(messages: u32, bytes: u64) -> (u32, u32) {
		let limit = T::MaxBytesPerBlock::get();
		let bytes = u32::try_from(bytes).map_or(limit, |bytes| bytes.min(limit));
		(messages.min(T::MaxMessagesPerBlock::get()), bytes)
	}

	/// Proof size that is kept free for the late block proofs of so many sources.
	pub(crate) fn late_block_reserve(sources: u32) -> Weight {
		Weight::from_parts(0, LATE_BLOCK_PROOF_BYTES).saturating_mul(sources.into())
	}

	/// The loads that were measured as a whole, beside what is said of them. See the page of this file.
	pub(crate) fn points() -> [Point; 6] {
		let one = T::WeightInfo::batch_siblings(MAX_SIBLINGS).ref_time();
		let of = |load: PointLoad, measured: Weight| {
			let (messages, bytes) = (load.messages, load.total());
			let beyond = slope(T::WeightInfo::batch_messages, messages.saturating_sub(1))
				.saturating_add(slope(T::WeightInfo::batch_taken_bytes, bytes.saturating_sub(1)));
			// Not capped by what a block of this runtime takes: the load is what it is.
			let charged = T::WeightInfo::ingest()
				.saturating_add(T::WeightInfo::refuse())
				.saturating_add(Self::fixed_weight(MAX_SIBLINGS, 0))
				.saturating_add(Self::messages_weight(messages))
				.saturating_add(Self::bytes_weight(bytes))
				.saturating_add(T::Handler::handle_weight(messages, bytes));
			let whole = measured.ref_time();
			let said = beyond.ref_time();
			[
				Point { load, measured: whole.saturating_sub(one), said, padded: false },
				Point { load, measured: whole, said: charged.ref_time(), padded: true },
			]
		};
		let [small, whole_small] = of(SMALL, T::WeightInfo::point_ingest_1000_small());
		let [medium, whole_medium] = of(MEDIUM, T::WeightInfo::point_ingest_100_medium());
		let [large, whole_large] = of(LARGE, T::WeightInfo::point_ingest_3_large());
		[small, whole_small, medium, whole_medium, large, whole_large]
	}

	/// Whether a batch may bring `load` to this runtime, and one page of a queue holds it.
	pub(crate) fn has_room_for(load: PointLoad) -> bool {
		let window = T::Window::get();
		let with_headers = load.messages.saturating_mul(load.bytes.saturating_add(HEADER_BYTES));
		load.messages <= T::MaxMessagesPerBlock::get()
			&& u64::from(load.messages) <= window.messages
			&& u64::from(load.total()) <= window.bytes
			&& load.total() <= T::MaxBytesPerBlock::get()
			&& with_headers <= T::Handler::max_payload_bytes()
	}

	/// Stops unless the models say of every load what it took as a whole, to within `allowed`.
	///
	/// # Panics
	///
	/// If they do not.
	pub(crate) fn check_accuracy(allowed: Perbill) {
		let checked = check_accuracy(Self::points(), allowed, Self::has_room_for);
		assert!(checked.is_ok(), "WeightInfo: not within {allowed:?} of its model: {checked:?}");
	}

	/// What delivering one message of so many bytes costs with the longest proofs, its authorization included.
	pub(crate) fn deliver_weight_max(bytes: u32) -> Weight {
		T::WeightInfo::ingest()
			.saturating_add(T::WeightInfo::refuse())
			.saturating_add(Self::fixed_weight(MAX_SIBLINGS, MAX_EXTENSION_NODES))
			.saturating_add(Self::payload_weight(1, bytes.into()))
			.saturating_add(Self::authorize_fixed_weight(MAX_SIBLINGS, MAX_EXTENSION_NODES))
			.saturating_add(Self::hashing_weight(1, bytes.into()))
	}
}

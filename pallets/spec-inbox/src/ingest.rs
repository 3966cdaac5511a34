//! The one path of a batch: bounds, tree proof, root, append to a copy, compare, store, hand on.

use frame_support::{
	storage::{TransactionOutcome, with_transaction_unchecked},
	traits::Get,
	weights::Weight,
};
use spec_messaging_primitives::{
	ParaId,
	batch::{Batches, MessageBatch},
	commitment::MAX_SOURCES,
	inherent::IngestData,
	pallets::{ApplyRegister, Footprint, HandleMessages, PublishRegister},
};
use spec_messaging_runtime_api::Refusal;

use crate::{
	Acceptance, BlockUse, Config, Consumed, Event, Frontiers, LATE_BLOCK_PROOF_BYTES, Pallet,
	Sources, Usage, WeightInfo, dispatch::Load,
};

/// Under which terms batches are processed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mode {
	/// True if the author asks for the speculative tier.
	pub(crate) asked: bool,
	/// Weight that may be used, apart from the fixed cost of the call.
	pub(crate) budget: Weight,
}

/// What became of the batches of one call.
pub(crate) struct Processed {
	/// One per batch, in order.
	pub(crate) results: alloc::vec::Vec<Result<(), Refusal>>,
	/// What they cost.
	pub(crate) weight: Weight,
}

impl<T: Config> Pallet<T> {
	/// Processes the author's batches and returns what that cost.
	pub(crate) fn do_ingest(data: IngestData) -> Weight {
		// This call is charged already, with what it declares; the rest was used by others.
		let declared = Self::ingest_weight(&data);
		let total = frame_system::Pallet::<T>::block_weight().total();
		let others = total.saturating_sub(declared);
		let budget = T::BlockWeights::get()
			.max_block
			.saturating_sub(others)
			.saturating_sub(T::WeightInfo::ingest());
		let mode = Mode { asked: data.speculative, budget };
		Self::process(data.batches, mode).weight.saturating_add(T::WeightInfo::ingest())
	}

	/// What `ingest` would answer for each batch in a block of its own, without changing state.
	///
	/// Whether the tier is on and which roots are included is judged as of this state; the next block
	/// may read newer heads.
	///
	/// # Cost
	///
	/// That of ingesting them.
	pub fn check(batches: Batches, speculative: bool) -> alloc::vec::Vec<Result<(), Refusal>> {
		let mode = Mode { asked: speculative, budget: T::BlockWeights::get().max_block };
		with_transaction_unchecked(|| {
			TransactionOutcome::Rollback(Self::process(batches, mode).results)
		})
	}

	/// Processes batches in order. Each is accepted or refused on its own; a refusal changes nothing but
	/// what the block has left, except for the evidence that freezes a source.
	pub(crate) fn process(batches: Batches, mut mode: Mode) -> Processed {
		let mut usage = Usage::<T>::get();
		usage.asked |= mode.asked;
		let mut weight = Weight::zero();
		// Strictly increasing, where a refresh of a source stands before its messages.
		let mut highest: Option<(ParaId, bool)> = None;
		let mut results = alloc::vec::Vec::with_capacity(batches.len());
		for batch in batches {
			let source = batch.source;
			let place = (source, !batch.is_refresh());
			let in_order = highest.is_none_or(|highest| highest < place);
			highest = highest.max(Some(place));
			let cost = Self::batch_weight(&batch);
			// Everybody pays for being looked at; whoever is hashed pays for the rest.
			mode.budget = mode.budget.saturating_sub(T::WeightInfo::refuse());
			weight = weight.saturating_add(T::WeightInfo::refuse());
			let mut hashed = Weight::zero();
			let result = if in_order {
				Self::consume(batch, &mut usage, &mode, cost, &mut hashed)
			} else {
				Err(Refusal::OutOfOrder)
			};
			mode.budget = mode.budget.saturating_sub(hashed);
			weight = weight.saturating_add(hashed);
			if let Err(reason) = result {
				Self::deposit_event(Event::Refused { source, reason });
			}
			results.push(result);
		}
		Usage::<T>::put(usage);
		Processed { results, weight }
	}

	/// Consumes one batch or says why not.
	fn consume(
		batch: MessageBatch,
		usage: &mut BlockUse,
		mode: &Mode,
		cost: Weight,
		hashed: &mut Weight,
	) -> Result<(), Refusal> {
		let source = batch.source;
		let mut state = Sources::<T>::get(source).ok_or(Refusal::UnknownSource)?;
		if state.frozen.is_some() {
			return Err(Refusal::Frozen);
		}
		let refresh = batch.is_refresh();
		let load = Load::of(&batch, T::Handler::max_payload_bytes());
		if !refresh {
			if !state.is_accepted() {
				return Err(Refusal::UnknownSource);
			}
			if !state.consumes() {
				return Err(Refusal::NotConsuming);
			}
			Self::check_capacity(source, &load, usage)?;
			Self::check_room(source, usage)?;
		}
		if cost.any_gt(mode.budget) {
			return Err(Refusal::BlockFull);
		}
		*hashed = cost;

		let root = batch.provides_root;
		let authentic = batch.authenticate(T::SelfParaId::get()).map_err(Refusal::Batch)?;
		let acceptance = Self::accept_root(source, root, refresh, mode.asked, usage)?;
		let held = Frontiers::<T>::get(source);
		Self::check_history(&mut state, &held, &authentic, acceptance)?;
		// Used up from here on even if it is refused: hashing is what the limits are about.
		usage.messages = usage.messages.saturating_add(load.messages);
		usage.bytes = usage.bytes.saturating_add(load.bytes);
		let verified = authentic.verify(&held).map_err(Refusal::Batch)?;

		let learned = state.generation.is_none();
		state.generation = Some(verified.generation);
		let applied = match acceptance {
			Acceptance::Included { relay_block } => {
				Self::apply_register(source, relay_block, &verified.channel.register)
			},
			Acceptance::Speculative => false,
		};
		if refresh && !learned && !applied {
			return Err(Refusal::Useless);
		}
		if !refresh {
			state.consumed_bytes = state.consumed_bytes.saturating_add(load.bytes);
			state.enqueued = state.enqueued.saturating_add(load.enqueued.messages);
			state.dead_lettered = state
				.dead_lettered
				.saturating_add(u64::from(load.messages).saturating_sub(load.enqueued.messages));
		}
		let accepted = state.is_accepted();
		Sources::<T>::insert(source, state);
		if learned {
			let generation = verified.generation;
			Self::deposit_event(Event::GenerationLearned { source, generation });
		}
		if !refresh {
			Frontiers::<T>::insert(source, &verified.frontier);
			if acceptance == Acceptance::Speculative {
				*hashed = hashed.saturating_add(Self::late_block_reserve(1));
			}
			let expected_root = match acceptance {
				Acceptance::Included { .. } => None,
				Acceptance::Speculative => Some(root),
			};
			Self::note_consumed(
				usage,
				Consumed { source, generation: verified.generation, expected_root },
			);
			let (first, count) = (verified.first, load.messages);
			let tier = acceptance.tier();
			Self::deposit_event(Event::Ingested { source, first, count, tier });
			// After everything is stored: a handler may call back, and reads what is true by then.
			Self::hand_on(source, tier, first, &verified.payloads);
		}
		if accepted && (learned || !refresh) {
			Self::publish_or_mark(source);
		}
		Ok(())
	}

	/// Records that something of a source was consumed; the last consumption counts.
	fn note_consumed(usage: &mut BlockUse, consumed: Consumed) {
		match usage.consumed.binary_search_by_key(&consumed.source, |c| c.source) {
			Ok(at) => {
				if let Some(entry) = usage.consumed.get_mut(at) {
					*entry = consumed;
				}
			},
			Err(at) => {
				let inserted = usage.consumed.try_insert(at, consumed);
				debug_assert!(inserted.is_ok(), "check_room ran before");
			},
		}
	}

	/// Whether the block's record has room for `source`.
	fn check_room(source: ParaId, usage: &BlockUse) -> Result<(), Refusal> {
		let known = usage.consumed.binary_search_by_key(&source, |c| c.source).is_ok();
		if known || u32::try_from(usage.consumed.len()).is_ok_and(|n| n < MAX_SOURCES) {
			Ok(())
		} else {
			Err(Refusal::BlockFull)
		}
	}

	/// How many messages and bytes a batch of `source` may carry now.
	///
	/// What the window has free beside what the handler still queues, at most what this block has left.
	/// Zero for a source of which nothing is consumed. Messages that can not be handed on take no room
	/// in the window; a batch with some of them may be larger.
	///
	/// # Cost
	///
	/// Two reads and that of [`HandleMessages::queued`]. No hash.
	pub fn capacity(source: ParaId) -> Footprint {
		let consumes = Sources::<T>::get(source)
			.is_some_and(|state| state.consumes() && state.frozen.is_none());
		if !consumes {
			return Footprint::default();
		}
		Self::room(source, &Usage::<T>::get())
	}

	fn room(source: ParaId, usage: &BlockUse) -> Footprint {
		let (window, block) = (Self::window_room(source), Self::block_room(usage));
		Footprint {
			messages: window.messages.min(block.messages),
			bytes: window.bytes.min(block.bytes),
		}
	}

	fn window_room(source: ParaId) -> Footprint {
		let (window, queued) = (T::Window::get(), T::Handler::queued(source));
		Footprint {
			messages: window.messages.saturating_sub(queued.messages),
			bytes: window.bytes.saturating_sub(queued.bytes),
		}
	}

	fn block_room(usage: &BlockUse) -> Footprint {
		Footprint {
			messages: T::MaxMessagesPerBlock::get().saturating_sub(usage.messages).into(),
			bytes: u64::from(T::MaxBytesPerBlock::get()).saturating_sub(usage.bytes),
		}
	}

	fn check_capacity(source: ParaId, load: &Load, usage: &BlockUse) -> Result<(), Refusal> {
		let (window, block) = (Self::window_room(source), Self::block_room(usage));
		let fits = u64::from(load.messages) <= block.messages
			&& load.bytes <= block.bytes
			&& load.enqueued.messages <= window.messages
			&& load.enqueued.bytes <= window.bytes;
		if fits { Ok(()) } else { Err(Refusal::OverCapacity(Self::room(source, usage))) }
	}

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

	/// What one batch costs if it is hashed.
	pub(crate) fn batch_weight(batch: &MessageBatch) -> Weight {
		Self::fixed_weight(batch)
			.saturating_add(Self::payload_weight(batch.messages(), batch.payload_bytes()))
	}

	/// What one batch costs apart from its payloads: state, proofs, registers, its line in the record.
	fn fixed_weight(batch: &MessageBatch) -> Weight {
		let siblings = u32::try_from(batch.proof.siblings.len()).unwrap_or(u32::MAX);
		let nodes = u32::try_from(batch.extension.nodes().len()).unwrap_or(u32::MAX);
		let extension =
			T::WeightInfo::batch_extension(nodes).saturating_sub(T::WeightInfo::batch_extension(0));
		let line = T::WeightInfo::finalize(1).saturating_sub(T::WeightInfo::finalize(0));
		T::WeightInfo::batch_siblings(siblings)
			.saturating_add(extension)
			.saturating_add(line)
			.saturating_add(T::Outbox::apply_weight())
			.saturating_add(T::Outbox::publish_weight())
	}

	/// What hashing, storing and handing on payloads costs, at most what a block takes of them.
	pub(crate) fn payload_weight(messages: u32, bytes: u64) -> Weight {
		let messages = messages.min(T::MaxMessagesPerBlock::get());
		let limit = T::MaxBytesPerBlock::get();
		let bytes = u32::try_from(bytes).map_or(limit, |bytes| bytes.min(limit));
		if messages == 0 {
			return Weight::zero();
		}
		// What the batch itself costs is in the fixed part.
		let per_message = T::WeightInfo::batch_messages(messages)
			.saturating_sub(T::WeightInfo::batch_messages(0));
		let per_byte =
			T::WeightInfo::batch_bytes(bytes).saturating_sub(T::WeightInfo::batch_bytes(0));
		// The bytes come with the call and read no state.
		let per_byte = Weight::from_parts(per_byte.ref_time(), 0);
		per_message
			.saturating_add(per_byte)
			.saturating_add(T::Handler::handle_weight(messages, bytes))
	}

	/// Proof size that is kept free for the late block proofs of so many sources.
	fn late_block_reserve(sources: u32) -> Weight {
		Weight::from_parts(0, LATE_BLOCK_PROOF_BYTES).saturating_mul(sources.into())
	}
}

//! The one path of a batch: bounds, tree proof, root, append to a copy, compare, store, hand on.

use alloc::vec::Vec;
use frame_support::{
	storage::{TransactionOutcome, with_transaction_unchecked},
	traits::Get,
	weights::Weight,
};
use spec_messaging_primitives::{
	ParaId,
	batch::{Batches, MessageBatch, VerifiedBatch},
	commitment::MAX_SOURCES,
	inherent::IngestData,
	pallets::{Footprint, HandleMessages},
};
use spec_messaging_runtime_api::Refusal;

use crate::{
	Acceptance, BlockUse, Config, Consumed, Event, Evidence, Frontiers, Pallet, SourceState,
	Sources, Speculative, Usage, WeightInfo, dispatch::Load, phase::SenderSide, roots::Place,
};

/// Under which terms batches are processed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mode {
	/// True if the author asks for the speculative tier.
	pub(crate) asked: bool,
	/// True in the author's inherent, which nothing undoes: messages may be executed with it.
	pub(crate) at_once: bool,
	/// Weight that may be used, apart from the fixed cost of the call.
	pub(crate) budget: Weight,
}

/// What became of the batches of one call.
pub(crate) struct Processed {
	/// One per batch, in order.
	pub(crate) results: Vec<Result<(), Refused>>,
	/// What they cost.
	pub(crate) weight: Weight,
}

/// That a batch is refused, and what it shows about its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
	/// Why.
	pub(crate) reason: Refusal,
	/// What freezes the source, `None` if the batch merely does not fit.
	pub(crate) evidence: Option<Evidence>,
}

impl From<Refusal> for Refused {
	fn from(reason: Refusal) -> Self {
		Self { reason, evidence: None }
	}
}

/// A batch that was verified against this state, and what is known of its source with it.
#[must_use = "an examined batch changes nothing until it is taken"]
pub(crate) struct Examined {
	verified: VerifiedBatch,
	/// The source, as of the root that the batch was read under.
	state: SourceState,
	acceptance: Acceptance,
	load: Load,
}

impl<T: Config> Pallet<T> {
	/// Processes the author's batches and returns what that cost.
	pub(crate) fn do_ingest(data: IngestData) -> Weight {
		// Root can have a transaction call it, and what a transaction does may be rolled back with its charge.
		Self::ingest_as(data, !frame_system::Pallet::<T>::inherents_applied())
	}

	/// The same, and whether the handler may execute what it is given.
	pub(crate) fn ingest_as(data: IngestData, at_once: bool) -> Weight {
		// This call is charged already, with what it declares; the rest was used by others.
		let declared = Self::ingest_weight(&data);
		let total = frame_system::Pallet::<T>::block_weight().total();
		let others = total.saturating_sub(declared);
		let budget = T::BlockWeights::get()
			.max_block
			.saturating_sub(others)
			.saturating_sub(T::WeightInfo::ingest());
		let mode = Mode { asked: data.speculative, at_once, budget };
		Self::process(data.batches, mode).weight.saturating_add(T::WeightInfo::ingest())
	}

	/// What `ingest` would answer for each batch in a block of its own, without changing state.
	///
	/// Whether the tier is on and which roots are included is judged as of this state; the next block
	/// may read newer heads.
	///
	/// # Cost
	///
	/// That of ingesting them. Nothing is executed.
	pub fn check(batches: Batches, speculative: bool) -> Vec<Result<(), Refusal>> {
		let mode =
			Mode { asked: speculative, at_once: false, budget: T::BlockWeights::get().max_block };
		let results = with_transaction_unchecked(|| {
			TransactionOutcome::Rollback(Self::process(batches, mode).results)
		});
		results.into_iter().map(|result| result.map_err(|refused| refused.reason)).collect()
	}

	/// Processes batches in order. Each is accepted or refused on its own; a refusal changes nothing but
	/// what the block has left, except for the evidence that freezes a source.
	pub(crate) fn process(
		batches: impl IntoIterator<Item = MessageBatch>,
		mut mode: Mode,
	) -> Processed {
		let mut usage = Usage::<T>::get();
		// A tier that is switched off was not asked for, so switching never unmarks a block that needs it.
		usage.asked |= mode.asked && Speculative::<T>::get();
		// Nor does one that a message of an earlier batch switches on open it: this block is not marked (I5).
		mode.asked &= usage.asked;
		let mut weight = Weight::zero();
		// Strictly increasing, where a refresh of a source stands before its messages.
		let mut highest: Option<(ParaId, bool)> = None;
		let mut results = Vec::new();
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
				Err(Refusal::OutOfOrder.into())
			};
			mode.budget = mode.budget.saturating_sub(hashed);
			weight = weight.saturating_add(hashed);
			if let Err(Refused { reason, evidence }) = result {
				if let Some(evidence) = evidence {
					Self::freeze(source, evidence);
				}
				Self::count_refusal(source, &reason);
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
	) -> Result<(), Refused> {
		let state = Self::check_channel(&batch)?;
		if !batch.is_refresh() {
			Self::check_capacity(&batch, usage)?;
			Self::check_room(batch.source, usage)?;
		}
		if cost.any_gt(mode.budget) {
			return Err(Refusal::BlockFull.into());
		}
		*hashed = cost;
		let place = Self::find_root(batch.source, &state.heads, batch.provides_root);
		let examined = Self::examine(batch, state, place, usage, mode.asked)?;
		if examined.acceptance == Acceptance::Speculative {
			*hashed = hashed.saturating_add(Self::late_block_reserve(1));
		}
		Ok(Self::take(examined, usage, mode.at_once)?)
	}

	/// What is known of the batch's source, if that is one of which such a batch is consumed now: registers of
	/// every peer, messages of those that were accepted.
	///
	/// # Errors
	///
	/// [`Refusal::UnknownSource`], [`Refusal::Frozen`], [`Refusal::NotConsuming`].
	pub(crate) fn check_channel(batch: &MessageBatch) -> Result<SourceState, Refusal> {
		let state = Sources::<T>::get(batch.source).ok_or(Refusal::UnknownSource)?;
		if state.frozen.is_some() {
			return Err(Refusal::Frozen);
		}
		if batch.is_refresh() {
			return Ok(state);
		}
		if !state.is_accepted() {
			return Err(Refusal::UnknownSource);
		}
		if !state.consumes() {
			return Err(Refusal::NotConsuming);
		}
		Ok(state)
	}

	/// What a batch brings.
	pub(crate) fn load(batch: &MessageBatch) -> Load {
		Load::of(batch, T::Handler::max_payload_bytes())
	}

	/// Verifies a batch whose channel and size are fine: tree proof, root, history, payloads. Changes no state;
	/// what was hashed is counted in `usage`. `state` is what [`Self::check_channel`] found, `place` where the
	/// batch's root stands in it.
	///
	/// # Errors
	///
	/// [`Refused`], with evidence if an included root shows that the source changed its history.
	pub(crate) fn examine(
		batch: MessageBatch,
		mut state: SourceState,
		place: Option<Place>,
		usage: &mut BlockUse,
		asked: bool,
	) -> Result<Examined, Refused> {
		let source = batch.source;
		let load = Self::load(&batch);
		let refresh = batch.is_refresh();
		let authentic = batch.authenticate(T::SelfParaId::get()).map_err(Refusal::Batch)?;
		let acceptance = Self::accept_root(source, place, refresh, asked, usage)?;
		let held = Frontiers::<T>::get(source);
		let (channel, generation) = (&authentic.batch().channel, authentic.generation());
		Self::check_history(&mut state, &held, channel, generation, refresh, acceptance)?;
		// Used up from here on even if it is refused: hashing is what the limits are about.
		usage.messages = usage.messages.saturating_add(load.messages);
		usage.bytes = usage.bytes.saturating_add(load.bytes);
		let verified = authentic.verify(&held).map_err(Refusal::Batch)?;
		Ok(Examined { verified, state, acceptance, load })
	}

	/// Stores what a verified batch changes, applies its register, hands its messages on.
	///
	/// # Errors
	///
	/// [`Refusal::Useless`] for a refresh that brings neither a newer register nor the generation, unless it
	/// ends a lag that was reported.
	pub(crate) fn take(
		examined: Examined,
		usage: &mut BlockUse,
		at_once: bool,
	) -> Result<(), Refusal> {
		let Examined { verified, state: seen, acceptance, load } = examined;
		let (source, generation) = (verified.source, verified.generation);
		let refresh = verified.payloads.is_empty();
		let learned = seen.generation.is_none();
		let applied = match acceptance {
			Acceptance::Included { relay_block } => {
				Self::apply_register(source, relay_block, &verified.channel.register)
			},
			Acceptance::Speculative => false,
		};
		let said = match acceptance {
			Acceptance::Included { relay_block } => {
				Some(SenderSide { relay_block, phase: verified.channel.register.phase.outbound })
			},
			Acceptance::Speculative => None,
		};
		// Read again: the sending pallet may have called back, and what that changed of the source stays.
		let mut state = Sources::<T>::get(source).ok_or(Refusal::UnknownSource)?;
		state.generation = Some(generation);
		let stored = core::mem::replace(&mut state.highest, seen.highest);
		// A refresh that only moves a channel along is of use, too: without messages nothing else moves it.
		let before = state.phase;
		let moved = refresh && said.is_some_and(|said| Self::follow(source, &mut state, said));
		let ends_lag = state.heads.lag.ends_by(acceptance, stored);
		if refresh && !learned && !applied && !moved && !ends_lag {
			return Err(Refusal::Useless);
		}
		state.count(&load);
		let mut ended = moved && before != state.phase;
		let accepted = state.is_accepted() || ended && state.has_register();
		Sources::<T>::insert(source, &state);
		let mut state = Some(state);
		if learned {
			Self::deposit_event(Event::GenerationLearned { source, generation });
		}
		if !refresh {
			Self::take_messages(&verified, acceptance, load.messages, usage, at_once);
			// Read again: the handler may have called back.
			state = Sources::<T>::get(source);
			// After the frontier was stored: these may have been the last ones.
			if let (Some(said), Some(state)) = (said, &mut state)
				&& Self::follow(source, state, said)
			{
				ended = state.phase != before;
				Sources::<T>::insert(source, &*state);
			}
		}
		if ended {
			// A rare thing, which no batch declares.
			Self::register_weight(T::WeightInfo::end_channel());
		}
		if accepted && (learned || !refresh || ended) {
			Self::publish_known_or_mark(source, state);
		}
		Ok(())
	}

	/// Stores the frontier after the messages of a batch and hands them on.
	fn take_messages(
		verified: &VerifiedBatch,
		acceptance: Acceptance,
		count: u32,
		usage: &mut BlockUse,
		at_once: bool,
	) {
		let &VerifiedBatch { source, generation, first, .. } = verified;
		Frontiers::<T>::insert(source, &verified.frontier);
		let expected_root = match acceptance {
			Acceptance::Included { .. } => None,
			Acceptance::Speculative => Some(verified.provides_root),
		};
		Self::note_consumed(usage, Consumed { source, generation, expected_root });
		let tier = acceptance.tier();
		Self::deposit_event(Event::Ingested { source, first, count, tier });
		// After everything is stored: a handler may call back, reads what is true by then, and may even bring
		// messages itself. What the block took by then is the sum of both.
		Usage::<T>::put(&*usage);
		Self::note_dead_letters(source, generation, first, &verified.payloads);
		Self::hand_on(source, tier, first, &verified.payloads, at_once);
		*usage = Usage::<T>::get();
	}

	/// Records that something of a source was consumed; the last consumption counts.
	pub(crate) fn note_consumed(usage: &mut BlockUse, consumed: Consumed) {
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
	pub(crate) fn check_room(source: ParaId, usage: &BlockUse) -> Result<(), Refusal> {
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
		Sources::<T>::get(source)
			.map_or(Footprint::default(), |state| Self::capacity_of(source, &state))
	}

	/// The same, given what is known of the source. One read less.
	pub(crate) fn capacity_of(source: ParaId, state: &SourceState) -> Footprint {
		if state.consumes() && state.frozen.is_none() {
			Self::room(source, &Usage::<T>::get())
		} else {
			Footprint::default()
		}
	}

	fn room(source: ParaId, usage: &BlockUse) -> Footprint {
		Self::window_room(source).min(Self::block_room(usage))
	}

	/// What the window of `source` has free beside what the handler still queues.
	pub(crate) fn window_room(source: ParaId) -> Footprint {
		T::Window::get().saturating_sub(T::Handler::queued(source))
	}

	/// What a block that took `usage` has left.
	pub(crate) fn block_room(usage: &BlockUse) -> Footprint {
		Footprint {
			messages: T::MaxMessagesPerBlock::get().saturating_sub(usage.messages).into(),
			bytes: u64::from(T::MaxBytesPerBlock::get()).saturating_sub(usage.bytes),
		}
	}

	/// Whether the window and the block have room for a batch.
	///
	/// # Errors
	///
	/// [`Refusal::OverCapacity`], with what there is.
	pub(crate) fn check_capacity(batch: &MessageBatch, usage: &BlockUse) -> Result<(), Refusal> {
		let (source, load) = (batch.source, Self::load(batch));
		let (window, block) = (Self::window_room(source), Self::block_room(usage));
		let fits = u64::from(load.messages) <= block.messages
			&& load.bytes <= block.bytes
			&& load.enqueued.messages <= window.messages
			&& load.enqueued.bytes <= window.bytes;
		if fits { Ok(()) } else { Err(Refusal::OverCapacity(Self::room(source, usage))) }
	}
}

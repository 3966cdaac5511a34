//! Our registers on their way out, and those of peers on their way in.

use frame_support::{traits::Get, weights::Weight};
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, Register},
	pallets::{
		ApplyRegister, Footprint, HandleMessages, InboundRegister, PublishError, PublishRegister,
		RegisterError, RelayBlockNumber,
	},
};

use crate::{
	Config, Event, Frontiers, HandingOn, Marked, Pallet, SourceState, Sources, Tombstones,
	WeightInfo, executing,
};

impl<T: Config> Pallet<T> {
	/// Publishes the register of `source` in this block, or marks it for a later one if this block takes
	/// no more. Does nothing for a source that was never accepted.
	///
	/// # Cost
	///
	/// [`PublishRegister::publish_weight`], two reads, two writes.
	pub(crate) fn publish_or_mark(source: ParaId) {
		Self::publish_known_or_mark(source, Sources::<T>::get(source));
	}

	/// The same for whoever has what is stored of the source in hand. One read less.
	pub(crate) fn publish_known_or_mark(source: ParaId, stored: Option<SourceState>) {
		// First come, first served: a queue that drains now does not overtake one that waits.
		if !Marked::<T>::get().is_empty() || !Self::try_publish(source, stored) {
			Marked::<T>::mutate(|marked| {
				if !marked.contains(&source) {
					// As long as the list of all peers, and each is in it once: there is room.
					let pushed = marked.try_push(source);
					debug_assert!(pushed.is_ok(), "more marked sources than peers");
				}
			});
		}
	}

	/// Publishes what was left over, as much as this block takes, and returns what that cost.
	pub(crate) fn publish_marked() -> Weight {
		let marked = Marked::<T>::get();
		let published = marked
			.iter()
			.take_while(|source| Self::try_publish(**source, Sources::<T>::get(source)))
			.count();
		if published == 0 {
			return Weight::zero();
		}
		// A source that was published on another occasion in the meantime is only published once more.
		Marked::<T>::mutate(|marked| {
			let mut left = published;
			marked.retain(|_| {
				let keep = left == 0;
				left = left.saturating_sub(1);
				keep
			});
		});
		let published = u64::try_from(published).unwrap_or(u64::MAX);
		T::WeightInfo::publish()
			.saturating_add(T::Outbox::publish_weight())
			.saturating_mul(published)
	}

	/// False if this block takes no more registers. `stored` is what is known of the source.
	fn try_publish(source: ParaId, stored: Option<SourceState>) -> bool {
		let Some(mut state) = stored.filter(SourceState::has_register) else {
			return true;
		};
		if !T::Outbox::can_publish() {
			return false;
		}
		let register = Self::register_of(source, &state);
		match T::Outbox::publish(source, register) {
			Ok(()) => (),
			Err(PublishError::BlockFull) => return false,
			// It never will fit, so nobody is kept waiting for it. `accept_channel` refuses such a source.
			Err(PublishError::TooManyPeers) => return true,
		}
		// What was said once stays promised, whatever the phase.
		state.credit = state.credit.max(register.credit);
		state.credit_bytes = state.credit_bytes.max(register.credit_bytes);
		state.max_payload = state.max_payload.max(register.max_payload);
		state.published = true;
		Sources::<T>::insert(source, state);
		true
	}

	/// What this chain says now of the stream that it reads from `source`.
	fn register_of(source: ParaId, state: &SourceState) -> InboundRegister {
		// "Never accepted" has one encoding.
		if state.phase == InboundPhase::None {
			return InboundRegister::default();
		}
		let consumed = Self::consumed(source);
		let credit = Self::credit(source, state, consumed.get());
		InboundRegister {
			generation: state.generation.unwrap_or_default(),
			consumed,
			consumed_bytes: state.consumed_bytes,
			credit: credit.messages,
			credit_bytes: credit.bytes,
			// What was promised stays: a payload above what the handler takes now is dead-lettered.
			max_payload: state.max_payload.max(T::Handler::max_payload_bytes()),
			phase: state.phase,
		}
	}

	/// How many messages of `source` were consumed, of a stream that ended, too.
	pub fn consumed(source: ParaId) -> LeafCount {
		let held = Frontiers::<T>::get(source).leaf_count();
		if held.is_zero() {
			Tombstones::<T>::get(source).map_or(held, |tombstone| tombstone.leaf_count)
		} else {
			held
		}
	}

	/// The absolute credit of `source`: what was published, or the window beyond what was consumed less
	/// what is still queued, whichever is larger.
	fn credit(source: ParaId, state: &SourceState, consumed: u64) -> Footprint {
		// Credit never falls, so one that closes keeps what it has. And while messages of the source are handed on,
		// those that are consumed and not yet queued take room that nobody can see.
		if !state.phase.is_answered() || HandingOn::<T>::get() == Some(source) {
			return Footprint { messages: state.credit, bytes: state.credit_bytes };
		}
		let (window, queued) = (T::Window::get(), T::Handler::queued(source));
		let beyond = |consumed: u64, window: u64, queued: u64| {
			consumed.saturating_add(window).saturating_sub(queued)
		};
		Footprint {
			messages: state.credit.max(beyond(consumed, window.messages, queued.messages)),
			bytes: state.credit_bytes.max(beyond(state.consumed_bytes, window.bytes, queued.bytes)),
		}
	}

	/// Publishes new credit if the queue of `source` drained since the last register. Without this a
	/// source that used up its window would never hear that there is room again.
	pub(crate) fn note_queue_changed(source: ParaId) {
		executing::note_queue_changed();
		if HandingOn::<T>::get() == Some(source) {
			return;
		}
		let weight = T::WeightInfo::queue_changed();
		let Some(state) = Sources::<T>::get(source).filter(SourceState::is_accepted) else {
			Self::register_weight(weight);
			return;
		};
		let consumed = Frontiers::<T>::get(source).leaf_count().get();
		let credit = Self::credit(source, &state, consumed);
		if credit.messages > state.credit || credit.bytes > state.credit_bytes {
			Self::publish_known_or_mark(source, Some(state));
			Self::register_weight(weight.saturating_add(T::Outbox::publish_weight()));
		} else {
			Self::register_weight(weight);
		}
	}

	/// Hands a peer's register, seen under an included root, to the sending pallet. True if it counts.
	///
	/// One that is not newer, or of a peer that this chain does not send to, is no news and no harm. One
	/// that breaks a rule is told to the operator and changes nothing.
	pub(crate) fn apply_register(
		source: ParaId,
		as_of: RelayBlockNumber,
		register: &Register,
	) -> bool {
		match T::Outbox::apply(source, as_of, register) {
			// It says nothing about the stream, which is no news.
			Ok(()) => register.phase.inbound != InboundPhase::None,
			Err(RegisterError::Stale | RegisterError::NoChannel) => false,
			Err(error) => {
				Self::count_register_refusal(source, error);
				Self::deposit_event(Event::RegisterRefused { source, error });
				false
			},
		}
	}
}

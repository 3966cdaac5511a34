//! What is kept of messages that nobody takes, and how they get a second chance.
//!
//! ```text
//!                    ┌─ no byte ────────────────────────────────▶ empty     DeadLettered
//!  dead letter ──────┤                                                      (nothing to keep)
//!                    └─ too long ─▶ kept ─┬─ retry_dead_letter ─▶ retried   DeadLetterRetried
//!                                         ├─ lifetime over ─────▶ expired   DeadLetterDropped
//!                                         ├─ one too many ──────▶ evicted   DeadLetterDropped
//!                                         └─ reanchor ──────────▶ abandoned DeadLetterDropped
//! ```
//!
//! Only the hash of the payload is kept: whoever still has the payload brings it, when the handler takes
//! messages of that length. By then messages behind it were handed on: a retried message comes **out of
//! order**, with its own position.
//!
//! What a handler refuses after it took it is its own affair. `pallet-message-queue` keeps overweight
//! messages, under `OverweightEnqueued`, for anybody to execute, and ends what it can not decode with
//! `ProcessingFailed`; the README has the table of all ends.

use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, ensure, traits::Get, weights::Weight};
use scale_info::TypeInfo;
use sp_runtime::{DispatchResult, traits::BlockNumberProvider};
use spec_messaging_primitives::{
	ParaId, Position,
	batch::Payload,
	hashing::{Hash, message_id},
	pallets::{HandleMessages, RelayBlockNumber, Tier},
};

use crate::{
	Config, DeadLetter, DeadLetters, Error, Event, Expiring, HandingOn, Pallet, Sources, WeightInfo,
};

/// What is kept of one message that nobody takes. 49 bytes.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct KeptLetter {
	/// Its position in its stream.
	pub position: Position,
	/// `H(payload)`.
	pub id: Hash,
	/// Bytes of its payload.
	pub bytes: u32,
	/// How sure it was when it was consumed. It is handed on as no surer.
	pub tier: Tier,
	/// The first relay block at which it is not kept any more.
	pub expires: RelayBlockNumber,
}

/// The dead letters of one source, since it was accepted or reanchored.
#[derive(
	Encode,
	Decode,
	TypeInfo,
	MaxEncodedLen,
	frame_support::CloneNoBound,
	frame_support::DebugNoBound,
	frame_support::DefaultNoBound,
	frame_support::PartialEqNoBound,
	frame_support::EqNoBound,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct DeadLetterBook<T: Config> {
	/// Those that may be retried, oldest first.
	pub kept: BoundedVec<KeptLetter, T::MaxDeadLetters>,
	/// How many had no byte.
	pub empty: u64,
	/// How many were handed on after all.
	pub retried: u64,
	/// How many nobody retried in time.
	pub expired: u64,
	/// How many had to go because there were too many.
	pub evicted: u64,
}

impl<T: Config> DeadLetterBook<T> {
	/// All dead letters there were, `None` beyond 2^64.
	pub fn total(&self) -> Option<u64> {
		[self.empty, self.retried, self.expired, self.evicted]
			.into_iter()
			.try_fold(u64::try_from(self.kept.len()).ok()?, u64::checked_add)
	}

	/// When the first of those that are kept expires.
	fn next_expiry(&self) -> Option<RelayBlockNumber> {
		// Not simply the oldest: an upgrade may have shortened the lifetime.
		self.kept.iter().map(|letter| letter.expires).min()
	}
}

/// Why a dead letter is not kept any more although nobody retried it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Dropped {
	/// Its lifetime is over.
	Expired,
	/// A newer one took its place.
	Evicted,
	/// Its source starts over, so it belongs to a history that is void.
	Abandoned,
}

/// A message that can be handed to nobody, on its way into the book.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dead {
	/// Its position.
	pub(crate) position: Position,
	/// `H(payload)`.
	pub(crate) id: Hash,
	/// Bytes of its payload.
	pub(crate) bytes: u32,
	/// Why.
	pub(crate) reason: DeadLetter,
}

impl<T: Config> Pallet<T> {
	/// Writes down messages of `source` that nobody takes.
	///
	/// # Cost
	///
	/// Two reads and two writes, however many there are.
	pub(crate) fn bury(source: ParaId, tier: Tier, dead: &[Dead]) {
		if dead.is_empty() {
			return;
		}
		let expires = T::RelayBlockNumber::current_block_number()
			.saturating_add(T::DeadLetterLifetime::get());
		let mut book = DeadLetters::<T>::get(source);
		for &Dead { position, id, bytes, reason } in dead {
			Self::deposit_event(Event::DeadLettered { source, position, id, reason });
			match reason {
				DeadLetter::Empty => book.empty = book.empty.saturating_add(1),
				DeadLetter::TooLong => {
					let letter = KeptLetter { position, id, bytes, tier, expires };
					Self::keep(source, &mut book, letter);
				},
			}
		}
		Self::store_book(source, book);
	}

	/// Keeps one letter; if there are too many, the oldest goes.
	fn keep(source: ParaId, book: &mut DeadLetterBook<T>, letter: KeptLetter) {
		let full =
			u32::try_from(book.kept.len()).is_ok_and(|kept| kept >= T::MaxDeadLetters::get());
		let evicted = if full && !book.kept.is_empty() { Some(book.kept.remove(0)) } else { None };
		// With room for none, the newcomer itself has to go.
		let refused = book.kept.try_push(letter).is_err().then_some(letter);
		for KeptLetter { position, id, .. } in evicted.into_iter().chain(refused) {
			book.evicted = book.evicted.saturating_add(1);
			let reason = Dropped::Evicted;
			Self::deposit_event(Event::DeadLetterDropped { source, position, id, reason });
		}
	}

	/// The body of `retry_dead_letter`.
	pub(crate) fn do_retry(
		source: ParaId,
		position: Position,
		payload: &Payload,
	) -> DispatchResult {
		let state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		// What froze a source voids its history, perhaps from before this message on.
		ensure!(state.frozen.is_none(), Error::<T>::SourceRewound);
		ensure!(state.consumes(), Error::<T>::WrongPhase);
		let mut book = DeadLetters::<T>::get(source);
		let at = book
			.kept
			.iter()
			.position(|letter| letter.position == position)
			.ok_or(Error::<T>::NoDeadLetter)?;
		let letter = book.kept.get(at).copied().ok_or(Error::<T>::NoDeadLetter)?;
		let now = T::RelayBlockNumber::current_block_number();
		ensure!(now < letter.expires, Error::<T>::DeadLetterExpired);
		ensure!(message_id(payload) == letter.id, Error::<T>::OtherPayload);
		// The same hash, so as many bytes as were consumed, and more than none.
		ensure!(letter.bytes <= T::Handler::max_payload_bytes(), Error::<T>::StillTooLong);
		let room = Self::window_room(source);
		ensure!(
			room.messages >= 1 && room.bytes >= letter.bytes.into(),
			Error::<T>::NoRoomForDeadLetter
		);
		book.kept.remove(at);
		book.retried = book.retried.saturating_add(1);
		Self::store_book(source, book);
		Self::deposit_event(Event::DeadLetterRetried { source, position, id: letter.id });
		Self::while_handing_on(source, || {
			T::Handler::handle(source, letter.tier, position, vec![&payload[..]]);
		});
		Ok(())
	}

	/// Drops the dead letters of one source whose lifetime is over, and returns what that cost beyond
	/// looking. The sources of which some are due take turns, one a block.
	pub(crate) fn expire_dead_letters() -> Weight {
		let now = T::RelayBlockNumber::current_block_number();
		let expiring = Expiring::<T>::get();
		let Some(&(source, _)) = expiring.iter().find(|(_, due)| *due <= now) else {
			return Weight::zero();
		};
		let mut book = DeadLetters::<T>::get(source);
		let (expired, kept): (Vec<_>, Vec<_>) =
			book.kept.into_iter().partition(|letter| letter.expires <= now);
		// No more than there were.
		book.kept = BoundedVec::truncate_from(kept);
		for KeptLetter { position, id, .. } in &expired {
			book.expired = book.expired.saturating_add(1);
			let (position, id, reason) = (*position, *id, Dropped::Expired);
			Self::deposit_event(Event::DeadLetterDropped { source, position, id, reason });
		}
		Self::store_book(source, book);
		T::WeightInfo::expire_dead_letters(u32::try_from(expired.len()).unwrap_or(u32::MAX))
	}

	/// Forgets the book of a source that starts over or leaves. Returns how many letters were kept.
	pub(crate) fn abandon_dead_letters(source: ParaId) -> u32 {
		let book = DeadLetters::<T>::take(source);
		for KeptLetter { position, id, .. } in &book.kept {
			let (position, id, reason) = (*position, *id, Dropped::Abandoned);
			Self::deposit_event(Event::DeadLetterDropped { source, position, id, reason });
		}
		if !book.kept.is_empty() {
			Self::note_expiry(source, None);
		}
		u32::try_from(book.kept.len()).unwrap_or(u32::MAX)
	}

	fn store_book(source: ParaId, book: DeadLetterBook<T>) {
		Self::note_expiry(source, book.next_expiry());
		DeadLetters::<T>::insert(source, book);
	}

	/// Writes down when the next dead letter of `source` expires. A source that was looked at goes to the
	/// end, so that those behind it have their turn.
	fn note_expiry(source: ParaId, due: Option<RelayBlockNumber>) {
		let mut expiring = Expiring::<T>::get();
		let at = expiring.iter().position(|(known, _)| *known == source);
		if at.and_then(|at| expiring.get(at)).map(|(_, due)| *due) == due {
			return;
		}
		if let Some(at) = at {
			expiring.remove(at);
		}
		if let Some(due) = due {
			// As long as the list of all peers, and each is in it once: there is room.
			let pushed = expiring.try_push((source, due));
			debug_assert!(pushed.is_ok(), "more expiring sources than peers");
		}
		Expiring::<T>::put(expiring);
	}

	/// Runs `hand_on` while the queue of `source` may grow without a word about its credit.
	///
	/// A handler may call back, and bring messages of another source by that: what was going on before goes
	/// on behind it.
	pub(crate) fn while_handing_on(source: ParaId, hand_on: impl FnOnce()) {
		let outer = HandingOn::<T>::get();
		HandingOn::<T>::put(source);
		hand_on();
		match outer {
			Some(outer) => HandingOn::<T>::put(outer),
			None => HandingOn::<T>::kill(),
		}
	}

	/// Whether the book of `source` accounts for all of its dead letters (I4).
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn check_dead_letters(
		source: ParaId,
		state: &crate::SourceState,
	) -> Result<(), sp_runtime::TryRuntimeError> {
		let book = DeadLetters::<T>::get(source);
		ensure!(
			book.total() == Some(state.dead_lettered),
			"I4: a dead letter that is neither kept nor has an end"
		);
		let consumed = Self::consumed(source).next_position();
		ensure!(
			book.kept.iter().all(|letter| letter.position < consumed),
			"I4: a dead letter that was never consumed"
		);
		let due = Expiring::<T>::get().into_iter().filter(|(known, _)| *known == source);
		ensure!(
			due.map(|(_, due)| due).eq(book.next_expiry()),
			"I4: a dead letter that never expires"
		);
		Ok(())
	}
}

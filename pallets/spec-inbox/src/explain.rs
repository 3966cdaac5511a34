//! Where a message that this chain reads is, and what stops it.
//!
//! Of messages that were handed on nothing is kept: they are all that were consumed, but for the
//! [`Run`]s of others. There are few of those in a healthy stream, and the last [`RUNS`] of them are kept.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::{MAX_BATCH_PAYLOADS, Payload},
	channel::{InboundPhase, OutboundPhase},
	pallets::HandleMessages,
};
use spec_messaging_runtime_api::{IncomingExplanation, IncomingPlace, Obstacle};

use crate::{
	Config, DeadLetters, Ends, IncludedHeads, Pallet, SourceState, Sources, dispatch::dead,
};

/// Runs that are kept per source.
pub const RUNS: u32 = 32;

/// How a message ended that was consumed and not handed on.
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
pub enum End {
	/// As a dead letter.
	DeadLettered,
	/// Skipped by governance.
	Skipped,
}

/// Messages without a gap that ended in one way. 17 bytes.
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
pub struct Run {
	/// Position of the first.
	pub first: Position,
	/// How many. At least 1.
	pub count: u64,
	/// How they ended.
	pub end: End,
}

impl Run {
	/// The position behind the last.
	fn behind(&self) -> u64 {
		self.first.get().saturating_add(self.count)
	}

	fn contains(&self, at: u64) -> bool {
		(self.first.get()..self.behind()).contains(&at)
	}
}

/// What was consumed of one stream and not handed on. 558 bytes at most.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct StreamEnds {
	/// Generation of the stream. Runs of another one are of a stream that is over.
	pub generation: u32,
	/// Of how many messages this was ever told.
	pub noted: u64,
	/// Whether there were runs before the first of these, which makes everything before it unknown.
	pub forgot: bool,
	/// The last runs, by increasing position, neither overlapping nor touching in one kind of end.
	pub runs: BoundedVec<Run, ConstU32<RUNS>>,
}

impl StreamEnds {
	/// Notes that `count` messages from `first` on ended this way. They are behind all that were noted.
	fn note(&mut self, first: Position, count: u64, end: End) {
		self.noted = self.noted.saturating_add(count);
		if let Some(last) = self.runs.last_mut()
			&& last.end == end
			&& last.behind() == first.get()
		{
			last.count = last.count.saturating_add(count);
			return;
		}
		if self.runs.is_full() {
			self.runs.remove(0);
			self.forgot = true;
		}
		let pushed = self.runs.try_push(Run { first, count, end });
		debug_assert!(pushed.is_ok(), "one was removed");
	}

	/// True unless a run is empty, or begins before the end of the one before it.
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn is_in_order(&self) -> bool {
		self.runs.iter().all(|run| run.count > 0)
			&& self.runs.is_sorted_by(|a, b| a.behind() <= b.first.get())
	}

	/// How the consumed message at `at` ended, `None` if it was handed on; and how many at and behind it did
	/// not end by being handed on. An error if that is not known any more.
	fn find(&self, at: u64) -> Result<(Option<End>, u64), Unknown> {
		if self.forgot && self.runs.first().is_none_or(|first| at < first.first.get()) {
			return Err(Unknown);
		}
		let behind = self.runs.iter().filter(|run| run.first.get() > at);
		let behind = behind.fold(0u64, |sum, run| sum.saturating_add(run.count));
		Ok((self.runs.iter().find(|run| run.contains(at)).map(|run| run.end), behind))
	}
}

/// What became of a message is not kept any more.
#[derive(Debug, PartialEq, Eq)]
struct Unknown;

/// Why no root of a peer with these heads counts now, `None` if one does.
fn no_root(heads: &IncludedHeads) -> Option<Obstacle> {
	match heads.unusable {
		Some(reason) => Some(Obstacle::HeadUnusable(reason)),
		None => heads.recent.is_empty().then_some(Obstacle::NoHead),
	}
}

impl<T: Config> Pallet<T> {
	/// Notes which of the messages from `first` on are dead letters, once for the whole batch.
	///
	/// # Cost
	///
	/// None without a dead letter; else one read and one write.
	pub(crate) fn note_dead_letters(
		source: ParaId,
		generation: u32,
		first: Position,
		payloads: &BoundedVec<Payload, ConstU32<MAX_BATCH_PAYLOADS>>,
	) {
		let max_payload_bytes = T::Handler::max_payload_bytes();
		let positions = (first.get()..).zip(payloads);
		let dead_ones: Vec<_> = positions
			.filter(|(_, payload)| dead(payload, max_payload_bytes).is_some())
			.filter_map(|(at, _)| Position::new(at))
			.collect();
		if dead_ones.is_empty() {
			return;
		}
		Self::mutate_ends(source, generation, |ends| {
			dead_ones.into_iter().for_each(|at| ends.note(at, 1, End::DeadLettered));
		});
	}

	/// Notes that governance skipped `count` messages from `first` on, the next ones that would have been
	/// consumed. One read and one write.
	pub(crate) fn note_skipped(source: ParaId, generation: u32, first: Position, count: u64) {
		if count > 0 {
			Self::mutate_ends(source, generation, |ends| ends.note(first, count, End::Skipped));
		}
	}

	fn mutate_ends(source: ParaId, generation: u32, note: impl FnOnce(&mut StreamEnds)) {
		Ends::<T>::mutate(source, |ends| {
			// Positions count from 0 again in another generation.
			if ends.generation != generation {
				*ends = StreamEnds { generation, ..Default::default() };
			}
			note(ends);
		});
	}

	/// Where the message at `position` of the stream from `peer` is, what stops it, and who can clear that.
	///
	/// # Cost
	///
	/// Five reads and that of [`HandleMessages::queued`]. Off chain, or in a dry run; nothing is written.
	pub(crate) fn explain_of(peer: ParaId, position: Position) -> IncomingExplanation {
		let Some(state) = Sources::<T>::get(peer) else {
			let blocked = alloc::vec![Obstacle::NoChannel.into()];
			return IncomingExplanation {
				generation: None,
				place: IncomingPlace::UnknownPeer,
				blocked,
			};
		};
		let generation = state.generation;
		let consumed = Self::consumed(peer);
		if position < consumed.next_position() {
			let place = Self::end_of(peer, &state, position, consumed.get());
			return IncomingExplanation { generation, place, blocked: Vec::new() };
		}
		let seen = state.highest.is_some_and(|h| position < h.leaf_count.next_position());
		let mut obstacles = Self::obstacles(peer, &state, seen);
		let place = if seen { IncomingPlace::Seen } else { IncomingPlace::NotSeen };
		if obstacles.is_empty() {
			obstacles.push(if seen { Obstacle::NotBrought } else { Obstacle::NotSeen });
		}
		let blocked = obstacles.into_iter().map(Into::into).collect();
		IncomingExplanation { generation, place, blocked }
	}

	/// What became of a consumed message.
	fn end_of(
		peer: ParaId,
		state: &SourceState,
		position: Position,
		consumed: u64,
	) -> IncomingPlace {
		let mut ends = Ends::<T>::get(peer);
		if state.generation != Some(ends.generation) {
			ends = StreamEnds::default();
		}
		// What is counted and was not noted may be anywhere.
		if ends.noted != state.dead_lettered.saturating_add(state.skipped) {
			ends.forgot = true;
		}
		match ends.find(position.get()) {
			Err(Unknown) => IncomingPlace::Forgotten,
			Ok((Some(End::DeadLettered), _)) => {
				let book = DeadLetters::<T>::get(peer);
				let kept = book.kept.iter().find(|letter| letter.position == position);
				IncomingPlace::DeadLettered { kept_until: kept.map(|letter| letter.expires) }
			},
			Ok((Some(End::Skipped), _)) => IncomingPlace::Skipped,
			Ok((None, others)) => IncomingPlace::HandedOn {
				after: consumed
					.saturating_sub(position.get())
					.saturating_sub(1)
					.saturating_sub(others),
				queued: T::Handler::queued(peer).messages,
			},
		}
	}

	/// What stops messages of `peer`, in the order in which it has to be cleared. For those that were `seen`
	/// under an included root, its newest head makes no difference.
	pub(crate) fn obstacles(peer: ParaId, state: &SourceState, seen: bool) -> Vec<Obstacle> {
		let frozen = state.frozen.map(Obstacle::Frozen);
		let phase = match state.phase {
			InboundPhase::None => Some(Obstacle::NoChannel),
			phase if !state.consumes() => Some(Obstacle::NotConsuming(phase)),
			_ => None,
		};
		let head = if seen { None } else { no_root(&state.heads) };
		let full = state.consumes() && !Self::has_window(peer);
		let full = full.then_some(Obstacle::QueueFull);
		let given_up =
			state.phase == InboundPhase::Closing && state.outbound == OutboundPhase::Closed;
		let given_up = given_up.then_some(Obstacle::GivenUp);
		[frozen, phase, head, full, given_up].into_iter().flatten().collect()
	}

	/// Why no register of `peer` counts now, as far as heads show, `None` if they do.
	///
	/// For [`explain`] of the sending pallet: a chain that is not heard never acknowledges.
	///
	/// [`explain`]: spec_messaging_runtime_api::OutgoingExplanation
	pub fn unheard(peer: ParaId) -> Option<Obstacle> {
		let Some(state) = Sources::<T>::get(peer) else {
			return Some(Obstacle::NotWatched);
		};
		state.frozen.map(Obstacle::Frozen).or_else(|| no_root(&state.heads))
	}

	/// Whether the queue of `peer` leaves room in its window.
	fn has_window(peer: ParaId) -> bool {
		let room = Self::window_room(peer);
		room.messages > 0 && room.bytes > 0
	}
}

// Small numbers of a test, under overflow checks.
#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;

	#[test]
	fn a_stream_of_many_runs_is_as_long_as_it_says() {
		let mut ends = StreamEnds::default();
		for at in 0..100u32 {
			ends.note(Position::from(2 * at), 1, End::DeadLettered);
		}
		assert_eq!(ends.runs.len(), RUNS as usize);
		assert_eq!((ends.noted, ends.forgot), (100, true));
		assert_eq!(ends.encoded_size(), StreamEnds::max_encoded_len());
		assert_eq!(StreamEnds::max_encoded_len(), 558);
	}
}

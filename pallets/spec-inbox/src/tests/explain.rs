//! Where a message is, against an oracle that saw what became of every position.

use frame_support::{assert_ok, traits::Get};
use proptest::prelude::*;
use spec_messaging_primitives::pallets::HandleMessages;
use spec_messaging_runtime_api::{Evidence, IncomingPlace, Obstacle};

use super::*;
use crate::{Config, End, Ends, RUNS, Run, Sources, StreamEnds};

fn explain(position: u64) -> (IncomingPlace, Vec<Obstacle>) {
	let position = Position::new(position).expect("a test's stream is short");
	let said = SpecInbox::explain(ALICE, position);
	(said.place, said.blocked.into_iter().map(|blocked| blocked.by).collect())
}

fn too_long() -> Vec<u8> {
	vec![1; <Test as Config>::Handler::max_payload_bytes() as usize + 1]
}

#[test]
fn a_message_goes_through_every_place_once() {
	build_and_check(|| {
		QueueStopped::set(&true);
		let mut alice = Sender::new(ALICE);
		assert_eq!(explain(0), (IncomingPlace::NotSeen, vec![Obstacle::NoHead]));
		alice.send_some(2);
		alice.include();
		// Its root is known by now, and nothing under it.
		assert_eq!(explain(1), (IncomingPlace::NotSeen, vec![Obstacle::NotSeen]));
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(explain(1), (IncomingPlace::Seen, vec![Obstacle::NotBrought]));
		assert_eq!(explain(2), (IncomingPlace::NotSeen, vec![Obstacle::NotSeen]));
		assert_eq!(ingest_one(alice.batch(1, 1)), Ok(()));
		let queued = |after| (IncomingPlace::HandedOn { after, queued: 2 }, vec![]);
		assert_eq!((explain(0), explain(1)), (queued(1), queued(0)));
		QueueStopped::set(&false);
		next_block();
		let executed = |after| (IncomingPlace::HandedOn { after, queued: 0 }, vec![]);
		assert_eq!((explain(0), explain(1)), (executed(1), executed(0)));
	});
}

#[test]
fn a_chain_that_is_no_peer_sent_nothing() {
	build_and_check(|| {
		let said = SpecInbox::explain(CAROL, Position::from(0));
		assert_eq!(said.place, IncomingPlace::UnknownPeer);
		assert_eq!(said.blocked, vec![Obstacle::NoChannel.into()]);
	});
}

#[test]
fn what_stops_a_message_that_was_seen_is_said_and_a_newer_head_is_not() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		RelayState::default().absent(ALICE).show();
		// Its root is still among those that are believed.
		assert_eq!(explain(1).1, vec![Obstacle::NotBrought]);
		assert_eq!(explain(2).1.len(), 1);
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		let paused = Obstacle::NotConsuming(InboundPhase::Suspended);
		assert_eq!(explain(1).1, vec![paused]);
		let evidence = Evidence::HigherGeneration { read: 0, seen: 1 };
		SpecInbox::freeze(ALICE, evidence);
		assert_eq!(explain(1).1, vec![Obstacle::Frozen(evidence), paused]);
		// What was consumed by then is stopped by nothing.
		assert_eq!(explain(0).1, vec![]);
	});
}

#[test]
fn dead_letters_are_told_from_what_was_handed_on() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		for payload in [&b"a"[..], b"", b"", &too_long(), b"b", b""] {
			alice.send(payload);
		}
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		assert_eq!(ingest_one(alice.batch(2, 4)), Ok(()));
		let places: Vec<_> = (0..6).map(|position| explain(position).0).collect();
		let handed_on = |after| IncomingPlace::HandedOn { after, queued: 2 };
		let dead = IncomingPlace::DeadLettered { kept_until: None };
		// The one that is too long may be retried, the empty ones are not kept.
		let lifetime: u32 = <Test as Config>::DeadLetterLifetime::get();
		let end = RelayNumber::get() + lifetime;
		let kept = IncomingPlace::DeadLettered { kept_until: Some(end) };
		assert_eq!(places, vec![handed_on(1), dead, dead, kept, handed_on(0), dead]);
		// Those in a row are one entry.
		let runs = Ends::<Test>::get(ALICE).runs.into_inner();
		let run =
			|first: u32, count| Run { first: Position::from(first), count, end: End::DeadLettered };
		assert_eq!(runs, vec![run(1, 3), run(5, 1)]);
	});
}

#[test]
fn what_was_skipped_is_told_from_a_dead_letter() {
	let mut ends = StreamEnds::default();
	build_and_check(|| {
		SpecInbox::note_skipped(ALICE, 3, Position::from(0), 2);
		SpecInbox::note_skipped(ALICE, 3, Position::from(2), 1);
		SpecInbox::note_skipped(ALICE, 3, Position::from(7), 0);
		ends = Ends::<Test>::get(ALICE);
	});
	let run = Run { first: Position::from(0), count: 3, end: End::Skipped };
	assert_eq!((ends.generation, ends.noted, ends.runs.into_inner()), (3, 3, vec![run]));
}

#[test]
fn what_is_counted_and_was_not_noted_may_be_anywhere() {
	let mut ext = ext();
	ext.execute_with(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		// As after an upgrade of a chain that counted before it noted.
		Sources::<Test>::mutate(ALICE, |state| {
			let state = state.as_mut().expect("accepted");
			state.enqueued -= 1;
			state.dead_lettered += 1;
		});
		assert_eq!(explain(0).0, IncomingPlace::Forgotten);
		assert_eq!(explain(1).0, IncomingPlace::Forgotten);
	});
}

#[test]
fn another_generation_begins_without_the_ends_of_the_old_one() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(b"");
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		alice.raise_generation();
		alice.send(b"good");
		alice.send(b"");
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(explain(0).0, IncomingPlace::HandedOn { after: 0, queued: 1 });
		assert_eq!(ingest_one(alice.batch(1, 1)), Ok(()));
		assert_eq!(explain(1).0, IncomingPlace::DeadLettered { kept_until: None });
		assert_eq!(Ends::<Test>::get(ALICE).noted, 1);
	});
}

#[test]
fn a_source_that_sends_nothing_but_dead_letters_takes_no_more_state() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		// The worst there is: no two of them in a row.
		for _ in 0..60 {
			alice.send(b"");
			alice.send(b"x");
		}
		alice.include();
		for first in [0, 60] {
			assert_eq!(ingest_one(alice.batch(first, 60)), Ok(()));
			next_block();
		}
		let ends = Ends::<Test>::get(ALICE);
		assert_eq!((ends.runs.len(), ends.noted, ends.forgot), (RUNS as usize, 60, true));
		// What is forgotten is said to be, up to the first run that is kept.
		let first_kept = 120 - 2 * u64::from(RUNS);
		assert_eq!(explain(first_kept - 1).0, IncomingPlace::Forgotten);
		assert_eq!(explain(0).0, IncomingPlace::Forgotten);
		assert_eq!(explain(first_kept).0, IncomingPlace::DeadLettered { kept_until: None });
		let after = u64::from(RUNS) - 1;
		assert_eq!(explain(first_kept + 1).0, IncomingPlace::HandedOn { after, queued: 0 });
	});
}

#[derive(Clone, Debug)]
enum Step {
	/// Sends one message: good, empty, or too long.
	Send(u8),
	/// Commits, and has the relay chain include it.
	Include,
	/// Brings so many of what is included.
	Bring(usize),
	/// The queue runs, if it is not stopped.
	Block,
	Stop(bool),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		8 => (0u8..6).prop_map(Step::Send),
		2 => Just(Step::Include),
		4 => (1usize..8).prop_map(Step::Bring),
		1 => Just(Step::Block),
		1 => any::<bool>().prop_map(Step::Stop),
	]
}

/// A sender with what the relay chain included of it, and what the receiver saw of that.
struct Seen {
	alice: Sender,
	/// The sender as of its included block.
	included: Sender,
	/// How many messages a batch showed.
	shown: usize,
	/// Per consumed message, whether it was handed on.
	ends: Vec<bool>,
}

impl Seen {
	fn take(&mut self, step: Step) {
		match step {
			Step::Send(0) => self.alice.send(b""),
			Step::Send(1) => self.alice.send(&too_long()),
			Step::Send(_) => self.alice.send_some(1),
			Step::Include => {
				self.alice.include();
				self.included = self.alice.clone();
			},
			Step::Bring(count) => {
				let first = self.ends.len();
				let count = count.min(self.included.payloads.len().saturating_sub(first));
				if count == 0 || ingest_one(self.included.batch(first, count)).is_err() {
					// The window is full, or the block.
					return;
				}
				let longest = <Test as Config>::Handler::max_payload_bytes() as usize;
				let brought = &self.included.payloads[first..first + count];
				self.ends.extend(brought.iter().map(|p| (1..=longest).contains(&p.len())));
				self.shown = self.included.payloads.len();
			},
			Step::Block => next_block(),
			Step::Stop(stop) => QueueStopped::set(&stop),
		}
	}

	fn check(&self) {
		let queued = <Test as Config>::Handler::queued(ALICE).messages;
		let executed = Executed::get().len();
		for (position, handed_on) in self.ends.iter().enumerate() {
			let later = self.ends[position + 1..].iter().filter(|handed_on| **handed_on);
			let after = later.count() as u64;
			let (mut place, blocked) = explain(position as u64);
			// Which of them are kept is a matter of their book.
			if let IncomingPlace::DeadLettered { kept_until } = &mut place {
				*kept_until = None;
			}
			let expected = if *handed_on {
				IncomingPlace::HandedOn { after, queued }
			} else {
				IncomingPlace::DeadLettered { kept_until: None }
			};
			// Never wrong: what is not known any more is said to be unknown, and only in long streams.
			if place == IncomingPlace::Forgotten {
				assert!(Ends::<Test>::get(ALICE).forgot, "position {position}");
			} else {
				assert_eq!(place, expected, "position {position}");
			}
			assert_eq!(blocked, vec![], "position {position}");
			// What the queue executed, the oracle of the queue knows.
			if *handed_on {
				let place = self.ends[..position].iter().filter(|handed_on| **handed_on).count();
				assert_eq!(queued <= after, place < executed, "position {position}");
			}
		}
		for position in self.ends.len()..self.alice.payloads.len() + 2 {
			let (place, blocked) = explain(position as u64);
			let expected =
				if position < self.shown { IncomingPlace::Seen } else { IncomingPlace::NotSeen };
			assert_eq!(place, expected, "position {position}");
			assert!(!blocked.is_empty(), "position {position}");
		}
		let said = SpecInbox::stats(ALICE).expect("accepted");
		let handed_on = self.ends.iter().filter(|handed_on| **handed_on).count() as u64;
		assert_eq!(said.consumed.get(), self.ends.len() as u64);
		assert_eq!((said.enqueued, said.queued.messages), (handed_on, queued));
		assert_eq!(said.dead_lettered, self.ends.len() as u64 - handed_on);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn every_position_is_where_the_oracle_saw_it(
		steps in proptest::collection::vec(step(), 0..90),
	) {
		build_and_check(|| {
			let alice = Sender::new(ALICE);
			let included = alice.clone();
			let mut seen = Seen { alice, included, shown: 0, ends: vec![] };
			for step in steps {
				seen.take(step);
				seen.check();
			}
		});
	}
}

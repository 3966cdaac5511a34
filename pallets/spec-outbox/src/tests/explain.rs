//! Where a message is, against an oracle that saw what happened to every position.

use frame_support::assert_ok;
use proptest::prelude::*;
use spec_messaging_primitives::{
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, SendMessage},
};
use spec_messaging_runtime_api::{Evidence, Obstacle, OutgoingPlace, UnusableHead};

use crate::{mock::*, *};

fn at(position: u64) -> Position {
	Position::new(position).expect("a test's stream is short")
}

fn explain(position: u64) -> (OutgoingPlace, Vec<Obstacle>) {
	let said = Outbox::explain(BOB, at(position), None);
	(said.place, said.blocked.into_iter().map(|blocked| blocked.by).collect())
}

#[test]
fn a_message_goes_through_every_place_once() {
	build_and_check(|| {
		assert_eq!(explain(0), (OutgoingPlace::NotSent, vec![]));
		assert_ok!(Outbox::send(BOB, b"one"));
		assert_eq!(explain(0), (OutgoingPlace::Pending, vec![Obstacle::NotCommitted]));
		end_block();
		let committed = (OutgoingPlace::Committed, vec![Obstacle::NotAcknowledged]);
		assert_eq!(explain(0), committed);
		begin_block(2);
		assert_eq!(explain(0), committed);
		assert_ok!(Outbox::apply(BOB, 7, &register(1, 3, 2_000, 2_000_000)));
		assert_eq!(explain(0), (OutgoingPlace::Acknowledged { as_of: 7 }, vec![]));
	});
}

#[test]
fn a_message_after_the_commitment_waits_for_the_next_one() {
	build_and_check(|| {
		end_block();
		assert_ok!(Outbox::send(BOB, b"late"));
		assert_eq!(explain(0).0, OutgoingPlace::Pending);
		begin_block(2);
		assert_eq!(explain(0).0, OutgoingPlace::Pending);
		end_block();
		assert_eq!(explain(0).0, OutgoingPlace::Committed);
	});
}

#[test]
fn a_position_that_nobody_sent_yet_is_behind_those_before_it() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"one"));
		assert_eq!(explain(3), (OutgoingPlace::NotSent, vec![Obstacle::Behind(2)]));
		// Beyond the credit, what stops it is both.
		let none = Obstacle::NoCredit { messages: 1_000, bytes: 1_000_000 };
		assert_eq!(explain(999).1, vec![Obstacle::Behind(998)]);
		assert_eq!(explain(1_000).1, vec![Obstacle::Behind(999), none]);
		assert_eq!(explain(u64::MAX >> 1).1.len(), 2);
	});
}

#[test]
fn without_a_channel_there_is_no_message() {
	build_and_check(|| {
		let said = Outbox::explain(CAROL, at(0), None);
		assert_eq!(said.place, OutgoingPlace::NoChannel);
		assert_eq!(said.blocked, vec![Obstacle::NoChannel.into()]);
		assert_eq!(Outbox::locate(CAROL, at(0)), said);
	});
}

#[test]
fn why_a_peer_is_not_heard_stops_acknowledgements_and_nothing_else() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"one"));
		next_block();
		assert_ok!(Outbox::send(BOB, b"two"));
		let unheard = [
			Obstacle::NotWatched,
			Obstacle::NoHead,
			Obstacle::HeadUnusable(UnusableHead::Offboarded),
			Obstacle::Frozen(Evidence::HigherGeneration { read: 1, seen: 2 }),
		];
		for obstacle in unheard {
			let blocked = |position| Outbox::explain(BOB, at(position), Some(obstacle)).blocked;
			assert_eq!(blocked(0), vec![obstacle.into()]);
			assert_eq!(blocked(1), vec![Obstacle::NotCommitted.into()]);
			assert_eq!(blocked(2), vec![]);
		}
		assert_ok!(Outbox::apply(BOB, 7, &register(1, 3, 2_000, 2_000_000)));
		assert_eq!(Outbox::explain(BOB, at(0), Some(Obstacle::NoHead)).blocked, vec![]);
	});
}

#[test]
fn a_peer_that_suspended_stops_what_is_in_flight_and_one_that_closes_does_not() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"one"));
		next_block();
		let said = |inbound| {
			let phase = Phase { outbound: OutboundPhase::None, inbound };
			Register { phase, ..register(0, 0, 2_000, 2_000_000) }
		};
		assert_ok!(Outbox::apply(BOB, 1, &said(InboundPhase::Suspended)));
		assert_eq!(explain(0).1, vec![Obstacle::PeerPhase(InboundPhase::Suspended)]);
		assert_ok!(Outbox::apply(BOB, 2, &said(InboundPhase::Closing)));
		assert_eq!(explain(0).1, vec![Obstacle::NotAcknowledged]);
		assert_ok!(Outbox::apply(BOB, 3, &said(InboundPhase::Closed)));
		assert_eq!(explain(0).1, vec![Obstacle::PeerPhase(InboundPhase::Closed)]);
	});
}

/// One thing that happens to a stream.
#[derive(Clone, Debug)]
enum Step {
	Send,
	/// The block ends and the next one begins.
	Block,
	/// The commitment alone: what is sent then is late.
	Commit,
	/// The peer says that it consumed so many of what is committed and not acknowledged.
	Acknowledge(u64),
	RaiseGeneration,
	/// The peer was reanchored, so what it said is void.
	Forget,
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		8 => Just(Step::Send),
		4 => Just(Step::Block),
		1 => Just(Step::Commit),
		4 => (0u64..6).prop_map(Step::Acknowledge),
		1 => Just(Step::RaiseGeneration),
		1 => Just(Step::Forget),
	]
}

/// What became of each position of the stream as it is now, by whoever watched.
#[derive(Default)]
struct Oracle {
	places: Vec<OutgoingPlace>,
	as_of: u32,
	committed_in_block: bool,
}

impl Oracle {
	fn commit(&mut self) {
		for place in &mut self.places {
			if *place == OutgoingPlace::Pending {
				*place = OutgoingPlace::Committed;
			}
		}
	}

	fn count(&self, wanted: impl Fn(&OutgoingPlace) -> bool) -> u64 {
		self.places.iter().filter(|place| wanted(place)).count() as u64
	}

	fn take(&mut self, step: Step) {
		match step {
			Step::Send => {
				let sent = Outbox::send(BOB, &[7]).expect("there is credit and room");
				assert_eq!(sent.position.get(), self.places.len() as u64);
				self.places.push(OutgoingPlace::Pending);
			},
			Step::Block => {
				if !self.committed_in_block {
					self.commit();
				}
				next_block();
				self.committed_in_block = false;
				RelayNumber::mutate(|relay| *relay += 2);
			},
			Step::Commit if !self.committed_in_block => {
				end_block();
				self.commit();
				self.committed_in_block = true;
			},
			Step::Commit => (),
			Step::Acknowledge(more) => {
				let known = self.count(|place| matches!(place, OutgoingPlace::Acknowledged { .. }));
				let committed = self.count(|place| *place != OutgoingPlace::Pending);
				let consumed = (known + more).min(committed);
				self.as_of += 1;
				let said = register(consumed as u32, consumed, 2_000, 2_000_000);
				assert_ok!(Outbox::apply(BOB, self.as_of, &said));
				for place in self.places.iter_mut().take(consumed as usize) {
					*place = OutgoingPlace::Acknowledged { as_of: self.as_of };
				}
			},
			Step::RaiseGeneration if !self.committed_in_block => {
				assert_ok!(Outbox::raise_generation(RuntimeOrigin::root()));
				self.places.retain(|place| *place == OutgoingPlace::Pending);
			},
			Step::RaiseGeneration => (),
			Step::Forget => {
				Outbox::forget(BOB);
				for place in &mut self.places {
					if matches!(place, OutgoingPlace::Acknowledged { .. }) {
						*place = OutgoingPlace::Committed;
					}
				}
			},
		}
	}

	fn check(&self) {
		let sent = self.places.len() as u64;
		for (position, expected) in self.places.iter().enumerate() {
			let (place, blocked) = explain(position as u64);
			assert_eq!(place, *expected, "position {position}");
			let done = matches!(place, OutgoingPlace::Acknowledged { .. });
			assert_eq!(blocked.is_empty(), done, "position {position}");
		}
		assert_eq!(explain(sent), (OutgoingPlace::NotSent, vec![]));
		assert_eq!(explain(sent + 5).0, OutgoingPlace::NotSent);
		// The counters add up to what was seen, too.
		let said = Outbox::stats(BOB).expect("there is a channel");
		let acknowledged = self.count(|place| matches!(place, OutgoingPlace::Acknowledged { .. }));
		assert_eq!((said.sent.get(), said.acknowledged.get()), (sent, acknowledged));
		assert_eq!(said.in_flight.messages, sent - acknowledged);
		if let Some(waiting) = said.unacknowledged {
			assert!(matches!(
				self.places.get(waiting.position.get() as usize),
				Some(OutgoingPlace::Committed)
			));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn every_position_is_where_the_oracle_saw_it(
		steps in proptest::collection::vec(step(), 0..60),
	) {
		build_and_check(|| {
			// However long a peer is silent here.
			StaleAfter::set(0);
			let mut oracle = Oracle::default();
			for step in steps {
				oracle.take(step);
				oracle.check();
				// In the middle of a block, where the pallet has invariants too.
				check();
			}
		});
	}
}

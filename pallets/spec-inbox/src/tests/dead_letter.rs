//! What is kept of messages that nobody takes, and their second chance.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;
use spec_messaging_primitives::{
	batch::Payload,
	hashing::message_id,
	pallets::{HandleMessages, Tier},
};

use super::*;
use crate::{Config, DeadLetters, Dropped, Error, Evidence, Expiring, Sources};

const LIMIT: u32 = 10;

/// What Alice sends, to a handler that takes at most [`LIMIT`] bytes: all of it is consumed.
fn alice_sends(payloads: &[&[u8]]) -> Sender {
	TakesAtMost::set(&LIMIT);
	let mut alice = Sender::new(ALICE);
	payloads.iter().for_each(|payload| alice.send(payload));
	alice.include();
	assert_eq!(ingest_one(alice.batch(0, payloads.len())), Ok(()));
	alice
}

fn retry(position: u32, payload: &[u8]) -> sp_runtime::DispatchResult {
	let payload = Payload::try_from(payload.to_vec()).expect("short");
	SpecInbox::retry_dead_letter(RuntimeOrigin::signed(1), ALICE, position.into(), payload)
}

fn book() -> crate::DeadLetterBook<Test> {
	DeadLetters::<Test>::get(ALICE)
}

/// The positions of Alice's dead letters that were dropped in this block, and why.
fn dropped() -> Vec<(u64, Dropped)> {
	let dropped = events().into_iter().filter_map(|event| match event {
		Event::DeadLetterDropped { source: ALICE, position, reason, .. } => {
			Some((position.get(), reason))
		},
		_ => None,
	});
	dropped.collect()
}

fn kept() -> Vec<u64> {
	book().kept.iter().map(|letter| letter.position.get()).collect()
}

#[test]
fn a_message_that_was_too_long_is_handed_on_once_it_fits() {
	build_and_check(|| {
		let long = [7u8; 11];
		alice_sends(&[b"a", &long, b"b"]);
		assert_eq!(kept(), vec![1]);
		assert_noop!(retry(1, &long), Error::<Test>::StillTooLong);
		TakesAtMost::set(&11);
		assert_ok!(retry(1, &long));
		// Behind what was sent after it, with its own position.
		let last = Handled::get().pop().expect("it was handed on");
		assert_eq!(last, (ALICE, Tier::Included, Position::from(1u32), vec![long.to_vec()]));
		assert_eq!((book().retried, kept()), (1, vec![]));
		assert!(Expiring::<Test>::get().is_empty());
		let (position, id) = (Position::from(1u32), message_id(&long));
		assert!(events().contains(&Event::DeadLetterRetried { source: ALICE, position, id }));
		// Once.
		assert_noop!(retry(1, &long), Error::<Test>::NoDeadLetter);
		next_block();
		assert_eq!(Executed::get().pop(), Some((ALICE, long.to_vec())));
	});
}

#[test]
fn only_its_own_payload_revives_a_dead_letter() {
	build_and_check(|| {
		let long = [7u8; 11];
		alice_sends(&[&long, b"", b"good"]);
		TakesAtMost::set(&100);
		for other in [&[7u8; 10][..], &[7u8; 12], &[8u8; 11], &[]] {
			assert_noop!(retry(0, other), Error::<Test>::OtherPayload);
		}
		// Neither what had no byte nor what was handed on is kept.
		assert_noop!(retry(1, b""), Error::<Test>::NoDeadLetter);
		assert_noop!(retry(2, b"good"), Error::<Test>::NoDeadLetter);
		assert_noop!(retry(3, &long), Error::<Test>::NoDeadLetter);
		let payload = Payload::try_from(long.to_vec()).expect("short");
		let retry_of = |source| {
			SpecInbox::retry_dead_letter(
				RuntimeOrigin::signed(1),
				source,
				0u32.into(),
				payload.clone(),
			)
		};
		assert_noop!(retry_of(BOB), Error::<Test>::NoDeadLetter);
		assert_noop!(retry_of(CAROL), Error::<Test>::UnknownSource);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let payload = payload.clone();
			let call = SpecInbox::retry_dead_letter(origin, ALICE, 0u32.into(), payload);
			assert_eq!(call, Err(BadOrigin));
		}
		assert_eq!((book().empty, kept()), (1, vec![0]));
		assert_ok!(retry(0, &long));
	});
}

#[test]
fn the_oldest_of_too_many_dead_letters_goes() {
	build_and_check(|| {
		let letters: Vec<_> = (0..7u8).map(|i| vec![i; 11]).collect();
		let letters: Vec<&[u8]> = letters.iter().map(|letter| &letter[..]).collect();
		alice_sends(&letters);
		assert_eq!(kept(), vec![3, 4, 5, 6]);
		let evicted = |position| (position, Dropped::Evicted);
		assert_eq!(dropped(), vec![evicted(0), evicted(1), evicted(2)]);
		assert_eq!((book().evicted, book().total()), (3, Some(7)));
		TakesAtMost::set(&11);
		assert_noop!(retry(2, letters[2]), Error::<Test>::NoDeadLetter);
		assert_ok!(retry(4, letters[4]));
		assert_eq!(kept(), vec![3, 5, 6]);
	});
}

#[test]
fn a_dead_letter_is_kept_for_its_lifetime_and_no_longer() {
	build_and_check(|| {
		let long = [7u8; 11];
		alice_sends(&[&long]);
		let expires = RelayNumber::get() + 100;
		assert_eq!(Expiring::<Test>::get().to_vec(), vec![(ALICE, expires)]);
		TakesAtMost::set(&11);
		RelayNumber::set(&(expires - 1));
		next_block();
		assert_eq!(kept(), vec![0]);
		// Over, though no block said so yet.
		RelayNumber::set(&expires);
		assert_noop!(retry(0, &long), Error::<Test>::DeadLetterExpired);
		next_block();
		assert_eq!(dropped(), vec![(0, Dropped::Expired)]);
		assert_eq!((book().expired, kept()), (1, vec![]));
		assert!(Expiring::<Test>::get().is_empty());
		assert_noop!(retry(0, &long), Error::<Test>::NoDeadLetter);
	});
}

#[test]
fn one_block_drops_the_dead_letters_of_one_source() {
	build_and_check(|| {
		alice_sends(&[&[1; 11], &[2; 11]]);
		let mut bob = Sender::new(BOB);
		bob.send(&[3; 11]);
		bob.include();
		assert_eq!(ingest_one(bob.batch(0, 1)), Ok(()));
		RelayNumber::set(&(RelayNumber::get() + 100));
		next_block();
		assert_eq!(dropped().len(), 2);
		assert_eq!(Expiring::<Test>::get().len(), 1);
		next_block();
		assert!(Expiring::<Test>::get().is_empty());
		assert_eq!(DeadLetters::<Test>::get(BOB).expired, 1);
	});
}

#[test]
fn a_retry_waits_for_room_in_the_window() {
	build_and_check(|| {
		QueueStopped::set(&true);
		let mut payloads = vec![&[7u8; 11][..]];
		payloads.resize(33, b"x");
		alice_sends(&payloads);
		TakesAtMost::set(&11);
		assert_eq!(SpecInbox::capacity(ALICE).messages, 0);
		assert_noop!(retry(0, &[7; 11]), Error::<Test>::NoRoomForDeadLetter);
		QueueStopped::set(&false);
		next_block();
		assert_ok!(retry(0, &[7; 11]));
		assert_eq!(<Test as Config>::Handler::queued(ALICE).messages, 1);
	});
}

#[test]
fn a_paused_or_frozen_source_retries_nothing() {
	build_and_check(|| {
		alice_sends(&[&[7; 11]]);
		TakesAtMost::set(&11);
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		assert_noop!(retry(0, &[7; 11]), Error::<Test>::WrongPhase);
		assert_ok!(SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE));
		SpecInbox::freeze(ALICE, Evidence::HigherGeneration { read: 0, seen: 1 });
		assert_noop!(retry(0, &[7; 11]), Error::<Test>::SourceRewound);
	});
}

#[test]
fn a_source_that_starts_over_leaves_its_dead_letters_behind() {
	build_and_check(|| {
		alice_sends(&[b"", &[7; 11], &[8; 11]]);
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		let abandoned = |position| (position, Dropped::Abandoned);
		assert_eq!(dropped(), vec![abandoned(1), abandoned(2)]);
		assert!(!DeadLetters::<Test>::contains_key(ALICE) && Expiring::<Test>::get().is_empty());
		let resync = crate::Resyncs::<Test>::get(ALICE).expect("it was reanchored");
		assert_eq!((resync.count, resync.abandoned.dead_letters), (1, 2));
		assert_eq!(Sources::<Test>::get(ALICE).map(|state| state.dead_lettered), Some(0));
	});
}

#[test]
fn a_speculative_message_is_not_surer_on_its_second_chance() {
	build_and_check(|| {
		RelayState::default().support(&[1]).show();
		TakesAtMost::set(&LIMIT);
		let mut alice = Sender::new(ALICE);
		alice.send(&[7; 11]);
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		TakesAtMost::set(&11);
		assert_ok!(retry(0, &[7; 11]));
		assert_eq!(Handled::get().pop().map(|(_, tier, ..)| tier), Some(Tier::Speculative));
	});
}

/// The handler of Alice's messages brings a batch of Bob's, in its callback.
#[test]
fn what_a_handler_brings_in_its_callback_is_not_forgotten() {
	build_and_check(|| {
		use codec::Encode;
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send_some(3);
		alice.send(b"");
		alice.send_some(1);
		bob.send_some(2);
		alice.include();
		bob.include();
		Nested::set(&bob.batch(0, 2).encode());
		let ingest = data(vec![alice.batch(0, 5)], false);
		assert_ok!(SpecInbox::ingest(RuntimeOrigin::none(), ingest));
		assert_eq!((consumed(ALICE), consumed(BOB)), (5, 2));
		// The block took both, and an own queue that grows says nothing about credit in between.
		let usage = crate::Usage::<Test>::get();
		assert_eq!(usage.messages, 7);
		let sources: Vec<_> = usage.consumed.iter().map(|c| c.source).collect();
		assert_eq!(sources, vec![ALICE, BOB]);
		assert_eq!(Published::get().iter().filter(|(source, _)| *source == ALICE).count(), 2);
		assert!(!crate::HandingOn::<Test>::exists());
	});
}

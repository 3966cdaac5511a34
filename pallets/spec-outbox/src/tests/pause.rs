//! Pauses, and peers that stopped.

use frame_support::{assert_noop, assert_ok};
use spec_messaging_primitives::{
	channel::InboundPhase,
	pallets::{ApplyRegister, SendMessage},
};
use xcm::latest::{Instruction, Junction, Location, SendError as XcmError, SendXcm, Xcm};

use super::lifecycle::hear;
use crate::{mock::*, stale::WATCH_EVERY, *};

fn refusal(peer: ParaId) -> Result<(), XcmError> {
	let location = Location::new(1, [Junction::Parachain(peer.into())]);
	let program = Xcm(vec![Instruction::ClearOrigin]);
	Outbox::validate(&mut Some(location), &mut Some(program)).map(|_| ())
}

fn transport(why: &'static str) -> Result<(), XcmError> {
	Err(XcmError::Transport(why))
}

#[test]
fn a_pause_refuses_in_validation_loses_nothing_and_ends_by_itself() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"queued"));
		let now = RelayNumber::get();
		assert_noop!(
			Outbox::pause_channel(RuntimeOrigin::root(), BOB, Some(now)),
			crate::Error::<Test>::AlreadyOver
		);
		assert_ok!(Outbox::pause_channel(RuntimeOrigin::root(), BOB, Some(now + 5)));
		assert_eq!(refusal(BOB), transport("spec-outbox: the channel is paused"));
		assert_noop!(Outbox::send(BOB, b"x"), SendError::Paused);
		next_block();
		assert_eq!(Outbox::frontier(BOB).leaf_count(), LeafCount::from(1));
		RelayNumber::set(now + 4);
		assert_noop!(Outbox::can_send(BOB, 1), SendError::Paused);
		RelayNumber::set(now + 5);
		assert_eq!(refusal(BOB), Ok(()));
		assert_ok!(Outbox::send(BOB, b"x"));
		assert_eq!(Channels::<Test>::get(BOB).map(|channel| channel.pause), Some(Pause::No));
		assert_noop!(
			Outbox::resume_channel(RuntimeOrigin::root(), BOB),
			crate::Error::<Test>::NotPaused
		);
	});
}

#[test]
fn a_pause_without_an_end_lasts_until_it_is_resumed() {
	build_and_check(|| {
		assert_ok!(Outbox::pause_channel(RuntimeOrigin::root(), BOB, None));
		RelayNumber::set(u32::MAX);
		assert_noop!(Outbox::send(BOB, b"x"), SendError::Paused);
		assert_ok!(Outbox::resume_channel(RuntimeOrigin::root(), BOB));
		assert_ok!(Outbox::send(BOB, b"x"));
		assert_noop!(
			Outbox::pause_channel(RuntimeOrigin::root(), CAROL, None),
			crate::Error::<Test>::NoChannel
		);
	});
}

#[test]
fn a_peer_that_stopped_is_stale_once_and_takes_messages_again_when_it_acknowledges() {
	build_and_check(|| {
		hear(BOB, 0, InboundPhase::Accepted);
		// Nothing in flight: whatever the time, nobody is waited for.
		RelayNumber::mutate(|n| *n += 1_000);
		assert_ok!(Outbox::send(BOB, b"x"));
		assert_ok!(Outbox::send(BOB, b"x"));
		next_block();
		RelayNumber::mutate(|n| *n += StaleAfter::get() - 1);
		assert_ok!(Outbox::can_send(BOB, 1));
		RelayNumber::mutate(|n| *n += 1);
		assert_noop!(Outbox::send(BOB, b"x"), SendError::Stale);
		assert_eq!(
			refusal(BOB),
			transport("spec-outbox: the destination acknowledges nothing any more")
		);
		let mut told = 0;
		for _ in 0..10 * WATCH_EVERY {
			next_block();
			told += events().iter().filter(|e| matches!(e, Event::ChannelStale { .. })).count();
		}
		assert_eq!(told, 1);
		hear(BOB, 1, InboundPhase::Accepted);
		assert_ok!(Outbox::send(BOB, b"x"));
		assert!(!Channels::<Test>::get(BOB).unwrap().stale);
		// And again if it stops again. What follows a message in its block is not looked at again.
		RelayNumber::mutate(|n| *n += StaleAfter::get());
		assert_ok!(Outbox::send(BOB, b"x"));
		next_block();
		assert_noop!(Outbox::send(BOB, b"x"), SendError::Stale);
	});
}

#[test]
fn a_peer_that_starts_over_has_its_time_again() {
	build_and_check(|| {
		hear(BOB, 0, InboundPhase::Accepted);
		assert_ok!(Outbox::send(BOB, b"x"));
		next_block();
		RelayNumber::mutate(|n| *n += StaleAfter::get());
		assert_noop!(Outbox::send(BOB, b"x"), SendError::Stale);
		Outbox::forget(BOB);
		assert_ok!(Outbox::send(BOB, b"x"));
	});
}

#[test]
fn without_a_limit_no_channel_is_stale() {
	build_and_check(|| {
		StaleAfter::set(0);
		assert_ok!(Outbox::send(BOB, b"x"));
		RelayNumber::set(u32::MAX);
		assert_ok!(Outbox::send(BOB, b"x"));
	});
}

#[test]
fn every_channel_has_its_turn_to_be_found_stale() {
	ext_with(&[BOB, CAROL, DAVE]).execute_with(|| {
		for peer in [BOB, CAROL, DAVE] {
			assert_ok!(Outbox::send(peer, b"x"));
		}
		RelayNumber::mutate(|n| *n += StaleAfter::get());
		let mut told = Vec::new();
		// Three channels, and a round begins with none.
		for _ in 0..5 * WATCH_EVERY {
			next_block();
			told.extend(events().into_iter().filter_map(|event| match event {
				Event::ChannelStale { destination, in_flight: 1, .. } => Some(destination),
				_ => None,
			}));
		}
		told.sort();
		assert_eq!(told, [DAVE, BOB, CAROL]);
	});
}

#[test]
fn the_router_hands_on_closed_channels_and_keeps_those_that_close() {
	build_and_check(|| {
		hear(BOB, 0, InboundPhase::Accepted);
		assert_ok!(Outbox::send(BOB, b"x"));
		next_block();
		assert_ok!(Outbox::close_channel(RuntimeOrigin::root(), BOB));
		// Another router would overtake what is in flight.
		assert_eq!(refusal(BOB), transport("spec-outbox: the channel is closing"));
		hear(BOB, 1, InboundPhase::Accepted);
		assert_eq!(refusal(BOB), Err(XcmError::NotApplicable));
	});
}

#[test]
fn the_router_leaves_an_opening_to_the_predecessor_until_the_peer_accepted() {
	build_and_check(|| {
		Carried::set(vec![CAROL]);
		Undrained::set(vec![CAROL]);
		assert_eq!(refusal(CAROL), Err(XcmError::NotApplicable));
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		assert_eq!(refusal(CAROL), Err(XcmError::NotApplicable));
		hear(CAROL, 0, InboundPhase::Accepted);
		assert_eq!(
			refusal(CAROL),
			transport("spec-outbox: another transport still carries messages")
		);
		Undrained::set(vec![]);
		assert_eq!(refusal(CAROL), Ok(()));
		// Where nobody else carries, an opening is ours at once.
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), DAVE));
		assert_eq!(refusal(DAVE), Ok(()));
	});
}

//! What operators are told of a stream that this chain sends.

use frame_support::assert_ok;
use spec_messaging_primitives::{
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, Footprint, InboundRegister, SendMessage},
};
use spec_messaging_runtime_api::{
	Blocked, LATENCY_BOUNDS, Latencies, Obstacle, Party, Unacknowledged,
};

use crate::{mock::*, *};

/// A register that consumed so many messages of ten bytes.
fn consumed(messages: u32) -> Register {
	register(messages, u64::from(messages) * 10, 2_000, 2_000_000)
}

fn send(messages: u32) {
	for _ in 0..messages {
		assert_ok!(Outbox::send(BOB, &[0; 10]));
	}
}

fn stats() -> OutgoingStats {
	Outbox::stats(BOB).expect("genesis opened it")
}

#[test]
fn the_counters_of_a_stream_are_those_of_what_was_sent_committed_and_acknowledged() {
	build_and_check(|| {
		// Given five committed messages, of which two are acknowledged, and two more that wait.
		send(5);
		next_block();
		RelayNumber::set(107);
		assert_ok!(Outbox::apply(BOB, 104, &consumed(2)));
		send(2);
		RelayNumber::set(110);
		let said = stats();
		assert_eq!((said.sent.get(), said.committed.get(), said.acknowledged.get()), (7, 5, 2));
		assert_eq!((said.sent_bytes, said.acknowledged_bytes), (70, 20));
		assert_eq!(said.in_flight, Footprint { messages: 5, bytes: 50 });
		assert_eq!(said.credit_left, Footprint { messages: 1_993, bytes: 1_999_930 });
		assert_eq!(said.max_payload, 1_024);
		assert_eq!((said.acknowledged_as_of, said.acknowledgement_age), (Some(104), 3));
		assert_eq!(said.peer_phase.map(|phase| phase.inbound), Some(InboundPhase::Accepted));
		assert_eq!(said.blocked, None);
		// Once committed, they count as committed.
		next_block();
		assert_eq!(stats().committed.get(), 7);
	});
}

#[test]
fn a_chain_that_is_not_sent_to_has_no_outgoing_stats() {
	build_and_check(|| {
		assert_eq!(Outbox::stats(CAROL), None);
		let register = InboundRegister { phase: InboundPhase::Accepted, ..Default::default() };
		assert_ok!(Outbox::publish(CAROL, register));
		assert_eq!(Outbox::stats(CAROL), None);
	});
}

#[test]
fn the_first_message_of_a_commitment_is_timed_until_it_is_acknowledged() {
	build_and_check(|| {
		send(3);
		// Not while it waits for the commitment.
		assert_eq!(stats().unacknowledged, None);
		next_block();
		RelayNumber::set(104);
		let timed = |position: u32, relay_blocks| {
			Some(Unacknowledged { position: Position::from(position), relay_blocks })
		};
		assert_eq!(stats().unacknowledged, timed(0, 4));
		// Messages behind it do not disturb that.
		send(1);
		next_block();
		assert_eq!(stats().unacknowledged, timed(0, 4));
		// An acknowledgement of all ends it, and the next commitment begins anew.
		RelayNumber::set(105);
		assert_ok!(Outbox::apply(BOB, 103, &consumed(4)));
		assert_eq!(stats().unacknowledged, None);
		let mut expected = Latencies::default();
		expected.count(5);
		assert_eq!(stats().latencies, expected);
		send(2);
		next_block();
		assert_eq!(stats().unacknowledged, timed(4, 0));
	});
}

#[test]
fn a_register_that_acknowledges_nothing_new_ends_no_timing() {
	build_and_check(|| {
		send(1);
		next_block();
		assert_ok!(Outbox::apply(BOB, 101, &consumed(0)));
		assert!(stats().unacknowledged.is_some());
		assert_eq!(stats().latencies.total(), 0);
	});
}

#[test]
fn an_acknowledgement_before_the_relay_parent_is_known_counts_up_to_its_inclusion() {
	build_and_check(|| {
		send(1);
		next_block();
		// The runtime still knows the last block's relay parent.
		assert_ok!(Outbox::apply(BOB, 112, &consumed(1)));
		let mut expected = Latencies::default();
		expected.count(12);
		assert_eq!(stats().latencies, expected);
	});
}

#[test]
fn a_raised_generation_times_nothing_of_the_old_stream() {
	build_and_check(|| {
		send(2);
		next_block();
		assert_ok!(Outbox::raise_generation(RuntimeOrigin::root()));
		assert_eq!(stats().unacknowledged, None);
		send(2);
		next_block();
		// The first message of the new stream is timed, and only its own acknowledgement ends that.
		let timed = stats().unacknowledged.expect("it is in flight");
		assert_eq!(timed.position, Position::from(0));
		RelayNumber::set(130);
		assert_ok!(Outbox::apply(BOB, 101, &consumed(1)));
		assert_eq!(stats().latencies.total(), 1);
	});
}

#[test]
fn what_would_stop_the_next_message_is_said_with_who_can_clear_it() {
	build_and_check(|| {
		let blocked = |by: Obstacle, cleared_by| Some(Blocked { by, cleared_by });
		// No credit.
		let register = register(0, 0, 1_000, 1_000_000);
		InitialCredit::set(2);
		send(2);
		let none = Obstacle::NoCredit { messages: 2, bytes: 1_000_000 };
		assert_eq!(stats().blocked, blocked(none, Party::Peer));
		assert_ok!(Outbox::apply(BOB, 10, &register));
		assert_eq!(stats().blocked, None);
		// A peer that takes nothing.
		let said = |inbound| Register { phase: Phase { inbound, ..register.phase }, ..register };
		assert_ok!(Outbox::apply(BOB, 11, &said(InboundPhase::Suspended)));
		let suspended = Obstacle::PeerPhase(InboundPhase::Suspended);
		assert_eq!(stats().blocked, blocked(suspended, Party::PeerPauseOrigin));
		assert_ok!(Outbox::apply(BOB, 14, &register));
		// A full block, and only that.
		MaxMessagesPerBlock::set(2);
		assert_eq!(stats().blocked, blocked(Obstacle::BlockFull, Party::NextBlock));
		next_block();
		assert_eq!(stats().blocked, None);
		// A peer that wants no more closes this side, too.
		assert_ok!(Outbox::apply(BOB, 15, &said(InboundPhase::Closing)));
		let closing = Obstacle::NotOpen(OutboundPhase::Closing);
		assert_eq!(stats().blocked, blocked(closing, Party::ChannelOrigin));
	});
}

#[test]
fn what_is_counted_is_as_long_as_it_says() {
	use codec::{Encode, MaxEncodedLen};
	assert_eq!((Latencies::default().encoded_size(), Latencies::max_encoded_len()), (40, 40));
}

#[test]
fn timing_costs_no_entry_however_much_is_sent() {
	build_and_check(|| {
		for _ in 0..50 {
			send(10);
			next_block();
		}
		assert_eq!(Tallies::<Test>::iter().count(), 0);
		assert_eq!(LATENCY_BOUNDS.len() + 1, stats().latencies.0.len());
	});
}

#[test]
fn view_functions_answer_what_the_runtime_api_does() {
	use codec::{Decode, Encode};
	use frame_support::view_functions::ViewFunction;

	build_and_check(|| {
		send(2);
		next_block();
		let view = |id, input: Vec<u8>| Test::execute_view_function(id, input).unwrap();
		let said = view(crate::pallet::StatsViewFunction::<Test>::id(), BOB.encode());
		assert_eq!(Option::<OutgoingStats>::decode(&mut &said[..]).unwrap(), Some(stats()));
		let asked = (BOB, Position::from(1));
		let said = view(crate::pallet::LocateViewFunction::<Test>::id(), asked.encode());
		let said = OutgoingExplanation::decode(&mut &said[..]).unwrap();
		assert_eq!(said, Outbox::explain(asked.0, asked.1, None));
	});
}

#[test]
fn a_pause_of_ours_and_a_peer_that_stopped_are_told_from_each_other() {
	build_and_check(|| {
		send(1);
		next_block();
		let by = || stats().blocked.map(|blocked| (blocked.by, blocked.cleared_by));
		let pause = |until| {
			assert_ok!(Outbox::pause_channel(RuntimeOrigin::root(), BOB, until));
		};
		pause(Some(105));
		assert_eq!(by(), Some((Obstacle::Paused(Some(105)), Party::PauseOrigin)));
		RelayNumber::set(105);
		assert_eq!(by(), None);
		pause(None);
		assert_eq!(by(), Some((Obstacle::Paused(None), Party::PauseOrigin)));
		assert_ok!(Outbox::resume_channel(RuntimeOrigin::root(), BOB));
		// Nothing was acknowledged since relay block 100.
		RelayNumber::set(100 + StaleAfter::get() + 1);
		assert_eq!(by(), Some((Obstacle::Stale(StaleAfter::get() + 1), Party::Peer)));
	});
}

#[test]
fn a_peer_that_was_forgotten_leaves_no_tally() {
	build_and_check(|| {
		send(1);
		next_block();
		assert_ok!(Outbox::apply(BOB, 104, &consumed(1)));
		assert!(Tallies::<Test>::contains_key(BOB));
		assert_ok!(Outbox::force_close(RuntimeOrigin::root(), BOB));
		next_block();
		assert_eq!(stats().phase, OutboundPhase::Closed);
		assert_ok!(Outbox::forget_peer(RuntimeOrigin::root(), BOB));
		assert!(!Tallies::<Test>::contains_key(BOB));
	});
}

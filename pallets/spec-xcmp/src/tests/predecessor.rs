//! Which transport waits for the other.

use codec::Encode;
use cumulus_primitives_core::{AbridgedHrmpChannel, OutboundHrmpMessage, XcmpMessageHandler};
use frame_support::{assert_ok, weights::Weight};
use spec_messaging_primitives::{
	LeafCount,
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, Predecessor},
};
use xcm::latest::SendError as XcmError;

use crate::{mock::*, *};

fn with_messages(msg_count: u32) -> AbridgedHrmpChannel {
	AbridgedHrmpChannel { msg_count, ..hrmp_channel() }
}

#[test]
fn hrmp_carries_to_whom_it_has_a_channel() {
	build_and_check(|| {
		assert!(XcmpQueue::carries(BOB) && XcmpQueue::carries(CAROL));
		assert!(!XcmpQueue::carries(DAVE));
		// A full channel is one, too.
		set_hrmp(&[(BOB, with_messages(8))]);
		assert!(XcmpQueue::carries(BOB) && !XcmpQueue::carries(CAROL));
	});
	alone_and_check(|| {
		assert!(!alone::XcmpQueue::carries(BOB));
		assert!(alone::XcmpQueue::is_drained(BOB));
	});
}

#[test]
fn a_message_is_under_way_from_the_queue_to_the_receivers_watermark() {
	build_and_check(|| {
		assert!(XcmpQueue::is_drained(BOB));
		assert_ok!(send(BOB, 1));
		// Queued here.
		assert!(!XcmpQueue::is_drained(BOB));
		assert_eq!(next_block().len(), 1);
		// In a block that is not included.
		set_unincluded(&[&[(CAROL, 1)], &[(BOB, 1)]]);
		assert!(!XcmpQueue::is_drained(BOB));
		// On the relay chain.
		set_unincluded(&[]);
		set_hrmp(&[(BOB, with_messages(1)), (CAROL, hrmp_channel())]);
		assert!(!XcmpQueue::is_drained(BOB));
		// The receiver's watermark moved past it.
		set_hrmp(&[(BOB, hrmp_channel()), (CAROL, hrmp_channel())]);
		assert!(XcmpQueue::is_drained(BOB));
	});
}

#[test]
fn what_this_very_block_carries_is_under_way_too() {
	build_and_check(|| {
		let message = OutboundHrmpMessage { recipient: BOB, data: vec![0] };
		cumulus_pallet_parachain_system::HrmpOutboundMessages::<Test>::put(vec![message]);
		assert!(!XcmpQueue::is_drained(BOB));
		assert!(XcmpQueue::is_drained(CAROL));
	});
}

#[test]
fn a_signal_is_under_way_too() {
	build_and_check(|| {
		suspend_bob_by_signal();
		assert!(!XcmpQueue::is_drained(BOB));
		assert_eq!(next_block(), vec![(BOB, vec![2, 0])]);
		assert!(XcmpQueue::is_drained(BOB));
	});
}

/// Bob's queue here is full, so that HRMP tells him to stop.
fn suspend_bob_by_signal() {
	use frame_support::traits::QueueFootprint;
	use pallet_message_queue::OnQueueChanged;
	let footprint = QueueFootprint { ready_pages: 32, ..Default::default() };
	<XcmpQueue as OnQueueChanged<ParaId>>::on_queue_changed(BOB, footprint);
}

#[test]
fn a_stream_waits_for_hrmp_wherever_its_messages_are() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		open_stream(BOB);
		assert_eq!(send(BOB, 2), Err(HRMP_UNDER_WAY));
		next_block();
		set_unincluded(&[&[(BOB, 1)]]);
		assert_eq!(send(BOB, 2), Err(HRMP_UNDER_WAY));
		set_unincluded(&[]);
		set_hrmp(&[(BOB, with_messages(1))]);
		assert_eq!(send(BOB, 2), Err(HRMP_UNDER_WAY));
		set_hrmp(&[(BOB, hrmp_channel())]);
		assert_ok!(send(BOB, 2));
		// HRMP tells a destination once which format it may use; that page has no message.
		assert_eq!(next_block(), vec![(BOB, vec![3])]);
		assert_eq!(SpecOutbox::frontier(BOB).leaf_count(), LeafCount::from(1u32));
	});
}

#[test]
fn other_destinations_do_not_wait() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		open_stream(CAROL);
		open_stream(DAVE);
		assert_ok!(send(CAROL, 2));
		assert_ok!(send(DAVE, 3));
		assert_ok!(send(BOB, 4));
	});
}

#[test]
fn a_suspended_hrmp_channel_keeps_the_stream_waiting_until_it_resumes() {
	build_and_check(|| {
		let signal = |byte: u8| {
			let page = [2u8, byte];
			XcmpQueue::handle_xcmp_messages(core::iter::once((BOB, 1, &page[..])), Weight::MAX);
		};
		signal(0);
		assert_ok!(send(BOB, 1));
		open_stream(BOB);
		assert_eq!(next_block(), vec![]);
		assert_eq!(send(BOB, 2), Err(HRMP_UNDER_WAY));
		signal(1);
		assert_eq!(next_block().len(), 1);
		assert_ok!(send(BOB, 2));
	});
}

#[test]
fn hrmp_waits_for_a_stream_that_closes_until_the_peer_consumed_all() {
	build_and_check(|| {
		open_stream(BOB);
		assert_ok!(send(BOB, 1));
		next_block();
		set_phase(BOB, OutboundPhase::Closing);
		// The sending pallet refuses; were it not to, this one would.
		assert!(matches!(send(BOB, 2), Err(XcmError::Transport(_))));
		assert!(!XcmpQueue::stream_is_drained(BOB));
		let register = Register {
			generation: 0,
			consumed: LeafCount::from(1u32),
			consumed_bytes: bytes(1).len() as u64,
			credit: 10,
			credit_bytes: 10_000,
			max_payload: 4_096,
			phase: Phase { outbound: OutboundPhase::None, inbound: InboundPhase::Closing },
		};
		assert_ok!(SpecOutbox::apply(BOB, 9, &register));
		assert!(XcmpQueue::stream_is_drained(BOB));
		set_phase(BOB, OutboundPhase::Closed);
		assert_ok!(send(BOB, 2));
		assert_eq!(next_block(), vec![(BOB, [vec![0], bytes(2)].concat())]);
	});
}

#[test]
fn a_chain_without_messaging_state_has_nothing_under_way() {
	build_and_check(|| {
		cumulus_pallet_parachain_system::RelevantMessagingState::<Test>::kill();
		assert!(XcmpQueue::is_drained(BOB));
		assert!(!XcmpQueue::carries(BOB));
		open_stream(BOB);
		assert_ok!(send(BOB, 1));
	});
}

#[test]
fn the_refusals_say_which_transport_is_waited_for() {
	for (error, word) in
		[(HRMP_UNDER_WAY, "HRMP"), (STREAM_UNDER_WAY, "stream"), (PAGES_HELD, "held")]
	{
		let XcmError::Transport(reason) = error else { panic!("a transport error") };
		assert!(reason.contains(word) && reason.starts_with("spec-xcmp: "));
		assert!(reason.encode().len() < 100);
	}
}

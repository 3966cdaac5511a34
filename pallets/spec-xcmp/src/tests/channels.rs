//! Streams as runtime code asks for HRMP channels, and as bridges do.

use bp_xcm_bridge_hub_router::XcmChannelStatusProvider;
use cumulus_primitives_core::{ChannelStatus, GetChannelInfo, ListChannelInfos};
use frame_support::assert_ok;
use spec_messaging_primitives::{
	LeafCount,
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, SendMessage},
};
use xcm::latest::Location;

use crate::{
	bridging::{
		InAndOutXcmpChannelStatusProvider, OutXcmpChannelStatusProvider,
		suspend_channel_for_benchmarks,
	},
	mock::*,
	*,
};

fn granted(consumed: u32, consumed_bytes: u64, phase: InboundPhase) -> Register {
	Register {
		generation: 0,
		consumed: LeafCount::from(consumed),
		consumed_bytes,
		credit: 2_000,
		credit_bytes: 2_000_000,
		max_payload: 4_096,
		phase: Phase { outbound: OutboundPhase::None, inbound: phase },
	}
}

#[test]
fn a_stream_shows_as_a_channel_with_what_is_under_way_and_what_may_be() {
	build_and_check(|| {
		open_stream(DAVE);
		let ChannelStatus::Ready(now, ever) = XcmpQueue::get_channel_status(DAVE) else {
			panic!("there is credit")
		};
		assert_eq!((now, ever), (4_096, 4_096));
		assert_ok!(SpecOutbox::send(DAVE, &[1; 100]));
		assert_ok!(SpecOutbox::send(DAVE, &[2; 50]));
		next_block();
		assert_ok!(SpecOutbox::apply(DAVE, 5, &granted(1, 100, InboundPhase::Accepted)));
		let info = XcmpQueue::get_channel_info(DAVE).unwrap();
		assert_eq!((info.msg_count, info.total_size), (1, 50));
		assert_eq!((info.max_capacity, info.max_total_size), (1_999, 1_999_900));
		assert_eq!(info.max_message_size, 4_096);
		let ChannelStatus::Ready(_, ever) = XcmpQueue::get_channel_status(DAVE) else {
			panic!("there is credit")
		};
		assert_eq!(ever, 4_096);
	});
}

#[test]
fn a_stream_without_credit_is_full_and_none_at_all_is_what_hrmp_says() {
	build_and_check(|| {
		InitialCredit::set(&0);
		open_stream(DAVE);
		assert!(matches!(XcmpQueue::get_channel_status(DAVE), ChannelStatus::Full));
		let nobody = ParaId::new(9);
		assert!(matches!(XcmpQueue::get_channel_status(nobody), ChannelStatus::Closed));
		assert!(XcmpQueue::get_channel_info(nobody).is_none());
		assert!(matches!(XcmpQueue::get_channel_status(BOB), ChannelStatus::Ready(8_192, 1_024)));
		assert_eq!(XcmpQueue::get_channel_info(BOB).unwrap().max_capacity, 8);
	});
}

#[test]
fn outgoing_channels_are_those_of_both_transports_each_once() {
	build_and_check(|| {
		open_stream(DAVE);
		open_stream(BOB);
		assert_eq!(XcmpQueue::outgoing_channels(), vec![SYSTEM_PARA, BOB, CAROL, DAVE]);
		set_phase(DAVE, OutboundPhase::Closed);
		assert_eq!(XcmpQueue::outgoing_channels(), vec![SYSTEM_PARA, BOB, CAROL]);
	});
	alone_and_check(|| {
		assert_eq!(alone::XcmpQueue::outgoing_channels(), vec![]);
		assert!(alone::XcmpQueue::get_channel_info(BOB).is_none());
	});
}

type InAndOut = InAndOutXcmpChannelStatusProvider<Test>;
type Out = OutXcmpChannelStatusProvider<Test>;

fn congested(id: ParaId) -> (bool, bool) {
	(InAndOut::is_congested(&sibling(id)), Out::is_congested(&sibling(id)))
}

#[test]
fn a_channel_that_the_other_side_suspended_is_congested() {
	build_and_check(|| {
		assert_eq!(congested(BOB), (false, false));
		suspend_channel_for_benchmarks::<Test>(BOB);
		assert_eq!(congested(BOB), (true, true));
		suspend_channel_for_benchmarks::<Test>(BOB);
		assert_eq!(OutboundXcmpStatus::<Test>::get().len(), 1);
	});
}

#[test]
fn a_channel_that_this_side_suspended_is_congested_in_and_not_out() {
	build_and_check(|| {
		InboundXcmpSuspended::<Test>::mutate(|suspended| {
			assert!(suspended.try_insert(BOB).is_ok());
		});
		assert_eq!(congested(BOB), (true, false));
		SpecInbox::accept_channel(RuntimeOrigin::root(), DAVE).unwrap();
		assert_eq!(congested(DAVE), (false, false));
		SpecInbox::suspend_channel(RuntimeOrigin::root(), DAVE, None).unwrap();
		assert_eq!(congested(DAVE), (true, false));
	});
}

#[test]
fn more_than_four_queued_pages_are_congestion() {
	build_and_check(|| {
		// A page each: a program of more than half a page.
		let long = || xcm::latest::Xcm(vec![xcm::latest::Instruction::SetTopic([1; 32]); 20]);
		for pages in 1..=5u32 {
			assert_ok!(xcm::latest::send_xcm::<XcmpQueue>(sibling(BOB), long()));
			assert_eq!(XcmpQueue::status_of(BOB).unwrap().pages(), pages);
			assert_eq!(congested(BOB), (pages > 4, pages > 4));
		}
	});
}

#[test]
fn a_stream_is_congested_without_credit_when_paused_and_above_four_pages_under_way() {
	build_and_check(|| {
		open_stream(DAVE);
		assert_eq!(congested(DAVE), (false, false));
		// Four pages of 1 KiB.
		assert_ok!(SpecOutbox::send(DAVE, &[0; 4_096]));
		assert_eq!(congested(DAVE), (false, false));
		assert_ok!(SpecOutbox::send(DAVE, &[0]));
		assert_eq!(congested(DAVE), (true, true));
		next_block();
		assert_ok!(SpecOutbox::apply(DAVE, 5, &granted(2, 4_097, InboundPhase::Accepted)));
		assert_eq!(congested(DAVE), (false, false));
		assert_ok!(SpecOutbox::apply(DAVE, 6, &granted(2, 4_097, InboundPhase::Suspended)));
		assert_eq!(congested(DAVE), (true, true));
	});
}

#[test]
fn what_is_no_sibling_is_never_congested() {
	build_and_check(|| {
		suspend_channel_for_benchmarks::<Test>(BOB);
		assert!(!InAndOut::is_congested(&Location::parent()));
		assert!(!Out::is_congested(&Location::here()));
	});
}

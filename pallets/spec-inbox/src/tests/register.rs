//! Credit that goes out, and registers that come in.

use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::UnfilteredDispatchable,
};
use spec_messaging_primitives::pallets::{Footprint, InboundRegister, RegisterError, WatchPeer};
use spec_messaging_runtime_api::Refusal;

use super::*;
use crate::{Call, Error, Evidence, Marked, Sources};

fn published(source: ParaId) -> Vec<InboundRegister> {
	Published::get().into_iter().filter(|(to, _)| *to == source).map(|(_, r)| r).collect()
}

fn last_published(source: ParaId) -> InboundRegister {
	published(source).pop().expect("something was published")
}

#[test]
fn an_accepted_channel_publishes_a_whole_window_of_credit() {
	build_and_check(|| {
		assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), CAROL));
		let register = last_published(CAROL);
		assert_eq!(register.phase, InboundPhase::Accepted);
		assert_eq!((register.credit, register.credit_bytes), (32, 16_384));
		assert!(register.max_payload > 0);
		assert_eq!(register.consumed, LeafCount::ZERO);
		// Those of genesis were published in block 1.
		assert_eq!((published(ALICE).len(), published(BOB).len()), (1, 1));
	});
}

#[test]
fn consumption_is_acknowledged_in_the_same_block_and_credit_comes_with_the_drained_queue() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(10);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 10)), Ok(()));
		// While they are queued, no credit is added.
		let register = last_published(ALICE);
		assert_eq!((register.consumed, register.credit), (LeafCount::from(10), 32));
		assert_eq!(published(ALICE).len(), 2);
		// The queue executes them in the next block.
		next_block();
		let drained = last_published(ALICE);
		assert_eq!((drained.consumed, drained.credit), (LeafCount::from(10), 42));
		assert_eq!(drained.credit_bytes, 16_384 + drained.consumed_bytes);
		assert_eq!(published(ALICE).len(), 3);
	});
}

#[test]
fn a_full_window_opens_again_without_another_batch() {
	build_and_check(|| {
		QueueStopped::set(&true);
		let mut alice = Sender::new(ALICE);
		alice.send_some(32);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 32)), Ok(()));
		next_block();
		next_block();
		assert_eq!(last_published(ALICE).credit, 32);
		assert_eq!(SpecInbox::capacity(ALICE).messages, 0);
		QueueStopped::set(&false);
		next_block();
		assert_eq!(last_published(ALICE).credit, 64);
	});
}

#[test]
fn no_offset_of_a_register_ever_falls() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		let mut at = 0;
		for round in 0..12 {
			QueueStopped::set(&(round % 3 == 0));
			alice.send_some(7);
			alice.include();
			let room = SpecInbox::capacity(ALICE).messages.min(7) as usize;
			if room > 0 {
				assert_eq!(ingest_one(alice.batch(at, room)), Ok(()));
				at += room;
			}
			next_block();
		}
		let all = published(ALICE);
		assert!(all.len() > 10);
		for pair in all.windows(2) {
			assert!(pair[0].consumed <= pair[1].consumed);
			assert!(pair[0].consumed_bytes <= pair[1].consumed_bytes);
			assert!(pair[0].credit <= pair[1].credit);
			assert!(pair[0].credit_bytes <= pair[1].credit_bytes);
		}
	});
}

#[test]
fn what_waits_behind_a_message_that_resumes_its_own_source_takes_room() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.include();
		HandlerResumes::set(&true);
		assert_eq!(ingest_one(alice.batch(0, 3)), Ok(()));
		// All three are consumed, and queued: of the window of 32, 29 are left.
		let credits: Vec<_> = published(ALICE).iter().map(|register| register.credit).collect();
		assert!(credits.len() > 2, "resuming publishes");
		assert!(credits.iter().all(|credit| *credit == 32), "{credits:?}");
	});
}

#[test]
fn what_does_not_fit_a_block_is_published_in_a_later_one() {
	build_and_check(|| {
		RegisterBudget::set(&1);
		for i in 0..3 {
			assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), ParaId::new(3_000 + i)));
		}
		assert_eq!(
			Marked::<Test>::get().into_inner(),
			vec![ParaId::new(3_001), ParaId::new(3_002)]
		);
		assert!(published(ParaId::new(3_001)).is_empty());
		next_block();
		assert!(Marked::<Test>::get().is_empty());
		assert_eq!(published(ParaId::new(3_001)).len(), 1);
		assert_eq!(published(ParaId::new(3_002)).len(), 1);
	});
}

#[test]
fn a_source_that_is_marked_again_is_marked_once() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		RegisterBudget::set(&0);
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(ingest_one(alice.batch(1, 1)), Ok(()));
		assert_eq!(Marked::<Test>::get().into_inner(), vec![ALICE]);
		assert_eq!(Sources::<Test>::get(ALICE).expect("accepted").credit, 32);
	});
}

#[test]
fn a_suspension_is_published() {
	build_and_check(|| {
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		assert_eq!(last_published(ALICE).phase, InboundPhase::Suspended);
		assert_ok!(SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE));
		assert_eq!(last_published(ALICE).phase, InboundPhase::Accepted);
	});
}

#[test]
fn a_register_counts_as_of_the_relay_block_that_included_it() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(3);
		alice.include();
		let as_of = RelayNumber::get();
		assert_eq!(ingest_one(alice.refresh(0)), Ok(()));
		assert_eq!(Applied::get(), vec![(ALICE, as_of, alice.register)]);
		// The same again says nothing new.
		assert_eq!(ingest_one(alice.refresh(0)), Err(Refusal::Useless));
	});
}

#[test]
fn a_register_under_a_speculative_root_does_not_count() {
	build_and_check(|| {
		RelayState::default().support(&[1]).show();
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(3);
		alice.send_some(2);
		assert_eq!(ingest_asking(vec![alice.batch(0, 2)], true), vec![Ok(())]);
		assert!(Applied::get().is_empty());
		// Once it is included, a refresh brings it.
		alice.include();
		assert_eq!(ingest_one(alice.refresh(2)), Ok(()));
		assert_eq!(Applied::get().len(), 1);
	});
}

#[test]
fn a_peer_that_is_only_watched_can_acknowledge_and_not_deliver() {
	build_and_check(|| {
		assert!(<SpecInbox as WatchPeer>::watch(CAROL));
		let mut carol = Sender::new(CAROL);
		carol.acknowledge(5);
		carol.send_some(2);
		carol.include();
		assert_eq!(ingest_one(carol.batch(0, 2)), Err(Refusal::UnknownSource));
		assert_eq!(ingest_one(carol.refresh(0)), Ok(()));
		assert_eq!(Applied::get().len(), 1);
		assert!(published(CAROL).is_empty());
	});
}

#[test]
fn a_suspended_source_still_acknowledges() {
	build_and_check(|| {
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		alice.include();
		assert_eq!(ingest_one(alice.refresh(0)), Ok(()));
		assert_eq!(Applied::get().len(), 1);
	});
}

#[test]
fn a_register_that_breaks_a_rule_is_reported_and_its_messages_are_taken() {
	build_and_check(|| {
		ApplyError::set(&Some(RegisterError::OffsetFell));
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		let error = RegisterError::OffsetFell;
		assert!(events().contains(&Event::RegisterRefused { source: ALICE, error }));
		assert!(Applied::get().is_empty());
		assert_eq!(ingest_one(alice.refresh(2)), Err(Refusal::Useless));
	});
}

#[test]
fn a_refresh_with_an_extension_or_at_another_position_is_refused() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(4);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		alice.acknowledge(1);
		alice.include();
		let mut idle = alice.refresh(2);
		idle.extension = alice.batch(2, 1).extension;
		assert!(matches!(ingest_one(idle), Err(Refusal::Batch(_))));
		assert!(matches!(ingest_one(alice.refresh(1)), Err(Refusal::Batch(_))));
		assert!(Applied::get().is_empty());
		assert_eq!(ingest_one(alice.refresh(2)), Ok(()));
	});
}

#[test]
fn a_refresh_needs_no_room_anywhere() {
	build_and_check(|| {
		QueueStopped::set(&true);
		let mut alice = Sender::new(ALICE);
		alice.send_some(32);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 32)), Ok(()));
		assert_eq!(SpecInbox::capacity(ALICE).messages, 0);
		alice.acknowledge(4);
		alice.include();
		assert_eq!(ingest_one(alice.refresh(32)), Ok(()));
	});
}

#[test]
fn a_reanchored_source_gets_a_whole_window_of_the_new_generation() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(10);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 10)), Ok(()));
		next_block();
		alice.raise_generation();
		alice.include();
		assert!(ingest_one(alice.refresh(0)).is_err());
		let state = Sources::<Test>::get(ALICE).expect("accepted");
		assert_eq!(state.frozen, Some(Evidence::HigherGeneration { read: 0, seen: 1 }));
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		let register = last_published(ALICE);
		assert_eq!((register.generation, register.consumed), (1, LeafCount::ZERO));
		assert_eq!((register.credit, register.credit_bytes), (32, 16_384));
		assert_eq!(SpecInbox::capacity(ALICE), Footprint { messages: 32, bytes: 16_384 });
	});
}

#[test]
fn a_register_under_an_included_root_counts_though_the_stream_was_read_further() {
	build_and_check(|| {
		// Given three messages that were read under a speculative root, two of them included.
		RelayState::default().support(&[1]).show();
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		alice.send_some(2);
		alice.include();
		let mut refresh = alice.refresh(2);
		refresh.first = Position::from(3);
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(0, 3)], true), vec![Ok(())]);
		assert!(Applied::get().is_empty());
		// When the included root comes as a refresh, then its register counts.
		assert_eq!(ingest_one(refresh), Ok(()));
		assert_eq!(Applied::get().len(), 1);
	});
}

#[test]
fn a_refresh_may_stand_before_the_messages_of_its_source_and_not_behind() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		alice.send_some(2);
		alice.include();
		let (before, behind) = (alice.refresh(0), alice.refresh(2));
		let all = vec![before, alice.batch(0, 2), behind];
		assert_eq!(ingest(all), vec![Ok(()), Ok(()), Err(Refusal::OutOfOrder)]);
		assert_eq!(Applied::get().len(), 1);
	});
}

#[test]
fn a_source_that_waits_is_not_overtaken_by_one_whose_queue_drains() {
	build_and_check(|| {
		RegisterBudget::set(&1);
		let (first, second) = (ParaId::new(3_000), ParaId::new(3_001));
		for source in [first, second] {
			assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), source));
		}
		assert_eq!(Marked::<Test>::get().into_inner(), vec![second]);
		RegisterBudget::set(&1);
		SpecInbox::publish_or_mark(first);
		assert_eq!(Marked::<Test>::get().into_inner(), vec![second, first]);
		assert_eq!(published(first).len(), 1);
	});
}

#[test]
fn a_source_without_room_in_the_tree_is_refused_and_keeps_nobody_waiting() {
	build_and_check(|| {
		let (first, second) = (ParaId::new(3_000), ParaId::new(3_001));
		NoRoomFor::set(&vec![first]);
		assert_noop!(
			SpecInbox::accept_channel(RuntimeOrigin::root(), first),
			Error::<Test>::NoRoomForRegister
		);
		// Even if the room went away while it waited.
		NoRoomFor::set(&vec![]);
		RegisterBudget::set(&0);
		for source in [first, second] {
			assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), source));
		}
		NoRoomFor::set(&vec![first]);
		RegisterBudget::set(&1);
		next_block();
		assert!(published(first).is_empty());
		assert_eq!(published(second).len(), 1);
		assert!(Marked::<Test>::get().is_empty());
	});
}

#[test]
fn a_payload_limit_that_was_published_does_not_fall() {
	build_and_check(|| {
		// Given a limit that an earlier runtime published, above what the queue takes now.
		let promised = 10_000_000;
		Sources::<Test>::mutate(ALICE, |state| {
			state.as_mut().expect("accepted in genesis").max_payload = promised;
		});
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(published(ALICE).last().map(|register| register.max_payload), Some(promised));
	});
}

/// A call that is measured by what it recorded gives back the proof size of what happens after it.
#[test]
fn the_proof_of_the_commitment_is_charged_to_the_block_and_not_to_the_call() {
	build_and_check(|| {
		let mandatory = || System::block_weight().get(DispatchClass::Mandatory).proof_size();
		for call in [
			Call::<Test>::accept_channel { source: CAROL },
			Call::suspend_channel { source: ALICE, until: None },
			Call::resume_channel { source: ALICE },
			Call::reanchor { source: ALICE, generation: 1 },
		] {
			let announced = call.get_dispatch_info().call_weight;
			let before = mandatory();
			let done = call.dispatch_bypass_filter(RuntimeOrigin::root());
			let used = done.expect("it makes sense").actual_weight.expect("it says so");
			// What the mock's commitment of one register takes.
			assert_eq!(mandatory() - before, 4);
			assert_eq!(announced.proof_size() - used.proof_size(), 4);
			assert_eq!(announced.ref_time(), used.ref_time());
		}
	});
}

//! What the message queue asks and says.

use cumulus_primitives_core::AggregateMessageOrigin::{Here, Parent, Sibling};
use frame_support::{
	assert_ok,
	traits::{EnqueueMessage, QueueFootprint, QueuePausedQuery},
};
use pallet_message_queue::OnQueueChanged;

use crate::{mock::*, *};

fn enqueue(from: ParaId, number: u64) {
	SiblingQueue::enqueue_message(bytes(number).as_slice().try_into().unwrap(), from);
}

fn executed() -> Vec<ParaId> {
	Executed::get().into_iter().map(|(source, _)| source).collect()
}

#[test]
fn while_suspended_siblings_are_paused_except_for_a_superuser_who_could_resume() {
	build_and_check(|| {
		let paused = |id: ParaId| {
			let narrow = <XcmpQueue as QueuePausedQuery<ParaId>>::is_paused(&id);
			assert_eq!(XcmpQueue::is_paused(&Sibling(id)), narrow);
			assert_eq!(Library::is_paused(&id), narrow);
			narrow
		};
		assert!(!paused(BOB) && !paused(SYSTEM_PARA));
		assert_ok!(XcmpQueue::suspend_xcm_execution(RuntimeOrigin::root()));
		assert!(paused(BOB) && !paused(SYSTEM_PARA));
		// Neither this chain nor the relay chain is ever paused.
		assert!(!XcmpQueue::is_paused(&Here) && !XcmpQueue::is_paused(&Parent));
		assert_ok!(XcmpQueue::resume_xcm_execution(RuntimeOrigin::root()));
		assert!(!paused(BOB));
	});
}

#[test]
fn a_suspended_queue_executes_the_superusers_messages_and_loses_no_other() {
	build_and_check(|| {
		assert_ok!(XcmpQueue::suspend_xcm_execution(RuntimeOrigin::root()));
		enqueue(BOB, 1);
		enqueue(SYSTEM_PARA, 2);
		next_block();
		assert_eq!(executed(), vec![SYSTEM_PARA]);
		assert_ok!(XcmpQueue::resume_xcm_execution(RuntimeOrigin::root()));
		// The ring goes round again as soon as anything comes in.
		enqueue(BOB, 3);
		next_block();
		assert_eq!(executed(), vec![SYSTEM_PARA, BOB, BOB]);
	});
}

#[test]
fn a_draining_queue_gives_credit_back_to_a_stream_and_resumes_hrmp() {
	build_and_check(|| {
		SpecInbox::accept_channel(RuntimeOrigin::root(), BOB).unwrap();
		let credit =
			|| pallet_spec_inbox::Sources::<Test>::get(BOB).map(|state| state.credit).unwrap();
		let before = credit();
		// Full: HRMP suspends.
		let full = QueueFootprint { ready_pages: 32, ..Default::default() };
		XcmpQueue::on_queue_changed(Sibling(BOB), full);
		assert!(InboundXcmpSuspended::<Test>::get().contains(&BOB));
		assert!(SignalMessages::<Test>::contains_key(BOB));
		// The window is raised, and the next change of the queue tells the stream's sender.
		assert_ok!(XcmpQueue::update_drop_threshold(RuntimeOrigin::root(), 64));
		assert_ok!(XcmpQueue::update_suspend_threshold(RuntimeOrigin::root(), 64));
		let empty = QueueFootprint::default();
		<XcmpQueue as OnQueueChanged<ParaId>>::on_queue_changed(BOB, empty);
		assert!(!InboundXcmpSuspended::<Test>::get().contains(&BOB));
		assert_eq!(credit(), before * 2);
	});
}

#[test]
fn hrmp_signals_nobody_whom_it_can_not_reach() {
	build_and_check(|| {
		let full = QueueFootprint { ready_pages: 99, ..Default::default() };
		XcmpQueue::on_queue_changed(Sibling(DAVE), full);
		XcmpQueue::on_queue_changed(Here, full);
		XcmpQueue::on_queue_changed(Parent, full);
		assert!(InboundXcmpSuspended::<Test>::get().is_empty());
		assert_eq!(OutboundXcmpStatus::<Test>::get().len(), 0);
	});
}

#[test]
fn a_sibling_suspended_before_its_channel_closed_is_let_go_all_the_same() {
	build_and_check(|| {
		let full = QueueFootprint { ready_pages: 32, ..Default::default() };
		XcmpQueue::on_queue_changed(Sibling(BOB), full);
		set_hrmp(&[]);
		XcmpQueue::on_queue_changed(Sibling(BOB), QueueFootprint::default());
		assert!(InboundXcmpSuspended::<Test>::get().is_empty());
		// Its signal is void.
		end_block();
		assert!(!SignalMessages::<Test>::contains_key(BOB));
		assert_eq!(OutboundXcmpStatus::<Test>::get().len(), 0);
	});
}

//! The behaviours of xcmp-queue, as they show through this pallet: the library works on its storage, speaks with
//! its name, and fills the same queue.

use codec::Encode;
use cumulus_primitives_core::{XcmpMessageHandler, XcmpMessageSource};
use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use polkadot_runtime_parachains::FeeTracker;
use sp_runtime::FixedU128;
use xcm::latest::{Instruction, SendError as XcmError, Xcm, send_xcm};
use xcm_builder::InspectMessageQueues;

use crate::{mock::*, pages::opaque, *};

const SIMPLE: u8 = 0;
const BLOB: u8 = 1;
const SIGNALS: u8 = 2;
const SUSPEND: u8 = 0;
const RESUME: u8 = 1;

fn simple(numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
	let mut page = vec![SIMPLE];
	numbers.into_iter().for_each(|number| page.extend(bytes(number)));
	page
}

fn double(numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
	let messages: Vec<_> = numbers.into_iter().map(bytes).collect();
	opaque(messages.iter().map(|message| &message[..]))
}

fn arrive(from: ParaId, pages: &[Vec<u8>], limit: Weight) -> Weight {
	XcmpQueue::handle_xcmp_messages(pages.iter().map(|page| (from, 1, &page[..])), limit)
}

/// As [`arrive`], for what trips the library's defensive assertions in a build that has them.
fn arrive_defensively(from: ParaId, pages: &[Vec<u8>], limit: Weight) {
	let _ = std::panic::catch_unwind(|| arrive(from, pages, limit));
}

fn executed() -> Vec<Vec<u8>> {
	next_block();
	Executed::get().into_iter().map(|(_, message)| message).collect()
}

fn numbered(numbers: impl IntoIterator<Item = u64>) -> Vec<Vec<u8>> {
	numbers.into_iter().map(bytes).collect()
}

#[test]
fn pages_of_both_formats_are_executed_in_order() {
	build_and_check(|| {
		arrive(BOB, &[simple(0..3), double(3..5), simple(5..6), double([])], Weight::MAX);
		assert_eq!(executed(), numbered(0..6));
	});
}

#[test]
fn a_page_without_a_message_is_no_message() {
	build_and_check(|| {
		arrive(BOB, &[vec![SIMPLE], vec![3]], Weight::MAX);
		assert!(executed().is_empty());
	});
}

#[test]
fn more_messages_than_one_batch_of_the_library_are_all_executed() {
	build_and_check(|| {
		let many = cumulus_pallet_xcmp_queue::XCM_BATCH_SIZE as u64 + 20;
		arrive(BOB, &[simple(0..many), double(many..2 * many)], Weight::MAX);
		assert_eq!(executed(), numbered(0..2 * many));
	});
}

#[test]
fn the_weight_that_handling_took_is_what_the_library_says() {
	build_and_check(|| {
		let pages = [simple(0..30), double(30..60)];
		let ours = frame_support::hypothetically!(arrive(BOB, &pages, Weight::MAX));
		let iter = pages.iter().map(|page| (BOB, 1, &page[..]));
		let theirs = Library::handle_xcmp_messages(iter, Weight::MAX);
		assert_eq!(ours, theirs);
		assert!(ours.any_gt(Weight::zero()));
	});
}

#[test]
fn beyond_the_drop_threshold_hrmp_drops_and_a_stream_would_not_have_been_sent() {
	build_and_check(|| {
		let root = RuntimeOrigin::root;
		assert_ok!(XcmpQueue::update_resume_threshold(root(), 1));
		assert_ok!(XcmpQueue::update_suspend_threshold(root(), 2));
		assert_ok!(XcmpQueue::update_drop_threshold(root(), 2));
		QueueStopped::set(&true);
		// Each fills most of a page of the queue.
		let long = |number: u64| {
			let mut program = program(number);
			program.0.extend(vec![Instruction::SetTopic([1; 32]); 90]);
			[vec![SIMPLE], xcm::VersionedXcm::<()>::from(program).encode()].concat()
		};
		let pages: Vec<_> = (0..12).map(long).collect();
		for page in &pages {
			arrive_defensively(BOB, core::slice::from_ref(page), Weight::MAX);
		}
		QueueStopped::set(&false);
		let len = executed().len();
		assert!(0 < len && len < 12, "{len}");
	});
}

#[test]
fn without_weight_for_all_the_page_is_cut_behind_what_fits() {
	build_and_check(|| {
		let all = frame_support::hypothetically!(arrive(BOB, &[double(0..50)], Weight::MAX));
		let limit = all - Weight::from_parts(1, 0);
		arrive_defensively(BOB, &[double(0..50)], limit);
		let executed = executed();
		assert!(executed.len() < 50);
		assert_eq!(executed, numbered(0..executed.len() as u64));
	});
}

#[test]
fn a_page_is_executed_up_to_where_it_breaks() {
	build_and_check(|| {
		let mut broken = simple(0..3);
		broken.extend([255, 255, 255]);
		broken.extend(bytes(9));
		arrive_defensively(BOB, &[broken], Weight::MAX);
		assert_eq!(executed().len().min(3), executed().len());
	});
}

#[test]
fn blobs_and_unknown_formats_are_no_messages() {
	build_and_check(|| {
		for page in [vec![BLOB, 1, 2, 3], vec![77, 1], vec![]] {
			arrive_defensively(BOB, &[page], Weight::MAX);
		}
		assert!(executed().is_empty());
	});
}

#[test]
fn a_suspend_signal_stops_pages_and_a_resume_signal_lets_them_go() {
	build_and_check(|| {
		arrive(BOB, &[vec![SIGNALS, SUSPEND]], Weight::MAX);
		assert_eq!(XcmpQueue::status_of(BOB).unwrap().state, OutboundState::Suspended);
		assert_ok!(send(BOB, 1));
		assert_eq!(next_block(), vec![]);
		arrive(BOB, &[vec![SIGNALS, RESUME]], Weight::MAX);
		assert_eq!(next_block(), vec![(BOB, simple([1]))]);
	});
}

#[test]
fn signals_go_before_pages_and_around_suspension() {
	build_and_check(|| {
		use frame_support::traits::QueueFootprint;
		use pallet_message_queue::OnQueueChanged;
		assert_ok!(send(BOB, 1));
		arrive(BOB, &[vec![SIGNALS, SUSPEND]], Weight::MAX);
		let full = QueueFootprint { ready_pages: 32, ..Default::default() };
		<XcmpQueue as OnQueueChanged<ParaId>>::on_queue_changed(BOB, full);
		assert_eq!(next_block(), vec![(BOB, vec![SIGNALS, SUSPEND])]);
		assert_eq!(next_block(), vec![]);
	});
}

#[test]
fn a_full_queue_suspends_at_its_threshold_and_resumes_at_the_other() {
	build_and_check(|| {
		use frame_support::traits::QueueFootprint;
		use pallet_message_queue::OnQueueChanged;
		let changed = |ready_pages| {
			let footprint = QueueFootprint { ready_pages, ..Default::default() };
			<XcmpQueue as OnQueueChanged<ParaId>>::on_queue_changed(BOB, footprint);
			InboundXcmpSuspended::<Test>::get().contains(&BOB)
		};
		assert!(!changed(31));
		assert!(changed(32));
		assert!(changed(9));
		assert!(!changed(8));
		assert!(!changed(31));
	});
}

#[test]
fn what_goes_out_is_sorted_bounded_and_leaves_the_excluded_alone() {
	build_and_check(|| {
		assert_ok!(send(CAROL, 1));
		assert_ok!(send(BOB, 2));
		assert_ok!(send(SYSTEM_PARA, 3));
		let order = |max, excluded: &[ParaId]| {
			frame_support::hypothetically!({
				let pages = XcmpQueue::take_outbound_messages(max, excluded);
				pages.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
			})
		};
		assert_eq!(order(8, &[]), vec![SYSTEM_PARA, BOB, CAROL]);
		assert_eq!(order(8, &[BOB]), vec![SYSTEM_PARA, CAROL]);
		assert_eq!(order(2, &[]), vec![BOB, CAROL]);
		assert_eq!(order(0, &[]), vec![]);
	});
}

#[test]
fn a_full_hrmp_channel_keeps_its_pages() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		let full = cumulus_primitives_core::AbridgedHrmpChannel { msg_count: 8, ..hrmp_channel() };
		set_hrmp(&[(BOB, full)]);
		assert_eq!(next_block(), vec![]);
		set_hrmp(&[(BOB, hrmp_channel())]);
		assert_eq!(next_block(), vec![(BOB, simple([1]))]);
	});
}

#[test]
fn the_better_format_is_used_once_the_other_side_was_seen_to_use_it() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		assert_eq!(next_block(), vec![(BOB, simple([1]))]);
		assert_eq!(next_block(), vec![(BOB, vec![3])]);
		assert_eq!(next_block(), vec![]);
		arrive(BOB, &[double([])], Weight::MAX);
		assert_ok!(send(BOB, 2));
		assert_eq!(next_block(), vec![(BOB, double([2]))]);
	});
}

#[test]
fn the_fee_factor_rises_above_half_a_channel_and_falls_as_it_drains() {
	build_and_check(|| {
		let one = FixedU128::from_u32(1);
		let long = || Xcm(vec![Instruction::<()>::SetTopic([1; 32]); 20]);
		// 4 KiB are half of the channel; a page is some 660 bytes.
		for _ in 0..6 {
			assert_ok!(send_xcm::<XcmpQueue>(sibling(BOB), long()));
		}
		assert_eq!(XcmpQueue::get_fee_factor(BOB), one);
		assert_ok!(send_xcm::<XcmpQueue>(sibling(BOB), long()));
		assert_eq!(XcmpQueue::get_fee_factor(BOB), FixedU128::from_rational(105, 100));
		assert_eq!(XcmpQueue::get_fee_factor(CAROL), one);
		next_block();
		assert_eq!(XcmpQueue::get_fee_factor(BOB), one);
	});
}

#[test]
fn queued_bytes_are_those_of_the_pages_whatever_is_sent_and_taken() {
	build_and_check(|| {
		for round in 0..20u64 {
			for number in 0..round % 5 {
				assert_ok!(send(BOB, number));
				assert_ok!(send(CAROL, number));
			}
			// X2 is checked at the end of every block.
			next_block();
		}
	});
}

#[test]
fn a_page_that_is_full_is_left_as_it_is() {
	build_and_check(|| {
		let long = || Xcm(vec![Instruction::<()>::SetTopic([1; 32]); 20]);
		assert_ok!(send_xcm::<XcmpQueue>(sibling(BOB), long()));
		let first = OutboundXcmpMessages::<Test>::get(BOB, 0).to_vec();
		assert_ok!(send_xcm::<XcmpQueue>(sibling(BOB), long()));
		assert_eq!(OutboundXcmpMessages::<Test>::get(BOB, 0).to_vec(), first);
		assert_eq!(XcmpQueue::status_of(BOB).unwrap().pages(), 2);
		assert_eq!(XcmpQueue::get_messages().len(), 2);
	});
}

#[test]
fn the_librarys_own_lazy_work_is_still_done_and_fits_its_limit() {
	build_and_check(|| {
		let limit = Library::on_idle_weight();
		assert!(XcmpQueue::on_idle(1, Weight::zero()).is_zero());
		let plenty = limit + <() as WeightInfo>::resend_check();
		let used = XcmpQueue::on_idle(1, plenty);
		assert!(used.all_lte(plenty) && used.all_gte(limit));
	});
}

#[test]
fn too_many_destinations_are_refused_and_the_reason_is_named() {
	build_and_check(|| {
		let channels: Vec<_> =
			(0..9u32).map(|at| (ParaId::new(3_000 + at), hrmp_channel())).collect();
		set_hrmp(&channels);
		for (id, _) in &channels[..8] {
			assert_ok!(send(*id, 1));
		}
		assert_eq!(send(channels[8].0, 1), Err(XcmError::Transport("TooManyChannels")));
	});
}

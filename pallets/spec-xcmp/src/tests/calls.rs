//! Calls, events, errors and names: what scripts and wallets see.

use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo, Pays},
	traits::{Get, GetStorageVersion, PalletInfo, StorageInstance},
};
use sp_runtime::{DispatchError, traits::Dispatchable};
use spec_messaging_primitives::pallets::Footprint;

use crate::{mock::*, *};

type TheirCall = cumulus_pallet_xcmp_queue::Call<Test>;

#[test]
fn each_call_has_the_index_the_arguments_and_the_class_of_xcmp_queue() {
	let pairs: Vec<(Call<Test>, TheirCall)> = vec![
		(Call::suspend_xcm_execution {}, TheirCall::suspend_xcm_execution {}),
		(Call::resume_xcm_execution {}, TheirCall::resume_xcm_execution {}),
		(Call::update_suspend_threshold { new: 7 }, TheirCall::update_suspend_threshold { new: 7 }),
		(Call::update_drop_threshold { new: 7 }, TheirCall::update_drop_threshold { new: 7 }),
		(Call::update_resume_threshold { new: 7 }, TheirCall::update_resume_threshold { new: 7 }),
	];
	for (ours, theirs) in pairs {
		assert_eq!(ours.encode(), theirs.encode());
		let (ours, theirs) = (ours.get_dispatch_info(), theirs.get_dispatch_info());
		assert_eq!((ours.class, ours.pays_fee), (theirs.class, theirs.pays_fee));
		assert_eq!((ours.class, ours.pays_fee), (DispatchClass::Operational, Pays::Yes));
	}
}

#[test]
fn a_call_that_was_encoded_for_xcmp_queue_is_dispatched_by_this_pallet() {
	build_and_check(|| {
		// Pallet 30, call 1.
		let call: RuntimeCall = codec::Decode::decode(&mut &[30u8, 1][..]).unwrap();
		assert_ok!(call.dispatch(RuntimeOrigin::root()));
		assert!(QueueSuspended::<Test>::get());
	});
}

#[test]
fn suspending_and_resuming_take_turns_and_both_pallets_see_it() {
	build_and_check(|| {
		assert_noop!(
			XcmpQueue::resume_xcm_execution(RuntimeOrigin::root()),
			Error::<Test>::AlreadyResumed
		);
		assert_ok!(XcmpQueue::suspend_xcm_execution(RuntimeOrigin::root()));
		assert_noop!(
			XcmpQueue::suspend_xcm_execution(RuntimeOrigin::root()),
			Error::<Test>::AlreadySuspended
		);
		// The library reads the same entry.
		assert_noop!(
			Library::suspend_xcm_execution(RuntimeOrigin::root()),
			cumulus_pallet_xcmp_queue::Error::<Test>::AlreadySuspended
		);
		assert_ok!(XcmpQueue::resume_xcm_execution(RuntimeOrigin::root()));
		assert!(!QueueSuspended::<Test>::get());
	});
}

#[test]
fn only_the_controller_suspends_and_only_root_sets_thresholds() {
	build_and_check(|| {
		let nobody = || RuntimeOrigin::signed(1);
		let bad: DispatchError = DispatchError::BadOrigin;
		assert_noop!(XcmpQueue::suspend_xcm_execution(nobody()), bad);
		assert_noop!(XcmpQueue::resume_xcm_execution(nobody()), bad);
		assert_noop!(XcmpQueue::update_suspend_threshold(nobody(), 9), bad);
		assert_noop!(XcmpQueue::update_drop_threshold(nobody(), 99), bad);
		assert_noop!(XcmpQueue::update_resume_threshold(nobody(), 9), bad);
		assert_noop!(XcmpQueue::discard_pages(nobody(), BOB, 1), bad);
	});
}

#[test]
fn thresholds_that_do_not_fit_together_are_refused() {
	build_and_check(|| {
		assert_eq!(QueueConfig::<Test>::get(), QueueConfigData::default());
		let root = RuntimeOrigin::root;
		assert_ok!(XcmpQueue::update_suspend_threshold(root(), 20));
		assert_ok!(XcmpQueue::update_drop_threshold(root(), 20));
		assert_ok!(XcmpQueue::update_resume_threshold(root(), 19));
		let bad: DispatchError = Error::<Test>::BadQueueConfig.into();
		// Resume below suspend, suspend not above drop, resume above 0.
		assert_noop!(XcmpQueue::update_suspend_threshold(root(), 19), bad);
		assert_noop!(XcmpQueue::update_suspend_threshold(root(), 21), bad);
		assert_noop!(XcmpQueue::update_drop_threshold(root(), 19), bad);
		assert_noop!(XcmpQueue::update_resume_threshold(root(), 20), bad);
		assert_noop!(XcmpQueue::update_resume_threshold(root(), 0), bad);
	});
}

#[test]
fn the_suspend_threshold_is_the_window_of_a_streams_credit() {
	build_and_check(|| {
		let window = CreditWindow::<Test>::get;
		// 32 pages of 8 messages and 1 KiB.
		assert_eq!(window(), Footprint { messages: 256, bytes: 32 * 1024 });
		assert_ok!(XcmpQueue::update_suspend_threshold(RuntimeOrigin::root(), 10));
		assert_eq!(window(), Footprint { messages: 80, bytes: 10 * 1024 });
		// The other two change nothing about it.
		assert_ok!(XcmpQueue::update_drop_threshold(RuntimeOrigin::root(), 10));
		assert_ok!(XcmpQueue::update_resume_threshold(RuntimeOrigin::root(), 1));
		assert_eq!(window(), Footprint { messages: 80, bytes: 10 * 1024 });
		// Never less than one largest message.
		assert_ok!(XcmpQueue::update_suspend_threshold(RuntimeOrigin::root(), 2));
		assert!(window().bytes > u64::from(HeapSize::get()) - 16);
		assert_eq!(window().messages, 16);
	});
}

#[test]
fn errors_and_the_event_have_the_indices_of_xcmp_queue() {
	type Theirs = cumulus_pallet_xcmp_queue::Error<Test>;
	let pairs = [
		(Error::<Test>::BadQueueConfig.encode(), Theirs::BadQueueConfig.encode()),
		(Error::<Test>::AlreadySuspended.encode(), Theirs::AlreadySuspended.encode()),
		(Error::<Test>::AlreadyResumed.encode(), Theirs::AlreadyResumed.encode()),
		(
			Error::<Test>::TooManyActiveOutboundChannels.encode(),
			Theirs::TooManyActiveOutboundChannels.encode(),
		),
		(Error::<Test>::TooBig.encode(), Theirs::TooBig.encode()),
	];
	for (ours, theirs) in pairs {
		assert_eq!(ours, theirs);
	}
	let hash = [7u8; 32];
	let theirs = cumulus_pallet_xcmp_queue::Event::<Test>::XcmpMessageSent { message_hash: hash };
	let ours = Event::<Test>::XcmpMessageSent { message_hash: hash };
	assert_eq!(ours.encode(), theirs.encode());
	assert_eq!(RuntimeEvent::from(theirs), RuntimeEvent::XcmpQueue(ours));
}

#[test]
fn an_error_of_the_library_is_this_pallets_error() {
	build_and_check(|| {
		let theirs: DispatchError = cumulus_pallet_xcmp_queue::Error::<Test>::BadQueueConfig.into();
		let ours: DispatchError = Error::<Test>::BadQueueConfig.into();
		assert_eq!(theirs, ours);
		assert!(matches!(ours, DispatchError::Module(error) if error.index == 30));
	});
}

#[test]
fn the_library_stands_under_this_pallets_name_and_others_keep_theirs() {
	type Info = <Test as frame_system::Config>::PalletInfo;
	assert_eq!(Info::name::<Library>(), Some("XcmpQueue"));
	assert_eq!(Info::name::<XcmpQueue>(), Some("XcmpQueue"));
	assert_eq!(Info::index::<Library>(), Some(30));
	assert_eq!(Info::name_hash::<Library>(), Info::name_hash::<XcmpQueue>());
	assert_eq!(Info::crate_version::<Library>(), Info::crate_version::<XcmpQueue>());
	assert_eq!(Info::module_name::<Library>(), Some("pallet_spec_xcmp"));
	assert_eq!(Info::name::<System>(), Some("System"));
	assert_eq!(Info::index::<MessageQueue>(), Some(2));
	assert_eq!(Info::module_name::<System>(), Some("frame_system"));
	assert!(Info::name_hash::<System>().is_some() && Info::crate_version::<System>().is_some());
}

#[test]
fn the_storage_has_the_version_the_prefix_and_the_encoding_of_xcmp_queue() {
	build_and_check(|| {
		assert_eq!(XcmpQueue::in_code_storage_version(), Library::in_code_storage_version());
		assert_eq!(XcmpQueue::on_chain_storage_version(), Library::on_chain_storage_version());
		assert_eq!(STORAGE_VERSION, 7);
		// A page and a status that the library wrote.
		assert_ok!(send(BOB, 1));
		let status = XcmpQueue::status_of(BOB).unwrap();
		assert_eq!((status.first_index, status.last_index), (0, 1));
		assert_eq!(status.state, OutboundState::Ok);
		assert_eq!(OutboundXcmpMessages::<Test>::get(BOB, 0).len(), status.queued_bytes as usize);
		let theirs = cumulus_pallet_xcmp_queue::InboundXcmpSuspended::<Test>::hashed_key();
		assert_eq!(InboundXcmpSuspended::<Test>::hashed_key(), theirs);
		assert_eq!(
			cumulus_pallet_xcmp_queue::QueueConfigData::default().encode(),
			QueueConfigData::default().encode()
		);
		assert_eq!(_GeneratedPrefixForStorageQueueConfig::<Test>::pallet_prefix(), "XcmpQueue");
	});
}

//! The swap, over storage as xcmp-queue wrote it, byte by byte.

use codec::Encode;
use frame_support::{
	assert_ok,
	traits::{OnRuntimeUpgrade, StorageVersion},
};
use sp_io::hashing::{blake2_128, twox_64, twox_128};
use sp_runtime::FixedU128;

use crate::{
	migration::{FromXcmpQueue, queued},
	mock::*,
	*,
};

/// `twox128("XcmpQueue") ‖ twox128(item)`.
fn item(name: &str) -> Vec<u8> {
	[twox_128(b"XcmpQueue"), twox_128(name.as_bytes())].concat()
}

fn by_para(name: &str, id: ParaId) -> Vec<u8> {
	[item(name), blake2_128(&id.encode()).to_vec(), id.encode()].concat()
}

fn page_key(id: ParaId, at: u16) -> Vec<u8> {
	let index = at.encode();
	[by_para("OutboundXcmpMessages", id), twox_64(&index).to_vec(), index].concat()
}

fn put(key: &[u8], value: impl Encode) {
	sp_io::storage::set(key, &value.encode());
}

/// Two destinations with pages of both formats, one suspended, one with a signal; thresholds; a fee factor; a
/// sibling that was told to suspend; execution suspended.
fn layout_7() {
	put(&item(":__STORAGE_VERSION__:"), 7u16);
	let pages = [
		(BOB, 4u16, [vec![0u8], bytes(1), bytes(2)].concat()),
		(BOB, 5, [vec![3u8], bytes(3).encode()].concat()),
		(DAVE, 1, [vec![0u8], bytes(4)].concat()),
	];
	let len = |at: usize| pages[at].2.len() as u32;
	// recipient, state, signals_exist, first_index, last_index, flags, queued_bytes
	let statuses = vec![
		(BOB, 0u8, true, 4u16, 6u16, 3u32, len(0) + len(1)),
		(DAVE, 1u8, false, 1, 2, 0, len(2)),
	];
	put(&item("OutboundXcmpStatus"), statuses);
	put(&by_para("SignalMessages", BOB), vec![2u8, 1]);
	for (id, at, page) in pages {
		put(&page_key(id, at), page);
	}
	put(&item("QueueConfig"), (40u32, 50u32, 10u32));
	put(&item("QueueSuspended"), true);
	put(&item("InboundXcmpSuspended"), vec![CAROL]);
	let factor =
		[item("DeliveryFeeFactor"), twox_64(&BOB.encode()).to_vec(), BOB.encode()].concat();
	put(&factor, FixedU128::from_u32(4));
}

/// Everything under the pallet's name.
fn everything() -> Vec<(Vec<u8>, Vec<u8>)> {
	let prefix = twox_128(b"XcmpQueue").to_vec();
	let mut all = Vec::new();
	let mut key = prefix.clone();
	while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(&prefix)) {
		all.push((next.clone(), sp_io::storage::get(&next).unwrap().to_vec()));
		key = next;
	}
	all
}

#[test]
fn layout_7_is_read_as_it_stands() {
	build_and_check(|| {
		layout_7();
		check();
		assert_eq!(
			QueueConfig::<Test>::get(),
			QueueConfigData { suspend_threshold: 40, drop_threshold: 50, resume_threshold: 10 }
		);
		assert!(QueueSuspended::<Test>::get());
		assert!(InboundXcmpSuspended::<Test>::get().contains(&CAROL));
		assert_eq!(DeliveryFeeFactor::<Test>::get(BOB), FixedU128::from_u32(4));
		let bob = XcmpQueue::status_of(BOB).unwrap();
		assert_eq!((bob.pages(), bob.signals_exist, bob.flags), (2, true, 3));
		assert_eq!(XcmpQueue::status_of(DAVE).unwrap().state, OutboundState::Suspended);
	});
}

#[test]
fn with_hrmp_the_swap_changes_no_byte_however_often_it_runs() {
	build_and_check(|| {
		layout_7();
		let before = everything();
		assert_eq!(before.len(), 10);
		for _ in 0..2 {
			FromXcmpQueue::<Test>::on_runtime_upgrade();
			assert_eq!(everything(), before);
		}
	});
}

#[test]
fn queued_pages_leave_by_hrmp_after_the_swap_signals_first() {
	build_and_check(|| {
		layout_7();
		let mut taken = Vec::new();
		for _ in 0..4 {
			taken.extend(next_block());
		}
		let first = [vec![0u8], bytes(1), bytes(2)].concat();
		let second = [vec![3u8], bytes(3).encode()].concat();
		assert_eq!(taken, vec![(BOB, vec![2, 1]), (BOB, first), (BOB, second)]);
		// No channel leads to Dave.
		assert!(Held::<Test>::get().contains(&DAVE));
		open_stream(DAVE);
		end_block();
		assert_eq!(SpecOutbox::outgoing(DAVE).1[0].to_vec(), bytes(4));
	});
}

#[test]
fn without_hrmp_messages_thresholds_and_suspension_stay_and_the_rest_goes() {
	alone_and_check(|| {
		layout_7();
		let before = queued::<alone::Test>();
		assert_eq!(before.len(), 2);
		for _ in 0..2 {
			FromXcmpQueue::<alone::Test>::on_runtime_upgrade();
			alone::XcmpQueue::do_try_state().unwrap();
			assert_eq!(queued::<alone::Test>(), before);
			assert!(InboundXcmpSuspended::<alone::Test>::get().is_empty());
			assert_eq!(SignalMessages::<alone::Test>::iter().count(), 0);
			assert_eq!(DeliveryFeeFactor::<alone::Test>::iter().count(), 0);
			assert_eq!(QueueConfig::<alone::Test>::get().suspend_threshold, 40);
			assert!(QueueSuspended::<alone::Test>::get());
		}
	});
}

#[test]
fn every_message_of_layout_7_is_resent_once_hrmp_is_left() {
	alone_and_check(|| {
		layout_7();
		FromXcmpQueue::<alone::Test>::on_runtime_upgrade();
		for id in [BOB, DAVE] {
			alone::open_stream(id);
		}
		use frame_support::traits::Hooks;
		alone::XcmpQueue::on_idle(1, ServiceWeight::get());
		alone::SpecOutbox::on_finalize(1);
		let stream = |id| {
			alone::SpecOutbox::outgoing(id).1.into_iter().map(|p| p.to_vec()).collect::<Vec<_>>()
		};
		assert_eq!(stream(BOB), vec![bytes(1), bytes(2), bytes(3)]);
		assert_eq!(stream(DAVE), vec![bytes(4)]);
		assert!(queued::<alone::Test>().is_empty());
	});
}

#[test]
fn storage_of_another_layout_is_left_alone() {
	alone_and_check(|| {
		layout_7();
		StorageVersion::new(6).put::<alone::XcmpQueue>();
		let before = everything();
		FromXcmpQueue::<alone::Test>::on_runtime_upgrade();
		assert_eq!(everything(), before);
	});
}

#[test]
fn swapping_back_finds_what_xcmp_queue_would_have_left() {
	build_and_check(|| {
		layout_7();
		use cumulus_primitives_core::XcmpMessageSource;
		let ours = frame_support::storage::with_transaction(|| {
			next_block();
			frame_support::storage::TransactionOutcome::Rollback(
				Ok::<_, sp_runtime::DispatchError>(everything()),
			)
		});
		// The same block under xcmp-queue, but for what it swallows: Dave's page.
		let theirs = frame_support::storage::with_transaction(|| {
			Library::take_outbound_messages(16, &[]);
			frame_support::storage::TransactionOutcome::Rollback(
				Ok::<_, sp_runtime::DispatchError>(everything()),
			)
		});
		let missing: Vec<_> = {
			let theirs = theirs.unwrap();
			ours.unwrap()
				.into_iter()
				.filter(|entry| !theirs.contains(entry))
				.map(|(k, _)| k)
				.collect()
		};
		let mut expected = vec![page_key(DAVE, 1), item("Held"), item("OutboundXcmpStatus")];
		expected.sort();
		let mut missing = missing;
		missing.sort();
		assert_eq!(missing, expected);
	});
}

#[test]
fn a_queue_of_another_shape_fails_the_check() {
	build_and_check(|| {
		layout_7();
		let breakages: [fn(); 6] = [
			|| OutboundXcmpMessages::<Test>::remove(BOB, 4),
			|| {
				OutboundXcmpMessages::<Test>::insert(
					BOB,
					9,
					frame_support::WeakBoundedVec::default(),
				)
			},
			|| SignalMessages::<Test>::remove(BOB),
			|| sp_io::storage::set(&item("QueueConfig"), &(1u32, 1u32, 1u32).encode()),
			|| Resending::<Test>::put(BOB),
			|| {
				Held::<Test>::mutate(|held| assert!(held.try_insert(CAROL).is_ok()));
			},
		];
		for (at, breakage) in breakages.into_iter().enumerate() {
			frame_support::hypothetically!({
				breakage();
				assert!(XcmpQueue::do_try_state().is_err(), "breakage {at}");
			});
		}
		assert_ok!(XcmpQueue::do_try_state());
	});
}

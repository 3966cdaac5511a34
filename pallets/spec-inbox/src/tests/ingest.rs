//! The honest path, in every cut.

use frame_support::{dispatch::DispatchClass, weights::Weight};
use spec_messaging_primitives::{
	Position,
	pallets::{Footprint, Tier},
};
use spec_messaging_runtime_api::Refusal;

use super::*;
use crate::{Frontiers, Sources};

#[test]
fn messages_under_an_included_root_are_consumed_in_order() {
	build_and_check(|| {
		// Given five messages under an included root.
		let mut alice = Sender::new(ALICE);
		alice.send_some(5);
		alice.include();
		// When they come as one batch, they are taken.
		assert_eq!(ingest_one(alice.batch(0, 5)), Ok(()));
		// Then the handler has all of them, and the frontier is the sender's.
		assert_eq!(handled(ALICE), alice.payloads);
		assert_eq!(Frontiers::<Test>::get(ALICE), alice.frontier);
		assert!(events().contains(&Event::Ingested {
			source: ALICE,
			first: Position::from(0),
			count: 5,
			tier: Tier::Included,
		}));
		assert!(events().contains(&Event::GenerationLearned { source: ALICE, generation: 0 }));
		// And the queue executes them in order in the next block.
		next_block();
		let executed: Vec<_> = alice.payloads.iter().map(|p| (ALICE, p.clone())).collect();
		assert_eq!(Executed::get(), executed);
	});
}

#[test]
fn every_cut_of_a_stream_ends_at_the_senders_frontier() {
	for cut in 1..=9 {
		build_and_check(|| {
			let mut alice = Sender::new(ALICE);
			alice.send_some(20);
			alice.include();
			let mut at = 0;
			while at < 20 {
				assert_eq!(ingest_one(alice.batch(at, cut)), Ok(()), "cut {cut} at {at}");
				at = (at + cut).min(20);
				assert_eq!(consumed(ALICE), at as u64);
			}
			assert_eq!(handled(ALICE), alice.payloads);
			assert_eq!(Frontiers::<Test>::get(ALICE), alice.frontier);
		});
	}
}

#[test]
fn several_ingests_of_one_block_continue_each_other() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		// The source goes on and is included again; the next call brings the rest.
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest(vec![alice.batch(1, 4)]), vec![Ok(())]);
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

#[test]
fn an_older_included_root_still_serves_while_it_is_remembered() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.include();
		let older = alice.batch(0, 2);
		for _ in 0..15 {
			alice.send_some(1);
			alice.include();
		}
		assert_eq!(ingest_one(older), Ok(()));
		assert_eq!(consumed(ALICE), 2);
	});
}

#[test]
fn a_refusal_of_one_source_leaves_the_others_alone() {
	build_and_check(|| {
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send_some(2);
		bob.send_some(2);
		bob.include();
		// Alice's root is not included.
		let results = ingest(vec![alice.batch(0, 2), bob.batch(0, 2)]);
		assert!(matches!(results[0], Err(Refusal::RootNotIncluded(_))));
		assert_eq!(results[1], Ok(()));
		assert_eq!((consumed(ALICE), consumed(BOB)), (0, 2));
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
	});
}

#[test]
fn a_batch_above_the_capacity_is_refused_whole_and_one_at_it_is_taken() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(40);
		alice.include();
		assert_eq!(SpecInbox::capacity(ALICE), TestWindow::get());
		let over = ingest_one(alice.batch(0, 33));
		assert_eq!(over, Err(Refusal::OverCapacity(TestWindow::get())));
		assert_eq!(consumed(ALICE), 0);
		assert_eq!(ingest_one(alice.batch(0, 32)), Ok(()));
		// Now the window is full of queued messages.
		assert_eq!(SpecInbox::capacity(ALICE).messages, 0);
		assert!(matches!(ingest_one(alice.batch(32, 1)), Err(Refusal::OverCapacity(_))));
		// The queue drains and the stream goes on.
		next_block();
		assert_eq!(ingest_one(alice.batch(32, 8)), Ok(()));
		next_block();
		assert_eq!(Executed::get().len(), 40);
	});
}

#[test]
fn a_window_of_bytes_is_a_limit_of_its_own() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		for i in 0..9u8 {
			alice.send(&[i; 2_000]);
		}
		alice.include();
		assert!(matches!(ingest_one(alice.batch(0, 9)), Err(Refusal::OverCapacity(_))));
		assert_eq!(ingest_one(alice.batch(0, 8)), Ok(()));
		let left = Footprint { messages: 24, bytes: 384 };
		assert_eq!(SpecInbox::capacity(ALICE), left);
	});
}

#[test]
fn what_a_block_hashes_is_limited_over_all_sources() {
	build_and_check(|| {
		let mut senders = [Sender::new(ALICE), Sender::new(BOB), Sender::new(CAROL)];
		SpecInbox::accept_channel(RuntimeOrigin::root(), CAROL).expect("there is room");
		for sender in &mut senders {
			sender.send_some(32);
			sender.include();
		}
		let batches = senders.iter().map(|s| s.batch(0, 32)).collect();
		let none = Footprint { messages: 0, bytes: SpecInbox::capacity(CAROL).bytes };
		assert_eq!(ingest(batches), vec![Ok(()), Ok(()), Err(Refusal::OverCapacity(none))]);
		// The next block has room again.
		next_block();
		assert_eq!(ingest_one(senders[2].batch(0, 32)), Ok(()));
	});
}

#[test]
fn a_block_without_weight_refuses_and_the_next_one_takes() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		System::register_extra_weight_unchecked(Weight::MAX, DispatchClass::Mandatory);
		let batch = data(vec![alice.batch(0, 2)], false);
		SpecInbox::ingest(RuntimeOrigin::none(), batch).expect("ingest never fails");
		let refused = Event::Refused { source: ALICE, reason: Refusal::BlockFull };
		assert!(events().contains(&refused));
		assert_eq!(consumed(ALICE), 0);
		next_block();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
	});
}

#[test]
fn a_suspended_source_waits_and_continues_where_it_stopped() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(4);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None).expect("it is accepted");
		assert_eq!(SpecInbox::capacity(ALICE), Footprint::default());
		assert_eq!(ingest_one(alice.batch(2, 2)), Err(Refusal::NotConsuming));
		SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE).expect("it is suspended");
		assert_eq!(ingest_one(alice.batch(2, 2)), Ok(()));
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

#[test]
fn next_positions_name_every_peer_once_and_in_order() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 3)), Ok(()));
		SpecInbox::watch_peer(RuntimeOrigin::root(), CAROL).expect("there is room");
		let positions = SpecInbox::next_positions();
		let named: Vec<_> = positions.iter().map(|p| (p.source, p.next.get(), p.trusted)).collect();
		assert_eq!(named, vec![(ALICE, 3, true), (BOB, 0, false), (CAROL, 0, false)]);
		assert_eq!(positions[1].capacity, TestWindow::get());
		assert_eq!(positions[2].capacity, Footprint::default());
	});
}

#[test]
fn batches_up_to_the_capacity_of_a_block_are_taken_and_nothing_more() {
	build_and_check(|| {
		let capacity = SpecInbox::block_capacity();
		SpecInbox::accept_channel(RuntimeOrigin::root(), CAROL).expect("there is room");
		let mut left = usize::try_from(capacity.messages).expect("a limit of a test");
		let window = usize::try_from(TestWindow::get().messages).expect("a limit of a test");
		for source in [ALICE, BOB, CAROL] {
			let mut sender = Sender::new(source);
			sender.send_some(window);
			sender.include();
			let fits = left.min(window);
			if fits < window {
				let over = ingest_one(sender.batch(0, fits + 1));
				assert!(matches!(over, Err(Refusal::OverCapacity(_))), "{over:?}");
			}
			if fits > 0 {
				assert_eq!(ingest_one(sender.batch(0, fits)), Ok(()));
			}
			left -= fits;
		}
		assert_eq!(left, 0, "their windows together are more than a block takes");
		// And it is of any block, not of what is left of this one.
		assert_eq!(SpecInbox::block_capacity(), capacity);
	});
}

#[test]
fn the_states_size_is_what_its_page_says() {
	use codec::{Encode, MaxEncodedLen};
	assert_eq!(crate::SourceState::max_encoded_len(), 313);
	assert_eq!(crate::Tombstone::max_encoded_len(), 40);
	assert_eq!(SpecInbox::footprint().size, 3_258);
	let mut alice = Sender::new(ALICE);
	alice.send_some(1_000);
	let less = Frontier::max_encoded_len() - alice.frontier.encoded_size();
	assert_eq!(SpecInbox::footprint().size - less as u64, 1_434);
	assert_eq!(SpecInbox::footprint().count, 6);
	assert_eq!(crate::IncludedHeads::max_encoded_len(), 217);
	// A peer that was forgotten has none of them: 107 bytes at most.
	assert_eq!(crate::IncludedHeads::default().encoded_size(), 11);
	assert_eq!(crate::Chunk::max_encoded_len(), 160);
	assert_eq!(crate::BlockUse::max_encoded_len(), 11_537);
	assert_eq!(Frontier::max_encoded_len(), 2_025);
}

#[test]
fn the_limits_of_the_test_runtime_fit_together() {
	use frame_support::traits::Hooks;
	ext().execute_with(|| {
		SpecInbox::integrity_test();
		assert!(Sources::<Test>::contains_key(ALICE));
	});
}

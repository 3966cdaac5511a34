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
fn limits_with_which_a_full_ingest_and_full_hooks_do_not_fit_one_block_are_refused() {
	use frame_support::traits::{Get, Hooks};
	let fits = |rest: Weight| {
		ext().execute_with(|| {
			OutboxBlockWeight::set(&rest);
			std::panic::catch_unwind(SpecInbox::integrity_test).is_ok()
		})
	};
	let block = <<Test as frame_system::Config>::BlockWeights as Get<
		frame_system::limits::BlockWeights,
	>>::get()
	.max_block;
	// Each alone fits; it is the sum that does not. Of proof size this runtime has no limit.
	assert!(fits(Weight::from_parts(1_000, 100)));
	assert!(!fits(Weight::from_parts(block.ref_time(), 0)));
}

#[test]
fn limits_under_which_a_largest_payload_does_not_come_in_are_refused() {
	use frame_support::traits::Get;
	use frame_system::limits::{BlockLength, BlockWeights};
	use sp_runtime::Perbill;
	use spec_messaging_primitives::{batch::MAX_PAYLOAD_BYTES, pallets::HandleMessages};
	let fits = |weights: &BlockWeights, length: &BlockLength| {
		ext().execute_with(|| {
			std::panic::catch_unwind(|| SpecInbox::check_largest(weights, length)).is_ok()
		})
	};
	let weights: BlockWeights = <Test as frame_system::Config>::BlockWeights::get();
	let length = |mandatory: u32, normal: u32| {
		BlockLength::builder()
			.max_length(mandatory)
			.modify_max_length_for_class(DispatchClass::Normal, |length| *length = normal)
			.build()
	};
	let (inherent, delivered, delivery) = ext().execute_with(|| {
		let largest = <Test as crate::Config>::Handler::max_payload_bytes();
		(
			SpecInbox::extrinsic_bytes_max(MAX_PAYLOAD_BYTES),
			SpecInbox::extrinsic_bytes_max(largest),
			SpecInbox::deliver_weight_max(largest),
		)
	});
	// By length.
	assert!(fits(&weights, &length(inherent, delivered)));
	assert!(!fits(&weights, &length(inherent - 1, delivered)));
	assert!(!fits(&weights, &length(inherent, delivered - 1)));
	// By weight: of a block, a transaction gets less than three quarters. Its bytes count as proof.
	let length = length(inherent, delivered);
	let of = |block: Weight| BlockWeights::with_sensible_defaults(block, Perbill::from_percent(75));
	let delivery = delivery.saturating_add(Weight::from_parts(0, delivered.into()));
	assert!(fits(&of(delivery * 2), &length));
	assert!(!fits(&of(delivery), &length));
	assert!(!fits(
		&of(Weight::from_parts(delivery.ref_time(), delivery.proof_size() * 2)),
		&length
	));
	assert!(!fits(
		&of(Weight::from_parts(delivery.ref_time() * 2, delivery.proof_size())),
		&length
	));
}

/// The length that limits are held against is that of a real delivery, but for the envelope.
#[test]
fn no_delivery_of_one_message_is_longer_than_is_reckoned() {
	use codec::Encode;
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(&[7; 4_000]);
		alice.include();
		let mut batch = alice.batch(0, 1);
		let hashes = |n: u8| (0..n).map(Hash::repeat_byte).collect::<Vec<_>>();
		batch.proof.siblings = hashes(32).try_into().expect("32 of 32");
		batch.extension = spec_messaging_primitives::mmr::ExtensionProof::from_nodes(hashes(63))
			.expect("63 of 63");
		let call = RuntimeCall::SpecInbox(crate::Call::deliver { batch });
		let reckoned = SpecInbox::extrinsic_bytes_max(4_000) as usize;
		assert!(call.encoded_size() <= reckoned);
		// And it is not much shorter: what is left is for the transaction around it.
		assert!(call.encoded_size() + 1_024 >= reckoned);
	});
}

#[test]
fn the_loads_measured_as_a_whole_take_what_their_models_say() {
	use sp_runtime::Perbill;
	ext().execute_with(|| SpecInbox::check_accuracy(Perbill::from_percent(15)));
	// And no measurement is exact: the check finds that.
	let exact = || ext().execute_with(|| SpecInbox::check_accuracy(Perbill::zero()));
	assert!(std::panic::catch_unwind(exact).is_err());
}

/// A byte is charged whichever takes longer: to be hashed once more, as a dead letter is, or to be taken.
#[test]
fn a_byte_is_charged_at_the_longer_one_of_two_times() {
	use crate::WeightInfo;
	type Weights = <Test as crate::Config>::WeightInfo;
	let slope = |weight: fn(u32) -> Weight| weight(1_000).ref_time() - weight(0).ref_time();
	let (hashed, taken) = (slope(Weights::batch_bytes), slope(Weights::batch_taken_bytes));
	let charged = ext().execute_with(|| SpecInbox::bytes_weight(1_000));
	assert_eq!(charged, Weight::from_parts(hashed.max(taken), 0));
}

#[test]
fn a_handler_that_may_execute_more_than_a_block_is_refused() {
	use frame_support::traits::{Get, Hooks};
	let block = <<Test as frame_system::Config>::BlockWeights as Get<
		frame_system::limits::BlockWeights,
	>>::get()
	.max_block;
	let fits = |until: Weight| {
		ext().execute_with(|| {
			AtOnceUntil::set(&until);
			std::panic::catch_unwind(SpecInbox::integrity_test).is_ok()
		})
	};
	assert!(fits(block));
	assert!(!fits(Weight::from_parts(block.ref_time() + 1, 0)));
}

#[test]
fn the_limits_of_the_test_runtime_fit_together() {
	use frame_support::traits::Hooks;
	ext().execute_with(|| {
		SpecInbox::integrity_test();
		assert!(Sources::<Test>::contains_key(ALICE));
	});
}

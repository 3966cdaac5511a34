//! What becomes of consumed messages: handed on or dead-lettered, never nothing.

use codec::Encode;
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{assert_ok, traits::QueueFootprintQuery};
use spec_messaging_primitives::{
	hashing::message_id,
	pallets::{Footprint, HandleMessages, Tier},
};
use spec_messaging_runtime_api::Refusal;

use super::*;
use crate::{Config, DeadLetter, QueueHandler, Sources, queue::WeightPerPage};

type Holding = HoldBack<QueueHandler<MessageQueue, WeightPerPage<(), HeapSize>>>;

fn max_payload() -> usize {
	<Test as Config>::Handler::max_payload_bytes() as usize
}

#[test]
fn a_stream_goes_on_behind_a_message_that_nobody_takes() {
	build_and_check(|| {
		// Given a stream with an empty and an over-long message between good ones.
		let mut alice = Sender::new(ALICE);
		let too_long = vec![1u8; max_payload() + 1];
		for payload in [&b"a"[..], b"", b"b", b"c", &too_long, b"d"] {
			alice.send(payload);
		}
		alice.include();
		// When they come, all of them are consumed.
		assert_eq!(ingest_one(alice.batch(0, 6)), Ok(()));
		assert_eq!(consumed(ALICE), 6);
		// Then the good ones are handed on in stretches with their positions,
		let stretch = |first: u32, payloads: &[&[u8]]| {
			let payloads = payloads.iter().map(|p| p.to_vec()).collect::<Vec<_>>();
			(ALICE, Tier::Included, Position::from(first), payloads)
		};
		let expected = vec![stretch(0, &[b"a"]), stretch(2, &[b"b", b"c"]), stretch(5, &[b"d"])];
		assert_eq!(Handled::get(), expected);
		// and each of the others has an event and is counted.
		for (position, payload, reason) in
			[(1u32, &[][..], DeadLetter::Empty), (4, &too_long, DeadLetter::TooLong)]
		{
			assert!(events().contains(&Event::DeadLettered {
				source: ALICE,
				position: Position::from(position),
				id: message_id(payload),
				reason,
			}));
		}
		let state = Sources::<Test>::get(ALICE).expect("accepted");
		assert_eq!((state.enqueued, state.dead_lettered, state.skipped), (4, 2, 0));
		let bytes: usize = alice.payloads.iter().map(Vec::len).sum();
		assert_eq!(state.consumed_bytes, bytes as u64);
	});
}

/// Else a source could make a block spend itself on looking at its queue: one look per dead letter.
#[test]
fn a_batch_in_many_stretches_weighs_as_much_as_one_in_one() {
	let mandatory = |payloads: &[&[u8]]| {
		let mut registered = Default::default();
		build_and_check(|| {
			let mut alice = Sender::new(ALICE);
			payloads.iter().for_each(|payload| alice.send(payload));
			alice.include();
			let before = System::block_weight().get(DispatchClass::Mandatory).proof_size();
			let ingest = data(vec![alice.batch(0, payloads.len())], false);
			assert_ok!(SpecInbox::ingest(RuntimeOrigin::none(), ingest));
			assert_eq!(consumed(ALICE), payloads.len() as u64);
			let after = System::block_weight().get(DispatchClass::Mandatory).proof_size();
			registered = after - before;
		});
		registered
	};
	let one_stretch = mandatory(&[&b"a"[..]; 9]);
	let five_stretches = mandatory(&[&b"a"[..], b"", b"b", b"", b"c", b"", b"d", b"", b"e"]);
	assert_eq!(one_stretch, five_stretches);
}

#[test]
fn the_longest_payload_that_is_accepted_is_handed_on() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(&vec![1u8; max_payload()]);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(handled(ALICE).len(), 1);
		next_block();
		assert_eq!(Executed::get().len(), 1);
	});
}

#[test]
fn the_longest_payload_of_the_wire_does_not_stop_its_stream() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(&vec![1u8; 1 << 20]);
		alice.send(b"after it");
		alice.include();
		// It is far above the window, and takes no room in it.
		assert!((1 << 20) > TestWindow::get().bytes);
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		assert_eq!(handled(ALICE), vec![b"after it".to_vec()]);
	});
}

#[test]
fn messages_queue_under_the_origin_that_hrmp_would_give_them() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(b"four");
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		let footprint = <MessageQueue as QueueFootprintQuery<_>>::footprint(
			AggregateMessageOrigin::Sibling(ALICE),
		);
		assert_eq!((footprint.storage.count, footprint.storage.size), (1, 4));
		let queued = <Test as Config>::Handler::queued(ALICE);
		assert_eq!(queued, Footprint { messages: 1, bytes: 4 });
	});
}

#[test]
fn the_tier_of_a_message_is_handed_on_with_it() {
	build_and_check(|| {
		RelayState::default().support(&[1]).show();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		alice.include();
		alice.send_some(1);
		alice.include();
		assert_eq!(ingest_asking(vec![alice.batch(1, 1)], true), vec![Ok(())]);
		let tiers: Vec<_> = Handled::get().iter().map(|(_, tier, ..)| *tier).collect();
		assert_eq!(tiers, vec![Tier::Speculative, Tier::Included]);
	});
}

#[test]
fn a_refused_batch_reaches_nobody() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		assert!(matches!(ingest_one(alice.batch(0, 2)), Err(Refusal::RootNotIncluded(_))));
		assert!(Handled::get().is_empty());
	});
}

#[test]
fn an_application_holds_back_high_value_until_its_block_is_included() {
	build_and_check(|| {
		// Given one message of high value and one of low value, under a speculative root.
		RelayState::default().support(&[1]).show();
		let mut alice = Sender::new(ALICE);
		alice.send(b"$1,000,000");
		alice.send(b"hello");
		assert_eq!(ingest_asking(vec![alice.batch(0, 2)], true), vec![Ok(())]);
		// When the queue runs, only the one of low value is executed.
		next_block();
		assert_eq!(Executed::get(), vec![(ALICE, b"hello".to_vec())]);
		// What is held back takes room in the window.
		assert_eq!(SpecInbox::capacity(ALICE).messages, 31);
		// Then the block that brought it is included, and it is executed too.
		Holding::release();
		assert_eq!(HeldBack::get().len(), 1);
		OwnIncluded::set(&1);
		Holding::release();
		next_block();
		assert_eq!(Executed::get().last(), Some(&(ALICE, b"$1,000,000".to_vec())));
		assert!(HeldBack::get().is_empty());
	});
}

#[test]
fn an_application_holds_back_nothing_that_is_included() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(b"$1,000,000");
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		next_block();
		assert_eq!(Executed::get(), vec![(ALICE, b"$1,000,000".to_vec())]);
	});
}

#[test]
fn only_the_inherent_hands_messages_on_to_be_executed_at_once() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send(b"first");
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(HandedAtOnce::get(), [true]);
		alice.send(b"second");
		alice.include();
		// What a call undoes would have been charged to nobody.
		assert_eq!(SpecInbox::check(data(vec![alice.batch(1, 1)], false).batches, false), [Ok(())]);
		assert_ok!(SpecInbox::deliver(RuntimeOrigin::signed(1), alice.batch(1, 1)));
		assert_eq!(HandedAtOnce::get(), [true, false]);
		// Nor is it the inherent if a transaction calls it, as root can.
		System::note_inherents_applied();
		alice.send(b"third");
		alice.include();
		assert_eq!(ingest_one(alice.batch(2, 1)), Ok(()));
		assert_eq!(HandedAtOnce::get(), [true, false, false]);
	});
}

#[test]
fn a_message_that_is_executed_can_not_bring_others() {
	build_and_check(|| {
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send(NEST);
		bob.send(b"brought");
		alice.include();
		bob.include();
		FromInside::set(&bob.batch(0, 1).encode());
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		next_block();
		assert_eq!(Executed::get(), [(ALICE, NEST.to_vec())]);
		let refused = sp_runtime::DispatchError::from(crate::Error::<Test>::InsideMessage);
		assert_eq!(InsideAnswers::get(), [refused; 3]);
		assert_eq!(consumed(BOB), 0);
		// From outside it is taken.
		assert_ok!(SpecInbox::deliver(RuntimeOrigin::signed(1), bob.batch(0, 1)));
	});
}

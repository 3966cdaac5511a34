//! The inherent never fails and is never required.

use frame_support::{assert_noop, inherent::ProvideInherent, traits::Get, weights::Weight};
use sp_inherents::InherentData;
use spec_messaging_primitives::inherent::INHERENT_IDENTIFIER;
use spec_messaging_runtime_api::Refusal;

use super::*;
use crate::Call;

fn inherent_data(value: &impl codec::Encode) -> InherentData {
	let mut data = InherentData::new();
	data.put_data(INHERENT_IDENTIFIER, value).expect("nothing is there yet");
	data
}

#[test]
fn what_the_node_collected_becomes_the_call() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		let collected = data(vec![alice.batch(0, 2)], true);
		let call = SpecInbox::create_inherent(&inherent_data(&collected));
		assert_eq!(call, Some(Call::ingest { data: collected }));
		assert!(SpecInbox::is_inherent(&call.expect("there is one")));
	});
}

#[test]
fn batches_that_are_more_than_a_block_takes_together_are_left_out_and_the_others_are_not() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		let mut bob = Sender::new(BOB);
		let mut carol = Sender::new(CAROL);
		alice.send_some(40);
		bob.send_some(40);
		carol.send_some(24);
		// A block takes 64 messages.
		let (first, second) = (alice.batch(0, 40), bob.batch(0, 40));
		let (refresh, third) = (bob.batch(0, 0), carol.batch(0, 24));
		let all = data(vec![first.clone(), refresh.clone(), second, third.clone()], false);
		let call = SpecInbox::create_inherent(&inherent_data(&all));
		assert_eq!(call, Some(Call::ingest { data: data(vec![first, refresh, third], false) }));
	});
}

#[test]
fn no_data_empty_data_and_garbage_make_a_block_without_messages() {
	build_and_check(|| {
		assert_eq!(SpecInbox::create_inherent(&InherentData::new()), None);
		assert_eq!(SpecInbox::create_inherent(&inherent_data(&data(vec![], false))), None);
		assert_eq!(SpecInbox::create_inherent(&inherent_data(&[0xffu8; 40])), None);
		assert_eq!(SpecInbox::create_inherent(&inherent_data(&())), None);
	});
}

/// A chain that only sends has to say what it provides, or nobody could build on it.
#[test]
fn the_wish_for_the_speculative_tier_needs_no_batch() {
	build_and_check(|| {
		let wish = data(vec![], true);
		let call = SpecInbox::create_inherent(&inherent_data(&wish));
		assert_eq!(call, Some(Call::ingest { data: wish }));
	});
}

#[test]
fn no_inherent_is_ever_required() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		let data = inherent_data(&data(vec![alice.batch(0, 2)], false));
		assert_eq!(SpecInbox::is_inherent_required(&data), Ok(None));
		let other = Call::<Test>::trust { source: BOB };
		assert!(!SpecInbox::is_inherent(&other));
	});
}

#[test]
fn an_ingest_before_the_relay_proof_is_refused_and_the_same_after_it_is_taken() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		assert!(matches!(ingest_one(alice.batch(0, 2)), Err(Refusal::RootNotIncluded(_))));
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		// Repeated, it is refused and the block stays as it is.
		assert!(matches!(ingest_one(alice.batch(0, 2)), Err(Refusal::Batch(_))));
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

#[test]
fn an_ingest_of_nothing_changes_nothing_but_its_own_books() {
	build_and_check(|| {
		assert!(ingest(vec![]).is_empty());
		assert!(Handled::get().is_empty());
		assert_noop!(
			SpecInbox::ingest(RuntimeOrigin::root(), data(vec![], false)),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}

#[test]
fn declared_weight_is_capped_by_the_block_and_by_what_a_block_hashes() {
	build_and_check(|| {
		// A batch of more messages than a block hashes declares no more than one at the limit.
		let mut alice = Sender::new(ALICE);
		alice.send_some(1_000);
		let at_the_limit = SpecInbox::payload_weight(64, 2_097_152);
		assert_eq!(SpecInbox::payload_weight(1_000, u64::MAX), at_the_limit);
		assert_eq!(SpecInbox::payload_weight(0, 10_000), Weight::zero());
		// However many batches there are, the call declares one block at most.
		let batch = alice.batch(0, 1_000);
		let batches: Vec<_> =
			(0..256).map(|i| MessageBatch { source: ParaId::new(i), ..batch.clone() }).collect();
		let weights: frame_system::limits::BlockWeights =
			<Test as frame_system::Config>::BlockWeights::get();
		assert!(SpecInbox::ingest_weight(&data(batches, true)).all_lte(weights.max_block));
	});
}

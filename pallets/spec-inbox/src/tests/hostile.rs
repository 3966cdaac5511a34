//! What every batch of a stranger may try. After each attempt the honest messages still arrive.

use spec_messaging_primitives::{
	batch::{BatchError, Payload},
	mmr::{ExtensionError, ExtensionProof},
	pallets::Footprint,
	tree::TreeError,
};
use spec_messaging_runtime_api::{Refusal, TierOff};

use super::*;
use crate::Frontiers;

/// Takes two of six messages, tries `attack` on the rest, and then has the honest rest delivered.
fn attack(attack: impl Fn(&Sender, &mut MessageBatch)) -> Refusal {
	let mut refusal = None;
	build_and_check(|| {
		// Given a source that is being read.
		let mut alice = Sender::new(ALICE);
		alice.send_some(6);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		let before = (Frontiers::<Test>::get(ALICE), handled(ALICE));
		// When a batch was tampered with, it is refused and nothing of it is consumed.
		let mut batch = alice.batch(2, 3);
		attack(&alice, &mut batch);
		refusal = ingest_one(batch).err();
		assert_eq!((Frontiers::<Test>::get(ALICE), handled(ALICE)), before);
		// Then the honest messages still arrive.
		assert_eq!(ingest_one(alice.batch(2, 4)), Ok(()));
		assert_eq!(handled(ALICE), alice.payloads);
	});
	refusal.expect("the attack is refused")
}

#[test]
fn a_tampered_payload_is_refused() {
	let refusal = attack(|_, batch| {
		let payload = batch.payloads.iter_mut().next().expect("three payloads");
		let first = payload.iter_mut().next().expect("not empty");
		*first ^= 1;
	});
	assert_eq!(refusal, Refusal::Batch(BatchError::Extension(ExtensionError::RootMismatch)));
}

#[test]
fn reordered_dropped_and_doubled_payloads_are_refused() {
	let refusal = attack(|_, batch| {
		let mut payloads = batch.payloads.to_vec();
		payloads.swap(0, 1);
		batch.payloads = payloads.try_into().expect("three");
	});
	assert_eq!(refusal, Refusal::Batch(BatchError::Extension(ExtensionError::RootMismatch)));
	// From 4 to 6 messages it takes one node, as from 5.
	let refusal = attack(|_, batch| {
		let mut payloads = batch.payloads.to_vec();
		payloads.remove(1);
		batch.payloads = payloads.try_into().expect("two");
	});
	assert_eq!(refusal, Refusal::Batch(BatchError::Extension(ExtensionError::RootMismatch)));
	// With four the stream is at its end.
	let refusal = attack(|_, batch| {
		let mut payloads = batch.payloads.to_vec();
		payloads.insert(1, payloads[1].clone());
		batch.payloads = payloads.try_into().expect("four");
	});
	let count = ExtensionError::NodeCount { expected: 0, actual: 1 };
	assert_eq!(refusal, Refusal::Batch(BatchError::Extension(count)));
}

#[test]
fn a_message_nobody_sent_at_the_end_of_a_stream_is_refused() {
	let refusal = attack(|alice, batch| {
		*batch = alice.batch(2, 4);
		let mut payloads = batch.payloads.to_vec();
		payloads.push(Payload::try_from(b"mint".to_vec()).expect("short"));
		batch.payloads = payloads.try_into().expect("five");
	});
	assert_eq!(refusal, Refusal::Batch(BatchError::BeyondStream));
}

#[test]
fn gaps_overlaps_and_repeats_are_refused() {
	for first in [0, 1, 3, 4] {
		let refusal = attack(|alice, batch| *batch = alice.batch(first, 2));
		assert_eq!(
			refusal,
			Refusal::Batch(BatchError::NotContinuing {
				first: Position::from(first as u32),
				held: Position::from(2),
			})
		);
	}
}

#[test]
fn payloads_of_another_position_under_the_right_one_are_refused() {
	let refusal = attack(|alice, batch| {
		*batch = alice.batch(3, 3);
		batch.first = Position::from(2);
	});
	// Three messages from 2 on end before the stream does.
	let count = ExtensionError::NodeCount { expected: 1, actual: 0 };
	assert_eq!(refusal, Refusal::Batch(BatchError::Extension(count)));
}

#[test]
fn a_foreign_root_is_refused() {
	let refusal = attack(|_, batch| batch.provides_root = ProvidesRoot(Hash::repeat_byte(9)));
	assert_eq!(refusal, Refusal::Batch(BatchError::ForeignLeaf));
}

#[test]
fn every_edit_of_a_tree_proof_is_refused() {
	let foreign = Refusal::Batch(BatchError::ForeignLeaf);
	let tree = |error| Refusal::Batch(BatchError::Tree(error));
	// Leaf 5 of 11: as leaf 4 the siblings are as many, on other sides.
	assert_eq!(attack(|_, batch| batch.proof.index -= 1), foreign);
	assert_eq!(attack(|_, batch| batch.proof.leaves += 1), foreign);
	assert_eq!(
		attack(|_, batch| batch.proof.leaves = 0),
		tree(TreeError::IndexOutOfRange { index: 5, leaves: 0 })
	);
	assert_eq!(
		attack(|_, batch| batch.proof.index = 11),
		tree(TreeError::IndexOutOfRange { index: 11, leaves: 11 })
	);
	assert_eq!(attack(|_, batch| batch.proof.generation += 1), foreign);
	let refusal = attack(|_, batch| {
		batch.proof.siblings.pop();
	});
	assert_eq!(refusal, tree(TreeError::SiblingCount { expected: 4, actual: 3 }));
	let refusal = attack(|_, batch| {
		let sibling = batch.proof.siblings.iter_mut().next().expect("eleven peers");
		*sibling = Hash::zero();
	});
	assert_eq!(refusal, foreign);
}

#[test]
fn every_edit_of_a_channel_leaf_is_refused() {
	let edits: [fn(&mut ChannelLeaf); 3] = [
		|leaf| leaf.leaf_count = LeafCount::from(5),
		|leaf| leaf.stream_root.0 = Hash::repeat_byte(1),
		|leaf| leaf.register.credit += 1,
	];
	for edit in edits {
		let refusal = attack(|_, batch| edit(&mut batch.channel));
		assert_eq!(refusal, Refusal::Batch(BatchError::ForeignLeaf));
	}
}

#[test]
fn every_wrong_extension_is_refused() {
	let nodes = |batch: &MessageBatch| batch.extension.nodes().to_vec();
	let refusal = attack(|_, batch| batch.extension = ExtensionProof::default());
	let count = |actual| {
		Refusal::Batch(BatchError::Extension(ExtensionError::NodeCount { expected: 1, actual }))
	};
	assert_eq!(refusal, count(0));
	let refusal = attack(|_, batch| {
		let mut more = nodes(batch);
		more.push(Hash::zero());
		batch.extension = ExtensionProof::from_nodes(more).expect("few");
	});
	assert_eq!(refusal, count(2));
	let refusal = attack(|_, batch| {
		let mut other = nodes(batch);
		let node = other.iter_mut().next().expect("one message is left out");
		*node = Hash::repeat_byte(3);
		batch.extension = ExtensionProof::from_nodes(other).expect("few");
	});
	assert_eq!(refusal, Refusal::Batch(BatchError::Extension(ExtensionError::RootMismatch)));
}

#[test]
fn a_batch_of_another_chain_or_to_another_chain_is_refused() {
	// Bob's name over Alice's messages.
	let refusal = attack(|_, batch| batch.source = BOB);
	assert_eq!(refusal, Refusal::Batch(BatchError::ForeignLeaf));
	let refusal = attack(|_, batch| batch.source = CAROL);
	assert_eq!(refusal, Refusal::UnknownSource);
}

#[test]
fn a_root_that_left_the_ring_is_refused() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		let old = alice.batch(0, 1);
		for _ in 0..16 {
			alice.send_some(1);
			alice.include();
		}
		let refused = Refusal::RootNotIncluded(TierOff::NoRelaySupport);
		assert_eq!(ingest_one(old), Err(refused));
		assert_eq!(ingest_one(alice.batch(0, 17)), Ok(()));
	});
}

#[test]
fn sources_out_of_order_or_twice_in_one_call_are_refused() {
	build_and_check(|| {
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send_some(2);
		bob.send_some(2);
		alice.include();
		bob.include();
		let results = ingest(vec![bob.batch(0, 1), alice.batch(0, 1), bob.batch(1, 1)]);
		assert_eq!(results, vec![Ok(()), Err(Refusal::OutOfOrder), Err(Refusal::OutOfOrder)]);
		assert_eq!(ingest(vec![alice.batch(0, 2), bob.batch(1, 1)]), vec![Ok(()), Ok(())]);
	});
}

#[test]
fn hashing_for_nothing_uses_up_the_block_and_no_more() {
	build_and_check(|| {
		// Given tampered batches of as many messages as a block hashes.
		let mut alice = Sender::new(ALICE);
		alice.send_some(32);
		alice.include();
		let mut tampered = alice.batch(0, 32);
		let last = tampered.payloads.iter_mut().last().expect("32 payloads");
		*last = Payload::default();
		let mismatch = Refusal::Batch(BatchError::RootMismatch);
		assert_eq!(ingest_one(tampered.clone()), Err(mismatch));
		assert_eq!(ingest_one(tampered.clone()), Err(mismatch));
		// Then this block hashes nothing any more, and the next one does.
		let none = Refusal::OverCapacity(Footprint { messages: 0, bytes: 16_384 });
		assert_eq!(ingest_one(tampered), Err(none));
		assert_eq!(ingest_one(alice.batch(0, 1)), Err(none));
		next_block();
		assert_eq!(ingest_one(alice.batch(0, 32)), Ok(()));
	});
}

//! Block authors of the receiver that lie: each ends in a named refusal, and honest messages after it
//! still arrive.
//!
//! Method: A sends five messages and its block is enacted. The author of B's next block brings a
//! forged batch. The block stays valid in every case: its PoV is validated and enacted.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

mod common;

use common::*;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::{BatchError, MessageBatch},
	hashing::{Hash as Digest, ProvidesRoot},
	mmr::{ExtensionError, ExtensionProof},
	tree::TreeError,
};
use spec_messaging_runtime_api::{Refusal, TierOff};
use spec_messaging_world::Reach;

/// A has five messages under an included root, B has read none of them.
fn five_included() -> spec_messaging_world::Result<Matched> {
	let mut world = supported()?;
	let sent = send(&mut world, 5)?;
	submit_fresh(&mut world, A, sent)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, A, sent)?);
	Ok(world)
}

/// B's author brings `forge(honest batch)`; the batch is refused for `expected`, nothing of it is
/// consumed, the block is enacted, and honest messages still arrive.
fn refused(
	forge: impl FnOnce(&mut MessageBatch),
	expected: impl FnOnce(&Refusal) -> bool,
) -> Outcome {
	// given an honest batch
	let mut world = five_included()?;
	let mut forged = batch(&world, u64::MAX)?;
	assert_eq!(forged.messages(), 5);
	// when one thing is forged
	forge(&mut forged);
	let before = standing(&world)?;
	let block = receive(&mut world, &data(vec![forged], true))?;
	// then it is refused by name and nothing is consumed
	let reasons = refusals(&world, block)?;
	assert!(matches!(&reasons[..], [reason] if expected(reason)), "{reasons:?}");
	assert_eq!(taken(&world, block)?, (0, 0));
	assert_eq!(standing(&world)?.next, before.next);
	// and the block is as good as any
	submit_fresh(&mut world, B, block)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, B, block)?);
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

fn is_batch(reason: &Refusal, error: BatchError) -> bool {
	*reason == Refusal::Batch(error)
}

#[test]
fn a_tampered_payload_is_refused() -> Outcome {
	refused(
		|batch| {
			let byte =
				batch.payloads.get_mut(2).and_then(|p| p.last_mut()).expect("not empty; qed");
			*byte ^= 1;
		},
		|reason| is_batch(reason, BatchError::RootMismatch),
	)
}

#[test]
fn a_skipped_message_is_refused() -> Outcome {
	refused(
		|batch| {
			batch.payloads.remove(2);
		},
		|reason| {
			let expected = ExtensionError::NodeCount { expected: 1, actual: 0 };
			is_batch(reason, BatchError::Extension(expected))
		},
	)
}

#[test]
fn a_batch_that_starts_behind_a_gap_is_refused() -> Outcome {
	let one = Position::from(1);
	refused(
		|batch| {
			batch.payloads.remove(0);
			batch.first = one;
		},
		|reason| {
			let held = Position::from(0);
			is_batch(reason, BatchError::NotContinuing { first: one, held })
		},
	)
}

#[test]
fn a_message_repeated_within_a_batch_is_refused() -> Outcome {
	refused(
		|batch| {
			let again = batch.payloads.first().cloned().expect("not empty; qed");
			batch.payloads.try_insert(1, again).expect("there is room; qed");
		},
		|reason| is_batch(reason, BatchError::BeyondStream),
	)
}

#[test]
fn reordered_messages_are_refused() -> Outcome {
	refused(
		|batch| batch.payloads.as_mut().swap(1, 3),
		|reason| is_batch(reason, BatchError::RootMismatch),
	)
}

#[test]
fn a_truncated_tail_without_its_extension_is_refused() -> Outcome {
	refused(
		|batch| {
			batch.payloads.pop();
			batch.extension = ExtensionProof::from_nodes(vec![Digest::zero()]).expect("one; qed");
		},
		|reason| is_batch(reason, BatchError::Extension(ExtensionError::RootMismatch)),
	)
}

#[test]
fn a_foreign_root_is_refused() -> Outcome {
	refused(
		|batch| batch.provides_root = ProvidesRoot(Digest::repeat_byte(7)),
		|reason| is_batch(reason, BatchError::ForeignLeaf),
	)
}

#[test]
fn a_tree_proof_with_a_wrong_index_is_refused() -> Outcome {
	refused(
		|batch| batch.proof.index = batch.proof.leaves,
		|reason| {
			matches!(reason, Refusal::Batch(BatchError::Tree(TreeError::IndexOutOfRange { .. })))
		},
	)
}

#[test]
fn a_tree_proof_with_a_sibling_too_many_is_refused() -> Outcome {
	refused(
		|batch| batch.proof.siblings.try_push(Digest::zero()).expect("there is room; qed"),
		|reason| matches!(reason, Refusal::Batch(BatchError::Tree(TreeError::SiblingCount { .. }))),
	)
}

#[test]
fn a_leaf_count_that_is_not_committed_is_refused() -> Outcome {
	refused(
		|batch| {
			let more = batch.channel.leaf_count.checked_add(4).expect("small; qed");
			batch.channel.leaf_count = more;
		},
		|reason| is_batch(reason, BatchError::ForeignLeaf),
	)
}

#[test]
fn an_unknown_source_is_refused() -> Outcome {
	refused(|batch| batch.source = ParaId::from(2_999), |reason| *reason == Refusal::UnknownSource)
}

#[test]
fn another_chains_messages_under_this_chains_name_are_refused() -> Outcome {
	refused(|batch| batch.proof.generation += 1, |reason| is_batch(reason, BatchError::ForeignLeaf))
}

#[test]
fn a_batch_over_the_capacity_is_refused() -> Outcome {
	refused(
		|batch| {
			let payload = batch.payloads.first().cloned().expect("not empty; qed");
			// More than the window. What is more than a block takes never gets into one.
			while batch.payloads.len() < 5_000 {
				batch.payloads.try_push(payload.clone()).expect("below 65,536; qed");
			}
		},
		|reason| matches!(reason, Refusal::OverCapacity(_)),
	)
}

#[test]
fn a_repeated_range_is_refused_the_second_time() -> Outcome {
	// given five messages that were consumed
	let mut world = five_included()?;
	let honest = batch(&world, u64::MAX)?;
	let first = receive(&mut world, &data(vec![honest.clone()], true))?;
	assert_eq!(taken(&world, first)?, (5, 0));
	// when the next author brings them again
	submit_fresh(&mut world, B, first)?;
	world.advance();
	let second = receive(&mut world, &data(vec![honest], true))?;
	// then the range is refused and nothing is delivered twice
	let (first_position, held) = (Position::from(0), Position::from(5));
	let expected = BatchError::NotContinuing { first: first_position, held };
	assert_eq!(refusals(&world, second)?, [Refusal::Batch(expected)]);
	assert_eq!(taken(&world, second)?, (0, 0));
	submit_fresh(&mut world, B, second)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_repeated_ingest_in_one_block_changes_nothing_but_an_event() -> Outcome {
	// given the inherent of an honest author
	let mut world = five_included()?;
	let honest = batch(&world, u64::MAX)?;
	let plan = plan_with(&world, B, &data(vec![honest], true))?;
	let mut extrinsics = world.chain(B)?.inherents(&plan)?;
	// when its author repeats the last one, which is ours
	let again = extrinsics.last().cloned().expect("three inherents; qed");
	extrinsics.push(again);
	let block = world.chain_mut(B)?.author_exact(&plan, extrinsics)?;
	// then the messages are consumed once and the block is valid
	assert_eq!(taken(&world, block)?, (5, 0));
	assert_eq!(refusals(&world, block)?.len(), 1);
	submit_fresh(&mut world, B, block)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn garbage_in_the_place_of_the_inherent_data_is_ignored() -> Outcome {
	// given a node that hands garbage to the runtime
	let mut world = five_included()?;
	let plan = plan_with(&world, B, &[0xffu8; 9])?;
	// when the block is authored, then there is no ingest and the block is valid
	let block = world.chain_mut(B)?.author(&plan, Vec::new())?;
	assert_eq!(taken(&world, block)?, (0, 0));
	submit_fresh(&mut world, B, block)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_speculative_root_is_refused_where_the_relay_chain_shows_no_support() -> Outcome {
	// given a relay chain without the support key
	let mut world = unsupported()?;
	send(&mut world, 5)?;
	// when B's author brings messages that are not included
	let speculative = batch(&world, u64::MAX)?;
	let block = receive(&mut world, &data(vec![speculative], true))?;
	// then they are refused, and wait for inclusion
	let expected = Refusal::RootNotIncluded(TierOff::NoRelaySupport);
	assert_eq!(refusals(&world, block)?, [expected]);
	// and B's block says nothing to the relay chain
	let said = submit_fresh(&mut world, B, block)?;
	assert!(said.commitments.signals.is_empty());
	let best = world.chain(A)?.best();
	submit_fresh(&mut world, A, best)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Included)
}

#[test]
fn a_speculative_root_is_refused_where_the_author_left_the_support_key_out() -> Outcome {
	// given support that the author does not prove
	let mut world = supported()?;
	send(&mut world, 5)?;
	let speculative = data(vec![batch(&world, u64::MAX)?], true);
	let parent = world.chain(B)?.best();
	let number = world.relay.last().number;
	let plan = world
		.plan_at(B, parent, parent, number, &[support_key()])?
		.with_inherent(spec_messaging_primitives::inherent::INHERENT_IDENTIFIER, &speculative);
	// when the block is authored, then the batch is refused
	let block = world.chain_mut(B)?.author(&plan, Vec::new())?;
	let expected = Refusal::RootNotIncluded(TierOff::NoRelaySupport);
	assert_eq!(refusals(&world, block)?, [expected]);
	submit_fresh(&mut world, B, block)?;
	let best = world.chain(A)?.best();
	submit_fresh(&mut world, A, best)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_speculative_root_is_refused_where_the_author_did_not_ask_for_the_tier() -> Outcome {
	let mut world = supported()?;
	send(&mut world, 5)?;
	let speculative = batch(&world, u64::MAX)?;
	let block = receive(&mut world, &data(vec![speculative], false))?;
	let expected = Refusal::RootNotIncluded(TierOff::NotAsked);
	assert_eq!(refusals(&world, block)?, [expected]);
	let said = submit_fresh(&mut world, B, block)?;
	assert!(said.commitments.signals.is_empty(), "an unmarked block says nothing");
	let best = world.chain(A)?.best();
	submit_fresh(&mut world, A, best)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

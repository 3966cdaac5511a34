//! Without the speculative tier nothing changes for a validator, and messages flow at inclusion speed.

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
use spec_messaging_primitives::{inherent::INHERENT_IDENTIFIER, late_block::MessagingProofInputs};
use spec_messaging_runtime_api::{Refusal, TierOff};
use spec_messaging_world::{
	Code, Matching, Reach, Result, Validator, World, relay::Settings, runtime::Hash,
};

/// What both `validate_block`s answer for the same PoV is equal, and accepted.
fn same_result(world: &Matched, para: u32, blocks: &[Hash]) -> Outcome {
	let chain = world.chain(para)?;
	let pov = chain.pov_with(blocks, &MessagingProofInputs::default())?;
	let first = blocks.first().expect("at least one; qed");
	let parent = *sp_runtime::traits::Header::parent_hash(chain.header(*first)?);
	let (head, relay) = (chain.head_data(parent)?, world.relay.last());
	let validate =
		|code: Code| Validator::new(code).validate(&pov, &head, relay.number, relay.state_root);
	let (ours, stock) = (validate(Code::test_runtime()?)?, validate(Code::stock_pvf()?)?);
	use codec::Encode;
	assert_eq!(ours.encode(), stock.encode());
	Ok(())
}

#[test]
fn an_unmarked_pov_has_the_result_of_cumulus_to_the_byte() -> Outcome {
	// given a relay chain without support, so that no block is marked
	let mut world = unsupported()?;
	// an idle block
	let idle = world.author(B, Vec::new())?;
	same_result(&world, B, &[idle])?;
	// a block that sends
	let sent = send(&mut world, 3)?;
	same_result(&world, A, &[sent])?;
	submit_fresh(&mut world, A, sent)?;
	world.advance();
	world.advance();
	// a block that consumes under an included root
	let honest = data(vec![batch(&world, u64::MAX)?], false);
	let received = receive(&mut world, &honest)?;
	assert_eq!(taken(&world, received)?, (3, 0));
	same_result(&world, B, &[received])?;
	// a bundle
	let transactions = teleports(&world, A, B, 1)?;
	let bundle = world.author_bundle(A, vec![transactions, Vec::new()])?;
	same_result(&world, A, &bundle)
}

#[test]
fn a_marked_pov_is_refused_by_stock_software() -> Outcome {
	// The mark promises messaging inputs, which cumulus takes for a trie node that belongs nowhere.
	let mut world = supported()?;
	let block = world.author_collecting(B, Vec::new(), Reach::Speculative)?;
	let chain = world.chain(B)?;
	let pov = chain.pov_with(&[block], &MessagingProofInputs::default())?;
	let (head, relay) = (chain.head_data(chain.genesis())?, world.relay.last());
	let validate =
		|code: Code| Validator::new(code).validate(&pov, &head, relay.number, relay.state_root);
	assert!(validate(Code::test_runtime()?).is_ok());
	assert!(validate(Code::stock_pvf()?).is_err());
	Ok(())
}

/// A and B without the wrapper, under a relay chain that shows support.
fn unwrapped() -> Result<Matched> {
	let mut world = World::with_code(
		Settings { allowed_ancestry: 32, ..Settings::default() },
		Matching::default(),
		&Code::stock_pvf()?,
		&[A, B],
	)?;
	show_support(&mut world);
	world.advance();
	Ok(world)
}

#[test]
fn a_runtime_without_the_wrapper_refuses_speculative_roots() -> Outcome {
	let mut world = unwrapped()?;
	let sent = send(&mut world, 5)?;
	let speculative = data(vec![batch(&world, u64::MAX)?], true);
	let block = receive(&mut world, &speculative)?;
	let expected = Refusal::RootNotIncluded(TierOff::PvfNotWrapped);
	assert_eq!(refusals(&world, block)?, [expected]);
	let said = submit_fresh(&mut world, B, block)?;
	assert!(said.commitments.signals.is_empty());
	submit_fresh(&mut world, A, sent)?;
	world.advance();
	honest_messages_still_arrive(&mut world, Reach::Included)
}

#[test]
fn support_that_arrives_later_needs_no_reconfiguration() -> Outcome {
	// given a relay chain without support, where everything flows at inclusion speed
	let mut world = unsupported()?;
	honest_messages_still_arrive(&mut world, Reach::Included)?;
	// when it shows support, and collators ask for the tier
	show_support(&mut world);
	world.advance();
	// then the next messages need not wait
	send(&mut world, 2)?;
	let parent = world.chain(B)?.best();
	let speculative = data(vec![batch(&world, u64::MAX)?], true);
	let plan = world.plan(B, parent)?.with_inherent(INHERENT_IDENTIFIER, &speculative);
	let block = world.chain_mut(B)?.author(&plan, Vec::new())?;
	assert_eq!(taken(&world, block)?, (0, 2));
	Ok(())
}

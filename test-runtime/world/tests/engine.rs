//! The engine runs real blocks: what it builds, a validator accepts, and nothing else.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

use codec::Encode;
use cumulus_primitives_core::relay_chain::{HeadData, well_known_keys};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use sp_runtime::traits::{Block as _, Header as _};
use spec_messaging_world::{
	Pov, Result, World, WorldError,
	runtime::{Balance, Hash, RuntimeCall, UNIT, UncheckedExtrinsic},
};
use std::time::Instant;

const A: u32 = 2_000;

/// Runs a test that returns an error where the engine would.
type Outcome = Result<()>;

fn transfer(value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: Bob.to_account_id().into(), value }.into()
}

fn signed_transfer(world: &World, at: Hash, value: Balance) -> Result<UncheckedExtrinsic> {
	world.chain(A)?.sign(at, Alice, transfer(value))
}

/// A world with one block of A that transfers a token; the block, its parent, its proof.
fn one_block() -> Result<(World, Hash, HeadData, Pov)> {
	let mut world = World::new(&[A])?;
	let genesis = world.chain(A)?.genesis();
	let transaction = signed_transfer(&world, genesis, UNIT)?;
	let block = world.author(A, vec![transaction])?;
	let pov = world.chain(A)?.pov(&[block])?;
	let parent_head = world.chain(A)?.head_data(genesis)?;
	Ok((world, block, parent_head, pov))
}

fn refused(result: Result<impl core::fmt::Debug>) {
	assert!(matches!(result, Err(WorldError::Invalid(_))), "not refused: {result:?}");
}

#[test]
fn a_transfer_is_authored_imported_validated_and_enacted() -> Outcome {
	let started = Instant::now();
	// given a block with a transfer
	let (mut world, block, _, pov) = one_block()?;
	println!(
		"authored and imported after {:?}, PoV {} bytes",
		started.elapsed(),
		pov.encoded_size()
	);
	let genesis = world.chain(A)?.genesis();
	let chain = world.chain(A)?;
	let before = chain.free_balance(genesis, &Bob.to_account_id())?;
	assert_eq!(chain.free_balance(block, &Bob.to_account_id())?, before + UNIT);
	// and fees went to an account: nothing is lost
	assert_eq!(chain.total_issuance(block)?, chain.total_issuance(genesis)?);

	// when it is submitted
	let started = Instant::now();
	let candidate = world.submit(A, &[block])?;
	println!("first validation, with compilation: {:?}", started.elapsed());
	let started = Instant::now();
	world.submit(A, &[block])?;
	println!("second validation: {:?}", started.elapsed());

	// then the validator computes the head that the author built, and the relay chain enacts it
	assert_eq!(candidate.head, world.chain(A)?.head_data(block)?);
	assert_eq!(world.advance().pending.len(), 1);
	assert_eq!(world.advance().enacted.len(), 1);
	assert_eq!(world.relay.head(A.into()), Some(&candidate.head));
	let stored =
		world.relay.read(world.relay.last().number, &well_known_keys::para_head(A.into()))?;
	assert_eq!(stored, Some(candidate.head.encode()));
	Ok(())
}

#[test]
fn a_bundle_of_two_blocks_validates_to_the_head_of_the_second() -> Outcome {
	// given two blocks at one relay parent, both sending, the second reading what the first wrote
	let mut world = World::new(&[A])?;
	let chain = world.chain(A)?;
	let bodies = vec![
		vec![chain.sign_with_nonce(Alice, 0, transfer(UNIT))],
		vec![chain.sign_with_nonce(Alice, 1, transfer(2 * UNIT))],
	];
	let blocks = world.author_bundle(A, bodies)?;

	// when both go into one proof
	let candidate = world.submit(A, &blocks)?;

	// then the candidate ends at the second
	assert_eq!(candidate.head, world.chain(A)?.head_data(blocks[1])?);
	// and the second block recorded less than it would have alone
	let chain = world.chain(A)?;
	assert!(chain.stored(blocks[1])?.proof.len() < chain.stored(blocks[0])?.proof.len());
	Ok(())
}

#[test]
fn a_flipped_byte_of_an_extrinsic_is_refused() -> Outcome {
	let (world, _, parent_head, pov) = one_block()?;
	let (blocks, proof) = pov.clone().into_inner();
	let last = world.relay.last();
	let validator =
		spec_messaging_world::Validator::new(spec_messaging_world::Code::test_runtime()?);
	validator.validate(&pov, &parent_head, last.number, last.state_root)?;

	// when the amount of the transfer is another, under the same header
	let (header, mut extrinsics) = blocks[0].clone().deconstruct();
	let index = extrinsics.len() - 1;
	extrinsics[index] = world.chain(A)?.sign_with_nonce(Alice, 0, transfer(UNIT + 1));
	let tampered =
		Pov::new(vec![spec_messaging_world::Block::new(header, extrinsics)], proof, None);

	refused(validator.validate(&tampered, &parent_head, last.number, last.state_root));

	// when one byte of the encoded signature is flipped
	let signature = blocks[0].extrinsics()[index].encode();
	let mut bytes = pov.encode();
	let at = bytes
		.windows(signature.len())
		.position(|window| window == signature)
		.expect("the extrinsic is in the block; qed");
	bytes[at + 40] ^= 1;
	refused(validator.validate_bytes(bytes, &parent_head, last.number, last.state_root));
	Ok(())
}

#[test]
fn a_missing_proof_node_is_refused() -> Outcome {
	let (world, _, parent_head, pov) = one_block()?;
	let last = world.relay.last();
	let validator =
		spec_messaging_world::Validator::new(spec_messaging_world::Code::test_runtime()?);
	let (blocks, proof) = pov.into_inner();
	for index in [0, proof.encoded_nodes.len() / 2, proof.encoded_nodes.len() - 1] {
		let mut short = proof.clone();
		short.encoded_nodes.remove(index);
		let pov = Pov::new(blocks.clone(), short, None);
		refused(validator.validate(&pov, &parent_head, last.number, last.state_root));
	}
	Ok(())
}

#[test]
fn another_relay_parent_or_parent_head_is_refused() -> Outcome {
	let (world, block, parent_head, pov) = one_block()?;
	let last = world.relay.last();
	let validator =
		spec_messaging_world::Validator::new(spec_messaging_world::Code::test_runtime()?);
	let head = world.chain(A)?.head_data(block)?;
	refused(validator.validate(&pov, &parent_head, last.number + 1, last.state_root));
	refused(validator.validate(&pov, &parent_head, last.number, Hash::zero()));
	refused(validator.validate(&pov, &head, last.number, last.state_root));
	Ok(())
}

#[test]
fn both_children_of_a_block_can_be_imported_asked_and_validated() -> Outcome {
	// given two children of the genesis
	let mut world = World::new(&[A])?;
	let genesis = world.chain(A)?.genesis();
	let plan = world.plan(A, genesis)?;
	let transactions = [
		vec![signed_transfer(&world, genesis, UNIT)?],
		vec![signed_transfer(&world, genesis, 2 * UNIT)?],
	];
	let [left, right] = transactions;
	let left = world.chain_mut(A)?.author(&plan, left)?;
	let right = world.chain_mut(A)?.author(&plan, right)?;
	assert_ne!(left, right);

	// then each has its own state
	let chain = world.chain(A)?;
	let bob = Bob.to_account_id();
	let before = chain.free_balance(genesis, &bob)?;
	assert_eq!(chain.free_balance(left, &bob)?, before + UNIT);
	assert_eq!(chain.free_balance(right, &bob)?, before + 2 * UNIT);

	// and each is valid, but only one can be enacted
	let won = world.submit(A, &[right])?;
	world.submit(A, &[left])?;
	world.advance();
	assert_eq!(world.advance().heads.get(&A.into()), Some(&won.head));

	// and the fork that lost can still be built on
	world.chain_mut(A)?.set_best(left)?;
	let next = world.author(A, Vec::new())?;
	assert_eq!(world.chain(A)?.header(next)?.parent_hash(), &left);
	Ok(())
}

#[test]
fn a_key_left_out_of_the_relay_proof_is_not_provable() -> Outcome {
	// given an author who does not prove the head of its own chain
	let mut world = World::new(&[A])?;
	let genesis = world.chain(A)?.genesis();
	let omit = [well_known_keys::para_head(A.into())];
	let number = world.relay.last().number;
	let plan = world.plan_at(A, genesis, genesis, number, &omit)?;

	// then the runtime, which needs it, does not build
	let built = world.chain_mut(A)?.author(&plan, Vec::new());
	assert!(matches!(built, Err(WorldError::Call { .. })), "built: {built:?}");
	Ok(())
}

#[test]
fn an_author_decides_every_extrinsic_and_the_runtime_judges() -> Outcome {
	// given the inherents of an honest block
	let world = World::new(&[A])?;
	let chain = world.chain(A)?;
	let plan = world.plan(A, chain.genesis())?;
	let inherents = chain.inherents(&plan)?;
	assert_eq!(inherents.len(), 2);

	// when they are repeated, or left out
	let repeated = [inherents.clone(), inherents.clone()].concat();
	assert!(chain.build_exact(&plan, repeated).is_err());
	assert!(chain.build_exact(&plan, Vec::new()).is_err());

	// then only the honest block is built
	assert!(chain.build_exact(&plan, inherents).is_ok());
	Ok(())
}

#[test]
fn a_block_with_a_foreign_seal_is_refused_by_the_validator() -> Outcome {
	// given a block sealed by somebody who is no authority
	let world = World::new(&[A])?;
	let genesis = world.chain(A)?.genesis();
	let mut plan = world.plan(A, genesis)?;
	plan.author = Ferdie;
	let authored = world.chain(A)?.build(&plan, Vec::new())?;

	// when a validator sees it
	let proof = authored
		.proof
		.clone()
		.into_compact_proof::<spec_messaging_world::Hasher>(
			*world.chain(A)?.header(genesis)?.state_root(),
		)
		.expect("the proof has the root; qed");
	let pov = Pov::new(vec![authored.block], proof, None);
	let validator =
		spec_messaging_world::Validator::new(spec_messaging_world::Code::test_runtime()?);
	let last = world.relay.last();
	let parent_head = world.chain(A)?.head_data(genesis)?;

	// then it refuses
	refused(validator.validate(&pov, &parent_head, last.number, last.state_root));
	Ok(())
}

#[test]
fn a_revert_takes_back_what_was_enacted() -> Outcome {
	// given a head that was enacted
	let (mut world, block, parent_head, _) = one_block()?;
	let number = world.relay.last().number;
	world.submit(A, &[block])?;
	world.advance();
	world.advance();
	assert_ne!(world.relay.head(A.into()), Some(&parent_head));

	// when the relay chain reverts
	world.relay.revert_to(number)?;

	// then the head is the one before, and the block can be included again
	assert_eq!(world.relay.head(A.into()), Some(&parent_head));
	let again = world.submit(A, &[block])?;
	world.advance();
	assert_eq!(world.advance().heads.get(&A.into()), Some(&again.head));
	Ok(())
}

#[test]
fn a_forced_head_drops_the_candidates_built_on_the_old_one() -> Outcome {
	// given two heads of A that were enacted, and a candidate on the second
	let (mut world, first, _, _) = one_block()?;
	world.submit(A, &[first])?;
	world.advance();
	world.advance();
	let second = world.author(A, Vec::new())?;
	world.submit(A, &[second])?;
	world.advance();
	assert_eq!(world.relay.last().pending.len(), 1);

	// when governance sets the head back to genesis
	let genesis = world.chain(A)?.head_data(world.chain(A)?.genesis())?;
	world.relay.set_head(A.into(), genesis.clone());
	let block = world.advance();

	// then the candidate is gone and the head is as forced
	assert_eq!(block.dropped.len(), 1);
	assert_eq!(block.heads.get(&A.into()), Some(&genesis));

	// and when it is offboarded, there is no head
	world.relay.offboard(A.into());
	assert_eq!(world.advance().heads.get(&A.into()), None);
	Ok(())
}

//! Chains whose nodes know nothing of messages: relayers bring them by transaction.

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
use sp_keyring::Sr25519Keyring::Charlie;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use spec_messaging_primitives::{
	batch::{BatchError, MessageBatch},
	mmr::ExtensionError,
};
use spec_messaging_runtime_api::Refusal;
use spec_messaging_world::{
	Code, NotKept, Pool, World, WorldError,
	relay::Settings,
	runtime::{Hash, UNIT},
	sign::deliver,
};

/// A and B as released: no wrapped PVF, no support, nobody who collects.
fn as_released() -> spec_messaging_world::Result<Matched> {
	let settings = Settings { allowed_ancestry: 32, ..Settings::default() };
	World::with_code(settings, Default::default(), &Code::stock_pvf()?, &[A, B])
}

/// A block of `para` by a stock author, from its pool and nothing else, submitted to the relay chain.
fn author(world: &mut Matched, para: u32, pool: &mut Pool) -> spec_messaging_world::Result<Hash> {
	let plan = world.plan(para, world.chain(para)?.best())?;
	let block = pool.author(world.chain_mut(para)?, &plan)?;
	submit_fresh(world, para, block)?;
	Ok(block)
}

/// A sends `count` messages, its block is included, and B has read its head.
fn sent_and_included(world: &mut Matched, count: u32) -> Outcome {
	let transactions = teleports(world, A, B, count)?;
	let sent = world.author(A, transactions)?;
	submit_fresh(world, A, sent)?;
	world.advance();
	world.advance();
	assert!(is_head(world, A, sent)?);
	author(world, B, &mut Pool::default())?;
	Ok(())
}

fn rejected(reason: Refusal) -> NotKept {
	NotKept::Invalid(InvalidTransaction::Custom(reason.code()).into())
}

/// The whole path of messages and of their acknowledgement, without a node of ours.
///
/// Goal: a runtime upgrade alone is enough. Method: the runtime with cumulus' own `validate_block`, authors
/// that bring no inherent of ours, and a relayer that asks the runtime APIs and submits to the pools.
///
/// ```text
/// relay block   n        n+1 backed   n+2 included
/// A             sends                              register by transaction
/// B                                   reads head   messages by transaction, executes
/// ```
#[test]
fn messages_and_registers_cross_between_stock_nodes_by_transactions() -> Outcome {
	let mut world = as_released()?;
	let user = Charlie.to_account_id();
	let before = world.chain(B)?.free_balance(world.chain(B)?.best(), &user)?;
	let supply = world.total_issuance()?;
	sent_and_included(&mut world, 3)?;

	// A relayer brings them to B's pool, and B's author takes them from there.
	let mut pool = Pool::default();
	let messages = deliver(batch(&world, u64::MAX)?);
	assert_eq!(pool.submit(world.chain(B)?, messages)?, Ok(()));
	let received = author(&mut world, B, &mut pool)?;
	assert_eq!(taken(&world, received)?, (3, 0));
	assert!(pool.is_empty(), "what was delivered is not valid again");
	world.advance();
	world.advance();
	assert!(is_head(&world, B, received)?);

	// They are executed, and nothing is lost.
	author(&mut world, B, &mut pool)?;
	let best = world.chain(B)?.best();
	let gained = world.chain(B)?.free_balance(best, &user)? - before;
	assert!(gained > 2 * UNIT && gained < 3 * UNIT, "three teleports brought {gained}");
	assert_eq!(world.total_issuance()?, supply);

	// The way back: A reads B's head, and a relayer brings B's register.
	let mut pool = Pool::default();
	author(&mut world, A, &mut pool)?;
	let chain = world.chain(A)?;
	let mut standing = chain.next_positions(chain.best())?;
	standing.retain(|next| next.source == B.into());
	let next = standing.pop().expect("A accepts B since genesis; qed");
	let source = world.chain(B)?;
	let refresh = source.refresh(received, A.into(), &next)?.expect("state is enough; qed");
	assert_eq!(pool.submit(chain, deliver(refresh))?, Ok(()));
	author(&mut world, A, &mut pool)?;
	let chain = world.chain(A)?;
	let channel = chain.channels(chain.best())?.pop().expect("one channel; qed");
	assert_eq!(channel.peer_register.consumed.get(), 3);
	world.advance();
	world.advance();
	world.check_all()
}

/// What a forger sends reaches no block.
#[test]
fn junk_is_refused_by_the_pool_and_by_every_block() -> Outcome {
	let mut world = as_released()?;
	sent_and_included(&mut world, 3)?;
	let mut forged = batch(&world, 2)?;
	let payload = forged.payloads.iter_mut().next().expect("two messages; qed");
	*payload.iter_mut().next().expect("not empty; qed") ^= 1;
	let reason = Refusal::Batch(BatchError::Extension(ExtensionError::RootMismatch));
	let mut pool = Pool::default();
	let chain = world.chain(B)?;
	assert_eq!(pool.submit(chain, deliver(forged.clone()))?, Err(rejected(reason)));
	let ahead = MessageBatch { first: 1u32.into(), ..batch(&world, 2)? };
	let future: TransactionValidityError = InvalidTransaction::Future.into();
	assert_eq!(pool.submit(chain, deliver(ahead))?, Err(NotKept::Invalid(future)));
	// An author who puts it into a block all the same has no block.
	let plan = world.plan(B, chain.best())?;
	let refused = chain.build(&plan, vec![deliver(forged)]);
	assert!(matches!(refused, Err(WorldError::Refused { .. })));
	// The honest ones arrive.
	let honest = deliver(batch(&world, u64::MAX)?);
	assert_eq!(pool.submit(world.chain(B)?, honest)?, Ok(()));
	let received = author(&mut world, B, &mut pool)?;
	assert_eq!(taken(&world, received)?, (3, 0));
	Ok(())
}

/// Relayers that compete, and one that slices.
#[test]
fn of_many_relayers_the_one_with_the_longest_batch_is_served() -> Outcome {
	let mut world = as_released()?;
	sent_and_included(&mut world, 6)?;
	let mut pool = Pool::default();
	let submit = |pool: &mut Pool, world: &Matched, count| {
		pool.submit(world.chain(B)?, deliver(batch(world, count)?))
	};
	assert_eq!(submit(&mut pool, &world, 1)?, Ok(()));
	assert_eq!(submit(&mut pool, &world, 4)?, Ok(()));
	assert_eq!(submit(&mut pool, &world, 2)?, Err(NotKept::TooLowPriority));
	assert_eq!(pool.len(), 1);
	let received = author(&mut world, B, &mut pool)?;
	assert_eq!(taken(&world, received)?, (4, 0));
	// Slices of what is left: one block takes one of them, whoever authors it.
	let mut next = standing(&world)?;
	let first = batch(&world, 1)?;
	next.next = first.first.checked_add(1).expect("far from the end; qed");
	let sender = world.chain(A)?;
	let second = sender.batch(sender.best(), B.into(), &next)?.expect("the index has it; qed");
	let chain = world.chain(B)?;
	let plan = world.plan(B, chain.best())?;
	match chain.build(&plan, vec![deliver(first), deliver(second)]) {
		Err(WorldError::Refused { reason, .. }) => assert!(reason.contains("ExhaustsResources")),
		other => panic!("a block took two slices: {}", other.is_ok()),
	}
	assert_eq!(submit(&mut pool, &world, u64::MAX)?, Ok(()));
	let received = author(&mut world, B, &mut pool)?;
	assert_eq!(taken(&world, received)?, (2, 0));
	Ok(())
}

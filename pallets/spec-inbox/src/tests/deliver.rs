//! Messages by transaction: what the pool is told, what a block takes, and what nobody gets in.

use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo, RawOrigin},
	traits::{Get, Hooks},
	weights::Weight,
};
use sp_runtime::{
	ApplyExtrinsicResultWithInfo, DispatchError,
	generic::UncheckedExtrinsic,
	testing::UintAuthorityId,
	traits::{Applyable, Checkable},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
		ValidTransaction,
	},
};
use spec_messaging_primitives::{
	batch::{BatchError, Payload},
	mmr::ExtensionError,
	pallets::{Footprint, RegisterError, Tier},
	tree::TreeError,
};
use spec_messaging_runtime_api::TierOff;

use super::*;
use crate::{Call, Config, Error, Evidence, Frontiers, Sources, Usage, WeightInfo};

type Extensions = (frame_system::AuthorizeCall<Test>, frame_system::CheckWeight<Test>);
type Transaction = UncheckedExtrinsic<u64, RuntimeCall, UintAuthorityId, Extensions>;
type Outcome = ApplyExtrinsicResultWithInfo<frame_support::dispatch::PostDispatchInfo>;

fn extensions() -> Extensions {
	(frame_system::AuthorizeCall::new(), frame_system::CheckWeight::new())
}

fn call(batch: MessageBatch) -> RuntimeCall {
	Call::<Test>::deliver { batch }.into()
}

/// A transaction without signature.
fn free(batch: MessageBatch) -> Transaction {
	Transaction::new_transaction(call(batch), extensions())
}

/// A transaction of account 1.
fn signed(batch: MessageBatch) -> Transaction {
	Transaction::new_signed(call(batch), 1, UintAuthorityId(1), extensions())
}

/// What a pool asks of the runtime. Nothing changes by it.
fn validate(batch: &MessageBatch) -> TransactionValidity {
	let transaction = free(batch.clone());
	let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
	let (info, len) = (transaction.get_dispatch_info(), transaction.encoded_size());
	let checked = transaction.check(&frame_system::ChainContext::<Test>::default())?;
	let validity = checked.validate::<Test>(TransactionSource::External, &info, len);
	assert_eq!(
		before,
		sp_io::storage::root(sp_runtime::StateVersion::V1),
		"asking changes nothing"
	);
	validity
}

/// What a block does with a transaction. One that is not valid leaves no trace, as a block's author drops
/// it.
fn apply(transaction: Transaction) -> Outcome {
	let (info, len) = (transaction.get_dispatch_info(), transaction.encoded_size());
	let checked = transaction.check(&frame_system::ChainContext::<Test>::default())?;
	frame_support::storage::with_transaction_unchecked(|| {
		let applied = checked.apply::<Test>(&info, len);
		if let Ok(Ok(post)) = &applied {
			let used = post.actual_weight.expect("deliver says what it used");
			assert!(used.all_lte(info.total_weight()), "more used than declared");
		}
		if applied.is_ok() {
			frame_support::storage::TransactionOutcome::Commit(applied)
		} else {
			frame_support::storage::TransactionOutcome::Rollback(applied)
		}
	})
}

/// Delivers without fee what a pool would have kept.
fn deliver(batch: MessageBatch) {
	assert_ok!(validate(&batch));
	assert_ok!(apply(free(batch)).expect("what a pool keeps is valid in the next block"));
}

fn valid(batch: &MessageBatch) -> ValidTransaction {
	validate(batch).expect("the batch is fine")
}

fn refused(reason: Refusal) -> TransactionValidityError {
	InvalidTransaction::Custom(reason.code()).into()
}

fn not_included() -> Refusal {
	Refusal::RootNotIncluded(TierOff::NotAsked)
}

/// Alice with `n` messages under an included root.
fn alice_with(n: usize) -> Sender {
	let mut alice = Sender::new(ALICE);
	alice.send_some(n);
	alice.include();
	alice
}

#[test]
fn a_relayer_without_an_account_delivers() {
	build_and_check(|| {
		let alice = alice_with(5);
		deliver(alice.batch(0, 5));
		assert_eq!(handled(ALICE), alice.payloads);
		assert_eq!(Frontiers::<Test>::get(ALICE), alice.frontier);
		let first = Position::from(0);
		let ingested = Event::Ingested { source: ALICE, first, count: 5, tier: Tier::Included };
		assert!(events().contains(&ingested));
		// The queue executes them in the next block.
		next_block();
		assert_eq!(Executed::get().len(), 5);
	});
}

#[test]
fn an_account_delivers_for_a_fee_where_nothing_is_authorized() {
	build_and_check(|| {
		let alice = alice_with(5);
		let post = SpecInbox::deliver(RuntimeOrigin::signed(1), alice.batch(0, 2));
		let post = post.expect("an honest batch is taken");
		assert_eq!(post.pays_fee, frame_support::dispatch::Pays::Yes);
		assert_ok!(apply(signed(alice.batch(2, 3))).expect("it is signed"));
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

#[test]
fn nobody_else_delivers() {
	build_and_check(|| {
		let alice = alice_with(1);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let deliver = SpecInbox::deliver(origin, alice.batch(0, 1)).map_err(|e| e.error);
			assert_eq!(deliver, Err(DispatchError::BadOrigin));
		}
		assert_eq!(consumed(ALICE), 0);
	});
}

#[test]
fn a_delivery_continues_what_the_inherent_brought() {
	build_and_check(|| {
		let alice = alice_with(6);
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		deliver(alice.batch(2, 2));
		assert_eq!(ingest_one(alice.batch(4, 2)), Ok(()));
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

#[test]
fn the_pool_knows_a_delivery_by_source_generation_and_position() {
	build_and_check(|| {
		let alice = alice_with(3);
		let tag = |first: Option<u64>| ("SpecInboxDeliver", (ALICE, 0u32, first)).encode();
		let messages = valid(&alice.batch(0, 3));
		assert_eq!(messages.provides, vec![tag(Some(0))]);
		assert!(messages.requires.is_empty() && messages.propagate);
		// A refresh stands beside the messages.
		assert_eq!(valid(&alice.refresh(0)).provides, vec![tag(None)]);
		deliver(alice.batch(0, 2));
		next_block();
		assert_eq!(valid(&alice.batch(2, 1)).provides, vec![tag(Some(2))]);
	});
}

#[test]
fn a_longer_batch_replaces_a_shorter_one() {
	build_and_check(|| {
		let alice = alice_with(20);
		let all: Vec<_> = (1..=20).map(|n| valid(&alice.batch(0, n))).collect();
		for pair in all.windows(2) {
			assert_eq!(pair[0].provides, pair[1].provides);
			assert!(pair[0].priority < pair[1].priority);
		}
	});
}

#[test]
fn more_bytes_rank_higher_and_a_refresh_ranks_below_every_message() {
	build_and_check(|| {
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send(&[1; 4_000]);
		bob.send(&[1; 1]);
		for sender in [&mut alice, &mut bob] {
			// The highest rank of a refresh: under the newest of 16 roots.
			for consumed in 1..=16 {
				sender.acknowledge(consumed);
				sender.include();
			}
		}
		assert!(valid(&alice.batch(0, 1)).priority > valid(&bob.batch(0, 1)).priority);
		assert_eq!(valid(&alice.refresh(0)).priority, 15);
		assert!(valid(&bob.batch(0, 1)).priority > 15);
		// A transfer without tip has at least some thousands; the largest batch of this runtime does not.
		let messages: u32 = <Test as Config>::MaxMessagesPerBlock::get();
		let largest = 16 + u64::from(messages) + 2_048;
		assert!(largest < 5_000);
	});
}

#[test]
fn a_refresh_under_a_newer_root_replaces_one_under_an_older() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		alice.include();
		let older = alice.refresh(0);
		alice.acknowledge(2);
		alice.include();
		let newer = alice.refresh(0);
		assert_eq!(valid(&older).provides, valid(&newer).provides);
		assert!(valid(&older).priority < valid(&newer).priority);
	});
}

#[test]
fn a_delivery_stays_valid_for_as_long_as_it_says() {
	for newer in 0..16u64 {
		build_and_check(|| {
			// Given a full ring, and a batch under a root with so many newer ones.
			let mut alice = alice_with(2);
			for _ in newer..15 {
				alice.send_some(1);
				alice.include();
			}
			let batch = alice.batch(0, 1);
			for _ in 0..newer {
				alice.send_some(1);
				alice.include();
			}
			let longevity = valid(&batch).longevity;
			assert_eq!(longevity, (15 - newer).max(1));
			// Then it survives as many blocks, each with another root,
			for _ in 0..15 - newer {
				next_block();
				alice.send_some(1);
				alice.include();
				assert_ok!(validate(&batch));
			}
			// and no more.
			next_block();
			alice.send_some(1);
			alice.include();
			assert_eq!(validate(&batch), Err(refused(not_included())));
		});
	}
}

#[test]
fn a_batch_ahead_is_future_and_one_behind_is_stale() {
	build_and_check(|| {
		let alice = alice_with(6);
		let (now, ahead) = (alice.batch(0, 2), alice.batch(3, 2));
		assert_eq!(validate(&ahead), Err(InvalidTransaction::Future.into()));
		deliver(now.clone());
		next_block();
		assert_eq!(validate(&now), Err(InvalidTransaction::Stale.into()));
		assert_eq!(validate(&alice.refresh(0)), Err(InvalidTransaction::Stale.into()));
		assert_eq!(apply(free(now)), Err(InvalidTransaction::Stale.into()));
		assert_eq!(handled(ALICE), alice.payloads[..2]);
	});
}

/// Tries `attack` on the rest of a stream, as a transaction without fee and as a signed one, and has the
/// honest rest delivered.
fn attack(attack: impl Fn(&mut Sender, &mut MessageBatch)) -> TransactionValidityError {
	let mut refusal = None;
	build_and_check(|| {
		let mut alice = alice_with(6);
		deliver(alice.batch(0, 2));
		next_block();
		let mut batch = alice.batch(2, 3);
		attack(&mut alice, &mut batch);
		// The pool refuses it, so does a block, and both say the same.
		let error = validate(&batch).expect_err("the attack is refused");
		assert_eq!(apply(free(batch.clone())), Err(error));
		assert_eq!(consumed(ALICE), 2);
		// An account pays for nothing but the attempt.
		let attempt = SpecInbox::deliver(RuntimeOrigin::signed(1), batch).expect_err("refused");
		assert!(attempt.post_info.actual_weight.is_some());
		assert_eq!(consumed(ALICE), 2);
		deliver(alice.batch(2, 4));
		assert_eq!(handled(ALICE), alice.payloads);
		refusal = Some(error);
	});
	refusal.expect("the closure ran")
}

#[test]
fn junk_is_refused_by_the_pool_with_the_number_of_its_refusal() {
	let batch = |error| refused(Refusal::Batch(error));
	let mismatch = BatchError::Extension(ExtensionError::RootMismatch);
	let tampered = |_: &mut Sender, batch: &mut MessageBatch| {
		let payload = batch.payloads.iter_mut().next().expect("three payloads");
		*payload.iter_mut().next().expect("not empty") ^= 1;
	};
	assert_eq!(attack(tampered), batch(mismatch));
	assert_eq!(
		attack(|_, batch| batch.channel.register.credit += 1),
		batch(BatchError::ForeignLeaf)
	);
	assert_eq!(
		attack(|_, batch| batch.proof.leaves = 0),
		batch(BatchError::Tree(TreeError::IndexOutOfRange { index: 0, leaves: 0 }))
	);
	assert_eq!(attack(|_, batch| batch.source = CAROL), refused(Refusal::UnknownSource));
	assert_eq!(
		attack(|_, batch| batch.provides_root = ProvidesRoot(Hash::repeat_byte(9))),
		refused(not_included())
	);
	let minted = |alice: &mut Sender, batch: &mut MessageBatch| {
		*batch = alice.batch(2, 4);
		let mut payloads = batch.payloads.to_vec();
		payloads.push(Payload::try_from(b"mint".to_vec()).expect("short"));
		batch.payloads = payloads.try_into().expect("five");
	};
	assert_eq!(attack(minted), batch(BatchError::BeyondStream));
	let idle = |alice: &mut Sender, batch: &mut MessageBatch| {
		*batch = MessageBatch { extension: batch.extension.clone(), ..alice.refresh(2) };
	};
	assert_eq!(attack(idle), batch(BatchError::IdleExtension));
	assert_eq!(attack(|alice, batch| *batch = alice.refresh(2)), refused(Refusal::Useless));
	let whole = |alice: &mut Sender, batch: &mut MessageBatch| {
		*batch = alice.batch(2, 4);
		batch.payloads.iter_mut().for_each(|payload| *payload = Payload::default());
	};
	assert_eq!(attack(whole), batch(BatchError::RootMismatch));
}

#[test]
fn what_is_cheap_is_checked_before_anything_is_hashed() {
	// Every one of these batches also has a tree proof that fails.
	let forged = |edit: fn(&mut MessageBatch)| {
		attack(move |_, batch| {
			batch.channel.register.credit += 1;
			edit(batch);
		})
	};
	assert_eq!(forged(|_| ()), refused(Refusal::Batch(BatchError::ForeignLeaf)));
	assert_eq!(forged(|b| b.first = Position::from(1)), InvalidTransaction::Stale.into());
	assert_eq!(forged(|b| b.first = Position::from(3)), InvalidTransaction::Future.into());
	assert_eq!(forged(|b| b.source = CAROL), refused(Refusal::UnknownSource));
	let other_root = |b: &mut MessageBatch| b.provides_root = ProvidesRoot(Hash::zero());
	assert_eq!(forged(other_root), refused(not_included()));
	let many = |b: &mut MessageBatch| {
		b.payloads = vec![Payload::try_from(vec![1]).expect("short"); 33].try_into().expect("few");
	};
	let over = Refusal::OverCapacity(Footprint::default());
	assert_eq!(forged(many), refused(over));
}

#[test]
fn suspended_and_frozen_sources_are_refused_by_the_pool() {
	build_and_check(|| {
		let mut alice = alice_with(2);
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		assert_eq!(validate(&alice.batch(0, 2)), Err(refused(Refusal::NotConsuming)));
		assert_ok!(SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE));
		assert_ok!(validate(&alice.batch(0, 2)));
		alice.raise_generation();
		alice.send_some(1);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		alice.raise_generation();
		alice.include();
		assert_eq!(ingest_one(alice.refresh(0)), Err(Refusal::OtherGeneration(2)));
		assert_eq!(validate(&alice.refresh(0)), Err(refused(Refusal::Frozen)));
	});
}

#[test]
fn a_delivery_never_builds_on_a_speculative_root() {
	build_and_check(|| {
		RelayState::default().support(&[1]).show();
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		// Even in a block whose author asked for the tier.
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		let batch = alice.batch(1, 1);
		assert_eq!(validate(&batch), Err(refused(not_included())));
		let code = not_included().code();
		assert_noop!(
			SpecInbox::deliver(RuntimeOrigin::signed(1), batch).map_err(|e| e.error),
			Error::<Test>::Refused { code }
		);
		alice.include();
		deliver(alice.batch(1, 1));
	});
}

#[test]
fn a_newer_register_is_delivered_and_the_same_again_is_useless() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(3);
		alice.include();
		// Asking the pool applies nothing.
		assert_ok!(validate(&alice.refresh(0)));
		assert!(Applied::get().is_empty());
		deliver(alice.refresh(0));
		assert_eq!(Applied::get().len(), 1);
		next_block();
		assert_eq!(validate(&alice.refresh(0)), Err(refused(Refusal::Useless)));
		// One that breaks a rule is no newer register.
		ApplyError::set(&Some(RegisterError::OffsetFell));
		alice.acknowledge(1);
		alice.include();
		assert_eq!(validate(&alice.refresh(0)), Err(refused(Refusal::Useless)));
	});
}

#[test]
fn a_block_takes_one_free_delivery_of_a_source_and_keeps_the_next_for_the_next() {
	build_and_check(|| {
		let mut alice = alice_with(6);
		alice.acknowledge(1);
		alice.include();
		deliver(alice.batch(0, 2));
		let exhausted: TransactionValidityError = InvalidTransaction::ExhaustsResources.into();
		assert!(exhausted.exhausted_resources());
		for another in [alice.batch(2, 2), alice.refresh(2)] {
			assert_eq!(apply(free(another)), Err(exhausted));
		}
		// Who pays goes on in this block.
		assert_ok!(apply(signed(alice.batch(2, 2))).expect("it is signed"));
		next_block();
		deliver(alice.batch(4, 2));
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

/// A block whose sources were sliced into messages of their own, as many as anybody cares to make.
#[test]
fn sliced_batches_of_many_sources_take_their_share_of_a_block_and_no_more() {
	build_and_check(|| {
		let mut senders: Vec<_> = (0..9).map(|i| Sender::new(ParaId::new(3_000 + i))).collect();
		for sender in &mut senders {
			assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), sender.id));
			sender.send_some(4);
			sender.include();
		}
		next_block();
		let before = System::block_weight().total();
		let mut taken = 0;
		for at in 0..4 {
			for sender in &senders {
				taken += u32::from(apply(free(sender.batch(at, 1))).is_ok());
			}
		}
		assert_eq!(taken, MaxFreeDeliveries::get());
		let used = System::block_weight().total().saturating_sub(before);
		let weights: frame_system::limits::BlockWeights =
			<Test as frame_system::Config>::BlockWeights::get();
		let overhead = weights.get(DispatchClass::Normal).base_extrinsic * u64::from(taken);
		assert!(used.all_lte(SpecInbox::free_weight_max().saturating_add(overhead)));
		let normal = weights.get(DispatchClass::Normal).max_total.expect("there is a limit");
		assert!(SpecInbox::free_weight_max().all_lte(normal));
	});
}

#[test]
fn however_a_block_is_sliced_what_it_declares_is_within_the_bound() {
	ext().execute_with(|| {
		let batch = |messages: usize, bytes: usize| {
			let mut batch = Sender::new(ALICE).batch(0, 0);
			let payload = Payload::try_from(vec![1; bytes]).expect("at most 1 MiB");
			batch.payloads = vec![payload; messages].try_into().expect("few");
			batch.proof.siblings = vec![Hash::zero(); 32].try_into().expect("32");
			let nodes = vec![Hash::zero(); 63];
			batch.extension =
				spec_messaging_primitives::mmr::ExtensionProof::from_nodes(nodes).expect("63");
			batch
		};
		for (slices, messages, bytes) in
			[(1, 64, 32_768), (2, 32, 32_768), (3, 21, 33_288), (3, 1, 699_050)]
		{
			let one = batch(messages, bytes);
			let one =
				SpecInbox::authorize_weight(&one).saturating_add(SpecInbox::deliver_weight(&one));
			assert!(one.saturating_mul(slices).all_lte(SpecInbox::free_weight_max()));
		}
	});
}

#[test]
fn a_delivery_waits_for_the_next_block_if_this_one_hashed_enough() {
	build_and_check(|| {
		let (alice, mut bob) = (alice_with(32), Sender::new(BOB));
		let mut carol = Sender::new(CAROL);
		assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), CAROL));
		for sender in [&mut bob, &mut carol] {
			sender.send_some(32);
			sender.include();
		}
		// Given an inherent that used up the block.
		assert_eq!(ingest(vec![alice.batch(0, 32), bob.batch(0, 32)]), vec![Ok(()), Ok(())]);
		let exhausted = Err(InvalidTransaction::ExhaustsResources.into());
		assert_eq!(apply(free(carol.batch(0, 32))), exhausted);
		next_block();
		deliver(carol.batch(0, 32));
		// A batch that no block takes is not kept.
		let over = Refusal::OverCapacity(Footprint::default());
		let mut more = carol;
		more.send_some(33);
		more.include();
		next_block();
		assert_eq!(validate(&more.batch(32, 33)), Err(refused(over)));
	});
}

/// The inherent runs first, and what deliveries of a block before took is not held against it.
#[test]
fn deliveries_do_not_starve_the_inherent() {
	build_and_check(|| {
		let (alice, mut bob) = (alice_with(8), Sender::new(BOB));
		bob.send_some(8);
		bob.include();
		for block in 0..4 {
			let at = block * 2;
			assert_eq!(ingest_one(alice.batch(at, 2)), Ok(()));
			deliver(bob.batch(at, 2));
			next_block();
		}
		assert_eq!((consumed(ALICE), consumed(BOB)), (8, 8));
	});
}

#[test]
fn a_chain_that_takes_nothing_free_still_takes_what_is_paid_for() {
	build_and_check(|| {
		MaxFreeDeliveries::set(&0);
		let alice = alice_with(2);
		assert_eq!(validate(&alice.batch(0, 2)), Err(InvalidTransaction::Call.into()));
		assert_ok!(apply(signed(alice.batch(0, 2))).expect("it is signed"));
		assert_eq!(consumed(ALICE), 2);
	});
}

#[test]
fn evidence_that_an_account_brings_freezes_the_source_and_a_free_one_is_refused() {
	build_and_check(|| {
		let mut alice = alice_with(2);
		deliver(alice.batch(0, 2));
		next_block();
		alice.raise_generation();
		alice.send_some(3);
		alice.include();
		let evidence = alice.batch(0, 3);
		let refresh = MessageBatch { first: Position::from(2), ..alice.refresh(0) };
		assert_eq!(validate(&evidence), Err(InvalidTransaction::Stale.into()));
		assert_eq!(validate(&refresh), Err(refused(Refusal::OtherGeneration(1))));
		assert_ok!(SpecInbox::deliver(RuntimeOrigin::signed(1), evidence));
		let frozen = Sources::<Test>::get(ALICE).and_then(|state| state.frozen);
		assert_eq!(frozen, Some(Evidence::HigherGeneration { read: 0, seen: 1 }));
		let reason = Refusal::OtherGeneration(1);
		assert!(events().contains(&Event::Refused { source: ALICE, reason }));
	});
}

#[test]
fn a_signed_delivery_that_is_refused_names_the_reason_and_changes_nothing() {
	build_and_check(|| {
		let alice = alice_with(3);
		let code = |batch| {
			let applied = apply(signed(batch)).expect("a signed transaction is valid");
			match applied.expect_err("it is refused").error {
				DispatchError::Module(error) => (error.error[0], error.error[1]),
				error => panic!("another error: {error:?}"),
			}
		};
		let refused_at = Error::<Test>::Refused { code: 0 }.encode()[0];
		deliver(alice.batch(0, 1));
		let before = (Frontiers::<Test>::get(ALICE), Usage::<Test>::get(), events().len());
		let (first, held) = (Position::from(2), Position::from(1));
		let early = Refusal::Batch(BatchError::NotContinuing { first, held });
		assert_eq!(code(alice.batch(2, 1)), (refused_at, early.code()));
		assert_eq!(code(alice.refresh(1)), (refused_at, Refusal::Useless.code()));
		let after = (Frontiers::<Test>::get(ALICE), Usage::<Test>::get(), events().len());
		assert_eq!(after, before);
	});
}

#[test]
fn a_delivery_weighs_its_authorization_and_its_dispatch() {
	build_and_check(|| {
		let alice = alice_with(3);
		let info = free(alice.batch(0, 3)).get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Normal);
		// Both hash the payloads, and the authorization writes nothing.
		type Weights = <Test as Config>::WeightInfo;
		let hashing = Weights::batch_messages(3).saturating_sub(Weights::batch_messages(0));
		assert!(info.extension_weight.all_gte(Weights::authorize_deliver(4) + hashing));
		assert!(info.call_weight.all_gte(Weights::batch_siblings(4) + hashing));
		assert!(info.call_weight.ref_time() > info.extension_weight.ref_time());
	});
}

#[test]
fn the_proof_of_the_commitment_is_charged_to_the_block() {
	build_and_check(|| {
		// The first refresh of a source brings its generation, and so a register for it.
		let refresh = alice_with(1).refresh(0);
		let declared = SpecInbox::deliver_weight(&refresh);
		let before = System::block_weight().get(DispatchClass::Mandatory).proof_size();
		let origin = RuntimeOrigin::from(RawOrigin::Authorized);
		let post = SpecInbox::deliver(origin, refresh).expect("an honest refresh");
		let after = System::block_weight().get(DispatchClass::Mandatory).proof_size();
		// What the mock's commitment of one register takes.
		assert_eq!(after - before, 4);
		let paid = post.actual_weight.expect("deliver says what it used");
		assert_eq!(declared.saturating_sub(paid), Weight::from_parts(0, 4));
	});
}

#[test]
fn limits_that_would_let_free_deliveries_fill_a_block_are_found() {
	ext().execute_with(|| {
		SpecInbox::integrity_test();
		MaxFreeDeliveries::set(&257);
		assert!(std::panic::catch_unwind(SpecInbox::integrity_test).is_err());
		// As many as there may be, in a runtime where each of them costs 5 ms.
		MaxFreeDeliveries::set(&256);
		SpecInbox::integrity_test();
		PublishTime::set(&5_000_000_000);
		assert!(std::panic::catch_unwind(SpecInbox::integrity_test).is_err());
	});
}

#[test]
fn every_refusal_has_a_number_of_its_own_that_never_changes() {
	let at = Position::from(0);
	let batch = [
		BatchError::Tree(TreeError::IndexOutOfRange { index: 0, leaves: 0 }),
		BatchError::ForeignLeaf,
		BatchError::NotContinuing { first: at, held: at },
		BatchError::BeyondStream,
		BatchError::IdleExtension,
		BatchError::Extension(ExtensionError::RootMismatch),
		BatchError::RootMismatch,
	];
	let others = [
		Refusal::UnknownSource,
		Refusal::OutOfOrder,
		Refusal::Frozen,
		Refusal::NotConsuming,
		Refusal::OverCapacity(Footprint::default()),
		Refusal::BlockFull,
		Refusal::RootNotIncluded(TierOff::NotAsked),
		Refusal::SpeculativeRefresh,
		Refusal::Stale,
		Refusal::OtherGeneration(1),
		Refusal::Useless,
	];
	let codes: Vec<_> = others.iter().map(Refusal::code).collect();
	assert_eq!(codes, (1..=11).collect::<Vec<u8>>());
	let codes: Vec<_> = batch.into_iter().map(|error| Refusal::Batch(error).code()).collect();
	assert_eq!(codes, (16..=22).collect::<Vec<u8>>());
}

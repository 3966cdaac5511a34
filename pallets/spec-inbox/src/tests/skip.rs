//! Messages that governance passes over.

use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, traits::Get};
use sp_runtime::DispatchError::BadOrigin;
use spec_messaging_primitives::{
	batch::BatchError,
	hashing::{LeafHash, skip_commitment},
	mmr::ExtensionError,
	skip::{SkipReceipt, SkipRecord, SkippedStretch, receipts_key},
};
use spec_messaging_runtime_api::TierOff;

use super::*;
use crate::{Error, Evidence, Frontiers, Sources, skip::Skipped};

/// The stretch of messages that a batch would bring.
fn stretch(batch: MessageBatch) -> SkippedStretch {
	let leaves: Vec<_> = batch.payloads.iter().map(|payload| leaf_hash(payload)).collect();
	let bytes = batch.payload_bytes();
	SkippedStretch {
		source: batch.source,
		provides_root: batch.provides_root,
		channel: batch.channel,
		proof: batch.proof,
		first: batch.first,
		leaves: leaves.try_into().expect("at most 1,024"),
		bytes,
		extension: batch.extension,
	}
}

fn skip(stretch: SkippedStretch) -> Result<(), sp_runtime::DispatchError> {
	SpecInbox::skip(RuntimeOrigin::root(), stretch).map(|_| ()).map_err(|error| error.error)
}

fn refused(reason: Refusal) -> Error<Test> {
	Error::Refused { code: reason.code() }
}

/// Alice with so many messages under an included root.
fn alice_with(n: usize) -> Sender {
	let mut alice = Sender::new(ALICE);
	alice.send_some(n);
	alice.include();
	alice
}

#[test]
fn a_stream_goes_on_behind_what_was_skipped() {
	build_and_check(|| {
		let alice = alice_with(7);
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		let lost = stretch(alice.batch(2, 3));
		assert_ok!(skip(lost.clone()));
		assert_eq!(ingest_one(alice.batch(5, 2)), Ok(()));
		assert_eq!(Frontiers::<Test>::get(ALICE), alice.frontier);
		let brought: Vec<_> = [0, 1, 5, 6].map(|i: usize| alice.payloads[i].clone()).to_vec();
		assert_eq!(handled(ALICE), brought);
		let state = Sources::<Test>::get(ALICE).expect("accepted");
		assert_eq!((state.enqueued, state.dead_lettered, state.skipped), (4, 0, 3));
		let bytes: usize = alice.payloads.iter().map(Vec::len).sum();
		assert_eq!(state.consumed_bytes, bytes as u64);
		let commitment = skip_commitment(&lost.leaves);
		let (first, bytes) = (Position::from(2u32), lost.bytes);
		let event = Event::Skipped { source: ALICE, first, count: 3, bytes, commitment };
		assert!(events().contains(&event));
		// The register says that they were consumed.
		let (_, register) = Published::get().pop().expect("published");
		assert_eq!(register.consumed.get(), 7);
	});
}

#[test]
fn the_receipt_stands_where_the_sender_looks_for_it() {
	build_and_check(|| {
		let alice = alice_with(3);
		let lost = stretch(alice.batch(0, 2));
		assert_ok!(skip(lost.clone()));
		let raw = sp_io::storage::get(&receipts_key(ALICE)).expect("it is there");
		let record = SkipRecord::decode(&mut &raw[..]).expect("it is a record");
		assert_eq!(SkipRecord::from_state(&raw), Some(record.clone()));
		let receipt = SkipReceipt {
			generation: 0,
			first: Position::from(0u32),
			count: 2,
			bytes: lost.bytes,
			commitment: skip_commitment(&lost.leaves),
			relay_block: RelayNumber::get(),
		};
		assert_eq!((record.total, record.last.to_vec()), (1, vec![receipt]));
		assert_eq!(SpecInbox::skip_receipts(ALICE), record);
		assert_eq!(Skipped::hashed_key_for(ALICE), receipts_key(ALICE));
	});
}

#[test]
fn the_ring_keeps_the_last_sixteen_receipts_and_counts_all() {
	build_and_check(|| {
		let alice = alice_with(20);
		for i in 0..20 {
			assert_ok!(skip(stretch(alice.batch(i, 1))));
		}
		let record = SpecInbox::skip_receipts(ALICE);
		assert_eq!((record.total, record.first_index()), (20, Some(4)));
		assert_eq!(record.last.first().map(|receipt| receipt.first.get()), Some(4));
		let longest = <SkipRecord as codec::MaxEncodedLen>::max_encoded_len();
		assert_eq!((record.encoded_size(), longest), (969, 969));
	});
}

#[test]
fn nothing_is_skipped_that_was_not_sent_there() {
	build_and_check(|| {
		let alice = alice_with(6);
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		let honest = stretch(alice.batch(1, 3));
		let forged = |edit: &dyn Fn(&mut SkippedStretch)| {
			let mut forged = honest.clone();
			edit(&mut forged);
			skip(forged)
		};
		let batch = |error| refused(Refusal::Batch(error));
		let mismatch = || batch(BatchError::Extension(ExtensionError::RootMismatch));
		let other = LeafHash(Hash::repeat_byte(1));
		assert_noop!(forged(&|s| s.leaves[1] = other), mismatch());
		assert_noop!(
			forged(&|s| {
				let first = s.leaves[0];
				s.leaves[0] = s.leaves[2];
				s.leaves[2] = first;
			}),
			mismatch()
		);
		assert_noop!(forged(&|s| s.leaves = Default::default()), Error::<Test>::NothingToSkip);
		let miscounted = ExtensionError::NodeCount { expected: 0, actual: 0 };
		let shape = batch(BatchError::Extension(miscounted));
		assert_noop!(forged(&|s| s.extension = Default::default()), shape);
		// One more or less than the extension goes on from.
		assert!(forged(&|s| assert!(s.leaves.pop().is_some())).is_err());
		assert!(forged(&|s| s.leaves.try_push(other).expect("room")).is_err());
		let beyond = batch(BatchError::BeyondStream);
		let many = vec![other; 6];
		assert_noop!(forged(&|s| s.leaves = many.clone().try_into().expect("six")), beyond);
		for first in [0u32, 2] {
			let first = Position::from(first);
			let elsewhere = BatchError::NotContinuing { first, held: 1u32.into() };
			assert_noop!(forged(&|s| s.first = first), batch(elsewhere));
		}
		let foreign = || batch(BatchError::ForeignLeaf);
		assert_noop!(forged(&|s| s.channel.register.credit += 1), foreign());
		assert_noop!(forged(&|s| s.proof.generation += 1), foreign());
		// An inner node in the place of the two leaves below it.
		let node =
			spec_messaging_primitives::hashing::node_hash(&honest.leaves[1].0, &honest.leaves[2].0);
		let two = vec![honest.leaves[0], LeafHash(node)];
		assert!(forged(&|s| s.leaves = two.clone().try_into().expect("two")).is_err());
		// After all of that the honest one still works, once.
		assert_ok!(skip(honest.clone()));
		let again = BatchError::NotContinuing { first: 1u32.into(), held: 4u32.into() };
		assert_noop!(skip(honest.clone()), batch(again));
	});
}

#[test]
fn only_under_an_included_root_and_only_by_governance() {
	build_and_check(|| {
		RelayState::default().support(&[1]).show();
		let mut alice = alice_with(1);
		alice.send_some(2);
		let early = stretch(alice.batch(0, 3));
		let not_included = refused(Refusal::RootNotIncluded(TierOff::NotAsked));
		assert_noop!(skip(early.clone()), not_included);
		alice.include();
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			let call = SpecInbox::skip(origin, early.clone()).map_err(|error| error.error);
			assert_eq!(call, Err(BadOrigin));
		}
		assert_ok!(skip(early));
	});
}

#[test]
fn a_suspended_source_is_skipped_and_a_frozen_or_unknown_one_is_not() {
	build_and_check(|| {
		let alice = alice_with(2);
		let mut stranger = alice.clone();
		stranger.id = CAROL;
		assert_noop!(skip(stretch(stranger.batch(0, 1))), Error::<Test>::UnknownSource);
		assert_ok!(SpecInbox::watch_peer(RuntimeOrigin::root(), CAROL));
		stranger.include();
		let not_consuming = refused(Refusal::NotConsuming);
		assert_noop!(skip(stretch(stranger.batch(0, 1))), not_consuming);
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		assert_ok!(skip(stretch(alice.batch(0, 1))));
		assert_ok!(SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE));
		SpecInbox::freeze(ALICE, Evidence::HigherGeneration { read: 0, seen: 1 });
		assert_noop!(skip(stretch(alice.batch(1, 1))), refused(Refusal::Frozen));
		assert_eq!(consumed(ALICE), 1);
	});
}

#[test]
fn receipts_outlive_a_reanchor_and_say_of_which_generation_they_are() {
	build_and_check(|| {
		let mut alice = alice_with(2);
		assert_ok!(skip(stretch(alice.batch(0, 2))));
		alice.raise_generation();
		alice.send_some(3);
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		alice.include();
		assert_ok!(skip(stretch(alice.batch(0, 1))));
		let record = SpecInbox::skip_receipts(ALICE);
		let generations: Vec<_> = record.last.iter().map(|receipt| receipt.generation).collect();
		assert_eq!((record.total, generations), (2, vec![0, 1]));
		assert_eq!(Sources::<Test>::get(ALICE).map(|state| state.skipped), Some(1));
	});
}

#[test]
fn a_skip_names_the_generation_of_a_source_that_was_never_read() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.raise_generation();
		alice.send_some(1);
		alice.include();
		assert_ok!(skip(stretch(alice.batch(0, 1))));
		let learned = Event::GenerationLearned { source: ALICE, generation: 1 };
		assert!(events().contains(&learned));
		let limits: frame_system::limits::BlockWeights =
			<Test as frame_system::Config>::BlockWeights::get();
		assert!(SpecInbox::skip_weight(&stretch(alice.batch(0, 1))).all_lte(limits.max_block));
	});
}

//! What operators are told of a stream that this chain reads.

use codec::{Encode, MaxEncodedLen};
use frame_support::assert_ok;
use spec_messaging_primitives::{
	batch::BatchError,
	commitment::DigestError,
	mmr::ExtensionError,
	pallets::{Footprint, RegisterError},
	tree::TreeError,
};
use spec_messaging_runtime_api::{
	Evidence, IncludedRoot, Obstacle, Refusal, RefusalCount, RegistersRefused, TierOff,
	UnusableHead,
};

use super::*;
use crate::{REFUSALS, RefusalTally, Refusals};

fn stats() -> spec_messaging_runtime_api::IncomingStats {
	SpecInbox::stats(ALICE).expect("genesis accepted it")
}

fn blocked() -> Vec<Obstacle> {
	stats().blocked.into_iter().map(|blocked| blocked.by).collect()
}

#[test]
fn the_counters_of_a_stream_are_those_of_what_was_consumed() {
	build_and_check(|| {
		QueueStopped::set(&true);
		let mut alice = Sender::new(ALICE);
		for payload in [&b"one"[..], b"", b"three", b"four", b"five"] {
			alice.send(payload);
		}
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 4)), Ok(()));
		RelayNumber::set(&(RelayNumber::get() + 7));
		let said = stats();
		assert_eq!((said.consumed.get(), said.consumed_bytes), (4, 12));
		assert_eq!((said.enqueued, said.dead_lettered, said.skipped), (3, 1, 0));
		assert_eq!(said.queued, Footprint { messages: 3, bytes: 12 });
		assert_eq!(said.capacity, Footprint { messages: 29, bytes: 16_372 });
		let published = Published::get().last().map(|(_, register)| *register);
		let published = published.expect("a batch publishes");
		assert_eq!(said.credit_left.messages, published.credit - 4);
		assert_eq!(said.credit_left.bytes, published.credit_bytes - 12);
		assert_eq!(said.seen.map(LeafCount::get), Some(5));
		assert_eq!((said.generation, said.phase), (Some(0), InboundPhase::Accepted));
		let root = IncludedRoot {
			relay_block: RelayNumber::get() - 7,
			head_number: alice.number,
			root: alice.root(),
		};
		assert_eq!((said.newest_root, said.newest_root_age), (Some(root), Some(7)));
		assert!(said.trusted && said.refused.is_empty() && said.blocked.is_empty());
	});
}

#[test]
fn a_chain_that_is_no_peer_has_no_incoming_stats() {
	build_and_check(|| {
		assert_eq!(SpecInbox::stats(CAROL), None);
		assert_ok!(SpecInbox::watch_peer(RuntimeOrigin::root(), CAROL));
		let said = SpecInbox::stats(CAROL).expect("it is watched");
		let blocked: Vec<_> = said.blocked.iter().map(|blocked| blocked.by).collect();
		assert_eq!(blocked, vec![Obstacle::NoChannel, Obstacle::NoHead]);
	});
}

#[test]
fn refused_batches_are_counted_by_reason_for_peers_and_for_nobody_else() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		// Not included, three times in three blocks; useless, once.
		for _ in 0..3 {
			assert!(ingest_one(alice.batch(0, 1)).is_err());
			next_block();
		}
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(ingest_one(alice.refresh(1)), Err(Refusal::Useless));
		let code = |refusal: Refusal| refusal.code();
		let expected = vec![
			RefusalCount { code: code(Refusal::RootNotIncluded(TierOff::NotAsked)), count: 3 },
			RefusalCount { code: code(Refusal::Useless), count: 1 },
		];
		assert_eq!(stats().refused, expected);
		// Whoever makes up sources makes no entries.
		let before = Refusals::<Test>::iter().count();
		let mut carol = Sender::new(CAROL);
		carol.send_some(1);
		assert_eq!(ingest_one(carol.batch(0, 1)), Err(Refusal::UnknownSource));
		assert_eq!(Refusals::<Test>::iter().count(), before);
	});
}

#[test]
fn every_reason_has_a_place_and_a_full_count_stays_full() {
	build_and_check(|| {
		let (held, first) = (Position::from(0), Position::from(1));
		let extension = ExtensionError::NodeCount { expected: 0, actual: 1 };
		let tree = TreeError::SiblingCount { expected: 0, actual: 1 };
		let all = [
			Refusal::UnknownSource,
			Refusal::OutOfOrder,
			Refusal::Frozen,
			Refusal::NotConsuming,
			Refusal::OverCapacity(Footprint::default()),
			Refusal::BlockFull,
			Refusal::RootNotIncluded(TierOff::Untrusted),
			Refusal::SpeculativeRefresh,
			Refusal::Stale,
			Refusal::OtherGeneration(7),
			Refusal::Useless,
			Refusal::Batch(BatchError::Tree(tree)),
			Refusal::Batch(BatchError::ForeignLeaf),
			Refusal::Batch(BatchError::NotContinuing { first, held }),
			Refusal::Batch(BatchError::BeyondStream),
			Refusal::Batch(BatchError::IdleExtension),
			Refusal::Batch(BatchError::Extension(extension)),
			Refusal::Batch(BatchError::RootMismatch),
		];
		for reason in all.iter().chain(&all) {
			SpecInbox::count_refusal(ALICE, reason);
		}
		let counts = Refusals::<Test>::get(ALICE).batches;
		assert_eq!(counts.len(), all.len());
		assert!(counts.is_sorted_by(|a, b| a.code < b.code));
		assert!(counts.iter().all(|counted| counted.count == 2));
		// There is room for reasons to come.
		assert!(counts.len() < REFUSALS as usize);
		Refusals::<Test>::mutate(ALICE, |refused| {
			refused.batches.iter_mut().for_each(|counted| counted.count = u32::MAX);
			refused.registers.offset_fell = u32::MAX;
		});
		SpecInbox::count_register_refusal(ALICE, RegisterError::OffsetFell);
		SpecInbox::count_refusal(ALICE, &Refusal::Useless);
		let refused = Refusals::<Test>::get(ALICE);
		assert!(refused.batches.iter().all(|counted| counted.count == u32::MAX));
		assert_eq!(refused.registers.offset_fell, u32::MAX);
	});
}

#[test]
fn the_longest_counts_are_as_long_as_they_say() {
	assert_eq!(RefusalTally::max_encoded_len(), 177);
}

#[test]
fn registers_that_break_a_rule_are_counted_and_others_are_not() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		let refused = [
			RegisterError::OtherGeneration,
			RegisterError::BeyondStream,
			RegisterError::BeyondStream,
			RegisterError::OffsetFell,
			RegisterError::PhaseFell,
			RegisterError::Stale,
			RegisterError::NoChannel,
		];
		for (at, error) in refused.into_iter().enumerate() {
			alice.send_some(1);
			alice.include();
			ApplyError::set(&Some(error));
			// Their batches are consumed all the same.
			assert_eq!(ingest_one(alice.batch(at, 1)), Ok(()));
		}
		let expected = RegistersRefused {
			other_generation: 1,
			beyond_stream: 2,
			offset_fell: 1,
			phase_fell: 1,
		};
		assert_eq!(stats().registers_refused, expected);
	});
}

#[test]
fn obstacles_stand_in_the_order_in_which_they_are_cleared() {
	build_and_check(|| {
		// Given a source that is read.
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		assert_eq!(blocked(), vec![]);
		// A head that says nothing,
		RelayState::default().absent(ALICE).show();
		let unusable = Obstacle::HeadUnusable(UnusableHead::Offboarded);
		assert_eq!(blocked(), vec![unusable]);
		assert_eq!(SpecInbox::unheard(ALICE), Some(unusable));
		// a pause,
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		let paused = Obstacle::NotConsuming(InboundPhase::Suspended);
		assert_eq!(blocked(), vec![paused, unusable]);
		// and a rewind.
		let evidence = Evidence::HeadNumberFell { from: 2, to: 1 };
		SpecInbox::freeze(ALICE, evidence);
		assert_eq!(blocked(), vec![Obstacle::Frozen(evidence), paused, unusable]);
		assert_eq!(SpecInbox::unheard(ALICE), Some(Obstacle::Frozen(evidence)));
		// A start over clears all but what it cannot: no head of the new history was read yet.
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		assert_ok!(SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE));
		assert_eq!(blocked(), vec![Obstacle::NoHead]);
	});
}

#[test]
fn a_full_queue_is_an_obstacle_until_it_drains() {
	build_and_check(|| {
		QueueStopped::set(&true);
		let mut alice = Sender::new(ALICE);
		alice.send_some(33);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 32)), Ok(()));
		assert_eq!(blocked(), vec![Obstacle::QueueFull]);
		QueueStopped::set(&false);
		next_block();
		assert_eq!(blocked(), vec![]);
	});
}

#[test]
fn who_is_not_watched_or_not_seen_yet_is_not_heard() {
	build_and_check(|| {
		assert_eq!(SpecInbox::unheard(CAROL), Some(Obstacle::NotWatched));
		assert_eq!(SpecInbox::unheard(ALICE), Some(Obstacle::NoHead));
		Sender::new(ALICE).include();
		assert_eq!(SpecInbox::unheard(ALICE), None);
		RelayState::default()
			.head(ALICE, &cumulus_primitives_core::relay_chain::HeadData(vec![1]))
			.show();
		let unusable = Obstacle::HeadUnusable(UnusableHead::Undecodable);
		assert_eq!(SpecInbox::unheard(ALICE), Some(unusable));
		let longest = UnusableHead::Digest(DigestError::WrongLength(u32::MAX));
		assert_eq!(longest.encoded_size(), UnusableHead::max_encoded_len());
	});
}

#[test]
fn view_functions_answer_what_the_runtime_api_does() {
	use codec::Decode;
	use frame_support::view_functions::ViewFunction;
	use spec_messaging_runtime_api::{IncomingExplanation, IncomingStats};

	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		let view =
			|id, input: Vec<u8>| Test::execute_view_function(id, input).expect("it is there");
		let said = view(crate::pallet::StatsViewFunction::<Test>::id(), ALICE.encode());
		assert_eq!(Option::<IncomingStats>::decode(&mut &said[..]), Ok(Some(stats())));
		let asked = (ALICE, Position::from(1));
		let said = view(crate::pallet::ExplainViewFunction::<Test>::id(), asked.encode());
		let expected = SpecInbox::explain(asked.0, asked.1);
		assert_eq!(IncomingExplanation::decode(&mut &said[..]), Ok(expected));
	});
}

//! What a block says it depends on.

use spec_messaging_primitives::{
	commitment::{RequiresCommitment, is_marked},
	late_block::{BlockRecord, ConsumedStream, ReadBlockRecord},
};

use super::*;
use crate::{Frontiers, Record, Usage};

fn show_support() {
	RelayState::default().support(&[1]).show();
}

#[test]
fn a_marked_block_records_what_it_consumed_and_what_that_requires() {
	build_and_check(|| {
		show_support();
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send_some(3);
		bob.send_some(2);
		bob.include();
		// Given one source under a speculative root and one under an included one.
		let batches = vec![alice.batch(0, 3), bob.batch(0, 2)];
		assert_eq!(ingest_asking(batches, true), vec![Ok(()), Ok(())]);
		// When the block ends, it is marked and names both.
		let header = end_block();
		assert_eq!(is_marked(&header.digest), Ok(true));
		let line = |sender: &Sender, expected_root| ConsumedStream {
			source: sender.id,
			generation: 0,
			expected_root,
			frontier: Frontiers::<Test>::get(sender.id),
		};
		let consumed = vec![line(&alice, Some(alice.root())), line(&bob, None)];
		let record = BlockRecord { para_id: US, consumed: consumed.try_into().expect("two") };
		assert_eq!(SpecInbox::read_block_record(), Some(record));
		// Then only the speculative root is required.
		let expected_root = alice.root();
		let required = RequiresCommitment { source: ALICE, expected_root };
		assert_eq!(SpecInbox::requires(), vec![required]);
		assert!(events().contains(&Event::Required { source: ALICE, expected_root }));
		assert!(!Usage::<Test>::exists());
	});
}

#[test]
fn the_record_is_gone_in_the_next_block() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		end_block();
		assert!(Record::<Test>::exists());
		next_block();
		assert!(!Record::<Test>::exists());
		assert_eq!(is_marked(&end_block().digest), Ok(false));
		assert_eq!(SpecInbox::requires(), vec![]);
	});
}

#[test]
fn a_marked_block_that_consumed_nothing_still_writes_its_record() {
	build_and_check(|| {
		show_support();
		let bob = Sender::new(BOB);
		assert!(ingest_asking(vec![bob.refresh(0)], true)[0].is_err());
		assert_eq!(is_marked(&end_block().digest), Ok(true));
		let empty = BlockRecord { para_id: US, consumed: Default::default() };
		assert_eq!(SpecInbox::read_block_record(), Some(empty));
	});
}

#[test]
fn a_block_is_marked_only_if_the_author_asked_and_the_relay_chain_matches() {
	for (support, asked) in [(false, false), (false, true), (true, false), (true, true)] {
		build_and_check(|| {
			if support {
				show_support();
			}
			let mut alice = Sender::new(ALICE);
			alice.send_some(1);
			alice.include();
			assert_eq!(ingest_asking(vec![alice.batch(0, 1)], asked), vec![Ok(())]);
			assert_eq!(is_marked(&end_block().digest), Ok(support && asked));
			assert_eq!(Record::<Test>::exists(), support && asked);
		});
	}
}

#[test]
fn the_last_consumption_of_a_source_decides_what_is_required() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		// Speculative first, and then under an included root that covers it: nothing is required.
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		alice.include();
		assert_eq!(ingest_asking(vec![alice.batch(1, 1)], true), vec![Ok(())]);
		end_block();
		assert_eq!(SpecInbox::requires(), vec![]);
		let record = SpecInbox::read_block_record().expect("the block is marked");
		assert_eq!(record.consumed.len(), 1);
		assert_eq!(record.consumed[0].frontier.leaf_count(), LeafCount::from(2));
	});
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		// Included first, and then a speculative root: that one is required.
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(1, 1)], true), vec![Ok(())]);
		end_block();
		let expected_root = alice.root();
		assert_eq!(
			SpecInbox::requires(),
			vec![RequiresCommitment { source: ALICE, expected_root }]
		);
	});
}

#[test]
fn a_refresh_requires_nothing() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		alice.include();
		assert_eq!(ingest_asking(vec![alice.refresh(0)], true), vec![Ok(())]);
		end_block();
		let record = SpecInbox::read_block_record().expect("the block is marked");
		assert!(record.consumed.is_empty());
	});
}

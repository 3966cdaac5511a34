//! Which heads are kept.

use frame_support::assert_noop;
use spec_messaging_primitives::pallets::{NoteHead, NotedHead};

use super::*;
use crate::Error;

/// A head whose state root is another for every number.
fn head(relay_block: u32, number: u32) -> NotedHead {
	NotedHead { relay_block, number, state_root: Hash::from_low_u64_be(number.into()) }
}

fn note(source: ParaId, head: NotedHead) {
	<SpecQuery as NoteHead>::note_head(source, head);
}

/// What can be read of a source, by number.
fn kept(source: ParaId) -> Vec<NotedHead> {
	(0..100).filter_map(|number| SpecQuery::find(source, number)).collect()
}

#[test]
fn the_ring_keeps_at_least_the_last_seventeen_distinct_heads() {
	build_and_check(|| {
		for i in 1..=41 {
			note(ALICE, head(2 * i, i));
			// The same head at the next relay block.
			note(ALICE, head(2 * i + 1, i));
			let kept = kept(ALICE);
			let first = i + 1 - kept.len() as u32;
			assert!(kept.len() >= 17 || first == 1, "{} heads after {i}", kept.len());
			assert_eq!(kept, (first..=i).map(|i| head(2 * i, i)).collect::<Vec<_>>());
		}
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn sources_that_nobody_wants_are_not_kept() {
	build_and_check(|| {
		note(STRANGER, head(1, 1));
		assert!(!Heads::<Test>::contains_key(STRANGER));
		note(BOB, head(1, 1));
		assert_eq!(kept(BOB), vec![head(1, 1)]);
		assert!(!Heads::<Test>::contains_key(ALICE));
	});
}

#[test]
fn an_older_relay_block_changes_nothing() {
	build_and_check(|| {
		note(ALICE, head(5, 5));
		note(ALICE, head(4, 6));
		note(ALICE, head(4, 3));
		assert_eq!(kept(ALICE), vec![head(5, 5)]);
	});
}

#[test]
fn a_second_head_of_one_relay_block_changes_nothing_unless_it_is_a_later_one() {
	build_and_check(|| {
		note(ALICE, head(5, 5));
		note(ALICE, head(5, 4));
		let other = NotedHead { state_root: Hash::repeat_byte(9), ..head(5, 5) };
		note(ALICE, other);
		assert_eq!(kept(ALICE), vec![head(5, 5)]);
		note(ALICE, head(5, 6));
		assert_eq!(kept(ALICE), vec![head(5, 5), head(5, 6)]);
	});
}

#[test]
fn a_chain_that_was_set_back_loses_its_earlier_heads() {
	build_and_check(|| {
		note(ALICE, head(5, 5));
		note(ALICE, head(6, 6));
		note(ALICE, head(7, 4));
		assert_eq!(kept(ALICE), vec![head(7, 4)]);
		assert_eq!(events(), vec![Event::HeadsForgotten { source: ALICE }]);
	});
}

#[test]
fn a_chain_that_was_set_to_another_block_of_the_same_number_loses_its_earlier_heads() {
	build_and_check(|| {
		note(ALICE, head(5, 5));
		let other = NotedHead { state_root: Hash::repeat_byte(9), ..head(6, 5) };
		note(ALICE, other);
		assert_eq!(kept(ALICE), vec![other]);
		assert_eq!(events(), vec![Event::HeadsForgotten { source: ALICE }]);
	});
}

#[test]
fn a_source_is_forgotten_once_and_alone() {
	build_and_check(|| {
		let state = Sibling::busy(1, StateVersion::V1);
		state.include(ALICE, 5, 5);
		state.include(BOB, 5, 5);
		<SpecQuery as NoteHead>::forget_heads(ALICE);
		<SpecQuery as NoteHead>::forget_heads(ALICE);
		assert_eq!(events(), vec![Event::HeadsForgotten { source: ALICE }]);
		assert!(!Heads::<Test>::contains_key(ALICE));
		assert_eq!(kept(BOB).len(), 1);
		// Nothing can be read of it, then.
		let origin = RuntimeOrigin::signed(1);
		let proof = nodes(state.prove(&[b"long"]));
		assert_noop!(
			SpecQuery::query(origin, ALICE, 5, keys(&[b"long"]), proof),
			Error::<Test>::UnknownHead
		);
	});
}

//! Where heads are in storage, held to a plain list, and what that costs.

use codec::{Encode, MaxEncodedLen};
use frame_support::storage::{TransactionOutcome, with_transaction};
use frame_support::weights::Weight;
use sp_runtime::{DispatchError, traits::BlakeTwo256};
use spec_messaging_primitives::pallets::{NoteHead, NotedHead};

use super::*;
use crate::{HeadPage, HeadRing, RING_HEADS, WeightInfo};

/// All heads that count, as a plain list.
#[derive(Clone, Default)]
struct Oracle(Vec<NotedHead>);

impl Oracle {
	fn note(&mut self, head: NotedHead) {
		if let Some(newest) = self.0.last() {
			let same = (newest.number, newest.state_root) == (head.number, head.state_root);
			if same || head.relay_block < newest.relay_block {
				return;
			}
			if head.number <= newest.number {
				if head.relay_block == newest.relay_block {
					return;
				}
				self.0.clear();
			}
		}
		self.0.push(head);
		if self.0.len() > 20 {
			self.0.drain(..4);
		}
	}

	/// Says what Alice's heads are in storage, and nothing else.
	fn check(&self, path: &[Step]) {
		let numbers = self.0.first().map_or(0, |head| head.number.saturating_sub(2))
			..=self.0.last().map_or(40, |head| head.number + 2);
		for number in numbers {
			let expected = self.0.iter().find(|head| head.number == number).copied();
			assert_eq!(SpecQuery::find(ALICE, number), expected, "{number} after {path:?}");
		}
		// Each entry of storage, whether it can be found or not.
		let recent = Heads::<Test>::iter_values().flat_map(|ring| ring.recent);
		let mut stored: Vec<_> =
			recent.chain(OlderHeads::<Test>::iter_values().flatten()).collect();
		stored.sort_by_key(|head| head.number);
		assert_eq!(stored, self.0, "after {path:?}");
		SpecQuery::do_try_state().expect("the invariants hold after every step");
	}
}

/// What the inbox tells next.
#[derive(Clone, Copy, Debug)]
enum Step {
	/// A head at a relay block and with a number that differ by this from the last that was told, of this state.
	Head(i32, i32, u8),
	Forget,
}

fn steps() -> Vec<Step> {
	let mut steps = vec![Step::Forget];
	for relay in [-1, 0, 1] {
		for number in [-1, 0, 1, 3] {
			steps.extend([1, 2].map(|state| Step::Head(relay, number, state)));
		}
	}
	steps
}

/// Takes all sequences of at most `depth` steps from here. Returns how many.
fn explore(oracle: &Oracle, last: (u32, u32), path: &mut Vec<Step>, depth: u32) -> u32 {
	oracle.check(path);
	if depth == 0 {
		return 1;
	}
	let mut count = 1;
	for step in steps() {
		path.push(step);
		let (mut oracle, mut last) = (oracle.clone(), last);
		let undone: Result<u32, DispatchError> = with_transaction(|| {
			match step {
				Step::Forget => {
					<SpecQuery as NoteHead>::forget_heads(ALICE);
					oracle = Oracle::default();
				},
				Step::Head(relay, number, state) => {
					last =
						(last.0.saturating_add_signed(relay), last.1.saturating_add_signed(number));
					let state_root = Hash::repeat_byte(state);
					let head = NotedHead { relay_block: last.0, number: last.1, state_root };
					<SpecQuery as NoteHead>::note_head(ALICE, head);
					oracle.note(head);
				},
			}
			TransactionOutcome::Rollback(Ok(explore(&oracle, last, path, depth - 1)))
		});
		count += undone.expect("nothing in there fails");
		path.pop();
	}
	count
}

/// The first `count` heads of Alice, numbered from 10 on.
fn filled(count: u32) -> Oracle {
	let mut oracle = Oracle::default();
	for i in 0..count {
		let head =
			NotedHead { relay_block: 10 + i, number: 10 + i, state_root: Hash::repeat_byte(1) };
		<SpecQuery as NoteHead>::note_head(ALICE, head);
		oracle.note(head);
	}
	oracle
}

#[test]
fn after_every_short_sequence_of_heads_storage_has_what_a_plain_list_has() {
	// Every state of the recent page, and of the pages: none, some, all, and each as the oldest.
	let mut count = 0;
	for heads in 0..=38 {
		build_and_check(|| {
			let depth = if [0, 4, 20, 33].contains(&heads) { 3 } else { 1 };
			let oracle = filled(heads);
			count += explore(&oracle, (9 + heads, 9 + heads), &mut vec![], depth);
		});
	}
	// 4 x (1 + 25 + 25^2 + 25^3) and 35 x (1 + 25).
	assert_eq!(count, 66_014);
}

#[test]
fn no_state_root_outlives_its_source() {
	build_and_check(|| {
		filled(RING_HEADS + 7);
		<SpecQuery as NoteHead>::forget_heads(ALICE);
		assert_eq!(Heads::<Test>::iter().count() + OlderHeads::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_set_back_leaves_one_head_in_storage() {
	build_and_check(|| {
		filled(RING_HEADS + 7);
		let back = NotedHead { relay_block: 90, number: 3, state_root: Hash::repeat_byte(3) };
		<SpecQuery as NoteHead>::note_head(ALICE, back);
		let ring = Heads::<Test>::get(ALICE);
		assert_eq!((ring.recent.as_slice(), ring.firsts.len()), (&[back][..], 0));
		assert_eq!(OlderHeads::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_is_forgotten_of_one_source_is_kept_of_another() {
	build_and_check(|| {
		filled(RING_HEADS);
		let head = NotedHead { relay_block: 1, number: 1, state_root: Hash::repeat_byte(3) };
		<SpecQuery as NoteHead>::note_head(BOB, head);
		<SpecQuery as NoteHead>::forget_heads(BOB);
		assert_eq!(OlderHeads::<Test>::iter_prefix(ALICE).count(), 4);
		assert!(SpecQuery::find(ALICE, 10).is_some());
	});
}

#[test]
fn entries_have_the_sizes_that_the_docs_say() {
	assert_eq!(HeadRing::max_encoded_len(), 178);
	assert_eq!(HeadPage::max_encoded_len(), 161);
	build_and_check(|| {
		filled(RING_HEADS);
		let sizes: Vec<_> = (0..4)
			.map(|_| {
				let ring = Heads::<Test>::get(ALICE);
				let next = ring.recent.last().expect("a ring is not empty").number + 1;
				let state_root = Hash::repeat_byte(1);
				let head = NotedHead { relay_block: next, number: next, state_root };
				<SpecQuery as NoteHead>::note_head(ALICE, head);
				ring.encoded_size()
			})
			.collect();
		assert_eq!(sizes, vec![178, 58, 98, 138]);
		assert_eq!(sizes.iter().sum::<usize>() / 4, 118);
	});
}

#[test]
fn pages_that_are_turned_or_forgotten_are_charged_and_nothing_else_is() {
	type Weights = <Test as crate::Config>::WeightInfo;
	build_and_check(|| {
		let charged = |relay_block, number| {
			let before = System::block_weight().total();
			let head = NotedHead { relay_block, number, state_root: Hash::repeat_byte(1) };
			<SpecQuery as NoteHead>::note_head(ALICE, head);
			System::block_weight().total().saturating_sub(before)
		};
		for i in 1..=40 {
			let turns = i > 1 && i % 4 == 1;
			let expected = if turns { Weights::turn_page() } else { Weight::zero() };
			assert_eq!(charged(i, i), expected, "head {i}");
			assert_eq!(charged(i, i), Weight::zero(), "head {i} again");
		}
		assert_eq!(charged(41, 2), Weights::forget_older());
		assert_eq!(charged(42, 1), Weight::zero());
	});
}

/// Bytes of proof per source and block when `note` notes another head of each of `sources` in every block.
fn proof_bytes_per_head(sources: u32, note: fn(ParaId, NotedHead)) -> usize {
	const BLOCKS: u32 = 16;
	let mut ext = ext();
	let mut bytes = 0;
	for number in 0..40 + BLOCKS {
		ext.commit_all().expect("no transaction is open");
		let root = *ext.as_backend().root();
		let ((), proof) = ext.execute_and_prove(|| {
			for i in 0..sources {
				let state_root = Hash::from_low_u64_be((u64::from(number) << 32) + u64::from(i));
				note(ParaId::new(3_000 + i), NotedHead { relay_block: number, number, state_root });
			}
			// A block ends with its state root: what a write needs is in the proof, too.
			sp_io::storage::root(StateVersion::V1);
		});
		if number >= 40 {
			let size = proof.encoded_compact_size::<BlakeTwo256>(root);
			bytes += size.expect("the proof is of that root");
		}
	}
	bytes / (sources * BLOCKS) as usize
}

/// The layout that is not taken: the last 16 heads in one value.
fn note_in_one_value(source: ParaId, head: NotedHead) {
	let key = Heads::<Test>::hashed_key_for(source);
	let mut heads: Vec<NotedHead> = frame_support::storage::unhashed::get_or_default(&key);
	if heads.len() == 16 {
		heads.remove(0);
	}
	heads.push(head);
	frame_support::storage::unhashed::put(&key, &heads);
}

#[test]
fn the_proof_that_a_new_head_needs_is_less_than_half_of_what_one_value_would_need() {
	for sources in [1, 4, 16] {
		let taken = proof_bytes_per_head(sources, <SpecQuery as NoteHead>::note_head);
		let not_taken = proof_bytes_per_head(sources, note_in_one_value);
		println!("{sources} sources: {taken} bytes, {not_taken} in one value");
		assert!(2 * taken < not_taken, "{taken} bytes instead of {not_taken}");
		// What the README says of 16 sources.
		assert!(sources < 16 || taken < 200, "{taken} bytes with {sources} sources");
	}
}

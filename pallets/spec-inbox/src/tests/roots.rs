//! The last 16 roots in two places, against a list of all that ever came.

use codec::Encode;
use core::cell::Cell;
use frame_support::assert_ok;
use sp_trie::StorageProof;
use spec_messaging_runtime_api::IncludedRoot;

use super::*;
use crate::{CHUNK_ROOTS, Chunk, IncludedHeads, OLDER_CHUNKS, OlderRoots, RING_ROOTS, Tag};

/// A root with one of three tags, which differ in their last byte alone.
fn tagged(number: u8) -> ProvidesRoot {
	let mut hash = Hash::repeat_byte(number);
	hash.0[..TAG_BYTES].fill(0);
	hash.0[TAG_BYTES - 1] = number % 3;
	ProvidesRoot(hash)
}

const TAG_BYTES: usize = size_of::<Tag>();

/// A ring, its slots, and all that came.
#[derive(Clone, Default)]
struct Model {
	heads: IncludedHeads,
	slots: [Option<Chunk>; OLDER_CHUNKS as usize],
	all: Vec<IncludedRoot>,
}

impl Model {
	/// A root comes, unless it is the newest: then it does not come again.
	fn come(&mut self, number: u8) {
		let root = tagged(number);
		if self.all.last().is_some_and(|newest| newest.root == root) {
			return;
		}
		let at = self.all.len() as u32;
		let seen = IncludedRoot { relay_block: 100 + at, head_number: at, root };
		self.all.push(seen);
		if let Some((slot, chunk)) = self.heads.push(seen) {
			self.slots[usize::from(slot)] = Some(chunk);
		}
	}

	/// Whether the ring says of every root, of those that never came too, what the list says.
	fn check(&self) {
		let first = self.all.len().saturating_sub(RING_ROOTS as usize);
		let last = &self.all[first..];
		let slot = |slot: u8| self.slots[usize::from(slot)];
		let mut listed: Vec<_> = self.heads.newest_first(slot).collect();
		listed.reverse();
		assert_eq!(listed, last);
		for number in 0..40 {
			let root = tagged(number);
			let newer = last.iter().rev().position(|seen| seen.root == root);
			let expected =
				newer.map(|newer| (newer as u32, last[last.len() - 1 - newer].relay_block));
			let reads = Cell::new(0);
			let found = self.heads.find(root, |at| {
				reads.set(reads.get() + 1);
				let chunk = slot(at).expect("only slots that were written are read");
				let tag = |root: ProvidesRoot| root.0[..TAG_BYTES].to_vec();
				assert!(chunk.iter().any(|seen| tag(seen.root) == tag(root)), "read for nothing");
				Some(chunk)
			});
			assert_eq!(found.map(|place| (place.newer, place.relay_block)), expected);
			assert!(reads.get() <= OLDER_CHUNKS);
			assert!(newer.is_none_or(|newer| newer >= self.heads.recent.len()) || reads.get() == 0);
		}
	}
}

/// Every continuation of `model` by at most `depth` of these roots.
fn every_continuation(model: &Model, numbers: &[u8], depth: u32) -> u32 {
	model.check();
	if depth == 0 {
		return 1;
	}
	let next = |number: &u8| {
		let mut next = model.clone();
		next.come(*number);
		every_continuation(&next, numbers, depth - 1)
	};
	1 + numbers.iter().map(next).sum::<u32>()
}

#[test]
fn every_root_stands_where_a_list_of_all_roots_has_it() {
	let mut checked = 0;
	// Behind every number of distinct roots up to a ring that went round: roots that come back from all ages.
	for distinct in 0..=24u8 {
		let mut model = Model::default();
		(0..distinct).for_each(|number| model.come(number));
		let numbers = [distinct.saturating_sub(13), distinct.saturating_sub(4), 39];
		checked += every_continuation(&model, &numbers, 5);
	}
	assert_eq!(checked, 25 * 364);
}

#[test]
fn a_root_that_comes_three_times_counts_as_of_its_last_coming() {
	for first in 0..20 {
		for second in first + 1..21 {
			for third in second + 1..22 {
				let mut model = Model::default();
				for at in 0..22 {
					let returning = [first, second, third].contains(&at);
					model.come(if returning { 39 } else { at });
				}
				model.check();
			}
		}
	}
}

#[test]
fn a_ring_that_goes_round_for_long_loses_nothing() {
	let mut model = Model::default();
	for at in 0..1_000u32 {
		model.come((at % 37) as u8);
		model.check();
	}
}

/// The head of a source with another root for every number is read.
fn note(source: ParaId, number: u8) {
	let root = ProvidesRoot(Hash::repeat_byte(number));
	SpecInbox::note_head(source, number.into(), Some(&head(number.into(), root)));
}

fn known(source: ParaId, number: u8) -> bool {
	let root = ProvidesRoot(Hash::repeat_byte(number));
	SpecInbox::find_root(source, &heads_of(source), root).is_some()
}

#[test]
fn the_seventeenth_distinct_root_forgets_the_first() {
	build_and_check(|| {
		for number in 1..=100u8 {
			note(ALICE, number);
			let oldest = number.saturating_sub(15).max(1);
			assert!(known(ALICE, oldest) && known(ALICE, number));
			assert!(!known(ALICE, oldest - 1));
			let listed = SpecInbox::included_roots(ALICE);
			let numbers: Vec<_> = listed.iter().map(|seen| seen.head_number).collect();
			assert_eq!(numbers, (oldest.into()..=number.into()).collect::<Vec<u32>>());
			assert!(SpecInbox::included_roots(BOB).is_empty());
			SpecInbox::do_try_state().expect("invariants");
		}
	});
}

#[test]
fn nothing_of_a_forgotten_peer_stays_in_the_slots() {
	build_and_check(|| {
		assert_ok!(SpecInbox::watch_peer(RuntimeOrigin::root(), CAROL));
		for number in 1..=20 {
			[ALICE, BOB, CAROL].into_iter().for_each(|source| note(source, number));
		}
		let slots = |source| OlderRoots::<Test>::iter_key_prefix(source).count();
		assert_eq!((slots(ALICE), slots(BOB), slots(CAROL)), (4, 4, 4));
		assert!(SpecInbox::do_unwatch(CAROL, false));
		assert_eq!((slots(ALICE), slots(BOB), slots(CAROL)), (4, 4, 0));
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		assert_eq!((slots(ALICE), slots(BOB)), (0, 4));
		assert!(
			heads_of(ALICE) == IncludedHeads::default() && !known(ALICE, 20) && !known(ALICE, 1)
		);
		// What comes now is all there is.
		note(ALICE, 30);
		assert_eq!(SpecInbox::included_roots(ALICE).len(), 1);
	});
}

#[test]
fn a_slot_that_is_gone_is_noticed_and_believes_nothing() {
	build_and_check(|| {
		(1..=20).for_each(|number| note(ALICE, number));
		let chunk = OlderRoots::<Test>::take(ALICE, 2).expect("20 roots fill all slots");
		assert!(SpecInbox::do_try_state().is_err());
		assert!(!known(ALICE, chunk[0].head_number as u8));
		OlderRoots::<Test>::insert(ALICE, 2, chunk);
	});
}

/// How many of the chunks are in a proof of what was read.
fn chunks_in(proof: &StorageProof, chunks: &[Chunk]) -> usize {
	let chunks = chunks.iter().map(Encode::encode);
	let read = |chunk: &Vec<u8>| {
		proof.iter_nodes().any(|node| node.windows(chunk.len()).any(|part| part == &chunk[..]))
	};
	chunks.filter(read).count()
}

#[test]
fn only_a_root_that_is_not_recent_brings_older_ones_into_the_proof() {
	// Given a ring of which the next root moves a chunk.
	let mut ext = ext();
	let chunks: Vec<_> = ext.execute_with(|| {
		(1..=20).for_each(|number| note(ALICE, number));
		assert_eq!(heads_of(ALICE).recent.len(), CHUNK_ROOTS as usize);
		(0..OLDER_CHUNKS).filter_map(|slot| OlderRoots::<Test>::get(ALICE, slot)).collect()
	});
	assert_eq!(chunks.len(), 4);
	ext.commit_all().expect("nothing is open");
	let mut read = |what: fn()| {
		let ((), proof) = ext.execute_and_prove(|| {
			let _ = frame_support::storage::with_transaction(|| {
				what();
				frame_support::storage::TransactionOutcome::Rollback(Ok::<
					_,
					sp_runtime::DispatchError,
				>(()))
			});
		});
		chunks_in(&proof, &chunks)
	};
	// When a root comes, a recent one is named, or one that is not remembered, then no chunk is read.
	assert_eq!(read(|| note(ALICE, 21)), 0);
	assert_eq!(read(|| assert!(known(ALICE, 17))), 0);
	assert_eq!(read(|| assert!(!known(ALICE, 99))), 0);
	// An older one costs the chunk that it is in, and all of them only those who ask for all that are left.
	assert_eq!(read(|| assert!(known(ALICE, 16))), 1);
	assert_eq!(read(|| assert!(known(ALICE, 5))), 1);
	assert_eq!(read(|| assert_eq!(SpecInbox::included_roots(ALICE).len(), 16)), 3);
}

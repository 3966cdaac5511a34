//! Heads from real relay state proofs.

use codec::Encode;
use cumulus_primitives_core::{
	RelayStorageKey,
	relay_chain::{HeadData, well_known_keys},
};
use frame_support::assert_ok;
use sp_runtime::{Digest, DigestItem, generic::Header, traits::BlakeTwo256};
use spec_messaging_primitives::{
	commitment::{DigestError, PROVIDES_ENGINE_ID, provides_digest},
	pallets::{NotedHead, SpecRelaySupport, SpeculativeSupport},
};

use super::*;
use crate::{HEADS_PER_BLOCK, Sources, UnusableHead};

fn root(byte: u8) -> ProvidesRoot {
	ProvidesRoot(Hash::repeat_byte(byte))
}

fn roots(source: ParaId) -> Vec<(u32, ProvidesRoot)> {
	SpecInbox::included_roots(source).into_iter().map(|r| (r.head_number, r.root)).collect()
}

/// How often the pallet complained about a head of Alice, and why.
fn complaints() -> Vec<UnusableHead> {
	let said = events().into_iter().filter_map(|event| match event {
		Event::HeadUnusable { source: ALICE, reason } => Some(reason),
		_ => None,
	});
	said.collect()
}

#[test]
fn a_proven_head_enters_its_root_with_where_it_was_seen() {
	build_and_check(|| {
		RelayState::default().head(ALICE, &head(7, root(1))).show();
		let seen = SpecInbox::included_roots(ALICE);
		assert_eq!(seen.len(), 1);
		assert_eq!(seen[0].relay_block, RelayNumber::get());
		assert_eq!((seen[0].head_number, seen[0].root), (7, root(1)));
		assert!(roots(BOB).is_empty());
	});
}

#[test]
fn the_ring_keeps_the_last_sixteen_distinct_roots() {
	build_and_check(|| {
		for i in 1..=20u8 {
			RelayState::default().head(ALICE, &head(i.into(), root(i))).show();
			// A repeat of the newest root enters nothing.
			RelayState::default().head(ALICE, &head(i.into(), root(i))).show();
		}
		let expected: Vec<_> = (5..=20u8).map(|i| (i.into(), root(i))).collect();
		assert_eq!(roots(ALICE), expected);
	});
}

#[test]
fn a_head_that_is_not_proven_is_no_information() {
	build_and_check(|| {
		RelayState::default().head(ALICE, &head(7, root(1))).show();
		// In the state, but the author left it out.
		let mut hidden = RelayState::default().head(ALICE, &head(8, root(2)));
		hidden.proven.clear();
		hidden.head(BOB, &head(3, root(3))).show();
		assert_eq!(roots(ALICE), vec![(7, root(1))]);
		assert_eq!(roots(BOB), vec![(3, root(3))]);
		assert_eq!(complaints(), vec![]);
	});
}

#[test]
fn an_older_relay_block_enters_nothing() {
	build_and_check(|| {
		RelayState::default().head(ALICE, &head(7, root(1))).show();
		RelayNumber::set(&(RelayNumber::get() - 1));
		RelayState::default().head(ALICE, &head(9, root(2))).show_again();
		assert_eq!(roots(ALICE), vec![(7, root(1))]);
	});
}

/// A header of another shape: the fields of ours, with hashes of `width` bytes.
fn head_of_width(number: u32, width: usize) -> HeadData {
	let hash = vec![7u8; width];
	let digest = Digest { logs: vec![provides_digest(root(1))] };
	let mut bytes = hash.clone();
	bytes.extend(codec::Compact(number).encode());
	bytes.extend([&hash[..], &hash[..]].concat());
	bytes.extend(digest.encode());
	HeadData(bytes)
}

fn head_of_a_wider_hash(number: u32) -> HeadData {
	head_of_width(number, 64)
}

fn head_of_a_narrower_hash(number: u32) -> HeadData {
	head_of_width(number, 20)
}

/// A block number that does not fit into 32 bits.
fn head_of_a_longer_number() -> HeadData {
	let digest = Digest { logs: vec![provides_digest(root(1))] };
	let mut bytes = vec![7u8; 32];
	bytes.extend(codec::Compact(u64::from(u32::MAX) + 1).encode());
	bytes.extend([7u8; 64]);
	bytes.extend(digest.encode());
	HeadData(bytes)
}

#[test]
fn heads_of_another_shape_differ_from_ours_by_that_alone() {
	assert_eq!(head_of_width(8, 32).0.len(), head(8, root(1)).0.len());
	build_and_check(|| {
		RelayState::default().head(ALICE, &head_of_width(8, 32)).show();
		assert_eq!(roots(ALICE), vec![(8, root(1))]);
	});
}

#[test]
fn heads_that_say_nothing_are_named_once_each() {
	let doubled = Digest { logs: vec![provides_digest(root(1)), provides_digest(root(1))] };
	let short = Digest { logs: vec![DigestItem::Consensus(PROVIDES_ENGINE_ID, vec![1; 31])] };
	let long = Digest { logs: vec![DigestItem::Other(vec![0; 4_096]), provides_digest(root(1))] };
	let mut trailing = head(8, root(2));
	trailing.0.push(0);
	let mut truncated = head(8, root(2));
	truncated.0.pop();
	let foreign =
		Digest { logs: vec![DigestItem::Seal(PROVIDES_ENGINE_ID, root(1).0.as_bytes().to_vec())] };
	let empty = Digest { logs: vec![DigestItem::Consensus(PROVIDES_ENGINE_ID, vec![])] };
	let longer = Digest { logs: vec![DigestItem::Consensus(PROVIDES_ENGINE_ID, vec![1; 33])] };
	let unusable = [
		(head_with(8, Digest::default()), UnusableHead::NoRoot),
		(head_with(8, doubled), UnusableHead::Digest(DigestError::Doubled)),
		(head_with(8, short), UnusableHead::Digest(DigestError::WrongLength(31))),
		(head_with(8, empty), UnusableHead::Digest(DigestError::WrongLength(0))),
		(head_with(8, longer), UnusableHead::Digest(DigestError::WrongLength(33))),
		// Only a consensus item commits.
		(head_with(8, foreign), UnusableHead::NoRoot),
		(head_with(8, long), UnusableHead::TooLong),
		(truncated, UnusableHead::Undecodable),
		(head_of_a_wider_hash(8), UnusableHead::Undecodable),
		(head_of_a_narrower_hash(8), UnusableHead::Undecodable),
		(head_of_a_longer_number(), UnusableHead::Undecodable),
		(HeadData(vec![1, 2, 3]), UnusableHead::Undecodable),
		(HeadData(vec![]), UnusableHead::Undecodable),
		(trailing, UnusableHead::Undecodable),
	];
	for (unusable, reason) in unusable {
		build_and_check(|| {
			RelayState::default().head(ALICE, &head(7, root(1))).show();
			for _ in 0..3 {
				RelayState::default().head(ALICE, &unusable).show();
			}
			assert_eq!(complaints(), vec![reason]);
			assert_eq!(roots(ALICE), vec![(7, root(1))]);
			// A good head after it counts again.
			RelayState::default().head(ALICE, &head(9, root(3))).show();
			assert_eq!(roots(ALICE), vec![(7, root(1)), (9, root(3))]);
			assert_eq!(heads_of(ALICE).unusable, None);
		});
	}
}

#[test]
fn a_head_that_is_proven_absent_is_an_offboarded_chain() {
	build_and_check(|| {
		RelayState::default().head(ALICE, &head(7, root(1))).show();
		RelayState::default().absent(ALICE).show();
		RelayState::default().absent(ALICE).show();
		assert_eq!(complaints(), vec![UnusableHead::Offboarded]);
		assert_eq!(roots(ALICE), vec![(7, root(1))]);
	});
}

#[test]
fn a_head_of_a_chain_without_a_channel_is_not_read() {
	build_and_check(|| {
		RelayState::default().head(CAROL, &head(7, root(1))).show();
		assert!(roots(CAROL).is_empty());
		assert_ok!(SpecInbox::watch_peer(RuntimeOrigin::root(), CAROL));
		RelayState::default().head(CAROL, &head(7, root(1))).show();
		assert_eq!(roots(CAROL), vec![(7, root(1))]);
	});
}

#[test]
fn the_keys_that_are_asked_for_are_the_keys_that_are_read() {
	build_and_check(|| {
		for i in 0..60 {
			assert_ok!(SpecInbox::watch_peer(RuntimeOrigin::root(), ParaId::new(3_000 + i)));
		}
		let mut turns = BTreeMap::<ParaId, u32>::new();
		for block in 1..=31u8 {
			// Given what the last block asked the author for.
			let asked = SpecInbox::keys_to_prove().keys;
			assert_eq!(asked.len(), HEADS_PER_BLOCK as usize + 1);
			let support = SpecRelaySupport::key().expect("there is one");
			assert_eq!(asked.last(), Some(&RelayStorageKey::Top(support)));
			next_block();
			// When every peer has a new head, and only those keys are proven,
			let mut state = RelayState::default();
			let all: Vec<_> = crate::Peers::<Test>::get().into_inner();
			for peer in &all {
				state = state.head(*peer, &head(block.into(), root(block)));
			}
			state.proven = asked
				.iter()
				.map(|key| match key {
					RelayStorageKey::Top(key) => key.clone(),
					RelayStorageKey::Child { .. } => panic!("no child key is asked for"),
				})
				.collect();
			state.show();
			// then exactly those are read.
			for peer in all {
				let key = RelayStorageKey::Top(well_known_keys::para_head(peer));
				let read = roots(peer).contains(&(block.into(), root(block)));
				assert_eq!(read, asked.contains(&key));
				*turns.entry(peer).or_default() += u32::from(read);
			}
		}
		// 31 blocks of 32 heads for 62 peers: everybody had the same number of turns.
		assert_eq!(turns.len(), 62);
		assert!(turns.values().all(|turns| *turns == 16), "{turns:?}");
	});
}

/// What the observer was told of Alice's heads: relay block and number.
fn noted() -> Vec<(u32, u32)> {
	let noted = Noted::get().into_iter().filter(|(source, _)| *source == ALICE);
	noted.map(|(_, head)| (head.relay_block, head.number)).collect()
}

#[test]
fn the_observer_is_told_of_every_usable_head_whatever_its_digest() {
	build_and_check(|| {
		let header = Header::<u32, BlakeTwo256> {
			parent_hash: Default::default(),
			number: 7,
			state_root: Hash::repeat_byte(9),
			extrinsics_root: Default::default(),
			digest: Digest::default(),
		};
		RelayState::default().head(ALICE, &HeadData(header.encode())).show();
		let expected = NotedHead { relay_block: 2, number: 7, state_root: Hash::repeat_byte(9) };
		assert_eq!(Noted::get(), vec![(ALICE, expected)]);
		RelayState::default().head(ALICE, &head_with(8, Digest::default())).show();
		RelayState::default().head(ALICE, &head(9, root(1))).show();
		assert_eq!(noted(), vec![(2, 7), (3, 8), (4, 9)]);
		assert!(Forgotten::get().is_empty());
	});
}

#[test]
fn the_observer_is_not_told_of_heads_that_say_nothing_or_are_older() {
	build_and_check(|| {
		RelayState::default().head(ALICE, &head(7, root(1))).show();
		// Not proven, undecodable, too long.
		let mut hidden = RelayState::default().head(ALICE, &head(8, root(2)));
		hidden.proven.clear();
		hidden.absent(BOB).show();
		RelayState::default().head(ALICE, &HeadData(vec![1, 2, 3])).show();
		RelayState::default().head(ALICE, &HeadData(vec![0; 4_097])).show();
		// An older relay block.
		RelayNumber::set(&1);
		RelayState::default().head(ALICE, &head(9, root(2))).show_again();
		// The head fell within one relay block.
		RelayNumber::set(&2);
		RelayState::default().head(ALICE, &head(6, root(2))).show_again();
		assert_eq!(noted(), vec![(2, 7)]);
		assert_eq!(Forgotten::get(), vec![BOB]);
	});
}

#[test]
fn the_observer_forgets_what_is_offboarded_frozen_or_starts_over() {
	build_and_check(|| {
		RelayState::default().head(ALICE, &head(7, root(1))).head(BOB, &head(7, root(1))).show();
		assert!(Forgotten::get().is_empty());
		// Bob is offboarded, Alice is set back.
		RelayState::default().head(ALICE, &head(6, root(2))).absent(BOB).show();
		assert_eq!(Forgotten::get(), vec![ALICE, BOB]);
		// A frozen source is not observed.
		RelayState::default().head(ALICE, &head(8, root(3))).show();
		assert_eq!(noted(), vec![(2, 7)]);
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		assert_eq!(Forgotten::get(), vec![ALICE, BOB, ALICE]);
		RelayState::default().head(ALICE, &head(8, root(3))).show();
		assert_eq!(noted(), vec![(2, 7), (5, 8)]);
	});
}

#[test]
fn what_an_observer_that_calls_back_changes_of_a_source_stays() {
	build_and_check(|| {
		ObserverSuspends::set(&true);
		RelayState::default().head(ALICE, &head(7, root(1))).show();
		let state = Sources::<Test>::get(ALICE).expect("accepted");
		assert_eq!(state.phase, InboundPhase::Suspended);
		assert_eq!(roots(ALICE), vec![(7, root(1))]);
	});
}

/// The entries of the pallet that were read from the state of the last block, and how many were written,
/// while `run` ran. What was written is in the state from then on.
fn touched(ext: &mut sp_io::TestExternalities, run: impl FnOnce()) -> (Vec<Vec<u8>>, usize) {
	ext.commit_all().expect("no transaction is open");
	let recorder = sp_trie::recorder::Recorder::default();
	ext.execute_with_recorder(recorder.clone(), run);
	let ours = sp_io::hashing::twox_128(b"SpecInbox");
	let read = recorder.recorded_keys().into_values().flatten();
	let read = read.map(|(key, _)| key.to_vec()).filter(|key| key.starts_with(&ours)).collect();
	let written = ext.overlayed_changes().changes();
	(read, written.filter(|(key, _)| key.starts_with(&ours)).count())
}

#[test]
fn a_head_costs_one_read_and_only_one_with_news_a_write() {
	let mut ext = ext();
	let note = |relay_block: u32, head: HeadData| {
		move || SpecInbox::note_head(ALICE, relay_block, Some(&head))
	};
	let entry = ext.execute_with(|| {
		// Given a root that Alice lags behind, but not for too long.
		note(1, head(1, root(1)))();
		Sources::<Test>::hashed_key_for(ALICE)
	});
	// An idle peer: the head repeats its root, or its block has another number and the same root.
	assert_eq!(touched(&mut ext, note(1, head(1, root(1)))), (vec![entry.clone()], 0));
	assert_eq!(touched(&mut ext, note(2, head(1, root(1)))), (vec![entry.clone()], 0));
	assert_eq!(touched(&mut ext, note(3, head(2, root(1)))), (vec![entry.clone()], 0));
	// News: another root, a lag that is told, a head that says nothing, and its end.
	assert_eq!(touched(&mut ext, note(4, head(3, root(2)))), (vec![entry.clone()], 1));
	assert_eq!(touched(&mut ext, note(24, head(3, root(2)))), (vec![entry.clone()], 1));
	let nothing = || head_with(4, Digest::default());
	assert_eq!(touched(&mut ext, note(25, nothing())), (vec![entry.clone()], 1));
	assert_eq!(touched(&mut ext, note(26, nothing())), (vec![entry.clone()], 0));
	assert_eq!(touched(&mut ext, note(27, head(5, root(2)))), (vec![entry.clone()], 1));
	assert_eq!(touched(&mut ext, note(28, head(5, root(2)))), (vec![entry.clone()], 0));
	// A head that fell freezes, and nothing of a frozen source is written.
	assert_eq!(touched(&mut ext, note(29, head(2, root(2)))), (vec![entry.clone()], 1));
	assert_eq!(touched(&mut ext, note(30, head(6, root(3)))), (vec![entry], 0));
}

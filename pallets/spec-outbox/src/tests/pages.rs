//! The commitment tree in pages.

use frame_support::assert_ok;
use proptest::prelude::*;
use spec_messaging_primitives::{
	hashing::{Hash, channel_leaf_hash, count, message_id},
	pallets::SendMessage,
	tree,
};
use std::collections::BTreeMap;

use crate::{mock::*, *};

/// Peers 0, 3, 6, ... shuffled by `seed`.
fn shuffled(peers: u32, seed: u32) -> Vec<ParaId> {
	let mut ids: Vec<u32> = (0..peers).map(|i| i * 3).collect();
	ids.sort_by_key(|id| message_id(&[id.to_le_bytes(), seed.to_le_bytes()].concat()));
	ids.into_iter().map(ParaId::from).collect()
}

fn hash(value: u32) -> Hash {
	message_id(&value.to_le_bytes())
}

/// All leaves, and the root over them by the definition.
fn rebuilt(leaves: &BTreeMap<ParaId, Hash>) -> (u32, Hash) {
	(leaves.len() as u32, tree::root(leaves.values().copied()))
}

#[test]
fn pages_have_the_root_of_the_whole_tree_for_1_to_200_peers_in_any_order() {
	new_test_ext().execute_with(|| {
		for seed in 0..3u32 {
			PageDirectory::<Test>::kill();
			let _ = Pages::<Test>::clear(u32::MAX, None);
			let mut leaves = BTreeMap::new();
			for (i, peer) in shuffled(200, seed).into_iter().enumerate() {
				let change = (peer, hash(i as u32));
				leaves.insert(change.0, change.1);
				assert_eq!(Outbox::update_pages(vec![change]), rebuilt(&leaves), "{i}");
				assert_eq!(Outbox::leaf_hashes(), leaves.clone().into_iter().collect::<Vec<_>>());
			}
		}
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// However changes of known peers and new peers come together, pages hold the whole tree.
	#[test]
	fn any_mix_of_changes_and_new_peers_leads_to_the_root_of_the_whole_tree(
		rounds in prop::collection::vec(
			prop::collection::btree_map(0u32..200, any::<u32>(), 1..120), 1..6,
		),
	) {
		new_test_ext().execute_with(|| {
			let mut leaves = BTreeMap::new();
			for round in rounds {
				let changes: Vec<_> =
					round.into_iter().map(|(id, v)| (ParaId::from(id), hash(v))).collect();
				leaves.extend(changes.iter().copied());
				prop_assert_eq!(Outbox::update_pages(changes), rebuilt(&leaves));
				prop_assert_eq!(
					Outbox::leaf_hashes(),
					leaves.clone().into_iter().collect::<Vec<_>>()
				);
			}
			Ok(())
		})?;
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// However peers come and are forgotten, pages hold the whole tree, which is the one that
	/// `binary-merkle-tree` builds.
	#[test]
	fn any_order_of_insertions_and_removals_leads_to_the_root_of_the_whole_tree(
		first in prop::collection::btree_set(0u32..300, 1..200),
		steps in prop::collection::vec((any::<bool>(), 0u32..300), 1..60),
	) {
		new_test_ext().execute_with(|| {
			let mut leaves = BTreeMap::new();
			let all: Vec<_> = first.into_iter().map(|id| (ParaId::from(id), hash(id))).collect();
			leaves.extend(all.iter().copied());
			Outbox::update_pages(all);
			for (remove, id) in steps {
				let peer = ParaId::from(id);
				let left = if remove {
					leaves.remove(&peer);
					Outbox::remove_from_pages(peer)
				} else {
					leaves.insert(peer, hash(id + 1_000));
					Outbox::update_pages(vec![(peer, hash(id + 1_000))])
				};
				if leaves.is_empty() {
					prop_assert_eq!(left.0, 0);
					continue;
				}
				prop_assert_eq!(left, rebuilt(&leaves));
				let directory = PageDirectory::<Test>::get();
				prop_assert_eq!(directory.pages.len(), leaves.len().div_ceil(64));
				prop_assert_eq!(Pages::<Test>::iter_keys().count(), directory.pages.len());
				prop_assert_eq!(
					Outbox::leaf_hashes(),
					leaves.clone().into_iter().collect::<Vec<_>>()
				);
			}
			Ok(())
		})?;
	}
}

#[test]
fn a_change_rehashes_its_own_page_and_no_other() {
	new_test_ext().execute_with(|| {
		let peers: Vec<_> = (0..200).map(ParaId::from).collect();
		Outbox::update_pages(peers.iter().map(|p| (*p, hash(0))).collect());
		// 200 leaves: pages of 64, 64, 64 and 8. Three hashes join four page roots.
		for (peer, expected) in [(0, 63 + 3), (64, 63 + 3), (191, 63 + 3), (192, 7 + 3)] {
			let change = vec![(ParaId::from(peer), hash(peer))];
			let (_, hashes) = count::hashes(|| Outbox::update_pages(change));
			assert_eq!(hashes, expected, "peer {peer}");
		}
		// Two on one page cost as much as one.
		let both = vec![(ParaId::from(5), hash(1)), (ParaId::from(6), hash(1))];
		assert_eq!(count::hashes(|| Outbox::update_pages(both)).1, 63 + 3);
	});
}

#[test]
fn a_new_peer_in_front_shifts_every_page() {
	new_test_ext().execute_with(|| {
		Outbox::update_pages((1..=128).map(|p| (ParaId::from(p), hash(p))).collect());
		assert_eq!(PageDirectory::<Test>::get().pages.len(), 2);
		let ((leaves, _), hashes) =
			count::hashes(|| Outbox::update_pages(vec![(ParaId::from(0), hash(0))]));
		assert_eq!(leaves, 129);
		// Two full pages, one with a single leaf, three page roots.
		assert_eq!(hashes, 63 + 63 + 2);
		assert_eq!(Pages::<Test>::get(2).len(), 1);
	});
}

#[test]
fn channels_opened_in_any_order_stand_in_the_tree_by_increasing_peer() {
	ext_with(&[]).execute_with(|| {
		for chunk in shuffled(200, 7).chunks(17) {
			for peer in chunk {
				assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), *peer));
			}
			next_block();
			check();
		}
		assert_ok!(Outbox::send(ParaId::from(300), b"to the middle"));
		next_block();
		check();
		for (peer, hash) in Outbox::leaf_hashes() {
			let leaf = Outbox::leaf(peer).unwrap();
			assert_eq!(channel_leaf_hash(peer, &leaf), hash);
		}
	});
}

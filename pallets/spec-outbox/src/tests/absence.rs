//! That a chain commits nothing about a peer.

use frame_support::assert_ok;
use spec_messaging_primitives::pallets::SendMessage;
use spec_messaging_runtime_api::AbsenceUnavailable;

use crate::{mock::*, *};

#[test]
fn a_peer_without_a_leaf_is_proven_absent_under_the_root_of_the_block() {
	// Before the first leaf, between two, behind the last.
	let peers: Vec<_> = (0..70).map(|i| ParaId::from(3_000 + 2 * i)).collect();
	ext_with(&peers).execute_with(|| {
		assert_ok!(Outbox::send(peers[3], b"one"));
		let root = end_block().expect("there are leaves");
		for id in [1, 3_001, 3_127, 3_129, 3_137, 3_139, 1_000_000] {
			let peer = ParaId::from(id);
			let proof = Outbox::absence(peer).expect("there is no leaf about it");
			let absent = proof.verify(OWN, peer, root).expect("an own proof verifies");
			assert_eq!((absent.peer, absent.provides_root), (peer, root));
			// It proves nothing about those who have one.
			assert!(proof.verify(OWN, peers[3], root).is_err());
		}
		for peer in &peers {
			assert_eq!(Outbox::absence(*peer), Err(AbsenceUnavailable::Present));
		}
	});
}

#[test]
fn absence_is_proven_once_a_block_has_its_commitment() {
	build_and_check(|| {
		assert_eq!(Outbox::absence(CAROL), Err(AbsenceUnavailable::NoCommitment));
		let before = end_block().expect("genesis opened a channel");
		let proof = Outbox::absence(CAROL).expect("there is no leaf about it");
		assert!(proof.verify(OWN, CAROL, before).is_ok());
		begin_block(2);
		assert_eq!(Outbox::absence(CAROL), Err(AbsenceUnavailable::NoCommitment));
		// Whoever gets a channel is not absent from then on.
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		let root = end_block().expect("there are leaves");
		assert_eq!(Outbox::absence(CAROL), Err(AbsenceUnavailable::Present));
		assert!(proof.verify(OWN, CAROL, root).is_err());
	});
}

#[test]
fn a_chain_that_commits_nothing_proves_nothing() {
	ext_with(&[]).execute_with(|| {
		assert_eq!(end_block(), None);
		assert_eq!(Outbox::absence(BOB), Err(AbsenceUnavailable::NoLeaf));
	});
}

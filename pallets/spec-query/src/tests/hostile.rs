//! What an attacker tries: each has its error, and nothing is handed on.

use frame_support::assert_noop;
use spec_messaging_primitives::pallets::{NoteHead, NotedHead};

use super::*;
use crate::Error;

/// Tries to read `asked` of Alice's block 7, and expects this refusal.
fn refused(asked: &[&[u8]], proof: Vec<Vec<u8>>, error: impl Into<sp_runtime::DispatchError>) {
	let error = error.into();
	assert_noop!(
		SpecQuery::query(RuntimeOrigin::signed(1), ALICE, 7, keys(asked), nodes(proof)),
		error
	);
	assert_eq!(AllHandled::get(), vec![]);
}

fn proof(error: ProofError) -> Error<Test> {
	Error::Proof(error)
}

/// Alice's state, included as that of her block 7.
fn alice() -> Sibling {
	let state = Sibling::busy(1, StateVersion::V1);
	state.include(ALICE, 11, 7);
	state
}

#[test]
fn a_proof_of_another_state() {
	build_and_check(|| {
		alice();
		let foreign = Sibling::busy(2, StateVersion::V1);
		refused(&[b"long"], foreign.prove(&[b"long"]), proof(ProofError::OtherRoot));
		// Of another chain, and of the same entries in another state version.
		foreign.include(BOB, 11, 7);
		refused(&[b"long"], foreign.prove(&[b"long"]), proof(ProofError::OtherRoot));
		let other_version = Sibling::busy(1, StateVersion::V0);
		refused(&[b"long"], other_version.prove(&[b"long"]), proof(ProofError::OtherRoot));
		// Both at once do not help.
		let mut both = foreign.prove(&[b"long"]);
		both.extend(alice().prove(&[b"long"]));
		both.sort();
		both.dedup();
		refused(&[b"long"], both, proof(ProofError::UnusedNode));
	});
}

#[test]
fn a_value_that_is_replaced_by_another() {
	build_and_check(|| {
		let honest = alice().prove(&[b"long"]);
		let changed = honest.iter().map(|node| match node.len() {
			5_000 => vec![9; 5_000],
			_ => node.clone(),
		});
		let mut changed: Vec<_> = changed.collect();
		changed.sort();
		refused(&[b"long"], changed, proof(ProofError::MissingNode));
	});
}

#[test]
fn a_key_that_is_there_claimed_to_be_absent() {
	build_and_check(|| {
		let state = alice();
		let honest = state.prove(&[b"long"]);
		// Whichever node is left out, what follows is an error and no absence.
		for i in 0..honest.len() {
			let mut omitted = honest.clone();
			let node = omitted.remove(i);
			let root = Hash::from(sp_io::hashing::blake2_256(&node)) == state.root();
			let error = if root { ProofError::OtherRoot } else { ProofError::MissingNode };
			refused(&[b"long"], omitted, proof(error));
		}
		// Nor does the proof that another key is absent.
		let absent = state.prove(&[b"absent"]);
		refused(&[b"long"], absent, proof(ProofError::MissingNode));
	});
}

#[test]
fn a_proof_of_more_than_is_asked() {
	build_and_check(|| {
		let state = alice();
		let more = state.prove(&[b"absent", b"long"]);
		refused(&[b"absent"], more, proof(ProofError::UnusedNode));
		let mut padded = state.prove(&[b"absent"]);
		padded.push(vec![255; 40]);
		padded.sort();
		refused(&[b"absent"], padded, proof(ProofError::UnusedNode));
	});
}

#[test]
fn a_key_or_a_node_twice_or_out_of_order() {
	build_and_check(|| {
		let state = alice();
		let honest = state.prove(&[b"absent", b"long"]);
		let wrong: [&[&[u8]]; 2] = [&[b"long", b"long"], &[b"long", b"absent"]];
		for asked in wrong {
			refused(asked, honest.clone(), proof(ProofError::KeysNotIncreasing));
		}
		let asked: [&[u8]; 2] = [b"absent", b"long"];
		let mut doubled = honest.clone();
		doubled.insert(0, honest[0].clone());
		refused(&asked, doubled, proof(ProofError::NodesNotIncreasing));
		let mut reversed = honest;
		reversed.reverse();
		refused(&asked, reversed, proof(ProofError::NodesNotIncreasing));
	});
}

#[test]
fn nothing_asked_or_nothing_proven() {
	build_and_check(|| {
		let state = alice();
		refused(&[], state.prove(&[b"long"]), proof(ProofError::NoKey));
		refused(&[], vec![], proof(ProofError::NoKey));
		refused(&[b"long"], vec![], proof(ProofError::OtherRoot));
	});
}

#[test]
fn more_bytes_than_a_proof_may_have() {
	build_and_check(|| {
		alice();
		let mut many: Vec<_> = (0..14u8).map(|i| vec![i; 5_000]).collect();
		many.sort();
		refused(&[b"long"], many, proof(ProofError::TooLong));
	});
}

#[test]
fn a_chain_that_is_not_read_and_a_block_that_was_never_a_head() {
	build_and_check(|| {
		let state = alice();
		state.include(STRANGER, 11, 7);
		let query = |source, number| {
			let proof = nodes(state.prove(&[b"long"]));
			SpecQuery::query(RuntimeOrigin::signed(1), source, number, keys(&[b"long"]), proof)
		};
		assert_noop!(query(STRANGER, 7), Error::<Test>::UnknownSource);
		assert_noop!(query(BOB, 7), Error::<Test>::UnknownHead);
		assert_noop!(query(ALICE, 6), Error::<Test>::UnknownHead);
		assert_noop!(query(ALICE, 8), Error::<Test>::UnknownHead);
	});
}

#[test]
fn a_state_made_of_garbage() {
	// Alice's own chain may hash anything into her state root.
	for node in [vec![1], vec![0x40, 3, 255, 255, 255, 255], vec![0x80, 0, 0], vec![0xff; 300]] {
		build_and_check(|| {
			let state_root = Hash::from(sp_io::hashing::blake2_256(&node));
			let head = NotedHead { relay_block: 11, number: 7, state_root };
			<SpecQuery as NoteHead>::note_head(ALICE, head);
			refused(&[b"long"], vec![node], proof(ProofError::BadNode));
		});
	}
}

#[test]
fn a_node_that_two_keys_lead_to_is_proven_once() {
	// A leaf of one nibble with the value 9, and bytes behind it so that its parent refers to it by hash.
	let leaf = [&[0x41, 0x0a, 4, 9][..], &[0; 40]].concat();
	let child = [&[128][..], &sp_io::hashing::blake2_256(&leaf)].concat();
	let branch = [&[0x80, 0b110, 0][..], &child, &child].concat();
	let state_root = Hash::from(sp_io::hashing::blake2_256(&branch));
	let mut proof = vec![leaf, branch];
	proof.sort();
	let nine = Some(vec![9]);
	assert_eq!(
		read(&state_root, &[&[0x1a], &[0x2a]], proof.clone()),
		Ok(vec![(vec![0x1a], nine.clone()), (vec![0x2a], nine)])
	);
	assert_eq!(read(&state_root, &[&[0x3a]], proof), Err(ProofError::UnusedNode));
}

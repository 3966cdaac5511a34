//! Collators of the receiver that tamper with what stands beside a block, and relay chains that do not
//! provide what it needs: the PVF refuses by name, or the relay chain does not enact.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

mod common;

use codec::Encode;
use common::*;
use cumulus_primitives_core::ParachainBlockData;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DigestItem;
use spec_messaging_primitives::{
	commitment::{MARK_ENGINE_ID, PROVIDES_ENGINE_ID, is_marked},
	hashing::Hash as Digest,
	late_block::{LateBlockProof, MessagingProofInputs},
	mmr::ExtensionProof,
};
use spec_messaging_world::{Pov, Reach, Result, WorldError, author::seal, runtime::Hash};

/// A's block with five messages is submitted, B has consumed them speculatively in the same relay
/// block. Returns A's and B's blocks, and the relay block they were built at.
fn speculative_pair(world: &mut Matched) -> Result<(Hash, Hash, u32)> {
	let sent = send(world, 5)?;
	let honest = batch(world, u64::MAX)?;
	let received = receive(world, &data(vec![honest], true))?;
	assert_eq!(taken(world, received)?, (0, 5));
	Ok((sent, received, world.relay.last().number))
}

/// The same, but A went on and the root that B's block needs left the window before B was submitted.
fn late_block() -> Result<(Matched, Hash, u32)> {
	let mut world = supported()?;
	let (sent, received, relay_parent) = speculative_pair(&mut world)?;
	submit_fresh(&mut world, A, sent)?;
	world.advance();
	for _ in 0..=WINDOW {
		let more = send(&mut world, 1)?;
		submit_fresh(&mut world, A, more)?;
		world.advance();
	}
	world.advance();
	Ok((world, received, relay_parent))
}

fn honest_inputs(world: &Matched, block: Hash) -> Result<MessagingProofInputs> {
	let rule = &world.relay.last().rule;
	world.late_block_proofs(B, &[block], |source, root| rule.in_window(source, root))
}

/// The reason for which `validate_block` refuses a PoV.
fn reason<T: core::fmt::Debug>(result: Result<T>) -> String {
	match result {
		Err(WorldError::Invalid(reason)) => reason,
		other => panic!("not refused by the PVF: {other:?}"),
	}
}

#[track_caller]
fn assert_named(reason: &str, name: &str) {
	assert!(reason.contains(name), "refused for another reason than {name:?}: {reason}");
}

/// B's late block with a proof that `forge` changed is refused for `name`; with the honest one it is
/// enacted, and messages go on.
fn forged_late_block_proof(forge: impl FnOnce(&mut LateBlockProof), name: &str) -> Outcome {
	let (mut world, block, relay_parent) = late_block()?;
	let honest = honest_inputs(&world, block)?;
	let [proof] = honest.late_block_proofs() else { panic!("one source, one proof") };
	let mut forged = proof.clone();
	forge(&mut forged);
	let inputs = MessagingProofInputs::new(vec![forged]).expect("one proof; qed");
	assert_named(&reason(submit(&mut world, B, &[block], &inputs, relay_parent)), name);

	submit(&mut world, B, &[block], &honest, relay_parent)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, B, block)?, "the honest proof is enacted");
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_speculative_block_is_enacted_together_with_the_block_it_builds_on() -> Outcome {
	let mut world = supported()?;
	let (sent, received, _) = speculative_pair(&mut world)?;
	submit_fresh(&mut world, B, received)?;
	submit_fresh(&mut world, A, sent)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, A, sent)? && is_head(&world, B, received)?);
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_block_whose_root_nobody_provides_is_not_enacted() -> Outcome {
	// given B's block on a block of A that is never submitted
	let mut world = supported()?;
	let parent = world.chain(A)?.best();
	let before = world.chain(B)?.best();
	let (_, received, _) = speculative_pair(&mut world)?;
	submit_fresh(&mut world, B, received)?;
	// when A goes another way
	world.chain_mut(A)?.set_best(parent)?;
	let other = send(&mut world, 1)?;
	submit_fresh(&mut world, A, other)?;
	for _ in 0..12 {
		world.advance();
	}
	// then A's other block is the head, and B's is dead: collators build beside it
	assert!(is_head(&world, A, other)?);
	assert!(is_head(&world, B, before)?);
	world.chain_mut(B)?.set_best(before)?;
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_late_block_without_its_proof_is_not_backed() -> Outcome {
	let (mut world, block, relay_parent) = late_block()?;
	submit(&mut world, B, &[block], &MessagingProofInputs::default(), relay_parent)?;
	let dropped = world.advance().dropped.len();
	assert_eq!(dropped, 1, "its root is in no window");
	let inputs = honest_inputs(&world, block)?;
	submit(&mut world, B, &[block], &inputs, relay_parent)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, B, block)?);
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

#[test]
fn a_late_block_proof_with_another_extension_is_refused() -> Outcome {
	let forge = |proof: &mut LateBlockProof| {
		let nodes = proof.extension.nodes().iter().map(|_| Digest::zero()).collect();
		proof.extension = ExtensionProof::from_nodes(nodes).expect("as many; qed");
	};
	forged_late_block_proof(forge, "Messaging commitments: extension of source 2000")
}

#[test]
fn a_late_block_proof_with_a_node_too_many_is_refused() -> Outcome {
	let forge = |proof: &mut LateBlockProof| {
		let mut nodes = proof.extension.nodes().to_vec();
		nodes.push(Digest::zero());
		proof.extension = ExtensionProof::from_nodes(nodes).expect("one more; qed");
	};
	forged_late_block_proof(forge, "Messaging commitments: extension of source 2000")
}

#[test]
fn a_late_block_proof_of_another_generation_is_refused() -> Outcome {
	let forge = |proof: &mut LateBlockProof| proof.proof.generation += 1;
	forged_late_block_proof(forge, "Messaging commitments: late block proof of another generation")
}

#[test]
fn a_late_block_proof_for_a_source_that_is_not_required_is_refused() -> Outcome {
	let forge = |proof: &mut LateBlockProof| proof.source = 2_500.into();
	forged_late_block_proof(forge, "Messaging commitments: unused late block proof")
}

#[test]
fn a_late_block_proof_with_a_wrong_tree_shape_is_refused() -> Outcome {
	let forge = |proof: &mut LateBlockProof| proof.proof.leaves += 1;
	forged_late_block_proof(forge, "Messaging commitments: commitment proof of source 2000")
}

#[test]
fn a_late_block_proof_that_leads_to_a_root_nobody_provides_is_not_enacted() -> Outcome {
	let (mut world, block, relay_parent) = late_block()?;
	let honest = honest_inputs(&world, block)?;
	let [proof] = honest.late_block_proofs() else { panic!("one source, one proof") };
	// A register is not part of the extension: another one leads to another root, that of nobody.
	let mut forged = proof.clone();
	forged.channel.register.credit = forged.channel.register.credit.wrapping_add(1);
	let inputs = MessagingProofInputs::new(vec![forged]).expect("one proof; qed");
	submit(&mut world, B, &[block], &inputs, relay_parent)?;
	assert_eq!(world.advance().dropped.len(), 1);
	submit(&mut world, B, &[block], &honest, relay_parent)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, B, block)?);
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

/// B's speculative block with a PoV that `tamper` changed is refused for `name`, and enacted without.
fn tampered_pov(tamper: impl FnOnce(&mut Pov), name: &str) -> Outcome {
	let mut world = supported()?;
	let (sent, received, relay_parent) = speculative_pair(&mut world)?;
	let mut pov = world.chain(B)?.pov_with(&[received], &MessagingProofInputs::default())?;
	tamper(&mut pov);
	assert_named(&reason(world.submit_pov(B, &[received], &pov, relay_parent)), name);
	submit_fresh(&mut world, A, sent)?;
	submit_fresh(&mut world, B, received)?;
	world.advance();
	world.advance();
	assert!(is_head(&world, B, received)?);
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

fn nodes(pov: &mut Pov) -> &mut Vec<Vec<u8>> {
	match pov {
		ParachainBlockData::V0 { proof, .. }
		| ParachainBlockData::V1 { proof, .. }
		| ParachainBlockData::V2 { proof, .. } => &mut proof.encoded_nodes,
	}
}

#[test]
fn garbage_in_the_place_of_the_messaging_inputs_is_refused() -> Outcome {
	tampered_pov(
		|pov| *nodes(pov).last_mut().expect("not empty; qed") = vec![0xff; 7],
		"Messaging inputs of the PoV: the last node of a marked PoV does not decode",
	)
}

#[test]
fn trailing_bytes_behind_the_messaging_inputs_are_refused() -> Outcome {
	tampered_pov(
		|pov| nodes(pov).last_mut().expect("not empty; qed").push(0),
		"Messaging inputs of the PoV: the last node of a marked PoV does not decode",
	)
}

#[test]
fn a_marked_pov_without_messaging_inputs_is_refused() -> Outcome {
	tampered_pov(
		|pov| {
			nodes(pov).pop();
		},
		"Messaging inputs of the PoV",
	)
}

#[test]
fn messaging_inputs_given_twice_are_refused() -> Outcome {
	tampered_pov(
		|pov| nodes(pov).push(MessagingProofInputs::default().encode()),
		"Compact proof decoding failure",
	)
}

#[test]
fn a_header_with_a_second_mark_is_refused() -> Outcome {
	tampered_pov(
		|pov| {
			let header = &mut pov.blocks_mut()[0].header;
			header.digest.logs.insert(1, DigestItem::Consensus(MARK_ENGINE_ID, Vec::new()));
		},
		"Messaging inputs of the PoV: mark of the speculative tier",
	)
}

/// Tampers with the digest of a header and seals it again: whoever forges it is its author.
fn resealed(pov: &mut Pov, tamper: impl FnOnce(&mut Vec<DigestItem>)) {
	let header = &mut pov.blocks_mut()[0].header;
	header.digest.pop().expect("it is sealed; qed");
	tamper(&mut header.digest.logs);
	header.digest.push(seal(Sr25519Keyring::Alice, header.hash()));
}

#[test]
fn a_header_with_another_provides_root_is_refused() -> Outcome {
	tampered_pov(
		|pov| {
			resealed(pov, |logs| {
				for item in logs {
					if let DigestItem::Consensus(id, bytes) = item
						&& *id == PROVIDES_ENGINE_ID
					{
						bytes[0] ^= 1;
					}
				}
			});
		},
		"Digest item must match that calculated",
	)
}

/// Else a block that built on a root that nobody may ever provide would require nothing.
#[test]
fn a_mark_that_the_author_takes_out_of_the_header_is_refused() -> Outcome {
	tampered_pov(
		|pov| {
			resealed(pov, |logs| {
				logs.retain(|item| !matches!(item, DigestItem::Consensus(MARK_ENGINE_ID, _)));
			});
			nodes(pov).pop().expect("the messaging inputs; qed");
		},
		"Number of digest items must match that calculated",
	)
}

#[test]
fn messaging_inputs_in_an_unmarked_pov_are_refused() -> Outcome {
	// given a block that is not marked
	let mut world = unsupported()?;
	let block = world.author(B, Vec::new())?;
	// when a collator attaches inputs all the same, then they are a node that belongs to no trie
	let mut pov = world.chain(B)?.pov(&[block])?;
	nodes(&mut pov).push(MessagingProofInputs::default().encode());
	let relay_parent = world.relay.last().number;
	let refused = reason(world.submit_pov(B, &[block], &pov, relay_parent));
	assert_named(&refused, "Compact proof decoding failure");
	submit_fresh(&mut world, B, block)?;
	Ok(())
}

/// Else the block that is marked would be validated as if nobody had to provide what it built on.
#[test]
fn a_bundle_of_a_marked_and_an_unmarked_block_requires_what_the_marked_one_does() -> Outcome {
	for marked in 0..2u8 {
		// given two blocks of B in one PoV, one of which consumes speculatively
		let mut world = supported()?;
		let relay_parent = world.relay.last().number;
		let pov_parent = world.chain(B)?.best();
		let sent = send(&mut world, 2)?;
		let mut blocks: Vec<Hash> = Vec::new();
		for index in 0..2u8 {
			let parent = blocks.last().copied().unwrap_or(pov_parent);
			let mut plan = world
				.plan_at(B, parent, pov_parent, relay_parent, &[])?
				.in_bundle(index, index == 1);
			if index == marked {
				let honest = data(vec![batch(&world, u64::MAX)?], true);
				plan = plan.with_inherent(
					spec_messaging_primitives::inherent::INHERENT_IDENTIFIER,
					&honest,
				);
			}
			blocks.push(world.chain_mut(B)?.author(&plan, Vec::new())?);
		}
		for (index, block) in (0..2u8).zip(&blocks) {
			let digest = world.chain(B)?.stored(*block)?.block.header.digest.clone();
			assert_eq!(is_marked(&digest), Ok(index == marked));
		}
		// when it is validated, then it requires A's root, and provides that of its last block
		let inputs = MessagingProofInputs::default();
		let candidate = submit(&mut world, B, &blocks, &inputs, relay_parent)?;
		let said = candidate.messaging().expect("the PVF's own signals; qed");
		let requires = said.requires.expect("one block consumed; qed");
		let [required] = requires.entries() else { panic!("one source") };
		assert_eq!(Some(required.expected_root), world.chain(A)?.provides_root(sent)?);
		let provided = said.provides.map(|provides| provides.root);
		assert_eq!(provided, world.chain(B)?.provides_root(blocks[1])?);
		// and without the inputs of the marked one it is refused
		let mut pov = world.chain(B)?.pov_with(&blocks, &inputs)?;
		nodes(&mut pov).pop().expect("the messaging inputs; qed");
		let refused = reason(world.submit_pov(B, &blocks, &pov, relay_parent));
		assert_named(&refused, "Messaging inputs of the PoV");
	}
	Ok(())
}

#[test]
fn a_bundle_is_stitched_into_one_set_of_commitments() -> Outcome {
	// given two blocks of B in one PoV, each consuming a block of A of its own
	let mut world = supported()?;
	let relay_parent = world.relay.last().number;
	let pov_parent = world.chain(B)?.best();
	let (mut blocks, mut sent) = (Vec::new(), Vec::new());
	for index in 0..2u8 {
		sent.push(send(&mut world, 2)?);
		let honest = data(vec![batch(&world, u64::MAX)?], true);
		let parent = blocks.last().copied().unwrap_or(pov_parent);
		let plan = world
			.plan_at(B, parent, pov_parent, relay_parent, &[])?
			.in_bundle(index, index == 1)
			.with_inherent(spec_messaging_primitives::inherent::INHERENT_IDENTIFIER, &honest);
		let block = world.chain_mut(B)?.author(&plan, Vec::new())?;
		// At least: pallet-xcm adds what it asks about versions.
		assert!(taken(&world, block)?.1 >= 2);
		blocks.push(block);
	}
	// when it is validated
	let inputs = MessagingProofInputs::default();
	let candidate = submit(&mut world, B, &blocks, &inputs, relay_parent)?;
	// then it requires the root of A's second block alone, and provides that of its own second block
	let said = candidate.messaging().expect("the PVF's own signals; qed");
	let requires = said.requires.expect("it consumed; qed");
	let [required] = requires.entries() else { panic!("one source") };
	assert_eq!(Some(required.expected_root), world.chain(A)?.provides_root(sent[1])?);
	let provided = said.provides.map(|provides| provides.root);
	assert_eq!(provided, world.chain(B)?.provides_root(blocks[1])?);
	assert_eq!(candidate.head, world.chain(B)?.head_data(blocks[1])?);
	// and the collator computes the same from state
	let computed = world.chain(B)?.commitments(&blocks, &inputs)?.expect("marked; qed");
	assert_eq!(candidate.messaging().expect("as above; qed"), computed);
	// A's second block alone is enacted once its first is
	for block in sent {
		submit_fresh(&mut world, A, block)?;
	}
	world.advance();
	world.advance();
	assert!(is_head(&world, B, blocks[1])?);
	honest_messages_still_arrive(&mut world, Reach::Speculative)
}

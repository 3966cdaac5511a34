//! Late blocks, and what the blocks of one PoV say together.

use std::collections::BTreeMap;

use arbitrary::Result;
use spec_messaging_primitives::{
	ParaId,
	hashing::{Hash, ProvidesRoot},
	late_block::{
		BlockRecord, ConsumedStream, LateBlockProof, MessagingProofInputs,
		process_messaging_commitments,
	},
	mmr::ExtensionProof,
};

use super::{
	Recipe, Verdict, edit,
	support::{RECEIVER, late},
	world::{MESSAGES, World, sender},
};

/// One edit of a proof as a collator could make it.
fn edit_proof(u: &mut Recipe<'_>, proof: &mut LateBlockProof) -> Result<()> {
	match u.int_in_range(0..=5u8)? {
		0 => proof.channel.leaf_count = edit::count(u, proof.channel.leaf_count.get())?,
		1 => proof.channel.stream_root.0 = World::get().hash(u)?,
		2 => proof.proof.generation = edit::small_number(u, proof.proof.generation)?,
		3 => {
			let mut nodes = proof.extension.nodes().to_vec();
			edit::hashes(u, &mut nodes)?;
			proof.extension = ExtensionProof::from_nodes(nodes).unwrap_or_default();
		},
		4 => {
			let mut siblings = proof.proof.siblings.to_vec();
			edit::hashes(u, &mut siblings)?;
			proof.proof.siblings = siblings.try_into().unwrap_or_default();
		},
		_ => *proof = edit::object(u, proof)?.unwrap_or_else(|| proof.clone()),
	}
	Ok(())
}

pub(super) fn late_block(u: &mut Recipe<'_>) -> Result<Verdict> {
	let world = World::get();
	let peers = u.int_in_range(1..=9)?;
	let n = u.int_in_range(1..=MESSAGES)?;
	let m = u.int_in_range(1..=n)?;
	let chain = sender(&world.main, peers, peers / 2, n);
	let honest = late(&world.main, &chain, m, n);
	let (mut consumed, mut proof) = honest.clone();
	let mut receiver = RECEIVER;
	for _ in 0..u.int_in_range(0..=3u8)? {
		match u.int_in_range(0..=7u8)? {
			0 => consumed.frontier = world.history(u)?.at(u.int_in_range(0..=MESSAGES)?).clone(),
			1 => consumed = edit::object(u, &consumed)?.unwrap_or(consumed),
			2 => receiver = ParaId::from(edit::small_number(u, receiver.into())?),
			_ => edit_proof(u, &mut proof)?,
		}
	}
	let verdict = proof.rebind(receiver, &consumed);
	if receiver == RECEIVER && consumed.frontier == honest.0.frontier && proof == honest.1 {
		let same = consumed.source == chain.id && consumed.generation == chain.generation;
		assert_eq!(verdict == Ok(chain.root()), same, "P2: an honest proof verifies");
	}
	let accepted = verdict == Ok(chain.root());
	if accepted && receiver == RECEIVER {
		let from = consumed.frontier.leaf_count().get() as usize;
		assert_eq!(&consumed.frontier, world.main.at(from), "rebound what is no prefix");
		let (_, only) = late(&world.main, &chain, from, n);
		assert_eq!(proof, only, "P1: two proofs of one statement");
		assert_eq!(consumed.generation, chain.generation);
	}
	candidate(u, consumed, proof)?;
	Ok(accepted.into())
}

/// Records of up to 3 blocks, with and without the proof, against the rule said in other words.
fn candidate(u: &mut Recipe<'_>, late: ConsumedStream, proof: LateBlockProof) -> Result<()> {
	let mut records = Vec::new();
	for _ in 0..u.int_in_range(0..=3u8)? {
		let mut consumed = BTreeMap::new();
		for _ in 0..u.int_in_range(0..=2u8)? {
			let mut one = late.clone();
			if u.ratio(1, 3)? {
				one.source = ParaId::from(2000 + u.int_in_range(0..=2u32)?);
			}
			if u.ratio(1, 16)? {
				one.generation = one.generation.wrapping_add(1);
			}
			if u.ratio(1, 3)? {
				one.expected_root = None;
			}
			consumed.insert(one.source, one);
		}
		let para_id = if u.ratio(1, 16)? { ParaId::from(9) } else { RECEIVER };
		let consumed = consumed.into_values().collect::<Vec<_>>().try_into().unwrap();
		records.push(BlockRecord { para_id, consumed });
	}
	let proofs = if u.arbitrary()? { vec![proof] } else { Vec::new() };
	let inputs = MessagingProofInputs::new(proofs.clone()).unwrap();
	let provides = u.arbitrary::<bool>()?.then(|| ProvidesRoot(Hash::repeat_byte(1)));
	let said = process_messaging_commitments(records.clone(), provides, &inputs);

	let one_chain = records.iter().all(|record| record.para_id == records[0].para_id);
	let all = || records.iter().flat_map(|record| &record.consumed);
	let one_generation =
		all().all(|a| all().all(|b| a.source != b.source || a.generation == b.generation));
	let mut required = BTreeMap::new();
	for one in all() {
		required.insert(one.source, (one.expected_root, one));
	}
	required.retain(|_, (root, _)| root.is_some());
	let mut proven = true;
	for proof in &proofs {
		let rebound = match (required.get(&proof.source), records.first()) {
			(Some((_, one)), Some(record)) => proof.rebind(record.para_id, one).ok(),
			_ => None,
		};
		proven &= rebound.is_some();
		if let Some((root, _)) = required.get_mut(&proof.source) {
			*root = rebound;
		}
	}
	assert_eq!(said.is_ok(), one_chain && one_generation && proven);
	let Ok(said) = said else { return Ok(()) };
	assert_eq!(said.provides.map(|provides| provides.root), provides);
	let entries = said.requires.map(|set| set.entries().to_vec());
	assert_ne!(entries.as_ref().map(Vec::len), Some(0));
	let entries = entries.unwrap_or_default();
	let said = entries.iter().map(|entry| (entry.source, Some(entry.expected_root)));
	assert!(said.eq(required.into_iter().map(|(source, (root, _))| (source, root))));
	Ok(())
}

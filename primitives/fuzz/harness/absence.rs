//! A peer about which nothing is committed.

use arbitrary::Result;
use spec_messaging_primitives::{
	ParaId,
	tree::{AbsenceError, AbsenceProof, Neighbour},
};

use super::{
	Recipe, Verdict, edit,
	support::Sender,
	world::{MESSAGES, World, sender},
};

/// A chain whose peers are 1,000, 1,003, 1,006 and so on.
fn chain(u: &mut Recipe<'_>) -> Result<Sender> {
	let peers = u.int_in_range(1..=70)?;
	let index = u.int_in_range(0..=peers - 1)?;
	let mut chain = sender(&World::get().main, peers, index, u.int_in_range(0..=MESSAGES)?);
	for ((peer, _), id) in chain.leaves.iter_mut().zip((1_000..).step_by(3)) {
		*peer = ParaId::from(id);
	}
	Ok(chain)
}

/// Somebody in the neighbourhood of the chain's peers.
fn somebody(u: &mut Recipe<'_>, chain: &Sender) -> Result<ParaId> {
	Ok(ParaId::from(u.int_in_range(996..=1_003 + 3 * chain.leaves.len() as u32)?))
}

/// One edit of the neighbours.
fn edit_neighbours(u: &mut Recipe<'_>, proof: &mut AbsenceProof, chain: &Sender) -> Result<()> {
	let mut neighbours = proof.neighbours.to_vec();
	let (peer, leaf) = *u.choose(&chain.leaves)?;
	let extra = Neighbour { peer, leaf };
	match u.int_in_range(0..=5u8)? {
		0 => neighbours.reverse(),
		1 => _ = neighbours.pop(),
		2 => neighbours.insert(0, extra),
		3 => neighbours.push(extra),
		kind => {
			let last = neighbours.len().saturating_sub(1);
			let at = u.int_in_range(0..=last)?;
			if let Some(neighbour) = neighbours.get_mut(at) {
				*neighbour = if kind == 4 {
					extra
				} else {
					edit::object(u, neighbour)?.unwrap_or(*neighbour)
				};
			}
		},
	}
	proof.neighbours = neighbours.try_into().unwrap_or(proof.neighbours.clone());
	Ok(())
}

pub(super) fn absence(u: &mut Recipe<'_>) -> Result<Verdict> {
	let chain = chain(u)?;
	let has_leaf = |peer: ParaId| chain.leaves.iter().any(|(other, _)| *other == peer);
	let build = |peer| AbsenceProof::build(chain.generation, &chain.leaves, peer);
	let absent = somebody(u, &chain)?;
	let honest = match build(absent) {
		Ok(proof) => proof,
		Err(error) => {
			assert_eq!(error, AbsenceError::NotBetween);
			assert!(has_leaf(absent), "P2: an absence can be proven");
			return Ok(Verdict::Refused);
		},
	};
	let (mut source, mut peer, mut proof) = (chain.id, absent, honest.clone());
	for _ in 0..u.int_in_range(0..=3u8)? {
		match u.int_in_range(0..=8u8)? {
			0 => source = ParaId::from(edit::small_number(u, source.into())?),
			1 => peer = somebody(u, &chain)?,
			2 => peer = ParaId::from(edit::small_number(u, peer.into())?),
			3 => proof.generation = edit::small_number(u, proof.generation)?,
			4 => proof.leaves = edit::small_number(u, proof.leaves)?,
			5 => proof.index = edit::small_number(u, proof.index)?,
			6 => edit_neighbours(u, &mut proof, &chain)?,
			7 => {
				let mut siblings = proof.siblings.to_vec();
				edit::hashes(u, &mut siblings)?;
				proof.siblings = siblings.try_into().unwrap_or(proof.siblings);
			},
			_ => proof = edit::object(u, &proof)?.unwrap_or(proof),
		}
	}
	let root = chain.root();
	let verdict = proof.verify(source, peer, root);
	if (source, peer, &proof) == (chain.id, absent, &honest) {
		assert!(verdict.is_ok(), "P2: an honest proof verifies");
	}
	if let Ok(verified) = verdict {
		assert_eq!((source, verified.source), (chain.id, chain.id));
		assert_eq!((verified.peer, verified.provides_root), (peer, root));
		assert_eq!(verified.generation, chain.generation);
		assert!(!has_leaf(peer), "proven absent, yet there is a leaf");
		assert_eq!(Ok(proof), build(peer), "P1: two proofs of one statement");
	}
	Ok(verdict.is_ok().into())
}

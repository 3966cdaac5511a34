//! Streams as mountain ranges: extension proofs, appends, walks.

use core::cell::RefCell;

use arbitrary::Result;
use spec_messaging_primitives::{
	LeafCount, ParaId,
	hashing::{Hash, StreamRoot, leaf_hash},
	index,
	mmr::{ExtensionProof, Frontier, NodePosition, prove, prove::NodeSource},
	position::MAX_LEAF_COUNT,
};

use super::{
	Recipe, Verdict, edit,
	support::{count, frontier as made_up, peaks},
	world::{MESSAGES, World, honest_extension},
};

pub(super) fn extension(u: &mut Recipe<'_>) -> Result<Verdict> {
	let world = World::get();
	let stream = world.history(u)?;
	let n = u.int_in_range(1..=MESSAGES)?;
	let m = u.int_in_range(1..=n)?;
	let honest =
		(stream.at(m).clone(), count(n as u64), stream.at(n).root(), stream.extension(m, n));
	let (mut held, mut to, mut root, mut proof) = honest.clone();
	for _ in 0..u.int_in_range(0..=3u8)? {
		match u.int_in_range(0..=5u8)? {
			0 => held = world.history(u)?.at(u.int_in_range(0..=MESSAGES)?).clone(),
			1 => {
				let mut edited = held.peaks().to_vec();
				edit::hashes(u, &mut edited)?;
				edited.truncate(63);
				let leaves = edit::count(u, held.leaf_count().get())?;
				let kept = [held.leaf_count(), leaves];
				let parts = |leaves| Frontier::from_parts(leaves, peaks(edited.clone()));
				held = kept.into_iter().find_map(parts).unwrap_or(held);
			},
			2 => to = edit::count(u, to.get())?,
			3 => root = StreamRoot(world.hash(u)?),
			4 => {
				let other = world.history(u)?;
				let n = u.int_in_range(1..=MESSAGES)?;
				(to, root) = (count(n as u64), other.at(n).root());
			},
			_ => {
				let mut nodes = proof.nodes().to_vec();
				edit::hashes(u, &mut nodes)?;
				proof = ExtensionProof::from_nodes(nodes).unwrap_or(proof);
			},
		}
	}
	let verdict = proof.verify(&held, to, root);
	if (&held, &to, &root, &proof) == (&honest.0, &honest.1, &honest.2, &honest.3) {
		assert_eq!(verdict, Ok(root), "P2: an honest proof verifies");
	}
	let Ok(reached) = verdict else { return Ok(Verdict::Refused) };
	assert_eq!(reached, root);
	// No cast: 2^32 + 5 is not 5, whatever the width of a usize.
	let (Ok(from), Ok(to)) = (usize::try_from(held.leaf_count().get()), usize::try_from(to.get()))
	else {
		return Ok(Verdict::Accepted);
	};
	for stream in [&world.main, &world.fork] {
		if to <= MESSAGES && stream.at(to).root() == root {
			assert_eq!(&held, stream.at(from), "accepted what is no prefix");
			assert_eq!(proof, stream.extension(from, to), "P1: two proofs of one statement");
		}
	}
	Ok(Verdict::Accepted)
}

pub(super) fn frontier(u: &mut Recipe<'_>) -> Result<Verdict> {
	let near = u.int_in_range(0..=70)?;
	let start = edit::count(u, near)?;
	let mut frontier = made_up(start.get(), u.arbitrary()?);
	for _ in 0..u.int_in_range(1..=20u8)? {
		let before = frontier.clone();
		let held = before.leaf_count().get();
		let mut shown = Vec::new();
		let leaf = leaf_hash(&u.arbitrary::<[u8; 2]>()?);
		let appended = frontier.append_with(leaf, |node| shown.push(node));
		let mut again = before.clone();
		assert_eq!(again.append(leaf), appended);
		assert_eq!(again, frontier, "whether somebody watches changes nothing");
		if appended.is_err() {
			assert_eq!((held, &frontier, shown.len()), (MAX_LEAF_COUNT, &before, 0));
			return Ok(Verdict::Refused);
		}
		assert_eq!(frontier.leaf_count().get(), held + 1);
		assert_eq!(frontier.peaks().len() as u32, (held + 1).count_ones(), "O2 shape");
		assert_eq!(shown.len() as u32, held.trailing_ones());
		assert!(shown.is_sorted_by(|lower, higher| lower.position < higher.position));
		assert_eq!(frontier.peaks().last(), Some(&shown.last().map_or(leaf.0, |top| top.hash)));
		assert_ne!(frontier.root(), before.root());
	}
	Ok(Verdict::Accepted)
}

/// A store that lies as its recipe says.
struct Hostile<'r, 'a> {
	honest: &'static super::support::Store,
	recipe: RefCell<&'r mut Recipe<'a>>,
	lies: RefCell<u32>,
}

impl NodeSource for Hostile<'_, '_> {
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		let mut recipe = self.recipe.borrow_mut();
		let lie = recipe.ratio(1u8, 8).unwrap_or(false);
		let honest = self.honest.children(position, hash);
		if !lie {
			return honest;
		}
		*self.lies.borrow_mut() += 1;
		let value = recipe.bytes(64).ok()?;
		index::children(value)
	}
}

pub(super) fn prove(u: &mut Recipe<'_>) -> Result<Verdict> {
	let world = World::get();
	let n = u.int_in_range(0..=MESSAGES)?;
	let (stream, made_up_count) = (world.history(u)?, u.ratio(1, 4)?);
	let frontier = if made_up_count {
		made_up(edit::count(u, n as u64)?.get(), u.arbitrary()?)
	} else {
		stream.at(n).clone()
	};
	let from =
		if u.ratio(1, 4)? { edit::number(u, n as u64)? } else { u.int_in_range(0..=n as u64)? };
	let length = u.int_in_range(0..=64)?;
	let store = Hostile { honest: &stream.store, recipe: RefCell::new(u), lies: RefCell::new(0) };

	let leaves = prove::leaves(&frontier, from, from.saturating_add(length), &store);
	let lied_to_leaves = store.lies.replace(0) > 0;
	if let Ok(leaves) = &leaves {
		assert_eq!(leaves.len() as u64, from.saturating_add(length) - from);
		assert!(leaves.is_sorted_by(|(a, _), (b, _)| a < b));
		if !lied_to_leaves && !made_up_count {
			let sent = &stream.payloads[from as usize..][..leaves.len()];
			let honest = sent.iter().map(|payload| leaf_hash(payload).0);
			assert!(leaves.iter().map(|(_, hash)| *hash).eq(honest));
		}
		for (position, hash) in leaves {
			assert_eq!(index::node_key(ParaId::from(7), *position, hash).len(), 64);
		}
	}

	let Some(from) = LeafCount::new(from) else { return Ok(Verdict::Refused) };
	let proven = prove::extension(&frontier, from, &store);
	let lied = *store.lies.borrow() > 0;
	if let Ok((proof, older)) = &proven {
		assert_eq!(proof.check_shape(from, frontier.leaf_count()), Ok(()));
		assert_eq!(older.leaf_count(), from);
		if !lied {
			assert!(proof.verify(older, frontier.leaf_count(), frontier.root()).is_ok());
			if !made_up_count {
				assert_eq!(proof, &honest_extension(stream, from.get() as usize, n));
			}
		}
	} else if !lied && !made_up_count {
		assert!(from.is_zero() || from > frontier.leaf_count(), "P2: a proof exists");
	}
	Ok(proven.is_ok().into())
}

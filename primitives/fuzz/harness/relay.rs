//! What a header says, and what the relay chain makes of candidates.

use arbitrary::Result;
use codec::{DecodeAll, Encode};
use sp_runtime::{Digest, DigestItem};
use spec_messaging_primitives::{
	ParaId,
	commitment::{
		MARK_ENGINE_ID, PROVIDES_ENGINE_ID, ProvidesCommitment, RequiresCommitment,
		RequiresCommitments, is_marked, mark_digest, provides_digest, provides_root_in,
	},
	hashing::{Hash, ProvidesRoot},
	matching::{Candidate, Entered, Window, enactable},
};

use super::{Recipe, Verdict, edit};

fn root(n: u8) -> ProvidesRoot {
	ProvidesRoot(Hash::repeat_byte(n))
}

pub(super) fn digest(u: &mut Recipe<'_>) -> Result<Verdict> {
	let mut digest = Digest::default();
	for _ in 0..u.int_in_range(0..=4u8)? {
		let engine = *u.choose(&[PROVIDES_ENGINE_ID, MARK_ENGINE_ID, *b"aura"])?;
		let length = *u.choose(&[32, 0, 31, 33, 1])?;
		let bytes = vec![u.arbitrary()?; length];
		digest.push(match u.int_in_range(0..=6u8)? {
			0 | 1 => provides_digest(root(u.arbitrary()?)),
			2 => mark_digest(),
			3 => DigestItem::PreRuntime(engine, bytes),
			4 => DigestItem::Seal(engine, bytes),
			5 => DigestItem::Other([&engine[..], &bytes].concat()),
			_ => DigestItem::Consensus(engine, bytes),
		});
	}
	let mut encoded = digest.encode();
	if u.ratio(1, 4)? {
		edit::bytes(u, &mut encoded)?;
	}
	let Ok(digest) = Digest::decode_all(&mut &encoded[..]) else { return Ok(Verdict::Refused) };
	let items = |wanted| {
		let of_engine = move |item: &DigestItem| match item {
			DigestItem::Consensus(engine, bytes) if *engine == wanted => Some(bytes.clone()),
			_ => None,
		};
		digest.logs().iter().filter_map(of_engine).collect::<Vec<_>>()
	};
	let provides = items(PROVIDES_ENGINE_ID);
	match provides_root_in(&digest) {
		Ok(None) => assert!(provides.is_empty()),
		Ok(Some(root)) => assert_eq!(provides, [root.as_ref().to_vec()]),
		Err(_) => assert!(provides.len() > 1 || provides[0].len() != 32),
	}
	let marks = items(MARK_ENGINE_ID);
	match is_marked(&digest) {
		Ok(marked) => assert_eq!(marks, vec![Vec::<u8>::new(); usize::from(marked)]),
		Err(_) => assert!(marks.len() > 1 || !marks[0].is_empty()),
	}
	Ok(matches!(provides_root_in(&digest), Ok(Some(_))).into())
}

pub(super) fn matching(u: &mut Recipe<'_>) -> Result<Verdict> {
	let mut window = Window::<4>::default();
	let mut known: Vec<ProvidesRoot> = Vec::new();
	for _ in 0..u.int_in_range(0..=12u8)? {
		let root = root(u.int_in_range(0..=6)?);
		match u.int_in_range(0..=7u8)? {
			0 => {
				window.evict(&root);
				known.retain(|r| *r != root);
			},
			1 => {
				window.clear();
				known.clear();
			},
			_ => {
				let again = known.contains(&root);
				known.retain(|r| *r != root);
				known.push(root);
				let left = (known.len() > 4).then(|| known.remove(0));
				let expected = if again { Entered::Again } else { Entered::New { left } };
				assert_eq!(window.enter(root), expected);
			},
		}
		assert_eq!(window.roots(), known);
	}
	let decoded = Window::<4>::decode_all(&mut &window.encode()[..]);
	assert_eq!(decoded.as_ref(), Ok(&window));

	let mut candidates = Vec::new();
	for _ in 0..u.int_in_range(0..=6u8)? {
		let mut requires = Vec::new();
		for source in 1..=3u32 {
			if u.ratio(1, 3)? {
				let expected_root = root(u.int_in_range(0..=6)?);
				requires.push(RequiresCommitment { source: ParaId::from(source), expected_root });
			}
		}
		let provides = u.int_in_range(0..=7u8)?;
		candidates.push(Candidate {
			para_id: ParaId::from(u.int_in_range(1..=3u32)?),
			provides: (provides < 7).then(|| ProvidesCommitment { root: root(provides) }),
			requires: RequiresCommitments::new(requires).ok(),
		});
	}
	// One window stands for the source with id 1, the others have none.
	let in_window =
		|source: ParaId, root: &ProvidesRoot| source == ParaId::from(1) && window.contains(root);
	let enacted = enactable(&candidates, in_window);
	// The union of all sets of candidates that may be enacted together, found by trying all.
	let mut possible = vec![false; candidates.len()];
	for set in 0u32..1 << candidates.len() {
		let chosen = |i: usize| set >> i & 1 == 1;
		let stands = |i: usize| {
			let candidate = &candidates[i];
			let behind = (0..i).all(|j| chosen(j) || candidates[j].para_id != candidate.para_id);
			let required = candidate.requires.as_ref().map_or(&[][..], |r| r.entries());
			behind
				&& required.iter().all(|r| {
					in_window(r.source, &r.expected_root)
						|| candidates.iter().enumerate().any(|(j, c)| {
							let root = c.provides.map(|provides| provides.root);
							chosen(j) && c.para_id == r.source && root == Some(r.expected_root)
						})
				})
		};
		if (0..candidates.len()).all(|i| !chosen(i) || stands(i)) {
			possible.iter_mut().enumerate().for_each(|(i, p)| *p |= chosen(i));
		}
	}
	assert_eq!(enacted, possible, "R1: not the greatest set");
	Ok(enacted.iter().all(|e| *e).into())
}

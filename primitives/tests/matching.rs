//! The relay chain's rule against a brute-force oracle, and the window against a list.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use codec::{DecodeAll, Encode};
use proptest::{collection::vec, prelude::*};
use spec_messaging_primitives::{
	ParaId,
	commitment::{ProvidesCommitment, RequiresCommitment, RequiresCommitments},
	hashing::{Hash, ProvidesRoot},
	matching::{Candidate, Entered, WINDOW_ROOTS, Window, enactable},
};

fn root(n: u16) -> ProvidesRoot {
	ProvidesRoot(Hash::from_low_u64_be(n.into()))
}

fn candidate(para: u32, provides: Option<u16>, requires: &[(u32, u16)]) -> Candidate {
	let mut entries: Vec<_> = requires
		.iter()
		.map(|(source, r)| RequiresCommitment {
			source: ParaId::from(*source),
			expected_root: root(*r),
		})
		.collect();
	entries.sort_by_key(|e| e.source);
	entries.dedup_by_key(|e| e.source);
	Candidate {
		para_id: ParaId::from(para),
		provides: provides.map(|r| ProvidesCommitment { root: root(r) }),
		requires: RequiresCommitments::new(entries).ok(),
	}
}

/// The largest set of candidates in which every requirement is met from within or by the window, and
/// which holds a prefix of each chain: found by trying all sets.
fn oracle(candidates: &[Candidate], window: &[(u32, u16)]) -> Vec<bool> {
	let in_window = |r: &RequiresCommitment| {
		window.iter().any(|(s, w)| ParaId::from(*s) == r.source && root(*w) == r.expected_root)
	};
	let allowed = |set: u32| {
		let taken = |i: usize| set >> i & 1 == 1;
		(0..candidates.len()).filter(|i| taken(*i)).all(|i| {
			let required = candidates[i].requires.as_ref().map_or(&[][..], |r| r.entries());
			let met = required.iter().all(|r| {
				in_window(r)
					|| (0..candidates.len()).any(|j| {
						taken(j)
							&& candidates[j].para_id == r.source
							&& candidates[j].provides.is_some_and(|p| p.root == r.expected_root)
					})
			});
			met && (0..i).all(|j| candidates[j].para_id != candidates[i].para_id || taken(j))
		})
	};
	let best = (0..1u32 << candidates.len())
		.filter(|set| allowed(*set))
		.max_by_key(|set| set.count_ones())
		.unwrap();
	(0..candidates.len()).map(|i| best >> i & 1 == 1).collect()
}

fn run(candidates: &[Candidate], window: &[(u32, u16)]) -> Vec<bool> {
	enactable(candidates, |source, wanted| {
		window.iter().any(|(s, w)| ParaId::from(*s) == source && root(*w) == *wanted)
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	#[test]
	fn what_is_enacted_is_the_largest_set_that_meets_itself(
		parts in vec(
			(0..4u32, prop::option::of(0..5u16), vec((0..4u32, 0..5u16), 0..3)),
			0..9,
		),
		window in vec((0..4u32, 0..5u16), 0..4),
	) {
		let candidates: Vec<_> =
			parts.iter().map(|(para, provides, requires)| candidate(*para, *provides, requires)).collect();
		prop_assert_eq!(run(&candidates, &window), oracle(&candidates, &window));
	}

	#[test]
	fn a_window_is_a_list_of_the_last_distinct_roots(entered in vec(0..12u16, 0..60)) {
		let (mut window, mut list) = (Window::<5>::default(), Vec::<ProvidesRoot>::new());
		for n in entered {
			let known = list.iter().position(|r| *r == root(n));
			known.map(|at| list.remove(at));
			list.push(root(n));
			let left = (list.len() > 5).then(|| list.remove(0));
			let expected = if known.is_some() { Entered::Again } else { Entered::New { left } };
			prop_assert_eq!(window.enter(root(n)), expected);
			prop_assert_eq!(window.roots(), &list[..]);
			prop_assert!((0..12).all(|r| window.contains(&root(r)) == list.contains(&root(r))));
		}
		prop_assert_eq!(Window::<5>::decode_all(&mut &window.encode()[..]), Ok(window));
	}
}

#[test]
fn a_cycle_goes_together_or_not_at_all() {
	// 1 needs 2, 2 needs 3, 3 needs 1.
	let cycle = |last: u16| {
		[
			candidate(1, Some(1), &[(2, 2)]),
			candidate(2, Some(2), &[(3, 3)]),
			candidate(3, Some(3), &[(1, last)]),
		]
	};
	assert_eq!(run(&cycle(1), &[]), [true; 3]);
	assert_eq!(run(&cycle(9), &[]), [false; 3]);
	assert_eq!(run(&cycle(9), &[(1, 9)]), [true; 3]);
	// One that leans on a cycle falls with it, one beside it does not.
	let with = |last| {
		[&cycle(last)[..], &[candidate(4, None, &[(3, 3)]), candidate(5, None, &[])]].concat()
	};
	assert_eq!(run(&with(1), &[]), [true; 5]);
	assert_eq!(run(&with(9), &[]), [false, false, false, false, true]);
}

#[test]
fn a_candidate_that_waits_holds_back_the_later_ones_of_its_chain_and_who_needs_them() {
	let candidates = [
		candidate(1, Some(1), &[(9, 9)]),
		candidate(1, Some(2), &[]),
		candidate(2, Some(3), &[(1, 2)]),
		candidate(3, Some(4), &[(2, 7)]),
	];
	assert_eq!(run(&candidates, &[(2, 7)]), [false, false, false, true]);
	assert_eq!(run(&candidates, &[(2, 7), (9, 9)]), [true; 4]);
}

#[test]
fn a_root_of_another_source_meets_nothing() {
	let candidates = [candidate(1, Some(5), &[]), candidate(2, None, &[(3, 5)])];
	assert_eq!(run(&candidates, &[(1, 5)]), [true, false]);
	assert_eq!(run(&[], &[]), [false; 0]);
}

#[test]
fn an_idle_sender_that_repeats_its_root_empties_nothing() {
	let mut window = <Window>::default();
	for n in 0..WINDOW_ROOTS as u16 {
		assert_eq!(window.enter(root(n)), Entered::New { left: None });
	}
	for _ in 0..1_000 {
		assert_eq!(window.enter(root(7)), Entered::Again);
	}
	assert_eq!(window.roots().len(), WINDOW_ROOTS as usize);
	assert_eq!(window.roots().last(), Some(&root(7)));
	// One more pushes out the oldest, and only that.
	assert_eq!(window.enter(root(500)), Entered::New { left: Some(root(0)) });
	assert!(window.contains(&root(1)) && !window.contains(&root(0)));
	window.evict(&root(500));
	assert!(!window.contains(&root(500)));
	assert_eq!(window.roots().len(), WINDOW_ROOTS as usize - 1);
	window.clear();
	assert!(window.roots().is_empty());
}

#[test]
fn a_revert_that_evicts_what_was_new_leaves_every_root_that_is_still_enacted() {
	// What is enacted, block by block, against a window that is told of each and of each revert.
	let mut window = <Window>::default();
	let mut enacted: Vec<ProvidesRoot> = Vec::new();
	for (n, reverted) in [(1, false), (2, false), (2, true), (1, true), (3, true), (3, false)] {
		let entered = window.enter(root(n));
		assert_eq!(entered == Entered::Again, enacted.contains(&root(n)), "{n}");
		if !reverted {
			enacted.push(root(n));
		} else if entered != Entered::Again {
			window.evict(&root(n));
		}
		for n in 0..5 {
			assert_eq!(window.contains(&root(n)), enacted.contains(&root(n)), "{n}");
		}
	}
	// Evicting whatever was provided loses a root that is still enacted.
	assert_eq!(window.enter(root(2)), Entered::Again);
	window.evict(&root(2));
	assert!(!window.contains(&root(2)) && enacted.contains(&root(2)));
}

#[test]
fn a_window_without_room_remembers_nothing() {
	let mut window = Window::<0>::default();
	assert_eq!(window.enter(root(1)), Entered::New { left: Some(root(1)) });
	assert!(!window.contains(&root(1)));
	let mut window = Window::<1>::default();
	assert_eq!(window.enter(root(1)), Entered::New { left: None });
	assert_eq!(window.enter(root(2)), Entered::New { left: Some(root(1)) });
}

#[test]
fn a_window_decodes_only_distinct_roots_within_its_length() {
	let decode = |roots: Vec<ProvidesRoot>| Window::<4>::decode_all(&mut &roots.encode()[..]);
	assert!(decode(vec![root(1), root(2), root(3), root(4)]).is_ok());
	assert!(decode(vec![root(1), root(2), root(1)]).is_err());
	assert!(decode((0..5).map(root).collect()).is_err());
}

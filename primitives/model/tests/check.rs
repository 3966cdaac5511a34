//! Every reachable state of the protocol as it should be, and a counterexample per fault.

use std::{
	collections::{BTreeSet, HashSet},
	sync::OnceLock,
};

use spec_messaging_model::{Fault, Protocol};
use stateright::{Checker, Expectation, Model};

/// More steps than the shortest counterexample to any fault takes.
const STEPS: usize = 8;

/// Labels of what the checker discovers in the protocol without a fault, with and without support.
fn discovered_without_fault(support: bool) -> &'static BTreeSet<&'static str> {
	static FOUND: [OnceLock<BTreeSet<&'static str>>; 2] = [OnceLock::new(), OnceLock::new()];
	FOUND[usize::from(support)].get_or_init(|| {
		let right = Protocol { support, ..Protocol::right() };
		right.checker().spawn_bfs().join().discoveries().into_keys().collect()
	})
}

/// The fault breaks the property that it is listed with, and the property holds without it.
fn check(fault: Fault) {
	let (_, label) = Fault::ALL.into_iter().find(|(listed, _)| *listed == fault).unwrap();
	let faulty = Protocol::with(fault);
	assert!(faulty.counterexample(label, STEPS).is_some(), "{fault:?} does not break {label}");
	assert!(!discovered_without_fault(faulty.support).contains(label), "{label} does not hold");
}

#[test]
fn no_order_of_steps_breaks_a_property_and_every_way_to_be_enacted_is_reachable() {
	let checker = Protocol::right().checker().spawn_bfs().join();
	checker.assert_properties();
	// A model that stands still has nothing to break.
	assert!(checker.unique_state_count() > 50_000, "{} states", checker.unique_state_count());
}

#[test]
fn the_checker_visits_every_state_that_a_plain_search_finds() {
	let right = Protocol::right();
	let mut seen: HashSet<_> = right.init_states().into_iter().collect();
	let mut open = right.init_states();
	let mut steps = Vec::new();
	while let Some(state) = open.pop() {
		right.actions(&state, &mut steps);
		for next in steps.drain(..).filter_map(|step| right.next_state(&state, step)) {
			for property in right.properties() {
				let always = property.expectation == Expectation::Always;
				assert!(!always || (property.condition)(&right, &next), "{}", property.name);
			}
			if seen.insert(next.clone()) {
				open.push(next);
			}
		}
	}
	assert_eq!(right.checker().spawn_bfs().join().unique_state_count(), seen.len());
}

#[test]
fn neither_do_two_forks_and_two_reverts() {
	Protocol::contended().checker().spawn_bfs().join().assert_properties();
}

#[test]
fn where_nobody_matches_the_inclusion_tier_alone_delivers_everything() {
	let closed = Protocol { support: false, ..Protocol::right() };
	closed.checker().spawn_bfs().join().assert_properties();
}

#[test]
fn every_property_of_the_design_has_a_fault_that_breaks_it() {
	let broken: BTreeSet<_> = Fault::ALL.into_iter().map(|(_, label)| label).collect();
	let labels = ["I1 prefix", "I2 once", "I3 ordered", "I5 closed", "R1 met", "R2 live"];
	assert_eq!(broken, labels.into());
}

macro_rules! faults {
	($($name:ident: $fault:ident,)*) => {$(
		#[test]
		fn $name() {
			check(Fault::$fault);
		}
	)*};
}

faults! {
	a_root_without_a_count_lets_a_later_message_pass_for_the_next: BagWithoutCount,
	old_peaks_from_the_proof_rebind_what_nobody_sent: FreeOldPeaks,
	the_first_record_of_a_pov_does_not_speak_for_the_last_block: FirstRecordCounts,
	a_block_on_a_reverted_relay_parent_consumes_what_is_not_sent: ForgetsRelayParent,
	payloads_that_are_proven_alone_are_delivered_twice: SkipsFrontier,
	nodes_without_order_deliver_out_of_order: UnorderedNodes,
	an_open_tier_takes_what_nobody_matches: TierOpen,
	what_was_met_at_backing_may_be_unmet_at_enactment: MatchesAtBacking,
	a_reverted_root_that_stays_in_the_window_meets_what_is_gone: KeepsRevertedRoots,
	without_late_proofs_an_honest_block_is_stuck: NoLateProofs,
	an_empty_window_leaves_nothing_to_be_rebound_to: ClearsWindowEarly,
	a_revert_that_evicts_a_repeated_root_empties_the_window: EvictsRepeatedRoots,
}

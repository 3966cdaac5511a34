//! Which phase may be seen after which.

use spec_messaging_primitives::channel::{InboundPhase, OutboundPhase};

const OUTBOUND: [OutboundPhase; 5] = [
	OutboundPhase::None,
	OutboundPhase::Opening,
	OutboundPhase::Open,
	OutboundPhase::Closing,
	OutboundPhase::Closed,
];

const INBOUND: [InboundPhase; 6] = [
	InboundPhase::None,
	InboundPhase::Offered,
	InboundPhase::Accepted,
	InboundPhase::Suspended,
	InboundPhase::Closing,
	InboundPhase::Closed,
];

/// Holds `may_become` to a table with a row per phase and a letter per phase that follows: `y` or `n`.
fn check<P: Copy + core::fmt::Debug>(phases: &[P], table: &[&str], may_become: fn(P, P) -> bool) {
	assert_eq!(phases.len(), table.len());
	for (from, row) in phases.iter().zip(table) {
		assert_eq!(phases.len(), row.len());
		for (to, letter) in phases.iter().zip(row.chars()) {
			assert_eq!(may_become(*from, *to), letter == 'y', "{from:?} to {to:?}");
		}
	}
}

#[test]
fn within_one_life_no_phase_of_a_sender_comes_back() {
	let table = ["yyyyy", "yyyyy", "nnyyy", "nnnyy", "yyyyy"];
	check(&OUTBOUND, &table, OutboundPhase::may_become);
}

#[test]
fn within_one_life_only_a_pause_of_a_receiver_comes_back() {
	let table = ["yyyyyy", "yyyyyy", "nnyyyy", "nnyyyy", "nnnnyy", "yyyyyy"];
	check(&INBOUND, &table, InboundPhase::may_become);
}

#[test]
fn an_answer_is_an_acceptance_that_still_stands() {
	let answered: Vec<_> = INBOUND.into_iter().filter(|phase| phase.is_answered()).collect();
	assert_eq!(answered, [InboundPhase::Accepted, InboundPhase::Suspended]);
}

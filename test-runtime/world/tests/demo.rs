//! The demonstration adds up, whatever the seed, and says so to machines too.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

use serde_json::Value;
use std::process::Command;

/// Runs the demo with these arguments and returns what it printed and whether it was content.
fn demo(arguments: &[&str]) -> (String, bool) {
	let output = Command::new(env!("CARGO_BIN_EXE_demo"))
		.args(arguments)
		.output()
		.expect("the demo was built with this test; qed");
	(String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

#[test]
fn every_message_of_another_seed_arrives_and_supply_is_conserved() {
	let (printed, content) = demo(&["--seed", "7", "--blocks", "20", "--json"]);
	let report: Value = serde_json::from_str(&printed).expect("JSON and nothing else");
	assert!(content, "faults: {}", report["faults"]);
	assert_eq!(report["supply_conserved"], true);
	assert_eq!(report["in_flight"], 0);
	assert_eq!(report["chains"].as_array().map(Vec::len), Some(3));
	let rebound = |chain: &Value| chain["late_rebound"].as_u64();
	let chains = report["chains"].as_array().expect("a list; see above");
	assert_eq!(chains.iter().filter_map(rebound).sum::<u64>(), 1);
}

#[test]
fn the_same_seed_gives_the_same_run() {
	let run = || demo(&["--seed", "3", "--chains", "2", "--blocks", "20"]).0;
	let first = run();
	assert!(first.contains("supply conserved: yes"), "{first}");
	assert_eq!(first, run());
}

#[test]
fn nonsense_is_refused_with_a_word_about_what_is_wrong() {
	for arguments in [&["--chains", "1"][..], &["--blocks", "3"], &["--sed", "1"]] {
		assert!(!demo(arguments).1, "{arguments:?}");
	}
}

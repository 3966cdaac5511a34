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
fn every_message_arrives_and_supply_is_conserved_at_every_tier() {
	let (printed, content) = demo(&["--seed", "7", "--blocks", "20", "--json"]);
	let report: Value = serde_json::from_str(&printed).expect("JSON and nothing else");
	let tiers = report["tiers"].as_array().expect("a list");
	for tier in tiers {
		assert!(content, "{}: faults: {}", tier["tier"], tier["faults"]);
		assert_eq!(tier["supply_conserved"], true);
		assert_eq!(tier["in_flight"], 0);
		assert_eq!(tier["chains"].as_array().map(Vec::len), Some(3));
	}
	let named =
		|name: &str| tiers.iter().find(|tier| tier["tier"] == name).map(|tier| &tier["compared"]);
	let of = |name| named(name).expect("every tier runs");
	let (speculative, inclusion, hrmp) = (of("speculative"), of("inclusion"), of("hrmp"));
	// What users sent was the same.
	assert!(inclusion["messages"].as_u64() >= Some(100));
	let median = |of: &Value| of["latency_relay_blocks"]["median"].as_u64().expect("a number");
	assert!(median(speculative) < median(inclusion));
	assert!(median(inclusion) <= median(hrmp));
	let written =
		|of: &Value| of["relay_state_bytes_written_per_message"].as_u64().expect("a number");
	assert!(written(inclusion) < written(hrmp));
	let late = |name: &str| {
		let chains = tiers.iter().find(|tier| tier["tier"] == name).map(|tier| &tier["chains"]);
		let chains = chains.and_then(Value::as_array).expect("every tier runs");
		chains.iter().filter_map(|chain| chain["late_rebound"].as_u64()).sum::<u64>()
	};
	assert_eq!((late("speculative"), late("inclusion"), late("hrmp")), (1, 0, 0));
}

#[test]
fn the_same_seed_gives_the_same_run() {
	for tier in ["speculative", "hrmp"] {
		let run = || demo(&["--seed", "3", "--chains", "2", "--blocks", "20", "--tier", tier]).0;
		let first = run();
		assert!(first.contains("supply conserved: yes"), "{first}");
		assert_eq!(without_sizes(&first), without_sizes(&run()));
	}
}

/// The columns of a run but for the sizes of proofs, which have five digits: signatures are random, so topics and
/// roots are, and now and then the tag of a root is that of an older one, which is then looked up.
fn without_sizes(run: &str) -> Vec<&str> {
	let is_size = |word: &&str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
	run.split_whitespace().filter(|word| !is_size(word)).collect()
}

#[test]
fn nonsense_is_refused_with_a_word_about_what_is_wrong() {
	for arguments in
		[&["--chains", "1"][..], &["--blocks", "3"], &["--sed", "1"], &["--tier", "two"]]
	{
		assert!(!demo(arguments).1, "{arguments:?}");
	}
}

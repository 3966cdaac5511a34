//! Checks the protocol and every fault, and prints the tables of the README.

use std::process::ExitCode;

use spec_messaging_model::{Fault, Protocol};
use stateright::{Checker, Expectation, Model};

/// More steps than the shortest counterexample to any fault takes.
const STEPS: usize = 8;

fn main() -> ExitCode {
	let right = Protocol::right();
	let mut sound = true;
	println!("| instance | result | states | longest path |\n|---|---|---|---|");
	for (name, protocol) in [
		("speculative tier open", right),
		("speculative tier closed", Protocol { support: false, ..right }),
		("open, 2 messages, 2 forks, 2 reverts", Protocol::contended()),
	] {
		sound &= exhaust(name, protocol);
	}
	println!("\n| fault | breaks | steps | states |\n|---|---|---|---|");
	for (fault, label) in Fault::ALL {
		sound &= refute(fault, label);
	}
	if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Visits every state of an instance and prints its row. True if all properties are as they should be.
fn exhaust(name: &str, protocol: Protocol) -> bool {
	let checker = protocol.checker().spawn_bfs().join();
	let discovered = checker.discoveries();
	// Something discovered is an example of what has to be reachable, else a counterexample.
	let wrong: Vec<_> = protocol
		.properties()
		.iter()
		.filter(|p| discovered.contains_key(p.name) != (p.expectation == Expectation::Sometimes))
		.map(|p| p.name)
		.collect();
	let result = if wrong.is_empty() { "all hold".into() } else { wrong.join(", ") };
	let (states, depth) = (checker.unique_state_count(), checker.max_depth().saturating_sub(1));
	println!("| {name} | {result} | {states} | {depth} |");
	wrong.is_empty()
}

/// Looks for a counterexample and prints its row. True if there is one.
fn refute(fault: Fault, label: &'static str) -> bool {
	let found = Protocol::with(fault).counterexample(label, STEPS);
	let (steps, states) = match &found {
		Some((path, states)) => (path.clone().into_actions().len().to_string(), states.to_string()),
		None => ("nothing found".into(), "-".into()),
	};
	println!("| {fault:?} | {label} | {steps} | {states} |");
	found.is_some()
}

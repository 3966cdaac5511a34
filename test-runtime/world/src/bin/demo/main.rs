//! Tokens cross between parachains through speculative messaging: `make demo`.
//!
//! Users sign ordinary `pallet-xcm` teleports on every chain. Blocks are authored and imported by wasm
//! runtimes, candidates are validated by their `validate_block`, the relay chain matches what they
//! provide and require. One receiver block is held back until the roots it built on have left the
//! provides window; it is refused, and then included with a late block proof that the PVF checks.
//!
//! Ends with exit code 1 if anything does not add up.

mod ledger;
mod report;
mod run;

use clap::Parser;
use std::process::ExitCode;

/// What to run.
#[derive(Parser)]
#[command(about = "Tokens cross between parachains through speculative messaging")]
struct Arguments {
	/// Decides who sends how much to whom, and in which order chains author.
	#[arg(long, default_value_t = 1)]
	seed: u64,
	/// Number of parachains.
	#[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(2..=16))]
	chains: u32,
	/// Number of relay blocks with traffic. The time to settle comes on top.
	#[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u32).range(20..=1000))]
	blocks: u32,
	/// Print the result as JSON, and nothing else.
	#[arg(long)]
	json: bool,
}

fn main() -> ExitCode {
	let arguments = Arguments::parse();
	let ledger = match run::run(&arguments) {
		Ok(ledger) => ledger,
		Err(error) => {
			eprintln!("demo: {error}");
			return ExitCode::FAILURE;
		},
	};
	let faults = ledger.faults();
	if arguments.json {
		println!("{}", report::json(&ledger, &faults));
	} else {
		print!("{}", report::text(&ledger, &faults));
	}
	if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

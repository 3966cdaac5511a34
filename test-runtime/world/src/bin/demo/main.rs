//! Tokens cross between parachains, by speculative messaging at both tiers and by HRMP: `make demo`.
//!
//! Users sign ordinary `pallet-xcm` teleports on every chain, the same ones whichever way they travel. Blocks
//! are authored and imported by wasm runtimes, candidates are validated by their `validate_block`.
//!
//! | tier | chains | relay chain |
//! |---|---|---|
//! | `speculative` | this suite, collators that tell each other of their blocks | matches what candidates provide and require |
//! | `inclusion` | the same runtime, stock authors | as released: no support |
//! | `hrmp` | the same runtime with xcmp-queue in the place of this suite | as released: routes the pages |
//!
//! At the speculative tier one receiver block is then held back until the roots it built on have left the
//! provides window; it is refused, and then included with a late block proof that the PVF checks.
//!
//! Ends with exit code 1 if anything does not add up.

mod book;
mod late;
mod ledger;
mod report;
mod run;
mod transfers;

use clap::{Parser, ValueEnum};
use std::process::ExitCode;

/// What to run.
#[derive(Parser)]
#[command(about = "Tokens cross between parachains, by speculative messaging and by HRMP")]
struct Arguments {
	/// Decides who sends how much to whom, and in which order chains author.
	#[arg(long, default_value_t = 1)]
	seed: u64,
	/// Number of parachains.
	#[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(2..=16))]
	chains: u32,
	/// Number of relay blocks with traffic. The time to settle and the late block come on top.
	#[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u32).range(20..=1000))]
	blocks: u32,
	/// How messages travel. All ways, one after the other, if none is named.
	#[arg(long)]
	tier: Option<Tier>,
	/// Print the result as JSON, and nothing else.
	#[arg(long)]
	json: bool,
}

/// How messages travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Tier {
	/// Receivers build on blocks that are not included yet.
	Speculative,
	/// Receivers build on what the relay chain included.
	Inclusion,
	/// Through the relay chain's state.
	Hrmp,
}

impl Tier {
	/// Its name, as the option takes it.
	fn name(self) -> &'static str {
		match self {
			Self::Speculative => "speculative",
			Self::Inclusion => "inclusion",
			Self::Hrmp => "hrmp",
		}
	}
}

fn main() -> ExitCode {
	let arguments = Arguments::parse();
	let tiers = arguments.tier.as_ref().map_or(Tier::value_variants(), core::slice::from_ref);
	let mut ledgers = Vec::new();
	for tier in tiers {
		match run::run(&arguments, *tier) {
			Ok(ledger) => ledgers.push((*tier, ledger)),
			Err(error) => {
				eprintln!("demo: {}: {error}", tier.name());
				return ExitCode::FAILURE;
			},
		}
		if let (false, Some((tier, ledger))) = (arguments.json, ledgers.last()) {
			print!("{}", report::text(*tier, ledger));
		}
	}
	if arguments.json {
		println!("{}", report::json(&ledgers));
	} else {
		print!("{}", report::comparison(&ledgers));
	}
	let content = ledgers.iter().all(|(tier, ledger)| ledger.faults(*tier).is_empty());
	if content { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

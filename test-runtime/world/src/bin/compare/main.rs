//! What messages cost by this suite and by HRMP: `make compare`.
//!
//! Two runtimes that differ in their transport and in nothing else (feature `hrmp` of the test runtime), in
//! one process: the same XCM programs, the same wasm builder and executor. Every block of a case is built,
//! executed as an import does, and validated by the `validate_block` of its wasm, by turns on both sides.
//!
//! | file | what it does |
//! |---|---|
//! | `shape` | which cases there are |
//! | `side` | plays a case on one transport and keeps its blocks |
//! | `clock` | runs the blocks of both sides by turns |
//! | `report` | ratios, tables, JSON |
//! | `regress` | compares ratios with those that are committed |
//!
//! Ends with exit code 1 if a case fails, or if `--against` names results that are better by more than 30 %.

mod clock;
mod regress;
mod report;
mod shape;
mod side;

use clap::Parser;
use report::Row;
use shape::{Role, Shape};
use side::{Side, Transport};
use spec_messaging_world::Result;
use std::{path::PathBuf, process::ExitCode};

/// What to run.
#[derive(Parser)]
#[command(about = "What messages cost by this suite and by HRMP")]
struct Arguments {
	/// A few cases, few repetitions.
	#[arg(long)]
	quick: bool,
	/// How often each block is timed.
	#[arg(long)]
	repetitions: Option<u32>,
	/// Where to write the results as JSON.
	#[arg(long)]
	write: Option<PathBuf>,
	/// Results to compare ratios with.
	#[arg(long)]
	against: Option<PathBuf>,
}

fn main() -> ExitCode {
	let arguments = Arguments::parse();
	let repetitions = arguments.repetitions.unwrap_or(if arguments.quick { 5 } else { 11 });
	let shapes = if arguments.quick { shape::quick() } else { shape::all() };
	let mut rows = Vec::new();
	for shape in shapes {
		eprintln!("compare: {shape}");
		match case(shape, repetitions) {
			Ok(found) => rows.extend(found),
			Err(error) => {
				eprintln!("compare: {shape}: {error}");
				return ExitCode::FAILURE;
			},
		}
	}
	print!("{}", report::text(&rows));
	let written = arguments.write.map_or(Ok(()), |path| report::write(&path, &rows));
	let regressed = arguments.against.map_or(Ok(()), |path| regress::check(&path, &rows));
	match written.and(regressed) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("compare: {error}");
			ExitCode::FAILURE
		},
	}
}

/// Plays `shape` on both transports and measures the blocks of both roles.
fn case(shape: Shape, repetitions: u32) -> Result<Vec<Row>> {
	let ours = Side::play(Transport::Ours, shape)?;
	let hrmp = Side::play(Transport::Hrmp, shape)?;
	Role::ALL
		.into_iter()
		.map(|role| {
			let times = clock::by_turns([&ours, &hrmp], role, repetitions)?;
			Ok(Row::new(shape, role, [&ours, &hrmp], times))
		})
		.collect()
}

//! What messages cost by this suite and by HRMP: `make compare`.
//!
//! Two runtimes that differ in their transport and in nothing else (feature `hrmp` of the test runtime), in
//! one process: the same XCM programs, the same wasm builder and executor. Every block of a case is built,
//! executed as an import does, and validated by the `validate_block` of its wasm, by turns on both sides.
//!
//! | file | what it does |
//! |---|---|
//! | `shape` | which cases there are |
//! | `side` | plays a case on one transport, or in the queue alone, and keeps its blocks |
//! | `clock` | runs the blocks of all sides by turns |
//! | `row` | ratios and what of them is the queue's |
//! | `latency` | relay blocks from send to execution, by tier |
//! | `capacity` | the most that fits one block |
//! | `draft` | weights beside those of the newest public draft |
//! | `target` | what was promised, and whether it was kept |
//! | `plots` | ratios against the number of messages |
//! | `report` | JSON, plots and tables |
//! | `regress` | compares ratios with those that are committed |
//! | `profile` | executes a block natively, for a profiler |
//!
//! Ends with exit code 1 if a case fails, or if `--against` names results that are better by more than 30 %.

mod capacity;
mod clock;
mod draft;
mod latency;
mod plots;
mod profile;
mod regress;
mod report;
mod row;
mod shape;
mod side;
mod target;

use clap::{Parser, ValueEnum};
use core::error::Error;
use report::Results;
use row::{Case, Row};
use shape::{Program, Role, Shape};
use side::Warm;
use spec_messaging_benchmarks::cpu;
use std::{
	path::{Path, PathBuf},
	process::ExitCode,
};

/// How often a row is measured before it is believed to be worse than what is committed.
const TRIES: u32 = 3;
/// The least messages of a case in which the queue is measured on its own.
const QUEUED_MIN: u32 = 1_000;

/// What to run.
#[derive(Parser)]
#[command(about = "What messages cost by this suite and by HRMP")]
struct Arguments {
	/// A few cases, and nothing else.
	#[arg(long)]
	quick: bool,
	/// How often each block of 1,000 short messages is timed: others more often if they are short, less if they are many.
	#[arg(long, default_value_t = 5)]
	repetitions: u32,
	/// What to measure; all, if nothing is named. The rest is kept as it was written before.
	#[arg(long, value_enum, value_delimiter = ',')]
	only: Vec<Part>,
	/// Which numbers of peers have their rows measured; all, if none is named. The rest is kept, too.
	#[arg(long, value_delimiter = ',')]
	peers: Vec<u32>,
	/// Have the receiver keep its peers' heads for queries, which HRMP has nothing like. Prints and writes nothing.
	#[arg(long, conflicts_with = "against")]
	queries: bool,
	/// Directory with the README and the results to write.
	#[arg(long)]
	write: Option<PathBuf>,
	/// Results to compare ratios with.
	#[arg(long)]
	against: Option<PathBuf>,
	/// Play 1,000 messages of 128 bytes and write the first block of either role to this directory, nothing else.
	#[arg(long)]
	keep: Option<PathBuf>,
	/// Execute such a block natively, nothing else.
	#[arg(long)]
	replay: Option<PathBuf>,
}

/// A part of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
	/// What blocks cost.
	Rows,
	/// Relay blocks from send to execution.
	Latency,
	/// The most that fits one block.
	Capacity,
	/// Committed weights.
	Weights,
}

fn main() -> ExitCode {
	let arguments = Arguments::parse();
	let done = if let Some(directory) = &arguments.keep {
		keep(&arguments, directory)
	} else if let Some(block) = &arguments.replay {
		profile::replay(block).map_err(Into::into)
	} else if arguments.quick {
		quick(&arguments)
	} else {
		all(&arguments)
	};
	match done {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("compare: {error}");
			ExitCode::FAILURE
		},
	}
}

/// Measures what was named, and writes it beside what was there.
fn all(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
	let &Arguments { repetitions, queries, .. } = arguments;
	let Arguments { only, peers, write, .. } = arguments;
	let before = write.as_deref().map(|directory| directory.join("results/compare.json"));
	let mut results = match before {
		Some(path) if !only.is_empty() || !peers.is_empty() => report::read(&path)?,
		_ => Results::default(),
	};
	let wanted = |part| only.is_empty() || only.contains(&part);
	if wanted(Part::Weights) {
		results.charges = draft::read();
	}
	if wanted(Part::Latency) {
		results.latency = latency::measure()?;
	}
	if wanted(Part::Capacity) {
		results.capacity = capacity::measure()?;
	}
	if wanted(Part::Rows) {
		(results.cpu, results.repetitions) = (cpu(), repetitions);
		let measured = |shape: Shape| peers.is_empty() || peers.contains(&shape.peers);
		results.rows.retain(|row| !measured(row.shape));
		let mut warm = Warm::new(queries);
		for shape in shape::all().into_iter().filter(|shape| measured(*shape)) {
			let queue = shape.messages >= QUEUED_MIN
				&& shape.fits_block()
				&& shape.program == Program::Refused;
			let case = play(shape, queue, &mut warm)?;
			for role in Role::ALL {
				results.rows.push(case.measure(role, repetitions)?);
			}
		}
		let order = |shape: Shape| {
			let Shape { messages, bytes, peers, program } = shape;
			(program == Program::Teleport, peers, bytes, messages)
		};
		results.rows.sort_by_key(|row| order(row.shape));
	}
	print!("{}", report::markdown(&results));
	let kept = write.as_deref().filter(|_| !queries);
	kept.map_or(Ok(()), |directory| report::write(&results, directory))
}

/// Measures a few cases, and again what seems to be worse than it was.
fn quick(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
	let repetitions = arguments.repetitions;
	let committed = arguments.against.as_deref().map(committed).transpose()?;
	let (mut rows, mut faults) = (Vec::new(), Vec::new());
	let mut warm = Warm::new(arguments.queries);
	for shape in shape::quick() {
		let case = play(shape, false, &mut warm)?;
		for role in Role::ALL {
			let mut row = case.measure(role, repetitions)?;
			let mut worse = Vec::new();
			for attempt in 1..=TRIES {
				worse = committed.as_ref().map_or_else(Vec::new, |c| regress::faults(&row, c));
				if worse.is_empty() || attempt == TRIES {
					break;
				}
				eprintln!("compare: again, {}", worse.join(", "));
				row = case.measure(role, repetitions)?;
			}
			faults.extend(worse);
			rows.push(row);
		}
	}
	print!("{}", report::rows(&rows));
	if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// Writes what a profiler executes.
fn keep(arguments: &Arguments, directory: &Path) -> Result<(), Box<dyn Error>> {
	if arguments.peers.is_empty() {
		return Err("--keep wants --peers".into());
	}
	let mut warm = Warm::new(arguments.queries);
	for peers in arguments.peers.iter().copied() {
		let shape = Shape::named(peers);
		for role in Role::ALL {
			let path = directory.join(format!("{}-{peers}.block", role.name()));
			profile::keep(shape, role, &mut warm, &path)?;
		}
	}
	Ok(())
}

fn play(shape: Shape, queue: bool, warm: &mut Warm) -> Result<Case, Box<dyn Error>> {
	eprintln!("compare: {shape}");
	Case::play(shape, queue, warm).map_err(|error| format!("{shape}: {error}").into())
}

fn committed(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
	Ok(report::read(path)?.rows)
}

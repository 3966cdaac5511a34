//! Measures all rows: `make bench`, `make bench-quick`.
//!
//! `--quick` measures shortly, and names of rows measure those only; both print and write nothing.

#![allow(missing_docs)]

use std::path::Path;

use spec_messaging_benchmarks::{Effort, ROWS, Report, measure, print, write};

fn main() -> Result<(), Box<dyn core::error::Error>> {
	// Cargo says `--bench`.
	let arguments: Vec<_> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
	let quick = arguments.iter().any(|word| word == "--quick");
	let named: Vec<_> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
	if let Some(unknown) = named.iter().find(|name| ROWS.iter().all(|row| row.name != **name)) {
		return Err(format!("there is no row {unknown}").into());
	}

	let effort = if quick { Effort::QUICK } else { Effort::FULL };
	let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
	let rows = ROWS.iter().filter(|row| named.is_empty() || named.iter().any(|n| *n == row.name));
	let mut outcomes = Vec::new();
	for row in rows {
		for case in (row.cases)() {
			outcomes.push(measure(case, effort, &directory));
		}
	}
	let report = Report::new(outcomes, effort);
	print(&report);
	if !quick && named.is_empty() {
		write(&report, Path::new(env!("CARGO_MANIFEST_DIR")))?;
	}
	Ok(())
}

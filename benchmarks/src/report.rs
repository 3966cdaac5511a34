//! Results for readers: `results/proofs.json`, a plot per row, and the tables of the README.

use core::{error::Error, fmt::Write as _};
use std::{fs, path::Path};

use serde::Serialize;

use crate::{
	cpu::cpu,
	measure::{Effort, Outcome},
	plot::{Plot, svg},
	readme,
	rows::{Plotted, ROWS, Row},
	target::{Target, targets},
};

/// Everything that one run found.
#[derive(Serialize)]
pub struct Report {
	/// Name of the processor.
	pub cpu: String,
	/// Rounds per case.
	pub rounds: u32,
	/// In the order of measuring.
	pub outcomes: Vec<Outcome>,
	/// The promises about what was measured.
	pub targets: Vec<Target>,
}

impl Report {
	/// The report of a run.
	pub fn new(outcomes: Vec<Outcome>, effort: Effort) -> Self {
		let targets = targets(&outcomes);
		Self { cpu: cpu(), rounds: effort.rounds, outcomes, targets }
	}

	fn of(&self, row: &Row) -> Vec<&Outcome> {
		self.outcomes.iter().filter(|outcome| outcome.row == row.name).collect()
	}
}

/// Writes the tables to the standard output.
pub fn print(report: &Report) {
	println!("{}", markdown(report, None));
}

/// Writes `results/` and the results in `README.md` below `directory`.
///
/// # Errors
///
/// If a file can not be written, or the README has no place for the results.
pub fn write(report: &Report, directory: &Path) -> Result<(), Box<dyn Error>> {
	let results = directory.join("results");
	fs::create_dir_all(&results)?;
	let json = serde_json::to_string_pretty(report)?;
	fs::write(results.join("proofs.json"), json + "\n")?;
	for row in ROWS {
		let outcomes = report.of(row);
		if !outcomes.is_empty() {
			fs::write(results.join(format!("{}.svg", row.name)), svg(&plots(row, &outcomes))?)?;
		}
	}
	readme::put(&directory.join("README.md"), "results", &markdown(report, Some("results")))
}

/// The plots of a row over what grows along it.
fn plots(row: &Row, outcomes: &[&Outcome]) -> Vec<Plot> {
	row.plotted.iter().map(|plotted| plot(row, *plotted, outcomes)).collect()
}

/// A curve per side and series, through all shapes in their order.
fn plot(row: &Row, plotted: Plotted, outcomes: &[&Outcome]) -> Plot {
	let grown = outcomes.first().map_or("", |outcome| outcome.grown.0).into();
	let (title, y) = (row.work.into(), plotted.label().into());
	let mut plot = Plot { title, x: grown, y, curves: Vec::new() };
	for outcome in outcomes {
		for side in &outcome.sides {
			if let Some(y) = plotted.of(side.node_hashes, &side.counts) {
				let label = [side.name, &outcome.series].join(", ");
				#[allow(clippy::cast_precision_loss)]
				plot.point(label, outcome.grown.1 as f64, y);
			}
		}
	}
	plot
}

/// The tables, with the plots if they are in a folder.
fn markdown(report: &Report, plots: Option<&str>) -> String {
	let mut text = format!("\n{}, {} rounds.\n\n", report.cpu, report.rounds);
	text += "| work | at least | measured | met |\n|---|---|---|---|\n";
	for Target { work, at_least, measured, met } in &report.targets {
		let met = if *met { "yes" } else { "**no**" };
		let _ = writeln!(text, "| {work} | {at_least} | {measured} | {met} |");
	}
	for row in ROWS {
		let outcomes = report.of(row);
		if outcomes.is_empty() {
			continue;
		}
		let _ = writeln!(text, "\n### {}\n", row.work);
		if let Some(bytes) = row.bytes {
			let _ = writeln!(text, "Bytes: {bytes}.\n");
		}
		text += "| shape | side | hashes | bytes | look-ups | time, in node hashes | over ours |\n";
		text += "|---|---|---|---|---|---|---|\n";
		for outcome in &outcomes {
			for side in &outcome.sides {
				let counts = side.counts;
				let _ = writeln!(
					text,
					"| {} | {} | {} | {} | {} | {} | {:.2} |",
					outcome.shape,
					side.name,
					optional(counts.hashes),
					optional(counts.bytes),
					optional(counts.lookups),
					three_digits(side.node_hashes),
					side.over_ours,
				);
			}
		}
		if let Some(folder) = plots {
			let _ = writeln!(text, "\n![{}]({folder}/{}.svg)", row.work, row.name);
		}
	}
	text + "\n"
}

fn optional(count: Option<u64>) -> String {
	count.map_or_else(String::new, |count| count.to_string())
}

fn three_digits(value: f64) -> String {
	if value < 100.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

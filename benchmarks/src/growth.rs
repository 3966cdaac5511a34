//! How what a message costs grows, for readers: `results/growth_*.svg`, and the tables of the README.
//!
//! Everything is counted, so it takes no quiet machine and no optimised build.

use core::{error::Error, fmt::Write as _};
use std::{fs, path::Path};

use crate::{
	case::{Case, Counts},
	plot::{Plot, svg},
	readme,
	rows::{GROWTH, Plotted, Row},
};

/// Messages of each case, over which its cost is spread.
const MESSAGES: u64 = 100;

/// Counts everything, and writes `results/` and the tables in `README.md` below `directory`.
///
/// # Errors
///
/// If a file can not be written, or the README has no place for the tables.
pub fn write(directory: &Path) -> Result<(), Box<dyn Error>> {
	let mut targets = String::from(
		"\nFrom the first to the last shape of a series, at most 2 hashes and 64 bytes more a doubling, of 100 messages:\n\n\
		| series | hashes | bytes | met |\n|---|---|---|---|\n",
	);
	let mut tables = String::new();
	for row in GROWTH {
		let cases = (row.cases)();
		let plots: Vec<_> = row.plotted.iter().map(|plotted| plot(row, *plotted, &cases)).collect();
		let image = format!("results/{}.svg", row.name);
		fs::write(directory.join(&image), svg(&plots)?)?;
		targets += &grows(&cases);
		tables += &table(row, &cases);
		let _ = writeln!(tables, "\n![{}]({image})", row.work);
	}
	readme::put(&directory.join("README.md"), "growth", &[targets, tables, "\n".into()].concat())
}

fn ours(case: &Case) -> Counts {
	case.side("ours").map(|side| side.counts).unwrap_or_default()
}

#[allow(clippy::cast_precision_loss)]
fn plot(row: &Row, plotted: Plotted, cases: &[Case]) -> Plot {
	let grown = cases.first().map_or("", |case| case.grown.0).into();
	let title = format!("{} of {}", plotted.label(), row.work);
	let y = format!("{} a message", plotted.label());
	let mut plot = Plot { title, x: grown, y, curves: Vec::new() };
	for case in cases {
		// No row of this group is plotted by time.
		if let Some(all) = plotted.of(f64::NAN, &ours(case)) {
			plot.point(case.series.clone(), case.grown.1 as f64, all / MESSAGES as f64);
		}
	}
	plot
}

fn table(row: &Row, cases: &[Case]) -> String {
	let grown = cases.first().map_or("", |case| case.grown.0);
	let mut text = format!("\n### {}\n\n", row.work);
	if let Some(bytes) = row.bytes {
		let _ = writeln!(text, "Bytes: {bytes}.\n");
	}
	let _ = writeln!(text, "| series | {grown} | hashes | bytes |\n|---|---|---|---|");
	for case in cases {
		let Counts { hashes, bytes, .. } = ours(case);
		let _ = writeln!(
			text,
			"| {} | {} | {} | {} |",
			case.series,
			case.grown.1,
			hashes.unwrap_or_default(),
			bytes.unwrap_or_default(),
		);
	}
	text
}

/// For each series of a row, from its first to its last shape: flat or logarithmic.
fn grows(cases: &[Case]) -> String {
	let mut text = String::new();
	for first in cases {
		let mut series = cases.iter().filter(|case| case.series == first.series);
		let is_first = series.next().is_some_and(|case| case.shape() == first.shape());
		let Some(last) = series.next_back().filter(|_| is_first) else { continue };
		let (grown, from, to) = (first.grown.0, first.grown.1, last.grown.1);
		// A doubling may add a node to each of two proofs or frontiers.
		let doublings = u64::from((to / from.max(1)).ilog2()) + 1;
		let (before, after) = (ours(first), ours(last));
		let met = after.hashes <= before.hashes.map(|hashes| hashes + 2 * doublings)
			&& after.bytes <= before.bytes.map(|bytes| bytes + 64 * doublings);
		let span = |before: Option<u64>, after: Option<u64>| {
			format!("{} → {}", before.unwrap_or_default(), after.unwrap_or_default())
		};
		let _ = writeln!(
			text,
			"| {}, {grown} {from} → {to} | {} | {} | {} |",
			first.series,
			span(before.hashes, after.hashes),
			span(before.bytes, after.bytes),
			if met { "yes" } else { "**no**" },
		);
	}
	text
}

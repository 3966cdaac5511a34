//! What was promised, and whether it was kept.

use serde::Serialize;

use crate::measure::{Outcome, SideOutcome};

/// A promise and what was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
	/// Row and shape.
	pub work: String,
	/// The promise.
	pub at_least: &'static str,
	/// What came out.
	pub measured: String,
	/// Whether that keeps the promise.
	pub met: bool,
}

/// The promises about the rows that were measured.
pub fn targets(outcomes: &[Outcome]) -> Vec<Target> {
	let of = |row: &'static str| outcomes.iter().filter(move |outcome| outcome.row == row);
	let mut targets = Vec::new();
	for outcome in of("append") {
		if outcome.grown.1 == 128 {
			targets.extend(floor(outcome, "at most 1.15 x the floor", 1.15));
		}
		targets.extend(faster(outcome, "ckb", "2 x faster", 2.0));
		targets.extend(faster(outcome, "mmr_lib", "2 x faster", 2.0));
	}
	for outcome in of("batch") {
		if outcome.grown.1 >= 100 {
			targets.extend(floor(outcome, "at most 1.2 x the floor", 1.2));
		}
		targets.extend(faster(outcome, "mmr_lib, a proof each", "3 x faster", 3.0));
		targets.extend(faster(outcome, "mmr_lib, one proof", "3 x faster", 3.0));
		targets.extend(bytes(outcome, "no proof bytes", |ours, _| ours == 0));
	}
	for outcome in of("extension") {
		targets.extend(faster(outcome, "mmr_lib", "3 x faster", 3.0));
		targets.extend(bytes(outcome, "never more bytes", |ours, theirs| ours <= theirs));
	}
	for outcome in of("late_block") {
		targets.extend(match outcome.shape.as_str() {
			"peers=100 read=1000 behind=100" => {
				late(outcome, "at most 420 bytes and 17 hashes", 420, 17)
			},
			"peers=1000 read=1000000000 behind=1000000" => {
				late(outcome, "at most 645 bytes and 31 hashes", 645, 31)
			},
			_ => None,
		});
	}
	targets.extend(of("provides").filter(|outcome| outcome.grown.1 == 10_000).filter_map(follows));
	for outcome in of("prove").filter(|outcome| outcome.grown.1 == 1_000_000) {
		targets.extend(walks(outcome));
	}
	for row in ["growth_length", "growth_peers", "growth_lag"] {
		targets.extend(grows(&of(row).collect::<Vec<_>>()));
	}
	targets
}

fn pair<'a>(outcome: &'a Outcome, other: &str) -> Option<(&'a SideOutcome, &'a SideOutcome)> {
	Some((outcome.side("ours")?, outcome.side(other)?))
}

fn target(outcome: &Outcome, at_least: &'static str, measured: String, met: bool) -> Target {
	Target { work: format!("{}, {}", outcome.row, outcome.shape), at_least, measured, met }
}

fn floor(outcome: &Outcome, at_least: &'static str, most: f64) -> Option<Target> {
	let over = 1.0 / outcome.side("floor")?.over_ours;
	Some(target(outcome, at_least, format!("{over:.2} x"), over <= most))
}

fn faster(outcome: &Outcome, other: &str, at_least: &'static str, least: f64) -> Option<Target> {
	let over = outcome.side(other)?.over_ours;
	let measured = format!("{over:.2} x faster than {other}");
	Some(target(outcome, at_least, measured, over >= least))
}

fn bytes(
	outcome: &Outcome,
	at_least: &'static str,
	keeps: impl Fn(u64, u64) -> bool,
) -> Option<Target> {
	let ours = outcome.side("ours")?.counts.bytes?;
	let theirs = outcome.sides.iter().skip(1).filter_map(|side| side.counts.bytes).min()?;
	let measured = format!("{ours}, theirs {theirs}");
	Some(target(outcome, at_least, measured, keeps(ours, theirs)))
}

fn late(
	outcome: &Outcome,
	at_least: &'static str,
	bytes_max: u64,
	hashes_max: u64,
) -> Option<Target> {
	let (ours, theirs) = pair(outcome, "design 0.2")?;
	let (bytes, hashes) = (ours.counts.bytes?, ours.counts.hashes?);
	let measured = format!(
		"{bytes} bytes and {hashes} hashes; design 0.2 {} and {}",
		theirs.counts.bytes?, theirs.counts.hashes?,
	);
	Some(target(outcome, at_least, measured, bytes <= bytes_max && hashes <= hashes_max))
}

/// At 10,000 peers: 3 hashes for each touched peer and 63 for its page, one for each page of all peers.
fn follows(outcome: &Outcome) -> Option<Target> {
	let (ours, theirs) = pair(outcome, "rebuild")?;
	let touched: u64 = outcome.series.strip_prefix("touched=")?.parse().ok()?;
	let hashes = ours.counts.hashes?;
	let measured = format!(
		"{hashes} hashes of {}, {} bytes of {}",
		theirs.counts.hashes?, ours.counts.bytes?, theirs.counts.bytes?,
	);
	let at_least = "cost follows the touched pages and one hash per 64 peers";
	let most = 66 * touched + outcome.grown.1.div_ceil(64);
	Some(target(outcome, at_least, measured, hashes <= most))
}

/// That a batch's look-ups are those of the tree walk was compared when they were counted.
fn walks(outcome: &Outcome) -> Option<Target> {
	let (ours, theirs) = pair(outcome, "mmr_lib")?;
	let (lookups, other) = (ours.counts.lookups?, theirs.counts.lookups?);
	let leaves: u64 = outcome.series.strip_prefix("batch=").map_or(Some(0), |n| n.parse().ok())?;
	let height = u64::from(outcome.grown.1.ilog2());
	let at_least = "no more look-ups than a tree walk";
	let measured = format!("{lookups}, theirs {other}");
	// Two for each leaf but the paths down to both ends of a range, and to where the extension begins.
	Some(target(outcome, at_least, measured, lookups <= 2 * leaves + 3 * height))
}

/// For each series of a row, from its first to its last shape: flat or logarithmic.
fn grows(outcomes: &[&Outcome]) -> Vec<Target> {
	let mut targets = Vec::new();
	for first in outcomes {
		let mut series = outcomes.iter().filter(|outcome| outcome.series == first.series);
		let is_first = series.next().is_some_and(|outcome| outcome.shape == first.shape);
		if let (true, Some(last)) = (is_first, series.next_back()) {
			targets.extend(doubles(first, last));
		}
	}
	targets
}

/// A doubling may add a node to each of two proofs or frontiers.
fn doubles(first: &Outcome, last: &Outcome) -> Option<Target> {
	let (from, to) = (first.side("ours")?, last.side("ours")?);
	let (hashes, bytes) = (to.counts.hashes?, to.counts.bytes?);
	let doublings = u64::from((last.grown.1 / first.grown.1.max(1)).ilog2()) + 1;
	let work = format!("{}, {} {}={}", last.row, last.series, last.grown.0, last.grown.1);
	let measured = format!(
		"{hashes} hashes of {} and {bytes} bytes of {} at {}",
		from.counts.hashes?, from.counts.bytes?, first.grown.1,
	);
	let met = hashes <= from.counts.hashes? + 2 * doublings
		&& bytes <= from.counts.bytes? + 2 * 32 * doublings;
	let at_least = "at most 2 hashes and 64 bytes more a doubling";
	Some(Target { work, at_least, measured, met })
}

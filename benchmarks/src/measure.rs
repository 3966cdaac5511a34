//! Times as ratios, in rounds.
//!
//! The machine is never quiet. So time is that of the thread, every round measures one node hash and then every side of a
//! case, one right after the other; a ratio is taken within a round, and what is reported is the median
//! of all rounds.

use core::{hint::black_box, time::Duration};
use std::{fs, path::Path};

use criterion::{BenchmarkId, Criterion};
use serde::Serialize;
use spec_messaging_primitives::hashing::{Hash, node_hash};

use crate::{
	case::{Case, Counts, Work},
	clock::ThreadTime,
};

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
	/// Rounds per case; the median is of an odd number.
	pub rounds: u32,
	/// Of each side in each round.
	pub warm_up: Duration,
	/// Of each side in each round.
	pub measurement: Duration,
}

impl Effort {
	/// What the committed results are measured with.
	pub const FULL: Self = Self {
		rounds: 9,
		warm_up: Duration::from_millis(50),
		measurement: Duration::from_millis(200),
	};

	/// About a minute for all rows.
	pub const QUICK: Self = Self {
		rounds: 1,
		warm_up: Duration::from_millis(50),
		measurement: Duration::from_millis(150),
	};
}

/// What came out of a case.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
	/// Name of its row.
	pub row: &'static str,
	/// Name of its shape.
	pub shape: String,
	/// See [`Case::series`].
	pub series: String,
	/// See [`Case::grown`].
	pub grown: (&'static str, u64),
	/// In the order of the case, ours first.
	pub sides: Vec<SideOutcome>,
}

/// What came out of a side.
#[derive(Clone, Debug, Serialize)]
pub struct SideOutcome {
	/// Whose.
	pub name: &'static str,
	/// What does not depend on the machine.
	pub counts: Counts,
	/// Its time over that of one node hash of 65 bytes.
	pub node_hashes: f64,
	/// Its time over ours.
	pub over_ours: f64,
}

impl Outcome {
	/// The side of this name.
	pub fn side(&self, name: &str) -> Option<&SideOutcome> {
		self.sides.iter().find(|side| side.name == name)
	}
}

/// Times of one round: of one node hash, and of every side in its order.
type Round = (f64, Vec<f64>);

/// Measures all sides of `case`; criterion keeps its files in `directory`.
pub fn measure(mut case: Case, effort: Effort, directory: &Path) -> Outcome {
	let shape = case.shape();
	let mut unit: Work = Box::new(|b| {
		let (left, right) = (Hash::repeat_byte(1), Hash::repeat_byte(2));
		b.iter(|| node_hash(black_box(&left), black_box(&right)))
	});
	let rounds: Vec<Round> = (0..effort.rounds)
		.map(|_| {
			let time = |name, work| nanoseconds(effort, directory, (case.row, name, &shape), work);
			let hash = time("node hash", &mut unit);
			let sides = case.sides.iter_mut();
			(hash, sides.map(|side| time(side.name, &mut side.run)).collect())
		})
		.collect();
	let ratio = |of: &dyn Fn(&Round) -> f64| median(rounds.iter().map(of).collect());
	let sides = case
		.sides
		.iter()
		.enumerate()
		.map(|(at, side)| SideOutcome {
			name: side.name,
			counts: side.counts,
			node_hashes: ratio(&|(hash, sides)| sides[at] / hash),
			over_ours: ratio(&|(_, sides)| sides[at] / sides[0]),
		})
		.collect();
	Outcome { row: case.row, shape, series: case.series, grown: case.grown, sides }
}

/// Median time of one run of `work`, by criterion.
fn nanoseconds(
	effort: Effort,
	directory: &Path,
	(row, side, shape): (&str, &str, &str),
	work: &mut Work,
) -> f64 {
	// What an earlier round left there would be compared with.
	let _ = fs::remove_dir_all(directory);
	let mut criterion = Criterion::default()
		.with_measurement(ThreadTime)
		.output_directory(directory)
		.without_plots()
		.sample_size(10)
		.nresamples(1_000)
		.warm_up_time(effort.warm_up)
		.measurement_time(effort.measurement);
	criterion.benchmark_group(row).bench_function(BenchmarkId::new(side, shape), |b| work(b));
	let estimates = directory.join(row).join(side).join(shape).join("new").join("estimates.json");
	let estimates = fs::read(estimates).expect("criterion leaves its estimates; qed");
	let estimates: serde_json::Value = serde_json::from_slice(&estimates).unwrap();
	estimates["median"]["point_estimate"].as_f64().unwrap()
}

fn median(mut of: Vec<f64>) -> f64 {
	of.sort_unstable_by(f64::total_cmp);
	of[of.len() / 2]
}

//! How far single points of the pallets' benchmarks are from the linear models that became their weights.
//! `make weights` runs it last.
//!
//! Arguments: pairs of a file with the points of a pallet and one with its models, as `weights.sh` has them
//! written. Prints each benchmark with the points that its model is farthest from, and ends with exit code 1
//! if a point takes more than 15 % longer than the model says: somebody would be charged too little.

// A program of fixed input: an absent field stops it, as it should.
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss)]

use serde::Deserialize;
use std::{collections::BTreeMap, fs, process::ExitCode};

/// How much longer than its model a point may take.
const LONGER_AT_MOST: f64 = 1.15;

/// One benchmark, as `frame-omni-bencher --json-file` writes it.
#[derive(Deserialize)]
struct Points {
	pallet: String,
	benchmark: String,
	time_results: Vec<Point>,
}

/// One repetition.
#[derive(Deserialize)]
struct Point {
	components: Vec<(String, u32)>,
	/// In nanoseconds.
	extrinsic_time: u64,
}

/// One benchmark, as `model.hbs` writes it.
#[derive(Deserialize)]
struct Model {
	name: String,
	/// In picoseconds.
	base: u64,
	/// By component.
	slopes: BTreeMap<String, u64>,
}

impl Model {
	/// Nanoseconds that it says for a point.
	fn at(&self, components: &[(String, u32)]) -> f64 {
		let slopes = components.iter().map(|(name, value)| {
			self.slopes.get(name).map_or(0.0, |slope| *slope as f64 * f64::from(*value))
		});
		(self.base as f64 + slopes.sum::<f64>()) / 1_000.0
	}
}

fn read<T: for<'a> Deserialize<'a>>(path: &str) -> Result<Vec<T>, String> {
	let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
	serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))
}

/// The median of each point over its repetitions, divided by what the model says, by components.
fn ratios(points: Vec<Point>, model: &Model) -> Vec<(String, f64)> {
	let mut times: BTreeMap<Vec<(String, u32)>, Vec<u64>> = BTreeMap::new();
	for point in points {
		times.entry(point.components).or_default().push(point.extrinsic_time);
	}
	times
		.into_iter()
		.filter_map(|(components, mut times)| {
			times.sort_unstable();
			let median = *times.get(times.len() / 2)?;
			let named = components.iter().map(|(name, value)| format!("{name}={value}"));
			let name = named.collect::<Vec<_>>().join(" ");
			Some((name, median as f64 / model.at(&components)))
		})
		.collect()
}

fn run(arguments: &[String]) -> Result<bool, String> {
	let mut within = true;
	println!("| benchmark | points | shortest over model | longest over model | at |");
	println!("|---|---|---|---|---|");
	for pair in arguments.chunks(2) {
		let [points, models] = pair else { return Err("points without models".into()) };
		let models: Vec<Model> = read(models)?;
		for Points { pallet, benchmark, time_results } in read::<Points>(points)? {
			let model = models.iter().find(|model| model.name == benchmark);
			let model = model.ok_or_else(|| format!("no model of {benchmark}"))?;
			let ratios = ratios(time_results, model);
			let by = |a: &&(String, f64), b: &&(String, f64)| a.1.total_cmp(&b.1);
			let (Some(low), Some(high)) = (ratios.iter().min_by(by), ratios.iter().max_by(by))
			else {
				return Err(format!("no points of {benchmark}"));
			};
			let fits = high.1 <= LONGER_AT_MOST;
			within &= fits;
			let (mark, end) = if fits { ("", "") } else { ("**", "**") };
			println!(
				"| `{pallet}::{benchmark}` | {} | {:.2} | {mark}{:.2}{end} | {} |",
				ratios.len(),
				low.1,
				high.1,
				high.0
			);
		}
	}
	Ok(within)
}

fn main() -> ExitCode {
	let arguments: Vec<String> = std::env::args().skip(1).collect();
	match run(&arguments) {
		Ok(true) => ExitCode::SUCCESS,
		Ok(false) => {
			eprintln!("accuracy: a point takes more than 15 % longer than its model says");
			ExitCode::FAILURE
		},
		Err(error) => {
			eprintln!("accuracy: {error}");
			ExitCode::FAILURE
		},
	}
}

//! Holds the points of the pallets' benchmarks against the linear models that became their weights, and corrects
//! the weights that are below a point. `make weights` runs it last.
//!
//! A least-squares fit minimises absolute errors, so one that is right to a per cent at a thousand messages may be
//! wrong by a factor at none. Whoever sends little would be charged too little, or far too much. So no point, the
//! median of its repetitions, may take more than 15 % longer than its model says. There are two ways to see to
//! that, and the one that charges less for what takes least is taken:
//!
//! - raise the base, slopes stay: for costs that jump once and then stay;
//! - begin at the shortest point, with the fitted slope or the one that the others need: for costs that bend.
//!
//! Two steps, as `weights.sh` takes them:
//!
//! - `merge`: several rounds of points into one (`merge.rs`);
//! - `correct`: for each pallet a file with the points, one with the models, and the weights, into which the models are
//!   written as they were corrected. Prints what was done to each benchmark, and how far its points are from its model then.

// A program of fixed input: an absent field stops it, as it should.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_precision_loss,
	clippy::indexing_slicing,
	clippy::string_slice
)]

mod merge;
mod rewrite;

use crate::{merge::merge, rewrite::rewrite};
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

/// A point.
struct Measured {
	/// How much of the first component.
	count: f64,
	/// The median of its repetitions, in nanoseconds.
	time: f64,
	/// Nanoseconds that the fit says.
	said: f64,
}

/// The median of each point over its repetitions, and what the fit says.
fn medians(points: Vec<Point>, model: &Model) -> Vec<Measured> {
	let mut times: BTreeMap<Vec<(String, u32)>, Vec<u64>> = BTreeMap::new();
	for point in points {
		times.entry(point.components).or_default().push(point.extrinsic_time);
	}
	times
		.into_iter()
		.filter_map(|(components, mut times)| {
			times.sort_unstable();
			let time = *times.get(times.len() / 2)? as f64;
			let count = components.first().map_or(0.0, |(_, count)| f64::from(*count));
			Some(Measured { count, time, said: model.at(&components) })
		})
		.collect()
}

/// What is done to a model.
enum Correction {
	/// So many nanoseconds more.
	Base(f64),
	/// Another line: base and slope, in nanoseconds.
	Line(f64, f64),
}

impl Correction {
	fn at(&self, point: &Measured) -> f64 {
		match self {
			Self::Base(more) => point.said + more,
			Self::Line(base, slope) => base + slope * point.count,
		}
	}

	/// The least and the most that a point takes of what its model says.
	fn accuracy(&self, points: &[Measured]) -> (f64, f64) {
		let ratios = points.iter().map(|point| point.time / self.at(point));
		ratios.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), ratio| {
			(low.min(ratio), high.max(ratio))
		})
	}

	/// Base and slopes of `model` with this correction, in picoseconds.
	fn apply<'a>(&self, model: &'a Model) -> (u64, Vec<(&'a str, u64)>) {
		let named = |slope: &dyn Fn(u64) -> u64| {
			let slopes = model.slopes.iter().map(|(name, fitted)| (name.as_str(), slope(*fitted)));
			slopes.collect()
		};
		match self {
			Self::Base(more) => (model.base + picoseconds(*more), named(&|fitted| fitted)),
			Self::Line(base, slope) => (picoseconds(*base), named(&|_| picoseconds(*slope))),
		}
	}

	fn name(&self) -> String {
		match self {
			Self::Base(0.0) => "fitted".into(),
			Self::Base(_) => "base raised".into(),
			Self::Line(..) => "from its shortest point".into(),
		}
	}
}

/// What keeps every point below its model and charges least for what takes least.
fn correct(points: &[Measured], model: &Model) -> Correction {
	let short = points.iter().map(|point| point.time / LONGER_AT_MOST - point.said);
	let raised = Correction::Base(short.fold(0.0, f64::max).ceil());
	let shortest = points.iter().min_by(|a, b| a.count.total_cmp(&b.count));
	let (1, Some(shortest)) = (model.slopes.len(), shortest) else { return raised };
	let slopes = points.iter().filter(|point| point.count > shortest.count).map(|point| {
		(point.time / LONGER_AT_MOST - shortest.time) / (point.count - shortest.count)
	});
	// What the fit says of most points is not lowered.
	let fitted = model.slopes.values().map(|slope| *slope as f64 / 1_000.0).sum();
	let slope = slopes.fold(fitted, f64::max);
	let line = Correction::Line((shortest.time - slope * shortest.count).max(0.0), slope);
	if line.accuracy(points).0 > raised.accuracy(points).0 { line } else { raised }
}

/// Nanoseconds as the picoseconds of a weight.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn picoseconds(nanoseconds: f64) -> u64 {
	(nanoseconds * 1_000.0).ceil() as u64
}

/// Holds the points of each pallet against its models, and writes the models, corrected, into its weights.
fn correct_all(arguments: &[String]) -> Result<(), String> {
	println!("| benchmark | points | model | shortest over model | longest over model |");
	println!("|---|---|---|---|---|");
	for of_pallet in arguments.chunks(3) {
		let [points, models, path] = of_pallet else {
			return Err("points, models and weights of each pallet".into());
		};
		let models: Vec<Model> = read(models)?;
		let mut weights = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
		for Points { pallet, benchmark, time_results } in read::<Points>(points)? {
			let model = models.iter().find(|model| model.name == benchmark);
			let model = model.ok_or_else(|| format!("no model of {benchmark}"))?;
			let points = medians(time_results, model);
			let correction = correct(&points, model);
			let (base, slopes) = correction.apply(model);
			weights = rewrite(&weights, &benchmark, base, &slopes)?;
			let (low, high) = correction.accuracy(&points);
			let (count, done) = (points.len(), correction.name());
			println!("| `{pallet}::{benchmark}` | {count} | {done} | {low:.2} | {high:.2} |");
		}
		fs::write(path, weights).map_err(|error| format!("{path}: {error}"))?;
	}
	Ok(())
}

fn run(arguments: &[String]) -> Result<(), String> {
	match arguments {
		[step, merged, rounds @ ..] if step == "merge" => merge(merged, rounds),
		[step, files @ ..] if step == "correct" => correct_all(files),
		_ => Err("merge MERGED ROUND.. | correct POINTS MODELS WEIGHTS ..".into()),
	}
}

fn main() -> ExitCode {
	let arguments: Vec<String> = std::env::args().skip(1).collect();
	match run(&arguments) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("accuracy: {error}");
			ExitCode::FAILURE
		},
	}
}

//! Holds the points of the pallets' benchmarks against the linear models that became their weights, and raises
//! the weights that are below a point. `make weights` runs it last.
//!
//! A least-squares fit minimises absolute errors, so one that is right to a per cent at a thousand messages may be
//! wrong by a factor at none. Whoever sends little would be charged too little. So a base is raised until no
//! point, the median of its repetitions, takes more than 15 % longer than its model says; slopes stay.
//!
//! Arguments, for each pallet: a file with the points, one with the models, as `weights.sh` has them written, and
//! the weights. Prints what each benchmark is from its model then, and by how much that was raised.

// A program of fixed input: an absent field stops it, as it should.
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss, clippy::string_slice)]

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

/// The median of each point over its repetitions, and what the model says, in nanoseconds.
fn medians(points: Vec<Point>, model: &Model) -> Vec<(f64, f64)> {
	let mut times: BTreeMap<Vec<(String, u32)>, Vec<u64>> = BTreeMap::new();
	for point in points {
		times.entry(point.components).or_default().push(point.extrinsic_time);
	}
	times
		.into_iter()
		.filter_map(|(components, mut times)| {
			times.sort_unstable();
			let median = *times.get(times.len() / 2)?;
			Some((median as f64, model.at(&components)))
		})
		.collect()
}

/// Puts `more` nanoseconds on the base of `benchmark` wherever `weights` has it.
fn raise(weights: &str, benchmark: &str, more: u64) -> Result<String, String> {
	let head = format!("\tfn {benchmark}(");
	let mut raised = String::new();
	let mut rest = weights;
	let mut places = 0;
	while let Some(at) = rest.find(&head) {
		let (before, function) = rest.split_at(at);
		let open = "Weight::from_parts(";
		// The declaration in the trait has no body.
		let line = function.lines().next().unwrap_or_default();
		if line.ends_with(';') {
			raised.push_str(before);
			raised.push_str(&head);
			rest = &function[head.len()..];
			continue;
		}
		let number = function.find(open).ok_or("no weight")? + open.len();
		let end = number + function[number..].find(',').ok_or("no base")?;
		let base: u64 =
			function[number..end].replace('_', "").parse().map_err(|_| "no number".to_owned())?;
		raised.push_str(before);
		raised.push_str(&function[..number]);
		raised.push_str(&(base + more * 1_000).to_string());
		rest = &function[end..];
		places += 1;
	}
	raised.push_str(rest);
	if places == 2 { Ok(raised) } else { Err(format!("{places} weights of {benchmark}, not 2")) }
}

fn run(arguments: &[String]) -> Result<(), String> {
	println!(
		"| benchmark | points | model raised by, ns | shortest over model | longest over model |"
	);
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
			let medians = medians(time_results, model);
			let short = medians.iter().map(|(median, said)| median / LONGER_AT_MOST - said);
			let short = short.fold(0.0, f64::max);
			#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
			let more = short.ceil() as u64;
			if more > 0 {
				weights = raise(&weights, &benchmark, more)?;
			}
			let ratios = medians.iter().map(|(median, said)| median / (said + more as f64));
			let (low, high) = ratios
				.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), ratio| {
					(low.min(ratio), high.max(ratio))
				});
			println!(
				"| `{pallet}::{benchmark}` | {} | {more} | {low:.2} | {high:.2} |",
				medians.len()
			);
		}
		fs::write(path, weights).map_err(|error| format!("{path}: {error}"))?;
	}
	Ok(())
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

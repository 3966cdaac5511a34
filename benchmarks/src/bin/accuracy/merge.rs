//! What several rounds measured, as one.

use serde_json::Value;
use std::{collections::BTreeMap, fs};

/// Writes the rounds, files as `frame-omni-bencher --json-file` writes them, into `merged`, a file like each
/// of them. Of every point the faster half of all its repetitions stays.
///
/// Why: a machine that does something else besides only ever takes longer. What disturbs it for a minute
/// disturbs all repetitions of some benchmark in one round, and not the same one in the next.
pub(crate) fn merge(merged: &str, rounds: &[String]) -> Result<(), String> {
	let mut all: Vec<Value> = Vec::new();
	for path in rounds {
		let round: Vec<Value> = super::read(path)?;
		if all.is_empty() {
			all = round;
			continue;
		}
		if round.len() != all.len() {
			return Err(format!("{path}: {} benchmarks, not {}", round.len(), all.len()));
		}
		for (merged, mut benchmark) in all.iter_mut().zip(round) {
			if merged["benchmark"] != benchmark["benchmark"] {
				return Err(format!("{path}: {} out of its order", benchmark["benchmark"]));
			}
			repetitions(merged)?.append(repetitions(&mut benchmark)?);
		}
	}
	for benchmark in &mut all {
		keep_faster_half(repetitions(benchmark)?)?;
	}
	let text = serde_json::to_string(&all).map_err(|error| error.to_string())?;
	fs::write(merged, text).map_err(|error| format!("{merged}: {error}"))
}

fn repetitions(benchmark: &mut Value) -> Result<&mut Vec<Value>, String> {
	benchmark["time_results"].as_array_mut().ok_or_else(|| "no time_results".to_owned())
}

fn keep_faster_half(repetitions: &mut Vec<Value>) -> Result<(), String> {
	let mut points: BTreeMap<String, Vec<(u64, Value)>> = BTreeMap::new();
	for repetition in repetitions.drain(..) {
		let time = repetition["extrinsic_time"].as_u64().ok_or("no extrinsic_time")?;
		let components = repetition["components"].to_string();
		points.entry(components).or_default().push((time, repetition));
	}
	for mut point in points.into_values() {
		point.sort_by_key(|(time, _)| *time);
		point.truncate(point.len().div_ceil(2));
		repetitions.extend(point.into_iter().map(|(_, repetition)| repetition));
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::keep_faster_half;
	use serde_json::{Value, json};

	fn repetition(count: u32, time: u64) -> Value {
		json!({ "components": [["n", count]], "extrinsic_time": time })
	}

	#[test]
	fn the_faster_half_of_each_point_stays_and_one_more_if_they_are_odd() {
		let mut all = vec![];
		for (count, times) in [(1, vec![5, 1, 9]), (2, vec![70, 80, 60, 50])] {
			all.extend(times.into_iter().map(|time| repetition(count, time)));
		}
		assert!(keep_faster_half(&mut all).is_ok());
		let kept = [(1, 1), (1, 5), (2, 50), (2, 60)].map(|(count, time)| repetition(count, time));
		assert_eq!(all, kept);
	}
}

//! Compares ratios with those that are committed.

use crate::report::Row;
use serde_json::Value;
use std::{fs, path::Path};

/// How many times a committed ratio a new one may be.
const WORSE_AT_MOST: f64 = 1.3;

/// Looks up every row in the results at `path`.
///
/// # Errors
///
/// Each ratio that got worse by more than 30 %, and each row that has no result.
pub(crate) fn check(path: &Path, rows: &[Row]) -> Result<(), String> {
	let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
	let results: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
	let committed = results["rows"].as_array().ok_or("no rows in the results")?;
	let mut faults = Vec::new();
	for row in rows {
		let name = row.name();
		let Some(before) = committed.iter().find(|before| before["case"] == name.as_str()) else {
			faults.push(format!("{name}: no committed result"));
			continue;
		};
		for (what, ratio) in row.ratios() {
			let was = before["ratios"][what].as_f64().unwrap_or(f64::NAN);
			// Not a number is worse than any.
			if !matches!(
				ratio.partial_cmp(&(was * WORSE_AT_MOST)),
				Some(core::cmp::Ordering::Less | core::cmp::Ordering::Equal)
			) {
				faults.push(format!("{name}: {what} is {ratio:.2}, was {was:.2}"));
			}
		}
	}
	if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

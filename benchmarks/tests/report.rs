//! What readers are told.

#![allow(clippy::unwrap_used)]

use core::error::Error;
use std::{fs, path::Path};

use spec_messaging_benchmarks::{Counts, Effort, Outcome, Report, SideOutcome, targets, write};

/// 1,000 messages of 128 bytes, which the floor hashes in so much of our time and ckb in so much more.
fn append(floor: f64, ckb: f64) -> Outcome {
	let side = |name, over_ours| SideOutcome {
		name,
		counts: Counts { hashes: Some(2_006), ..Default::default() },
		node_hashes: 3_000.0 * over_ours,
		over_ours,
	};
	Outcome {
		row: "append",
		shape: "messages=1000 bytes=128".into(),
		series: "messages=1000".into(),
		grown: ("bytes", 128),
		sides: vec![side("ours", 1.0), side("floor", floor), side("ckb", ckb)],
	}
}

#[test]
fn a_target_is_missed_by_whoever_is_not_fast_enough() {
	let met = |floor, ckb| -> Vec<bool> {
		targets(&[append(floor, ckb)]).into_iter().map(|target| target.met).collect()
	};
	assert_eq!(met(0.95, 2.1), [true, true]);
	assert_eq!(met(0.8, 2.1), [false, true]);
	assert_eq!(met(0.95, 1.9), [true, false]);
}

#[test]
fn results_stand_where_the_readme_has_room_for_them() -> Result<(), Box<dyn Error>> {
	let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
	fs::create_dir_all(&directory)?;
	let readme = directory.join("README.md");
	fs::write(&readme, "before\n<!-- results -->\nold\n<!-- end of results -->\nbehind\n")?;
	write(&Report::new(vec![append(0.8, 2.1)], Effort::QUICK), &directory)?;

	let text = fs::read_to_string(&readme)?;
	assert!(text.starts_with("before\n<!-- results -->\n") && text.ends_with("-->\nbehind\n"));
	assert!(!text.contains("old") && text.contains("**no**"));
	let json: serde_json::Value =
		serde_json::from_slice(&fs::read(directory.join("results").join("proofs.json"))?)?;
	assert_eq!(json["targets"][0]["met"], false);
	assert!(fs::read_to_string(directory.join("results").join("append.svg"))?.contains("<svg"));

	fs::write(&readme, "no room")?;
	assert!(write(&Report::new(Vec::new(), Effort::QUICK), &directory).is_err());
	Ok(())
}

//! Ratios, tables, JSON.

use crate::{
	clock::Times,
	shape::{Role, Shape},
	side::Side,
};
use core::fmt::Write as _;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// A limit that no proof of validity of this program comes near.
const POV_BYTES_MAX: usize = 64 * 1024 * 1024;

/// What was measured of one side.
#[derive(Clone, Copy, Debug)]
struct Measured {
	blocks: usize,
	times: Times,
	pov: usize,
	pov_compressed: usize,
	/// In picoseconds and in bytes of proof.
	weight: (u64, u64),
	relay_bytes: usize,
	relay_writes: usize,
}

impl Measured {
	fn of(side: &Side, role: Role, times: Times) -> Self {
		let steps = side.steps(role);
		let compressed = |pov: &[u8]| {
			sp_maybe_compressed_blob::compress_weakly(pov, POV_BYTES_MAX)
				.map_or(pov.len(), |c| c.len())
		};
		Self {
			blocks: steps.len(),
			times,
			pov: steps.iter().map(|step| step.pov.len()).sum(),
			pov_compressed: steps.iter().map(|step| compressed(&step.pov)).sum(),
			weight: steps.iter().fold((0, 0), |(time, proof), step| {
				let weight = step.weight;
				(time.saturating_add(weight.ref_time()), proof.saturating_add(weight.proof_size()))
			}),
			relay_bytes: side.relay_bytes,
			relay_writes: side.relay_writes,
		}
	}

	fn json(&self) -> Value {
		json!({
			"blocks": self.blocks,
			"build_us": micros(self.times.build),
			"import_us": micros(self.times.import),
			"validate_us": micros(self.times.validate),
			"pov_bytes": self.pov,
			"pov_bytes_compressed": self.pov_compressed,
			"weight_ref_time_ps": self.weight.0,
			"weight_proof_bytes": self.weight.1,
			"relay_bytes": self.relay_bytes,
			"relay_writes": self.relay_writes,
		})
	}
}

/// One case, one role.
pub(crate) struct Row {
	shape: Shape,
	role: Role,
	sides: [Measured; 2],
}

impl Row {
	/// What was measured of ours and of HRMP, in this order.
	pub(crate) fn new(shape: Shape, role: Role, sides: [&Side; 2], times: [Times; 2]) -> Self {
		let [ours, hrmp] = sides;
		let [our_times, hrmp_times] = times;
		Self {
			shape,
			role,
			sides: [Measured::of(ours, role, our_times), Measured::of(hrmp, role, hrmp_times)],
		}
	}

	/// What it is called in results.
	pub(crate) fn name(&self) -> String {
		format!("{} {}", self.role.name(), self.shape)
	}

	/// Ours over HRMP, by name.
	pub(crate) fn ratios(&self) -> [(&'static str, f64); 6] {
		let [ours, hrmp] = &self.sides;
		[
			("build", over(ours.times.build, hrmp.times.build)),
			("import", over(ours.times.import, hrmp.times.import)),
			("validate", over(ours.times.validate, hrmp.times.validate)),
			("pov", over(float(ours.pov), float(hrmp.pov))),
			("pov_compressed", over(float(ours.pov_compressed), float(hrmp.pov_compressed))),
			("weight", over(wide(ours.weight.0), wide(hrmp.weight.0))),
		]
	}
}

/// A table per role: ratios, ours over HRMP.
pub(crate) fn text(rows: &[Row]) -> String {
	let mut out = String::new();
	for role in Role::ALL {
		// Writing to a String does not fail.
		let _ = writeln!(
			out,
			"\n{} blocks, this suite over HRMP (below 1 it is cheaper):\n\n\
			| messages | bytes | peers | blocks | build | import | validate_block | PoV | PoV, compressed | weight | PoV bytes a message | relay state, bytes a message |\n\
			|---|---|---|---|---|---|---|---|---|---|---|---|",
			role.name(),
		);
		for row in rows.iter().filter(|row| row.role == role) {
			let [ours, hrmp] = &row.sides;
			let Shape { messages, bytes, peers } = row.shape;
			let ratios = row.ratios().map(|(_, ratio)| format!("{ratio:.2}")).join(" | ");
			let each = |bytes: usize| {
				let messages = usize::try_from(messages).unwrap_or(usize::MAX);
				bytes.checked_div(messages).unwrap_or_default()
			};
			let _ = writeln!(
				out,
				"| {messages} | {bytes} | {peers} | {} / {} | {ratios} | {} / {} | {} / {} |",
				ours.blocks,
				hrmp.blocks,
				each(ours.pov),
				each(hrmp.pov),
				each(ours.relay_bytes),
				each(hrmp.relay_bytes),
			);
		}
	}
	out
}

/// Writes all numbers to `path`.
pub(crate) fn write(path: &Path, rows: &[Row]) -> Result<(), String> {
	let rows: Vec<Value> = rows
		.iter()
		.map(|row| {
			let [ours, hrmp] = &row.sides;
			json!({
				"case": row.name(),
				"ratios": row.ratios().into_iter().map(|(name, ratio)| (name.into(), json!(ratio))).collect::<serde_json::Map<_, _>>(),
				"ours": ours.json(),
				"hrmp": hrmp.json(),
			})
		})
		.collect();
	let text = serde_json::to_string_pretty(&json!({ "cpu": cpu(), "rows": rows }))
		.map_err(|error| error.to_string())?;
	fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))
}

/// What the machine calls its processor.
fn cpu() -> String {
	let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
	let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
	name.map_or_else(|| "unknown".into(), |(_, name)| name.trim().into())
}

fn over(ours: f64, theirs: f64) -> f64 {
	if theirs > 0.0 { ours / theirs } else { f64::NAN }
}

#[allow(clippy::cast_precision_loss)]
fn float(count: usize) -> f64 {
	count as f64
}

#[allow(clippy::cast_precision_loss)]
fn wide(count: u64) -> f64 {
	count as f64
}

fn micros(seconds: f64) -> f64 {
	(seconds * 1e7).round() / 10.0
}

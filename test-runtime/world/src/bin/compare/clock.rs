//! Runs the blocks of both sides by turns.

use crate::{
	shape::Role,
	side::{Side, Step},
};
use spec_messaging_world::{Result, Validator};
use std::time::Instant;

/// What is timed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Times {
	/// Building the blocks, in seconds.
	pub(crate) build: f64,
	/// Executing them as an import does.
	pub(crate) import: f64,
	/// `validate_block`.
	pub(crate) validate: f64,
}

impl Times {
	fn of(repetitions: &[Self], of: impl Fn(&Self) -> f64) -> f64 {
		let mut times: Vec<f64> = repetitions.iter().map(of).collect();
		times.sort_by(f64::total_cmp);
		times.get(times.len() / 2).copied().unwrap_or_default()
	}

	/// The median of each.
	fn median(repetitions: &[Self]) -> Self {
		Self {
			build: Self::of(repetitions, |times| times.build),
			import: Self::of(repetitions, |times| times.import),
			validate: Self::of(repetitions, |times| times.validate),
		}
	}
}

/// Times the blocks of `role` on each side, one side after the other in each repetition, after one that
/// warms up. Returns the medians.
pub(crate) fn by_turns(sides: [&Side; 2], role: Role, repetitions: u32) -> Result<[Times; 2]> {
	let mut all = [Vec::new(), Vec::new()];
	for repetition in 0..=repetitions {
		for (side, times) in sides.into_iter().zip(&mut all) {
			let once = once(side, role)?;
			if repetition > 0 {
				times.push(once);
			}
		}
	}
	Ok(all.map(|times| Times::median(&times)))
}

/// The time of all blocks of `role`.
fn once(side: &Side, role: Role) -> Result<Times> {
	let validator = Validator::new(side.code.clone());
	let chain = side.hub()?;
	let mut times = Times::default();
	for Step { plan, transactions, block, pov, parent_head, relay, .. } in side.steps(role) {
		let transactions = transactions.clone();
		times.build += timed(|| chain.build(plan, transactions).map(drop))?;
		let stored = &chain.stored(*block)?.block;
		times.import += timed(|| chain.execute_only(stored))?;
		let pov = pov.clone();
		let (number, root) = *relay;
		times.validate +=
			timed(|| validator.validate_bytes(pov, parent_head, number, root).map(drop))?;
	}
	Ok(times)
}

/// Seconds that `work` takes.
fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
	let start = Instant::now();
	work()?;
	Ok(start.elapsed().as_secs_f64())
}

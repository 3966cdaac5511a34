//! Runs the blocks of all sides by turns.

use crate::{
	shape::Role,
	side::{Side, Step},
};
use serde::{Deserialize, Serialize};
use spec_messaging_benchmarks::thread_time;
use spec_messaging_world::{Result, Validator};

/// What is timed: processor time of the thread, in seconds.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Times {
	/// Building the blocks.
	pub(crate) build: f64,
	/// Executing them as an import does.
	pub(crate) import: f64,
	/// `validate_block`.
	pub(crate) validate: f64,
}

impl Times {
	/// Of each of its times.
	pub(crate) fn map(of: impl Fn(fn(&Self) -> f64) -> f64) -> Self {
		Self {
			build: of(|times| times.build),
			import: of(|times| times.import),
			validate: of(|times| times.validate),
		}
	}
}

/// One side after the other, many times. Ratios are taken within a turn, so that what a busy machine does
/// to one turn, it does to both sides of it.
pub(crate) struct Turns(Vec<Vec<Times>>);

impl Turns {
	/// Times the blocks of `role` on all sides, after a turn that warms up.
	pub(crate) fn take(sides: &[&Side], role: Role, repetitions: u32) -> Result<Self> {
		let mut turns = Vec::new();
		for turn in 0..=repetitions {
			let times =
				sides.iter().map(|side| once(side, role)).collect::<Result<Vec<Times>>>()?;
			if turn > 0 {
				turns.push(times);
			}
		}
		Ok(Self(turns))
	}

	/// The median over all turns of what `of` makes of the sides' times.
	pub(crate) fn median(&self, of: impl Fn(&[Times]) -> Option<f64>) -> f64 {
		let mut values: Vec<f64> = self.0.iter().filter_map(|turn| of(turn)).collect();
		values.sort_by(f64::total_cmp);
		values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
	}
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

/// Seconds that `work` takes of the processor, which is all of it: nothing waits in here.
fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
	let start = thread_time();
	work()?;
	Ok(thread_time().saturating_sub(start).as_secs_f64())
}

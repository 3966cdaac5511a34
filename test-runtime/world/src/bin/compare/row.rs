//! What was measured of a case and a role.

use crate::{
	clock::{Times, Turns},
	shape::{Role, Shape},
	side::{Side, Transport, Warm},
};
use serde::{Deserialize, Serialize};
use spec_messaging_world::Result;

/// A limit that no proof of validity of this program comes near.
const POV_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Both sides of a case.
pub(crate) struct Case {
	shape: Shape,
	ours: Side,
	hrmp: Side,
	queued: Side,
	queue: Option<Queues>,
}

/// The blocks that only queue: all of a peer at once, one by one, none.
struct Queues {
	at_once: Side,
	one_by_one: Side,
	nothing: Side,
}

/// What was measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
	/// Whose blocks.
	pub(crate) role: Role,
	/// Which case.
	pub(crate) shape: Shape,
	/// This suite.
	pub(crate) ours: Measured,
	/// HRMP.
	pub(crate) hrmp: Measured,
	/// Ours over HRMP.
	pub(crate) ratios: Ratios,
	/// Of a receiver that puts all messages into the queue, as HRMP does: ours over HRMP.
	pub(crate) queued: Option<Ratios>,
	/// What of it is the queue's, which both share.
	pub(crate) queue: Option<Queue>,
}

/// What was measured of one side.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Measured {
	/// Blocks that it takes.
	pub(crate) blocks: usize,
	/// Medians, in seconds.
	pub(crate) times: Times,
	/// Bytes of the proofs of validity.
	pub(crate) pov: usize,
	/// The same, each compressed as collators do.
	pub(crate) pov_compressed: usize,
	/// Weight of the blocks, in picoseconds.
	pub(crate) ref_time: u64,
	/// Weight of the blocks, in bytes of proof.
	pub(crate) proof_size: u64,
	/// Bytes that the relay chain's state has written for the messages to the measured chain.
	pub(crate) relay_bytes: usize,
	/// Values that it has written for them.
	pub(crate) relay_writes: usize,
}

/// Ours over HRMP. Times are medians of the ratios of all turns.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Ratios {
	/// Of building, importing and validating.
	pub(crate) times: Times,
	/// Of the bytes of the proofs of validity.
	pub(crate) pov: f64,
	/// The same, compressed.
	pub(crate) pov_compressed: f64,
	/// Of the weight.
	pub(crate) weight: f64,
}

impl Ratios {
	/// By name.
	pub(crate) fn named(&self) -> [(&'static str, f64); 6] {
		[
			("build", self.times.build),
			("import", self.times.import),
			("validate_block", self.times.validate),
			("PoV", self.pov),
			("PoV, compressed", self.pov_compressed),
			("weight", self.weight),
		]
	}
}

/// Queueing and taking the same messages, without what a block takes that does nothing.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Queue {
	/// Times of one message, in seconds.
	pub(crate) each: Times,
	/// Share of `validate_block` of this suite, where it puts all messages into the queue.
	pub(crate) of_ours: f64,
	/// Share of `validate_block` of HRMP.
	pub(crate) of_hrmp: f64,
	/// `validate_block` of the rest, the same over HRMP.
	pub(crate) transport: f64,
	/// `validate_block`, messages queued one by one over all of a peer at once.
	pub(crate) one_by_one: f64,
	/// `validate_block` of this suite, messages executed as they arrive over all of them queued.
	pub(crate) at_once: f64,
}

impl Case {
	/// Plays `shape` on both transports, and in the queue alone if `queue` says so.
	pub(crate) fn play(shape: Shape, queue: bool, warm: &mut Warm) -> Result<Self> {
		let queue = queue.then(|| {
			let nothing = Shape { messages: 0, ..shape };
			Ok::<_, spec_messaging_world::WorldError>(Queues {
				at_once: Side::queue(shape, true)?,
				one_by_one: Side::queue(shape, false)?,
				nothing: Side::queue(nothing, true)?,
			})
		});
		Ok(Self {
			shape,
			ours: Side::play(Transport::Ours, shape, warm)?,
			queued: Side::play(Transport::Queued, shape, warm)?,
			hrmp: Side::play(Transport::Hrmp, shape, warm)?,
			queue: queue.transpose()?,
		})
	}

	/// Measures the blocks of `role`.
	pub(crate) fn measure(&self, role: Role, repetitions: u32) -> Result<Row> {
		let mut sides = vec![&self.ours, &self.hrmp];
		// A sender is the same whatever its receiver does.
		let receives = role == Role::Receiver;
		sides.extend(receives.then_some(&self.queued));
		let queue = self.queue.as_ref().filter(|_| receives);
		sides.extend(queue.into_iter().flat_map(|q| [&q.at_once, &q.one_by_one, &q.nothing]));
		let turns = Turns::take(&sides, role, self.shape.repetitions(repetitions))?;
		let measured = |at: usize, side| {
			let times = Times::map(|time| turns.median(|turn| turn.get(at).map(time)));
			Measured::of(side, role, times)
		};
		let (ours, hrmp) = (measured(0, &self.ours), measured(1, &self.hrmp));
		let over_hrmp = |at: usize, side: &Measured| Ratios {
			times: Times::map(|time| {
				turns.median(|turn| Some(time(turn.get(at)?) / time(turn.get(1)?)))
			}),
			pov: float(side.pov) / float(hrmp.pov),
			pov_compressed: float(side.pov_compressed) / float(hrmp.pov_compressed),
			weight: wide(side.ref_time) / wide(hrmp.ref_time),
		};
		let ratios = over_hrmp(0, &ours);
		let queued = receives.then(|| over_hrmp(2, &measured(2, &self.queued)));
		let queue = queue.map(|_| self.queue_of(&turns));
		Ok(Row { role, shape: self.shape, ours, hrmp, ratios, queued, queue })
	}

	fn queue_of(&self, turns: &Turns) -> Queue {
		// Peers take whole messages.
		let each = self.shape.messages.checked_div(self.shape.peers).unwrap_or_default();
		let messages = f64::from(each.saturating_mul(self.shape.peers));
		let of = |of: fn([f64; 6]) -> f64| {
			turns.median(|turn| {
				let sides = <&[Times; 6]>::try_from(turn).ok()?;
				Some(of(sides.map(|times| times.validate)))
			})
		};
		Queue {
			each: Times::map(|time| {
				turns.median(|turn| match turn {
					[_, _, _, at_once, _, nothing] => {
						Some((time(at_once) - time(nothing)) / messages)
					},
					_ => None,
				})
			}),
			of_ours: of(|[_, _, queued, queue, _, nothing]| (queue - nothing) / queued),
			of_hrmp: of(|[_, hrmp, _, queue, _, nothing]| (queue - nothing) / hrmp),
			transport: of(|[_, hrmp, queued, queue, _, nothing]| {
				let queue = queue - nothing;
				(queued - queue) / (hrmp - queue)
			}),
			one_by_one: of(|[_, _, _, queue, one_by_one, nothing]| {
				(one_by_one - nothing) / (queue - nothing)
			}),
			at_once: of(|[ours, _, queued, ..]| ours / queued),
		}
	}
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
			ref_time: steps.iter().map(|step| step.weight.ref_time()).sum(),
			proof_size: steps.iter().map(|step| step.weight.proof_size()).sum(),
			relay_bytes: side.relay_bytes,
			relay_writes: side.relay_writes,
		}
	}
}

#[allow(clippy::cast_precision_loss)]
pub(crate) fn float(count: usize) -> f64 {
	count as f64
}

#[allow(clippy::cast_precision_loss)]
fn wide(count: u64) -> f64 {
	count as f64
}

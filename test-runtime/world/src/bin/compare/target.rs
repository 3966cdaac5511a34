//! What was promised, and whether it was kept.

use crate::{
	draft,
	report::Results,
	row::{Ratios, Row},
	shape::{Role, Shape},
};

/// A promise and what was measured.
pub(crate) struct Target {
	/// The promise.
	pub(crate) promise: String,
	/// What came out.
	pub(crate) measured: String,
	/// Whether that keeps the promise.
	pub(crate) met: bool,
}

/// The promises about what was measured.
pub(crate) fn targets(results: &Results) -> Vec<Target> {
	let mut targets = Vec::new();
	for (what, role, most, of) in [
		("receiver, `validate_block`", Role::Receiver, 0.8, validate as fn(&Ratios) -> f64),
		("receiver, PoV", Role::Receiver, 0.6, pov),
		("sender, `validate_block`", Role::Sender, 1.0, validate),
		("sender, PoV", Role::Sender, 1.0, pov),
	] {
		let is_named = |row: &&Row| row.role == role && row.shape == Shape::named(row.shape.peers);
		for row in results.rows.iter().filter(is_named) {
			let (ratio, Shape { messages, bytes, peers, .. }) = (of(&row.ratios), row.shape);
			let queued = row.queued.map_or_else(String::new, |queued| {
				format!(" ({:.2} if all are queued)", of(&queued))
			});
			targets.push(Target {
				promise: format!(
					"{what} at {messages} x {bytes} bytes, peers={peers}: at most {most} x"
				),
				measured: format!(
					"{ratio:.2}{queued}, in {} block(s) where HRMP takes {}",
					row.ours.blocks, row.hrmp.blocks
				),
				met: ratio <= most,
			});
		}
	}
	targets.extend(relay_state(results));
	targets.extend(throughput(results));
	targets.extend(results.charges.lines.iter().map(|line| {
		let times = line.draft / line.ours;
		Target {
			promise: format!("weight of {}: {} x less than the draft", line.what, draft::TIMES),
			measured: format!("{times:.1} x"),
			met: times >= draft::TIMES,
		}
	}));
	targets
}

fn validate(ratios: &Ratios) -> f64 {
	ratios.times.validate
}

fn pov(ratios: &Ratios) -> f64 {
	ratios.pov
}

/// What another message adds to the relay chain's state: between one message and 1,000 to one peer.
fn relay_state(results: &Results) -> Option<Target> {
	let of = |messages| {
		let shape = Shape::refused(messages, 128, 1);
		results.rows.iter().find(|row| row.role == Role::Receiver && row.shape == shape)
	};
	let (one, many) = (of(1)?, of(1_000)?);
	let added = many.ours.relay_bytes.saturating_sub(one.ours.relay_bytes);
	let theirs = many.hrmp.relay_bytes.checked_div(1_000)?;
	Some(Target {
		promise: "relay state, bytes a message: 0".into(),
		measured: format!(
			"999 more messages add {added} to the {} that two heads grow by; HRMP writes {theirs} a message",
			one.ours.relay_bytes,
		),
		met: added == 0,
	})
}

/// Blocks of a receiver that gets 1,000 messages of 1,024 bytes through one channel.
fn throughput(results: &Results) -> Option<Target> {
	let shape = Shape::refused(1_000, 1_024, 1);
	let mut rows = results.rows.iter();
	let row = rows.find(|row| row.role == Role::Receiver && row.shape == shape)?;
	let times = row.hrmp.blocks.checked_div(row.ours.blocks)?;
	Some(Target {
		promise: "throughput of a channel and block: at least 20 x".into(),
		measured: format!(
			"{times} x: {shape} in {} block(s), where HRMP takes {}",
			row.ours.blocks, row.hrmp.blocks,
		),
		met: times >= 20,
	})
}

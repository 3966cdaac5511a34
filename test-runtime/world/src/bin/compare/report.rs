//! Results for readers: JSON, plots, and the tables of the README.

use crate::{
	capacity::{Capacity, Place},
	draft::Charges,
	latency::{Latency, Tier},
	plots,
	row::{Measured, Row, float},
	shape::{PEERS, Program, Role, Shape},
	side::Transport,
	target::{Target, targets},
};
use core::{error::Error, fmt::Write as _};
use serde::{Deserialize, Serialize};
use spec_messaging_benchmarks::readme;
use std::{fs, path::Path};

/// Everything that was found.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Results {
	/// Name of the processor.
	pub(crate) cpu: String,
	/// How often each block was timed.
	pub(crate) repetitions: u32,
	/// Each case, of each role.
	pub(crate) rows: Vec<Row>,
	/// What messages take at each tier.
	pub(crate) latency: Vec<Latency>,
	/// The most that fits one block.
	pub(crate) capacity: Vec<Capacity>,
	/// Weights beside those of the draft.
	pub(crate) charges: Charges,
}

/// Reads the results at `path`.
///
/// # Errors
///
/// If there are none, or none that this program wrote.
pub(crate) fn read(path: &Path) -> Result<Results, Box<dyn Error>> {
	let text = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
	Ok(serde_json::from_slice(&text)?)
}

/// Writes `results/` and the tables in `README.md` below `directory`.
///
/// # Errors
///
/// If a file can not be written, or the README has no place for them.
pub(crate) fn write(results: &Results, directory: &Path) -> Result<(), Box<dyn Error>> {
	let folder = directory.join("results");
	fs::create_dir_all(&folder)?;
	let json = serde_json::to_string_pretty(results)?;
	fs::write(folder.join("compare.json"), json + "\n")?;
	for image in plots::images() {
		fs::write(folder.join(format!("{}.svg", image.name)), image.draw(&results.rows)?)?;
	}
	readme::put(&directory.join("README.md"), "compare", &markdown(results))?;
	readme::put(&directory.join("../README.md"), "compare", &summary(results))
}

/// A line of a table: its name, which cases by their peers, whose blocks, and what of a row.
type Line = (&'static str, fn(u32) -> Shape, Role, fn(&Row) -> Option<f64>);

/// What the README of the project shows: the load that the targets name, and what does not depend on it.
fn summary(results: &Results) -> String {
	let mut text = format!("\n{}, `make compare`.\n\n| |", results.cpu);
	for peers in PEERS {
		let _ = write!(text, " {peers} peer{} |", if peers == 1 { "" } else { "s" });
	}
	let _ = writeln!(text, "\n|---|{}", "---|".repeat(PEERS.len()));
	let named: fn(u32) -> Shape = Shape::named;
	let teleports: fn(u32) -> Shape = |peers| Shape::teleports(1_000, peers);
	let validate: fn(&Row) -> Option<f64> = |row| Some(row.ratios.times.validate);
	let queued: fn(&Row) -> Option<f64> = |row| row.queued.map(|queued| queued.times.validate);
	let pov: fn(&Row) -> Option<f64> = |row| Some(row.ratios.pov);
	let lines: [Line; 7] = [
		("receiver, `validate_block`", named, Role::Receiver, validate),
		("the same, all messages queued", named, Role::Receiver, queued),
		("receiver of 1,000 teleports, `validate_block`", teleports, Role::Receiver, validate),
		("the same, all messages queued", teleports, Role::Receiver, queued),
		("receiver, PoV", named, Role::Receiver, pov),
		("sender, `validate_block`", named, Role::Sender, validate),
		("sender, PoV", named, Role::Sender, pov),
	];
	let find = |shape, role| results.rows.iter().find(|row| (row.shape, row.role) == (shape, role));
	for (what, shape, role, of) in lines {
		let _ = write!(text, "| {what} |");
		for peers in PEERS {
			let ratio = find(shape(peers), role).and_then(of);
			let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
			let _ = write!(text, " {ratio} |");
		}
		text.push('\n');
	}
	text += "\n| | this suite | HRMP |\n|---|---|---|\n";
	if let Some(Row { ours, hrmp, shape, .. }) = find(named(1), Role::Receiver) {
		let each = |side: &Measured| {
			let messages = usize::try_from(shape.messages).unwrap_or(usize::MAX);
			side.relay_bytes.checked_div(messages).unwrap_or_default()
		};
		let _ = writeln!(
			text,
			"| relay chain state, bytes a message of {} | {} | {} |",
			shape.bytes,
			each(ours),
			each(hrmp)
		);
	}
	let most = |transport| {
		let mut found = results.capacity.iter();
		let found = found.find(|found| {
			(found.place, found.transport, found.bytes) == (Place::SentToOne, transport, 1_024)
		});
		found.map(|found| found.messages).unwrap_or_default()
	};
	let _ = writeln!(
		text,
		"| messages of 1,024 bytes that one block sends through one channel | {} | {} |",
		most(Transport::Ours),
		most(Transport::Hrmp)
	);
	let latency = |tier| {
		let mut found = results.latency.iter().filter(|found| found.tier == tier);
		found.next().map(|found| found.median).unwrap_or_default()
	};
	let _ = writeln!(
		text,
		"| relay blocks from send to execution, median | {} included, {} speculative | {} |",
		latency(Tier::Inclusion),
		latency(Tier::Speculative),
		latency(Tier::Hrmp)
	);
	text + "\n"
}

/// All tables.
pub(crate) fn markdown(results: &Results) -> String {
	let mut text =
		format!("\n{}, {} repetitions, `make compare`.\n\n", results.cpu, results.repetitions);
	text += "| target | measured | met |\n|---|---|---|\n";
	// Writing to a String does not fail, here and below.
	for Target { promise, measured, met } in targets(results) {
		let met = if met { "yes" } else { "**no**" };
		let _ = writeln!(text, "| {promise} | {measured} | {met} |");
	}
	text += "\n";
	for image in plots::images() {
		let _ = writeln!(text, "![{}](results/{}.svg)", image.title, image.name);
	}
	text += &latency(&results.latency);
	text += &capacity(&results.capacity);
	text += &charges(&results.charges);
	text += &queue(&results.rows);
	text += &rows(&results.rows);
	text + "\n"
}

/// A table per role: ratios, ours over HRMP.
pub(crate) fn rows(rows: &[Row]) -> String {
	let mut text = String::new();
	let tables = Program::ALL.into_iter().flat_map(|program| Role::ALL.map(|role| (program, role)));
	for (program, role) in tables {
		let of_table = |row: &&Row| (row.shape.program, row.role) == (program, role);
		let mut rows = rows.iter().filter(of_table).peekable();
		if rows.peek().is_none() {
			continue;
		}
		let (title, queued) = match role {
			Role::Sender => ("Sender", ""),
			Role::Receiver => ("Receiver", " validate_block, all queued | PoV, all queued |"),
		};
		let what = match program {
			Program::Refused => "",
			Program::Teleport => " of teleports",
		};
		let _ = writeln!(
			text,
			"\n### {title} blocks{what}, this suite over HRMP (below 1 it is cheaper)\n\n\
			| messages | bytes | peers | blocks | build | import | validate_block | PoV | PoV, compressed | weight |{queued} PoV bytes a message | compressed | PoV bytes a byte | compressed | relay state, bytes a message | writes in all |\n\
			|---|---|---|---|---|---|---|---|---|---|{}---|---|---|---|---|---|",
			"---|".repeat(queued.matches('|').count()),
		);
		for row in rows {
			let Row { ours, hrmp, shape: Shape { messages, bytes, peers, .. }, .. } = row;
			let ratios = row.ratios.named().map(|(_, ratio)| format!("{ratio:.2}")).join(" | ");
			let queued = row.queued.map_or_else(String::new, |queued| {
				format!(" {:.2} | {:.2} |", queued.times.validate, queued.pov)
			});
			let count = usize::try_from(*messages).unwrap_or(usize::MAX);
			let each = |of: fn(&Measured) -> usize| {
				let each = |side| of(side).checked_div(count).unwrap_or_default();
				format!("{} / {}", each(ours), each(hrmp))
			};
			let payloads = f64::from(*messages) * f64::from(*bytes);
			let each_byte = |of: fn(&Measured) -> usize| {
				format!("{:.2} / {:.2}", float(of(ours)) / payloads, float(of(hrmp)) / payloads)
			};
			let _ = writeln!(
				text,
				"| {messages} | {bytes} | {peers} | {} / {} | {ratios} |{queued} {} | {} | {} | {} | {} | {} / {} |",
				ours.blocks,
				hrmp.blocks,
				each(|side| side.pov),
				each(|side| side.pov_compressed),
				each_byte(|side| side.pov),
				each_byte(|side| side.pov_compressed),
				each(|side| side.relay_bytes),
				ours.relay_writes,
				hrmp.relay_writes,
			);
		}
	}
	text
}

/// Where the queue is more of a block than that, the rest is a difference of two numbers that are nearly equal, and
/// says nothing.
const QUEUE_SHARE_MAX: f64 = 0.9;

/// What of a receiver's blocks is the queue's.
fn queue(rows: &[Row]) -> String {
	let mut text = String::from(
		"\n### What of it is the message queue's\n\n\
		Queueing and taking the same messages without any transport, less a block that does nothing; ours with all \
		messages queued. The rest is what the transports differ in, where it is at least a tenth of either block. Nothing is \
		said of HRMP where it takes several blocks: their pages are shorter, and a page costs more than its share of the \
		messages. The last column is ours as it is by default, executing messages as they arrive, over ours with all of them \
		queued.\n\n\
		| messages | bytes | peers | share of `validate_block`, ours | HRMP | the rest, ours over HRMP | one by one over all of a peer at once | executed at once over queued |\n\
		|---|---|---|---|---|---|---|---|\n",
	);
	for row in rows {
		let (Some(queue), Shape { messages, bytes, peers, .. }) = (row.queue, row.shape) else {
			continue;
		};
		let cell = |value: f64, shown: bool| if shown { format!("{value:.2}") } else { "-".into() };
		let alike = row.hrmp.blocks == row.ours.blocks;
		let rest = alike && queue.of_ours <= QUEUE_SHARE_MAX && queue.of_hrmp <= QUEUE_SHARE_MAX;
		let _ = writeln!(
			text,
			"| {messages} | {bytes} | {peers} | {:.2} | {} | {} | {:.2} | {:.2} |",
			queue.of_ours,
			cell(queue.of_hrmp, alike),
			cell(queue.transport, rest),
			queue.one_by_one,
			queue.at_once,
		);
	}
	text
}

fn latency(tiers: &[Latency]) -> String {
	let mut text = String::from(
		"\n### Relay blocks from the block that sends to the block that executes\n\n\
		By relay parents; one message a relay block, either chain authors first by turns.\n\n\
		| tier | messages | least | median | most |\n|---|---|---|---|---|\n",
	);
	for Latency { tier, messages, least, median, most } in tiers {
		let _ = writeln!(text, "| {} | {messages} | {least} | {median} | {most} |", tier.name());
	}
	text
}

fn capacity(found: &[Capacity]) -> String {
	let mut text = String::from(
		"\n### The most that fits one block\n\n\
		Messages (bytes), under the limits of the test runtimes and of Polkadot's host configuration. Sent: found by \
		bisection, all have left with the block. Taken in: of more than a block can, and how many of them \
		the same block executes; what chains ask each other about versions takes a message of a channel.\n\n\
		| one block | bytes of a message | ours | limit | HRMP | limit | ours over HRMP |\n|---|---|---|---|---|---|---|\n",
	);
	for ours in found.iter().filter(|found| found.transport == Transport::Ours) {
		let mut others = found.iter();
		let Some(hrmp) = others.find(|other| {
			other.transport == Transport::Hrmp
				&& (other.place, other.bytes) == (ours.place, ours.bytes)
		}) else {
			continue;
		};
		let cell = |capacity: &Capacity| {
			let bytes = u64::from(capacity.messages).saturating_mul(capacity.bytes.into());
			let executed = capacity.executed.filter(|executed| *executed != capacity.messages);
			let executed = executed.map_or_else(String::new, |n| format!(", {n} executed"));
			let limit = capacity.limit.as_deref().unwrap_or("not one of the known");
			format!("{} ({bytes}){executed} | {limit}", capacity.messages)
		};
		let _ = writeln!(
			text,
			"| {} | {} | {} | {} | {:.1} |",
			Place::name(ours.place),
			ours.bytes,
			cell(ours),
			cell(hrmp),
			f64::from(ours.messages) / f64::from(hrmp.messages),
		);
	}
	text
}

fn charges(charges: &Charges) -> String {
	let mut text = String::from(
		"\n### Weights beside the newest public draft's\n\n\
		Reference time in ns, ours without the database, from the committed weights. The draft's weights do not say on \
		which processor they were measured, so a part of each ratio may be the machine's. On receipt, what ours pays once a \
		batch is not a message's: the tree proof, the frontier, the register.\n\n",
	);
	for measured in &charges.measured {
		let _ = writeln!(text, "- Ours: {measured}");
	}
	text += "\n| charged for | draft | ours | times less | ours with the test runtime's database |\n|---|---|---|---|---|\n";
	for line in &charges.lines {
		let _ = writeln!(
			text,
			"| {} | {} | {} | {:.1} | {} |",
			line.what,
			three_digits(line.draft),
			three_digits(line.ours),
			line.draft / line.ours,
			three_digits(line.with_database),
		);
	}
	text
}

fn three_digits(value: f64) -> String {
	if value < 100.0 { format!("{value:.2}") } else { format!("{value:.0}") }
}

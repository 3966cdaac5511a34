//! Answers about a channel as tables for people and as JSON for programs.
//!
//! Both say the same. In JSON numbers are numbers, phases and places are words, and what has no value is
//! null.

use core::fmt::{self, Write};
use serde_json::{Value, json};
use spec_messaging_primitives::{ParaId, Position, channel::InboundPhase, pallets::Footprint};
use spec_messaging_runtime_api::{
	Blocked, ChannelStats, IncomingExplanation, IncomingStats, LATENCY_BOUNDS, Latencies,
	OutgoingExplanation, OutgoingStats, Refusal,
};

/// Rows of two columns under a heading.
struct Table {
	heading: String,
	rows: Vec<(&'static str, String)>,
}

impl Table {
	fn new(heading: impl Into<String>) -> Self {
		Self { heading: heading.into(), rows: Vec::new() }
	}

	fn row(&mut self, name: &'static str, value: impl fmt::Display) {
		self.rows.push((name, value.to_string()));
	}

	/// Each on a row of its own, the name on the first.
	fn rows(&mut self, name: &'static str, values: impl IntoIterator<Item = String>) {
		for (at, value) in values.into_iter().enumerate() {
			self.rows.push((if at == 0 { name } else { "" }, value));
		}
	}
}

impl fmt::Display for Table {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		writeln!(f, "{}", self.heading)?;
		let width = self.rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
		for (name, value) in &self.rows {
			writeln!(f, "  {name:width$}  {value}")?;
		}
		Ok(())
	}
}

/// A number with what it counts, in singular or plural.
fn count(number: u64, of: &str) -> String {
	if number == 1 { format!("1 {of}") } else { format!("{number} {of}s") }
}

fn footprint(footprint: &Footprint) -> String {
	format!("{}, {}", count(footprint.messages, "message"), count(footprint.bytes, "byte"))
}

fn or_nothing(value: Option<impl fmt::Display>) -> String {
	value.map_or_else(|| "-".into(), |value| value.to_string())
}

/// Bounds and counts of the buckets that counted something.
fn latencies(latencies: &Latencies) -> Vec<String> {
	let bounds = LATENCY_BOUNDS.iter().map(|bound| format!("up to {bound}"));
	let last = LATENCY_BOUNDS.last().map(|bound| format!("over {bound}"));
	let buckets = bounds.chain(last).zip(latencies.0).filter(|(_, times)| *times > 0);
	let mut lines: Vec<_> =
		buckets.map(|(bound, times)| format!("{bound} relay blocks: {times}")).collect();
	if lines.is_empty() {
		lines.push("none timed yet".into());
	}
	lines
}

/// What a refusal with this code is, `None` if this program is older than the reason.
fn refusal(code: u8) -> Option<&'static str> {
	Refusal::name(code)
}

fn blocked(blocked: &[Blocked]) -> Vec<String> {
	if blocked.is_empty() {
		return vec!["by nothing".into()];
	}
	blocked.iter().map(ToString::to_string).collect()
}

fn outgoing_table(peer: ParaId, stats: &OutgoingStats) -> Table {
	let mut table = Table::new(format!("sent to {}", u32::from(peer)));
	let said = stats.peer_phase.map(|phase| format!("{:?}", phase.inbound));
	table.row("phase", format!("{:?}; the peer says: {}", stats.phase, or_nothing(said)));
	table.row("generation", stats.generation);
	let sent = Footprint { messages: stats.sent.get(), bytes: stats.sent_bytes };
	table.row("sent", footprint(&sent));
	table.row("committed", count(stats.committed.get(), "message"));
	let acknowledged =
		Footprint { messages: stats.acknowledged.get(), bytes: stats.acknowledged_bytes };
	table.row("acknowledged", footprint(&acknowledged));
	table.row("in flight", footprint(&stats.in_flight));
	table.row("credit left", footprint(&stats.credit_left));
	table.row("largest payload", count(stats.max_payload.into(), "byte"));
	let heard = stats.acknowledged_as_of.map(|as_of| format!("as of relay block {as_of}"));
	table.row("last heard", or_nothing(heard));
	table.row("waits", count(stats.acknowledgement_age.into(), "relay block"));
	let timed = stats.unacknowledged.map(|timed| {
		let blocks = count(timed.relay_blocks.into(), "relay block");
		format!("position {}, for {blocks}", timed.position)
	});
	table.row("timed", or_nothing(timed));
	table.rows("latency", latencies(&stats.latencies));
	table.rows("blocked", blocked(stats.blocked.as_slice()));
	table
}

fn incoming_table(peer: ParaId, stats: &IncomingStats) -> Table {
	let mut table = Table::new(format!("read from {}", u32::from(peer)));
	let trusted = if stats.trusted { ", trusted" } else { "" };
	table.row("phase", format!("{:?}{trusted}", stats.phase));
	table.row("generation", or_nothing(stats.generation));
	let consumed = Footprint { messages: stats.consumed.get(), bytes: stats.consumed_bytes };
	table.row("consumed", footprint(&consumed));
	table.row("handed on", count(stats.enqueued, "message"));
	table.row("dead letters", count(stats.dead_lettered, "message"));
	table.row("skipped", count(stats.skipped, "message"));
	table.row("in the queue", footprint(&stats.queued));
	table.row("credit left", footprint(&stats.credit_left));
	table.row("capacity", footprint(&stats.capacity));
	let seen = stats.seen.map(|seen| count(seen.get(), "message"));
	table.row("seen included", or_nothing(seen));
	let root = stats.newest_root.zip(stats.newest_root_age);
	let root = root.map(|(root, age)| {
		format!("of block {}, at relay block {}, {age} ago", root.head_number, root.relay_block)
	});
	table.row("newest root", or_nothing(root));
	let mut refused: Vec<_> = stats
		.refused
		.iter()
		.map(|refused| {
			let name = refusal(refused.code)
				.map_or_else(|| format!("code {}", refused.code), ToOwned::to_owned);
			format!("{} x {name}", refused.count)
		})
		.collect();
	if refused.is_empty() {
		refused.push("none".into());
	}
	table.rows("batches refused", refused);
	let refused = &stats.registers_refused;
	table.row(
		"registers refused",
		format!(
			"{} of another generation, {} beyond the stream, {} offsets and {} phases that fell",
			refused.other_generation,
			refused.beyond_stream,
			refused.offset_fell,
			refused.phase_fell
		),
	);
	// A peer that only sends has no phase here, and nothing of it is wanted.
	let wanted = stats.phase != InboundPhase::None || !stats.blocked.is_empty();
	table.rows("blocked", if wanted { blocked(&stats.blocked) } else { Vec::new() });
	table
}

/// Both streams of a channel of `chain`, as of its block `number`.
pub fn stats(chain: ParaId, number: u32, stats: &ChannelStats) -> String {
	let mut text = format!(
		"channel of {} with {}, at block {number}\n",
		u32::from(chain),
		u32::from(stats.peer)
	);
	let outgoing = stats.outgoing.as_ref().map(|outgoing| outgoing_table(stats.peer, outgoing));
	let incoming = stats.incoming.as_ref().map(|incoming| incoming_table(stats.peer, incoming));
	let tables: Vec<_> = outgoing.into_iter().chain(incoming).collect();
	if tables.is_empty() {
		text.push_str("\nthere is none\n");
	}
	for table in tables {
		// Writing to a string does not fail.
		let _ = write!(text, "\n{table}");
	}
	text
}

fn footprint_json(footprint: &Footprint) -> Value {
	json!({ "messages": footprint.messages, "bytes": footprint.bytes })
}

fn blocked_json(blocked: &[Blocked]) -> Value {
	let entry = |blocked: &Blocked| {
		json!({
			"by": blocked.by.to_string(),
			"kind": variant(&blocked.by),
			"cleared_by": variant(&blocked.cleared_by),
		})
	};
	blocked.iter().map(entry).collect()
}

/// The name of an enum's variant, without its fields.
fn variant(value: &impl fmt::Debug) -> String {
	let debug = format!("{value:?}");
	debug.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}

fn latencies_json(latencies: &Latencies) -> Value {
	let bounds = LATENCY_BOUNDS.iter().map(Some).chain([None]);
	bounds
		.zip(latencies.0)
		.map(|(up_to, times)| json!({ "relay_blocks_up_to": up_to, "count": times }))
		.collect()
}

fn outgoing_json(stats: &OutgoingStats) -> Value {
	json!({
		"generation": stats.generation,
		"phase": variant(&stats.phase),
		"peer_phase": stats.peer_phase.map(|phase| json!({
			"outbound": variant(&phase.outbound),
			"inbound": variant(&phase.inbound),
		})),
		"sent": { "messages": stats.sent.get(), "bytes": stats.sent_bytes },
		"committed": stats.committed.get(),
		"acknowledged": {
			"messages": stats.acknowledged.get(),
			"bytes": stats.acknowledged_bytes,
		},
		"in_flight": footprint_json(&stats.in_flight),
		"credit_left": footprint_json(&stats.credit_left),
		"max_payload": stats.max_payload,
		"acknowledged_as_of": stats.acknowledged_as_of,
		"acknowledgement_age": stats.acknowledgement_age,
		"unacknowledged": stats.unacknowledged.map(|waiting| json!({
			"position": waiting.position.get(),
			"relay_blocks": waiting.relay_blocks,
		})),
		"latencies": latencies_json(&stats.latencies),
		"blocked": blocked_json(stats.blocked.as_slice()),
	})
}

fn incoming_json(stats: &IncomingStats) -> Value {
	let refused = stats.refused.iter().map(|refused| {
		let name = refusal(refused.code);
		json!({ "code": refused.code, "reason": name, "count": refused.count })
	});
	json!({
		"generation": stats.generation,
		"phase": variant(&stats.phase),
		"consumed": { "messages": stats.consumed.get(), "bytes": stats.consumed_bytes },
		"enqueued": stats.enqueued,
		"dead_lettered": stats.dead_lettered,
		"skipped": stats.skipped,
		"queued": footprint_json(&stats.queued),
		"credit_left": footprint_json(&stats.credit_left),
		"capacity": footprint_json(&stats.capacity),
		"seen": stats.seen.map(|seen| seen.get()),
		"newest_root": stats.newest_root.map(|root| json!({
			"relay_block": root.relay_block,
			"head_number": root.head_number,
			"root": root.root.0,
		})),
		"newest_root_age": stats.newest_root_age,
		"trusted": stats.trusted,
		"refused": refused.collect::<Value>(),
		"registers_refused": {
			"other_generation": stats.registers_refused.other_generation,
			"beyond_stream": stats.registers_refused.beyond_stream,
			"offset_fell": stats.registers_refused.offset_fell,
			"phase_fell": stats.registers_refused.phase_fell,
		},
		"blocked": blocked_json(&stats.blocked),
	})
}

/// What [`stats`] says.
pub fn stats_json(chain: ParaId, number: u32, stats: &ChannelStats) -> Value {
	json!({
		"chain": u32::from(chain),
		"block": number,
		"peer": u32::from(stats.peer),
		"outgoing": stats.outgoing.as_ref().map(outgoing_json),
		"incoming": stats.incoming.as_ref().map(incoming_json),
	})
}

/// Where a message is, as either side says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
	/// As its sender says.
	Outgoing(OutgoingExplanation),
	/// As its receiver says.
	Incoming(IncomingExplanation),
}

impl Explained {
	fn blocked(&self) -> &[Blocked] {
		match self {
			Self::Outgoing(explained) => &explained.blocked,
			Self::Incoming(explained) => &explained.blocked,
		}
	}

	fn place(&self) -> String {
		match self {
			Self::Outgoing(explained) => explained.place.to_string(),
			Self::Incoming(explained) => explained.place.to_string(),
		}
	}

	/// The place without its fields, and its direction.
	fn kind(&self) -> (String, &'static str) {
		match self {
			Self::Outgoing(explained) => (variant(&explained.place), "outgoing"),
			Self::Incoming(explained) => (variant(&explained.place), "incoming"),
		}
	}

	fn generation(&self) -> Option<u32> {
		match self {
			Self::Outgoing(explained) => Some(explained.generation),
			Self::Incoming(explained) => explained.generation,
		}
	}
}

/// Where the message at `position` between `chain` and `peer` is, as of block `number` of `chain`.
pub fn explained(
	chain: ParaId,
	number: u32,
	peer: ParaId,
	position: Position,
	explained: &Explained,
) -> String {
	let (chain, peer) = (u32::from(chain), u32::from(peer));
	let (from, to) = match explained {
		Explained::Outgoing(_) => (chain, peer),
		Explained::Incoming(_) => (peer, chain),
	};
	let heading = format!("message {position} from {from} to {to}, at block {number} of {chain}");
	let mut table = Table::new(heading);
	table.row("generation", or_nothing(explained.generation()));
	table.row("place", explained.place());
	table.rows("blocked", blocked(explained.blocked()));
	table.to_string()
}

/// What [`explained`] says.
pub fn explained_json(
	chain: ParaId,
	number: u32,
	peer: ParaId,
	position: Position,
	explained: &Explained,
) -> Value {
	let (kind, direction) = explained.kind();
	json!({
		"chain": u32::from(chain),
		"block": number,
		"peer": u32::from(peer),
		"direction": direction,
		"position": position.get(),
		"generation": explained.generation(),
		"place": explained.place(),
		"kind": kind,
		"blocked": blocked_json(explained.blocked()),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use spec_messaging_primitives::{LeafCount, hashing::ProvidesRoot};
	use spec_messaging_runtime_api::{
		Evidence, IncludedRoot, IncomingPlace, Obstacle, RefusalCount, RegistersRefused,
	};

	/// A stream to which everything happened.
	fn troubled() -> IncomingStats {
		IncomingStats {
			generation: Some(1),
			phase: InboundPhase::Suspended,
			consumed: LeafCount::from(10u32),
			consumed_bytes: 1,
			enqueued: 7,
			dead_lettered: 2,
			skipped: 1,
			queued: Footprint { messages: 1, bytes: 2 },
			credit_left: Footprint::default(),
			capacity: Footprint::default(),
			seen: Some(LeafCount::from(12u32)),
			newest_root: Some(IncludedRoot {
				relay_block: 5,
				head_number: 6,
				root: ProvidesRoot(Default::default()),
			}),
			newest_root_age: Some(9),
			trusted: false,
			refused: vec![RefusalCount { code: 4, count: 3 }, RefusalCount { code: 200, count: 1 }],
			registers_refused: RegistersRefused { offset_fell: 4, ..Default::default() },
			blocked: vec![
				Obstacle::Frozen(Evidence::HigherGeneration { read: 1, seen: 2 }).into(),
				Obstacle::NotConsuming(InboundPhase::Suspended).into(),
			],
		}
	}

	#[test]
	fn a_reason_that_is_newer_than_this_program_is_told_by_its_code() {
		let incoming = Some(troubled());
		let said = ChannelStats { peer: ParaId::from(7), outgoing: None, incoming };
		let text = stats(ParaId::from(8), 9, &said);
		for line in [
			"  consumed           10 messages, 1 byte\n",
			"  seen included      12 messages\n",
			"  newest root        of block 6, at relay block 5, 9 ago\n",
			"  batches refused    3 x channel suspended or closed\n                     1 x code 200\n",
			"the peer is frozen: it raised its generation from 1 to 2 (cleared by this chain's governance)",
			"this side consumes nothing: Suspended (cleared by this chain's pause origin)",
		] {
			assert!(text.contains(line), "{line:?} in\n{text}");
		}
		let value = stats_json(ParaId::from(8), 9, &said);
		assert_eq!(value["incoming"]["refused"][1]["reason"], Value::Null);
		assert_eq!(value["incoming"]["blocked"][0]["kind"], "Frozen");
		assert_eq!(value["incoming"]["registers_refused"]["offset_fell"], 4);
	}

	#[test]
	fn whether_a_message_waits_in_the_queue_is_said_in_words_and_in_numbers() {
		let place = |after, queued| {
			let place = IncomingPlace::HandedOn { after, queued };
			Explained::Incoming(IncomingExplanation {
				generation: Some(0),
				place,
				blocked: Vec::new(),
			})
		};
		let position = Position::from(3);
		let text =
			|explanation| explained(ParaId::from(8), 9, ParaId::from(7), position, &explanation);
		assert!(text(place(2, 2)).contains("executed"));
		assert!(text(place(2, 3)).contains("in the queue"));
		let value = explained_json(ParaId::from(8), 9, ParaId::from(7), position, &place(2, 3));
		assert_eq!(value["kind"], "HandedOn");
		assert_eq!((&value["direction"], &value["blocked"]), (&json!("incoming"), &json!([])));
	}

	#[test]
	fn a_name_of_a_variant_has_no_fields() {
		assert_eq!(variant(&Obstacle::Behind(3)), "Behind");
		assert_eq!(variant(&Obstacle::NoCredit { messages: 1, bytes: 2 }), "NoCredit");
		assert_eq!(variant(&Obstacle::NoHead), "NoHead");
	}
}

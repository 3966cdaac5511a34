//! Prints the books.

use crate::ledger::{ChainBook, Ledger, Message, Spread};
use core::fmt::Write as _;
use serde_json::{Value, json};
use spec_messaging_world::runtime::{Balance, UNIT};

/// Latency of each consumed message in relay blocks.
fn latencies(messages: &[Message]) -> impl Iterator<Item = f64> {
	messages.iter().filter_map(|m| Some(f64::from(m.consumed?.0.saturating_sub(m.sent_at))))
}

fn bytes(messages: &[Message]) -> usize {
	messages.iter().map(|message| message.bytes).sum()
}

fn speculative(messages: &[Message]) -> usize {
	messages.iter().filter(|m| m.consumed.is_some_and(|(_, speculative)| speculative)).count()
}

fn pov_spread(chain: &ChainBook) -> Spread {
	Spread::of(chain.pov_bytes.iter().filter_map(|b| u32::try_from(*b).ok()).map(f64::from))
}

/// A balance in tokens, exact to the last unit.
fn tokens(balance: Balance) -> String {
	let (whole, rest) = (balance.checked_div(UNIT), balance.checked_rem(UNIT));
	format!("{}.{:012}", whole.unwrap_or_default(), rest.unwrap_or_default())
}

/// The tables and the verdict.
pub(crate) fn text(ledger: &Ledger, faults: &[String]) -> String {
	let mut out = String::new();
	let mut line = |text: String| {
		// Writing to a String does not fail.
		let _ = writeln!(out, "{text}");
	};
	line(String::new());
	line(
		"direction       messages    bytes  positions  speculative  latency in relay blocks".into(),
	);
	line("                                                          least   mean   most".into());
	for ((from, to), messages) in &ledger.messages {
		let latency = Spread::of(latencies(messages));
		let last = messages.len().saturating_sub(1);
		line(format!(
			"{from} -> {to} {:>11} {:>8} {:>10} {:>12} {:>7.0} {:>6.2} {:>6.0}",
			messages.len(),
			bytes(messages),
			format!("0..={last}"),
			speculative(messages),
			latency.least,
			latency.mean,
			latency.most,
		));
	}
	line(String::new());
	line("chain  blocks  enacted  late: refused  rebound  PoV bytes: mean     most".into());
	for (id, chain) in &ledger.chains {
		let pov = pov_spread(chain);
		line(format!(
			"{id:<6} {:>6} {:>8} {:>14} {:>8} {:>16.0} {:>8.0}",
			chain.blocks, chain.enacted, chain.refused_late, chain.rebound, pov.mean, pov.most,
		));
	}
	line(String::new());
	line(format!("chain  {:>28} {:>28}", "user before", "user after"));
	for (id, chain) in &ledger.chains {
		let (before, after) = (tokens(chain.balance.0), tokens(chain.balance.1));
		line(format!("{id:<6} {before:>28} {after:>28}"));
	}
	line(String::new());
	line(format!("chain  {:>28} {:>28}", "issuance before", "issuance after"));
	for (id, chain) in &ledger.chains {
		let (before, after) = (tokens(chain.issuance.0), tokens(chain.issuance.1));
		line(format!("{id:<6} {before:>28} {after:>28}"));
	}
	line(String::new());
	line(format!("relay blocks: {}", ledger.relay_blocks));
	line(format!("messages in flight: {}", ledger.in_flight()));
	line(format!("supply conserved: {}", if ledger.supply_conserved() { "yes" } else { "no" }));
	for fault in faults {
		line(format!("fault: {fault}"));
	}
	out
}

/// The same as one JSON object. Balances are strings: they do not fit a double.
pub(crate) fn json(ledger: &Ledger, faults: &[String]) -> Value {
	let directions: Vec<_> = ledger
		.messages
		.iter()
		.map(|((from, to), messages)| {
			let latency = Spread::of(latencies(messages));
			json!({
				"from": from,
				"to": to,
				"messages": messages.len(),
				"bytes": bytes(messages),
				"speculative": speculative(messages),
				"latency_relay_blocks": {
					"least": latency.least, "mean": latency.mean, "most": latency.most,
					"each": latencies(messages).collect::<Vec<_>>(),
				},
			})
		})
		.collect();
	let chains: Vec<_> = ledger
		.chains
		.iter()
		.map(|(id, chain)| {
			json!({
				"id": id,
				"blocks": chain.blocks,
				"enacted": chain.enacted,
				"late_refused": chain.refused_late,
				"late_rebound": chain.rebound,
				"executed": chain.executed.0,
				"pov_bytes": chain.pov_bytes,
				"user_before": chain.balance.0.to_string(),
				"user_after": chain.balance.1.to_string(),
				"issuance_before": chain.issuance.0.to_string(),
				"issuance_after": chain.issuance.1.to_string(),
			})
		})
		.collect();
	json!({
		"relay_blocks": ledger.relay_blocks,
		"directions": directions,
		"chains": chains,
		"in_flight": ledger.in_flight(),
		"supply_conserved": ledger.supply_conserved(),
		"faults": faults,
	})
}

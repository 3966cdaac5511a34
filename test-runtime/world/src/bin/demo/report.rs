//! Prints the books.

use crate::{
	Tier,
	ledger::{Ledger, Message, Spread, Stream},
};
use core::fmt::Write as _;
use serde_json::{Value, json};
use spec_messaging_world::runtime::{Balance, UNIT};

fn speculative(messages: &[Message]) -> usize {
	messages.iter().filter(|message| message.speculative).count()
}

fn latency(stream: &Stream) -> Spread {
	Spread::of_latency(stream.messages.iter())
}

/// A balance in tokens, exact to the last unit.
fn tokens(balance: Balance) -> String {
	let (whole, rest) = (balance.checked_div(UNIT), balance.checked_rem(UNIT));
	format!("{}.{:012}", whole.unwrap_or_default(), rest.unwrap_or_default())
}

/// Bytes that the relay chain wrote per message.
fn written_per_message(ledger: &Ledger) -> usize {
	ledger.relay.written.checked_div(ledger.relay.messages).unwrap_or_default()
}

/// The tables of one run and the verdict.
pub(crate) fn text(tier: Tier, ledger: &Ledger) -> String {
	let mut out = String::new();
	let mut line = |text: String| {
		// Writing to a String does not fail.
		let _ = writeln!(out, "{text}");
	};
	line(String::new());
	line(
		"direction       messages    bytes  positions  speculative  latency in relay blocks".into(),
	);
	line("                                                          least median   most".into());
	for ((from, to), stream) in &ledger.streams {
		let (messages, latency) = (&stream.messages, latency(stream));
		let last = messages.len().saturating_sub(1);
		line(format!(
			"{from} -> {to} {:>11} {:>8} {:>10} {:>12} {:>7} {:>6} {:>6}",
			messages.len(),
			stream.bytes,
			format!("0..={last}"),
			speculative(messages),
			latency.least,
			latency.median,
			latency.most,
		));
	}
	line(String::new());
	line("chain  blocks  enacted  late: refused  rebound  PoV bytes: median     most".into());
	for (id, chain) in &ledger.chains {
		let pov = Spread::of(chain.pov_bytes.iter().copied());
		line(format!(
			"{id:<6} {:>6} {:>8} {:>14} {:>8} {:>18} {:>8}",
			chain.blocks, chain.enacted, chain.refused_late, chain.rebound, pov.median, pov.most,
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
	for fault in ledger.faults(tier) {
		line(format!("fault: {fault}"));
	}
	line(String::new());
	out
}

/// The tiers side by side, by what was sent before a block was held back.
pub(crate) fn comparison(ledgers: &[(Tier, Ledger)]) -> String {
	let mut out = String::from(
		"tier         messages  latency in relay blocks       PoV bytes of a block    relay state bytes\n\
		 \x20                      least  median   most    least  median     most    written     held\n\
		 \x20                                                                    a message  at most\n",
	);
	for (tier, ledger) in ledgers {
		let (latency, pov) = (Spread::of_latency(ledger.compared()), ledger.pov_bytes());
		// Writing to a String does not fail.
		let _ = writeln!(
			out,
			"{:<12} {:>8} {:>6} {:>7} {:>6} {:>8} {:>7} {:>8} {:>10} {:>8}",
			tier.name(),
			ledger.compared().count(),
			latency.least,
			latency.median,
			latency.most,
			pov.least,
			pov.median,
			pov.most,
			written_per_message(ledger),
			ledger.relay.held_most,
		);
	}
	out
}

fn spread(of: Spread) -> Value {
	json!({ "least": of.least, "median": of.median, "most": of.most })
}

/// The same as one JSON object. Balances are strings: they do not fit a double.
pub(crate) fn json(ledgers: &[(Tier, Ledger)]) -> Value {
	let tiers: Vec<_> = ledgers.iter().map(|(tier, ledger)| one(*tier, ledger)).collect();
	json!({ "tiers": tiers })
}

fn one(tier: Tier, ledger: &Ledger) -> Value {
	let directions: Vec<_> = ledger
		.streams
		.iter()
		.map(|((from, to), stream)| {
			json!({
				"from": from,
				"to": to,
				"messages": stream.messages.len(),
				"bytes": stream.bytes,
				"speculative": speculative(&stream.messages),
				"latency_relay_blocks": spread(latency(stream)),
				"each_latency": stream.messages.iter().map(Message::latency).collect::<Vec<_>>(),
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
				"pov_bytes": chain.pov_bytes,
				"user_before": chain.balance.0.to_string(),
				"user_after": chain.balance.1.to_string(),
				"issuance_before": chain.issuance.0.to_string(),
				"issuance_after": chain.issuance.1.to_string(),
			})
		})
		.collect();
	json!({
		"tier": tier.name(),
		"relay_blocks": ledger.relay_blocks,
		"directions": directions,
		"chains": chains,
		"compared": {
			"messages": ledger.compared().count(),
			"latency_relay_blocks": spread(Spread::of_latency(ledger.compared())),
			"pov_bytes": spread(ledger.pov_bytes()),
			"relay_state_bytes_written_per_message": written_per_message(ledger),
			"relay_state_bytes_held_at_most": ledger.relay.held_most,
		},
		"in_flight": ledger.in_flight(),
		"supply_conserved": ledger.supply_conserved(),
		"faults": ledger.faults(tier),
	})
}

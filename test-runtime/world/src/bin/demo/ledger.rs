//! Books of a run: what was sent, what arrived when, what it cost, and whether it adds up.

use crate::Tier;
use spec_messaging_world::runtime::Balance;
use std::collections::BTreeMap;

/// A direction: sender, receiver.
pub(crate) type Direction = (u32, u32);
/// What XCM calls a message at both ends.
pub(crate) type Topic = [u8; 32];

/// One message.
pub(crate) struct Message {
	topic: Topic,
	/// Relay parent of the block that sent it.
	pub(crate) sent_at: u32,
	/// True if it was consumed under a speculative root.
	pub(crate) speculative: bool,
	/// Relay parent of the block that executed it.
	pub(crate) executed_at: Option<u32>,
	/// True if it was sent while tiers are compared.
	compared: bool,
}

impl Message {
	/// Relay blocks from being sent to being executed.
	pub(crate) fn latency(&self) -> Option<u32> {
		Some(self.executed_at?.saturating_sub(self.sent_at))
	}
}

/// All messages of one direction, by position.
#[derive(Default)]
pub(crate) struct Stream {
	/// The messages.
	pub(crate) messages: Vec<Message>,
	/// Bytes that travelled: payloads, or pages of HRMP.
	pub(crate) bytes: usize,
	/// How many were consumed, as far as the transport says.
	consumed: usize,
}

/// What is known of one chain.
#[derive(Default)]
pub(crate) struct ChainBook {
	/// Blocks it authored.
	pub(crate) blocks: u32,
	/// Sizes of the PoVs it submitted while tiers are compared, in bytes. One block each.
	pub(crate) pov_bytes: Vec<usize>,
	/// Candidates that the relay chain enacted.
	pub(crate) enacted: u32,
	/// Candidates that the relay chain did not take because a required root was in no window.
	pub(crate) refused_late: u32,
	/// Candidates that were enacted with a late block proof.
	pub(crate) rebound: u32,
	/// Balance of the chain's user, before and after.
	pub(crate) balance: (Balance, Balance),
	/// Sum of all balances of the chain, before and after.
	pub(crate) issuance: (Balance, Balance),
}

/// What the relay chain's state has because of messages.
#[derive(Default)]
pub(crate) struct RelayBook {
	/// Bytes of values written, while tiers are compared and until all has arrived.
	pub(crate) written: usize,
	/// Messages sent meanwhile.
	pub(crate) messages: usize,
	/// Bytes of values held at once, at most.
	pub(crate) held_most: usize,
}

/// The whole run.
#[derive(Default)]
pub(crate) struct Ledger {
	/// Messages of each direction.
	pub(crate) streams: BTreeMap<Direction, Stream>,
	/// Chains, by id.
	pub(crate) chains: BTreeMap<u32, ChainBook>,
	/// The relay chain.
	pub(crate) relay: RelayBook,
	/// Number of the last relay block.
	pub(crate) relay_blocks: u32,
	/// True while what happens is compared with other tiers.
	pub(crate) comparing: bool,
	/// What did not add up while running.
	pub(crate) noticed: Vec<String>,
}

/// Smallest, middle and largest of some numbers.
#[derive(Clone, Copy, Default)]
pub(crate) struct Spread {
	/// The smallest.
	pub(crate) least: usize,
	/// The middle one; of an even count the lower.
	pub(crate) median: usize,
	/// The largest.
	pub(crate) most: usize,
}

impl Spread {
	/// Of these numbers; zeros if there are none.
	pub(crate) fn of(numbers: impl IntoIterator<Item = usize>) -> Self {
		let mut numbers: Vec<_> = numbers.into_iter().collect();
		numbers.sort_unstable();
		let (least, most) = (numbers.first().copied(), numbers.last().copied());
		let median = numbers.get(numbers.len().saturating_sub(1) / 2).copied();
		let or_zero = Option::unwrap_or_default;
		Self { least: or_zero(least), median: or_zero(median), most: or_zero(most) }
	}

	/// Of the latencies of these messages, as far as they arrived.
	pub(crate) fn of_latency<'a>(messages: impl Iterator<Item = &'a Message>) -> Self {
		Self::of(messages.filter_map(Message::latency).filter_map(|l| usize::try_from(l).ok()))
	}
}

impl Ledger {
	/// Enters a message that was sent.
	pub(crate) fn sent(&mut self, direction: Direction, topic: Topic, sent_at: u32) {
		let compared = self.comparing;
		let message = Message { topic, sent_at, speculative: false, executed_at: None, compared };
		self.streams.entry(direction).or_default().messages.push(message);
	}

	/// Enters what the transport says of what a block sent: it ends at position `next`, and has `bytes`.
	pub(crate) fn travels(&mut self, direction: Direction, next: u64, bytes: usize) {
		let stream = self.streams.entry(direction).or_default();
		stream.bytes = stream.bytes.saturating_add(bytes);
		let known = stream.messages.len();
		if u64::try_from(known) != Ok(next) {
			self.noticed.push(format!("{direction:?}: next position {next}, {known} were sent"));
		}
	}

	/// Enters that `count` messages from `first` on were consumed.
	pub(crate) fn consumed(
		&mut self,
		direction: Direction,
		first: u64,
		count: u32,
		speculative: bool,
	) {
		let stream = self.streams.entry(direction).or_default();
		let from = stream.consumed;
		let to = from.saturating_add(usize::try_from(count).unwrap_or(usize::MAX));
		if u64::try_from(from) != Ok(first) {
			self.noticed.push(format!("{direction:?}: {first} consumed, not {from}"));
		}
		match stream.messages.get_mut(from..to) {
			Some(messages) => messages.iter_mut().for_each(|m| m.speculative = speculative),
			None => self.noticed.push(format!("{direction:?}: {from}..{to} consumed, not sent")),
		}
		stream.consumed = to;
	}

	/// Enters that a message was executed.
	pub(crate) fn executed(&mut self, direction: Direction, topic: Topic, at: u32) {
		let stream = self.streams.entry(direction).or_default();
		let waiting = stream.messages.iter_mut().find(|message| message.executed_at.is_none());
		match waiting {
			// In order, so the first that waits.
			Some(message) if message.topic == topic => message.executed_at = Some(at),
			_ => self.noticed.push(format!("{direction:?}: executed out of order or not sent")),
		}
	}

	/// Messages that were sent and not executed.
	pub(crate) fn in_flight(&self) -> usize {
		let messages = self.streams.values().flat_map(|stream| &stream.messages);
		messages.filter(|message| message.executed_at.is_none()).count()
	}

	/// Messages that were sent while tiers are compared.
	pub(crate) fn compared(&self) -> impl Iterator<Item = &Message> {
		let messages = self.streams.values().flat_map(|stream| &stream.messages);
		messages.filter(|message| message.compared)
	}

	/// Sizes of the PoVs of blocks that tiers are compared by.
	pub(crate) fn pov_bytes(&self) -> Spread {
		Spread::of(self.chains.values().flat_map(|chain| chain.pov_bytes.iter().copied()))
	}

	/// True if the sum of all balances of all chains is what it was.
	pub(crate) fn supply_conserved(&self) -> bool {
		let sum = |side: fn(&ChainBook) -> Balance| self.chains.values().map(side).sum::<Balance>();
		sum(|chain| chain.issuance.0) == sum(|chain| chain.issuance.1)
	}

	/// Everything that does not add up.
	pub(crate) fn faults(&self, tier: Tier) -> Vec<String> {
		let mut faults = self.noticed.clone();
		let mut expect = |holds: bool, fault: String| {
			if !holds {
				faults.push(fault);
			}
		};
		expect(self.supply_conserved(), "supply is not conserved".into());
		expect(self.in_flight() == 0, format!("{} messages are in flight", self.in_flight()));
		expect(self.compared().count() > 0, "no message was sent".into());
		let speculative = self.compared().any(|message| message.speculative);
		let expected = tier == Tier::Speculative;
		expect(speculative == expected, format!("speculative roots were used: {speculative}"));
		for ((from, to), stream) in &self.streams {
			let (sent, consumed) = (stream.messages.len(), stream.consumed);
			let told = tier == Tier::Hrmp || consumed == sent;
			expect(told, format!("{from} -> {to}: {sent} were sent, {consumed} consumed"));
		}
		for (id, chain) in &self.chains {
			expect(chain.enacted > 0, format!("chain {id}: no candidate was enacted"));
		}
		let sum = |of: fn(&ChainBook) -> u32| self.chains.values().map(of).sum::<u32>();
		let (refused, rebound) = (sum(|chain| chain.refused_late), sum(|chain| chain.rebound));
		expect((refused > 0) == expected, format!("{refused} late blocks were refused"));
		expect((rebound > 0) == expected, format!("{rebound} late blocks were rebound"));
		faults
	}
}

//! Books of a run: what was sent, what arrived when, what it cost, and whether it adds up.

use spec_messaging_world::runtime::Balance;
use std::collections::BTreeMap;

/// A direction: sender, receiver.
pub(crate) type Direction = (u32, u32);

/// One message.
pub(crate) struct Message {
	/// Relay parent of the block that sent it.
	pub(crate) sent_at: u32,
	/// Bytes of its payload.
	pub(crate) bytes: usize,
	/// Relay parent of the block that consumed it, and whether it was under a speculative root.
	pub(crate) consumed: Option<(u32, bool)>,
}

/// What is known of one chain.
#[derive(Default)]
pub(crate) struct ChainBook {
	/// Blocks it authored.
	pub(crate) blocks: u32,
	/// Sizes of the PoVs it submitted, in bytes.
	pub(crate) pov_bytes: Vec<usize>,
	/// Candidates that the relay chain enacted.
	pub(crate) enacted: u32,
	/// Candidates that the relay chain did not take because a required root was in no window.
	pub(crate) refused_late: u32,
	/// Candidates that were enacted with a late block proof.
	pub(crate) rebound: u32,
	/// XCM programs that message-queue executed, and that failed.
	pub(crate) executed: (u32, u32),
	/// Balance of the chain's user, before and after.
	pub(crate) balance: (Balance, Balance),
	/// Sum of all balances of the chain, before and after.
	pub(crate) issuance: (Balance, Balance),
}

/// The whole run.
#[derive(Default)]
pub(crate) struct Ledger {
	/// Messages of each direction, by position.
	pub(crate) messages: BTreeMap<Direction, Vec<Message>>,
	/// Chains, by id.
	pub(crate) chains: BTreeMap<u32, ChainBook>,
	/// Number of the last relay block.
	pub(crate) relay_blocks: u32,
	/// What did not add up while running.
	pub(crate) noticed: Vec<String>,
}

/// Smallest, mean and largest of some numbers.
pub(crate) struct Spread {
	/// The smallest.
	pub(crate) least: f64,
	/// The mean.
	pub(crate) mean: f64,
	/// The largest.
	pub(crate) most: f64,
}

impl Spread {
	/// Of these numbers; zeros if there are none.
	pub(crate) fn of(numbers: impl IntoIterator<Item = f64>) -> Self {
		let numbers: Vec<_> = numbers.into_iter().collect();
		let count = u32::try_from(numbers.len()).map_or(1.0, f64::from).max(1.0);
		let least = numbers.iter().copied().reduce(f64::min).unwrap_or(0.0);
		let most = numbers.iter().copied().reduce(f64::max).unwrap_or(0.0);
		Self { least, mean: numbers.iter().sum::<f64>() / count, most }
	}
}

impl Ledger {
	/// Enters a message at its position.
	pub(crate) fn sent(&mut self, direction: Direction, position: u64, sent_at: u32, bytes: usize) {
		let messages = self.messages.entry(direction).or_default();
		if u64::try_from(messages.len()) != Ok(position) {
			let expected = messages.len();
			self.noticed.push(format!("{direction:?}: position {position}, expected {expected}"));
		}
		messages.push(Message { sent_at, bytes, consumed: None });
	}

	/// Enters that `count` messages from `first` on were consumed.
	pub(crate) fn consumed(
		&mut self,
		direction: Direction,
		first: u64,
		count: u32,
		at: u32,
		speculative: bool,
	) {
		let messages = self.messages.entry(direction).or_default();
		for position in (first..).take(usize::try_from(count).unwrap_or(usize::MAX)) {
			let message = usize::try_from(position).ok().and_then(|i| messages.get_mut(i));
			match message {
				Some(message) if message.consumed.is_none() => {
					message.consumed = Some((at, speculative));
				},
				Some(_) => self.noticed.push(format!("{direction:?}: {position} consumed twice")),
				None => self.noticed.push(format!("{direction:?}: {position} was never sent")),
			}
		}
	}

	/// Messages that were sent and not consumed.
	pub(crate) fn in_flight(&self) -> usize {
		self.messages.values().flatten().filter(|message| message.consumed.is_none()).count()
	}

	/// True if the sum of all balances of all chains is what it was.
	pub(crate) fn supply_conserved(&self) -> bool {
		let sum = |side: fn(&ChainBook) -> Balance| self.chains.values().map(side).sum::<Balance>();
		sum(|chain| chain.issuance.0) == sum(|chain| chain.issuance.1)
	}

	/// Everything that does not add up.
	pub(crate) fn faults(&self) -> Vec<String> {
		let mut faults = self.noticed.clone();
		let mut expect = |holds: bool, fault: String| {
			if !holds {
				faults.push(fault);
			}
		};
		expect(self.supply_conserved(), "supply is not conserved".into());
		expect(self.in_flight() == 0, format!("{} messages are in flight", self.in_flight()));
		expect(!self.messages.is_empty(), "no message was sent".into());
		for (id, chain) in &self.chains {
			let arrived: usize = self
				.messages
				.iter()
				.filter(|((_, receiver), _)| receiver == id)
				.map(|(_, messages)| messages.len())
				.sum();
			let (executed, failed) = chain.executed;
			expect(
				usize::try_from(executed) == Ok(arrived),
				format!("chain {id}: {arrived} messages arrived, {executed} were executed"),
			);
			expect(failed == 0, format!("chain {id}: {failed} messages failed"));
			expect(chain.enacted > 0, format!("chain {id}: no candidate was enacted"));
		}
		let rebound: u32 = self.chains.values().map(|chain| chain.rebound).sum();
		let refused: u32 = self.chains.values().map(|chain| chain.refused_late).sum();
		expect(refused > 0, "no late block was refused".into());
		expect(rebound > 0, "no late block was rebound".into());
		faults
	}
}

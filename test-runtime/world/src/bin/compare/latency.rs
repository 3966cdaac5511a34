//! How many relay blocks a message takes, from the block that sends it to the one that executes it.

use crate::side::{HUB, peers, processed, sudo};
use serde::{Deserialize, Serialize};
use spec_messaging_primitives::{
	late_block::MessagingProofInputs,
	pallets::{SpecRelaySupport, SpeculativeSupport},
};
use spec_messaging_world::{
	Matching, Reach, Result, World, WorldError, relay::Settings, runtime::load,
};
use std::collections::VecDeque;

/// Relay blocks in each of which a message is sent.
const ROUNDS: u32 = 32;
/// Relay blocks after these in which the last ones may arrive.
const MORE: u32 = 8;
/// Bytes of a message.
const BYTES: u32 = 128;

/// How messages travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tier {
	/// Receivers build on blocks that are not included yet.
	Speculative,
	/// Receivers build on what the relay chain included.
	Inclusion,
	/// Through the relay chain's state.
	Hrmp,
}

impl Tier {
	/// All.
	const ALL: [Self; 3] = [Self::Speculative, Self::Inclusion, Self::Hrmp];

	/// Its name in tables.
	pub(crate) const fn name(self) -> &'static str {
		match self {
			Self::Speculative => "this suite, speculative tier",
			Self::Inclusion => "this suite, inclusion tier",
			Self::Hrmp => "HRMP",
		}
	}
}

/// What messages took at one tier, in relay blocks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Latency {
	/// The tier.
	pub(crate) tier: Tier,
	/// How many messages arrived: all that were sent.
	pub(crate) messages: usize,
	/// The fastest.
	pub(crate) least: u32,
	/// The middle one.
	pub(crate) median: u32,
	/// The slowest.
	pub(crate) most: u32,
}

/// Measures all tiers.
pub(crate) fn measure() -> Result<Vec<Latency>> {
	Tier::ALL.into_iter().map(of).collect()
}

fn of(tier: Tier) -> Result<Latency> {
	let to = peers(1);
	let ids = [&[HUB], &to[..]].concat();
	let mut world: World<Matching> = match tier {
		Tier::Hrmp => World::with_hrmp(Settings::default(), Matching::default(), &ids)?,
		_ => World::with_rule(Settings::default(), Matching::default(), &ids)?,
	};
	if let (Tier::Speculative, Some(key)) = (tier, SpecRelaySupport::key()) {
		world.relay.schedule(key, Some(vec![1]));
	}
	world.advance();

	let (mut sent, mut took) = (VecDeque::new(), Vec::new());
	for round in 0..ROUNDS.saturating_add(MORE) {
		let now = world.relay.last().number;
		// Either may author first.
		let mut order = ids.clone();
		if round % 2 == 1 {
			order.reverse();
		}
		let mut blocks = Vec::new();
		for id in order {
			let mut transactions = Vec::new();
			// By HRMP a chain sends nothing in its first block.
			if id == HUB && round > 0 && round < ROUNDS {
				let call = load::Call::send { peers: to.clone(), messages: 1, bytes: BYTES };
				transactions.push(sudo(world.chain(HUB)?, call.into())?);
				sent.push_back(now);
			}
			let block = match tier {
				Tier::Speculative => {
					world.author_collecting(id, transactions, Reach::Speculative)?
				},
				Tier::Inclusion => world.author_collecting(id, transactions, Reach::Included)?,
				Tier::Hrmp => world.author(id, transactions)?,
			};
			if id != HUB {
				for _ in 0..processed(world.chain(id)?, block)? {
					let at = sent.pop_front();
					let at = at.ok_or_else(|| WorldError::Proof("more came than left".into()))?;
					took.push(now.saturating_sub(at));
				}
			}
			blocks.push((id, block));
		}
		for (id, block) in blocks {
			let chain = world.chain(id)?;
			let pov = chain.pov_with(&[block], &MessagingProofInputs::default())?;
			world.submit_pov(id, &[block], &pov, now)?;
		}
		if !world.advance().dropped.is_empty() {
			return Err(WorldError::Proof("a candidate was dropped".into()));
		}
	}
	if !sent.is_empty() {
		return Err(WorldError::Proof(format!("{} messages do not arrive", sent.len())));
	}
	took.sort_unstable();
	let at = |index: usize| took.get(index).copied().unwrap_or_default();
	let last = took.len().saturating_sub(1);
	Ok(Latency { tier, messages: took.len(), least: at(0), median: at(last / 2), most: at(last) })
}

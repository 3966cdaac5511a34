//! Who sends how much to whom and in which order chains author: decided by the seed alone, so that it is
//! the same at every tier.

use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use spec_messaging_world::runtime::{Balance, UNIT};
use std::collections::BTreeMap;

/// Most transfers from one chain to one other in a round.
const TRANSFERS_MAX: u32 = 2;
/// Most tokens of one transfer.
const TOKENS_MAX: u32 = 99;

/// What happens at one relay block.
pub(crate) struct Round {
	/// Chains, in the order in which they author.
	pub(crate) order: Vec<u32>,
	/// By sender: receivers and amounts.
	pub(crate) transfers: BTreeMap<u32, Vec<(u32, Balance)>>,
}

/// Draws rounds.
pub(crate) struct Transfers {
	ids: Vec<u32>,
	random: StdRng,
}

impl Transfers {
	/// Between the chains `ids`, as `seed` decides.
	pub(crate) fn new(ids: Vec<u32>, seed: u64) -> Self {
		Self { ids, random: StdRng::seed_from_u64(seed) }
	}

	/// A round in which tokens are sent.
	pub(crate) fn busy(&mut self) -> Round {
		let mut round = self.idle();
		for sender in &self.ids {
			let mut transfers = Vec::new();
			for receiver in self.ids.iter().filter(|receiver| *receiver != sender) {
				for _ in 0..self.random.gen_range(0..=TRANSFERS_MAX) {
					let tokens = self.random.gen_range(1..=TOKENS_MAX);
					transfers.push((*receiver, UNIT.saturating_mul(tokens.into())));
				}
			}
			round.transfers.insert(*sender, transfers);
		}
		round
	}

	/// A round in which nobody sends.
	pub(crate) fn idle(&mut self) -> Round {
		let mut order = self.ids.clone();
		order.shuffle(&mut self.random);
		Round { order, transfers: BTreeMap::new() }
	}
}

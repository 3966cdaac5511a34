//! What collators tell each other: that there is a block. Word of it may be late or lost.
//!
//! A collator that heard of a peer's block asks that peer's node for a batch at it. One that did not hear
//! builds on what it heard before, or on what the relay chain included. Deterministic by its seed.

use cumulus_primitives_core::ParaId;
use rand::{Rng, SeedableRng, rngs::StdRng};
use spec_messaging_test_runtime::Hash;
use std::collections::{BTreeMap, BTreeSet};

/// Word of blocks, on its way from each chain to each other one.
#[derive(Clone)]
pub struct Mailbox {
	/// Relay blocks until word arrives.
	delay: u32,
	/// How many of a hundred are lost.
	lost_percent: u8,
	random: StdRng,
	/// By source and receiver: when word arrives, and of which block, oldest first.
	sent: BTreeMap<(ParaId, ParaId), Vec<(u32, Hash)>>,
	/// Chains whose nodes nobody reaches.
	silenced: BTreeSet<ParaId>,
}

impl Default for Mailbox {
	/// Nothing is late or lost.
	fn default() -> Self {
		Self::new(0, 0, 0)
	}
}

impl Mailbox {
	/// Word takes `delay` relay blocks and is lost in `lost_percent` of a hundred cases, which `seed`
	/// decides.
	pub fn new(delay: u32, lost_percent: u8, seed: u64) -> Self {
		let random = StdRng::seed_from_u64(seed);
		Self { delay, lost_percent, random, sent: BTreeMap::new(), silenced: BTreeSet::new() }
	}

	/// Nobody reaches the node of `source` from now on: others see of it what the relay chain included.
	pub fn silence(&mut self, source: ParaId) {
		self.silenced.insert(source);
	}

	/// The node of `source` is reached again.
	pub fn resume(&mut self, source: ParaId) {
		self.silenced.remove(&source);
	}

	/// The collator of `source` tells that of `receiver` about `block` at relay block `now`.
	pub fn tell(&mut self, source: ParaId, receiver: ParaId, block: Hash, now: u32) {
		if self.random.gen_range(0..100) >= self.lost_percent {
			let due = now.saturating_add(self.delay);
			self.sent.entry((source, receiver)).or_default().push((due, block));
		}
	}

	/// The last block of `source` that the collator of `receiver` has heard of by relay block `now`, if
	/// the node of `source` is reached.
	pub fn heard(&self, source: ParaId, receiver: ParaId, now: u32) -> Option<Hash> {
		let reached = !self.silenced.contains(&source);
		let sent = self.sent.get(&(source, receiver)).filter(|_| reached)?;
		sent.iter().rev().find(|(due, _)| *due <= now).map(|(_, block)| *block)
	}
}

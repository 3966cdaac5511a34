//! One direction between two chains: what there is to read, to build and to hand over, one step at a time.

use crate::{
	Error, Followed, Follower, Need, Node, Result, RouteMetrics, Store, Submitter, batch,
	node::{Header, Pooled},
	store::Commitment,
};
use sp_core::H256;
use sp_runtime::traits::Header as _;
use spec_messaging_primitives::{
	ParaId, Position, batch::MessageBatch, hashing::ProvidesRoot, pallets::Footprint,
};
use spec_messaging_runtime_api::{IncludedRoot, NextPosition, Refusal};
use std::{path::Path, sync::Arc};

/// Most that one batch carries, whatever the capacity of the destination: a transaction has to fit into
/// what a block leaves to ordinary transactions.
pub const MAX_BATCH: Footprint = Footprint { messages: 1_000, bytes: 512 * 1024 };

/// Blocks of the destination after which a batch that did not come in is handed over again.
pub const PATIENCE_BLOCKS: u32 = 4;

/// One direction between two chains.
pub struct Route {
	source: Arc<Node>,
	destination: Arc<Node>,
	from: ParaId,
	to: ParaId,
	store: Store,
	submitter: Submitter,
	/// What was handed over last.
	sent: Option<Sent>,
	/// Up to where the store was pruned.
	pruned: Option<Need>,
	/// Number of the last block of the source that was read.
	read: Option<u32>,
	/// Best blocks of source and destination in the last step that went well.
	seen: Option<(H256, H256)>,
	/// For which need reading started over.
	restarted: Option<Need>,
	metrics: RouteMetrics,
}

/// A batch in the pool, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sent {
	root: ProvidesRoot,
	first: Position,
	messages: u32,
	/// Number of the destination's best block then.
	at: u32,
}

/// What one step did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
	/// What was read of the source.
	pub followed: Followed,
	/// What the destination got.
	pub outcome: Outcome,
}

/// What the destination got in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
	/// Neither chain has another best block than in the step before.
	Unchanged,
	/// There is nothing new for it, under the roots that it believes.
	Nothing,
	/// It does not read from the source.
	NoChannel,
	/// What there is for it was handed over and did not come in yet.
	Waiting,
	/// Its pool has a batch of messages.
	Delivered {
		/// Position of the first one.
		first: Position,
		/// How many.
		messages: u32,
	},
	/// Its pool has a register refresh.
	Refreshed,
	/// Its runtime would refuse the batch that there is.
	Refused(Refusal),
	/// Its pool refused a batch that its runtime would take; these are its words.
	PoolRefused(String),
}

impl Route {
	/// The route from the chain of one node to that of another, with a store of its own in the directory
	/// `stores`. `metrics` is given both chains.
	///
	/// # Errors
	///
	/// Those of asking both nodes who they are, and of [`Store::open`].
	pub fn open(
		source: Arc<Node>,
		destination: Arc<Node>,
		stores: &Path,
		metrics: impl FnOnce(ParaId, ParaId) -> RouteMetrics,
	) -> Result<Self> {
		let from = source.para_id(source.best()?.hash())?;
		let to = destination.para_id(destination.best()?.hash())?;
		let genesis = source.block_hash(0)?;
		let genesis = genesis.ok_or_else(|| source.junk("genesis", "there is none"))?;
		let path = stores.join(format!("{}-{}.redb", u32::from(from), u32::from(to)));
		let store = Store::open(&path, from, to, genesis)?;
		Ok(Self {
			source,
			destination,
			from,
			to,
			store,
			submitter: Submitter::default(),
			sent: None,
			pruned: None,
			read: None,
			seen: None,
			restarted: None,
			metrics: metrics(from, to),
		})
	}

	/// The chain that sends.
	pub fn source(&self) -> ParaId {
		self.from
	}

	/// The chain that receives.
	pub fn destination(&self) -> ParaId {
		self.to
	}

	/// What was read.
	pub fn store(&self) -> &Store {
		&self.store
	}

	/// Reads on at the source and hands the destination what it can take now. Counts what came of it.
	///
	/// # Errors
	///
	/// [`Error`]. Trying again later is right after each of them.
	pub fn step(&mut self) -> Result<Step> {
		let outcome = self.try_step();
		match &outcome {
			Ok(step) => self.metrics.step(step),
			Err(error) => self.metrics.error(error),
		}
		outcome
	}

	fn try_step(&mut self) -> Result<Step> {
		let head = self.destination.best()?;
		let best = self.source.best()?;
		self.metrics.heights(*best.number(), *head.number());
		let seen = (best.hash(), head.hash());
		if self.seen == Some(seen) {
			let followed = Followed { read: *best.number(), ..Followed::default() };
			return Ok(Step { followed, outcome: Outcome::Unchanged });
		}

		// What is final decides what is read and kept: the rest may have to be delivered again.
		let settled = self.destination.finalized()?;
		let need = self.next_position(settled)?.map_or(
			Need { generation: 0, from: Position::default() },
			|next| Need { generation: next.generation, from: next.next },
		);
		let follower = Follower {
			source: &self.source,
			para: self.from,
			destination: self.to,
			store: &self.store,
			read: self.read,
		};
		let followed = follower.follow(&best, need)?;
		self.read = Some(followed.read);
		self.prune(settled, need)?;

		let outcome = match self.next_position(head.hash())? {
			None => Outcome::NoChannel,
			Some(next) => {
				self.metrics.next(&next);
				let served = self.serve(&head, &next);
				if matches!(served, Err(Error::Missing(_))) && self.restarted != Some(need) {
					// Reading began too late for where the destination is now. Once for each need:
					// what the node does not have any more does not come back.
					self.restarted = Some(need);
					self.read = None;
					self.store.forget_blocks()?;
				}
				served?
			},
		};
		if followed.read == *best.number() {
			self.seen = Some(seen);
		}
		Ok(Step { followed, outcome })
	}

	/// Hands over what the destination, whose best block is `head`, can take.
	fn serve(&mut self, head: &Header, next: &NextPosition) -> Result<Outcome> {
		let believed = self.believed(head.hash(), next)?;
		let mut limits = next.capacity.min(MAX_BATCH);
		// From the newest: the longest stream, and the register that says most.
		let longer = |(_, commitment): &&(ProvidesRoot, Commitment)| {
			commitment.frontier.leaf_count().next_position() > next.next
		};
		if let Some((root, commitment)) = believed.iter().find(longer) {
			while let Some(batch) =
				batch::messages(&self.store, self.from, (*root, commitment), next.next, limits)?
			{
				match self.hand_over(head, &batch)? {
					// Less of it may fit.
					outcome if outcome.is_too_much() && batch.messages() > 1 => {
						limits.messages = u64::from(batch.messages()) / 2;
					},
					outcome => return Ok(outcome),
				}
			}
		}
		match believed.first() {
			None => Ok(Outcome::Nothing),
			Some((root, commitment)) => {
				let batch = batch::refresh(self.from, (*root, commitment), next.next);
				match self.hand_over(head, &batch)? {
					// What an idle chain's register says is known already.
					Outcome::Refused(Refusal::Useless | Refusal::Stale) => Ok(Outcome::Nothing),
					outcome => Ok(outcome),
				}
			},
		}
	}

	/// Checks `batch` at `head` and submits it, unless it is on its way.
	fn hand_over(&mut self, head: &Header, batch: &MessageBatch) -> Result<Outcome> {
		let sent = Sent {
			root: batch.provides_root,
			first: batch.first,
			messages: batch.messages(),
			at: *head.number(),
		};
		if self.sent.is_some_and(|before| before.covers(&sent)) {
			return Ok(Outcome::Waiting);
		}
		if let Err(refusal) = Submitter::check(&self.destination, batch, head.hash())? {
			return Ok(Outcome::Refused(refusal));
		}
		let pooled = self.submitter.submit(&self.destination, batch, head.hash())?;
		Ok(match pooled {
			Pooled::Refused(reason) => Outcome::PoolRefused(reason),
			Pooled::Known => {
				self.sent = Some(sent);
				Outcome::Waiting
			},
			Pooled::Taken => {
				self.sent = Some(sent);
				if batch.is_refresh() {
					Outcome::Refreshed
				} else {
					Outcome::Delivered { first: batch.first, messages: batch.messages() }
				}
			},
		})
	}

	/// Where the destination stands with the source after block `at`.
	fn next_position(&self, at: H256) -> Result<Option<NextPosition>> {
		let all: Vec<NextPosition> =
			self.destination.call("SpecInboxApi_next_positions", (), at)?;
		Ok(all.into_iter().find(|next| next.source == self.from))
	}

	fn included_roots(&self, at: H256) -> Result<Vec<IncludedRoot>> {
		self.destination.call("SpecInboxApi_included_roots", self.from, at)
	}

	/// What the store knows of the roots that the destination believes at block `at`, newest first.
	fn believed(&self, at: H256, next: &NextPosition) -> Result<Vec<(ProvidesRoot, Commitment)>> {
		let mut believed = Vec::new();
		for included in self.included_roots(at)?.iter().rev() {
			let known = self.store.commitment(included.root)?;
			// A destination that read nothing yet learns the generation from what it reads.
			let fits = |known: &Commitment| {
				known.proof.generation == next.generation || next.next.count_before().is_zero()
			};
			believed.extend(known.filter(fits).map(|known| (included.root, known)));
		}
		Ok(believed)
	}

	/// Drops from the store what the destination will, finally, not need any more.
	fn prune(&mut self, settled: H256, need: Need) -> Result<()> {
		if self.pruned == Some(need) {
			return Ok(());
		}
		let roots = self.included_roots(settled)?;
		let oldest = roots.iter().map(|root| root.head_number).min().unwrap_or(0);
		let newest = self.store.span()?.map_or(0, |(_, newest)| newest);
		self.store.prune(need.generation, need.from, oldest.min(newest))?;
		self.pruned = Some(need);
		Ok(())
	}
}

impl Outcome {
	/// Whether less of the same might be taken.
	fn is_too_much(&self) -> bool {
		match self {
			Self::Refused(refusal) => {
				matches!(refusal, Refusal::BlockFull | Refusal::OverCapacity(_))
			},
			// So says a pool of what no block has room for.
			Self::PoolRefused(words) => words.to_lowercase().contains("exhaust"),
			_ => false,
		}
	}
}

impl Sent {
	/// Whether handing over `other` is of no use, with this one handed over before.
	fn covers(&self, other: &Self) -> bool {
		let same = if other.messages == 0 { self.root == other.root } else { self.messages > 0 };
		same && self.first == other.first
			&& self.messages >= other.messages
			&& other.at.saturating_sub(self.at) < PATIENCE_BLOCKS
	}
}

//! Reads what the source committed, block by block, into the store.
//!
//! ```text
//! start ── the newest block at which the destination still needs nothing older
//!   │
//!   ▼      header ─▶ provides root ─▶ channel leaf ─▶ stream root
//! block ── all four have to fit, and the payloads have to lead from the stream of the parent to it
//!   │
//!   ▼
//! best ─── parent not known? the source reorganised: go back to where the forks part
//! ```

use crate::{
	Error, Node, Result, Store,
	node::Header,
	store::{self, Block, BlockId, Commitment, Read},
};
use sp_runtime::traits::Header as _;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::MessageBatch,
	channel::OutboundPhase,
	commitment::provides_root_in,
	hashing::{ProvidesRoot, leaf_hash},
	index::node_value,
	mmr::{Frontier, NewNode, shape::Subtree},
};
use spec_messaging_runtime_api::BatchUnavailable;

/// Most blocks that one step reads, so that delivering need not wait for the end of a long way.
pub const MAX_BLOCKS: u32 = 256;

/// What the destination needs from the stream: everything from a position of a generation on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
	/// Generation that it reads.
	pub generation: u32,
	/// The first message that it did not consume for good.
	pub from: Position,
}

/// What following brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
	/// Number of the last block that was read.
	pub read: u32,
	/// Blocks that were new.
	pub blocks: u32,
	/// Messages in them.
	pub messages: u64,
	/// Whether blocks that were read before are not on the best chain any more.
	pub reorganised: bool,
}

/// Reads the stream from one chain to another.
pub struct Follower<'a> {
	/// Where to read.
	pub source: &'a Node,
	/// Which chain that is.
	pub para: ParaId,
	/// Whose messages to read.
	pub destination: ParaId,
	/// Where to keep them.
	pub store: &'a Store,
	/// Number of the last block that was read before, if any was since the start.
	pub read: Option<u32>,
}

impl Follower<'_> {
	/// Reads on towards `best`, [`MAX_BLOCKS`] at most. What was read stays, whatever happens next.
	///
	/// # Errors
	///
	/// [`Error::Junk`] if something does not fit, [`Error::Pruned`] if the node lacks the state of a block
	/// that is needed.
	pub fn follow(&self, best: &Header, need: Need) -> Result<Followed> {
		let newest = self.store.span()?.map(|(_, newest)| newest);
		let known = match newest {
			Some(newest) => self.known(newest.min(*best.number()))?,
			None => None,
		};
		let mut at = match known {
			Some(known) => known,
			None => self.start(*best.number(), need)?,
		};
		let mut followed = Followed {
			read: at.number,
			// The last one that was read is in the store, so on the best chain it would have been found.
			reorganised: self.read.is_some_and(|read| at.number < read),
			..Followed::default()
		};
		while at.number < *best.number() && followed.blocks < MAX_BLOCKS {
			let number = at.number.saturating_add(1);
			let Some(hash) = self.source.block_hash(number)? else { break };
			let header = self.source.header(hash)?;
			if *header.number() != number {
				return Err(self.source.junk("header", format!("it is not number {number}")));
			}
			if *header.parent_hash() != at.hash {
				// The best chain changed under our feet; the next step finds where.
				followed.reorganised = true;
				break;
			}
			let read = self.read(&header, at)?;
			self.store.insert(&read)?;
			followed.messages = followed.messages.saturating_add(read.messages.into());
			followed.blocks = followed.blocks.saturating_add(1);
			followed.read = number;
			at = read.id;
		}
		Ok(followed)
	}

	/// The newest block up to `number` that is in the store and on the best chain.
	fn known(&self, number: u32) -> Result<Option<BlockId>> {
		let oldest = self.store.span()?.map_or(number, |(oldest, _)| oldest);
		for number in (oldest..=number).rev() {
			let Some(hash) = self.source.block_hash(number)? else { continue };
			let id = BlockId { number, hash };
			if self.store.block(id)?.is_some() {
				return Ok(Some(id));
			}
		}
		Ok(None)
	}

	/// Where to begin without a known block: the newest block up to `best` whose stream does not go past
	/// what the destination needs. Adopts it without its messages.
	///
	/// Streams only grow and generations only rise, so it is found by halving: about 25 questions on a
	/// chain of some million blocks.
	fn start(&self, best: u32, need: Need) -> Result<BlockId> {
		let (mut low, mut high) = (0, best);
		while low < high {
			let middle = high.saturating_sub(high.saturating_sub(low) / 2);
			let id = self.id(middle)?;
			let older = match self.committed(id) {
				Ok(None) => true,
				Ok(Some(batch)) => standing(&batch) <= need,
				// Older than what the node keeps, so older than what may still be needed from it.
				Err(Error::Pruned { .. }) => true,
				Err(error) => return Err(error),
			};
			if older {
				low = middle;
			} else {
				high = middle.saturating_sub(1);
			}
		}
		let id = self.id(low)?;
		let header = self.source.header(id.hash)?;
		let read = match self.committed(id)? {
			None => silent(id, None),
			Some(batch) => {
				let root = self.authentic(&header, batch.clone())?;
				match self.stream(id, &batch)? {
					Some(frontier) => adopt(id, root, batch, frontier, Vec::new()),
					None => silent(id, None),
				}
			},
		};
		self.store.insert(&read)?;
		tracing::info!(source = %self.para, block = low, "starts");
		Ok(id)
	}

	/// What the block of `header` commits, checked from its hash down to the payloads.
	fn read(&self, header: &Header, parent: BlockId) -> Result<Read> {
		let id = BlockId { number: *header.number(), hash: header.hash() };
		let known = self.store.block(parent)?.and_then(|block| block.frontier);
		let answer: core::result::Result<MessageBatch, BatchUnavailable> =
			self.source.call("SpecOutboxApi_current_batch", self.destination, id.hash)?;
		let Some(batch) = self.available(answer)? else {
			return Ok(silent(id, known));
		};
		let root = self.authentic(header, batch.clone())?;
		let before = match known {
			// Also where a generation begins.
			_ if batch.first.count_before().is_zero() => Frontier::empty(),
			Some(frontier) => frontier,
			None if batch.payloads.is_empty() => {
				return Ok(match self.stream(id, &batch)? {
					Some(frontier) => adopt(id, root, batch, frontier, Vec::new()),
					None => silent(id, None),
				});
			},
			None => self.frontier(parent)?,
		};
		if before.leaf_count() != batch.first.count_before() {
			let reason =
				format!("starts at {}, the parent ends at {}", batch.first, before.leaf_count());
			return Err(self.source.junk("batch", reason));
		}
		let (after, nodes) = grow(before, &batch)
			.ok_or_else(|| self.source.junk("batch", "a stream that is full goes on"))?;
		self.fits(&after, &batch)?;
		Ok(adopt(id, root, batch, after, nodes))
	}

	/// The leaf about the destination that the block commits, without messages. `None` if it has none.
	fn committed(&self, id: BlockId) -> Result<Option<MessageBatch>> {
		let args = (self.destination, Position::default());
		let answer = self.source.call("SpecOutboxApi_refresh", args, id.hash)?;
		self.available(answer)
	}

	/// The stream after a block, not checked yet.
	fn frontier(&self, id: BlockId) -> Result<Frontier> {
		self.source.call("SpecOutboxApi_frontier", self.destination, id.hash)
	}

	/// The stream that `batch` commits, as the node has it after that block. `None` if the channel ended: the
	/// state keeps no frontier then, and nothing is sent until it is opened again.
	fn stream(&self, id: BlockId, batch: &MessageBatch) -> Result<Option<Frontier>> {
		let frontier = self.frontier(id)?;
		let ended = batch.channel.register.phase.outbound == OutboundPhase::Closed;
		if ended && frontier.leaf_count() < batch.channel.leaf_count {
			return Ok(None);
		}
		self.fits(&frontier, batch)?;
		Ok(Some(frontier))
	}

	fn id(&self, number: u32) -> Result<BlockId> {
		let hash = self.source.block_hash(number)?;
		let hash = hash
			.ok_or_else(|| self.source.junk("block hash", "a block below the best is not there"))?;
		Ok(BlockId { number, hash })
	}

	/// A batch, or `None` where the block says nothing about the destination.
	fn available(
		&self,
		answer: core::result::Result<MessageBatch, BatchUnavailable>,
	) -> Result<Option<MessageBatch>> {
		match answer {
			Ok(batch) => Ok(Some(batch)),
			Err(BatchUnavailable::NoChannel | BatchUnavailable::NoCommitment) => Ok(None),
			Err(other) => Err(self.source.junk("batch", other)),
		}
	}

	/// The root of `batch`, if it is the one in `header` and the leaf about the destination stands under
	/// it.
	fn authentic(&self, header: &Header, batch: MessageBatch) -> Result<ProvidesRoot> {
		let junk = |reason: &dyn ToString| self.source.junk("batch", reason.to_string());
		let root = batch.provides_root;
		if batch.source != self.para {
			return Err(junk(&"it is of another chain"));
		}
		if provides_root_in(header.digest()).map_err(|error| junk(&error))? != Some(root) {
			return Err(junk(&"its root is not the one in the header"));
		}
		// What is authentic goes into the store as its parts.
		let _ = batch.authenticate(self.destination).map_err(|error| junk(&error))?;
		Ok(root)
	}

	/// That `frontier` is the stream that `batch` commits.
	fn fits(&self, frontier: &Frontier, batch: &MessageBatch) -> Result<()> {
		let committed = (batch.channel.leaf_count, batch.channel.stream_root);
		if (frontier.leaf_count(), frontier.root()) == committed {
			Ok(())
		} else {
			Err(self.source.junk("stream", "it does not lead to the committed stream root"))
		}
	}
}

/// How far the stream behind a commitment goes.
fn standing(batch: &MessageBatch) -> Need {
	Need { generation: batch.proof.generation, from: batch.channel.leaf_count.next_position() }
}

/// The stream after the messages of `batch`, with all nodes that they bring. `None` past the end of what a
/// stream can hold.
fn grow(mut frontier: Frontier, batch: &MessageBatch) -> Option<(Frontier, Vec<store::Node>)> {
	let mut nodes = Vec::new();
	for payload in &batch.payloads {
		let leaf = leaf_hash(payload);
		let position = Subtree { first: frontier.leaf_count().get(), height: 0 }.position();
		nodes.push(store::Node { position, hash: leaf.0, value: payload.to_vec() });
		let inner = |NewNode { position, hash, left, right }| {
			nodes.push(store::Node { position, hash, value: node_value(&left, &right) });
		};
		frontier.append_with(leaf, inner).ok()?;
	}
	Some((frontier, nodes))
}

/// A block that says nothing about the destination.
fn silent(id: BlockId, frontier: Option<Frontier>) -> Read {
	Read { id, block: Block { frontier }, commitment: None, messages: 0, nodes: Vec::new() }
}

/// A block that commits `batch`, after which the stream is `frontier`.
fn adopt(
	id: BlockId,
	root: ProvidesRoot,
	batch: MessageBatch,
	frontier: Frontier,
	nodes: Vec<store::Node>,
) -> Read {
	let messages = if nodes.is_empty() { 0 } else { batch.messages() };
	let MessageBatch { channel, proof, .. } = batch;
	let block = Block { frontier: Some(frontier.clone()) };
	let commitment = Commitment { number: id.number, channel, proof, frontier };
	Read { id, block, commitment: Some((root, commitment)), messages, nodes }
}

//! What a collator of this suite does besides authoring: it fetches batches from its peers' nodes,
//! attaches messaging inputs to its PoVs, and says what its candidates commit to.

use crate::{Chain, Pov, Result, Rule, World, WorldError, chain::decode};
use codec::Encode;
use cumulus_primitives_core::ParaId;
use sp_runtime::traits::Header as _;
use spec_messaging_primitives::{
	batch::MessageBatch,
	commitment::{is_marked, provides_root_in},
	hashing::ProvidesRoot,
	inherent::{INHERENT_IDENTIFIER, IngestData},
	late_block::{
		BlockRecord, LateBlockProof, MessagingCommitments, MessagingProofInputs, ReadBlockRecord,
		process_messaging_commitments,
	},
	pallets::Footprint,
};
use spec_messaging_pvf::inputs;
use spec_messaging_runtime_api::{BatchLimits, BatchUnavailable, ChannelSummary, NextPosition};
use spec_messaging_test_runtime::{Hash, Header, SpecInbox};
use std::collections::BTreeMap;

/// How far a collator reaches for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
	/// To what the relay chain included. What stock collators can do.
	Included,
	/// To the last blocks of trusted peers that the mailbox brought word of, included or not.
	Speculative,
}

impl Chain {
	/// Where this chain stands with each of its sources after the block `at`.
	pub fn next_positions(&self, at: Hash) -> Result<Vec<NextPosition>> {
		self.call_api(at, "SpecInboxApi_next_positions", &[])
	}

	/// What all batches of one block of this chain may carry together.
	pub fn block_capacity(&self, at: Hash) -> Result<Footprint> {
		self.call_api(at, "SpecInboxApi_block_capacity", &[])
	}

	/// The channels of this chain after the block `at`.
	pub fn channels(&self, at: Hash) -> Result<Vec<ChannelSummary>> {
		self.call_api(at, "SpecOutboxApi_channels", &[])
	}

	/// The batch for `destination` that this chain's node builds at the block `at`, for a receiver that
	/// is where `next` says.
	pub fn batch(
		&self,
		at: Hash,
		destination: ParaId,
		next: &NextPosition,
	) -> Result<core::result::Result<MessageBatch, BatchUnavailable>> {
		let Footprint { messages, bytes } = next.capacity;
		let messages = u32::try_from(messages).unwrap_or(u32::MAX);
		let limits = BatchLimits { messages, bytes };
		self.call_api(at, "SpecOutboxApi_batch", &(destination, next.next, limits).encode())
	}

	/// The register refresh for `destination` that this chain's node builds at the block `at`.
	pub fn refresh(
		&self,
		at: Hash,
		destination: ParaId,
		next: &NextPosition,
	) -> Result<core::result::Result<MessageBatch, BatchUnavailable>> {
		self.call_api(at, "SpecOutboxApi_refresh", &(destination, next.next).encode())
	}

	/// What the block `at` consumed, `None` if it is not marked.
	pub fn block_record(&self, at: Hash) -> Result<Option<BlockRecord>> {
		let marked = is_marked(self.header(at)?.digest())
			.map_err(|error| WorldError::Proof(error.to_string()))?;
		if marked { self.inspect(at, SpecInbox::read_block_record) } else { Ok(None) }
	}

	/// The provides root that the block `at` committed.
	pub fn provides_root(&self, at: Hash) -> Result<Option<ProvidesRoot>> {
		provides_root_in(self.header(at)?.digest())
			.map_err(|error| WorldError::Proof(error.to_string()))
	}

	/// What a candidate of `blocks` with `inputs` commits to, computed as a collator does for its
	/// receipt: from state, without running `validate_block`. `None` if no block is marked.
	pub fn commitments(
		&self,
		blocks: &[Hash],
		inputs: &MessagingProofInputs,
	) -> Result<Option<MessagingCommitments>> {
		let records: Vec<_> = blocks
			.iter()
			.map(|block| self.block_record(*block))
			.collect::<Result<Vec<_>>>()?
			.into_iter()
			.flatten()
			.collect();
		if records.is_empty() {
			return Ok(None);
		}
		let last = blocks.last().ok_or(WorldError::NoBlocks)?;
		process_messaging_commitments(records, self.provides_root(*last)?, inputs)
			.map(Some)
			.map_err(|error| WorldError::Proof(error.to_string()))
	}

	/// The PoV of `blocks` with messaging inputs, if a block is marked; else as it is without.
	pub fn pov_with(&self, blocks: &[Hash], messaging: &MessagingProofInputs) -> Result<Pov> {
		let mut pov = self.pov(blocks)?;
		let headers = pov.blocks().iter().map(|block| &block.header);
		if inputs::any_marked(headers).map_err(|error| WorldError::Proof(error.to_string()))? {
			inputs::attach(&mut pov, messaging);
		}
		Ok(pov)
	}
}

impl<R: Rule> World<R> {
	/// The block of `source` that relay block `number` has as its head, if this world has it.
	pub fn included(&self, source: ParaId, number: u32) -> Result<Option<Hash>> {
		let Some(head) = self.relay.block(number)?.heads.get(&source) else { return Ok(None) };
		let hash = decode::<Header>("head", &head.0)?.hash();
		let chain = self.chain(source.into())?;
		Ok(chain.stored(hash).ok().map(|_| hash))
	}

	/// What an honest collator of `para` brings to a block on `parent` at relay block `relay_parent`:
	/// per source the messages that it can reach and the runtime has room for, and a register refresh where
	/// that tells the runtime something that the messages do not.
	///
	/// If there is more than a block takes, the sources have their turn: the next block begins with another.
	pub fn collect(
		&self,
		para: u32,
		parent: Hash,
		relay_parent: u32,
		reach: Reach,
	) -> Result<IngestData> {
		let (chain, receiver) = (self.chain(para)?, ParaId::from(para));
		let known: BTreeMap<_, _> = chain
			.channels(parent)?
			.into_iter()
			.map(|channel| (channel.peer, channel.peer_register))
			.collect();
		let mut left = chain.block_capacity(parent)?;
		let mut sources = chain.next_positions(parent)?;
		// By this chain's own blocks: a chain that authors on every second relay block would have only every
		// second source go first, by those.
		let turn = usize::try_from(*chain.header(parent)?.number()).unwrap_or_default();
		let first = turn.checked_rem(sources.len()).unwrap_or_default();
		sources.rotate_left(first);
		let mut batches = Vec::new();
		for mut next in sources {
			next.capacity = next.capacity.min(left);
			let Ok(source) = self.chain(next.source.into()) else { continue };
			let head = self.included(next.source, relay_parent)?;
			let included = head.map(|at| source.batch(at, receiver, &next)).transpose()?;
			let heard = self.mailbox.heard(next.source, receiver, self.relay.last().number);
			let best = heard
				.filter(|_| reach == Reach::Speculative && next.trusted)
				.map(|at| source.batch(at, receiver, &next))
				.transpose()?;
			let messages = |batch: Option<core::result::Result<MessageBatch, BatchUnavailable>>| {
				batch.and_then(core::result::Result::ok).filter(|batch| !batch.is_refresh())
			};
			let (included, best) = (messages(included), messages(best));
			let count = |batch: &Option<MessageBatch>| batch.as_ref().map_or(0, |b| b.messages());
			let bytes = |batch: &Option<MessageBatch>| {
				batch.as_ref().map_or(0, MessageBatch::payload_bytes)
			};
			left = left.saturating_sub(Footprint {
				messages: count(&included).max(count(&best)).into(),
				bytes: bytes(&included).max(bytes(&best)),
			});
			// The included root where it reaches as far: it depends on nobody, and brings the register.
			if count(&best) <= count(&included) && included.is_some() {
				batches.extend(included);
				continue;
			}
			// The register counts under an included root alone, so it comes on its own, before messages
			// that reach further than that root.
			let refresh = head.map(|at| source.refresh(at, receiver, &next)).transpose()?;
			let known = known.get(&next.source);
			batches.extend(
				refresh
					.and_then(core::result::Result::ok)
					.filter(|refresh| known != Some(&refresh.channel.register)),
			);
			batches.extend(best);
		}
		// A refresh stays before the messages of its source.
		batches.sort_by_key(|batch: &MessageBatch| batch.source);
		let batches =
			batches.try_into().map_err(|_| WorldError::Proof("too many sources".into()))?;
		Ok(IngestData { batches, speculative: reach == Reach::Speculative })
	}

	/// Authors, imports and announces a block of `para` on its best block at the last relay block, with
	/// what its collator collects.
	pub fn author_collecting(
		&mut self,
		para: u32,
		transactions: Vec<crate::runtime::UncheckedExtrinsic>,
		reach: Reach,
	) -> Result<Hash> {
		let parent = self.chain(para)?.best();
		let relay_parent = self.relay.last().number;
		let data = self.collect(para, parent, relay_parent, reach)?;
		let plan = self.plan(para, parent)?.with_inherent(INHERENT_IDENTIFIER, &data);
		let block = self.chain_mut(para)?.author(&plan, transactions)?;
		self.announce(para)?;
		Ok(block)
	}

	/// The late block proofs that `blocks` of `para` need: one for each required root for which `alive`
	/// says no, built at the source's head after the last relay block.
	///
	/// # Errors
	///
	/// [`WorldError::Proof`] if the source can not prove it: then the block is dead.
	pub fn late_block_proofs(
		&self,
		para: u32,
		blocks: &[Hash],
		alive: impl Fn(ParaId, &ProvidesRoot) -> bool,
	) -> Result<MessagingProofInputs> {
		let chain = self.chain(para)?;
		let mut last = BTreeMap::new();
		for block in blocks {
			for consumed in chain.block_record(*block)?.into_iter().flat_map(|r| r.consumed) {
				last.insert(consumed.source, consumed);
			}
		}
		let mut proofs = Vec::new();
		for (source, consumed) in last {
			let Some(root) = consumed.expected_root else { continue };
			if alive(source, &root) {
				continue;
			}
			let at = self
				.included(source, self.relay.last().number)?
				.ok_or_else(|| WorldError::Proof("the source has no included head".into()))?;
			let args = (ParaId::from(para), consumed.frontier.leaf_count()).encode();
			let proof: core::result::Result<LateBlockProof, BatchUnavailable> =
				self.chain(source.into())?.call_api(at, "SpecOutboxApi_late_block_proof", &args)?;
			let proof = proof.map_err(|error| WorldError::Proof(error.to_string()))?;
			proofs.push(proof);
		}
		MessagingProofInputs::new(proofs)
			.ok_or_else(|| WorldError::Proof("messaging inputs are over their bound".into()))
	}
}

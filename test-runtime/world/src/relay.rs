//! A model of the relay chain: its blocks, what it proves, and the life of a candidate.
//!
//! ```text
//!  submit ─▶ backed ─▶ available ─▶ enacted: the head moves
//!    │          │           │
//!    │ invalid, │ not met   └ required roots not met: waits, then is dropped with its descendants
//!    ▼ refused  ▼ by backing
//! ```
//!
//! What decides whether the roots meet is a [`Rule`], plugged in. [`Inclusion`] is the relay chain
//! as it is today: it matches nothing. Validity is decided by the parachain's own `validate_block`.
//! Whatever the rule, there is [`Hrmp`] for chains that use it.
//!
//! Every block keeps a snapshot, so a revert is exact: what came with the reverted blocks is gone.

mod candidate;
mod hrmp;
pub mod state;

pub use candidate::{Candidate, Inclusion, Rule};
pub use hrmp::{CANDIDATE_PAGES, CHANNEL_BYTES, CHANNEL_CAPACITY, Hrmp};

use crate::{Chain, Code, Hasher, Pov, Result, Validator, WorldError};
use codec::Encode;
use core::mem;
use cumulus_primitives_core::{
	ParaId, PersistedValidationData, RelayProofRequest,
	relay_chain::{HeadData, Slot, well_known_keys},
};
use cumulus_primitives_parachain_inherent::ParachainInherentData;
use sp_runtime::{DigestItem, traits::Hash as _};
use spec_messaging_primitives::commitment::{MARK_ENGINE_ID, PROVIDES_ENGINE_ID};
use spec_messaging_test_runtime::{Hash, Header};
use state::{Change, RelayState};
use std::collections::BTreeMap;

/// How the relay chain behaves.
#[derive(Clone, Debug)]
pub struct Settings {
	/// Relay blocks from being backed to being available. At least 1.
	pub availability_delay: u32,
	/// Relay blocks from being backed until an available candidate whose requires are not met is
	/// dropped. At least [`availability_delay`](Self::availability_delay).
	pub availability_deadline: u32,
	/// How old, in relay blocks, the relay parent of a candidate may be when it is backed.
	pub allowed_ancestry: u32,
	/// Keys in the trie that nobody asks for.
	pub filler_keys: u32,
	/// Parachains in the trie that are not in the world.
	pub filler_paras: u32,
	/// Slot of the first relay block.
	pub first_slot: u64,
}

impl Default for Settings {
	fn default() -> Self {
		Self {
			availability_delay: 1,
			availability_deadline: 10,
			allowed_ancestry: 8,
			filler_keys: 2_000,
			filler_paras: 100,
			first_slot: 300_000_000,
		}
	}
}

/// A relay block: everything that is true after it.
#[derive(Clone)]
pub struct RelayBlock<R> {
	/// Its number, from 1.
	pub number: u32,
	/// Root of the state after it.
	pub state_root: Hash,
	/// Its slot.
	pub slot: Slot,
	/// Head of each parachain.
	pub heads: BTreeMap<ParaId, HeadData>,
	/// Candidates that are backed and not yet enacted, oldest first.
	pub pending: Vec<Candidate>,
	/// Candidates this block enacted, in order.
	pub enacted: Vec<Candidate>,
	/// Candidates this block dropped: too late, unmet, or built on something dropped.
	pub dropped: Vec<Candidate>,
	/// The rule, with what it remembers.
	pub rule: R,
	/// The channels of HRMP, with what waits in them.
	pub hrmp: Hrmp,
}

/// The relay chain.
#[derive(Clone)]
pub struct Relay<R = Inclusion> {
	settings: Settings,
	state: RelayState,
	blocks: Vec<RelayBlock<R>>,
	validators: BTreeMap<ParaId, Validator>,
	submitted: Vec<Candidate>,
	/// Changes of state that the next block makes besides its own.
	scheduled: Vec<Change>,
	/// Heads that the next block forces; `None` offboards.
	forced: BTreeMap<ParaId, Option<HeadData>>,
	/// Channels that the next block opens: sender, receiver.
	opened: Vec<(ParaId, ParaId)>,
}

impl<R: Rule> Relay<R> {
	/// A relay chain with its first block, without parachains.
	pub fn new(settings: Settings, rule: R) -> Self {
		let (mut state, empty) = RelayState::new();
		let slot = Slot::from(settings.first_slot);
		let mut changes = state::filler(settings.filler_keys, settings.filler_paras);
		let config = state::host_configuration(settings.allowed_ancestry);
		changes.push((well_known_keys::ACTIVE_CONFIG.to_vec(), Some(config.encode())));
		changes.extend(clock(1, slot));
		let state_root = state.apply(empty, &changes);
		let first = RelayBlock {
			number: 1,
			state_root,
			slot,
			heads: BTreeMap::new(),
			pending: Vec::new(),
			enacted: Vec::new(),
			dropped: Vec::new(),
			rule,
			hrmp: Hrmp::default(),
		};
		Self {
			settings,
			state,
			blocks: vec![first],
			validators: BTreeMap::new(),
			submitted: Vec::new(),
			scheduled: Vec::new(),
			forced: BTreeMap::new(),
			opened: Vec::new(),
		}
	}

	/// Onboards parachain `para`, which runs `code`: `head` is its head from the next block on.
	pub fn onboard(&mut self, para: ParaId, code: Code, head: HeadData) {
		self.validators.insert(para, Validator::new(code));
		self.forced.insert(para, Some(head));
	}

	/// The last block.
	pub fn last(&self) -> &RelayBlock<R> {
		self.blocks.last().expect("the first block is never removed; qed")
	}

	/// The block `number`.
	pub fn block(&self, number: u32) -> Result<&RelayBlock<R>> {
		number
			.checked_sub(1)
			.and_then(|index| self.blocks.get(usize::try_from(index).ok()?))
			.ok_or(WorldError::UnknownRelayBlock(number))
	}

	/// The head of `para` after the last block.
	pub fn head(&self, para: ParaId) -> Option<&HeadData> {
		self.last().heads.get(&para)
	}

	/// What is stored under `key` after block `number`.
	pub fn read(&self, number: u32, key: &[u8]) -> Result<Option<Vec<u8>>> {
		self.state.read(self.block(number)?.state_root, key)
	}

	/// The next block stores `value` under `key`, or deletes it.
	pub fn schedule(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
		self.scheduled.push((key, value));
	}

	/// The next block opens the HRMP channel from `sender` to `recipient`.
	pub fn open_channel(&mut self, sender: ParaId, recipient: ParaId) {
		self.opened.push((sender, recipient));
	}

	/// The next block forces the head of `para`, as governance can. Its candidates are dropped, and
	/// the rule forgets what it knew of it.
	pub fn set_head(&mut self, para: ParaId, head: HeadData) {
		self.forced.insert(para, Some(head));
	}

	/// The next block offboards `para`: it has no head any more.
	pub fn offboard(&mut self, para: ParaId) {
		self.forced.insert(para, None);
	}

	/// Data of the parachain inherent of a block of `chain` on `parent` that is built at relay
	/// block `number`. `pov_parent` is the parent of the first block of its proof of validity. What
	/// `omit` names is left out of the proof, as an author can without being noticed.
	pub fn inherent_data(
		&self,
		chain: &Chain,
		parent: Hash,
		pov_parent: Hash,
		number: u32,
		omit: &[Vec<u8>],
	) -> Result<ParachainInherentData> {
		let block = self.block(number)?;
		let request: RelayProofRequest =
			chain.call_api(parent, "KeyToIncludeInRelayProof_keys_to_prove", &[])?;
		let mut keys = state::static_keys(chain.para());
		keys.extend(block.hrmp.keys(chain.para()));
		Ok(ParachainInherentData {
			validation_data: PersistedValidationData {
				parent_head: chain.head_data(pov_parent)?,
				relay_parent_number: number,
				relay_parent_storage_root: block.state_root,
				max_pov_size: cumulus_primitives_core::relay_chain::MAX_POV_SIZE,
			},
			relay_chain_state: self.state.prove(block.state_root, keys, &request, omit)?,
			downward_messages: Vec::new(),
			horizontal_messages: block.hrmp.contents(chain.para()),
			relay_parent_descendants: Vec::new(),
			collator_peer_id: None,
		})
	}

	/// Submits `pov` of `para` on `parent_head` at relay parent `relay_parent`. If it is valid, the
	/// next block may back it.
	///
	/// # Errors
	///
	/// [`WorldError::Invalid`] if `validate_block` refuses it.
	pub fn submit(
		&mut self,
		para: ParaId,
		pov: &Pov,
		parent_head: HeadData,
		relay_parent: u32,
	) -> Result<Candidate> {
		let validator = self.validators.get(&para).ok_or(WorldError::UnknownPara(para))?;
		let root = self.block(relay_parent)?.state_root;
		let result = validator.validate(pov, &parent_head, relay_parent, root)?;
		let candidate = Candidate::new(para, relay_parent, parent_head, &result);
		self.submitted.push(candidate.clone());
		Ok(candidate)
	}

	/// Makes the next relay block: enacts what is available and met, backs what was submitted.
	pub fn advance(&mut self) -> &RelayBlock<R> {
		let last = self.last().clone();
		let number = last.number.saturating_add(1);
		let mut next = RelayBlock {
			number,
			slot: Slot::from(u64::from(last.slot).saturating_add(1)),
			enacted: Vec::new(),
			dropped: Vec::new(),
			..last
		};
		for (sender, recipient) in mem::take(&mut self.opened) {
			next.hrmp.open(sender, recipient);
		}
		self.force(&mut next);
		self.enact(&mut next);
		self.back(&mut next);

		let mut changes = mem::take(&mut self.scheduled);
		changes.extend(clock(number, next.slot));
		let previous = &self.last().heads;
		for (para, head) in &next.heads {
			if previous.get(para) != Some(head) {
				changes.push((well_known_keys::para_head(*para), Some(head.encode())));
			}
		}
		for para in previous.keys().filter(|para| !next.heads.contains_key(para)) {
			changes.push((well_known_keys::para_head(*para), None));
		}
		changes.extend(next.hrmp.changes(&self.last().hrmp));
		next.state_root = self.state.apply(next.state_root, &changes);
		self.blocks.push(next);
		self.last()
	}

	/// Reverts the chain to block `number`, with everything its later blocks brought. What was
	/// submitted or scheduled and not yet taken up is forgotten too.
	pub fn revert_to(&mut self, number: u32) -> Result<()> {
		self.block(number).map_err(|_| WorldError::Revert(number))?;
		self.blocks.retain(|block| block.number <= number);
		self.submitted.clear();
		self.scheduled.clear();
		self.forced.clear();
		self.opened.clear();
		Ok(())
	}

	/// Applies forced heads and offboardings.
	fn force(&mut self, next: &mut RelayBlock<R>) {
		for (para, head) in mem::take(&mut self.forced) {
			let known = next.heads.contains_key(&para);
			match head {
				Some(head) => next.heads.insert(para, head),
				None => {
					next.hrmp.offboarded(para);
					next.heads.remove(&para)
				},
			};
			if known {
				next.rule.cleared(para);
				let gone = next.pending.extract_if(.., |candidate| candidate.para == para);
				next.dropped.extend(gone);
			}
		}
	}

	/// Enacts the greatest set of available candidates that is closed under the rule and under
	/// following the head, then drops what waited too long, with its descendants.
	fn enact(&self, next: &mut RelayBlock<R>) {
		let number = next.number;
		let age = |candidate: &Candidate| number.saturating_sub(candidate.backed_at);
		let mut chosen: Vec<usize> = (0..next.pending.len())
			.filter(|index| age(&next.pending[*index]) >= self.settings.availability_delay.max(1))
			.collect();
		loop {
			let candidates: Vec<_> = chosen.iter().map(|index| &next.pending[*index]).collect();
			let met = next.rule.enactable(&candidates);
			let mut heads = next.heads.clone();
			let mut kept = Vec::with_capacity(chosen.len());
			for (index, met) in chosen.iter().zip(met) {
				let candidate = &next.pending[*index];
				if met && heads.get(&candidate.para) == Some(&candidate.parent_head) {
					heads.insert(candidate.para, candidate.head.clone());
					kept.push(*index);
				}
			}
			let stable = kept.len() == chosen.len();
			chosen = kept;
			if stable {
				break;
			}
		}

		let mut heads = next.heads.clone();
		for (index, candidate) in mem::take(&mut next.pending).into_iter().enumerate() {
			if chosen.contains(&index) {
				next.heads.insert(candidate.para, candidate.head.clone());
				heads.insert(candidate.para, candidate.head.clone());
				next.rule.enacted(&candidate);
				next.hrmp.enacted(&candidate, number);
				next.enacted.push(candidate);
				continue;
			}
			let in_time = age(&candidate) < self.settings.availability_deadline;
			let follows = heads.get(&candidate.para) == Some(&candidate.parent_head);
			if in_time && follows {
				heads.insert(candidate.para, candidate.head.clone());
				next.pending.push(candidate);
			} else {
				next.dropped.push(candidate);
			}
		}
	}

	/// Backs what was submitted and fits: onto the head or a backed candidate, not too old, and
	/// passing the filter of the rule. What does not fit is dropped.
	fn back(&mut self, next: &mut RelayBlock<R>) {
		let mut submitted = mem::take(&mut self.submitted);
		// A candidate may have come before its parent.
		loop {
			let before = submitted.len();
			// Blocks that depend on each other's are backed together.
			let all = submitted.clone();
			for mut candidate in mem::take(&mut submitted) {
				let tip = next
					.pending
					.iter()
					.rev()
					.find(|pending| pending.para == candidate.para)
					.map(|pending| &pending.head)
					.or_else(|| next.heads.get(&candidate.para));
				let age = next.number.saturating_sub(candidate.relay_parent);
				let young = age <= self.settings.allowed_ancestry;
				if young && tip == Some(&candidate.parent_head) {
					candidate.backed_at = next.number;
					if next.hrmp.accepts(&candidate)
						&& next.rule.backable(&candidate, &next.pending, &next.enacted, &all)
					{
						next.pending.push(candidate);
						continue;
					}
				}
				submitted.push(candidate);
			}
			if submitted.len() == before {
				break;
			}
		}
		next.dropped.extend(submitted);
	}
}

/// Bytes of this suite's digest items in a head.
pub fn digest_bytes(head: &[u8]) -> usize {
	let Ok(header) = <Header as codec::Decode>::decode(&mut &head[..]) else { return 0 };
	let ours = |item: &&DigestItem| matches!(item, DigestItem::Consensus(id, _) if [PROVIDES_ENGINE_ID, MARK_ENGINE_ID].contains(id));
	header.digest.logs.iter().filter(ours).map(Encode::encoded_size).sum()
}

/// What changes in every block: slot, epoch and randomness.
fn clock(number: u32, slot: Slot) -> Vec<Change> {
	let randomness = |name: &str| Hasher::hash_of(&(name, number));
	vec![
		(well_known_keys::CURRENT_SLOT.to_vec(), Some(slot.encode())),
		(well_known_keys::EPOCH_INDEX.to_vec(), Some(0u64.encode())),
		(
			well_known_keys::CURRENT_BLOCK_RANDOMNESS.to_vec(),
			Some(Some(randomness("block")).encode()),
		),
		(well_known_keys::ONE_EPOCH_AGO_RANDOMNESS.to_vec(), Some(randomness("epoch").encode())),
		(well_known_keys::TWO_EPOCHS_AGO_RANDOMNESS.to_vec(), Some(randomness("old").encode())),
	]
}

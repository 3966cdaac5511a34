//! The relay chain and the parachains together.

use crate::{
	Candidate, Chain, Code, Inclusion, Mailbox, Plan, Pov, Relay, RelayBlock, Result, Rule,
	WorldError, relay::Settings,
};
use cumulus_primitives_core::ParaId;
use sp_runtime::traits::Header as _;
use spec_messaging_test_runtime::{Hash, UncheckedExtrinsic, genesis};
use std::collections::BTreeMap;

/// Parachains and their relay chain.
#[derive(Clone)]
pub struct World<R = Inclusion> {
	/// The relay chain.
	pub relay: Relay<R>,
	/// What collators tell each other.
	pub mailbox: Mailbox,
	chains: BTreeMap<ParaId, Chain>,
}

impl World<Inclusion> {
	/// Parachains `paras` under a relay chain as released.
	pub fn new(paras: &[u32]) -> Result<Self> {
		Self::with_rule(Settings::default(), Inclusion, paras)
	}
}

impl<R: Rule> World<R> {
	/// Parachains `paras`, with channels between all of them, under a relay chain that behaves as
	/// `settings` and `rule` say. All are onboarded when this returns.
	pub fn with_rule(settings: Settings, rule: R, paras: &[u32]) -> Result<Self> {
		Self::with_code(settings, rule, &Code::test_runtime()?, paras)
	}

	/// The same, with parachains that run `code`.
	pub fn with_code(settings: Settings, rule: R, code: &Code, paras: &[u32]) -> Result<Self> {
		Self::onboard(Relay::new(settings, rule), code, paras, genesis::development)
	}

	/// The same, with parachains that send to each other through HRMP, with channels between all of them.
	pub fn with_hrmp(settings: Settings, rule: R, paras: &[u32]) -> Result<Self> {
		let mut relay = Relay::new(settings, rule);
		for sender in paras {
			for recipient in paras.iter().filter(|recipient| *recipient != sender) {
				relay.open_channel((*sender).into(), (*recipient).into());
			}
		}
		Self::onboard(relay, &Code::hrmp()?, paras, |para, _| genesis::alone(para))
	}

	/// Parachains `paras` that run `code` from what `patch` makes of the default genesis, given a para and
	/// its peers. All are onboarded when this returns.
	fn onboard(
		relay: Relay<R>,
		code: &Code,
		paras: &[u32],
		patch: impl Fn(ParaId, Vec<ParaId>) -> serde_json::Value,
	) -> Result<Self> {
		let mut world = Self { relay, mailbox: Mailbox::default(), chains: BTreeMap::new() };
		for para in paras {
			let others = paras.iter().filter(|other| *other != para);
			let peers = others.map(|other| ParaId::from(*other)).collect();
			let id = ParaId::from(*para);
			let chain = Chain::with_genesis(id, code.clone(), patch(id, peers))?;
			let genesis = chain.genesis();
			let code = chain.stored(genesis)?.code.clone();
			world.relay.onboard(chain.para(), code, chain.head_data(genesis)?);
			world.chains.insert(chain.para(), chain);
		}
		world.relay.advance();
		Ok(world)
	}

	/// The parachain `para`.
	pub fn chain(&self, para: u32) -> Result<&Chain> {
		let para = ParaId::from(para);
		self.chains.get(&para).ok_or(WorldError::UnknownPara(para))
	}

	/// The parachain `para`.
	pub fn chain_mut(&mut self, para: u32) -> Result<&mut Chain> {
		let para = ParaId::from(para);
		self.chains.get_mut(&para).ok_or(WorldError::UnknownPara(para))
	}

	/// All parachains, by id.
	pub fn chains(&self) -> impl Iterator<Item = &Chain> {
		self.chains.values()
	}

	/// The plan of a block of `para` on `parent` at the last relay block, alone in its proof of
	/// validity.
	pub fn plan(&self, para: u32, parent: Hash) -> Result<Plan> {
		self.plan_at(para, parent, parent, self.relay.last().number, &[])
	}

	/// The plan of a block of `para` on `parent` at relay block `relay_parent`, in a proof of
	/// validity that begins after `pov_parent`, with the relay keys `omit` not proven. A value under
	/// 32 bytes is part of a node that keys beside it may prove all the same.
	pub fn plan_at(
		&self,
		para: u32,
		parent: Hash,
		pov_parent: Hash,
		relay_parent: u32,
		omit: &[Vec<u8>],
	) -> Result<Plan> {
		let chain = self.chain(para)?;
		let data = self.relay.inherent_data(chain, parent, pov_parent, relay_parent, omit)?;
		Ok(Plan::new(parent, self.relay.block(relay_parent)?.slot, data))
	}

	/// Authors and imports a block of `para` on its best block, at the last relay block.
	pub fn author(&mut self, para: u32, transactions: Vec<UncheckedExtrinsic>) -> Result<Hash> {
		let plan = self.plan(para, self.chain(para)?.best())?;
		self.chain_mut(para)?.author(&plan, transactions)
	}

	/// Authors and imports a bundle of blocks of `para` on its best block, at the last relay block:
	/// one block per element of `bodies`, each with these transactions.
	pub fn author_bundle(
		&mut self,
		para: u32,
		bodies: Vec<Vec<UncheckedExtrinsic>>,
	) -> Result<Vec<Hash>> {
		let pov_parent = self.chain(para)?.best();
		let relay_parent = self.relay.last().number;
		let count = bodies.len();
		let mut blocks = Vec::with_capacity(count);
		for (index, transactions) in bodies.into_iter().enumerate() {
			let parent = blocks.last().copied().unwrap_or(pov_parent);
			let position = u8::try_from(index)
				.map_err(|_| WorldError::Proof("a bundle has at most 256 blocks".into()))?;
			let plan = self
				.plan_at(para, parent, pov_parent, relay_parent, &[])?
				.in_bundle(position, index.saturating_add(1) == count);
			blocks.push(self.chain_mut(para)?.author(&plan, transactions)?);
		}
		Ok(blocks)
	}

	/// The collator of `para` tells all others about its best block.
	pub fn announce(&mut self, para: u32) -> Result<()> {
		let (source, best) = (ParaId::from(para), self.chain(para)?.best());
		let now = self.relay.last().number;
		for receiver in self.chains.keys().filter(|receiver| **receiver != source) {
			self.mailbox.tell(source, *receiver, best, now);
		}
		Ok(())
	}

	/// Puts `blocks` of `para` into a proof of validity and submits it. They were built at relay
	/// block `relay_parent`.
	pub fn submit_at(
		&mut self,
		para: u32,
		blocks: &[Hash],
		relay_parent: u32,
	) -> Result<Candidate> {
		let pov = self.chain(para)?.pov(blocks)?;
		self.submit_pov(para, blocks, &pov, relay_parent)
	}

	/// Submits `pov` as the proof of validity of `blocks`.
	pub fn submit_pov(
		&mut self,
		para: u32,
		blocks: &[Hash],
		pov: &Pov,
		relay_parent: u32,
	) -> Result<Candidate> {
		let chain = self.chain(para)?;
		let first = blocks.first().ok_or(WorldError::NoBlocks)?;
		let parent_head = chain.head_data(*chain.header(*first)?.parent_hash())?;
		self.relay.submit(ParaId::from(para), pov, parent_head, relay_parent)
	}

	/// [`submit_at`](Self::submit_at) the last relay block.
	pub fn submit(&mut self, para: u32, blocks: &[Hash]) -> Result<Candidate> {
		self.submit_at(para, blocks, self.relay.last().number)
	}

	/// Makes the next relay block.
	pub fn advance(&mut self) -> &RelayBlock<R> {
		self.relay.advance()
	}

	/// The sum of all balances of all chains after their best blocks.
	pub fn total_issuance(&self) -> Result<u128> {
		self.chains().try_fold(0u128, |sum, chain| {
			Ok(sum.saturating_add(chain.total_issuance(chain.best())?))
		})
	}
}

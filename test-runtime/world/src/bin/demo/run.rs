//! Runs the chains, relay block by relay block.

use crate::{
	Arguments, Tier,
	late::HELD_MAX,
	ledger::{ChainBook, Ledger},
	transfers::{Round, Transfers},
};
use codec::Encode;
use sp_keyring::Sr25519Keyring::Bob;
use spec_messaging_primitives::{
	late_block::MessagingProofInputs,
	pallets::{SpecRelaySupport, SpeculativeSupport},
};
use spec_messaging_world::{
	Matching, Reach, Result, World, WorldError,
	relay::Settings,
	runtime::{Balance, Hash, UncheckedExtrinsic},
	sign::teleport,
};
use std::collections::{BTreeMap, VecDeque};

/// Roots that the relay chain remembers of each sender. Short, so that a block is late soon.
const WINDOW: u32 = 4;
/// Relay blocks without traffic in which everything in flight has to arrive.
const SETTLE_MAX: u32 = 20;

/// One block that is not included yet.
pub(crate) struct Open {
	pub(crate) block: Hash,
	pub(crate) relay_parent: u32,
	/// True while its candidate is on its way.
	pub(crate) submitted: bool,
	/// True if its candidate went out with a late block proof.
	rebound: bool,
}

/// One run at one tier.
pub(crate) struct Run<'a> {
	arguments: &'a Arguments,
	pub(crate) tier: Tier,
	pub(crate) ids: Vec<u32>,
	pub(crate) world: World<Matching<WINDOW>>,
	pub(crate) transfers: Transfers,
	pub(crate) ledger: Ledger,
	/// Blocks of each chain that are not included, oldest first.
	pub(crate) open: BTreeMap<u32, VecDeque<Open>>,
	/// The chain that is held back now.
	pub(crate) held: Option<u32>,
}

/// Runs a whole demonstration at `tier` and returns its books.
pub(crate) fn run(arguments: &Arguments, tier: Tier) -> Result<Ledger> {
	let mut run = Run::start(arguments, tier)?;
	run.balances(|book| (&mut book.balance.0, &mut book.issuance.0))?;
	// By HRMP a chain sends nothing in its first block.
	let round = run.transfers.idle();
	run.round(&round, false)?;
	run.ledger.comparing = true;
	for _ in 0..arguments.blocks {
		let round = run.transfers.busy();
		run.round(&round, false)?;
	}
	run.ledger.comparing = false;
	run.settle()?;
	let messages = run.ledger.streams.values().map(|stream| stream.messages.len()).sum();
	run.ledger.relay.messages = messages;
	if tier == Tier::Speculative {
		// What this costs the relay chain is not compared.
		let relay = core::mem::take(&mut run.ledger.relay);
		run.late_block()?;
		run.settle()?;
		run.ledger.relay = relay;
	}
	run.world.check_all()?;
	run.balances(|book| (&mut book.balance.1, &mut book.issuance.1))?;
	run.ledger.relay_blocks = run.world.relay.last().number;
	Ok(run.ledger)
}

impl<'a> Run<'a> {
	fn start(arguments: &'a Arguments, tier: Tier) -> Result<Self> {
		let chains = usize::try_from(arguments.chains).unwrap_or(usize::MAX);
		let ids: Vec<u32> = (2_000..).take(chains).collect();
		let settings = Settings { allowed_ancestry: 2 * HELD_MAX, ..Settings::default() };
		let mut world = match tier {
			Tier::Speculative | Tier::Inclusion => {
				World::with_rule(settings, Matching::default(), &ids)?
			},
			Tier::Hrmp => World::with_hrmp(settings, Matching::default(), &ids)?,
		};
		let support = SpecRelaySupport::key().filter(|_| tier == Tier::Speculative);
		let relay = match support {
			Some(key) => {
				world.relay.schedule(key, Some(vec![1]));
				format!("a relay chain that matches and remembers {WINDOW} roots of each")
			},
			None => "a relay chain as released".into(),
		};
		world.advance();
		let run = Self {
			arguments,
			tier,
			world,
			transfers: Transfers::new(ids.clone(), arguments.seed),
			ledger: Ledger::default(),
			open: ids.iter().map(|id| (*id, VecDeque::new())).collect(),
			held: None,
			ids,
		};
		let (name, seed) = (tier.name(), arguments.seed);
		run.say(&format!("{name}: {} chains, {relay}, seed {seed}", run.ids.len()));
		Ok(run)
	}

	/// Progress, unless the output is for a machine.
	pub(crate) fn say(&self, text: &str) {
		if !self.arguments.json {
			println!("relay {:>3}  {text}", self.world.relay.last().number);
		}
	}

	fn balances(
		&mut self,
		place: fn(&mut ChainBook) -> (&mut Balance, &mut Balance),
	) -> Result<()> {
		for id in &self.ids {
			let chain = self.world.chain(*id)?;
			let user = chain.free_balance(chain.best(), &Bob.to_account_id())?;
			let issuance = chain.total_issuance(chain.best())?;
			let (balance, total) = place(self.ledger.chains.entry(*id).or_default());
			(*balance, *total) = (user, issuance);
		}
		Ok(())
	}

	/// Goes on without traffic until everything has arrived.
	fn settle(&mut self) -> Result<()> {
		for _ in 0..SETTLE_MAX {
			if self.ledger.in_flight() == 0 && self.open.values().all(|open| open.len() <= 1) {
				break;
			}
			let round = self.transfers.idle();
			self.round(&round, false)?;
		}
		Ok(())
	}

	/// One relay block: every chain authors, candidates go out, the relay chain moves. The chain that is
	/// held back authors only if `held_authors`, and submits nothing.
	pub(crate) fn round(&mut self, round: &Round, held_authors: bool) -> Result<()> {
		for id in &round.order {
			if self.held != Some(*id) || held_authors {
				let transfers = round.transfers.get(id).map_or(&[][..], Vec::as_slice);
				self.author(*id, transfers)?;
			}
		}
		for id in self.ids.clone() {
			if self.held != Some(id) {
				self.submit(id)?;
			}
		}
		self.advance()
	}

	/// Authors a block of `id` with these transfers and whatever its collator can reach.
	fn author(&mut self, id: u32, transfers: &[(u32, Balance)]) -> Result<()> {
		let chain = self.world.chain(id)?;
		let nonces = chain.nonce(chain.best(), Bob)?..;
		let transactions: Vec<UncheckedExtrinsic> = nonces
			.zip(transfers)
			.map(|(nonce, (to, amount))| chain.sign_with_nonce(Bob, nonce, teleport(*to, *amount)))
			.collect();
		let block = match self.tier {
			Tier::Speculative => {
				self.world.author_collecting(id, transactions, Reach::Speculative)?
			},
			Tier::Inclusion => self.world.author_collecting(id, transactions, Reach::Included)?,
			Tier::Hrmp => self.world.author(id, transactions)?,
		};
		let relay_parent = self.world.relay.last().number;
		self.book_block(id, block, relay_parent)?;
		let open = Open { block, relay_parent, submitted: false, rebound: false };
		self.open.entry(id).or_default().push_back(open);
		Ok(())
	}

	/// Submits the blocks of `id` that are not on their way, with late block proofs where a root left
	/// the window.
	fn submit(&mut self, id: u32) -> Result<()> {
		let open = self.open.get(&id).into_iter().flatten().filter(|open| !open.submitted);
		let waiting: Vec<_> = open.map(|open| (open.block, open.relay_parent)).collect();
		for (block, relay_parent) in waiting {
			let inputs = self.late_block_proofs(id, block)?;
			let rebound = !inputs.late_block_proofs().is_empty();
			self.submit_block(id, block, relay_parent, &inputs)?;
			if rebound {
				let sources = inputs.late_block_proofs().len();
				self.say(&format!("chain {id} submits with {sources} late block proof(s)"));
			}
			let open = self.open.entry(id).or_default().iter_mut();
			for open in open.filter(|open| open.block == block) {
				(open.submitted, open.rebound) = (true, rebound);
			}
		}
		Ok(())
	}

	/// The proofs that `block` needs now. A root that is neither in the window nor on its way is late.
	pub(crate) fn late_block_proofs(&self, id: u32, block: Hash) -> Result<MessagingProofInputs> {
		let rule = &self.world.relay.last().rule;
		self.world.late_block_proofs(id, &[block], |source, root| {
			rule.in_window(source, root) || self.is_on_its_way(source.into(), root)
		})
	}

	/// Submits one block, and compares what the PVF says with what a collator computes from state.
	pub(crate) fn submit_block(
		&mut self,
		id: u32,
		block: Hash,
		relay_parent: u32,
		inputs: &MessagingProofInputs,
	) -> Result<()> {
		let chain = self.world.chain(id)?;
		let expected = chain.commitments(&[block], inputs)?.unwrap_or_default();
		let pov = chain.pov_with(&[block], inputs)?;
		let bytes = pov.encoded_size();
		let candidate = self.world.submit_pov(id, &[block], &pov, relay_parent)?;
		let said = candidate.messaging().map_err(|error| WorldError::Proof(error.to_string()))?;
		if said != expected {
			let fault = format!("chain {id}: the PVF says {said:?}, its collator {expected:?}");
			self.ledger.noticed.push(fault);
		}
		if self.ledger.comparing {
			self.ledger.chains.entry(id).or_default().pov_bytes.push(bytes);
		}
		Ok(())
	}

	/// The relay chain makes a block; what it enacted and dropped is entered.
	pub(crate) fn advance(&mut self) -> Result<()> {
		self.world.advance();
		self.book_relay()?;
		let last = self.world.relay.last();
		let enacted: Vec<_> = last.enacted.iter().map(|c| (c.para, c.head.clone())).collect();
		let dropped: Vec<_> = last.dropped.iter().map(|c| c.para).collect();
		for (para, head) in enacted {
			let id = u32::from(para);
			let chain = self.world.chain(id)?;
			let open = self.open.entry(id).or_default();
			let first = open.pop_front();
			match first.filter(|open| chain.head_data(open.block).is_ok_and(|data| data == head)) {
				Some(open) => {
					let book = self.ledger.chains.entry(id).or_default();
					book.enacted = book.enacted.saturating_add(1);
					book.rebound = book.rebound.saturating_add(u32::from(open.rebound));
					if open.rebound {
						self.say(&format!("chain {id}'s late block is included"));
					}
				},
				None => self.ledger.noticed.push(format!("chain {id}: another block was enacted")),
			}
		}
		for para in dropped {
			// It is submitted again in the next round, with everything that builds on it.
			for open in self.open.entry(u32::from(para)).or_default() {
				open.submitted = false;
			}
		}
		Ok(())
	}
}

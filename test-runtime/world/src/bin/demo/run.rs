//! Runs the chains, relay block by relay block.

use crate::{Arguments, ledger::Ledger};
use codec::Encode;
use cumulus_primitives_core::ParaId;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use sp_keyring::Sr25519Keyring::Bob;
use spec_messaging_primitives::{
	Position, batch::Payload, late_block::MessagingProofInputs, pallets::SpecRelaySupport,
	pallets::SpeculativeSupport, pallets::Tier,
};
use spec_messaging_world::{
	Matching, Reach, Result, World, WorldError,
	relay::Settings,
	runtime::{Balance, Hash, RuntimeEvent, UNIT, UncheckedExtrinsic},
	sign::teleport,
};
use std::collections::{BTreeMap, VecDeque};

/// Roots that the relay chain remembers of each sender. Short, so that a block is late soon.
const WINDOW: u32 = 4;
/// Relay blocks for which the late block is held back: longer than its roots stay in the window.
const HELD: u32 = 8;
/// Relay blocks without traffic in which everything in flight has to arrive.
const SETTLE_MAX: u32 = 20;

/// One block that is not included yet.
struct Open {
	block: Hash,
	relay_parent: u32,
	/// True while its candidate is on its way.
	submitted: bool,
	/// True if its candidate went out with a late block proof.
	rebound: bool,
}

struct Run<'a> {
	arguments: &'a Arguments,
	world: World<Matching<WINDOW>>,
	random: StdRng,
	ledger: Ledger,
	/// Blocks of each chain that are not included, oldest first.
	open: BTreeMap<u32, VecDeque<Open>>,
	/// The chain that is held back now.
	held: Option<u32>,
}

/// Runs a whole demonstration and returns its books.
pub(crate) fn run(arguments: &Arguments) -> Result<Ledger> {
	let ids: Vec<u32> = (2_000..).take(usize::try_from(arguments.chains).unwrap_or(2)).collect();
	let settings = Settings { allowed_ancestry: 2 * HELD, ..Settings::default() };
	let mut world = World::with_rule(settings, Matching::default(), &ids)?;
	if let Some(key) = SpecRelaySupport::key() {
		world.relay.schedule(key, Some(vec![1]));
	}
	world.advance();
	let mut run = Run {
		arguments,
		world,
		random: StdRng::seed_from_u64(arguments.seed),
		ledger: Ledger::default(),
		open: ids.iter().map(|id| (*id, VecDeque::new())).collect(),
		held: None,
	};
	run.say(&format!(
		"{} chains, a relay chain that remembers {WINDOW} roots of each, seed {}",
		ids.len(),
		arguments.seed
	));
	run.balances(&ids, |book| (&mut book.balance.0, &mut book.issuance.0))?;

	let hold_from = arguments.blocks / 3;
	let late = ids.last().copied().unwrap_or_default();
	for round in 0..arguments.blocks {
		if round == hold_from {
			run.held = Some(late);
			run.world.unreachable.insert(late.into());
			run.say(&format!("chain {late} authors a block and holds it back"));
		}
		if round == hold_from.saturating_add(HELD) {
			run.try_late(late)?;
		}
		run.round(&ids, round == hold_from, true)?;
	}
	for _ in 0..SETTLE_MAX {
		run.round(&ids, false, false)?;
	}
	run.world.check_all()?;
	run.balances(&ids, |book| (&mut book.balance.1, &mut book.issuance.1))?;
	run.ledger.relay_blocks = run.world.relay.last().number;
	Ok(run.ledger)
}

impl Run<'_> {
	/// Progress, unless the output is for a machine.
	fn say(&self, text: &str) {
		if !self.arguments.json {
			println!("relay {:>3}  {text}", self.world.relay.last().number);
		}
	}

	fn balances(
		&mut self,
		ids: &[u32],
		place: fn(&mut crate::ledger::ChainBook) -> (&mut Balance, &mut Balance),
	) -> Result<()> {
		for id in ids {
			let chain = self.world.chain(*id)?;
			let user = chain.free_balance(chain.best(), &Bob.to_account_id())?;
			let issuance = chain.total_issuance(chain.best())?;
			let (balance, total) = place(self.ledger.chains.entry(*id).or_default());
			(*balance, *total) = (user, issuance);
		}
		Ok(())
	}

	/// One relay block: every chain authors in a random order, candidates go out, the relay chain moves.
	fn round(&mut self, ids: &[u32], first_of_hold: bool, traffic: bool) -> Result<()> {
		let mut order = ids.to_vec();
		order.shuffle(&mut self.random);
		if let (true, Some(held)) = (first_of_hold, self.held) {
			// Last, so that it builds on blocks that nobody else has included yet.
			order.retain(|id| *id != held);
			order.push(held);
		}
		for id in &order {
			if self.held != Some(*id) || first_of_hold {
				self.author(*id, ids, traffic)?;
			}
		}
		for id in ids {
			if self.held != Some(*id) {
				self.submit(*id)?;
			}
		}
		self.advance()
	}

	/// Authors a block of `id` with a few transfers and whatever its collator can reach.
	fn author(&mut self, id: u32, ids: &[u32], traffic: bool) -> Result<()> {
		let parent = self.world.chain(id)?.best();
		let mut transactions = Vec::new();
		if traffic {
			let others: Vec<u32> = ids.iter().copied().filter(|other| *other != id).collect();
			let mut nonce = self.world.chain(id)?.nonce(parent, Bob)?;
			for other in others {
				for _ in 0..self.random.gen_range(0..3u32) {
					let amount = UNIT * Balance::from(self.random.gen_range(1..100u32));
					let chain = self.world.chain(id)?;
					transactions.push(chain.sign_with_nonce(Bob, nonce, teleport(other, amount)));
					nonce = nonce.saturating_add(1);
				}
			}
		}
		let block = self.author_block(id, transactions)?;
		let relay_parent = self.world.relay.last().number;
		self.book_block(id, block, relay_parent)?;
		let open = Open { block, relay_parent, submitted: false, rebound: false };
		self.open.entry(id).or_default().push_back(open);
		Ok(())
	}

	fn author_block(&mut self, id: u32, transactions: Vec<UncheckedExtrinsic>) -> Result<Hash> {
		self.world.author_collecting(id, transactions, Reach::Speculative)
	}

	/// Enters what a block sent, consumed and executed.
	fn book_block(&mut self, id: u32, block: Hash, relay_parent: u32) -> Result<()> {
		let chain = self.world.chain(id)?;
		let mut line = Vec::new();
		let mut payloads: BTreeMap<ParaId, (Position, Vec<Payload>)> = BTreeMap::new();
		for channel in chain.channels(block)? {
			let sent = chain.call_api(block, "SpecOutboxApi_outgoing", &channel.peer.encode())?;
			payloads.insert(channel.peer, sent);
		}
		for (peer, (first, sent)) in payloads {
			for (position, payload) in (first.get()..).zip(&sent) {
				let direction = (id, u32::from(peer));
				self.ledger.sent(direction, position, relay_parent, payload.len());
			}
			if !sent.is_empty() {
				line.push(format!("sends {} to {}", sent.len(), u32::from(peer)));
			}
		}
		for record in chain.events(block)? {
			let book = self.ledger.chains.entry(id).or_default();
			match record.event {
				RuntimeEvent::SpecInbox(pallet_spec_inbox::Event::Ingested {
					source,
					first,
					count,
					tier,
				}) => {
					let speculative = tier == Tier::Speculative;
					let direction = (u32::from(source), id);
					self.ledger.consumed(direction, first.get(), count, relay_parent, speculative);
					let root = if speculative { "a speculative" } else { "an included" };
					line.push(format!("takes {count} of {} under {root} root", u32::from(source)));
				},
				RuntimeEvent::SpecInbox(pallet_spec_inbox::Event::Refused { source, reason }) => {
					let source = u32::from(source);
					self.ledger.noticed.push(format!("chain {id} refused {source}: {reason}"));
				},
				RuntimeEvent::MessageQueue(pallet_message_queue::Event::Processed {
					success,
					..
				}) => {
					book.executed.0 = book.executed.0.saturating_add(1);
					book.executed.1 = book.executed.1.saturating_add(u32::from(!success));
				},
				RuntimeEvent::MessageQueue(pallet_message_queue::Event::ProcessingFailed {
					..
				}) => book.executed.1 = book.executed.1.saturating_add(1),
				_ => {},
			}
		}
		let book = self.ledger.chains.entry(id).or_default();
		book.blocks = book.blocks.saturating_add(1);
		if !line.is_empty() {
			self.say(&format!("chain {id} {}", line.join(", ")));
		}
		Ok(())
	}

	/// Submits the blocks of `id` that are not on their way, with late block proofs where a root left
	/// the window.
	fn submit(&mut self, id: u32) -> Result<()> {
		let waiting: Vec<_> = self
			.open
			.get(&id)
			.into_iter()
			.flatten()
			.filter(|open| !open.submitted)
			.map(|open| (open.block, open.relay_parent))
			.collect();
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
	fn late_block_proofs(&self, id: u32, block: Hash) -> Result<MessagingProofInputs> {
		let on_its_way = |source: ParaId, root: &_| {
			let open = self.open.get(&u32::from(source)).into_iter().flatten();
			open.filter(|open| open.submitted || self.held != Some(u32::from(source))).any(|open| {
				self.world
					.chain(u32::from(source))
					.and_then(|chain| chain.provides_root(open.block))
					.is_ok_and(|provided| provided.as_ref() == Some(root))
			})
		};
		let rule = &self.world.relay.last().rule;
		self.world.late_block_proofs(id, &[block], |source, root| {
			rule.in_window(source, root) || on_its_way(source, root)
		})
	}

	/// Submits one block, and compares what the PVF says with what a collator computes from state.
	fn submit_block(
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
		self.ledger.chains.entry(id).or_default().pov_bytes.push(bytes);
		Ok(())
	}

	/// Submits the held block without a proof, sees it refused, and lets go of it.
	fn try_late(&mut self, id: u32) -> Result<()> {
		let first = self.open.get(&id).and_then(VecDeque::front);
		let Some((block, relay_parent)) = first.map(|open| (open.block, open.relay_parent)) else {
			return Err(WorldError::NoBlocks);
		};
		self.submit_block(id, block, relay_parent, &MessagingProofInputs::default())?;
		let dropped = self.world.advance().dropped.iter().any(|c| c.para == ParaId::from(id));
		let book = self.ledger.chains.entry(id).or_default();
		if dropped {
			book.refused_late = book.refused_late.saturating_add(1);
			self.say(&format!("chain {id}'s block is refused: its roots left the window"));
		} else {
			self.ledger.noticed.push(format!("chain {id}: a late block was not refused"));
		}
		self.settle_candidates();
		self.held = None;
		self.world.unreachable.clear();
		Ok(())
	}

	/// The relay chain makes a block.
	fn advance(&mut self) -> Result<()> {
		self.world.advance();
		self.settle_candidates();
		Ok(())
	}

	/// Enters what the last relay block enacted and dropped.
	fn settle_candidates(&mut self) {
		let last = self.world.relay.last();
		let enacted: Vec<_> = last.enacted.iter().map(|c| (c.para, c.head.clone())).collect();
		let dropped: Vec<_> = last.dropped.iter().map(|c| (c.para, c.head.clone())).collect();
		for (para, head) in enacted {
			let id = u32::from(para);
			let Ok(chain) = self.world.chain(id) else { continue };
			let open = self.open.entry(id).or_default();
			let is_it = |o: &Open| chain.head_data(o.block).is_ok_and(|data| data == head);
			let book = self.ledger.chains.entry(id).or_default();
			if let Some(open) = open.front().filter(|o| is_it(o)) {
				book.enacted = book.enacted.saturating_add(1);
				book.rebound = book.rebound.saturating_add(u32::from(open.rebound));
				if open.rebound && !self.arguments.json {
					let number = last_number(&self.world);
					println!("relay {number:>3}  chain {id}'s late block is included");
				}
				self.open.entry(id).or_default().pop_front();
			} else {
				self.ledger.noticed.push(format!("chain {id}: an unknown block was enacted"));
			}
		}
		for (para, _) in dropped {
			// It is submitted again in the next round, with everything that builds on it.
			for open in self.open.entry(u32::from(para)).or_default() {
				open.submitted = false;
			}
		}
	}
}

fn last_number(world: &World<Matching<WINDOW>>) -> u32 {
	world.relay.last().number
}

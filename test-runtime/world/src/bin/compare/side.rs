//! Plays a case on one transport, or on none, and keeps its blocks.

use crate::shape::{Program, Role, Shape};
use codec::{Decode, Encode};
use cumulus_primitives_core::{AggregateMessageOrigin, relay_chain::HeadData};
use frame_support::{dispatch::PerDispatchClass, storage::storage_prefix, weights::Weight};
use serde::{Deserialize, Serialize};
use sp_keyring::Sr25519Keyring::Alice;
use spec_messaging_primitives::inherent::INHERENT_IDENTIFIER;
use spec_messaging_runtime_api::ChannelSummary;
use spec_messaging_world::{
	Chain, Code, Inclusion, Plan, Reach, Result, World, WorldError,
	relay::{Settings, digest_bytes},
	runtime::{
		Hash, RuntimeCall, RuntimeEvent, SpecOutbox, UncheckedExtrinsic, load,
		messaging::{ExecuteUntil, QueriesSiblings},
		xcm_config::InstructionWeight,
	},
};
use std::collections::{HashMap, hash_map::Entry};

/// The chain whose blocks are measured.
pub(crate) const HUB: u32 = 2_000;
/// Bytes of the message that a channel carries before it is measured.
const WARM_UP_BYTES: u32 = 32;
/// Blocks of each chain before anything is measured. After six nobody refreshes a register any more, and after 16
/// the rings of included roots are as full as they get.
const WARM_UP_ROUNDS: u32 = 17;
/// Weight of an instruction of a program that is executed. A teleport has five, so it weighs 250 us and 5 KiB: what
/// runtimes have that measure XCM, two accounts read and written.
const INSTRUCTION: Weight = Weight::from_parts(50_000_000, 1_024);
/// Relay blocks in which everything has to be sent, or to arrive.
const ROUNDS_MAX: u32 = 1_024;

/// How messages travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Transport {
	/// This suite at the inclusion tier.
	Ours,
	/// The same, with all messages put into the queue as HRMP's are.
	Queued,
	/// xcmp-queue and the relay chain's state.
	Hrmp,
}

impl Transport {
	/// This suite and HRMP, each as it is by default.
	pub(crate) const BOTH: [Self; 2] = [Self::Ours, Self::Hrmp];
}

/// One block, with all that is needed to make it and to check it again.
#[derive(Clone)]
pub(crate) struct Step {
	/// What its author decided.
	pub(crate) plan: Plan,
	/// Its transactions.
	pub(crate) transactions: Vec<UncheckedExtrinsic>,
	/// The block.
	pub(crate) block: Hash,
	/// Its proof of validity, encoded.
	pub(crate) pov: Vec<u8>,
	/// The head it is built on.
	pub(crate) parent_head: HeadData,
	/// Number and state root of its relay parent.
	pub(crate) relay: (u32, Hash),
	/// The weight that the block accounts for.
	pub(crate) weight: Weight,
}

/// A case on one transport.
#[derive(Clone)]
pub(crate) struct Side {
	/// Where it was played.
	pub(crate) world: World<Inclusion>,
	/// The runtime.
	pub(crate) code: Code,
	/// Blocks until everything had left.
	pub(crate) sent: Vec<Step>,
	/// Blocks until everything was executed.
	pub(crate) received: Vec<Step>,
	/// Bytes that the relay chain's state has written for the messages to the measured chain.
	pub(crate) relay_bytes: usize,
	/// Values that it has written for them.
	pub(crate) relay_writes: usize,
}

impl Side {
	/// Plays `shape`: the measured chain sends, then its peers send as much to it.
	pub(crate) fn play(transport: Transport, shape: Shape, warm: &mut Warm) -> Result<Self> {
		let mut side = warm.side(transport, shape.peers)?;
		let peers = peers(shape.peers);
		side.send(transport, shape, &peers)?;
		side.receive(transport, shape, &peers)?;
		Ok(side)
	}

	/// Plays the receiving part of `shape` without a transport: what it would have brought is put into the
	/// queue by a transaction, and taken from there. With `messages` 0 it is a block that does nothing.
	pub(crate) fn queue(shape: Shape, at_once: bool) -> Result<Self> {
		let mut side = Self::start(Transport::Ours, 0)?;
		let (peers, bytes) = (peers(shape.peers), shape.bytes);
		let messages = shape.messages.checked_div(shape.peers).unwrap_or_default();
		let total = messages.saturating_mul(shape.peers);
		let call = load::Call::enqueue { peers, messages, bytes, at_once };
		let transaction = sudo(side.hub()?, call.into())?;
		let step = side.step(HUB, Transport::Ours, vec![transaction])?;
		let processed = side.processed(step.block)?;
		if processed != total {
			return Err(WorldError::Proof(format!("{processed} of {total} were taken")));
		}
		side.received.push(step);
		Ok(side)
	}

	/// The measured chain with so many peers, which sent nothing yet.
	pub(crate) fn start(transport: Transport, count: u32) -> Result<Self> {
		let ids: Vec<u32> = core::iter::once(HUB).chain(peers(count)).collect();
		let (mut world, code) = match transport {
			Transport::Ours | Transport::Queued => {
				(World::with_rule(Settings::default(), Inclusion, &ids)?, Code::test_runtime()?)
			},
			Transport::Hrmp => {
				(World::with_hrmp(Settings::default(), Inclusion, &ids)?, Code::hrmp()?)
			},
		};
		// By HRMP a chain sends nothing in its first block.
		for id in &ids {
			let block = world.author(*id, Vec::new())?;
			world.submit(*id, &[block])?;
		}
		settle(&mut world);
		Ok(Self {
			world,
			code,
			sent: Vec::new(),
			received: Vec::new(),
			relay_bytes: 0,
			relay_writes: 0,
		})
	}

	/// The blocks of `role`.
	pub(crate) fn steps(&self, role: Role) -> &[Step] {
		match role {
			Role::Sender => &self.sent,
			Role::Receiver => &self.received,
		}
	}

	/// The chain whose blocks are measured.
	pub(crate) fn hub(&self) -> Result<&Chain> {
		self.world.chain(HUB)
	}

	/// Sets what of the measured chain's runtime is a setting.
	fn configure(&mut self, transport: Transport, items: Vec<(Vec<u8>, Vec<u8>)>) -> Result<()> {
		let call = frame_system::Call::set_storage { items };
		let transaction = sudo(self.hub()?, call.into())?;
		self.step(HUB, transport, vec![transaction])?;
		settle(&mut self.world);
		Ok(())
	}

	/// A message each way on every channel, and blocks until nobody has anything more to say about them: what is
	/// measured is a channel in use, not its first block.
	fn warm_up(&mut self, transport: Transport, peers: &[u32]) -> Result<()> {
		let count = u32::try_from(peers.len()).unwrap_or(u32::MAX);
		let mut first = vec![self.load(HUB, peers, count, WARM_UP_BYTES)?];
		// A chain asks one peer a block about its version, and that message takes the room of another.
		for round in 0..WARM_UP_ROUNDS.max(count.saturating_add(4)) {
			for peer in peers {
				let first = match round {
					0 => vec![self.load(*peer, &[HUB], 1, WARM_UP_BYTES)?],
					_ => Vec::new(),
				};
				self.step(*peer, transport, first)?;
			}
			self.step(HUB, transport, core::mem::take(&mut first))?;
			settle(&mut self.world);
		}
		Ok(())
	}

	/// The measured chain sends, and authors until nothing waits to leave it.
	fn send(&mut self, transport: Transport, shape: Shape, peers: &[u32]) -> Result<()> {
		let mut left = shape.messages;
		for _ in 0..ROUNDS_MAX {
			let step = self.step_sending(HUB, transport, peers, shape, &mut left)?;
			self.sent.push(step);
			settle(&mut self.world);
			if left == 0 && !self.waits(HUB)? {
				return Ok(());
			}
			// A channel takes more once its receiver took what is in it.
			for peer in peers {
				self.step(*peer, transport, Vec::new())?;
			}
			settle(&mut self.world);
		}
		Err(WorldError::Proof("messages do not leave".into()))
	}

	/// Each peer sends its part to the measured chain, which authors until it has executed everything.
	fn receive(&mut self, transport: Transport, shape: Shape, peers: &[u32]) -> Result<()> {
		let (each, more) = (
			shape.messages.checked_div(shape.peers).unwrap_or_default(),
			shape.messages.checked_rem(shape.peers).unwrap_or_default(),
		);
		let mut unsent: Vec<(u32, u32)> = (0..)
			.zip(peers)
			.map(|(index, peer)| (*peer, each.saturating_add(u32::from(index < more))))
			.collect();
		let before = self.world.relay.last().number;
		for (peer, unsent) in &mut unsent {
			self.step_sending(*peer, transport, &[HUB], shape, unsent)?;
		}
		settle(&mut self.world);
		self.book(before)?;

		let mut left = shape.messages;
		for _ in 0..ROUNDS_MAX {
			let before = self.world.relay.last().number;
			for (peer, unsent) in &mut unsent {
				if *unsent > 0 || self.waits(*peer)? {
					self.step_sending(*peer, transport, &[HUB], shape, unsent)?;
				}
			}
			let step = self.step(HUB, transport, Vec::new())?;
			let executed = match shape.program {
				Program::Refused => self.processed(step.block)?,
				Program::Teleport => self.teleported(step.block)?,
			};
			left = left.saturating_sub(executed);
			self.received.push(step);
			settle(&mut self.world);
			self.book(before)?;
			if left == 0 {
				return Ok(());
			}
		}
		Err(WorldError::Proof(format!("{left} messages do not arrive")))
	}

	/// A block of `para` in which it sends of `left` messages what one block may and its channels take.
	fn step_sending(
		&mut self,
		para: u32,
		transport: Transport,
		peers: &[u32],
		shape: Shape,
		left: &mut u32,
	) -> Result<Step> {
		let messages = shape.block_max().min(*left);
		if messages == 0 {
			return self.step(para, transport, Vec::new());
		}
		let (peers, bytes) = (peers.to_vec(), shape.bytes);
		let call = match (transport, shape.program) {
			// All of them fit the channels.
			(_, Program::Teleport) => load::Call::teleport { peers, messages },
			// It takes everything or fails, and keeps what its channels do not.
			(Transport::Hrmp, Program::Refused) => load::Call::send { peers, messages, bytes },
			(Transport::Ours | Transport::Queued, Program::Refused) => {
				load::Call::send_some { peers, messages, bytes }
			},
		};
		let before = self.sent_by(para)?;
		let transaction = sudo(self.world.chain(para)?, call.into())?;
		let step = self.step(para, transport, vec![transaction])?;
		let sent = match transport {
			Transport::Hrmp => messages,
			Transport::Ours | Transport::Queued => {
				let sent = self.sent_by(para)?.saturating_sub(before);
				u32::try_from(sent).unwrap_or(u32::MAX)
			},
		};
		*left = left.saturating_sub(sent);
		Ok(step)
	}

	/// How many messages `para` ever sent by this suite.
	fn sent_by(&self, para: u32) -> Result<u64> {
		let chain = self.world.chain(para)?;
		chain.inspect(chain.best(), || {
			let sent = |channel: &ChannelSummary| channel.sent.get();
			SpecOutbox::channels().iter().map(sent).sum()
		})
	}

	/// Whether pages of HRMP wait to leave `para`. Ours are never kept for a later block.
	pub(crate) fn waits(&self, para: u32) -> Result<bool> {
		let chain = self.world.chain(para)?;
		let prefix = storage_prefix(b"XcmpQueue", b"OutboundXcmpMessages");
		let mut pages = chain.pairs(chain.best())?.into_iter();
		Ok(pages.any(|(key, _)| key.starts_with(&prefix)))
	}

	/// `messages` messages to `peers`, as the transaction of the superuser.
	pub(crate) fn load(
		&self,
		para: u32,
		peers: &[u32],
		messages: u32,
		bytes: u32,
	) -> Result<UncheckedExtrinsic> {
		let chain = self.world.chain(para)?;
		sudo(chain, load::Call::send { peers: peers.to_vec(), messages, bytes }.into())
	}

	/// Authors, imports and submits a block.
	///
	/// # Errors
	///
	/// [`WorldError::Proof`] if what a transaction of the superuser calls fails.
	pub(crate) fn step(
		&mut self,
		para: u32,
		transport: Transport,
		transactions: Vec<UncheckedExtrinsic>,
	) -> Result<Step> {
		let chain = self.world.chain(para)?;
		let parent = chain.best();
		let parent_head = chain.head_data(parent)?;
		let relay_parent = self.world.relay.last();
		let relay = (relay_parent.number, relay_parent.state_root);
		let mut plan = self.world.plan(para, parent)?;
		if transport != Transport::Hrmp {
			let data = self.world.collect(para, parent, relay.0, Reach::Included)?;
			plan = plan.with_inherent(INHERENT_IDENTIFIER, &data);
		}
		let chain = self.world.chain_mut(para)?;
		let block = chain.author(&plan, transactions.clone())?;
		for record in chain.events(block)? {
			if let RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result: Err(error) }) =
				record.event
			{
				return Err(WorldError::Proof(format!("not sent: {error:?}")));
			}
		}
		let weight = weight(chain.storage(block, &storage_prefix(b"System", b"BlockWeight"))?)?;
		let pov = chain.pov(&[block])?;
		self.world.submit_pov(para, &[block], &pov, relay.0)?;
		Ok(Step { plan, transactions, block, pov: pov.encode(), parent_head, relay, weight })
	}

	/// How many messages of this program `block` of the measured chain executed.
	pub(crate) fn processed(&self, block: Hash) -> Result<u32> {
		processed(self.hub()?, block)
	}

	/// How many accounts began to exist in `block` of the measured chain: one for each teleport.
	fn teleported(&self, block: Hash) -> Result<u32> {
		let is_new = |event: &RuntimeEvent| {
			matches!(event, RuntimeEvent::Balances(pallet_balances::Event::Endowed { .. }))
		};
		count_events(self.hub()?, block, is_new)
	}

	/// Enters what relay blocks after `before` wrote for messages.
	fn book(&mut self, before: u32) -> Result<()> {
		for number in before.saturating_add(1)..=self.world.relay.last().number {
			let (last, block) = (
				self.world.relay.block(number.saturating_sub(1))?,
				self.world.relay.block(number)?,
			);
			let mut bytes = 0usize;
			let mut writes = 0usize;
			for (_, value) in block.hrmp.changes(&last.hrmp) {
				bytes = bytes.saturating_add(value.map_or(0, |value| value.len()));
				writes = writes.saturating_add(1);
			}
			for candidate in &block.enacted {
				bytes = bytes.saturating_add(digest_bytes(&candidate.head.0));
			}
			self.relay_bytes = self.relay_bytes.saturating_add(bytes);
			self.relay_writes = self.relay_writes.saturating_add(writes);
		}
		Ok(())
	}
}

/// Sides whose channels are in use, by transport and number of peers. What warms them up takes longer than most
/// cases, so it is done once.
pub(crate) struct Warm {
	known: HashMap<(Transport, u32), Side>,
	/// Whether the measured chain keeps the heads of its peers for queries.
	queries: bool,
}

impl Warm {
	/// None yet.
	pub(crate) fn new(queries: bool) -> Self {
		Self { known: HashMap::new(), queries }
	}

	fn side(&mut self, transport: Transport, count: u32) -> Result<Side> {
		match self.known.entry((transport, count)) {
			Entry::Occupied(known) => Ok(known.get().clone()),
			Entry::Vacant(unknown) => {
				let mut side = Side::start(transport, count)?;
				let mut items = vec![(InstructionWeight::key().to_vec(), INSTRUCTION.encode())];
				if transport != Transport::Hrmp && !self.queries {
					// HRMP has nothing that would compare.
					items.push((QueriesSiblings::key().to_vec(), false.encode()));
				}
				if transport == Transport::Queued {
					items.push((ExecuteUntil::key().to_vec(), Weight::zero().encode()));
				}
				side.configure(transport, items)?;
				side.warm_up(transport, &peers(count))?;
				Ok(unknown.insert(side).clone())
			},
		}
	}
}

/// Ids of so many peers of the measured chain.
pub(crate) fn peers(count: u32) -> Vec<u32> {
	(HUB.saturating_add(1)..).take(usize::try_from(count).unwrap_or_default()).collect()
}

/// `call` of the superuser on the best block of `chain`.
pub(crate) fn sudo(chain: &Chain, call: RuntimeCall) -> Result<UncheckedExtrinsic> {
	chain.sign(chain.best(), Alice, pallet_sudo::Call::sudo { call: Box::new(call) })
}

/// What was submitted is enacted.
pub(crate) fn settle(world: &mut World<Inclusion>) {
	world.advance();
	world.advance();
}

/// The weight of a block, all classes together.
fn weight(stored: Option<Vec<u8>>) -> Result<Weight> {
	let stored = stored.ok_or_else(|| WorldError::Proof("a block without weight".into()))?;
	PerDispatchClass::<Weight>::decode(&mut &stored[..])
		.map(|weight| weight.total())
		.map_err(|error| WorldError::Proof(error.to_string()))
}

/// How many messages of this program `block` of `chain` executed. Their calls can not be decoded, unlike
/// what chains ask each other about versions.
pub(crate) fn processed(chain: &Chain, block: Hash) -> Result<u32> {
	use pallet_message_queue::Event::{Processed, ProcessingFailed};
	let is_ours = |event: &RuntimeEvent| {
		matches!(
			event,
			RuntimeEvent::MessageQueue(
				Processed { origin: AggregateMessageOrigin::Sibling(_), success: false, .. }
					| ProcessingFailed { origin: AggregateMessageOrigin::Sibling(_), .. }
			)
		)
	};
	count_events(chain, block, is_ours)
}

/// How many events of `block` of `chain` are such.
fn count_events(
	chain: &Chain,
	block: Hash,
	is_such: impl Fn(&RuntimeEvent) -> bool,
) -> Result<u32> {
	let events = chain.events(block)?;
	let count = events.iter().filter(|record| is_such(&record.event)).count();
	Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

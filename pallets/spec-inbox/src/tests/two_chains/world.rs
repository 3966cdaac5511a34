//! The two chains, what happens to them, and the checks after each step.
//!
//! Each chain stands inside an open block all the time. Ending it commits, gives the relay chain a head, and
//! lets a relayer collect batches of that very block, built by the sending pallet itself.

use alloc::{collections::VecDeque, format, string::String, vec, vec::Vec};
use codec::Encode;
use core::marker::PhantomData;
use cumulus_primitives_core::relay_chain::HeadData;
use frame_support::{
	storage::with_storage_layer,
	traits::{OnFinalize, OnIdle, OnInitialize, OnRuntimeUpgrade},
	weights::Weight,
};
use frame_system::{
	Pallet as System, RawOrigin,
	pallet_prelude::{BlockNumberFor, HeaderFor},
};
use sp_core::{
	offchain::{OffchainDbExt, testing::TestOffchainExt},
	storage::StateVersion,
};
use sp_io::hashing::blake2_256;
use sp_runtime::{DigestItem, DispatchError, traits::Header};
use sp_state_machine::prove_read;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::{BatchError, MessageBatch},
	commitment::PROVIDES_ENGINE_ID,
	hashing::{Hash, ProvidesRoot},
	inherent::IngestData,
	pallets::{HandleMessages, HandleReading, NotedHead, Reading, RelayBlockNumber},
	skip::{SkippedStretch, receipts_key},
};
use spec_messaging_runtime_api::{BatchLimits, Refusal};

use super::{
	lives::Life,
	oracle::{Direction, End},
	phases::{Cause, ReaderPhase, SenderPhase},
	runtime::*,
};
use crate::{Frontiers, RefusalTally, Refusals, Sources, Tombstones, deliver::Carrier};

pub(super) type Inbox<T> = crate::Pallet<T>;
pub(super) type Outbox<T> = pallet_spec_outbox::Pallet<T>;

/// One of the two chains.
pub(super) type Side = usize;

/// Something that happens. The side is that of the chain that does it.
#[derive(Clone, Debug)]
pub(super) enum Action {
	/// Sends a message of so many bytes that begins with this one.
	Send(Side, u8, u16),
	/// Ends the block, with a message of so many bytes sent after its commitment if that is not 0. A relayer
	/// collects batches of at most `cut` messages. The next block shows the other chain's head, or not.
	EndBlock { side: Side, late: u16, cut: u8, shows_head: bool },
	/// Brings something that was collected, whether it continues or not.
	DeliverAny(Side, u8),
	/// Brings the newest that continues; by transaction or in the inherent.
	Deliver { side: Side, transaction: bool },
	/// Brings the newest register.
	Refresh(Side),
	/// Runs the queue with so many hundred microseconds.
	Serve(Side, u16),
	/// Consumes nothing until further notice.
	Suspend(Side),
	/// Consumes again.
	Resume(Side),
	/// Says that this chain was rewound.
	RaiseGeneration(Side),
	/// Reads the other chain from the beginning of its generation.
	Reanchor(Side),
	/// Takes payloads of at most so many bytes.
	Take(Side, u16),
	/// Retries one of the dead letters, with its payload or another.
	Retry { side: Side, which: u8, honest: bool },
	/// Skips what was collected as a stretch.
	Skip(Side),
	/// Reads what the other chain skipped.
	ReadReceipts(Side),
	/// Executes the first message that the queue set aside as too heavy.
	ExecuteOverweight(Side),
	/// Time passes on the relay chain.
	Wait(u8),
	/// Does something with a channel.
	Live(Side, Life),
	/// The next block is the first of a new version of the runtime.
	Upgrade(Side),
	/// Commits in another format from now on.
	Speak(Side, Format),
}

/// How a chain commits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
	/// As both know it.
	#[default]
	Known,
	/// With another version in the preimage of its roots.
	OtherVersion,
	/// Under another name in the digest of its headers.
	OtherDigest,
}

impl Format {
	/// The root that a chain commits instead.
	fn root_of(self, root: ProvidesRoot) -> ProvidesRoot {
		match self {
			Self::Known | Self::OtherDigest => root,
			// What it is a hash of, nobody here can know: it is another one.
			Self::OtherVersion => {
				ProvidesRoot(blake2_256(&[&[8, 1], root.as_ref()].concat()).into())
			},
		}
	}

	/// What stands in its header instead.
	fn digest_of(self, item: DigestItem) -> DigestItem {
		match (self, item) {
			(Self::OtherVersion, DigestItem::Consensus(PROVIDES_ENGINE_ID, root)) => {
				let root = Hash::from_slice(&root);
				let root = self.root_of(ProvidesRoot(root));
				DigestItem::Consensus(PROVIDES_ENGINE_ID, root.as_ref().to_vec())
			},
			(Self::OtherDigest, DigestItem::Consensus(PROVIDES_ENGINE_ID, root)) => {
				DigestItem::Consensus(*b"SPM9", root)
			},
			(_, item) => item,
		}
	}
}

impl Action {
	/// Which chain does it, and what that may do to its phases.
	const fn cause(&self) -> (Side, Cause) {
		match *self {
			Self::Deliver { side, .. } | Self::DeliverAny(side, _) | Self::Refresh(side) => {
				(side, Cause::Heard)
			},
			Self::Suspend(side) => (side, Cause::Suspend),
			Self::Resume(side) => (side, Cause::Resume),
			Self::RaiseGeneration(side) => (side, Cause::RaiseGeneration),
			Self::Reanchor(side) => (side, Cause::Reanchor),
			Self::Live(side, life) => (side, life.cause()),
			Self::Send(side, ..)
			| Self::EndBlock { side, .. }
			| Self::Serve(side, _)
			| Self::Take(side, _)
			| Self::Retry { side, .. }
			| Self::Skip(side)
			| Self::ReadReceipts(side)
			| Self::ExecuteOverweight(side)
			| Self::Upgrade(side)
			| Self::Speak(side, _) => (side, Cause::Other),
			Self::Wait(_) => (0, Cause::Other),
		}
	}
}

/// What a relayer collected of one block.
struct Mail {
	/// Consecutive, from where the receiver stood.
	batches: Vec<MessageBatch>,
	/// `None` if the block says nothing about the receiver.
	refresh: Option<MessageBatch>,
	stretch: Option<SkippedStretch>,
	format: Format,
}

/// What a node of a chain proves of its receipts after a block.
struct Proven {
	number: u32,
	state_root: Hash,
	nodes: Vec<Vec<u8>>,
}

struct Chain {
	id: ParaId,
	ext: sp_io::TestExternalities,
	/// Number of the open block.
	number: u32,
	/// The last block that ended.
	head: Option<HeadData>,
	/// Its receipts about the other chain.
	receipts: Option<Proven>,
	/// What was collected for this chain, the newest at the end.
	mail: VecDeque<Mail>,
	/// What the queue set aside.
	heavy: VecDeque<(u32, u32)>,
	/// Messages that were sent, to make each another.
	sent: u32,
	/// Whether the next block is the first of a new version.
	upgrades: bool,
	format: Format,
}

/// Two chains of one runtime.
pub(super) struct World<T> {
	chains: [Chain; 2],
	/// What each chain sends to the other.
	pub(super) directions: [Direction; 2],
	pub(super) relay: RelayBlockNumber,
	trace: Vec<String>,
	_runtime: PhantomData<T>,
}

impl<T> Drop for World<T> {
	fn drop(&mut self) {
		if std::thread::panicking() {
			std::eprintln!("What happened:\n{}", self.trace.join("\n"));
		}
	}
}

pub(super) fn id_of(side: Side) -> ParaId {
	ParaId::new(2_000 + side as u32)
}

fn begin<T: Pair + frame_system::Config<Hash = Hash>>(number: u32, parent: Hash) {
	let number = BlockNumberFor::<T>::from(number);
	System::<T>::reset_events();
	System::<T>::initialize(&number, &parent, &Default::default());
	T::All::on_initialize(number);
}

impl Chain {
	fn new<T: Pair + frame_system::Config<Hash = Hash>>(side: Side) -> Self {
		let mut ext = sp_io::TestExternalities::new_empty();
		let (offchain, _) = TestOffchainExt::with_offchain_db(ext.offchain_db());
		ext.register_extension(OffchainDbExt::new(offchain));
		let (id, other) = (id_of(side), id_of(1 - side));
		ext.execute_with(|| {
			SelfId::set(&id);
			begin::<T>(1, Hash::zero());
			let signed = |who| RawOrigin::Signed(who).into();
			Outbox::<T>::open_channel(signed(OPENER), other).expect("there is room");
			Inbox::<T>::accept_channel(signed(READER), other).expect("there is room");
		});
		let (mail, heavy) = (VecDeque::new(), VecDeque::new());
		Self {
			id,
			ext,
			number: 1,
			head: None,
			receipts: None,
			mail,
			heavy,
			sent: 0,
			upgrades: false,
			format: Format::Known,
		}
	}
}

impl<T: Pair + frame_system::Config<Hash = Hash>> World<T> {
	pub(super) fn new() -> Self {
		let mut directions: [Direction; 2] = Default::default();
		for direction in &mut directions {
			direction.phases.opened_at = 1;
			direction.phases.sender_became(SenderPhase::Opening, Cause::Open, true);
			direction.phases.reader_became(ReaderPhase::Accepted, Cause::Accept, 0);
		}
		Self {
			chains: [Chain::new::<T>(0), Chain::new::<T>(1)],
			directions,
			relay: 1,
			trace: vec![],
			_runtime: PhantomData,
		}
	}

	/// Runs in the open block of one chain.
	pub(super) fn on<R>(&mut self, side: Side, run: impl FnOnce() -> R) -> R {
		let relay = self.relay;
		self.chains[side].ext.execute_with(|| {
			RelayNumber::set(&relay);
			run()
		})
	}

	/// Lets it happen and checks everything.
	pub(super) fn step(&mut self, action: &Action) {
		self.trace.push(format!("{action:?}"));
		let outcome = self.act(action);
		if let Some(line) = self.trace.last_mut() {
			*line = format!("{line}: {outcome}");
		}
		let (actor, cause) = action.cause();
		for side in [0, 1] {
			self.look(side);
			self.check(side);
			self.check_phases(side, if side == actor { cause } else { Cause::Other });
		}
	}

	fn act(&mut self, action: &Action) -> String {
		match *action {
			Action::Send(side, kind, len) => format!("{:?}", self.send(side, kind, len)),
			Action::EndBlock { side, late, cut, shows_head } => {
				self.end_block(side, late, cut, shows_head)
			},
			Action::DeliverAny(side, which) => self.deliver_any(side, which),
			Action::Deliver { side, transaction } => self.deliver(side, transaction),
			Action::Refresh(side) => {
				let refresh = self.chains[side].mail.back().and_then(|mail| mail.refresh.clone());
				match refresh {
					Some(refresh) => self.bring(side, refresh, false),
					None => "nothing was collected".into(),
				}
			},
			Action::Serve(side, time) => {
				let limit = Weight::from_parts(u64::from(time) * 100_000_000, u64::MAX);
				self.on(side, || T::serve(limit));
				"served".into()
			},
			Action::Suspend(side) => {
				self.call(side, |other| Inbox::<T>::do_suspend_channel(other, None))
			},
			Action::Resume(side) => self.call(side, |other| Inbox::<T>::do_resume_channel(other)),
			Action::RaiseGeneration(side) => self.raise_generation(side),
			Action::Reanchor(side) => self.reanchor(side),
			Action::Take(side, bytes) => {
				self.on(side, || Takes::set(&u32::from(bytes)));
				"from now on".into()
			},
			Action::Retry { side, which, honest } => self.retry(side, which, honest),
			Action::Skip(side) => self.skip(side),
			Action::ReadReceipts(side) => self.read_receipts(side),
			Action::ExecuteOverweight(side) => {
				let other = id_of(1 - side);
				if !self.on(side, || T::is_served(other)) {
					return "the queue is not through".into();
				}
				match self.chains[side].heavy.pop_front() {
					Some((page, index)) => {
						format!("{}", self.on(side, || T::execute_overweight(other, page, index)))
					},
					None => "nothing was set aside".into(),
				}
			},
			Action::Wait(blocks) => {
				self.relay += u32::from(blocks);
				"waited".into()
			},
			Action::Live(side, life) => self.live(side, life),
			Action::Upgrade(side) => {
				self.chains[side].upgrades = true;
				"with the next block".into()
			},
			Action::Speak(side, format) => {
				self.chains[side].format = format;
				"from this block on".into()
			},
		}
	}

	/// As a call of an extrinsic: what fails changes nothing.
	fn call(
		&mut self,
		side: Side,
		call: impl FnOnce(ParaId) -> Result<(), DispatchError>,
	) -> String {
		format!("{:?}", self.on(side, || with_storage_layer(|| call(id_of(1 - side)))))
	}

	fn payload(&mut self, side: Side, kind: u8, len: u16) -> Vec<u8> {
		let chain = &mut self.chains[side];
		chain.sent += 1;
		let mut payload = vec![kind];
		payload.extend(chain.sent.to_le_bytes());
		payload.resize(len.into(), b'.');
		payload
	}

	fn send(&mut self, side: Side, kind: u8, len: u16) -> Result<(), &'static str> {
		let payload = self.payload(side, kind, len);
		let sent = self.on(side, || send::<T>(id_of(1 - side), payload));
		let may = matches!(self.phases(side).sending, SenderPhase::Opening | SenderPhase::Open);
		assert!(sent.is_err() || may, "a message was taken on a channel that ends or ended");
		sent
	}

	fn end_block(&mut self, side: Side, late: u16, cut: u8, shows_head: bool) -> String {
		let number = BlockNumberFor::<T>::from(self.chains[side].number);
		let late = (late > 0).then(|| self.payload(side, b'l', late));
		let other = id_of(1 - side);
		self.on(side, || {
			T::All::on_idle(number, Weight::from_parts(u64::MAX / 2, u64::MAX / 2));
			T::All::on_finalize(number);
		});
		self.look(side);
		self.directions[side].commit();
		let (mut header, taken) = self.on(side, || {
			let taken = late.map(|late| send::<T>(other, late));
			(System::<T>::finalize(), taken)
		});
		let format = self.chains[side].format;
		let logs = core::mem::take(&mut header.digest_mut().logs);
		header.digest_mut().logs = logs.into_iter().map(|item| format.digest_of(item)).collect();
		self.prove_receipts(side, &header);
		self.look(side);
		// Only while the block is the newest: what is collected is of its state.
		self.chains[side].ext.persist_offchain_overlay();
		let mut mail = self.collect(side, cut);
		mail.format = format;
		for batch in mail.batches.iter_mut().chain(&mut mail.refresh) {
			batch.provides_root = format.root_of(batch.provides_root);
		}
		if let Some(stretch) = &mut mail.stretch {
			stretch.provides_root = format.root_of(stretch.provides_root);
		}
		let mailbox = &mut self.chains[1 - side].mail;
		mailbox.push_back(mail);
		if mailbox.len() > 6 {
			mailbox.pop_front();
		}
		self.relay += 1;
		let (parent, next) = (header.hash(), self.chains[side].number + 1);
		self.chains[side].head = Some(HeadData(header.encode()));
		self.chains[side].number = next;
		let upgrades = core::mem::take(&mut self.chains[side].upgrades);
		self.on(side, || {
			if upgrades {
				let before = sp_io::storage::root(StateVersion::V1);
				T::Upgrade::on_runtime_upgrade();
				assert_eq!(
					sp_io::storage::root(StateVersion::V1),
					before,
					"an upgrade changes nothing"
				);
			}
			begin::<T>(next, parent);
		});
		let shown = self.chains[1 - side].head.clone().filter(|_| shows_head);
		if let Some(head) = &shown {
			let relay = self.relay;
			// Heads of peers are read, and of nobody else.
			self.on(side, || {
				if crate::Peers::<T>::get().contains(&other) {
					Inbox::<T>::note_head(other, relay, Some(head));
				}
			});
		}
		format!("block {next} begins, head shown: {}, late: {taken:?}", shown.is_some())
	}

	/// Keeps the proof of what the chain that just ended a block skipped.
	fn prove_receipts(&mut self, side: Side, header: &HeaderFor<T>) {
		let key = receipts_key(id_of(1 - side));
		let chain = &mut self.chains[side];
		let backend = chain.ext.as_backend();
		assert_eq!(backend.root(), header.state_root(), "the state is that of the header");
		let proof = prove_read(backend, [key]).expect("a state in memory can be read");
		let nodes = proof.into_iter_nodes().collect();
		let (number, state_root) = (chain.number, *header.state_root());
		chain.receipts = Some(Proven { number, state_root, nodes });
	}

	/// What a relayer finds in a block of `side` for the other chain.
	fn collect(&mut self, side: Side, cut: u8) -> Mail {
		let other = id_of(1 - side);
		let (next, capacity) = self.on(1 - side, || {
			let next = Frontiers::<T>::get(id_of(side)).leaf_count().next_position();
			(next, Inbox::<T>::capacity(id_of(side)).messages.max(1) as u32)
		});
		self.on(side, || {
			let messages = u32::from(cut).clamp(1, capacity);
			let mut batches = vec![];
			let mut from = next;
			while batches.len() < 4 {
				let limits = BatchLimits { messages, bytes: 700 };
				let Ok(batch) = Outbox::<T>::batch(other, from, limits) else { break };
				if batch.is_refresh() {
					break;
				}
				from = from.checked_add(batch.messages().into()).expect("positions exist");
				batches.push(batch);
			}
			let claimed = batches.first().map_or(0, MessageBatch::payload_bytes);
			let count = batches.first().map_or(0, MessageBatch::messages);
			Mail {
				batches,
				refresh: Outbox::<T>::refresh(other, next).ok(),
				stretch: Outbox::<T>::stretch(other, next, count, claimed).ok(),
				format: Format::Known,
			}
		})
	}

	fn deliver_any(&mut self, side: Side, which: u8) -> String {
		let all = self.chains[side].mail.iter().flat_map(|mail| &mail.batches);
		let all: Vec<_> = all.cloned().collect();
		match all.len() {
			0 => "nothing was collected".into(),
			n => self.bring(side, all[usize::from(which) % n].clone(), which.is_multiple_of(2)),
		}
	}

	/// Whether the relay chain included, as far as this chain saw, what a batch builds on.
	fn is_included(&mut self, side: Side, root: ProvidesRoot) -> bool {
		self.on(side, || {
			Inbox::<T>::included_roots(id_of(1 - side)).iter().any(|seen| seen.root == root)
		})
	}

	/// The newest batch that continues and is included.
	fn fitting(&mut self, side: Side) -> Option<MessageBatch> {
		let held = self.held(side);
		let all = self.chains[side].mail.iter().rev().flat_map(|mail| &mail.batches);
		let fitting: Vec<_> = all.filter(|batch| batch.first == held).cloned().collect();
		fitting.into_iter().find(|batch| self.is_included(side, batch.provides_root))
	}

	/// Where this chain stands in the other's stream.
	fn held(&mut self, side: Side) -> Position {
		self.on(side, || Frontiers::<T>::get(id_of(1 - side)).leaf_count().next_position())
	}

	fn deliver(&mut self, side: Side, transaction: bool) -> String {
		match self.fitting(side) {
			Some(batch) => self.bring(side, batch, transaction),
			None => "nothing fits".into(),
		}
	}

	/// Brings one batch. It is honest, so only what time does to it is a reason to refuse it.
	fn bring(&mut self, side: Side, batch: MessageBatch, transaction: bool) -> String {
		let what = format!("{} from {:?}", batch.messages(), batch.first);
		let (source, root) = (batch.source, batch.provides_root);
		let foreign = self.chains[side].mail.iter().any(|mail| {
			let mut batches = mail.batches.iter().chain(&mail.refresh);
			// Under the other digest the root is the same, and may be committed in the known one later.
			mail.format == Format::OtherVersion && batches.any(|batch| batch.provides_root == root)
		});
		let refused = |refusals: &RefusalTally| {
			refusals.batches.iter().map(|refused| refused.count).sum::<u32>()
		};
		let before = self.on(side, || refused(&Refusals::<T>::get(source)));
		let known = self.on(side, || Sources::<T>::contains_key(source));
		let batches = vec![batch.clone()].try_into().expect("one");
		let checked = self.on(side, || Inbox::<T>::check(batches, false));
		if let Some(Err(Refusal::Batch(error))) = checked.first() {
			let late = matches!(error, BatchError::NotContinuing { .. });
			let unknown = foreign && *error == BatchError::ForeignLeaf;
			assert!(late || unknown, "P2: an honest batch was refused: {error}");
		}
		assert!(!foreign || matches!(checked.first(), Some(Err(_))), "taken in another format");
		self.on(side, || {
			if transaction {
				let delivered = with_storage_layer(|| {
					Inbox::<T>::do_deliver(batch, Carrier::Signed).map_err(|error| error.error)
				});
				// Evidence freezes the source, and stays.
				let refused = matches!(checked.first(), Some(Err(_)));
				assert!(delivered.is_ok() || refused, "check and deliver agree: {delivered:?}");
			} else {
				let batches = vec![batch].try_into().expect("one");
				Inbox::<T>::do_ingest(IngestData { batches, speculative: false });
			}
		});
		let counted = self.on(side, || refused(&Refusals::<T>::get(source))) - before;
		let due = u32::from(!transaction && known && matches!(checked.first(), Some(Err(_))));
		assert!(counted >= due, "a refusal that nobody counted: {checked:?}");
		format!("{what}: {checked:?}")
	}

	fn raise_generation(&mut self, side: Side) -> String {
		self.look(side);
		let committed = self.directions[side].committed;
		let raised =
			self.on(side, || Outbox::<T>::raise_generation(RawOrigin::Root.into()).is_ok());
		if raised {
			self.directions[side].raised();
		}
		format!("{raised}, {committed} were committed")
	}

	fn reanchor(&mut self, side: Side) -> String {
		let generation = self.directions[1 - side].generation;
		self.look(side);
		let theirs = &self.directions[1 - side];
		// Not covered: starting over a channel that ended, of a stream that did not start over. This side says
		// "never accepted" then. A sender that did not hear of the end takes that for no answer: it never learns
		// that nothing is read, and once it is closed it may not open again.
		if theirs.phases.reading == ReaderPhase::Closed && theirs.read == generation {
			return "the stream did not start over".into();
		}
		let done = self.on(side, || {
			with_storage_layer(|| Inbox::<T>::do_reanchor(id_of(1 - side), generation))
		});
		if done.is_ok() {
			// What was dropped with it belongs to what was read before.
			self.on(side, || T::seen());
			self.directions[1 - side].reanchored(generation);
		}
		format!("to generation {generation}: {done:?}")
	}

	fn retry(&mut self, side: Side, which: u8, honest: bool) -> String {
		let direction = &self.directions[1 - side];
		let dead: Vec<_> = (0..direction.ends.len())
			.filter(|at| matches!(direction.ends[*at], End::Kept | End::Dropped | End::Retried))
			.collect();
		if dead.is_empty() {
			return "there is no dead letter".into();
		}
		let at = dead[usize::from(which) % dead.len()];
		let mut payload = direction.streams[&direction.read][at].clone();
		if !honest {
			payload.push(0);
		}
		let position = Position::new(at as u64).expect("short");
		let payload = payload.try_into().expect("short");
		let done = self.on(side, || {
			with_storage_layer(|| Inbox::<T>::do_retry(id_of(1 - side), position, &payload))
		});
		assert!(honest || done.is_err(), "another payload was taken for a dead letter");
		format!("{at}: {done:?}")
	}

	fn skip(&mut self, side: Side) -> String {
		let held = self.held(side);
		let stretches: Vec<_> =
			self.chains[side].mail.iter().rev().filter_map(|mail| mail.stretch.clone()).collect();
		let Some(stretch) = stretches
			.into_iter()
			.find(|stretch| stretch.first == held && self.is_included(side, stretch.provides_root))
		else {
			return "nothing fits".into();
		};
		self.call(side, |_| Inbox::<T>::do_skip(stretch))
	}

	/// As `pallet-spec-query` does it: verified under the state root of a head, then handed on.
	fn read_receipts(&mut self, side: Side) -> String {
		let (source, peer, relay_block) = (id_of(side), id_of(1 - side), self.relay);
		let key = receipts_key(source);
		let Some(Proven { number, state_root, nodes }) = &self.chains[1 - side].receipts else {
			return "no block ended yet".into();
		};
		let head = NotedHead { relay_block, number: *number, state_root: *state_root };
		let keys = vec![key.clone().try_into().expect("36 bytes")];
		let nodes: Vec<_> = nodes.iter().map(|n| n.clone().try_into().expect("short")).collect();
		let (keys, nodes) = (keys.try_into().expect("one"), nodes.try_into().expect("few"));
		let readings = pallet_spec_query::read_sibling(state_root, keys, nodes);
		let readings = readings.expect("an honest proof is verified");
		let value = readings.iter().find(|(read, _)| *read == key).and_then(|(_, value)| value);
		let value = value.map(<[u8]>::to_vec);
		self.call(side, |_| {
			let reading = Reading { source: peer, head, key: &key, value: value.as_deref() };
			Ok(<Outbox<T> as HandleReading>::handle(reading)?)
		})
	}

	/// Tells the oracle what happened on `side`.
	fn look(&mut self, side: Side) {
		let peer = id_of(1 - side);
		let (sent, handed, told, seen, read) = self.on(side, || {
			let (sent, handed, told) = (SentLog::get(), HandedLog::get(), ToldLog::get());
			SentLog::set(&vec![]);
			HandedLog::set(&vec![]);
			ToldLog::set(&vec![]);
			let read = Sources::<T>::get(peer).and_then(|state| state.generation);
			(sent, handed, told, T::seen(), read)
		});
		let set_aside = seen.iter().filter_map(|seen| match *seen {
			Seen::Overweight(_, page, index) => Some((page, index)),
			_ => None,
		});
		self.chains[side].heavy.extend(set_aside);
		let [ours, theirs] = self.directions.get_disjoint_mut([side, 1 - side]).expect("two");
		ours.sent(sent);
		// What the sender is told of was skipped by the other side, which was looked at before.
		ours.told(told);
		// The first batch named the generation.
		if let (Some(read), 0) = (read, theirs.consumed()) {
			theirs.read = read;
		}
		theirs.happened(handed, &seen);
		theirs.processed(&seen);
	}

	/// Compares the state of `side` with what the oracle says.
	fn check(&mut self, side: Side) {
		let (own, peer) = (id_of(side), id_of(1 - side));
		let (sent, acknowledged) = self.on(side, || {
			Inbox::<T>::do_try_state().expect("the invariants of the inbox hold");
			Outbox::<T>::do_try_state().expect("the invariants of the outbox hold");
			let channel = pallet_spec_outbox::Channels::<T>::get(peer);
			// Of a peer that was forgotten, what ended is kept.
			let buried = Outbox::<T>::tombstone(peer).map(|tombstone| tombstone.leaf_count);
			let sent = channel.map(|channel| channel.sent).or(buried).unwrap_or_default();
			let applied = channel.and_then(|channel| channel.applied);
			(sent.get() as usize, applied.map(|applied| applied.register))
		});
		assert_eq!(own, self.chains[side].id);
		let ours = &self.directions[side];
		let stream = ours.streams.get(&ours.generation).map_or(0, Vec::len);
		assert_eq!(sent, stream, "O5: not all that was sent is in the stream");
		if let Some(register) = acknowledged {
			let consumed = ours.consumed_max.get(&ours.generation).copied().unwrap_or_default();
			let said = register.consumed.get() as usize;
			assert!(said <= consumed, "O5: {said} acknowledged, {consumed} were consumed");
		}
		let (state, frontier, ended, queued) = self.on(side, || {
			let state = Sources::<T>::get(peer).unwrap_or_default();
			let queued = <T as crate::Config>::Handler::queued(peer);
			(state, Frontiers::<T>::get(peer), Tombstones::<T>::get(peer), queued)
		});
		let theirs = &self.directions[1 - side];
		if let Some(read) = state.generation {
			assert_eq!(theirs.read, read, "another generation is read");
		}
		let held = ended.map_or((frontier.leaf_count(), frontier.root()), |ended| {
			assert!(frontier.leaf_count().is_zero(), "I1: a stream that ended is read");
			(ended.leaf_count, ended.root)
		});
		assert_eq!(
			held,
			(theirs.frontier().leaf_count(), theirs.frontier().root()),
			"I1: what was consumed is no prefix of what was sent"
		);
		assert_eq!(state.consumed_bytes, theirs.consumed_bytes(), "I4: bytes");
		let ends = |end: &[End]| theirs.ends.iter().filter(|e| end.contains(e)).count() as u64;
		assert_eq!(state.enqueued, ends(&[End::Handed]), "I4: handed on");
		assert_eq!(state.skipped, ends(&[End::Skipped]), "I4: skipped");
		let dead = ends(&[End::Kept, End::Dropped, End::Retried]);
		assert_eq!(state.dead_lettered, dead, "I4: dead letters");
		let waiting = theirs.queue.len() + theirs.overweight.len();
		assert_eq!(queued.messages, waiting as u64, "I4: a message left the queue without an end");
	}

	/// Brings the world to rest: after this everything that was sent is consumed.
	pub(super) fn drain(&mut self) {
		for side in [0, 1] {
			self.step(&Action::Take(side, LONGEST as u16));
			self.step(&Action::Speak(side, Format::Known));
		}
		for round in 0..100u32 {
			for side in [0, 1] {
				let frozen = self.on(side, || {
					Sources::<T>::get(id_of(1 - side)).is_some_and(|state| state.frozen.is_some())
				});
				if frozen {
					self.step(&Action::Reanchor(side));
				}
				self.want_channels(side, round);
				self.step(&Action::Serve(side, 10_000));
				self.step(&Action::ExecuteOverweight(side));
				self.step(&Action::EndBlock { side, late: 0, cut: 3, shows_head: true });
				self.step(&Action::Deliver { side, transaction: false });
				self.step(&Action::Refresh(side));
			}
			if (0..2).all(|side| self.is_at_rest(side)) {
				return;
			}
		}
		panic!("messages that were sent are never consumed, or a channel never opens");
	}

	fn is_at_rest(&self, side: Side) -> bool {
		let direction = &self.directions[side];
		let sent = direction.streams.get(&direction.generation).map_or(0, Vec::len);
		(direction.read == direction.generation || sent == 0)
			&& direction.consumed() == sent
			&& direction.queue.is_empty()
			&& direction.overweight.is_empty()
			&& direction.phases.sending == SenderPhase::Open
			&& direction.phases.reading == ReaderPhase::Accepted
	}
}

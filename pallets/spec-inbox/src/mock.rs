//! Two runtimes: one whose PVF is wrapped, and one of the stock kind.

// The runtimes that the macro declares are public, and so is what they name.
#![allow(unreachable_pub, missing_docs)]
// Small numbers of a test, under overflow checks.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use alloc::{vec, vec::Vec};
use codec::{DecodeAll, Encode};
use cumulus_pallet_parachain_system::RelayChainStateProof;
use cumulus_primitives_core::{
	AggregateMessageOrigin,
	relay_chain::{HeadData, well_known_keys},
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		ConstU32, EitherOf, Footprint as StateFootprint, Hooks, MapSuccess, ProcessMessage,
		ProcessMessageError, SortedMembers, fungible::HoldConsideration,
	},
	weights::{Weight, WeightMeter},
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_runtime::{
	BuildStorage, Digest,
	generic::Header,
	traits::{BlakeTwo256, BlockNumberProvider, Convert, HashingFor},
};
use sp_state_machine::{TrieBackendBuilder, prove_read};
use sp_trie::PrefixedMemoryDB;
use spec_messaging_primitives::{
	ParaId, Position,
	batch::MessageBatch,
	channel::{InboundPhase, Register},
	commitment::provides_digest,
	hashing::ProvidesRoot,
	inherent::IngestData,
	pallets::{
		ApplyRegister, Footprint, HandleMessages, InboundRegister, NoDeposit, NoteHead, NotedHead,
		PublishError, PublishRegister, RegisterError, RelayBlockNumber, SpecRelaySupport,
		SpeculativeSupport, Tier, WithDeposit, WrappedPvf,
	},
};

use crate::{self as pallet_spec_inbox, QueueHandler, executing::Marked, queue::WeightPerPage};

pub(crate) const US: ParaId = ParaId::new(1000);
pub(crate) const ALICE: ParaId = ParaId::new(2000);
pub(crate) const BOB: ParaId = ParaId::new(2001);
pub(crate) const CAROL: ParaId = ParaId::new(2002);

/// A version whose state is of version 1, as clearing without proof needs it.
fn version() -> sp_version::RuntimeVersion {
	sp_version::RuntimeVersion { system_version: 1, ..Default::default() }
}

type RelayBlock = cumulus_primitives_core::relay_chain::Block;

parameter_types! {
	pub Version: sp_version::RuntimeVersion = version();
	pub const OwnId: ParaId = US;
	pub const HeapSize: u32 = 4_096;
	pub QueueWeight: Weight = Weight::from_parts(1_000_000_000_000, 1_000_000);
	pub TestWindow: Footprint = Footprint { messages: 32, bytes: 16_384 };
	/// All that a `publish` was called with.
	pub storage Published: Vec<(ParaId, InboundRegister)> = vec![];
	/// How many more registers this block takes.
	pub storage RegisterBudget: u32 = 100;
	/// Peers for which the commitment tree has no room.
	pub storage NoRoomFor: Vec<ParaId> = Vec::new();
	/// All that was applied.
	pub storage Applied: Vec<(ParaId, RelayBlockNumber, Register)> = vec![];
	/// What `apply` answers to a newer register, if not Ok.
	pub storage ApplyError: Option<RegisterError> = None;
	/// The heads that the observer was told of.
	pub storage Noted: Vec<(ParaId, NotedHead)> = vec![];
	/// The sources that the observer was told to forget.
	pub storage Forgotten: Vec<ParaId> = vec![];
	/// What the hooks of the sending pallet and all registers of a block cost.
	pub storage OutboxBlockWeight: Weight = Weight::from_parts(1_000, 100);
	/// True if the observer suspends the source of the next head that it is told of.
	pub storage ObserverSuspends: bool = false;
	/// What the handler was given: source, tier, first position, payloads.
	pub storage Handled: Vec<(ParaId, Tier, Position, Vec<Vec<u8>>)> = vec![];
	/// Whether what the handler was given may be executed at once, each time.
	pub storage HandedAtOnce: Vec<bool> = vec![];
	/// Up to what the handler says that it executes.
	pub storage AtOnceUntil: Weight = Weight::zero();
	/// What [`NEST`] delivers, and what the calls out of a message answered.
	pub storage FromInside: Vec<u8> = vec![];
	pub storage InsideAnswers: Vec<sp_runtime::DispatchError> = vec![];
	/// What the queue executed.
	pub storage Executed: Vec<(ParaId, Vec<u8>)> = vec![];
	/// True while the queue executes nothing.
	pub storage QueueStopped: bool = false;
	pub storage RelayNumber: RelayBlockNumber = 1;
	/// Time that publishing a register takes.
	pub storage PublishTime: u64 = 1_000;
	pub storage MaxFreeDeliveries: u32 = 3;
	/// Number of this chain's newest block that the relay chain included.
	pub storage OwnIncluded: u64 = 0;
	/// For how many relay blocks a newer root may wait.
	pub storage MaxLag: RelayBlockNumber = 20;
	/// Longest payload that the handler takes, if that is less than the queue's.
	pub storage TakesAtMost: u32 = u32::MAX;
	/// True if the handler switches the speculative tier on when it is given something, as a message may.
	pub storage HandlerSwitchesOn: bool = false;
	/// True if the handler suspends and resumes the source of what it is given, as a message may.
	pub storage HandlerResumes: bool = false;
	/// A batch that the handler delivers out of its own callback, once.
	pub storage Nested: Vec<u8> = vec![];
	/// What the handler holds back: the block that brought it, source, payload.
	pub storage HeldBack: Vec<(u64, ParaId, Vec<u8>)> = vec![];
}

pub struct Outbox;

impl PublishRegister for Outbox {
	fn has_room(source: ParaId) -> bool {
		!NoRoomFor::get().contains(&source)
	}

	fn can_publish() -> bool {
		RegisterBudget::get() > 0
	}

	fn publish(source: ParaId, register: InboundRegister) -> Result<(), PublishError> {
		if NoRoomFor::get().contains(&source) {
			return Err(PublishError::TooManyPeers);
		}
		let left = RegisterBudget::get().checked_sub(1).ok_or(PublishError::BlockFull)?;
		RegisterBudget::set(&left);
		let mut published = Published::get();
		published.push((source, register));
		Published::set(&published);
		Ok(())
	}

	fn publish_weight() -> Weight {
		Weight::from_parts(PublishTime::get(), 10)
	}

	fn commit_weight() -> Weight {
		Weight::from_parts(400, 4)
	}

	fn block_weight() -> Weight {
		OutboxBlockWeight::get()
	}
}

impl ApplyRegister for Outbox {
	fn apply(
		peer: ParaId,
		as_of: RelayBlockNumber,
		register: &Register,
	) -> Result<(), RegisterError> {
		if register.phase.inbound == InboundPhase::None {
			return Ok(());
		}
		let mut applied = Applied::get();
		if applied.iter().any(|(known, last, _)| *known == peer && *last >= as_of) {
			return Err(RegisterError::Stale);
		}
		if let Some(error) = ApplyError::get() {
			return Err(error);
		}
		applied.push((peer, as_of, *register));
		Applied::set(&applied);
		Ok(())
	}

	fn apply_weight() -> Weight {
		Weight::from_parts(2_000, 20)
	}

	fn forget(peer: ParaId) {
		let mut applied = Applied::get();
		applied.retain(|(known, ..)| *known != peer);
		Applied::set(&applied);
	}
}

/// Writes down what it is told, and may call back.
pub struct Observer;

impl NoteHead for Observer {
	fn note_head(source: ParaId, head: NotedHead) {
		let mut noted = Noted::get();
		noted.push((source, head));
		Noted::set(&noted);
		if ObserverSuspends::get() {
			ObserverSuspends::set(&false);
			SpecInbox::suspend_channel(frame_system::RawOrigin::Root.into(), source, None)
				.expect("the source is accepted");
		}
	}

	fn forget_heads(source: ParaId) {
		let mut forgotten = Forgotten::get();
		forgotten.push(source);
		Forgotten::set(&forgotten);
	}

	fn note_weight() -> Weight {
		Weight::from_parts(3_000, 30)
	}
}

/// Remembers what it is given and passes it on to the real queue.
pub struct Recorder<Queue>(core::marker::PhantomData<Queue>);

impl<Queue> Recorder<Queue> {
	/// Calls back, if it is to.
	fn nest(source: ParaId) {
		let root = || frame_system::RawOrigin::Root.into();
		if HandlerSwitchesOn::get() {
			SpecInbox::set_speculative(root(), true).expect("root may");
		}
		if HandlerResumes::get() {
			SpecInbox::suspend_channel(root(), source, None).expect("it is accepted");
			SpecInbox::resume_channel(root(), source).expect("it is suspended");
		}
		if let Ok(batch) = MessageBatch::decode_all(&mut &Nested::get()[..]) {
			Nested::set(&vec![]);
			SpecInbox::deliver(frame_system::RawOrigin::Signed(1).into(), batch)
				.expect("what the handler brings is taken");
		}
	}

	fn record(source: ParaId, tier: Tier, first: Position, payloads: &[&[u8]], at_once: bool) {
		assert!(!payloads.is_empty(), "a handler is never called with nothing");
		let mut handled = Handled::get();
		handled.push((source, tier, first, payloads.iter().map(|p| p.to_vec()).collect()));
		Handled::set(&handled);
		let mut all = HandedAtOnce::get();
		all.push(at_once);
		HandedAtOnce::set(&all);
	}
}

impl<Queue: HandleMessages> HandleMessages for Recorder<Queue> {
	fn max_payload_bytes() -> u32 {
		Queue::max_payload_bytes().min(TakesAtMost::get())
	}

	fn queued(source: ParaId) -> Footprint {
		Queue::queued(source)
	}

	fn handle(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		Self::nest(source);
		Self::record(source, tier, first, &payloads, false);
		Queue::handle(source, tier, first, payloads);
	}

	fn handle_at_once(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		Self::nest(source);
		Self::record(source, tier, first, &payloads, true);
		Queue::handle(source, tier, first, payloads);
	}

	fn at_once_until() -> Weight {
		AtOnceUntil::get()
	}

	fn handle_weight(messages: u32, bytes: u32) -> Weight {
		Queue::handle_weight(messages, bytes)
	}
}

/// Begins a message of high value.
pub(crate) const HIGH_VALUE: u8 = b'$';

/// An application that acts on high value only when the message can not be undone any more: it holds a
/// speculative one back until its own block was included, and all the rest goes through at once.
pub struct HoldBack<Queue>(core::marker::PhantomData<Queue>);

impl<Queue: HandleMessages> HoldBack<Queue> {
	/// Passes on what blocks brought that are included by now.
	pub(crate) fn release() {
		let included = OwnIncluded::get();
		let (ripe, held): (Vec<_>, Vec<_>) =
			HeldBack::get().into_iter().partition(|(block, ..)| *block <= included);
		HeldBack::set(&held);
		for (_, source, payload) in ripe {
			Queue::handle(source, Tier::Included, Position::from(0), vec![&payload]);
		}
	}
}

impl<Queue: HandleMessages> HandleMessages for HoldBack<Queue> {
	fn max_payload_bytes() -> u32 {
		Queue::max_payload_bytes()
	}

	/// What is held back takes room like what is queued.
	fn queued(source: ParaId) -> Footprint {
		let mut queued = Queue::queued(source);
		for (_, _, payload) in HeldBack::get().iter().filter(|(_, of, _)| *of == source) {
			queued.messages += 1;
			queued.bytes += payload.len() as u64;
		}
		queued
	}

	fn handle(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		let (held, passed): (Vec<_>, Vec<_>) = payloads
			.into_iter()
			.partition(|payload| tier == Tier::Speculative && payload.first() == Some(&HIGH_VALUE));
		if !passed.is_empty() {
			Queue::handle(source, tier, first, passed);
		}
		let block = System::block_number();
		let mut all = HeldBack::get();
		all.extend(held.into_iter().map(|payload| (block, source, payload.to_vec())));
		HeldBack::set(&all);
	}

	fn handle_weight(messages: u32, bytes: u32) -> Weight {
		Queue::handle_weight(messages, bytes)
	}
}

/// A message that calls the pallet.
pub(crate) const NEST: &[u8] = b"nest";

/// Executes messages by writing them down.
pub struct WriteDown;

impl ProcessMessage for WriteDown {
	type Origin = AggregateMessageOrigin;

	fn process_message(
		message: &[u8],
		origin: Self::Origin,
		_: &mut WeightMeter,
		_: &mut [u8; 32],
	) -> Result<bool, ProcessMessageError> {
		if QueueStopped::get() {
			return Err(ProcessMessageError::Yield);
		}
		let AggregateMessageOrigin::Sibling(source) = origin else {
			return Err(ProcessMessageError::Unsupported);
		};
		if message == NEST {
			let batch = MessageBatch::decode_all(&mut &FromInside::get()[..]).expect("a batch");
			let signed = || frame_system::RawOrigin::Signed(1).into();
			let payload = b"late".to_vec().try_into().expect("short");
			let data = IngestData {
				batches: vec![batch.clone()].try_into().expect("one"),
				speculative: false,
			};
			let none = frame_system::RawOrigin::None.into();
			let answers = [
				SpecInbox::ingest(none, data).map(|_| ()).map_err(|failed| failed.error),
				SpecInbox::deliver(signed(), batch).map(|_| ()).map_err(|failed| failed.error),
				SpecInbox::retry_dead_letter(signed(), source, Position::from(0), payload),
			];
			InsideAnswers::set(&answers.into_iter().filter_map(Result::err).collect());
		}
		let mut executed = Executed::get();
		executed.push((source, message.to_vec()));
		Executed::set(&executed);
		Ok(true)
	}
}

pub struct RelayHeight;

impl BlockNumberProvider for RelayHeight {
	type BlockNumber = RelayBlockNumber;

	fn current_block_number() -> RelayBlockNumber {
		RelayNumber::get()
	}
}

/// What the accounts of [`Depositors`] own, each.
pub(crate) const ENDOWMENT: u64 = 1_000_000;

/// Accounts that may accept channels for a deposit.
pub struct Depositors;

impl SortedMembers<u64> for Depositors {
	fn sorted_members() -> Vec<u64> {
		vec![11, 12]
	}
}

/// One unit a byte.
pub struct OneAByte;

impl Convert<StateFootprint, u64> for OneAByte {
	fn convert(footprint: StateFootprint) -> u64 {
		footprint.size
	}
}

/// Stands in for the marker of the wrapper's macro.
pub struct Wrapped;

impl WrappedPvf for Wrapped {
	const WRAPPED: bool = true;
}

macro_rules! runtime {
	($pvf:ty) => {
		frame_support::construct_runtime!(
			pub enum Test {
				System: frame_system,
				Balances: pallet_balances,
				MessageQueue: pallet_message_queue,
				SpecInbox: pallet_spec_inbox,
			}
		);

		#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
		impl frame_system::Config for Test {
			type Block = frame_system::mocking::MockBlock<Self>;
			type Version = Version;
			type AccountData = pallet_balances::AccountData<u64>;
		}

		#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
		impl pallet_balances::Config for Test {
			type AccountStore = System;
		}

		parameter_types! {
			pub const ChannelHold: RuntimeHoldReason =
				RuntimeHoldReason::SpecInbox(pallet_spec_inbox::HoldReason::Channel);
		}

		impl pallet_message_queue::Config for Test {
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = ();
			type MessageProcessor = Marked<WriteDown>;
			type Size = u32;
			type QueueChangeHandler = SpecInbox;
			type QueuePausedQuery = ();
			type HeapSize = HeapSize;
			type MaxStale = ConstU32<8>;
			type ServiceWeight = QueueWeight;
			type IdleMaxServiceWeight = ();
		}

		impl pallet_spec_inbox::Config for Test {
			type SelfParaId = OwnId;
			type ChannelOrigin = EitherOf<
				MapSuccess<EnsureRoot<u64>, NoDeposit<u64>>,
				MapSuccess<EnsureSignedBy<Depositors, u64>, WithDeposit>,
			>;
			type PauseOrigin = EnsureRoot<u64>;
			type Consideration = HoldConsideration<u64, Balances, ChannelHold, OneAByte>;
			type TrustOrigin = EnsureRoot<u64>;
			type GovernanceOrigin = EnsureRoot<u64>;
			type Outbox = Outbox;
			type Handler =
				Recorder<HoldBack<QueueHandler<MessageQueue, WeightPerPage<(), HeapSize>>>>;
			type Observer = Observer;
			type Window = TestWindow;
			type Pvf = $pvf;
			type Support = SpecRelaySupport;
			type RelayBlockNumber = RelayHeight;
			type MaxSources = ConstU32<64>;
			type MaxMessagesPerBlock = ConstU32<64>;
			type MaxBytesPerBlock = ConstU32<2_097_152>;
			type MaxFreeDeliveries = MaxFreeDeliveries;
			type MaxTrusted = ConstU32<64>;
			type WeightInfo = ();
			type MaxDeadLetters = ConstU32<4>;
			type DeadLetterLifetime = ConstU32<100>;
			type MaxLag = MaxLag;
		}
	};
}

runtime!(Wrapped);

/// The same with a stock PVF.
pub(crate) mod stock {
	use super::*;
	runtime!(());
}

/// Runs `test` with channels from Alice and Bob accepted, at block 1, and checks the invariants after it.
pub(crate) fn build_and_check(test: impl FnOnce()) {
	ext().execute_with(|| {
		begin_block(1);
		test();
		SpecInbox::do_try_state().expect("the invariants hold after every test");
	});
}

/// Genesis with channels from Alice and Bob accepted and Alice trusted.
pub(crate) fn ext() -> sp_io::TestExternalities {
	let inbox = pallet_spec_inbox::GenesisConfig::<Test> {
		accepted: vec![ALICE, BOB],
		trusted: vec![ALICE],
		..Default::default()
	};
	let balances = pallet_balances::GenesisConfig {
		balances: Depositors::sorted_members().into_iter().map(|who| (who, ENDOWMENT)).collect(),
		..Default::default()
	};
	let genesis = RuntimeGenesisConfig { balances, spec_inbox: inbox, ..Default::default() };
	genesis.build_storage().expect("genesis is valid").into()
}

fn begin_block(number: u64) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
	RegisterBudget::set(&100);
	let weight = MessageQueue::on_initialize(number);
	System::register_extra_weight_unchecked(
		weight.saturating_add(SpecInbox::on_initialize(number)),
		frame_support::dispatch::DispatchClass::Mandatory,
	);
}

/// Ends this block and returns its header.
pub(crate) fn end_block() -> frame_system::pallet_prelude::HeaderFor<Test> {
	SpecInbox::on_finalize(System::block_number());
	System::finalize()
}

/// Ends this block and begins the next one.
pub(crate) fn next_block() {
	end_block();
	begin_block(System::block_number() + 1);
}

/// Everything the pallet said in this block.
pub(crate) fn events() -> Vec<pallet_spec_inbox::Event<Test>> {
	System::read_events_for_pallet()
}

/// The head of a block with `number` that commits `root`.
pub(crate) fn head(number: u32, root: ProvidesRoot) -> HeadData {
	let mut digest = Digest::default();
	digest.push(provides_digest(root));
	head_with(number, digest)
}

/// The head of a block with `number` and this digest.
pub(crate) fn head_with(number: u32, digest: Digest) -> HeadData {
	let header = Header::<u32, BlakeTwo256> {
		parent_hash: Default::default(),
		number,
		state_root: Default::default(),
		extrinsics_root: Default::default(),
		digest,
	};
	HeadData(header.encode())
}

/// The state of the relay chain, as far as somebody proves it.
#[derive(Clone, Default)]
pub(crate) struct RelayState {
	/// In the state.
	pub(crate) entries: Vec<(Vec<u8>, Vec<u8>)>,
	/// In the state or not, but part of the proof.
	pub(crate) proven: Vec<Vec<u8>>,
}

impl RelayState {
	/// With this head of `source`, proven.
	pub(crate) fn head(mut self, source: ParaId, head: &HeadData) -> Self {
		self.entries.push((well_known_keys::para_head(source), head.encode()));
		self.absent(source)
	}

	/// With the key of `source`'s head proven, whatever is there.
	pub(crate) fn absent(mut self, source: ParaId) -> Self {
		self.proven.push(well_known_keys::para_head(source));
		self
	}

	/// With the support key proven and this value under it.
	pub(crate) fn support(mut self, value: &[u8]) -> Self {
		let key = SpecRelaySupport::key().expect("the reference relay pallet has a key");
		self.entries.push((key.clone(), value.to_vec()));
		self.proven.push(key);
		self
	}

	/// A real proof over a trie with a few hundred other entries.
	pub(crate) fn prove(self) -> RelayChainStateProof {
		let (db, root) = PrefixedMemoryDB::<HashingFor<RelayBlock>>::default_with_root();
		let mut backend = TrieBackendBuilder::new(db, root).build();
		// Neighbours of every kind of key, so that what is not proven is really missing.
		let others = (0..400u32).map(|i| {
			let key = if i % 2 == 0 {
				well_known_keys::para_head(ParaId::new(10_000 + i))
			} else {
				sp_io::hashing::blake2_256(&i.to_le_bytes()).to_vec()
			};
			(key, vec![7u8; 64])
		});
		let entries = self.entries.into_iter().chain(others);
		let entries = entries.map(|(key, value)| (key, Some(value))).collect();
		backend.insert(vec![(None, entries)], sp_runtime::StateVersion::V1);
		let root = *backend.root();
		let proof = prove_read(backend, self.proven).expect("an in-memory trie can be read");
		RelayChainStateProof::new(US, root, proof).expect("the proof has its root")
	}

	/// Shows this state to the pallet at the next relay block.
	pub(crate) fn show(self) {
		RelayNumber::set(&(RelayNumber::get() + 1));
		self.show_again();
	}

	/// Shows this state to the pallet at the same relay block.
	pub(crate) fn show_again(self) {
		SpecInbox::read_relay_state(&self.prove());
	}
}

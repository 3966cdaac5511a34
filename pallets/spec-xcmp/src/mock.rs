//! Two runtimes: one that speaks HRMP by the code of xcmp-queue, and one that does not.

// The runtimes that the macro declares are public, and so is what they name.
#![allow(unreachable_pub, missing_docs)]
// Small numbers of a test, under overflow checks.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::unwrap_used)]

use alloc::{vec, vec::Vec};
use cumulus_pallet_parachain_system::{
	Ancestor, AnyRelayNumber, MessagingStateSnapshot, RelevantMessagingState, UnincludedSegment,
	UsedBandwidth,
};
use cumulus_primitives_core::{AbridgedHrmpChannel, AggregateMessageOrigin, IsSystem};
use frame_support::traits::MapSuccess;
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		ConstU32, ConstU64, ConstU128, Hooks, OriginTrait, ProcessMessage, ProcessMessageError,
		TransformOrigin,
	},
	weights::{Weight, WeightMeter},
};
use frame_system::EnsureRoot;
use polkadot_runtime_common::xcm_sender::ExponentialPrice;
use polkadot_runtime_parachains::FeeTracker;
use sp_core::offchain::{OffchainDbExt, testing::TestOffchainExt};
use sp_runtime::{
	BuildStorage, FixedU128,
	traits::{BlockNumberProvider, Convert},
};
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, Footprint, NoDeposit, RelayBlockNumber},
};
use xcm::{
	VersionedXcm, WrapVersion,
	latest::{
		AssetId, Instruction, Junction::Parachain, Location, OriginKind, SendError as XcmError,
		Xcm, XcmHash, send_xcm,
	},
};
use xcm_executor::traits::ConvertOrigin;

use crate as pallet_spec_xcmp;
use crate::{
	CreditWindow, NoHrmp,
	hrmp::{InTheNameOf, Published},
	*,
};

pub(crate) const OWN: ParaId = ParaId::new(2_000);
/// Has an HRMP channel.
pub(crate) const BOB: ParaId = ParaId::new(2_001);
/// Has an HRMP channel.
pub(crate) const CAROL: ParaId = ParaId::new(2_002);
/// Has none.
pub(crate) const DAVE: ParaId = ParaId::new(2_003);
/// Its superuser is root here.
pub(crate) const SYSTEM_PARA: ParaId = ParaId::new(1_000);

parameter_types! {
	pub Version: sp_version::RuntimeVersion =
		sp_version::RuntimeVersion { system_version: 1, ..Default::default() };
	pub static LibrarysChannels: u32 = 8;
	/// Which of the chains this state is of.
	pub storage OwnId: ParaId = OWN;
	pub const HeapSize: u32 = 8 * 1024;
	pub static MaxPayloadBytes: u32 = 4 * 1024;
	pub static MaxPageSize: u32 = 4 * 1024;
	pub ServiceWeight: Weight = Weight::from_parts(1_000_000_000_000, 10_000_000);
	pub const ThresholdPage: Footprint = Footprint { messages: 8, bytes: 1_024 };
	pub storage InitialCredit: u64 = 1_000;
	/// What the queue executed.
	pub storage Executed: Vec<(ParaId, Vec<u8>)> = vec![];
	/// True while the queue executes nothing.
	pub storage QueueStopped: bool = false;
	pub storage RelayNumber: RelayBlockNumber = 1;
	pub storage StreamFactor: FixedU128 = FixedU128::from_u32(3);
	pub FeeAsset: AssetId = AssetId(Location::parent());
	/// Whether no destination understands any version.
	pub storage WrapFails: bool = false;
	/// Most messages that one block takes.
	pub storage MaxMessagesPerBlock: u32 = 256;
}

/// Wraps in the latest version, unless told to fail.
pub struct Wrapper;

impl WrapVersion for Wrapper {
	fn wrap_version<Call: codec::Decode + frame_support::dispatch::GetDispatchInfo>(
		_: &Location,
		xcm: impl Into<VersionedXcm<Call>>,
	) -> Result<VersionedXcm<Call>, ()> {
		if WrapFails::get() { Err(()) } else { Ok(xcm.into()) }
	}
}

/// A fee factor of streams that is one number.
pub struct StreamFees;

impl FeeTracker for StreamFees {
	type Id = ParaId;

	fn get_fee_factor(_: ParaId) -> FixedU128 {
		StreamFactor::get()
	}

	fn set_fee_factor(_: ParaId, factor: FixedU128) {
		StreamFactor::set(&factor);
	}
}

/// Root for the superusers of system parachains, nobody for others.
pub struct SystemParaAsRoot;

impl<Origin: OriginTrait> ConvertOrigin<Origin> for SystemParaAsRoot {
	fn convert_origin(origin: impl Into<Location>, kind: OriginKind) -> Result<Origin, Location> {
		let origin = origin.into();
		match origin.unpack() {
			(1, [Parachain(id)])
				if kind == OriginKind::Superuser && ParaId::from(*id).is_system() =>
			{
				Ok(Origin::root())
			},
			_ => Err(origin),
		}
	}
}

pub struct ToSibling;

impl Convert<ParaId, AggregateMessageOrigin> for ToSibling {
	fn convert(id: ParaId) -> AggregateMessageOrigin {
		AggregateMessageOrigin::Sibling(id)
	}
}

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

/// What both runtimes have.
macro_rules! common {
	($hrmp:ty) => {
		pub type SiblingQueue =
			TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ToSibling>;
		pub type Price = ExponentialPrice<FeeAsset, ConstU128<1_000>, ConstU128<10>, XcmpQueue>;

		impl pallet_message_queue::Config for Test {
			type RuntimeEvent = RuntimeEvent;
			type WeightInfo = ();
			type MessageProcessor = WriteDown;
			type Size = u32;
			type QueueChangeHandler = XcmpQueue;
			type QueuePausedQuery = XcmpQueue;
			type HeapSize = HeapSize;
			type MaxStale = ConstU32<8>;
			type ServiceWeight = ServiceWeight;
			type IdleMaxServiceWeight = ();
		}

		impl pallet_spec_outbox::Config for Test {
			type SelfParaId = OwnId;
			type Watch = SpecInbox;
			type Predecessor = XcmpQueue;
			type ChannelOrigin = MapSuccess<EnsureRoot<u64>, NoDeposit<u64>>;
			type PauseOrigin = EnsureRoot<u64>;
			type GovernanceOrigin = EnsureRoot<u64>;
			type Consideration = ();
			type RelayBlockNumber = RelayHeight;
			type OpeningTimeout = ConstU32<1_000>;
			type StaleAfter = ConstU32<0>;
			type MaxPeers = ConstU32<64>;
			type MaxMessagesPerBlock = MaxMessagesPerBlock;
			type MaxBytesPerBlock = ConstU32<{ 64 * 1024 }>;
			type MaxRegistersPerBlock = ConstU32<16>;
			type MaxPayloadBytes = MaxPayloadBytes;
			type InitialCredit = InitialCredit;
			type InitialCreditBytes = ConstU64<1_000_000>;
			type VersionWrapper = Wrapper;
			type PriceForSiblingDelivery = Price;
			type WeightInfo = ();
			type OnSkipped = ();
		}

		impl pallet_spec_inbox::Config for Test {
			type SelfParaId = OwnId;
			type ChannelOrigin = MapSuccess<EnsureRoot<u64>, NoDeposit<u64>>;
			type PauseOrigin = EnsureRoot<u64>;
			type Consideration = ();
			type TrustOrigin = EnsureRoot<u64>;
			type GovernanceOrigin = EnsureRoot<u64>;
			type Outbox = SpecOutbox;
			type Handler = pallet_spec_inbox::QueueHandler<
				MessageQueue,
				pallet_spec_inbox::queue::WeightPerPage<(), HeapSize>,
			>;
			type Observer = ();
			type Window = CreditWindow<Test>;
			type Pvf = ();
			type Support = ();
			type RelayBlockNumber = RelayHeight;
			type MaxSources = ConstU32<64>;
			type MaxMessagesPerBlock = ConstU32<256>;
			type MaxBytesPerBlock = ConstU32<2_097_152>;
			type MaxFreeDeliveries = ConstU32<3>;
			type MaxTrusted = ConstU32<16>;
			type WeightInfo = ();
			type MaxDeadLetters = ConstU32<4>;
			type DeadLetterLifetime = ConstU32<100>;
			type MaxLag = ConstU32<0>;
		}

		impl pallet_spec_xcmp::Config for Test {
			type Hrmp = $hrmp;
			type StreamFees = StreamFees;
			type QueueChanged = SpecInbox;
			type Queue = SiblingQueue;
			type ThresholdPage = ThresholdPage;
			type MaxInboundSuspended = ConstU32<16>;
			type MaxActiveOutboundChannels = ConstU32<8>;
			type MaxPageSize = MaxPageSize;
			type ControllerOrigin = EnsureRoot<u64>;
			type ControllerOriginConverter = SystemParaAsRoot;
			type WeightInfo = ();
		}
	};
}

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		ParachainSystem: cumulus_pallet_parachain_system = 1,
		MessageQueue: pallet_message_queue = 2,
		SpecOutbox: pallet_spec_outbox = 3,
		SpecInbox: pallet_spec_inbox = 4,
		XcmpQueue: pallet_spec_xcmp = 30,
	}
);

/// The code of xcmp-queue.
pub(crate) type Library = cumulus_pallet_xcmp_queue::Pallet<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type Version = Version;
	type PalletInfo = InTheNameOf<PalletInfo, XcmpQueue, Library>;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
}

impl From<cumulus_pallet_xcmp_queue::Event<Test>> for RuntimeEvent {
	fn from(event: cumulus_pallet_xcmp_queue::Event<Test>) -> Self {
		Self::XcmpQueue(event.into())
	}
}

impl cumulus_pallet_parachain_system::Config for Test {
	type WeightInfo = ();
	type RuntimeEvent = RuntimeEvent;
	type OnSystemEvent = ();
	type SelfParaId = OwnId;
	type OutboundXcmpMessageSource = XcmpQueue;
	type DmpQueue = frame_support::traits::EnqueueWithOrigin<(), sp_core::ConstU8<0>>;
	type ReservedDmpWeight = ();
	type XcmpMessageHandler = XcmpQueue;
	type ReservedXcmpWeight = ();
	type CheckAssociatedRelayNumber = AnyRelayNumber;
	type ConsensusHook = cumulus_pallet_parachain_system::ExpectParentIncluded;
	type RelayParentOffset = ConstU32<0>;
	type SchedulingSignatureVerifier = ();
}

impl cumulus_pallet_xcmp_queue::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ChannelInfo = ParachainSystem;
	type VersionWrapper = Wrapper;
	type XcmpQueue = SiblingQueue;
	type MaxInboundSuspended = ConstU32<16>;
	type MaxActiveOutboundChannels = LibrarysChannels;
	type MaxPageSize = MaxPageSize;
	type ControllerOrigin = EnsureRoot<u64>;
	type ControllerOriginConverter = SystemParaAsRoot;
	type WeightInfo = ();
	type PriceForSiblingDelivery = Price;
}

common!(Published<Test>);

/// The runtime that left HRMP.
pub(crate) mod alone {
	use super::*;

	frame_support::construct_runtime!(
		pub enum Test {
			System: frame_system = 0,
			MessageQueue: pallet_message_queue = 2,
			SpecOutbox: pallet_spec_outbox = 3,
			SpecInbox: pallet_spec_inbox = 4,
			XcmpQueue: pallet_spec_xcmp = 30,
		}
	);

	#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
	impl frame_system::Config for Test {
		type Block = frame_system::mocking::MockBlock<Self>;
		type Version = Version;
	}

	common!(NoHrmp);

	/// A stream from here on: asked for, and accepted.
	pub(crate) fn open_stream(to: ParaId) {
		SpecOutbox::open_channel(RuntimeOrigin::root(), to).expect("a test has few channels");
		SpecOutbox::apply(to, 1, &accepted()).expect("a first register is news");
	}

	pub(crate) fn begin_block(number: u64) {
		System::reset_events();
		System::initialize(&number, &Default::default(), &Default::default());
		SpecOutbox::on_initialize(number);
	}

	/// Everything the pallet said in this block.
	pub(crate) fn events() -> Vec<crate::Event<Test>> {
		System::read_events_for_pallet()
	}
}

/// A channel with nothing in it.
pub(crate) fn hrmp_channel() -> AbridgedHrmpChannel {
	AbridgedHrmpChannel {
		max_capacity: 8,
		max_total_size: 8_192,
		max_message_size: 1_024,
		msg_count: 0,
		total_size: 0,
		mqc_head: None,
	}
}

/// What the relay chain says: these are the channels that this chain sends on.
pub(crate) fn set_hrmp(channels: &[(ParaId, AbridgedHrmpChannel)]) {
	let mut egress_channels = channels.to_vec();
	egress_channels.sort_by_key(|(id, _)| *id);
	RelevantMessagingState::<Test>::put(MessagingStateSnapshot {
		dmq_mqc_head: Default::default(),
		relay_dispatch_queue_remaining_capacity:
			cumulus_pallet_parachain_system::relay_state_snapshot::RelayDispatchQueueRemainingCapacity {
				remaining_count: 8,
				remaining_size: 8_192,
			},
		ingress_channels: vec![],
		egress_channels,
	});
}

/// What blocks carry that the relay chain has not included: for each, how many pages to whom.
pub(crate) fn set_unincluded(blocks: &[&[(ParaId, u32)]]) {
	let ancestors = blocks.iter().map(|pages| {
		let mut used = UsedBandwidth::default();
		for (destination, count) in *pages {
			used.hrmp_outgoing.entry(*destination).or_default().msg_count += count;
		}
		Ancestor::new_unchecked(used, None)
	});
	UnincludedSegment::<Test>::put(ancestors.collect::<Vec<_>>());
}

/// Genesis of a chain, with an off-chain database.
pub(crate) fn ext_of(id: ParaId) -> sp_io::TestExternalities {
	let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
	let mut ext = sp_io::TestExternalities::from(storage);
	let (offchain, _) = TestOffchainExt::with_offchain_db(ext.offchain_db());
	ext.register_extension(OffchainDbExt::new(offchain));
	ext.execute_with(|| {
		OwnId::set(&id);
		set_hrmp(&[(BOB, hrmp_channel()), (CAROL, hrmp_channel()), (SYSTEM_PARA, hrmp_channel())]);
	});
	ext
}

/// Runs `test` in block 1 of a chain with HRMP channels to Bob and Carol, then checks the invariants.
pub(crate) fn build_and_check(test: impl FnOnce()) {
	ext_of(OWN).execute_with(|| {
		begin_block(1);
		test();
		check();
	});
}

/// The same for the runtime that left HRMP.
pub(crate) fn alone_and_check(test: impl FnOnce()) {
	let storage = alone::RuntimeGenesisConfig::default().build_storage().unwrap();
	sp_io::TestExternalities::from(storage).execute_with(|| {
		alone::begin_block(1);
		test();
		alone::XcmpQueue::do_try_state().expect("the invariants hold after every test");
	});
}

pub(crate) fn check() {
	XcmpQueue::do_try_state().expect("the invariants hold after every test");
}

pub(crate) fn begin_block(number: u64) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
	MessageQueue::on_initialize(number);
	SpecOutbox::on_initialize(number);
	SpecInbox::on_initialize(number);
}

/// Ends the block and returns the pages that it carries.
pub(crate) fn end_block() -> Vec<(ParaId, Vec<u8>)> {
	use cumulus_primitives_core::XcmpMessageSource;

	let number = System::block_number();
	XcmpQueue::on_idle(number, Weight::from_parts(1_000_000_000_000, 10_000_000));
	let pages = XcmpQueue::take_outbound_messages(16, &[]);
	SpecInbox::on_finalize(number);
	SpecOutbox::on_finalize(number);
	check();
	pages
}

pub(crate) fn next_block() -> Vec<(ParaId, Vec<u8>)> {
	let pages = end_block();
	begin_block(System::block_number() + 1);
	pages
}

/// Everything the pallet said in this block.
pub(crate) fn events() -> Vec<crate::Event<Test>> {
	System::read_events_for_pallet()
}

pub(crate) fn sibling(id: ParaId) -> Location {
	Location::new(1, [Parachain(id.into())])
}

/// A program that is told from others by its number.
pub(crate) fn program(number: u64) -> Xcm<()> {
	Xcm(vec![Instruction::Trap(number)])
}

/// Its bytes, as a message queue gets them.
pub(crate) fn bytes(number: u64) -> Vec<u8> {
	codec::Encode::encode(&VersionedXcm::<()>::from(program(number)))
}

pub(crate) fn send(to: ParaId, number: u64) -> Result<XcmHash, XcmError> {
	send_xcm::<XcmpQueue>(sibling(to), program(number)).map(|(hash, _)| hash)
}

/// A register of a peer that accepted, consumed nothing and grants nothing beyond the initial credit.
pub(crate) fn accepted() -> Register {
	Register {
		max_payload: 4 * 1024,
		phase: Phase { outbound: OutboundPhase::None, inbound: InboundPhase::Accepted },
		..Register::never_accepted(OutboundPhase::None)
	}
}

/// A stream from here on: asked for, and accepted.
pub(crate) fn open_stream(to: ParaId) {
	SpecOutbox::open_channel(RuntimeOrigin::root(), to).expect("a test has few channels");
	SpecOutbox::apply(to, 1, &accepted()).expect("a first register is news");
}

/// The stream is closed: what was sent has to be consumed before this.
pub(crate) fn set_phase(to: ParaId, phase: OutboundPhase) {
	pallet_spec_outbox::Channels::<Test>::mutate(to, |channel| {
		channel.as_mut().unwrap().outbound = phase;
	});
}

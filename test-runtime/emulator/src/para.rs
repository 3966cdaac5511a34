//! A parachain as small as an emulator takes it. What a runtime with xcmp-queue changes is marked with `*`.

use cumulus_pallet_parachain_system::{
	AnyRelayNumber, ExpectParentIncluded, RelaychainDataProvider,
};
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		ConstU32, ConstU64, ConstU128, Disabled, EnqueueWithOrigin, Everything, MapSuccess,
		Nothing, TransformOrigin,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_spec_inbox::queue::{QueueHandler, WeightPerPage};
use pallet_spec_xcmp::{
	CreditWindow,
	emulated::Emulated,
	hrmp::{InTheNameOf, Published},
};
use polkadot_parachain_primitives::primitives::Sibling;
use polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery;
use sp_runtime::traits::IdentityLookup;
use spec_messaging_primitives::pallets::{Footprint, NoDeposit};
use xcm::latest::prelude::*;
use xcm_builder::{
	AccountId32Aliases, AllowTopLevelPaidExecutionFrom, EnsureXcmOrigin, FixedRateOfFungible,
	FixedWeightBounds, FrameTransactionalProcessor, FungibleAdapter, IsConcrete, ProcessXcmMessage,
	SiblingParachainConvertsVia, SignedToAccountId32, TakeWeightCredit, TrailingSetTopicAsId,
	WithUniqueTopic,
};
use xcm_executor::XcmExecutor;

use crate::{AccountId, Balance, ParaId};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = staging_parachain_info;
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	// * Was `cumulus_pallet_xcmp_queue`.
	#[runtime::pallet_index(30)]
	pub type XcmpQueue = pallet_spec_xcmp;
	#[runtime::pallet_index(31)]
	pub type PolkadotXcm = pallet_xcm;
	#[runtime::pallet_index(34)]
	pub type MessageQueue = pallet_message_queue;
	// * Both are new.
	#[runtime::pallet_index(40)]
	pub type SpecOutbox = pallet_spec_outbox;
	#[runtime::pallet_index(41)]
	pub type SpecInbox = pallet_spec_inbox;
}

parameter_types! {
	pub Version: sp_version::RuntimeVersion =
		sp_version::RuntimeVersion { system_version: 1, ..Default::default() };
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
	pub const HeapSize: u32 = 103 * 1024;
	pub ServiceWeight: Weight = Weight::from_parts(1_000_000_000_000, 10_000_000);
	pub const ThresholdPage: Footprint = Footprint { messages: 64, bytes: 65_536 };
	/// The token of every chain is the relay chain's.
	pub const Token: Location = Location::parent();
	pub const Network: NetworkId = NetworkId::ByGenesis([0x5b; 32]);
	pub AnyNetwork: Option<NetworkId> = None;
	pub UniversalLocation: InteriorLocation = [
		GlobalConsensus(Network::get()),
		Parachain(ParachainInfo::parachain_id().into()),
	].into();
	/// What a second and a megabyte of execution cost.
	pub Free: (AssetId, u128, u128) = (Token::get().into(), 0, 0);
	pub const InstructionWeight: Weight = Weight::from_parts(1_000, 0);
	pub const MaxInstructions: u32 = 100;
	pub const MaxAssets: u32 = 4;
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = frame_system::mocking::MockBlockU32<Self>;
	type Lookup = IdentityLookup<AccountId>;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
	type Version = Version;
	// * The code of xcmp-queue is a library here. It finds its storage under this name.
	type PalletInfo =
		InTheNameOf<PalletInfo, XcmpQueue, cumulus_pallet_xcmp_queue::Pallet<Runtime>>;
}

// * And what it says is said under this name.
impl From<cumulus_pallet_xcmp_queue::Event<Runtime>> for RuntimeEvent {
	fn from(event: cumulus_pallet_xcmp_queue::Event<Runtime>) -> Self {
		Self::XcmpQueue(event.into())
	}
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {}

impl staging_parachain_info::Config for Runtime {}

impl cumulus_pallet_parachain_system::Config for Runtime {
	type WeightInfo = ();
	type RuntimeEvent = RuntimeEvent;
	// * Was `()`: reads the heads of peers, on networks that have a relay chain.
	type OnSystemEvent = SpecInbox;
	type SelfParaId = ParachainInfo;
	// * Was `XcmpQueue`. In a runtime that is released it still is.
	//   `#[cfg(feature = "emulated")] type OutboundXcmpMessageSource = Emulated<Runtime>;`
	//   `#[cfg(not(feature = "emulated"))] type OutboundXcmpMessageSource = XcmpQueue;`
	type OutboundXcmpMessageSource = Emulated<Runtime>;
	type DmpQueue = EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type ReservedDmpWeight = ();
	type XcmpMessageHandler = XcmpQueue;
	type ReservedXcmpWeight = ();
	type CheckAssociatedRelayNumber = AnyRelayNumber;
	type ConsensusHook = ExpectParentIncluded;
	type RelayParentOffset = ConstU32<0>;
	type SchedulingSignatureVerifier = ();
}

pub type SiblingQueue = TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ToSibling>;

/// The queue of a sibling.
pub struct ToSibling;

impl sp_runtime::traits::Convert<ParaId, AggregateMessageOrigin> for ToSibling {
	fn convert(para: ParaId) -> AggregateMessageOrigin {
		AggregateMessageOrigin::Sibling(para)
	}
}

impl pallet_message_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MessageProcessor =
		ProcessXcmMessage<AggregateMessageOrigin, XcmExecutor<XcmConfig>, RuntimeCall>;
	type Size = u32;
	// As with xcmp-queue, through `NarrowOriginToSibling` or not.
	type QueueChangeHandler = XcmpQueue;
	type QueuePausedQuery = XcmpQueue;
	type HeapSize = HeapSize;
	type MaxStale = ConstU32<8>;
	type ServiceWeight = ServiceWeight;
	type IdleMaxServiceWeight = ();
}

// Stays as it is.
impl cumulus_pallet_xcmp_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ChannelInfo = ParachainSystem;
	type VersionWrapper = PolkadotXcm;
	type XcmpQueue = SiblingQueue;
	type MaxInboundSuspended = ConstU32<1_000>;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = ();
	type PriceForSiblingDelivery = NoPriceForMessageDelivery<ParaId>;
	type WeightInfo = ();
}

// * From here to `XcmConfig`, all is new. The README of `pallet-spec-xcmp` says what each is for.
impl pallet_spec_xcmp::Config for Runtime {
	type Hrmp = Published<Runtime>;
	type StreamFees = SpecOutbox;
	type QueueChanged = SpecInbox;
	type Queue = SiblingQueue;
	type ThresholdPage = ThresholdPage;
	type MaxInboundSuspended = ConstU32<1_000>;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = ();
	type WeightInfo = ();
}

impl pallet_spec_outbox::Config for Runtime {
	type SelfParaId = ParachainInfo;
	type Watch = SpecInbox;
	type Predecessor = XcmpQueue;
	type ChannelOrigin = MapSuccess<EnsureRoot<AccountId>, NoDeposit<AccountId>>;
	type PauseOrigin = EnsureRoot<AccountId>;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Consideration = ();
	type RelayBlockNumber = RelaychainDataProvider<Runtime>;
	type OpeningTimeout = ConstU32<14_400>;
	type StaleAfter = ConstU32<1_200>;
	type MaxPeers = ConstU32<100>;
	type MaxMessagesPerBlock = ConstU32<1_000>;
	type MaxBytesPerBlock = ConstU32<{ 512 * 1024 }>;
	type MaxRegistersPerBlock = ConstU32<64>;
	type MaxPayloadBytes = ConstU32<{ 64 * 1024 }>;
	type InitialCredit = ConstU64<1_024>;
	type InitialCreditBytes = ConstU64<{ 1024 * 1024 }>;
	type VersionWrapper = PolkadotXcm;
	type PriceForSiblingDelivery = NoPriceForMessageDelivery<ParaId>;
	type WeightInfo = ();
	type OnSkipped = ();
}

impl pallet_spec_inbox::Config for Runtime {
	type SelfParaId = ParachainInfo;
	type ChannelOrigin = MapSuccess<EnsureRoot<AccountId>, NoDeposit<AccountId>>;
	type PauseOrigin = EnsureRoot<AccountId>;
	type Consideration = ();
	type TrustOrigin = EnsureRoot<AccountId>;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Outbox = SpecOutbox;
	type Handler = QueueHandler<MessageQueue, WeightPerPage<(), HeapSize>>;
	type Observer = ();
	type Window = CreditWindow<Runtime>;
	type Pvf = ();
	type Support = ();
	type RelayBlockNumber = RelaychainDataProvider<Runtime>;
	type MaxSources = ConstU32<100>;
	type MaxMessagesPerBlock = ConstU32<2_000>;
	type MaxBytesPerBlock = ConstU32<{ 2 * 1024 * 1024 }>;
	type MaxFreeDeliveries = ConstU32<32>;
	type MaxTrusted = ConstU32<16>;
	type WeightInfo = ();
	type MaxDeadLetters = ConstU32<32>;
	type DeadLetterLifetime = ConstU32<100_800>;
	type MaxLag = ConstU32<100>;
}

pub type LocationToAccountId =
	(SiblingParachainConvertsVia<Sibling, AccountId>, AccountId32Aliases<AnyNetwork, AccountId>);

pub type LocalOriginToLocation = SignedToAccountId32<RuntimeOrigin, AccountId, AnyNetwork>;

/// As with xcmp-queue: the last way that is tried, inside of `WithUniqueTopic`.
pub type XcmRouter = WithUniqueTopic<XcmpQueue>;

/// Teleports of the token, which pay for themselves.
pub struct XcmConfig;

impl xcm_executor::Config for XcmConfig {
	type RuntimeCall = RuntimeCall;
	type XcmSender = XcmRouter;
	type XcmEventEmitter = PolkadotXcm;
	type AssetTransactor =
		FungibleAdapter<Balances, IsConcrete<Token>, LocationToAccountId, AccountId, ()>;
	type OriginConverter = ();
	type IsReserve = ();
	type IsTeleporter = Everything;
	type Aliasers = Nothing;
	type UniversalLocation = UniversalLocation;
	type Barrier =
		TrailingSetTopicAsId<(TakeWeightCredit, AllowTopLevelPaidExecutionFrom<Everything>)>;
	type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, MaxInstructions>;
	type Trader = FixedRateOfFungible<Free, ()>;
	type ResponseHandler = PolkadotXcm;
	type AssetTrap = PolkadotXcm;
	type AssetLocker = ();
	type AssetExchanger = ();
	type SubscriptionService = PolkadotXcm;
	type PalletInstancesInfo = AllPalletsWithSystem;
	type MaxAssetsIntoHolding = MaxAssets;
	type FeeManager = ();
	type MessageExporter = ();
	type UniversalAliases = Nothing;
	type CallDispatcher = RuntimeCall;
	type SafeCallFilter = Everything;
	type TransactionalProcessor = FrameTransactionalProcessor;
	type HrmpNewChannelOpenRequestHandler = ();
	type HrmpChannelAcceptedHandler = ();
	type HrmpChannelClosingHandler = ();
	type XcmRecorder = PolkadotXcm;
}

impl pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type CurrencyMatcher = IsConcrete<Token>;
	type AuthorizedAliasConsideration = Disabled;
	type SendXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOriginToLocation>;
	type XcmRouter = XcmRouter;
	type ExecuteXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOriginToLocation>;
	type XcmExecuteFilter = Everything;
	type XcmExecutor = XcmExecutor<XcmConfig>;
	type XcmTeleportFilter = Everything;
	type XcmReserveTransferFilter = Nothing;
	type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, MaxInstructions>;
	type UniversalLocation = UniversalLocation;
	type RuntimeOrigin = RuntimeOrigin;
	type RuntimeCall = RuntimeCall;
	const VERSION_DISCOVERY_QUEUE_SIZE: u32 = 100;
	type AdvertisedXcmVersion = pallet_xcm::CurrentXcmVersion;
	type AdminOrigin = EnsureRoot<AccountId>;
	type TrustedLockers = ();
	type SovereignAccountOf = LocationToAccountId;
	type MaxLockers = ConstU32<8>;
	type MaxRemoteLockConsumers = ConstU32<0>;
	type RemoteLockConsumerIdentifier = ();
	type WeightInfo = pallet_xcm::TestWeightInfo;
}

//! Whom XCM believes, and what for.
//!
//! | origin | may |
//! |---|---|
//! | a sibling | teleport the token here, execute what it pays for, act as its sovereign account |
//! | the relay chain | the same, and call as root |
//! | a local account | send, execute and teleport |

use crate::{
	AccountId, AllPalletsWithSystem, Balance, Balances, MessageQueue, ParachainInfo, PolkadotXcm,
	Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, configs::FeeAccount, transport,
};
use frame_support::{
	parameter_types,
	traits::{ConstU32, ContainsPair, Disabled, Everything, Nothing, tokens::imbalance::ResolveTo},
	weights::{IdentityFee, Weight},
};
use frame_system::EnsureRoot;
use polkadot_parachain_primitives::primitives::Sibling;
use xcm::latest::prelude::*;
use xcm_builder::{
	AccountId32Aliases, AllowKnownQueryResponses, AllowSubscriptionsFrom,
	AllowTopLevelPaidExecutionFrom, EnsureXcmOrigin, FixedWeightBounds,
	FrameTransactionalProcessor, FungibleAdapter, IsConcrete, ParentAsSuperuser, ParentIsPreset,
	SendXcmFeeToAccount, SiblingParachainConvertsVia, SignedAccountId32AsNative,
	SignedToAccountId32, SovereignSignedViaLocation, TakeWeightCredit, TrailingSetTopicAsId,
	UsingComponents, WithComputedOrigin, WithUniqueTopic, XcmFeeManagerFromComponents,
};
use xcm_executor::XcmExecutor;

/// The network the chains are in. No network that exists has this genesis.
const NETWORK: NetworkId = NetworkId::ByGenesis([0x5b; 32]);

parameter_types! {
	/// The token of every chain is the relay chain's.
	pub const TokenLocation: Location = Location::parent();
	/// The network this chain is in.
	pub const Network: Option<NetworkId> = Some(NETWORK);
	/// This chain, seen from outside.
	pub UniversalLocation: InteriorLocation =
		[GlobalConsensus(NETWORK), Parachain(ParachainInfo::parachain_id().into())].into();
	/// Where what routes ask for delivery goes.
	pub FeeLocation: Location =
		AccountId32 { network: None, id: FeeAccount::get().into() }.into();
	/// Weight of one XCM instruction. `make compare` sets it to what programs really take.
	pub storage InstructionWeight: Weight = Weight::from_parts(1_000_000_000, 16 * 1024);
	/// Longest XCM program that is executed.
	pub const MaxInstructions: u32 = 100;
	/// Most assets that are held while a program runs.
	pub const MaxAssetsIntoHolding: u32 = 64;
}

/// Which account stands for a location.
pub type LocationToAccountId = (
	ParentIsPreset<AccountId>,
	SiblingParachainConvertsVia<Sibling, AccountId>,
	AccountId32Aliases<Network, AccountId>,
);

/// Moves the token. No checking account: what is teleported out leaves this chain's issuance, what
/// is teleported in joins it, and the sum over all chains stays.
pub type TokenTransactor =
	FungibleAdapter<Balances, IsConcrete<TokenLocation>, LocationToAccountId, AccountId, ()>;

/// Which origin a call from a location is dispatched with.
pub type OriginConverter = (
	SovereignSignedViaLocation<LocationToAccountId, RuntimeOrigin>,
	ParentAsSuperuser<RuntimeOrigin>,
	SignedAccountId32AsNative<Network, RuntimeOrigin>,
);

/// The token, from the relay chain or from a sibling: the only asset and the only places that are
/// trusted to teleport.
pub struct TokenFromRelatives;

impl ContainsPair<Asset, Location> for TokenFromRelatives {
	fn contains(asset: &Asset, origin: &Location) -> bool {
		asset.id.0 == TokenLocation::get() && matches!(origin.unpack(), (1, [] | [Parachain(_)]))
	}
}

/// What is executed at all: what pays for itself, answers to our queries, subscriptions.
pub type Barrier = TrailingSetTopicAsId<(
	TakeWeightCredit,
	AllowKnownQueryResponses<PolkadotXcm>,
	WithComputedOrigin<
		(AllowTopLevelPaidExecutionFrom<Everything>, AllowSubscriptionsFrom<Everything>),
		UniversalLocation,
		ConstU32<8>,
	>,
)>;

/// How the executor is put together.
pub struct XcmConfig;

impl xcm_executor::Config for XcmConfig {
	type RuntimeCall = RuntimeCall;
	type XcmSender = XcmRouter;
	type XcmEventEmitter = PolkadotXcm;
	type AssetTransactor = TokenTransactor;
	type OriginConverter = OriginConverter;
	type IsReserve = ();
	type IsTeleporter = TokenFromRelatives;
	type Aliasers = Nothing;
	type UniversalLocation = UniversalLocation;
	type Barrier = Barrier;
	type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, MaxInstructions>;
	type Trader = UsingComponents<
		IdentityFee<Balance>,
		TokenLocation,
		AccountId,
		Balances,
		ResolveTo<FeeAccount, Balances>,
	>;
	type ResponseHandler = PolkadotXcm;
	type AssetTrap = PolkadotXcm;
	type AssetLocker = ();
	type AssetExchanger = ();
	type SubscriptionService = PolkadotXcm;
	type PalletInstancesInfo = AllPalletsWithSystem;
	type MaxAssetsIntoHolding = MaxAssetsIntoHolding;
	type FeeManager =
		XcmFeeManagerFromComponents<(), SendXcmFeeToAccount<TokenTransactor, FeeLocation>>;
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

/// Accounts act as themselves.
pub type LocalOriginToLocation = SignedToAccountId32<RuntimeOrigin, AccountId, Network>;

/// Where messages may be routed to, first match wins.
pub type Routes = transport::Routes;

/// How a message leaves this chain, with a topic by which it is found again on the other side.
pub type XcmRouter = WithUniqueTopic<Routes>;

impl pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type CurrencyMatcher = IsConcrete<TokenLocation>;
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

impl crate::load::Config for Runtime {
	// Without a topic: it would add to the size.
	type Router = Routes;
	type Queue = MessageQueue;
}

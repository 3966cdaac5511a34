//! How each pallet is configured, but for XCM and for the transport of messages.

use crate::{
	AccountId, Aura, AuraId, BLOCKS_PER_RELAY_SLOT, Balance, Balances, Block, BlockNumber,
	EXISTENTIAL_DEPOSIT, Hash, MAX_BLOCK_WEIGHT, MessageQueue, Nonce, PalletInfo,
	RELAY_SLOT_MILLIS, Runtime, RuntimeCall, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
	RuntimeOrigin, RuntimeTask, SLOT_MILLIS, System, UNINCLUDED_BLOCKS, VERSION, transport,
	xcm_config,
};
use cumulus_pallet_parachain_system::{ParachainSetCode, RelayNumberMonotonicallyIncreases};
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::{
	PalletId, derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{
		ConstBool, ConstU8, ConstU32, ConstU64, EnqueueWithOrigin, VariantCountOf,
		tokens::imbalance::ResolveTo,
	},
	weights::{
		IdentityFee, Weight,
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, RocksDbWeight},
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{Perbill, traits::AccountIdConversion};
use sp_version::RuntimeVersion;

/// Share of a block that `on_initialize` may be expected to use.
const AVERAGE_ON_INITIALIZE: Perbill = Perbill::from_percent(5);
/// Share of a block open to ordinary transactions.
const NORMAL_SHARE: Perbill = Perbill::from_percent(75);

parameter_types! {
	/// Version of this runtime.
	pub const Version: RuntimeVersion = VERSION;
	/// How many block hashes are remembered.
	pub const BlockHashCount: BlockNumber = 2400;
	/// Limits on the length of a block.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(DispatchClass::Normal, |length| {
			*length = NORMAL_SHARE * *length
		})
		.build();
	/// Limits on the weight of a block.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| {
			weights.base_extrinsic = ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |weights| {
			weights.max_total = Some(NORMAL_SHARE * MAX_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MAX_BLOCK_WEIGHT);
			weights.reserved = Some(MAX_BLOCK_WEIGHT - NORMAL_SHARE * MAX_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE)
		.build_or_panic();
	/// Prefix of addresses in text.
	pub const SS58Prefix: u16 = 42;
	/// The least an account may hold.
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	/// Where fees, dust and the cost of XCM execution go. Endowed in genesis, so that no amount is
	/// too small to arrive.
	pub FeeAccount: AccountId = PalletId(*b"spec/fee").into_account_truncating();
	/// Weight of a block that messages of the relay chain may use.
	pub const ReservedDmpWeight: Weight = MAX_BLOCK_WEIGHT.saturating_div(4);
	/// Weight of a block that queued messages may use, before and after transactions.
	pub MessageQueueServiceWeight: Weight = Perbill::from_percent(35) * MAX_BLOCK_WEIGHT;
	/// Bytes of one page of the queue: the longest message and what is stored beside it.
	pub const MessageQueueHeapSize: u32 = 103 * 1024;
	/// Queue of messages from the relay chain.
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Block = Block;
	type BlockHashCount = BlockHashCount;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type DbWeight = RocksDbWeight;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type SS58Prefix = SS58Prefix;
	type OnSetCode = ParachainSetCode<Self>;
	type MaxConsumers = ConstU32<16>;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Aura;
	// Blocks of one bundle share a slot, and so a time.
	type MinimumPeriod = ConstU64<0>;
	type WeightInfo = ();
}

/// Accepts a block when its slot is the relay chain's and there is room for it.
pub type ConsensusHook = cumulus_pallet_aura_ext::FixedVelocityConsensusHook<
	Runtime,
	RELAY_SLOT_MILLIS,
	BLOCKS_PER_RELAY_SLOT,
	UNINCLUDED_BLOCKS,
>;

impl cumulus_pallet_parachain_system::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnSystemEvent = transport::OnSystemEvent;
	type SelfParaId = staging_parachain_info::Pallet<Runtime>;
	type OutboundXcmpMessageSource = transport::OutboundXcmpMessageSource;
	type DmpQueue = EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type ReservedDmpWeight = ReservedDmpWeight;
	type XcmpMessageHandler = transport::XcmpMessageHandler;
	type ReservedXcmpWeight = transport::ReservedXcmpWeight;
	type CheckAssociatedRelayNumber = RelayNumberMonotonicallyIncreases;
	type WeightInfo = ();
	type ConsensusHook = ConsensusHook;
	type RelayParentOffset = ConstU32<0>;
	type SchedulingSignatureVerifier = ();
}

impl staging_parachain_info::Config for Runtime {}

impl cumulus_pallet_weight_reclaim::Config for Runtime {
	type WeightInfo = ();
}

impl cumulus_pallet_aura_ext::Config for Runtime {}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type DisabledValidators = ();
	type MaxAuthorities = ConstU32<16>;
	type AllowMultipleBlocksPerSlot = ConstBool<true>;
	type SlotDuration = ConstU64<SLOT_MILLIS>;
}

impl pallet_balances::Config for Runtime {
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type Balance = Balance;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DustRemoval = ResolveTo<FeeAccount, Balances>;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction =
		pallet_transaction_payment::FungibleAdapter<Balances, ResolveTo<FeeAccount, Balances>>;
	type WeightToFee = IdentityFee<Balance>;
	type LengthToFee = IdentityFee<Balance>;
	// A fixed price keeps scenarios comparable, whatever the blocks before carried.
	type FeeMultiplierUpdate = ();
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = ();
}

impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = ();
}

impl pallet_message_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	// A message that is executed brings no others.
	type MessageProcessor = pallet_spec_inbox::executing::Marked<
		xcm_builder::ProcessXcmMessage<
			AggregateMessageOrigin,
			xcm_executor::XcmExecutor<xcm_config::XcmConfig>,
			RuntimeCall,
		>,
	>;
	type Size = u32;
	type QueueChangeHandler = transport::QueueChangeHandler;
	type QueuePausedQuery = transport::QueuePausedQuery;
	type HeapSize = MessageQueueHeapSize;
	type MaxStale = ConstU32<8>;
	type ServiceWeight = MessageQueueServiceWeight;
	type IdleMaxServiceWeight = MessageQueueServiceWeight;
}

/// The queue of a sibling in the message queue.
pub struct ToSibling;

impl sp_runtime::traits::Convert<ParaId, AggregateMessageOrigin> for ToSibling {
	fn convert(para: ParaId) -> AggregateMessageOrigin {
		AggregateMessageOrigin::Sibling(para)
	}
}

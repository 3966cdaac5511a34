//! The runtime that the README shows compiles, and is the one that it shows.

// Macros write most items here, and a runtime names itself.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	clippy::use_self,
	missing_docs,
	unreachable_pub
)]

use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{derive_impl, parameter_types, traits::EnqueueWithOrigin, weights::Weight};

type Block = frame_system::mocking::MockBlockU32<Runtime>;

// What every runtime has anyway.
parameter_types! {
	pub const Version: sp_version::RuntimeVersion = sp_version::RuntimeVersion {
		system_version: 1,
		..spec_messaging_test_runtime::VERSION
	};
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
	pub MessageQueueServiceWeight: Weight = Weight::from_parts(1_000_000_000, 1 << 20);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type Version = Version;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
	type BlockWeights = spec_messaging_test_runtime::configs::RuntimeBlockWeights;
}

impl staging_parachain_info::Config for Runtime {}

// README: begin
use frame_support::traits::{ConstU32, ConstU64, MapSuccess};
use frame_system::EnsureRoot;
use pallet_spec_inbox::{DirectHandler, queue::WeightPerPage};
use spec_messaging_primitives::pallets::{Footprint, NoDeposit, SpecRelaySupport};

frame_support::construct_runtime!(
	pub enum Runtime {
		System: frame_system,
		ParachainSystem: cumulus_pallet_parachain_system,
		ParachainInfo: staging_parachain_info,
		MessageQueue: pallet_message_queue,
		SpecOutbox: pallet_spec_outbox,
		SpecInbox: pallet_spec_inbox,
	}
);

parameter_types! {
	/// What one peer may have in flight to us or queued here.
	pub const Window: Footprint = Footprint { messages: 1_024, bytes: 1_048_576 };
	/// Bytes of one page of the queue; the longest message is a little shorter.
	pub const HeapSize: u32 = 103 * 1024;
	/// Messages are executed as they arrive until the block weighs as much; the rest is queued. Half of the time, and
	/// nearly all of the proof size: the inherent has declared 140 KB for each of its batches by then.
	pub const ExecuteUntil: Weight = Weight::from_parts(1_000_000_000_000, 9 * 1024 * 1024);
}

impl pallet_spec_outbox::Config for Runtime {
	type SelfParaId = ParachainInfo;
	type Watch = SpecInbox;
	// No other transport whose messages have to arrive first.
	type Predecessor = ();
	type ChannelOrigin = MapSuccess<EnsureRoot<Self::AccountId>, NoDeposit<Self::AccountId>>;
	type PauseOrigin = EnsureRoot<Self::AccountId>;
	type GovernanceOrigin = EnsureRoot<Self::AccountId>;
	// Governance opens for nothing. `HoldConsideration` where accounts may open, too.
	type Consideration = ();
	type RelayBlockNumber = cumulus_pallet_parachain_system::RelaychainDataProvider<Runtime>;
	// A day, and two hours.
	type OpeningTimeout = ConstU32<14_400>;
	type StaleAfter = ConstU32<1_200>;
	type MaxPeers = ConstU32<1_000>;
	type MaxMessagesPerBlock = ConstU32<1_000>;
	type MaxBytesPerBlock = ConstU32<1_048_576>;
	type MaxRegistersPerBlock = ConstU32<64>;
	type MaxPayloadBytes = ConstU32<65_536>;
	// At most what the peers' windows allow.
	type InitialCredit = ConstU64<1_024>;
	type InitialCreditBytes = ConstU64<1_048_576>;
	// `PolkadotXcm` and `ExponentialPrice` in a runtime with XCM. There, `SpecOutbox` is also the first of
	// the routers: `type XcmRouter = (SpecOutbox, ..)`.
	type VersionWrapper = ();
	type PriceForSiblingDelivery = polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery<
		spec_messaging_primitives::ParaId,
	>;
	type WeightInfo = pallet_spec_outbox::weights::SubstrateWeight<Runtime>;
	// Nobody refunds what a sibling skipped.
	type OnSkipped = ();
}

impl pallet_spec_inbox::Config for Runtime {
	type SelfParaId = ParachainInfo;
	type ChannelOrigin = MapSuccess<EnsureRoot<Self::AccountId>, NoDeposit<Self::AccountId>>;
	type PauseOrigin = EnsureRoot<Self::AccountId>;
	type Consideration = ();
	type TrustOrigin = EnsureRoot<Self::AccountId>;
	type GovernanceOrigin = EnsureRoot<Self::AccountId>;
	type Outbox = SpecOutbox;
	// `QueueHandler` puts all of them into the queue.
	type Handler = DirectHandler<Runtime, WeightPerPage<Self::DbWeight, HeapSize>, ExecuteUntil>;
	// `SpecQuery` in a runtime that reads the states of its siblings.
	type Observer = ();
	type Window = Window;
	// The marker that `register_validate_block!` below defines; `()` keeps the speculative tier off.
	type Pvf = SpeculativePvf;
	type Support = SpecRelaySupport;
	type RelayBlockNumber = cumulus_pallet_parachain_system::RelaychainDataProvider<Runtime>;
	type MaxSources = ConstU32<1_000>;
	type MaxMessagesPerBlock = ConstU32<2_000>;
	type MaxBytesPerBlock = ConstU32<2_097_152>;
	type MaxFreeDeliveries = ConstU32<32>;
	type MaxTrusted = ConstU32<256>;
	type WeightInfo = pallet_spec_inbox::weights::SubstrateWeight<Runtime>;
	// Messages that the queue does not take are kept for a retry: so many per sibling, for a week.
	type MaxDeadLetters = ConstU32<32>;
	type DeadLetterLifetime = ConstU32<100_800>;
	// Ten minutes until an ignored sibling is named.
	type MaxLag = ConstU32<100>;
}

impl cumulus_pallet_parachain_system::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// Reads the heads of peers from the relay state proof. The runtime API `KeyToIncludeInRelayProof`
	// answers with `SpecInbox::keys_to_prove()`.
	type OnSystemEvent = SpecInbox;
	type SelfParaId = ParachainInfo;
	// No xcmp-queue.
	type OutboundXcmpMessageSource = ();
	type XcmpMessageHandler = ();
	type ReservedXcmpWeight = ();
	type DmpQueue = EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type ReservedDmpWeight = ();
	type CheckAssociatedRelayNumber =
		cumulus_pallet_parachain_system::RelayNumberMonotonicallyIncreases;
	type WeightInfo = ();
	type ConsensusHook = cumulus_pallet_parachain_system::consensus_hook::ExpectParentIncluded;
	type RelayParentOffset = ConstU32<0>;
	type SchedulingSignatureVerifier = ();
}

impl pallet_message_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	// `xcm_builder::ProcessXcmMessage` in a runtime with XCM: messages come from `Sibling(source)`, so
	// locations are those of HRMP.
	// A message that is executed brings no others.
	type MessageProcessor = pallet_spec_inbox::executing::Marked<
		pallet_message_queue::mock_helpers::NoopMessageProcessor<
			cumulus_primitives_core::AggregateMessageOrigin,
		>,
	>;
	type Size = u32;
	// A queue that drains gives its sender credit.
	type QueueChangeHandler = SpecInbox;
	type QueuePausedQuery = ();
	type HeapSize = HeapSize;
	type MaxStale = ConstU32<8>;
	type ServiceWeight = MessageQueueServiceWeight;
	type IdleMaxServiceWeight = MessageQueueServiceWeight;
}

spec_messaging_pvf::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = frame_executive::Executive<
		Runtime,
		Block,
		frame_system::ChainContext<Runtime>,
		Runtime,
		AllPalletsWithSystem,
	>,
	Inbox = SpecInbox,
}
// README: end

#[test]
fn the_readme_shows_the_runtime_that_compiles_here() {
	let here = include_str!("readme.rs");
	let (_, rest) = here.split_once("// README: begin\n").expect("the marker above; qed");
	let (shown, _) = rest.split_once("// README: end\n").expect("the marker above; qed");
	let readme = include_str!("../../README.md");
	assert!(readme.contains(shown), "README.md shows another runtime than this test compiles");
}

// That its limits fit together is a test that `construct_runtime!` generates.

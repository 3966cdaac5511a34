//! How messages travel: the pallets of this suite, and what they are wired to.

use crate::{
	MAX_BLOCK_WEIGHT, PolkadotXcm, Runtime, Siblings, SpecInbox, SpecOutbox, SpeculativePvf,
	configs::MessageQueueHeapSize,
};
use cumulus_pallet_parachain_system::RelaychainDataProvider;
use cumulus_primitives_core::RelayProofRequest;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64, Contains, MapSuccess},
	weights::{Weight, constants::RocksDbWeight},
};
use frame_system::EnsureRoot;
use pallet_spec_inbox::{DirectHandler, queue::WeightPerPage};
use spec_messaging_primitives::{
	ParaId,
	pallets::{Footprint, NoDeposit, SpecRelaySupport},
};

/// Messages that may be on their way from one peer or wait in its queue.
pub const WINDOW_MESSAGES: u64 = 4_096;
/// Bytes that may be on their way from one peer or wait in its queue.
pub const WINDOW_BYTES: u64 = 1024 * 1024;

/// Where messages to siblings are routed.
pub type Routes = SpecOutbox;
/// Reads the heads of peers from the relay state proof.
pub type OnSystemEvent = SpecInbox;
/// No HRMP.
pub type OutboundXcmpMessageSource = ();
/// No HRMP.
pub type XcmpMessageHandler = ();
/// No HRMP.
pub type ReservedXcmpWeight = ();
/// A queue that drains gives its sender credit.
pub type QueueChangeHandler = SpecInbox;
/// No queue is ever paused.
pub type QueuePausedQuery = ();

/// Keys of the relay chain that are proven in every block: the heads of peers.
pub fn keys_to_prove() -> RelayProofRequest {
	SpecInbox::keys_to_prove()
}

parameter_types! {
	/// What one peer may have in flight or queued here.
	pub const Window: Footprint = Footprint { messages: WINDOW_MESSAGES, bytes: WINDOW_BYTES };
}

impl pallet_spec_outbox::Config for Runtime {
	type SelfParaId = staging_parachain_info::Pallet<Runtime>;
	// Registers come from the heads that the inbox reads.
	type Watch = SpecInbox;
	// No other transport whose messages have to arrive first.
	type Predecessor = ();
	type ChannelOrigin = MapSuccess<EnsureRoot<Self::AccountId>, NoDeposit<Self::AccountId>>;
	type PauseOrigin = EnsureRoot<Self::AccountId>;
	type GovernanceOrigin = EnsureRoot<Self::AccountId>;
	// Governance opens for nothing. `HoldConsideration` where accounts may open, too.
	type Consideration = ();
	type RelayBlockNumber = RelaychainDataProvider<Runtime>;
	// A day, and two hours.
	type OpeningTimeout = ConstU32<14_400>;
	type StaleAfter = ConstU32<1_200>;
	type MaxPeers = ConstU32<1_000>;
	type MaxMessagesPerBlock = ConstU32<4_000>;
	type MaxBytesPerBlock = ConstU32<{ 1024 * 1024 }>;
	type MaxRegistersPerBlock = ConstU32<64>;
	type MaxPayloadBytes = ConstU32<{ 64 * 1024 }>;
	// What the peer's window allows, so that first messages need not wait for its first register.
	type InitialCredit = ConstU64<WINDOW_MESSAGES>;
	type InitialCreditBytes = ConstU64<WINDOW_BYTES>;
	type VersionWrapper = PolkadotXcm;
	type PriceForSiblingDelivery =
		polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery<ParaId>;
	type WeightInfo = pallet_spec_outbox::weights::SubstrateWeight<Runtime>;
	// Nobody refunds what a sibling skipped.
	type OnSkipped = ();
}

impl pallet_spec_inbox::Config for Runtime {
	type SelfParaId = staging_parachain_info::Pallet<Runtime>;
	type ChannelOrigin = MapSuccess<EnsureRoot<Self::AccountId>, NoDeposit<Self::AccountId>>;
	type PauseOrigin = EnsureRoot<Self::AccountId>;
	type Consideration = ();
	type TrustOrigin = EnsureRoot<Self::AccountId>;
	type GovernanceOrigin = EnsureRoot<Self::AccountId>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Outbox = SpecOutbox;
	type Handler =
		DirectHandler<Runtime, WeightPerPage<RocksDbWeight, MessageQueueHeapSize>, ExecuteUntil>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Observer = crate::SpecQuery;
	#[cfg(feature = "runtime-benchmarks")]
	type Outbox = crate::measured::Neighbour;
	#[cfg(feature = "runtime-benchmarks")]
	type Observer = ();
	type Window = Window;
	type Pvf = SpeculativePvf;
	type Support = SpecRelaySupport;
	type RelayBlockNumber = RelaychainDataProvider<Runtime>;
	type MaxSources = ConstU32<1_000>;
	type MaxMessagesPerBlock = ConstU32<8_192>;
	type MaxBytesPerBlock = ConstU32<{ 2 * 1024 * 1024 }>;
	type MaxFreeDeliveries = ConstU32<32>;
	type MaxTrusted = ConstU32<256>;
	type WeightInfo = pallet_spec_inbox::weights::SubstrateWeight<Runtime>;
	// Messages that the queue does not take are kept for a retry: so many per sibling, for a week.
	type MaxDeadLetters = ConstU32<32>;
	type DeadLetterLifetime = ConstU32<100_800>;
	// Ten minutes until an ignored sibling is named.
	type MaxLag = ConstU32<100>;
}

parameter_types! {
	/// Messages are executed as they arrive until the block weighs as much; the rest is queued. Nearly all of the
	/// proof size, since the inherent has declared 140 KB for each of its batches by then. `make compare` sets it
	/// to zero to measure the queue.
	pub storage ExecuteUntil: Weight = Weight::from_parts(
		MAX_BLOCK_WEIGHT.ref_time() / 2,
		MAX_BLOCK_WEIGHT.proof_size() / 10 * 9,
	);
	/// Whether the heads of siblings are kept, so that their states can be queried. `make compare` switches it
	/// off: HRMP has nothing like it.
	pub storage QueriesSiblings: bool = true;
}

/// Every chain whose heads the inbox reads, or none.
pub struct QueriedSiblings;

impl Contains<ParaId> for QueriedSiblings {
	fn contains(_: &ParaId) -> bool {
		QueriesSiblings::get()
	}
}

impl pallet_spec_query::Config for Runtime {
	type Sources = QueriedSiblings;
	// Receipts of what siblings skipped, and what this chain wants to know of them besides.
	type Handler = pallet_spec_outbox::SkipsOr<Self, Siblings>;
	type WeightInfo = pallet_spec_query::weights::SubstrateWeight<Runtime>;
}

impl crate::siblings::Config for Runtime {}

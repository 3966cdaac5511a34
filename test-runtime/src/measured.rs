//! What is in this runtime to be measured only: it has no HRMP that `pallet-spec-xcmp` could be put before.

use crate::{AccountId, MessageQueue, Runtime, SpecInbox, SpecOutbox, configs::ToSibling};
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	parameter_types,
	traits::{ConstU32, TransformOrigin},
};
use frame_system::EnsureRoot;
use spec_messaging_primitives::{ParaId, pallets::Footprint};

parameter_types! {
	/// What a page of xcmp-queue's thresholds stands for.
	pub const ThresholdPage: Footprint = Footprint { messages: 64, bytes: 65_536 };
}

impl pallet_spec_xcmp::Config for Runtime {
	type Hrmp = pallet_spec_xcmp::NoHrmp;
	type StreamFees = SpecOutbox;
	type QueueChanged = SpecInbox;
	type Queue = TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ToSibling>;
	type ThresholdPage = ThresholdPage;
	type MaxInboundSuspended = ConstU32<1_000>;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = ();
	type WeightInfo = pallet_spec_xcmp::weights::SubstrateWeight<Runtime>;
}

//! What is in this runtime to be measured only: it has no HRMP that `pallet-spec-xcmp` could be put before, and the
//! receiving pallet is measured without the sending one.

use crate::{AccountId, MessageQueue, Runtime, SpecInbox, SpecOutbox, configs::ToSibling};
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	parameter_types,
	traits::{ConstU32, TransformOrigin},
	weights::Weight,
};
use frame_system::EnsureRoot;
use spec_messaging_primitives::{
	ParaId,
	channel::Register,
	pallets::{
		ApplyRegister, Footprint, InboundRegister, PublishError, PublishRegister, RegisterError,
		RelayBlockNumber,
	},
};

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

/// Stands for the sending pallet while the receiving pallet is measured: what it says of itself is true, and what
/// it does costs nothing. What it costs is added to each weight (`publish_weight`, `apply_weight`), and would be
/// charged twice. The handler is the real one, and a message of a benchmark is no program: what executing it takes up to
/// there is in the weights of a batch, and so is what the queue does instead, which is less. `handle_weight` is the
/// queue's pages in the database, and no time.
pub struct Neighbour;

impl PublishRegister for Neighbour {
	fn has_room(source: ParaId) -> bool {
		SpecOutbox::has_room(source)
	}

	fn can_publish() -> bool {
		SpecOutbox::can_publish()
	}

	fn publish(_: ParaId, _: InboundRegister) -> Result<(), PublishError> {
		Ok(())
	}

	fn publish_weight() -> Weight {
		SpecOutbox::publish_weight()
	}

	fn commit_weight() -> Weight {
		SpecOutbox::commit_weight()
	}

	fn block_weight() -> Weight {
		SpecOutbox::block_weight()
	}
}

impl ApplyRegister for Neighbour {
	fn apply(_: ParaId, _: RelayBlockNumber, _: &Register) -> Result<(), RegisterError> {
		Ok(())
	}

	fn apply_weight() -> Weight {
		SpecOutbox::apply_weight()
	}

	fn forget(_: ParaId) {}
}

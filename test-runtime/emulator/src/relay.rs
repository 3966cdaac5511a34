//! A relay chain of which the emulator needs next to nothing: a queue for what parachains send up, and what it
//! has to send down.

use frame_support::{derive_impl, traits::ConstU32, weights::Weight};
use polkadot_runtime_parachains::inclusion::AggregateMessageOrigin;
use xcm_emulator::polkadot_primitives::InboundDownwardMessage;

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
	pub type MessageQueue = pallet_message_queue;
}

#[derive_impl(frame_system::config_preludes::RelayChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = frame_system::mocking::MockBlockU32<Self>;
	type Nonce = u32;
	type Version = ();
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type Hash = sp_core::H256;
}

frame_support::parameter_types! {
	pub ServiceWeight: Weight = Weight::MAX;
}

impl pallet_message_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MessageProcessor =
		pallet_message_queue::mock_helpers::NoopMessageProcessor<AggregateMessageOrigin>;
	type Size = u32;
	type QueueChangeHandler = ();
	type QueuePausedQuery = ();
	type HeapSize = ConstU32<{ 64 * 1024 }>;
	type MaxStale = ConstU32<8>;
	type ServiceWeight = ServiceWeight;
	type IdleMaxServiceWeight = ();
}

impl Runtime {
	/// Where the emulator asks for the runtime API `ParachainHost`: nothing is sent down.
	pub fn dmq_contents(_: ParaId) -> Vec<InboundDownwardMessage> {
		vec![]
	}
}

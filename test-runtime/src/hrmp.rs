//! How messages travel where HRMP is built in: xcmp-queue, wired as Asset Hub wires it.
//!
//! The same names as in `messaging`: whatever else the runtime is made of does not know the difference.

use crate::{
	AccountId, MAX_BLOCK_WEIGHT, MessageQueue, ParachainSystem, PolkadotXcm, Runtime, RuntimeEvent,
	XcmpQueue, configs::ToSibling, xcm_config::OriginConverter,
};
use core::marker::PhantomData;
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId, RelayProofRequest};
use frame_support::{
	parameter_types,
	traits::{ConstU32, QueueFootprint, TransformOrigin},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_message_queue::OnQueueChanged;

/// Where messages to siblings are routed.
pub type Routes = XcmpQueue;
/// Nobody waits for the relay state proof.
pub type OnSystemEvent = ();
/// Pages of messages leave this chain with the candidate.
pub type OutboundXcmpMessageSource = XcmpQueue;
/// Pages of messages arrive with the parachain inherent.
pub type XcmpMessageHandler = XcmpQueue;
/// A queue that fills suspends its sender, one that drains resumes it.
pub type QueueChangeHandler = OfSiblings<XcmpQueue>;
/// Queues of siblings are paused while XCM execution is suspended.
pub type QueuePausedQuery = OfSiblings<XcmpQueue>;

/// Keys of the relay chain that are proven in every block besides those that always are: none.
pub fn keys_to_prove() -> RelayProofRequest {
	RelayProofRequest::default()
}

parameter_types! {
	/// Weight of a block that arriving pages may use.
	pub const ReservedXcmpWeight: Weight = MAX_BLOCK_WEIGHT.saturating_div(4);
}

/// `P` for the queues of siblings, by their id. Queues of others are none of its business.
pub struct OfSiblings<P>(PhantomData<P>);

impl<P: OnQueueChanged<ParaId>> OnQueueChanged<AggregateMessageOrigin> for OfSiblings<P> {
	fn on_queue_changed(origin: AggregateMessageOrigin, footprint: QueueFootprint) {
		if let AggregateMessageOrigin::Sibling(para) = origin {
			P::on_queue_changed(para, footprint);
		}
	}
}

impl<P: frame_support::traits::QueuePausedQuery<ParaId>>
	frame_support::traits::QueuePausedQuery<AggregateMessageOrigin> for OfSiblings<P>
{
	fn is_paused(origin: &AggregateMessageOrigin) -> bool {
		matches!(origin, AggregateMessageOrigin::Sibling(para) if P::is_paused(para))
	}
}

impl cumulus_pallet_xcmp_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ChannelInfo = ParachainSystem;
	type VersionWrapper = PolkadotXcm;
	type XcmpQueue = TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ToSibling>;
	type MaxInboundSuspended = ConstU32<1_000>;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = OriginConverter;
	type PriceForSiblingDelivery =
		polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery<ParaId>;
	type WeightInfo = cumulus_pallet_xcmp_queue::weights::SubstrateWeight<Runtime>;
}

//! Whether a channel is congested, as bridges ask. Names and meanings of `cumulus_pallet_xcmp_queue::bridging`.

use bp_xcm_bridge_hub_router::XcmChannelStatusProvider;
use core::marker::PhantomData;
use frame_support::traits::Get;
use pallet_spec_outbox::{Channels, Pallet as Outbox};
use spec_messaging_primitives::{ParaId, channel::InboundPhase, pallets::SendMessage};
use xcm::latest::{Junction::Parachain, Location};

use crate::{Config, InboundXcmpSuspended, OutboundState, Pallet};

/// Pages under way from which on more would only make it worse.
const MAX_QUEUED_PAGES: u32 = 4;

fn sibling(location: &Location) -> Option<ParaId> {
	match location.unpack() {
		(_, [Parachain(id)]) => Some((*id).into()),
		_ => None,
	}
}

/// Congested if either direction is.
pub struct InAndOutXcmpChannelStatusProvider<Runtime>(PhantomData<Runtime>);

impl<Runtime: Config> XcmChannelStatusProvider for InAndOutXcmpChannelStatusProvider<Runtime> {
	/// Reports of congestion come in over the inbound channel: while that is suspended there are none.
	fn is_congested(with: &Location) -> bool {
		let Some(id) = sibling(with) else { return false };
		let inbound = Channels::<Runtime>::get(id).map(|channel| channel.inbound.phase);
		inbound == Some(InboundPhase::Suspended)
			|| InboundXcmpSuspended::<Runtime>::get().contains(&id)
			|| OutXcmpChannelStatusProvider::<Runtime>::is_congested(with)
	}
}

/// Congested if the outbound channel is.
///
/// | | by HRMP | as a stream |
/// |---|---|---|
/// | the other side stops us | it said suspend | paused, or no credit |
/// | too much is under way | more than 4 pages are queued | more than 4 [`Config::ThresholdPage`]s are unacknowledged |
pub struct OutXcmpChannelStatusProvider<Runtime>(PhantomData<Runtime>);

impl<Runtime: Config> XcmChannelStatusProvider for OutXcmpChannelStatusProvider<Runtime> {
	fn is_congested(with: &Location) -> bool {
		let Some(id) = sibling(with) else { return false };
		let queued = Pallet::<Runtime>::status_of(id).is_some_and(|status| {
			status.state == OutboundState::Suspended || status.pages() > MAX_QUEUED_PAGES
		});
		let stream = Pallet::<Runtime>::room(id).is_some_and(|room| {
			let many = Runtime::ThresholdPage::get().bytes.saturating_mul(MAX_QUEUED_PAGES.into());
			room.bytes > many || Outbox::<Runtime>::can_send(id, 1).is_err()
		});
		queued || stream
	}
}

/// Makes the outbound channel to `target` look suspended by the other side.
#[cfg(any(feature = "runtime-benchmarks", test))]
pub fn suspend_channel_for_benchmarks<T: Config>(target: ParaId) {
	use crate::{OutboundChannelDetails, OutboundXcmpStatus};

	OutboundXcmpStatus::<T>::mutate(|statuses| {
		match statuses.iter_mut().find(|status| status.recipient == target) {
			Some(status) => status.state = OutboundState::Suspended,
			None => {
				let status = OutboundChannelDetails {
					recipient: target,
					state: OutboundState::Suspended,
					signals_exist: false,
					first_index: 0,
					last_index: 0,
					flags: 0,
					queued_bytes: 0,
				};
				assert!(statuses.try_push(status).is_ok(), "a benchmark has few channels");
			},
		}
	});
}

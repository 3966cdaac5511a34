//! The code of xcmp-queue as a library: every rule of HRMP as its own authors wrote it.

use alloc::vec::Vec;
use core::{any::TypeId, marker::PhantomData};
use cumulus_pallet_parachain_system::{
	HrmpOutboundMessages, Pallet as ParachainSystem, RelevantMessagingState, UnincludedSegment,
};
use cumulus_pallet_xcmp_queue::Pallet as XcmpQueue;
use cumulus_primitives_core::{
	ChannelInfo, ChannelStatus, GetChannelInfo, ListChannelInfos, XcmpMessageHandler,
	XcmpMessageSource,
};
use frame_support::{
	traits::{CrateVersion, Hooks, PalletInfo, QueueFootprint},
	weights::Weight,
};
use frame_system::Pallet as System;
use pallet_message_queue::OnQueueChanged;
use polkadot_runtime_parachains::FeeTracker;
use sp_runtime::FixedU128;
use spec_messaging_primitives::{ParaId, pallets::RelayBlockNumber};
use xcm::latest::{Location, SendError as XcmError, SendResult, SendXcm, Xcm, XcmHash};

use super::Hrmp;
use crate::{Config, Event};

/// HRMP by the published `cumulus-pallet-xcmp-queue` and `cumulus-pallet-parachain-system`.
///
/// The runtime keeps its `impl cumulus_pallet_xcmp_queue::Config`, takes the pallet out of
/// `construct_runtime!`, and says with [`InTheNameOf`] under which name its storage lies.
pub struct Published<T>(PhantomData<T>);

/// The pallets of a runtime, and besides them `Library`, which is none, under the name and at the index of
/// `Pallet`.
///
/// For `frame_system::Config::PalletInfo`. Both have to have one storage layout.
pub struct InTheNameOf<Info, Pallet, Library>(PhantomData<(Info, Pallet, Library)>);

impl<Info, Pallet, Library> InTheNameOf<Info, Pallet, Library>
where
	Pallet: 'static,
	Library: 'static,
{
	fn is_library<P: 'static>() -> bool {
		TypeId::of::<P>() == TypeId::of::<Library>()
	}
}

impl<Info: PalletInfo, Pallet: 'static, Library: 'static> PalletInfo
	for InTheNameOf<Info, Pallet, Library>
{
	fn index<P: 'static>() -> Option<usize> {
		if Self::is_library::<P>() { Info::index::<Pallet>() } else { Info::index::<P>() }
	}

	fn name<P: 'static>() -> Option<&'static str> {
		if Self::is_library::<P>() { Info::name::<Pallet>() } else { Info::name::<P>() }
	}

	fn name_hash<P: 'static>() -> Option<[u8; 16]> {
		if Self::is_library::<P>() { Info::name_hash::<Pallet>() } else { Info::name_hash::<P>() }
	}

	fn module_name<P: 'static>() -> Option<&'static str> {
		if Self::is_library::<P>() {
			Info::module_name::<Pallet>()
		} else {
			Info::module_name::<P>()
		}
	}

	fn crate_version<P: 'static>() -> Option<CrateVersion> {
		if Self::is_library::<P>() {
			Info::crate_version::<Pallet>()
		} else {
			Info::crate_version::<P>()
		}
	}
}

/// What the library says is said by this pallet, at the same index.
impl<T: Config + cumulus_pallet_xcmp_queue::Config> From<cumulus_pallet_xcmp_queue::Event<T>>
	for Event<T>
{
	fn from(event: cumulus_pallet_xcmp_queue::Event<T>) -> Self {
		match event {
			cumulus_pallet_xcmp_queue::Event::XcmpMessageSent { message_hash } => {
				Self::XcmpMessageSent { message_hash }
			},
			cumulus_pallet_xcmp_queue::Event::__Ignore(_, never) => match never {},
		}
	}
}

impl<T> Hrmp for Published<T>
where
	T: cumulus_pallet_xcmp_queue::Config + cumulus_pallet_parachain_system::Config,
{
	const SPOKEN: bool = true;

	/// What the relay chain holds, as of this block's relay parent; what blocks carry that it has not
	/// included; and what this very block carries, after its end.
	///
	/// Without a messaging state no channel was ever known, so nothing was sent.
	fn is_under_way(destination: ParaId) -> bool {
		let on_relay = RelevantMessagingState::<T>::get().is_some_and(|state| {
			state
				.egress_channels
				.iter()
				.any(|(recipient, channel)| *recipient == destination && channel.msg_count > 0)
		});
		let in_ancestors = || {
			UnincludedSegment::<T>::get().iter().any(|ancestor| {
				let sent = ancestor.used_bandwidth().hrmp_outgoing.get(&destination);
				sent.is_some_and(|update| update.msg_count > 0)
			})
		};
		let in_this_block = || {
			HrmpOutboundMessages::<T>::get().iter().any(|message| message.recipient == destination)
		};
		on_relay || in_ancestors() || in_this_block()
	}

	fn on_idle(limit: Weight) -> Weight {
		XcmpQueue::<T>::on_idle(System::<T>::block_number(), limit)
	}

	fn integrity_test() {
		<XcmpQueue<T> as Hooks<_>>::integrity_test();
	}
}

impl<T: cumulus_pallet_xcmp_queue::Config> SendXcm for Published<T> {
	type Ticket = <XcmpQueue<T> as SendXcm>::Ticket;

	fn validate(
		destination: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<Self::Ticket> {
		XcmpQueue::<T>::validate(destination, message)
	}

	fn deliver(ticket: Self::Ticket) -> Result<XcmHash, XcmError> {
		XcmpQueue::<T>::deliver(ticket)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful_delivery(location: Option<Location>) {
		XcmpQueue::<T>::ensure_successful_delivery(location);
	}
}

impl<T: cumulus_pallet_xcmp_queue::Config> FeeTracker for Published<T> {
	type Id = ParaId;

	fn get_fee_factor(id: ParaId) -> FixedU128 {
		XcmpQueue::<T>::get_fee_factor(id)
	}

	fn set_fee_factor(id: ParaId, factor: FixedU128) {
		XcmpQueue::<T>::set_fee_factor(id, factor);
	}
}

impl<T: cumulus_pallet_xcmp_queue::Config> GetChannelInfo for Published<T> {
	fn get_channel_status(id: ParaId) -> ChannelStatus {
		T::ChannelInfo::get_channel_status(id)
	}

	fn get_channel_info(id: ParaId) -> Option<ChannelInfo> {
		T::ChannelInfo::get_channel_info(id)
	}
}

impl<T: cumulus_pallet_parachain_system::Config> ListChannelInfos for Published<T> {
	fn outgoing_channels() -> Vec<ParaId> {
		ParachainSystem::<T>::outgoing_channels()
	}
}

impl<T: cumulus_pallet_xcmp_queue::Config> OnQueueChanged<ParaId> for Published<T> {
	fn on_queue_changed(source: ParaId, footprint: QueueFootprint) {
		XcmpQueue::<T>::on_queue_changed(source, footprint);
	}
}

impl<T: cumulus_pallet_xcmp_queue::Config> XcmpMessageHandler for Published<T> {
	fn handle_xcmp_messages<'a, I: Iterator<Item = (ParaId, RelayBlockNumber, &'a [u8])>>(
		iter: I,
		max_weight: Weight,
	) -> Weight {
		XcmpQueue::<T>::handle_xcmp_messages(iter, max_weight)
	}
}

impl<T: cumulus_pallet_xcmp_queue::Config> XcmpMessageSource for Published<T> {
	fn take_outbound_messages(
		maximum_channels: usize,
		excluded_recipients: &[ParaId],
	) -> Vec<(ParaId, Vec<u8>)> {
		XcmpQueue::<T>::take_outbound_messages(maximum_channels, excluded_recipients)
	}
}

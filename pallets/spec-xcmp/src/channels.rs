//! Streams as runtime code asks for HRMP channels.

use alloc::vec::Vec;
use cumulus_primitives_core::{ChannelInfo, ChannelStatus, GetChannelInfo, ListChannelInfos};
use frame_support::traits::Get;
use pallet_spec_outbox::{Channel, Channels, Config as OutboxConfig, Pallet as Outbox, SendError};
use spec_messaging_primitives::{ParaId, pallets::SendMessage};

use crate::{Config, Pallet};

/// What may still be, and ever be, under way as a stream.
pub(crate) struct Room {
	/// Messages sent and not acknowledged.
	messages: u64,
	/// Their bytes.
	pub(crate) bytes: u64,
	/// Most messages under way.
	max_messages: u64,
	/// Most bytes under way.
	max_bytes: u64,
	/// Longest message.
	max_payload: u32,
}

fn narrow(value: u64) -> u32 {
	u32::try_from(value).unwrap_or(u32::MAX)
}

impl Room {
	/// Credits count from the beginning of the stream, a channel's limits from what is under way.
	fn of<T: Config>(channel: &Channel) -> Self {
		// What former lives of the channel sent is consumed.
		let (mut consumed, mut consumed_bytes) = (channel.base.get(), channel.base_bytes);
		let (mut credit, mut credit_bytes) = (
			consumed.saturating_add(<T as OutboxConfig>::InitialCredit::get()),
			consumed_bytes.saturating_add(<T as OutboxConfig>::InitialCreditBytes::get()),
		);
		let mut max_payload = <T as OutboxConfig>::MaxPayloadBytes::get();
		if let Some(applied) = channel.applied {
			let register = applied.register;
			credit = credit.max(register.credit);
			credit_bytes = credit_bytes.max(register.credit_bytes);
			max_payload = max_payload.min(register.max_payload);
			consumed = register.consumed.get();
			consumed_bytes = register.consumed_bytes;
		}
		Self {
			messages: channel.in_flight(),
			bytes: channel.in_flight_bytes(),
			max_messages: credit.saturating_sub(consumed),
			max_bytes: credit_bytes.saturating_sub(consumed_bytes),
			max_payload,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The room on the stream to `id`, if messages go that way.
	pub(crate) fn room(id: ParaId) -> Option<Room> {
		let channel = Channels::<T>::get(id).filter(|_| Self::is_stream(id))?;
		Some(Room::of::<T>(&channel))
	}
}

impl<T: Config> GetChannelInfo for Pallet<T> {
	/// Of the stream to `id`; without one, of the HRMP channel.
	///
	/// Full is a stream that takes nothing now: no credit, paused by the receiver, or no room in this block.
	fn get_channel_status(id: ParaId) -> ChannelStatus {
		match (Outbox::<T>::can_send(id, 1), Self::room(id)) {
			(Ok(()), Some(room)) => {
				let left = narrow(room.max_bytes.saturating_sub(room.bytes));
				let now = left.min(room.max_payload);
				ChannelStatus::Ready(size(now), size(room.max_payload))
			},
			(Err(SendError::NoChannel), _) | (_, None) => T::Hrmp::get_channel_status(id),
			(Err(_), Some(_)) => ChannelStatus::Full,
		}
	}

	fn get_channel_info(id: ParaId) -> Option<ChannelInfo> {
		let Some(room) = Self::room(id) else { return T::Hrmp::get_channel_info(id) };
		Some(ChannelInfo {
			max_capacity: narrow(room.max_messages),
			max_total_size: narrow(room.max_bytes),
			max_message_size: room.max_payload,
			msg_count: narrow(room.messages),
			total_size: narrow(room.bytes),
		})
	}
}

fn size(bytes: u32) -> usize {
	usize::try_from(bytes).unwrap_or(usize::MAX)
}

impl<T: Config> ListChannelInfos for Pallet<T> {
	/// Everybody who has a stream or an HRMP channel, each once, in increasing order.
	fn outgoing_channels() -> Vec<ParaId> {
		let mut channels = T::Hrmp::outgoing_channels();
		channels.extend(Channels::<T>::iter_keys().filter(|id| Self::is_stream(*id)));
		channels.sort_unstable();
		channels.dedup();
		channels
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config> polkadot_runtime_parachains::EnsureForParachain for Pallet<T> {
	fn ensure(id: ParaId) {
		use xcm::latest::{Junction::Parachain, Location, SendXcm};
		Self::ensure_successful_delivery(Some(Location::new(1, [Parachain(id.into())])));
	}
}

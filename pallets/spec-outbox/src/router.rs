//! Sends XCM to sibling parachains.
//!
//! A tuple of routers tries one after the other as long as they answer [`NotApplicable`]. This one
//! answers that for whatever it has no channel to, so a router of another transport can stand behind
//! it during a migration. A message that took the other way because this one was full would arrive out of
//! order, so who carries follows from the phase alone:
//!
//! | phase | the predecessor carries | it does not |
//! |---|---|---|
//! | none, closed | the next router | the next router |
//! | opening, not accepted | the next router | ours, within the initial credit |
//! | opening, accepted, predecessor not drained | nobody, for as long as that takes | |
//! | opening, accepted, predecessor drained | ours, and open | ours, and open |
//! | open | ours | ours |
//! | closing | nobody, until the peer consumed everything | nobody, likewise |
//!
//! [`NotApplicable`]: xcm::latest::SendError::NotApplicable

use alloc::{vec, vec::Vec};
use codec::{DecodeLimit, Encode};
use polkadot_runtime_common::xcm_sender::PriceForMessageDelivery;
#[cfg(feature = "runtime-benchmarks")]
use spec_messaging_primitives::channel::OutboundPhase;
use spec_messaging_primitives::{ParaId, pallets::SendMessage};
use xcm::{
	MAX_XCM_DECODE_DEPTH, VersionedLocation, VersionedXcm, WrapVersion,
	latest::{
		Junction::Parachain, Location, SendError as XcmError, SendResult, SendXcm, Xcm, XcmHash,
	},
};
use xcm_builder::InspectMessageQueues;

use crate::{Config, Cycle, Outgoing, Pallet, SendError, Touched};

/// The sibling that `location` names: `(1, [Parachain(id)])` and nothing else.
fn sibling(location: &Location) -> Option<ParaId> {
	match location.unpack() {
		(1, [Parachain(id)]) => Some(ParaId::from(*id)),
		_ => None,
	}
}

impl From<SendError> for XcmError {
	fn from(error: SendError) -> Self {
		match error {
			SendError::TooLarge => Self::ExceedsMaxMessageSize,
			SendError::NoChannel
			| SendError::Paused
			| SendError::Empty
			| SendError::NoCredit
			| SendError::BlockFull
			| SendError::Closing
			| SendError::Stale
			| SendError::NotDrained => Self::Transport(error.into()),
		}
	}
}

impl<T: Config> SendXcm for Pallet<T> {
	/// Destination and encoded message.
	type Ticket = (ParaId, Vec<u8>);

	/// Refuses what [`deliver`](SendXcm::deliver) would refuse now: a ticket is deliverable as long as
	/// nothing else is sent in between.
	fn validate(
		destination: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<Self::Ticket> {
		let location = destination.take().ok_or(XcmError::MissingArgument)?;
		let route = sibling(&location).and_then(|para| Some((para, Self::route_to(para)?)));
		let Some((para, channel)) = route else {
			// Whoever is asked next needs it.
			*destination = Some(location);
			return Err(XcmError::NotApplicable);
		};
		let xcm = message.take().ok_or(XcmError::MissingArgument)?;
		let price = T::PriceForSiblingDelivery::price_for_delivery(para, &xcm);
		let versioned = T::VersionWrapper::wrap_version(&location, xcm)
			.map_err(|()| XcmError::DestinationUnsupported)?;
		// What we could not decode ourselves, no sibling of the same limits can.
		versioned.check_is_decodable().map_err(|()| XcmError::ExceedsMaxMessageSize)?;
		let payload = versioned.encode();
		let bytes = u32::try_from(payload.len()).map_err(|_| XcmError::ExceedsMaxMessageSize)?;
		Self::can_send_on(para, &channel, bytes)?;
		Ok(((para, payload), price))
	}

	/// The hash is [`message_id`](spec_messaging_primitives::hashing::message_id) of the encoded
	/// versioned message, which the receiver's message queue computes too.
	fn deliver((para, payload): Self::Ticket) -> Result<XcmHash, XcmError> {
		let sent = Self::send(para, &payload)
			.map_err(|error| XcmError::Transport(<&'static str>::from(error)))?;
		Ok(sent.id.into())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful_delivery(location: Option<Location>) {
		if let Some(para) = location.as_ref().and_then(sibling) {
			// Already open is as good.
			let _ = Self::do_open_channel(para, OutboundPhase::Open);
		}
	}
}

/// For dry runs: what the next commitment would take in, as far as it is XCM.
impl<T: Config> InspectMessageQueues for Pallet<T> {
	/// Forgets payloads, not positions. For the scratch state of a runtime API call only.
	fn clear_messages() {
		let slot = Cycle::<T>::get().slot;
		for destination in Touched::<T>::get(slot) {
			Outgoing::<T>::remove(slot, destination);
		}
	}

	fn get_messages() -> Vec<(VersionedLocation, Vec<VersionedXcm<()>>)> {
		let slot = Cycle::<T>::get().slot;
		let mut queues = vec![];
		for destination in Touched::<T>::get(slot) {
			let messages: Vec<_> = Outgoing::<T>::get(slot, destination)
				.iter()
				.filter_map(|payload| {
					VersionedXcm::decode_all_with_depth_limit(
						MAX_XCM_DECODE_DEPTH,
						&mut payload.as_slice(),
					)
					.ok()
				})
				.collect();
			if !messages.is_empty() {
				let location = Location::new(1, [Parachain(destination.into())]);
				queues.push((location.into(), messages));
			}
		}
		queues
	}
}

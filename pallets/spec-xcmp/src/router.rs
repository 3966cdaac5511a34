//! Sends XCM to siblings: as a stream where there is a channel, else by HRMP.

use alloc::vec::Vec;
use codec::DecodeLimit;
use pallet_spec_outbox::{Channels, Pallet as Outbox};
use polkadot_runtime_parachains::FeeTracker;
use sp_runtime::FixedU128;
use spec_messaging_primitives::{
	ParaId,
	channel::OutboundPhase,
	pallets::{Predecessor, SendMessage},
};
use xcm::{
	MAX_XCM_DECODE_DEPTH, VersionedLocation, VersionedXcm,
	latest::{
		Junction::Parachain, Location, SendError as XcmError, SendResult, SendXcm, Xcm, XcmHash,
	},
};
use xcm_builder::InspectMessageQueues;

use crate::{
	Config, Event, Held, OutboundXcmpMessages, OutboundXcmpStatus, Pallet, SignalMessages,
	pages::Page,
};

/// What [`SendXcm::validate`] answers while HRMP has something under way to a destination with a stream.
pub const HRMP_UNDER_WAY: XcmError =
	XcmError::Transport("spec-xcmp: what went by HRMP is still under way");

/// What it answers while a stream that is being closed has.
pub const STREAM_UNDER_WAY: XcmError =
	XcmError::Transport("spec-xcmp: what went as a stream is still under way");

/// What it answers for a destination whose HRMP channel closed over queued pages and that has no stream.
pub const PAGES_HELD: XcmError =
	XcmError::Transport("spec-xcmp: earlier pages are held, the HRMP channel is closed");

/// Which way a message goes, with that way's ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route<Stream, Hrmp> {
	/// As a stream.
	Stream(Stream),
	/// By HRMP.
	Hrmp(Hrmp),
}

/// The sibling that `location` names: `(1, [Parachain(id)])` and nothing else.
fn sibling(location: &Location) -> Option<ParaId> {
	match location.unpack() {
		(1, [Parachain(id)]) => Some(ParaId::from(*id)),
		_ => None,
	}
}

impl<T: Config> Pallet<T> {
	/// Whether messages to `destination` go as a stream, if there is credit and room.
	pub fn is_stream(destination: ParaId) -> bool {
		!matches!(
			Outbox::<T>::can_send(destination, 1),
			Err(pallet_spec_outbox::SendError::NoChannel),
		)
	}
}

impl<T: Config> Pallet<T> {
	/// Whether the sending pallet has to be asked: there is a stream, or one ends, or one begins that is
	/// accepted or has no HRMP channel beside it.
	fn may_be_stream(destination: ParaId) -> bool {
		Channels::<T>::get(destination).is_some_and(|channel| match channel.outbound {
			OutboundPhase::None | OutboundPhase::Closed => false,
			OutboundPhase::Opening => {
				channel.peer_phase().is_answered() || !Self::hrmp_is_open(destination)
			},
			OutboundPhase::Open | OutboundPhase::Closing => true,
		})
	}
}

impl<T: Config> SendXcm for Pallet<T> {
	type Ticket = Route<<Outbox<T> as SendXcm>::Ticket, <T::Hrmp as SendXcm>::Ticket>;

	/// As xcmp-queue: whatever is no sibling is left to the next router, unchanged. A sibling without a stream
	/// and without an HRMP channel is refused by `deliver`, as there.
	fn validate(
		destination: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<Self::Ticket> {
		let location = destination.as_ref().ok_or(XcmError::MissingArgument)?;
		let Some(para) = sibling(location) else { return Err(XcmError::NotApplicable) };
		if message.is_none() {
			return Err(XcmError::MissingArgument);
		}
		if Self::may_be_stream(para) {
			match Outbox::<T>::validate(destination, message) {
				Err(XcmError::NotApplicable) => (),
				// Whatever else there is, this comes first.
				Err(XcmError::Transport(_)) if !Self::is_drained(para) => {
					return Err(HRMP_UNDER_WAY);
				},
				Err(error) => return Err(error),
				Ok((ticket, price)) => {
					return if Self::is_drained(para) {
						Ok((Route::Stream(ticket), price))
					} else {
						Err(HRMP_UNDER_WAY)
					};
				},
			}
		}
		if !Self::stream_is_drained(para) {
			return Err(STREAM_UNDER_WAY);
		}
		// The library would answer `NoChannel`, in other words.
		let held = || Self::status_of(para).is_some_and(|status| status.pages() > 0);
		if !Self::hrmp_is_open(para) && held() {
			return Err(PAGES_HELD);
		}
		let (ticket, price) = T::Hrmp::validate(destination, message)?;
		Ok((Route::Hrmp(ticket), price))
	}

	fn deliver(ticket: Self::Ticket) -> Result<XcmHash, XcmError> {
		match ticket {
			Route::Stream(ticket) => {
				let message_hash = Outbox::<T>::deliver(ticket)?;
				Self::deposit_event(Event::XcmpMessageSent { message_hash });
				Ok(message_hash)
			},
			// The library says so itself.
			Route::Hrmp(ticket) => T::Hrmp::deliver(ticket),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful_delivery(location: Option<Location>) {
		if let Some(para) = location.as_ref().and_then(sibling)
			&& !Self::hrmp_is_open(para)
		{
			Outbox::<T>::ensure_successful_delivery(location);
		}
	}
}

/// For dry runs: what is queued either way, one entry per destination and page.
impl<T: Config> InspectMessageQueues for Pallet<T> {
	/// For the scratch state of a runtime API call only. A destination whose pages are forgotten counts as held,
	/// so that a stream that really waits for them waits in the dry run, too.
	fn clear_messages() {
		Outbox::<T>::clear_messages();
		OutboundXcmpStatus::<T>::mutate(|statuses| {
			for status in statuses.iter_mut() {
				if status.pages() > 0 {
					// As many as there are statuses at most.
					let _ = Held::<T>::mutate(|held| held.try_insert(status.recipient));
				}
				for at in status.first_index..status.last_index {
					OutboundXcmpMessages::<T>::remove(status.recipient, at);
				}
				(status.first_index, status.last_index, status.queued_bytes) = (0, 0, 0);
				if status.signals_exist {
					SignalMessages::<T>::remove(status.recipient);
					status.signals_exist = false;
				}
			}
		});
	}

	/// What can not be read as XCM is left out.
	fn get_messages() -> Vec<(VersionedLocation, Vec<VersionedXcm<()>>)> {
		let mut queues = Outbox::<T>::get_messages();
		for status in OutboundXcmpStatus::<T>::get() {
			for at in status.first_index..status.last_index {
				let page = OutboundXcmpMessages::<T>::get(status.recipient, at);
				let Ok(page) = Page::read(&page) else { continue };
				let messages: Vec<_> = page
					.map_while(Result::ok)
					.filter_map(|mut message| {
						VersionedXcm::decode_all_with_depth_limit(
							MAX_XCM_DECODE_DEPTH,
							&mut message,
						)
						.ok()
					})
					.collect();
				if !messages.is_empty() {
					let location = Location::new(1, [Parachain(status.recipient.into())]);
					queues.push((location.into(), messages));
				}
			}
		}
		queues
	}
}

/// The factor of the transport that the next message takes.
impl<T: Config> FeeTracker for Pallet<T> {
	type Id = ParaId;

	fn get_fee_factor(id: ParaId) -> FixedU128 {
		if Self::is_stream(id) {
			T::StreamFees::get_fee_factor(id)
		} else {
			T::Hrmp::get_fee_factor(id)
		}
	}

	fn set_fee_factor(id: ParaId, factor: FixedU128) {
		if Self::is_stream(id) {
			T::StreamFees::set_fee_factor(id, factor);
		} else {
			T::Hrmp::set_fee_factor(id, factor);
		}
	}
}

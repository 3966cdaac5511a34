//! When a destination may change from one transport to the other.

use pallet_spec_outbox::Channels;
use spec_messaging_primitives::{ParaId, channel::OutboundPhase, pallets::Predecessor};

use crate::{Config, Held, Hrmp, Pallet, Resending};

impl<T: Config> Pallet<T> {
	/// Whether pages to `destination` left and have not arrived.
	pub(crate) fn hrmp_is_under_way(destination: ParaId) -> bool {
		#[cfg(any(feature = "emulated", test))]
		if crate::emulated::went_as_stream::<T>(destination) {
			return false;
		}
		T::Hrmp::is_under_way(destination)
	}

	/// Whether the peer consumed all that was ever sent to it as a stream, as far as that says anything: a
	/// closed channel was drained, one that opens has sent nothing since.
	pub(crate) fn stream_is_drained(destination: ParaId) -> bool {
		Channels::<T>::get(destination).is_none_or(|channel| match channel.outbound {
			OutboundPhase::None | OutboundPhase::Opening | OutboundPhase::Closed => true,
			OutboundPhase::Open | OutboundPhase::Closing => channel.in_flight() == 0,
		})
	}
}

/// HRMP, which comes before streams.
impl<T: Config> Predecessor for Pallet<T> {
	fn carries(destination: ParaId) -> bool {
		Self::hrmp_is_open(destination)
	}

	/// No page and no signal is queued, none is on the relay chain, none in a block that it has not included.
	/// Pages that are being resent are no obstacle to themselves. Pages that a dry run forgot are one.
	fn is_drained(destination: ParaId) -> bool {
		let queued = Self::status_of(destination).is_some_and(|status| !status.is_empty())
			|| Held::<T>::get().contains(&destination);
		if queued && Resending::<T>::get() != Some(destination) {
			return false;
		}
		!Self::hrmp_is_under_way(destination)
	}
}

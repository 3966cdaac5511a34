//! Ends of channels that this side decides on.

use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchResult, traits::BadOrigin};
use spec_messaging_primitives::{ParaId, channel::OutboundPhase};

use crate::{Channel, Channels, Config, Ending, Error, Pallet, Side};

impl<T: Config> Pallet<T> {
	/// Takes back an opening that was not answered.
	///
	/// # Errors
	///
	/// `NoChannel`, `WrongPhase`, `Answered`, `BadOrigin`.
	pub(crate) fn do_cancel_opening(
		destination: ParaId,
		who: Option<&T::AccountId>,
	) -> DispatchResult {
		ensure!(Self::may_close(destination, who), BadOrigin);
		let channel = Self::unanswered(destination)?;
		Self::end_now(destination, channel, Ending::Cancelled);
		Ok(())
	}

	/// Ends an opening that was not answered in time.
	///
	/// # Errors
	///
	/// `NoChannel`, `WrongPhase`, `Answered`, `NotExpired`.
	pub(crate) fn do_expire_opening(destination: ParaId) -> DispatchResult {
		let channel = Self::unanswered(destination)?;
		let end = channel.opened_at.saturating_add(T::OpeningTimeout::get());
		ensure!(Self::relay_now() >= end, Error::<T>::NotExpired);
		Self::end_now(destination, channel, Ending::Expired);
		Ok(())
	}

	/// Sends no more, and ends as soon as everything is consumed.
	///
	/// # Errors
	///
	/// `NoChannel`, `WrongPhase`, `BadOrigin`.
	pub(crate) fn do_close_channel(
		destination: ParaId,
		who: Option<&T::AccountId>,
	) -> DispatchResult {
		ensure!(Self::may_close(destination, who), BadOrigin);
		let mut channel = Self::channel_to(destination)?;
		let accepted =
			channel.outbound == OutboundPhase::Opening && channel.peer_phase().is_answered();
		ensure!(accepted || channel.outbound == OutboundPhase::Open, Error::<T>::WrongPhase);
		Self::begin_closing(destination, &mut channel, Side::Sender);
		if channel.in_flight() == 0 {
			Self::end(destination, &mut channel, Ending::Drained);
		}
		Self::touch_now(destination, &mut channel);
		Channels::<T>::insert(destination, channel);
		Ok(())
	}

	/// Ends a channel whatever the peer says.
	///
	/// # Errors
	///
	/// `NoChannel`.
	pub(crate) fn do_force_close(destination: ParaId) -> DispatchResult {
		let channel = Self::channel_to(destination)?;
		ensure!(channel.is_live(), Error::<T>::NoChannel);
		Self::end_now(destination, channel, Ending::Forced);
		Ok(())
	}

	fn end_now(destination: ParaId, mut channel: Channel, ending: Ending) {
		Self::end(destination, &mut channel, ending);
		Self::touch_now(destination, &mut channel);
		Channels::<T>::insert(destination, channel);
	}

	pub(crate) fn channel_to(destination: ParaId) -> Result<Channel, Error<T>> {
		Channels::<T>::get(destination)
			.filter(|channel| channel.outbound != OutboundPhase::None)
			.ok_or(Error::<T>::NoChannel)
	}

	/// A channel that is opening, as long as the peer did not accept it.
	fn unanswered(destination: ParaId) -> Result<Channel, Error<T>> {
		let channel = Self::channel_to(destination)?;
		ensure!(channel.outbound == OutboundPhase::Opening, Error::<T>::WrongPhase);
		ensure!(!channel.peer_phase().is_answered(), Error::<T>::Answered);
		Ok(channel)
	}
}

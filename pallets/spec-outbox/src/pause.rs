//! Pauses of this side's own accord, each with an end.

use frame_support::ensure;
use sp_runtime::DispatchResult;
use spec_messaging_primitives::{ParaId, pallets::RelayBlockNumber};

use crate::{Channels, Config, Error, Event, Pallet, Pause};

impl<T: Config> Pallet<T> {
	/// Sends nothing to `destination` until relay block `until`, or until it is resumed.
	///
	/// # Errors
	///
	/// `NoChannel`, `AlreadyOver` if that relay block is reached.
	pub(crate) fn do_pause_channel(
		destination: ParaId,
		until: Option<RelayBlockNumber>,
	) -> DispatchResult {
		let mut channel = Self::channel_to(destination)?;
		ensure!(channel.is_live(), Error::<T>::NoChannel);
		channel.pause = until.map_or(Pause::Indefinite, Pause::Until);
		ensure!(channel.pause.holds(Self::relay_now()), Error::<T>::AlreadyOver);
		Channels::<T>::insert(destination, channel);
		Self::deposit_event(Event::ChannelPaused { destination, until });
		Ok(())
	}

	/// Sends to `destination` again.
	///
	/// # Errors
	///
	/// `NoChannel`, `NotPaused`.
	pub(crate) fn do_resume_channel(destination: ParaId) -> DispatchResult {
		let mut channel = Self::channel_to(destination)?;
		ensure!(channel.pause.holds(Self::relay_now()), Error::<T>::NotPaused);
		channel.pause = Pause::No;
		Channels::<T>::insert(destination, channel);
		Self::deposit_event(Event::ChannelResumed { destination });
		Ok(())
	}
}

//! Opens channels and restarts streams.

use frame_support::{ensure, traits::Get};
use spec_messaging_primitives::{LeafCount, ParaId, channel::OutboundPhase, pallets::WatchPeer};

use crate::{Channels, Config, Cycle, Error, Event, Frontiers, Generation, Pallet};

impl<T: Config> Pallet<T> {
	/// Whether this chain ever opened a channel to `peer`, sending on it or not.
	pub fn has_channel(peer: ParaId) -> bool {
		Channels::<T>::get(peer).is_some_and(|channel| channel.outbound != OutboundPhase::None)
	}

	/// Opens a channel to `destination`. True if that peer had no leaf before.
	///
	/// # Errors
	///
	/// [`Error::OwnChain`], [`Error::AlreadyOpen`], [`Error::TooManyPeers`], with nothing changed.
	pub(crate) fn do_open_channel(destination: ParaId) -> Result<bool, Error<T>> {
		ensure!(destination != T::SelfParaId::get(), Error::<T>::OwnChain);
		let known = Channels::<T>::get(destination);
		let is_new = known.is_none();
		let mut channel = known.unwrap_or_default();
		ensure!(channel.outbound == OutboundPhase::None, Error::<T>::AlreadyOpen);
		if is_new {
			ensure!(Channels::<T>::count() < T::MaxPeers::get(), Error::<T>::TooManyPeers);
		}
		ensure!(T::Watch::watch(destination), Error::<T>::TooManyPeers);

		let mut cycle = Cycle::<T>::get();
		Self::begin(&mut cycle);
		channel.outbound = OutboundPhase::Open;
		Self::touch(&mut cycle, destination, &mut channel);
		if is_new {
			cycle.load.opened = cycle.load.opened.saturating_add(1);
		}
		Channels::<T>::insert(destination, channel);
		Cycle::<T>::put(cycle);
		Self::deposit_event(Event::ChannelOpened { destination });
		Ok(is_new)
	}

	/// Restarts all streams at position 0 under the next generation. Returns how many there are.
	///
	/// # Errors
	///
	/// [`Error::AlreadyCommitted`], [`Error::NoMoreGenerations`], with nothing changed.
	pub(crate) fn do_raise_generation() -> Result<u32, Error<T>> {
		let mut cycle = Cycle::<T>::get();
		// Frontiers of this block's state have to be those that its header commits.
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(!(cycle.committed && cycle.begun == now), Error::<T>::AlreadyCommitted);
		let generation =
			Generation::<T>::get().checked_add(1).ok_or(Error::<T>::NoMoreGenerations)?;

		Self::begin(&mut cycle);
		let channels: alloc::vec::Vec<_> = Channels::<T>::iter().collect();
		let peers = u32::try_from(channels.len()).unwrap_or(u32::MAX);
		for (peer, mut channel) in channels {
			// What waits for the commitment is the beginning of the new stream. Why it is not refused: a
			// chain that answers messages in every block would never find a block without.
			let (carried, carried_bytes) = channel.pending_in(cycle.round);
			let committed = channel.committed(cycle.round);
			let acknowledged = channel.applied.map(|a| a.register.consumed).unwrap_or_default();
			if channel.sent > LeafCount::ZERO {
				let committed = LeafCount::new(committed).unwrap_or_default();
				Self::deposit_event(Event::StreamRestarted {
					peer,
					committed,
					acknowledged,
					carried,
				});
			}
			channel.sent = carried.into();
			channel.sent_bytes = carried_bytes.into();
			channel.applied = None;
			Self::touch(&mut cycle, peer, &mut channel);
			Channels::<T>::insert(peer, channel);
			Frontiers::<T>::remove(peer);
		}
		Cycle::<T>::put(cycle);
		Generation::<T>::put(generation);
		Self::deposit_event(Event::GenerationRaised { generation });
		Ok(peers)
	}
}

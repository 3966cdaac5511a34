//! Opens channels and restarts streams.

use frame_support::{ensure, storage::with_storage_layer, traits::Get};
use sp_runtime::DispatchError;
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, OutboundPhase},
	mmr::Frontier,
	pallets::{Predecessor, WatchPeer},
};

use crate::{
	Channel, Channels, Config, Cycle, Ending, Error, Event, Frontiers, Generation, Pallet,
	Tombstone, Tombstones,
};

impl<T: Config> Pallet<T> {
	/// Whether there is a channel to `peer`: opening, open or closing.
	pub fn has_channel(peer: ParaId) -> bool {
		Channels::<T>::get(peer).is_some_and(|channel| channel.is_live())
	}

	/// The channel to `peer` if XCM goes this way, if not now then soon: not if the next router carries it. See
	/// the table in `router.rs`.
	pub(crate) fn route_to(peer: ParaId) -> Option<Channel> {
		Channels::<T>::get(peer).filter(|channel| match channel.outbound {
			OutboundPhase::None | OutboundPhase::Closed => false,
			OutboundPhase::Opening => {
				channel.peer_phase().is_answered() || !T::Predecessor::carries(peer)
			},
			OutboundPhase::Open | OutboundPhase::Closing => true,
		})
	}

	/// What is left of the stream to `peer` if it ended in this generation.
	pub fn tombstone(peer: ParaId) -> Option<Tombstone> {
		let generation = Generation::<T>::get();
		Tombstones::<T>::get(peer).filter(|tombstone| tombstone.generation == generation)
	}

	/// The entry of a peer that has none: it says of a stream that ended what the tombstone says, or the
	/// peer would see a stream that became shorter.
	pub(crate) fn new_entry(peer: ParaId) -> Channel {
		Self::tombstone(peer).map_or_else(Channel::default, |tombstone| Channel {
			outbound: OutboundPhase::Closed,
			sent: tombstone.leaf_count,
			sent_bytes: tombstone.bytes,
			base: tombstone.leaf_count,
			base_bytes: tombstone.bytes,
			..Channel::default()
		})
	}

	/// Opens a channel to `destination` in phase `to`. True if that peer had no leaf before.
	///
	/// # Errors
	///
	/// [`Error::OwnChain`], [`Error::AlreadyOpen`], [`Error::Ended`], [`Error::TooManyPeers`], with nothing
	/// changed.
	pub(crate) fn do_open_channel(
		destination: ParaId,
		to: OutboundPhase,
	) -> Result<bool, Error<T>> {
		let known = Channels::<T>::get(destination);
		let outbound = known.map_or(OutboundPhase::None, |channel| channel.outbound);
		ensure!(outbound != OutboundPhase::Closed, Error::<T>::Ended);
		ensure!(outbound == OutboundPhase::None, Error::<T>::AlreadyOpen);
		ensure!(Self::tombstone(destination).is_none(), Error::<T>::Ended);
		let is_new = Self::begin_life(destination, known, to)?;
		Self::deposit_event(Event::ChannelOpened { destination });
		Ok(is_new)
	}

	/// As [`Self::do_open_channel`] for whom it may concern, with a deposit.
	pub(crate) fn open_for(
		destination: ParaId,
		who: Option<T::AccountId>,
	) -> Result<bool, DispatchError> {
		with_storage_layer(|| {
			let is_new = Self::do_open_channel(destination, OutboundPhase::Opening)?;
			Self::take_deposit(destination, who)?;
			Ok(is_new)
		})
	}

	/// Opens a channel again whose stream ended at `frontier`. True if that peer had no leaf before.
	///
	/// # Errors
	///
	/// [`Error::NotEnded`], [`Error::OtherFrontier`], [`Error::PeerNotClosed`], [`Error::TooManyPeers`], or
	/// that of the deposit, with nothing changed.
	pub(crate) fn do_reopen_channel(
		destination: ParaId,
		frontier: Frontier,
		who: Option<T::AccountId>,
	) -> Result<bool, DispatchError> {
		let known = Channels::<T>::get(destination);
		let outbound = known.map_or(OutboundPhase::None, |channel| channel.outbound);
		ensure!(
			matches!(outbound, OutboundPhase::None | OutboundPhase::Closed),
			Error::<T>::AlreadyOpen
		);
		let tombstone = Self::tombstone(destination).ok_or(Error::<T>::NotEnded)?;
		let Tombstone { leaf_count, root, bytes, .. } = tombstone;
		ensure!(
			frontier.leaf_count() == leaf_count && frontier.root() == root,
			Error::<T>::OtherFrontier
		);
		// One life after the other on both sides: a peer that still reads would see a phase come back.
		let reads =
			known.is_some_and(|channel| !channel.peer_phase().may_become(InboundPhase::Offered));
		ensure!(!reads, Error::<T>::PeerNotClosed);
		with_storage_layer(|| {
			let continued = Channel {
				sent: leaf_count,
				sent_bytes: bytes,
				base: leaf_count,
				base_bytes: bytes,
				..known.unwrap_or_default()
			};
			let is_new = known.is_none();
			Self::begin_life_of(destination, continued, is_new, OutboundPhase::Opening)?;
			// Absent means empty, and nobody would remove an empty one with a channel that leaves nothing behind.
			if !leaf_count.is_zero() {
				Frontiers::<T>::insert(destination, frontier);
			}
			Tombstones::<T>::remove(destination);
			Self::take_deposit(destination, who)?;
			Self::deposit_event(Event::ChannelReopened { destination, at: leaf_count });
			Ok(is_new)
		})
	}

	fn begin_life(
		destination: ParaId,
		known: Option<Channel>,
		to: OutboundPhase,
	) -> Result<bool, Error<T>> {
		Self::begin_life_of(destination, known.unwrap_or_default(), known.is_none(), to)?;
		Ok(known.is_none())
	}

	fn begin_life_of(
		destination: ParaId,
		mut channel: Channel,
		is_new: bool,
		to: OutboundPhase,
	) -> Result<(), Error<T>> {
		ensure!(destination != T::SelfParaId::get(), Error::<T>::OwnChain);
		if is_new {
			ensure!(Channels::<T>::count() < T::MaxPeers::get(), Error::<T>::TooManyPeers);
		}
		ensure!(T::Watch::watch(destination), Error::<T>::TooManyPeers);

		let mut cycle = Cycle::<T>::get();
		Self::begin(&mut cycle);
		channel.outbound = to;
		channel.opened_at = Self::relay_now();
		channel.waiting_since = channel.opened_at;
		Self::touch(&mut cycle, destination, &mut channel);
		if is_new {
			cycle.load.opened = cycle.load.opened.saturating_add(1);
		}
		Channels::<T>::insert(destination, channel);
		Cycle::<T>::put(cycle);
		Ok(())
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
			channel.base = LeafCount::ZERO;
			channel.base_bytes = 0;
			channel.waiting_since = Self::relay_now();
			channel.stale = false;
			// Nobody can drain a stream that has nothing in it, and of one that ended nothing is left.
			match channel.outbound {
				OutboundPhase::Closed if carried == 0 => channel.outbound = OutboundPhase::None,
				OutboundPhase::Closing if carried == 0 => {
					Self::end(peer, &mut channel, Ending::Drained);
					channel.outbound = OutboundPhase::None;
				},
				_ => (),
			}
			Tombstones::<T>::remove(peer);
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

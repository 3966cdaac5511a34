//! Peers that acknowledge nothing any more.
//!
//! Whether a channel is stale follows from its state at any time, so sends are refused at once. That it
//! became stale is said once: every eighth block looks at one channel, in turn.

use frame_support::{traits::Get, weights::Weight};
use sp_runtime::SaturatedConversion;
use spec_messaging_primitives::{ParaId, channel::OutboundPhase, pallets::RelayBlockNumber};

use crate::{Channel, Channels, Config, Event, Pallet, StaleCursor, WeightInfo};

/// Blocks from one look to the next. Nothing waits for the event, and a look is a channel in the proof that the
/// block has no other use for.
pub(crate) const WATCH_EVERY: u32 = 8;

impl<T: Config> Pallet<T> {
	/// Whether messages are in flight and none was acknowledged for [`Config::StaleAfter`] relay blocks.
	///
	/// Only of a channel that is open: an opening has a timeout of its own, and on one that closes
	/// nothing is sent.
	pub(crate) fn is_stale(channel: &Channel, now: RelayBlockNumber) -> bool {
		let after = T::StaleAfter::get();
		after > 0
			&& channel.outbound == OutboundPhase::Open
			&& channel.acknowledgement_age(now) >= after
	}

	/// Looks at the channel whose turn it is, if that of this block is. One or two reads of it, at most two
	/// writes.
	pub(crate) fn watch_stale() -> Weight {
		let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
		if !now.is_multiple_of(WATCH_EVERY) {
			return Weight::zero();
		}
		Self::look_at_next();
		T::WeightInfo::watch_stale()
	}

	/// Looks at the channel behind the cursor.
	pub(crate) fn look_at_next() {
		let mut channels = match StaleCursor::<T>::get() {
			Some(last) => Channels::<T>::iter_from(Channels::<T>::hashed_key_for(last)),
			None => Channels::<T>::iter(),
		};
		match channels.next() {
			Some((peer, channel)) => {
				Self::note_stale(peer, channel);
				StaleCursor::<T>::put(peer);
			},
			// The next block begins with the first one again.
			None => StaleCursor::<T>::kill(),
		}
	}

	fn note_stale(destination: ParaId, mut channel: Channel) {
		if channel.stale || !Self::is_stale(&channel, Self::relay_now()) {
			return;
		}
		channel.stale = true;
		let (since, in_flight) = (channel.waiting_since, channel.in_flight());
		Channels::<T>::insert(destination, channel);
		Self::deposit_event(Event::ChannelStale { destination, since, in_flight });
	}
}

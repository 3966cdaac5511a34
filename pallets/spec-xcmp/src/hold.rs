//! What goes out and comes in by HRMP, and what is kept when it can not go out.

use alloc::vec::Vec;
use cumulus_primitives_core::{
	ChannelStatus, GetChannelInfo, XcmpMessageHandler, XcmpMessageSource,
};
use frame_support::{BoundedVec, ensure, weights::Weight};
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;
use spec_messaging_primitives::{ParaId, hashing::Hash, pallets::RelayBlockNumber};

use crate::{
	Config, Error, Event, Held, Hrmp, OutboundChannelDetails, OutboundXcmpMessages,
	OutboundXcmpStatus, Pallet, SignalMessages, Tallies, WeightInfo,
};

/// Bytes of something that fits a block.
pub(crate) fn bytes_of(slice: &[u8]) -> u32 {
	u32::try_from(slice.len()).unwrap_or(u32::MAX)
}

impl<T: Config> Pallet<T> {
	/// Whether HRMP has a channel to `destination`.
	pub(crate) fn hrmp_is_open(destination: ParaId) -> bool {
		!matches!(T::Hrmp::get_channel_status(destination), ChannelStatus::Closed)
	}

	/// The status of `destination`, if it has one.
	pub(crate) fn status_of(destination: ParaId) -> Option<OutboundChannelDetails> {
		OutboundXcmpStatus::<T>::get().into_iter().find(|status| status.recipient == destination)
	}

	/// Takes the statuses whose HRMP channel is closed out of the queue, so that HRMP does not see them, and
	/// marks those with pages as held. Signals to them are void: whoever closed the channel waits for none.
	fn set_aside_closed() -> Vec<OutboundChannelDetails> {
		let statuses = OutboundXcmpStatus::<T>::get().into_inner();
		let (open, closed): (Vec<_>, Vec<_>) =
			statuses.into_iter().partition(|status| Self::hrmp_is_open(status.recipient));
		let mut kept = Vec::new();
		for mut status in closed {
			if status.signals_exist {
				SignalMessages::<T>::remove(status.recipient);
				status.signals_exist = false;
			}
			if status.pages() > 0 {
				kept.push(status);
			}
		}
		Self::mark_held(&kept);
		// A part of what fitted.
		OutboundXcmpStatus::<T>::put(BoundedVec::truncate_from(open));
		kept
	}

	/// Makes exactly these the held ones, with an event for each that was not.
	fn mark_held(kept: &[OutboundChannelDetails]) {
		let before = Held::<T>::get();
		let same = before.len() == kept.len()
			&& kept.iter().all(|status| before.contains(&status.recipient));
		if same {
			return;
		}
		let mut held = frame_support::BoundedBTreeSet::new();
		for status in kept {
			if !before.contains(&status.recipient) {
				Self::deposit_event(Event::PagesHeld {
					destination: status.recipient,
					pages: status.pages(),
					bytes: status.queued_bytes,
				});
			}
			// As many as there are statuses at most.
			let _ = held.try_insert(status.recipient);
		}
		Held::<T>::put(held);
	}

	/// Puts what was set aside behind the others.
	fn put_back(kept: Vec<OutboundChannelDetails>) {
		if kept.is_empty() {
			return;
		}
		OutboundXcmpStatus::<T>::mutate(|statuses| {
			for status in kept {
				// HRMP adds none while it takes messages out, so all fit that fitted before.
				let fits = statuses.try_push(status).is_ok();
				debug_assert!(fits, "no status was added meanwhile");
			}
		});
	}

	/// Marks as held what no HRMP channel takes any more.
	pub(crate) fn hold_closed() {
		let kept = Self::set_aside_closed();
		Self::put_back(kept);
	}

	/// Stores `status`, or removes it once nothing is queued, and with it the mark.
	pub(crate) fn update_held(status: OutboundChannelDetails) {
		let destination = status.recipient;
		let emptied = status.is_empty();
		OutboundXcmpStatus::<T>::mutate(|statuses| {
			if emptied {
				statuses.retain(|known| known.recipient != destination);
			} else if let Some(known) =
				statuses.iter_mut().find(|known| known.recipient == destination)
			{
				*known = status;
			}
		});
		if emptied {
			Held::<T>::mutate(|held| held.remove(&destination));
		}
	}

	pub(crate) fn do_discard_pages(destination: ParaId, pages: u32) -> DispatchResult {
		ensure!(Held::<T>::get().contains(&destination), Error::<T>::NothingHeld);
		let mut status = Self::status_of(destination).ok_or(Error::<T>::NothingHeld)?;
		let mut ids = Vec::new();
		let mut bytes = 0u32;
		for _ in 0..pages.min(status.pages()) {
			let page = OutboundXcmpMessages::<T>::take(destination, status.first_index);
			ids.extend_from_slice(&blake2_256(&page));
			bytes = bytes.saturating_add(bytes_of(&page));
			status.first_index = status.first_index.saturating_add(1);
			status.queued_bytes = status.queued_bytes.saturating_sub(bytes_of(&page));
		}
		let pages = u32::try_from(ids.len() / 32).unwrap_or(u32::MAX);
		Tallies::<T>::mutate(|tally| {
			tally.discarded_pages = tally.discarded_pages.saturating_add(pages.into());
		});
		let id = Hash::from(blake2_256(&ids));
		Self::deposit_event(Event::PagesDiscarded { destination, pages, bytes, id });
		Self::update_held(status);
		Ok(())
	}
}

impl<T: Config> XcmpMessageSource for Pallet<T> {
	/// What HRMP takes, and nothing of a channel that is closed: that is held.
	fn take_outbound_messages(
		maximum_channels: usize,
		excluded_recipients: &[ParaId],
	) -> Vec<(ParaId, Vec<u8>)> {
		let kept = Self::set_aside_closed();
		let taken = T::Hrmp::take_outbound_messages(maximum_channels, excluded_recipients);
		Self::put_back(kept);
		taken
	}
}

impl<T: Config> XcmpMessageHandler for Pallet<T> {
	fn handle_xcmp_messages<'a, I: Iterator<Item = (ParaId, RelayBlockNumber, &'a [u8])>>(
		iter: I,
		max_weight: Weight,
	) -> Weight {
		if T::Hrmp::SPOKEN {
			return T::Hrmp::handle_xcmp_messages(iter, max_weight);
		}
		let mut consumed = Weight::zero();
		for (sender, _, page) in iter {
			// A page that is there has to be accounted for, whatever is left of the weight.
			consumed.saturating_accrue(<T as Config>::WeightInfo::refuse_page());
			let id = Hash::from(blake2_256(page));
			Tallies::<T>::mutate(|tally| {
				tally.refused_pages = tally.refused_pages.saturating_add(1);
			});
			Self::deposit_event(Event::PageRefused { sender, bytes: bytes_of(page), id });
		}
		consumed
	}
}

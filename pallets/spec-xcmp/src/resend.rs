//! Held pages become part of a stream.
//!
//! Lazily, a step at a time in `on_idle`: a step is at most 64 messages of the oldest page of one destination.
//! What is left of a page is written back in its own format, so that there is no cursor, the layout stays that
//! of xcmp-queue after every step, and HRMP can go on if its channel comes back in between.

use alloc::vec::Vec;
use frame_support::{
	WeakBoundedVec,
	weights::{Weight, WeightMeter},
};
use sp_io::hashing::blake2_256;
use sp_runtime::{SaturatedConversion, traits::Zero};
use spec_messaging_primitives::{ParaId, hashing::Hash, pallets::SendMessage};

use pallet_spec_outbox::SendError;

use crate::{
	Config, DiscardReason, Event, Held, Hrmp, OutboundXcmpMessages, Pallet, Resending, Tallies,
	WeightInfo, hold::bytes_of, pages::Page,
};

/// Messages that one step resends at most.
pub(crate) const MAX_MESSAGES_PER_STEP: u32 = 64;

/// What became of the page.
enum Step {
	/// It is gone, or got shorter, and there may be more to do.
	Onwards,
	/// Its next message has to wait: for credit, for room in a block, for a channel.
	Waits,
}

impl<T: Config> Pallet<T> {
	/// Resends held pages within `limit`, and returns what that cost. One read if nothing is held.
	pub(crate) fn resend_held(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		if meter.try_consume(<T as Config>::WeightInfo::resend_check()).is_err() {
			return meter.consumed();
		}
		if !T::Hrmp::SPOKEN {
			// Then nobody may ask for what goes out, which is where closed channels show otherwise.
			Self::hold_closed();
		}
		let held: Vec<ParaId> = Held::<T>::get().into_iter().collect();
		if held.is_empty() {
			return meter.consumed();
		}
		// Another one first in every block, so that no destination waits for the others' pages.
		let block: usize = frame_system::Pallet::<T>::block_number().saturated_into();
		let first = block.checked_rem(held.len()).unwrap_or_default();
		let (later, sooner) = held.split_at_checked(first).unwrap_or((&held, &[]));
		for destination in sooner.iter().chain(later) {
			let step = <T as Config>::WeightInfo::resend_page(MAX_MESSAGES_PER_STEP);
			loop {
				if meter.try_consume(step).is_err() {
					return meter.consumed();
				}
				Resending::<T>::put(destination);
				let done = Self::resend_step(*destination);
				Resending::<T>::kill();
				if matches!(done, Step::Waits) {
					break;
				}
			}
		}
		meter.consumed()
	}

	/// One step for one destination.
	fn resend_step(destination: ParaId) -> Step {
		let Some(mut status) = Self::status_of(destination).filter(|status| status.pages() > 0)
		else {
			return Step::Waits;
		};
		// Back by HRMP as long as that works: what has left by it may not be overtaken.
		if Self::hrmp_is_open(destination) || Self::hrmp_is_under_way(destination) {
			return Step::Waits;
		}
		let at = status.first_index;
		let bytes = OutboundXcmpMessages::<T>::get(destination, at).into_inner();
		let (mut resent, mut resent_bytes, mut seen) = (0u32, 0u32, 0u32);
		let mut waits = false;
		let remainder = match Page::read(&bytes) {
			Err(_) => {
				Self::discard(destination, &bytes, DiscardReason::Unreadable);
				None
			},
			Ok(mut page) => loop {
				let before = page.remainder();
				let rest = page.rest().unwrap_or_default();
				if seen >= MAX_MESSAGES_PER_STEP {
					break before;
				}
				seen = seen.saturating_add(1);
				let message = match page.next() {
					None => break None,
					Some(Ok(message)) => message,
					Some(Err(_)) => {
						Self::discard(destination, rest, DiscardReason::Unreadable);
						break None;
					},
				};
				match pallet_spec_outbox::Pallet::<T>::send(destination, message) {
					Ok(_) => {
						resent = resent.saturating_add(1);
						resent_bytes = resent_bytes.saturating_add(bytes_of(message));
					},
					// It would stay first in line for good.
					Err(SendError::Empty | SendError::TooLarge) => {
						Self::discard(destination, message, DiscardReason::Length);
					},
					Err(_) => {
						waits = true;
						break before;
					},
				}
			},
		};
		if !resent.is_zero() {
			Tallies::<T>::mutate(|tally| tally.resent = tally.resent.saturating_add(resent.into()));
			Self::deposit_event(Event::MessagesResent {
				destination,
				messages: resent,
				bytes: resent_bytes,
			});
		}
		let left = remainder.as_ref().map_or(0, |page| bytes_of(page));
		status.queued_bytes =
			status.queued_bytes.saturating_sub(bytes_of(&bytes).saturating_sub(left));
		match remainder {
			// Nothing changed.
			Some(_) if left == bytes_of(&bytes) => return Step::Waits,
			Some(page) => {
				let page = WeakBoundedVec::force_from(page, None);
				OutboundXcmpMessages::<T>::insert(destination, at, page);
			},
			None => {
				OutboundXcmpMessages::<T>::remove(destination, at);
				status.first_index = at.saturating_add(1);
			},
		}
		Self::update_held(status);
		if waits { Step::Waits } else { Step::Onwards }
	}

	fn discard(destination: ParaId, bytes: &[u8], reason: DiscardReason) {
		Tallies::<T>::mutate(|tally| {
			tally.discarded_messages = tally.discarded_messages.saturating_add(1);
		});
		let id = Hash::from(blake2_256(bytes));
		Self::deposit_event(Event::MessageDiscarded { destination, id, reason });
	}
}

//! Deposits for channels: held from the opening to the end.

use codec::MaxEncodedLen;
use frame_support::traits::{Consideration, Footprint};
use sp_runtime::DispatchResult;
use spec_messaging_primitives::{ParaId, hashing::Hash, mmr::Frontier};

use crate::{Channel, Config, Deposits, Event, Pallet};

impl<T: Config> Pallet<T> {
	/// What a channel takes of this chain's state at most: working state with the leaf, and frontier, each with
	/// its key, and its line in a page. 2,399 bytes in 3 items; with a stream of 1,000 messages 575.
	///
	/// What remains of one that ended and was forgotten is a tombstone of 52 bytes.
	pub fn footprint() -> Footprint {
		// Two prefixes of 16 bytes, 8 of the hasher, 4 of the id.
		const KEY: usize = 44;
		let line = ParaId::max_encoded_len().saturating_add(Hash::max_encoded_len());
		let values = Channel::max_encoded_len()
			.saturating_add(Frontier::max_encoded_len())
			.saturating_add(line);
		Footprint::from_parts(3, values.saturating_add(KEY.saturating_mul(2)))
	}

	/// Holds the deposit of whoever opens a channel; governance needs none.
	pub(crate) fn take_deposit(destination: ParaId, who: Option<T::AccountId>) -> DispatchResult {
		if let Some(who) = who {
			let ticket = T::Consideration::new(&who, Self::footprint())?;
			Deposits::<T>::insert(destination, (who, ticket));
		}
		Ok(())
	}

	/// Gives the deposit for a channel back, if there is one.
	pub(crate) fn return_deposit(destination: ParaId) {
		let Some((who, ticket)) = Deposits::<T>::take(destination) else { return };
		// The ticket is consumed either way; what can not be released is for the operator to know.
		if ticket.drop(&who).is_err() {
			Self::deposit_event(Event::DepositNotReturned { destination, who });
		}
	}

	/// Whether `who` may take back or close what was opened to `destination`: governance, and whoever paid
	/// for it.
	pub(crate) fn may_close(destination: ParaId, who: Option<&T::AccountId>) -> bool {
		who.is_none_or(|who| {
			Deposits::<T>::get(destination).is_some_and(|(opener, _)| opener == *who)
		})
	}
}

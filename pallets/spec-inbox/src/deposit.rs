//! Deposits for channels: held from the acceptance to the end.

use codec::MaxEncodedLen;
use frame_support::traits::{Consideration, Footprint};
use sp_runtime::DispatchResult;
use spec_messaging_primitives::{ParaId, mmr::Frontier};

use crate::{Chunk, Config, Deposits, Event, OLDER_CHUNKS, Pallet, SourceState};

impl<T: Config> Pallet<T> {
	/// What a source takes of this chain's state at most: what is known of it with its newest included roots,
	/// its frontier, its older included roots, its places in the lists of peers, with keys. 3,258 bytes in 6
	/// items; with a stream of 1,000 messages 1,434.
	///
	/// What remains of one that ended and was forgotten: 40 bytes of tombstone and what is known of its stream.
	pub fn footprint() -> Footprint {
		// Two prefixes of 16 bytes, 8 of the hasher, 4 of the id.
		const KEY: usize = 44;
		// The number of the slot besides.
		const CHUNK_KEY: usize = 45;
		let chunks = Chunk::max_encoded_len()
			.saturating_add(CHUNK_KEY)
			.saturating_mul(usize::from(OLDER_CHUNKS));
		let places = ParaId::max_encoded_len().saturating_mul(3);
		let values = SourceState::max_encoded_len()
			.saturating_add(Frontier::max_encoded_len())
			.saturating_add(places)
			.saturating_add(chunks);
		let items = usize::from(OLDER_CHUNKS).saturating_add(2);
		Footprint::from_parts(items, values.saturating_add(KEY.saturating_mul(2)))
	}

	/// Holds the deposit of whoever accepts a channel; governance needs none.
	pub(crate) fn take_deposit(source: ParaId, who: Option<T::AccountId>) -> DispatchResult {
		if let Some(who) = who {
			let ticket = T::Consideration::new(&who, Self::footprint())?;
			Deposits::<T>::insert(source, (who, ticket));
		}
		Ok(())
	}

	/// Gives the deposit for a channel back, if there is one.
	pub(crate) fn return_deposit(source: ParaId) {
		let Some((who, ticket)) = Deposits::<T>::take(source) else { return };
		// The ticket is consumed either way; what can not be released is for the operator to know.
		if ticket.drop(&who).is_err() {
			Self::deposit_event(Event::DepositNotReturned { source, who });
		}
	}

	/// Whether `who` may close what was accepted from `source`: governance, and whoever paid for it.
	pub(crate) fn may_close(source: ParaId, who: Option<&T::AccountId>) -> bool {
		who.is_none_or(|who| Deposits::<T>::get(source).is_some_and(|(opener, _)| opener == *who))
	}
}

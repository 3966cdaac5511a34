//! Ends of suspensions.
//!
//! The sender waits for the register that says that the channel is resumed, so nobody but this pallet can
//! act on an end that is reached: it looks at the beginning of each block.

use codec::MaxEncodedLen;
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::traits::BlockNumberProvider;
use spec_messaging_primitives::{
	ParaId,
	pallets::{PublishRegister, RelayBlockNumber},
};

use crate::{Config, Error, Pallet, Suspensions, WeightInfo};

/// Most suspensions that one block ends. The next ones follow in the next block.
pub(crate) const RESUMES_PER_BLOCK: usize = 8;

impl<T: Config> Pallet<T> {
	/// Remembers that the suspension of `source` ends at relay block `until`.
	pub(crate) fn set_expiry(source: ParaId, until: RelayBlockNumber) -> Result<(), Error<T>> {
		Suspensions::<T>::try_mutate(|ends| {
			let at = ends.partition_point(|(end, id)| (*end, *id) < (until, source));
			ends.try_insert(at, (until, source)).map_err(|_| Error::<T>::TooManySources)
		})
	}

	/// Forgets when the suspension of `source` ends.
	pub(crate) fn clear_expiry(source: ParaId) {
		let mut ends = Suspensions::<T>::get();
		let before = ends.len();
		ends.retain(|(_, id)| *id != source);
		if ends.len() < before {
			Suspensions::<T>::put(ends);
		}
	}

	/// Resumes the channels whose suspension is over, at most [`RESUMES_PER_BLOCK`]. One read if there is
	/// none, of 8 bytes for each suspension that has an end.
	pub(crate) fn resume_expired() -> Weight {
		let ends = Suspensions::<T>::get();
		let now = T::RelayBlockNumber::current_block_number();
		let over = ends.iter().take_while(|(end, _)| *end <= now).take(RESUMES_PER_BLOCK);
		let over: alloc::vec::Vec<ParaId> = over.map(|(_, source)| *source).collect();
		let weight = Self::expiry_cost(ends.len(), over.len());
		for source in over {
			// Only suspended channels are listed; one that is not is left out all the same.
			let _ = Self::do_resume_channel(source);
			Self::clear_expiry(source);
		}
		weight
	}

	/// What looking at a list of `listed` suspensions costs, `over` of which end.
	pub(crate) fn expiry_cost(listed: usize, over: usize) -> Weight {
		// Those that end are in what was measured.
		let entry = <(RelayBlockNumber, ParaId)>::max_encoded_len();
		let bytes = listed.saturating_sub(over).saturating_mul(entry);
		let list = Weight::from_parts(0, u64::try_from(bytes).unwrap_or(u64::MAX));
		let resumed = u32::try_from(over).unwrap_or(u32::MAX);
		// The list is written once for all of them, which no slope can say.
		let writes = T::DbWeight::get().writes(resumed.min(1).into());
		T::WeightInfo::expire_suspension(resumed)
			.saturating_add(T::Outbox::publish_weight().saturating_mul(resumed.into()))
			.saturating_add(list)
			.saturating_add(writes)
	}
}

//! What runtime API calls answer, besides [`Pallet::check`], [`Pallet::requires`] and
//! [`Pallet::included_roots`].

use alloc::vec::Vec;
use spec_messaging_primitives::pallets::Footprint;
use spec_messaging_runtime_api::NextPosition;

use crate::{BlockUse, Config, Frontiers, Pallet, Peers, Sources, Trusted};

impl<T: Config> Pallet<T> {
	/// Peers to fetch from, with the position to continue at, by increasing source.
	///
	/// At most [`Config::MaxSources`]. A peer that is only watched has capacity zero: what there is to
	/// fetch from it are registers.
	///
	/// # Cost
	///
	/// Three reads each, and that of the handler's queue.
	pub fn next_positions() -> Vec<NextPosition> {
		let trusted = Trusted::<T>::get();
		let peers = Peers::<T>::get();
		let positions = peers.into_iter().filter_map(|source| {
			let state = Sources::<T>::get(source)?;
			Some(NextPosition {
				source,
				generation: state.generation.unwrap_or_default(),
				next: Frontiers::<T>::get(source).leaf_count().next_position(),
				capacity: Self::capacity_of(source, &state),
				trusted: trusted.binary_search(&source).is_ok(),
			})
		});
		positions.collect()
	}

	/// What all batches of one block may carry together.
	pub fn block_capacity() -> Footprint {
		Self::block_room(&BlockUse::default())
	}
}

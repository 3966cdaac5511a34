//! What runtime API calls answer, besides [`Pallet::check`] and [`Pallet::requires`].

use alloc::vec::Vec;
use spec_messaging_primitives::{ParaId, pallets::Footprint};
use spec_messaging_runtime_api::{IncludedRoot, NextPosition};

use crate::{BlockUse, Config, Frontiers, Heads, OlderRoots, Pallet, Peers, Sources, Trusted};

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
				capacity: Self::capacity(source),
				trusted: trusted.binary_search(&source).is_ok(),
			})
		});
		positions.collect()
	}

	/// What all batches of one block may carry together.
	pub fn block_capacity() -> Footprint {
		Self::block_room(&BlockUse::default())
	}

	/// The included roots of `source` that this chain remembers, oldest first. At most 16.
	///
	/// # Cost
	///
	/// At most five reads.
	pub fn included_roots(source: ParaId) -> Vec<IncludedRoot> {
		let heads = Heads::<T>::get(source);
		let mut roots: Vec<_> =
			heads.newest_first(|slot| OlderRoots::<T>::get(source, slot)).collect();
		roots.reverse();
		roots
	}
}

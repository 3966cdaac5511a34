//! What this block depends on, for the PVF and for everybody who asks.

use alloc::vec::Vec;
use frame_support::{BoundedVec, traits::Get};
use spec_messaging_primitives::{
	commitment::{RequiresCommitment, mark_digest},
	late_block::{BlockRecord, ConsumedStream, ReadBlockRecord},
	pallets::WrappedPvf,
};

use crate::{Config, Event, Frontiers, Pallet, Record, Usage};

impl<T: Config> Pallet<T> {
	/// Ends the block: writes the record and the mark if the speculative tier was asked for and possible.
	///
	/// A block that is not marked built on included roots alone, because the tier is closed without the
	/// very conditions of the mark (I5).
	pub(crate) fn conclude_block() {
		let usage = Usage::<T>::get();
		Usage::<T>::kill();
		if !(usage.asked && T::Pvf::WRAPPED && Self::relay_support_shown()) {
			return;
		}
		let mut consumed = BoundedVec::new();
		for entry in usage.consumed {
			if let Some(expected_root) = entry.expected_root {
				Self::deposit_event(Event::Required { source: entry.source, expected_root });
			}
			let pushed = consumed.try_push(ConsumedStream {
				source: entry.source,
				generation: entry.generation,
				expected_root: entry.expected_root,
				frontier: Frontiers::<T>::get(entry.source),
			});
			debug_assert!(pushed.is_ok(), "both lists have the same bound");
		}
		Record::<T>::put(BlockRecord { para_id: T::SelfParaId::get(), consumed });
		frame_system::Pallet::<T>::deposit_log(mark_digest());
	}

	/// The roots that this block depends on, by strictly increasing source. Empty if on none.
	///
	/// # Cost
	///
	/// One read.
	pub fn requires() -> Vec<RequiresCommitment> {
		let consumed = Record::<T>::get().map(|record| record.consumed).unwrap_or_default();
		consumed
			.into_iter()
			.filter_map(|c| {
				let expected_root = c.expected_root?;
				Some(RequiresCommitment { source: c.source, expected_root })
			})
			.collect()
	}
}

impl<T: Config> ReadBlockRecord for Pallet<T> {
	fn read_block_record() -> Option<BlockRecord> {
		Record::<T>::get()
	}
}

//! What the node collected, on its way into the block.

use sp_inherents::InherentData;
use spec_messaging_primitives::{
	inherent::{INHERENT_IDENTIFIER, IngestData},
	pallets::Footprint,
};

use crate::{BlockUse, Config, Pallet};

impl<T: Config> Pallet<T> {
	/// The node's data, `None` if there is nothing to ingest or nothing that can be decoded.
	///
	/// The wish for the speculative tier alone is something: a marked block without messages says what
	/// it provides, which its peers may build on.
	///
	/// Batches that together are more than a block takes are left out from where they are: an inherent that does not
	/// fit into a block is not in it at all, and its author would take nothing, block after block.
	///
	/// An author whose node supplies garbage authors a block without messages: no inherent of this
	/// pallet is ever required, and none is fatal.
	pub(crate) fn ingest_data_in(data: &InherentData) -> Option<IngestData> {
		match data.get_data::<IngestData>(&INHERENT_IDENTIFIER) {
			Ok(found) => {
				found.map(Self::trimmed).filter(|data| data.speculative || !data.batches.is_empty())
			},
			Err(error) => {
				log::warn!(target: "runtime::spec-inbox", "undecodable inherent data: {error:?}");
				None
			},
		}
	}

	/// What of the node's batches one block takes, in their order. Refreshes of registers always fit.
	fn trimmed(mut data: IngestData) -> IngestData {
		let mut left = Self::block_room(&BlockUse::default());
		data.batches.retain(|batch| {
			let load = Self::load(batch);
			let fits = u64::from(load.messages) <= left.messages && load.bytes <= left.bytes;
			if fits {
				let taken = Footprint { messages: load.messages.into(), bytes: load.bytes };
				left = left.saturating_sub(taken);
			}
			fits
		});
		data
	}
}

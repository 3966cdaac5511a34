//! What the node collected, on its way into the block.

use sp_inherents::InherentData;
use spec_messaging_primitives::inherent::{INHERENT_IDENTIFIER, IngestData};

use crate::{Config, Pallet};

impl<T: Config> Pallet<T> {
	/// The node's data, `None` if there is nothing to ingest or nothing that can be decoded.
	///
	/// The wish for the speculative tier alone is something: a marked block without messages says what
	/// it provides, which its peers may build on.
	///
	/// An author whose node supplies garbage authors a block without messages: no inherent of this
	/// pallet is ever required, and none is fatal.
	pub(crate) fn ingest_data_in(data: &InherentData) -> Option<IngestData> {
		match data.get_data::<IngestData>(&INHERENT_IDENTIFIER) {
			Ok(found) => found.filter(|data| data.speculative || !data.batches.is_empty()),
			Err(error) => {
				log::warn!(target: "runtime::spec-inbox", "undecodable inherent data: {error:?}");
				None
			},
		}
	}
}

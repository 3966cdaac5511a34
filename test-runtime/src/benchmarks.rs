//! Which pallets are measured in this runtime.

use crate::{SpecInbox, SpecOutbox, SpecQuery};

frame_benchmarking::define_benchmarks!(
	[pallet_spec_inbox, SpecInbox]
	[pallet_spec_outbox, SpecOutbox]
	[pallet_spec_query, SpecQuery]
);

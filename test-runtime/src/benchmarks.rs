//! Which pallets are measured in this runtime.

// The macro names them where it is called.
pub(crate) use crate::{SpecInbox, SpecOutbox, SpecQuery, Xcmp};

frame_benchmarking::define_benchmarks!(
	[pallet_spec_inbox, SpecInbox]
	[pallet_spec_outbox, SpecOutbox]
	[pallet_spec_query, SpecQuery]
	[pallet_spec_xcmp, Xcmp]
);

//! Weights of `pallet_spec_query`, in the layout of `make weights`, which overwrites them.
//!
//! Estimates from above, not a measurement in wasm: at least three times what a native build takes for a node
//! with 16 children (3 us), and twice what it takes for a byte (5 ns). Proof sizes are those of one ring and one
//! page; of pages that are written or removed, that of the keys.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_spec_query`.
pub trait WeightInfo {
	fn query() -> Weight;
	fn read_nodes(n: u32, ) -> Weight;
	fn read_bytes(b: u32, ) -> Weight;
	fn note_head() -> Weight;
	fn forget_heads() -> Weight;
	fn turn_page() -> Weight;
	fn forget_older() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn query() -> Weight {
		Weight::from_parts(100_000_000, 7290)
			.saturating_add(T::DbWeight::get().reads(2_u64))
	}
	/// `n` was measured in `[2, 120]`.
	fn read_nodes(n: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(Weight::from_parts(10_000_000, 0).saturating_mul(n.into()))
	}
	/// `b` was measured in `[33, 65336]`.
	fn read_bytes(b: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(Weight::from_parts(10_000, 0).saturating_mul(b.into()))
	}
	fn note_head() -> Weight {
		Weight::from_parts(20_000_000, 3643)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn forget_heads() -> Weight {
		Weight::from_parts(20_000_000, 3643)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn turn_page() -> Weight {
		Weight::from_parts(20_000_000, 3465)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn forget_older() -> Weight {
		Weight::from_parts(20_000_000, 4106)
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn query() -> Weight {
		Weight::from_parts(100_000_000, 7290)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
	}
	fn read_nodes(n: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(Weight::from_parts(10_000_000, 0).saturating_mul(n.into()))
	}
	fn read_bytes(b: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(Weight::from_parts(10_000, 0).saturating_mul(b.into()))
	}
	fn note_head() -> Weight {
		Weight::from_parts(20_000_000, 3643)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn forget_heads() -> Weight {
		Weight::from_parts(20_000_000, 3643)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn turn_page() -> Weight {
		Weight::from_parts(20_000_000, 3465)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn forget_older() -> Weight {
		Weight::from_parts(20_000_000, 4106)
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
}

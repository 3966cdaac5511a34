//! Weights of `pallet_spec_query`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-30, 10 steps, 3 repeats a round, CPU: `AMD EPYC`.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(unused_variables)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_spec_query`.
pub trait WeightInfo {
	fn query() -> Weight;
	fn read_nodes(n: u32,) -> Weight;
	fn read_bytes(b: u32,) -> Weight;
	fn note_head() -> Weight;
	fn forget_heads() -> Weight;
	fn turn_page() -> Weight;
	fn forget_older() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn query() -> Weight {
		// 15_343 ns at least.
		Weight::from_parts(16_274_000, 4059)
			.saturating_add(T::DbWeight::get().reads(3_u64))
	}
	/// `n` was measured in `[2, 120]`.
	fn read_nodes(n: u32,) -> Weight {
		// 2_724 ns at least.
		Weight::from_parts(0, 0)
			.saturating_add(Weight::from_parts(1_715_967, 0).saturating_mul(n.into()))
	}
	/// `b` was measured in `[33, 65336]`.
	fn read_bytes(b: u32,) -> Weight {
		// 2_694 ns at least.
		Weight::from_parts(2_884_000, 0)
			.saturating_add(Weight::from_parts(1_588, 0).saturating_mul(b.into()))
	}
	fn note_head() -> Weight {
		// 8_453 ns at least.
		Weight::from_parts(9_003_000, 3752)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn forget_heads() -> Weight {
		// 8_763 ns at least.
		Weight::from_parts(9_364_000, 3742)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn turn_page() -> Weight {
		// 3_536 ns at least.
		Weight::from_parts(3_846_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn forget_older() -> Weight {
		// 6_470 ns at least.
		Weight::from_parts(6_910_000, 0)
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn query() -> Weight {
		Weight::from_parts(16_274_000, 4059)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
	}
	fn read_nodes(n: u32,) -> Weight {
		Weight::from_parts(0, 0)
			.saturating_add(Weight::from_parts(1_715_967, 0).saturating_mul(n.into()))
	}
	fn read_bytes(b: u32,) -> Weight {
		Weight::from_parts(2_884_000, 0)
			.saturating_add(Weight::from_parts(1_588, 0).saturating_mul(b.into()))
	}
	fn note_head() -> Weight {
		Weight::from_parts(9_003_000, 3752)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn forget_heads() -> Weight {
		Weight::from_parts(9_364_000, 3742)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn turn_page() -> Weight {
		Weight::from_parts(3_846_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn forget_older() -> Weight {
		Weight::from_parts(6_910_000, 0)
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
}

//! Weights of `pallet_spec_xcmp`, measured in the wasm test runtime by `make weights`.
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

/// Weight functions needed for `pallet_spec_xcmp`.
pub trait WeightInfo {
	fn set_config_with_u32() -> Weight;
	fn discard_pages(p: u32,) -> Weight;
	fn resend_check() -> Weight;
	fn resend_page(m: u32,) -> Weight;
	fn refuse_page() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_config_with_u32() -> Weight {
		// 4_006 ns at least.
		Weight::from_parts(4_527_000, 1491)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[1, 16]`.
	fn discard_pages(p: u32,) -> Weight {
		// 227_618 ns at least.
		Weight::from_parts(29_811_834, 109337)
			.saturating_add(Weight::from_parts(203_164_167, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2521).saturating_mul(p.into()))
	}
	fn resend_check() -> Weight {
		// 7_822 ns at least.
		Weight::from_parts(8_252_000, 3823)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `m` was measured in `[1, 64]`.
	fn resend_page(m: u32,) -> Weight {
		// 56_865 ns at least.
		Weight::from_parts(34_975_374, 31294)
			.saturating_add(Weight::from_parts(24_212_626, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(Weight::from_parts(0, 1584).saturating_mul(m.into()))
	}
	fn refuse_page() -> Weight {
		// 145_746 ns at least.
		Weight::from_parts(154_490_000, 1491)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn set_config_with_u32() -> Weight {
		Weight::from_parts(4_527_000, 1491)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn discard_pages(p: u32,) -> Weight {
		Weight::from_parts(29_811_834, 109337)
			.saturating_add(Weight::from_parts(203_164_167, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2521).saturating_mul(p.into()))
	}
	fn resend_check() -> Weight {
		Weight::from_parts(8_252_000, 3823)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn resend_page(m: u32,) -> Weight {
		Weight::from_parts(34_975_374, 31294)
			.saturating_add(Weight::from_parts(24_212_626, 0).saturating_mul(m.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			.saturating_add(Weight::from_parts(0, 1584).saturating_mul(m.into()))
	}
	fn refuse_page() -> Weight {
		Weight::from_parts(154_490_000, 1491)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
}

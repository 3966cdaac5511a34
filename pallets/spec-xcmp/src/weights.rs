//! Weights of `pallet_spec_xcmp`, in the layout of `make weights`, which overwrites them.
//!
//! Estimates from above, not a measurement in wasm: a page is 103 KiB and is hashed or read once (100 us), a
//! message of it is decoded with its longest form (100 us) and sent. Proof sizes are those of one page, the
//! statuses of 128 destinations, and the sending pallet's own two values.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_spec_xcmp`.
pub trait WeightInfo {
	fn set_config_with_u32() -> Weight;
	fn discard_pages(p: u32, ) -> Weight;
	fn resend_check() -> Weight;
	fn resend_page(m: u32, ) -> Weight;
	fn refuse_page() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_config_with_u32() -> Weight {
		Weight::from_parts(20_000_000, 1497)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[1, 16]`.
	fn discard_pages(p: u32, ) -> Weight {
		Weight::from_parts(50_000_000, 10_000)
			.saturating_add(Weight::from_parts(200_000_000, 108_000).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(p.into())))
	}
	fn resend_check() -> Weight {
		Weight::from_parts(20_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `m` was measured in `[1, 64]`.
	fn resend_page(m: u32, ) -> Weight {
		Weight::from_parts(300_000_000, 140_000)
			.saturating_add(Weight::from_parts(200_000_000, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().reads_writes(2_u64, 3_u64).saturating_mul(m.into()))
	}
	fn refuse_page() -> Weight {
		Weight::from_parts(200_000_000, 1517)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn set_config_with_u32() -> Weight {
		Weight::from_parts(20_000_000, 1497)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[1, 16]`.
	fn discard_pages(p: u32, ) -> Weight {
		Weight::from_parts(50_000_000, 10_000)
			.saturating_add(Weight::from_parts(200_000_000, 108_000).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(p.into())))
	}
	fn resend_check() -> Weight {
		Weight::from_parts(20_000_000, 10_000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	/// `m` was measured in `[1, 64]`.
	fn resend_page(m: u32, ) -> Weight {
		Weight::from_parts(300_000_000, 140_000)
			.saturating_add(Weight::from_parts(200_000_000, 0).saturating_mul(m.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(RocksDbWeight::get().reads_writes(2_u64, 3_u64).saturating_mul(m.into()))
	}
	fn refuse_page() -> Weight {
		Weight::from_parts(200_000_000, 1517)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
}

//! Weights of `pallet_spec_outbox`.
//!
//! In the form of `frame-omni-bencher`'s output, which replaces this file. Until a run over the wasm
//! runtime does, the numbers are estimates from hash counts: 1.5 us a node hash with its index entry,
//! 1.3 ns a hashed byte, and what the storage accesses of each function encode and decode.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]
#![allow(dead_code)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_spec_outbox`.
pub trait WeightInfo {
	fn open_channel() -> Weight;
	fn raise_generation(d: u32, ) -> Weight;
	fn send(b: u32, ) -> Weight;
	fn begin_block(d: u32, ) -> Weight;
	fn commit_idle() -> Weight;
	fn commit_destinations(d: u32, ) -> Weight;
	fn commit_messages(n: u32, ) -> Weight;
	fn commit_bytes(b: u32, ) -> Weight;
	fn insert_peer(d: u32, ) -> Weight;
	fn publish() -> Weight;
	fn apply() -> Weight;
}

/// Weights for `pallet_spec_outbox` using the Substrate node and recommended hardware.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open_channel() -> Weight {
		Weight::from_parts(28_000_000, 3600)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn raise_generation(d: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 1600)
			.saturating_add(Weight::from_parts(9_000_000, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4_800).saturating_mul(d.into()))
	}
	fn send(b: u32, ) -> Weight {
		Weight::from_parts(24_000_000, 3600)
			.saturating_add(Weight::from_parts(1_300, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32, ) -> Weight {
		Weight::from_parts(6_000_000, 1600)
			.saturating_add(Weight::from_parts(1_400_000, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 130).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(9_000_000, 1600)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn commit_destinations(d: u32, ) -> Weight {
		Weight::from_parts(40_000_000, 4200)
			.saturating_add(Weight::from_parts(420_000_000, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 8_000).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32, ) -> Weight {
		Weight::from_parts(60_000_000, 5200)
			.saturating_add(Weight::from_parts(6_500_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn commit_bytes(b: u32, ) -> Weight {
		Weight::from_parts(60_000_000, 5200)
			.saturating_add(Weight::from_parts(2_600, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn insert_peer(d: u32, ) -> Weight {
		Weight::from_parts(60_000_000, 5200)
			.saturating_add(Weight::from_parts(1_500_000, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 60).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(22_000_000, 3600)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(20_000_000, 3600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For backwards compatibility and tests.
impl WeightInfo for () {
	fn open_channel() -> Weight {
		Weight::from_parts(28_000_000, 3600)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn raise_generation(d: u32, ) -> Weight {
		Weight::from_parts(20_000_000, 1600)
			.saturating_add(Weight::from_parts(9_000_000, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4_800).saturating_mul(d.into()))
	}
	fn send(b: u32, ) -> Weight {
		Weight::from_parts(24_000_000, 3600)
			.saturating_add(Weight::from_parts(1_300, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32, ) -> Weight {
		Weight::from_parts(6_000_000, 1600)
			.saturating_add(Weight::from_parts(1_400_000, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 130).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(9_000_000, 1600)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn commit_destinations(d: u32, ) -> Weight {
		Weight::from_parts(40_000_000, 4200)
			.saturating_add(Weight::from_parts(420_000_000, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().reads((5_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
			.saturating_add(RocksDbWeight::get().writes((4_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 8_000).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32, ) -> Weight {
		Weight::from_parts(60_000_000, 5200)
			.saturating_add(Weight::from_parts(6_500_000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn commit_bytes(b: u32, ) -> Weight {
		Weight::from_parts(60_000_000, 5200)
			.saturating_add(Weight::from_parts(2_600, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn insert_peer(d: u32, ) -> Weight {
		Weight::from_parts(60_000_000, 5200)
			.saturating_add(Weight::from_parts(1_500_000, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 60).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(22_000_000, 3600)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(20_000_000, 3600)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
}

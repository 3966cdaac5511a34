//! Weights of `pallet_spec_outbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-21, 8 steps, 4 repeats, CPU: `AMD EPYC`.

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
	fn reopen_channel() -> Weight;
	fn close_channel() -> Weight;
	fn forget_peer(d: u32,) -> Weight;
	fn pause_channel() -> Weight;
	fn watch_stale() -> Weight;
	fn raise_generation(d: u32,) -> Weight;
	fn send_messages(n: u32,) -> Weight;
	fn send_bytes(b: u32,) -> Weight;
	fn begin_block(d: u32,) -> Weight;
	fn commit_idle() -> Weight;
	fn commit_destinations(d: u32,) -> Weight;
	fn commit_messages(n: u32,) -> Weight;
	fn commit_bytes(b: u32,) -> Weight;
	fn insert_peer(d: u32,) -> Weight;
	fn publish() -> Weight;
	fn apply() -> Weight;
	fn note_skips(r: u32,) -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open_channel() -> Weight {
		// 37_446 ns at least.
		Weight::from_parts(40_009_000, 3603)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		// 82_282 ns at least.
		Weight::from_parts(86_188_000, 3783)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		// 23_494 ns at least.
		Weight::from_parts(24_957_000, 3984)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn forget_peer(d: u32,) -> Weight {
		// 55_062 ns at least.
		Weight::from_parts(70_301_530, 5060)
			.saturating_add(Weight::from_parts(798_688, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		// 12_999 ns at least.
		Weight::from_parts(14_161_000, 3894)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		// 41_722 ns at least.
		Weight::from_parts(53_499_000, 7577)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn raise_generation(d: u32,) -> Weight {
		// 38_497 ns at least.
		Weight::from_parts(40_310_000, 3968)
			.saturating_add(Weight::from_parts(22_950_741, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 65536]`.
	fn send_messages(n: u32,) -> Weight {
		// 23_525 ns at least.
		Weight::from_parts(22091395, 3936)
			.saturating_add(Weight::from_parts(9_000_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `b` was measured in `[1, 65536]`.
	fn send_bytes(b: u32,) -> Weight {
		// 23_525 ns at least.
		Weight::from_parts(22091395, 3936)
			.saturating_add(Weight::from_parts(2_691, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[0, 1000]`.
	fn begin_block(d: u32,) -> Weight {
		// 8_132 ns at least.
		Weight::from_parts(7891074, 3656)
			.saturating_add(Weight::from_parts(1_924_655, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		// 28_282 ns at least.
		Weight::from_parts(36_374_000, 3704)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_destinations(d: u32,) -> Weight {
		// 308_939 ns at least.
		Weight::from_parts(108_388_214, 7965)
			.saturating_add(Weight::from_parts(205_464_452, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5305).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn commit_messages(n: u32,) -> Weight {
		// 46_649 ns at least.
		Weight::from_parts(38409636, 4076)
			.saturating_add(Weight::from_parts(3_957_819, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn commit_bytes(b: u32,) -> Weight {
		// 45_708 ns at least.
		Weight::from_parts(42303284, 4078)
			.saturating_add(Weight::from_parts(3_364, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn insert_peer(d: u32,) -> Weight {
		// 28_412 ns at least.
		Weight::from_parts(36_800_838, 4264)
			.saturating_add(Weight::from_parts(701_278, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		// 14_111 ns at least.
		Weight::from_parts(15_353_000, 3917)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		// 18_928 ns at least.
		Weight::from_parts(20_360_000, 3966)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `r` was measured in `[1, 16]`.
	fn note_skips(r: u32,) -> Weight {
		// 18_428 ns at least.
		Weight::from_parts(17_893_174, 3990)
			.saturating_add(Weight::from_parts(2_370_966, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn open_channel() -> Weight {
		Weight::from_parts(40_009_000, 3603)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		Weight::from_parts(86_188_000, 3783)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(24_957_000, 3984)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn forget_peer(d: u32,) -> Weight {
		Weight::from_parts(70_301_530, 5060)
			.saturating_add(Weight::from_parts(798_688, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(16_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		Weight::from_parts(14_161_000, 3894)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		Weight::from_parts(53_499_000, 7577)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn raise_generation(d: u32,) -> Weight {
		Weight::from_parts(40_310_000, 3968)
			.saturating_add(Weight::from_parts(22_950_741, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn send_messages(n: u32,) -> Weight {
		Weight::from_parts(22091395, 3936)
			.saturating_add(Weight::from_parts(9_000_000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn send_bytes(b: u32,) -> Weight {
		Weight::from_parts(22091395, 3936)
			.saturating_add(Weight::from_parts(2_691, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32,) -> Weight {
		Weight::from_parts(7891074, 3656)
			.saturating_add(Weight::from_parts(1_924_655, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(36_374_000, 3704)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit_destinations(d: u32,) -> Weight {
		Weight::from_parts(108_388_214, 7965)
			.saturating_add(Weight::from_parts(205_464_452, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5305).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32,) -> Weight {
		Weight::from_parts(38409636, 4076)
			.saturating_add(Weight::from_parts(3_957_819, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn commit_bytes(b: u32,) -> Weight {
		Weight::from_parts(42303284, 4078)
			.saturating_add(Weight::from_parts(3_364, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn insert_peer(d: u32,) -> Weight {
		Weight::from_parts(36_800_838, 4264)
			.saturating_add(Weight::from_parts(701_278, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(15_353_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(20_360_000, 3966)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn note_skips(r: u32,) -> Weight {
		Weight::from_parts(17_893_174, 3990)
			.saturating_add(Weight::from_parts(2_370_966, 0).saturating_mul(r.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
}

//! Weights of `pallet_spec_outbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-21, 10 steps, 5 repeats, CPU: `AMD EPYC`; `point_*` and `api_*` 2026-11-30, 8 steps, 5 repeats, CPU: `Intel(R) Xeon(R) Processor`.

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
	fn commit_registers(d: u32,) -> Weight;
	fn commit_messages(n: u32,) -> Weight;
	fn commit_bytes(b: u32,) -> Weight;
	fn insert_peer(d: u32,) -> Weight;
	fn publish() -> Weight;
	fn apply() -> Weight;
	fn note_skips(r: u32,) -> Weight;
	fn point_send_one() -> Weight;
	fn point_send_1000_small() -> Weight;
	fn point_send_32_large() -> Weight;
	fn point_send_to_16() -> Weight;
	fn api_current_batch(n: u32,) -> Weight;
	fn api_current_batch_bytes(b: u32,) -> Weight;
	fn api_batch(n: u32,) -> Weight;
	fn api_batch_bytes(b: u32,) -> Weight;
	fn api_stretch(n: u32,) -> Weight;
	fn api_late_block_proof(e: u32,) -> Weight;
	fn api_refresh(d: u32,) -> Weight;
	fn api_absence(d: u32,) -> Weight;
	fn api_channels(d: u32,) -> Weight;
	fn api_stats() -> Weight;
	fn api_explain() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open_channel() -> Weight {
		// 36_855 ns at least.
		Weight::from_parts(39_789_000, 3603)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		// 81_531 ns at least.
		Weight::from_parts(85_848_000, 3783)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		// 23_264 ns at least.
		Weight::from_parts(24_877_000, 3984)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn forget_peer(d: u32,) -> Weight {
		// 52_929 ns at least.
		Weight::from_parts(54373029, 5158)
			.saturating_add(Weight::from_parts(788971, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		// 12_889 ns at least.
		Weight::from_parts(14_311_000, 3894)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		// 31_848 ns at least.
		Weight::from_parts(50_826_000, 7577)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn raise_generation(d: u32,) -> Weight {
		// 38_677 ns at least.
		Weight::from_parts(21410869, 3965)
			.saturating_add(Weight::from_parts(19940131, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 4000]`.
	fn send_messages(n: u32,) -> Weight {
		// 21_312 ns at least.
		Weight::from_parts(13955129, 3936)
			.saturating_add(Weight::from_parts(10601871, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `b` was measured in `[1, 65536]`.
	fn send_bytes(b: u32,) -> Weight {
		// 20_831 ns at least.
		Weight::from_parts(19496491, 3936)
			.saturating_add(Weight::from_parts(2_760, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[0, 1000]`.
	fn begin_block(d: u32,) -> Weight {
		// 8_242 ns at least.
		Weight::from_parts(8_423_000, 3672)
			.saturating_add(Weight::from_parts(1_874_784, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		// 24_657 ns at least.
		Weight::from_parts(33_790_000, 3704)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_destinations(d: u32,) -> Weight {
		// 290_321 ns at least.
		Weight::from_parts(106590020, 8049)
			.saturating_add(Weight::from_parts(208046980, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5302).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_registers(d: u32,) -> Weight {
		// 138_606 ns at least.
		Weight::from_parts(93797301, 6106)
			.saturating_add(Weight::from_parts(58498699, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5284).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 4000]`.
	fn commit_messages(n: u32,) -> Weight {
		// 42_904 ns at least.
		Weight::from_parts(40998103, 4077)
			.saturating_add(Weight::from_parts(3577897, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn commit_bytes(b: u32,) -> Weight {
		// 42_102 ns at least.
		Weight::from_parts(39385438, 4078)
			.saturating_add(Weight::from_parts(3_497, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn insert_peer(d: u32,) -> Weight {
		// 26_740 ns at least.
		Weight::from_parts(27605324, 4311)
			.saturating_add(Weight::from_parts(706676, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		// 10_987 ns at least.
		Weight::from_parts(11_948_000, 3917)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		// 16_555 ns at least.
		Weight::from_parts(17_746_000, 3966)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `r` was measured in `[1, 16]`.
	fn note_skips(r: u32,) -> Weight {
		// 18_227 ns at least.
		Weight::from_parts(17319203, 3990)
			.saturating_add(Weight::from_parts(2330797, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn point_send_one() -> Weight {
		// 62_775 ns at least.
		Weight::from_parts(67_849_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_1000_small() -> Weight {
		// 14_035_746 ns at least.
		Weight::from_parts(15_137_790_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_32_large() -> Weight {
		// 5_389_352 ns at least.
		Weight::from_parts(5_641_851_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_to_16() -> Weight {
		// 3_411_232 ns at least.
		Weight::from_parts(3_728_271_000, 89229)
			.saturating_add(T::DbWeight::get().reads(71_u64))
			.saturating_add(T::DbWeight::get().writes(68_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_current_batch(n: u32,) -> Weight {
		// 586_735 ns at least.
		Weight::from_parts(723_408_295, 79132)
			.saturating_add(Weight::from_parts(227_732, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn api_current_batch_bytes(b: u32,) -> Weight {
		// 585_231 ns at least.
		Weight::from_parts(652744018, 79134)
			.saturating_add(Weight::from_parts(1_629, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_batch(n: u32,) -> Weight {
		// 734_811 ns at least.
		Weight::from_parts(957_025_059, 79119)
			.saturating_add(Weight::from_parts(2_604_354, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `b` was measured in `[1, 65536]`.
	fn api_batch_bytes(b: u32,) -> Weight {
		// 655_532 ns at least.
		Weight::from_parts(686_903_429, 79119)
			.saturating_add(Weight::from_parts(1_081, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_stretch(n: u32,) -> Weight {
		// 737_969 ns at least.
		Weight::from_parts(773490456, 79119)
			.saturating_add(Weight::from_parts(1563544, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn api_late_block_proof(e: u32,) -> Weight {
		// 555_593 ns at least.
		Weight::from_parts(614006000, 79100)
			.saturating_add(Weight::from_parts(3634338, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(22_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_refresh(d: u32,) -> Weight {
		// 25_520 ns at least.
		Weight::from_parts(27587572, 4391)
			.saturating_add(Weight::from_parts(536428, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(Weight::from_parts(0, 75).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_absence(d: u32,) -> Weight {
		// 17_043 ns at least.
		Weight::from_parts(14420119, 3935)
			.saturating_add(Weight::from_parts(8301882, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_channels(d: u32,) -> Weight {
		// 11_628 ns at least.
		Weight::from_parts(12081030, 3912)
			.saturating_add(Weight::from_parts(7792970, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_stats() -> Weight {
		// 20_490 ns at least.
		Weight::from_parts(34_305_000, 3994)
			.saturating_add(T::DbWeight::get().reads(6_u64))
	}
	fn api_explain() -> Weight {
		// 15_085 ns at least.
		Weight::from_parts(24_925_000, 3917)
			.saturating_add(T::DbWeight::get().reads(5_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn open_channel() -> Weight {
		Weight::from_parts(39_789_000, 3603)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		Weight::from_parts(85_848_000, 3783)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(24_877_000, 3984)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn forget_peer(d: u32,) -> Weight {
		Weight::from_parts(54373029, 5158)
			.saturating_add(Weight::from_parts(788971, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		Weight::from_parts(14_311_000, 3894)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		Weight::from_parts(50_826_000, 7577)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn raise_generation(d: u32,) -> Weight {
		Weight::from_parts(21410869, 3965)
			.saturating_add(Weight::from_parts(19940131, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn send_messages(n: u32,) -> Weight {
		Weight::from_parts(13955129, 3936)
			.saturating_add(Weight::from_parts(10601871, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn send_bytes(b: u32,) -> Weight {
		Weight::from_parts(19496491, 3936)
			.saturating_add(Weight::from_parts(2_760, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32,) -> Weight {
		Weight::from_parts(8_423_000, 3672)
			.saturating_add(Weight::from_parts(1_874_784, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(33_790_000, 3704)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit_destinations(d: u32,) -> Weight {
		Weight::from_parts(106590020, 8049)
			.saturating_add(Weight::from_parts(208046980, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5302).saturating_mul(d.into()))
	}
	fn commit_registers(d: u32,) -> Weight {
		Weight::from_parts(93797301, 6106)
			.saturating_add(Weight::from_parts(58498699, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5284).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32,) -> Weight {
		Weight::from_parts(40998103, 4077)
			.saturating_add(Weight::from_parts(3577897, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn commit_bytes(b: u32,) -> Weight {
		Weight::from_parts(39385438, 4078)
			.saturating_add(Weight::from_parts(3_497, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn insert_peer(d: u32,) -> Weight {
		Weight::from_parts(27605324, 4311)
			.saturating_add(Weight::from_parts(706676, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(11_948_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(17_746_000, 3966)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn note_skips(r: u32,) -> Weight {
		Weight::from_parts(17319203, 3990)
			.saturating_add(Weight::from_parts(2330797, 0).saturating_mul(r.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn point_send_one() -> Weight {
		Weight::from_parts(67_849_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_1000_small() -> Weight {
		Weight::from_parts(15_137_790_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_32_large() -> Weight {
		Weight::from_parts(5_641_851_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_to_16() -> Weight {
		Weight::from_parts(3_728_271_000, 89229)
			.saturating_add(RocksDbWeight::get().reads(71_u64))
			.saturating_add(RocksDbWeight::get().writes(68_u64))
	}
	fn api_current_batch(n: u32,) -> Weight {
		Weight::from_parts(723_408_295, 79132)
			.saturating_add(Weight::from_parts(227_732, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn api_current_batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(652744018, 79134)
			.saturating_add(Weight::from_parts(1_629, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn api_batch(n: u32,) -> Weight {
		Weight::from_parts(957_025_059, 79119)
			.saturating_add(Weight::from_parts(2_604_354, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(686_903_429, 79119)
			.saturating_add(Weight::from_parts(1_081, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_stretch(n: u32,) -> Weight {
		Weight::from_parts(773490456, 79119)
			.saturating_add(Weight::from_parts(1563544, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_late_block_proof(e: u32,) -> Weight {
		Weight::from_parts(614006000, 79100)
			.saturating_add(Weight::from_parts(3634338, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(22_u64))
	}
	fn api_refresh(d: u32,) -> Weight {
		Weight::from_parts(27587572, 4391)
			.saturating_add(Weight::from_parts(536428, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(Weight::from_parts(0, 75).saturating_mul(d.into()))
	}
	fn api_absence(d: u32,) -> Weight {
		Weight::from_parts(14420119, 3935)
			.saturating_add(Weight::from_parts(8301882, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_channels(d: u32,) -> Weight {
		Weight::from_parts(12081030, 3912)
			.saturating_add(Weight::from_parts(7792970, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_stats() -> Weight {
		Weight::from_parts(34_305_000, 3994)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
	}
	fn api_explain() -> Weight {
		Weight::from_parts(24_925_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
	}
}

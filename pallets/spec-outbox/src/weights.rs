//! Weights of `pallet_spec_outbox`, measured in the wasm test runtime by `make weights`.
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
		// 85_217 ns at least.
		Weight::from_parts(94_720_000, 8817)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		// 81_020 ns at least.
		Weight::from_parts(83_865_000, 3783)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		// 22_784 ns at least.
		Weight::from_parts(24_156_000, 3984)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn forget_peer(d: u32,) -> Weight {
		// 49_633 ns at least.
		Weight::from_parts(49_921_225, 5082)
			.saturating_add(Weight::from_parts(733_775, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		// 12_699 ns at least.
		Weight::from_parts(13_450_000, 3894)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		// 56_524 ns at least.
		Weight::from_parts(63_454_000, 7473)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn raise_generation(d: u32,) -> Weight {
		// 39_148 ns at least.
		Weight::from_parts(21_683_901, 3965)
			.saturating_add(Weight::from_parts(18_285_099, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 4000]`.
	fn send_messages(n: u32,) -> Weight {
		// 21_612 ns at least.
		Weight::from_parts(13_400_169, 3936)
			.saturating_add(Weight::from_parts(8_562_831, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `b` was measured in `[1, 524288]`.
	fn send_bytes(b: u32,) -> Weight {
		// 81_281 ns at least.
		Weight::from_parts(81_982_000, 3936)
			.saturating_add(Weight::from_parts(2_122, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[0, 1000]`.
	fn begin_block(d: u32,) -> Weight {
		// 8_423 ns at least.
		Weight::from_parts(7_481_228, 3672)
			.saturating_add(Weight::from_parts(1_737_308, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		// 17_496 ns at least.
		Weight::from_parts(20_961_000, 3704)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_destinations(d: u32,) -> Weight {
		// 254_408 ns at least.
		Weight::from_parts(76_487_320, 8049)
			.saturating_add(Weight::from_parts(187_404_680, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5302).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_registers(d: u32,) -> Weight {
		// 111_215 ns at least.
		Weight::from_parts(62_992_093, 6106)
			.saturating_add(Weight::from_parts(54_161_907, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5284).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 4000]`.
	fn commit_messages(n: u32,) -> Weight {
		// 42_984 ns at least.
		Weight::from_parts(40_495_021, 4077)
			.saturating_add(Weight::from_parts(3_409_979, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 524288]`.
	fn commit_bytes(b: u32,) -> Weight {
		// 63_113 ns at least.
		Weight::from_parts(64_276_000, 4091)
			.saturating_add(Weight::from_parts(2_714, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn insert_peer(d: u32,) -> Weight {
		// 26_490 ns at least.
		Weight::from_parts(26_939_606, 4311)
			.saturating_add(Weight::from_parts(631_394, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		// 11_016 ns at least.
		Weight::from_parts(11_537_000, 3917)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		// 16_194 ns at least.
		Weight::from_parts(17_045_000, 3966)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `r` was measured in `[1, 16]`.
	fn note_skips(r: u32,) -> Weight {
		// 18_387 ns at least.
		Weight::from_parts(16_960_409, 3990)
			.saturating_add(Weight::from_parts(2_258_591, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn point_send_one() -> Weight {
		// 52_147 ns at least.
		Weight::from_parts(53_659_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_1000_small() -> Weight {
		// 11_823_362 ns at least.
		Weight::from_parts(11_890_801_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_32_large() -> Weight {
		// 4_808_452 ns at least.
		Weight::from_parts(4_830_034_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_to_16() -> Weight {
		// 3_095_418 ns at least.
		Weight::from_parts(3_074_958_000, 89229)
			.saturating_add(T::DbWeight::get().reads(71_u64))
			.saturating_add(T::DbWeight::get().writes(68_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_current_batch(n: u32,) -> Weight {
		// 479_492 ns at least.
		Weight::from_parts(490_620_589, 79133)
			.saturating_add(Weight::from_parts(92_967, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn api_current_batch_bytes(b: u32,) -> Weight {
		// 486_532 ns at least.
		Weight::from_parts(475_115_078, 79134)
			.saturating_add(Weight::from_parts(673, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_batch(n: u32,) -> Weight {
		// 619_140 ns at least.
		Weight::from_parts(645_890_814, 79119)
			.saturating_add(Weight::from_parts(2_502_186, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `b` was measured in `[1, 65536]`.
	fn api_batch_bytes(b: u32,) -> Weight {
		// 599_240 ns at least.
		Weight::from_parts(601_132_356, 79119)
			.saturating_add(Weight::from_parts(644, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_stretch(n: u32,) -> Weight {
		// 679_349 ns at least.
		Weight::from_parts(679_767_900, 79119)
			.saturating_add(Weight::from_parts(1_364_100, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn api_late_block_proof(e: u32,) -> Weight {
		// 491_901 ns at least.
		Weight::from_parts(500_323_000, 79100)
			.saturating_add(Weight::from_parts(1_402_667, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(22_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_refresh(d: u32,) -> Weight {
		// 22_213 ns at least.
		Weight::from_parts(22_556_370, 4430)
			.saturating_add(Weight::from_parts(467_630, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(Weight::from_parts(0, 76).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_absence(d: u32,) -> Weight {
		// 14_461 ns at least.
		Weight::from_parts(9_276_222, 3932)
			.saturating_add(Weight::from_parts(5_575_778, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_channels(d: u32,) -> Weight {
		// 9_454 ns at least.
		Weight::from_parts(5_481_840, 3909)
			.saturating_add(Weight::from_parts(4_342_160, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_stats() -> Weight {
		// 16_495 ns at least.
		Weight::from_parts(17_116_000, 3994)
			.saturating_add(T::DbWeight::get().reads(6_u64))
	}
	fn api_explain() -> Weight {
		// 12_268 ns at least.
		Weight::from_parts(12_929_000, 3917)
			.saturating_add(T::DbWeight::get().reads(5_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn open_channel() -> Weight {
		Weight::from_parts(94_720_000, 8817)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		Weight::from_parts(83_865_000, 3783)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(24_156_000, 3984)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn forget_peer(d: u32,) -> Weight {
		Weight::from_parts(49_921_225, 5082)
			.saturating_add(Weight::from_parts(733_775, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		Weight::from_parts(13_450_000, 3894)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		Weight::from_parts(63_454_000, 7473)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn raise_generation(d: u32,) -> Weight {
		Weight::from_parts(21_683_901, 3965)
			.saturating_add(Weight::from_parts(18_285_099, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn send_messages(n: u32,) -> Weight {
		Weight::from_parts(13_400_169, 3936)
			.saturating_add(Weight::from_parts(8_562_831, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn send_bytes(b: u32,) -> Weight {
		Weight::from_parts(81_982_000, 3936)
			.saturating_add(Weight::from_parts(2_122, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32,) -> Weight {
		Weight::from_parts(7_481_228, 3672)
			.saturating_add(Weight::from_parts(1_737_308, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(20_961_000, 3704)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit_destinations(d: u32,) -> Weight {
		Weight::from_parts(76_487_320, 8049)
			.saturating_add(Weight::from_parts(187_404_680, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5302).saturating_mul(d.into()))
	}
	fn commit_registers(d: u32,) -> Weight {
		Weight::from_parts(62_992_093, 6106)
			.saturating_add(Weight::from_parts(54_161_907, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5284).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32,) -> Weight {
		Weight::from_parts(40_495_021, 4077)
			.saturating_add(Weight::from_parts(3_409_979, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn commit_bytes(b: u32,) -> Weight {
		Weight::from_parts(64_276_000, 4091)
			.saturating_add(Weight::from_parts(2_714, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn insert_peer(d: u32,) -> Weight {
		Weight::from_parts(26_939_606, 4311)
			.saturating_add(Weight::from_parts(631_394, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(11_537_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(17_045_000, 3966)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn note_skips(r: u32,) -> Weight {
		Weight::from_parts(16_960_409, 3990)
			.saturating_add(Weight::from_parts(2_258_591, 0).saturating_mul(r.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn point_send_one() -> Weight {
		Weight::from_parts(53_659_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_1000_small() -> Weight {
		Weight::from_parts(11_890_801_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_32_large() -> Weight {
		Weight::from_parts(4_830_034_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_to_16() -> Weight {
		Weight::from_parts(3_074_958_000, 89229)
			.saturating_add(RocksDbWeight::get().reads(71_u64))
			.saturating_add(RocksDbWeight::get().writes(68_u64))
	}
	fn api_current_batch(n: u32,) -> Weight {
		Weight::from_parts(490_620_589, 79133)
			.saturating_add(Weight::from_parts(92_967, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn api_current_batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(475_115_078, 79134)
			.saturating_add(Weight::from_parts(673, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn api_batch(n: u32,) -> Weight {
		Weight::from_parts(645_890_814, 79119)
			.saturating_add(Weight::from_parts(2_502_186, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(601_132_356, 79119)
			.saturating_add(Weight::from_parts(644, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_stretch(n: u32,) -> Weight {
		Weight::from_parts(679_767_900, 79119)
			.saturating_add(Weight::from_parts(1_364_100, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_late_block_proof(e: u32,) -> Weight {
		Weight::from_parts(500_323_000, 79100)
			.saturating_add(Weight::from_parts(1_402_667, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(22_u64))
	}
	fn api_refresh(d: u32,) -> Weight {
		Weight::from_parts(22_556_370, 4430)
			.saturating_add(Weight::from_parts(467_630, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(Weight::from_parts(0, 76).saturating_mul(d.into()))
	}
	fn api_absence(d: u32,) -> Weight {
		Weight::from_parts(9_276_222, 3932)
			.saturating_add(Weight::from_parts(5_575_778, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_channels(d: u32,) -> Weight {
		Weight::from_parts(5_481_840, 3909)
			.saturating_add(Weight::from_parts(4_342_160, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_stats() -> Weight {
		Weight::from_parts(17_116_000, 3994)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
	}
	fn api_explain() -> Weight {
		Weight::from_parts(12_929_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
	}
}

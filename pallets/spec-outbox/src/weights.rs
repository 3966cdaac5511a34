//! Weights of `pallet_spec_outbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-30, 10 steps, 3 repeats a round, CPU: `Intel(R) Xeon(R) Processor`.

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
		// 42_747 ns at least.
		Weight::from_parts(46_325_000, 3603)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		// 90_490 ns at least.
		Weight::from_parts(95_335_000, 3783)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		// 27_553 ns at least.
		Weight::from_parts(29_359_000, 3984)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn forget_peer(d: u32,) -> Weight {
		// 58_634 ns at least.
		Weight::from_parts(58_865_636, 5082)
			.saturating_add(Weight::from_parts(757_365, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		// 15_182 ns at least.
		Weight::from_parts(16_421_000, 3894)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		// 41_907 ns at least.
		Weight::from_parts(50_850_000, 7577)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn raise_generation(d: u32,) -> Weight {
		// 46_106 ns at least.
		Weight::from_parts(28_828_714, 3965)
			.saturating_add(Weight::from_parts(19_969_286, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 4000]`.
	fn send_messages(n: u32,) -> Weight {
		// 25_438 ns at least.
		Weight::from_parts(17_976_126, 3936)
			.saturating_add(Weight::from_parts(8_926_874, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `b` was measured in `[1, 524288]`.
	fn send_bytes(b: u32,) -> Weight {
		// 89_050 ns at least.
		Weight::from_parts(79_937_502, 3936)
			.saturating_add(Weight::from_parts(2_485, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[0, 1000]`.
	fn begin_block(d: u32,) -> Weight {
		// 9_966 ns at least.
		Weight::from_parts(9_135_984, 3672)
			.saturating_add(Weight::from_parts(1_720_056, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		// 31_014 ns at least.
		Weight::from_parts(34_374_000, 3704)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_destinations(d: u32,) -> Weight {
		// 299_339 ns at least.
		Weight::from_parts(98_243_918, 8049)
			.saturating_add(Weight::from_parts(200_046_863, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5302).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_registers(d: u32,) -> Weight {
		// 153_820 ns at least.
		Weight::from_parts(93_686_326, 6106)
			.saturating_add(Weight::from_parts(59_307_674, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5284).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 4000]`.
	fn commit_messages(n: u32,) -> Weight {
		// 51_678 ns at least.
		Weight::from_parts(50_091_092, 4077)
			.saturating_add(Weight::from_parts(3_628_908, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 524288]`.
	fn commit_bytes(b: u32,) -> Weight {
		// 71_278 ns at least.
		Weight::from_parts(74_673_000, 4091)
			.saturating_add(Weight::from_parts(3_270, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn insert_peer(d: u32,) -> Weight {
		// 33_131 ns at least.
		Weight::from_parts(40_491_343, 4311)
			.saturating_add(Weight::from_parts(837_658, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		// 13_133 ns at least.
		Weight::from_parts(20_802_000, 3917)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		// 19_449 ns at least.
		Weight::from_parts(22_975_000, 3966)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `r` was measured in `[1, 16]`.
	fn note_skips(r: u32,) -> Weight {
		// 21_629 ns at least.
		Weight::from_parts(21_205_823, 3990)
			.saturating_add(Weight::from_parts(2_442_177, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn point_send_one() -> Weight {
		// 60_477 ns at least.
		Weight::from_parts(65_709_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_1000_small() -> Weight {
		// 12_167_024 ns at least.
		Weight::from_parts(12_835_382_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_32_large() -> Weight {
		// 5_342_977 ns at least.
		Weight::from_parts(5_611_238_000, 4009)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn point_send_to_16() -> Weight {
		// 3_133_596 ns at least.
		Weight::from_parts(3_250_620_000, 89229)
			.saturating_add(T::DbWeight::get().reads(71_u64))
			.saturating_add(T::DbWeight::get().writes(68_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_current_batch(n: u32,) -> Weight {
		// 531_958 ns at least.
		Weight::from_parts(533_027_409, 79133)
			.saturating_add(Weight::from_parts(107_592, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn api_current_batch_bytes(b: u32,) -> Weight {
		// 529_973 ns at least.
		Weight::from_parts(534_713_222, 79134)
			.saturating_add(Weight::from_parts(897, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_batch(n: u32,) -> Weight {
		// 676_102 ns at least.
		Weight::from_parts(686_846_843, 79119)
			.saturating_add(Weight::from_parts(2_321_157, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `b` was measured in `[1, 65536]`.
	fn api_batch_bytes(b: u32,) -> Weight {
		// 621_185 ns at least.
		Weight::from_parts(639_918_234, 79119)
			.saturating_add(Weight::from_parts(766, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_stretch(n: u32,) -> Weight {
		// 713_471 ns at least.
		Weight::from_parts(726_652_058, 79119)
			.saturating_add(Weight::from_parts(1_249_942, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn api_late_block_proof(e: u32,) -> Weight {
		// 551_986 ns at least.
		Weight::from_parts(550_092_000, 79100)
			.saturating_add(Weight::from_parts(1_343_373, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(22_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_refresh(d: u32,) -> Weight {
		// 26_136 ns at least.
		Weight::from_parts(27_268_682, 4430)
			.saturating_add(Weight::from_parts(506_318, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(Weight::from_parts(0, 76).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_absence(d: u32,) -> Weight {
		// 17_119 ns at least.
		Weight::from_parts(11_909_855, 3932)
			.saturating_add(Weight::from_parts(6_365_145, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn api_channels(d: u32,) -> Weight {
		// 11_353 ns at least.
		Weight::from_parts(6_813_997, 3909)
			.saturating_add(Weight::from_parts(5_286_003, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_stats() -> Weight {
		// 19_593 ns at least.
		Weight::from_parts(21_648_000, 3994)
			.saturating_add(T::DbWeight::get().reads(6_u64))
	}
	fn api_explain() -> Weight {
		// 14_412 ns at least.
		Weight::from_parts(15_599_000, 3917)
			.saturating_add(T::DbWeight::get().reads(5_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn open_channel() -> Weight {
		Weight::from_parts(46_325_000, 3603)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn reopen_channel() -> Weight {
		Weight::from_parts(95_335_000, 3783)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(29_359_000, 3984)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn forget_peer(d: u32,) -> Weight {
		Weight::from_parts(58_865_636, 5082)
			.saturating_add(Weight::from_parts(757_365, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	fn pause_channel() -> Weight {
		Weight::from_parts(16_421_000, 3894)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn watch_stale() -> Weight {
		Weight::from_parts(50_850_000, 7577)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn raise_generation(d: u32,) -> Weight {
		Weight::from_parts(28_828_714, 3965)
			.saturating_add(Weight::from_parts(19_969_286, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn send_messages(n: u32,) -> Weight {
		Weight::from_parts(17_976_126, 3936)
			.saturating_add(Weight::from_parts(8_926_874, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn send_bytes(b: u32,) -> Weight {
		Weight::from_parts(79_937_502, 3936)
			.saturating_add(Weight::from_parts(2_485, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32,) -> Weight {
		Weight::from_parts(9_135_984, 3672)
			.saturating_add(Weight::from_parts(1_720_056, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(34_374_000, 3704)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit_destinations(d: u32,) -> Weight {
		Weight::from_parts(98_243_918, 8049)
			.saturating_add(Weight::from_parts(200_046_863, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5302).saturating_mul(d.into()))
	}
	fn commit_registers(d: u32,) -> Weight {
		Weight::from_parts(93_686_326, 6106)
			.saturating_add(Weight::from_parts(59_307_674, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5284).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32,) -> Weight {
		Weight::from_parts(50_091_092, 4077)
			.saturating_add(Weight::from_parts(3_628_908, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn commit_bytes(b: u32,) -> Weight {
		Weight::from_parts(74_673_000, 4091)
			.saturating_add(Weight::from_parts(3_270, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn insert_peer(d: u32,) -> Weight {
		Weight::from_parts(40_491_343, 4311)
			.saturating_add(Weight::from_parts(837_658, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 77).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(20_802_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(22_975_000, 3966)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn note_skips(r: u32,) -> Weight {
		Weight::from_parts(21_205_823, 3990)
			.saturating_add(Weight::from_parts(2_442_177, 0).saturating_mul(r.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn point_send_one() -> Weight {
		Weight::from_parts(65_709_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_1000_small() -> Weight {
		Weight::from_parts(12_835_382_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_32_large() -> Weight {
		Weight::from_parts(5_611_238_000, 4009)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn point_send_to_16() -> Weight {
		Weight::from_parts(3_250_620_000, 89229)
			.saturating_add(RocksDbWeight::get().reads(71_u64))
			.saturating_add(RocksDbWeight::get().writes(68_u64))
	}
	fn api_current_batch(n: u32,) -> Weight {
		Weight::from_parts(533_027_409, 79133)
			.saturating_add(Weight::from_parts(107_592, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn api_current_batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(534_713_222, 79134)
			.saturating_add(Weight::from_parts(897, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn api_batch(n: u32,) -> Weight {
		Weight::from_parts(686_846_843, 79119)
			.saturating_add(Weight::from_parts(2_321_157, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(639_918_234, 79119)
			.saturating_add(Weight::from_parts(766, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_stretch(n: u32,) -> Weight {
		Weight::from_parts(726_652_058, 79119)
			.saturating_add(Weight::from_parts(1_249_942, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(23_u64))
	}
	fn api_late_block_proof(e: u32,) -> Weight {
		Weight::from_parts(550_092_000, 79100)
			.saturating_add(Weight::from_parts(1_343_373, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(22_u64))
	}
	fn api_refresh(d: u32,) -> Weight {
		Weight::from_parts(27_268_682, 4430)
			.saturating_add(Weight::from_parts(506_318, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(Weight::from_parts(0, 76).saturating_mul(d.into()))
	}
	fn api_absence(d: u32,) -> Weight {
		Weight::from_parts(11_909_855, 3932)
			.saturating_add(Weight::from_parts(6_365_145, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_channels(d: u32,) -> Weight {
		Weight::from_parts(6_813_997, 3909)
			.saturating_add(Weight::from_parts(5_286_003, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn api_stats() -> Weight {
		Weight::from_parts(21_648_000, 3994)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
	}
	fn api_explain() -> Weight {
		Weight::from_parts(15_599_000, 3917)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
	}
}

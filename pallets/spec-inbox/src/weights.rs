//! Weights of `pallet_spec_inbox`, measured in the wasm test runtime by `make weights`.
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

/// Weight functions needed for `pallet_spec_inbox`.
pub trait WeightInfo {
	fn ingest() -> Weight;
	fn refuse() -> Weight;
	fn batch_siblings(s: u32,) -> Weight;
	fn batch_extension(e: u32,) -> Weight;
	fn at_once_messages(n: u32,) -> Weight;
	fn batch_messages(n: u32,) -> Weight;
	fn batch_bytes(b: u32,) -> Weight;
	fn batch_taken_bytes(b: u32,) -> Weight;
	fn note_dead_letters(n: u32,) -> Weight;
	fn accept_channel(p: u32,) -> Weight;
	fn reaccept_channel(p: u32,) -> Weight;
	fn close_channel() -> Weight;
	fn end_channel() -> Weight;
	fn expire_suspension(n: u32,) -> Weight;
	fn unwatch() -> Weight;
	fn suspend_channel() -> Weight;
	fn resume_channel() -> Weight;
	fn authorize_deliver(s: u32,) -> Weight;
	fn set_speculative() -> Weight;
	fn trust() -> Weight;
	fn distrust() -> Weight;
	fn reanchor() -> Weight;
	fn watch_peer(p: u32,) -> Weight;
	fn on_initialize() -> Weight;
	fn publish() -> Weight;
	fn queue_changed() -> Weight;
	fn relay_heads(h: u32,) -> Weight;
	fn finalize(c: u32,) -> Weight;
	fn keep_dead_letters(n: u32,) -> Weight;
	fn expire_dead_letters(n: u32,) -> Weight;
	fn retry_dead_letter(b: u32,) -> Weight;
	fn skip(l: u32,) -> Weight;
	fn point_ingest_1000_small() -> Weight;
	fn point_ingest_100_medium() -> Weight;
	fn point_ingest_3_large() -> Weight;
	fn api_next_positions(p: u32,) -> Weight;
	fn api_check(n: u32,) -> Weight;
	fn api_included_roots() -> Weight;
	fn api_requires(c: u32,) -> Weight;
	fn api_stats() -> Weight;
	fn api_explain() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn ingest() -> Weight {
		// 6_421 ns at least.
		Weight::from_parts(7_227_000, 1527)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// 25_675 ns at least.
		Weight::from_parts(27_646_000, 3911)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn batch_siblings(s: u32,) -> Weight {
		// 100_233 ns at least.
		Weight::from_parts(105_639_000, 13996)
			.saturating_add(Weight::from_parts(376_980, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn batch_extension(e: u32,) -> Weight {
		// 77_075 ns at least.
		Weight::from_parts(81_811_000, 12009)
			.saturating_add(Weight::from_parts(374_649, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn at_once_messages(n: u32,) -> Weight {
		// 102_277 ns at least.
		Weight::from_parts(101_400_530, 13996)
			.saturating_add(Weight::from_parts(5_690_470, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn batch_messages(n: u32,) -> Weight {
		// 101_337 ns at least.
		Weight::from_parts(106_307_391, 13996)
			.saturating_add(Weight::from_parts(1_009_609, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `b` was measured in `[1, 1048576]`.
	fn batch_bytes(b: u32,) -> Weight {
		// 101_811 ns at least.
		Weight::from_parts(98_506_100, 13996)
			.saturating_add(Weight::from_parts(3_203, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 1664).saturating_mul(b.into()))
	}
	/// `b` was measured in `[1, 105467]`.
	fn batch_taken_bytes(b: u32,) -> Weight {
		// 101_030 ns at least.
		Weight::from_parts(104_833_670, 13996)
			.saturating_add(Weight::from_parts(2_787, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn note_dead_letters(n: u32,) -> Weight {
		// 7_233 ns at least.
		Weight::from_parts(7_889_242, 4104)
			.saturating_add(Weight::from_parts(54_758, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn accept_channel(p: u32,) -> Weight {
		// 33_329 ns at least.
		Weight::from_parts(34_813_000, 4054)
			.saturating_add(Weight::from_parts(54_439, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	/// `p` was measured in `[0, 999]`.
	fn reaccept_channel(p: u32,) -> Weight {
		// 79_513 ns at least.
		Weight::from_parts(81_334_000, 4283)
			.saturating_add(Weight::from_parts(55_000, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		// 67_211 ns at least.
		Weight::from_parts(70_415_000, 5997)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		// 45_935 ns at least.
		Weight::from_parts(48_278_000, 5698)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `n` was measured in `[0, 8]`.
	fn expire_suspension(n: u32,) -> Weight {
		// 5_607 ns at least.
		Weight::from_parts(6_124_000, 3854)
			.saturating_add(Weight::from_parts(27_117_740, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		// 69_921 ns at least.
		Weight::from_parts(79_441_000, 8875)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		// 30_634 ns at least.
		Weight::from_parts(32_476_000, 5911)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		// 28_335 ns at least.
		Weight::from_parts(30_345_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn authorize_deliver(s: u32,) -> Weight {
		// 62_822 ns at least.
		Weight::from_parts(65_298_000, 13992)
			.saturating_add(Weight::from_parts(341_189, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		// 3_400 ns at least.
		Weight::from_parts(3_722_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		// 9_954 ns at least.
		Weight::from_parts(11_283_000, 2576)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		// 9_728 ns at least.
		Weight::from_parts(11_490_000, 2580)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// 49_655 ns at least.
		Weight::from_parts(53_027_000, 5920)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn watch_peer(p: u32,) -> Weight {
		// 15_503 ns at least.
		Weight::from_parts(16_966_000, 4044)
			.saturating_add(Weight::from_parts(54_471, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		// 3_933 ns at least.
		Weight::from_parts(4_440_000, 1555)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		// 22_996 ns at least.
		Weight::from_parts(24_975_000, 5938)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		// 25_755 ns at least.
		Weight::from_parts(27_688_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `h` was measured in `[0, 32]`.
	fn relay_heads(h: u32,) -> Weight {
		// 7_212 ns at least.
		Weight::from_parts(7_737_000, 1762)
			.saturating_add(Weight::from_parts(15_962_008, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	/// `c` was measured in `[0, 32]`.
	fn finalize(c: u32,) -> Weight {
		// 12_827 ns at least.
		Weight::from_parts(12_106_822, 3115)
			.saturating_add(Weight::from_parts(18_361_840, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	/// `n` was measured in `[1, 256]`.
	fn keep_dead_letters(n: u32,) -> Weight {
		// 74_250 ns at least.
		Weight::from_parts(73_804_740, 14278)
			.saturating_add(Weight::from_parts(5_311_260, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `n` was measured in `[1, 32]`.
	fn expire_dead_letters(n: u32,) -> Weight {
		// 83_455 ns at least.
		Weight::from_parts(89_417_319, 14278)
			.saturating_add(Weight::from_parts(2_294_681, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `b` was measured in `[1, 105467]`.
	fn retry_dead_letter(b: u32,) -> Weight {
		// 120_967 ns at least.
		Weight::from_parts(132_732_635, 14680)
			.saturating_add(Weight::from_parts(4_366, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// `l` was measured in `[1, 1024]`.
	fn skip(l: u32,) -> Weight {
		// 104_905 ns at least.
		Weight::from_parts(105_488_993, 14976)
			.saturating_add(Weight::from_parts(418_072, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		// 1_198_707 ns at least.
		Weight::from_parts(1_267_953_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		// 452_081 ns at least.
		Weight::from_parts(484_329_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		// 398_245 ns at least.
		Weight::from_parts(427_923_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `p` was measured in `[0, 1000]`.
	fn api_next_positions(p: u32,) -> Weight {
		// 6_891 ns at least.
		Weight::from_parts(7_196_000, 5284)
			.saturating_add(Weight::from_parts(13_615_671, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(p.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_check(n: u32,) -> Weight {
		// 118_276 ns at least.
		Weight::from_parts(131_769_486, 13996)
			.saturating_add(Weight::from_parts(1_045_514, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
	}
	fn api_included_roots() -> Weight {
		// 24_934 ns at least.
		Weight::from_parts(27_420_000, 11960)
			.saturating_add(T::DbWeight::get().reads(5_u64))
	}
	/// `c` was measured in `[0, 256]`.
	fn api_requires(c: u32,) -> Weight {
		// 4_408 ns at least.
		Weight::from_parts(4_535_000, 1559)
			.saturating_add(Weight::from_parts(1_139_991, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(Weight::from_parts(0, 2034).saturating_mul(c.into()))
	}
	fn api_stats() -> Weight {
		// 28_313 ns at least.
		Weight::from_parts(31_270_000, 6053)
			.saturating_add(T::DbWeight::get().reads(8_u64))
	}
	fn api_explain() -> Weight {
		// 48_540 ns at least.
		Weight::from_parts(58_854_000, 9272)
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(7_227_000, 1527)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(27_646_000, 3911)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn batch_siblings(s: u32,) -> Weight {
		Weight::from_parts(105_639_000, 13996)
			.saturating_add(Weight::from_parts(376_980, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_extension(e: u32,) -> Weight {
		Weight::from_parts(81_811_000, 12009)
			.saturating_add(Weight::from_parts(374_649, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn at_once_messages(n: u32,) -> Weight {
		Weight::from_parts(101_400_530, 13996)
			.saturating_add(Weight::from_parts(5_690_470, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn batch_messages(n: u32,) -> Weight {
		Weight::from_parts(106_307_391, 13996)
			.saturating_add(Weight::from_parts(1_009_609, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(98_506_100, 13996)
			.saturating_add(Weight::from_parts(3_203, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(16_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 1664).saturating_mul(b.into()))
	}
	fn batch_taken_bytes(b: u32,) -> Weight {
		Weight::from_parts(104_833_670, 13996)
			.saturating_add(Weight::from_parts(2_787, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(7_889_242, 4104)
			.saturating_add(Weight::from_parts(54_758, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_channel(p: u32,) -> Weight {
		Weight::from_parts(34_813_000, 4054)
			.saturating_add(Weight::from_parts(54_439, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(81_334_000, 4283)
			.saturating_add(Weight::from_parts(55_000, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(70_415_000, 5997)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		Weight::from_parts(48_278_000, 5698)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(6_124_000, 3854)
			.saturating_add(Weight::from_parts(27_117_740, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		Weight::from_parts(79_441_000, 8875)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		Weight::from_parts(32_476_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		Weight::from_parts(30_345_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(65_298_000, 13992)
			.saturating_add(Weight::from_parts(341_189, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		Weight::from_parts(3_722_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		Weight::from_parts(11_283_000, 2576)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		Weight::from_parts(11_490_000, 2580)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		Weight::from_parts(53_027_000, 5920)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn watch_peer(p: u32,) -> Weight {
		Weight::from_parts(16_966_000, 4044)
			.saturating_add(Weight::from_parts(54_471, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(4_440_000, 1555)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		Weight::from_parts(24_975_000, 5938)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		Weight::from_parts(27_688_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn relay_heads(h: u32,) -> Weight {
		Weight::from_parts(7_737_000, 1762)
			.saturating_add(Weight::from_parts(15_962_008, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	fn finalize(c: u32,) -> Weight {
		Weight::from_parts(12_106_822, 3115)
			.saturating_add(Weight::from_parts(18_361_840, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(73_804_740, 14278)
			.saturating_add(Weight::from_parts(5_311_260, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(89_417_319, 14278)
			.saturating_add(Weight::from_parts(2_294_681, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(132_732_635, 14680)
			.saturating_add(Weight::from_parts(4_366, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(105_488_993, 14976)
			.saturating_add(Weight::from_parts(418_072, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		Weight::from_parts(1_267_953_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		Weight::from_parts(484_329_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		Weight::from_parts(427_923_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn api_next_positions(p: u32,) -> Weight {
		Weight::from_parts(7_196_000, 5284)
			.saturating_add(Weight::from_parts(13_615_671, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(p.into()))
	}
	fn api_check(n: u32,) -> Weight {
		Weight::from_parts(131_769_486, 13996)
			.saturating_add(Weight::from_parts(1_045_514, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
	}
	fn api_included_roots() -> Weight {
		Weight::from_parts(27_420_000, 11960)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
	}
	fn api_requires(c: u32,) -> Weight {
		Weight::from_parts(4_535_000, 1559)
			.saturating_add(Weight::from_parts(1_139_991, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(Weight::from_parts(0, 2034).saturating_mul(c.into()))
	}
	fn api_stats() -> Weight {
		Weight::from_parts(31_270_000, 6053)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
	}
	fn api_explain() -> Weight {
		Weight::from_parts(58_854_000, 9272)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
}

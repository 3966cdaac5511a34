//! Weights of `pallet_spec_inbox`, measured in the wasm test runtime by `make weights`.
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
		// 6_079 ns at least.
		Weight::from_parts(6_670_000, 1527)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// 22_854 ns at least.
		Weight::from_parts(24_025_000, 3911)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn batch_siblings(s: u32,) -> Weight {
		// 92_056 ns at least.
		Weight::from_parts(94_911_000, 13996)
			.saturating_add(Weight::from_parts(337_850, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn batch_extension(e: u32,) -> Weight {
		// 70_594 ns at least.
		Weight::from_parts(73_089_000, 12009)
			.saturating_add(Weight::from_parts(350_759, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn at_once_messages(n: u32,) -> Weight {
		// 93_198 ns at least.
		Weight::from_parts(88_256_845, 13996)
			.saturating_add(Weight::from_parts(5_397_190, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn batch_messages(n: u32,) -> Weight {
		// 92_387 ns at least.
		Weight::from_parts(94_485_252, 13996)
			.saturating_add(Weight::from_parts(956_748, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `b` was measured in `[1, 1048576]`.
	fn batch_bytes(b: u32,) -> Weight {
		// 93_248 ns at least.
		Weight::from_parts(95_730_073, 13996)
			.saturating_add(Weight::from_parts(2_927, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 1504).saturating_mul(b.into()))
	}
	/// `b` was measured in `[1, 105467]`.
	fn batch_taken_bytes(b: u32,) -> Weight {
		// 91_957 ns at least.
		Weight::from_parts(91_390_604, 13996)
			.saturating_add(Weight::from_parts(2_706, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn note_dead_letters(n: u32,) -> Weight {
		// 6_319 ns at least.
		Weight::from_parts(6_619_783, 4104)
			.saturating_add(Weight::from_parts(50_217, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn accept_channel(p: u32,) -> Weight {
		// 32_448 ns at least.
		Weight::from_parts(34_642_000, 4054)
			.saturating_add(Weight::from_parts(44_813, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	/// `p` was measured in `[0, 999]`.
	fn reaccept_channel(p: u32,) -> Weight {
		// 69_714 ns at least.
		Weight::from_parts(73_118_000, 4283)
			.saturating_add(Weight::from_parts(41_357, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		// 60_229 ns at least.
		Weight::from_parts(62_292_000, 5997)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		// 41_481 ns at least.
		Weight::from_parts(43_575_000, 5698)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `n` was measured in `[0, 8]`.
	fn expire_suspension(n: u32,) -> Weight {
		// 4_697 ns at least.
		Weight::from_parts(5_037_000, 3854)
			.saturating_add(Weight::from_parts(22_935_174, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		// 50_935 ns at least.
		Weight::from_parts(59_459_000, 8875)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		// 38_728 ns at least.
		Weight::from_parts(40_410_000, 13928)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn resume_channel() -> Weight {
		// 36_274 ns at least.
		Weight::from_parts(37_746_000, 13936)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn authorize_deliver(s: u32,) -> Weight {
		// 56_774 ns at least.
		Weight::from_parts(57_806_000, 13992)
			.saturating_add(Weight::from_parts(316_270, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		// 2_564 ns at least.
		Weight::from_parts(2_874_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		// 8_022 ns at least.
		Weight::from_parts(8_703_000, 2576)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		// 7_771 ns at least.
		Weight::from_parts(8_463_000, 2580)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// 171_665 ns at least.
		Weight::from_parts(181_350_000, 16687)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn watch_peer(p: u32,) -> Weight {
		// 12_889 ns at least.
		Weight::from_parts(16_276_650, 4044)
			.saturating_add(Weight::from_parts(26_403, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		// 3_355 ns at least.
		Weight::from_parts(3_655_000, 1555)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		// 20_430 ns at least.
		Weight::from_parts(21_381_000, 5938)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		// 23_324 ns at least.
		Weight::from_parts(24_386_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `h` was measured in `[0, 32]`.
	fn relay_heads(h: u32,) -> Weight {
		// 7_381 ns at least.
		Weight::from_parts(7_646_076, 1762)
			.saturating_add(Weight::from_parts(14_689_601, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	/// `c` was measured in `[0, 32]`.
	fn finalize(c: u32,) -> Weight {
		// 10_285 ns at least.
		Weight::from_parts(9_605_335, 3115)
			.saturating_add(Weight::from_parts(17_353_635, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	/// `n` was measured in `[1, 256]`.
	fn keep_dead_letters(n: u32,) -> Weight {
		// 62_223 ns at least.
		Weight::from_parts(56_706_484, 14278)
			.saturating_add(Weight::from_parts(4_815_516, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `n` was measured in `[1, 32]`.
	fn expire_dead_letters(n: u32,) -> Weight {
		// 70_394 ns at least.
		Weight::from_parts(70_940_358, 14278)
			.saturating_add(Weight::from_parts(2_137_642, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `b` was measured in `[1, 105467]`.
	fn retry_dead_letter(b: u32,) -> Weight {
		// 88_601 ns at least.
		Weight::from_parts(95_799_128, 14680)
			.saturating_add(Weight::from_parts(2_872, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// `l` was measured in `[1, 1024]`.
	fn skip(l: u32,) -> Weight {
		// 93_239 ns at least.
		Weight::from_parts(91_096_668, 14976)
			.saturating_add(Weight::from_parts(381_005, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		// 1_147_774 ns at least.
		Weight::from_parts(1_178_170_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		// 415_897 ns at least.
		Weight::from_parts(428_246_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		// 375_538 ns at least.
		Weight::from_parts(384_941_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `p` was measured in `[0, 1000]`.
	fn api_next_positions(p: u32,) -> Weight {
		// 5_659 ns at least.
		Weight::from_parts(5_758_000, 5284)
			.saturating_add(Weight::from_parts(11_332_212, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(p.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_check(n: u32,) -> Weight {
		// 107_479 ns at least.
		Weight::from_parts(109_526_651, 13996)
			.saturating_add(Weight::from_parts(957_349, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
	}
	fn api_included_roots() -> Weight {
		// 21_592 ns at least.
		Weight::from_parts(22_634_000, 11960)
			.saturating_add(T::DbWeight::get().reads(5_u64))
	}
	/// `c` was measured in `[0, 256]`.
	fn api_requires(c: u32,) -> Weight {
		// 3_405 ns at least.
		Weight::from_parts(3_240_993, 1559)
			.saturating_add(Weight::from_parts(862_810, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(Weight::from_parts(0, 2034).saturating_mul(c.into()))
	}
	fn api_stats() -> Weight {
		// 24_196 ns at least.
		Weight::from_parts(25_287_000, 6053)
			.saturating_add(T::DbWeight::get().reads(8_u64))
	}
	fn api_explain() -> Weight {
		// 35_072 ns at least.
		Weight::from_parts(41_061_000, 9272)
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(6_670_000, 1527)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(24_025_000, 3911)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn batch_siblings(s: u32,) -> Weight {
		Weight::from_parts(94_911_000, 13996)
			.saturating_add(Weight::from_parts(337_850, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_extension(e: u32,) -> Weight {
		Weight::from_parts(73_089_000, 12009)
			.saturating_add(Weight::from_parts(350_759, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn at_once_messages(n: u32,) -> Weight {
		Weight::from_parts(88_256_845, 13996)
			.saturating_add(Weight::from_parts(5_397_190, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn batch_messages(n: u32,) -> Weight {
		Weight::from_parts(94_485_252, 13996)
			.saturating_add(Weight::from_parts(956_748, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(95_730_073, 13996)
			.saturating_add(Weight::from_parts(2_927, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(16_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 1504).saturating_mul(b.into()))
	}
	fn batch_taken_bytes(b: u32,) -> Weight {
		Weight::from_parts(91_390_604, 13996)
			.saturating_add(Weight::from_parts(2_706, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(6_619_783, 4104)
			.saturating_add(Weight::from_parts(50_217, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_channel(p: u32,) -> Weight {
		Weight::from_parts(34_642_000, 4054)
			.saturating_add(Weight::from_parts(44_813, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(73_118_000, 4283)
			.saturating_add(Weight::from_parts(41_357, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(62_292_000, 5997)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		Weight::from_parts(43_575_000, 5698)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(5_037_000, 3854)
			.saturating_add(Weight::from_parts(22_935_174, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		Weight::from_parts(59_459_000, 8875)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		Weight::from_parts(40_410_000, 13928)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn resume_channel() -> Weight {
		Weight::from_parts(37_746_000, 13936)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(57_806_000, 13992)
			.saturating_add(Weight::from_parts(316_270, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		Weight::from_parts(2_874_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		Weight::from_parts(8_703_000, 2576)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		Weight::from_parts(8_463_000, 2580)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		Weight::from_parts(181_350_000, 16687)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn watch_peer(p: u32,) -> Weight {
		Weight::from_parts(16_276_650, 4044)
			.saturating_add(Weight::from_parts(26_403, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(3_655_000, 1555)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		Weight::from_parts(21_381_000, 5938)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		Weight::from_parts(24_386_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn relay_heads(h: u32,) -> Weight {
		Weight::from_parts(7_646_076, 1762)
			.saturating_add(Weight::from_parts(14_689_601, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	fn finalize(c: u32,) -> Weight {
		Weight::from_parts(9_605_335, 3115)
			.saturating_add(Weight::from_parts(17_353_635, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(56_706_484, 14278)
			.saturating_add(Weight::from_parts(4_815_516, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(70_940_358, 14278)
			.saturating_add(Weight::from_parts(2_137_642, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(95_799_128, 14680)
			.saturating_add(Weight::from_parts(2_872, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(91_096_668, 14976)
			.saturating_add(Weight::from_parts(381_005, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(16_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		Weight::from_parts(1_178_170_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		Weight::from_parts(428_246_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		Weight::from_parts(384_941_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn api_next_positions(p: u32,) -> Weight {
		Weight::from_parts(5_758_000, 5284)
			.saturating_add(Weight::from_parts(11_332_212, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(p.into()))
	}
	fn api_check(n: u32,) -> Weight {
		Weight::from_parts(109_526_651, 13996)
			.saturating_add(Weight::from_parts(957_349, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
	}
	fn api_included_roots() -> Weight {
		Weight::from_parts(22_634_000, 11960)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
	}
	fn api_requires(c: u32,) -> Weight {
		Weight::from_parts(3_240_993, 1559)
			.saturating_add(Weight::from_parts(862_810, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(Weight::from_parts(0, 2034).saturating_mul(c.into()))
	}
	fn api_stats() -> Weight {
		Weight::from_parts(25_287_000, 6053)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
	}
	fn api_explain() -> Weight {
		Weight::from_parts(41_061_000, 9272)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
}

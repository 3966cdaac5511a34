//! Weights of `pallet_spec_inbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-30, 8 to 10 steps, 3 to 9 repeats, CPU: `Intel(R) Xeon(R) Processor`.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
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
		// 6_674 ns at least.
		Weight::from_parts(9_193_000, 1527)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// 25_630 ns at least.
		Weight::from_parts(29_786_000, 3911)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn batch_siblings(s: u32,) -> Weight {
		// 96_619 ns at least.
		Weight::from_parts(123362000, 13996)
			.saturating_add(Weight::from_parts(440789, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn batch_extension(e: u32,) -> Weight {
		// 79_570 ns at least.
		Weight::from_parts(94450000, 12009)
			.saturating_add(Weight::from_parts(432053, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn at_once_messages(n: u32,) -> Weight {
		// 101_452 ns at least.
		Weight::from_parts(132049000, 13996)
			.saturating_add(Weight::from_parts(11_372_712, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `n` was measured in `[1, 1000]`.
	fn batch_messages(n: u32,) -> Weight {
		// 99_353 ns at least.
		Weight::from_parts(146_019_040, 13996)
			.saturating_add(Weight::from_parts(1_259_423, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `b` was measured in `[1, 1048576]`.
	fn batch_bytes(b: u32,) -> Weight {
		// 101_761 ns at least.
		Weight::from_parts(173561234, 13996)
			.saturating_add(Weight::from_parts(3766, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 2296).saturating_mul(b.into()))
	}
	/// `b` was measured in `[1, 105467]`.
	fn batch_taken_bytes(b: u32,) -> Weight {
		// 97_622 ns at least.
		Weight::from_parts(161_952_662, 13996)
			.saturating_add(Weight::from_parts(3_827, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn note_dead_letters(n: u32,) -> Weight {
		// 7_372 ns at least.
		Weight::from_parts(8296121, 4104)
			.saturating_add(Weight::from_parts(81880, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn accept_channel(p: u32,) -> Weight {
		// 32_390 ns at least.
		Weight::from_parts(47_012_362, 4054)
			.saturating_add(Weight::from_parts(63_879, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	/// `p` was measured in `[0, 999]`.
	fn reaccept_channel(p: u32,) -> Weight {
		// 78_357 ns at least.
		Weight::from_parts(85869000, 4283)
			.saturating_add(Weight::from_parts(120277, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		// 68_417 ns at least.
		Weight::from_parts(76_522_000, 5997)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		// 47_050 ns at least.
		Weight::from_parts(51_146_000, 5698)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `n` was measured in `[0, 8]`.
	fn expire_suspension(n: u32,) -> Weight {
		// 5_676 ns at least.
		Weight::from_parts(6671000, 3854)
			.saturating_add(Weight::from_parts(29729000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		// 87_594 ns at least.
		Weight::from_parts(105_954_000, 8875)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		// 31_178 ns at least.
		Weight::from_parts(36_760_000, 5911)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		// 29_211 ns at least.
		Weight::from_parts(38_511_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn authorize_deliver(s: u32,) -> Weight {
		// 64_533 ns at least.
		Weight::from_parts(89_244_813, 13992)
			.saturating_add(Weight::from_parts(351_719, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		// 3_491 ns at least.
		Weight::from_parts(6_167_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		// 10_874 ns at least.
		Weight::from_parts(22_451_000, 2576)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		// 10_903 ns at least.
		Weight::from_parts(20_016_000, 2580)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// 51_421 ns at least.
		Weight::from_parts(67_766_000, 5920)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn watch_peer(p: u32,) -> Weight {
		// 15_907 ns at least.
		Weight::from_parts(27412000, 4044)
			.saturating_add(Weight::from_parts(135673, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		// 3_917 ns at least.
		Weight::from_parts(6_468_000, 1555)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		// 23_860 ns at least.
		Weight::from_parts(30_789_000, 5938)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		// 26_147 ns at least.
		Weight::from_parts(46_322_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `h` was measured in `[0, 32]`.
	fn relay_heads(h: u32,) -> Weight {
		// 6_909 ns at least.
		Weight::from_parts(8_768_387, 1762)
			.saturating_add(Weight::from_parts(22_097_024, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	/// `c` was measured in `[0, 32]`.
	fn finalize(c: u32,) -> Weight {
		// 12_527 ns at least.
		Weight::from_parts(13624737, 3115)
			.saturating_add(Weight::from_parts(20_247_581, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	/// `n` was measured in `[1, 256]`.
	fn keep_dead_letters(n: u32,) -> Weight {
		// 78_066 ns at least.
		Weight::from_parts(73610094, 14278)
			.saturating_add(Weight::from_parts(9392906, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `n` was measured in `[1, 32]`.
	fn expire_dead_letters(n: u32,) -> Weight {
		// 93_683 ns at least.
		Weight::from_parts(123553189, 14278)
			.saturating_add(Weight::from_parts(2314812, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `b` was measured in `[1, 105467]`.
	fn retry_dead_letter(b: u32,) -> Weight {
		// 117_923 ns at least.
		Weight::from_parts(134086982, 14680)
			.saturating_add(Weight::from_parts(4019, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// `l` was measured in `[1, 1024]`.
	fn skip(l: u32,) -> Weight {
		// 104_852 ns at least.
		Weight::from_parts(105_014_951, 14976)
			.saturating_add(Weight::from_parts(428_579, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		// 1_127_141 ns at least.
		Weight::from_parts(1_299_915_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		// 444_523 ns at least.
		Weight::from_parts(528_655_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		// 395_960 ns at least.
		Weight::from_parts(427_518_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `p` was measured in `[0, 1000]`.
	fn api_next_positions(p: u32,) -> Weight {
		// 6_762 ns at least.
		Weight::from_parts(7_336_000, 5284)
			.saturating_add(Weight::from_parts(13_692_510, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(p.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn api_check(n: u32,) -> Weight {
		// 120_155 ns at least.
		Weight::from_parts(128757011, 13996)
			.saturating_add(Weight::from_parts(1071989, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
	}
	fn api_included_roots() -> Weight {
		// 24_793 ns at least.
		Weight::from_parts(29_741_000, 11960)
			.saturating_add(T::DbWeight::get().reads(5_u64))
	}
	/// `c` was measured in `[0, 256]`.
	fn api_requires(c: u32,) -> Weight {
		// 4_155 ns at least.
		Weight::from_parts(5546000, 1559)
			.saturating_add(Weight::from_parts(1_487_740, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(Weight::from_parts(0, 2034).saturating_mul(c.into()))
	}
	fn api_stats() -> Weight {
		// 28_786 ns at least.
		Weight::from_parts(32_178_000, 6053)
			.saturating_add(T::DbWeight::get().reads(8_u64))
	}
	fn api_explain() -> Weight {
		// 54_037 ns at least.
		Weight::from_parts(60_301_000, 9272)
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(9_193_000, 1527)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(29_786_000, 3911)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn batch_siblings(s: u32,) -> Weight {
		Weight::from_parts(123362000, 13996)
			.saturating_add(Weight::from_parts(440789, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_extension(e: u32,) -> Weight {
		Weight::from_parts(94450000, 12009)
			.saturating_add(Weight::from_parts(432053, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn at_once_messages(n: u32,) -> Weight {
		Weight::from_parts(132049000, 13996)
			.saturating_add(Weight::from_parts(11_372_712, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn batch_messages(n: u32,) -> Weight {
		Weight::from_parts(146_019_040, 13996)
			.saturating_add(Weight::from_parts(1_259_423, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(173561234, 13996)
			.saturating_add(Weight::from_parts(3766, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(16_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 2296).saturating_mul(b.into()))
	}
	fn batch_taken_bytes(b: u32,) -> Weight {
		Weight::from_parts(161_952_662, 13996)
			.saturating_add(Weight::from_parts(3_827, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(8296121, 4104)
			.saturating_add(Weight::from_parts(81880, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_channel(p: u32,) -> Weight {
		Weight::from_parts(47_012_362, 4054)
			.saturating_add(Weight::from_parts(63_879, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(85869000, 4283)
			.saturating_add(Weight::from_parts(120277, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(76_522_000, 5997)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		Weight::from_parts(51_146_000, 5698)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(6671000, 3854)
			.saturating_add(Weight::from_parts(29729000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		Weight::from_parts(105_954_000, 8875)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		Weight::from_parts(36_760_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		Weight::from_parts(38_511_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(89_244_813, 13992)
			.saturating_add(Weight::from_parts(351_719, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		Weight::from_parts(6_167_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		Weight::from_parts(22_451_000, 2576)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		Weight::from_parts(20_016_000, 2580)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		Weight::from_parts(67_766_000, 5920)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn watch_peer(p: u32,) -> Weight {
		Weight::from_parts(27412000, 4044)
			.saturating_add(Weight::from_parts(135673, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(6_468_000, 1555)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		Weight::from_parts(30_789_000, 5938)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		Weight::from_parts(46_322_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn relay_heads(h: u32,) -> Weight {
		Weight::from_parts(8_768_387, 1762)
			.saturating_add(Weight::from_parts(22_097_024, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	fn finalize(c: u32,) -> Weight {
		Weight::from_parts(13624737, 3115)
			.saturating_add(Weight::from_parts(20_247_581, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(73610094, 14278)
			.saturating_add(Weight::from_parts(9392906, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(123553189, 14278)
			.saturating_add(Weight::from_parts(2314812, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(134086982, 14680)
			.saturating_add(Weight::from_parts(4019, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(105_014_951, 14976)
			.saturating_add(Weight::from_parts(428_579, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		Weight::from_parts(1_299_915_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		Weight::from_parts(528_655_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		Weight::from_parts(427_518_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn api_next_positions(p: u32,) -> Weight {
		Weight::from_parts(7_336_000, 5284)
			.saturating_add(Weight::from_parts(13_692_510, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(p.into()))
	}
	fn api_check(n: u32,) -> Weight {
		Weight::from_parts(128757011, 13996)
			.saturating_add(Weight::from_parts(1071989, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
	}
	fn api_included_roots() -> Weight {
		Weight::from_parts(29_741_000, 11960)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
	}
	fn api_requires(c: u32,) -> Weight {
		Weight::from_parts(5546000, 1559)
			.saturating_add(Weight::from_parts(1_487_740, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(Weight::from_parts(0, 2034).saturating_mul(c.into()))
	}
	fn api_stats() -> Weight {
		Weight::from_parts(32_178_000, 6053)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
	}
	fn api_explain() -> Weight {
		Weight::from_parts(60_301_000, 9272)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
}

//! Weights of `pallet_spec_inbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-21, 10 steps, 5 repeats, CPU: `AMD EPYC`.

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
	fn batch_messages(n: u32,) -> Weight;
	fn at_once_messages(n: u32,) -> Weight;
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
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn ingest() -> Weight {
		// 5_768 ns at least.
		Weight::from_parts(10_105_000, 1527)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// 21_822 ns at least.
		Weight::from_parts(25_959_000, 3911)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn batch_siblings(s: u32,) -> Weight {
		// 86_619 ns at least.
		Weight::from_parts(98787000, 13996)
			.saturating_add(Weight::from_parts(267553, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn batch_extension(e: u32,) -> Weight {
		// 67_760 ns at least.
		Weight::from_parts(101_468_630, 12009)
			.saturating_add(Weight::from_parts(397_242, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn batch_messages(n: u32,) -> Weight {
		// 88_030 ns at least.
		Weight::from_parts(128_353_712, 13996)
			.saturating_add(Weight::from_parts(1_222_375, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn at_once_messages(n: u32,) -> Weight {
		// 88_030 ns at least.
		Weight::from_parts(128_353_712, 13996)
			.saturating_add(Weight::from_parts(1_222_375, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `b` was measured in `[1, 1048576]`.
	fn batch_bytes(b: u32,) -> Weight {
		// 87_681 ns at least.
		Weight::from_parts(104151745, 13996)
			.saturating_add(Weight::from_parts(3255, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 2295).saturating_mul(b.into()))
	}
	/// `b` was measured in `[1, 105467]`.
	fn batch_taken_bytes(b: u32,) -> Weight {
		// 87_681 ns at least.
		Weight::from_parts(104_151_745, 13996)
			.saturating_add(Weight::from_parts(3_255, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn note_dead_letters(n: u32,) -> Weight {
		// 6_210 ns at least.
		Weight::from_parts(10086510, 4104)
			.saturating_add(Weight::from_parts(109490, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn accept_channel(p: u32,) -> Weight {
		// 29_103 ns at least.
		Weight::from_parts(47801000, 4054)
			.saturating_add(Weight::from_parts(98305, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	/// `p` was measured in `[0, 999]`.
	fn reaccept_channel(p: u32,) -> Weight {
		// 70_465 ns at least.
		Weight::from_parts(83574000, 4283)
			.saturating_add(Weight::from_parts(137070, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		// 60_270 ns at least.
		Weight::from_parts(68_532_000, 5997)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		// 42_223 ns at least.
		Weight::from_parts(56_654_000, 5698)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `n` was measured in `[0, 8]`.
	fn expire_suspension(n: u32,) -> Weight {
		// 4_807 ns at least.
		Weight::from_parts(6910000, 3854)
			.saturating_add(Weight::from_parts(33715218, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		// 69_313 ns at least.
		Weight::from_parts(117_464_000, 8875)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		// 27_140 ns at least.
		Weight::from_parts(44_326_000, 5911)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		// 25_668 ns at least.
		Weight::from_parts(40_520_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn authorize_deliver(s: u32,) -> Weight {
		// 57_515 ns at least.
		Weight::from_parts(62162000, 13992)
			.saturating_add(Weight::from_parts(317579, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		// 2_854 ns at least.
		Weight::from_parts(4_647_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		// 8_442 ns at least.
		Weight::from_parts(14_532_000, 2576)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		// 8_032 ns at least.
		Weight::from_parts(12_308_000, 2580)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// 45_117 ns at least.
		Weight::from_parts(68_301_000, 5920)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn watch_peer(p: u32,) -> Weight {
		// 13_520 ns at least.
		Weight::from_parts(23525000, 4044)
			.saturating_add(Weight::from_parts(78783, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		// 3_475 ns at least.
		Weight::from_parts(5_769_000, 1555)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		// 19_840 ns at least.
		Weight::from_parts(33_760_000, 5938)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		// 23_015 ns at least.
		Weight::from_parts(35_223_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `h` was measured in `[0, 32]`.
	fn relay_heads(h: u32,) -> Weight {
		// 5_919 ns at least.
		Weight::from_parts(9091520, 1762)
			.saturating_add(Weight::from_parts(24_031_819, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	/// `c` was measured in `[0, 32]`.
	fn finalize(c: u32,) -> Weight {
		// 10_546 ns at least.
		Weight::from_parts(14935584, 3115)
			.saturating_add(Weight::from_parts(24_679_015, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	/// `n` was measured in `[1, 256]`.
	fn keep_dead_letters(n: u32,) -> Weight {
		// 80_209 ns at least.
		Weight::from_parts(94619941, 14278)
			.saturating_add(Weight::from_parts(7432059, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `n` was measured in `[1, 32]`.
	fn expire_dead_letters(n: u32,) -> Weight {
		// 72_097 ns at least.
		Weight::from_parts(111111566, 14278)
			.saturating_add(Weight::from_parts(2797435, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `b` was measured in `[1, 105467]`.
	fn retry_dead_letter(b: u32,) -> Weight {
		// 120_439 ns at least.
		Weight::from_parts(156788609, 14680)
			.saturating_add(Weight::from_parts(4392, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	/// `l` was measured in `[1, 1024]`.
	fn skip(l: u32,) -> Weight {
		// 88_321 ns at least.
		Weight::from_parts(103_425_843, 14976)
			.saturating_add(Weight::from_parts(428_043, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		// 1_536_818 ns at least.
		Weight::from_parts(1_536_818_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		// 561_673 ns at least.
		Weight::from_parts(561_673_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		// 429_770 ns at least.
		Weight::from_parts(429_770_000, 13996)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(10_105_000, 1527)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(25_959_000, 3911)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn batch_siblings(s: u32,) -> Weight {
		Weight::from_parts(98787000, 13996)
			.saturating_add(Weight::from_parts(267553, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_extension(e: u32,) -> Weight {
		Weight::from_parts(101_468_630, 12009)
			.saturating_add(Weight::from_parts(397_242, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_messages(n: u32,) -> Weight {
		Weight::from_parts(128_353_712, 13996)
			.saturating_add(Weight::from_parts(1_222_375, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn at_once_messages(n: u32,) -> Weight {
		Weight::from_parts(128_353_712, 13996)
			.saturating_add(Weight::from_parts(1_222_375, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(104151745, 13996)
			.saturating_add(Weight::from_parts(3255, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(16_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 2295).saturating_mul(b.into()))
	}
	fn batch_taken_bytes(b: u32,) -> Weight {
		Weight::from_parts(104_151_745, 13996)
			.saturating_add(Weight::from_parts(3_255, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(10086510, 4104)
			.saturating_add(Weight::from_parts(109490, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_channel(p: u32,) -> Weight {
		Weight::from_parts(47801000, 4054)
			.saturating_add(Weight::from_parts(98305, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(83574000, 4283)
			.saturating_add(Weight::from_parts(137070, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(68_532_000, 5997)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		Weight::from_parts(56_654_000, 5698)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(6910000, 3854)
			.saturating_add(Weight::from_parts(33715218, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		Weight::from_parts(117_464_000, 8875)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		Weight::from_parts(44_326_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		Weight::from_parts(40_520_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(62162000, 13992)
			.saturating_add(Weight::from_parts(317579, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		Weight::from_parts(4_647_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		Weight::from_parts(14_532_000, 2576)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		Weight::from_parts(12_308_000, 2580)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		Weight::from_parts(68_301_000, 5920)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn watch_peer(p: u32,) -> Weight {
		Weight::from_parts(23525000, 4044)
			.saturating_add(Weight::from_parts(78783, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(5_769_000, 1555)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		Weight::from_parts(33_760_000, 5938)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		Weight::from_parts(35_223_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn relay_heads(h: u32,) -> Weight {
		Weight::from_parts(9091520, 1762)
			.saturating_add(Weight::from_parts(24_031_819, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	fn finalize(c: u32,) -> Weight {
		Weight::from_parts(14935584, 3115)
			.saturating_add(Weight::from_parts(24_679_015, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(94619941, 14278)
			.saturating_add(Weight::from_parts(7432059, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(111111566, 14278)
			.saturating_add(Weight::from_parts(2797435, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(156788609, 14680)
			.saturating_add(Weight::from_parts(4392, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(103_425_843, 14976)
			.saturating_add(Weight::from_parts(428_043, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn point_ingest_1000_small() -> Weight {
		Weight::from_parts(1_536_818_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_100_medium() -> Weight {
		Weight::from_parts(561_673_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn point_ingest_3_large() -> Weight {
		Weight::from_parts(429_770_000, 13996)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
}

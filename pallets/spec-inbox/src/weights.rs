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
	fn batch_bytes(b: u32,) -> Weight;
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
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn ingest() -> Weight {
		// 5_779 ns at least.
		Weight::from_parts(6_760_000, 1527)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// 22_263 ns at least.
		Weight::from_parts(25_899_000, 3911)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn batch_siblings(s: u32,) -> Weight {
		// 79_518 ns at least.
		Weight::from_parts(88922000, 13996)
			.saturating_add(Weight::from_parts(396880, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn batch_extension(e: u32,) -> Weight {
		// 59_298 ns at least.
		Weight::from_parts(92_568_506, 12009)
			.saturating_add(Weight::from_parts(383_447, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn batch_messages(n: u32,) -> Weight {
		// 80_320 ns at least.
		Weight::from_parts(110_311_273, 13996)
			.saturating_add(Weight::from_parts(913_328, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `b` was measured in `[1, 1048576]`.
	fn batch_bytes(b: u32,) -> Weight {
		// 81_662 ns at least.
		Weight::from_parts(95427541, 13996)
			.saturating_add(Weight::from_parts(3459, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn note_dead_letters(n: u32,) -> Weight {
		// 6_199 ns at least.
		Weight::from_parts(6883514, 4104)
			.saturating_add(Weight::from_parts(66486, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn accept_channel(p: u32,) -> Weight {
		// 28_072 ns at least.
		Weight::from_parts(32308000, 4054)
			.saturating_add(Weight::from_parts(94490, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	/// `p` was measured in `[0, 999]`.
	fn reaccept_channel(p: u32,) -> Weight {
		// 70_635 ns at least.
		Weight::from_parts(75332000, 4283)
			.saturating_add(Weight::from_parts(101881, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		// 60_409 ns at least.
		Weight::from_parts(88_191_000, 5997)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		// 42_082 ns at least.
		Weight::from_parts(57_075_000, 5698)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `n` was measured in `[0, 8]`.
	fn expire_suspension(n: u32,) -> Weight {
		// 4_707 ns at least.
		Weight::from_parts(5769000, 3854)
			.saturating_add(Weight::from_parts(26914479, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		// 56_804 ns at least.
		Weight::from_parts(83_844_000, 8875)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		// 26_179 ns at least.
		Weight::from_parts(30_044_000, 5911)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		// 24_467 ns at least.
		Weight::from_parts(26_289_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn authorize_deliver(s: u32,) -> Weight {
		// 55_943 ns at least.
		Weight::from_parts(58487000, 13992)
			.saturating_add(Weight::from_parts(335459, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		// 2_735 ns at least.
		Weight::from_parts(3_225_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		// 8_403 ns at least.
		Weight::from_parts(9_764_000, 2576)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		// 8_122 ns at least.
		Weight::from_parts(9_985_000, 2580)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// 43_735 ns at least.
		Weight::from_parts(47_290_000, 5920)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn watch_peer(p: u32,) -> Weight {
		// 13_009 ns at least.
		Weight::from_parts(15603000, 4044)
			.saturating_add(Weight::from_parts(46107, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		// 3_425 ns at least.
		Weight::from_parts(4_016_000, 1555)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		// 19_669 ns at least.
		Weight::from_parts(23_195_000, 5938)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		// 22_233 ns at least.
		Weight::from_parts(25_548_000, 5911)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `h` was measured in `[0, 32]`.
	fn relay_heads(h: u32,) -> Weight {
		// 5_678 ns at least.
		Weight::from_parts(7838843, 1762)
			.saturating_add(Weight::from_parts(21_068_269, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	/// `c` was measured in `[0, 32]`.
	fn finalize(c: u32,) -> Weight {
		// 10_385 ns at least.
		Weight::from_parts(15153467, 3115)
			.saturating_add(Weight::from_parts(23_739_820, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	/// `n` was measured in `[0, 256]`.
	fn keep_dead_letters(n: u32,) -> Weight {
		// 1_813 ns at least.
		Weight::from_parts(2173000, 14278)
			.saturating_add(Weight::from_parts(9601679, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `n` was measured in `[0, 32]`.
	fn expire_dead_letters(n: u32,) -> Weight {
		// 23_685 ns at least.
		Weight::from_parts(27000000, 14278)
			.saturating_add(Weight::from_parts(18995073, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(Weight::from_parts(0, 41).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 105467]`.
	fn retry_dead_letter(b: u32,) -> Weight {
		// 99_498 ns at least.
		Weight::from_parts(130701600, 14680)
			.saturating_add(Weight::from_parts(2401, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `l` was measured in `[1, 1024]`.
	fn skip(l: u32,) -> Weight {
		// 89_062 ns at least.
		Weight::from_parts(104_369_237, 14976)
			.saturating_add(Weight::from_parts(427_436, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(6_760_000, 1527)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(25_899_000, 3911)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn batch_siblings(s: u32,) -> Weight {
		Weight::from_parts(88922000, 13996)
			.saturating_add(Weight::from_parts(396880, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn batch_extension(e: u32,) -> Weight {
		Weight::from_parts(92_568_506, 12009)
			.saturating_add(Weight::from_parts(383_447, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn batch_messages(n: u32,) -> Weight {
		Weight::from_parts(110_311_273, 13996)
			.saturating_add(Weight::from_parts(913_328, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(95427541, 13996)
			.saturating_add(Weight::from_parts(3459, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(6883514, 4104)
			.saturating_add(Weight::from_parts(66486, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_channel(p: u32,) -> Weight {
		Weight::from_parts(32308000, 4054)
			.saturating_add(Weight::from_parts(94490, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(75332000, 4283)
			.saturating_add(Weight::from_parts(101881, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn close_channel() -> Weight {
		Weight::from_parts(88_191_000, 5997)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn end_channel() -> Weight {
		Weight::from_parts(57_075_000, 5698)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(5769000, 3854)
			.saturating_add(Weight::from_parts(26914479, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2584).saturating_mul(n.into()))
	}
	fn unwatch() -> Weight {
		Weight::from_parts(83_844_000, 8875)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn suspend_channel() -> Weight {
		Weight::from_parts(30_044_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn resume_channel() -> Weight {
		Weight::from_parts(26_289_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(58487000, 13992)
			.saturating_add(Weight::from_parts(335459, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
	}
	fn set_speculative() -> Weight {
		Weight::from_parts(3_225_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn trust() -> Weight {
		Weight::from_parts(9_764_000, 2576)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		Weight::from_parts(9_985_000, 2580)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		Weight::from_parts(47_290_000, 5920)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn watch_peer(p: u32,) -> Weight {
		Weight::from_parts(15603000, 4044)
			.saturating_add(Weight::from_parts(46107, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(4_016_000, 1555)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		Weight::from_parts(23_195_000, 5938)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn queue_changed() -> Weight {
		Weight::from_parts(25_548_000, 5911)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn relay_heads(h: u32,) -> Weight {
		Weight::from_parts(7838843, 1762)
			.saturating_add(Weight::from_parts(21_068_269, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2527).saturating_mul(h.into()))
	}
	fn finalize(c: u32,) -> Weight {
		Weight::from_parts(15153467, 3115)
			.saturating_add(Weight::from_parts(23_739_820, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(2173000, 14278)
			.saturating_add(Weight::from_parts(9601679, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(27000000, 14278)
			.saturating_add(Weight::from_parts(18995073, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(Weight::from_parts(0, 41).saturating_mul(n.into()))
	}
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(130701600, 14680)
			.saturating_add(Weight::from_parts(2401, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(104_369_237, 14976)
			.saturating_add(Weight::from_parts(427_436, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
}

//! Weights of `pallet_spec_outbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-20, 4 steps, 2 repeats, CPU: `AMD EPYC`.

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
	fn raise_generation(d: u32,) -> Weight;
	fn send(b: u32,) -> Weight;
	fn begin_block(d: u32,) -> Weight;
	fn commit_idle() -> Weight;
	fn commit_destinations(d: u32,) -> Weight;
	fn commit_messages(n: u32,) -> Weight;
	fn commit_bytes(b: u32,) -> Weight;
	fn insert_peer(d: u32,) -> Weight;
	fn publish() -> Weight;
	fn apply() -> Weight;
	fn reopen_channel() -> Weight;
	fn close_channel() -> Weight;
	fn forget_peer(d: u32,) -> Weight;
	fn pause_channel() -> Weight;
	fn watch_stale() -> Weight;
	fn note_skips(r: u32,) -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open_channel() -> Weight {
		// Estimated until the next `make weights`: 63_054 ns were measured without a deposit.
		Weight::from_parts(110_000_000, 7_000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	/// `d` was measured in `[1, 1000]`.
	fn raise_generation(d: u32,) -> Weight {
		// 44_977 ns at least.
		Weight::from_parts(45_678_000, 4068)
			.saturating_add(Weight::from_parts(38_816_776, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn send(b: u32,) -> Weight {
		// 30_165 ns at least.
		Weight::from_parts(23_617_447, 3860)
			.saturating_add(Weight::from_parts(2_778, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `d` was measured in `[0, 1000]`.
	fn begin_block(d: u32,) -> Weight {
		// 12_518 ns at least.
		Weight::from_parts(12_778_000, 3604)
			.saturating_add(Weight::from_parts(4_854_655, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		// 28_482 ns at least.
		Weight::from_parts(34_051_000, 3737)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `d` was measured in `[1, 16]`.
	fn commit_destinations(d: u32,) -> Weight {
		// 379_422 ns at least.
		Weight::from_parts(388_035_000, 8545)
			.saturating_add(Weight::from_parts(520_380_856, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5277).saturating_mul(d.into()))
	}
	/// `n` was measured in `[1, 1000]`.
	fn commit_messages(n: u32,) -> Weight {
		// 61_591 ns at least.
		Weight::from_parts(63_003_000, 4030)
			.saturating_add(Weight::from_parts(10_326_672, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	/// `b` was measured in `[1, 65536]`.
	fn commit_bytes(b: u32,) -> Weight {
		// 61_001 ns at least.
		Weight::from_parts(54_692_689, 4032)
			.saturating_add(Weight::from_parts(3_483, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	/// `d` was measured in `[1, 1000]`.
	fn insert_peer(d: u32,) -> Weight {
		// 41_742 ns at least.
		Weight::from_parts(42_352_000, 4185)
			.saturating_add(Weight::from_parts(1_287_342, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 79).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		// 19_989 ns at least.
		Weight::from_parts(21_952_000, 3841)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		// 21_091 ns at least.
		Weight::from_parts(22_984_000, 3905)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	// Estimated until the next `make weights`: an opening, the longest frontier, the tombstone, a deposit.
	fn reopen_channel() -> Weight {
		Weight::from_parts(160_000_000, 12_000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	// Estimated until the next `make weights`: a channel, the cycle, the touched peers, a deposit.
	fn close_channel() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	// Estimated until the next `make weights`: as `insert_peer`, and the entries of the peer.
	fn forget_peer(d: u32,) -> Weight {
		Weight::from_parts(80_000_000, 9_000)
			.saturating_add(Weight::from_parts(1_400_000, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul((d.div_ceil(64)).into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul((d.div_ceil(64)).into())))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	// Estimated until the next `make weights`: one channel.
	fn pause_channel() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	// Estimated until the next `make weights`: the cursor, the next channel, the relay chain's height.
	fn watch_stale() -> Weight {
		Weight::from_parts(30_000_000, 6_000)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// By hand, until measured: as `apply`, a value more, and an event per receipt.
	fn note_skips(r: u32,) -> Weight {
		Weight::from_parts(40_000_000, 8_000)
			.saturating_add(Weight::from_parts(6_000_000, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn open_channel() -> Weight {
		Weight::from_parts(110_000_000, 7_000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn raise_generation(d: u32,) -> Weight {
		Weight::from_parts(45_678_000, 4068)
			.saturating_add(Weight::from_parts(38_816_776, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 2523).saturating_mul(d.into()))
	}
	fn send(b: u32,) -> Weight {
		Weight::from_parts(23_617_447, 3860)
			.saturating_add(Weight::from_parts(2_778, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn begin_block(d: u32,) -> Weight {
		Weight::from_parts(12_778_000, 3604)
			.saturating_add(Weight::from_parts(4_854_655, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(d.into()))
	}
	fn commit_idle() -> Weight {
		Weight::from_parts(34_051_000, 3737)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit_destinations(d: u32,) -> Weight {
		Weight::from_parts(388_035_000, 8545)
			.saturating_add(Weight::from_parts(520_380_856, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(d.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 5277).saturating_mul(d.into()))
	}
	fn commit_messages(n: u32,) -> Weight {
		Weight::from_parts(63_003_000, 4030)
			.saturating_add(Weight::from_parts(10_326_672, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 2).saturating_mul(n.into()))
	}
	fn commit_bytes(b: u32,) -> Weight {
		Weight::from_parts(54_692_689, 4032)
			.saturating_add(Weight::from_parts(3_483, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
	}
	fn insert_peer(d: u32,) -> Weight {
		Weight::from_parts(42_352_000, 4185)
			.saturating_add(Weight::from_parts(1_287_342, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
			.saturating_add(Weight::from_parts(0, 79).saturating_mul(d.into()))
	}
	fn publish() -> Weight {
		Weight::from_parts(21_952_000, 3841)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn apply() -> Weight {
		Weight::from_parts(22_984_000, 3905)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	// Estimated until the next `make weights`: an opening, the longest frontier, the tombstone, a deposit.
	fn reopen_channel() -> Weight {
		Weight::from_parts(160_000_000, 12_000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	// Estimated until the next `make weights`: a channel, the cycle, the touched peers, a deposit.
	fn close_channel() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	// Estimated until the next `make weights`: as `insert_peer`, and the entries of the peer.
	fn forget_peer(d: u32,) -> Weight {
		Weight::from_parts(80_000_000, 9_000)
			.saturating_add(Weight::from_parts(1_400_000, 0).saturating_mul(d.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul((d.div_ceil(64)).into())))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul((d.div_ceil(64)).into())))
			.saturating_add(Weight::from_parts(0, 80).saturating_mul(d.into()))
	}
	// Estimated until the next `make weights`: one channel.
	fn pause_channel() -> Weight {
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	// Estimated until the next `make weights`: the cursor, the next channel, the relay chain's height.
	fn watch_stale() -> Weight {
		Weight::from_parts(30_000_000, 6_000)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	/// By hand, until measured: as `apply`, a value more, and an event per receipt.
	fn note_skips(r: u32,) -> Weight {
		Weight::from_parts(40_000_000, 8_000)
			.saturating_add(Weight::from_parts(6_000_000, 0).saturating_mul(r.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
}

//! Weights of `pallet_spec_inbox`, measured in the wasm test runtime by `make weights`.
//!
//! 2026-11-20, 4 steps, 2 repeats, CPU: `AMD EPYC`.

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
	fn accept_channel(p: u32,) -> Weight;
	fn suspend_channel() -> Weight;
	fn resume_channel() -> Weight;
	fn trust() -> Weight;
	fn distrust() -> Weight;
	fn reanchor() -> Weight;
	fn watch_peer(p: u32,) -> Weight;
	fn on_initialize() -> Weight;
	fn publish() -> Weight;
	fn queue_changed() -> Weight;
	fn relay_heads(h: u32,) -> Weight;
	fn finalize(c: u32,) -> Weight;
	fn set_speculative() -> Weight;
	fn authorize_deliver(s: u32,) -> Weight;
	fn reaccept_channel(p: u32,) -> Weight;
	fn close_channel() -> Weight;
	fn expire_suspension(n: u32,) -> Weight;
	fn unwatch() -> Weight;
	fn keep_dead_letters(n: u32,) -> Weight;
	fn expire_dead_letters(n: u32,) -> Weight;
	fn retry_dead_letter(b: u32,) -> Weight;
	fn skip(l: u32,) -> Weight;
	fn note_dead_letters(n: u32,) -> Weight;
	fn end_channel() -> Weight;
}

/// The measured weights, with the runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn ingest() -> Weight {
		// 8_312 ns at least.
		Weight::from_parts(18_107_000, 1491)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// Estimated until the next `make weights`: the count of refusals is not in what was measured.
		// 24_737 ns at least.
		Weight::from_parts(37_537_000, 4505)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `s` was measured in `[0, 32]`.
	fn batch_siblings(s: u32,) -> Weight {
		// 151_464 ns at least.
		Weight::from_parts(162_266_625, 6566)
			.saturating_add(Weight::from_parts(506_824, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
	/// `e` was measured in `[0, 62]`.
	fn batch_extension(e: u32,) -> Weight {
		// 117_434 ns at least.
		Weight::from_parts(127_893_645, 4579)
			.saturating_add(Weight::from_parts(513_255, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
	/// `n` was measured in `[1, 64]`.
	fn batch_messages(n: u32,) -> Weight {
		// 151_494 ns at least.
		Weight::from_parts(162_063_440, 6566)
			.saturating_add(Weight::from_parts(1_389_813, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
	/// `b` was measured in `[1, 1048576]`.
	fn batch_bytes(b: u32,) -> Weight {
		// 153_167 ns at least.
		Weight::from_parts(157_173_000, 6566)
			.saturating_add(Weight::from_parts(6_662, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 3488).saturating_mul(b.into()))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn accept_channel(p: u32,) -> Weight {
		// Measured before there were deposits, which are estimated.
		// 52_618 ns at least.
		Weight::from_parts(65_866_407, 7776)
			.saturating_add(Weight::from_parts(46_780, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn suspend_channel() -> Weight {
		// Measured before a suspension had an end; the list of ends is estimated.
		// 49_694 ns at least.
		Weight::from_parts(53_660_000, 14890)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn resume_channel() -> Weight {
		// Measured before a suspension had an end; the list of ends is estimated.
		// 49_343 ns at least.
		Weight::from_parts(52_938_000, 14890)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn trust() -> Weight {
		// 10_867 ns at least.
		Weight::from_parts(13_670_000, 2539)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		// 10_325 ns at least.
		Weight::from_parts(13_180_000, 2543)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// Measured before there were tombstones, which are estimated.
		// 65_617 ns at least.
		Weight::from_parts(70_805_000, 6100)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			// Estimated until the next `make weights`: the slots of older roots, removed unread.
			.saturating_add(Weight::from_parts(4_000_000, 2_000))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `p` was measured in `[0, 999]`.
	fn watch_peer(p: u32,) -> Weight {
		// 18_908 ns at least.
		Weight::from_parts(25_468_109, 3766)
			.saturating_add(Weight::from_parts(34_431, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		// 4_026 ns at least.
		Weight::from_parts(4_967_000, 1519)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		// 45_747 ns at least.
		Weight::from_parts(49_243_000, 5917)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn queue_changed() -> Weight {
		// 51_246 ns at least.
		Weight::from_parts(54_591_000, 5890)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `h` was measured in `[0, 32]`.
	fn relay_heads(h: u32,) -> Weight {
		// 7_521 ns at least.
		Weight::from_parts(8_490_953, 1749)
			.saturating_add(Weight::from_parts(25_085_921, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(h.into()))
			// Estimated until the next `make weights`: a chunk of older roots, written unread.
			.saturating_add(Weight::from_parts(5_000_000, 700).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(h.into())))
	}
	/// `c` was measured in `[0, 32]`.
	fn finalize(c: u32,) -> Weight {
		// 13_811 ns at least.
		Weight::from_parts(14_909_992, 3079)
			.saturating_add(Weight::from_parts(26_913_253, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn set_speculative() -> Weight {
		// As `distrust`, which reads and writes a list besides.
		Weight::from_parts(13_180_000, 0)
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// `s` was measured in `[0, 32]`: as `batch_siblings`, less its writes.
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(162_266_625, 6566)
			.saturating_add(Weight::from_parts(506_824, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
	// Estimated until the next `make weights`: an acceptance, the longest frontier, the tombstone, a deposit.
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(150_000_000, 16_000)
			.saturating_add(Weight::from_parts(30_000, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(p.into()))
	}
	// Estimated until the next `make weights`: the source, its frontier, its tombstone, a deposit.
	fn close_channel() -> Weight {
		Weight::from_parts(120_000_000, 16_000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	// Estimated until the next `make weights`: the list, and `resume_channel` for each that is over.
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(20_000_000, 10_000)
			.saturating_add(Weight::from_parts(90_000_000, 12_000).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	// Estimated until the next `make weights`: the source, the lists of peers, its heads.
	fn unwatch() -> Weight {
		Weight::from_parts(70_000_000, 20_000)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			// Estimated until the next `make weights`: the slots of older roots, removed unread.
			.saturating_add(Weight::from_parts(4_000_000, 2_000))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// By hand, until measured: two reads and writes of values that are at most 2.1 KB and 8 KB long at their
	/// usual limits, and an event and a shift of the kept ones per letter.
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(40_000_000, 20_000)
			.saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// By hand, until measured: as `keep_dead_letters`. With `n` 0 the look that every block takes.
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(10_000_000, 10_000)
			.saturating_add(Weight::from_parts(30_000_000, 2_500).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// By hand, until measured: as `batch_bytes`, without the tree proof, and two more values.
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(160_000_000, 30_000)
			.saturating_add(Weight::from_parts(6_662, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	/// By hand, until measured: as `batch_siblings` at 32 siblings, a hash per leaf, and the receipts.
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(190_000_000, 12_000)
			.saturating_add(Weight::from_parts(1_400_000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(T::DbWeight::get().reads(4_u64))
	}
	// Estimated until the next `make weights`: one value of 558 bytes, read and written.
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(20_000_000, 4100)
			.saturating_add(Weight::from_parts(200_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	// Estimated until the next `make weights`: beside what its batch reads, the tombstone and a deposit.
	fn end_channel() -> Weight {
		Weight::from_parts(60_000_000, 5_000)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
}

// For tests, and for runtimes without database costs of their own.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(18_107_000, 1491)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn refuse() -> Weight {
		// Estimated until the next `make weights`: the count of refusals is not in what was measured.
		Weight::from_parts(37_537_000, 4505)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn batch_siblings(s: u32,) -> Weight {
		Weight::from_parts(162_266_625, 6566)
			.saturating_add(Weight::from_parts(506_824, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	fn batch_extension(e: u32,) -> Weight {
		Weight::from_parts(127_893_645, 4579)
			.saturating_add(Weight::from_parts(513_255, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	fn batch_messages(n: u32,) -> Weight {
		Weight::from_parts(162_063_440, 6566)
			.saturating_add(Weight::from_parts(1_389_813, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	fn batch_bytes(b: u32,) -> Weight {
		Weight::from_parts(157_173_000, 6566)
			.saturating_add(Weight::from_parts(6_662, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(Weight::from_parts(0, 3488).saturating_mul(b.into()))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	fn accept_channel(p: u32,) -> Weight {
		// Measured before there were deposits, which are estimated.
		Weight::from_parts(65_866_407, 7776)
			.saturating_add(Weight::from_parts(46_780, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn suspend_channel() -> Weight {
		// Measured before a suspension had an end; the list of ends is estimated.
		Weight::from_parts(53_660_000, 14890)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn resume_channel() -> Weight {
		// Measured before a suspension had an end; the list of ends is estimated.
		Weight::from_parts(52_938_000, 14890)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn trust() -> Weight {
		Weight::from_parts(13_670_000, 2539)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn distrust() -> Weight {
		Weight::from_parts(13_180_000, 2543)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn reanchor() -> Weight {
		// Measured before there were tombstones, which are estimated.
		Weight::from_parts(70_805_000, 6100)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			// Estimated until the next `make weights`: the slots of older roots, removed unread.
			.saturating_add(Weight::from_parts(4_000_000, 2_000))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn watch_peer(p: u32,) -> Weight {
		Weight::from_parts(25_468_109, 3766)
			.saturating_add(Weight::from_parts(34_431, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 5).saturating_mul(p.into()))
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(4_967_000, 1519)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn publish() -> Weight {
		Weight::from_parts(49_243_000, 5917)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn queue_changed() -> Weight {
		Weight::from_parts(54_591_000, 5890)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn relay_heads(h: u32,) -> Weight {
		Weight::from_parts(8_490_953, 1749)
			.saturating_add(Weight::from_parts(25_085_921, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(h.into())))
			.saturating_add(Weight::from_parts(0, 2574).saturating_mul(h.into()))
			// Estimated until the next `make weights`: a chunk of older roots, written unread.
			.saturating_add(Weight::from_parts(5_000_000, 700).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(h.into())))
	}
	fn finalize(c: u32,) -> Weight {
		Weight::from_parts(14_909_992, 3079)
			.saturating_add(Weight::from_parts(26_913_253, 0).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(c.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(Weight::from_parts(0, 2564).saturating_mul(c.into()))
	}
	fn set_speculative() -> Weight {
		// As `distrust`, which reads and writes a list besides.
		Weight::from_parts(13_180_000, 0)
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	/// `s` was measured in `[0, 32]`: as `batch_siblings`, less its writes.
	fn authorize_deliver(s: u32,) -> Weight {
		Weight::from_parts(162_266_625, 6566)
			.saturating_add(Weight::from_parts(506_824, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	// Estimated until the next `make weights`: an acceptance, the longest frontier, the tombstone, a deposit.
	fn reaccept_channel(p: u32,) -> Weight {
		Weight::from_parts(150_000_000, 16_000)
			.saturating_add(Weight::from_parts(30_000, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
			.saturating_add(Weight::from_parts(0, 4).saturating_mul(p.into()))
	}
	// Estimated until the next `make weights`: the source, its frontier, its tombstone, a deposit.
	fn close_channel() -> Weight {
		Weight::from_parts(120_000_000, 16_000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	// Estimated until the next `make weights`: the list, and `resume_channel` for each that is over.
	fn expire_suspension(n: u32,) -> Weight {
		Weight::from_parts(20_000_000, 10_000)
			.saturating_add(Weight::from_parts(90_000_000, 12_000).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads((9_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes((8_u64).saturating_mul(n.into())))
	}
	// Estimated until the next `make weights`: the source, the lists of peers, its heads.
	fn unwatch() -> Weight {
		Weight::from_parts(70_000_000, 20_000)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			// Estimated until the next `make weights`: the slots of older roots, removed unread.
			.saturating_add(Weight::from_parts(4_000_000, 2_000))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	/// By hand, until measured: two reads and writes of values that are at most 2.1 KB and 8 KB long at their
	/// usual limits, and an event and a shift of the kept ones per letter.
	fn keep_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(40_000_000, 20_000)
			.saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	/// By hand, until measured: as `keep_dead_letters`. With `n` 0 the look that every block takes.
	fn expire_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(10_000_000, 10_000)
			.saturating_add(Weight::from_parts(30_000_000, 2_500).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes((2_u64).saturating_mul(n.into())))
	}
	/// By hand, until measured: as `batch_bytes`, without the tree proof, and two more values.
	fn retry_dead_letter(b: u32,) -> Weight {
		Weight::from_parts(160_000_000, 30_000)
			.saturating_add(Weight::from_parts(6_662, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	/// By hand, until measured: as `batch_siblings` at 32 siblings, a hash per leaf, and the receipts.
	fn skip(l: u32,) -> Weight {
		Weight::from_parts(190_000_000, 12_000)
			.saturating_add(Weight::from_parts(1_400_000, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			// Estimated until the next `make weights`: four values of older roots.
			.saturating_add(Weight::from_parts(12_000_000, 2_600))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	// Estimated until the next `make weights`: one value of 558 bytes, read and written.
	fn note_dead_letters(n: u32,) -> Weight {
		Weight::from_parts(20_000_000, 4100)
			.saturating_add(Weight::from_parts(200_000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	// Estimated until the next `make weights`: beside what its batch reads, the tombstone and a deposit.
	fn end_channel() -> Weight {
		Weight::from_parts(60_000_000, 5_000)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
}

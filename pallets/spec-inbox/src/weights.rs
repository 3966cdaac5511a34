//! Weights of this pallet.
//!
//! Laid out as the benchmark command line writes it, so that a run in a runtime overwrites this file.
//!
//! These numbers are not the outcome of a run: each is counted from the hashes (1.5 us each), the state
//! accesses and the bytes of the worst case that the benchmark of the same name sets up.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{Weight, constants::RocksDbWeight},
};

/// What everything in this pallet costs.
pub trait WeightInfo {
	/// A call without batches: the use of the block is read and written.
	fn ingest() -> Weight;
	/// One batch that is refused before anything of it is hashed.
	fn refuse() -> Weight;
	/// A register refresh on a frontier of 62 peaks with `s` siblings.
	fn batch_siblings(s: u32) -> Weight;
	/// One message on an empty frontier with `e` nodes to the end of the stream.
	fn batch_extension(e: u32) -> Weight;
	/// `n` messages of one byte each on a frontier of 62 peaks.
	fn batch_messages(n: u32) -> Weight;
	/// One message of `b` bytes.
	fn batch_bytes(b: u32) -> Weight;
	/// Beside `p` peers.
	fn accept_channel(p: u32) -> Weight;
	fn suspend_channel() -> Weight;
	fn resume_channel() -> Weight;
	/// As the last of a full trust domain.
	fn trust() -> Weight;
	/// As the first of a full trust domain.
	fn distrust() -> Weight;
	/// A frozen source with a frontier of 62 peaks and a full ring.
	fn reanchor() -> Weight;
	/// Beside `p` peers.
	fn watch_peer(p: u32) -> Weight;
	/// A block with no register left over.
	fn on_initialize() -> Weight;
	/// One register that was left over.
	fn publish() -> Weight;
	/// A queue that drained, with a frontier of 62 peaks.
	fn queue_changed() -> Weight;
	/// `h` heads of 4,096 bytes, each with another root.
	fn relay_heads(h: u32) -> Weight;
	/// A marked block that consumed of `c` sources with 62 peaks each.
	fn finalize(c: u32) -> Weight;
}

/// Weights with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn ingest() -> Weight {
		Weight::from_parts(5_000_000, 12000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn refuse() -> Weight {
		Weight::from_parts(15_000_000, 2560).saturating_add(T::DbWeight::get().reads(1))
	}

	fn batch_siblings(s: u32) -> Weight {
		Weight::from_parts(140_000_000, 12000)
			.saturating_add(Weight::from_parts(1_500_000, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	fn batch_extension(e: u32) -> Weight {
		Weight::from_parts(150_000_000, 12000)
			.saturating_add(Weight::from_parts(1_500_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	fn batch_messages(n: u32) -> Weight {
		Weight::from_parts(150_000_000, 12000)
			.saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	fn batch_bytes(b: u32) -> Weight {
		Weight::from_parts(150_000_000, 12000)
			.saturating_add(Weight::from_parts(4_000, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	fn accept_channel(p: u32) -> Weight {
		Weight::from_parts(30_000_000, 6000)
			.saturating_add(Weight::from_parts(100_000, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}

	fn suspend_channel() -> Weight {
		Weight::from_parts(25_000_000, 6000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	fn resume_channel() -> Weight {
		Weight::from_parts(25_000_000, 6000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	fn trust() -> Weight {
		Weight::from_parts(15_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn distrust() -> Weight {
		Weight::from_parts(15_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn reanchor() -> Weight {
		Weight::from_parts(40_000_000, 8000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}

	fn watch_peer(p: u32) -> Weight {
		Weight::from_parts(25_000_000, 4000)
			.saturating_add(Weight::from_parts(100_000, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	fn on_initialize() -> Weight {
		Weight::from_parts(5_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}

	fn publish() -> Weight {
		Weight::from_parts(25_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}

	fn queue_changed() -> Weight {
		Weight::from_parts(15_000_000, 5000).saturating_add(T::DbWeight::get().reads(3))
	}

	fn relay_heads(h: u32) -> Weight {
		Weight::from_parts(20_000_000, 6000)
			.saturating_add(Weight::from_parts(40_000_000, 5700).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(u64::from(h).saturating_mul(2)))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(u64::from(h).saturating_mul(1)))
	}

	fn finalize(c: u32) -> Weight {
		Weight::from_parts(15_000_000, 12500)
			.saturating_add(Weight::from_parts(6_000_000, 4600).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(u64::from(c).saturating_mul(1)))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}

// For tests and backwards compatibility.
impl WeightInfo for () {
	fn ingest() -> Weight {
		Weight::from_parts(5_000_000, 12000)
			.saturating_add(RocksDbWeight::get().reads(2))
			.saturating_add(RocksDbWeight::get().writes(1))
	}

	fn refuse() -> Weight {
		Weight::from_parts(15_000_000, 2560).saturating_add(RocksDbWeight::get().reads(1))
	}

	fn batch_siblings(s: u32) -> Weight {
		Weight::from_parts(140_000_000, 12000)
			.saturating_add(Weight::from_parts(1_500_000, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(5))
			.saturating_add(RocksDbWeight::get().writes(4))
	}

	fn batch_extension(e: u32) -> Weight {
		Weight::from_parts(150_000_000, 12000)
			.saturating_add(Weight::from_parts(1_500_000, 0).saturating_mul(e.into()))
			.saturating_add(RocksDbWeight::get().reads(5))
			.saturating_add(RocksDbWeight::get().writes(4))
	}

	fn batch_messages(n: u32) -> Weight {
		Weight::from_parts(150_000_000, 12000)
			.saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(5))
			.saturating_add(RocksDbWeight::get().writes(4))
	}

	fn batch_bytes(b: u32) -> Weight {
		Weight::from_parts(150_000_000, 12000)
			.saturating_add(Weight::from_parts(4_000, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(5))
			.saturating_add(RocksDbWeight::get().writes(4))
	}

	fn accept_channel(p: u32) -> Weight {
		Weight::from_parts(30_000_000, 6000)
			.saturating_add(Weight::from_parts(100_000, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(4))
			.saturating_add(RocksDbWeight::get().writes(4))
	}

	fn suspend_channel() -> Weight {
		Weight::from_parts(25_000_000, 6000)
			.saturating_add(RocksDbWeight::get().reads(3))
			.saturating_add(RocksDbWeight::get().writes(2))
	}

	fn resume_channel() -> Weight {
		Weight::from_parts(25_000_000, 6000)
			.saturating_add(RocksDbWeight::get().reads(3))
			.saturating_add(RocksDbWeight::get().writes(2))
	}

	fn trust() -> Weight {
		Weight::from_parts(15_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(1))
			.saturating_add(RocksDbWeight::get().writes(1))
	}

	fn distrust() -> Weight {
		Weight::from_parts(15_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(1))
			.saturating_add(RocksDbWeight::get().writes(1))
	}

	fn reanchor() -> Weight {
		Weight::from_parts(40_000_000, 8000)
			.saturating_add(RocksDbWeight::get().reads(5))
			.saturating_add(RocksDbWeight::get().writes(5))
	}

	fn watch_peer(p: u32) -> Weight {
		Weight::from_parts(25_000_000, 4000)
			.saturating_add(Weight::from_parts(100_000, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(2))
			.saturating_add(RocksDbWeight::get().writes(2))
	}

	fn on_initialize() -> Weight {
		Weight::from_parts(5_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(1))
			.saturating_add(RocksDbWeight::get().writes(1))
	}

	fn publish() -> Weight {
		Weight::from_parts(25_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(3))
			.saturating_add(RocksDbWeight::get().writes(2))
	}

	fn queue_changed() -> Weight {
		Weight::from_parts(15_000_000, 5000).saturating_add(RocksDbWeight::get().reads(3))
	}

	fn relay_heads(h: u32) -> Weight {
		Weight::from_parts(20_000_000, 6000)
			.saturating_add(Weight::from_parts(40_000_000, 5700).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4))
			.saturating_add(RocksDbWeight::get().reads(u64::from(h).saturating_mul(2)))
			.saturating_add(RocksDbWeight::get().writes(2))
			.saturating_add(RocksDbWeight::get().writes(u64::from(h).saturating_mul(1)))
	}

	fn finalize(c: u32) -> Weight {
		Weight::from_parts(15_000_000, 12500)
			.saturating_add(Weight::from_parts(6_000_000, 4600).saturating_mul(c.into()))
			.saturating_add(RocksDbWeight::get().reads(2))
			.saturating_add(RocksDbWeight::get().reads(u64::from(c).saturating_mul(1)))
			.saturating_add(RocksDbWeight::get().writes(2))
	}
}

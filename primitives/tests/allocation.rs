//! A length prefix costs its author bytes before it costs the reader memory.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, unsafe_code)]

use codec::{Compact, Decode, DecodeAll, Encode};
use core::{
	alloc::{GlobalAlloc, Layout},
	cell::Cell,
};
use spec_messaging_primitives::{
	batch::{Batches, MessageBatch},
	channel::ChannelLeaf,
	commitment::RequiresCommitments,
	late_block::{BlockRecord, MessagingProofInputs},
	matching::Window,
	mmr::{ExtensionProof, Frontier},
	tree::{AbsenceProof, CommitmentProof},
};

/// Sums what the calling thread asks for.
struct Counting;

std::thread_local! {
	static REQUESTED: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system allocator as it came.
unsafe impl GlobalAlloc for Counting {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		REQUESTED.with(|n| n.set(n.get() + layout.size()));
		// SAFETY: as the caller promises.
		unsafe { std::alloc::System.alloc(layout) }
	}

	unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
		// SAFETY: as the caller promises.
		unsafe { std::alloc::System.dealloc(at, layout) }
	}
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes requested while `bytes` are refused as a `T`.
fn requested<T: Decode>(bytes: &[u8]) -> usize {
	let before = REQUESTED.with(Cell::get);
	assert!(T::decode_all(&mut &bytes[..]).is_err());
	REQUESTED.with(Cell::get) - before
}

#[test]
fn a_lying_length_is_refused_with_less_than_64_kib() {
	const MOST: usize = 64 << 10;
	let lengths = [63u32, 64, 256, 257, 65_536, 65_537, 1 << 20, (1 << 20) + 1, 1 << 30, u32::MAX];
	for length in lengths.map(|n| Compact(n).encode()) {
		let lie = |head: &[u8]| [head, &length[..], &[0; 3]].concat();
		assert!(requested::<ExtensionProof>(&lie(&[])) < MOST);
		assert!(requested::<RequiresCommitments>(&lie(&[])) < MOST);
		assert!(requested::<MessagingProofInputs>(&lie(&[])) < MOST);
		assert!(requested::<Window>(&lie(&[])) < MOST);
		assert!(requested::<Batches>(&lie(&[])) < MOST);
		assert!(requested::<Frontier>(&lie(&u64::MAX.to_le_bytes())) < MOST);
		assert!(requested::<BlockRecord>(&lie(&[0; 4])) < MOST);
		assert!(requested::<CommitmentProof>(&lie(&[0; 12])) < MOST);
		assert!(requested::<AbsenceProof>(&lie(&[0; 12])) < MOST);
		assert!(requested::<AbsenceProof>(&lie(&[0; 13])) < MOST);
		// Number of payloads, and length of the first one.
		let proof = (0u32, 1u32, 0u32, Vec::<[u8; 32]>::new());
		let head = (1u32, [0u8; 32], ChannelLeaf::default(), proof, 0u64).encode();
		assert!(requested::<MessageBatch>(&lie(&head)) < MOST);
		assert!(requested::<MessageBatch>(&lie(&[&head[..], &[4]].concat())) < MOST);
	}
}

#[test]
fn the_counter_of_this_file_counts() {
	let before = REQUESTED.with(Cell::get);
	let held = vec![1u8; 100_000];
	assert!(REQUESTED.with(Cell::get) - before >= held.len());
}

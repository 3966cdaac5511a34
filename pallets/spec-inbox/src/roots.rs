//! The last 16 distinct roots of each source, most of them out of the way.
//!
//! What is known of a peer's heads is read and written in nearly every block, and nearly always for its
//! newest roots. So only those stand with all else that is known of it, in [`Sources`]; four at a time, the
//! others move to a slot of [`OlderRoots`], over the oldest four, which nobody has to read for that.
//!
//! ```text
//!  the 23rd root came:
//!
//!  Sources      recent   21 22 23
//!               older    tags of 5..8, of 9..12, of 13..16, of 17..20      next: 1
//!
//!  OlderRoots   slot 0   17 18 19 20
//!               slot 1    5  6  7  8      of these only 8 is among the last 16
//!               slot 2    9 10 11 12
//!               slot 3   13 14 15 16
//! ```
//!
//! The tag of a root is its first two bytes. A chunk without the tag that is looked for is not read, so a
//! root that is not remembered, as every root of the speculative tier, hardly ever costs a read: of 65,536
//! others, one has the tag of a given root. Whoever makes roots of equal tags causes four, which every batch
//! is charged.

// The derive of `Encode` casts the index of a variant.
#![allow(clippy::cast_possible_truncation)]

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use spec_messaging_primitives::{ParaId, hashing::ProvidesRoot, pallets::RelayBlockNumber};
use spec_messaging_runtime_api::{IncludedRoot, UnusableHead};

use crate::{Config, Lag, OlderRoots, Pallet, Sources};

/// Included roots that are remembered per source.
pub const RING_ROOTS: u32 = 16;

/// Roots that move from [`IncludedHeads`] to [`OlderRoots`] at once. A power of two.
pub const CHUNK_ROOTS: u32 = 4;

/// Slots of [`OlderRoots`] per source: behind one to three recent roots, the last 16 reach into a fourth
/// chunk. A power of two.
pub const OLDER_CHUNKS: u8 = 4;

/// Roots in their order, oldest first. 160 bytes.
pub type Chunk = [IncludedRoot; CHUNK_ROOTS as usize];

/// What tells most roots apart: the first bytes of each.
pub type Tag = [u8; 2];

/// The tags of a chunk's roots.
pub type Tags = [Tag; CHUNK_ROOTS as usize];

const fn tag(root: ProvidesRoot) -> Tag {
	let [first, second, ..] = root.0.0;
	[first, second]
}

/// The slot before `slot`, in turn.
const fn before(slot: u8) -> u8 {
	slot.wrapping_sub(1) % OLDER_CHUNKS
}

/// What this chain saw of one peer's heads. 217 bytes at most, and 11 if it saw none.
#[derive(
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct IncludedHeads {
	/// The newest distinct roots, oldest first. Never empty once a root was seen.
	pub recent: BoundedVec<IncludedRoot, ConstU32<CHUNK_ROOTS>>,
	/// The tags of each chunk in [`OlderRoots`], oldest first.
	pub older: BoundedVec<Tags, ConstU32<{ OLDER_CHUNKS as u32 }>>,
	/// The slot that the next chunk goes to, behind that of the newest.
	pub next: u8,
	/// Why the head that was read last says nothing, `None` if it does.
	pub unusable: Option<UnusableHead>,
	/// How far this chain is behind them.
	pub lag: Lag,
}

/// Where a root stands among the remembered ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
	/// How many distinct roots came behind it. Below [`RING_ROOTS`].
	pub(crate) newer: u32,
	/// Relay block at which it was read.
	pub(crate) relay_block: RelayBlockNumber,
}

impl IncludedHeads {
	/// Puts a root that is not the newest one behind it. What is returned has to go to this slot of
	/// [`OlderRoots`].
	#[must_use = "a chunk that is not stored is forgotten"]
	pub fn push(&mut self, seen: IncludedRoot) -> Option<(u8, Chunk)> {
		let moved = Chunk::try_from(self.recent.as_slice()).ok().map(|chunk| {
			self.recent = BoundedVec::new();
			if self.older.is_full() {
				self.older.remove(0);
			}
			let tagged = self.older.try_push(chunk.map(|seen| tag(seen.root)));
			debug_assert!(tagged.is_ok(), "one was removed");
			let slot = self.next % OLDER_CHUNKS;
			self.next = slot.wrapping_add(1) % OLDER_CHUNKS;
			(slot, chunk)
		});
		let pushed = self.recent.try_push(seen);
		debug_assert!(pushed.is_ok(), "a full list was moved");
		moved
	}

	/// Slots and tags of the older chunks, newest first.
	pub(crate) fn chunks(&self) -> impl Iterator<Item = (u8, &Tags)> {
		let slots = core::iter::successors(Some(before(self.next)), |slot| Some(before(*slot)));
		slots.zip(self.older.iter().rev())
	}

	/// Where `root` stands, given what is in the slots of the older ones. A root that came back counts as of
	/// its last coming.
	pub(crate) fn find(
		&self,
		root: ProvidesRoot,
		older: impl Fn(u8) -> Option<Chunk>,
	) -> Option<Place> {
		let tag = tag(root);
		let recent = self.recent.iter().rev().copied().map(Some);
		// Read only once the turn comes to a chunk, and none that can not have it.
		let others = self.chunks().flat_map(|(slot, tags)| {
			let chunk = if tags.contains(&tag) { older(slot) } else { None };
			let seen = chunk.map_or([None; CHUNK_ROOTS as usize], |chunk| chunk.map(Some));
			seen.into_iter().rev()
		});
		// The count stands first: behind the last place nothing is read.
		(0..RING_ROOTS).zip(recent.chain(others)).find_map(|(newer, seen)| {
			let seen = seen.filter(|seen| seen.root == root)?;
			Some(Place { newer, relay_block: seen.relay_block })
		})
	}

	/// All remembered roots, newest first, given what is in the slots of the older ones.
	pub(crate) fn newest_first(
		&self,
		older: impl Fn(u8) -> Option<Chunk>,
	) -> impl Iterator<Item = IncludedRoot> {
		let others = self.chunks().map_while(move |(slot, _)| older(slot));
		let others = others.flat_map(|chunk| chunk.into_iter().rev());
		self.recent.iter().rev().copied().chain(others).take(RING_ROOTS as usize)
	}
}

impl<T: Config> Pallet<T> {
	/// Puts a root behind the newest one. `heads`, of that source, is stored by the caller.
	pub(crate) fn enter(source: ParaId, heads: &mut IncludedHeads, seen: IncludedRoot) {
		if let Some((slot, chunk)) = heads.push(seen) {
			OlderRoots::<T>::insert(source, slot, chunk);
		}
	}

	/// Where `root` stands among the included ones of `source`, of which `heads` were seen. At most four
	/// reads, of older roots: none for a recent one, and hardly ever one for a root that is not among them.
	pub(crate) fn find_root(
		source: ParaId,
		heads: &IncludedHeads,
		root: ProvidesRoot,
	) -> Option<Place> {
		heads.find(root, |slot| OlderRoots::<T>::get(source, slot))
	}

	/// The included roots of `source` that this chain remembers, oldest first. At most 16.
	///
	/// # Cost
	///
	/// At most five reads.
	pub fn included_roots(source: ParaId) -> Vec<IncludedRoot> {
		Sources::<T>::get(source).map_or(Vec::new(), |state| Self::roots_of(source, &state.heads))
	}

	fn roots_of(source: ParaId, heads: &IncludedHeads) -> Vec<IncludedRoot> {
		let newest_first = heads.newest_first(|slot| OlderRoots::<T>::get(source, slot));
		let mut roots: Vec<_> = newest_first.collect();
		roots.reverse();
		roots
	}

	/// Remembers none of the older roots of `source`. The newest are forgotten by whoever stores `heads`.
	pub(crate) fn forget_older_roots(source: ParaId) {
		(0..OLDER_CHUNKS).for_each(|slot| OlderRoots::<T>::remove(source, slot));
	}

	/// Whether the two places of `source`'s roots fit together (I1).
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn check_roots(
		source: ParaId,
		heads: &IncludedHeads,
	) -> Result<(), sp_runtime::TryRuntimeError> {
		use frame_support::ensure;

		let roots = Self::roots_of(source, heads);
		let ordered = roots.windows(2).all(|pair| {
			matches!(pair, [older, newer] if older.relay_block <= newer.relay_block
				&& older.head_number <= newer.head_number && older.root != newer.root)
		});
		ensure!(ordered, "I1: included roots are not in order");
		ensure!(
			heads.next < OLDER_CHUNKS && (heads.older.is_empty() || !heads.recent.is_empty()),
			"I1: older roots without a newer one"
		);
		let tagged = heads.chunks().all(|(slot, tags)| {
			OlderRoots::<T>::get(source, slot)
				.is_some_and(|chunk| chunk.map(|seen| tag(seen.root)) == *tags)
		});
		ensure!(tagged, "I1: older roots are not those that were tagged");
		ensure!(
			OlderRoots::<T>::iter_key_prefix(source).count() == heads.older.len(),
			"I1: older roots that nobody finds"
		);
		Ok(())
	}
}

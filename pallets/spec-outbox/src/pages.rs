//! The commitment tree in state: channel leaf hashes in pages of 64, and the root of each page.
//!
//! A binary tree over aligned pages is the tree over all leaves, so a block re-hashes the pages it
//! touched and the roots of all pages:
//!
//! ```text
//! tree root                         ╱─────────────┴──────╲
//! PageDirectory      (peer 1, root)      (peer 70, root)   (peer 200, root)
//! Pages               0: 64 leaves        1: 64 leaves      2: 3 leaves
//! ```
//!
//! All pages but the last are full. A new peer pushes what follows it to the right, page by page; one that
//! is forgotten lets it move back.

use alloc::vec::Vec;
use frame_support::defensive;
use spec_messaging_primitives::{
	ParaId,
	hashing::Hash,
	tree::{self, PAGE_LEAVES},
};

use crate::{Config, Directory, Page, PageDirectory, Pages, Pallet};

impl<T: Config> Pallet<T> {
	/// Writes these leaf hashes, which come by strictly increasing peer, and returns how many leaves the
	/// tree has and its root. A peer without a leaf gets one.
	///
	/// # Cost
	///
	/// Per page that holds a change, or that a new peer pushes leaves into: one read, one write and one
	/// hash less than it has leaves. One hash less than there are pages for the root.
	pub(crate) fn update_pages(changes: Vec<(ParaId, Hash)>) -> (u32, Hash) {
		let mut directory = PageDirectory::<T>::get();
		let mut changes = changes.into_iter().peekable();
		// Leaves that earlier pages pushed out; each stands before all that is still in pages.
		let mut pushed: Vec<(ParaId, Hash)> = Vec::new();
		let starts: Vec<ParaId> = directory.pages.iter().map(|(first, _)| *first).collect();
		for (index, next_start) in (0u32..).zip(ends(&starts)) {
			let mut own = Vec::new();
			// The last page takes all that is left; the first also what stands before it.
			while let Some(change) =
				changes.next_if(|(peer, _)| next_start.is_none_or(|next| *peer < next))
			{
				own.push(change);
			}
			if own.is_empty() && pushed.is_empty() {
				continue;
			}
			let mut leaves = pushed;
			leaves.extend(merge(Pages::<T>::get(index), own));
			pushed = Self::write_page(&mut directory, index, leaves);
		}
		// Only an empty tree has no page that takes a change.
		pushed.extend(changes);
		let mut index = u32::try_from(directory.pages.len()).unwrap_or(u32::MAX);
		while !pushed.is_empty() {
			pushed = Self::write_page(&mut directory, index, pushed);
			index = index.saturating_add(1);
		}
		let root = tree::root(directory.pages.iter().map(|(_, root)| *root));
		let leaves = directory.leaves;
		PageDirectory::<T>::put(directory);
		(leaves, root)
	}

	/// Stores as many of `leaves` as a page holds and returns the others.
	fn write_page(
		directory: &mut Directory<T>,
		index: u32,
		mut leaves: Vec<(ParaId, Hash)>,
	) -> Vec<(ParaId, Hash)> {
		let full = usize::try_from(PAGE_LEAVES).unwrap_or(usize::MAX);
		let rest = leaves.split_off(leaves.len().min(full));
		let Some((first, _)) = leaves.first().copied() else { return rest };
		let root = tree::root(leaves.iter().map(|(_, hash)| *hash));
		let entry = (first, root);
		let at = usize::try_from(index).unwrap_or(usize::MAX);
		match directory.pages.get_mut(at) {
			Some(known) => *known = entry,
			None => {
				if directory.pages.try_push(entry).is_err() {
					defensive!("`MaxPeers` bounds channels, and each has one leaf");
				}
			},
		}
		// Every page before the one that is written last is full.
		let before = index.saturating_mul(PAGE_LEAVES);
		let here = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
		directory.leaves = directory.leaves.max(before.saturating_add(here));
		Pages::<T>::insert(index, Page::truncate_from(leaves));
		rest
	}

	/// Takes the leaf hash of `peer` out and returns how many leaves are left and their root. What follows
	/// moves to the left, page by page.
	///
	/// # Cost
	///
	/// Per page from the peer's on: one read, one write and one hash less than it has leaves. One hash less
	/// than there are pages for the root.
	pub(crate) fn remove_from_pages(peer: ParaId) -> (u32, Hash) {
		let mut directory = PageDirectory::<T>::get();
		// The page that holds it is the last one that starts at or before it.
		let behind = directory.pages.partition_point(|(first, _)| *first <= peer);
		let from = u32::try_from(behind.saturating_sub(1)).unwrap_or(u32::MAX);
		let pages = u32::try_from(directory.pages.len()).unwrap_or(u32::MAX);
		let mut left: Vec<(ParaId, Hash)> = Vec::new();
		let mut written = from;
		let mut removed = 0u32;
		for index in from..pages {
			let page = Pages::<T>::get(index);
			let before = page.len();
			left.extend(page.into_iter().filter(|(id, _)| *id != peer));
			if index == from && left.len() < before {
				removed = 1;
			}
			let last = index.saturating_add(1) == pages;
			let full = usize::try_from(PAGE_LEAVES).unwrap_or(usize::MAX);
			// One leaf is missing, so a page is full again as soon as the next one was read.
			while left.len() >= full || (last && !left.is_empty()) {
				left = Self::write_page(&mut directory, written, left);
				written = written.saturating_add(1);
			}
		}
		for index in written..pages {
			Pages::<T>::remove(index);
			directory.pages.pop();
		}
		directory.leaves = directory.leaves.saturating_sub(removed);
		let root = tree::root(directory.pages.iter().map(|(_, root)| *root));
		let leaves = directory.leaves;
		PageDirectory::<T>::put(directory);
		(leaves, root)
	}

	/// All leaf hashes, by increasing peer. Off chain: one read a page.
	pub(crate) fn leaf_hashes() -> Vec<(ParaId, Hash)> {
		let pages = u32::try_from(PageDirectory::<T>::get().pages.len()).unwrap_or(u32::MAX);
		(0..pages).flat_map(Pages::<T>::get).collect()
	}
}

/// For each page, where the next one starts; `None` for the last.
fn ends(starts: &[ParaId]) -> impl Iterator<Item = Option<ParaId>> + '_ {
	starts.iter().enumerate().map(|(index, _)| starts.get(index.saturating_add(1)).copied())
}

/// Both in one, by strictly increasing peer; a change replaces the leaf of the same peer.
fn merge(page: Page, changes: Vec<(ParaId, Hash)>) -> Vec<(ParaId, Hash)> {
	let mut merged = Vec::with_capacity(page.len().saturating_add(changes.len()));
	let mut page = page.into_iter().peekable();
	for change in changes {
		while let Some(leaf) = page.next_if(|(peer, _)| *peer < change.0) {
			merged.push(leaf);
		}
		page.next_if(|(peer, _)| *peer == change.0);
		merged.push(change);
	}
	merged.extend(page);
	merged
}

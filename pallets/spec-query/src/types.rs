//! What a query consists of, how much of it there may be, and how heads are laid out.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use spec_messaging_primitives::pallets::NotedHead;

/// Heads of one page.
///
/// More: every block reads more of them for every source. Fewer: pages are written more often, each between more
/// others, whose hashes are then in the proof.
pub const PAGE_HEADS: u32 = 4;

/// Full pages that are remembered per source behind the page that is being filled.
pub const OLDER_PAGES: u32 = 4;

/// Most heads that are remembered per source. A full ring forgets its oldest page at once: it has 17 to 20.
pub const RING_HEADS: u32 = PAGE_HEADS * (OLDER_PAGES + 1);

/// Most keys of one query.
pub const MAX_KEYS: u32 = 16;

/// Longest key, in bytes. An account of a chain of the SDK is under a key of 80.
pub const MAX_KEY_BYTES: u32 = 256;

/// Most nodes of one proof. A trie of 16^d entries is about d nodes deep, and a long value is one more.
pub const MAX_NODES: u32 = 128;

/// Most bytes of all nodes of one proof. The longest value that can be read is a little shorter.
pub const MAX_PROOF_BYTES: u32 = 64 * 1024;

/// A storage key, as it is in the trie.
pub type Key = BoundedVec<u8, ConstU32<MAX_KEY_BYTES>>;

/// Storage keys, in strictly increasing order.
pub type Keys = BoundedVec<Key, ConstU32<MAX_KEYS>>;

/// An encoded node of a storage trie, or a value that is a node of its own.
pub type Node = BoundedVec<u8, ConstU32<MAX_PROOF_BYTES>>;

/// A storage proof: the nodes that the keys lead to, in strictly increasing order of their bytes.
pub type Nodes = BoundedVec<Node, ConstU32<MAX_NODES>>;

/// Heads of one source, by strictly increasing number.
pub type HeadPage = BoundedVec<NotedHead, ConstU32<PAGE_HEADS>>;

/// The page of one source that is being filled, and what is on its full pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo, MaxEncodedLen)]
pub struct HeadRing {
	/// The newest heads. A new one is compared with the last of them.
	pub recent: HeadPage,
	/// Number of the first head on each full page, by slot: an index of [`OlderHeads`](crate::OlderHeads).
	pub firsts: BoundedVec<u32, ConstU32<OLDER_PAGES>>,
}

impl HeadRing {
	/// The slot of the full page that has the head `number`, if any page has it.
	pub(crate) fn slot_of(&self, number: u32) -> Option<u8> {
		let pages = (0..=u8::MAX).zip(&self.firsts).filter(|(_, first)| **first <= number);
		pages.max_by_key(|(_, first)| **first).map(|(slot, _)| slot)
	}

	/// Gives a slot to a page that was filled: a new one while there are any, then that of the oldest page.
	pub(crate) fn take_slot(&mut self, page: &HeadPage) -> Option<u8> {
		let first = page.first()?.number;
		if self.firsts.try_push(first).is_err() {
			*self.firsts.iter_mut().min()? = first;
		}
		self.slot_of(first)
	}

	/// All slots in use.
	pub(crate) fn slots(&self) -> impl Iterator<Item = u8> {
		(0..=u8::MAX).take(self.firsts.len())
	}
}

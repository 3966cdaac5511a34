//! A codec of trie nodes that no node makes panic.
//!
//! Whoever runs a chain decides which bytes hash to its state root, so the nodes under an included root are
//! as hostile as that chain. The codec of `sp-trie` adds lengths that a node claims without a check: where
//! `usize` has 32 bits, as in wasm, a length of almost 2^32 wraps around, and the range that comes out
//! panics when the node is taken apart. Every node passes [`check`] first.

use alloc::vec::Vec;
use codec::{Compact, Decode};
use core::borrow::Borrow;
use sp_core::{H256, storage::TRIE_VALUE_NODE_THRESHOLD};
use sp_runtime::traits::BlakeTwo256;
use sp_trie::{NodePlan, TrieLayout};
use trie_db::{ChildReference, NodeCodec, node::Value};

/// The codec that does the work.
type Inner = sp_trie::NodeCodec<BlakeTwo256>;

/// Longest reference to a child, in bytes: a hash. What is shorter is the child itself.
const MAX_CHILD_BYTES: usize = 32;

/// How states of parachains are laid out. Reads state versions 0 and 1: each node says which it is of.
pub(crate) struct Layout;

impl TrieLayout for Layout {
	const USE_EXTENSION: bool = false;
	const ALLOW_EMPTY: bool = true;
	const MAX_INLINE_VALUE: Option<u32> = Some(TRIE_VALUE_NODE_THRESHOLD);

	type Hash = BlakeTwo256;
	type Codec = CheckedCodec;
}

/// The codec of `sp-trie`, behind [`check`].
pub(crate) struct CheckedCodec;

impl NodeCodec for CheckedCodec {
	type Error = sp_trie::Error<H256>;
	type HashOut = H256;

	const ESCAPE_HEADER: Option<u8> = <Inner as NodeCodec>::ESCAPE_HEADER;

	fn hashed_null_node() -> H256 {
		Inner::hashed_null_node()
	}

	fn decode_plan(node: &[u8]) -> Result<NodePlan, Self::Error> {
		check(node).ok_or(sp_trie::Error::BadFormat)?;
		Inner::decode_plan(node)
	}

	fn is_empty_node(node: &[u8]) -> bool {
		Inner::is_empty_node(node)
	}

	fn empty_node() -> &'static [u8] {
		Inner::empty_node()
	}

	fn leaf_node(partial: impl Iterator<Item = u8>, nibbles: usize, value: Value<'_>) -> Vec<u8> {
		Inner::leaf_node(partial, nibbles, value)
	}

	fn extension_node(
		partial: impl Iterator<Item = u8>,
		nibbles: usize,
		child: ChildReference<H256>,
	) -> Vec<u8> {
		Inner::extension_node(partial, nibbles, child)
	}

	fn branch_node(
		children: impl Iterator<Item = impl Borrow<Option<ChildReference<H256>>>>,
		value: Option<Value<'_>>,
	) -> Vec<u8> {
		Inner::branch_node(children, value)
	}

	fn branch_node_nibbled(
		partial: impl Iterator<Item = u8>,
		nibbles: usize,
		children: impl Iterator<Item = impl Borrow<Option<ChildReference<H256>>>>,
		value: Option<Value<'_>>,
	) -> Vec<u8> {
		Inner::branch_node_nibbled(partial, nibbles, children, value)
	}
}

/// Whether a node has all that it claims to have, and no child that is longer than a hash: a chain of long
/// children inside one another would be gone through again and again.
///
/// ```text
/// header, 1 byte and more if the path is long    path    [bitmap]    [value]    [children]
/// ```
pub(crate) fn check(node: &[u8]) -> Option<()> {
	let rest = &mut &node[..];
	let header = take_byte(rest)?;
	let (most, is_branch, value) = match header {
		0 => return Some(()),
		0b0001_0000..=0b0001_1111 => (0x0f, true, ValueKind::Hash),
		0b0010_0000..=0b0011_1111 => (0x1f, false, ValueKind::Hash),
		0b0100_0000..=0b0111_1111 => (0x3f, false, ValueKind::Bytes),
		0b1000_0000..=0b1011_1111 => (0x3f, true, ValueKind::None),
		0b1100_0000..=0b1111_1111 => (0x3f, true, ValueKind::Bytes),
		_ => return None,
	};
	let mut nibbles = usize::from(header & most);
	if header & most == most {
		// All of the header's bits are set: what is missing follows, 255 for more to come.
		loop {
			let more = take_byte(rest)?;
			nibbles = nibbles.checked_add(more.into())?;
			if more < u8::MAX {
				break;
			}
		}
	}
	take(rest, nibbles.div_ceil(2))?;
	let children = if is_branch { u16::decode(rest).ok()?.count_ones() } else { 0 };
	match value {
		ValueKind::None => (),
		ValueKind::Bytes => {
			let len = take_len(rest)?;
			take(rest, len)?;
		},
		ValueKind::Hash => {
			take(rest, 32)?;
		},
	}
	for _ in 0..children {
		let len = take_len(rest).filter(|len| *len <= MAX_CHILD_BYTES)?;
		take(rest, len)?;
	}
	Some(())
}

/// How a node has its value.
enum ValueKind {
	/// It has none.
	None,
	/// As bytes after their length.
	Bytes,
	/// As the hash of the node that is the value.
	Hash,
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
	let (taken, left) = rest.split_at_checked(count)?;
	*rest = left;
	Some(taken)
}

fn take_byte(rest: &mut &[u8]) -> Option<u8> {
	take(rest, 1)?.first().copied()
}

fn take_len(rest: &mut &[u8]) -> Option<usize> {
	usize::try_from(Compact::<u32>::decode(rest).ok()?.0).ok()
}

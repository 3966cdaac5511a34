//! Streams and trees of any size.

use spec_messaging_primitives::{
	LeafCount,
	hashing::{Hash, leaf_hash, node_hash},
	mmr::{Frontier, NodePosition, prove::NodeSource, shape},
};

/// A stream whose messages are all alike.
#[derive(Clone)]
pub(crate) struct Uniform {
	/// Hash of a complete subtree, by height.
	by_height: Vec<Hash>,
}

impl Default for Uniform {
	fn default() -> Self {
		Self::of(b"uniform")
	}
}

impl Uniform {
	/// A stream of this payload.
	pub(crate) fn of(payload: &[u8]) -> Self {
		let leaf = leaf_hash(payload).0;
		let by_height = core::iter::successors(Some(leaf), |below| Some(node_hash(below, below)));
		Self { by_height: by_height.take(63).collect() }
	}

	/// Hash of a complete subtree of this height; the highest one above that.
	pub(crate) fn node(&self, height: u32) -> Hash {
		let height = usize::try_from(height).unwrap_or(usize::MAX);
		self.by_height.get(height).or(self.by_height.last()).copied().unwrap_or_default()
	}

	/// The frontier at `count` messages, which is below 2^63.
	pub(crate) fn frontier(&self, count: u64) -> Frontier {
		let count = LeafCount::new(count).expect("below 2^63; qed");
		let peaks: Vec<_> = shape::peaks(count).map(|peak| self.node(peak.height)).collect();
		let peaks = peaks.try_into().expect("at most 63 peaks; qed");
		Frontier::from_parts(count, peaks).expect("one peak per set bit; qed")
	}
}

impl NodeSource for Uniform {
	fn children(&self, _: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		let height = self.by_height.iter().position(|node| node == hash)?;
		let child = *self.by_height.get(height.checked_sub(1)?)?;
		Some((child, child))
	}
}

/// `count` different payloads of `bytes` bytes, at least 4.
pub(crate) fn payloads(count: u32, bytes: usize) -> Vec<Vec<u8>> {
	let payload = |index: u32| index.to_le_bytes().into_iter().cycle().take(bytes).collect();
	(0..count).map(payload).collect()
}

/// Channel leaf hashes of `peers` peers, with `own` at `index`.
pub(crate) fn tree_with(peers: u32, index: u32, own: Hash) -> Vec<Hash> {
	let other = |peer: u32| leaf_hash(&peer.to_le_bytes()).0;
	(0..peers).map(|peer| if peer == index { own } else { other(peer) }).collect()
}

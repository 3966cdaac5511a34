//! The two published mountain range crates, under the same hashes as ours.

use core::cell::RefCell;
use std::rc::Rc;

use sp_mmr_primitives::mmr_lib;
use spec_messaging_primitives::hashing::{Hash, bag_hash, node_hash};

use crate::shapes::Uniform;

/// `ckb-merkle-mountain-range` 0.6.1 over a uniform stream.
pub(crate) type Ckb = ckb_merkle_mountain_range::MMR<Hash, Tagged, UniformStore>;

/// `polkadot-ckb-merkle-mountain-range` 0.8.3 over a uniform stream.
pub(crate) type Lib = mmr_lib::MMR<Hash, Tagged, UniformStore>;

/// Our tagged hashes as a merge of both crates.
pub(crate) struct Tagged;

impl ckb_merkle_mountain_range::Merge for Tagged {
	type Item = Hash;

	fn merge(left: &Hash, right: &Hash) -> ckb_merkle_mountain_range::Result<Hash> {
		Ok(node_hash(left, right))
	}

	fn merge_peaks(right: &Hash, left: &Hash) -> ckb_merkle_mountain_range::Result<Hash> {
		Ok(bag_hash(right, left))
	}
}

impl mmr_lib::Merge for Tagged {
	type Item = Hash;

	fn merge(left: &Hash, right: &Hash) -> mmr_lib::Result<Hash> {
		Ok(node_hash(left, right))
	}

	fn merge_peaks(right: &Hash, left: &Hash) -> mmr_lib::Result<Hash> {
		Ok(bag_hash(right, left))
	}
}

/// Nodes of a uniform stream, and of what was appended to it since.
#[derive(Clone)]
pub(crate) struct UniformStore {
	uniform: Rc<Uniform>,
	/// Nodes of the uniform part.
	size: u64,
	appended: Rc<RefCell<Vec<Hash>>>,
}

impl UniformStore {
	/// A stream of `leaves` messages, at least 1.
	pub(crate) fn of(leaves: u64) -> Self {
		let size = mmr_lib::leaf_index_to_mmr_size(leaves - 1);
		Self { uniform: Rc::default(), size, appended: Rc::default() }
	}

	/// The range of `ckb-merkle-mountain-range` over it.
	pub(crate) fn ckb(self) -> Ckb {
		Ckb::new(self.size, self)
	}

	/// The range of `polkadot-ckb-merkle-mountain-range` over it.
	pub(crate) fn lib(self) -> Lib {
		Lib::new(self.size, self)
	}

	fn node(&self, position: u64) -> Option<Hash> {
		match position.checked_sub(self.size) {
			None => {
				let height = mmr_lib::helper::pos_height_in_tree(position);
				Some(self.uniform.node(height.into()))
			},
			Some(index) => self.appended.borrow().get(usize::try_from(index).ok()?).copied(),
		}
	}
}

impl ckb_merkle_mountain_range::MMRStoreReadOps<Hash> for UniformStore {
	fn get_elem(&self, position: u64) -> ckb_merkle_mountain_range::Result<Option<Hash>> {
		Ok(self.node(position))
	}
}

impl mmr_lib::MMRStoreReadOps<Hash> for UniformStore {
	fn get_elem(&self, position: u64) -> mmr_lib::Result<Option<Hash>> {
		Ok(self.node(position))
	}
}

impl mmr_lib::MMRStoreWriteOps<Hash> for UniformStore {
	fn append(&mut self, _: u64, nodes: Vec<Hash>) -> mmr_lib::Result<()> {
		self.appended.borrow_mut().extend(nodes);
		Ok(())
	}
}

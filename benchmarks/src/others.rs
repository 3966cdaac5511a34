//! The two published mountain range crates, under the same hashes as ours.

use core::cell::RefCell;
use std::{collections::HashMap, rc::Rc};

use sp_mmr_primitives::mmr_lib;
use spec_messaging_primitives::hashing::{Hash, bag_hash, node_hash};

/// Our tagged hashes as a merge of `ckb-merkle-mountain-range` 0.6.1.
pub struct CkbMerge;

impl ckb_merkle_mountain_range::Merge for CkbMerge {
	type Item = Hash;

	fn merge(left: &Hash, right: &Hash) -> ckb_merkle_mountain_range::Result<Hash> {
		Ok(node_hash(left, right))
	}

	fn merge_peaks(right: &Hash, left: &Hash) -> ckb_merkle_mountain_range::Result<Hash> {
		Ok(bag_hash(right, left))
	}
}

/// Our tagged hashes as a merge of `polkadot-ckb-merkle-mountain-range` 0.8.3.
pub struct LibMerge;

impl mmr_lib::Merge for LibMerge {
	type Item = Hash;

	fn merge(left: &Hash, right: &Hash) -> mmr_lib::Result<Hash> {
		Ok(node_hash(left, right))
	}

	fn merge_peaks(right: &Hash, left: &Hash) -> mmr_lib::Result<Hash> {
		Ok(bag_hash(right, left))
	}
}

/// A store in memory for `ckb-merkle-mountain-range` 0.6.1.
#[derive(Clone, Default)]
pub struct CkbStore(Rc<RefCell<HashMap<u64, Hash>>>);

impl ckb_merkle_mountain_range::MMRStoreReadOps<Hash> for CkbStore {
	fn get_elem(&self, pos: u64) -> ckb_merkle_mountain_range::Result<Option<Hash>> {
		Ok(self.0.borrow().get(&pos).copied())
	}
}

impl ckb_merkle_mountain_range::MMRStoreWriteOps<Hash> for CkbStore {
	fn append(&mut self, pos: u64, elems: Vec<Hash>) -> ckb_merkle_mountain_range::Result<()> {
		self.0.borrow_mut().extend((pos..).zip(elems));
		Ok(())
	}
}

/// A store in memory for `polkadot-ckb-merkle-mountain-range` 0.8.3.
#[derive(Clone, Default)]
pub struct LibStore(Rc<RefCell<HashMap<u64, Hash>>>);

impl mmr_lib::MMRStoreReadOps<Hash> for LibStore {
	fn get_elem(&self, pos: u64) -> mmr_lib::Result<Option<Hash>> {
		Ok(self.0.borrow().get(&pos).copied())
	}
}

impl mmr_lib::MMRStoreWriteOps<Hash> for LibStore {
	fn append(&mut self, pos: u64, elems: Vec<Hash>) -> mmr_lib::Result<()> {
		self.0.borrow_mut().extend((pos..).zip(elems));
		Ok(())
	}
}

//! Puts blocks into a proof of validity.

use crate::{Chain, Hasher, Pov, Result, WorldError};
use sp_runtime::traits::Header as _;
use sp_trie::StorageProof;
use spec_messaging_test_runtime::Hash;

impl Chain {
	/// The proof of validity of `blocks`, each the parent of the next.
	///
	/// Two blocks and more must have been authored as a bundle ([`Plan::in_bundle`]): the later
	/// ones then left out of their proofs what the earlier ones read or wrote.
	///
	/// # Errors
	///
	/// [`WorldError::NoBlocks`], [`WorldError::UnknownBlock`], [`WorldError::NotAChain`],
	/// [`WorldError::Proof`].
	///
	/// [`Plan::in_bundle`]: crate::Plan::in_bundle
	pub fn pov(&self, blocks: &[Hash]) -> Result<Pov> {
		let first = blocks.first().ok_or(WorldError::NoBlocks)?;
		let root = *self.header(*self.header(*first)?.parent_hash())?.state_root();
		for pair in blocks.windows(2) {
			let [parent, child] = pair else { continue };
			if self.header(*child)?.parent_hash() != parent {
				return Err(WorldError::NotAChain(*child));
			}
		}
		let stored = blocks.iter().map(|hash| self.stored(*hash)).collect::<Result<Vec<_>>>()?;
		let proof = StorageProof::merge(stored.iter().map(|stored| stored.proof.clone()))
			.into_compact_proof::<Hasher>(root)
			.map_err(|error| WorldError::Proof(error.to_string()))?;
		let blocks = stored.into_iter().map(|stored| stored.block.clone()).collect();
		Ok(Pov::new(blocks, proof, None))
	}
}

//! What has to hold between chains, after any block.

use crate::{Chain, Result, Rule, World, WorldError};
use cumulus_primitives_core::ParaId;
use sp_core::offchain::OffchainStorage;
use spec_messaging_primitives::{
	hashing::Hash,
	index::{children, node_key},
	mmr::{Frontier, NodePosition, prove, prove::NodeSource},
};
use spec_messaging_test_runtime::{Hash as BlockHash, Runtime};

/// The off-chain index of a chain, for the stream to one destination.
struct Index<'a> {
	chain: &'a Chain,
	destination: ParaId,
}

impl NodeSource for Index<'_> {
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		let key = node_key(self.destination, position, hash);
		children(&self.chain.offchain().get(sp_core::offchain::STORAGE_PREFIX, &key)?)
	}
}

impl Chain {
	/// Frontier of the stream to `destination` that the block `at` committed.
	pub fn sent(&self, at: BlockHash, destination: ParaId) -> Result<Frontier> {
		self.inspect(at, || pallet_spec_outbox::Frontiers::<Runtime>::get(destination))
	}

	/// Frontier of the stream from `source` that was consumed up to the block `at`.
	pub fn consumed(&self, at: BlockHash, source: ParaId) -> Result<Frontier> {
		self.inspect(at, || pallet_spec_inbox::Frontiers::<Runtime>::get(source))
	}
}

impl<R: Rule> World<R> {
	/// Checks the invariants of all pallets after the best block of each chain, and of each pair of chains
	/// that what the one consumed is a prefix of what the other sent (**I1**, and with it **I2** and
	/// **I3**).
	///
	/// Chains whose best blocks build on one another; a block that built on a fork does not pass.
	///
	/// # Errors
	///
	/// [`WorldError::Invariant`].
	pub fn check_all(&self) -> Result<()> {
		for receiver in self.chains() {
			receiver.check(receiver.best())?;
			for source in self.chains().filter(|source| source.para() != receiver.para()) {
				self.check_prefix(source, receiver)?;
			}
		}
		Ok(())
	}

	fn check_prefix(&self, source: &Chain, receiver: &Chain) -> Result<()> {
		let consumed = receiver.consumed(receiver.best(), source.para())?;
		if consumed.leaf_count().is_zero() {
			return Ok(());
		}
		let sent = source.sent(source.best(), receiver.para())?;
		let index = Index { chain: source, destination: receiver.para() };
		let broken = |reason: String| WorldError::Invariant { block: receiver.best(), reason };
		let (_, then) = prove::extension(&sent, consumed.leaf_count(), &index)
			.map_err(|error| broken(format!("I1: {error}")))?;
		if then == consumed {
			Ok(())
		} else {
			Err(broken("I1: what was consumed is no prefix of what was sent".into()))
		}
	}
}

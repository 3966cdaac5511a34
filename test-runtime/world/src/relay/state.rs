//! The relay chain's state: a storage trie with real proofs.
//!
//! Proven with `sp_state_machine::prove_read_on_trie_backend`, which is what answers a collator at a relay chain
//! node. The SDK's `RelayStateSproofBuilder` proves every key of a trie made for one proof; here states follow one
//! another, the trie is as deep as where there are many parachains, and keys are left out or absent.
//! `tests/relay_proof.rs` holds the two together: a chain learns the same from either.

use crate::{
	Hasher, Result, WorldError,
	chain::{Nodes, STATE_VERSION, insert_nodes},
};
use codec::Encode;
use cumulus_primitives_core::{
	AbridgedHostConfiguration, ParaId, RelayProofRequest, RelayStorageKey,
	relay_chain::{AsyncBackingParams, well_known_keys},
};
use sp_core::storage::ChildInfo;
use sp_runtime::traits::Hash as _;
use sp_state_machine::{
	Backend, TrieBackend, TrieBackendBuilder, prove_child_read_on_trie_backend,
	prove_read_on_trie_backend,
};
use sp_trie::StorageProof;
use spec_messaging_test_runtime::Hash;

/// A change of one key: a value, or `None` to delete it.
pub type Change = (Vec<u8>, Option<Vec<u8>>);

/// Every state the relay chain ever had.
#[derive(Clone)]
pub(crate) struct RelayState {
	nodes: Nodes,
}

impl RelayState {
	/// The empty state, and its root.
	pub(crate) fn new() -> (Self, Hash) {
		let root = sp_trie::empty_trie_root::<sp_trie::LayoutV1<Hasher>>();
		(Self { nodes: Nodes::default() }, root)
	}

	/// Applies `changes` to the state `root`; the root of the new state.
	pub(crate) fn apply(&mut self, root: Hash, changes: &[Change]) -> Hash {
		let backend = self.backend(root);
		let delta = changes.iter().map(|(key, value)| (key.as_slice(), value.as_deref()));
		let (root, transaction) = backend.storage_root(delta, STATE_VERSION);
		drop(backend);
		insert_nodes(&mut self.nodes, transaction);
		root
	}

	/// What is stored under `key` in the state `root`.
	pub(crate) fn read(&self, root: Hash, key: &[u8]) -> Result<Option<Vec<u8>>> {
		self.backend(root).storage(key).map_err(WorldError::Proof)
	}

	/// Proves `keys` and what `request` asks for, present or absent, less the keys in `omit`.
	pub(crate) fn prove(
		&self,
		root: Hash,
		keys: Vec<Vec<u8>>,
		request: &RelayProofRequest,
		omit: &[Vec<u8>],
	) -> Result<StorageProof> {
		let failed = |error: Box<dyn sp_state_machine::Error>| WorldError::Proof(error.to_string());
		let backend = self.backend(root);
		let mut top = keys;
		let mut proofs = Vec::new();
		for key in &request.keys {
			match key {
				RelayStorageKey::Top(key) => top.push(key.clone()),
				RelayStorageKey::Child { storage_key, key } => {
					let child = ChildInfo::new_default(storage_key);
					proofs.push(
						prove_child_read_on_trie_backend(&backend, &child, [key])
							.map_err(failed)?,
					);
				},
			}
		}
		top.retain(|key| !omit.contains(key));
		proofs.push(prove_read_on_trie_backend(&backend, top).map_err(failed)?);
		Ok(StorageProof::merge(proofs))
	}

	fn backend(&self, root: Hash) -> TrieBackend<&Nodes, Hasher> {
		TrieBackendBuilder::new(&self.nodes, root).build()
	}
}

/// What a collator proves of the relay chain in every block of `para`.
pub(crate) fn static_keys(para: ParaId) -> Vec<Vec<u8>> {
	vec![
		well_known_keys::CURRENT_BLOCK_RANDOMNESS.to_vec(),
		well_known_keys::ONE_EPOCH_AGO_RANDOMNESS.to_vec(),
		well_known_keys::TWO_EPOCHS_AGO_RANDOMNESS.to_vec(),
		well_known_keys::CURRENT_SLOT.to_vec(),
		well_known_keys::ACTIVE_CONFIG.to_vec(),
		well_known_keys::dmq_mqc_head(para),
		#[allow(deprecated)] // The runtime still reads it where the newer key is absent.
		well_known_keys::relay_dispatch_queue_size(para),
		well_known_keys::relay_dispatch_queue_remaining_capacity(para).key,
		well_known_keys::hrmp_ingress_channel_index(para),
		well_known_keys::hrmp_egress_channel_index(para),
		well_known_keys::upgrade_go_ahead_signal(para),
		well_known_keys::upgrade_restriction_signal(para),
		well_known_keys::para_head(para),
	]
}

/// The host configuration, with the limits of Polkadot where they matter here.
pub fn host_configuration(allowed_ancestry: u32) -> AbridgedHostConfiguration {
	AbridgedHostConfiguration {
		max_code_size: 5 * 1024 * 1024,
		max_head_data_size: 20_480,
		max_upward_queue_count: 174_762,
		max_upward_queue_size: 1024 * 1024,
		max_upward_message_size: 65_531,
		max_upward_message_num_per_candidate: 16,
		hrmp_max_message_num_per_candidate: super::CANDIDATE_PAGES,
		validation_upgrade_cooldown: 6,
		validation_upgrade_delay: 6,
		async_backing_params: AsyncBackingParams {
			max_candidate_depth: 64,
			allowed_ancestry_len: allowed_ancestry,
		},
	}
}

/// Keys and heads of other parachains that nobody here asks for: with them the trie is as deep, and
/// proofs as large, as where there are many.
pub(crate) fn filler(keys: u32, paras: u32) -> Vec<Change> {
	let key = |index: u32| {
		let hash = Hasher::hash(&index.encode());
		(hash.as_bytes().to_vec(), Some(hash.as_bytes().repeat(2)))
	};
	let head = |index: u32| {
		let id = ParaId::from(FILLER_PARA.saturating_add(index));
		let head = Hasher::hash(&id.encode()).as_bytes().repeat(8);
		(well_known_keys::para_head(id), Some(head.encode()))
	};
	(0..keys).map(key).chain((0..paras).map(head)).collect()
}

/// First of the parachains that are there to fill the trie.
const FILLER_PARA: u32 = 3_000_000;

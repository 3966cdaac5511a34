//! One parachain: its states, its blocks and forks, its off-chain database.
//!
//! States are kept by the hash of their nodes and never deleted, so every block that was ever
//! imported can be built on, asked and proven about.

use crate::{
	Block, Code, Hasher, Result, WorldError,
	executor::{NodeExecutor, node_executor},
};
use codec::{Decode, Encode};
use cumulus_primitives_core::{CumulusDigestItem, ParaId, relay_chain::HeadData};
use frame_support::{
	storage::storage_prefix,
	traits::{TryState, TryStateSelect},
};
use frame_system::EventRecord;
use sp_core::{
	offchain::{
		OffchainDbExt, OffchainOverlayedChange, OffchainStorage,
		storage::{InMemOffchainStorage, OffchainDb},
	},
	storage::{StateVersion, well_known_keys},
	traits::CallContext,
};
use sp_externalities::Extensions;
use sp_runtime::traits::{Block as _, Header as _};
use sp_state_machine::{
	Backend, Ext, IterArgs, OverlayedChanges, StateMachine, StorageChanges, TrieBackend,
	TrieBackendBuilder, prove_read,
};
use sp_trie::{
	EMPTY_PREFIX, HashDBT, MemoryDB, StorageProof,
	proof_size_extension::ProofSizeExt,
	recorder::{IgnoredNodes, Recorder},
};
use spec_messaging_test_runtime::{
	AccountId, AllPalletsWithSystem, BlockNumber, Hash, Header, RuntimeEvent,
};
use std::collections::HashMap;

/// Version of the state's layout. The same for every chain and the relay chain.
pub const STATE_VERSION: StateVersion = StateVersion::V1;

/// Nodes of a trie, by hash.
pub(crate) type Nodes = MemoryDB<Hasher>;

/// A block with what is known about it.
#[derive(Clone)]
pub struct StoredBlock {
	/// The block, sealed.
	pub block: Block,
	/// What executing it read, less what the blocks before it in its bundle read or wrote.
	pub proof: StorageProof,
	/// The runtime that executes its children.
	pub code: Code,
	/// What this block and those before it in its bundle read or wrote.
	bundle_nodes: IgnoredNodes<Hash>,
}

/// What executing a block did.
struct Executed {
	/// The runtime that executed it.
	code: Code,
	/// What it changes.
	changes: StorageChanges<Hasher>,
	/// What it read.
	recorder: Recorder<Hasher>,
	/// What it need not have recorded.
	ignored: IgnoredNodes<Hash>,
}

/// One parachain.
#[derive(Clone)]
pub struct Chain {
	para: ParaId,
	pub(crate) executor: NodeExecutor,
	pub(crate) nodes: Nodes,
	blocks: HashMap<Hash, StoredBlock>,
	genesis: Hash,
	best: Hash,
	offchain: InMemOffchainStorage,
}

impl Chain {
	/// Parachain `para` that runs `code` from the default genesis with `patch` merged over it.
	pub fn with_genesis(para: ParaId, code: Code, patch: serde_json::Value) -> Result<Self> {
		let executor = node_executor();
		let mut nodes = Nodes::default();
		let empty = sp_trie::empty_trie_root::<sp_trie::LayoutV1<Hasher>>();
		let backend = TrieBackendBuilder::new(&nodes, empty).build();
		let mut overlay = OverlayedChanges::<Hasher>::default();

		let preset = call(
			&executor,
			&code,
			&backend,
			&mut overlay,
			None,
			"GenesisBuilder_get_preset",
			&None::<String>.encode(),
		)?;
		let preset: Option<Vec<u8>> = decode("default genesis", &preset)?;
		let mut config = serde_json::from_slice(&preset.unwrap_or_else(|| b"{}".to_vec()))
			.map_err(|error| WorldError::Genesis(error.to_string()))?;
		merge(&mut config, patch);

		overlay.set_storage(well_known_keys::CODE.to_vec(), Some(code.blob().to_vec()));
		let json = config.to_string().into_bytes().encode();
		let built = call(
			&executor,
			&code,
			&backend,
			&mut overlay,
			None,
			"GenesisBuilder_build_state",
			&json,
		)?;
		decode::<core::result::Result<(), String>>("genesis result", &built)?
			.map_err(WorldError::Genesis)?;
		let changes = drain(&mut overlay, &backend)?;
		let root = changes.transaction_storage_root;
		drop(backend);
		insert_nodes(&mut nodes, changes.transaction);

		let header = Header::new(0, empty, root, Hash::zero(), Default::default());
		let genesis = header.hash();
		let stored = StoredBlock {
			block: Block::new(header, Vec::new()),
			proof: StorageProof::empty(),
			code,
			bundle_nodes: IgnoredNodes::default(),
		};
		let blocks = HashMap::from([(genesis, stored)]);
		let offchain = InMemOffchainStorage::default();
		Ok(Self { para, executor, nodes, blocks, genesis, best: genesis, offchain })
	}

	/// Which parachain this is.
	pub fn para(&self) -> ParaId {
		self.para
	}

	/// Hash of the first block.
	pub fn genesis(&self) -> Hash {
		self.genesis
	}

	/// The block that is built on unless another is named: the one imported last.
	pub fn best(&self) -> Hash {
		self.best
	}

	/// Makes `at` the best block.
	pub fn set_best(&mut self, at: Hash) -> Result<()> {
		self.stored(at)?;
		self.best = at;
		Ok(())
	}

	/// The block `at`, with what is known about it.
	pub fn stored(&self, at: Hash) -> Result<&StoredBlock> {
		self.blocks.get(&at).ok_or(WorldError::UnknownBlock(at))
	}

	/// Header of the block `at`.
	pub fn header(&self, at: Hash) -> Result<&Header> {
		Ok(&self.stored(at)?.block.header)
	}

	/// Header of the block `at`, as the relay chain keeps it.
	pub fn head_data(&self, at: Hash) -> Result<HeadData> {
		Ok(HeadData(self.header(at)?.encode()))
	}

	/// What is stored under `key` after the block `at`.
	pub fn storage(&self, at: Hash, key: &[u8]) -> Result<Option<Vec<u8>>> {
		self.backend(at)?.storage(key).map_err(WorldError::Proof)
	}

	/// Everything that is stored after the block `at`, child tries aside.
	pub fn pairs(&self, at: Hash) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
		let backend = self.backend(at)?;
		let pairs = backend.pairs(IterArgs::default()).map_err(WorldError::Proof)?;
		pairs.collect::<core::result::Result<_, _>>().map_err(WorldError::Proof)
	}

	/// Proves what is stored under `keys` after the block `at`, or that nothing is: what a node answers
	/// to `state_getReadProof`.
	pub fn prove(&self, at: Hash, keys: &[Vec<u8>]) -> Result<StorageProof> {
		prove_read(self.backend(at)?, keys).map_err(|error| WorldError::Proof(error.to_string()))
	}

	/// Runs `inspect` over the state after the block `at`, natively and read only: what it writes
	/// is forgotten. For reading storage items by their types.
	pub fn inspect<R>(&self, at: Hash, inspect: impl FnOnce() -> R) -> Result<R> {
		let backend = self.backend(at)?;
		let mut overlay = OverlayedChanges::<Hasher>::default();
		let mut ext = Ext::new(&mut overlay, &backend, None);
		Ok(sp_externalities::set_and_run_with_externalities(&mut ext, inspect))
	}

	/// Checks the invariants of every pallet after the block `at`.
	///
	/// # Errors
	///
	/// [`WorldError::Invariant`] with what does not hold.
	pub fn check(&self, at: Hash) -> Result<()> {
		let number = *self.header(at)?.number();
		self.inspect(at, || {
			<AllPalletsWithSystem as TryState<BlockNumber>>::try_state(number, TryStateSelect::All)
		})?
		.map_err(|error| WorldError::Invariant { block: at, reason: format!("{error:?}") })
	}

	/// Events of the block `at`.
	pub fn events(&self, at: Hash) -> Result<Vec<EventRecord<RuntimeEvent, Hash>>> {
		match self.storage(at, &storage_prefix(b"System", b"Events"))? {
			Some(events) => decode("events", &events),
			None => Ok(Vec::new()),
		}
	}

	/// What `who` holds freely after the block `at`.
	pub fn free_balance(&self, at: Hash, who: &AccountId) -> Result<u128> {
		self.inspect(at, || spec_messaging_test_runtime::Balances::free_balance(who))
	}

	/// The sum of all balances after the block `at`.
	pub fn total_issuance(&self, at: Hash) -> Result<u128> {
		self.inspect(at, spec_messaging_test_runtime::Balances::total_issuance)
	}

	/// Calls `method` of the runtime's API after the block `at`, with the SCALE encoded `args`, and
	/// with this chain's off-chain database at hand. What it writes is forgotten.
	pub fn call_api<R: Decode>(&self, at: Hash, method: &str, args: &[u8]) -> Result<R> {
		let backend = self.backend(at)?;
		let mut extensions = Extensions::new();
		extensions.register(OffchainDbExt::new(OffchainDb::new(self.offchain.clone())));
		let answer = call_with(
			&self.executor,
			&self.stored(at)?.code,
			&backend,
			&mut OverlayedChanges::default(),
			&mut extensions,
			(method, args, CallContext::Offchain),
		)?;
		decode(method, &answer)
	}

	/// The off-chain database, as off-chain indexing of every imported block left it: forks write
	/// to one database, and the last to be imported wins.
	pub fn offchain(&self) -> &InMemOffchainStorage {
		&self.offchain
	}

	/// The off-chain database, to lose entries on purpose.
	pub fn offchain_mut(&mut self) -> &mut InMemOffchainStorage {
		&mut self.offchain
	}

	/// Executes `block` on its parent, and keeps it and its state. Makes it the best block.
	/// A block that is known already changes nothing but which is best.
	///
	/// # Errors
	///
	/// What the runtime panics on, [`WorldError::StateRoot`], an unknown parent.
	pub fn import(&mut self, block: Block) -> Result<Hash> {
		let hash = block.header.hash();
		if self.blocks.contains_key(&hash) {
			self.best = hash;
			return Ok(hash);
		}
		let Executed { code, changes, recorder, ignored } = self.execute(&block)?;
		let proof = recorder.drain_storage_proof();
		let mut bundle_nodes = ignored;
		bundle_nodes.extend(IgnoredNodes::from_storage_proof::<Hasher>(&proof));
		bundle_nodes.extend(IgnoredNodes::from_memory_db(changes.transaction.clone()));
		let new_code = changes
			.main_storage_changes
			.iter()
			.find(|(key, _)| key == well_known_keys::CODE)
			.and_then(|(_, value)| value.as_deref().map(Code::new));
		for ((prefix, key), change) in changes.offchain_storage_changes {
			match change {
				OffchainOverlayedChange::SetValue(value) => {
					self.offchain.set(&prefix, &key, &value)
				},
				OffchainOverlayedChange::Remove => self.offchain.remove(&prefix, &key),
			}
		}
		insert_nodes(&mut self.nodes, changes.transaction);
		let code = new_code.unwrap_or(code);
		self.blocks.insert(hash, StoredBlock { block, proof, code, bundle_nodes });
		self.best = hash;
		Ok(hash)
	}

	/// Executes `block` on its parent, as an import does, and keeps nothing.
	///
	/// # Errors
	///
	/// As [`import`](Self::import).
	pub fn execute_only(&self, block: &Block) -> Result<()> {
		self.execute(block).map(drop)
	}

	fn execute(&self, block: &Block) -> Result<Executed> {
		let hash = block.header.hash();
		let parent = *block.header.parent_hash();
		let code = self.stored(parent)?.code.clone();
		let ignored = self.bundle_nodes(parent, &block.header)?;
		let mut unsealed = block.clone();
		match unsealed.header.digest.pop() {
			Some(item) if item.as_seal().is_some() => (),
			_ => return Err(WorldError::NotSealed(hash)),
		}

		let recorder = Recorder::<Hasher>::with_ignored_nodes(ignored.clone());
		let recording = self.recording(parent, &recorder)?;
		let mut overlay = OverlayedChanges::default();
		call(
			&self.executor,
			&code,
			&recording,
			&mut overlay,
			Some(&recorder),
			"Core_execute_block",
			&unsealed.encode(),
		)?;
		drop(recording);
		let changes = drain(&mut overlay, &self.backend(parent)?)?;
		let (computed, expected) = (changes.transaction_storage_root, *block.header.state_root());
		if computed != expected {
			return Err(WorldError::StateRoot { block: hash, computed, expected });
		}
		Ok(Executed { code, changes, recorder, ignored })
	}

	/// The state after the block `at`.
	pub(crate) fn backend(&self, at: Hash) -> Result<TrieBackend<&Nodes, Hasher>> {
		Ok(TrieBackendBuilder::new(&self.nodes, *self.header(at)?.state_root()).build())
	}

	/// The same, with everything that is read of it recorded.
	pub(crate) fn recording(
		&self,
		at: Hash,
		recorder: &Recorder<Hasher>,
	) -> Result<TrieBackend<&Nodes, Hasher>> {
		let root = *self.header(at)?.state_root();
		Ok(TrieBackendBuilder::new(&self.nodes, root).with_recorder(recorder.clone()).build())
	}

	/// What a child of `parent` with header `child` need not record again: nothing, unless it
	/// continues a bundle.
	pub(crate) fn bundle_nodes(&self, parent: Hash, child: &Header) -> Result<IgnoredNodes<Hash>> {
		Ok(match CumulusDigestItem::find_block_bundle_info(child.digest()) {
			Some(info) if info.index > 0 => self.stored(parent)?.bundle_nodes.clone(),
			_ => IgnoredNodes::default(),
		})
	}
}

/// Calls `method` over `backend` and `overlay` as part of a block: on chain, and with the size of
/// the proof at hand if `recorder` is given.
pub(crate) fn call<B: Backend<Hasher>>(
	executor: &NodeExecutor,
	code: &Code,
	backend: &B,
	overlay: &mut OverlayedChanges<Hasher>,
	recorder: Option<&Recorder<Hasher>>,
	method: &str,
	args: &[u8],
) -> Result<Vec<u8>> {
	let mut extensions = Extensions::new();
	if let Some(recorder) = recorder {
		extensions.register(ProofSizeExt::new(recorder.clone()));
	}
	let context = CallContext::Onchain { import: false };
	call_with(executor, code, backend, overlay, &mut extensions, (method, args, context))
}

/// Calls a method with exactly these extensions.
fn call_with<B: Backend<Hasher>>(
	executor: &NodeExecutor,
	code: &Code,
	backend: &B,
	overlay: &mut OverlayedChanges<Hasher>,
	extensions: &mut Extensions,
	(method, args, context): (&str, &[u8], CallContext),
) -> Result<Vec<u8>> {
	code.with_runtime_code(|code| {
		StateMachine::new(backend, overlay, executor, method, args, extensions, code, context)
			.execute()
	})
	.map_err(|error| WorldError::Call { method: method.into(), reason: error.to_string() })
}

/// Takes everything `overlay` changed, as a transaction over `backend`.
pub(crate) fn drain<B: Backend<Hasher>>(
	overlay: &mut OverlayedChanges<Hasher>,
	backend: &B,
) -> Result<StorageChanges<Hasher>> {
	overlay.drain_storage_changes(backend, STATE_VERSION).map_err(WorldError::Proof)
}

/// Adds the nodes that `transaction` writes. What it deletes stays: older states need it.
pub(crate) fn insert_nodes(
	nodes: &mut Nodes,
	mut transaction: sp_state_machine::BackendTransaction<Hasher>,
) {
	for (_, (value, count)) in transaction.drain() {
		if count > 0 {
			nodes.insert(EMPTY_PREFIX, &value);
		}
	}
}

/// Decodes all of `bytes` as `what`.
pub(crate) fn decode<T: Decode>(what: &str, bytes: &[u8]) -> Result<T> {
	codec::DecodeAll::decode_all(&mut &bytes[..]).map_err(|error| WorldError::decode(what, error))
}

/// Merges `patch` over `target`, as RFC 7396 says.
fn merge(target: &mut serde_json::Value, patch: serde_json::Value) {
	use serde_json::Value::{Null, Object};
	match (target, patch) {
		(Object(target), Object(patch)) => {
			for (key, value) in patch {
				match value {
					Null => {
						target.remove(&key);
					},
					value => merge(target.entry(key).or_insert(Null), value),
				}
			}
		},
		(target, patch) => *target = patch,
	}
}

//! Runs wasm: as a node does, and as a validator does.

use crate::{Hasher, Result, WorldError};
use sc_executor::WasmExecutor;
use sp_core::traits::{RuntimeCode, WrappedRuntimeCode};
use sp_runtime::traits::Hash as _;
use spec_messaging_test_runtime::Hash;
use std::{
	borrow::Cow,
	path::PathBuf,
	sync::{Arc, OnceLock},
};

/// What a collator's executor offers to a runtime.
pub type NodeHostFunctions = (
	sp_io::SubstrateHostFunctions,
	cumulus_primitives_proof_size_hostfunction::storage_proof_size::HostFunctions,
);

/// What a validator's executor offers to `validate_block`: no storage, no off-chain functions.
pub type ValidatorHostFunctions = (
	sp_io::misc::HostFunctions,
	sp_io::crypto::HostFunctions,
	sp_io::hashing::HostFunctions,
	sp_io::allocator::HostFunctions,
	sp_io::logging::HostFunctions,
	sp_io::trie::HostFunctions,
);

/// Executor of a node.
pub type NodeExecutor = WasmExecutor<NodeHostFunctions>;
/// Executor of a validator.
pub type ValidatorExecutor = WasmExecutor<ValidatorHostFunctions>;

/// A runtime blob. Cheap to clone.
#[derive(Clone)]
pub struct Code {
	blob: Arc<[u8]>,
	hash: Hash,
}

impl Code {
	/// The code in `blob`, compressed or not.
	pub fn new(blob: &[u8]) -> Self {
		Self { blob: blob.into(), hash: Hasher::hash(blob) }
	}

	/// The test runtime.
	///
	/// # Errors
	///
	/// [`WorldError::NoWasm`] if it was built without.
	pub fn test_runtime() -> Result<Self> {
		static CODE: OnceLock<Option<Code>> = OnceLock::new();
		CODE.get_or_init(|| spec_messaging_test_runtime::WASM_BINARY.map(Self::new))
			.clone()
			.ok_or(WorldError::NoWasm)
	}

	/// The wasm of the test runtime with cumulus' own `validate_block`.
	///
	/// # Errors
	///
	/// [`WorldError::NoWasm`] if it was built without.
	pub fn stock_pvf() -> Result<Self> {
		static CODE: OnceLock<Option<Code>> = OnceLock::new();
		CODE.get_or_init(|| spec_messaging_test_runtime::stock_pvf::WASM_BINARY.map(Self::new))
			.clone()
			.ok_or(WorldError::NoWasm)
	}

	/// The wasm of the test runtime with HRMP as its transport.
	///
	/// # Errors
	///
	/// [`WorldError::NoWasm`] if it was built without.
	pub fn hrmp() -> Result<Self> {
		static CODE: OnceLock<Option<Code>> = OnceLock::new();
		CODE.get_or_init(|| spec_messaging_test_runtime::hrmp_wasm::WASM_BINARY.map(Self::new))
			.clone()
			.ok_or(WorldError::NoWasm)
	}

	/// The blob.
	pub fn blob(&self) -> &[u8] {
		&self.blob
	}

	/// Hash of the blob.
	pub fn hash(&self) -> Hash {
		self.hash
	}

	/// Lends the code to `call` in the form that executors want.
	pub(crate) fn with_runtime_code<R>(&self, call: impl FnOnce(&RuntimeCode<'_>) -> R) -> R {
		let fetcher = WrappedRuntimeCode(Cow::Borrowed(&self.blob));
		call(&RuntimeCode {
			code_fetcher: &fetcher,
			heap_pages: None,
			hash: self.hash.as_bytes().to_vec(),
		})
	}
}

/// Where compiled code is kept between processes: beside the executable, so that it goes with the
/// build it belongs to. `None` if the system does not say where that is.
fn cache_path() -> Option<PathBuf> {
	Some(std::env::current_exe().ok()?.parent()?.join("wasm-cache"))
}

/// The executor all chains of this process share: a runtime is compiled once.
pub fn node_executor() -> NodeExecutor {
	static EXECUTOR: OnceLock<NodeExecutor> = OnceLock::new();
	EXECUTOR
		.get_or_init(|| {
			let builder = WasmExecutor::builder().with_max_runtime_instances(8);
			match cache_path() {
				Some(path) => builder.with_cache_path(path).build(),
				None => builder.build(),
			}
		})
		.clone()
}

/// The executor all validators of this process share.
pub fn validator_executor() -> ValidatorExecutor {
	static EXECUTOR: OnceLock<ValidatorExecutor> = OnceLock::new();
	EXECUTOR
		.get_or_init(|| {
			let builder = WasmExecutor::builder()
				.with_max_runtime_instances(8)
				.with_allow_missing_host_functions(true);
			match cache_path() {
				Some(path) => builder.with_cache_path(path).build(),
				None => builder.build(),
			}
		})
		.clone()
}

//! What a node may ask of the runtime.

use crate::{
	AccountId, AuraId, Block, Executive, Hash, Header, InherentDataExt, Nonce, ParachainInfo,
	ParachainSystem, Runtime, RuntimeGenesisConfig, SLOT_MILLIS, SessionKeys, System,
	UncheckedExtrinsic, VERSION, configs::ConsensusHook, genesis, transport,
};
#[cfg(any(feature = "std", not(feature = "hrmp")))]
use crate::{SpecInbox, SpecOutbox};
use alloc::vec::Vec;
use cumulus_primitives_core::{CollationInfo, ParaId, RelayProofRequest};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::{Slot, SlotDuration};
use sp_core::{OpaqueMetadata, crypto::KeyTypeId};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
	traits::Block as BlockT,
	transaction_validity::{TransactionSource, TransactionValidity},
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;
#[cfg(any(feature = "std", not(feature = "hrmp")))]
use spec_messaging_primitives::{
	LeafCount, Position,
	batch::{Batches, MessageBatch, Payload},
	commitment::RequiresCommitment,
	hashing::ProvidesRoot,
	late_block::LateBlockProof,
	mmr::Frontier,
	pallets::Footprint,
	skip::SkippedStretch,
	tree::AbsenceProof,
};
#[cfg(any(feature = "std", not(feature = "hrmp")))]
use spec_messaging_runtime_api::{
	AbsenceUnavailable, BatchLimits, BatchUnavailable, ChannelStats, ChannelSummary, IncludedRoot,
	IncomingExplanation, NextPosition, OutgoingExplanation, Refusal,
};

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block)
		}

		fn initialize_block(header: &Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: UncheckedExtrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<UncheckedExtrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: InherentData,
		) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			transaction: UncheckedExtrinsic,
			block_hash: Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, transaction, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> SlotDuration {
			SlotDuration::from_millis(SLOT_MILLIS)
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl cumulus_primitives_aura::AuraUnincludedSegmentApi<Block> for Runtime {
		fn can_build_upon(included_hash: Hash, slot: Slot) -> bool {
			ConsensusHook::can_build_upon(included_hash, slot)
		}
	}

	impl cumulus_primitives_core::CollectCollationInfo<Block> for Runtime {
		fn collect_collation_info(header: &Header) -> CollationInfo {
			ParachainSystem::collect_collation_info(header)
		}
	}

	impl cumulus_primitives_core::GetParachainInfo<Block> for Runtime {
		fn parachain_id() -> ParaId {
			ParachainInfo::parachain_id()
		}
	}

	impl cumulus_primitives_core::RelayParentOffsetApi<Block> for Runtime {
		fn relay_parent_offset() -> u32 {
			0
		}

		fn max_claim_queue_offset() -> u8 {
			ParachainSystem::max_claim_queue_offset()
		}
	}

	impl cumulus_primitives_core::KeyToIncludeInRelayProof<Block> for Runtime {
		fn keys_to_prove() -> RelayProofRequest {
			transport::keys_to_prove()
		}
	}

	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	#[api_version(2)]
	impl spec_messaging_runtime_api::SpecOutboxApi<Block> for Runtime {
		fn provides_root() -> Option<ProvidesRoot> {
			SpecOutbox::provides_root()
		}

		fn channels() -> Vec<ChannelSummary> {
			SpecOutbox::channels()
		}

		fn outgoing(destination: ParaId) -> (Position, Vec<Payload>) {
			SpecOutbox::outgoing(destination)
		}

		fn frontier(destination: ParaId) -> Frontier {
			SpecOutbox::frontier(destination)
		}

		fn current_batch(destination: ParaId) -> Result<MessageBatch, BatchUnavailable> {
			SpecOutbox::current_batch(destination)
		}

		fn batch(
			destination: ParaId,
			from: Position,
			limits: BatchLimits,
		) -> Result<MessageBatch, BatchUnavailable> {
			SpecOutbox::batch(destination, from, limits)
		}

		fn refresh(destination: ParaId, next: Position) -> Result<MessageBatch, BatchUnavailable> {
			SpecOutbox::refresh(destination, next)
		}

		fn late_block_proof(
			destination: ParaId,
			consumed: LeafCount,
		) -> Result<LateBlockProof, BatchUnavailable> {
			SpecOutbox::late_block_proof(destination, consumed)
		}

		fn absence(peer: ParaId) -> Result<AbsenceProof, AbsenceUnavailable> {
			SpecOutbox::absence(peer)
		}

		fn stretch(
			destination: ParaId,
			from: Position,
			count: u32,
			bytes: u64,
		) -> Result<SkippedStretch, BatchUnavailable> {
			SpecOutbox::stretch(destination, from, count, bytes)
		}
	}

	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	impl spec_messaging_runtime_api::SpecInboxApi<Block> for Runtime {
		fn next_positions() -> Vec<NextPosition> {
			SpecInbox::next_positions()
		}

		fn block_capacity() -> Footprint {
			SpecInbox::block_capacity()
		}

		fn check(batches: Batches, speculative: bool) -> Vec<Result<(), Refusal>> {
			SpecInbox::check(batches, speculative)
		}

		fn requires() -> Vec<RequiresCommitment> {
			SpecInbox::requires()
		}

		fn included_roots(source: ParaId) -> Vec<IncludedRoot> {
			SpecInbox::included_roots(source)
		}
	}

	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	impl spec_messaging_runtime_api::SpecChannelApi<Block> for Runtime {
		fn stats(peer: ParaId) -> ChannelStats {
			ChannelStats { peer, outgoing: SpecOutbox::stats(peer), incoming: SpecInbox::stats(peer) }
		}

		fn explain_outgoing(peer: ParaId, position: Position) -> OutgoingExplanation {
			SpecOutbox::explain(peer, position, SpecInbox::unheard(peer))
		}

		fn explain_incoming(peer: ParaId, position: Position) -> IncomingExplanation {
			SpecInbox::explain(peer, position)
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(json: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(json)
		}

		fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis::preset)
		}

		fn preset_names() -> Vec<PresetId> {
			genesis::preset_names()
		}
	}

	#[cfg(all(feature = "runtime-benchmarks", any(feature = "std", not(feature = "hrmp"))))]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			use crate::benchmarks::*;
			use frame_benchmarking::BenchmarkList;
			use frame_support::traits::StorageInfoTrait;

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, crate::AllPalletsWithSystem::storage_info())
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			use crate::benchmarks::*;
			use frame_benchmarking::BenchmarkBatch;
			use frame_support::traits::WhitelistedStorageKeys;

			let whitelist = crate::AllPalletsWithSystem::whitelisted_storage_keys();
			let mut batches = Vec::<BenchmarkBatch>::new();
			let params = (&config, &whitelist);
			add_benchmarks!(params, batches);
			Ok(batches)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(
			checks: frame_try_runtime::UpgradeCheckSelect,
		) -> (frame_support::weights::Weight, frame_support::weights::Weight) {
			let weight = Executive::try_runtime_upgrade(checks)
				.expect("a failed check must stop the tool that asked for it; qed");
			(weight, crate::MAX_BLOCK_WEIGHT)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> frame_support::weights::Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("a failed check must stop the tool that asked for it; qed")
		}
	}
}

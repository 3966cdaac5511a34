//! The wrapper around cumulus' `validate_block`.

use alloc::{boxed::Box, slice};

use codec::{Decode, Encode, decode_from_bytes};
use cumulus_pallet_parachain_system::validate_block::{
	MemoryOptimizedValidationParams, bytes::Bytes, implementation,
};
use cumulus_primitives_core::ParachainBlockData;
use frame_support::traits::{ExecuteBlock, IsSubType};
use polkadot_parachain_primitives::primitives::ValidationResult;
use sp_runtime::traits::{Block as BlockT, ExtrinsicCall, GetRuntimeBlockType, Header as _};
use spec_messaging_primitives::{
	commitment::provides_root_in,
	late_block::{ReadBlockRecord, process_messaging_commitments},
};

use crate::{
	inputs,
	record::{Recording, recorded},
	signals,
};

/// Body of the exported function: decodes the arguments, validates, encodes the result.
///
/// # Safety
///
/// `arguments` must point to `arguments_len` bytes that the caller allocated in this instance's memory
/// and hands over, as the host does when it calls `validate_block`.
pub unsafe fn entry<Runtime, Executor, Inbox>(arguments: *mut u8, arguments_len: usize) -> u64
where
	Runtime: GetRuntimeBlockType + cumulus_pallet_parachain_system::Config,
	Executor: ExecuteBlock<Runtime::RuntimeBlock>,
	Inbox: ReadBlockRecord,
	<Runtime::RuntimeBlock as BlockT>::Extrinsic: ExtrinsicCall,
	<<Runtime::RuntimeBlock as BlockT>::Extrinsic as ExtrinsicCall>::Call:
		IsSubType<cumulus_pallet_parachain_system::Call<Runtime>>,
{
	// SAFETY: passed on to the caller.
	let arguments = unsafe { Box::from_raw(slice::from_raw_parts_mut(arguments, arguments_len)) };
	let params = decode_from_bytes::<MemoryOptimizedValidationParams>(Bytes::from(arguments))
		.expect("Invalid arguments to `validate_block`");
	let result = validate::<Runtime::RuntimeBlock, Executor, Runtime, Inbox>(params);
	polkadot_parachain_primitives::write_result(&result)
}

/// Validates as cumulus does, and adds what the marked blocks say.
///
/// # Cost
///
/// Without a marked block: decoding the block data once more. With one: encoding it again as well, the
/// late block proofs' hashes, and one read of a value in memory per marked block.
fn validate<B, E, Runtime, Inbox>(params: MemoryOptimizedValidationParams) -> ValidationResult
where
	B: BlockT,
	E: ExecuteBlock<B>,
	Runtime: cumulus_pallet_parachain_system::Config,
	Inbox: ReadBlockRecord,
	B::Extrinsic: ExtrinsicCall,
	<B::Extrinsic as ExtrinsicCall>::Call:
		IsSubType<cumulus_pallet_parachain_system::Call<Runtime>>,
{
	let mut block_data =
		decode_from_bytes::<ParachainBlockData<B::LazyBlock>>(params.block_data.clone())
			.expect("Invalid parachain block data");
	let inputs = inputs::take(&mut block_data)
		.unwrap_or_else(|e| panic!("Messaging inputs of the PoV: {e}"));
	let Some(inputs) = inputs else {
		return implementation::validate_block::<B, E, Runtime>(params);
	};

	let params =
		MemoryOptimizedValidationParams { block_data: block_data.encode().into(), ..params };
	drop(block_data);
	let (mut result, records) =
		recorded(|| implementation::validate_block::<B, Recording<E, Inbox>, Runtime>(params));

	// Of the head that the relay chain will have, which a runtime may set itself: no receiver ever sees another.
	let provides = <B::Header as Decode>::decode(&mut &result.head_data.0[..])
		.ok()
		.map(|header| provides_root_in(header.digest()))
		.transpose()
		.unwrap_or_else(|e| panic!("Provides root of the head: {e}"))
		.flatten();
	let commitments = process_messaging_commitments(records, provides, &inputs)
		.unwrap_or_else(|e| panic!("Messaging commitments: {e}"));
	signals::add(&mut result.upward_messages, &commitments)
		.unwrap_or_else(|e| panic!("Messaging signals: {e}"));
	result
}

//! Reads what each marked block consumed, right after it was executed.

use alloc::vec::Vec;
use core::marker::PhantomData;

use frame_support::traits::ExecuteBlock;
use sp_runtime::traits::{Block as BlockT, Header as _, LazyBlock as _};
use spec_messaging_primitives::{
	commitment::is_marked,
	late_block::{BlockRecord, ReadBlockRecord},
};

environmental::environmental!(records: Vec<BlockRecord>);

/// Executes blocks with `E` and keeps the record of each marked one, in order.
pub(crate) struct Recording<E, Inbox>(PhantomData<(E, Inbox)>);

/// Runs `validate` and returns its result with the records of all marked blocks it executed.
pub(crate) fn recorded<R>(validate: impl FnOnce() -> R) -> (R, Vec<BlockRecord>) {
	let mut collected = Vec::new();
	let result = records::using(&mut collected, validate);
	(result, collected)
}

impl<B: BlockT, E: ExecuteBlock<B>, Inbox: ReadBlockRecord> ExecuteBlock<B>
	for Recording<E, Inbox>
{
	fn verify_and_remove_seal(block: &mut B::LazyBlock) {
		E::verify_and_remove_seal(block)
	}

	fn execute_verified_block(block: B::LazyBlock) {
		let marked = is_marked(block.header().digest())
			.unwrap_or_else(|e| panic!("Mark of the speculative tier: {e}"));
		E::execute_verified_block(block);
		// Still inside the externalities of the block. Only in marked blocks: there the value was
		// written by this very execution, so it comes from the overlay. Any other read would add trie
		// nodes to what was recorded, which collators did not record.
		if marked {
			let record = Inbox::read_block_record().expect("A marked block writes its record");
			records::with(|records| records.push(record)).expect("Called inside `recorded`; qed");
		}
	}
}

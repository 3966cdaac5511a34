//! Executes blocks of this suite natively, for a profiler that counts the instructions of functions:
//! `make profile`.
//!
//! What a validator executes is wasm, whose functions a profiler can not tell apart. The native runtime is the
//! same code, and its state is what the proof of validity brings, so what reads and writes cost is in it. What
//! the sandbox costs is not.

use crate::{
	shape::{Role, Shape},
	side::{Side, Step, Transport, Warm},
};
use codec::{Decode, Encode};
use cumulus_primitives_core::relay_chain::HeadData;
use sp_externalities::set_and_run_with_externalities;
use sp_runtime::traits::Header as _;
use sp_state_machine::{Ext, OverlayedChanges, TrieBackendBuilder};
use spec_messaging_world::{
	Hasher, Pov, Result, WorldError,
	runtime::{Block, Executive, Header},
};
use std::{fs, path::Path};

/// Plays `shape` and writes its first block of `role` to a file.
pub(crate) fn keep(shape: Shape, role: Role, warm: &mut Warm, path: &Path) -> Result<()> {
	let side = Side::play(Transport::Ours, shape, warm)?;
	let Step { parent_head, pov, .. } =
		side.steps(role).first().ok_or_else(|| failed("no block"))?;
	fs::write(path, (parent_head, pov).encode()).map_err(failed)
}

/// Executes the blocks of a file.
pub(crate) fn replay(path: &Path) -> Result<()> {
	let bytes = fs::read(path).map_err(failed)?;
	let (head, pov) = <(HeadData, Vec<u8>)>::decode(&mut &bytes[..]).map_err(failed)?;
	let parent = Header::decode(&mut &head.0[..]).map_err(failed)?;
	let pov = Pov::decode(&mut &pov[..]).map_err(failed)?;
	let root = *parent.state_root();
	let (proof, _) = pov
		.proof()
		.to_storage_proof::<Hasher>(&root)
		.map_err(|error| failed(format!("{error:?}")))?;
	let backend = TrieBackendBuilder::new(proof.into_memory_db::<Hasher>(), root).build();
	let mut changes = OverlayedChanges::default();
	let mut ext = Ext::new(&mut changes, &backend, None);
	for block in pov.blocks() {
		set_and_run_with_externalities(&mut ext, || execute(block.clone()));
	}
	Ok(())
}

/// What `execute_block` does, but for comparing the header: the weight that is given back differs where no
/// proof is recorded.
#[inline(never)]
fn execute(mut block: Block) {
	block.header.digest.pop();
	Executive::initialize_block(&block.header);
	for extrinsic in block.extrinsics {
		// A transaction that fails did so where the block was authored, too.
		let _ = Executive::apply_extrinsic(extrinsic);
	}
	Executive::finalize_block();
}

fn failed(reason: impl core::fmt::Display) -> WorldError {
	WorldError::Proof(reason.to_string())
}

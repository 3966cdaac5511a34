//! Asks the destination whether it would take a batch, and hands it to its pool.

use crate::{Deliver, Error, Node, Result, deliver::METADATA_VERSION, node::Pooled};
use sp_core::H256;
use spec_messaging_primitives::batch::{Batches, MessageBatch};
use spec_messaging_runtime_api::Refusal;

/// Hands batches to one destination.
#[derive(Default)]
pub struct Submitter {
	/// The call, of the runtime version it was found in.
	known: Option<(u32, Deliver)>,
}

impl Submitter {
	/// What the runtime at block `at` would say to `batch` in a transaction.
	///
	/// # Errors
	///
	/// Of the outer kind, those of asking. The inner one is the runtime's.
	pub fn check(
		destination: &Node,
		batch: &MessageBatch,
		at: H256,
	) -> Result<core::result::Result<(), Refusal>> {
		let batches = Batches::truncate_from(vec![batch.clone()]);
		// Not speculative: a transaction is of the inclusion tier.
		let answers: Vec<core::result::Result<(), Refusal>> =
			destination.call("SpecInboxApi_check", (batches, false), at)?;
		match answers[..] {
			[answer] => Ok(answer),
			_ => Err(destination.junk("check", format!("{} answers to one batch", answers.len()))),
		}
	}

	/// Hands `batch` to the pool of the destination, whose best block is `at`.
	///
	/// # Errors
	///
	/// [`Error::NoDeliver`] if the runtime there has no such call.
	pub fn submit(&mut self, destination: &Node, batch: &MessageBatch, at: H256) -> Result<Pooled> {
		let version = destination.version(at)?.spec_version;
		let deliver = match &self.known {
			Some((known, deliver)) if *known == version => deliver,
			_ => {
				let deliver = find(destination, at)?;
				&self.known.insert((version, deliver)).1
			},
		};
		destination.submit(&deliver.transaction(batch))
	}
}

fn find(destination: &Node, at: H256) -> Result<Deliver> {
	let no = |reason: String| Error::NoDeliver { url: destination.url().into(), reason };
	let metadata: Option<Vec<u8>> =
		destination.call("Metadata_metadata_at_version", METADATA_VERSION, at)?;
	let metadata = metadata.ok_or_else(|| no("it has no metadata 16".into()))?;
	Deliver::find(&metadata).map_err(no)
}

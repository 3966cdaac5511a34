//! Builds batches from the store, under a root that the destination believes.

use crate::{Error, Result, Store, store::Commitment};
use sp_core::{ConstU32, bounded::BoundedVec};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{MAX_BATCH_PAYLOADS, MessageBatch, Payload},
	hashing::ProvidesRoot,
	mmr::{ExtensionProof, prove},
	pallets::Footprint,
};

/// Leaves that are looked up at once: bounds what is read beyond a byte limit.
const STRETCH: u64 = 256;

/// The messages from `first` on within `limits`, as `root` commits them. `None` if it commits none from
/// there on, or the limits leave no room for one.
///
/// # Errors
///
/// [`Error::Missing`] with the position from which on the store lacks something.
pub fn messages(
	store: &Store,
	source: ParaId,
	(root, commitment): (ProvidesRoot, &Commitment),
	first: Position,
	limits: Footprint,
) -> Result<Option<MessageBatch>> {
	let missing = |_| Error::Missing(first);
	let nodes = store.nodes(commitment.proof.generation)?;
	let count = commitment.frontier.leaf_count().get();
	let most = limits.messages.min(MAX_BATCH_PAYLOADS.into());
	let end = first.get().saturating_add(most).min(count);
	let mut payloads = BoundedVec::<Payload, ConstU32<MAX_BATCH_PAYLOADS>>::default();
	let (mut bytes, mut at) = (0u64, first.get());
	'stretches: while at < end {
		let stop = at.saturating_add(STRETCH).min(end);
		let leaves = prove::leaves(&commitment.frontier, at, stop, &nodes).map_err(missing)?;
		for (position, hash) in leaves {
			let payload = nodes.payload(position, &hash).ok_or(Error::Missing(first))?;
			bytes = bytes.saturating_add(u64::try_from(payload.len()).unwrap_or(u64::MAX));
			if bytes > limits.bytes {
				break 'stretches;
			}
			let payload = Payload::try_from(payload).map_err(|_| Error::Corrupt("payload"))?;
			payloads.try_push(payload).map_err(|_| Error::Corrupt("payloads"))?;
			at = at.saturating_add(1);
		}
	}
	if payloads.is_empty() {
		return Ok(None);
	}
	let end = LeafCount::new(at).ok_or(Error::Missing(first))?;
	let (extension, _) = prove::extension(&commitment.frontier, end, &nodes).map_err(missing)?;
	Ok(Some(MessageBatch {
		source,
		provides_root: root,
		channel: commitment.channel,
		proof: commitment.proof.clone(),
		first,
		payloads,
		extension,
	}))
}

/// What the source says under `root` of the stream that it reads, and no message. `first` is where the
/// destination stands.
pub fn refresh(
	source: ParaId,
	(root, commitment): (ProvidesRoot, &Commitment),
	first: Position,
) -> MessageBatch {
	MessageBatch {
		source,
		provides_root: root,
		channel: commitment.channel,
		proof: commitment.proof.clone(),
		first,
		payloads: BoundedVec::default(),
		extension: ExtensionProof::default(),
	}
}

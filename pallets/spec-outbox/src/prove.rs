//! What `SpecOutboxApi` answers. Off chain only: no block ever runs this.

use alloc::vec::Vec;
use frame_support::{BoundedVec, traits::Get};
use sp_core::offchain::StorageKind;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{MAX_BATCH_PAYLOADS, MessageBatch, Payload},
	channel::ChannelLeaf,
	hashing::{Hash, LeafHash, ProvidesRoot},
	index::{children, node_key},
	late_block::LateBlockProof,
	mmr::{
		ExtensionProof, Frontier, NodePosition,
		prove::{self, NodeSource, ProveError},
	},
	skip::{MAX_SKIPPED, SkippedStretch},
	tree::{AbsenceError, AbsenceProof, CommitmentProof},
};
use spec_messaging_runtime_api::{
	AbsenceUnavailable, BatchLimits, BatchUnavailable, ChannelSummary,
};

use crate::{Channels, Config, Cycle, Frontiers, Generation, Outgoing, Pallet, Provides, Slot};

/// Leaves that one walk of the index collects: bounds what is looked up beyond a byte limit.
const STRETCH: u64 = 256;

/// The nodes of one stream in the off-chain index.
struct Index(ParaId);

impl Index {
	fn read(&self, position: NodePosition, hash: &Hash) -> Option<Vec<u8>> {
		let key = node_key(self.0, position, hash);
		sp_io::offchain::local_storage_get(StorageKind::PERSISTENT, &key)
	}
}

impl NodeSource for Index {
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		self.read(position, hash).as_deref().and_then(children)
	}
}

impl<T: Config> Pallet<T> {
	/// The hash that this block committed, `None` if the chain has no leaf. One read.
	pub fn provides_root() -> Option<ProvidesRoot> {
		Provides::<T>::get()
	}

	/// The leaf of `peer` as of the last commitment, `None` if it has none yet. One read.
	pub fn leaf(peer: ParaId) -> Option<ChannelLeaf> {
		Channels::<T>::get(peer).and_then(|channel| channel.leaf)
	}

	/// All channels, by increasing peer. One read each.
	pub fn channels() -> Vec<ChannelSummary> {
		let mut channels: Vec<_> = Channels::<T>::iter()
			.map(|(peer, channel)| {
				let leaf = channel.leaf.unwrap_or_default();
				ChannelSummary {
					peer,
					committed: leaf.leaf_count,
					sent: channel.sent,
					sent_bytes: channel.sent_bytes,
					peer_register: channel.applied.map(|a| a.register).unwrap_or_default(),
					peer_register_as_of: channel.applied.map(|a| a.as_of),
					own_register: leaf.register,
				}
			})
			.collect();
		channels.sort_unstable_by_key(|summary| summary.peer);
		channels
	}

	/// The messages to `destination` that this block committed, with the position of the first; the
	/// position of the next message and none if it committed none there. From state alone.
	pub fn outgoing(destination: ParaId) -> (Position, Vec<Payload>) {
		let payloads: Vec<Payload> = Self::committed_slot().map_or_else(Vec::new, |slot| {
			// `MaxPayloadBytes` is at most the bound of the wire, so nothing is cut off.
			Outgoing::<T>::get(slot, destination)
				.into_iter()
				.map(|payload| Payload::truncate_from(payload.into_inner()))
				.collect()
		});
		let count = Self::leaf(destination).unwrap_or_default().leaf_count;
		let len = u64::try_from(payloads.len()).unwrap_or(u64::MAX);
		let first = Position::new(count.get().saturating_sub(len)).unwrap_or_default();
		(first, payloads)
	}

	/// Enough of the stream to `destination` to append to it: with this block's messages once they are
	/// committed. Empty if nothing was ever sent there. One read.
	pub fn frontier(destination: ParaId) -> Frontier {
		Frontiers::<T>::get(destination)
	}

	/// The messages to `destination` that this block committed as a batch, a register refresh if there
	/// are none. From state alone; one read a page and one hash a peer.
	///
	/// # Errors
	///
	/// [`BatchUnavailable::NoCommitment`], [`BatchUnavailable::NoChannel`].
	pub fn current_batch(destination: ParaId) -> Result<MessageBatch, BatchUnavailable> {
		let (first, payloads) = Self::outgoing(destination);
		Self::batch_of(destination, first, payloads, ExtensionProof::default())
	}

	/// A register refresh for a receiver that is at position `next`, wherever this block's stream ends.
	/// From state alone; one read a page and one hash a peer.
	///
	/// # Errors
	///
	/// [`BatchUnavailable::NoCommitment`], [`BatchUnavailable::NoChannel`].
	pub fn refresh(destination: ParaId, next: Position) -> Result<MessageBatch, BatchUnavailable> {
		Self::batch_of(destination, next, Vec::new(), ExtensionProof::default())
	}

	/// The messages to `destination` from `from` on within `limits`, a register refresh if `from` is the
	/// end of the stream, whatever the limits.
	///
	/// Needs the off-chain index: at most two look-ups a message, one per level of the range, and at
	/// most 256 leaves beyond a byte limit.
	///
	/// # Errors
	///
	/// [`BatchUnavailable`].
	pub fn batch(
		destination: ParaId,
		from: Position,
		limits: BatchLimits,
	) -> Result<MessageBatch, BatchUnavailable> {
		Self::ensure_committed()?;
		let frontier = Self::stream(destination)?;
		let count = frontier.leaf_count();
		if from > count.next_position() {
			return Err(BatchUnavailable::BeyondStream(count));
		}
		let payloads = read_payloads(destination, &frontier, from, limits)?;
		if payloads.is_empty() && from < count.next_position() {
			return Err(BatchUnavailable::Limits);
		}
		let extension = if payloads.is_empty() {
			ExtensionProof::default()
		} else {
			let len = u64::try_from(payloads.len()).unwrap_or(u64::MAX);
			let end = from.count_before().checked_add(len).unwrap_or(count);
			extension(destination, &frontier, end)?
		};
		Self::batch_of(destination, from, payloads, extension)
	}

	/// The next `count` messages to `destination` from `from` on as a stretch that its governance may skip: by
	/// their leaf hashes, whether or not this node still has the payloads. `bytes` is what they have together,
	/// as whoever asks claims.
	///
	/// Needs the off-chain index: one look-up per level of the range.
	///
	/// # Errors
	///
	/// [`BatchUnavailable`]; [`BatchUnavailable::Limits`] for no message or more than
	/// [`MAX_SKIPPED`].
	pub fn stretch(
		destination: ParaId,
		from: Position,
		count: u32,
		bytes: u64,
	) -> Result<SkippedStretch, BatchUnavailable> {
		Self::ensure_committed()?;
		let frontier = Self::stream(destination)?;
		let end = from
			.count_before()
			.checked_add(count.into())
			.filter(|end| *end <= frontier.leaf_count())
			.ok_or(BatchUnavailable::BeyondStream(frontier.leaf_count()))?;
		if count == 0 || count > MAX_SKIPPED {
			return Err(BatchUnavailable::Limits);
		}
		let leaves = prove::leaves(&frontier, from.get(), end.get(), &Index(destination))
			.map_err(BatchUnavailable::Prove)?;
		let leaves: Vec<_> = leaves.into_iter().map(|(_, hash)| LeafHash(hash)).collect();
		let extension = extension(destination, &frontier, end)?;
		let MessageBatch { source, provides_root, channel, proof, .. } =
			Self::batch_of(destination, from, Vec::new(), ExtensionProof::default())?;
		let leaves = BoundedVec::try_from(leaves).map_err(|_| BatchUnavailable::Limits)?;
		Ok(SkippedStretch {
			source,
			provides_root,
			channel,
			proof,
			first: from,
			leaves,
			bytes,
			extension,
		})
	}

	/// Proof that the first `consumed` messages to `destination` are a prefix of what this block commits.
	///
	/// Needs the off-chain index: at most 63 look-ups.
	///
	/// # Errors
	///
	/// [`BatchUnavailable`]; for `consumed` 0 as [`ProveError::NoSuchExtension`], since nothing extends
	/// an empty stream.
	pub fn late_block_proof(
		destination: ParaId,
		consumed: LeafCount,
	) -> Result<LateBlockProof, BatchUnavailable> {
		Self::ensure_committed()?;
		let frontier = Self::stream(destination)?;
		if consumed > frontier.leaf_count() {
			return Err(BatchUnavailable::BeyondStream(frontier.leaf_count()));
		}
		let extension = extension(destination, &frontier, consumed)?;
		let (channel, proof) = Self::prove_leaf(destination)?;
		Ok(LateBlockProof { source: T::SelfParaId::get(), channel, proof, extension })
	}

	/// Proof that this block commits no leaf about `peer`.
	///
	/// From state alone: one read a peer, and less than three hashes.
	///
	/// # Errors
	///
	/// [`AbsenceUnavailable`].
	pub fn absence(peer: ParaId) -> Result<AbsenceProof, AbsenceUnavailable> {
		Self::committed_slot().ok_or(AbsenceUnavailable::NoCommitment)?;
		let mut leaves: Vec<_> = Channels::<T>::iter()
			.filter_map(|(peer, channel)| Some((peer, channel.leaf?)))
			.collect();
		leaves.sort_unstable_by_key(|(peer, _)| *peer);
		AbsenceProof::build(Generation::<T>::get(), &leaves, peer).map_err(|error| match error {
			AbsenceError::NotBetween => AbsenceUnavailable::Present,
			_ => AbsenceUnavailable::NoLeaf,
		})
	}

	/// The slot with what this block committed, `None` before its commitment.
	fn committed_slot() -> Option<Slot> {
		let cycle = Cycle::<T>::get();
		let now = frame_system::Pallet::<T>::block_number();
		(cycle.committed && cycle.begun == now).then_some(cycle.slot.other())
	}

	fn ensure_committed() -> Result<(), BatchUnavailable> {
		Self::committed_slot().map(|_| ()).ok_or(BatchUnavailable::NoCommitment)
	}

	/// Frontier of the stream to a peer that has a leaf.
	fn stream(destination: ParaId) -> Result<Frontier, BatchUnavailable> {
		if Self::leaf(destination).is_some() {
			Ok(Frontiers::<T>::get(destination))
		} else {
			Err(BatchUnavailable::NoChannel)
		}
	}

	fn batch_of(
		destination: ParaId,
		first: Position,
		payloads: Vec<Payload>,
		extension: ExtensionProof,
	) -> Result<MessageBatch, BatchUnavailable> {
		Self::ensure_committed()?;
		let (channel, proof) = Self::prove_leaf(destination)?;
		let provides_root = Self::provides_root().ok_or(BatchUnavailable::NoChannel)?;
		let payloads = BoundedVec::try_from(payloads).map_err(|_| BatchUnavailable::Limits)?;
		let source = T::SelfParaId::get();
		Ok(MessageBatch { source, provides_root, channel, proof, first, payloads, extension })
	}

	/// The leaf about `peer` and where it stands in the tree that this block committed.
	fn prove_leaf(peer: ParaId) -> Result<(ChannelLeaf, CommitmentProof), BatchUnavailable> {
		let leaf = Self::leaf(peer).ok_or(BatchUnavailable::NoChannel)?;
		let (peers, hashes): (Vec<_>, Vec<_>) = Self::leaf_hashes().into_iter().unzip();
		peers
			.binary_search(&peer)
			.ok()
			.and_then(|index| u32::try_from(index).ok())
			.and_then(|index| CommitmentProof::build(Generation::<T>::get(), &hashes, index).ok())
			.map(|proof| (leaf, proof))
			.ok_or(BatchUnavailable::NoChannel)
	}
}

/// From `older` leaves to all of them. Nothing to prove if they are all of them already.
fn extension(
	destination: ParaId,
	frontier: &Frontier,
	older: LeafCount,
) -> Result<ExtensionProof, BatchUnavailable> {
	prove::extension(frontier, older, &Index(destination))
		.map(|(proof, _)| proof)
		.map_err(BatchUnavailable::Prove)
}

/// Payloads from `from` on, up to the first limit.
fn read_payloads(
	destination: ParaId,
	frontier: &Frontier,
	from: Position,
	limits: BatchLimits,
) -> Result<Vec<Payload>, BatchUnavailable> {
	let index = Index(destination);
	let messages = limits.messages.min(MAX_BATCH_PAYLOADS);
	let end = from.get().saturating_add(messages.into()).min(frontier.leaf_count().get());
	let (mut payloads, mut bytes, mut at) = (Vec::new(), 0u64, from.get());
	while at < end {
		let stop = at.saturating_add(STRETCH).min(end);
		let leaves = prove::leaves(frontier, at, stop, &index).map_err(BatchUnavailable::Prove)?;
		for (position, (node, hash)) in (at..).zip(leaves) {
			let missing = || {
				Position::new(position).map_or(
					BatchUnavailable::Prove(ProveError::MissingNode(node)),
					BatchUnavailable::MissingPayload,
				)
			};
			let payload = index.read(node, &hash).ok_or_else(missing)?;
			bytes = bytes.saturating_add(u64::try_from(payload.len()).unwrap_or(u64::MAX));
			if bytes > limits.bytes {
				return Ok(payloads);
			}
			payloads.push(Payload::try_from(payload).map_err(|_| missing())?);
		}
		at = stop;
	}
	Ok(payloads)
}

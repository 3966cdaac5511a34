//! HRMP: messages whose bytes lie in the relay chain's state until their receiver took them.
//!
//! The storage of the relay chain's `hrmp` pallet under its keys, and what that pallet does when a
//! candidate is backed and when it is enacted. Requests, deposits and closing are not here: channels are
//! open from when they are asked for.

use super::{Candidate, state::Change};
use crate::Hasher;
use codec::Encode;
use cumulus_primitives_core::{
	InboundHrmpMessage, OutboundHrmpMessage, ParaId,
	relay_chain::{AbridgedHrmpChannel, Hash, HrmpChannelId, well_known_keys},
};
use frame_support::{Twox64Concat, storage::storage_prefix};
use sp_runtime::traits::Hash as _;
use std::collections::{BTreeMap, BTreeSet};

/// Pages that may wait in one channel: Polkadot's `hrmp_channel_max_capacity`.
pub const CHANNEL_CAPACITY: u32 = 1_000;
/// Bytes that may wait in one channel, and bytes of one page: Polkadot's `hrmp_channel_max_total_size` and
/// `hrmp_channel_max_message_size`.
pub const CHANNEL_BYTES: u32 = 102_400;
/// Pages of one candidate: Polkadot's `hrmp_max_message_num_per_candidate`.
pub const CANDIDATE_PAGES: u32 = 10;

/// One channel, with the pages that wait in it, oldest first.
#[derive(Clone)]
struct Channel {
	about: AbridgedHrmpChannel,
	contents: Vec<InboundHrmpMessage>,
}

/// All channels.
#[derive(Clone, Default)]
pub struct Hrmp {
	channels: BTreeMap<HrmpChannelId, Channel>,
	/// Per receiver: the relay block up to which it took everything.
	watermarks: BTreeMap<ParaId, u32>,
	/// Per receiver: relay blocks in which pages for it were enacted, and of whom.
	digests: BTreeMap<ParaId, BTreeMap<u32, Vec<ParaId>>>,
}

impl Hrmp {
	/// Opens the channel from `sender` to `recipient`.
	pub(super) fn open(&mut self, sender: ParaId, recipient: ParaId) {
		let about = AbridgedHrmpChannel {
			max_capacity: CHANNEL_CAPACITY,
			max_total_size: CHANNEL_BYTES,
			max_message_size: CHANNEL_BYTES,
			msg_count: 0,
			total_size: 0,
			mqc_head: None,
		};
		let channel = Channel { about, contents: Vec::new() };
		self.channels.entry(HrmpChannelId { sender, recipient }).or_insert(channel);
	}

	/// Forgets everything of `para`, which is offboarded.
	pub(super) fn offboarded(&mut self, para: ParaId) {
		self.channels.retain(|id, _| !id.is_participant(para));
		self.watermarks.remove(&para);
		self.digests.remove(&para);
	}

	/// Whether `candidate` may be backed: its watermark and what it sends are within the rules.
	pub fn accepts(&self, candidate: &Candidate) -> bool {
		self.accepts_watermark(candidate) && self.accepts_outbound(candidate)
	}

	/// The watermark is the relay parent, or did not move, or moves to a block with pages for the receiver.
	fn accepts_watermark(&self, candidate: &Candidate) -> bool {
		let (para, new) = (candidate.para, candidate.hrmp_watermark);
		if new == candidate.relay_parent {
			return true;
		}
		let last = self.watermarks.get(&para);
		let has_pages = self.digests.get(&para).is_some_and(|digest| digest.contains_key(&new));
		new < candidate.relay_parent
			&& (last == Some(&new) || (last.is_none_or(|last| new > *last) && has_pages))
	}

	/// At most one page per receiver, by increasing receiver, into open channels with room.
	fn accepts_outbound(&self, candidate: &Candidate) -> bool {
		let pages = &candidate.horizontal_messages;
		let sorted = pages.windows(2).all(|pair| match pair {
			[one, next] => one.recipient < next.recipient,
			_ => true,
		});
		let fits = |page: &OutboundHrmpMessage| {
			let id = HrmpChannelId { sender: candidate.para, recipient: page.recipient };
			let Some(Channel { about, .. }) = self.channels.get(&id) else { return false };
			let bytes = length(&page.data);
			bytes <= about.max_message_size
				&& about.total_size.saturating_add(bytes) <= about.max_total_size
				&& about.msg_count < about.max_capacity
		};
		length(pages) <= CANDIDATE_PAGES && sorted && pages.iter().all(fits)
	}

	/// `candidate` is enacted in relay block `now`: what it took is pruned, what it sends is queued.
	pub(super) fn enacted(&mut self, candidate: &Candidate, now: u32) {
		self.prune(candidate.para, candidate.hrmp_watermark);
		for page in &candidate.horizontal_messages {
			self.queue(candidate.para, page, now);
		}
	}

	fn prune(&mut self, recipient: ParaId, watermark: u32) {
		self.watermarks.insert(recipient, watermark);
		let Some(digest) = self.digests.get_mut(&recipient) else { return };
		let later = digest.split_off(&watermark.saturating_add(1));
		let taken = core::mem::replace(digest, later);
		let senders: BTreeSet<ParaId> = taken.into_values().flatten().collect();
		for sender in senders {
			let id = HrmpChannelId { sender, recipient };
			let Some(channel) = self.channels.get_mut(&id) else { continue };
			channel.contents.retain(|page| page.sent_at > watermark);
			channel.about.msg_count = length(&channel.contents);
			channel.about.total_size = channel.contents.iter().map(|page| length(&page.data)).sum();
		}
	}

	fn queue(&mut self, sender: ParaId, page: &OutboundHrmpMessage, now: u32) {
		let recipient = page.recipient;
		let Some(channel) = self.channels.get_mut(&HrmpChannelId { sender, recipient }) else {
			// The receiver was offboarded since this was backed.
			return;
		};
		let about = &mut channel.about;
		about.msg_count = about.msg_count.saturating_add(1);
		about.total_size = about.total_size.saturating_add(length(&page.data));
		let head: Hash = about.mqc_head.unwrap_or_default();
		about.mqc_head = Some(Hasher::hash_of(&(head, now, Hasher::hash_of(&page.data))));
		channel.contents.push(InboundHrmpMessage { sent_at: now, data: page.data.clone() });
		let digest = self.digests.entry(recipient).or_default();
		digest.entry(now).or_default().push(sender);
	}

	/// The pages that wait for `recipient`, by sender, as its collator finds them.
	pub fn contents(&self, recipient: ParaId) -> BTreeMap<ParaId, Vec<InboundHrmpMessage>> {
		self.of(|id| id.recipient == recipient)
			.map(|(id, channel)| (id.sender, channel.contents.clone()))
			.collect()
	}

	/// Keys of the channels from and to `para`, which its collator proves in every block.
	pub(super) fn keys(&self, para: ParaId) -> impl Iterator<Item = Vec<u8>> {
		self.of(move |id| id.is_participant(para))
			.map(|(id, _)| well_known_keys::hrmp_channels(id.clone()))
	}

	fn of(
		&self,
		which: impl Fn(&HrmpChannelId) -> bool,
	) -> impl Iterator<Item = (&HrmpChannelId, &Channel)> {
		self.channels.iter().filter(move |(id, _)| which(id))
	}

	/// Everything the relay chain stores for HRMP: values by key.
	pub fn storage(&self) -> BTreeMap<Vec<u8>, Vec<u8>> {
		let mut storage = BTreeMap::new();
		let mut ingress: BTreeMap<ParaId, Vec<ParaId>> = BTreeMap::new();
		let mut egress: BTreeMap<ParaId, Vec<ParaId>> = BTreeMap::new();
		for (id, channel) in &self.channels {
			// The deposits of both sides follow; nobody paid any here.
			let value = (&channel.about, 0u128, 0u128).encode();
			storage.insert(well_known_keys::hrmp_channels(id.clone()), value);
			if !channel.contents.is_empty() {
				storage.insert(key(b"HrmpChannelContents", id), channel.contents.encode());
			}
			ingress.entry(id.recipient).or_default().push(id.sender);
			egress.entry(id.sender).or_default().push(id.recipient);
		}
		let index = |of: BTreeMap<ParaId, Vec<ParaId>>, key: fn(ParaId) -> Vec<u8>| {
			of.into_iter().map(move |(para, peers)| (key(para), peers.encode()))
		};
		storage.extend(index(ingress, well_known_keys::hrmp_ingress_channel_index));
		storage.extend(index(egress, well_known_keys::hrmp_egress_channel_index));
		let watermarks = self.watermarks.iter();
		storage.extend(watermarks.map(|(para, at)| (key(b"HrmpWatermarks", para), at.encode())));
		for (para, digest) in self.digests.iter().filter(|(_, digest)| !digest.is_empty()) {
			let digest: Vec<_> = digest.iter().collect();
			storage.insert(key(b"HrmpChannelDigests", para), digest.encode());
		}
		storage
	}

	/// What changes in the state where `before` becomes this.
	pub fn changes(&self, before: &Self) -> Vec<Change> {
		let (old, new) = (before.storage(), self.storage());
		let gone = old.keys().filter(|key| !new.contains_key(*key)).map(|key| (key.clone(), None));
		let written = new.iter().filter(|(key, value)| old.get(*key) != Some(value));
		let written = written.map(|(key, value)| (key.clone(), Some(value.clone())));
		gone.chain(written).collect()
	}
}

/// Key of the entry of `map` for `id` in the `hrmp` pallet.
fn key(map: &[u8], id: &impl Encode) -> Vec<u8> {
	use frame_support::StorageHasher;
	let mut key = storage_prefix(b"Hrmp", map).to_vec();
	key.extend(id.using_encoded(Twox64Concat::hash));
	key
}

/// Bounded by [`CHANNEL_BYTES`] or by [`CHANNEL_CAPACITY`] wherever it was accepted.
fn length<T>(of: &[T]) -> u32 {
	u32::try_from(of.len()).unwrap_or(u32::MAX)
}

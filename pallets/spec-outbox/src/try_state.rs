//! The invariants of the module page, in their order.

use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;
use spec_messaging_primitives::{
	ParaId,
	channel::{ChannelLeaf, OutboundPhase},
	hashing::{Hash, channel_leaf_hash, provides_root},
	tree::{self, PAGE_LEAVES},
};

use crate::{
	Channel, Channels, Config, Cycle, CycleOf, Deposits, Frontiers, Generation, Outgoing,
	PageDirectory, Pages, Pallet, Provides, Slot, Tallies, Tombstone, Touched,
};

impl<T: Config> Pallet<T> {
	/// Checks the invariants of the module page.
	///
	/// An error is a bug in this pallet or a broken migration; no call can cause one.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let cycle = Cycle::<T>::get();
		let channels: BTreeMap<ParaId, Channel> = Channels::<T>::iter().collect();
		for (peer, channel) in &channels {
			check_stream::<T>(&cycle, *peer, channel)?;
		}
		check_frontiers::<T>(&channels)?;
		check_tree::<T>(&cycle, &channels)?;
		check_outgoing::<T>(&cycle, &channels)?;
		check_bounds::<T>(&cycle, &channels)?;
		check_deposits::<T>(&channels)?;
		check_tallies::<T>(&cycle, &channels)?;
		channels.values().try_for_each(|channel| check_conserved(&cycle, channel))?;
		Self::check_skips()
	}
}

fn check_stream<T: Config>(
	cycle: &CycleOf<T>,
	peer: ParaId,
	channel: &Channel,
) -> Result<(), TryRuntimeError> {
	let frontier = Frontiers::<T>::get(peer);
	if let Some(tombstone) = Pallet::<T>::tombstone(peer) {
		return check_ended::<T>(cycle, peer, channel, &tombstone);
	}
	ensure!(
		channel.outbound != OutboundPhase::Closed || channel.is_touched(cycle.round),
		"O1: a stream that ended has a tombstone"
	);
	ensure!(
		frontier.leaf_count().get() == channel.committed(cycle.round),
		"O1: committed and pending messages are all that were sent"
	);
	let peaks = u32::try_from(frontier.peaks().len()).unwrap_or(u32::MAX);
	ensure!(peaks == frontier.leaf_count().peak_count(), "O2: one peak per set bit");
	if !channel.is_touched(cycle.round) {
		ensure!(
			channel.leaf == Some(ChannelLeaf::new(&frontier, channel.register())),
			"O2: the leaf of an untouched peer says what its frontier and register say"
		);
	}
	Ok(())
}

fn check_ended<T: Config>(
	cycle: &CycleOf<T>,
	peer: ParaId,
	channel: &Channel,
	tombstone: &Tombstone,
) -> Result<(), TryRuntimeError> {
	let ended = channel.outbound == OutboundPhase::Closed;
	ensure!(ended, "O1: a live stream has no tombstone");
	ensure!(!Frontiers::<T>::contains_key(peer), "O1: a stream that ended has no frontier");
	ensure!(
		tombstone.leaf_count == channel.sent && tombstone.bytes == channel.sent_bytes,
		"O1: a tombstone counts what was sent"
	);
	if !channel.is_touched(cycle.round) {
		let expected = ChannelLeaf {
			leaf_count: tombstone.leaf_count,
			stream_root: tombstone.root,
			register: channel.register(),
		};
		ensure!(channel.leaf == Some(expected), "O2: the leaf says how the stream ended");
	}
	ensure!(!Deposits::<T>::contains_key(peer), "O5: a stream that ended binds no deposit");
	Ok(())
}

fn check_frontiers<T: Config>(channels: &BTreeMap<ParaId, Channel>) -> Result<(), TryRuntimeError> {
	// Iteration skips what does not decode, and decoding refuses what has no shape.
	ensure!(
		Frontiers::<T>::iter().count() == Frontiers::<T>::iter_keys().count(),
		"O2: every frontier decodes"
	);
	ensure!(
		Frontiers::<T>::iter_keys().all(|peer| channels.contains_key(&peer)),
		"O2: frontiers belong to channels"
	);
	Ok(())
}

fn check_tree<T: Config>(
	cycle: &CycleOf<T>,
	channels: &BTreeMap<ParaId, Channel>,
) -> Result<(), TryRuntimeError> {
	let directory = PageDirectory::<T>::get();
	let mut leaves: Vec<(ParaId, Hash)> = Vec::new();
	for (index, (first, root)) in (0u32..).zip(&directory.pages) {
		let page = Pages::<T>::get(index);
		ensure!(
			index.saturating_add(1).saturating_mul(PAGE_LEAVES) > directory.leaves
				|| page.is_full(),
			"O2: every page but the last is full"
		);
		ensure!(page.first().map(|(peer, _)| *peer) == Some(*first), "O2: a page starts as said");
		ensure!(
			tree::root(page.iter().map(|(_, hash)| *hash)) == *root,
			"O2: a page has the root of its leaves"
		);
		leaves.extend(page);
	}
	ensure!(Pages::<T>::iter_keys().count() == directory.pages.len(), "O2: no page is forgotten");
	ensure!(u32::try_from(leaves.len()) == Ok(directory.leaves), "O2: leaves are counted");
	ensure!(leaves.is_sorted_by(|(a, _), (b, _)| a < b), "O2: peers strictly increase");
	let committed = channels.values().filter(|channel| channel.leaf.is_some()).count();
	ensure!(committed == leaves.len(), "O2: one leaf in the tree per leaf");
	for (peer, hash) in &leaves {
		let leaf = channels.get(peer).and_then(|channel| channel.leaf);
		let leaf = leaf.ok_or("O2: a leaf in the tree is a leaf")?;
		ensure!(channel_leaf_hash(*peer, &leaf) == *hash, "O2: the tree has the hash of the leaf");
	}
	let unchanged = !channels.values().any(|channel| channel.is_touched(cycle.round));
	if unchanged {
		let expected = (!leaves.is_empty()).then(|| {
			let root = tree::root(leaves.iter().map(|(_, hash)| *hash));
			provides_root(T::SelfParaId::get(), Generation::<T>::get(), directory.leaves, &root)
		});
		ensure!(Provides::<T>::get() == expected, "O2: the provides root is that of the tree");
		ensure!(channels.len() == leaves.len(), "O2: every channel has a leaf");
	}
	Ok(())
}

fn check_outgoing<T: Config>(
	cycle: &CycleOf<T>,
	channels: &BTreeMap<ParaId, Channel>,
) -> Result<(), TryRuntimeError> {
	for (slot, peer, payloads) in Outgoing::<T>::iter() {
		ensure!(!payloads.is_empty(), "O3: no empty entry");
		ensure!(Touched::<T>::get(slot).contains(&peer), "O3: payloads belong to touched peers");
		ensure!(slot == cycle.slot || cycle.committed, "O3: the last block's payloads are dropped");
	}
	for (peer, channel) in channels {
		let payloads = Outgoing::<T>::get(cycle.slot, peer);
		let messages = u32::try_from(payloads.len()).unwrap_or(u32::MAX);
		let bytes = payloads
			.iter()
			.fold(0u64, |sum, p| sum.saturating_add(u64::try_from(p.len()).unwrap_or(u64::MAX)));
		let (pending, pending_bytes) = channel.pending_in(cycle.round);
		ensure!(messages == pending, "O3: pending messages are stored");
		ensure!(bytes == u64::from(pending_bytes), "O3: pending bytes are stored");
		ensure!(
			Touched::<T>::get(cycle.slot).contains(peer) == channel.is_touched(cycle.round),
			"O3: touched peers are listed"
		);
	}
	Ok(())
}

fn check_bounds<T: Config>(
	cycle: &CycleOf<T>,
	channels: &BTreeMap<ParaId, Channel>,
) -> Result<(), TryRuntimeError> {
	let peers = u32::try_from(channels.len()).unwrap_or(u32::MAX);
	ensure!(peers == Channels::<T>::count(), "O4: channels are counted");
	ensure!(peers <= T::MaxPeers::get(), "O4: peers");
	let (messages, bytes) = channels.values().fold((0u32, 0u32), |(messages, bytes), channel| {
		let pending = channel.pending_in(cycle.round);
		(messages.saturating_add(pending.0), bytes.saturating_add(pending.1))
	});
	ensure!(messages == cycle.load.messages, "O4: messages are counted");
	ensure!(bytes == cycle.load.bytes, "O4: bytes are counted");
	ensure!(messages <= T::MaxMessagesPerBlock::get(), "O4: messages of a block");
	ensure!(bytes <= T::MaxBytesPerBlock::get(), "O4: bytes of a block");
	ensure!(cycle.load.registers <= T::MaxRegistersPerBlock::get(), "O4: registers of a block");
	ensure!(
		cycle.committed || Touched::<T>::get(cycle.slot.other()).is_empty(),
		"O3: the list of the last block is dropped"
	);
	for slot in [Slot::Even, Slot::Odd] {
		let touched = Touched::<T>::get(slot);
		let mut sorted = touched.to_vec();
		sorted.sort_unstable();
		ensure!(sorted.is_sorted_by(|a, b| a < b), "O4: each peer is listed once");
		if slot == cycle.slot {
			ensure!(
				u32::try_from(touched.len()) == Ok(cycle.load.destinations),
				"O4: destinations are counted"
			);
		}
	}
	Ok(())
}

fn check_deposits<T: Config>(channels: &BTreeMap<ParaId, Channel>) -> Result<(), TryRuntimeError> {
	ensure!(
		Deposits::<T>::iter_keys().all(|peer| channels.get(&peer).is_some_and(Channel::is_live)),
		"O5: deposits are held for live channels only"
	);
	Ok(())
}

fn check_conserved<N>(
	cycle: &crate::CycleState<N>,
	channel: &Channel,
) -> Result<(), TryRuntimeError> {
	let Some(applied) = &channel.applied else { return Ok(()) };
	ensure!(
		applied.register.consumed.get() <= channel.committed(cycle.round),
		"O5: no more consumed than committed"
	);
	ensure!(
		applied.register.consumed_bytes <= channel.committed_bytes(cycle.round),
		"O5: no more bytes consumed than committed"
	);
	Ok(())
}

fn check_tallies<T: Config>(
	cycle: &CycleOf<T>,
	channels: &BTreeMap<ParaId, Channel>,
) -> Result<(), TryRuntimeError> {
	let generation = Generation::<T>::get();
	ensure!(
		Tallies::<T>::iter_keys().all(|peer| channels.contains_key(&peer)),
		"O5: what is counted is of channels"
	);
	for channel in channels.values() {
		let probe = channel.probe.filter(|probe| probe.generation == generation);
		let Some(probe) = probe else { continue };
		let consumed = channel.applied.map(|applied| applied.register.consumed.get());
		ensure!(
			probe.position.get() < channel.committed(cycle.round)
				&& probe.position.get() >= consumed.unwrap_or_default(),
			"O5: what is timed is in flight"
		);
	}
	Ok(())
}

//! Begins a block and ends it with one hash.

use alloc::vec::Vec;
use frame_support::{defensive, dispatch::DispatchClass, traits::Get};
use spec_messaging_primitives::{
	ParaId,
	channel::{ChannelLeaf, OutboundPhase},
	commitment::provides_digest,
	hashing::{Hash, LeafHasher, channel_leaf_hash, provides_root},
	index::{node_key, node_value},
	mmr::{Frontier, shape::Subtree},
};

use crate::{
	Channel, Channels, Config, Cycle, CycleOf, Event, Frontiers, Generation, Outgoing, Pallet,
	PayloadsOf, Provides, Slot, Tombstone, Tombstones, Touched,
};

impl<T: Config> Pallet<T> {
	/// Drops the payloads of the last block if this is the first touch of the outbox in a later one.
	///
	/// Whoever comes first in a block does this: hooks of other pallets send before ours runs. What the
	/// last block sent after its commitment stays and becomes part of this one; nothing is copied.
	pub(crate) fn begin(cycle: &mut CycleOf<T>) {
		let now = frame_system::Pallet::<T>::block_number();
		if cycle.begun == now {
			return;
		}
		cycle.begun = now;
		let mut weight = Self::carried_cost(&cycle.load);
		if core::mem::replace(&mut cycle.committed, false) {
			weight.saturating_accrue(Self::drop_committed(cycle.slot.other()));
		}
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			weight,
			DispatchClass::Mandatory,
		);
	}

	/// Empties a slot whose payloads were committed and returns what that costs.
	///
	/// `remove`, never `take`: under state version 1 the removed values do not enter the proof.
	fn drop_committed(slot: Slot) -> frame_support::weights::Weight {
		let touched = Touched::<T>::get(slot);
		for destination in &touched {
			Outgoing::<T>::remove(slot, destination);
		}
		Touched::<T>::remove(slot);
		Self::begin_cost(u32::try_from(touched.len()).unwrap_or(u32::MAX))
	}

	/// Hashes everything that was sent or published since the last commitment, and puts the provides
	/// root into the header.
	///
	/// The root goes into every header while there is a leaf, changed or not: the relay chain shows only
	/// the last head of a candidate, so a root that is not repeated is lost.
	///
	/// # Cost
	///
	/// Per touched peer with k messages on a stream of m: `2k + popcount(m) - 1` hashes and one for its
	/// leaf; per touched page one hash less than it has leaves; one less than there are pages; one for
	/// the provides root. None if nothing was touched.
	pub(crate) fn commit() {
		let mut cycle = Cycle::<T>::get();
		Self::begin(&mut cycle);
		if cycle.committed {
			return;
		}
		let mut changes: Vec<(ParaId, Hash)> = Touched::<T>::get(cycle.slot)
			.into_iter()
			.filter_map(|peer| Some((peer, Self::commit_peer(&cycle, peer)?)))
			.collect();
		if !changes.is_empty() {
			changes.sort_unstable_by_key(|(peer, _)| *peer);
			let (leaves, tree_root) = Self::update_pages(changes);
			let generation = Generation::<T>::get();
			Provides::<T>::put(provides_root(T::SelfParaId::get(), generation, leaves, &tree_root));
		}
		if let Some(root) = Provides::<T>::get() {
			frame_system::Pallet::<T>::deposit_log(provides_digest(root));
		}
		cycle.committed = true;
		cycle.slot = cycle.slot.other();
		cycle.round = cycle.round.saturating_add(1);
		cycle.load = Default::default();
		Cycle::<T>::put(cycle);
	}

	/// Brings the stream and the leaf of one peer up to date and returns the leaf's hash.
	fn commit_peer(cycle: &CycleOf<T>, peer: ParaId) -> Option<Hash> {
		Channels::<T>::mutate_exists(peer, |known| {
			let Some(channel) = known else {
				defensive!("a touched peer has a channel, and `forget_peer` refuses touched ones");
				return None;
			};
			let leaf = match Self::unchanged_stream(cycle, channel) {
				Some(leaf) => ChannelLeaf { register: channel.register(), ..leaf },
				None => {
					let frontier = Self::commit_messages(cycle, peer, channel);
					if channel.outbound == OutboundPhase::Closed {
						Self::entombed(peer, channel, frontier)
					} else {
						ChannelLeaf::new(&frontier, channel.register())
					}
				},
			};
			channel.leaf = Some(leaf);
			Some(channel_leaf_hash(peer, &leaf))
		})
	}

	/// The last leaf, if the stream is what it was then and goes on.
	///
	/// A stream that starts over, or that another life continues, has another length than its last leaf, or
	/// the same one and root.
	fn unchanged_stream(cycle: &CycleOf<T>, channel: &Channel) -> Option<ChannelLeaf> {
		let committed = channel.committed(cycle.round);
		channel.leaf.filter(|leaf| {
			leaf.leaf_count.get() == committed
				&& channel.pending_in(cycle.round).0 == 0
				&& channel.outbound != OutboundPhase::Closed
		})
	}

	/// The leaf of a stream that ended, of which a tombstone is made unless there is one.
	///
	/// Why here: what was sent in the block in which it ended has just been appended.
	fn entombed(peer: ParaId, channel: &Channel, frontier: Frontier) -> ChannelLeaf {
		let register = channel.register();
		if let Some(Tombstone { leaf_count, root, .. }) = Self::tombstone(peer) {
			return ChannelLeaf { leaf_count, stream_root: root, register };
		}
		let leaf = ChannelLeaf::new(&frontier, register);
		Tombstones::<T>::insert(
			peer,
			Tombstone {
				generation: Generation::<T>::get(),
				leaf_count: leaf.leaf_count,
				root: leaf.stream_root,
				bytes: channel.sent_bytes,
			},
		);
		Frontiers::<T>::remove(peer);
		// Whoever reopens the channel has to bring these peaks, so the event shows them.
		Self::deposit_event(Event::ChannelEntombed { destination: peer, frontier });
		leaf
	}

	fn commit_messages(cycle: &CycleOf<T>, peer: ParaId, channel: &mut Channel) -> Frontier {
		let mut frontier = Frontiers::<T>::get(peer);
		if channel.pending_in(cycle.round).0 == 0 {
			return frontier;
		}
		Self::time_commitment(channel, frontier.leaf_count().next_position());
		append_all::<T>(peer, &mut frontier, &Outgoing::<T>::get(cycle.slot, peer));
		Frontiers::<T>::insert(peer, &frontier);
		frontier
	}
}

/// Appends payloads to a frontier and puts them and every new inner node into the off-chain index.
fn append_all<T: Config>(peer: ParaId, frontier: &mut Frontier, payloads: &PayloadsOf<T>) {
	let mut hasher = LeafHasher::new();
	for payload in payloads {
		let leaf = hasher.hash(payload);
		let place = Subtree { first: frontier.leaf_count().get(), height: 0 };
		let appended = frontier.append_with(leaf, |node| {
			sp_io::offchain_index::set(
				&node_key(peer, node.position, &node.hash),
				&node_value(&node.left, &node.right),
			);
		});
		if appended.is_err() {
			defensive!("`admit` refuses what a stream cannot hold");
			return;
		}
		sp_io::offchain_index::set(&node_key(peer, place.position(), &leaf.0), payload);
	}
}

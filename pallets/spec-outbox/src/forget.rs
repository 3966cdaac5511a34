//! Peers that have nothing to say to this chain any more, nor it to them.

use frame_support::{ensure, traits::Get};
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase},
	hashing::provides_root,
	pallets::WatchPeer,
};

use crate::{
	Channel, Channels, Config, Cycle, Error, Event, Generation, PageDirectory, Pallet, Provides,
	Tallies, Tombstones,
};

/// Tombstones of forgotten peers, for each peer that there may be. Bounds what permissionless openings
/// leave behind: 52 bytes each.
const TOMBSTONES_PER_PEER: u32 = 4;

/// Whether both streams ended, as far as this chain knows of the peer's side. `governed`: whatever that
/// says.
fn has_ended(channel: &Channel, governed: bool) -> bool {
	let ended =
		|phase| matches!(phase, InboundPhase::None | InboundPhase::Offered | InboundPhase::Closed);
	matches!(channel.outbound, OutboundPhase::None | OutboundPhase::Closed)
		&& ended(channel.inbound.phase)
		&& (governed || channel.outbound == OutboundPhase::None || ended(channel.peer_phase()))
}

impl<T: Config> Pallet<T> {
	/// Takes the leaf of `peer` out of the commitment tree, and all of the peer but its tombstone out of the
	/// state. Returns how many leaves are left.
	///
	/// # Errors
	///
	/// `UnknownPeer`, `StillUsed`, `TooManyTombstones`, and `AlreadyCommitted` if this block or the next
	/// commitment still says something about the peer.
	pub(crate) fn do_forget_peer(peer: ParaId, governed: bool) -> Result<u32, Error<T>> {
		let channel = Channels::<T>::get(peer).ok_or(Error::<T>::UnknownPeer)?;
		ensure!(has_ended(&channel, governed), Error::<T>::StillUsed);
		let cycle = Cycle::<T>::get();
		// The header of a block whose commitment is done commits the tree as it is.
		let now = frame_system::Pallet::<T>::block_number();
		let done = cycle.committed && cycle.begun == now;
		ensure!(!done && !channel.is_touched(cycle.round), Error::<T>::AlreadyCommitted);
		let most = T::MaxPeers::get().saturating_mul(TOMBSTONES_PER_PEER);
		ensure!(Tombstones::<T>::count() <= most, Error::<T>::TooManyTombstones);
		ensure!(T::Watch::unwatch(peer, governed), Error::<T>::StillUsed);

		Channels::<T>::remove(peer);
		Tallies::<T>::remove(peer);
		let (leaves, tree_root) = Self::remove_from_pages(peer);
		if leaves == 0 {
			PageDirectory::<T>::kill();
			Provides::<T>::kill();
		} else {
			let generation = Generation::<T>::get();
			Provides::<T>::put(provides_root(T::SelfParaId::get(), generation, leaves, &tree_root));
		}
		Self::deposit_event(Event::PeerForgotten { peer });
		Ok(leaves)
	}
}

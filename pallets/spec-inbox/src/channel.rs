//! Which peers there are, what is consumed of them, and who is trusted.

use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchResult, traits::BlockNumberProvider};
use spec_messaging_primitives::{
	ParaId,
	channel::InboundPhase,
	pallets::{ApplyRegister, NoteHead, PublishRegister, WatchPeer},
};

use crate::{
	Abandoned, Config, Error, Event, Frontiers, Heads, Pallet, Peers, Resync, Resyncs, SourceState,
	Sources, Speculative, Trusted, Usage,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accept_channel(source: ParaId) -> DispatchResult {
		let mut state = Self::peer_or_new(source)?;
		ensure!(!state.is_accepted(), Error::<T>::AlreadyAccepted);
		ensure!(T::Outbox::has_room(source), Error::<T>::NoRoomForRegister);
		state.phase = InboundPhase::Accepted;
		Sources::<T>::insert(source, state);
		Self::deposit_event(Event::ChannelAccepted { source });
		Self::publish_or_mark(source);
		Ok(())
	}

	pub(crate) fn do_suspend_channel(source: ParaId) -> DispatchResult {
		Self::change_phase(source, InboundPhase::Accepted, InboundPhase::Suspended)?;
		Self::deposit_event(Event::ChannelSuspended { source });
		Ok(())
	}

	pub(crate) fn do_resume_channel(source: ParaId) -> DispatchResult {
		Self::change_phase(source, InboundPhase::Suspended, InboundPhase::Accepted)?;
		Self::deposit_event(Event::ChannelResumed { source });
		Ok(())
	}

	pub(crate) fn do_watch(peer: ParaId) -> DispatchResult {
		if Sources::<T>::contains_key(peer) {
			return Ok(());
		}
		let state = Self::peer_or_new(peer)?;
		Sources::<T>::insert(peer, state);
		Self::deposit_event(Event::PeerWatched { source: peer });
		Ok(())
	}

	pub(crate) fn do_trust(source: ParaId) -> DispatchResult {
		Trusted::<T>::try_mutate(|trusted| {
			let at = trusted.binary_search(&source).err().ok_or(Error::<T>::AlreadyTrusted)?;
			trusted.try_insert(at, source).map_err(|_| Error::<T>::TooManyTrusted)
		})?;
		Self::deposit_event(Event::Trusted { source });
		Ok(())
	}

	pub(crate) fn do_distrust(source: ParaId) -> DispatchResult {
		Trusted::<T>::try_mutate(|trusted| {
			let at = trusted.binary_search(&source).map_err(|_| Error::<T>::NotTrusted)?;
			trusted.remove(at);
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::Distrusted { source });
		Ok(())
	}

	/// Switches the speculative tier, which changes nothing for what this block was asked for already.
	pub(crate) fn do_set_speculative(on: bool) {
		Speculative::<T>::put(on);
		Self::deposit_event(Event::SpeculativeSet { on });
	}

	pub(crate) fn do_reanchor(source: ParaId, generation: u32) -> DispatchResult {
		let state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		let consumed = Frontiers::<T>::get(source).leaf_count();
		// Reading a generation from 0 again would deliver positions twice (I2). One of which nothing was
		// consumed may be left for a lower one: it was named by mistake.
		let finished = if consumed.is_zero() { state.finished } else { state.generation };
		ensure!(finished.is_none_or(|last| generation > last), Error::<T>::GenerationNotRaised);
		Usage::<T>::try_mutate(|usage| {
			if let Ok(at) = usage.consumed.binary_search_by_key(&source, |c| c.source) {
				// What this block requires of the source has to stay in its record, and its record names
				// one generation per source.
				let required = usage.consumed.get(at).is_some_and(|c| c.expected_root.is_some());
				ensure!(!required, Error::<T>::RequiredInThisBlock);
				usage.consumed.remove(at);
			}
			Ok::<_, Error<T>>(())
		})?;
		let abandoned = Abandoned {
			generation: state.generation,
			consumed,
			consumed_bytes: state.consumed_bytes,
			known: state.highest.map(|highest| highest.leaf_count),
			dead_letters: Self::abandon_dead_letters(source),
			frozen: state.frozen,
		};
		Resyncs::<T>::mutate(source, |resync| {
			let count = resync.map_or(0, |resync| resync.count).saturating_add(1);
			let relay_block = T::RelayBlockNumber::current_block_number();
			*resync = Some(Resync { count, abandoned, relay_block });
		});
		Frontiers::<T>::remove(source);
		Heads::<T>::remove(source);
		let accepted = state.is_accepted();
		let state = SourceState {
			phase: state.phase,
			generation: Some(generation),
			finished,
			..Default::default()
		};
		Sources::<T>::insert(source, state);
		T::Outbox::forget(source);
		T::Observer::forget_heads(source);
		Self::deposit_event(Event::Reanchored { source, generation, abandoned });
		if accepted {
			Self::publish_or_mark(source);
		}
		Ok(())
	}

	fn change_phase(source: ParaId, from: InboundPhase, to: InboundPhase) -> DispatchResult {
		Sources::<T>::try_mutate(source, |state| {
			let state = state.as_mut().ok_or(Error::<T>::UnknownSource)?;
			ensure!(state.phase == from, Error::<T>::WrongPhase);
			state.phase = to;
			Ok::<_, Error<T>>(())
		})?;
		Self::publish_or_mark(source);
		Ok(())
	}

	/// The state of a peer, which is added to [`Peers`] if it is new.
	fn peer_or_new(peer: ParaId) -> Result<SourceState, Error<T>> {
		ensure!(peer != T::SelfParaId::get(), Error::<T>::OwnId);
		if let Some(state) = Sources::<T>::get(peer) {
			return Ok(state);
		}
		Peers::<T>::try_mutate(|peers| match peers.binary_search(&peer) {
			Ok(_) => Ok(()),
			Err(at) => peers.try_insert(at, peer).map_err(|_| Error::<T>::TooManySources),
		})?;
		Ok(SourceState::default())
	}
}

impl<T: Config> WatchPeer for Pallet<T> {
	fn watch(peer: ParaId) -> bool {
		Self::do_watch(peer).is_ok()
	}
}

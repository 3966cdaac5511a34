//! Which peers there are, what is consumed of them, and who is trusted.

use frame_support::{ensure, traits::Get, weights::Weight};
use sp_runtime::{DispatchResult, traits::BlockNumberProvider};
use spec_messaging_primitives::{
	ParaId,
	channel::InboundPhase,
	pallets::{ApplyRegister, NoteHead, PublishRegister, RelayBlockNumber, WatchPeer},
};

use crate::{
	Abandoned, Config, Error, Event, Frontiers, Pallet, Peers, Resync, Resyncs, Retired,
	SourceState, Sources, Speculative, Tombstones, Trusted, Usage, WeightInfo,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accept_channel(source: ParaId) -> DispatchResult {
		let mut state = Self::peer_or_new(source)?;
		// One that was rejected may be accepted after all.
		let open = matches!(
			state.phase,
			InboundPhase::None | InboundPhase::Offered | InboundPhase::Closed
		);
		ensure!(open, Error::<T>::AlreadyAccepted);
		ensure!(!Tombstones::<T>::contains_key(source), Error::<T>::Ended);
		ensure!(state.may_begin(), Error::<T>::NotOffered);
		ensure!(T::Outbox::has_room(source), Error::<T>::NoRoomForRegister);
		state.phase = InboundPhase::Accepted;
		Sources::<T>::insert(source, state);
		Self::deposit_event(Event::ChannelAccepted { source });
		Self::publish_or_mark(source);
		Ok(())
	}

	pub(crate) fn do_suspend_channel(
		source: ParaId,
		until: Option<RelayBlockNumber>,
	) -> DispatchResult {
		let now = T::RelayBlockNumber::current_block_number();
		ensure!(until.is_none_or(|until| now < until), Error::<T>::AlreadyOver);
		let mut state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		ensure!(state.phase == InboundPhase::Accepted, Error::<T>::WrongPhase);
		if let Some(until) = until {
			Self::set_expiry(source, until)?;
		}
		state.phase = InboundPhase::Suspended;
		Sources::<T>::insert(source, state);
		Self::publish_or_mark(source);
		Self::deposit_event(Event::ChannelSuspended { source, until });
		Ok(())
	}

	pub(crate) fn do_resume_channel(source: ParaId) -> DispatchResult {
		let mut state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		ensure!(state.phase == InboundPhase::Suspended, Error::<T>::WrongPhase);
		Self::clear_expiry(source);
		state.phase = Self::resumed_phase(state.outbound);
		if Self::finish_if_drained(source, &mut state) {
			// A rare thing, which no resumption declares.
			Self::register_weight(T::WeightInfo::end_channel());
		}
		Sources::<T>::insert(source, state);
		Self::publish_or_mark(source);
		Self::deposit_event(Event::ChannelResumed { source });
		Ok(())
	}

	pub(crate) fn do_watch(peer: ParaId) -> DispatchResult {
		if Sources::<T>::contains_key(peer) && Peers::<T>::get().binary_search(&peer).is_ok() {
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
		// Of a stream that ended, too: its frontier is gone, and what was consumed was.
		let consumed = Self::consumed(source);
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
		Self::forget_older_roots(source);
		let published = state.has_register();
		// Of a stream that ended nothing is read from position 0 on unless somebody asks for it.
		let phase = match state.phase {
			InboundPhase::Closed => InboundPhase::None,
			phase => phase,
		};
		Tombstones::<T>::remove(source);
		// Of a stream of which nothing was consumed the generation may stay, and then no offset may fall.
		let promised = if consumed.is_zero() { state.clone() } else { SourceState::default() };
		// The heads are forgotten with the rest.
		let state = SourceState {
			phase,
			generation: Some(generation),
			finished,
			published: state.published,
			credit: promised.credit,
			credit_bytes: promised.credit_bytes,
			max_payload: promised.max_payload,
			..Default::default()
		};
		Sources::<T>::insert(source, state);
		T::Outbox::forget(source);
		T::Observer::forget_heads(source);
		Self::deposit_event(Event::Reanchored { source, generation, abandoned });
		if published {
			Self::publish_or_mark(source);
		}
		Ok(())
	}

	/// The state of a peer, which is added to [`Peers`] if it is new.
	///
	/// One that was forgotten is as it was when its stream ended.
	pub(crate) fn peer_or_new(peer: ParaId) -> Result<SourceState, Error<T>> {
		ensure!(peer != T::SelfParaId::get(), Error::<T>::OwnId);
		let known = Sources::<T>::get(peer);
		let mut peers = Peers::<T>::get();
		if let Err(at) = peers.binary_search(&peer) {
			peers.try_insert(at, peer).map_err(|_| Error::<T>::TooManySources)?;
			Peers::<T>::put(peers);
			if known.is_some() {
				Retired::<T>::mutate(|retired| *retired = retired.saturating_sub(1));
			}
		}
		Ok(known.unwrap_or_default())
	}
}

impl<T: Config> WatchPeer for Pallet<T> {
	fn watch(peer: ParaId) -> bool {
		Self::do_watch(peer).is_ok()
	}

	fn unwatch(peer: ParaId, governed: bool) -> bool {
		Self::do_unwatch(peer, governed)
	}

	fn unwatch_weight() -> Weight {
		T::WeightInfo::unwatch().saturating_add(T::Observer::note_weight())
	}
}

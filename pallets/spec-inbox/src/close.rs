//! Answers to offers, and ends that this side decides on.

use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchResult, traits::BadOrigin};
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase},
	mmr::Frontier,
	pallets::PublishRegister,
};

use crate::{Config, Error, Event, Frontiers, Pallet, Sources, Tombstones};

impl<T: Config> Pallet<T> {
	/// Accepts a source whose stream never was read, for whom it may concern.
	pub(crate) fn accept_for(source: ParaId, who: Option<T::AccountId>) -> DispatchResult {
		with_storage_layer(|| {
			Self::do_accept_channel(source)?;
			Self::take_deposit(source, who)
		})
	}

	/// Accepts a source whose stream was read up to `frontier` before its channel ended.
	///
	/// # Errors
	///
	/// `UnknownSource`, `AlreadyAccepted`, `NotEnded`, `OtherFrontier`, `NotOffered`, `NoRoomForRegister`, that
	/// of the deposit.
	pub(crate) fn do_reaccept_channel(
		source: ParaId,
		frontier: Frontier,
		who: Option<T::AccountId>,
	) -> DispatchResult {
		with_storage_layer(|| {
			let mut state = Self::peer_or_new(source)?;
			ensure!(
				matches!(state.phase, InboundPhase::Offered | InboundPhase::Closed),
				Error::<T>::AlreadyAccepted
			);
			let tombstone = Tombstones::<T>::get(source).ok_or(Error::<T>::NotEnded)?;
			ensure!(
				frontier.leaf_count() == tombstone.leaf_count && frontier.root() == tombstone.root,
				Error::<T>::OtherFrontier
			);
			ensure!(state.may_begin(), Error::<T>::NotOffered);
			ensure!(T::Outbox::has_room(source), Error::<T>::NoRoomForRegister);
			state.phase = InboundPhase::Accepted;
			Sources::<T>::insert(source, state);
			Frontiers::<T>::insert(source, frontier);
			Tombstones::<T>::remove(source);
			Self::take_deposit(source, who)?;
			Self::deposit_event(Event::ChannelAccepted { source });
			Self::publish_or_mark(source);
			Ok(())
		})
	}

	/// Says no to an offer.
	///
	/// # Errors
	///
	/// `UnknownSource`, `WrongPhase`, `NoRoomForRegister`.
	pub(crate) fn do_reject_channel(source: ParaId) -> DispatchResult {
		let mut state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		ensure!(state.phase == InboundPhase::Offered, Error::<T>::WrongPhase);
		ensure!(T::Outbox::has_room(source), Error::<T>::NoRoomForRegister);
		state.phase = InboundPhase::Closed;
		Sources::<T>::insert(source, state);
		Self::deposit_event(Event::ChannelRejected { source });
		Self::publish_or_mark(source);
		Ok(())
	}

	/// Grants no more credit to a source, and ends once everything it sent is consumed.
	///
	/// # Errors
	///
	/// `UnknownSource`, `WrongPhase`, `BadOrigin`.
	pub(crate) fn do_close_channel(source: ParaId, who: Option<&T::AccountId>) -> DispatchResult {
		ensure!(Self::may_close(source, who), BadOrigin);
		let mut state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		ensure!(state.phase.is_answered(), Error::<T>::WrongPhase);
		Self::begin_closing(source, &mut state);
		Self::clear_expiry(source);
		Self::finish_if_drained(source, &mut state);
		Sources::<T>::insert(source, state);
		Self::publish_or_mark(source);
		Ok(())
	}

	/// Ends a channel whatever the source says.
	///
	/// # Errors
	///
	/// `UnknownSource`, `WrongPhase`, `RequiredInThisBlock`.
	pub(crate) fn do_force_close(source: ParaId) -> DispatchResult {
		let mut state = Sources::<T>::get(source).ok_or(Error::<T>::UnknownSource)?;
		let live = state.phase.is_answered() || state.phase == InboundPhase::Closing;
		ensure!(live, Error::<T>::WrongPhase);
		// The PVF needs the frontier as it is at the end of the block.
		ensure!(!Self::is_required(source), Error::<T>::RequiredInThisBlock);
		Self::clear_expiry(source);
		Self::end(source, &mut state, true);
		Sources::<T>::insert(source, state);
		Self::publish_or_mark(source);
		Ok(())
	}

	/// What `resume` leads to: a sender that closed in the meantime is read to the end.
	pub(crate) fn resumed_phase(outbound: OutboundPhase) -> InboundPhase {
		match outbound {
			OutboundPhase::Closing | OutboundPhase::Closed => InboundPhase::Closing,
			OutboundPhase::None | OutboundPhase::Opening | OutboundPhase::Open => {
				InboundPhase::Accepted
			},
		}
	}
}

//! How a channel moves from phase to phase.
//!
//! ```text
//!            open                 accepted and              close, or the        all consumed
//!  None ───────────▶ Opening ────────────────────▶ Open ───────────────▶ Closing ─────────────▶ Closed
//!   ▲                  │  │   predecessor drained    │    peer closes       │                     │ ▲
//!   └── nothing sent ──┘  └─ cancelled, expired, ────┴── the peer closed ───┴─────────────────────┼─┘
//!                            rejected                    without the rest        Opening ◀────────┘
//!                                                                                      reopen
//! ```
//!
//! The peer's side moves the channel when its register is applied. Where the channel went shows in the
//! next commitment.

use frame_support::dispatch::DispatchClass;
use sp_runtime::traits::BlockNumberProvider;
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase},
	pallets::{Predecessor, RelayBlockNumber},
};

use crate::{Channel, Config, Cycle, Ending, Event, Pallet, Side};

impl<T: Config> Pallet<T> {
	/// The relay chain's height, as far as this block knows it.
	pub(crate) fn relay_now() -> RelayBlockNumber {
		T::RelayBlockNumber::current_block_number()
	}

	/// Whether the peer accepted and the predecessor has nothing under way any more, so that a channel
	/// that is opening is open as soon as somebody writes that down.
	pub(crate) fn is_ripe(destination: ParaId, channel: &Channel) -> bool {
		channel.outbound == OutboundPhase::Opening
			&& channel.peer_phase().is_answered()
			&& T::Predecessor::is_drained(destination)
	}

	/// Opens a channel that is ripe, so that its predecessor is never asked again.
	pub(crate) fn promote(destination: ParaId, channel: &mut Channel) -> bool {
		let ripe = Self::is_ripe(destination, channel);
		if ripe {
			channel.outbound = OutboundPhase::Open;
			// What waited for the answer did not wait for an acknowledgement.
			channel.waiting_since = Self::relay_now();
			Self::deposit_event(Event::ChannelEstablished { destination });
		}
		ripe
	}

	/// Moves a channel along after a register in which the peer's side went from `before` to what it is
	/// now. True if the phase of this side changed.
	pub(crate) fn follow(destination: ParaId, channel: &mut Channel, before: InboundPhase) -> bool {
		let said = channel.peer_phase();
		let was = channel.outbound;
		match (channel.outbound, said) {
			(OutboundPhase::Opening, InboundPhase::Accepted | InboundPhase::Suspended) => {
				Self::promote(destination, channel);
			},
			(OutboundPhase::Opening | OutboundPhase::Open, InboundPhase::Closing) => {
				Self::begin_closing(destination, channel, Side::Receiver);
			},
			// What the peer said of a former life is no answer to this one.
			(OutboundPhase::Opening, InboundPhase::Closed) if before != InboundPhase::Closed => {
				Self::end(destination, channel, Ending::Rejected);
			},
			(OutboundPhase::Open | OutboundPhase::Closing, InboundPhase::Closed) => {
				let drained = channel.in_flight() == 0;
				let ending = if drained { Ending::Drained } else { Ending::Abandoned };
				Self::end(destination, channel, ending);
			},
			_ => (),
		}
		if channel.outbound == OutboundPhase::Closing && channel.in_flight() == 0 {
			Self::end(destination, channel, Ending::Drained);
		}
		channel.outbound != was
	}

	/// Sends no more on a channel.
	pub(crate) fn begin_closing(destination: ParaId, channel: &mut Channel, by: Side) {
		channel.outbound = OutboundPhase::Closing;
		Self::deposit_event(Event::ChannelClosing { destination, by });
	}

	/// Ends a channel, gives its deposit back and says which messages nobody acknowledged.
	///
	/// An opening that nobody accepted and on which nothing was ever sent leaves nothing behind. Of any other
	/// channel the commitment makes a tombstone, once it has taken in what is pending: a peer that reads has
	/// to see that it is closed.
	pub(crate) fn end(destination: ParaId, channel: &mut Channel, ending: Ending) {
		let unused = channel.outbound == OutboundPhase::Opening
			&& !channel.peer_phase().is_answered()
			&& channel.sent.is_zero();
		channel.outbound = if unused { OutboundPhase::None } else { OutboundPhase::Closed };
		channel.pause = crate::Pause::No;
		channel.stale = false;
		Self::return_deposit(destination);
		Self::deposit_event(Event::ChannelEnded {
			destination,
			ending,
			acknowledged: channel.acknowledged(),
			sent: channel.sent,
		});
	}

	/// Has the next commitment say what became of a channel, outside of a call that charges for it.
	pub(crate) fn touch_and_charge(peer: ParaId, channel: &mut Channel) {
		if Self::touch_now(peer, channel) {
			frame_system::Pallet::<T>::register_extra_weight_unchecked(
				Self::destinations_cost(1),
				DispatchClass::Mandatory,
			);
		}
	}

	/// Has the next commitment say what became of a channel. True if it did not know of it before.
	pub(crate) fn touch_now(peer: ParaId, channel: &mut Channel) -> bool {
		let mut cycle = Cycle::<T>::get();
		Self::begin(&mut cycle);
		let first = Self::touch(&mut cycle, peer, channel);
		Cycle::<T>::put(cycle);
		first
	}
}

//! Where a message that this chain sends is, and what stops it.

use alloc::vec::Vec;
use spec_messaging_primitives::{
	ParaId, Position,
	channel::{InboundPhase, OutboundPhase},
	pallets::SendMessage,
};
use spec_messaging_runtime_api::{Obstacle, OutgoingExplanation, OutgoingPlace};

use crate::{
	Channel, Channels, Config, Cycle, Generation, Pallet, Pause, SendError, accumulate::limits,
};

impl<T: Config> Pallet<T> {
	/// Where the message at `position` of the stream to `peer` is, what stops it, and who can clear that.
	///
	/// `unheard`: why no register of the peer counts, as far as the receiving pallet knows; it stops an
	/// acknowledgement and nothing else.
	///
	/// # Cost
	///
	/// Five reads. Off chain, or in a dry run; nothing is written.
	pub fn explain(
		peer: ParaId,
		position: Position,
		unheard: Option<Obstacle>,
	) -> OutgoingExplanation {
		let generation = Generation::<T>::get();
		let channel =
			Channels::<T>::get(peer).filter(|channel| channel.outbound != OutboundPhase::None);
		let Some(channel) = channel else {
			let blocked = alloc::vec![Obstacle::NoChannel.into()];
			return OutgoingExplanation { generation, place: OutgoingPlace::NoChannel, blocked };
		};
		let (place, obstacles) = Self::place(peer, &channel, position, unheard);
		let blocked = obstacles.into_iter().map(Into::into).collect();
		OutgoingExplanation { generation, place, blocked }
	}

	fn place(
		peer: ParaId,
		channel: &Channel,
		position: Position,
		unheard: Option<Obstacle>,
	) -> (OutgoingPlace, Vec<Obstacle>) {
		let at = position.get();
		if let Some(ahead) = at.checked_sub(channel.sent.get()) {
			let behind = (ahead > 0).then_some(Obstacle::Behind(ahead));
			let stops = Self::stops(peer, channel, position);
			return (OutgoingPlace::NotSent, behind.into_iter().chain(stops).collect());
		}
		if at >= channel.committed(Cycle::<T>::get().round) {
			return (OutgoingPlace::Pending, alloc::vec![Obstacle::NotCommitted]);
		}
		if let Some(applied) = channel.applied
			&& at < applied.register.consumed.get()
		{
			return (OutgoingPlace::Acknowledged { as_of: applied.as_of }, Vec::new());
		}
		// A peer that is closing still consumes what is in flight.
		let phase = channel.applied.map(|applied| applied.register.phase.inbound);
		let phase = phase
			.filter(|phase| matches!(phase, InboundPhase::Suspended | InboundPhase::Closed))
			.map(Obstacle::PeerPhase);
		let known: Vec<_> = phase.into_iter().chain(unheard).collect();
		if known.is_empty() {
			return (OutgoingPlace::Committed, alloc::vec![Obstacle::NotAcknowledged]);
		}
		(OutgoingPlace::Committed, known)
	}

	/// What stops a message of one byte from being sent at `position` now. As `send` itself says it, which
	/// only looks at the next one.
	pub(crate) fn stops(peer: ParaId, channel: &Channel, position: Position) -> Option<Obstacle> {
		let (messages, bytes, max_payload) = limits::<T>(channel);
		let now = Self::relay_now();
		let credit = Obstacle::NoCredit { messages, bytes };
		match Self::can_send(peer, 1) {
			Err(SendError::NoChannel | SendError::Closing) => {
				Some(Obstacle::NotOpen(channel.outbound))
			},
			Err(SendError::Paused) => Some(match channel.pause {
				Pause::Until(end) if now < end => Obstacle::Paused(Some(end)),
				Pause::Indefinite => Obstacle::Paused(None),
				_ => Obstacle::PeerPhase(channel.peer_phase()),
			}),
			Err(SendError::Stale) => Some(Obstacle::Stale(channel.acknowledgement_age(now))),
			Err(SendError::NotDrained) => Some(Obstacle::NotDrained),
			Err(SendError::Empty | SendError::TooLarge) => {
				Some(Obstacle::PayloadLimit(max_payload))
			},
			Err(SendError::NoCredit) => Some(credit),
			Err(SendError::BlockFull) => Some(Obstacle::BlockFull),
			Ok(()) => (position.get() >= messages).then_some(credit),
		}
	}
}

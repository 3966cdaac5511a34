//! How this side of a channel follows what the sender says of its own.
//!
//! ```text
//!          the sender asks             accept                  close, or the sender closes
//!   None ──────────────────▶ Offered ─────────▶ Accepted ⇄ Suspended ──────────────▶ Closing
//!    ▲ ◀──── withdrawn ─────    │                                                       │
//!    │                          └──────────── reject ──────────────▶ Closed ◀───────────┘
//!    └── nothing was read                                               the sender sends no more, and
//!                                                                       all it sent was consumed
//! ```
//!
//! Only leaves under included roots count, and only newer ones than those seen before.

use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase},
	mmr::Frontier,
	pallets::RelayBlockNumber,
};

use crate::{Config, Event, Frontiers, Highest, Pallet, SourceState, Tombstone, Tombstones, Usage};

/// What a leaf under an included root says of the sender's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SenderSide {
	/// Relay block at which the root was read.
	pub(crate) relay_block: RelayBlockNumber,
	/// What the sender says.
	pub(crate) phase: OutboundPhase,
}

impl<T: Config> Pallet<T> {
	/// Follows what the sender says, with the frontier as it is after its messages. True if this side
	/// changed, or what is known of the sender's.
	pub(crate) fn follow(source: ParaId, state: &mut SourceState, said: SenderSide) -> bool {
		let newest = state.highest.is_some_and(|h| h.relay_block == said.relay_block);
		let before = state.outbound;
		let mut changed = false;
		if newest && said.phase != before {
			// Whoever ended its own side need not have seen how the other one ended, or it would never see
			// that it is asked again.
			if before.may_become(said.phase) || state.phase == InboundPhase::Closed {
				state.outbound = said.phase;
				changed = true;
				Self::answer(source, state);
			} else {
				Self::deposit_event(Event::PhaseRefused { source, before, said: said.phase });
			}
		}
		Self::finish_if_drained(source, state) || changed
	}

	/// Moves this side after the sender's side became what it is now.
	fn answer(source: ParaId, state: &mut SourceState) {
		match (state.phase, state.outbound) {
			(InboundPhase::None | InboundPhase::Closed, OutboundPhase::Opening) => {
				state.phase = InboundPhase::Offered;
				Self::deposit_event(Event::ChannelOffered { source });
			},
			(InboundPhase::Offered, OutboundPhase::None | OutboundPhase::Closed) => {
				state.phase = Self::phase_without_offer(source, state.published);
				Self::deposit_event(Event::OfferWithdrawn { source });
			},
			// One that is suspended stays so: messages wait until it is resumed.
			(InboundPhase::Accepted, OutboundPhase::Closing | OutboundPhase::Closed) => {
				Self::begin_closing(source, state);
			},
			_ => (),
		}
	}

	/// What this side was before it was asked. Whoever was told something is not told that it was nothing.
	pub(crate) fn phase_without_offer(source: ParaId, published: bool) -> InboundPhase {
		if published || Tombstones::<T>::contains_key(source) {
			InboundPhase::Closed
		} else {
			InboundPhase::None
		}
	}

	/// Grants no more credit.
	pub(crate) fn begin_closing(source: ParaId, state: &mut SourceState) {
		state.phase = InboundPhase::Closing;
		Self::deposit_event(Event::ChannelClosing { source });
	}

	/// Ends a channel that is closing, if the sender sends no more and everything was consumed. True if it
	/// does.
	///
	/// A sender of which nothing was ever seen may have sent something. In a block that requires a root of
	/// the source, the frontier is needed until the end: a later refresh ends the channel.
	pub(crate) fn finish_if_drained(source: ParaId, state: &mut SourceState) -> bool {
		if state.phase != InboundPhase::Closing || Self::is_required(source) {
			return false;
		}
		let Some(Highest { leaf_count, .. }) = state.highest else { return false };
		let silent = matches!(
			state.outbound,
			OutboundPhase::None | OutboundPhase::Closing | OutboundPhase::Closed
		);
		let drained = silent && Frontiers::<T>::get(source).leaf_count() >= leaf_count;
		if drained {
			Self::end(source, state, false);
		}
		drained
	}

	/// Whether this block builds on a root of `source` that is not included yet, as far as calls before this
	/// one go: within one call, a refresh comes before messages.
	pub(crate) fn is_required(source: ParaId) -> bool {
		let consumed = Usage::<T>::get().consumed;
		consumed.iter().any(|entry| entry.source == source && entry.expected_root.is_some())
	}

	/// Ends a channel: its deposit goes back, and its frontier becomes a tombstone.
	pub(crate) fn end(source: ParaId, state: &mut SourceState, forced: bool) {
		state.phase = InboundPhase::Closed;
		let frontier: Frontier = Frontiers::<T>::take(source);
		let consumed = frontier.leaf_count();
		if !consumed.is_zero() {
			let tombstone = Tombstone { leaf_count: consumed, root: frontier.root() };
			Tombstones::<T>::insert(source, tombstone);
		}
		let sent = state.highest.map_or(consumed, |highest| highest.leaf_count.max(consumed));
		Self::return_deposit(source);
		Self::deposit_event(Event::ChannelClosed { source, frontier, sent, forced });
	}
}

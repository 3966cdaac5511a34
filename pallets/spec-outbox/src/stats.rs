//! Counts what operators ask for, and answers them.
//!
//! One message of each stream at a time is timed, from the commitment that brings it to the register that
//! acknowledges it, so that a send costs nothing more.

use sp_runtime::traits::BlockNumberProvider;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	channel::OutboundPhase,
	pallets::{Footprint, RelayBlockNumber},
};
use spec_messaging_runtime_api::{OutgoingStats, Unacknowledged};

use crate::{
	Channel, Channels, Config, Cycle, Generation, Pallet, Probe, Tallies, accumulate::limits,
};

impl<T: Config> Pallet<T> {
	/// Times the message at `position`, the first of those that are being committed, unless another one of
	/// the stream is being timed.
	pub(crate) fn time_commitment(channel: &mut Channel, position: Position) {
		let generation = Generation::<T>::get();
		if channel.probe.is_some_and(|probe| probe.generation == generation) {
			return;
		}
		let relay_block = T::RelayBlockNumber::current_block_number();
		channel.probe = Some(Probe { generation, position, relay_block });
	}

	/// Counts how long the timed message took if it is among the `consumed`, which the peer said under a root
	/// that was included by relay block `as_of`.
	pub(crate) fn time_acknowledgement(
		peer: ParaId,
		channel: &mut Channel,
		as_of: RelayBlockNumber,
		consumed: LeafCount,
	) {
		let generation = Generation::<T>::get();
		let Some(probe) = channel.probe.filter(|probe| {
			probe.generation == generation && probe.position < consumed.next_position()
		}) else {
			return;
		};
		// An author may bring the batch before this block's relay parent is known.
		let now = T::RelayBlockNumber::current_block_number().max(as_of);
		Tallies::<T>::mutate(peer, |latencies| {
			latencies.count(now.saturating_sub(probe.relay_block))
		});
		channel.probe = None;
	}

	pub(crate) fn stats_of(peer: ParaId) -> Option<OutgoingStats> {
		let channel =
			Channels::<T>::get(peer).filter(|channel| channel.outbound != OutboundPhase::None)?;
		let cycle = Cycle::<T>::get();
		let (generation, now) =
			(Generation::<T>::get(), T::RelayBlockNumber::current_block_number());
		let (credit, credit_bytes, max_payload) = limits::<T>(&channel);
		let register = channel.applied.map(|applied| applied.register).unwrap_or_default();
		let as_of = channel.applied.map(|applied| applied.as_of);
		let probe = channel.probe.filter(|probe| probe.generation == generation);
		let sent = channel.sent.get();
		Some(OutgoingStats {
			generation,
			phase: channel.outbound,
			peer_phase: channel.applied.map(|applied| applied.register.phase),
			sent: channel.sent,
			sent_bytes: channel.sent_bytes,
			committed: LeafCount::new(channel.committed(cycle.round)).unwrap_or_default(),
			acknowledged: register.consumed,
			acknowledged_bytes: register.consumed_bytes,
			in_flight: Footprint {
				messages: sent.saturating_sub(register.consumed.get()),
				bytes: channel.sent_bytes.saturating_sub(register.consumed_bytes),
			},
			credit_left: Footprint {
				messages: credit.saturating_sub(sent),
				bytes: credit_bytes.saturating_sub(channel.sent_bytes),
			},
			max_payload,
			acknowledged_as_of: as_of,
			acknowledgement_age: channel.acknowledgement_age(now),
			unacknowledged: probe.map(|probe| Unacknowledged {
				position: probe.position,
				relay_blocks: now.saturating_sub(probe.relay_block),
			}),
			latencies: Tallies::<T>::get(peer),
			blocked: Self::stops(peer, &channel, channel.sent.next_position()).map(Into::into),
		})
	}
}

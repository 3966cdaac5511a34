//! Handing consumed messages on, and what becomes of those that nobody takes.

use alloc::vec::Vec;
use frame_support::{BoundedVec, traits::ConstU32};
use spec_messaging_primitives::{
	ParaId, Position,
	batch::{MAX_BATCH_PAYLOADS, MessageBatch, Payload},
	hashing::message_id,
	pallets::{Footprint, HandleMessages, Tier},
};

use crate::{Config, DeadLetter, Pallet, SourceState, dead_letter::Dead};

/// How much a batch carries, and how much of it a handler takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Load {
	/// All messages.
	pub(crate) messages: u32,
	/// Bytes of all payloads.
	pub(crate) bytes: u64,
	/// What can be handed on.
	pub(crate) enqueued: Footprint,
}

impl Load {
	/// How many messages can be handed to nobody.
	pub(crate) fn dead(&self) -> u64 {
		u64::from(self.messages).saturating_sub(self.enqueued.messages)
	}
}

/// Why a payload can be handed to nobody, if so.
pub(crate) fn dead(payload: &[u8], max_payload_bytes: u32) -> Option<DeadLetter> {
	if payload.is_empty() {
		Some(DeadLetter::Empty)
	} else if u32::try_from(payload.len()).map_or(true, |len| len > max_payload_bytes) {
		Some(DeadLetter::TooLong)
	} else {
		None
	}
}

impl Load {
	/// The load of a batch for a handler that takes payloads of at most `max_payload_bytes`.
	pub(crate) fn of(batch: &MessageBatch, max_payload_bytes: u32) -> Self {
		let mut load = Self {
			messages: batch.messages(),
			bytes: batch.payload_bytes(),
			enqueued: Footprint::default(),
		};
		for payload in batch.payloads.iter().filter(|p| dead(p, max_payload_bytes).is_none()) {
			let bytes = u64::try_from(payload.len()).unwrap_or(u64::MAX);
			load.enqueued.messages = load.enqueued.messages.saturating_add(1);
			load.enqueued.bytes = load.enqueued.bytes.saturating_add(bytes);
		}
		load
	}
}

impl SourceState {
	/// Counts what was consumed.
	pub(crate) fn count(&mut self, load: &Load) {
		self.consumed_bytes = self.consumed_bytes.saturating_add(load.bytes);
		self.enqueued = self.enqueued.saturating_add(load.enqueued.messages);
		self.dead_lettered = self.dead_lettered.saturating_add(load.dead());
	}
}

impl<T: Config> Pallet<T> {
	/// Hands the messages from `first` on to the handler, in order, in stretches between dead letters.
	///
	/// Dead letters are written down first: an ordered stream must not be stopped for good by what is in it,
	/// and a handler that calls back finds everything stored (I4).
	pub(crate) fn hand_on(
		source: ParaId,
		tier: Tier,
		first: Position,
		payloads: &BoundedVec<Payload, ConstU32<MAX_BATCH_PAYLOADS>>,
		at_once: bool,
	) {
		let max_payload_bytes = T::Handler::max_payload_bytes();
		let mut stretches: Vec<(Position, Vec<&[u8]>)> = Vec::new();
		let mut letters = Vec::new();
		let mut goes_on = false;
		let mut at = Some(first);
		for payload in payloads {
			// The verified frontier counts all of them, so every position exists.
			let Some(position) = at else { break };
			match dead(payload, max_payload_bytes) {
				None => {
					match stretches.last_mut().filter(|_| goes_on) {
						Some((_, stretch)) => stretch.push(payload),
						None => stretches.push((position, alloc::vec![&payload[..]])),
					}
					goes_on = true;
				},
				Some(reason) => {
					let (id, bytes) = (message_id(payload), payload.len());
					let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
					letters.push(Dead { position, id, bytes, reason });
					goes_on = false;
				},
			}
			at = position.checked_add(1);
		}
		Self::bury(source, tier, &letters);
		Self::while_handing_on(source, || {
			let hand = if at_once { T::Handler::handle_at_once } else { T::Handler::handle };
			for (first, stretch) in stretches {
				hand(source, tier, first, stretch);
			}
		});
	}
}

//! A network of tests that carries `horizontal_messages` and nothing else, as `xcm-emulator` does.
//!
//! Such a network sees no stream: nobody fetches payloads, reads heads or brings registers. [`Emulated`] stands
//! in for all of that. What a block sent as streams goes out as horizontal messages, one opaque page a
//! destination, and the next block takes for granted that it was consumed. The streams themselves are appended
//! to and committed as always, so what a test reads of the outbox is the truth.
//!
//! ```ignore
//! #[cfg(feature = "emulated")]
//! type OutboundXcmpMessageSource = pallet_spec_xcmp::emulated::Emulated<Runtime>;
//! ```
//!
//! and in `decl_test_parachains!` of the emulator: `XcmpMessageHandler: Emulated<Runtime>`. `test-runtime/emulator`
//! has all of it. The parachain system has to come before the sending pallet in the runtime, as it usually
//! does: what was committed already is not carried any more.
//!
//! Never in a runtime that is released: nothing that comes in this way was verified. The feature does not
//! compile to wasm.

use alloc::vec::Vec;
use core::marker::PhantomData;
use cumulus_primitives_core::{GetChannelInfo, XcmpMessageHandler, XcmpMessageSource};
use frame_support::{
	BoundedSlice,
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{EnqueueMessage, Get},
	weights::Weight,
};
use pallet_spec_outbox::{
	Channel, Channels, Config as OutboxConfig, Cycle, Generation, Outgoing, Pallet as Outbox,
	Touched,
};
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, RelayBlockNumber},
};

use crate::{
	Config, Hrmp, Pallet,
	pages::{Page, opaque},
};

/// To whom the last block carried a stream. The parachain system takes such a page for one of HRMP, which would
/// then be under way, and what is sent after the block would be refused.
#[storage_alias]
type Streamed<T: Config> = StorageValue<Pallet<T>, Vec<ParaId>, ValueQuery>;

/// Whether what left for `destination` last was a stream. Nothing of HRMP is under way then: a stream waits for it.
pub(crate) fn went_as_stream<T: Config>(destination: ParaId) -> bool {
	Streamed::<T>::get().contains(&destination)
}

/// Source and handler of horizontal messages, in the place of [`Pallet`] itself.
pub struct Emulated<T>(PhantomData<T>);

impl<T: Config> Emulated<T> {
	/// What every peer would say: it accepted, and consumed all that was committed.
	fn acknowledge_all() {
		let round = Cycle::<T>::get().round;
		for (peer, channel) in Channels::<T>::iter().collect::<Vec<_>>() {
			if matches!(channel.outbound, OutboundPhase::None | OutboundPhase::Closed) {
				continue;
			}
			let as_of = channel.applied.map_or(1, |applied| applied.as_of.saturating_add(1));
			// Refused only if it says nothing new.
			let _ = Outbox::<T>::apply(peer, as_of, &Self::register(&channel, round));
		}
	}

	fn register(channel: &Channel, round: u64) -> Register {
		let (consumed, consumed_bytes) = (channel.committed(round), channel.committed_bytes(round));
		Register {
			generation: Generation::<T>::get(),
			consumed: LeafCount::new(consumed).unwrap_or_default(),
			consumed_bytes,
			credit: consumed.saturating_add(<T as OutboxConfig>::InitialCredit::get()),
			credit_bytes: consumed_bytes
				.saturating_add(<T as OutboxConfig>::InitialCreditBytes::get()),
			max_payload: <T as OutboxConfig>::MaxPayloadBytes::get(),
			phase: Phase { outbound: OutboundPhase::None, inbound: InboundPhase::Accepted },
		}
	}
}

impl<T: Config> XcmpMessageSource for Emulated<T> {
	/// What HRMP takes, and what the coming commitment takes in; by increasing destination.
	///
	/// A chain that HRMP knows no channel to is none of the network: nothing goes there, for the parachain system
	/// would panic.
	fn take_outbound_messages(
		maximum_channels: usize,
		excluded_recipients: &[ParaId],
	) -> Vec<(ParaId, Vec<u8>)> {
		let mut pages = Pallet::<T>::take_outbound_messages(maximum_channels, excluded_recipients);
		let slot = Cycle::<T>::get().slot;
		let mut streamed = Vec::new();
		for destination in Touched::<T>::get(slot) {
			let payloads = Outgoing::<T>::get(slot, destination);
			let is_elsewhere = T::Hrmp::SPOKEN && T::Hrmp::get_channel_info(destination).is_none();
			if payloads.is_empty() || is_elsewhere {
				continue;
			}
			pages.push((destination, opaque(payloads.iter().map(|payload| &payload[..]))));
			streamed.push(destination);
		}
		Streamed::<T>::put(streamed);
		pages.sort_by_key(|(destination, _)| *destination);
		Self::acknowledge_all();
		pages
	}
}

impl<T: Config> XcmpMessageHandler for Emulated<T> {
	/// By HRMP's own rules where it is spoken; else all goes to the queue.
	fn handle_xcmp_messages<'a, I: Iterator<Item = (ParaId, RelayBlockNumber, &'a [u8])>>(
		iter: I,
		max_weight: Weight,
	) -> Weight {
		if T::Hrmp::SPOKEN {
			return Pallet::<T>::handle_xcmp_messages(iter, max_weight);
		}
		for (sender, _, page) in iter {
			let Ok(messages) = Page::read(page) else { continue };
			for message in messages.map_while(Result::ok) {
				if let Ok(message) = BoundedSlice::try_from(message) {
					T::Queue::enqueue_message(message, sender);
				}
			}
		}
		Weight::zero()
	}
}

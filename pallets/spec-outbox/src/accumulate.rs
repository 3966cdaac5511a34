//! Takes messages in: limits, position, append.

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::DispatchClass, traits::Get};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	channel::{InboundPhase, OutboundPhase},
	hashing::message_id,
	pallets::{Predecessor, SendMessage, Sent},
};

use crate::{
	Channel, Channels, Config, Cycle, CycleOf, Error, Event, Load, Outgoing, Pallet, Pause,
	Pending, Touched,
};

/// Why a message is not sent. Nothing has changed then.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	thiserror::Error,
)]
pub enum SendError {
	/// This chain has no channel to that destination that is open.
	#[error("no open channel")]
	NoChannel,
	/// The destination said that it consumes no messages, for a while or for good; or this chain pauses.
	#[error("the channel is paused")]
	Paused,
	/// A message has at least one byte.
	#[error("no payload")]
	Empty,
	/// The payload is larger than this chain sends or than the destination accepts.
	#[error("payload too large")]
	TooLarge,
	/// The destination has not granted credit for another message of this size. Comes back when it
	/// consumes.
	#[error("no credit")]
	NoCredit,
	/// The block takes no more messages. The next one does.
	#[error("no room in this block")]
	BlockFull,
	/// The channel is closing: what was sent is still delivered, nothing more is taken.
	#[error("the channel is closing")]
	Closing,
	/// The destination acknowledges nothing any more. Comes back with its next acknowledgement.
	#[error("the destination acknowledges nothing any more")]
	Stale,
	/// The destination accepted, and what another transport still carries has to arrive first.
	#[error("another transport still carries messages")]
	NotDrained,
}

impl From<SendError> for &'static str {
	fn from(error: SendError) -> Self {
		match error {
			SendError::NoChannel => "spec-outbox: no open channel",
			SendError::Paused => "spec-outbox: the channel is paused",
			SendError::Empty => "spec-outbox: no payload",
			SendError::TooLarge => "spec-outbox: payload too large",
			SendError::NoCredit => "spec-outbox: no credit",
			SendError::BlockFull => "spec-outbox: no room in this block",
			SendError::Closing => "spec-outbox: the channel is closing",
			SendError::Stale => "spec-outbox: the destination acknowledges nothing any more",
			SendError::NotDrained => "spec-outbox: another transport still carries messages",
		}
	}
}

impl<T: Config> From<SendError> for Error<T> {
	fn from(error: SendError) -> Self {
		match error {
			SendError::NoChannel => Self::NoChannel,
			SendError::Paused => Self::Paused,
			SendError::Empty => Self::Empty,
			SendError::TooLarge => Self::TooLarge,
			SendError::NoCredit => Self::NoCredit,
			SendError::BlockFull => Self::BlockFull,
			SendError::Closing => Self::Closing,
			SendError::Stale => Self::Stale,
			SendError::NotDrained => Self::NotDrained,
		}
	}
}

/// Channel and load as they are once a message is taken in.
struct Admitted {
	position: Position,
	bytes: u32,
	sent: LeafCount,
	sent_bytes: u64,
	load: Load,
}

/// Messages, bytes and size that may be sent on `channel`: what the peer granted, never less than the
/// initial credit, since whatever was sent under that is on its way. Both are offsets from the beginning of
/// the stream; what a peer granted before it accepted this life of the channel counts for nothing.
pub(crate) fn limits<T: Config>(channel: &Channel) -> (u64, u64, u32) {
	let credit = channel.base.get().saturating_add(T::InitialCredit::get());
	let credit_bytes = channel.base_bytes.saturating_add(T::InitialCreditBytes::get());
	let max_payload = T::MaxPayloadBytes::get();
	let unanswered =
		channel.outbound == OutboundPhase::Opening && !channel.peer_phase().is_answered();
	match &channel.applied {
		Some(applied) if !unanswered => (
			credit.max(applied.register.credit),
			credit_bytes.max(applied.register.credit_bytes),
			max_payload.min(applied.register.max_payload),
		),
		_ => (credit, credit_bytes, max_payload),
	}
}

/// Whether the phases of both sides, and the clock, let messages through.
///
/// The clock of a parachain stands beside its parent's head, some hundred bytes that each look decodes. What
/// went through since the last commitment `found` that neither a pause nor its destination's silence
/// stops it, so what follows looks again only if there is a pause by now. A destination that falls silent in
/// between is given what one commitment takes, no more.
fn check_phase<T: Config>(
	destination: ParaId,
	channel: &Channel,
	found: bool,
) -> Result<(), SendError> {
	match channel.outbound {
		OutboundPhase::None | OutboundPhase::Closed => return Err(SendError::NoChannel),
		OutboundPhase::Closing => return Err(SendError::Closing),
		// Accepted: it is open from this message on, unless an older one is still elsewhere.
		OutboundPhase::Opening if channel.peer_phase().is_answered() => {
			if !T::Predecessor::is_drained(destination) {
				return Err(SendError::NotDrained);
			}
		},
		// Nothing goes two ways at once.
		OutboundPhase::Opening if T::Predecessor::carries(destination) => {
			return Err(SendError::NoChannel);
		},
		OutboundPhase::Opening => (),
		OutboundPhase::Open => match channel.peer_phase() {
			InboundPhase::None | InboundPhase::Offered | InboundPhase::Accepted => (),
			InboundPhase::Suspended | InboundPhase::Closing | InboundPhase::Closed => {
				return Err(SendError::Paused);
			},
		},
	}
	if channel.peer_phase() == InboundPhase::Suspended {
		return Err(SendError::Paused);
	}
	if found && channel.pause == Pause::No {
		return Ok(());
	}
	let now = Pallet::<T>::relay_now();
	if channel.pause.holds(now) {
		return Err(SendError::Paused);
	}
	if Pallet::<T>::is_stale(channel, now) {
		return Err(SendError::Stale);
	}
	Ok(())
}

fn admit<T: Config>(
	destination: ParaId,
	channel: &Channel,
	cycle: &CycleOf<T>,
	bytes: usize,
) -> Result<Admitted, SendError> {
	let load = cycle.load;
	let found = channel.is_touched(cycle.round) && channel.pending.messages > 0;
	check_phase::<T>(destination, channel, found)?;
	let (credit, credit_bytes, max_payload) = limits::<T>(channel);
	if bytes == 0 {
		return Err(SendError::Empty);
	}
	let bytes = u32::try_from(bytes)
		.ok()
		.filter(|bytes| *bytes <= max_payload)
		.ok_or(SendError::TooLarge)?;
	let position = channel.sent.next_position();
	// A credit may name more than a stream can hold; then the stream's end is the limit.
	let sent = channel
		.sent
		.checked_add(1)
		.filter(|_| position.get() < credit)
		.ok_or(SendError::NoCredit)?;
	let sent_bytes = channel
		.sent_bytes
		.checked_add(bytes.into())
		.filter(|total| *total <= credit_bytes)
		.ok_or(SendError::NoCredit)?;
	let messages = load
		.messages
		.checked_add(1)
		.filter(|messages| *messages <= T::MaxMessagesPerBlock::get())
		.ok_or(SendError::BlockFull)?;
	let load_bytes = load
		.bytes
		.checked_add(bytes)
		.filter(|bytes| *bytes <= T::MaxBytesPerBlock::get())
		.ok_or(SendError::BlockFull)?;
	let load = Load { messages, bytes: load_bytes, ..load };
	Ok(Admitted { position, bytes, sent, sent_bytes, load })
}

impl<T: Config> Pallet<T> {
	/// Marks `peer` for the next commitment. True if it was not marked before.
	pub(crate) fn touch(cycle: &mut CycleOf<T>, peer: ParaId, channel: &mut Channel) -> bool {
		if channel.is_touched(cycle.round) {
			return false;
		}
		channel.pending = Pending { round: Some(cycle.round), messages: 0, bytes: 0 };
		cycle.load.destinations = cycle.load.destinations.saturating_add(1);
		// A raw append neither decodes nor counts what is there. Each peer is marked once a round, so
		// the list is bounded by `MaxPeers`.
		sp_io::storage::append(&Touched::<T>::hashed_key_for(cycle.slot), peer.encode());
		true
	}
}

impl<T: Config> SendMessage for Pallet<T> {
	type Error = SendError;

	/// Three reads, and what the predecessor reads while the channel is opening.
	fn can_send(destination: ParaId, payload_bytes: u32) -> Result<(), SendError> {
		let channel = Channels::<T>::get(destination).ok_or(SendError::NoChannel)?;
		Self::can_send_on(destination, &channel, payload_bytes)
	}

	/// O(1) in everything sent before: two small values and one append. One hash, the message's id.
	///
	/// Registers the weight of the append and of the message's share of the commitment, because neither
	/// XCM's `deliver` nor any other caller has a way to account for it.
	fn send(destination: ParaId, payload: &[u8]) -> Result<Sent, SendError> {
		let position = Channels::<T>::try_mutate_exists(destination, |known| {
			let channel = known.as_mut().ok_or(SendError::NoChannel)?;
			Self::take_in(destination, channel, payload)
		})?;
		let id = message_id(payload);
		Self::deposit_event(Event::MessageSent { destination, position, id });
		Ok(Sent { position, id })
	}
}

impl<T: Config> Pallet<T> {
	/// Whether a send on `channel` would succeed now. Two reads, and what the predecessor reads while the
	/// channel is opening.
	pub(crate) fn can_send_on(
		destination: ParaId,
		channel: &Channel,
		payload_bytes: u32,
	) -> Result<(), SendError> {
		let bytes = usize::try_from(payload_bytes).map_err(|_| SendError::TooLarge)?;
		// What was sent since the last commitment counts, in whichever block that was.
		admit::<T>(destination, channel, &Cycle::<T>::get(), bytes).map(|_| ())
	}

	/// Puts a payload behind what the next commitment takes in. `channel` is stored by the caller.
	fn take_in(
		destination: ParaId,
		channel: &mut Channel,
		payload: &[u8],
	) -> Result<Position, SendError> {
		let mut cycle = Cycle::<T>::get();
		let admitted = admit::<T>(destination, channel, &cycle, payload.len())?;

		// It went through, so a pause that had an end is over. Left standing, it would have every further message ask the
		// clock again.
		channel.pause = Pause::No;
		Self::begin(&mut cycle);
		cycle.load = admitted.load;
		Self::touch(&mut cycle, destination, channel);
		let first = channel.pending.messages == 0;
		Self::promote(destination, channel);
		if channel.in_flight() == 0 {
			channel.waiting_since = Self::relay_now();
		}
		channel.sent = admitted.sent;
		channel.sent_bytes = admitted.sent_bytes;
		channel.pending.messages = channel.pending.messages.saturating_add(1);
		channel.pending.bytes = channel.pending.bytes.saturating_add(admitted.bytes);

		// Why raw: `try_append` decodes the length and copies the value, which makes n sends quadratic.
		// The bound of the type holds by `admit`.
		let key = Outgoing::<T>::hashed_key_for(cycle.slot, destination);
		sp_io::storage::append(&key, payload.encode());
		Cycle::<T>::put(cycle);

		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			Self::send_cost(admitted.bytes, first),
			DispatchClass::Mandatory,
		);
		Ok(admitted.position)
	}
}

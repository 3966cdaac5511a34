//! The most that fits one block: found by bisection in the real runtimes, and which limit that is.

use crate::side::{HUB, Side, Transport, peers, settle};
use cumulus_primitives_core::{AggregateMessageOrigin, relay_chain::MAX_POV_SIZE};
use frame_support::traits::{Get, QueueFootprintQuery};
use serde::{Deserialize, Serialize};
use spec_messaging_world::{
	Result, WorldError,
	relay::{CANDIDATE_PAGES, CHANNEL_BYTES},
	runtime::{
		MessageQueue, Runtime,
		messaging::{WINDOW_BYTES, WINDOW_MESSAGES},
	},
};

/// Sizes of messages.
const BYTES: [u32; 3] = [32, 1_024, 32_768];
/// Peers that are sent to where all channels together are asked for: as many as HRMP serves in one block.
const SENT_TO: u32 = CANDIDATE_PAGES;
/// Peers that send where all channels together are asked for. Their full windows are more than a block of ours
/// takes in, and still fit the length of a block.
const SENDERS: u32 = 3;
/// Blocks in which a sender fills its channel of HRMP.
const FILL: u32 = 3;
/// No block takes as many.
const MESSAGES_MAX: u32 = 1 << 16;

/// Which block, and over how many channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
	/// What one block sends through one channel.
	SentToOne,
	/// What one block sends.
	SentToAll,
	/// What one block takes in from one channel.
	TakenOfOne,
	/// What one block takes in.
	TakenOfAll,
}

impl Place {
	/// All.
	pub(crate) const ALL: [Self; 4] =
		[Self::SentToOne, Self::SentToAll, Self::TakenOfOne, Self::TakenOfAll];

	/// Its name in tables.
	pub(crate) fn name(self) -> String {
		match self {
			Self::SentToOne => "sent through one channel".into(),
			Self::SentToAll => format!("sent, to {SENT_TO} peers"),
			Self::TakenOfOne => "taken in from one channel".into(),
			Self::TakenOfAll => format!("taken in, of {SENDERS} peers"),
		}
	}

	const fn peers(self) -> u32 {
		match self {
			Self::SentToOne | Self::TakenOfOne => 1,
			Self::SentToAll => SENT_TO,
			Self::TakenOfAll => SENDERS,
		}
	}
}

/// The most that fits one block.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Capacity {
	/// Which block.
	pub(crate) place: Place,
	/// By which transport.
	pub(crate) transport: Transport,
	/// Bytes of a message.
	pub(crate) bytes: u32,
	/// How many fit.
	pub(crate) messages: u32,
	/// Of those taken in, how many are executed in the same block.
	pub(crate) executed: Option<u32>,
	/// The limit that says so, `None` if none that is known does.
	pub(crate) limit: Option<String>,
}

/// Measures all places, transports and sizes.
pub(crate) fn measure() -> Result<Vec<Capacity>> {
	let mut found = Vec::new();
	for place in Place::ALL {
		for transport in Transport::BOTH {
			for bytes in BYTES {
				eprintln!("compare: {transport:?}, {bytes} bytes, {}", place.name());
				let limit =
					limits(place, transport, bytes).into_iter().min_by_key(|(_, most)| *most);
				let known = limit.as_ref().map_or(1, |(_, most)| *most);
				let (messages, executed) = match place {
					Place::SentToOne | Place::SentToAll => {
						(sent(transport, bytes, place.peers(), known)?, None)
					},
					Place::TakenOfOne | Place::TakenOfAll => {
						let (taken, executed) = taken(transport, bytes, place.peers())?;
						(taken, Some(executed))
					},
				};
				// Chains ask each other about versions, which takes a message of a channel too.
				let own = if executed.is_some() { place.peers() } else { 0 };
				let limit = limit
					.filter(|(_, most)| most.abs_diff(messages) <= own)
					.map(|(limit, _)| limit);
				found.push(Capacity { place, transport, bytes, messages, executed, limit });
			}
		}
	}
	Ok(found)
}

/// The most messages that one block sends to so many peers in turn, so that none waits to leave. `known` is
/// what the limits say, where the search begins.
fn sent(transport: Transport, bytes: u32, count: u32, known: u32) -> Result<u32> {
	let mut side = Side::start(transport, count)?;
	let peers = peers(count);
	let parent = side.hub()?.best();
	let mut fits = |messages: u32| -> Result<bool> {
		let transaction = side.load(HUB, &peers, messages, bytes)?;
		let step = side.step(HUB, transport, vec![transaction]);
		let fits = match step {
			Ok(step) => step.pov.len() <= pov_bytes_max() && !side.waits(HUB)?,
			// Nothing is sent unless all is.
			Err(WorldError::Proof(_)) => false,
			Err(error) => return Err(error),
		};
		side.world.chain_mut(HUB)?.set_best(parent)?;
		Ok(fits)
	};
	// Two probes are enough where the known limits say it all.
	let (mut most, mut over) =
		if fits(known)? { (known, known.saturating_add(1)) } else { (0, known) };
	while most > 0 && over < MESSAGES_MAX && fits(over)? {
		(most, over) = (over, over.saturating_mul(2));
	}
	while over.saturating_sub(most) > 1 {
		let middle = most.midpoint(over);
		if fits(middle)? {
			most = middle;
		} else {
			over = middle;
		}
	}
	Ok(most)
}

/// How many messages one block takes in of more than it can, from so many peers, and how many of them
/// it executes.
fn taken(transport: Transport, bytes: u32, count: u32) -> Result<(u32, u32)> {
	let mut side = Side::start(transport, count)?;
	for peer in peers(count) {
		match transport {
			Transport::Ours | Transport::Queued => {
				let (block, window) = (block_max(bytes), window_max(bytes));
				// One less: see `measure`.
				let rest = window.saturating_sub(block).saturating_sub(1);
				for messages in [block.min(window), rest] {
					fill(&mut side, transport, peer, messages, bytes)?;
				}
			},
			Transport::Hrmp => {
				// More than its channel holds.
				let messages = CHANNEL_BYTES.checked_div(bytes).unwrap_or_default();
				fill(&mut side, transport, peer, messages.saturating_add(1), bytes)?;
			},
		}
	}
	for _ in 0..FILL {
		for peer in peers(count) {
			if transport == Transport::Hrmp {
				side.step(peer, transport, Vec::new())?;
			}
		}
		settle(&mut side.world);
	}
	let step = side.step(HUB, transport, Vec::new())?;
	let executed = side.processed(step.block)?;
	let queued: u64 = side.hub()?.inspect(step.block, || {
		let of = |peer: u32| AggregateMessageOrigin::Sibling(peer.into());
		peers(count).into_iter().map(|peer| MessageQueue::footprint(of(peer)).storage.count).sum()
	})?;
	Ok((executed.saturating_add(u32::try_from(queued).unwrap_or(u32::MAX)), executed))
}

/// `peer` sends so many messages to the measured chain in a block that is included.
fn fill(side: &mut Side, transport: Transport, peer: u32, messages: u32, bytes: u32) -> Result<()> {
	if messages > 0 {
		let transaction = side.load(peer, &[HUB], messages, bytes)?;
		side.step(peer, transport, vec![transaction])?;
		settle(&mut side.world);
	}
	Ok(())
}

/// Messages of this size that the outbox takes in one block.
fn block_max(bytes: u32) -> u32 {
	let most: u32 = <Runtime as pallet_spec_outbox::Config>::MaxBytesPerBlock::get();
	let messages: u32 = <Runtime as pallet_spec_outbox::Config>::MaxMessagesPerBlock::get();
	messages.min(most.checked_div(bytes).unwrap_or_default())
}

/// Messages of this size that may be in flight in one channel.
fn window_max(bytes: u32) -> u32 {
	let by_bytes = WINDOW_BYTES.checked_div(bytes.into()).unwrap_or_default();
	u32::try_from(WINDOW_MESSAGES.min(by_bytes)).unwrap_or(u32::MAX)
}

fn pov_bytes_max() -> usize {
	usize::try_from(MAX_POV_SIZE).unwrap_or(usize::MAX)
}

/// The limits there are, each with the number of messages that it lets through.
fn limits(place: Place, transport: Transport, bytes: u32) -> Vec<(String, u32)> {
	let channels = place.peers();
	let of_bytes = |most: u32| most.checked_div(bytes).unwrap_or_default();
	let window = [
		(format!("window, {WINDOW_MESSAGES} messages"), u32::try_from(WINDOW_MESSAGES)),
		(
			format!("window, {WINDOW_BYTES} bytes"),
			u32::try_from(WINDOW_BYTES.checked_div(bytes.into()).unwrap_or_default()),
		),
	];
	let window = window
		.map(|(name, most)| (name, most.unwrap_or(u32::MAX).saturating_mul(channels)))
		.to_vec();
	// A page begins with its format, and no message is in two pages.
	let page = of_bytes(CHANNEL_BYTES.saturating_sub(1));
	match (transport, place) {
		(Transport::Ours | Transport::Queued, Place::SentToOne | Place::SentToAll) => {
			let messages: u32 = <Runtime as pallet_spec_outbox::Config>::MaxMessagesPerBlock::get();
			let most: u32 = <Runtime as pallet_spec_outbox::Config>::MaxBytesPerBlock::get();
			let block = vec![
				(format!("`MaxMessagesPerBlock` of the outbox, {messages}"), messages),
				(format!("`MaxBytesPerBlock` of the outbox, {most}"), of_bytes(most)),
			];
			[block, window].concat()
		},
		(Transport::Ours | Transport::Queued, Place::TakenOfOne | Place::TakenOfAll) => {
			let messages: u32 = <Runtime as pallet_spec_inbox::Config>::MaxMessagesPerBlock::get();
			let most: u32 = <Runtime as pallet_spec_inbox::Config>::MaxBytesPerBlock::get();
			let block = vec![
				(format!("`MaxMessagesPerBlock` of the inbox, {messages}"), messages),
				(format!("`MaxBytesPerBlock` of the inbox, {most}"), of_bytes(most)),
			];
			[window, block].concat()
		},
		(Transport::Hrmp, Place::SentToOne | Place::SentToAll) => {
			let pages = channels.min(CANDIDATE_PAGES);
			vec![(
				format!("{CANDIDATE_PAGES} pages, one a channel, of {CHANNEL_BYTES} bytes"),
				page.saturating_mul(pages),
			)]
		},
		(Transport::Hrmp, Place::TakenOfOne | Place::TakenOfAll) => {
			vec![(format!("bytes in a channel, {CHANNEL_BYTES}"), page.saturating_mul(channels))]
		},
	}
}

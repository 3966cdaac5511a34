//! What an operator sees of one channel.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	channel::{InboundPhase, OutboundPhase, Phase},
	pallets::{Footprint, RelayBlockNumber},
};

use crate::{Blocked, IncludedRoot, IncomingExplanation, OutgoingExplanation};

/// The longest latency that each bucket of [`Latencies`] but the last counts, in relay blocks. At six
/// seconds a block: 18 s, 36 s, 1 min, 90 s, 150 s, 5 min, 10 min, 1 h, 1 day.
pub const LATENCY_BOUNDS: [RelayBlockNumber; 9] = [3, 6, 10, 15, 25, 50, 100, 600, 14_400];

/// How often an acknowledgement took how long, in relay blocks: one count for each of [`LATENCY_BOUNDS`],
/// and one for what took longer than the last of them. 40 bytes. Counts stop at 2^32 - 1.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct Latencies(pub [u32; LATENCY_BOUNDS.len() + 1]);

impl Latencies {
	/// Counts one.
	pub fn count(&mut self, relay_blocks: RelayBlockNumber) {
		let at = LATENCY_BOUNDS.partition_point(|bound| *bound < relay_blocks);
		if let Some(bucket) = self.0.get_mut(at) {
			*bucket = bucket.saturating_add(1);
		}
	}

	/// How many were counted.
	pub fn total(&self) -> u64 {
		self.0.iter().fold(0, |sum, bucket| sum.saturating_add((*bucket).into()))
	}
}

/// How often registers of a peer did not count, by what was wrong with them.
///
/// One that is merely not newer is no harm, and not counted.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct RegistersRefused {
	/// The peer reads another generation of this chain.
	pub other_generation: u32,
	/// It says that it consumed what was never sent.
	pub beyond_stream: u32,
	/// An offset or a limit fell.
	pub offset_fell: u32,
	/// A phase went back.
	pub phase_fell: u32,
}

/// A message whose acknowledgement is being timed: the first of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Unacknowledged {
	/// Its position.
	pub position: Position,
	/// For how many relay blocks it was committed by now.
	pub relay_blocks: RelayBlockNumber,
}

/// The stream that this chain sends to the peer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OutgoingStats {
	/// Generation of this chain: positions count within it.
	pub generation: u32,
	/// What this chain says of the stream.
	pub phase: OutboundPhase,
	/// What the peer said last of both streams, `None` before the first time.
	pub peer_phase: Option<Phase>,
	/// Messages sent, those that wait for the commitment included.
	pub sent: LeafCount,
	/// Bytes of their payloads.
	pub sent_bytes: u64,
	/// Messages committed.
	pub committed: LeafCount,
	/// Messages that the peer consumed, as far as it said so.
	pub acknowledged: LeafCount,
	/// Bytes of their payloads.
	pub acknowledged_bytes: u64,
	/// Sent and not acknowledged.
	pub in_flight: Footprint,
	/// What may be sent until the peer grants more.
	pub credit_left: Footprint,
	/// Largest payload that may be sent, in bytes.
	pub max_payload: u32,
	/// Relay block by which the peer's last word was included, `None` before the first.
	pub acknowledged_as_of: Option<RelayBlockNumber>,
	/// For how many relay blocks messages in flight wait since the last acknowledgement, or since there were any
	/// again; 0 without. The fee rises with it, and in the end sends are refused.
	pub acknowledgement_age: RelayBlockNumber,
	/// The message that is being timed, `None` if none is.
	pub unacknowledged: Option<Unacknowledged>,
	/// From the commitment of a message to its acknowledgement. One message at a time is timed, not each.
	pub latencies: Latencies,
	/// What stops a message of one byte now, `None` if nothing does.
	///
	/// Sends that were refused are not counted: whoever sent was told, and a call that fails for it leaves
	/// nothing behind, no count either.
	pub blocked: Option<Blocked>,
}

/// How many batches of a source were refused for one reason.
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
	MaxEncodedLen,
)]
pub struct RefusalCount {
	/// Number of the reason: [`Refusal::code`](crate::Refusal::code).
	pub code: u8,
	/// How often. Stops at 2^32 - 1.
	pub count: u32,
}

/// The stream that this chain reads from the peer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct IncomingStats {
	/// Generation that is read, `None` until the first batch names it.
	pub generation: Option<u32>,
	/// What this chain says of the stream.
	pub phase: InboundPhase,
	/// Messages consumed: what was handed on, dead-lettered and skipped together.
	pub consumed: LeafCount,
	/// Bytes of their payloads.
	pub consumed_bytes: u64,
	/// Messages handed on to the queue.
	pub enqueued: u64,
	/// Messages that nobody takes, each with an event.
	pub dead_lettered: u64,
	/// Messages that governance skipped.
	pub skipped: u64,
	/// What the queue still holds.
	pub queued: Footprint,
	/// What the peer may still send on the credit that was published.
	pub credit_left: Footprint,
	/// What a batch may carry now.
	pub capacity: Footprint,
	/// How long the stream was under the newest included root that a batch was read under, `None` before the
	/// first.
	pub seen: Option<LeafCount>,
	/// The newest root of the peer that the relay chain included, as far as this chain saw.
	pub newest_root: Option<IncludedRoot>,
	/// How many relay blocks ago it was read first. Rises while the peer commits nothing new.
	pub newest_root_age: Option<RelayBlockNumber>,
	/// Whether the peer is in the trust domain of the speculative tier.
	pub trusted: bool,
	/// Batches refused, by increasing code; none that never were.
	///
	/// Counted where the refusal stays: in inherents. A transaction that is refused leaves nothing behind.
	pub refused: Vec<RefusalCount>,
	/// Registers of the peer, about the stream that this chain sends, that did not count. Their batches may
	/// have been accepted.
	pub registers_refused: RegistersRefused,
	/// What stops messages and registers of the peer now, in the order in which they have to be cleared.
	/// Empty if nothing does.
	pub blocked: Vec<Blocked>,
}

/// Both streams of a channel, as of one block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ChannelStats {
	/// The other chain.
	pub peer: ParaId,
	/// What this chain sends, `None` if it never opened a channel to the peer.
	pub outgoing: Option<OutgoingStats>,
	/// What this chain reads, `None` if it knows no such peer.
	pub incoming: Option<IncomingStats>,
}

sp_api::decl_runtime_apis! {
	/// What an operator asks about one channel. From state alone; no answer is a proof.
	///
	/// A runtime that has one of the two pallets alone answers `None`, [`OutgoingPlace::NoChannel`] or
	/// [`IncomingPlace::UnknownPeer`] for the other half.
	///
	/// | version | change |
	/// |---|---|
	/// | 1 | initial |
	///
	/// [`OutgoingPlace::NoChannel`]: crate::OutgoingPlace::NoChannel
	/// [`IncomingPlace::UnknownPeer`]: crate::IncomingPlace::UnknownPeer
	#[api_version(1)]
	pub trait SpecChannelApi {
		/// Counters of both streams with `peer`. About ten reads and that of the queue's footprint.
		fn stats(peer: ParaId) -> ChannelStats;

		/// Where the message at `position` of the stream to `peer` is, what stops it, who can clear that.
		/// About six reads.
		fn explain_outgoing(peer: ParaId, position: Position) -> OutgoingExplanation;

		/// Where the message at `position` of the stream from `peer` is, what stops it, who can clear that.
		/// About six reads and that of the queue's footprint.
		fn explain_incoming(peer: ParaId, position: Position) -> IncomingExplanation;
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_latency_falls_into_the_bucket_whose_bound_it_does_not_exceed() {
		for (at, bound) in LATENCY_BOUNDS.iter().enumerate() {
			for (relay_blocks, bucket) in [(*bound, at), (bound + 1, at + 1)] {
				let mut latencies = Latencies::default();
				latencies.count(relay_blocks);
				assert_eq!(latencies.0[bucket], 1, "{relay_blocks}");
				assert_eq!(latencies.total(), 1);
			}
		}
		let mut latencies = Latencies([u32::MAX; 10]);
		latencies.count(0);
		latencies.count(u32::MAX);
		assert_eq!(latencies, Latencies([u32::MAX; 10]));
	}
}

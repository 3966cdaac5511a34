//! What the storage of this pallet is made of.

// The derive of `Encode` casts the index of a variant.
#![allow(clippy::cast_possible_truncation)]

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, pallet_prelude::ConstU32, traits::Get};
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	hashing::{Hash, StreamRoot},
	pallets::{InboundRegister, RelayBlockNumber},
	tree::PAGE_LEAVES,
};

use crate::Config;

/// Number of a commitment, from 0: how many there were before it.
///
/// Not a block number: what is sent after the commitment of a block belongs to the next one, whatever
/// that block's number will be.
pub type Round = u64;

/// A payload in storage.
pub type PayloadOf<T> = BoundedVec<u8, <T as Config>::MaxPayloadBytes>;

/// The payloads of one destination in one slot, in position order.
pub type PayloadsOf<T> = BoundedVec<PayloadOf<T>, <T as Config>::MaxMessagesPerBlock>;

/// One page of the commitment tree: channel leaf hashes by strictly increasing peer. 2,306 bytes at most.
pub type Page = BoundedVec<(ParaId, Hash), ConstU32<PAGE_LEAVES>>;

/// Most pages that [`Config::MaxPeers`] leaves fill.
pub struct MaxPages<T>(core::marker::PhantomData<T>);

impl<T: Config> Get<u32> for MaxPages<T> {
	fn get() -> u32 {
		T::MaxPeers::get().div_ceil(PAGE_LEAVES)
	}
}

/// One of the two places where payloads lie: one fills while the other is read.
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
pub enum Slot {
	/// The one that fills first.
	#[default]
	Even,
	/// The other one.
	Odd,
}

impl Slot {
	/// The slot that this one is not.
	pub const fn other(self) -> Self {
		match self {
			Self::Even => Self::Odd,
			Self::Odd => Self::Even,
		}
	}
}

/// What the next commitment has to hash.
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
pub struct Load {
	/// Peers whose leaf changes. At most [`Config::MaxPeers`].
	pub destinations: u32,
	/// Peers among them that have no leaf yet.
	pub opened: u32,
	/// Messages to all of them. At most [`Config::MaxMessagesPerBlock`].
	pub messages: u32,
	/// Bytes of their payloads. At most [`Config::MaxBytesPerBlock`].
	pub bytes: u32,
	/// Registers published. At most [`Config::MaxRegistersPerBlock`].
	pub registers: u32,
}

/// Where the outbox stands between two commitments.
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
pub struct CycleState<BlockNumber> {
	/// The last block that touched the outbox.
	pub begun: BlockNumber,
	/// Whether that block made its commitment; what it committed is in the slot that `slot` is not.
	pub committed: bool,
	/// Where the payloads of the next commitment go.
	pub slot: Slot,
	/// The next commitment.
	pub round: Round,
	/// What lies in `slot`.
	pub load: Load,
}

/// A peer's part of the next commitment.
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
pub struct Pending {
	/// The commitment that the other fields are about, `None` before the first.
	pub round: Option<Round>,
	/// Messages that it takes in.
	pub messages: u32,
	/// Bytes of their payloads.
	pub bytes: u32,
}

/// What a peer said last of the stream that it reads from this chain.
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
pub struct Applied {
	/// Relay block by which the peer's root was included.
	pub as_of: RelayBlockNumber,
	/// The register under that root.
	pub register: Register,
}

/// Whether, and until when, this chain sends nothing on a channel of its own accord.
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
pub enum Pause {
	/// It sends.
	#[default]
	No,
	/// Until that relay block, which is the first one at which it sends again.
	Until(RelayBlockNumber),
	/// Until it is resumed.
	Indefinite,
}

impl Pause {
	/// Whether it holds at relay block `now`.
	pub const fn holds(self, now: RelayBlockNumber) -> bool {
		match self {
			Self::No => false,
			Self::Until(end) => now < end,
			Self::Indefinite => true,
		}
	}
}

/// How a channel ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Ending {
	/// It was closing, and the peer consumed everything.
	Drained,
	/// The peer said no to the opening.
	Rejected,
	/// The opening was taken back before the peer answered.
	Cancelled,
	/// The peer did not answer the opening in time.
	Expired,
	/// The peer closed without consuming everything.
	Abandoned,
	/// Governance ended it without asking the peer.
	Forced,
}

/// Who closes a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Side {
	/// This chain, which sends.
	Sender,
	/// The peer, which receives.
	Receiver,
}

/// What is left of a stream that ended: enough to recognise its frontier. 52 bytes.
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
pub struct Tombstone {
	/// Generation that the stream belongs to. Of another one it counts for nothing.
	pub generation: u32,
	/// Messages ever sent.
	pub leaf_count: LeafCount,
	/// Their peaks, bagged.
	pub root: StreamRoot,
	/// Bytes of their payloads.
	pub bytes: u64,
}

/// The working state of one peer, and its leaf. The frontier is elsewhere: it may be long, and only messages
/// change it.
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
pub struct Channel {
	/// Of the stream that this chain sends; [`OutboundPhase::None`] if it only reads from the peer.
	pub outbound: OutboundPhase,
	/// Messages sent, pending ones included: the position of the next one.
	pub sent: LeafCount,
	/// Bytes of all payloads sent, pending ones included.
	pub sent_bytes: u64,
	/// What of that the next commitment takes in.
	pub pending: Pending,
	/// What the peer said last; `None` before the first time and after a raised generation.
	pub applied: Option<Applied>,
	/// What this chain says of the stream it reads from the peer.
	pub inbound: InboundRegister,
	/// Length of the stream when it was opened last: what is before belongs to former lives.
	pub base: LeafCount,
	/// Bytes of its payloads then.
	pub base_bytes: u64,
	/// Relay block at which it was opened last.
	pub opened_at: RelayBlockNumber,
	/// Relay block of the last acknowledgement, or at which something was in flight again after it.
	pub waiting_since: RelayBlockNumber,
	/// Whether it was said that the peer acknowledges nothing any more.
	pub stale: bool,
	/// Whether this chain pauses.
	pub pause: Pause,
	/// The leaf as of the last commitment, `None` before the first.
	// Here and not in an entry of its own: whatever changes a leaf writes the channel anyway, and a peer to
	// which nothing was sent gets its next leaf without its frontier being read.
	pub leaf: Option<ChannelLeaf>,
	/// The message that is being timed, one at a time.
	pub probe: Option<Probe>,
}

impl Channel {
	/// What the peer said last of its side.
	pub fn peer_phase(&self) -> InboundPhase {
		self.applied.map_or(InboundPhase::None, |applied| applied.register.phase.inbound)
	}

	/// How many messages the peer acknowledged.
	pub fn acknowledged(&self) -> LeafCount {
		self.applied.map_or(LeafCount::ZERO, |applied| applied.register.consumed)
	}

	/// Messages that were sent and not acknowledged. Once the channel ended: those that nobody
	/// acknowledges any more.
	pub fn in_flight(&self) -> u64 {
		self.sent.since(self.acknowledged())
	}

	/// Bytes of the payloads of those.
	pub fn in_flight_bytes(&self) -> u64 {
		let acknowledged = self.applied.map_or(0, |applied| applied.register.consumed_bytes);
		self.sent_bytes.saturating_sub(acknowledged)
	}

	/// Whether messages can be on their way: from the opening to the end.
	pub const fn is_live(&self) -> bool {
		matches!(
			self.outbound,
			OutboundPhase::Opening | OutboundPhase::Open | OutboundPhase::Closing
		)
	}

	/// Relay blocks that the oldest message in flight waits for an acknowledgement, or since the last one.
	pub fn acknowledgement_age(&self, now: RelayBlockNumber) -> RelayBlockNumber {
		if self.in_flight() == 0 { 0 } else { now.saturating_sub(self.waiting_since) }
	}

	/// Whether the commitment `round` re-hashes this peer's leaf.
	pub fn is_touched(&self, round: Round) -> bool {
		self.pending.round == Some(round)
	}

	/// Messages, and bytes of their payloads, that only the commitment `round` takes in.
	pub fn pending_in(&self, round: Round) -> (u32, u32) {
		if self.is_touched(round) { (self.pending.messages, self.pending.bytes) } else { (0, 0) }
	}

	/// Length of the stream as of the last commitment, if the next one is `round`.
	pub fn committed(&self, round: Round) -> u64 {
		self.sent.get().saturating_sub(self.pending_in(round).0.into())
	}

	/// Bytes of the stream as of the last commitment, if the next one is `round`.
	pub fn committed_bytes(&self, round: Round) -> u64 {
		self.sent_bytes.saturating_sub(self.pending_in(round).1.into())
	}

	/// What the next commitment says about the stream that is read from the peer.
	pub fn register(&self) -> Register {
		let InboundRegister {
			generation,
			consumed,
			consumed_bytes,
			credit,
			credit_bytes,
			max_payload,
			phase,
		} = self.inbound;
		// "Never accepted" has one encoding; any other would be a leaf that no peer can decode.
		if phase == InboundPhase::None {
			return Register::never_accepted(self.outbound);
		}
		Register {
			generation,
			consumed,
			consumed_bytes,
			credit,
			credit_bytes,
			max_payload,
			phase: Phase { outbound: self.outbound, inbound: phase },
		}
	}
}

/// A message that is being timed until it is acknowledged.
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
pub struct Probe {
	/// Generation of its stream. Under another one it is of a stream that is over, and waits for nothing.
	pub generation: u32,
	/// Its position: the first of a commitment.
	pub position: Position,
	/// Relay parent of the block that committed it.
	pub relay_block: RelayBlockNumber,
}

/// The pages of the commitment tree, and how many leaves they hold together.
#[derive(
	Encode,
	Decode,
	TypeInfo,
	MaxEncodedLen,
	frame_support::CloneNoBound,
	frame_support::DebugNoBound,
	frame_support::DefaultNoBound,
	frame_support::PartialEqNoBound,
	frame_support::EqNoBound,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct Directory<T: Config> {
	/// Leaves in all pages.
	pub leaves: u32,
	/// First peer and root of each page, by increasing peer.
	pub pages: BoundedVec<(ParaId, Hash), MaxPages<T>>,
}

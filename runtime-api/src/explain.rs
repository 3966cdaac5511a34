//! Where a message is, what stops it, and who can clear that.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use spec_messaging_primitives::{
	LeafCount,
	channel::{InboundPhase, OutboundPhase},
	commitment::DigestError,
	pallets::RelayBlockNumber,
};

/// Why a source was frozen. All of it was seen under included roots, so validators vouch for it.
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
	thiserror::Error,
)]
pub enum Evidence {
	/// The source raised its generation: its streams start over.
	#[error("it raised its generation from {read} to {seen}")]
	HigherGeneration {
		/// Generation that was read so far.
		read: u32,
		/// Generation of the included root.
		seen: u32,
	},
	/// The head number fell while the relay chain moved on.
	#[error("the number of its head fell from {from} to {to}")]
	HeadNumberFell {
		/// Number of the head seen before.
		from: u32,
		/// Number of the head seen after it.
		to: u32,
	},
	/// The stream was longer at an older relay block.
	#[error("its stream shrank from {from} to {to} messages")]
	LeafCountFell {
		/// Length at the older relay block.
		from: LeafCount,
		/// Length at the newer one.
		to: LeafCount,
	},
	/// The stream is as long as what this chain consumed, and has another root.
	#[error("its stream of {at} messages is not the one that was consumed")]
	StreamDiverged {
		/// That length.
		at: LeafCount,
	},
	/// Another head of the same number, with another root or none, while the relay chain moved on.
	#[error("its head number {number} is another one than before")]
	HeadReplaced {
		/// Number of both.
		number: u32,
	},
}

/// Why a head that was proven says nothing about a provides root.
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
pub enum UnusableHead {
	/// The relay chain knows no head of that chain: it is not, or no more, onboarded.
	#[error("the relay chain has no head of it")]
	Offboarded,
	/// Longer than the pallet reads.
	#[error("it is too long")]
	TooLong,
	/// Not a header.
	#[error("it is no header")]
	Undecodable,
	/// The chain commits nothing.
	#[error("it commits nothing")]
	NoRoot,
	/// Its digest breaks the rules.
	#[error("its digest: {0}")]
	Digest(DigestError),
}

impl MaxEncodedLen for UnusableHead {
	fn max_encoded_len() -> usize {
		// Two variant bytes and the length in `DigestError::WrongLength`.
		6
	}
}

/// Who can clear an obstacle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Party {
	/// Nobody has to do anything: the next block of this chain clears it.
	NextBlock,
	/// Whoever sends: the message, or those before it, were never sent.
	Sender,
	/// This chain's queue, by executing what it holds.
	Queue,
	/// Collators of the receiver, or any relayer.
	Carrier,
	/// The peer's blocks: it has to commit, to consume, or to say that it did.
	Peer,
	/// The relay chain, by including a block of the peer, or by onboarding it.
	RelayChain,
	/// Whom this chain lets decide about channels: `ChannelOrigin`.
	ChannelOrigin,
	/// Whom this chain lets pause and resume channels: `PauseOrigin`. Pauses may have an end of their own.
	PauseOrigin,
	/// This chain's `GovernanceOrigin`.
	Governance,
	/// Whom the peer lets decide about channels.
	PeerChannelOrigin,
	/// Whom the peer lets pause and resume channels.
	PeerPauseOrigin,
}

impl fmt::Display for Party {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NextBlock => "the next block",
			Self::Sender => "whoever sends",
			Self::Queue => "this chain's message queue",
			Self::Carrier => "a collator or any relayer",
			Self::Peer => "the peer",
			Self::RelayChain => "the relay chain",
			Self::ChannelOrigin => "this chain's channel origin",
			Self::Governance => "this chain's governance",
			Self::PeerChannelOrigin => "the peer's channel origin",
			Self::PauseOrigin => "this chain's pause origin",
			Self::PeerPauseOrigin => "the peer's pause origin",
		})
	}
}

/// The end of a pause in words.
struct Until<'a>(&'a Option<RelayBlockNumber>);

impl fmt::Display for Until<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.0 {
			Some(relay_block) => write!(f, "relay block {relay_block}"),
			None => f.write_str("it is resumed"),
		}
	}
}

/// What stops a message.
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
pub enum Obstacle {
	/// This chain has no channel with that peer, in this direction.
	#[error("there is no channel")]
	NoChannel,
	/// This chain's side of the stream that it sends is in another phase than open.
	#[error("the channel is not open but {0:?}")]
	NotOpen(OutboundPhase),
	/// The peer said that it takes no messages: suspended, closing or closed.
	#[error("the peer takes no messages: {0:?}")]
	PeerPhase(InboundPhase),
	/// This chain pauses.
	#[error("this chain sends nothing until {}", Until(.0))]
	Paused(Option<RelayBlockNumber>),
	/// The peer acknowledged nothing for so many relay blocks.
	#[error("the peer acknowledged nothing for {0} relay blocks")]
	Stale(RelayBlockNumber),
	/// Messages to the peer are still under way by another transport, and have to arrive first.
	#[error("another transport still carries messages to the peer")]
	NotDrained,
	/// The peer granted no credit for it.
	#[error("no credit beyond {messages} messages and {bytes} bytes")]
	NoCredit {
		/// The first position that may not be sent.
		messages: u64,
		/// Bytes of payloads that may be sent in all.
		bytes: u64,
	},
	/// The peer takes payloads of so many bytes at most, so none of this size.
	#[error("the peer takes payloads of at most {0} bytes")]
	PayloadLimit(u32),
	/// This block takes no more messages.
	#[error("no room in this block")]
	BlockFull,
	/// So many messages have to come before it.
	#[error("{0} messages have to come before it")]
	Behind(u64),
	/// It is part of the next commitment.
	#[error("its commitment is still to come")]
	NotCommitted,
	/// The peer did not say that it consumed it.
	#[error("the peer did not acknowledge it")]
	NotAcknowledged,
	/// The peer's heads are not read, so no register of it ever counts.
	#[error("heads of the peer are not read")]
	NotWatched,
	/// Nothing of the peer is believed.
	#[error("the peer is frozen: {0}")]
	Frozen(Evidence),
	/// The head of the peer that was read last names no root.
	#[error("no root in the peer's head: {0}")]
	HeadUnusable(UnusableHead),
	/// No head of the peer was read yet.
	#[error("no head of the peer was read yet")]
	NoHead,
	/// This chain's side of the stream that it reads is in a phase in which nothing is consumed.
	#[error("this side consumes nothing: {0:?}")]
	NotConsuming(InboundPhase),
	/// The window of the peer is used up by what its queue holds.
	#[error("the queue is full")]
	QueueFull,
	/// No batch showed it under an included root: it was not sent, or its block is not included, or nobody
	/// brought a batch since.
	#[error("not seen under an included root")]
	NotSeen,
	/// It was committed under an included root, and nothing but a batch is missing.
	#[error("no batch brought it yet")]
	NotBrought,
	/// The peer ended the channel without waiting for it. Whoever kept it may still bring it. If nobody does, it
	/// is delivered once this side ended the channel, too, and both opened it again.
	#[error("the peer gave it up")]
	GivenUp,
}

impl Obstacle {
	/// Who can clear it.
	pub const fn party(&self) -> Party {
		match self {
			Self::Paused(_) | Self::NotConsuming(InboundPhase::Suspended) => Party::PauseOrigin,
			Self::PeerPhase(InboundPhase::Suspended) => Party::PeerPauseOrigin,
			Self::NoChannel | Self::NotWatched | Self::NotConsuming(_) => Party::ChannelOrigin,
			// A channel that opens waits for the other side; any other has to be opened on this one.
			Self::NotOpen(OutboundPhase::Opening) | Self::PeerPhase(_) => Party::PeerChannelOrigin,
			Self::NotOpen(_) => Party::ChannelOrigin,
			Self::NoCredit { .. }
			| Self::PayloadLimit(_)
			| Self::Stale(_)
			| Self::NotAcknowledged => Party::Peer,
			Self::BlockFull | Self::NotCommitted => Party::NextBlock,
			Self::Behind(_) => Party::Sender,
			Self::Frozen(_) | Self::GivenUp => Party::Governance,
			Self::HeadUnusable(UnusableHead::Offboarded) | Self::NoHead => Party::RelayChain,
			Self::HeadUnusable(_) | Self::NotSeen => Party::Peer,
			Self::QueueFull => Party::Queue,
			Self::NotBrought | Self::NotDrained => Party::Carrier,
		}
	}
}

/// An obstacle, and who can clear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Blocked {
	/// What stops the message.
	pub by: Obstacle,
	/// Who can clear that.
	pub cleared_by: Party,
}

impl From<Obstacle> for Blocked {
	fn from(by: Obstacle) -> Self {
		Self { by, cleared_by: by.party() }
	}
}

impl fmt::Display for Blocked {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} (cleared by {})", self.by, self.cleared_by)
	}
}

/// Where a message of the stream that this chain sends is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum OutgoingPlace {
	/// There never was a channel to that peer.
	NoChannel,
	/// It was not sent.
	NotSent,
	/// It was sent and is part of the next commitment.
	Pending,
	/// It was committed. The peer did not say that it consumed it.
	Committed,
	/// The peer consumed it. What became of it there, the peer's own answer says.
	Acknowledged {
		/// Relay block by which the peer's last word was included.
		as_of: RelayBlockNumber,
	},
}

impl fmt::Display for OutgoingPlace {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoChannel => f.write_str("no channel"),
			Self::NotSent => f.write_str("not sent"),
			Self::Pending => f.write_str("sent, waiting for the commitment"),
			Self::Committed => f.write_str("committed, not acknowledged"),
			Self::Acknowledged { as_of } => {
				write!(f, "consumed by the peer, known as of relay block {as_of}")
			},
		}
	}
}

/// Where a message that this chain sends is, and what stops it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OutgoingExplanation {
	/// Generation of this chain, whose stream the position is of.
	pub generation: u32,
	/// Where it is.
	pub place: OutgoingPlace,
	/// What stops it, in the order in which it has to be cleared. Empty if it was acknowledged, or if it
	/// could be sent now. At most 4.
	pub blocked: Vec<Blocked>,
}

/// Where a message of the stream that this chain reads is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum IncomingPlace {
	/// This chain knows no such peer.
	UnknownPeer,
	/// No batch showed it under an included root.
	NotSeen,
	/// It was committed under an included root, and is not consumed.
	Seen,
	/// It was consumed and handed on to the queue.
	HandedOn {
		/// How many were handed on after it.
		after: u64,
		/// How many of the peer's messages the queue holds now. A queue is served in order: with no more than
		/// `after` in it this one was executed, unless it is one that did not fit a block and was put aside.
		queued: u64,
	},
	/// It was consumed, and nobody takes it. The event `DeadLettered` of its position says why.
	DeadLettered {
		/// The first relay block at which it can not be retried any more; anybody who has the payload may until
		/// then. `None`: it is not kept, because it has no byte, was retried, expired, or had to make room.
		kept_until: Option<RelayBlockNumber>,
	},
	/// Governance skipped it.
	Skipped,
	/// It was consumed, too long ago to say whether it was handed on, dead-lettered or skipped: events say.
	Forgotten,
}

impl fmt::Display for IncomingPlace {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::UnknownPeer => f.write_str("no such peer"),
			Self::NotSeen => f.write_str("not seen"),
			Self::Seen => f.write_str("included, not consumed"),
			Self::HandedOn { after, queued } if queued <= after => {
				f.write_str("consumed and executed")
			},
			Self::HandedOn { .. } => f.write_str("consumed, in the queue"),
			Self::DeadLettered { kept_until: Some(end) } => {
				write!(f, "consumed, a dead letter that anybody may retry before relay block {end}")
			},
			Self::DeadLettered { kept_until: None } => {
				f.write_str("consumed, a dead letter that is not kept: events say why")
			},
			Self::Skipped => f.write_str("skipped by governance"),
			Self::Forgotten => f.write_str("consumed; events say what became of it"),
		}
	}
}

/// Where a message that this chain reads is, and what stops it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct IncomingExplanation {
	/// Generation that is read, `None` until the first batch names it.
	pub generation: Option<u32>,
	/// Where it is.
	pub place: IncomingPlace,
	/// What stops it, in the order in which it has to be cleared. Empty once it was consumed. At most 5.
	pub blocked: Vec<Blocked>,
}

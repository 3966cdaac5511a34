//! What two chains commit about each other: one leaf per peer.

use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen};
use scale_info::{Path, Type, TypeInfo, build::Fields};

use crate::{
	hashing::{EMPTY_STREAM_ROOT, StreamRoot},
	mmr::Frontier,
	position::LeafCount,
};

/// Bytes of an encoded [`Register`].
pub const REGISTER_BYTES: usize = 4 + 8 + 8 + 8 + 8 + 4 + 1;

/// The sender's side of a stream, as the sender says it.
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
pub enum OutboundPhase {
	/// This chain never asked to send.
	#[default]
	None,
	/// It asks to send and has no credit yet.
	Opening,
	/// It sends.
	Open,
	/// It sends no more; what is in flight is still delivered.
	Closing,
	/// Everything it sent was consumed, or will not be.
	Closed,
}

impl OutboundPhase {
	/// Whether a chain that was in this phase when it was seen last may be in `next` now.
	///
	/// A peer is seen from time to time, so phases may be left out, but none comes back: a life goes from
	/// [`Self::Opening`] to [`Self::Closed`], and only a life that ended is followed by another.
	///
	/// | from \ to | None | Opening | Open | Closing | Closed |
	/// |---|---|---|---|---|---|
	/// | None | yes | yes | yes | yes | yes |
	/// | Opening | withdrawn | yes | yes | yes | expired |
	/// | Open | no | no | yes | yes | yes |
	/// | Closing | no | no | no | yes | yes |
	/// | Closed | forgotten | reopened | reopened | reopened | yes |
	pub const fn may_become(self, next: Self) -> bool {
		match self {
			Self::None | Self::Opening | Self::Closed => true,
			Self::Open => matches!(next, Self::Open | Self::Closing | Self::Closed),
			Self::Closing => matches!(next, Self::Closing | Self::Closed),
		}
	}
}

/// The receiver's side of a stream, as the receiver says it.
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
pub enum InboundPhase {
	/// Never accepted. Every other field of the register is zero.
	#[default]
	None,
	/// The sender asked; nobody has accepted yet.
	Offered,
	/// Messages are consumed.
	Accepted,
	/// Messages are not consumed until this side says otherwise.
	Suspended,
	/// This side wants no more; what is in flight is still consumed.
	Closing,
	/// Nothing is consumed any more.
	Closed,
}

impl InboundPhase {
	/// Whether a chain that was in this phase when it was seen last may be in `next` now, phases in between
	/// left out.
	///
	/// | from \ to | None | Offered | Accepted | Suspended | Closing | Closed |
	/// |---|---|---|---|---|---|---|
	/// | None | yes | yes | yes | yes | yes | yes |
	/// | Offered | withdrawn | yes | yes | yes | yes | yes |
	/// | Accepted | no | no | yes | yes | yes | yes |
	/// | Suspended | no | no | yes | yes | yes | yes |
	/// | Closing | no | no | no | no | yes | yes |
	/// | Closed | forgotten | offered again | accepted again | likewise | likewise | yes |
	pub const fn may_become(self, next: Self) -> bool {
		match self {
			Self::None | Self::Offered | Self::Closed => true,
			Self::Accepted | Self::Suspended => {
				matches!(next, Self::Accepted | Self::Suspended | Self::Closing | Self::Closed)
			},
			Self::Closing => matches!(next, Self::Closing | Self::Closed),
		}
	}

	/// Whether this chain said yes to the stream and still reads it, if not at the moment.
	pub const fn is_answered(self) -> bool {
		matches!(self, Self::Accepted | Self::Suspended)
	}
}

/// Both phases of a channel between two chains: one byte, `16 * outbound + inbound`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phase {
	/// Of the stream that this chain sends.
	pub outbound: OutboundPhase,
	/// Of the stream that this chain reads.
	pub inbound: InboundPhase,
}

impl Phase {
	/// The byte on the wire.
	pub const fn to_byte(self) -> u8 {
		// 4 * 16 + 5 at most.
		((self.outbound as u8) << 4) | self.inbound as u8
	}

	/// The phases of a byte, `None` if it names an unknown one.
	pub const fn from_byte(byte: u8) -> Option<Self> {
		let outbound = match byte >> 4 {
			0 => OutboundPhase::None,
			1 => OutboundPhase::Opening,
			2 => OutboundPhase::Open,
			3 => OutboundPhase::Closing,
			4 => OutboundPhase::Closed,
			_ => return None,
		};
		let inbound = match byte & 0x0f {
			0 => InboundPhase::None,
			1 => InboundPhase::Offered,
			2 => InboundPhase::Accepted,
			3 => InboundPhase::Suspended,
			4 => InboundPhase::Closing,
			5 => InboundPhase::Closed,
			_ => return None,
		};
		Some(Self { outbound, inbound })
	}
}

impl Encode for Phase {
	fn size_hint(&self) -> usize {
		1
	}

	fn using_encoded<R, F: FnOnce(&[u8]) -> R>(&self, f: F) -> R {
		f(&[self.to_byte()])
	}
}

impl Decode for Phase {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		Self::from_byte(u8::decode(input)?).ok_or_else(|| "phase: unknown".into())
	}
}

// What is on the wire, for whoever decodes by metadata: the fields are two halves of one byte.
impl TypeInfo for Phase {
	type Identity = Self;

	fn type_info() -> Type {
		Type::builder()
			.path(Path::new("Phase", module_path!()))
			.docs(&["Both phases of a channel: 16 * outbound + inbound."])
			.composite(Fields::unnamed().field(|byte| byte.ty::<u8>()))
	}
}

impl MaxEncodedLen for Phase {
	fn max_encoded_len() -> usize {
		1
	}
}

impl DecodeWithMemTracking for Phase {}
impl EncodeLike for Phase {}

/// What a receiver publishes about a stream it reads, with the phase of the one it sends.
///
/// 41 bytes, fixed width, little-endian, in field order. Credits are absolute offsets, as QUIC's
/// MAX_STREAM_DATA: idempotent, safe to lose, O(1) to check. The sender may send while
/// `position < credit` and `sent bytes + payload <= credit_bytes`. Within one generation no offset
/// and no `max_payload` falls.
///
/// With [`InboundPhase::None`] every field but the outbound phase is zero; decoding refuses other
/// bytes, so "never accepted" has one encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct Register {
	/// Generation of the stream that is read, which is the sender's.
	pub generation: u32,
	/// How many of its messages were consumed.
	pub consumed: LeafCount,
	/// Bytes of all consumed payloads.
	pub consumed_bytes: u64,
	/// The first position that may not be sent yet.
	pub credit: u64,
	/// Total bytes of payloads that may be sent.
	pub credit_bytes: u64,
	/// Largest payload accepted, in bytes.
	pub max_payload: u32,
	/// What this chain says of both streams.
	pub phase: Phase,
}

impl Register {
	/// The register of a chain that never accepted the peer's stream.
	pub const fn never_accepted(outbound: OutboundPhase) -> Self {
		Self {
			generation: 0,
			consumed: LeafCount::ZERO,
			consumed_bytes: 0,
			credit: 0,
			credit_bytes: 0,
			max_payload: 0,
			phase: Phase { outbound, inbound: InboundPhase::None },
		}
	}

	/// True unless the inbound phase is [`InboundPhase::None`] and a field is not zero.
	fn is_canonical(&self) -> bool {
		self.phase.inbound != InboundPhase::None
			|| *self == Self::never_accepted(self.phase.outbound)
	}

	/// The 41 bytes of the wire.
	pub fn to_bytes(&self) -> [u8; REGISTER_BYTES] {
		let mut bytes = [0u8; REGISTER_BYTES];
		let fields: [&[u8]; 7] = [
			&self.generation.to_le_bytes(),
			&self.consumed.get().to_le_bytes(),
			&self.consumed_bytes.to_le_bytes(),
			&self.credit.to_le_bytes(),
			&self.credit_bytes.to_le_bytes(),
			&self.max_payload.to_le_bytes(),
			&[self.phase.to_byte()],
		];
		let written = fields.into_iter().flatten();
		bytes.iter_mut().zip(written).for_each(|(to, from)| *to = *from);
		bytes
	}
}

impl Decode for Register {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let register = Self {
			generation: Decode::decode(input)?,
			consumed: Decode::decode(input)?,
			consumed_bytes: Decode::decode(input)?,
			credit: Decode::decode(input)?,
			credit_bytes: Decode::decode(input)?,
			max_payload: Decode::decode(input)?,
			phase: Decode::decode(input)?,
		};
		if register.is_canonical() {
			Ok(register)
		} else {
			Err("register: never accepted, yet a field is not zero".into())
		}
	}
}

impl DecodeWithMemTracking for Register {}

/// What a chain commits about one peer: the stream it sends there and the register of the stream it
/// reads from there. The peer is implied: in every object of the wire it is the chain that verifies.
///
/// 81 bytes. Decoding refuses a root that is `H(04)` for a stream with messages and the reverse, so
/// an empty stream has one encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
pub struct ChannelLeaf {
	/// Messages ever sent to the peer.
	pub leaf_count: LeafCount,
	/// Their peaks, bagged; `H(04)` exactly when there is none.
	pub stream_root: StreamRoot,
	/// What this chain says of the stream it reads from the peer.
	pub register: Register,
}

impl ChannelLeaf {
	/// The leaf of a chain whose stream is at `frontier`.
	///
	/// # Cost
	///
	/// `popcount(leaf count) - 1` hashes, 0 if the stream is empty.
	pub fn new(frontier: &Frontier, register: Register) -> Self {
		Self { leaf_count: frontier.leaf_count(), stream_root: frontier.root(), register }
	}
}

impl Default for ChannelLeaf {
	fn default() -> Self {
		Self {
			leaf_count: LeafCount::ZERO,
			stream_root: EMPTY_STREAM_ROOT,
			register: Register::default(),
		}
	}
}

impl Decode for ChannelLeaf {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let leaf = Self {
			leaf_count: Decode::decode(input)?,
			stream_root: Decode::decode(input)?,
			register: Decode::decode(input)?,
		};
		if leaf.leaf_count.is_zero() == (leaf.stream_root == EMPTY_STREAM_ROOT) {
			Ok(leaf)
		} else {
			Err("channel leaf: the empty root stands for no message, and nothing else does".into())
		}
	}
}

impl DecodeWithMemTracking for ChannelLeaf {}

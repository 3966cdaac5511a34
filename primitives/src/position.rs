//! Index of a message and length of a stream: two types, and the one bridge between them.

use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use scale_info::TypeInfo;

/// Largest length of a stream: `2^63 - 1`, so that every node position of its MMR fits a `u64`.
///
/// At 65,536 messages a block and a block a second this lasts 4 million years: a statement about
/// shape, not a limit that anyone meets.
pub const MAX_LEAF_COUNT: u64 = (1 << 63) - 1;

/// Index of a message in its stream. The first message ever sent has position 0.
///
/// Not the position of an MMR node, which also counts inner nodes: see
/// [`NodePosition`](crate::mmr::NodePosition).
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Encode, TypeInfo, MaxEncodedLen,
)]
pub struct Position(u64);

/// How many messages a stream has, which is also the position that the next one gets.
///
/// At most [`MAX_LEAF_COUNT`]; decoding refuses more.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Encode, TypeInfo, MaxEncodedLen,
)]
pub struct LeafCount(u64);

impl Position {
	/// Position `index`, or `None` above [`MAX_LEAF_COUNT`].
	pub const fn new(index: u64) -> Option<Self> {
		if index <= MAX_LEAF_COUNT { Some(Self(index)) } else { None }
	}

	/// The index as a number.
	pub const fn get(self) -> u64 {
		self.0
	}

	/// Length of the stream before this message was appended.
	pub const fn count_before(self) -> LeafCount {
		LeafCount(self.0)
	}

	/// The position `n` messages later, or `None` past [`MAX_LEAF_COUNT`].
	pub const fn checked_add(self, n: u64) -> Option<Self> {
		match self.0.checked_add(n) {
			Some(index) => Self::new(index),
			None => None,
		}
	}
}

impl LeafCount {
	/// The length of a stream that nothing was sent on.
	pub const ZERO: Self = Self(0);

	/// Length `count`, or `None` above [`MAX_LEAF_COUNT`].
	pub const fn new(count: u64) -> Option<Self> {
		if count <= MAX_LEAF_COUNT { Some(Self(count)) } else { None }
	}

	/// The count as a number.
	pub const fn get(self) -> u64 {
		self.0
	}

	/// True if the stream has no message.
	pub const fn is_zero(self) -> bool {
		self.0 == 0
	}

	/// Position that the next message gets.
	pub const fn next_position(self) -> Position {
		Position(self.0)
	}

	/// Length after `n` more messages, or `None` past [`MAX_LEAF_COUNT`].
	pub const fn checked_add(self, n: u64) -> Option<Self> {
		match self.0.checked_add(n) {
			Some(count) => Self::new(count),
			None => None,
		}
	}

	/// How many messages this stream has more than one of length `older`, 0 if it is not longer.
	pub const fn since(self, older: Self) -> u64 {
		self.0.saturating_sub(older.0)
	}

	/// Number of peaks of a mountain range over this many leaves: one per set bit, at most 63.
	pub const fn peak_count(self) -> u32 {
		self.0.count_ones()
	}
}

impl From<u32> for Position {
	fn from(index: u32) -> Self {
		Self(index.into())
	}
}

impl From<u32> for LeafCount {
	fn from(count: u32) -> Self {
		Self(count.into())
	}
}

impl core::fmt::Display for Position {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		self.0.fmt(f)
	}
}

impl core::fmt::Display for LeafCount {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		self.0.fmt(f)
	}
}

impl Decode for Position {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		Self::new(u64::decode(input)?).ok_or_else(|| "position: not below 2^63".into())
	}
}

impl Decode for LeafCount {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		Self::new(u64::decode(input)?).ok_or_else(|| "leaf count: not below 2^63".into())
	}
}

impl DecodeWithMemTracking for Position {}
impl DecodeWithMemTracking for LeafCount {}

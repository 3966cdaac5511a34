//! Which cases there are.

use core::fmt;
use serde::{Deserialize, Serialize};
use spec_messaging_world::runtime::load::TELEPORT_BYTES;

/// Bytes that one block sends at most in a case, by either transport: as much as [`MaxBytesPerBlock`] of the
/// test runtime.
///
/// [`MaxBytesPerBlock`]: pallet_spec_outbox::Config::MaxBytesPerBlock
const BLOCK_BYTES_MAX: u32 = 1_048_576;

/// Numbers of messages.
pub(crate) const MESSAGES: [u32; 4] = [1, 10, 100, 1_000];
/// Numbers of peers.
pub(crate) const PEERS: [u32; 3] = [1, 8, 32];
/// Sizes of messages.
pub(crate) const BYTES: [u32; 4] = [32, 128, 1_024, 32_768];

/// Numbers of teleports.
pub(crate) const TELEPORTS: [u32; 2] = [100, 1_000];

/// What the messages of a case are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Program {
	/// Calls that nobody can decode: refused by their receiver before they claim any weight.
	Refused,
	/// Teleports, each to an account that does not exist yet: their receiver executes them.
	Teleport,
}

/// One case: a chain sends so many messages to its peers, and gets as many from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shape {
	/// Messages, to all peers together.
	pub(crate) messages: u32,
	/// Bytes of each.
	pub(crate) bytes: u32,
	/// Peers that share them in turn.
	pub(crate) peers: u32,
	/// What they are.
	pub(crate) program: Program,
}

impl Program {
	/// Both.
	pub(crate) const ALL: [Self; 2] = [Self::Refused, Self::Teleport];
}

impl Shape {
	/// Messages that are refused.
	pub(crate) const fn refused(messages: u32, bytes: u32, peers: u32) -> Self {
		Self { messages, bytes, peers, program: Program::Refused }
	}

	/// What the targets name.
	pub(crate) const fn named(peers: u32) -> Self {
		Self::refused(1_000, 128, peers)
	}

	/// Messages that are executed.
	pub(crate) const fn teleports(messages: u32, peers: u32) -> Self {
		Self { messages, bytes: TELEPORT_BYTES, peers, program: Program::Teleport }
	}

	/// How often its blocks are timed, where those of 1,000 short messages are `least` times: short blocks more
	/// often, since an interruption is more of them, and cases of many blocks less often, since one turn is a
	/// sum over all of them.
	pub(crate) fn repetitions(self, least: u32) -> u32 {
		let more = 1_000u32.checked_div(self.messages).unwrap_or_default();
		let blocks = self.messages.div_ceil(self.block_max()).clamp(1, 4);
		least.saturating_mul(more.clamp(1, 5)).div_ceil(blocks)
	}

	/// Whether one block may send all of it.
	pub(crate) fn fits_block(self) -> bool {
		self.messages <= self.block_max()
	}

	/// How many of its messages one block sends at most.
	pub(crate) fn block_max(self) -> u32 {
		BLOCK_BYTES_MAX.checked_div(self.bytes).unwrap_or_default().max(1)
	}
}

impl fmt::Display for Shape {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { messages, bytes, peers, program } = self;
		let what = match program {
			Program::Refused => "messages",
			Program::Teleport => "teleports",
		};
		write!(f, "{what}={messages} bytes={bytes} peers={peers}")
	}
}

/// Whose blocks are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
	/// Of the chain that sends.
	Sender,
	/// Of the chain that gets as much.
	Receiver,
}

impl Role {
	/// Both.
	pub(crate) const ALL: [Self; 2] = [Self::Sender, Self::Receiver];

	/// Its name in tables.
	pub(crate) const fn name(self) -> &'static str {
		match self {
			Self::Sender => "sender",
			Self::Receiver => "receiver",
		}
	}
}

/// All cases. Where there are fewer messages than peers, the others have channels and get nothing.
pub(crate) fn all() -> Vec<Shape> {
	let shapes = PEERS.into_iter().flat_map(|peers| {
		let of_size = move |bytes| MESSAGES.map(|messages| Shape::refused(messages, bytes, peers));
		let teleports = TELEPORTS.map(|messages| Shape::teleports(messages, peers));
		BYTES.into_iter().flat_map(of_size).chain(teleports)
	});
	shapes.collect()
}

/// Those that the targets name with a few peers, and some of few messages.
pub(crate) fn quick() -> Vec<Shape> {
	[(10, 1_024, 1), (1_000, 128, 1), (100, 128, 8), (1_000, 128, 8)]
		.map(|(messages, bytes, peers)| Shape::refused(messages, bytes, peers))
		.to_vec()
}

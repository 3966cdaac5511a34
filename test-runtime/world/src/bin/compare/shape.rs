//! Which cases there are.

use core::fmt;
use serde::{Deserialize, Serialize};

/// Bytes that one block sends at most in a case: a little less than [`MaxBytesPerBlock`] of the test runtime.
///
/// [`MaxBytesPerBlock`]: pallet_spec_outbox::Config::MaxBytesPerBlock
const BYTES_MAX: u64 = 1_048_576;

/// Numbers of peers.
pub(crate) const PEERS: [u32; 3] = [1, 8, 32];
/// Sizes of messages.
pub(crate) const BYTES: [u32; 4] = [32, 128, 1_024, 32_768];

/// One case: a chain sends so many messages to its peers, and gets as many from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shape {
	/// Messages, to all peers together.
	pub(crate) messages: u32,
	/// Bytes of each.
	pub(crate) bytes: u32,
	/// Peers that share them.
	pub(crate) peers: u32,
}

impl Shape {
	/// How often its blocks are timed, where those of 1,000 messages are `least` times: short blocks more
	/// often, since an interruption is more of them.
	pub(crate) fn repetitions(self, least: u32) -> u32 {
		let more = 1_000u32.checked_div(self.messages).unwrap_or_default();
		least.saturating_mul(more.clamp(1, 5))
	}

	/// Bytes of all messages.
	pub(crate) fn total(self) -> u64 {
		u64::from(self.messages).saturating_mul(self.bytes.into())
	}
}

impl fmt::Display for Shape {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "messages={} bytes={} peers={}", self.messages, self.bytes, self.peers)
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

/// All cases that one block can send, each peer getting at least one message.
pub(crate) fn all() -> Vec<Shape> {
	let mut shapes = Vec::new();
	for peers in PEERS {
		for bytes in BYTES {
			for messages in [1, 10, 100, 1_000] {
				let shape = Shape { messages, bytes, peers };
				if messages >= peers && shape.total() <= BYTES_MAX {
					shapes.push(shape);
				}
			}
		}
	}
	shapes
}

/// Those that the targets name with a few peers, and some of few messages.
pub(crate) fn quick() -> Vec<Shape> {
	[(10, 1_024, 1), (1_000, 128, 1), (100, 128, 8), (1_000, 128, 8)]
		.map(|(messages, bytes, peers)| Shape { messages, bytes, peers })
		.to_vec()
}

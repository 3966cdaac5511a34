//! Which cases there are.

use core::fmt;

/// Bytes that one block sends at most in a case: a little less than [`MaxBytesPerBlock`] of the test runtime.
///
/// [`MaxBytesPerBlock`]: pallet_spec_outbox::Config::MaxBytesPerBlock
const BYTES_MAX: u64 = 1_048_576;

/// One case: a chain sends so many messages to its peers, and gets as many from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
	/// Messages, to all peers together.
	pub(crate) messages: u32,
	/// Bytes of each.
	pub(crate) bytes: u32,
	/// Peers that share them.
	pub(crate) peers: u32,
}

impl Shape {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
	for peers in [1, 8, 32] {
		for bytes in [32, 128, 1_024, 32_768] {
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

/// Those that the targets name, and one of few messages.
pub(crate) fn quick() -> Vec<Shape> {
	vec![
		Shape { messages: 10, bytes: 1_024, peers: 1 },
		Shape { messages: 1_000, bytes: 128, peers: 8 },
	]
}

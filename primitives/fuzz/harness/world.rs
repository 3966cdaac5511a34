//! Two histories of one stream, and who committed what: the truth that verdicts are held to.

use arbitrary::Result;
use spec_messaging_primitives::{channel::ChannelLeaf, hashing::Hash, mmr::ExtensionProof};

use super::{
	Recipe,
	support::{Sender, Stream, register},
};

/// Messages of each history.
pub const MESSAGES: usize = 40;
/// Messages that both histories have in common.
pub const COMMON: usize = 17;

/// Two histories of one stream. The second is what a fork of the sender wrote.
pub struct World {
	pub main: Stream,
	pub fork: Stream,
}

thread_local! {
	static WORLD: &'static World = Box::leak(Box::new(World::new()));
}

impl World {
	fn new() -> Self {
		let main = Stream::of(MESSAGES, "main");
		let mut payloads = main.payloads[..COMMON].to_vec();
		payloads.extend_from_slice(&Stream::of(MESSAGES, "fork").payloads[COMMON..]);
		Self { main, fork: Stream::sending(payloads) }
	}

	/// The world of this thread.
	pub fn get() -> &'static Self {
		WORLD.with(|world| *world)
	}

	/// One of the two histories.
	pub fn history(&self, u: &mut Recipe<'_>) -> Result<&Stream> {
		Ok(if u.ratio(1, 4)? { &self.fork } else { &self.main })
	}

	/// A hash that means something somewhere.
	pub fn hash(&self, u: &mut Recipe<'_>) -> Result<Hash> {
		let n = u.int_in_range(1..=MESSAGES)?;
		let frontier = self.history(u)?.at(n);
		Ok(if u.arbitrary()? { frontier.root().0 } else { *u.choose(frontier.peaks())? })
	}
}

/// The chain that sends `stream` and has committed `n` messages of it, among `peers` peers.
pub fn sender(stream: &Stream, peers: u32, index: u32, n: usize) -> Sender {
	Sender::new(peers, index, ChannelLeaf::new(stream.at(n), register()))
}

/// The one extension proof from `m` to `n`, none from nothing.
pub fn honest_extension(stream: &Stream, m: usize, n: usize) -> ExtensionProof {
	if m == 0 { ExtensionProof::default() } else { stream.extension(m, n) }
}

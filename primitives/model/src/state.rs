//! What the chains know.

/// A message: where its sender put it, and in which of the sender's histories.
///
/// Two messages of one position in two histories are different, so consuming the wrong one shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
	/// Index in the stream it was written to.
	pub position: u8,
	/// How often the sender had forked; [`Message::FORGED`] if no sender ever wrote it.
	pub history: u8,
}

impl Message {
	/// The history of messages that a block author made up.
	pub const FORGED: u8 = u8::MAX;
}

/// All messages from the first one on. Also the root that commits to them: roots have no collisions,
/// and a channel leaf binds the leaf count.
pub type Stream = Vec<Message>;

/// What the relay chain has enacted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Relay {
	/// The sender's stream.
	pub sent: Stream,
	/// What the receiver delivered, in the order in which it did.
	pub delivered: Stream,
	/// Lengths at which a root of `sent` was enacted, one bit each. Nobody in the protocol knows this:
	/// it is what R1 is judged by.
	pub provided: u8,
	/// True once a block was enacted whose requires were not met.
	pub unmet: bool,
	/// How the last receiver blocks came to be enacted.
	pub last: Enacted,
}

/// How receiver blocks were enacted. Only there to show that each way is reachable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Enacted {
	/// None yet.
	#[default]
	Never,
	/// They required nothing.
	Included,
	/// The root they built on was in the window.
	Window,
	/// The root they built on was enacted with them.
	Together,
	/// A late block proof moved them to a newer root.
	Rebound,
}

/// A sealed block of the receiver.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
	/// What was delivered up to its end.
	pub delivered: Stream,
	/// The speculative root it consumed under, `None` if that was included at its relay parent.
	pub expected: Option<Stream>,
	/// True if its relay parent is the newest relay block, which may still be taken back.
	pub on_tip: bool,
}

/// The first receiver blocks as the relay chain was given them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
	/// How many blocks.
	pub blocks: usize,
	/// The root that they require.
	pub requires: Option<Stream>,
	/// True if a late block proof put it in the place of the one they built on.
	pub rebound: bool,
}

/// How to take back the newest relay block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Undo {
	/// What was enacted before it.
	pub relay: Relay,
	/// Roots of the sender blocks that it enacted.
	pub sender: Vec<Stream>,
	/// The receiver blocks that it enacted.
	pub receiver: Vec<Block>,
	/// The root that it entered into the window, and whether that was new there.
	pub entered: Option<(Stream, bool)>,
}

/// Everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
	/// What the relay chain has enacted.
	pub relay: Relay,
	/// The provides window of the sender, oldest first.
	pub window: Vec<Stream>,
	/// The newest relay block, `None` if it is too old to be taken back.
	pub undo: Option<Undo>,
	/// Roots of the sender's blocks that are not enacted.
	pub sender: Vec<Stream>,
	/// The receiver's blocks that are not enacted.
	pub receiver: Vec<Block>,
	/// Which of them are available.
	pub candidate: Option<Candidate>,
	/// How often the sender forked.
	pub forks: u8,
	/// How often the relay chain took back a block.
	pub reverts: u8,
}

impl State {
	/// Everything that the sender wrote, enacted or not.
	pub fn sent(&self) -> &Stream {
		self.sender.last().unwrap_or(&self.relay.sent)
	}

	/// Everything that the receiver delivered, enacted or not.
	pub fn delivered(&self) -> &Stream {
		self.receiver.last().map_or(&self.relay.delivered, |block| &block.delivered)
	}
}

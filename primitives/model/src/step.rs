//! Who may do what, and what comes of it.

use crate::{
	Fault, Protocol,
	state::{Block, Candidate, Enacted, Message, Relay, State, Stream, Undo},
};

/// What a relay block enacts of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provided {
	/// Nothing.
	Nothing,
	/// A block without messages, which repeats the root.
	Again,
	/// The first so many blocks as one PoV, of which only the last root shows.
	Blocks(usize),
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
	/// The sender authors a block with the next message.
	Send,
	/// The sender drops all blocks that are not enacted but so many.
	Fork(usize),
	/// The author of a receiver block offers a batch, and the block takes it.
	Consume {
		/// The messages of the batch.
		payloads: Stream,
		/// The root they come with, `None` for the one that is included at the relay parent.
		speculative: Option<Stream>,
	},
	/// The first receiver blocks become a candidate.
	Back(Candidate),
	/// The candidate was not enacted in time.
	TimeOut,
	/// The receiver's collators build beside the blocks that are not enacted.
	Abandon,
	/// A relay block.
	Enact {
		/// What it enacts of the sender.
		sender: Provided,
		/// True if it enacts the receiver's candidate.
		receiver: bool,
	},
	/// The relay chain takes back its newest block.
	Revert,
}

impl Protocol {
	pub(crate) fn steps(&self, state: &State, steps: &mut Vec<Step>) {
		if state.sender.len() < self.ahead && state.sent().len() < self.messages {
			steps.push(Step::Send);
		}
		if state.forks < self.forks {
			steps.extend((0..state.sender.len()).map(Step::Fork));
		}
		if state.receiver.len() < self.ahead {
			self.batches(state, steps);
		}
		match state.candidate {
			None => self.candidates(state, steps),
			Some(_) => steps.push(Step::TimeOut),
		}
		if !state.receiver.is_empty() {
			steps.push(Step::Abandon);
		}
		let mut sender = vec![Provided::Nothing];
		if !state.relay.sent.is_empty() {
			sender.push(Provided::Again);
		}
		sender.extend((1..=state.sender.len()).map(Provided::Blocks));
		for sender in sender {
			if sender != Provided::Nothing {
				steps.push(Step::Enact { sender, receiver: false });
			}
			if state.candidate.is_some() {
				steps.push(Step::Enact { sender, receiver: true });
			}
		}
		if state.undo.is_some() && state.reverts < self.reverts {
			steps.push(Step::Revert);
		}
	}

	/// Every batch of one or two messages that an author could offer and the receiver accepts: any part
	/// of any root, forwards and backwards, and messages that nobody sent.
	fn batches(&self, state: &State, steps: &mut Vec<Step>) {
		let held = state.delivered();
		// A receiver in disorder would go on for ever.
		if held.len() >= self.messages {
			return;
		}
		let mut roots = vec![(&state.relay.sent, false)];
		let mut forged = held.clone();
		if self.speculates() {
			roots.extend(state.sender.iter().map(|root| (root, true)));
			forged.push(Message { position: index(held.len()), history: Message::FORGED });
			roots.push((&forged, true));
		}
		for (root, speculative) in roots {
			for first in 0..root.len() {
				for end in first + 1..=root.len().min(first + 2) {
					let forwards = root[first..end].to_vec();
					let backwards = forwards.iter().rev().copied().collect();
					let mut offered = vec![forwards];
					if end > first + 1 {
						offered.push(backwards);
					}
					for payloads in offered {
						if self.accepts(held, &payloads, root) {
							let speculative = speculative.then(|| root.clone());
							steps.push(Step::Consume { payloads, speculative });
						}
					}
				}
			}
		}
	}

	/// Every PoV of the receiver's blocks, with and without a late block proof to each known root.
	fn candidates(&self, state: &State, steps: &mut Vec<Step>) {
		for blocks in 1..=state.receiver.len() {
			let sealed = &state.receiver[..blocks];
			let expected = self.stitch(sealed);
			let mut back = |requires: Option<&Stream>, rebound| {
				if self.backs(state, requires) {
					let requires = requires.cloned();
					steps.push(Step::Back(Candidate { blocks, requires, rebound }));
				}
			};
			back(expected, false);
			let Some((expected, last)) = expected.zip(sealed.last()) else { continue };
			for root in state.window.iter().chain(&state.sender) {
				if root != expected && self.rebinds(&last.delivered, root) {
					back(Some(root), true);
				}
			}
		}
	}

	pub(crate) fn take(&self, state: &State, step: Step) -> Option<State> {
		let mut next = state.clone();
		match step {
			Step::Send => {
				let mut stream = state.sent().clone();
				stream.push(Message { position: index(stream.len()), history: state.forks });
				next.sender.push(stream);
			},
			Step::Fork(kept) => {
				next.sender.truncate(kept);
				next.forks += 1;
			},
			Step::Consume { payloads, speculative: expected } => {
				let delivered = [&state.delivered()[..], &payloads].concat();
				let on_tip = expected.is_none();
				next.receiver.push(Block { delivered, expected, on_tip });
			},
			Step::Back(candidate) => next.candidate = Some(candidate),
			Step::TimeOut => next.candidate = None,
			Step::Abandon => {
				next.receiver.clear();
				next.candidate = None;
			},
			Step::Enact { sender, receiver } => return self.enact(next, sender, receiver),
			Step::Revert => self.revert(&mut next),
		}
		Some(next)
	}

	/// The relay block, `None` if the relay chain would not make it.
	fn enact(&self, mut next: State, sender: Provided, receiver: bool) -> Option<State> {
		let before = next.relay.clone();
		let (provides, sender) = match sender {
			Provided::Nothing => (None, Vec::new()),
			Provided::Again => (Some(before.sent.clone()), Vec::new()),
			Provided::Blocks(blocks) => {
				let sender: Vec<_> = next.sender.drain(..blocks).collect();
				(sender.last().cloned(), sender)
			},
		};
		if let Some(root) = &provides {
			next.relay.sent.clone_from(root);
			next.relay.provided |= 1 << root.len();
		}
		let mut enacted = Vec::new();
		if receiver {
			let Candidate { blocks, requires, rebound } = next.candidate.take()?;
			if !self.meets(&next.window, provides.as_ref(), requires.as_ref()) {
				return None;
			}
			enacted = next.receiver.drain(..blocks).collect();
			next.relay.delivered.clone_from(&enacted.last()?.delivered);
			next.relay.unmet |=
				requires.as_ref().is_some_and(|root| !was_provided(&next.relay, root));
			next.relay.last = match &requires {
				None => Enacted::Included,
				Some(_) if rebound => Enacted::Rebound,
				Some(root) if next.window.contains(root) => Enacted::Window,
				Some(_) => Enacted::Together,
			};
		}
		let fresh = self.enter(&mut next.window, provides.as_ref());
		let settle = |block: &mut Block| block.on_tip = false;
		next.receiver.iter_mut().for_each(settle);
		enacted.iter_mut().for_each(settle);
		let entered = provides.map(|root| (root, fresh));
		next.undo = Some(Undo { relay: before, sender, receiver: enacted, entered });
		// Nobody can tell apart what can not be taken back any more.
		if next.reverts >= self.reverts {
			next.undo = None;
		}
		Some(next)
	}

	/// Takes back the newest relay block. The blocks it enacted are pending again; blocks that were
	/// built on it are gone.
	fn revert(&self, next: &mut State) {
		let Some(Undo { relay, sender, receiver, entered }) = next.undo.take() else { return };
		if let Some((root, fresh)) = entered {
			self.evict(&mut next.window, &root, fresh);
		}
		next.relay = relay;
		next.sender.splice(..0, sender);
		if !self.is(Fault::ForgetsRelayParent) {
			let orphan = next.receiver.iter().position(|block| block.on_tip);
			next.receiver.truncate(orphan.unwrap_or(next.receiver.len()));
		}
		next.receiver.splice(..0, receiver);
		next.receiver.iter_mut().for_each(|block| block.on_tip = false);
		next.candidate = None;
		next.reverts += 1;
	}
}

/// True if a sender block with this root is part of what is enacted.
fn was_provided(relay: &Relay, root: &[Message]) -> bool {
	relay.sent.starts_with(root) && relay.provided >> root.len() & 1 == 1
}

/// Bounded by [`Protocol::messages`].
fn index(position: usize) -> u8 {
	u8::try_from(position).unwrap_or(u8::MAX)
}

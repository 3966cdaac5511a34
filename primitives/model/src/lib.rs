//! The protocol core as a finite model: one sender, one receiver, one relay chain, everybody hostile.
//!
//! A model checker visits every state that any order of steps leads to and asks in each whether the
//! properties hold. What the proofs of the wire show is taken as given here (a root *is* its stream, an
//! extension proof *is* "starts with"); what is checked is whether that is enough.
//!
//! ```text
//! sender    Send ─▶ blocks, not enacted ─── Fork drops them
//!                       │        ╲ root
//! relay                 │         ╲           Enact: matching, provides window   Revert takes it back
//!                       ▼          ▼
//! receiver  Consume ─▶ blocks, sealed ─▶ Back (late block proof or not) ─▶ Enact │ TimeOut │ Abandon
//! ```
//!
//! | file | what is in it |
//! |---|---|
//! | `state.rs` | what the chains know |
//! | `rules.rs` | what is accepted, matched and remembered, and the faults |
//! | `step.rs` | who may do what, and what comes of it |
//! | `properties.rs` | I1, I2, I3, I5, R1, R2, and what has to be reachable |

mod properties;
mod rules;
mod state;
mod step;

pub use rules::Fault;
pub use state::{Block, Candidate, Enacted, Message, Relay, State, Stream, Undo};
pub use step::{Provided, Step};

use stateright::{Checker, Model, Path, Property};

/// One instance of the protocol: its bounds, and at most one thing that is done wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
	/// Most messages of a stream.
	pub messages: usize,
	/// Most blocks that a chain authors ahead of the relay chain.
	pub ahead: usize,
	/// Length of the provides window, at least 2: with 1 a revert could leave it empty.
	pub window: usize,
	/// How often the sender may drop blocks and write others in their place. At most 2.
	pub forks: u8,
	/// How often the relay chain may take back its last block.
	pub reverts: u8,
	/// True if the relay chain matches, so that the speculative tier is open.
	pub support: bool,
	/// What is done wrong.
	pub fault: Option<Fault>,
}

impl Protocol {
	/// The protocol as it should be, in bounds that a check exhausts within seconds.
	pub const fn right() -> Self {
		Self { messages: 3, ahead: 2, window: 2, forks: 1, reverts: 1, support: true, fault: None }
	}

	/// The protocol with shorter streams and more that is taken back.
	pub const fn contended() -> Self {
		Self { messages: 2, forks: 2, reverts: 2, ..Self::right() }
	}

	/// The protocol with one fault, on a relay chain that matches unless the fault is about one that
	/// does not.
	pub fn with(fault: Fault) -> Self {
		Self { support: fault != Fault::TierOpen, fault: Some(fault), ..Self::right() }
	}

	/// A shortest order of at most `steps` steps that breaks the property with this label, and how many
	/// states it took to find.
	///
	/// Deepens step by step, because the checker reports the last counterexample of the states that it
	/// looked at, not the first.
	pub fn counterexample(
		self,
		label: &'static str,
		steps: usize,
	) -> Option<(Path<State, Step>, usize)> {
		(0..=steps).find_map(|steps| {
			// The checker counts states, of which there is one more than steps, and stops before the
			// bound.
			let checker = self.checker().target_max_depth(steps + 2).spawn_bfs().join();
			checker.discovery(label).map(|path| (path, checker.unique_state_count()))
		})
	}
}

impl Model for Protocol {
	type State = State;
	type Action = Step;

	fn init_states(&self) -> Vec<State> {
		vec![State::default()]
	}

	fn actions(&self, state: &State, steps: &mut Vec<Step>) {
		self.steps(state, steps);
	}

	fn next_state(&self, state: &State, step: Step) -> Option<State> {
		self.take(state, step)
	}

	fn properties(&self) -> Vec<Property<Self>> {
		properties::all(self)
	}
}

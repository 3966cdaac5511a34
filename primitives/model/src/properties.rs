//! What has to hold in every state, under the labels of the design, and what has to be reachable so
//! that the first list is not empty talk.

use std::collections::BTreeSet;

use stateright::Property;

use crate::{
	Protocol,
	state::{Enacted, State, Stream},
};

pub(crate) fn all(protocol: &Protocol) -> Vec<Property<Protocol>> {
	let mut properties = vec![
		// What was consumed is a prefix of what was sent.
		Property::always("I1 prefix", |_, state: &State| {
			state.relay.sent.starts_with(&state.relay.delivered)
		}),
		// No position is delivered twice, in no block, enacted or not.
		Property::always("I2 once", |_, state: &State| {
			streams(state).all(|delivered| {
				let mut seen = BTreeSet::new();
				delivered.iter().all(|message| seen.insert(message.position))
			})
		}),
		// No message is delivered after one that was sent later.
		Property::always("I3 ordered", |_, state: &State| {
			streams(state).all(|delivered| delivered.is_sorted_by_key(|message| message.position))
		}),
		// No speculative root is accepted that nobody matches.
		Property::always("I5 closed", |protocol: &Protocol, state: &State| {
			protocol.support || state.receiver.iter().all(|block| block.expected.is_none())
		}),
		// No block is enacted whose requires were not met.
		Property::always("R1 met", |_, state: &State| !state.relay.unmet),
		// An honest late block whose prefix survives can always be included: right now, by a late block
		// proof to a root in the window, without waiting for anybody.
		Property::always("R2 live", live),
		Property::sometimes("everything is delivered", |protocol, state: &State| {
			state.relay.delivered.len() == protocol.messages
		}),
		Property::sometimes("an included root is consumed", |_, state: &State| {
			state.relay.last == Enacted::Included
		}),
	];
	if protocol.support {
		properties.extend([
			Property::sometimes("a root in the window is met", |_, state: &State| {
				state.relay.last == Enacted::Window
			}),
			Property::sometimes("sender and receiver are enacted together", |_, state: &State| {
				state.relay.last == Enacted::Together
			}),
			Property::sometimes("a late block is rebound and enacted", |_, state: &State| {
				state.relay.last == Enacted::Rebound
			}),
			Property::sometimes("a block is dead", |_, state: &State| {
				let survives = |block: &Stream| state.sent().starts_with(block);
				state.receiver.iter().any(|block| !survives(&block.delivered))
			}),
		]);
	}
	properties
}

fn streams(state: &State) -> impl Iterator<Item = &Stream> {
	state.receiver.iter().map(|block| &block.delivered).chain([&state.relay.delivered])
}

fn live(protocol: &Protocol, state: &State) -> bool {
	let Some(block) = state.receiver.first() else { return true };
	let Some(expected) = &block.expected else { return true };
	let survives = state.relay.sent.starts_with(&block.delivered);
	!survives
		|| protocol.meets(&state.window, None, Some(expected))
		|| state.window.iter().any(|root| protocol.rebinds(&block.delivered, root))
}

//! One token crosses, every step named.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

mod common;

use common::*;
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use spec_messaging_primitives::hashing::message_id;
use spec_messaging_world::{
	Mailbox, Reach,
	runtime::{RuntimeEvent, UNIT},
};

/// The whole path of one message at each tier.
///
/// Goal: an ordinary signed teleport on A ends as a balance on B with no HRMP channel anywhere. Method:
/// nothing but honest steps, and each looked at.
///
/// ```text
/// relay block    n            n+1           n+2              n+3
/// A              sends, P1    P1 backed     P1 included
/// B, included                               takes, executes
/// B, speculative takes, R1    both backed   both included
/// ```
fn a_token_crosses(reach: Reach) -> Outcome {
	let mut world = supported()?;
	let user = Charlie.to_account_id();
	let before = world.chain(B)?.free_balance(world.chain(B)?.best(), &user)?;
	let supply = world.total_issuance()?;

	// Accumulate: a user signs a teleport, A's block takes the message in.
	let sent = send(&mut world, 1)?;
	let chain = world.chain(A)?;
	let sent_event = chain.events(sent)?.into_iter().find_map(|record| match record.event {
		RuntimeEvent::SpecOutbox(pallet_spec_outbox::Event::MessageSent {
			destination,
			position,
			id,
		}) => Some((destination, position.get(), id)),
		_ => None,
	});
	let (destination, position, id) = sent_event.expect("the teleport sends a message; qed");
	assert_eq!((destination, position), (B.into(), 0));

	// Commit: the header carries one hash, and the state has the payload under the position.
	let root = chain.provides_root(sent)?.expect("A has a channel, so it commits; qed");

	// Serve: A's node builds the batch. Its payload is the message.
	let honest = batch(&world, u64::MAX)?;
	assert_eq!((honest.provides_root, honest.messages()), (root, 1));
	assert_eq!(honest.payloads.first().map(|payload| message_id(payload)), Some(id));
	let candidate = submit_fresh(&mut world, A, sent)?;

	// Ingest: at once under the speculative tier, else when the relay chain has A's block as its head.
	if reach == Reach::Included {
		world.advance();
		world.advance();
		assert!(is_head(&world, A, sent)?);
	}
	let received = world.author_collecting(B, Vec::new(), reach)?;
	assert_eq!(refusals(&world, received)?, []);
	let expected = if reach == Reach::Included { (1, 0) } else { (0, 1) };
	assert_eq!(taken(&world, received)?, expected);

	// Require: what B's candidate says is what A's said it provides.
	let said = submit_fresh(&mut world, B, received)?.messaging().expect("our signals; qed");
	match reach {
		Reach::Included => assert_eq!(said.requires, None),
		Reach::Speculative => {
			let requires = said.requires.expect("it consumed a speculative root; qed");
			let [required] = requires.entries() else { panic!("one source") };
			let provided = candidate.messaging().expect("our signals; qed").provides;
			assert_eq!((required.source, required.expected_root), (A.into(), root));
			assert_eq!(provided.map(|provides| provides.root), Some(root));
		},
	}
	honest_messages_still_arrive(&mut world, reach)?;

	// Executed: the token is on B, less what its execution cost there, and nothing is lost.
	let best = world.chain(B)?.best();
	let gained = world.chain(B)?.free_balance(best, &user)? - before;
	assert!(gained > 3 * UNIT && gained < 4 * UNIT, "four teleports brought {gained}");
	assert_eq!(world.total_issuance()?, supply);
	// The sender paid four tokens and fees, and fees stay on A.
	let chain = world.chain(A)?;
	let spent = chain.free_balance(chain.genesis(), &Bob.to_account_id())?
		- chain.free_balance(chain.best(), &Bob.to_account_id())?;
	assert!(spent > 4 * UNIT);
	Ok(())
}

#[test]
fn a_token_crosses_at_inclusion_speed() -> Outcome {
	a_token_crosses(Reach::Included)
}

#[test]
fn a_token_crosses_within_one_relay_block() -> Outcome {
	a_token_crosses(Reach::Speculative)
}

/// Each side of two busy chains learns what the other consumed.
///
/// Goal: credit comes back while both sides send and read speculatively in every block, so that neither is
/// ever where the relay chain's included roots are.
#[test]
fn acknowledgements_arrive_while_both_directions_are_busy() -> Outcome {
	let mut world = supported()?;
	for _ in 0..10 {
		for (from, to) in [(A, B), (B, A)] {
			let transactions = teleports(&world, from, to, 2)?;
			let block = world.author_collecting(from, transactions, Reach::Speculative)?;
			submit_fresh(&mut world, from, block)?;
		}
		world.advance();
	}
	for para in [A, B] {
		let chain = world.chain(para)?;
		let channel = chain.channels(chain.best())?.pop().expect("one channel; qed");
		let acknowledged = channel.peer_register.consumed.get();
		assert!(acknowledged >= 8, "{para} knows of {acknowledged} of {}", channel.sent);
		assert!(acknowledged < channel.sent.get(), "both are always ahead of what is included");
	}
	world.check_all()
}

/// Word of blocks that comes late or never costs time and no message.
#[test]
fn messages_arrive_whatever_the_mailbox_delays_or_loses() -> Outcome {
	for (delay, lost_percent) in [(1, 0), (0, 50), (2, 30), (0, 100)] {
		let mut world = supported()?;
		world.mailbox = Mailbox::new(delay, lost_percent, 5);
		for _ in 0..6 {
			for (from, to) in [(A, B), (B, A)] {
				let transactions = teleports(&world, from, to, 1)?;
				let block = world.author_collecting(from, transactions, Reach::Speculative)?;
				submit_fresh(&mut world, from, block)?;
			}
			world.advance();
		}
		honest_messages_still_arrive(&mut world, Reach::Speculative)?;
	}
	Ok(())
}

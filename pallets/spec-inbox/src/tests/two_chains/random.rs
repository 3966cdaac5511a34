//! Whatever happens to two chains, the invariants hold after each step, and nothing is stuck at the end.

use alloc::vec::Vec;
use proptest::{collection::vec, prelude::*, sample::select, test_runner::RngSeed};

use super::{
	lives::Life,
	runtime::{ASK, CORRUPT, ExecutedAtOnce, HEAVY, LONGEST, queue_out_in::Test},
	world::{Action, Format, Side, World},
};

fn side() -> impl Strategy<Value = Side> {
	0..2usize
}

/// Small ones mostly, and the edges: one byte, the longest, one more.
fn len() -> impl Strategy<Value = u16> {
	let longest = LONGEST as u16;
	prop_oneof![6 => 5..60u16, 2 => 60..=longest, 1 => select(Vec::from([0, 1, longest, longest + 1]))]
}

fn life() -> impl Strategy<Value = Life> {
	let honest = || prop::bool::weighted(0.8);
	prop_oneof![
		4 => Just(Life::Open),
		6 => honest().prop_map(|honest| Life::Reopen { honest }),
		1 => Just(Life::Cancel),
		1 => Just(Life::Expire),
		3 => Just(Life::CloseSending),
		2 => Just(Life::ForceSending),
		4 => Just(Life::Accept),
		6 => honest().prop_map(|honest| Life::Reaccept { honest }),
		1 => Just(Life::Reject),
		3 => Just(Life::CloseReading),
		2 => Just(Life::ForceReading),
		2 => Just(Life::Watch),
		// Not covered: governance may forget a sender that is closing, which then waits for a register that never
		// comes until its own governance ends it.
		3 => Just(Life::Forget { governed: false }),
	]
}

fn action() -> impl Strategy<Value = Action> {
	let kind = prop_oneof![8 => Just(b'm'), 2 => Just(ASK), 1 => Just(CORRUPT), 1 => Just(HEAVY)];
	let late = prop_oneof![4 => Just(0u16), 1 => 5..60u16];
	prop_oneof![
		10 => (side(), kind, len()).prop_map(|(side, kind, len)| Action::Send(side, kind, len)),
		10 => (side(), late, 1..6u8, prop::bool::weighted(0.8)).prop_map(
			|(side, late, cut, shows_head)| Action::EndBlock { side, late, cut, shows_head },
		),
		10 => (side(), any::<bool>())
			.prop_map(|(side, transaction)| Action::Deliver { side, transaction }),
		3 => (side(), any::<u8>()).prop_map(|(side, which)| Action::DeliverAny(side, which)),
		3 => side().prop_map(Action::Refresh),
		4 => (side(), select(Vec::from([1u16, 5, 20, 1_000])))
			.prop_map(|(side, time)| Action::Serve(side, time)),
		1 => side().prop_map(Action::Suspend),
		2 => side().prop_map(Action::Resume),
		1 => side().prop_map(Action::RaiseGeneration),
		2 => side().prop_map(Action::Reanchor),
		3 => (side(), select(Vec::from([10u16, 50, LONGEST as u16])))
			.prop_map(|(side, bytes)| Action::Take(side, bytes)),
		3 => (side(), any::<u8>(), prop::bool::weighted(0.8))
			.prop_map(|(side, which, honest)| Action::Retry { side, which, honest }),
		2 => side().prop_map(Action::Skip),
		2 => side().prop_map(Action::ReadReceipts),
		1 => side().prop_map(Action::ExecuteOverweight),
		1 => (1..8u8).prop_map(Action::Wait),
		12 => (side(), life()).prop_map(|(side, life)| Action::Live(side, life)),
		1 => side().prop_map(Action::Upgrade),
		1 => (side(), select(Vec::from([Format::OtherVersion, Format::OtherDigest])))
			.prop_map(|(side, format)| Action::Speak(side, format)),
		2 => side().prop_map(|side| Action::Speak(side, Format::Known)),
	]
}

/// So many that it takes seconds, always the same; `PROPTEST_CASES` asks for more, and for others.
const CASES: u32 = 64;

fn config() -> ProptestConfig {
	let asked = std::env::var_os("PROPTEST_CASES").is_some();
	let default = ProptestConfig::default();
	let (cases, rng_seed) =
		if asked { (default.cases, default.rng_seed) } else { (CASES, RngSeed::Fixed(1)) };
	// What fails is long: most of it is gone after a minute.
	ProptestConfig { cases, rng_seed, max_shrink_time: 60_000, ..default }
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn no_message_is_lost_doubled_or_moved_whatever_happens(
		actions in vec(action(), 1..120),
		by_sender: [bool; 2],
	) {
		let mut world = World::<Test>::new();
		for action in &actions {
			world.step(action);
		}
		world.drain();
		world.end_and_begin_again(by_sender);
	}
}

/// Else the property above would say nothing about messages that are executed as they arrive.
#[test]
fn every_other_block_executes_some_messages_of_a_batch_at_once_and_queues_the_rest() {
	let end = |side| Action::EndBlock { side, late: 0, cut: 6, shows_head: true };
	let mut at_once = [0, 1].map(|blocks_before| {
		let mut world = World::<Test>::new();
		for _ in 0..blocks_before {
			world.step(&end(1));
		}
		for _ in 0..6 {
			world.step(&Action::Send(0, b'm', 20));
		}
		for action in [end(0), end(1), Action::Deliver { side: 1, transaction: false }] {
			world.step(&action);
		}
		assert_eq!(world.directions[0].ends.len(), 6);
		let at_once = world.on(1, ExecutedAtOnce::get);
		world.step(&Action::Serve(1, 10_000));
		assert!(world.directions[0].queue.is_empty());
		at_once
	});
	at_once.sort_unstable();
	assert_eq!(at_once, [0, 3]);
}

/// A run that goes through everything, so that the property above is about something.
#[test]
fn a_run_reaches_every_end_of_a_message() {
	use super::oracle::End;
	let mut world = World::<Test>::new();
	let end = |side, cut| Action::EndBlock { side, late: 0, cut, shows_head: true };
	let deliver = Action::Deliver { side: 1, transaction: true };
	// Handed on, undecodable, too heavy, dead.
	world.step(&Action::Take(1, 50));
	for (kind, len) in [(b'm', 20), (CORRUPT, 20), (HEAVY, 20), (b'm', 60), (b'm', 61)] {
		world.step(&Action::Send(0, kind, len));
	}
	for action in [end(0, 6), end(1, 6), deliver.clone(), Action::Serve(1, 10_000)] {
		world.step(&action);
	}
	assert_eq!(
		world.directions[0].ends,
		[End::Handed, End::Handed, End::Handed, End::Kept, End::Kept]
	);
	assert_eq!(world.directions[0].overweight.len(), 1);
	world.step(&Action::ExecuteOverweight(1));
	assert!(world.directions[0].overweight.is_empty() && world.directions[0].queue.is_empty());
	// Retried, expired.
	world.step(&Action::Take(1, LONGEST as u16));
	world.step(&Action::Retry { side: 1, which: 0, honest: false });
	world.step(&Action::Retry { side: 1, which: 0, honest: true });
	for action in [Action::Wait(20), end(1, 6), end(1, 6)] {
		world.step(&action);
	}
	assert_eq!(world.directions[0].ends[3..], [End::Retried, End::Dropped]);
	// Skipped, and the sender hears of it.
	for action in [end(1, 6), end(0, 6), Action::Refresh(0)] {
		world.step(&action);
	}
	world.step(&Action::Send(0, b'm', 30));
	world.step(&Action::Send(0, b'm', 30));
	for action in [end(0, 1), end(1, 1), Action::Skip(1), end(1, 1), end(0, 1), Action::Refresh(0)]
	{
		world.step(&action);
	}
	assert_eq!(world.directions[0].ends[5..], [End::Skipped]);
	world.step(&Action::ReadReceipts(0));
	assert_eq!(world.directions[0].told.len(), 1);
	// Rewound: the other chain freezes it on evidence, and starts over by governance.
	world.step(&Action::RaiseGeneration(0));
	world.step(&Action::Send(0, b'm', 30));
	for action in [end(0, 6), end(1, 6), Action::Refresh(1)] {
		world.step(&action);
	}
	world.step(&Action::Reanchor(1));
	assert_eq!((world.directions[0].read, world.directions[0].consumed()), (1, 0));
	world.drain();
	assert!(world.directions[0].consumed() > 0);
}

//! In whatever order the pallets stand in a runtime, no message is lost: the queue executes in its hooks, and
//! what it executes sends, before or behind the hooks of the pallets that send and receive.

use frame_support::weights::Weight;
use spec_messaging_primitives::hashing::Hash;

use super::{
	runtime::{
		ASK, IdleWeight, Pair, ServiceWeight, in_out_queue, in_queue_out, out_in_queue,
		out_queue_in, queue_in_out, queue_out_in,
	},
	world::{Action, World},
};

/// Questions in both directions, answered by the queue in `on_initialize` of one chain and in `on_idle` of
/// the other; a message after each commitment; registers that wait, because a block takes one.
///
/// Returns what both chains sent in all, by number of bytes.
fn scenario<T: Pair + frame_system::Config<Hash = Hash>>() -> [Vec<usize>; 2] {
	let mut world = World::<T>::new();
	let enough = Some(Weight::from_parts(1_000_000_000_000, u64::MAX));
	world.on(0, || ServiceWeight::set(&enough));
	world.on(1, || IdleWeight::set(&enough));
	for round in 0..12u16 {
		for side in [0, 1] {
			world.step(&Action::Send(side, ASK, 10 + round));
			world.step(&Action::EndBlock { side, late: 30 + round, cut: 5, shows_head: true });
			world.step(&Action::Deliver { side, transaction: round % 2 == 0 });
			world.step(&Action::Refresh(side));
		}
	}
	world.drain();
	[0, 1].map(|side| {
		let direction = &world.directions[side];
		assert_eq!(direction.streams.len(), 1, "nobody was rewound");
		assert_eq!(direction.consumed(), direction.streams[&0].len(), "a message was lost");
		let mut lengths: Vec<_> = direction.streams[&0].iter().map(Vec::len).collect();
		// Within a block the order of answers and questions is that of the hooks.
		lengths.sort_unstable();
		lengths
	})
}

fn check<T: Pair + frame_system::Config<Hash = Hash>>() {
	for sent in scenario::<T>() {
		// Questions, late messages and answers.
		for len in [10, 30] {
			assert!(sent.iter().filter(|sent| **sent == len).count() >= 1, "{sent:?}");
		}
		let answers = sent.iter().filter(|len| (10..22).contains(*len)).count();
		assert!(answers > 12, "nothing was answered: {sent:?}");
	}
}

#[test]
fn nothing_is_lost_with_queue_outbox_inbox() {
	check::<queue_out_in::Test>();
}

#[test]
fn nothing_is_lost_with_queue_inbox_outbox() {
	check::<queue_in_out::Test>();
}

#[test]
fn nothing_is_lost_with_outbox_queue_inbox() {
	check::<out_queue_in::Test>();
}

#[test]
fn nothing_is_lost_with_outbox_inbox_queue() {
	check::<out_in_queue::Test>();
}

#[test]
fn nothing_is_lost_with_inbox_queue_outbox() {
	check::<in_queue_out::Test>();
}

#[test]
fn nothing_is_lost_with_inbox_outbox_queue() {
	check::<in_out_queue::Test>();
}

//! Taking messages in.

use frame_support::{
	assert_noop, assert_ok,
	storage::{TransactionOutcome, with_transaction},
};
use spec_messaging_primitives::{
	LeafCount, Position,
	channel::InboundPhase,
	hashing::message_id,
	pallets::{ApplyRegister, InboundRegister, PublishRegister, SendMessage, Sent},
};

use crate::{mock::*, *};

fn position(index: u32) -> Position {
	Position::from(index)
}

#[test]
fn positions_of_a_stream_have_no_gaps_across_blocks_and_destinations() {
	build_and_check(|| {
		// Given two channels.
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		let mut next = [0u32; 2];
		for block in 0..5u32 {
			// When messages to both alternate, a different number in each block.
			for i in 0..=block {
				for (at, destination) in [BOB, CAROL].into_iter().enumerate().skip((i % 2) as usize)
				{
					let sent = Outbox::send(destination, &[1, 2, 3]).unwrap();
					// Then each stream counts for itself.
					assert_eq!(sent.position, position(next[at]));
					next[at] += 1;
				}
			}
			next_block();
		}
		assert_eq!(Frontiers::<Test>::get(BOB).leaf_count(), LeafCount::from(next[0]));
		assert_eq!(Frontiers::<Test>::get(CAROL).leaf_count(), LeafCount::from(next[1]));
	});
}

#[test]
fn a_sent_message_is_announced_with_the_hash_of_its_payload() {
	build_and_check(|| {
		let id = message_id(b"hello");
		assert_eq!(Outbox::send(BOB, b"hello"), Ok(Sent { position: position(0), id }));
		assert_eq!(
			events(),
			vec![Event::MessageSent { destination: BOB, position: position(0), id }]
		);
	});
}

#[test]
fn what_cannot_be_sent_is_refused_with_its_reason_and_changes_nothing() {
	build_and_check(|| {
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NoChannel);
		assert_noop!(Outbox::send(BOB, b""), SendError::Empty);
		let large = vec![0; MaxPayloadBytes::get() as usize + 1];
		assert_noop!(Outbox::send(BOB, &large), SendError::TooLarge);
		InitialCredit::set(0);
		assert_noop!(Outbox::send(BOB, b"x"), SendError::NoCredit);
	});
}

#[test]
fn a_peer_that_is_only_read_from_gets_no_messages() {
	build_and_check(|| {
		let register = InboundRegister { phase: InboundPhase::Accepted, ..Default::default() };
		assert_ok!(Outbox::publish(CAROL, register));
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NoChannel);
		assert!(!Outbox::has_channel(CAROL));
	});
}

#[test]
fn can_send_answers_what_send_would() {
	build_and_check(|| {
		InitialCredit::set(2);
		for bytes in [0u32, 1, 10, MaxPayloadBytes::get(), MaxPayloadBytes::get() + 1, 10, 10] {
			for destination in [BOB, CAROL] {
				let asked = Outbox::can_send(destination, bytes);
				let sent = Outbox::send(destination, &vec![1; bytes as usize]);
				assert_eq!(asked, sent.map(|_| ()), "{destination:?} {bytes}");
			}
		}
	});
}

#[test]
fn credit_is_an_offset_of_messages_and_of_bytes() {
	build_and_check(|| {
		// Given credit for three messages and ten bytes.
		(InitialCredit::set(3), InitialCreditBytes::set(10));
		assert_ok!(Outbox::send(BOB, &[0; 6]));
		// When five more bytes are sent, bytes run out; with four they fit exactly.
		assert_noop!(Outbox::send(BOB, &[0; 5]), SendError::NoCredit);
		assert_ok!(Outbox::send(BOB, &[0; 4]));
		assert_noop!(Outbox::send(BOB, &[0; 1]), SendError::NoCredit);
		next_block();
		// Then another block changes nothing: only the peer's register does.
		assert_noop!(Outbox::send(BOB, &[0; 1]), SendError::NoCredit);
		assert_ok!(Outbox::apply(BOB, 1, &register(1, 6, 3, 20)));
		assert_ok!(Outbox::send(BOB, &[0; 10]));
		// And messages run out by themselves.
		assert_ok!(Outbox::apply(BOB, 2, &register(1, 6, 3, 1_000)));
		assert_noop!(Outbox::send(BOB, &[0; 1]), SendError::NoCredit);
	});
}

#[test]
fn a_grant_below_the_initial_credit_takes_nothing_back() {
	build_and_check(|| {
		InitialCredit::set(5);
		assert_ok!(Outbox::apply(BOB, 1, &register(0, 0, 1, 1)));
		for _ in 0..5 {
			assert_ok!(Outbox::send(BOB, &[0; 100]));
		}
		assert_noop!(Outbox::send(BOB, &[0; 1]), SendError::NoCredit);
	});
}

#[test]
fn a_peers_own_payload_limit_counts_once_it_is_known() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, &[0; 1_025]));
		assert_ok!(Outbox::apply(BOB, 1, &register(0, 0, 0, 0)));
		assert_ok!(Outbox::send(BOB, &[0; 1_024]));
		assert_noop!(Outbox::send(BOB, &[0; 1_025]), SendError::TooLarge);
	});
}

#[test]
fn a_peer_that_takes_no_messages_pauses_the_channel_until_it_does_again() {
	build_and_check(|| {
		let mut said = register(0, 0, 100, 1_000);
		said.phase.inbound = InboundPhase::Suspended;
		assert_ok!(Outbox::apply(BOB, 1, &said));
		assert_noop!(Outbox::send(BOB, b"x"), SendError::Paused);
		said.phase.inbound = InboundPhase::Accepted;
		assert_ok!(Outbox::apply(BOB, 9, &said));
		assert_ok!(Outbox::send(BOB, b"x"));
	});
}

#[test]
fn a_send_that_is_rolled_back_never_happened() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"kept 0"));
		for destination in [BOB, CAROL] {
			let _: Result<(), sp_runtime::DispatchError> = with_transaction(|| {
				let _ = Outbox::open_channel(RuntimeOrigin::root(), CAROL);
				assert_ok!(Outbox::send(destination, b"dropped"));
				assert_ok!(Outbox::send(destination, b"dropped too"));
				TransactionOutcome::Rollback(Ok(()))
			});
			check();
		}
		assert_eq!(Outbox::send(BOB, b"kept 1").unwrap().position, position(1));
		end_block();
		let (first, payloads) = Outbox::outgoing(BOB);
		assert_eq!(first, position(0));
		assert_eq!(
			payloads.into_iter().map(|p| p.into_inner()).collect::<Vec<_>>(),
			vec![b"kept 0".to_vec(), b"kept 1".to_vec()]
		);
		assert_eq!(
			Frontiers::<Test>::get(BOB),
			frontier_of(&[b"kept 0".to_vec(), b"kept 1".to_vec()])
		);
	});
}

#[test]
fn a_first_touch_that_is_rolled_back_is_made_up_for() {
	build_and_check(|| {
		// Given a block that committed, and a next one in which a message comes before this pallet's hook.
		assert_ok!(Outbox::send(BOB, b"0"));
		end_block();
		enter_block(2);
		let _: Result<(), sp_runtime::DispatchError> = with_transaction(|| {
			assert_ok!(Outbox::send(BOB, b"dropped"));
			TransactionOutcome::Rollback(Ok(()))
		});
		// Then the payloads of block 1 are dropped all the same, by whoever comes next.
		assert_eq!(Outgoing::<Test>::iter_keys().count(), 1);
		assert_ok!(Outbox::send(BOB, b"1"));
		let payloads: Vec<_> = Outgoing::<Test>::iter().collect();
		assert_eq!(payloads.len(), 1);
		assert_eq!(payloads[0].2[0].to_vec(), b"1".to_vec());
	});
}

#[test]
fn every_send_registers_its_weight_and_the_first_one_to_a_destination_more() {
	build_and_check(|| {
		// Given a block in which nothing was touched yet.
		next_block();
		let used = || System::block_weight().total();
		let send = |bytes: usize| {
			let before = used();
			assert_ok!(Outbox::send(BOB, &vec![0; bytes]));
			used() - before
		};
		let (first, second, larger) = (send(10), send(10), send(1_000));
		assert_eq!(first, Outbox::send_cost(10, true));
		assert_eq!(second, Outbox::send_cost(10, false));
		assert_eq!(larger, Outbox::send_cost(1_000, false));
		assert!(first.all_gte(second) && first != second);
		assert!(larger.all_gte(second) && larger != second);
		// A register about a peer pays for less than a message to it, so it takes nothing off that.
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		next_block();
		assert_ok!(Outbox::publish(CAROL, InboundRegister::default()));
		let before = used();
		assert_ok!(Outbox::send(CAROL, &[0; 10]));
		assert_eq!(used() - before, first);
	});
}

#[test]
fn whoever_sends_on_to_a_destination_of_the_last_block_finds_it_paid_for_in_this_one() {
	build_and_check(|| {
		// Given a message that came after a block's commitment, so that the next to it is not the first.
		end_block();
		assert_ok!(Outbox::send(BOB, &[0; 10]));
		enter_block(2);
		let before = System::block_weight().total();
		assert_ok!(Outbox::send(BOB, &[0; 10]));
		// Then this block has paid for reading and writing what both share all the same.
		let paid = System::block_weight().total() - before;
		assert!(paid.all_gte(Outbox::send_cost(10, true)), "{paid}");
	});
}

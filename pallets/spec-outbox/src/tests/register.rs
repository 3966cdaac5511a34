//! Registers of this chain and of its peers.

use frame_support::{assert_noop, assert_ok};
use spec_messaging_primitives::{
	LeafCount,
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Register},
	pallets::{
		ApplyRegister, InboundRegister, PublishError, PublishRegister, RegisterError, SendMessage,
	},
};

use crate::{mock::*, *};

fn accepted() -> InboundRegister {
	InboundRegister { credit: 5, phase: InboundPhase::Accepted, ..Default::default() }
}

/// Three messages of ten bytes to Bob, committed.
fn three_messages() {
	for _ in 0..3 {
		assert_ok!(Outbox::send(BOB, &[0; 10]));
	}
	next_block();
}

#[test]
fn an_acknowledgement_is_announced_when_more_was_consumed() {
	build_and_check(|| {
		three_messages();
		assert_ok!(Outbox::apply(BOB, 10, &register(2, 20, 2_000, 2_000_000)));
		let consumed = LeafCount::from(2u32);
		assert_eq!(events(), vec![Event::Acknowledged { peer: BOB, consumed }]);
		// More credit alone is no acknowledgement.
		assert_ok!(Outbox::apply(BOB, 11, &register(2, 20, 3_000, 3_000_000)));
		assert_eq!(events().len(), 1);
		let summary = Outbox::channels().pop().unwrap();
		assert_eq!(summary.peer_register_as_of, Some(11));
		assert_eq!(summary.peer_register, register(2, 20, 3_000, 3_000_000));
	});
}

#[test]
fn a_register_that_is_not_newer_is_stale() {
	build_and_check(|| {
		three_messages();
		let said = register(1, 10, 2_000, 2_000_000);
		assert_ok!(Outbox::apply(BOB, 10, &said));
		assert_noop!(Outbox::apply(BOB, 10, &said), RegisterError::Stale);
		assert_noop!(
			Outbox::apply(BOB, 9, &register(2, 20, 2_000, 2_000_000)),
			RegisterError::Stale
		);
	});
}

#[test]
fn a_register_counts_only_for_a_stream_of_ours_in_its_generation() {
	build_and_check(|| {
		three_messages();
		let said = register(1, 10, 2_000, 2_000_000);
		assert_noop!(Outbox::apply(CAROL, 10, &said), RegisterError::NoChannel);
		assert_ok!(Outbox::publish(CAROL, accepted()));
		assert_noop!(Outbox::apply(CAROL, 10, &said), RegisterError::NoChannel);
		let other = Register { generation: 1, ..said };
		assert_noop!(Outbox::apply(BOB, 10, &other), RegisterError::OtherGeneration);
	});
}

#[test]
fn nobody_has_consumed_what_no_header_has_shown() {
	build_and_check(|| {
		three_messages();
		// Given a fourth message that is sent and not committed.
		assert_ok!(Outbox::send(BOB, &[0; 10]));
		assert_noop!(
			Outbox::apply(BOB, 10, &register(4, 30, 2_000, 2_000_000)),
			RegisterError::BeyondStream
		);
		assert_noop!(
			Outbox::apply(BOB, 10, &register(3, 31, 2_000, 2_000_000)),
			RegisterError::BeyondStream
		);
		assert_ok!(Outbox::apply(BOB, 10, &register(3, 30, 2_000, 2_000_000)));
		// Also once the block is over and it lies in the other slot.
		end_block();
		assert_ok!(Outbox::apply(BOB, 11, &register(4, 40, 2_000, 2_000_000)));
		assert_ok!(Outbox::send(BOB, &[0; 10]));
		assert_noop!(
			Outbox::apply(BOB, 12, &register(5, 40, 2_000, 2_000_000)),
			RegisterError::BeyondStream
		);
	});
}

#[test]
fn no_offset_and_no_limit_falls() {
	build_and_check(|| {
		three_messages();
		let said = register(2, 20, 2_000, 2_000_000);
		assert_ok!(Outbox::apply(BOB, 10, &said));
		let lower = [
			Register { consumed: LeafCount::from(1u32), ..said },
			Register { consumed_bytes: 19, ..said },
			Register { credit: 1_999, ..said },
			Register { credit_bytes: 1_999_999, ..said },
			Register { max_payload: 1_023, ..said },
		];
		for register in lower {
			assert_noop!(Outbox::apply(BOB, 11, &register), RegisterError::OffsetFell);
		}
		assert_ok!(Outbox::apply(BOB, 11, &said));
	});
}

#[test]
fn a_peer_that_never_accepted_says_nothing() {
	build_and_check(|| {
		three_messages();
		let said = Register::never_accepted(OutboundPhase::Open);
		assert_ok!(Outbox::apply(BOB, 10, &said));
		assert_eq!(Channels::<Test>::get(BOB).unwrap().applied, None);
		assert_ok!(Outbox::apply(BOB, 10, &register(1, 10, 2_000, 2_000_000)));
		// After one that said something it breaks a rule, unless it is an older one.
		assert_ok!(Outbox::apply(BOB, 10, &said));
		assert_noop!(Outbox::apply(BOB, 11, &said), RegisterError::PhaseFell);
		assert_eq!(Outbox::channels()[0].peer_register_as_of, Some(10));
	});
}

#[test]
fn a_block_takes_so_many_registers_and_the_next_one_as_many() {
	build_and_check(|| {
		for id in 0..MaxRegistersPerBlock::get() {
			assert!(Outbox::can_publish());
			assert_ok!(Outbox::publish(ParaId::from(id), accepted()));
		}
		assert!(!Outbox::can_publish());
		assert_noop!(Outbox::publish(BOB, accepted()), PublishError::BlockFull);
		end_block();
		assert!(Outbox::can_publish());
		begin_block(2);
		assert_ok!(Outbox::publish(BOB, accepted()));
		end_block();
		let leaf = Outbox::leaf(BOB).unwrap();
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Open);
		assert_eq!(leaf.register.credit, 5);
	});
}

#[test]
fn a_full_tree_takes_no_new_source_and_still_the_known_ones() {
	build_and_check(|| {
		MaxPeers::set(2);
		assert_ok!(Outbox::publish(CAROL, accepted()));
		assert_noop!(Outbox::publish(DAVE, accepted()), PublishError::TooManyPeers);
		assert_ok!(Outbox::publish(BOB, accepted()));
		assert_ok!(Outbox::publish(CAROL, accepted()));
		next_block();
	});
}

#[test]
fn never_accepted_is_committed_in_its_one_encoding() {
	build_and_check(|| {
		use codec::{Decode, Encode};
		let nonsense = InboundRegister { phase: InboundPhase::None, ..accepted() };
		assert_ok!(Outbox::publish(BOB, nonsense));
		end_block();
		let leaf = Outbox::leaf(BOB).unwrap();
		assert_eq!(leaf.register, Register::never_accepted(OutboundPhase::Open));
		assert_eq!(ChannelLeaf::decode(&mut &leaf.encode()[..]), Ok(leaf));
	});
}

#[test]
fn opening_towards_a_source_keeps_what_is_published_about_it() {
	build_and_check(|| {
		assert_ok!(Outbox::publish(CAROL, accepted()));
		next_block();
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		next_block();
		let register = Outbox::leaf(CAROL).unwrap().register;
		assert_eq!(register.phase.outbound, OutboundPhase::Opening);
		assert_eq!(register.phase.inbound, InboundPhase::Accepted);
		assert_eq!(register.credit, 5);
		assert_eq!(Outbox::leaf_hashes().len(), 2);
	});
}

#[test]
fn a_new_source_registers_the_weight_of_its_insertion() {
	build_and_check(|| {
		let used = || System::block_weight().total();
		let before = used();
		assert_ok!(Outbox::publish(BOB, accepted()));
		assert_eq!(used(), before);
		assert_ok!(Outbox::publish(CAROL, accepted()));
		assert_eq!(used() - before, Outbox::insertion_cost(2));
	});
}

#[test]
fn opening_a_channel_has_the_heads_of_its_destination_read() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		assert!(Watched::get().contains(&CAROL));
		// Without that, no register of the peer would ever count: then there is no channel.
		WatchedMax::set(0);
		assert_noop!(
			Outbox::open_channel(RuntimeOrigin::root(), DAVE),
			crate::Error::<Test>::TooManyPeers
		);
	});
}

#[test]
fn a_register_that_was_forgotten_may_be_followed_by_one_that_says_less() {
	build_and_check(|| {
		three_messages();
		let said = |consumed: u32| register(consumed, u64::from(consumed) * 10, 2_000, 2_000_000);
		assert_ok!(Outbox::apply(BOB, 10, &said(3)));
		assert_noop!(Outbox::apply(BOB, 11, &said(1)), RegisterError::OffsetFell);
		Outbox::forget(BOB);
		assert_ok!(Outbox::apply(BOB, 11, &said(1)));
	});
}

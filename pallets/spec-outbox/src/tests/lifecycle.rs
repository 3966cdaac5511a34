//! Channels from their opening to their end, and again.

use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::traits::BadOrigin;
use spec_messaging_primitives::{
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	mmr::Frontier,
	pallets::{ApplyRegister, InboundRegister, PublishRegister, RegisterError, SendMessage},
};

use crate::{mock::*, *};

type Refused = crate::Error<Test>;

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn account(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn held(who: u64) -> u64 {
	Balances::total_balance_on_hold(&who)
}

fn phase(peer: ParaId) -> OutboundPhase {
	Channels::<Test>::get(peer).map_or(OutboundPhase::None, |channel| channel.outbound)
}

/// What a peer says that consumed so many messages of one byte.
pub(super) fn said(consumed: u32, inbound: InboundPhase) -> Register {
	Register {
		phase: Phase { outbound: OutboundPhase::None, inbound },
		..register(consumed, consumed.into(), 2_000, 2_000_000)
	}
}

/// Has the relay chain include that register of `peer`, newer than any before.
pub(super) fn hear(peer: ParaId, consumed: u32, inbound: InboundPhase) {
	let as_of = Channels::<Test>::get(peer).and_then(|c| c.applied).map_or(1, |a| a.as_of + 1);
	assert_ok!(Outbox::apply(peer, as_of, &said(consumed, inbound)));
}

fn send(peer: ParaId, messages: u32) {
	for _ in 0..messages {
		assert_ok!(Outbox::send(peer, b"x"));
	}
}

/// The frontier in the event that says that a stream left the state.
pub(super) fn entombed(peer: ParaId) -> Frontier {
	let shown = events().into_iter().rev().find_map(|event| match event {
		Event::ChannelEntombed { destination, frontier } if destination == peer => Some(frontier),
		_ => None,
	});
	shown.expect("a stream that ended shows its frontier")
}

/// A channel to Carol that was opened by account 1, is open, and has three messages in flight.
fn open_to_carol() {
	assert_ok!(Outbox::open_channel(account(1), CAROL));
	next_block();
	hear(CAROL, 0, InboundPhase::Accepted);
	send(CAROL, 3);
	next_block();
}

/// The same, closed by the sender and drained. Returns the frontier as it ended.
fn closed_to_carol() -> Frontier {
	open_to_carol();
	assert_ok!(Outbox::close_channel(account(1), CAROL));
	hear(CAROL, 3, InboundPhase::Accepted);
	end_block();
	let frontier = entombed(CAROL);
	begin_block(System::block_number() + 1);
	frontier
}

#[test]
fn a_channel_is_open_once_the_peer_accepted_and_not_before() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(root(), CAROL));
		assert_eq!(phase(CAROL), OutboundPhase::Opening);
		end_block();
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Opening);
		begin_block(2);
		hear(CAROL, 0, InboundPhase::Offered);
		assert_eq!(phase(CAROL), OutboundPhase::Opening);
		hear(CAROL, 0, InboundPhase::Accepted);
		assert_eq!(phase(CAROL), OutboundPhase::Open);
		assert!(events().contains(&Event::ChannelEstablished { destination: CAROL }));
		end_block();
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Open);
	});
}

#[test]
fn without_initial_credit_nothing_is_sent_before_the_peer_accepted() {
	build_and_check(|| {
		InitialCredit::set(0);
		assert_ok!(Outbox::open_channel(root(), CAROL));
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NoCredit);
		hear(CAROL, 0, InboundPhase::Accepted);
		assert_ok!(Outbox::send(CAROL, b"x"));
	});
}

#[test]
fn a_channel_waits_for_its_predecessor_and_asks_it_once_more_and_never_again() {
	build_and_check(|| {
		Carried::set(vec![CAROL]);
		Undrained::set(vec![CAROL]);
		assert_ok!(Outbox::open_channel(root(), CAROL));
		// The other transport goes on.
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NoChannel);
		hear(CAROL, 0, InboundPhase::Accepted);
		assert_eq!(phase(CAROL), OutboundPhase::Opening);
		// Now nobody takes a message until the other one has delivered all of its own.
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NotDrained);
		next_block();
		Undrained::set(vec![]);
		assert_ok!(Outbox::can_send(CAROL, 1));
		assert_ok!(Outbox::send(CAROL, b"x"));
		assert_eq!(phase(CAROL), OutboundPhase::Open);
		// Whatever it carries later on is none of this channel's business.
		Undrained::set(vec![CAROL]);
		Asked::set(0);
		assert_ok!(Outbox::send(CAROL, b"x"));
		assert_eq!(Asked::get(), 0);
		end_block();
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Open);
	});
}

#[test]
fn whoever_opens_holds_a_deposit_until_the_end_and_governance_holds_none() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(root(), DAVE));
		assert_eq!(Deposits::<Test>::iter().count(), 0);
		open_to_carol();
		assert_eq!(held(1), Outbox::footprint().size);
		assert_ok!(Outbox::close_channel(account(1), CAROL));
		assert_eq!(held(1), Outbox::footprint().size);
		hear(CAROL, 3, InboundPhase::Accepted);
		assert_eq!(held(1), 0);
		assert_eq!(Balances::free_balance(1), ENDOWMENT);
	});
}

#[test]
fn an_opening_that_nobody_can_pay_for_changes_nothing() {
	build_and_check(|| {
		let refused = Outbox::open_channel(account(99), CAROL);
		assert!(refused.is_err());
		assert!(!Outbox::has_channel(CAROL) && Channels::<Test>::get(CAROL).is_none());
	});
}

#[test]
fn an_opening_is_taken_back_by_its_opener_or_governance_and_by_nobody_else() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(account(1), CAROL));
		assert_noop!(Outbox::cancel_opening(account(2), CAROL), BadOrigin);
		assert_noop!(Outbox::cancel_opening(account(1), BOB), BadOrigin);
		assert_ok!(Outbox::cancel_opening(account(1), CAROL));
		assert_eq!((phase(CAROL), held(1)), (OutboundPhase::None, 0));
		assert!(Tombstones::<Test>::get(CAROL).is_none());
		next_block();
		assert_eq!(Outbox::leaf(CAROL), Some(Default::default()));
		assert_ok!(Outbox::open_channel(account(2), CAROL));
		assert_ok!(Outbox::cancel_opening(root(), CAROL));
		assert_eq!(held(2), 0);
		// One that was answered is closed, not taken back.
		assert_ok!(Outbox::open_channel(account(2), CAROL));
		Undrained::set(vec![CAROL]);
		hear(CAROL, 0, InboundPhase::Accepted);
		assert_noop!(Outbox::cancel_opening(account(2), CAROL), Refused::Answered);
		assert_ok!(Outbox::close_channel(account(2), CAROL));
		// The peer reads, so it has to see that.
		assert_eq!((phase(CAROL), held(2)), (OutboundPhase::Closed, 0));
		next_block();
		hear(CAROL, 0, InboundPhase::Closed);
		assert_ok!(Outbox::reopen_channel(account(2), CAROL, Frontier::empty()));
	});
}

#[test]
fn an_opening_expires_for_anybody_at_its_timeout_and_names_what_nobody_acknowledged() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(account(1), CAROL));
		send(CAROL, 2);
		next_block();
		RelayNumber::mutate(|n| *n += OpeningTimeout::get() - 1);
		assert_noop!(Outbox::expire_opening(account(2), CAROL), Refused::NotExpired);
		RelayNumber::mutate(|n| *n += 1);
		assert_noop!(Outbox::expire_opening(RuntimeOrigin::none(), CAROL), BadOrigin);
		// What is sent in the block of the end belongs to the stream, too.
		send(CAROL, 1);
		assert_ok!(Outbox::expire_opening(account(2), CAROL));
		assert_eq!(
			events().last(),
			Some(&Event::ChannelEnded {
				destination: CAROL,
				ending: Ending::Expired,
				acknowledged: LeafCount::ZERO,
				sent: LeafCount::from(3),
			})
		);
		assert_eq!((phase(CAROL), held(1)), (OutboundPhase::Closed, 0));
		end_block();
		let tombstone = Outbox::tombstone(CAROL).unwrap();
		assert_eq!((tombstone.leaf_count, tombstone.bytes), (LeafCount::from(3), 3));
		assert_eq!(entombed(CAROL), frontier_of(&[b"x".to_vec(), b"x".to_vec(), b"x".to_vec()]));
		assert!(!Frontiers::<Test>::contains_key(CAROL));
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.leaf_count, LeafCount::from(3));
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Closed);
		begin_block(System::block_number() + 1);
		assert_noop!(Outbox::expire_opening(account(2), CAROL), Refused::WrongPhase);
		assert_noop!(Outbox::expire_opening(account(2), DAVE), Refused::NoChannel);
	});
}

#[test]
fn a_peer_that_rejects_ends_the_opening() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(account(1), CAROL));
		next_block();
		hear(CAROL, 0, InboundPhase::Closed);
		assert_eq!((phase(CAROL), held(1)), (OutboundPhase::None, 0));
		assert!(matches!(
			events().last(),
			Some(Event::ChannelEnded { ending: Ending::Rejected, .. })
		));
		// The same word is no answer to another opening; a new one is.
		assert_ok!(Outbox::open_channel(account(1), CAROL));
		hear(CAROL, 0, InboundPhase::Closed);
		assert_eq!(phase(CAROL), OutboundPhase::Opening);
		hear(CAROL, 0, InboundPhase::Offered);
		hear(CAROL, 0, InboundPhase::Closed);
		assert_eq!(phase(CAROL), OutboundPhase::None);
	});
}

#[test]
fn a_channel_that_closes_takes_nothing_more_and_ends_when_all_is_consumed() {
	build_and_check(|| {
		open_to_carol();
		assert_noop!(Outbox::close_channel(account(2), CAROL), BadOrigin);
		assert_ok!(Outbox::close_channel(account(1), CAROL));
		assert_noop!(Outbox::close_channel(account(1), CAROL), Refused::WrongPhase);
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::Closing);
		end_block();
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Closing);
		begin_block(System::block_number() + 1);
		hear(CAROL, 2, InboundPhase::Accepted);
		assert_eq!(phase(CAROL), OutboundPhase::Closing);
		hear(CAROL, 3, InboundPhase::Accepted);
		assert_eq!(phase(CAROL), OutboundPhase::Closed);
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NoChannel);
		next_block();
		assert_eq!(Outbox::frontier(CAROL), Frontier::empty());
	});
}

#[test]
fn a_peer_that_closes_makes_this_side_close() {
	build_and_check(|| {
		open_to_carol();
		hear(CAROL, 1, InboundPhase::Closing);
		assert_eq!(phase(CAROL), OutboundPhase::Closing);
		assert!(
			events().contains(&Event::ChannelClosing { destination: CAROL, by: Side::Receiver })
		);
		hear(CAROL, 3, InboundPhase::Closing);
		assert_eq!(phase(CAROL), OutboundPhase::Closed);
		next_block();
	});
}

#[test]
fn a_peer_that_closed_without_consuming_everything_leaves_a_range_that_is_named() {
	build_and_check(|| {
		open_to_carol();
		hear(CAROL, 1, InboundPhase::Closed);
		assert!(events().contains(&Event::ChannelEnded {
			destination: CAROL,
			ending: Ending::Abandoned,
			acknowledged: LeafCount::from(1),
			sent: LeafCount::from(3),
		}));
		assert_eq!(Channels::<Test>::get(CAROL).unwrap().in_flight(), 2);
		next_block();
	});
}

#[test]
fn governance_ends_a_channel_whose_peer_is_gone() {
	build_and_check(|| {
		open_to_carol();
		assert_noop!(Outbox::force_close(account(1), CAROL), BadOrigin);
		assert_ok!(Outbox::force_close(root(), CAROL));
		assert!(events().contains(&Event::ChannelEnded {
			destination: CAROL,
			ending: Ending::Forced,
			acknowledged: LeafCount::ZERO,
			sent: LeafCount::from(3),
		}));
		assert_eq!(held(1), 0);
		assert_noop!(Outbox::force_close(root(), CAROL), Refused::NoChannel);
		assert_noop!(Outbox::force_close(root(), DAVE), Refused::NoChannel);
		next_block();
	});
}

#[test]
fn a_reopened_channel_continues_its_positions_and_nothing_else_reopens_it() {
	build_and_check(|| {
		let frontier = closed_to_carol();
		assert_noop!(Outbox::open_channel(account(1), CAROL), Refused::Ended);
		// A shorter stream, a longer one, another one of the same length: all would replay positions.
		let payload = |n: usize| vec![b"x".to_vec(); n];
		for other in [payload(2), payload(4), vec![b"y".to_vec(); 3], vec![]] {
			assert_noop!(
				Outbox::reopen_channel(account(1), CAROL, frontier_of(&other)),
				Refused::OtherFrontier
			);
		}
		assert_noop!(Outbox::reopen_channel(account(1), DAVE, frontier.clone()), Refused::NotEnded);
		// The peer still reads.
		assert_noop!(
			Outbox::reopen_channel(account(1), CAROL, frontier.clone()),
			Refused::PeerNotClosed
		);
		hear(CAROL, 3, InboundPhase::Closed);
		assert_ok!(Outbox::reopen_channel(account(1), CAROL, frontier.clone()));
		assert_eq!(held(1), Outbox::footprint().size);
		assert_eq!(Frontiers::<Test>::get(CAROL), frontier);
		assert!(Tombstones::<Test>::get(CAROL).is_none());
		assert_noop!(Outbox::reopen_channel(account(1), CAROL, frontier), Refused::AlreadyOpen);
		// What was granted in the former life counts for nothing before the peer accepts again.
		InitialCredit::set(1);
		assert_eq!(Outbox::send(CAROL, b"x").unwrap().position, Position::from(3u32));
		assert_noop!(Outbox::send(CAROL, b"x"), SendError::NoCredit);
		next_block();
		hear(CAROL, 3, InboundPhase::Closed);
		assert_eq!(phase(CAROL), OutboundPhase::Opening);
		hear(CAROL, 3, InboundPhase::Accepted);
		assert_eq!(Outbox::send(CAROL, b"x").unwrap().position, Position::from(4u32));
		next_block();
		assert_eq!(Outbox::frontier(CAROL), frontier_of(&payload(5)));
	});
}

#[test]
fn a_reopened_channel_that_is_taken_back_is_as_it_was() {
	build_and_check(|| {
		let frontier = closed_to_carol();
		let tombstone = Outbox::tombstone(CAROL);
		hear(CAROL, 3, InboundPhase::Closed);
		assert_ok!(Outbox::reopen_channel(account(2), CAROL, frontier.clone()));
		next_block();
		assert_ok!(Outbox::cancel_opening(account(2), CAROL));
		// Not before the commitment wrote down what it is.
		assert_noop!(
			Outbox::reopen_channel(account(2), CAROL, frontier.clone()),
			Refused::NotEnded
		);
		next_block();
		assert_eq!(Outbox::tombstone(CAROL), tombstone);
		assert_eq!(held(2), 0);
		assert_ok!(Outbox::reopen_channel(account(2), CAROL, frontier));
	});
}

#[test]
fn a_reopened_channel_of_a_life_without_messages_that_is_taken_back_leaves_nothing() {
	build_and_check(|| {
		// Given a stream that ended before anything was sent, and began again.
		assert_ok!(Outbox::open_channel(account(1), CAROL));
		hear(CAROL, 0, InboundPhase::Closing);
		end_block();
		let frontier = entombed(CAROL);
		assert_eq!(frontier, Frontier::empty());
		begin_block(System::block_number() + 1);
		hear(CAROL, 0, InboundPhase::Closed);
		assert_ok!(Outbox::reopen_channel(account(2), CAROL, frontier));
		// When that is taken back, and the peer forgotten, nothing of it is left.
		assert_ok!(Outbox::cancel_opening(account(2), CAROL));
		next_block();
		assert_ok!(Outbox::forget_peer(root(), CAROL));
		assert!(!Frontiers::<Test>::contains_key(CAROL));
	});
}

#[test]
fn a_raised_generation_forgets_what_ended() {
	build_and_check(|| {
		let frontier = closed_to_carol();
		assert_ok!(Outbox::raise_generation(root()));
		next_block();
		assert_eq!(phase(CAROL), OutboundPhase::None);
		assert_noop!(Outbox::reopen_channel(root(), CAROL, frontier), Refused::NotEnded);
		assert_ok!(Outbox::open_channel(root(), CAROL));
		assert_eq!(Outbox::send(CAROL, b"x").unwrap().position, Position::from(0u32));
		next_block();
	});
}

#[test]
fn a_channel_that_closes_in_a_raised_generation_has_nothing_left_to_drain() {
	build_and_check(|| {
		open_to_carol();
		assert_ok!(Outbox::close_channel(account(1), CAROL));
		assert_ok!(Outbox::raise_generation(root()));
		assert_eq!((phase(CAROL), held(1)), (OutboundPhase::None, 0));
		next_block();
	});
}

#[test]
fn a_forgotten_peer_leaves_the_tree_and_a_tombstone() {
	build_and_check(|| {
		let frontier = closed_to_carol();
		// Both sides, as far as the peer says so.
		assert_noop!(Outbox::forget_peer(account(3), CAROL), Refused::StillUsed);
		hear(CAROL, 3, InboundPhase::Closed);
		assert_noop!(Outbox::forget_peer(account(3), DAVE), Refused::UnknownPeer);
		assert_noop!(Outbox::forget_peer(account(3), BOB), Refused::StillUsed);
		// The receiving pallet has a say.
		StillRead::set(vec![CAROL]);
		assert_noop!(Outbox::forget_peer(account(3), CAROL), Refused::StillUsed);
		StillRead::set(vec![]);
		assert_ok!(Outbox::forget_peer(account(3), CAROL));
		assert!(!Watched::get().contains(&CAROL));
		let root = next_block();
		assert_eq!(Outbox::leaf_hashes().len(), 1);
		assert_eq!(Outbox::provides_root(), root);
		// Then it is opened by its frontier only, with a leaf of its own again.
		assert_noop!(Outbox::open_channel(account(1), CAROL), Refused::Ended);
		assert_ok!(Outbox::reopen_channel(account(1), CAROL, frontier));
		assert_eq!(Outbox::send(CAROL, b"x").unwrap().position, Position::from(3u32));
		next_block();
		assert_eq!(Outbox::leaf_hashes().len(), 2);
	});
}

#[test]
fn a_forgotten_peer_that_is_read_again_sees_no_shorter_stream() {
	build_and_check(|| {
		closed_to_carol();
		hear(CAROL, 3, InboundPhase::Closed);
		assert_ok!(Outbox::forget_peer(account(3), CAROL));
		next_block();
		let register = InboundRegister { phase: InboundPhase::Accepted, ..Default::default() };
		assert_ok!(Outbox::publish(CAROL, register));
		end_block();
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.leaf_count, LeafCount::from(3));
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::Closed);
	});
}

#[test]
fn a_peer_that_is_read_or_said_something_about_is_not_forgotten() {
	build_and_check(|| {
		closed_to_carol();
		hear(CAROL, 3, InboundPhase::Closed);
		let register = InboundRegister { phase: InboundPhase::Accepted, ..Default::default() };
		assert_ok!(Outbox::publish(CAROL, register));
		assert_noop!(Outbox::forget_peer(root(), CAROL), Refused::StillUsed);
		let closed = InboundRegister { phase: InboundPhase::Closed, ..Default::default() };
		assert_ok!(Outbox::publish(CAROL, closed));
		// The peer has to hear it first.
		assert_noop!(Outbox::forget_peer(root(), CAROL), Refused::AlreadyCommitted);
		end_block();
		assert_noop!(Outbox::forget_peer(root(), CAROL), Refused::AlreadyCommitted);
		begin_block(System::block_number() + 1);
		assert_ok!(Outbox::forget_peer(root(), CAROL));
	});
}

#[test]
fn governance_forgets_a_peer_that_is_gone() {
	build_and_check(|| {
		open_to_carol();
		assert_ok!(Outbox::force_close(root(), CAROL));
		next_block();
		StillRead::set(vec![CAROL]);
		assert_noop!(Outbox::forget_peer(account(1), CAROL), Refused::StillUsed);
		assert_ok!(Outbox::forget_peer(root(), CAROL));
		next_block();
	});
}

#[test]
fn the_last_peer_that_is_forgotten_takes_the_root_with_it() {
	ext_with(&[]).execute_with(|| {
		assert_ok!(Outbox::open_channel(root(), CAROL));
		assert_ok!(Outbox::cancel_opening(root(), CAROL));
		assert!(next_block().is_some());
		assert_ok!(Outbox::forget_peer(account(1), CAROL));
		assert_eq!(next_block(), None);
		assert_ok!(Outbox::open_channel(root(), CAROL));
		assert!(next_block().is_some());
		check();
	});
}

/// Exhaustive: every phase that was said before, and every one that may be said after it.
#[test]
fn a_phase_that_can_not_follow_is_refused_and_changes_nothing() {
	use InboundPhase::{Accepted, Closed, Closing, None as Never, Offered, Suspended};
	let all = [Never, Offered, Accepted, Suspended, Closing, Closed];
	let refused = |before, next| {
		matches!(
			(before, next),
			(Accepted | Suspended, Never | Offered)
				| (Closing, Never | Offered | Accepted | Suspended)
		)
	};
	for before in all {
		for next in all {
			assert_eq!(before.may_become(next), !refused(before, next), "{before:?} {next:?}");
			build_and_check(|| {
				// Messages are in flight, so no phase of the peer's ends the channel by itself.
				send(BOB, 3);
				next_block();
				if before != Never {
					assert_ok!(Outbox::apply(BOB, 1, &said(0, before)));
				}
				let register = match next {
					Never => Register::never_accepted(OutboundPhase::Open),
					_ => said(0, next),
				};
				if refused(before, next) {
					assert_noop!(Outbox::apply(BOB, 2, &register), RegisterError::PhaseFell);
				} else {
					assert_ok!(Outbox::apply(BOB, 2, &register));
				}
				next_block();
			});
		}
	}
}

#[test]
fn calls_are_for_their_origins_only() {
	build_and_check(|| {
		let none = RuntimeOrigin::none;
		assert_noop!(Outbox::cancel_opening(none(), BOB), BadOrigin);
		assert_noop!(Outbox::close_channel(none(), BOB), BadOrigin);
		assert_noop!(Outbox::force_close(none(), BOB), BadOrigin);
		assert_noop!(Outbox::reopen_channel(none(), BOB, Frontier::empty()), BadOrigin);
		assert_noop!(Outbox::forget_peer(none(), BOB), BadOrigin);
		assert_noop!(Outbox::pause_channel(account(1), BOB, None), BadOrigin);
		assert_noop!(Outbox::resume_channel(account(1), BOB), BadOrigin);
		// A channel of genesis was opened by nobody: no account closes it.
		assert_noop!(Outbox::close_channel(account(1), BOB), BadOrigin);
		assert_noop!(Outbox::cancel_opening(root(), BOB), Refused::WrongPhase);
		assert_ok!(Outbox::close_channel(root(), BOB));
	});
}

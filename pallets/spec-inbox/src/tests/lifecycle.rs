//! Channels from the offer to their end, and again.

use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::traits::BadOrigin;
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, OutboundPhase},
	mmr::Frontier,
	pallets::{InboundRegister, WatchPeer},
};
use spec_messaging_runtime_api::{IncomingPlace, Obstacle, Party, Refusal};

use super::*;
use crate::{
	Deposits, Error, Frontiers, IncludedHeads, Peers, Retired, SourceState, Sources, Suspensions,
	Tombstones,
};

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn account(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn held(who: u64) -> u64 {
	Balances::total_balance_on_hold(&who)
}

fn state(source: ParaId) -> SourceState {
	Sources::<Test>::get(source).unwrap_or_default()
}

fn phase(source: ParaId) -> InboundPhase {
	state(source).phase
}

/// What was published last about a source.
fn published(source: ParaId) -> InboundRegister {
	let all = Published::get();
	all.iter()
		.rev()
		.find(|(id, _)| *id == source)
		.map(|(_, register)| *register)
		.unwrap_or_default()
}

impl Sender {
	/// Says that phase of its side, under an included root that is read.
	fn say(&mut self, phase: OutboundPhase) -> Result<(), Refusal> {
		self.register.phase.outbound = phase;
		self.include();
		ingest_one(self.refresh(held_of(self.id)))
	}
}

fn held_of(source: ParaId) -> usize {
	Frontiers::<Test>::get(source).leaf_count().get() as usize
}

/// The frontier in the event that says that a stream left the state.
fn entombed(source: ParaId) -> Frontier {
	let shown = events().into_iter().rev().find_map(|event| match event {
		Event::ChannelClosed { source: of, frontier, .. } if of == source => Some(frontier),
		_ => None,
	});
	shown.expect("a stream that ended shows its frontier")
}

/// Carol, watched, who asked for a channel.
fn offered() -> Sender {
	assert_ok!(SpecInbox::watch_peer(root(), CAROL));
	let mut carol = Sender::new(CAROL);
	assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
	carol
}

/// Carol, accepted by account 11, with three messages of which two are consumed.
fn reading() -> Sender {
	let mut carol = offered();
	assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
	carol.send_some(3);
	carol.register.phase.outbound = OutboundPhase::Open;
	carol.include();
	assert_eq!(ingest_one(carol.batch(0, 2)), Ok(()));
	carol
}

/// The same, closed and drained. Returns the frontier as it ended, too.
fn ended() -> (Sender, Frontier) {
	let mut carol = reading();
	assert_eq!(ingest_one(carol.batch(2, 1)), Ok(()));
	assert_ok!(SpecInbox::close_channel(account(11), CAROL));
	assert_eq!(carol.say(OutboundPhase::Closing), Ok(()));
	(carol, entombed(CAROL))
}

#[test]
fn an_offer_is_seen_accepted_and_read() {
	build_and_check(|| {
		let mut carol = offered();
		assert_eq!(phase(CAROL), InboundPhase::Offered);
		assert!(events().contains(&Event::ChannelOffered { source: CAROL }));
		// Nobody hears of that, and nothing of it is read.
		assert_eq!(published(CAROL), InboundRegister::default());
		carol.send_some(1);
		carol.include();
		assert_eq!(ingest_one(carol.batch(0, 1)), Err(Refusal::UnknownSource));
		assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
		assert_eq!(published(CAROL).phase, InboundPhase::Accepted);
		assert_eq!(ingest_one(carol.batch(0, 1)), Ok(()));
	});
}

#[test]
fn an_offer_that_is_withdrawn_was_none() {
	build_and_check(|| {
		let mut carol = offered();
		assert_eq!(carol.say(OutboundPhase::None), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::None);
		assert!(events().contains(&Event::OfferWithdrawn { source: CAROL }));
		// What says the same again is of no use.
		assert_eq!(carol.say(OutboundPhase::None), Err(Refusal::Useless));
		assert_noop!(SpecInbox::reject_channel(root(), CAROL), Error::<Test>::WrongPhase);
	});
}

#[test]
fn an_offer_that_is_rejected_is_answered_and_may_be_made_again() {
	build_and_check(|| {
		let mut carol = offered();
		assert_noop!(SpecInbox::reject_channel(account(11), CAROL), BadOrigin);
		assert_ok!(SpecInbox::reject_channel(root(), CAROL));
		assert_eq!(published(CAROL).phase, InboundPhase::Closed);
		assert_eq!(carol.say(OutboundPhase::None), Ok(()));
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		// The sender has to see that this is not the old answer.
		assert_eq!(published(CAROL).phase, InboundPhase::Offered);
		assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
		assert_eq!(published(CAROL).phase, InboundPhase::Accepted);
	});
}

#[test]
fn whoever_accepts_holds_a_deposit_until_the_end_and_governance_holds_none() {
	build_and_check(|| {
		assert_eq!(Deposits::<Test>::iter().count(), 0);
		let (_, _) = ended();
		assert_eq!(held(11), 0);
		assert_eq!(Balances::free_balance(11), ENDOWMENT);
		assert!(!Deposits::<Test>::contains_key(CAROL));
	});
	build_and_check(|| {
		reading();
		assert_eq!(held(11), SpecInbox::footprint().size);
		// Of accounts, only that one closes.
		assert_noop!(SpecInbox::close_channel(account(12), CAROL), BadOrigin);
		assert_noop!(SpecInbox::close_channel(account(11), ALICE), BadOrigin);
		assert_ok!(SpecInbox::close_channel(root(), CAROL));
	});
}

#[test]
fn an_acceptance_that_nobody_can_pay_for_changes_nothing() {
	build_and_check(|| {
		let spent = Balances::free_balance(12) - 10;
		assert_ok!(Balances::transfer_allow_death(account(12), 13, spent));
		let before = Published::get();
		assert!(SpecInbox::accept_channel(account(12), CAROL).is_err());
		assert!(!Sources::<Test>::contains_key(CAROL));
		assert_eq!(Published::get(), before);
	});
}

#[test]
fn a_channel_that_closes_grants_no_more_and_consumes_what_was_sent() {
	build_and_check(|| {
		let mut carol = reading();
		let granted = published(CAROL);
		assert_ok!(SpecInbox::close_channel(account(11), CAROL));
		assert_eq!(published(CAROL).phase, InboundPhase::Closing);
		// More is sent under the credit that stays, and consumed.
		carol.send_some(1);
		carol.include();
		assert_eq!(ingest_one(carol.batch(2, 2)), Ok(()));
		let said = published(CAROL);
		assert_eq!(said.consumed, LeafCount::from(4));
		assert_eq!((said.credit, said.credit_bytes), (granted.credit, granted.credit_bytes));
		// The sender did not say yet that this was all.
		assert_eq!(phase(CAROL), InboundPhase::Closing);
		assert_eq!(carol.say(OutboundPhase::Closing), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closed);
		assert_eq!(published(CAROL).phase, InboundPhase::Closed);
		assert_eq!(published(CAROL).consumed, LeafCount::from(4));
		assert!(!Frontiers::<Test>::contains_key(CAROL));
		assert_eq!(Tombstones::<Test>::get(CAROL).map(|t| t.leaf_count), Some(LeafCount::from(4)));
		carol.send_some(1);
		carol.include();
		assert_eq!(ingest_one(carol.batch(4, 1)), Err(Refusal::NotConsuming));
	});
}

#[test]
fn a_sender_that_closes_is_read_to_its_end_and_no_further_than_that() {
	build_and_check(|| {
		let mut carol = reading();
		assert_eq!(carol.say(OutboundPhase::Closing), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closing);
		assert_eq!(published(CAROL).phase, InboundPhase::Closing);
		carol.include();
		assert_eq!(ingest_one(carol.batch(2, 1)), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closed);
		assert_eq!(published(CAROL).phase, InboundPhase::Closed);
		assert_eq!(held(11), 0);
	});
}

#[test]
fn a_suspended_channel_stays_so_when_its_sender_closes_and_is_read_to_its_end_once_resumed() {
	build_and_check(|| {
		let mut carol = reading();
		assert_ok!(SpecInbox::suspend_channel(root(), CAROL, None));
		assert_eq!(carol.say(OutboundPhase::Closing), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Suspended);
		assert_ok!(SpecInbox::resume_channel(root(), CAROL));
		assert_eq!(phase(CAROL), InboundPhase::Closing);
		assert_eq!(ingest_one(carol.batch(2, 1)), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closed);
	});
}

#[test]
fn a_source_of_which_nothing_was_seen_may_have_sent_something() {
	build_and_check(|| {
		assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
		assert_ok!(SpecInbox::close_channel(account(11), CAROL));
		assert_eq!(phase(CAROL), InboundPhase::Closing);
		// It did, as its first root shows.
		let mut carol = Sender::new(CAROL);
		carol.send_some(1);
		assert_eq!(carol.say(OutboundPhase::Closing), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closing);
		assert_eq!(ingest_one(carol.batch(0, 1)), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closed);
	});
}

#[test]
fn a_sender_that_has_no_channel_is_closed_at_once() {
	build_and_check(|| {
		assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
		let mut carol = Sender::new(CAROL);
		assert_eq!(carol.say(OutboundPhase::None), Ok(()));
		assert_ok!(SpecInbox::close_channel(account(11), CAROL));
		assert_eq!((phase(CAROL), held(11)), (InboundPhase::Closed, 0));
		// Nothing was read, so there is nothing to continue.
		assert_noop!(
			SpecInbox::reaccept_channel(account(11), CAROL, Frontier::empty()),
			Error::<Test>::NotEnded
		);
		assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
	});
}

#[test]
fn a_stream_is_read_again_by_its_frontier_only_and_from_where_it_stopped() {
	build_and_check(|| {
		let (mut carol, frontier) = ended();
		assert_noop!(SpecInbox::accept_channel(account(12), CAROL), Error::<Test>::Ended);
		let mut shorter = Sender::new(CAROL);
		shorter.send_some(2);
		let mut other = Sender::new(CAROL);
		for _ in 0..3 {
			other.send(b"never sent");
		}
		for wrong in [Frontier::empty(), shorter.frontier, other.frontier] {
			assert_noop!(
				SpecInbox::reaccept_channel(account(12), CAROL, wrong),
				Error::<Test>::OtherFrontier
			);
		}
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Offered);
		assert_eq!(published(CAROL).phase, InboundPhase::Offered);
		assert_eq!(published(CAROL).consumed, LeafCount::from(3));
		assert_ok!(SpecInbox::reaccept_channel(account(12), CAROL, frontier.clone()));
		assert_eq!(held(12), SpecInbox::footprint().size);
		assert_noop!(
			SpecInbox::reaccept_channel(account(12), CAROL, frontier),
			Error::<Test>::AlreadyAccepted
		);
		carol.register.phase.outbound = OutboundPhase::Open;
		carol.send_some(2);
		carol.include();
		// Replay is impossible by construction: nothing before the frontier fits.
		assert!(matches!(ingest_one(carol.batch(0, 3)), Err(Refusal::Batch(_))));
		assert!(matches!(ingest_one(carol.batch(2, 3)), Err(Refusal::Batch(_))));
		assert_eq!(ingest_one(carol.batch(3, 2)), Ok(()));
		assert_eq!(state(CAROL).enqueued, 5);
	});
}

#[test]
fn an_offer_to_continue_that_is_withdrawn_leaves_the_end_as_it_was() {
	build_and_check(|| {
		let (mut carol, _) = ended();
		let tombstone = Tombstones::<Test>::get(CAROL);
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Closed);
		assert_eq!(Tombstones::<Test>::get(CAROL), tombstone);
		assert_eq!(published(CAROL).phase, InboundPhase::Closed);
	});
}

#[test]
fn an_older_root_moves_no_channel() {
	build_and_check(|| {
		let (mut carol, frontier) = ended();
		let closing = carol.refresh(0);
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_ok!(SpecInbox::reaccept_channel(root(), CAROL, frontier));
		// The root under which the former life closed is still remembered.
		let mut closing = closing;
		closing.first = spec_messaging_primitives::Position::from(3u32);
		assert_eq!(ingest_one(closing), Err(Refusal::Useless));
		assert_eq!(phase(CAROL), InboundPhase::Accepted);
	});
}

#[test]
fn governance_ends_a_channel_whose_sender_is_gone_and_says_what_was_not_consumed() {
	build_and_check(|| {
		let carol = reading();
		assert_noop!(SpecInbox::force_close(account(11), CAROL), BadOrigin);
		assert_ok!(SpecInbox::force_close(root(), CAROL));
		let frontier = entombed(CAROL);
		assert_eq!(frontier.leaf_count(), LeafCount::from(2));
		let sent = LeafCount::from(3);
		let said = Event::ChannelClosed { source: CAROL, frontier, sent, forced: true };
		assert!(events().contains(&said));
		assert_eq!(held(11), 0);
		assert_eq!(published(CAROL).phase, InboundPhase::Closed);
		assert_noop!(SpecInbox::force_close(root(), CAROL), Error::<Test>::WrongPhase);
		assert_noop!(SpecInbox::force_close(root(), ParaId::new(9)), Error::<Test>::UnknownSource);
		assert_eq!(ingest_one(carol.batch(2, 1)), Err(Refusal::NotConsuming));
	});
}

#[test]
fn a_reanchored_source_has_no_tombstone() {
	build_and_check(|| {
		let (_, frontier) = ended();
		assert_ok!(SpecInbox::reanchor(root(), CAROL, 1));
		assert!(!Tombstones::<Test>::contains_key(CAROL));
		assert_noop!(
			SpecInbox::reaccept_channel(root(), CAROL, frontier),
			Error::<Test>::AlreadyAccepted
		);
		assert_ok!(SpecInbox::accept_channel(root(), CAROL));
	});
}

#[test]
fn a_peer_is_forgotten_once_it_says_that_its_stream_ended_and_remembered_for_what_was_read() {
	build_and_check(|| {
		let (mut carol, frontier) = ended();
		// It waits for the register that says that all was consumed.
		assert!(!<SpecInbox as WatchPeer>::unwatch(CAROL, false));
		assert!(!<SpecInbox as WatchPeer>::unwatch(ALICE, true));
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert!(<SpecInbox as WatchPeer>::unwatch(CAROL, false));
		assert!(<SpecInbox as WatchPeer>::unwatch(CAROL, false));
		assert!(!Peers::<Test>::get().contains(&CAROL));
		assert_eq!(state(CAROL).heads, IncludedHeads::default());
		assert_eq!(Retired::<Test>::get(), 1);
		assert!(Forgotten::get().contains(&CAROL));
		SpecInbox::do_try_state().expect("invariants");
		// Nothing of it is read, and it is read again from where it stopped only.
		assert_noop!(SpecInbox::accept_channel(root(), CAROL), Error::<Test>::Ended);
		assert_ok!(SpecInbox::reaccept_channel(root(), CAROL, frontier));
		assert_eq!(Retired::<Test>::get(), 0);
		carol.register.phase.outbound = OutboundPhase::Open;
		carol.send_some(1);
		carol.include();
		assert_eq!(ingest_one(carol.batch(3, 1)), Ok(()));
	});
}

#[test]
fn what_was_promised_to_a_source_holds_after_it_was_forgotten() {
	build_and_check(|| {
		assert_ok!(SpecInbox::accept_channel(root(), CAROL));
		let promised = published(CAROL);
		assert_ok!(SpecInbox::force_close(root(), CAROL));
		assert!(<SpecInbox as WatchPeer>::unwatch(CAROL, false));
		// A source that heard nothing of this would refuse a register that takes something back.
		TakesAtMost::set(&10);
		assert_ok!(SpecInbox::accept_channel(root(), CAROL));
		let again = published(CAROL);
		assert!(again.max_payload >= promised.max_payload && promised.max_payload > 10);
		assert!(again.credit >= promised.credit && again.credit_bytes >= promised.credit_bytes);
	});
}

#[test]
fn a_peer_of_which_nothing_was_read_is_forgotten_without_a_trace() {
	build_and_check(|| {
		assert_ok!(SpecInbox::watch_peer(root(), CAROL));
		assert_noop!(SpecInbox::watch_peer(account(11), ParaId::new(9)), BadOrigin);
		assert!(<SpecInbox as WatchPeer>::unwatch(CAROL, false));
		assert!(!Sources::<Test>::contains_key(CAROL));
		assert_eq!(Retired::<Test>::get(), 0);
		assert!(<SpecInbox as WatchPeer>::watch(CAROL));
	});
}

#[test]
fn a_suspension_ends_by_itself_and_says_so() {
	build_and_check(|| {
		let now = RelayNumber::get();
		assert_noop!(
			SpecInbox::suspend_channel(root(), ALICE, Some(now)),
			Error::<Test>::AlreadyOver
		);
		assert_noop!(SpecInbox::suspend_channel(account(11), ALICE, None), BadOrigin);
		assert_ok!(SpecInbox::suspend_channel(root(), BOB, Some(now + 9)));
		assert_ok!(SpecInbox::suspend_channel(root(), ALICE, Some(now + 5)));
		assert_eq!(Suspensions::<Test>::get().into_inner(), vec![(now + 5, ALICE), (now + 9, BOB)]);
		RelayNumber::set(&(now + 4));
		next_block();
		assert_eq!(phase(ALICE), InboundPhase::Suspended);
		RelayNumber::set(&(now + 5));
		next_block();
		assert!(events().contains(&Event::ChannelResumed { source: ALICE }));
		// The sender hears of it: it waits for the register.
		assert_eq!(published(ALICE).phase, InboundPhase::Accepted);
		assert_eq!(phase(BOB), InboundPhase::Suspended);
		// By hand, too, and then there is no end to remember.
		assert_ok!(SpecInbox::resume_channel(root(), BOB));
		assert!(Suspensions::<Test>::get().is_empty());
	});
}

#[test]
fn a_block_ends_so_many_suspensions_and_the_next_one_as_many() {
	build_and_check(|| {
		let now = RelayNumber::get();
		for i in 0..10 {
			let source = ParaId::new(3_000 + i);
			assert_ok!(SpecInbox::accept_channel(root(), source));
			assert_ok!(SpecInbox::suspend_channel(root(), source, Some(now + 1)));
		}
		RelayNumber::set(&(now + 1));
		next_block();
		assert_eq!(Suspensions::<Test>::get().len(), 2);
		next_block();
		assert!(Suspensions::<Test>::get().is_empty());
	});
}

/// Exhaustive: every phase that the sender said before, and every one that it may say after it.
#[test]
fn a_senders_phase_that_can_not_follow_does_not_count() {
	use OutboundPhase::{Closed, Closing, None as Never, Open, Opening};
	let all = [Never, Opening, Open, Closing, Closed];
	let refused = |before, next| {
		matches!((before, next), (Open, Never | Opening) | (Closing, Never | Opening | Open))
	};
	for before in all {
		for next in all {
			assert_eq!(before.may_become(next), !refused(before, next), "{before:?} {next:?}");
			build_and_check(|| {
				let mut alice = Sender::new(ALICE);
				// Nothing of it is consumed, so no channel ends.
				alice.send_some(1);
				let _ = alice.say(before);
				let _ = alice.say(next);
				let expected = if refused(before, next) { before } else { next };
				assert_eq!(state(ALICE).outbound, expected);
				let said = Event::PhaseRefused { source: ALICE, before, said: next };
				assert_eq!(events().contains(&said), refused(before, next));
				// Its messages count all the same.
				assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
			});
		}
	}
}

/// The PVF reads the frontier as it is at the end of a block that requires a root.
#[test]
fn no_channel_ends_in_a_block_that_requires_a_root_of_its_source() {
	build_and_check(|| {
		RelayState::default().support(&[1]).show();
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.register.phase.outbound = OutboundPhase::Closing;
		// Given everything consumed under a root that is not included yet, and then it is.
		assert_eq!(ingest_asking(vec![alice.batch(0, 3)], true), vec![Ok(())]);
		alice.include();
		assert_eq!(ingest_one(alice.refresh(3)), Ok(()));
		// Then nothing ends in this block, by no call.
		assert_eq!(phase(ALICE), InboundPhase::Closing);
		assert_noop!(SpecInbox::force_close(root(), ALICE), Error::<Test>::RequiredInThisBlock);
		end_block();
		let record = crate::Record::<Test>::get().expect("the block is marked");
		let line = record.consumed.first().expect("of one source");
		assert_eq!(line.frontier.leaf_count(), LeafCount::from(3));
		next_block();
		assert_eq!(ingest_one(alice.refresh(3)), Ok(()));
		assert_eq!(phase(ALICE), InboundPhase::Closed);
	});
}

#[test]
fn a_stream_that_ended_is_not_read_again_from_its_beginning_in_the_same_generation() {
	build_and_check(|| {
		let (_, frontier) = ended();
		assert_noop!(SpecInbox::reanchor(root(), CAROL, 0), Error::<Test>::GenerationNotRaised);
		assert_eq!(Tombstones::<Test>::get(CAROL).map(|t| t.root), Some(frontier.root()));
	});
}

#[test]
fn a_source_that_starts_over_before_anything_was_consumed_keeps_what_it_was_promised() {
	build_and_check(|| {
		offered();
		assert_ok!(SpecInbox::accept_channel(account(11), CAROL));
		let granted = published(CAROL);
		// One that closes grants nothing new, so what is left is what it promised.
		assert_ok!(SpecInbox::close_channel(account(11), CAROL));
		assert_ok!(SpecInbox::reanchor(root(), CAROL, 0));
		let said = published(CAROL);
		assert_eq!(said.phase, InboundPhase::Closing);
		assert_eq!((said.credit, said.credit_bytes), (granted.credit, granted.credit_bytes));
		assert_eq!(said.max_payload, granted.max_payload);
	});
}

#[test]
fn a_source_that_closed_is_accepted_again_once_it_asks_and_not_before() {
	build_and_check(|| {
		let (mut carol, frontier) = ended();
		let again = || SpecInbox::reaccept_channel(account(12), CAROL, frontier.clone());
		// It knows that this side was closing: closed and accepted again, that would be a phase that fell.
		assert_noop!(again(), Error::<Test>::NotOffered);
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		// It waits for this side to close, and this side would wait for it to ask.
		assert_noop!(again(), Error::<Test>::NotOffered);
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_ok!(again());
	});
}

#[test]
fn a_source_that_never_sent_and_closed_is_accepted_once_it_asks() {
	build_and_check(|| {
		let mut carol = offered();
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert_noop!(SpecInbox::accept_channel(root(), CAROL), Error::<Test>::NotOffered);
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_ok!(SpecInbox::accept_channel(root(), CAROL));
	});
}

#[test]
fn a_side_that_was_ended_by_force_sees_the_next_offer_though_it_missed_the_end_of_the_other() {
	build_and_check(|| {
		let mut carol = reading();
		assert_ok!(SpecInbox::force_close(root(), CAROL));
		let frontier = entombed(CAROL);
		assert_eq!(state(CAROL).outbound, OutboundPhase::Open);
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_eq!(phase(CAROL), InboundPhase::Offered);
		assert_ok!(SpecInbox::reaccept_channel(root(), CAROL, frontier));
		assert_eq!(ingest_one(carol.batch(2, 1)), Ok(()));
	});
}

#[test]
fn an_opening_that_follows_an_unseen_end_of_another_is_accepted_unasked() {
	build_and_check(|| {
		let mut carol = offered();
		assert_ok!(SpecInbox::accept_channel(root(), CAROL));
		assert_ok!(SpecInbox::force_close(root(), CAROL));
		// It ended that opening and asks again, but this side saw no head in between.
		carol.send_some(1);
		assert_eq!(carol.say(OutboundPhase::Opening), Err(Refusal::Useless));
		assert_eq!(phase(CAROL), InboundPhase::Closed);
		assert_ok!(SpecInbox::accept_channel(root(), CAROL));
		assert_eq!(ingest_one(carol.batch(0, 1)), Ok(()));
	});
}

#[test]
fn what_a_sender_gave_up_keeps_this_side_closing_until_governance_ends_it() {
	build_and_check(|| {
		let mut carol = reading();
		assert_eq!(carol.say(OutboundPhase::Closed), Ok(()));
		assert_eq!((phase(CAROL), held_of(CAROL)), (InboundPhase::Closing, 2));
		let said = SpecInbox::explain(CAROL, Position::from(2));
		assert_eq!(said.place, IncomingPlace::Seen);
		assert_eq!(said.blocked, vec![Obstacle::GivenUp.into()]);
		assert_eq!(Obstacle::GivenUp.party(), Party::Governance);
		// Whoever kept it may bring it.
		assert_eq!(
			SpecInbox::check(vec![carol.batch(2, 1)].try_into().expect("one"), false),
			[Ok(())]
		);
		assert_ok!(SpecInbox::force_close(root(), CAROL));
		let frontier = entombed(CAROL);
		assert_eq!(published(CAROL).phase, InboundPhase::Closed);
		// Opened again, the stream goes on with what was given up.
		assert_eq!(carol.say(OutboundPhase::Opening), Ok(()));
		assert_ok!(SpecInbox::reaccept_channel(root(), CAROL, frontier));
		assert_eq!(ingest_one(carol.batch(2, 1)), Ok(()));
		assert_eq!(state(CAROL).enqueued, 3);
	});
}

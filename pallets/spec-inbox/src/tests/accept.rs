//! Which roots are believed, and what freezes a source.

use frame_support::{assert_noop, assert_ok, traits::Hooks};
use sp_runtime::Digest;
use spec_messaging_primitives::pallets::Tier;
use spec_messaging_runtime_api::{Refusal, TierOff};

use super::*;
use crate::{Error, Evidence, Sources, SupportShownAt, Usage, accept::tier, ingest::Mode};

fn frozen(source: ParaId) -> Option<Evidence> {
	Sources::<Test>::get(source).and_then(|state| state.frozen)
}

/// A block whose relay state proof shows support.
fn show_support() {
	RelayState::default().support(&[1]).show();
}

#[test]
fn the_speculative_tier_needs_all_conditions_and_names_the_first_that_fails() {
	for bits in 0..32u8 {
		let [on, trusted, support, wrapped, asked] = [1, 2, 4, 8, 16].map(|bit| bits & bit != 0);
		let expected = match (on, trusted, support, wrapped, asked) {
			(false, ..) => Err(TierOff::SwitchedOff),
			(_, false, ..) => Err(TierOff::Untrusted),
			(_, _, false, ..) => Err(TierOff::NoRelaySupport),
			(_, _, _, false, _) => Err(TierOff::PvfNotWrapped),
			(_, _, _, _, false) => Err(TierOff::NotAsked),
			_ => Ok(()),
		};
		assert_eq!(tier(on, trusted, support, wrapped, asked), expected);
	}
}

#[test]
fn a_speculative_root_is_taken_if_all_conditions_hold() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		assert_eq!(ingest_asking(vec![alice.batch(0, 3)], true), vec![Ok(())]);
		assert!(matches!(
			events().iter().find(|e| matches!(e, Event::Ingested { .. })),
			Some(Event::Ingested { tier: Tier::Speculative, .. })
		));
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

#[test]
fn a_speculative_root_of_an_untrusted_source_is_refused() {
	build_and_check(|| {
		show_support();
		let mut bob = Sender::new(BOB);
		bob.send_some(3);
		let refused = Err(Refusal::RootNotIncluded(TierOff::Untrusted));
		assert_eq!(ingest_asking(vec![bob.batch(0, 3)], true), vec![refused]);
		bob.include();
		assert_eq!(ingest_one(bob.batch(0, 3)), Ok(()));
	});
}

#[test]
fn a_speculative_root_without_relay_support_is_refused() {
	let shown: [fn(); 4] = [
		// Nothing proven; proven absent; proven, and off; proven, and something else.
		|| (),
		|| RelayState { proven: vec![support_key()], ..Default::default() }.show(),
		|| RelayState::default().support(&[0]).show(),
		|| RelayState::default().support(&[1, 1]).show(),
	];
	for show in shown {
		build_and_check(|| {
			show();
			let mut alice = Sender::new(ALICE);
			alice.send_some(3);
			let refused = Err(Refusal::RootNotIncluded(TierOff::NoRelaySupport));
			assert_eq!(ingest_asking(vec![alice.batch(0, 3)], true), vec![refused]);
			alice.include();
			assert_eq!(ingest_one(alice.batch(0, 3)), Ok(()));
		});
	}
}

fn support_key() -> Vec<u8> {
	use spec_messaging_primitives::pallets::{SpecRelaySupport, SpeculativeSupport};
	SpecRelaySupport::key().expect("there is one")
}

#[test]
fn support_counts_in_the_block_that_saw_it_only() {
	build_and_check(|| {
		show_support();
		next_block();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		let refused = Err(Refusal::RootNotIncluded(TierOff::NoRelaySupport));
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![refused]);
		show_support();
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
	});
}

#[test]
fn a_stock_author_never_builds_on_a_speculative_root() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		let refused = Refusal::RootNotIncluded(TierOff::NotAsked);
		assert_eq!(ingest_one(alice.batch(0, 1)), Err(refused));
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
	});
}

#[test]
fn a_runtime_with_a_stock_pvf_refuses_every_speculative_root() {
	ext().execute_with(|| {
		// Given the same state in a runtime without the wrapper, with trust and support.
		stock::System::set_block_number(1);
		SupportShownAt::<stock::Test>::put(1);
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		let batches: Batches = vec![alice.batch(0, 2)].try_into().expect("one");
		// When an author asks for the tier, it is refused, and no block is marked.
		let mode = Mode { asked: true, at_once: true, budget: frame_support::weights::Weight::MAX };
		let results = stock::SpecInbox::process(batches, mode).results;
		let refused = Err(Refusal::RootNotIncluded(TierOff::PvfNotWrapped));
		let reasons: Vec<_> = results.into_iter().map(|r| r.map_err(|r| r.reason)).collect();
		assert_eq!(reasons, vec![refused]);
		stock::SpecInbox::on_finalize(1);
		assert!(stock::System::digest().logs().is_empty());
		assert!(!crate::Record::<stock::Test>::exists());
	});
}

#[test]
fn a_chain_that_switched_the_tier_off_consumes_at_inclusion_speed_and_speeds_up_once_it_is_on() {
	build_and_check(|| {
		// Given a chain with everything that the tier needs, switched off.
		assert_ok!(SpecInbox::set_speculative(RuntimeOrigin::root(), false));
		assert!(events().contains(&Event::SpeculativeSet { on: false }));
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		// When an author asks, the root is refused, and the same root is taken once it is included.
		let refused = Err(Refusal::RootNotIncluded(TierOff::SwitchedOff));
		assert_eq!(ingest_asking(vec![alice.batch(0, 2)], true), vec![refused]);
		alice.include();
		assert_eq!(ingest_asking(vec![alice.batch(0, 2)], true), vec![Ok(())]);
		assert!(
			!spec_messaging_primitives::commitment::is_marked(&end_block().digest).expect("one")
		);
		// Then it is switched on, and nothing else has to be done.
		next_block();
		assert_ok!(SpecInbox::set_speculative(RuntimeOrigin::root(), true));
		show_support();
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(2, 1)], true), vec![Ok(())]);
		assert_eq!(handled(ALICE), alice.payloads);
	});
}

/// The same chain, its channels and its trust, before and after the relay chain matches.
#[test]
fn nothing_is_configured_when_support_arrives() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		for block in 0..6 {
			let at = block * 2;
			alice.send_some(2);
			if block < 3 {
				let refused = Err(Refusal::RootNotIncluded(TierOff::NoRelaySupport));
				assert_eq!(ingest_asking(vec![alice.batch(at, 2)], true), vec![refused]);
				alice.include();
			} else {
				show_support();
			}
			assert_eq!(ingest_asking(vec![alice.batch(at, 2)], true), vec![Ok(())]);
			next_block();
		}
		assert_eq!(handled(ALICE), alice.payloads);
		let tiers: Vec<_> = Handled::get().iter().map(|(_, tier, ..)| *tier).collect();
		assert_eq!(tiers, [[Tier::Included; 3], [Tier::Speculative; 3]].concat());
	});
}

/// Else nobody would check what the block builds on (I5).
#[test]
fn a_block_that_built_on_a_speculative_root_is_marked_though_the_tier_is_switched_off_in_it() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		assert_ok!(SpecInbox::set_speculative(RuntimeOrigin::root(), false));
		let refused = Err(Refusal::RootNotIncluded(TierOff::SwitchedOff));
		assert_eq!(ingest_asking(vec![alice.batch(1, 1)], true), vec![refused]);
		let digest = end_block().digest;
		assert_eq!(spec_messaging_primitives::commitment::is_marked(&digest), Ok(true));
		assert_eq!(SpecInbox::requires().len(), 1);
	});
}

/// Else a message would have a block believe a root that nobody checks (I5).
#[test]
fn a_tier_that_a_message_switches_on_is_closed_until_the_next_block_is_asked_for_it() {
	build_and_check(|| {
		assert_ok!(SpecInbox::set_speculative(RuntimeOrigin::root(), false));
		assert_ok!(SpecInbox::do_trust(BOB));
		show_support();
		let (mut alice, mut bob) = (Sender::new(ALICE), Sender::new(BOB));
		alice.send_some(1);
		alice.include();
		bob.send_some(1);
		HandlerSwitchesOn::set(&true);
		// Alice's message is handed on before Bob's root is looked at.
		let refused = Err(Refusal::RootNotIncluded(TierOff::NotAsked));
		let batches = vec![alice.batch(0, 1), bob.batch(0, 1)];
		assert_eq!(ingest_asking(batches, true), vec![Ok(()), refused]);
		let digest = end_block().digest;
		assert_eq!(spec_messaging_primitives::commitment::is_marked(&digest), Ok(false));
		// The next block is asked while it is on, and marked.
		next_block();
		show_support();
		assert_eq!(ingest_asking(vec![bob.batch(0, 1)], true), vec![Ok(())]);
		let digest = end_block().digest;
		assert_eq!(spec_messaging_primitives::commitment::is_marked(&digest), Ok(true));
	});
}

#[test]
fn a_block_builds_on_at_most_32_speculative_sources() {
	build_and_check(|| {
		show_support();
		let mut batches = vec![];
		for i in 0..33 {
			let source = ParaId::new(3_000 + i);
			assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), source));
			assert_ok!(SpecInbox::trust(RuntimeOrigin::root(), source));
			let mut sender = Sender::new(source);
			sender.send_some(1);
			batches.push(sender.batch(0, 1));
		}
		let results = ingest_asking(batches, true);
		assert!(results[..32].iter().all(Result::is_ok));
		assert_eq!(results[32], Err(Refusal::BlockFull));
	});
}

#[test]
fn a_refresh_under_a_root_that_is_not_included_is_refused() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.acknowledge(1);
		let results = ingest_asking(vec![alice.refresh(0)], true);
		assert_eq!(results, vec![Err(Refusal::SpeculativeRefresh)]);
		assert!(Applied::get().is_empty());
	});
}

#[test]
fn a_raised_generation_under_an_included_root_freezes_and_reanchor_reads_on() {
	build_and_check(|| {
		// Given a source that was read up to position 3.
		let mut alice = Sender::new(ALICE);
		alice.send_some(3);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 3)), Ok(()));
		let old = alice.clone();
		// When it starts over in another generation and an included root shows it, it freezes.
		alice.raise_generation();
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Err(Refusal::OtherGeneration(1)));
		// The rehearsal of `check` left no trace, the ingest did.
		assert_eq!(frozen(ALICE), Some(Evidence::HigherGeneration { read: 0, seen: 1 }));
		assert_eq!(ingest_one(alice.batch(0, 2)), Err(Refusal::Frozen));
		assert_eq!(ingest_one(old.batch(3, 0)), Err(Refusal::Frozen));
		// Then governance reads on from position 0 of the new generation.
		let reanchor = |generation| SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, generation);
		assert_noop!(reanchor(0), Error::<Test>::GenerationNotRaised);
		assert_ok!(reanchor(1));
		assert!(events().iter().any(|e| matches!(
			e,
			Event::Reanchored { generation: 1, abandoned, .. } if abandoned.consumed == LeafCount::from(3)
		)));
		assert_eq!(SpecInbox::included_roots(ALICE), vec![]);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		assert_eq!(consumed(ALICE), 2);
		// And the same generation is not read from 0 twice.
		assert_noop!(reanchor(1), Error::<Test>::GenerationNotRaised);
	});
}

#[test]
fn a_generation_that_was_named_by_mistake_is_left_for_a_lower_one() {
	build_and_check(|| {
		// Given a source of which generation 0 was read, and a governance that means 1 and says 7.
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		next_block();
		let reanchor = |generation| SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, generation);
		assert_ok!(reanchor(7));
		alice.raise_generation();
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Err(Refusal::Stale));
		// When it says 1, the source is read.
		assert_ok!(reanchor(1));
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		// Then no generation that was read is read again.
		next_block();
		assert_ok!(reanchor(9));
		for read in [0, 1] {
			assert_noop!(reanchor(read), Error::<Test>::GenerationNotRaised);
		}
		assert_ok!(reanchor(2));
	});
}

#[test]
fn a_raised_generation_under_a_speculative_root_is_refused_and_freezes_nothing() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		let honest = alice.clone();
		alice.raise_generation();
		alice.send_some(2);
		let results = ingest_asking(vec![alice.batch(0, 2)], true);
		assert_eq!(results, vec![Err(Refusal::OtherGeneration(1))]);
		assert_eq!(frozen(ALICE), None);
		let mut honest = honest;
		honest.send_some(1);
		assert_eq!(ingest_asking(vec![honest.batch(1, 1)], true), vec![Ok(())]);
	});
}

#[test]
fn an_older_generation_is_stale() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		let mut old = alice.clone();
		alice.raise_generation();
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		old.send_some(4);
		old.number = 20;
		old.include();
		assert_eq!(ingest_one(old.batch(2, 2)), Err(Refusal::Stale));
		assert_eq!(frozen(ALICE), None);
	});
}

#[test]
fn a_shorter_stream_under_a_newer_root_freezes_and_under_an_older_one_is_stale() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(2);
		alice.include();
		let shorter = alice.clone();
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 4)), Ok(()));
		// The older root is remembered and merely late.
		assert_eq!(ingest_one(shorter.batch(0, 2)), Err(Refusal::Stale));
		assert_eq!(frozen(ALICE), None);
		// The same stream under a newer head is a rewind.
		let mut rewound = shorter;
		rewound.acknowledge(1);
		rewound.number = 30;
		rewound.include();
		assert_eq!(ingest_one(rewound.refresh(2)), Err(Refusal::Frozen));
		let evidence = Evidence::LeafCountFell { from: LeafCount::from(4), to: LeafCount::from(2) };
		assert_eq!(frozen(ALICE), Some(evidence));
		assert!(events().contains(&Event::SourceRewound { source: ALICE, evidence }));
	});
}

#[test]
fn another_root_at_our_own_count_freezes() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		let mut other = alice.clone();
		alice.send_some(2);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		other.send(b"a different");
		other.send(b"history");
		other.number = 30;
		other.include();
		assert_eq!(ingest_one(other.refresh(2)), Err(Refusal::Frozen));
		assert_eq!(frozen(ALICE), Some(Evidence::StreamDiverged { at: LeafCount::from(2) }));
	});
}

#[test]
fn a_falling_head_number_freezes_and_a_fork_of_the_relay_chain_does_not() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		let lower = head(alice.number - 1, ProvidesRoot(Hash::repeat_byte(1)));
		// The same relay height says nothing about order.
		RelayState::default().head(ALICE, &lower).show_again();
		assert_eq!(frozen(ALICE), None);
		// A newer one does.
		RelayState::default().head(ALICE, &lower).show();
		let evidence = Evidence::HeadNumberFell { from: alice.number, to: alice.number - 1 };
		assert_eq!(frozen(ALICE), Some(evidence));
		assert_eq!(ingest_one(alice.batch(0, 1)), Err(Refusal::Frozen));
		assert_eq!(heads_of(ALICE).recent.len(), 1);
	});
}

/// Else a root that no head ever has again would be included for good, and its messages taken (I1).
#[test]
fn another_head_of_the_same_number_freezes_and_the_same_one_does_not() {
	for other in [Some(ProvidesRoot(Hash::repeat_byte(1))), None] {
		build_and_check(|| {
			let mut alice = Sender::new(ALICE);
			alice.send_some(1);
			alice.include();
			// It stands still while the relay chain moves on.
			RelayState::default().head(ALICE, &head(alice.number, alice.root())).show();
			assert_eq!(frozen(ALICE), None);
			let replaced = match other {
				Some(root) => head(alice.number, root),
				None => head_with(alice.number, Digest::default()),
			};
			RelayState::default().head(ALICE, &replaced).show();
			assert_eq!(frozen(ALICE), Some(Evidence::HeadReplaced { number: alice.number }));
			assert_eq!(ingest_one(alice.batch(0, 1)), Err(Refusal::Frozen));
		});
	}
}

#[test]
fn what_a_block_requires_can_not_be_reanchored_away_in_it() {
	build_and_check(|| {
		show_support();
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		assert_eq!(ingest_asking(vec![alice.batch(0, 1)], true), vec![Ok(())]);
		let reanchor = || SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1);
		assert_noop!(reanchor(), Error::<Test>::RequiredInThisBlock);
		assert_eq!(Usage::<Test>::get().consumed.len(), 1);
		next_block();
		assert_ok!(reanchor());
	});
}

#[test]
fn only_the_right_origins_decide() {
	build_and_check(|| {
		use sp_runtime::DispatchError::BadOrigin;
		let user = || RuntimeOrigin::signed(1);
		assert_noop!(SpecInbox::accept_channel(user(), CAROL), BadOrigin);
		assert_noop!(SpecInbox::suspend_channel(user(), ALICE, None), BadOrigin);
		assert_noop!(SpecInbox::resume_channel(user(), ALICE), BadOrigin);
		assert_noop!(SpecInbox::trust(user(), BOB), BadOrigin);
		assert_noop!(SpecInbox::distrust(user(), ALICE), BadOrigin);
		assert_noop!(SpecInbox::reanchor(user(), ALICE, 1), BadOrigin);
		assert_noop!(SpecInbox::watch_peer(user(), CAROL), BadOrigin);
		assert_noop!(SpecInbox::set_speculative(user(), false), BadOrigin);
		let ingest = SpecInbox::ingest(user(), data(vec![], false)).map_err(|e| e.error);
		assert_eq!(ingest, Err(BadOrigin));
	});
}

#[test]
fn channels_and_trust_refuse_what_makes_no_sense() {
	build_and_check(|| {
		let root = RuntimeOrigin::root;
		assert_noop!(SpecInbox::accept_channel(root(), US), Error::<Test>::OwnId);
		assert_noop!(SpecInbox::accept_channel(root(), ALICE), Error::<Test>::AlreadyAccepted);
		assert_noop!(SpecInbox::suspend_channel(root(), CAROL, None), Error::<Test>::UnknownSource);
		assert_noop!(SpecInbox::resume_channel(root(), ALICE), Error::<Test>::WrongPhase);
		assert_noop!(SpecInbox::reanchor(root(), CAROL, 1), Error::<Test>::UnknownSource);
		assert_noop!(SpecInbox::trust(root(), ALICE), Error::<Test>::AlreadyTrusted);
		assert_noop!(SpecInbox::distrust(root(), BOB), Error::<Test>::NotTrusted);
		for i in 0..62 {
			assert_ok!(SpecInbox::watch_peer(root(), ParaId::new(4_000 + i)));
		}
		let another = ParaId::new(5_000);
		assert_noop!(SpecInbox::watch_peer(root(), another), Error::<Test>::TooManySources);
		assert_noop!(SpecInbox::accept_channel(root(), another), Error::<Test>::TooManySources);
	});
}

#[test]
fn a_reanchor_records_the_range_that_it_abandons() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(5);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 2)), Ok(()));
		alice.raise_generation();
		alice.acknowledge(1);
		alice.include();
		assert_eq!(ingest_one(alice.refresh(0)), Err(Refusal::OtherGeneration(1)));
		let evidence = Evidence::HigherGeneration { read: 0, seen: 1 };
		assert!(events().contains(&Event::SourceRewound { source: ALICE, evidence }));
		let state = Sources::<Test>::get(ALICE).expect("accepted");
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 1));
		let abandoned = crate::Abandoned {
			generation: Some(0),
			consumed: LeafCount::from(2),
			consumed_bytes: state.consumed_bytes,
			known: Some(LeafCount::from(5)),
			dead_letters: 0,
			frozen: Some(evidence),
		};
		let reanchored = Event::Reanchored { source: ALICE, generation: 1, abandoned };
		assert!(events().contains(&reanchored));
		let relay_block = RelayNumber::get();
		let resync = crate::Resync { count: 1, abandoned, relay_block };
		assert_eq!(crate::Resyncs::<Test>::get(ALICE), Some(resync));
		// The source hears of it by the generation in the register that it reads.
		assert_eq!(Published::get().last().map(|(_, register)| register.generation), Some(1));
		// Another time is counted.
		assert_ok!(SpecInbox::reanchor(RuntimeOrigin::root(), ALICE, 2));
		assert_eq!(crate::Resyncs::<Test>::get(ALICE).map(|resync| resync.count), Some(2));
	});
}

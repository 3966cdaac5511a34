//! One hash per block.

use frame_support::{assert_noop, assert_ok, traits::Hooks};
use spec_messaging_primitives::{
	LeafCount, Position,
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Register},
	commitment::PROVIDES_ENGINE_ID,
	hashing::{channel_leaf_hash, count, provides_root},
	pallets::{InboundRegister, PublishRegister, SendMessage},
	tree,
};

use crate::{mock::*, *};

/// The provides root by its definition, from leaves in any order.
fn root_of(leaves: &[(ParaId, ChannelLeaf)]) -> spec_messaging_primitives::hashing::ProvidesRoot {
	let mut leaves = leaves.to_vec();
	leaves.sort_by_key(|(peer, _)| *peer);
	let hashes = leaves.iter().map(|(peer, leaf)| channel_leaf_hash(*peer, leaf));
	let root = tree::root(hashes);
	provides_root(OWN, Generation::<Test>::get(), leaves.len() as u32, &root)
}

fn leaf_of(payloads: &[Vec<u8>]) -> ChannelLeaf {
	ChannelLeaf::new(&frontier_of(payloads), Register::never_accepted(OutboundPhase::Open))
}

/// As [`leaf_of`], of a channel that nobody accepted yet.
fn opening_leaf_of(payloads: &[Vec<u8>]) -> ChannelLeaf {
	ChannelLeaf::new(&frontier_of(payloads), Register::never_accepted(OutboundPhase::Opening))
}

#[test]
fn the_header_commits_every_stream_as_the_definition_says() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), DAVE));
		let (mut to_bob, mut to_dave) = (vec![], vec![]);
		for block in 0..20u8 {
			for i in 0..block % 5 {
				to_bob.push(vec![block, i, 1]);
				assert_ok!(Outbox::send(BOB, &[block, i, 1]));
			}
			if block % 3 == 0 {
				to_dave.push(vec![block]);
				assert_ok!(Outbox::send(DAVE, &[block]));
			}
			let expected = root_of(&[(BOB, leaf_of(&to_bob)), (DAVE, opening_leaf_of(&to_dave))]);
			assert_eq!(next_block(), Some(expected), "block {block}");
		}
	});
}

#[test]
fn every_header_repeats_the_root_while_nothing_changes() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"once"));
		let root = next_block();
		assert!(root.is_some());
		for _ in 0..5 {
			assert_eq!(next_block(), root);
		}
	});
}

#[test]
fn a_header_carries_exactly_one_item_even_if_the_hook_runs_twice() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"once"));
		let root = end_block();
		Outbox::on_finalize(1);
		let items = System::digest()
			.logs()
			.iter()
			.filter(|item| item.as_consensus().is_some_and(|(id, _)| id == PROVIDES_ENGINE_ID))
			.count();
		assert_eq!(items, 1);
		assert_eq!(Provides::<Test>::get(), root);
	});
}

#[test]
fn a_chain_without_a_leaf_commits_nothing() {
	ext_with(&[]).execute_with(|| {
		assert_eq!(next_block(), None);
		assert_eq!(next_block(), None);
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), BOB));
		// A channel alone is a leaf.
		assert_eq!(next_block(), Some(root_of(&[(BOB, opening_leaf_of(&[]))])));
		check();
	});
}

#[test]
fn messages_of_a_block_stay_readable_until_the_next_one() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"a"));
		// Before the commitment nothing is committed.
		assert_eq!(Outbox::outgoing(BOB).1.len(), 0);
		end_block();
		assert_eq!(Outbox::outgoing(BOB).0, Position::from(0u32));
		assert_eq!(Outbox::outgoing(BOB).1[0].to_vec(), b"a".to_vec());
		begin_block(2);
		assert_eq!(Outgoing::<Test>::iter_keys().count(), 0);
		end_block();
		assert_eq!(Outbox::outgoing(BOB), (Position::from(1u32), vec![]));
	});
}

#[test]
fn a_send_after_the_commitment_belongs_to_the_next_block() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"0"));
		let first = end_block();
		// When hooks send after the commitment, several times and to several destinations.
		assert_eq!(Outbox::send(BOB, b"late 1").unwrap().position, Position::from(1u32));
		assert_eq!(Outbox::send(BOB, b"late 2").unwrap().position, Position::from(2u32));
		check();
		// Then this block's answers do not change.
		assert_eq!(first, Some(root_of(&[(BOB, leaf_of(&[b"0".to_vec()]))])));
		assert_eq!(Outbox::provides_root(), first);
		assert_eq!(Outbox::outgoing(BOB).1.len(), 1);
		assert_eq!(Outbox::leaf(BOB).unwrap().leaf_count, LeafCount::from(1u32));
		// And the next block commits them, in order, before its own.
		begin_block(2);
		check();
		assert_ok!(Outbox::send(BOB, b"3"));
		let all = [b"0".to_vec(), b"late 1".to_vec(), b"late 2".to_vec(), b"3".to_vec()];
		assert_eq!(end_block(), Some(root_of(&[(BOB, leaf_of(&all))])));
		assert_eq!(Outbox::outgoing(BOB).0, Position::from(1u32));
		assert_eq!(Outbox::outgoing(BOB).1.len(), 3);
	});
}

#[test]
fn it_does_not_matter_whose_hook_runs_first() {
	let run = |sends_before_hook: bool| {
		let mut root = None;
		build_and_check(|| {
			assert_ok!(Outbox::send(BOB, b"0"));
			end_block();
			enter_block(2);
			if sends_before_hook {
				assert_ok!(Outbox::send(BOB, b"1"));
				Outbox::on_initialize(2);
			} else {
				Outbox::on_initialize(2);
				assert_ok!(Outbox::send(BOB, b"1"));
			}
			assert_eq!(Outgoing::<Test>::iter_keys().count(), 1);
			root = end_block();
		});
		root
	};
	assert_eq!(run(true), run(false));
}

#[test]
fn what_was_sent_late_is_weighed_in_the_block_that_commits_it() {
	build_and_check(|| {
		let idle = |number| {
			begin_block(number);
			let weight = System::block_weight().total();
			end_block();
			weight
		};
		end_block();
		let usual = idle(2);
		assert_ok!(Outbox::send(BOB, &[0; 100]));
		let load = Cycle::<Test>::get().load;
		assert_eq!((load.messages, load.bytes, load.destinations), (1, 100, 1));
		let carrying = idle(3);
		assert!(carrying.all_gte(usual) && carrying != usual);
	});
}

#[test]
fn the_commitment_is_reserved_before_the_first_message() {
	build_and_check(|| {
		end_block();
		let watched = <Test as Config>::WeightInfo::watch_stale();
		assert_eq!(begin_block(2), Outbox::base_cost());
		while System::block_number() < 7 {
			next_block();
		}
		end_block();
		// Every eighth block looks at a channel besides.
		assert_eq!(begin_block(8), watched.saturating_add(Outbox::base_cost()));
		assert!(!Outbox::base_cost().is_zero());
	});
}

#[test]
fn a_register_is_committed_in_its_block_and_a_late_one_in_the_next() {
	build_and_check(|| {
		let said = |consumed: u32| InboundRegister {
			generation: 3,
			consumed: LeafCount::from(consumed),
			credit: 9,
			phase: InboundPhase::Accepted,
			..Default::default()
		};
		assert_ok!(Outbox::publish(CAROL, said(1)));
		end_block();
		let leaf = Outbox::leaf(CAROL).unwrap();
		assert_eq!(leaf.leaf_count, LeafCount::ZERO);
		assert_eq!(leaf.register.consumed, LeafCount::from(1u32));
		assert_eq!((leaf.register.generation, leaf.register.credit), (3, 9));
		assert_eq!(leaf.register.phase.outbound, OutboundPhase::None);
		// When the inbox publishes after the commitment, this block's leaf stays.
		assert_ok!(Outbox::publish(CAROL, said(2)));
		assert_ok!(Outbox::publish(DAVE, said(1)));
		check();
		assert_eq!(Outbox::leaf(CAROL), Some(leaf));
		assert_eq!(Outbox::leaf(DAVE), None);
		begin_block(2);
		end_block();
		assert_eq!(Outbox::leaf(CAROL).unwrap().register.consumed, LeafCount::from(2u32));
		assert!(Outbox::leaf(DAVE).is_some());
	});
}

#[test]
fn the_commitment_hashes_exactly_what_its_documentation_says() {
	build_and_check(|| {
		// Given a tree of 130 leaves: pages of 64, 64 and 2. All below Bob's id of 2,001.
		for id in 1..130u32 {
			assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), ParaId::from(id)));
		}
		next_block();
		let mut m = 0u64;
		for k in [1u32, 2, 0, 5, 3, 8, 7, 0, 1] {
			// When one destination on the last page is sent k messages.
			for _ in 0..k {
				assert_ok!(Outbox::send(BOB, b"payload"));
			}
			let ((), hashes) = count::hashes(Outbox::commit);
			// Then: messages, its leaf, its page, the roots of three pages, the provides root.
			let own = 2 * u64::from(k) + u64::from(m.count_ones());
			let expected = if k == 0 { 0 } else { own - 1 + 1 + 1 + 2 + 1 };
			// The id of a message is hashed in `send`, with another function.
			assert_eq!(hashes, expected, "{k} messages after {m}");
			m += u64::from(k);
			begin_block(System::block_number() + 1);
		}
	});
}

#[test]
fn a_raised_generation_restarts_every_stream_and_forgets_what_peers_said() {
	build_and_check(|| {
		use spec_messaging_primitives::pallets::ApplyRegister;
		let opened = Outbox::open_channel(RuntimeOrigin::root(), CAROL);
		assert_ok!(opened);
		for destination in [BOB, CAROL] {
			assert_ok!(Outbox::send(destination, b"old"));
		}
		next_block();
		assert_ok!(Outbox::apply(BOB, 7, &register(1, 3, 50, 5_000)));
		// When the chain was rewound.
		assert_noop!(
			Outbox::raise_generation(RuntimeOrigin::signed(1)),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_ok!(Outbox::raise_generation(RuntimeOrigin::root()));
		assert_eq!(events().last(), Some(&Event::GenerationRaised { generation: 1 }));
		// Then positions start again, and an older relay block's register counts again.
		assert_eq!(Channels::<Test>::get(BOB).unwrap().applied, None);
		assert_eq!(Outbox::send(BOB, b"new").unwrap().position, Position::from(0u32));
		let root = end_block();
		let new = [(BOB, leaf_of(&[b"new".to_vec()])), (CAROL, opening_leaf_of(&[]))];
		assert_eq!(root, Some(root_of(&new)));
		assert_eq!(
			Outbox::apply(BOB, 8, &Register { generation: 0, ..register(1, 3, 50, 5_000) }),
			Err(spec_messaging_primitives::pallets::RegisterError::OtherGeneration)
		);
		assert_ok!(Outbox::apply(BOB, 6, &register(1, 3, 50, 5_000)));
	});
}

#[test]
fn messages_that_wait_for_the_commitment_begin_the_new_generation() {
	build_and_check(|| {
		// Given five messages, two of them acknowledged, and two that are not committed yet.
		for payload in [b"a", b"b", b"c", b"d", b"e"] {
			assert_ok!(Outbox::send(BOB, payload));
		}
		next_block();
		assert_ok!(Outbox::apply(BOB, 5, &register(2, 2, 50, 5_000)));
		assert_ok!(Outbox::send(BOB, b"f"));
		assert_ok!(Outbox::send(BOB, b"g"));
		// When the chain is rewound, then nothing is lost without a word.
		assert_ok!(Outbox::raise_generation(RuntimeOrigin::root()));
		assert!(events().contains(&Event::StreamRestarted {
			peer: BOB,
			committed: 5u32.into(),
			acknowledged: 2u32.into(),
			carried: 2,
		}));
		check();
		let root = end_block();
		assert_eq!(root, Some(root_of(&[(BOB, leaf_of(&[b"f".to_vec(), b"g".to_vec()]))])));
		next_block();
		assert_eq!(Outbox::send(BOB, b"h").unwrap().position, Position::from(2u32));
	});
}

#[test]
fn a_generation_is_not_raised_past_the_commitment_or_the_last_one() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"pending"));
		end_block();
		assert_noop!(
			Outbox::raise_generation(RuntimeOrigin::root()),
			Error::<Test>::AlreadyCommitted
		);
		// A hook that runs before ours may; the payloads of the last block are dropped with it.
		enter_block(2);
		assert_ok!(Outbox::raise_generation(RuntimeOrigin::root()));
		assert_eq!(Outgoing::<Test>::iter_keys().count(), 0);
		check();
		end_block();
		Generation::<Test>::put(u32::MAX);
		begin_block(3);
		assert_noop!(
			Outbox::raise_generation(RuntimeOrigin::root()),
			Error::<Test>::NoMoreGenerations
		);
		Generation::<Test>::put(1);
	});
}

#[test]
fn raising_the_generation_of_a_chain_without_peers_changes_no_header() {
	ext_with(&[]).execute_with(|| {
		assert_ok!(Outbox::raise_generation(RuntimeOrigin::root()));
		assert_eq!(next_block(), None);
		check();
	});
}

#[test]
fn a_register_is_committed_without_the_frontier_of_its_stream() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"0"));
		assert_ok!(Outbox::send(BOB, b"1"));
		end_block();
		begin_block(2);
		// Given nothing to read it from.
		let frontier = Frontiers::<Test>::take(BOB);
		let said = InboundRegister {
			consumed: LeafCount::from(1u32),
			phase: InboundPhase::Accepted,
			..Default::default()
		};
		assert_ok!(Outbox::publish(BOB, said));
		Outbox::on_finalize(2);
		// Then the leaf shows the same stream, and the new register.
		let leaf = Outbox::leaf(BOB).unwrap();
		assert_eq!((leaf.leaf_count, leaf.stream_root), (frontier.leaf_count(), frontier.root()));
		assert_eq!(leaf.register.consumed, LeafCount::from(1u32));
		Frontiers::<Test>::insert(BOB, frontier);
	});
}

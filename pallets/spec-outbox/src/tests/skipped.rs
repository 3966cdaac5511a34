//! What peers gave up, read from their states.

use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use spec_messaging_primitives::{
	LeafCount, Position,
	channel::InboundPhase,
	hashing::Hash,
	pallets::{ApplyRegister, HandleReading, NotedHead, Reading, SendMessage},
	skip::{MAX_RECEIPTS, MAX_SKIPPED, SkipReceipt, SkipRecord, receipts_key},
};
use spec_messaging_runtime_api::BatchUnavailable;

use super::lifecycle::entombed;
use crate::{mock::*, *};

/// Of messages `first` to `first + count`.
fn receipt(first: u32, count: u32) -> SkipReceipt {
	SkipReceipt {
		generation: Generation::<Test>::get(),
		first: Position::from(first),
		count,
		bytes: u64::from(count) * 10,
		commitment: Hash::repeat_byte(first as u8),
		relay_block: 7,
	}
}

fn record(receipts: &[SkipReceipt]) -> SkipRecord {
	let mut record = SkipRecord::default();
	receipts.iter().for_each(|receipt| record.push(*receipt));
	record
}

fn read_bytes(peer: ParaId, key: &[u8], value: Option<&[u8]>) -> DispatchResult {
	let head = NotedHead { relay_block: 1, number: 1, state_root: Hash::zero() };
	Ok(<Outbox as HandleReading>::handle(Reading { source: peer, head, key, value })?)
}

fn read(record: &SkipRecord) -> DispatchResult {
	read_bytes(BOB, &receipts_key(OWN), Some(&record.encode()))
}

/// `sent` messages of ten bytes to Bob, of which he acknowledged some.
fn acknowledged(sent: u32, consumed: u32) {
	for _ in 0..sent {
		assert_ok!(Outbox::send(BOB, &[0; 10]));
	}
	next_block();
	let as_of = 10 + consumed;
	let said = register(consumed, u64::from(consumed) * 10, 2_000, 2_000_000);
	assert_ok!(Outbox::apply(BOB, as_of, &said));
}

fn said() -> Vec<Event<Test>> {
	let is_ours =
		|e: &Event<Test>| matches!(e, Event::Skipped { .. } | Event::ReceiptsMissed { .. });
	events().into_iter().filter(is_ours).collect()
}

#[test]
fn each_receipt_is_told_once_with_its_messages() {
	build_and_check(|| {
		Told::set(Vec::new());
		acknowledged(10, 6);
		let (one, two) = (receipt(0, 2), receipt(3, 3));
		assert_ok!(read(&record(&[one])));
		assert_eq!(Told::get(), vec![(BOB, one)]);
		assert_noop!(read(&record(&[one])), Error::<Test>::NoNewReceipt);
		assert_ok!(read(&record(&[one, two])));
		assert_noop!(read(&record(&[one, two])), Error::<Test>::NoNewReceipt);
		// An older record is no news.
		assert_noop!(read(&record(&[one])), Error::<Test>::NoNewReceipt);
		assert_eq!(Told::get(), vec![(BOB, one), (BOB, two)]);
		let skipped = |r: SkipReceipt| Event::Skipped {
			peer: BOB,
			first: r.first,
			count: r.count,
			commitment: r.commitment,
		};
		assert_eq!(said(), vec![skipped(one), skipped(two)]);
		let seen = SkipsSeen::<Test>::get(BOB);
		assert_eq!((seen.receipts, seen.skipped, seen.end), (2, 5, LeafCount::from(6u32)));
	});
}

#[test]
fn what_was_not_acknowledged_was_not_skipped() {
	build_and_check(|| {
		acknowledged(10, 6);
		assert_noop!(read(&record(&[receipt(5, 2)])), Error::<Test>::NotAcknowledged);
		// With one that is fine before it, neither counts.
		let both = record(&[receipt(0, 1), receipt(5, 2)]);
		assert_noop!(read(&both), Error::<Test>::NotAcknowledged);
		assert_ok!(Outbox::apply(BOB, 30, &register(7, 70, 2_000, 2_000_000)));
		assert_ok!(read(&both));
	});
}

#[test]
fn receipts_that_no_honest_peer_keeps_are_refused() {
	build_and_check(|| {
		acknowledged(10, 10);
		let later = SkipReceipt { generation: 1, ..receipt(0, 1) };
		let far = SkipReceipt { first: Position::new((1 << 63) - 1).unwrap(), ..receipt(0, 1) };
		for bad in [
			vec![receipt(0, 0)],
			vec![receipt(0, 3), receipt(2, 1)],
			vec![receipt(4, 1), receipt(0, 1)],
			vec![later],
			vec![far],
		] {
			assert_noop!(read(&record(&bad)), Error::<Test>::BadReceipts);
		}
		let key = receipts_key(OWN);
		let honest = record(&[receipt(0, 1)]);
		let trailing = [&honest.encode()[..], &[0]].concat();
		let uncounted = SkipRecord { total: 0, ..honest.clone() }.encode();
		for garbage in [&[][..], &[1, 2, 3], &trailing, &uncounted] {
			assert_noop!(read_bytes(BOB, &key, Some(garbage)), Error::<Test>::BadReceipts);
		}
		// No record at all, another chain's, and of a peer that is none.
		assert_noop!(read_bytes(BOB, &key, None), Error::<Test>::NoNewReceipt);
		let other = receipts_key(BOB);
		let value = honest.encode();
		assert_noop!(read_bytes(BOB, &other, Some(&value)), Error::<Test>::UnknownReading);
		assert_noop!(read_bytes(CAROL, &key, Some(&value)), Error::<Test>::NoChannel);
	});
}

#[test]
fn receipts_that_nobody_read_in_time_are_counted() {
	build_and_check(|| {
		Told::set(Vec::new());
		acknowledged(30, 30);
		assert_ok!(read(&record(&[receipt(0, 1)])));
		let all: Vec<_> = (0..20).map(|i| receipt(i, 1)).collect();
		let kept = record(&all);
		assert_eq!(kept.last.len() as u32, MAX_RECEIPTS);
		assert_ok!(read(&kept));
		// 20 less the one that was read less the 16 that are kept.
		assert!(said().contains(&Event::ReceiptsMissed { peer: BOB, count: 3 }));
		assert_eq!(Told::get().len(), 17);
		assert_eq!(SkipsSeen::<Test>::get(BOB).receipts, 20);
	});
}

#[test]
fn receipts_of_an_older_generation_are_passed_over() {
	build_and_check(|| {
		Told::set(Vec::new());
		acknowledged(10, 10);
		let old = receipt(0, 4);
		assert_ok!(Outbox::raise_generation(frame_system::RawOrigin::Root.into()));
		acknowledged(3, 3);
		let new = receipt(1, 1);
		assert_ok!(read(&record(&[old, new])));
		assert_eq!(Told::get(), vec![(BOB, new)]);
		assert!(said().contains(&Event::ReceiptsMissed { peer: BOB, count: 1 }));
		assert_eq!(SkipsSeen::<Test>::get(BOB).skipped, 1);
	});
}

#[test]
fn a_peer_that_starts_over_skips_anew_and_no_receipt_counts_twice() {
	build_and_check(|| {
		Told::set(Vec::new());
		acknowledged(10, 10);
		let first = receipt(5, 5);
		assert_ok!(read(&record(&[first])));
		// The peer was rewound: it consumed less than it said.
		Outbox::forget(BOB);
		assert_ok!(Outbox::apply(BOB, 40, &register(4, 40, 2_000, 2_000_000)));
		check();
		assert_noop!(read(&record(&[first])), Error::<Test>::NoNewReceipt);
		let second = receipt(2, 2);
		assert_ok!(read(&record(&[first, second])));
		assert_eq!(Told::get(), vec![(BOB, first), (BOB, second)]);
	});
}

#[test]
fn receipts_of_a_peer_that_was_forgotten_count_no_second_time() {
	build_and_check(|| {
		Told::set(Vec::new());
		acknowledged(6, 6);
		let skipped = record(&[receipt(0, 2)]);
		assert_ok!(read(&skipped));
		assert_ok!(Outbox::close_channel(RuntimeOrigin::root(), BOB));
		end_block();
		let frontier = entombed(BOB);
		begin_block(System::block_number() + 1);
		let mut closed = register(6, 60, 2_000, 2_000_000);
		closed.phase.inbound = InboundPhase::Closed;
		assert_ok!(Outbox::apply(BOB, 30, &closed));
		next_block();
		assert_ok!(Outbox::forget_peer(RuntimeOrigin::root(), BOB));
		Outbox::do_try_state().expect("invariants");
		assert_ok!(Outbox::reopen_channel(RuntimeOrigin::root(), BOB, frontier));
		assert_noop!(read(&skipped), Error::<Test>::NoNewReceipt);
		assert_eq!(Told::get().len(), 1);
	});
}

#[test]
fn a_reading_weighs_what_its_receipts_weigh() {
	build_and_check(|| {
		let weigh = <Outbox as HandleReading>::handle_weight;
		let longest = record(&[receipt(0, 1); 20]).encoded_size() as u32;
		assert_eq!(longest, 8 + 1 + 60 * MAX_RECEIPTS);
		assert!(weigh(100).any_gt(weigh(0)) && weigh(longest).any_gt(weigh(100)));
		assert_eq!(weigh(longest), weigh(u32::MAX));
	});
}

#[test]
fn a_stretch_is_found_without_its_payloads() {
	let mut ext = ext_with(&[BOB, CAROL]);
	ext.execute_with(|| {
		for i in 0..20u8 {
			assert_ok!(Outbox::send(BOB, &[i; 10]));
		}
		end_block();
	});
	ext.persist_offchain_overlay();
	ext.execute_with(|| {
		let payloads: Vec<Vec<u8>> = (0..20u8).map(|i| vec![i; 10]).collect();
		for (from, count) in [(0u32, 1u32), (0, 20), (3, 5), (19, 1)] {
			let stretch = Outbox::stretch(BOB, Position::from(from), count, 7).unwrap();
			let held = frontier_of(&payloads[..from as usize]);
			let verified = stretch.authenticate(BOB).unwrap().verify(&held).unwrap();
			let end = frontier_of(&payloads[..(from + count) as usize]);
			assert_eq!((verified.frontier, verified.count, verified.bytes), (end, count, 7));
		}
		let at = |from: u32, count| Outbox::stretch(BOB, Position::from(from), count, 0);
		assert_eq!(at(0, 0), Err(BatchUnavailable::Limits));
		let beyond = BatchUnavailable::BeyondStream(LeafCount::from(20u32));
		assert_eq!(at(15, 6), Err(beyond));
		assert_eq!(at(0, MAX_SKIPPED + 1), Err(beyond));
	});
}

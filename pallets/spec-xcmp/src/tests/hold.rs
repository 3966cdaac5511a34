//! Pages whose HRMP channel closed: kept, and what becomes of them.

use codec::Encode;
use frame_support::{WeakBoundedVec, assert_noop, assert_ok, traits::Hooks, weights::Weight};
use proptest::prelude::*;
use spec_messaging_primitives::hashing::message_id;

use crate::{migration::queued, mock::*, pages::opaque, *};

const PLENTY: Weight = Weight::from_parts(1_000_000_000_000, 10_000_000);

/// A page in the format in which lengths are implied.
fn simple(messages: &[u64]) -> Vec<u8> {
	let mut page = vec![0];
	messages.iter().for_each(|number| page.extend(bytes(*number)));
	page
}

/// A page in the format in which lengths are said.
fn double(messages: &[u64]) -> Vec<u8> {
	let messages: Vec<_> = messages.iter().map(|number| bytes(*number)).collect();
	opaque(messages.iter().map(|message| &message[..]))
}

/// These pages are queued for `to`, as xcmp-queue left them.
fn queue<T: Config>(to: ParaId, pages: &[Vec<u8>]) {
	let first_index = 3u16;
	for (at, page) in pages.iter().enumerate() {
		let page = WeakBoundedVec::force_from(page.clone(), None);
		OutboundXcmpMessages::<T>::insert(to, first_index + at as u16, page);
	}
	let status = OutboundChannelDetails {
		recipient: to,
		state: OutboundState::Ok,
		signals_exist: false,
		first_index,
		last_index: first_index + pages.len() as u16,
		flags: 3,
		queued_bytes: pages.iter().map(|page| page.len() as u32).sum(),
	};
	OutboundXcmpStatus::<T>::mutate(|statuses| assert!(statuses.try_push(status).is_ok()));
}

/// What the stream to `to` takes in at the end of this block.
fn sent(to: ParaId) -> Vec<Vec<u8>> {
	SpecOutbox::outgoing(to).1.into_iter().map(|payload| payload.to_vec()).collect()
}

#[test]
fn pages_of_a_closed_channel_are_held_where_xcmp_queue_swallows_them() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		assert_ok!(send(CAROL, 2));
		set_hrmp(&[(CAROL, hrmp_channel())]);
		frame_support::hypothetically!({
			use cumulus_primitives_core::XcmpMessageSource;
			Library::take_outbound_messages(8, &[]);
			assert!(!OutboundXcmpMessages::<Test>::contains_key(BOB, 0));
		});
		let pages = end_block();
		assert_eq!(pages, vec![(CAROL, simple(&[2]))]);
		assert!(Held::<Test>::get().contains(&BOB));
		let page = simple(&[1]);
		assert_eq!(OutboundXcmpMessages::<Test>::get(BOB, 0).to_vec(), page);
		let held = Event::PagesHeld { destination: BOB, pages: 1, bytes: page.len() as u32 };
		assert!(events().contains(&held));
		// Said once.
		begin_block(2);
		end_block();
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn held_pages_go_by_hrmp_when_the_channel_comes_back() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		set_hrmp(&[]);
		assert_eq!(next_block(), vec![]);
		assert_eq!(send(BOB, 2), Err(PAGES_HELD));
		set_hrmp(&[(BOB, hrmp_channel())]);
		assert_ok!(send(BOB, 2));
		assert_eq!(next_block(), vec![(BOB, simple(&[1, 2]))]);
		assert!(Held::<Test>::get().is_empty());
	});
}

#[test]
fn nothing_is_lost_while_the_messaging_state_is_missing() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		cumulus_pallet_parachain_system::RelevantMessagingState::<Test>::kill();
		assert_eq!(next_block(), vec![]);
		set_hrmp(&[(BOB, hrmp_channel())]);
		assert_eq!(next_block(), vec![(BOB, simple(&[1]))]);
	});
}

#[test]
fn held_pages_of_both_formats_become_a_stream_in_order() {
	build_and_check(|| {
		queue::<Test>(DAVE, &[simple(&[1, 2, 3]), double(&[4, 5]), simple(&[6])]);
		end_block();
		assert_eq!(sent(DAVE), Vec::<Vec<u8>>::new());
		begin_block(2);
		open_stream(DAVE);
		assert_eq!(send(DAVE, 7), Err(HRMP_UNDER_WAY));
		end_block();
		assert_eq!(sent(DAVE), (1..=6).map(bytes).collect::<Vec<_>>());
		assert_eq!(Tallies::<Test>::get(), Tally { resent: 6, ..Default::default() });
		assert_eq!(OutboundXcmpStatus::<Test>::get().len(), 0);
		assert!(Held::<Test>::get().is_empty());
		let resent = |messages: &[u64]| Event::MessagesResent {
			destination: DAVE,
			messages: messages.len() as u32,
			bytes: messages.iter().map(|number| bytes(*number).len() as u32).sum(),
		};
		assert_eq!(events(), vec![resent(&[1, 2, 3]), resent(&[4, 5]), resent(&[6])]);
		begin_block(3);
		assert_ok!(send(DAVE, 7));
		end_block();
		assert_eq!(sent(DAVE), vec![bytes(7)]);
	});
}

#[test]
fn pages_wait_for_credit_in_the_middle_of_a_page_and_go_on_behind_it() {
	build_and_check(|| {
		queue::<Test>(DAVE, &[simple(&[1, 2]), double(&[3, 4, 5])]);
		end_block();
		begin_block(2);
		InitialCredit::set(&3);
		open_stream(DAVE);
		end_block();
		assert_eq!(sent(DAVE), vec![bytes(1), bytes(2), bytes(3)]);
		let status = XcmpQueue::status_of(DAVE).unwrap();
		assert_eq!((status.first_index, status.last_index), (4, 5));
		assert_eq!(OutboundXcmpMessages::<Test>::get(DAVE, 4).to_vec(), double(&[4, 5]));
		begin_block(3);
		assert_eq!(end_block(), vec![]);
		assert_eq!(sent(DAVE), Vec::<Vec<u8>>::new());
		begin_block(4);
		InitialCredit::set(&10);
		end_block();
		assert_eq!(sent(DAVE), vec![bytes(4), bytes(5)]);
		assert_eq!(Tallies::<Test>::get().resent, 5);
	});
}

#[test]
fn half_a_page_resent_goes_on_by_hrmp_if_that_channel_comes_back() {
	build_and_check(|| {
		queue::<Test>(DAVE, &[simple(&[1, 2])]);
		end_block();
		begin_block(2);
		InitialCredit::set(&1);
		open_stream(DAVE);
		end_block();
		assert_eq!(sent(DAVE), vec![bytes(1)]);
		begin_block(3);
		set_hrmp(&[(DAVE, hrmp_channel())]);
		assert_eq!(end_block(), vec![(DAVE, simple(&[2]))]);
	});
}

#[test]
fn what_hrmp_has_under_way_is_not_overtaken_by_what_is_held() {
	build_and_check(|| {
		queue::<Test>(DAVE, &[simple(&[1])]);
		end_block();
		begin_block(2);
		open_stream(DAVE);
		set_unincluded(&[&[(DAVE, 1)]]);
		end_block();
		assert_eq!(sent(DAVE), Vec::<Vec<u8>>::new());
		begin_block(3);
		set_unincluded(&[]);
		end_block();
		assert_eq!(sent(DAVE), vec![bytes(1)]);
	});
}

#[test]
fn what_can_be_part_of_no_stream_ends_with_an_event_and_the_rest_goes_on() {
	build_and_check(|| {
		let long = vec![7; 4_097];
		let unreadable = [simple(&[2]), vec![255, 255, 255]].concat();
		let pages = [
			opaque([&bytes(1)[..], &long[..], &[][..]]),
			unreadable,
			vec![9],
			vec![2, 0],
			double(&[3]),
		];
		queue::<Test>(DAVE, &pages);
		end_block();
		begin_block(2);
		open_stream(DAVE);
		end_block();
		assert_eq!(sent(DAVE), vec![bytes(1), bytes(2), bytes(3)]);
		let discarded = |bytes: &[u8], reason| Event::MessageDiscarded {
			destination: DAVE,
			id: message_id(bytes),
			reason,
		};
		for event in [
			discarded(&long, DiscardReason::Length),
			discarded(&[], DiscardReason::Length),
			discarded(&[255, 255, 255], DiscardReason::Unreadable),
			discarded(&[9], DiscardReason::Unreadable),
			discarded(&[0], DiscardReason::Unreadable),
		] {
			assert!(events().contains(&event), "{event:?} in {:?}", events());
		}
		let tally = Tally { resent: 3, discarded_messages: 5, ..Default::default() };
		assert_eq!(Tallies::<Test>::get(), tally);
	});
}

#[test]
fn resending_takes_no_more_weight_than_it_is_given_and_at_most_64_messages_a_step() {
	build_and_check(|| {
		let many: Vec<u64> = (0..100).collect();
		queue::<Test>(DAVE, &[double(&many)]);
		end_block();
		begin_block(2);
		open_stream(DAVE);
		let check = <() as WeightInfo>::resend_check();
		let step = <() as WeightInfo>::resend_page(64);
		for limit in [Weight::zero(), check, check + step.saturating_sub(Weight::from_parts(1, 0))]
		{
			assert!(XcmpQueue::resend_held(limit).all_lte(limit));
			assert_eq!(Tallies::<Test>::get().resent, 0);
		}
		let limit = check + step;
		assert_eq!(XcmpQueue::resend_held(limit), limit);
		assert_eq!(Tallies::<Test>::get().resent, 64);
		assert_eq!(XcmpQueue::resend_held(limit), limit);
		assert_eq!(Tallies::<Test>::get().resent, 100);
		assert_eq!(OutboundXcmpStatus::<Test>::get().len(), 0);
		assert!(XcmpQueue::on_idle(2, PLENTY).all_lte(PLENTY));
	});
}

#[test]
fn a_destination_without_credit_keeps_no_other_waiting() {
	build_and_check(|| {
		let erin = ParaId::new(2_004);
		queue::<Test>(DAVE, &[simple(&[1])]);
		queue::<Test>(erin, &[simple(&[2])]);
		end_block();
		for number in 2..4 {
			begin_block(number);
			if number == 2 {
				open_stream(erin);
			}
			end_block();
		}
		assert_eq!(Tallies::<Test>::get().resent, 1);
		assert_eq!(Held::<Test>::get().into_iter().collect::<Vec<_>>(), vec![DAVE]);
	});
}

#[test]
fn root_discards_held_pages_oldest_first_and_nothing_else() {
	build_and_check(|| {
		let root = RuntimeOrigin::root;
		let pages: Vec<_> = (0..20).map(|number| simple(&[number])).collect();
		queue::<Test>(DAVE, &pages);
		assert_ok!(send(BOB, 1));
		assert_noop!(XcmpQueue::discard_pages(root(), DAVE, 1), Error::<Test>::NothingHeld);
		next_block();
		assert_noop!(XcmpQueue::discard_pages(root(), BOB, 1), Error::<Test>::NothingHeld);
		// A call takes 16 at most.
		assert_ok!(XcmpQueue::discard_pages(root(), DAVE, u32::MAX));
		let ids: Vec<u8> = pages[..16].iter().flat_map(|page| message_id(page).0).collect();
		assert_eq!(
			events(),
			vec![Event::PagesDiscarded {
				destination: DAVE,
				pages: 16,
				bytes: pages[..16].iter().map(|page| page.len() as u32).sum(),
				id: message_id(&ids),
			}]
		);
		assert_eq!(OutboundXcmpMessages::<Test>::get(DAVE, 19).to_vec(), pages[16]);
		check();
		assert_ok!(XcmpQueue::discard_pages(root(), DAVE, 4));
		assert_noop!(XcmpQueue::discard_pages(root(), DAVE, 1), Error::<Test>::NothingHeld);
		assert_eq!(Tallies::<Test>::get().discarded_pages, 20);
		assert_eq!(XcmpQueue::status_of(DAVE), None);
	});
}

#[test]
fn a_chain_that_left_hrmp_resends_what_it_has_and_refuses_what_comes_in() {
	alone_and_check(|| {
		use cumulus_primitives_core::{XcmpMessageHandler, XcmpMessageSource};
		queue::<alone::Test>(DAVE, &[simple(&[1]), double(&[2])]);
		assert_eq!(alone::XcmpQueue::take_outbound_messages(8, &[]), vec![]);
		alone::open_stream(DAVE);
		alone::XcmpQueue::on_idle(1, PLENTY);
		assert_eq!(Tallies::<alone::Test>::get().resent, 2);

		let page = simple(&[3]);
		let pages = [(BOB, 1, &page[..]), (CAROL, 1, &[][..])];
		let weight = alone::XcmpQueue::handle_xcmp_messages(pages.into_iter(), Weight::zero());
		assert_eq!(weight, <() as WeightInfo>::refuse_page() * 2);
		for (sender, page) in [(BOB, &page[..]), (CAROL, &[][..])] {
			let bytes = page.len() as u32;
			let refused = Event::PageRefused { sender, bytes, id: message_id(page) };
			assert!(alone::events().contains(&refused));
		}
		assert_eq!(Tallies::<alone::Test>::get().refused_pages, 2);
	});
}

#[test]
fn a_chain_that_left_hrmp_and_whose_pages_nobody_asks_for_resends_them_all_the_same() {
	alone_and_check(|| {
		queue::<alone::Test>(DAVE, &[simple(&[1])]);
		alone::open_stream(DAVE);
		alone::XcmpQueue::on_idle(1, PLENTY);
		assert_eq!(Tallies::<alone::Test>::get().resent, 1);
		assert!(Held::<alone::Test>::get().is_empty());
	});
}

/// Programs of this and the last version, by turns, one after the other in one page.
fn of_two_versions() -> (Vec<u8>, Vec<Vec<u8>>) {
	let latest = xcm::latest::VERSION;
	let versioned = |number: u64| {
		let program = xcm::VersionedXcm::<()>::from(program(number));
		let version = if number.is_multiple_of(2) { latest } else { latest - 1 };
		xcm::IntoVersion::into_version(program, version).unwrap().encode()
	};
	let messages: Vec<_> = (0..100).map(versioned).collect();
	([vec![vec![0]], messages.clone()].concat().concat(), messages)
}

#[test]
fn the_first_byte_of_a_message_is_its_version() {
	let (_, messages) = of_two_versions();
	let latest = xcm::latest::VERSION as u8;
	assert_eq!((messages[0][0], messages[1][0]), (latest, latest - 1));
}

#[test]
fn a_page_of_several_versions_is_told_apart() {
	let (page, messages) = of_two_versions();
	let mut read = crate::pages::Page::read(&page).unwrap();
	for message in &messages {
		assert_eq!(read.next(), Some(Ok(&message[..])));
	}
	assert_eq!((read.next(), read.remainder()), (None, None));
}

#[test]
fn a_page_is_told_apart_to_the_depth_that_a_queue_decodes() {
	use xcm::latest::{Instruction, Xcm};
	let nested = |depth: u32| {
		let program =
			(0..depth).fold(program(0), |inner, _| Xcm(vec![Instruction::SetAppendix(inner)]));
		[vec![0], xcm::VersionedXcm::<()>::from(program).encode()].concat()
	};
	let reads = |depth| {
		let page = nested(depth);
		crate::pages::Page::read(&page).unwrap().all(|message| message.is_ok())
	};
	assert!(reads(1) && reads(xcm::MAX_XCM_DECODE_DEPTH - 1));
	assert!(!reads(xcm::MAX_XCM_DECODE_DEPTH + 1));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// Whatever the pages, the credit and the blocks: what was sent as a stream, followed by what is still
	/// queued, is what was queued.
	#[test]
	fn every_queued_byte_is_either_queued_or_part_of_the_stream_in_order(
		pages in prop::collection::vec((any::<bool>(), 1usize..6), 1..8),
		credits in prop::collection::vec(0u64..6, 1..12),
		room in 1u32..8,
	) {
		ext_of(OWN).execute_with(|| {
			begin_block(1);
			let mut next = 0u64..;
			let mut expected = Vec::new();
			let pages: Vec<_> = pages
				.into_iter()
				.map(|(is_opaque, len)| {
					let numbers: Vec<u64> = next.by_ref().take(len).collect();
					expected.extend(numbers.iter().map(|number| bytes(*number)));
					if is_opaque { double(&numbers) } else { simple(&numbers) }
				})
				.collect();
			queue::<Test>(DAVE, &pages);
			InitialCredit::set(&0);
			MaxMessagesPerBlock::set(&room);
			open_stream(DAVE);
			let mut stream = Vec::new();
			for credit in credits {
				InitialCredit::set(&(InitialCredit::get() + credit));
				end_block();
				stream.extend(sent(DAVE));
				let mut all = stream.clone();
				if let Some(status) = XcmpQueue::status_of(DAVE) {
					for at in status.first_index..status.last_index {
						let page = OutboundXcmpMessages::<Test>::get(DAVE, at).into_inner();
						let read = crate::pages::Page::read(&page).unwrap();
						all.extend(read.map(|message| message.unwrap().to_vec()));
					}
				}
				prop_assert_eq!(&all, &expected);
				prop_assert_eq!(queued::<Test>().is_empty(), stream.len() == expected.len());
				begin_block(System::block_number() + 1);
			}
			Ok(())
		})?;
	}

	/// No bytes of a page make reading it panic, and it gives back no more than it was given.
	#[test]
	fn reading_a_page_is_total(page in prop::collection::vec(any::<u8>(), 0..200)) {
		if let Ok(read) = crate::pages::Page::read(&page) {
			let messages: Vec<_> = read.collect();
			let total: usize = messages.iter().flatten().map(|message| message.len()).sum();
			prop_assert!(total < page.len());
			prop_assert!(messages.iter().filter(|message| message.is_err()).count() <= 1);
		}
		let encoded = page.encode();
		prop_assert_eq!(opaque([&page[..]])[1..].to_vec(), encoded);
	}
}

//! A network that carries horizontal messages and nothing else, as `xcm-emulator` does: after each block it moves
//! what `OutboundXcmpMessageSource` gave to the receivers' `XcmpMessageHandler`. `test-runtime/emulator` is the same
//! with the emulator itself.

use cumulus_pallet_parachain_system::HrmpOutboundMessages;
use cumulus_primitives_core::{OutboundHrmpMessage, XcmpMessageHandler, XcmpMessageSource};
use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use spec_messaging_primitives::LeafCount;

use crate::{emulated::Emulated, mock::*, *};

/// Ends a block as an emulator does, and gives what is to be carried.
fn finish() -> Vec<(ParaId, Vec<u8>)> {
	let pages = Emulated::<Test>::take_outbound_messages(16, &[]);
	let carried = pages.iter().cloned();
	HrmpOutboundMessages::<Test>::put(
		carried
			.map(|(recipient, data)| OutboundHrmpMessage { recipient, data })
			.collect::<Vec<_>>(),
	);
	SpecOutbox::on_finalize(System::block_number());
	pages
}

fn carry(from: ParaId, pages: &[(ParaId, Vec<u8>)], to: ParaId) {
	let ours = pages.iter().filter(|(id, _)| *id == to).map(|(_, page)| (from, 1, &page[..]));
	Emulated::<Test>::handle_xcmp_messages(ours, Weight::MAX);
}

#[test]
fn an_emulated_network_carries_streams_and_hrmp_both() {
	let (mut alice, mut bob) = (ext_of(OWN), ext_of(BOB));
	let pages = alice.execute_with(|| {
		begin_block(1);
		open_stream(BOB);
		assert_ok!(send(BOB, 1));
		assert_ok!(send(BOB, 2));
		assert_ok!(send(CAROL, 3));
		finish()
	});
	assert_eq!(pages.iter().map(|(id, _)| *id).collect::<Vec<_>>(), vec![BOB, CAROL]);
	bob.execute_with(|| {
		begin_block(1);
		carry(OWN, &pages, BOB);
		next_block();
		assert_eq!(Executed::get(), vec![(OWN, bytes(1)), (OWN, bytes(2))]);
	});
	alice.execute_with(|| {
		// The stream is what it would be on any network.
		assert_eq!(SpecOutbox::frontier(BOB).leaf_count(), LeafCount::from(2u32));
		assert_eq!(SpecOutbox::outgoing(BOB).1.len(), 2);
		check();
	});
}

#[test]
fn an_emulated_network_never_runs_out_of_credit() {
	ext_of(OWN).execute_with(|| {
		InitialCredit::set(&2);
		begin_block(1);
		open_stream(BOB);
		for number in 0..10 {
			assert_ok!(send(BOB, number));
			assert_eq!(finish().len(), 1);
			begin_block(System::block_number() + 1);
		}
	});
}

/// There, what arrives is executed after the end of a block, and answers are sent then.
#[test]
fn what_an_emulated_network_carries_as_a_stream_is_not_hrmp_under_way() {
	ext_of(OWN).execute_with(|| {
		begin_block(1);
		open_stream(BOB);
		assert_ok!(send(BOB, 1));
		assert_ok!(send(CAROL, 2));
		finish();
		open_stream(CAROL);
		assert_ok!(send(BOB, 3));
		assert_eq!(send(CAROL, 4), Err(HRMP_UNDER_WAY));
		// The next block, before it learns what the relay chain took.
		begin_block(2);
		HrmpOutboundMessages::<Test>::kill();
		set_unincluded(&[&[(BOB, 1), (CAROL, 1)]]);
		assert_ok!(send(BOB, 5));
		assert_eq!(send(CAROL, 6), Err(HRMP_UNDER_WAY));
	});
}

#[test]
fn an_emulated_network_carries_nothing_to_a_chain_that_it_does_not_have() {
	ext_of(OWN).execute_with(|| {
		begin_block(1);
		open_stream(BOB);
		open_stream(DAVE);
		assert_ok!(send(BOB, 1));
		assert_ok!(send(DAVE, 2));
		assert_eq!(finish().iter().map(|(id, _)| *id).collect::<Vec<_>>(), vec![BOB]);
		assert_eq!(SpecOutbox::outgoing(DAVE).1.len(), 1);
	});
}

#[test]
fn an_emulated_chain_that_left_hrmp_takes_what_is_carried() {
	alone_and_check(|| {
		let messages = [bytes(1), bytes(2)];
		let page = crate::pages::opaque(messages.iter().map(|message| &message[..]));
		let pages = [(BOB, 1, &page[..]), (BOB, 1, &[9u8][..])];
		Emulated::<alone::Test>::handle_xcmp_messages(pages.into_iter(), Weight::MAX);
		alone::begin_block(2);
		alone::MessageQueue::on_initialize(2);
		assert_eq!(Executed::get(), vec![(BOB, bytes(1)), (BOB, bytes(2))]);
	});
}

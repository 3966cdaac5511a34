//! Which way an XCM goes, and what it is refused for.

use codec::Encode;
use frame_support::{assert_noop, assert_ok, storage::TransactionOutcome};
use polkadot_runtime_parachains::FeeTracker;
use sp_runtime::FixedU128;
use spec_messaging_primitives::{hashing::message_id, pallets::SendMessage};
use xcm::{
	VersionedXcm,
	latest::{
		Asset, Instruction, Junction, Location, SendError as XcmError, SendResult, SendXcm, Xcm,
		XcmHash, send_xcm, validate_send,
	},
};
use xcm_builder::{InspectMessageQueues, WithUniqueTopic};

use crate::{mock::*, *};

/// A transport to everywhere, standing behind ours.
struct Behind;

impl SendXcm for Behind {
	type Ticket = ();

	fn validate(
		destination: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<()> {
		assert!(destination.take().is_some() && message.take().is_some());
		Ok(((), Default::default()))
	}

	fn deliver((): ()) -> Result<XcmHash, XcmError> {
		Ok([0xbe; 32])
	}
}

/// A program that holds itself, `depth` times over.
fn nested(depth: u32) -> Xcm<()> {
	(0..depth).fold(program(0), |inner, _| Xcm(vec![Instruction::SetAppendix(inner)]))
}

/// A program of somewhat more than so many bytes.
fn long(bytes: usize) -> Xcm<()> {
	Xcm((0..=bytes / 33).map(|_| Instruction::SetTopic([7; 32])).collect())
}

#[test]
fn missing_arguments_are_named() {
	build_and_check(|| {
		let missing = XcmError::MissingArgument;
		assert_eq!(XcmpQueue::validate(&mut None, &mut Some(program(1))), Err(missing.clone()));
		let refused = XcmpQueue::validate(&mut Some(sibling(BOB)), &mut None);
		assert_eq!(refused, Err(missing.clone()));
		open_stream(CAROL);
		assert_eq!(XcmpQueue::validate(&mut Some(sibling(CAROL)), &mut None), Err(missing));
	});
}

#[test]
fn what_is_no_sibling_is_left_to_the_next_router_untouched() {
	build_and_check(|| {
		let others = [
			Location::parent(),
			Location::here(),
			Location::new(0, [Junction::Parachain(BOB.into())]),
			Location::new(2, [Junction::Parachain(BOB.into())]),
			Location::new(1, [Junction::Parachain(BOB.into()), Junction::PalletInstance(1)]),
		];
		for location in others {
			let (mut destination, mut message) = (Some(location.clone()), Some(program(1)));
			assert_noop!(
				XcmpQueue::validate(&mut destination, &mut message),
				XcmError::NotApplicable
			);
			assert_eq!(destination, Some(location.clone()));
			assert_eq!(message, Some(program(1)));
			let (hash, _) = send_xcm::<(XcmpQueue, Behind)>(location, program(1)).unwrap();
			assert_eq!(hash, [0xbe; 32]);
		}
	});
}

#[test]
fn a_validated_message_is_consumed_whichever_way_it_goes() {
	build_and_check(|| {
		open_stream(CAROL);
		for to in [BOB, CAROL] {
			let (mut destination, mut message) = (Some(sibling(to)), Some(program(1)));
			let (ticket, _) = XcmpQueue::validate(&mut destination, &mut message).unwrap();
			assert_eq!((destination, message), (None, None));
			assert_eq!(matches!(ticket, Route::Stream(_)), to == CAROL);
		}
	});
}

#[test]
fn a_sibling_without_a_stream_is_sent_to_by_hrmp() {
	build_and_check(|| {
		let hash = send(BOB, 1).unwrap();
		assert_eq!(hash, message_id(&bytes(1)).0);
		assert_eq!(events(), vec![Event::XcmpMessageSent { message_hash: hash }]);
		let pages = end_block();
		assert_eq!(pages, vec![(BOB, [vec![0], bytes(1)].concat())]);
	});
}

#[test]
fn a_sibling_with_a_stream_is_sent_to_as_a_stream_and_the_event_is_the_same() {
	build_and_check(|| {
		open_stream(BOB);
		let hash = send(BOB, 1).unwrap();
		assert_eq!(hash, message_id(&bytes(1)).0);
		assert_eq!(events(), vec![Event::XcmpMessageSent { message_hash: hash }]);
		assert_eq!(end_block(), vec![]);
		assert_eq!(SpecOutbox::outgoing(BOB).1[0].to_vec(), bytes(1));
	});
}

#[test]
fn the_hash_in_the_event_is_the_id_in_the_receivers_message_queue() {
	build_and_check(|| {
		use frame_support::traits::EnqueueMessage;
		let hash = send(BOB, 1).unwrap();
		let message = bytes(1);
		SiblingQueue::enqueue_message(message.as_slice().try_into().unwrap(), CAROL);
		end_block();
		begin_block(2);
		let ids: Vec<_> = System::read_events_for_pallet::<pallet_message_queue::Event<Test>>()
			.into_iter()
			.filter_map(|event| match event {
				pallet_message_queue::Event::Processed { id, .. } => Some(id.0),
				_ => None,
			})
			.collect();
		assert_eq!(ids, vec![hash]);
	});
}

#[test]
fn a_sibling_with_neither_is_refused_as_by_xcmp_queue() {
	build_and_check(|| {
		assert_ok!(validate_send::<XcmpQueue>(sibling(DAVE), program(1)));
		assert_eq!(send(DAVE, 1), Err(XcmError::Transport("NoChannel")));
	});
}

#[test]
fn a_version_that_nobody_understands_is_refused_either_way() {
	build_and_check(|| {
		open_stream(CAROL);
		WrapFails::set(&true);
		assert_eq!(send(BOB, 1), Err(XcmError::DestinationUnsupported));
		assert_eq!(send(CAROL, 1), Err(XcmError::DestinationUnsupported));
	});
}

#[test]
fn a_program_that_nobody_could_decode_is_refused_either_way() {
	build_and_check(|| {
		open_stream(CAROL);
		for to in [BOB, CAROL] {
			let refused = send_xcm::<XcmpQueue>(sibling(to), nested(20));
			assert_eq!(refused, Err(XcmError::ExceedsMaxMessageSize));
			assert_ok!(send_xcm::<XcmpQueue>(sibling(to), nested(3)));
		}
	});
}

#[test]
fn a_message_above_the_channels_limit_is_refused_either_way() {
	build_and_check(|| {
		open_stream(CAROL);
		let by_hrmp = send_xcm::<XcmpQueue>(sibling(BOB), long(1_024));
		assert_eq!(by_hrmp, Err(XcmError::Transport("TooBig")));
		let as_stream = send_xcm::<XcmpQueue>(sibling(CAROL), long(1_024));
		assert_ok!(as_stream);
		assert_eq!(OutboxError::TooLarge, SpecOutbox::send(CAROL, &[0; 4_097]).unwrap_err());
	});
}

use pallet_spec_outbox::SendError as OutboxError;

#[test]
fn a_full_stream_never_spills_over_to_hrmp() {
	build_and_check(|| {
		open_stream(BOB);
		InitialCredit::set(&1);
		assert_ok!(send(BOB, 1));
		assert_eq!(send(BOB, 2), Err(XcmError::Transport("spec-outbox: no credit")));
		assert_eq!(end_block(), vec![]);
	});
}

#[test]
fn a_unique_topic_around_it_is_the_hash_of_the_sender_and_the_last_instruction_of_the_message() {
	build_and_check(|| {
		open_stream(CAROL);
		for to in [BOB, CAROL] {
			type Router = WithUniqueTopic<XcmpQueue>;
			let (topic, _) = send_xcm::<Router>(sibling(to), program(1)).unwrap();
			let expected = Xcm(vec![Instruction::Trap(1), Instruction::SetTopic(topic)]);
			let queues = XcmpQueue::get_messages();
			let found = queues.into_iter().find(|(location, _)| *location == sibling(to).into());
			assert_eq!(found.unwrap().1, vec![VersionedXcm::from(expected.clone())]);
			let id = VersionedXcm::<()>::from(expected).using_encoded(message_id);
			assert!(events().contains(&Event::XcmpMessageSent { message_hash: id.0 }));
		}
	});
}

#[test]
fn a_dry_run_sees_what_it_sent_either_way_and_nothing_older() {
	build_and_check(|| {
		open_stream(CAROL);
		assert_ok!(send(BOB, 1));
		assert_ok!(send(CAROL, 2));
		let seen = frame_support::storage::with_transaction(|| {
			XcmpQueue::clear_messages();
			assert_eq!(XcmpQueue::get_messages(), vec![]);
			assert_ok!(send(BOB, 3));
			assert_ok!(send(CAROL, 4));
			let seen = XcmpQueue::get_messages();
			TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(seen))
		});
		let entry = |to, number| (sibling(to).into(), vec![VersionedXcm::from(program(number))]);
		assert_eq!(seen, Ok(vec![entry(CAROL, 4), entry(BOB, 3)]));
		assert_eq!(XcmpQueue::get_messages(), vec![entry(CAROL, 2), entry(BOB, 1)]);
	});
}

#[test]
fn a_dry_run_is_refused_what_waits_for_the_other_transport() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		open_stream(BOB);
		frame_support::hypothetically!({
			XcmpQueue::clear_messages();
			assert_eq!(send(BOB, 2), Err(HRMP_UNDER_WAY));
			assert_eq!(XcmpQueue::get_messages(), vec![]);
		});
	});
}

#[test]
fn a_page_that_is_no_xcm_shows_as_nothing_in_a_dry_run() {
	build_and_check(|| {
		assert_ok!(send(BOB, 1));
		for page in [vec![], vec![9, 9], vec![3, 200], vec![2, 0], vec![0, 255, 255]] {
			let page = frame_support::WeakBoundedVec::force_from(page, None);
			frame_support::hypothetically!({
				OutboundXcmpMessages::<Test>::insert(BOB, 0, page);
				assert_eq!(XcmpQueue::get_messages(), vec![]);
			});
		}
	});
}

#[test]
fn the_price_follows_the_factor_of_the_transport_that_is_taken() {
	build_and_check(|| {
		open_stream(CAROL);
		// Base 1,000 and 10 a byte.
		let base = 1_000 + 10 * program(1).encoded_size() as u128;
		let price_to = |to| validate_send::<XcmpQueue>(sibling(to), program(1)).unwrap().1;
		assert_eq!(price_to(BOB), Asset::from((Location::parent(), base)).into());
		assert_eq!(price_to(CAROL), Asset::from((Location::parent(), 3 * base)).into());
		XcmpQueue::set_fee_factor(BOB, FixedU128::from_u32(2));
		XcmpQueue::set_fee_factor(CAROL, FixedU128::from_u32(5));
		assert_eq!(price_to(BOB), Asset::from((Location::parent(), 2 * base)).into());
		assert_eq!(price_to(CAROL), Asset::from((Location::parent(), 5 * base)).into());
		assert_eq!(DeliveryFeeFactor::<Test>::get(BOB), FixedU128::from_u32(2));
		assert!(!DeliveryFeeFactor::<Test>::contains_key(CAROL));
		assert_eq!(StreamFactor::get(), FixedU128::from_u32(5));
	});
}

#[test]
fn the_fee_factor_has_the_bounds_and_steps_of_xcmp_queue() {
	assert_eq!(XcmpQueue::MIN_FEE_FACTOR, Library::MIN_FEE_FACTOR);
	assert_eq!(XcmpQueue::EXPONENTIAL_FEE_BASE, Library::EXPONENTIAL_FEE_BASE);
	assert_eq!(XcmpQueue::MESSAGE_SIZE_FEE_BASE, Library::MESSAGE_SIZE_FEE_BASE);
}

#[test]
fn without_hrmp_only_streams_are_sent_to() {
	alone_and_check(|| {
		let send = |to| send_xcm::<alone::XcmpQueue>(sibling(to), program(1)).map(|(hash, _)| hash);
		assert_eq!(send(BOB), Err(XcmError::NotApplicable));
		alone::open_stream(BOB);
		let message_hash = message_id(&bytes(1)).0;
		assert_eq!(send(BOB), Ok(message_hash));
		assert_eq!(alone::events(), vec![Event::XcmpMessageSent { message_hash }]);
		assert_eq!(
			alone::XcmpQueue::validate(&mut Some(sibling(CAROL)), &mut None),
			Err(XcmError::MissingArgument)
		);
		assert_eq!(NoHrmp::validate(&mut None, &mut None), Err(XcmError::MissingArgument));
		assert_eq!(NoHrmp::deliver(()), Err(XcmError::Unroutable));
		assert_eq!(alone::XcmpQueue::get_fee_factor(CAROL), FixedU128::from_u32(1));
		alone::XcmpQueue::set_fee_factor(CAROL, FixedU128::from_u32(9));
		assert_eq!(alone::XcmpQueue::get_fee_factor(CAROL), FixedU128::from_u32(1));
	});
}

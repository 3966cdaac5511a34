//! XCM to siblings.

use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use proptest::prelude::*;
use spec_messaging_primitives::{
	hashing::message_id,
	pallets::{ApplyRegister, SendMessage},
};
use xcm::{
	VersionedXcm,
	latest::{
		Asset, Instruction, Junction, Location, SendError as XcmError, SendResult, SendXcm, Xcm,
		XcmHash, send_xcm,
	},
};
use xcm_builder::InspectMessageQueues;

use crate::{mock::*, *};

fn sibling(id: ParaId) -> Location {
	Location::new(1, [Junction::Parachain(id.into())])
}

fn program(instructions: usize) -> Xcm<()> {
	Xcm(vec![Instruction::ClearOrigin; instructions])
}

/// A program of about so many bytes.
fn long_program(bytes: usize) -> Xcm<()> {
	Xcm(vec![Instruction::ClearOrigin, Instruction::Trap(1)]
		.into_iter()
		.cycle()
		.take(90)
		.chain((0..bytes / 33).map(|_| Instruction::SetTopic([7; 32])))
		.collect())
}

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

fn refusal(destination: Location, message: Xcm<()>) -> XcmError {
	Outbox::validate(&mut Some(destination), &mut Some(message)).unwrap_err()
}

#[test]
fn a_delivered_program_lies_in_the_stream_under_its_hash() {
	build_and_check(|| {
		let (hash, price) = send_xcm::<Outbox>(sibling(BOB), program(2)).unwrap();
		let bytes = VersionedXcm::<()>::from(program(2)).encode();
		assert!(price.is_none());
		assert_eq!(hash, message_id(&bytes).0);
		let position = Position::from(0u32);
		let sent = Event::MessageSent { destination: BOB, position, id: message_id(&bytes) };
		assert_eq!(events(), vec![sent]);
		end_block();
		assert_eq!(Outbox::outgoing(BOB).1[0].to_vec(), bytes);
	});
}

#[test]
fn what_is_no_sibling_of_ours_is_left_to_the_next_router() {
	build_and_check(|| {
		let others = [
			sibling(CAROL),
			Location::parent(),
			Location::here(),
			Location::new(0, [Junction::Parachain(BOB.into())]),
			Location::new(2, [Junction::Parachain(BOB.into())]),
			Location::new(1, [Junction::Parachain(BOB.into()), Junction::PalletInstance(1)]),
		];
		for location in others {
			let (mut destination, mut message) = (Some(location.clone()), Some(program(1)));
			assert_noop!(Outbox::validate(&mut destination, &mut message), XcmError::NotApplicable);
			assert_eq!(destination, Some(location.clone()));
			assert_eq!(message, Some(program(1)));
			let (hash, _) = send_xcm::<(Outbox, Behind)>(location, program(1)).unwrap();
			assert_eq!(hash, [0xbe; 32]);
		}
	});
}

#[test]
fn a_full_channel_never_spills_over_to_another_transport() {
	build_and_check(|| {
		InitialCredit::set(1);
		assert_ok!(send_xcm::<(Outbox, Behind)>(sibling(BOB), program(1)));
		let refused = send_xcm::<(Outbox, Behind)>(sibling(BOB), program(1));
		assert_eq!(refused, Err(XcmError::Transport("spec-outbox: no credit")));
	});
}

#[test]
fn missing_arguments_are_named() {
	build_and_check(|| {
		assert_eq!(
			Outbox::validate(&mut None, &mut Some(program(1))),
			Err(XcmError::MissingArgument)
		);
		assert_eq!(
			Outbox::validate(&mut Some(sibling(BOB)), &mut None),
			Err(XcmError::MissingArgument)
		);
	});
}

#[test]
fn every_reason_of_send_is_found_in_validation() {
	build_and_check(|| {
		// A version that the destination does not understand.
		WrapFails::set(true);
		assert_eq!(refusal(sibling(BOB), program(1)), XcmError::DestinationUnsupported);
		WrapFails::set(false);
		// Too large for the channel, and too many instructions for any decoder.
		MaxPayloadBytes::set(64);
		assert_eq!(refusal(sibling(BOB), long_program(600)), XcmError::ExceedsMaxMessageSize);
		MaxPayloadBytes::set(1 << 20);
		assert_eq!(refusal(sibling(BOB), program(101)), XcmError::ExceedsMaxMessageSize);
		MaxPayloadBytes::set(4 * 1024);
		// No room in the block.
		for _ in 0..MaxMessagesPerBlock::get() {
			assert_ok!(Outbox::send(BOB, b"x"));
		}
		let full = XcmError::Transport("spec-outbox: no room in this block");
		assert_eq!(refusal(sibling(BOB), program(1)), full);
		next_block();
		// A peer that takes nothing.
		let mut said = register(0, 0, 2_000, 2_000_000);
		said.phase.inbound = spec_messaging_primitives::channel::InboundPhase::Suspended;
		assert_ok!(Outbox::apply(BOB, 1, &said));
		let paused = XcmError::Transport("spec-outbox: the channel is paused");
		assert_eq!(refusal(sibling(BOB), program(1)), paused);
	});
}

#[test]
fn the_price_is_that_of_the_destination() {
	build_and_check(|| {
		Price::set(77);
		let (_, price) = Outbox::validate(&mut Some(sibling(BOB)), &mut Some(program(1))).unwrap();
		assert_eq!(price, Asset::from((Location::parent(), 77u128)).into());
	});
}

#[test]
fn a_ticket_whose_room_was_taken_is_refused_on_delivery_and_says_why() {
	build_and_check(|| {
		InitialCredit::set(1);
		let (ticket, _) = Outbox::validate(&mut Some(sibling(BOB)), &mut Some(program(1))).unwrap();
		assert_ok!(Outbox::send(BOB, b"first"));
		assert_noop!(Outbox::deliver(ticket), XcmError::Transport("spec-outbox: no credit"));
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	/// A validated ticket with no send in between is deliverable, and what validation refuses,
	/// sending refuses.
	#[test]
	fn validation_promises_exactly_what_delivery_keeps(
		credit in 0u64..4,
		credit_bytes in 0u64..800,
		max_payload in 1u32..300,
		max_bytes in 1u32..600,
		max_messages in 1u32..4,
		sizes in prop::collection::vec(0usize..120, 1..6),
	) {
		new_test_ext().execute_with(|| {
			(InitialCredit::set(credit), InitialCreditBytes::set(credit_bytes));
			(MaxPayloadBytes::set(max_payload), MaxBytesPerBlock::set(max_bytes));
			MaxMessagesPerBlock::set(max_messages);
			for size in sizes {
				let payload = VersionedXcm::<()>::from(program(size)).encode();
				let validated =
					Outbox::validate(&mut Some(sibling(BOB)), &mut Some(program(size)));
				match validated {
					Ok((ticket, _)) => prop_assert!(Outbox::deliver(ticket).is_ok()),
					// 101 instructions and more are refused for their number.
					Err(_) if size > 100 => (),
					Err(_) => prop_assert!(Outbox::send(BOB, &payload).is_err()),
				}
			}
			Ok(())
		})?;
	}
}

#[test]
fn a_dry_run_sees_what_it_sent_and_nothing_else() {
	build_and_check(|| {
		assert_ok!(send_xcm::<Outbox>(sibling(BOB), program(1)));
		let clean = frame_support::storage::with_transaction(|| {
			Outbox::clear_messages();
			assert_eq!(Outbox::get_messages(), vec![]);
			assert_ok!(send_xcm::<Outbox>(sibling(BOB), program(2)));
			// Opaque bytes are no XCM.
			assert_ok!(Outbox::send(BOB, b"\xff\xff"));
			let seen = Outbox::get_messages();
			frame_support::storage::TransactionOutcome::Rollback(
				Ok::<_, sp_runtime::DispatchError>(seen),
			)
		});
		assert_eq!(clean, Ok(vec![(sibling(BOB).into(), vec![VersionedXcm::from(program(2))])]));
	});
}

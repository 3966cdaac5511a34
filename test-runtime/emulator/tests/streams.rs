//! XCM between chains with and without a stream, as any test of an emulator has it.

use codec::Encode;
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::{assert_ok, weights::Weight};
use sp_runtime::traits::Dispatchable;
use spec_messaging_emulator::{
	ALICE, AccountId, AlicePara, BOB, Balance, BobPara, CAROL, CarolPara, DAVE, USER,
	para::{
		Balances, OriginCaller, PolkadotXcm, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
		SpecOutbox, System, XcmRouter,
	},
};
use xcm::{VersionedXcm, latest::prelude::*};
use xcm_emulator::TestExt;

const BENEFICIARY: AccountId = AccountId::new([2; 32]);

fn sibling(id: u32) -> Location {
	Location::new(1, [Parachain(id)])
}

fn token(amount: Balance) -> Asset {
	(Location::parent(), amount).into()
}

fn beneficiary() -> Location {
	AccountId32 { network: None, id: BENEFICIARY.into() }.into()
}

/// The call by which a user teleports to another chain.
fn teleport(to: u32, amount: Balance) -> RuntimeCall {
	RuntimeCall::PolkadotXcm(pallet_xcm::Call::limited_teleport_assets {
		dest: Box::new(sibling(to).into()),
		beneficiary: Box::new(beneficiary().into()),
		assets: Box::new(Assets::from(token(amount)).into()),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	})
}

fn dispatch(call: RuntimeCall) {
	assert_ok!(call.dispatch(RuntimeOrigin::signed(USER)));
}

/// The id under which this chain's `pallet-xcm` sent something last.
fn sent() -> XcmHash {
	System::events()
		.into_iter()
		.rev()
		.find_map(|record| match record.event {
			RuntimeEvent::PolkadotXcm(pallet_xcm::Event::Sent { message_id, .. }) => {
				Some(message_id)
			},
			_ => None,
		})
		.expect("something was sent")
}

/// The messages that this chain executed since its last block: from whom, under which id.
fn executed() -> Vec<(ParaId, XcmHash)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::MessageQueue(pallet_message_queue::Event::Processed {
				id,
				origin: AggregateMessageOrigin::Sibling(source),
				success: true,
				..
			}) => Some((source, id.0)),
			_ => None,
		})
		.collect()
}

/// How many messages the last block committed to the stream to `destination`.
fn streamed(destination: u32) -> usize {
	SpecOutbox::outgoing(destination.into()).1.len()
}

#[test]
fn a_teleport_by_a_stream_arrives_under_the_topic_that_its_sender_saw() {
	let id = AlicePara::execute_with(|| {
		dispatch(teleport(BOB, 100));
		sent()
	});
	AlicePara::ext_wrapper(|| assert_eq!(streamed(BOB), 1));
	BobPara::execute_with(|| {
		assert_eq!(executed(), vec![(ALICE.into(), id)]);
		assert_eq!(Balances::free_balance(BENEFICIARY), 100);
	});
}

#[test]
fn a_teleport_to_a_chain_without_a_stream_arrives_by_hrmp_and_under_its_topic_too() {
	let id = AlicePara::execute_with(|| {
		dispatch(teleport(CAROL, 100));
		sent()
	});
	AlicePara::ext_wrapper(|| assert_eq!(streamed(CAROL), 0));
	CarolPara::execute_with(|| {
		assert_eq!(executed(), vec![(ALICE.into(), id)]);
		assert_eq!(Balances::free_balance(BENEFICIARY), 100);
	});
}

#[test]
fn a_dry_run_shows_what_is_then_sent_to_the_byte() {
	let shown = AlicePara::execute_with(|| {
		let effects = PolkadotXcm::dry_run_call::<Runtime, XcmRouter, OriginCaller, RuntimeCall>(
			frame_system::RawOrigin::Signed(USER).into(),
			teleport(BOB, 100),
			XCM_VERSION,
		)
		.expect("a teleport can be tried");
		dispatch(teleport(BOB, 100));
		let [(destination, messages)] = &effects.forwarded_xcms[..] else {
			panic!("one destination: {:?}", effects.forwarded_xcms)
		};
		assert_eq!(*destination, sibling(BOB).into());
		let [message] = &messages[..] else { panic!("one message: {messages:?}") };
		let program = Xcm::<()>::try_from(message.clone()).expect("of this version");
		assert_eq!(program.last(), Some(&SetTopic(sent())));
		message.encode()
	});
	AlicePara::ext_wrapper(|| assert_eq!(SpecOutbox::outgoing(BOB.into()).1, vec![shown]));
}

/// Pays for its execution, then teleports all there is on to `to`, where `then` goes on.
fn pass_on(to: u32, then: Xcm<()>) -> Xcm<()> {
	Xcm(vec![
		BuyExecution { fees: token(1), weight_limit: Unlimited },
		InitiateTeleport { assets: Wild(All), dest: sibling(to), xcm: then },
	])
}

/// The emulator executes what arrives between two blocks of the receiver. What that sends waits for the next one.
#[test]
fn what_is_sent_between_blocks_goes_the_same_way_as_what_the_block_before_sent() {
	let deposit = Xcm(vec![
		BuyExecution { fees: token(1), weight_limit: Unlimited },
		DepositAsset { assets: Wild(All), beneficiary: beneficiary() },
	]);
	AlicePara::execute_with(|| {
		let mut journey = vec![WithdrawAsset(token(100).into())];
		journey.push(InitiateTeleport {
			assets: Wild(All),
			dest: sibling(BOB),
			xcm: pass_on(ALICE, pass_on(BOB, deposit)),
		});
		dispatch(RuntimeCall::PolkadotXcm(pallet_xcm::Call::execute {
			message: Box::new(VersionedXcm::V5(Xcm(journey))),
			max_weight: Weight::MAX,
		}));
	});
	// Takes the tokens back to Alice, whose last block carried a message to Bob.
	BobPara::execute_with(|| assert_eq!(executed().len(), 1));
	AlicePara::execute_with(|| assert_eq!(executed().len(), 1));
	AlicePara::ext_wrapper(|| assert_eq!(streamed(BOB), 1));
	BobPara::execute_with(|| assert_eq!(Balances::free_balance(BENEFICIARY), 100));
}

#[test]
fn a_stream_to_a_chain_outside_of_the_network_is_committed_and_carried_nowhere() {
	AlicePara::execute_with(|| {
		dispatch(teleport(DAVE, 100));
		dispatch(teleport(BOB, 100));
	});
	AlicePara::ext_wrapper(|| assert_eq!((streamed(DAVE), streamed(BOB)), (1, 1)));
	BobPara::execute_with(|| assert_eq!(executed().len(), 1));
}

//! The fee factor.

use frame_support::{assert_ok, parameter_types};
use polkadot_runtime_common::xcm_sender::{ExponentialPrice, PriceForMessageDelivery};
use polkadot_runtime_parachains::FeeTracker;
use proptest::prelude::*;
use sp_runtime::FixedU128;
use spec_messaging_primitives::pallets::{ApplyRegister, SendMessage};
use xcm::latest::{AssetId, Instruction, Location, Xcm};

use crate::mock::*;

fn factor() -> FixedU128 {
	Outbox::get_fee_factor(BOB)
}

const ONE: FixedU128 = FixedU128::from_u32(1);

/// Grants Bob's channel so many messages of one byte.
fn grant(messages: u64) {
	InitialCredit::set(0);
	InitialCreditBytes::set(0);
	assert_ok!(Outbox::apply(BOB, 1, &register(0, 0, messages, messages)));
}

#[test]
fn the_base_fee_is_asked_for_while_less_than_half_the_credit_is_used() {
	build_and_check(|| {
		grant(40);
		for _ in 0..20 {
			assert_eq!(factor(), ONE);
			assert_ok!(Outbox::send(BOB, b"x"));
		}
		assert_eq!(factor(), ONE);
		assert_ok!(Outbox::send(BOB, b"x"));
		assert!(factor() > ONE);
	});
}

#[test]
fn bytes_count_as_messages_do() {
	build_and_check(|| {
		InitialCreditBytes::set(0);
		assert_ok!(Outbox::apply(BOB, 1, &register(0, 0, 1_000, 1_000)));
		assert_ok!(Outbox::send(BOB, &[0; 499]));
		assert_eq!(factor(), ONE);
		assert_ok!(Outbox::send(BOB, &[0; 401]));
		assert!(factor() > FixedU128::from_u32(40));
	});
}

#[test]
fn an_acknowledgement_brings_the_price_down() {
	build_and_check(|| {
		grant(10);
		for _ in 0..10 {
			assert_ok!(Outbox::send(BOB, b"x"));
		}
		next_block();
		let full = factor();
		assert!(full > FixedU128::from_u32(100));
		assert_ok!(Outbox::apply(BOB, 2, &register(10, 10, 20, 20)));
		assert_eq!(factor(), ONE);
	});
}

#[test]
fn the_factor_is_computed_and_not_set_and_that_of_others_is_1() {
	build_and_check(|| {
		Outbox::set_fee_factor(BOB, FixedU128::from_u32(7));
		assert_eq!(factor(), ONE);
		Outbox::increase_fee_factor(BOB, 100_000);
		assert_eq!(factor(), ONE);
		assert_eq!(Outbox::get_fee_factor(CAROL), ONE);
	});
}

parameter_types! {
	pub Token: AssetId = AssetId(Location::parent());
	pub const Base: u128 = 1_000;
	pub const PerByte: u128 = 10;
}

#[test]
fn exponential_price_works_unchanged() {
	type Price = ExponentialPrice<Token, Base, PerByte, Outbox>;
	build_and_check(|| {
		grant(10);
		let program = Xcm(vec![Instruction::ClearOrigin]);
		let cheap = Price::price_for_delivery(BOB, &program);
		for _ in 0..9 {
			assert_ok!(Outbox::send(BOB, b"x"));
		}
		let dear = Price::price_for_delivery(BOB, &program);
		assert!(dear.contains(&cheap.get(0).unwrap().clone()));
		assert_ne!(dear, cheap);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// More in flight, or more time without an acknowledgement, never makes a message cheaper; and no state
	/// makes it dearer than the square of 1.05^100.
	#[test]
	fn the_factor_is_monotone_and_bounded(
		credit in 1u64..200,
		steps in prop::collection::vec((0u32..2, 0u32..40), 1..80),
	) {
		let run = || -> Result<(), TestCaseError> {
			grant(credit);
			let (mut last, mut in_flight) = (factor(), 0u64);
			for (messages, blocks) in steps {
				for _ in 0..messages {
					if Outbox::send(BOB, b"x").is_ok() {
						in_flight += 1;
					}
				}
				if in_flight > 0 {
					RelayNumber::mutate(|n| *n += blocks);
				}
				let now = factor();
				prop_assert!(now >= last, "{now:?} < {last:?}");
				prop_assert!(now <= FixedU128::from_u32(17_300));
				prop_assert!(in_flight * 2 > credit || now == ONE);
				last = now;
			}
			Ok(())
		};
		new_test_ext().execute_with(run)?;
	}
}

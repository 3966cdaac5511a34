//! Bounds, and how they fit together.

use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::Hooks};
use spec_messaging_primitives::pallets::SendMessage;

use crate::{mock::*, *};

fn integrity() -> bool {
	new_test_ext()
		.execute_with(|| std::panic::catch_unwind(<Outbox as Hooks<u64>>::integrity_test).is_ok())
}

#[test]
fn a_full_block_refuses_one_more_message_and_keeps_its_state() {
	build_and_check(|| {
		// Given a block with no room left, by number.
		for _ in 0..MaxMessagesPerBlock::get() {
			assert_ok!(Outbox::send(BOB, b"a"));
		}
		// When one more is sent, it is refused and nothing is written.
		assert_noop!(Outbox::send(BOB, b"b"), SendError::BlockFull);
		// Then the next block has room again.
		next_block();
		assert_eq!(
			Outbox::send(BOB, b"b").unwrap().position,
			Position::from(MaxMessagesPerBlock::get())
		);
	});
}

#[test]
fn a_block_full_of_bytes_refuses_one_more() {
	build_and_check(|| {
		let large = vec![0; MaxPayloadBytes::get() as usize];
		for _ in 0..MaxBytesPerBlock::get() / MaxPayloadBytes::get() {
			assert_ok!(Outbox::send(BOB, &large));
		}
		assert_noop!(Outbox::send(BOB, b"b"), SendError::BlockFull);
		next_block();
		assert_ok!(Outbox::send(BOB, &large));
	});
}

#[test]
fn late_messages_count_for_the_block_that_commits_them() {
	build_and_check(|| {
		assert_ok!(Outbox::send(BOB, b"on time"));
		end_block();
		for _ in 0..MaxMessagesPerBlock::get() {
			assert_ok!(Outbox::send(BOB, b"late"));
		}
		assert_noop!(Outbox::send(BOB, b"too many"), SendError::BlockFull);
		begin_block(2);
		assert_noop!(Outbox::send(BOB, b"too many"), SendError::BlockFull);
		next_block();
		assert_ok!(Outbox::send(BOB, b"again"));
	});
}

#[test]
fn a_channel_is_opened_once_by_whom_it_may_be_and_to_others_only() {
	build_and_check(|| {
		assert_noop!(
			Outbox::open_channel(RuntimeOrigin::none(), CAROL),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_noop!(Outbox::open_channel(RuntimeOrigin::root(), OWN), Error::<Test>::OwnChain);
		assert_noop!(Outbox::open_channel(RuntimeOrigin::root(), BOB), Error::<Test>::AlreadyOpen);
		MaxPeers::set(2);
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), CAROL));
		assert_eq!(events(), vec![Event::ChannelOpened { destination: CAROL }]);
		assert_noop!(
			Outbox::open_channel(RuntimeOrigin::root(), DAVE),
			Error::<Test>::TooManyPeers
		);
	});
}

#[test]
fn no_call_costs_more_than_it_announces() {
	build_and_check(|| {
		assert_ok!(Outbox::open_channel(RuntimeOrigin::root(), DAVE));
		let closed = [
			Call::<Test>::cancel_opening { destination: DAVE },
			Call::close_channel { destination: BOB },
		];
		for call in closed {
			let announced = call.get_dispatch_info().call_weight;
			let origin = RuntimeOrigin::root();
			let done =
				frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(call, origin);
			assert!(announced.all_gte(done.unwrap().actual_weight.unwrap()));
		}
		next_block();
		for call in [
			Call::<Test>::open_channel { destination: CAROL },
			Call::reopen_channel { destination: BOB, frontier: frontier_of(&[]) },
			Call::forget_peer { peer: DAVE },
			Call::raise_generation {},
		] {
			let announced = call.get_dispatch_info().call_weight;
			let used = frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(
				call,
				RuntimeOrigin::root(),
			)
			.unwrap()
			.actual_weight
			.unwrap();
			assert!(announced.all_gte(used) && announced != used);
		}
	});
}

/// A call that is measured by what it recorded gives back the proof size of what happens after it.
#[test]
fn the_proof_of_the_commitment_is_charged_to_the_block_and_not_to_the_call() {
	type Weights = <Test as Config>::WeightInfo;
	let slope = |n: u32| {
		let (all, none) = (Weights::commit_destinations(n), Weights::commit_destinations(0));
		all.proof_size() - none.proof_size()
	};
	build_and_check(|| {
		let opened = slope(1) + Weights::insert_peer(2).proof_size();
		let raised = slope(1) * 2;
		for (call, share) in [
			(Call::<Test>::open_channel { destination: CAROL }, opened),
			(Call::<Test>::raise_generation {}, raised),
		] {
			let announced = call.get_dispatch_info().call_weight;
			let before = System::block_weight().total().proof_size();
			let origin = RuntimeOrigin::root();
			let done =
				frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(call, origin);
			let used = done.unwrap().actual_weight.unwrap();
			assert!(share > 0);
			assert_eq!(System::block_weight().total().proof_size() - before, share);
			assert!(used.proof_size() + share <= announced.proof_size());
		}
	});
}

#[test]
fn limits_that_do_not_fit_together_are_found_before_a_runtime_is_released() {
	assert!(integrity());
	let broken: [(fn(), fn()); 6] = [
		(|| MaxPayloadBytes::set(0), || MaxPayloadBytes::set(4_096)),
		(|| MaxPayloadBytes::set((1 << 20) + 1), || MaxPayloadBytes::set(4_096)),
		(|| MaxBytesPerBlock::set(4_095), || MaxBytesPerBlock::set(16_384)),
		(|| MaxMessagesPerBlock::set(65_537), || MaxMessagesPerBlock::set(64)),
		(|| MaxRegistersPerBlock::set(0), || MaxRegistersPerBlock::set(4)),
		// A commitment that no block could hold.
		(|| MaxBytesPerBlock::set(u32::MAX), || MaxBytesPerBlock::set(16_384)),
	];
	for (index, (break_it, mend_it)) in broken.into_iter().enumerate() {
		break_it();
		assert!(!integrity(), "case {index}");
		mend_it();
		assert!(integrity(), "case {index}");
	}
}

#[test]
fn the_largest_message_has_to_fit_a_transaction() {
	use frame_support::weights::Weight;
	use frame_system::limits::BlockWeights;
	use sp_runtime::Perbill;
	let fits = |block: Weight| {
		let limits = BlockWeights::with_sensible_defaults(block, Perbill::from_percent(75));
		new_test_ext().execute_with(|| {
			std::panic::catch_unwind(|| Outbox::check_largest_send(&limits)).is_ok()
		})
	};
	let message = Outbox::send_cost(MaxPayloadBytes::get(), true);
	// A transaction gets less than three quarters of a block.
	assert!(!fits(message));
	assert!(!fits(Weight::from_parts(message.ref_time() * 2, message.proof_size())));
	assert!(!fits(Weight::from_parts(message.ref_time(), message.proof_size() * 2)));
	assert!(fits(message * 2));
}

#[test]
fn the_loads_measured_as_a_whole_take_what_their_models_say() {
	use sp_runtime::Perbill;
	Outbox::check_accuracy(Perbill::from_percent(15));
	// And no measurement is exact: the check finds that.
	assert!(std::panic::catch_unwind(|| Outbox::check_accuracy(Perbill::zero())).is_err());
}

#[test]
fn storage_items_have_the_sizes_that_are_documented() {
	use codec::{Encode, MaxEncodedLen};
	use spec_messaging_primitives::mmr::Frontier;
	assert_eq!(Channel::max_encoded_len(), 250);
	assert_eq!(crate::Tombstone::max_encoded_len(), 52);
	assert_eq!(Outbox::footprint().size, 2_399);
	let thousand = frontier_of(&vec![b"x".to_vec(); 1_000]);
	let less = Frontier::max_encoded_len() - thousand.encoded_size();
	assert_eq!(Outbox::footprint().size - less as u64, 575);
	assert_eq!(Page::max_encoded_len(), 2_306);
	assert_eq!(CycleState::<u32>::max_encoded_len(), 34);
	assert_eq!(Frontier::max_encoded_len(), 2_025);
}

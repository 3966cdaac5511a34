//! One outbox and a scripted peer, through every life that a channel can have.

use frame_support::traits::fungible::InspectHold;
use proptest::prelude::*;
use spec_messaging_primitives::{
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	mmr::Frontier,
	pallets::{ApplyRegister, SendMessage},
};
use xcm::latest::{Instruction, Junction, Location, SendXcm, Xcm};

use crate::{mock::*, *};

/// One step of the walk.
#[derive(Clone, Debug)]
enum Step {
	Open(u64),
	Reopen(u64),
	/// With a frontier that never was.
	Replay(u32),
	Send,
	/// Validates, lets something happen that is no send, and delivers.
	ValidateDeliver,
	/// The peer says something: so many more consumed, its phase.
	Hear(u32, u8),
	Cancel,
	Expire,
	Close,
	Force,
	Pause(u32),
	Resume,
	Forget,
	Raise,
	Drain(bool),
	Wait(u32),
	Block,
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => (1u64..4).prop_map(Step::Open),
		2 => (1u64..4).prop_map(Step::Reopen),
		1 => (1u32..6).prop_map(Step::Replay),
		6 => Just(Step::Send),
		3 => Just(Step::ValidateDeliver),
		6 => (0u32..4, 0u8..6).prop_map(|(n, phase)| Step::Hear(n, phase)),
		1 => Just(Step::Cancel),
		1 => Just(Step::Expire),
		2 => Just(Step::Close),
		1 => Just(Step::Force),
		1 => (1u32..10).prop_map(Step::Pause),
		1 => Just(Step::Resume),
		1 => Just(Step::Forget),
		1 => Just(Step::Raise),
		1 => any::<bool>().prop_map(Step::Drain),
		2 => (1u32..30).prop_map(Step::Wait),
		6 => Just(Step::Block),
	]
}

fn inbound(phase: u8) -> InboundPhase {
	use InboundPhase::{Accepted, Closed, Closing, None, Offered, Suspended};
	[None, Offered, Accepted, Suspended, Closing, Closed]
		.get(usize::from(phase))
		.copied()
		.unwrap_or_default()
}

/// What the walk knows by itself.
#[derive(Default)]
struct Model {
	/// Every position that was ever handed out in this generation.
	next: u64,
	as_of: u32,
	/// The frontier that the last event showed.
	shown: Option<Frontier>,
}

fn location() -> Location {
	Location::new(1, [Junction::Parachain(CAROL.into())])
}

fn walk(model: &mut Model, step: Step) -> Result<(), TestCaseError> {
	let channel = Channels::<Test>::get(CAROL).unwrap_or_default();
	let signed = RuntimeOrigin::signed;
	match step {
		Step::Open(who) => {
			let opened = Outbox::open_channel(signed(who), CAROL).is_ok();
			prop_assert!(!opened || model.next == 0, "an opening starts at 0 once");
		},
		Step::Reopen(who) => {
			if let Some(frontier) = model.shown.clone() {
				let _ = Outbox::reopen_channel(signed(who), CAROL, frontier);
			}
		},
		Step::Replay(length) => {
			let other = frontier_of(&vec![b"never sent".to_vec(); length as usize]);
			prop_assert!(Outbox::reopen_channel(RuntimeOrigin::root(), CAROL, other).is_err());
		},
		Step::Send => {
			let may = Outbox::can_send(CAROL, 1);
			let sent = Outbox::send(CAROL, b"x");
			prop_assert_eq!(may, sent.map(|_| ()));
			if let Ok(sent) = sent {
				prop_assert_eq!(sent.position.get(), model.next, "no position twice, no gap");
				model.next += 1;
			}
		},
		Step::ValidateDeliver => {
			let program = Xcm(vec![Instruction::ClearOrigin]);
			let ticket = Outbox::validate(&mut Some(location()), &mut Some(program));
			if let Ok((ticket, _)) = ticket {
				prop_assert!(Outbox::deliver(ticket).is_ok(), "a validated ticket is deliverable");
				model.next += 1;
			}
		},
		Step::Hear(more, phase) => {
			model.as_of += 1;
			let round = Cycle::<Test>::get().round;
			let committed = channel.committed(round);
			let consumed = (channel.acknowledged().get() + u64::from(more)).min(committed);
			let bytes = channel.applied.map_or(0, |a| a.register.consumed_bytes);
			let bytes = if consumed == committed { channel.committed_bytes(round) } else { bytes };
			let phase = inbound(phase);
			let register = if phase == InboundPhase::None {
				Register::never_accepted(OutboundPhase::None)
			} else {
				Register {
					phase: Phase { outbound: OutboundPhase::None, inbound: phase },
					generation: Generation::<Test>::get(),
					..register(
						u32::try_from(consumed).unwrap_or(u32::MAX),
						bytes,
						consumed + 20,
						bytes + 2_000,
					)
				}
			};
			let before = channel.peer_phase();
			let applied = Outbox::apply(CAROL, model.as_of, &register);
			if applied.is_ok() && phase != InboundPhase::None {
				prop_assert!(before.may_become(phase));
			}
		},
		Step::Cancel => drop(Outbox::cancel_opening(RuntimeOrigin::root(), CAROL)),
		Step::Expire => drop(Outbox::expire_opening(signed(3), CAROL)),
		Step::Close => drop(Outbox::close_channel(RuntimeOrigin::root(), CAROL)),
		Step::Force => drop(Outbox::force_close(RuntimeOrigin::root(), CAROL)),
		Step::Pause(blocks) => {
			let until = Some(RelayNumber::get() + blocks);
			let _ = Outbox::pause_channel(RuntimeOrigin::root(), CAROL, until);
		},
		Step::Resume => drop(Outbox::resume_channel(RuntimeOrigin::root(), CAROL)),
		Step::Forget => drop(Outbox::forget_peer(signed(3), CAROL)),
		Step::Raise => {
			let carried = channel.pending_in(Cycle::<Test>::get().round).0;
			if Outbox::raise_generation(RuntimeOrigin::root()).is_ok() {
				model.next = carried.into();
			}
		},
		Step::Drain(drained) => {
			Undrained::set(if drained { vec![] } else { vec![CAROL] });
		},
		Step::Wait(blocks) => RelayNumber::mutate(|n| *n += blocks),
		Step::Block => {
			end_block();
			for event in events() {
				if let Event::ChannelEntombed { frontier, .. } = event {
					model.shown = Some(frontier);
				}
			}
			begin_block(System::block_number() + 1);
		},
	}
	let now = Channels::<Test>::get(CAROL).unwrap_or_default();
	prop_assert!(channel.outbound.may_become(now.outbound) || Generation::<Test>::get() > 0);
	// Deposits are conserved: what is held is what live channels bind, and nobody loses a unit.
	let mut bound = 0;
	for who in 1..=3u64 {
		let held = Balances::total_balance_on_hold(&who);
		prop_assert_eq!(Balances::free_balance(who) + held, ENDOWMENT);
		bound += held;
	}
	let live = u64::try_from(Deposits::<Test>::iter().count()).unwrap_or(u64::MAX);
	prop_assert_eq!(bound, live * Outbox::footprint().size);
	check();
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	/// However openings, registers and ends follow each other, no position is handed out twice or left out,
	/// no deposit is lost, a validated ticket is deliverable, and all invariants hold after every step.
	#[test]
	fn no_walk_through_the_lives_of_a_channel_breaks_a_promise(
		steps in prop::collection::vec(step(), 1..120),
	) {
		new_test_ext().execute_with(|| {
			RelayNumber::set(100);
			Undrained::set(vec![]);
			let mut model = Model::default();
			steps.into_iter().try_for_each(|step| walk(&mut model, step))
		})?;
	}
}

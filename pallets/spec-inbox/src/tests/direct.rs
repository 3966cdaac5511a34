//! Messages that are executed in the block that brings them, and those that have to wait.

use codec::{Decode, Encode};
use core::cell::Cell;
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	derive_impl,
	migrations::MultiStepMigrator,
	parameter_types,
	traits::{
		ConstU32, Hooks, ProcessMessage, ProcessMessageError, QueueFootprint, QueuePausedQuery,
	},
	weights::{Weight, WeightMeter},
};
use pallet_message_queue::{Event as QueueEvent, OnQueueChanged};
use proptest::prelude::*;
use sp_runtime::BuildStorage;
use spec_messaging_primitives::{
	ParaId, Position,
	hashing::message_id,
	pallets::{HandleMessages, Tier},
};

use crate::{DirectHandler, queue::WeightPerPage};

const ALICE: ParaId = ParaId::new(2000);
const BOB: ParaId = ParaId::new(2001);
/// Of a message, unless it says more.
const UNIT: u64 = 1_000_000;
/// More than any block has, and more than the queue gives a message.
const TOO_HEAVY: u64 = 1_000_000_000_000;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		MessageQueue: pallet_message_queue,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type MultiBlockMigrator = Migrator;
}

pub struct Migrator;

impl MultiStepMigrator for Migrator {
	fn ongoing() -> bool {
		Migrating::get()
	}

	fn step() -> Weight {
		Weight::zero()
	}
}

/// Stands for the pallet, which is not in this runtime.
pub struct Noted;

impl OnQueueChanged<AggregateMessageOrigin> for Noted {
	fn on_queue_changed(_: AggregateMessageOrigin, _: QueueFootprint) {
		crate::executing::note_queue_changed();
	}
}

impl pallet_message_queue::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MessageProcessor = Interpreter;
	type Size = u32;
	type QueueChangeHandler = Noted;
	type QueuePausedQuery = Paused;
	type HeapSize = ConstU32<4_096>;
	type MaxStale = ConstU32<8>;
	type ServiceWeight = QueueWeight;
	type IdleMaxServiceWeight = ();
}

parameter_types! {
	pub QueueWeight: Weight = Weight::from_parts(100_000_000_000, 1_000_000);
	/// Up to where messages are executed at once.
	pub storage Until: Weight = Weight::from_parts(1_000 * UNIT, 1_000);
	/// What was executed, in order.
	pub storage Done: Vec<(ParaId, u32)> = vec![];
	/// Whose messages wait.
	pub storage PausedSource: Option<ParaId> = None;
	/// True while the state is migrated.
	pub storage Migrating: bool = false;
	/// True while whatever yields does so.
	pub storage Busy: bool = true;
	pub const HeapSize: u32 = 4_096;
}

type Direct = DirectHandler<Test, WeightPerPage<(), HeapSize>, Until>;

pub struct Paused;

impl QueuePausedQuery<AggregateMessageOrigin> for Paused {
	fn is_paused(origin: &AggregateMessageOrigin) -> bool {
		PausedSource::get().is_some_and(|id| *origin == AggregateMessageOrigin::Sibling(id))
	}
}

/// What a message does, beside being written down with its number.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
enum Program {
	/// Nothing else, and takes so much.
	Take(u64),
	/// Charges the block so much besides.
	Charge(u64),
	/// Is found to be broken only then.
	Fail,
	/// Is not done while [`Busy`].
	Yield,
	/// Has no stack, unless the queue calls.
	Deep,
	/// Looks whether it is marked.
	Look,
	/// Brings messages, as no call of the pallet may.
	Bring(ParaId, Vec<Vec<u8>>),
}

thread_local! {
	static DEPTH: Cell<u32> = const { Cell::new(0) };
}

pub struct Interpreter;

impl ProcessMessage for Interpreter {
	type Origin = AggregateMessageOrigin;

	fn process_message(
		message: &[u8],
		origin: Self::Origin,
		meter: &mut WeightMeter,
		id: &mut [u8; 32],
	) -> Result<bool, ProcessMessageError> {
		assert_eq!(*id, message_id(message).0, "the id is that of the queue");
		let AggregateMessageOrigin::Sibling(source) = origin else {
			return Err(ProcessMessageError::Unsupported);
		};
		let (number, program) = <(u32, Program)>::decode(&mut &message[..])
			.map_err(|_| ProcessMessageError::Corrupt)?;
		let takes =
			Weight::from_parts(if let Program::Take(time) = program { time } else { UNIT }, 1);
		meter.try_consume(takes).map_err(|_| ProcessMessageError::Overweight(takes))?;
		let mut done = Done::get();
		done.push((source, number));
		Done::set(&done);
		match program {
			Program::Take(_) => Ok(true),
			Program::Charge(time) => {
				System::register_extra_weight_unchecked(
					Weight::from_parts(time, 0),
					frame_support::dispatch::DispatchClass::Mandatory,
				);
				Ok(true)
			},
			Program::Look if crate::executing::is_executing() => Ok(true),
			Program::Look | Program::Fail => Err(ProcessMessageError::BadFormat),
			Program::Yield if Busy::get() => Err(ProcessMessageError::Yield),
			Program::Yield => Ok(false),
			Program::Deep if DEPTH.get() > 0 => Err(ProcessMessageError::StackLimitReached),
			Program::Deep => Ok(true),
			Program::Bring(from, messages) => {
				let stretch = messages.iter().map(|message| &message[..]).collect();
				Direct::handle(from, Tier::Included, Position::from(0), stretch);
				Ok(true)
			},
		}
	}
}

fn message(number: u32, program: Program) -> Vec<u8> {
	(number, program).encode()
}

fn plain(number: u32) -> Vec<u8> {
	message(number, Program::Take(UNIT))
}

/// Hands `messages` to the handler as an inherent does.
fn hand(source: ParaId, messages: &[Vec<u8>]) {
	DEPTH.set(DEPTH.get() + 1);
	let stretch = messages.iter().map(|message| &message[..]).collect();
	Direct::handle_at_once(source, Tier::Included, Position::from(0), stretch);
	DEPTH.set(DEPTH.get() - 1);
}

/// The queue executes what waits in it.
fn serve() {
	MessageQueue::on_initialize(System::block_number());
}

fn next_block() {
	let next = System::block_number() + 1;
	System::reset_events();
	System::initialize(&next, &Default::default(), &Default::default());
}

fn queued(source: ParaId) -> u64 {
	Direct::queued(source).messages
}

fn done_of(source: ParaId) -> Vec<u32> {
	Done::get().into_iter().filter(|(of, _)| *of == source).map(|(_, number)| number).collect()
}

fn events() -> Vec<QueueEvent<Test>> {
	System::read_events_for_pallet()
}

fn build_and_check(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage();
	let mut ext: sp_io::TestExternalities = storage.expect("genesis is valid").into();
	ext.execute_with(|| {
		next_block();
		test();
		MessageQueue::do_try_state().expect("the queue is well after every test");
	});
}

#[test]
fn a_message_is_executed_in_the_block_that_brings_it_and_never_queued() {
	build_and_check(|| {
		hand(ALICE, &[plain(1), plain(2)]);
		assert_eq!(Done::get(), [(ALICE, 1), (ALICE, 2)]);
		assert_eq!(queued(ALICE), 0);
		assert_eq!(pallet_message_queue::Pages::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_is_executed_at_once_says_of_itself_what_the_queue_would_say() {
	let messages = [plain(1), message(2, Program::Fail), vec![7; 3]];
	let said = |until: Weight| {
		let mut said = vec![];
		build_and_check(|| {
			Until::set(&until);
			hand(ALICE, &messages);
			serve();
			said = events();
		});
		said
	};
	let at_once = said(Weight::MAX);
	assert_eq!(at_once.len(), 3);
	assert_eq!(at_once, said(Weight::zero()));
}

#[test]
fn a_message_that_fails_leaves_nothing_but_its_event_and_those_behind_it_are_executed() {
	build_and_check(|| {
		hand(ALICE, &[message(1, Program::Fail), plain(2)]);
		assert_eq!(Done::get(), [(ALICE, 2)]);
		assert!(matches!(events()[0], QueueEvent::ProcessingFailed { .. }));
		assert_eq!(queued(ALICE), 0);
	});
}

#[test]
fn what_takes_the_block_beyond_its_limit_waits_with_all_behind_it() {
	build_and_check(|| {
		let used = System::block_weight().total();
		Until::set(&used.saturating_add(Weight::from_parts(2 * UNIT + UNIT / 2, 10)));
		hand(ALICE, &[plain(1), plain(2), plain(3), message(4, Program::Take(1))]);
		// The fourth alone would fit.
		assert_eq!(done_of(ALICE), [1, 2]);
		assert_eq!(queued(ALICE), 2);
		assert!(System::block_weight().total().all_lte(Until::get()));
		serve();
		assert_eq!(done_of(ALICE), [1, 2, 3, 4]);
	});
}

#[test]
fn proof_size_is_a_limit_as_well_as_time() {
	build_and_check(|| {
		let used = System::block_weight().total();
		Until::set(&used.saturating_add(Weight::from_parts(u64::MAX / 2, 2)));
		hand(ALICE, &[plain(1), plain(2), plain(3)]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![1, 2], 1));
	});
}

#[test]
fn what_messages_take_is_charged_to_the_block() {
	build_and_check(|| {
		let before = System::block_weight().total();
		hand(ALICE, &[plain(1), message(2, Program::Charge(5 * UNIT))]);
		let took = System::block_weight().total().saturating_sub(before);
		assert_eq!(took, Weight::from_parts(7 * UNIT, 2));
	});
}

#[test]
fn what_a_message_charges_besides_counts_before_the_next_is_executed() {
	build_and_check(|| {
		hand(ALICE, &[message(1, Program::Charge(2_000 * UNIT)), plain(2)]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![1], 1));
	});
}

#[test]
fn a_limit_of_zero_queues_everything() {
	build_and_check(|| {
		Until::set(&Weight::zero());
		// Not even what nobody can read is looked at: a block is never empty.
		System::register_extra_weight_unchecked(
			Weight::from_parts(1, 1),
			frame_support::dispatch::DispatchClass::Mandatory,
		);
		hand(ALICE, &[vec![7; 3], message(1, Program::Take(0))]);
		assert_eq!((done_of(ALICE), queued(ALICE), events()), (vec![], 2, vec![]));
	});
}

#[test]
fn what_no_inherent_brings_is_queued() {
	build_and_check(|| {
		let message = plain(1);
		Direct::handle(ALICE, Tier::Included, Position::from(0), vec![&message[..]]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![], 1));
	});
}

#[test]
fn messages_wait_while_a_state_is_migrated_in_several_blocks() {
	build_and_check(|| {
		Migrating::set(&true);
		hand(ALICE, &[plain(1)]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![], 1));
	});
}

#[test]
fn a_message_is_marked_while_it_is_executed_and_no_longer() {
	build_and_check(|| {
		assert!(!crate::executing::is_executing());
		hand(ALICE, &[message(1, Program::Look), message(2, Program::Fail)]);
		assert_eq!(done_of(ALICE), [1]);
		assert!(!crate::executing::is_executing());
	});
}

#[test]
fn nothing_passes_a_message_of_its_source_that_waits() {
	build_and_check(|| {
		hand(ALICE, &[message(1, Program::Yield), plain(2)]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![], 2));
		hand(ALICE, &[plain(3)]);
		hand(BOB, &[plain(4)]);
		// Another source's do.
		assert_eq!(Done::get(), [(BOB, 4)]);
		assert_eq!(queued(ALICE), 3);
		Busy::set(&false);
		serve();
		assert_eq!(done_of(ALICE), [1, 2, 3]);
	});
}

#[test]
fn messages_of_a_paused_source_wait() {
	build_and_check(|| {
		PausedSource::set(&Some(ALICE));
		hand(ALICE, &[plain(1)]);
		hand(BOB, &[plain(2)]);
		assert_eq!((Done::get(), queued(ALICE)), (vec![(BOB, 2)], 1));
	});
}

#[test]
fn a_message_that_is_too_heavy_becomes_overweight_and_holds_nobody_up() {
	build_and_check(|| {
		hand(ALICE, &[message(1, Program::Take(TOO_HEAVY)), plain(2)]);
		serve();
		assert!(matches!(events()[0], QueueEvent::OverweightEnqueued { .. }));
		next_block();
		hand(ALICE, &[plain(3)]);
		// The heavy one is kept in the queue for somebody to execute.
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![2, 3], 1));
	});
}

#[test]
fn a_message_without_stack_waits_and_is_not_dropped() {
	build_and_check(|| {
		hand(ALICE, &[message(1, Program::Deep), plain(2)]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![], 2));
		serve();
		assert_eq!(done_of(ALICE), [1, 2]);
	});
}

#[test]
fn messages_that_a_message_brings_wait_and_go_before_those_of_their_source_behind_it() {
	build_and_check(|| {
		let bring = message(1, Program::Bring(ALICE, vec![plain(2)]));
		hand(ALICE, &[bring, plain(3)]);
		assert_eq!((done_of(ALICE), queued(ALICE)), (vec![1], 2));
		serve();
		assert_eq!(done_of(ALICE), [1, 2, 3]);
	});
}

#[test]
fn messages_of_another_source_that_a_message_brings_hold_up_that_source_alone() {
	build_and_check(|| {
		let bring = message(1, Program::Bring(BOB, vec![plain(2)]));
		hand(ALICE, &[bring, plain(3)]);
		assert_eq!((done_of(ALICE), queued(ALICE), queued(BOB)), (vec![1, 3], 0, 1));
		hand(BOB, &[plain(4)]);
		serve();
		assert_eq!(done_of(BOB), [2, 4]);
	});
}

/// One step of a random walk.
#[derive(Clone, Debug)]
enum Step {
	/// A stretch of messages of one of two sources.
	Hand(bool, Vec<Kind>),
	/// The queue is served.
	Serve,
	/// Another block, which executes up to so much.
	Block(u64),
	/// One of the sources is paused, or none.
	Pause(Option<bool>),
	/// Whatever yields does so or not.
	Busy(bool),
}

#[derive(Clone, Copy, Debug)]
enum Kind {
	Plain,
	Heavy,
	TooHeavy,
	Fail,
	Yield,
	Deep,
	Garbage,
}

fn kinds() -> impl Strategy<Value = Kind> {
	prop_oneof![
		6 => Just(Kind::Plain),
		2 => Just(Kind::Heavy),
		1 => Just(Kind::TooHeavy),
		1 => Just(Kind::Fail),
		1 => Just(Kind::Yield),
		1 => Just(Kind::Deep),
		1 => Just(Kind::Garbage),
	]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	let step = prop_oneof![
		4 => (any::<bool>(), prop::collection::vec(kinds(), 1..6)).prop_map(|(of, all)| Step::Hand(of, all)),
		2 => Just(Step::Serve),
		1 => (0u64..20).prop_map(|units| Step::Block(units * UNIT)),
		1 => any::<Option<bool>>().prop_map(Step::Pause),
		1 => any::<bool>().prop_map(Step::Busy),
	];
	prop::collection::vec(step, 1..40)
}

fn of(source: bool) -> ParaId {
	if source { ALICE } else { BOB }
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	/// The oracle is a list: whatever is not broken or too heavy is executed once, in the order in which it
	/// came, and the rest has the end that its kind says.
	#[test]
	fn every_message_has_one_end_and_those_of_a_source_are_executed_in_order(steps in steps()) {
		build_and_check(|| {
			let (mut number, mut expected) = (0u32, [vec![], vec![]]);
			let (mut failed, mut overweight) = (0usize, 0usize);
			let (mut seen_failed, mut seen_overweight) = (0usize, 0usize);
			let mut count = || {
				for event in events() {
					match event {
						QueueEvent::ProcessingFailed { .. } => seen_failed += 1,
						QueueEvent::OverweightEnqueued { .. } => seen_overweight += 1,
						_ => (),
					}
				}
				System::reset_events();
			};
			for step in steps {
				match step {
					Step::Hand(source, kinds) => {
						let mut messages = vec![];
						for kind in kinds {
							number += 1;
							messages.push(match kind {
								Kind::Plain => plain(number),
								Kind::Heavy => message(number, Program::Take(7 * UNIT)),
								Kind::TooHeavy => message(number, Program::Take(TOO_HEAVY)),
								Kind::Fail => message(number, Program::Fail),
								Kind::Yield => message(number, Program::Yield),
								Kind::Deep => message(number, Program::Deep),
								Kind::Garbage => vec![9; 2],
							});
							match kind {
								Kind::TooHeavy => overweight += 1,
								Kind::Fail | Kind::Garbage => failed += 1,
								_ => expected[usize::from(source)].push(number),
							}
						}
						hand(of(source), &messages);
					},
					Step::Serve => serve(),
					Step::Block(units) => {
						count();
						next_block();
						let used = System::block_weight().total();
						Until::set(&used.saturating_add(Weight::from_parts(units, 1_000)));
					},
					Step::Pause(source) => PausedSource::set(&source.map(of)),
					Step::Busy(busy) => Busy::set(&busy),
				}
				for source in [true, false] {
					let (done, all) = (done_of(of(source)), &expected[usize::from(source)]);
					assert!(all.starts_with(&done), "{done:?} is not the beginning of {all:?}");
				}
			}
			PausedSource::set(&None);
			Busy::set(&false);
			// A queue that was paused is knitted into the ready ring with its next message.
			for source in [true, false] {
				number += 1;
				expected[usize::from(source)].push(number);
				hand(of(source), &[plain(number)]);
			}
			for _ in 0..3 {
				serve();
			}
			count();
			for source in [true, false] {
				assert_eq!(done_of(of(source)), expected[usize::from(source)]);
			}
			assert_eq!((seen_failed, seen_overweight), (failed, overweight));
		});
	}
}

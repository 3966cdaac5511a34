//! The runtime of both chains. Which chain it is stands in the storage.

use alloc::{format, string::String, vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	derive_impl, parameter_types,
	traits::{
		Consideration, ConstU32, ConstU64, EitherOf, Footprint as StateFootprint, Get, MapSuccess,
		OnFinalize, OnIdle, OnInitialize, OnRuntimeUpgrade, ProcessMessage, ProcessMessageError,
	},
	weights::{Weight, WeightMeter},
};
use frame_system::{EnsureRoot, EnsureSigned, pallet_prelude::BlockNumberFor};
use scale_info::TypeInfo;
use sp_runtime::{
	DispatchError, DispatchResult,
	traits::{BlockNumberProvider, Zero},
};
use spec_messaging_primitives::{
	ParaId, Position,
	hashing::Hash,
	pallets::{
		Footprint, HandleMessages, NoDeposit, OnSkipped, RegisterError, RelayBlockNumber,
		SendMessage, Tier, WithDeposit,
	},
	skip::SkipReceipt,
};

use crate::{self as pallet_spec_inbox, DirectHandler, queue::WeightPerPage};

/// Longest payload that this chain sends, and that the other one takes at first, in bytes.
pub(super) const LONGEST: u32 = 200;
/// What each chain takes in flight or queued.
pub(super) const WINDOW: Footprint = Footprint { messages: 8, bytes: 800 };
/// Relay blocks for which a dead letter is kept.
pub(super) const LIFETIME: RelayBlockNumber = 12;

/// Relay blocks after which anybody ends an opening.
pub(super) const OPENING_TIMEOUT: RelayBlockNumber = 20;
/// The account that opens channels, for a deposit.
pub(super) const OPENER: u64 = 1;
/// The account that accepts channels, for a deposit.
pub(super) const READER: u64 = 2;

/// First byte of a message that the queue finds undecodable.
pub(super) const CORRUPT: u8 = b'c';
/// First byte of a message that weighs more than any block has.
pub(super) const HEAVY: u8 = b'h';
/// First byte of a message whose execution sends an answer.
pub(super) const ASK: u8 = b'a';

/// What executing a message weighs.
const LIGHT_WEIGHT: Weight = Weight::from_parts(1_000_000, 0);
const HEAVY_WEIGHT: Weight = Weight::from_parts(1_000_000_000_000_000, 0);

parameter_types! {
	pub Version: sp_version::RuntimeVersion =
		sp_version::RuntimeVersion { system_version: 1, ..Default::default() };
	pub const HeapSize: u32 = 4_096;
	pub const TwoChainsWindow: Footprint = WINDOW;
	pub storage SelfId: ParaId = ParaId::new(1_000);
	pub storage RelayNumber: RelayBlockNumber = 1;
	/// Longest payload that the handler takes.
	pub storage Takes: u32 = LONGEST;
	/// What the queue may use by itself at the beginning of a block, `None` for nothing.
	pub storage ServiceWeight: Option<Weight> = None;
	/// And before its end.
	pub storage IdleWeight: Option<Weight> = None;
	/// All that this chain sent since the last look, in order.
	pub storage SentLog: Vec<Vec<u8>> = vec![];
	/// All that was handed on since the last look, in order.
	pub storage HandedLog: Vec<(Position, Vec<u8>)> = vec![];
	/// True while what is handed on may be executed at once.
	pub storage AtOnce: bool = false;
	/// How many messages were executed at once.
	pub storage ExecutedAtOnce: u32 = 0;
	/// All skips that this chain was told of since the last look.
	pub storage ToldLog: Vec<SkipReceipt> = vec![];
	/// Who holds a deposit, once for each.
	pub storage Held: Vec<u64> = vec![];
}

/// Something that happened, as far as the oracle needs to know.
#[derive(Clone, Debug)]
pub(super) enum Seen {
	Dead(Position, crate::DeadLetter),
	Dropped(Position),
	Retried(Position),
	Skipped(Position, u32),
	/// Executed by the queue, or undecodable: the end of the message with this id.
	Processed(Hash),
	/// Set aside by the queue, on that page at that index.
	Overweight(Hash, u32, u32),
	/// Something that the other side said does not count, and it could not have said it.
	Misheard(String),
}

/// Who may open and accept: governance, and accounts for a deposit.
type Openers = EitherOf<
	MapSuccess<EnsureRoot<u64>, NoDeposit<u64>>,
	MapSuccess<EnsureSigned<u64>, WithDeposit>,
>;

/// A deposit, which stands in [`Held`] until it is given back.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Bond;

impl Consideration<u64, StateFootprint> for Bond {
	fn new(who: &u64, _: StateFootprint) -> Result<Self, DispatchError> {
		Held::set(&[Held::get(), vec![*who]].concat());
		Ok(Self)
	}

	fn update(self, _: &u64, _: StateFootprint) -> Result<Self, DispatchError> {
		Ok(self)
	}

	fn drop(self, who: &u64) -> DispatchResult {
		let mut held = Held::get();
		let at = held.iter().position(|held| held == who).expect("given back once");
		held.remove(at);
		Held::set(&held);
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(_: &u64, _: StateFootprint) {}
}

/// A runtime of both pallets and the queue.
pub(super) trait Pair:
	frame_system::Config<AccountId = u64>
	+ pallet_message_queue::Config
	+ pallet_spec_outbox::Config
	+ crate::Config
{
	/// All pallets, in the order of the runtime.
	type All: OnInitialize<BlockNumberFor<Self>>
		+ OnIdle<BlockNumberFor<Self>>
		+ OnFinalize<BlockNumberFor<Self>>;

	/// What all pallets do first under a new version of the runtime.
	type Upgrade: OnRuntimeUpgrade;

	/// What happened since the last look, in order.
	fn seen() -> Vec<Seen>;

	/// Runs the queue within `limit`.
	fn serve(limit: Weight);

	/// Whether the queue of `source` looked at everything that it holds.
	///
	/// Only then is what it set aside executed here: message-queue 53 removes the page of the last message that
	/// is left in it, also if it did not serve that page to its end yet, and then misses the page (a defensive
	/// failure in debug builds, nothing in others).
	fn is_served(source: ParaId) -> bool;

	/// Executes what the queue set aside. True if it did.
	fn execute_overweight(source: ParaId, page: u32, index: u32) -> bool;
}

/// Sends, and writes down what was taken.
pub(super) fn send<T: Pair>(destination: ParaId, payload: Vec<u8>) -> Result<(), &'static str> {
	<pallet_spec_outbox::Pallet<T> as SendMessage>::send(destination, &payload)?;
	let mut log = SentLog::get();
	log.push(payload);
	SentLog::set(&log);
	Ok(())
}

/// Executes what the first byte says.
pub struct Interpreter<T>(core::marker::PhantomData<T>);

impl<T: Pair> ProcessMessage for Interpreter<T> {
	type Origin = AggregateMessageOrigin;

	fn process_message(
		message: &[u8],
		origin: Self::Origin,
		meter: &mut WeightMeter,
		_: &mut [u8; 32],
	) -> Result<bool, ProcessMessageError> {
		let AggregateMessageOrigin::Sibling(source) = origin else {
			return Err(ProcessMessageError::Unsupported);
		};
		let kind = message.first().copied();
		let weight = if kind == Some(HEAVY) { HEAVY_WEIGHT } else { LIGHT_WEIGHT };
		if meter.try_consume(weight).is_err() {
			return Err(ProcessMessageError::Overweight(weight));
		}
		if AtOnce::get() {
			ExecutedAtOnce::set(&(ExecutedAtOnce::get() + 1));
		}
		match kind {
			Some(CORRUPT) => Err(ProcessMessageError::Corrupt),
			Some(ASK) => {
				// Whether there is credit for it or not.
				let answer = [&b"r"[..], message.get(1..).unwrap_or_default()].concat();
				let _ = send::<T>(source, answer);
				Ok(true)
			},
			_ => Ok(true),
		}
	}
}

/// The queue, for payloads as long as it takes now; writes down what it is handed.
pub struct Logged<Queue>(core::marker::PhantomData<Queue>);

impl<Queue> Logged<Queue> {
	fn log(first: Position, payloads: &[&[u8]]) {
		let mut log = HandedLog::get();
		for (i, payload) in (0u64..).zip(payloads) {
			let position = first.checked_add(i).expect("positions of messages exist");
			log.push((position, payload.to_vec()));
		}
		HandedLog::set(&log);
	}
}

impl<Queue: HandleMessages> HandleMessages for Logged<Queue> {
	fn max_payload_bytes() -> u32 {
		Queue::max_payload_bytes().min(Takes::get())
	}

	fn queued(source: ParaId) -> Footprint {
		Queue::queued(source)
	}

	fn handle(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		Self::log(first, &payloads);
		Queue::handle(source, tier, first, payloads);
	}

	fn handle_at_once(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		Self::log(first, &payloads);
		AtOnce::set(&true);
		Queue::handle_at_once(source, tier, first, payloads);
		AtOnce::set(&false);
	}

	fn at_once_until() -> Weight {
		Queue::at_once_until()
	}

	fn handle_weight(messages: u32, bytes: u32) -> Weight {
		Queue::handle_weight(messages, bytes)
	}
}

/// Has every other block execute some light messages of each batch as they arrive. All else is queued, and what is
/// queued goes first.
pub struct ByTurns<T>(core::marker::PhantomData<T>);

impl<T: frame_system::Config> Get<Weight> for ByTurns<T> {
	fn get() -> Weight {
		if (frame_system::Pallet::<T>::block_number() % 2u32.into()).is_zero() {
			let used = frame_system::Pallet::<T>::block_weight().total();
			used.saturating_add(LIGHT_WEIGHT.saturating_mul(3))
		} else {
			Weight::zero()
		}
	}
}

/// Writes down what it is told.
pub struct Refunds;

impl OnSkipped for Refunds {
	fn on_skipped(_: ParaId, receipt: &SkipReceipt) {
		let mut log = ToldLog::get();
		log.push(*receipt);
		ToldLog::set(&log);
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

pub struct RelayHeight;

impl BlockNumberProvider for RelayHeight {
	type BlockNumber = RelayBlockNumber;

	fn current_block_number() -> RelayBlockNumber {
		RelayNumber::get()
	}
}

macro_rules! pair {
	($module:ident: $($name:ident: $pallet:ident),*) => {
		pub(super) mod $module {
			use super::*;

			frame_support::construct_runtime!(
				pub enum Test {
					System: frame_system,
					$($name: $pallet,)*
				}
			);

			#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
			impl frame_system::Config for Test {
				type Block = frame_system::mocking::MockBlock<Self>;
				type Version = Version;
			}

			impl pallet_message_queue::Config for Test {
				type RuntimeEvent = RuntimeEvent;
				type WeightInfo = ();
				type MessageProcessor = Interpreter<Self>;
				type Size = u32;
				type QueueChangeHandler = SpecInbox;
				type QueuePausedQuery = ();
				type HeapSize = HeapSize;
				type MaxStale = ConstU32<8>;
				type ServiceWeight = ServiceWeight;
				type IdleMaxServiceWeight = IdleWeight;
			}

			impl pallet_spec_outbox::Config for Test {
				type SelfParaId = SelfId;
				type Watch = SpecInbox;
				type Predecessor = ();
				type ChannelOrigin = Openers;
				type PauseOrigin = EnsureRoot<u64>;
				type Consideration = Bond;
				type RelayBlockNumber = RelayHeight;
				type OpeningTimeout = ConstU32<OPENING_TIMEOUT>;
				type StaleAfter = ConstU32<1_000_000>;
				type GovernanceOrigin = EnsureRoot<u64>;
				type MaxPeers = ConstU32<4>;
				type MaxMessagesPerBlock = ConstU32<16>;
				type MaxBytesPerBlock = ConstU32<1_500>;
				type MaxRegistersPerBlock = ConstU32<1>;
				type MaxPayloadBytes = ConstU32<LONGEST>;
				type InitialCredit = ConstU64<6>;
				type InitialCreditBytes = ConstU64<600>;
				type VersionWrapper = ();
				type PriceForSiblingDelivery =
					polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery<ParaId>;
				type WeightInfo = ();
				type OnSkipped = Refunds;
			}

			impl pallet_spec_inbox::Config for Test {
				type SelfParaId = SelfId;
				type ChannelOrigin = Openers;
				type PauseOrigin = EnsureRoot<u64>;
				type Consideration = Bond;
				type TrustOrigin = EnsureRoot<u64>;
				type GovernanceOrigin = EnsureRoot<u64>;
				type Outbox = SpecOutbox;
				type Handler =
					Logged<DirectHandler<Self, WeightPerPage<(), HeapSize>, ByTurns<Self>>>;
				type Observer = ();
				type Window = TwoChainsWindow;
				type Pvf = ();
				type Support = ();
				type RelayBlockNumber = RelayHeight;
				type MaxSources = ConstU32<4>;
				type MaxMessagesPerBlock = ConstU32<64>;
				type MaxBytesPerBlock = ConstU32<2_097_152>;
				type MaxFreeDeliveries = ConstU32<3>;
				type MaxTrusted = ConstU32<1>;
				type WeightInfo = ();
				type MaxDeadLetters = ConstU32<3>;
				type DeadLetterLifetime = ConstU32<LIFETIME>;
				type MaxLag = ConstU32<10>;
			}

			impl Pair for Test {
				type All = AllPalletsWithoutSystem;
				type Upgrade = AllPalletsWithSystem;

				fn seen() -> Vec<Seen> {
					use pallet_spec_inbox::Event;
					let seen = System::events().into_iter().filter_map(|record| match record.event {
						RuntimeEvent::SpecInbox(Event::DeadLettered { position, reason, .. }) => {
							Some(Seen::Dead(position, reason))
						},
						RuntimeEvent::SpecInbox(Event::DeadLetterDropped { position, .. }) => {
							Some(Seen::Dropped(position))
						},
						RuntimeEvent::SpecInbox(Event::DeadLetterRetried { position, .. }) => {
							Some(Seen::Retried(position))
						},
						RuntimeEvent::SpecInbox(Event::Skipped { first, count, .. }) => {
							Some(Seen::Skipped(first, count))
						},
						// Between two lives something may be missed, so phases may fall; numbers never do.
						RuntimeEvent::SpecInbox(Event::RegisterRefused {
							error: error @ (RegisterError::OffsetFell | RegisterError::BeyondStream),
							..
						}) => Some(Seen::Misheard(format!("{error:?}"))),
						RuntimeEvent::MessageQueue(
							pallet_message_queue::Event::OverweightEnqueued {
								id,
								page_index,
								message_index,
								..
							},
						) => Some(Seen::Overweight(id.into(), page_index, message_index)),
						RuntimeEvent::MessageQueue(
							pallet_message_queue::Event::Processed { id, .. }
							| pallet_message_queue::Event::ProcessingFailed { id, .. },
						) => Some(Seen::Processed(id)),
						_ => None,
					});
					let seen = seen.collect();
					System::reset_events();
					seen
				}

				fn serve(limit: Weight) {
					use frame_support::traits::ServiceQueues;
					MessageQueue::service_queues(limit);
				}

				fn is_served(source: ParaId) -> bool {
					use frame_support::traits::QueueFootprintQuery;
					let queue = AggregateMessageOrigin::Sibling(source);
					MessageQueue::footprint(queue).ready_pages == 0
				}

				fn execute_overweight(source: ParaId, page: u32, index: u32) -> bool {
					let origin = frame_system::RawOrigin::Signed(1).into();
					let queue = AggregateMessageOrigin::Sibling(source);
					MessageQueue::execute_overweight(origin, queue, page, index, Weight::MAX).is_ok()
				}
			}
		}
	};
}

pair!(queue_out_in: MessageQueue: pallet_message_queue, SpecOutbox: pallet_spec_outbox, SpecInbox: pallet_spec_inbox);
pair!(queue_in_out: MessageQueue: pallet_message_queue, SpecInbox: pallet_spec_inbox, SpecOutbox: pallet_spec_outbox);
pair!(out_queue_in: SpecOutbox: pallet_spec_outbox, MessageQueue: pallet_message_queue, SpecInbox: pallet_spec_inbox);
pair!(out_in_queue: SpecOutbox: pallet_spec_outbox, SpecInbox: pallet_spec_inbox, MessageQueue: pallet_message_queue);
pair!(in_queue_out: SpecInbox: pallet_spec_inbox, MessageQueue: pallet_message_queue, SpecOutbox: pallet_spec_outbox);
pair!(in_out_queue: SpecInbox: pallet_spec_inbox, SpecOutbox: pallet_spec_outbox, MessageQueue: pallet_message_queue);

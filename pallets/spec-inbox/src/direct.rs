//! Executes messages with the inherent that brings them, and queues what does not fit.
//!
//! ```text
//!                 an inherent brings it; queue      the block has room
//!                 empty, no pause, no migration     for the message
//!  payload ──────────────┬──────────────────────────────┬─────────────▶ executed: Processed,
//!                        │ no                           │ no            ProcessingFailed
//!                        └──────────────┬───────────────┘
//!                                       ▼
//!                        pallet-message-queue, with all that come behind
//! ```
//!
//! Why: `pallet-message-queue` writes the whole page of a message before it executes it and reads it back
//! behind it, so a message costs what its page weighs. A message that is executed at once is in no page.
//! What that saves is in `benchmarks/README.md`, *Beside HRMP*.

use alloc::vec::Vec;
use core::{iter::Peekable, marker::PhantomData};
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	dispatch::DispatchClass,
	migrations::MultiStepMigrator,
	storage::{TransactionOutcome, with_transaction},
	traits::{Get, ProcessMessage, ProcessMessageError, QueueFootprintQuery, QueuePausedQuery},
	weights::{Weight, WeightMeter},
};
use pallet_message_queue::Event;
use sp_runtime::DispatchError;
use spec_messaging_primitives::{
	ParaId, Position,
	hashing::message_id,
	pallets::{Footprint, HandleMessages, Tier},
};

use crate::{
	executing::executing,
	queue::{EnqueueWeight, QueueHandler},
};

type Queue<R> = pallet_message_queue::Pallet<R>;

/// Executes messages at once, by the processor of the runtime's `pallet-message-queue`, under its pauses,
/// with its events and from its origin `Sibling(source)`.
///
/// A message is executed if the author's inherent brings it, no other of its source waits, its source is not paused,
/// no migration is under way, and the block has room for it: neither time nor proof size of the block exceed
/// `Until` behind it. All others, and all that come behind one of those, go to the queue in their order. So
/// messages are executed in the order of their stream, wherever they wait, and none is lost: one that is too
/// heavy for any block becomes overweight there, and one that yields is tried again there. That a message put others
/// of its own source into the queue is known by `QueueChangeHandler`, which has to contain this pallet, as for credit.
///
/// What comes by transaction is always queued: a call that fails would undo the charge for what it executed.
/// While a message is executed, `ingest`, `deliver` and `retry_dead_letter` are refused.
///
/// What the processor says a message takes counts before the next one is executed, and is charged to the block
/// behind the last; what it may take at most is known before. Looking at it, its event and its id are part of what a batch declares for
/// each of its messages (`at_once_messages`), because weights are measured with the runtime's handler. `Cost` is
/// what the queue charges for taking messages, which a batch declares as well, since they may have to wait.
///
/// Executing comes with the inherents, before transactions, and perhaps before other inherents: what a message reads
/// of the relay chain or of the time may be the last block's. `Until` keeps room for transactions; at zero
/// everything is queued, as by [`QueueHandler`].
pub struct DirectHandler<R, Cost, Until>(PhantomData<(R, Cost, Until)>);

/// What became of a message that was to be executed.
enum Outcome {
	/// It has its end, and an event says which.
	Ended,
	/// Not here, or not now. Nothing changed.
	Waits,
}

impl<R, Cost, Until> HandleMessages for DirectHandler<R, Cost, Until>
where
	R: pallet_message_queue::Config,
	R::MessageProcessor: ProcessMessage<Origin = AggregateMessageOrigin>,
	Cost: EnqueueWeight,
	Until: Get<Weight>,
{
	fn max_payload_bytes() -> u32 {
		QueueHandler::<Queue<R>, Cost>::max_payload_bytes()
	}

	fn queued(source: ParaId) -> Footprint {
		QueueHandler::<Queue<R>, Cost>::queued(source)
	}

	fn handle(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		QueueHandler::<Queue<R>, Cost>::handle(source, tier, first, payloads);
	}

	fn handle_at_once(source: ParaId, tier: Tier, first: Position, payloads: Vec<&[u8]>) {
		let origin = AggregateMessageOrigin::Sibling(source);
		let mut left = payloads.into_iter().peekable();
		// A state that is migrated in several blocks is whole only behind the last.
		if !R::QueuePausedQuery::is_paused(&origin) && !R::MultiBlockMigrator::ongoing() {
			Self::execute(&origin, &mut left);
		}
		let left: Vec<_> = left.collect();
		if !left.is_empty() {
			Self::handle(source, tier, first, left);
		}
	}

	fn at_once_until() -> Weight {
		Until::get()
	}

	fn handle_weight(messages: u32, bytes: u32) -> Weight {
		QueueHandler::<Queue<R>, Cost>::handle_weight(messages, bytes)
	}
}

impl<R, Cost, Until> DirectHandler<R, Cost, Until>
where
	R: pallet_message_queue::Config,
	R::MessageProcessor: ProcessMessage<Origin = AggregateMessageOrigin>,
	Until: Get<Weight>,
{
	/// Executes the messages of `left` from the first on, up to the first that has to wait.
	fn execute<'a>(
		origin: &AggregateMessageOrigin,
		left: &mut Peekable<impl Iterator<Item = &'a [u8]>>,
	) {
		let until = Until::get();
		let mut spent = Weight::zero();
		// An overweight message holds nobody up, for the queue passes it by, too.
		let waits = || Queue::<R>::footprint(origin.clone()).ready_pages > 0;
		if waits() {
			return;
		}
		while let Some(message) = left.peek() {
			// Each time anew: what a message executes may charge the block besides.
			let used = frame_system::Pallet::<R>::block_weight().total().saturating_add(spent);
			let Some(room) = until.checked_sub(&used) else { break };
			let mut meter = WeightMeter::with_limit(room);
			let (outcome, queue_changed) = Self::execute_one(message, origin, &mut meter);
			spent.saturating_accrue(meter.consumed());
			match outcome {
				Outcome::Ended => left.next(),
				Outcome::Waits => break,
			};
			// To look at a queue that is empty costs a walk through the trie, which nothing remembers.
			if queue_changed && waits() {
				break;
			}
		}
		// Once for all: it is a read and a write of the state.
		if spent.any_gt(Weight::zero()) {
			let class = DispatchClass::Mandatory;
			frame_system::Pallet::<R>::register_extra_weight_unchecked(spent, class);
		}
	}

	/// What became of `message`, and whether a queue changed meanwhile.
	fn execute_one(
		message: &[u8],
		origin: &AggregateMessageOrigin,
		meter: &mut WeightMeter,
	) -> (Outcome, bool) {
		let mut id = message_id(message).0;
		let mut queue_changed = false;
		let result = with_transaction(|| {
			let processed;
			(processed, queue_changed) = executing(|| {
				R::MessageProcessor::process_message(message, origin.clone(), meter, &mut id)
			});
			match processed {
				Ok(_) => TransactionOutcome::Commit(Ok::<_, DispatchError>(processed)),
				Err(_) => TransactionOutcome::Rollback(Ok(processed)),
			}
		});
		use ProcessMessageError::{
			BadFormat, Corrupt, Overweight, StackLimitReached, Unsupported, Yield,
		};
		let event = match result {
			Ok(Ok(success)) => {
				let weight_used = meter.consumed();
				Event::Processed { id: id.into(), origin: origin.clone(), weight_used, success }
			},
			Ok(Err(error @ (BadFormat | Corrupt | Unsupported))) => {
				Event::ProcessingFailed { id: id.into(), origin: origin.clone(), error }
			},
			// In the queue the stack is a whole one, and so is the next block.
			Ok(Err(Overweight(_) | Yield | StackLimitReached)) | Err(_) => {
				return (Outcome::Waits, queue_changed);
			},
		};
		let event = <R as pallet_message_queue::Config>::RuntimeEvent::from(event);
		frame_system::Pallet::<R>::deposit_event(event.into());
		(Outcome::Ended, queue_changed)
	}
}

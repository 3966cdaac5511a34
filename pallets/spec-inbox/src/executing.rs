//! Whether a message is being executed, so that it can not bring others, and whether it changed a queue nevertheless.
//!
//! Why: `pallet-message-queue` 53 reads the book of a queue, executes an overweight message, and writes the book back as it
//! was read (`do_execute_overweight_inner`). A message that put others into a queue meanwhile would tear its ring apart, and
//! their sources would never be served again. So nothing that hands messages on runs while one is executed.

use core::marker::PhantomData;
use frame_support::{
	traits::{ProcessMessage, ProcessMessageError},
	weights::WeightMeter,
};

/// What is known of the message that is executed.
#[derive(Default)]
struct Mark {
	queue_changed: bool,
}

environmental::environmental!(mark: Mark);

/// True while a message is executed under the mark.
pub(crate) fn is_executing() -> bool {
	mark::with(|_| ()).is_some()
}

/// Tells whoever executes a message, if so, that it changed what is queued.
pub(crate) fn note_queue_changed() {
	mark::with(|mark| mark.queue_changed = true);
}

/// Runs `execute` under the mark. True beside what it returns if it changed a queue.
pub(crate) fn executing<R>(execute: impl FnOnce() -> R) -> (R, bool) {
	let mut mark = Mark::default();
	let result = mark::using(&mut mark, execute);
	// A message may be executed by one that is executed.
	if mark.queue_changed {
		note_queue_changed();
	}
	(result, mark.queue_changed)
}

/// Executes messages under the mark, for `pallet_message_queue::Config::MessageProcessor`: what is executed by
/// `Processor` can neither `ingest` nor `deliver` nor `retry_dead_letter`.
pub struct Marked<Processor>(PhantomData<Processor>);

impl<Processor: ProcessMessage> ProcessMessage for Marked<Processor> {
	type Origin = Processor::Origin;

	fn process_message(
		message: &[u8],
		origin: Self::Origin,
		meter: &mut WeightMeter,
		id: &mut [u8; 32],
	) -> Result<bool, ProcessMessageError> {
		executing(|| Processor::process_message(message, origin, meter, id)).0
	}
}

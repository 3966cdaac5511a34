//! Whether a message is being executed, so that it can not bring others.
//!
//! Why: `pallet-message-queue` 53 reads the book of a queue, executes an overweight message, and writes the book back as it
//! was read (`do_execute_overweight_inner`). A message that put others into a queue meanwhile would tear its ring apart, and
//! their sources would never be served again. So nothing that hands messages on runs while one is executed.

use core::marker::PhantomData;
use frame_support::{
	traits::{ProcessMessage, ProcessMessageError},
	weights::WeightMeter,
};

environmental::environmental!(mark: ());

/// True while a message is executed under the mark.
pub(crate) fn is_executing() -> bool {
	mark::with(|()| ()).is_some()
}

/// Runs `execute` under the mark.
pub(crate) fn executing<R>(execute: impl FnOnce() -> R) -> R {
	mark::using(&mut (), execute)
}

/// Executes messages under the mark, for `pallet_message_queue::Config::MessageProcessor`: what is executed by
/// `Processor` can neither `deliver` nor `retry_dead_letter`.
pub struct Marked<Processor>(PhantomData<Processor>);

impl<Processor: ProcessMessage> ProcessMessage for Marked<Processor> {
	type Origin = Processor::Origin;

	fn process_message(
		message: &[u8],
		origin: Self::Origin,
		meter: &mut WeightMeter,
		id: &mut [u8; 32],
	) -> Result<bool, ProcessMessageError> {
		executing(|| Processor::process_message(message, origin, meter, id))
	}
}

//! `pallet-message-queue`, or whatever speaks its traits, as the handler of consumed messages.

use alloc::vec::Vec;
use core::marker::PhantomData;
use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::{
	BoundedSlice,
	traits::{EnqueueMessage, Get, QueueFootprint, QueueFootprintQuery},
	weights::Weight,
};
use pallet_message_queue::OnQueueChanged;
use spec_messaging_primitives::{
	ParaId, Position,
	pallets::{Footprint, HandleMessages, Tier},
};

use crate::{Config, Pallet};

/// Puts messages into a queue under the origin `Sibling(source)`, so that an XCM message comes from the
/// very location that HRMP would give it.
///
/// `Queue` is `pallet-message-queue`. `PerMessage` and `PerByte` are what enqueueing costs: a page write
/// and a share of the book.
pub struct QueueHandler<Queue, Cost>(PhantomData<(Queue, Cost)>);

/// What a queue charges for taking messages.
pub trait EnqueueWeight {
	/// What taking so many messages of so many bytes in all costs at most.
	fn enqueue(messages: u32, bytes: u32) -> Weight;
}

/// A page and the book per message, each read and written: the worst case, in which no two messages
/// share a page. `PageBytes` is the queue's `HeapSize`.
pub struct WeightPerPage<Db, PageBytes>(PhantomData<(Db, PageBytes)>);

impl<Db, PageBytes> EnqueueWeight for WeightPerPage<Db, PageBytes>
where
	Db: Get<frame_support::weights::RuntimeDbWeight>,
	PageBytes: Get<u32>,
{
	fn enqueue(messages: u32, bytes: u32) -> Weight {
		if messages == 0 {
			return Weight::zero();
		}
		// Every page but the last is more than half full, or holds one message.
		let pages = bytes.div_ceil((PageBytes::get() / 2).max(1)).min(messages).saturating_add(1);
		let writes = u64::from(pages).saturating_add(3);
		Db::get()
			.reads_writes(4, writes)
			.saturating_add(Weight::from_parts(0, PageBytes::get().into()))
	}
}

impl<Queue, Cost> HandleMessages for QueueHandler<Queue, Cost>
where
	Queue: EnqueueMessage<AggregateMessageOrigin> + QueueFootprintQuery<AggregateMessageOrigin>,
	Cost: EnqueueWeight,
{
	fn max_payload_bytes() -> u32 {
		<Queue as EnqueueMessage<AggregateMessageOrigin>>::MaxMessageLen::get()
	}

	fn queued(source: ParaId) -> Footprint {
		let footprint = Queue::footprint(AggregateMessageOrigin::Sibling(source));
		Footprint { messages: footprint.storage.count, bytes: footprint.storage.size }
	}

	fn handle(source: ParaId, _: Tier, _: Position, payloads: Vec<&[u8]>) {
		// Every payload has 1 to `max_payload_bytes` bytes, so none is left out here.
		let bounded = payloads.iter().filter_map(|payload| BoundedSlice::try_from(*payload).ok());
		Queue::enqueue_messages(bounded, AggregateMessageOrigin::Sibling(source));
	}

	fn handle_weight(messages: u32, bytes: u32) -> Weight {
		Cost::enqueue(messages, bytes)
	}
}

/// For a queue whose origins were narrowed to siblings.
impl<T: Config> OnQueueChanged<ParaId> for Pallet<T> {
	fn on_queue_changed(source: ParaId, _: QueueFootprint) {
		Self::note_queue_changed(source);
	}
}

/// For `pallet-message-queue` as cumulus' runtimes configure it.
impl<T: Config> OnQueueChanged<AggregateMessageOrigin> for Pallet<T> {
	fn on_queue_changed(origin: AggregateMessageOrigin, _: QueueFootprint) {
		if let AggregateMessageOrigin::Sibling(source) = origin {
			Self::note_queue_changed(source);
		}
	}
}

/// Tells two handlers that a queue changed. `QueueChangeHandler` takes one, and a runtime that keeps
/// xcmp-queue beside this pallet has two.
pub struct Both<First, Second>(PhantomData<(First, Second)>);

impl<Origin, First, Second> OnQueueChanged<Origin> for Both<First, Second>
where
	Origin: Clone,
	First: OnQueueChanged<Origin>,
	Second: OnQueueChanged<Origin>,
{
	fn on_queue_changed(origin: Origin, footprint: QueueFootprint) {
		First::on_queue_changed(origin.clone(), footprint);
		Second::on_queue_changed(origin, footprint);
	}
}

//! The thresholds of xcmp-queue and what they mean for a stream.

use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{EnqueueMessage, Get},
};
use sp_runtime::DispatchResult;
use spec_messaging_primitives::{ParaId, pallets::Footprint};

use crate::{Config, Error, Pallet, QueueConfig, QueueConfigData};

impl<T: Config> Pallet<T> {
	/// Stores the thresholds if they fit together after `change`.
	pub(crate) fn change_thresholds(change: impl FnOnce(&mut QueueConfigData)) -> DispatchResult {
		QueueConfig::<T>::try_mutate(|thresholds| {
			change(thresholds);
			ensure!(thresholds.is_valid(), Error::<T>::BadQueueConfig);
			Ok(())
		})
	}
}

/// The window of a stream, out of the suspend threshold: that many [`Config::ThresholdPage`]s, and never less
/// than one largest message of the queue.
///
/// For `pallet_spec_inbox::Config::Window`, so that `update_suspend_threshold` sets one limit for both
/// transports. One read.
///
/// Three thresholds become one rule. A sender by HRMP learns only after the fact that the receiver is full, so
/// between suspending and dropping there has to be slack, and hysteresis before resuming. A sender with credit knows
/// before it sends; there is nothing to drop, and nothing to resume.
pub struct CreditWindow<T>(PhantomData<T>);

impl<T: Config> Get<Footprint> for CreditWindow<T> {
	fn get() -> Footprint {
		let pages = u64::from(QueueConfig::<T>::get().suspend_threshold);
		let page = T::ThresholdPage::get();
		let longest = <T::Queue as EnqueueMessage<ParaId>>::MaxMessageLen::get();
		Footprint {
			messages: pages.saturating_mul(page.messages).max(1),
			bytes: pages.saturating_mul(page.bytes).max(longest.into()),
		}
	}
}

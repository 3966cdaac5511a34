//! From xcmp-queue's storage to this pallet's, which is the same.
//!
//! | item of layout 7 | with HRMP | with [`NoHrmp`](crate::NoHrmp) |
//! |---|---|---|
//! | `OutboundXcmpStatus`, `OutboundXcmpMessages` | stay, and leave by HRMP; those of a closed channel are held | stay, are held, and become part of streams in `on_idle`, in order |
//! | `SignalMessages` | stay | removed: no message, and nobody waits for it |
//! | `InboundXcmpSuspended` | stays | removed: those siblings send no HRMP any more |
//! | `QueueConfig`, `QueueSuspended` | stay | stay |
//! | `DeliveryFeeFactor` | stays, for HRMP; streams start with their own | removed |
//!
//! Bounded in every case: one block does at most what stands in the second column, and that are no pages.

#[cfg(any(feature = "try-runtime", test))]
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, GetStorageVersion, OnRuntimeUpgrade},
	weights::Weight,
};

use crate::{
	Config, DeliveryFeeFactor, Hrmp, InboundXcmpSuspended, LOG_TARGET, OutboundXcmpStatus, Pallet,
	STORAGE_VERSION, SignalMessages,
};

/// Fee factors that one run removes at most: more destinations than a chain has channels.
const MAX_FACTORS: u32 = 1_024;

/// For the runtime's `Migrations`, in the upgrade that swaps xcmp-queue for this pallet, and once more in the one
/// that leaves HRMP. May run any number of times: what is done stays done.
///
/// Does nothing but to say so if the storage has another layout than 7: xcmp-queue's own migrations come
/// first.
pub struct FromXcmpQueue<T>(PhantomData<T>);

impl<T: Config> OnRuntimeUpgrade for FromXcmpQueue<T> {
	fn on_runtime_upgrade() -> Weight {
		let found = Pallet::<T>::on_chain_storage_version();
		if found != STORAGE_VERSION {
			log::error!(
				target: LOG_TARGET,
				"layout {found:?} is not that of xcmp-queue 7: run its migrations before the swap",
			);
			return T::DbWeight::get().reads(1);
		}
		if T::Hrmp::SPOKEN {
			return T::DbWeight::get().reads(1);
		}
		InboundXcmpSuspended::<T>::kill();
		let mut statuses = 0u64;
		OutboundXcmpStatus::<T>::mutate(|details| {
			for status in details.iter_mut() {
				statuses = statuses.saturating_add(1);
				SignalMessages::<T>::remove(status.recipient);
				status.signals_exist = false;
			}
		});
		let factors = DeliveryFeeFactor::<T>::clear(MAX_FACTORS, None);
		if factors.maybe_cursor.is_some() {
			log::error!(target: LOG_TARGET, "fee factors are left: run this once more");
		}
		let removed = u64::from(factors.loops).saturating_add(statuses);
		T::DbWeight::get().reads_writes(removed.saturating_add(2), removed.saturating_add(2))
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
		frame_support::ensure!(
			Pallet::<T>::on_chain_storage_version() == STORAGE_VERSION,
			"xcmp-queue's migrations come first",
		);
		Pallet::<T>::do_try_state()?;
		Ok(codec::Encode::encode(&queued::<T>()))
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(state: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		let before: Vec<Queued> = codec::DecodeAll::decode_all(&mut &state[..])
			.map_err(|_| "what pre_upgrade wrote can not be read")?;
		frame_support::ensure!(before == queued::<T>(), "a queued byte changed or is gone");
		Pallet::<T>::do_try_state()
	}
}

/// What is queued for one destination: its id, the number of pages, their bytes, and the hash over all of
/// them in order.
#[cfg(any(feature = "try-runtime", test))]
pub(crate) type Queued =
	(spec_messaging_primitives::ParaId, u32, u64, spec_messaging_primitives::hashing::Hash);

/// Every queued byte, as [`Queued`].
#[cfg(any(feature = "try-runtime", test))]
pub(crate) fn queued<T: Config>() -> Vec<Queued> {
	let statuses = OutboundXcmpStatus::<T>::get();
	let with_pages = statuses.into_iter().filter(|status| status.pages() > 0);
	with_pages
		.map(|status| {
			let pages: Vec<u8> = (status.first_index..status.last_index)
				.flat_map(|at| {
					crate::OutboundXcmpMessages::<T>::get(status.recipient, at).into_inner()
				})
				.collect();
			let bytes = u64::try_from(pages.len()).unwrap_or(u64::MAX);
			let id = sp_io::hashing::blake2_256(&pages).into();
			(status.recipient, status.pages(), bytes, id)
		})
		.collect()
}

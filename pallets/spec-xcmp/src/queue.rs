//! What the message queue asks and says. Both for its own origins and narrowed to siblings: messages of
//! streams come under `Sibling(source)` as those by HRMP do, so no adapter can overlook them.

use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::traits::{EnsureOrigin, QueueFootprint, QueuePausedQuery};
use pallet_message_queue::OnQueueChanged;
use spec_messaging_primitives::ParaId;
use xcm::latest::{Junction::Parachain, OriginKind, Parent};
use xcm_executor::traits::ConvertOrigin;

use crate::{Config, InboundXcmpSuspended, Pallet, QueueSuspended};

impl<T: Config> QueuePausedQuery<ParaId> for Pallet<T> {
	/// Paused while suspended, unless the sibling's superuser could resume it.
	fn is_paused(source: &ParaId) -> bool {
		if !QueueSuspended::<T>::get() {
			return false;
		}
		let superuser = T::ControllerOriginConverter::convert_origin(
			(Parent, Parachain((*source).into())),
			OriginKind::Superuser,
		);
		!superuser.is_ok_and(|origin| T::ControllerOrigin::try_origin(origin).is_ok())
	}
}

impl<T: Config> QueuePausedQuery<AggregateMessageOrigin> for Pallet<T> {
	fn is_paused(origin: &AggregateMessageOrigin) -> bool {
		match origin {
			AggregateMessageOrigin::Sibling(source) => Self::is_paused(source),
			AggregateMessageOrigin::Here | AggregateMessageOrigin::Parent => false,
		}
	}
}

impl<T: Config> OnQueueChanged<ParaId> for Pallet<T> {
	/// The receiving pallet gives credit back, HRMP suspends and resumes. The latter only a sibling that a
	/// signal can reach: to any other it would stay queued.
	fn on_queue_changed(source: ParaId, footprint: QueueFootprint) {
		T::QueueChanged::on_queue_changed(source, footprint);
		if Self::hrmp_is_open(source) || InboundXcmpSuspended::<T>::get().contains(&source) {
			T::Hrmp::on_queue_changed(source, footprint);
		}
	}
}

impl<T: Config> OnQueueChanged<AggregateMessageOrigin> for Pallet<T> {
	fn on_queue_changed(origin: AggregateMessageOrigin, footprint: QueueFootprint) {
		if let AggregateMessageOrigin::Sibling(source) = origin {
			Self::on_queue_changed(source, footprint);
		}
	}
}

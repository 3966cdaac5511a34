//! What is left of HRMP.

use alloc::vec::Vec;
use cumulus_primitives_core::{
	ChannelInfo, ChannelStatus, GetChannelInfo, ListChannelInfos, XcmpMessageHandler,
	XcmpMessageSource,
};
use frame_support::{traits::QueueFootprint, weights::Weight};
use pallet_message_queue::OnQueueChanged;
use polkadot_runtime_parachains::FeeTracker;
use sp_runtime::FixedU128;
use spec_messaging_primitives::{ParaId, pallets::RelayBlockNumber};
use xcm::latest::{Location, SendError as XcmError, SendResult, SendXcm, Xcm, XcmHash};

#[cfg(feature = "hrmp")]
mod published;

#[cfg(feature = "hrmp")]
pub use published::{InTheNameOf, Published};

/// Carries messages by HRMP, in the storage layout of xcmp-queue 7 and under the name of this pallet.
///
/// [`Published`] is the code of xcmp-queue itself, [`NoHrmp`] nothing.
pub trait Hrmp:
	SendXcm
	+ FeeTracker<Id = ParaId>
	+ GetChannelInfo
	+ ListChannelInfos
	+ OnQueueChanged<ParaId>
	+ XcmpMessageHandler
	+ XcmpMessageSource
{
	/// Whether it carries anything at all.
	const SPOKEN: bool;

	/// Whether pages left this block's queue, or that of an earlier block, and are not yet in the
	/// destination's: they are on the relay chain, or in a block that it has not included.
	fn is_under_way(destination: ParaId) -> bool;

	/// What the published pallet does in its own `on_idle`.
	fn on_idle(limit: Weight) -> Weight;

	/// What the published pallet checks of its own configuration.
	fn integrity_test();
}

/// This chain speaks no HRMP any more. What it has queued waits for streams; what comes in is refused, with an
/// event.
pub struct NoHrmp;

impl Hrmp for NoHrmp {
	const SPOKEN: bool = false;

	fn is_under_way(_: ParaId) -> bool {
		false
	}

	fn on_idle(_: Weight) -> Weight {
		Weight::zero()
	}

	fn integrity_test() {}
}

impl SendXcm for NoHrmp {
	type Ticket = ();

	fn validate(
		destination: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<()> {
		match (destination, message) {
			(Some(_), Some(_)) => Err(XcmError::NotApplicable),
			_ => Err(XcmError::MissingArgument),
		}
	}

	/// There is no ticket that was validated.
	fn deliver((): ()) -> Result<XcmHash, XcmError> {
		Err(XcmError::Unroutable)
	}
}

impl FeeTracker for NoHrmp {
	type Id = ParaId;

	fn get_fee_factor(_: ParaId) -> FixedU128 {
		Self::MIN_FEE_FACTOR
	}

	/// No message, no factor.
	fn set_fee_factor(_: ParaId, _: FixedU128) {}
}

impl GetChannelInfo for NoHrmp {
	fn get_channel_status(_: ParaId) -> ChannelStatus {
		ChannelStatus::Closed
	}

	fn get_channel_info(_: ParaId) -> Option<ChannelInfo> {
		None
	}
}

impl ListChannelInfos for NoHrmp {
	fn outgoing_channels() -> Vec<ParaId> {
		Vec::new()
	}
}

impl OnQueueChanged<ParaId> for NoHrmp {
	fn on_queue_changed(_: ParaId, _: QueueFootprint) {}
}

impl XcmpMessageHandler for NoHrmp {
	/// Never asked: the pallet refuses every page itself.
	fn handle_xcmp_messages<'a, I: Iterator<Item = (ParaId, RelayBlockNumber, &'a [u8])>>(
		_: I,
		_: Weight,
	) -> Weight {
		Weight::zero()
	}
}

impl XcmpMessageSource for NoHrmp {
	fn take_outbound_messages(_: usize, _: &[ParaId]) -> Vec<(ParaId, Vec<u8>)> {
		Vec::new()
	}
}

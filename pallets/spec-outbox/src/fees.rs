//! What congestion costs: a factor on the delivery fee that follows from the state of the channel.
//!
//! xcmp-queue raises its factor with each message and lowers it block by block. Here nothing is stored: the
//! credit says how full the way to a peer is, so the factor is computed from it and tells the truth in
//! every block.

use frame_support::traits::Get;
use polkadot_runtime_parachains::FeeTracker;
use sp_runtime::{FixedU128, Saturating};
use spec_messaging_primitives::{ParaId, pallets::RelayBlockNumber};

use crate::{Channel, Channels, Config, Pallet, accumulate::limits};

/// Steps from half the credit to all of it, each a factor of [`FeeTracker::EXPONENTIAL_FEE_BASE`].
const STEPS: u128 = 100;

/// How far `used` is from half of `granted` to all of it, in [`STEPS`]. 0 below half.
fn steps(used: u64, granted: u64) -> u128 {
	let (used, granted) = (u128::from(used), u128::from(granted));
	let beyond_half = used.saturating_mul(2).saturating_sub(granted);
	match beyond_half.saturating_mul(STEPS).checked_div(granted) {
		Some(steps) => steps.min(STEPS),
		// Nothing is granted: whatever is under way is all there may be.
		None => {
			if used == 0 {
				0
			} else {
				STEPS
			}
		},
	}
}

impl<T: Config> Pallet<T> {
	/// The exponent of the factor: 0 to 200.
	fn fee_steps(channel: &Channel, now: RelayBlockNumber) -> u128 {
		let (credit, credit_bytes, _) = limits::<T>(channel);
		let acknowledged = channel.applied.map_or((channel.base.get(), channel.base_bytes), |a| {
			(a.register.consumed.get(), a.register.consumed_bytes)
		});
		let granted = credit.saturating_sub(acknowledged.0);
		let granted_bytes = credit_bytes.saturating_sub(acknowledged.1);
		let full = steps(channel.in_flight(), granted)
			.max(steps(channel.in_flight_bytes(), granted_bytes));
		let (age, limit) = (channel.acknowledgement_age(now), T::StaleAfter::get());
		let aged = full
			.saturating_mul(age.min(limit).into())
			.checked_div(limit.into())
			.unwrap_or_default();
		full.saturating_add(aged)
	}
}

/// The factor by which a message to a peer costs more than the base fee.
///
/// 1 while less than half of what the peer granted beyond what it acknowledged is used, in messages or in
/// bytes, whichever is more. From there to all of it up to 1.05^100, about 131; and with an acknowledgement that is
/// as old as [`Config::StaleAfter`] up to the square of that, about 17,000. Then sends are refused.
///
/// Never falls when more is sent or more time goes by; falls when the peer acknowledges or grants.
impl<T: Config> FeeTracker for Pallet<T> {
	type Id = ParaId;

	/// Two reads.
	fn get_fee_factor(destination: ParaId) -> FixedU128 {
		let Some(channel) = Channels::<T>::get(destination).filter(Channel::is_live) else {
			return Self::MIN_FEE_FACTOR;
		};
		let steps = Self::fee_steps(&channel, Self::relay_now());
		Self::EXPONENTIAL_FEE_BASE.saturating_pow(usize::try_from(steps).unwrap_or(usize::MAX))
	}

	/// Does nothing: the factor is computed.
	fn set_fee_factor(_: ParaId, _: FixedU128) {}
}

//! Loads that a pallet measured as a whole, held against what its weights say of their parts.
//!
//! Weights are models of one driver each, a message, a byte, and a load has all of them. Where drivers interact, or a fit is
//! bad, the parts do not add up to the whole: whoever charges by them charges the wrong thing. Nothing here is on the wire.

use sp_runtime::Perbill;

/// Messages of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointLoad {
	/// How many.
	pub messages: u32,
	/// Bytes of each.
	pub bytes: u32,
}

impl PointLoad {
	/// Bytes of all.
	#[must_use]
	pub const fn total(self) -> u32 {
		self.messages.saturating_mul(self.bytes)
	}
}

/// What a load took, and what is said of it, in picoseconds of reference time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
	/// The load.
	pub load: PointLoad,
	/// As measured as a whole. Zero if the limits of the runtime that measured left no room for it.
	pub measured: u64,
	/// By the models of its parts.
	pub said: u64,
	/// True if `said` is a worst case, so that the load may well take less.
	pub padded: bool,
}

impl Point {
	/// Whether what was measured differs by at most `allowed` from what is said. Something that takes no time was
	/// not measured.
	#[must_use]
	pub fn is_within(&self, allowed: Perbill) -> bool {
		let margin = allowed.mul_floor(self.said);
		let least = if self.padded { 1 } else { self.said.saturating_sub(margin).max(1) };
		(least..=self.said.saturating_add(margin)).contains(&self.measured)
	}
}

/// Whether all `points` are within `allowed`. For `integrity_test`.
///
/// A runtime that measures its own weights and has no room for a load, as `fits` says, measures none of it, and nothing
/// is compared then.
///
/// # Errors
///
/// The first point that differs by more: the weights have to be measured again, or their drivers interact.
pub fn check_accuracy(
	points: impl IntoIterator<Item = Point>,
	allowed: Perbill,
	fits: impl Fn(PointLoad) -> bool,
) -> Result<(), Point> {
	let mut compared = points.into_iter().filter(|point| point.measured > 0 || fits(point.load));
	compared.find(|point| !point.is_within(allowed)).map_or(Ok(()), Err)
}

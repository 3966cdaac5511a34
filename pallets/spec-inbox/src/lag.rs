//! Sources whose roots are included and not built on: ignoring a source is made visible.
//!
//! ```text
//!  relay block    10        11 ...        40
//!  head of A      root a    root b        root b
//!  accepted       a                                       b
//!                           |--- more than MaxLag ---|    |
//!                           since          SourceLagging  cleared
//! ```
//!
//! This chain can not know what is under a root that nobody brought. A root that says nothing new about
//! this chain is brought as a register refresh: while a source lags, a refresh under a newer root counts,
//! even one that brings nothing else.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::Get;
use scale_info::TypeInfo;
use spec_messaging_primitives::{ParaId, pallets::RelayBlockNumber};

use crate::{Acceptance, Config, Event, Highest, Pallet, SourceState};

/// How far this chain is behind the included roots of one source. 15 bytes.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct Lag {
	/// Relay block of the newest root under which something was accepted, when this was written.
	pub accepted: Option<RelayBlockNumber>,
	/// Since which relay block a newer root is there and credit is open. `None` if this chain is not behind.
	pub since: Option<RelayBlockNumber>,
	/// Whether [`Event::SourceLagging`] said so.
	pub told: bool,
	/// How often it did, since the source was accepted or reanchored.
	pub occasions: u32,
}

impl SourceState {
	/// True if the source may send, as far as this chain promised, and this chain consumes.
	pub(crate) const fn credit_is_open(&self) -> bool {
		let consumed =
			self.enqueued.saturating_add(self.dead_lettered).saturating_add(self.skipped);
		self.consumes() && self.credit > consumed && self.credit_bytes > self.consumed_bytes
	}
}

impl Lag {
	/// Whether accepting something of the source in this way ends a lag that was reported.
	///
	/// `stored` is what is known of the stream without the batch at hand: the same refresh counts once.
	pub(crate) fn ends_by(&self, acceptance: Acceptance, stored: Option<Highest>) -> bool {
		let Acceptance::Included { relay_block } = acceptance else { return false };
		self.told && stored.is_none_or(|highest| relay_block > highest.relay_block)
	}
}

impl<T: Config> Pallet<T> {
	/// Notes how far this chain is behind the heads of `source`, as of relay block `now`. True if `state`
	/// changed by that, which the caller stores; with what there is to say once it is too far.
	pub(crate) fn note_lag(
		source: ParaId,
		state: &mut SourceState,
		now: RelayBlockNumber,
	) -> (bool, Option<Event<T>>) {
		let before = state.heads.lag;
		let mut lag = Lag { accepted: None, since: None, told: false, ..before };
		let mut event = None;
		let accepted = state.highest.map(|highest| highest.relay_block);
		let newest = state.heads.recent.last().map(|root| root.relay_block);
		let behind = newest.filter(|newest| accepted.is_none_or(|accepted| *newest > accepted));
		let limit = T::MaxLag::get();
		if let Some(newest) = behind
			&& limit > 0
			&& state.credit_is_open()
		{
			lag = if before.since.is_none() || before.accepted != accepted {
				Lag { accepted, since: Some(now), told: false, ..before }
			} else {
				before
			};
			let since = lag.since.unwrap_or(now);
			if !lag.told && now.saturating_sub(since) > limit {
				lag.told = true;
				lag.occasions = before.occasions.saturating_add(1);
				event = Some(Event::SourceLagging { source, since, newest });
			}
		}
		state.heads.lag = lag;
		(lag != before, event)
	}
}

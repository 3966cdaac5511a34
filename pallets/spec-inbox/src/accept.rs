//! Whether a provides root is believed, and what an included one shows about its source.

use frame_support::traits::Get;
use spec_messaging_primitives::{
	ParaId, batch::AuthenticBatch, hashing::ProvidesRoot, mmr::Frontier, pallets::WrappedPvf,
};
use spec_messaging_runtime_api::{Refusal, TierOff};

use crate::{
	Acceptance, BlockUse, Config, Event, Evidence, Heads, Highest, MAX_SPECULATIVE_SOURCES, Pallet,
	SourceState, Sources, SupportShownAt, Trusted,
};

/// Which condition of the speculative tier fails first, if any.
pub(crate) const fn tier(
	trusted: bool,
	relay_support: bool,
	wrapped: bool,
	asked: bool,
) -> Result<(), TierOff> {
	if !trusted {
		Err(TierOff::Untrusted)
	} else if !relay_support {
		Err(TierOff::NoRelaySupport)
	} else if !wrapped {
		Err(TierOff::PvfNotWrapped)
	} else if !asked {
		Err(TierOff::NotAsked)
	} else {
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Whether a root of `source` may be believed before it is included.
	///
	/// All four have to hold: the source is in the trust domain; this block's relay state proof shows
	/// that the relay chain matches; the PVF is wrapped; the author asked. Under anything less nobody
	/// would check that the source ever commits that root, and accepting it would be a mint (I5).
	///
	/// # Errors
	///
	/// [`TierOff`], the first that fails in this order.
	pub fn speculative_tier(source: ParaId, asked: bool) -> Result<(), TierOff> {
		tier(
			Trusted::<T>::get().binary_search(&source).is_ok(),
			Self::relay_support_shown(),
			T::Pvf::WRAPPED,
			asked,
		)
	}

	/// True if the relay state proof of this block showed that the relay chain matches.
	pub(crate) fn relay_support_shown() -> bool {
		SupportShownAt::<T>::get() == Some(frame_system::Pallet::<T>::block_number())
	}

	/// Whether `root` is believed in this block.
	///
	/// # Errors
	///
	/// [`Refusal::SpeculativeRefresh`], [`Refusal::RootNotIncluded`], [`Refusal::BlockFull`] if the block
	/// builds on as many speculative sources as it may.
	pub(crate) fn accept_root(
		source: ParaId,
		root: ProvidesRoot,
		refresh: bool,
		asked: bool,
		usage: &BlockUse,
	) -> Result<Acceptance, Refusal> {
		// From the newest: a root that came back counts as of its last coming.
		if let Some(seen) = Heads::<T>::get(source).roots.iter().rev().find(|r| r.root == root) {
			return Ok(Acceptance::Included { relay_block: seen.relay_block });
		}
		if refresh {
			return Err(Refusal::SpeculativeRefresh);
		}
		Self::speculative_tier(source, asked).map_err(Refusal::RootNotIncluded)?;
		let others = usage.consumed.iter().filter(|c| c.expected_root.is_some());
		let others = others.filter(|c| c.source != source).count();
		if u32::try_from(others).unwrap_or(u32::MAX) >= MAX_SPECULATIVE_SOURCES {
			return Err(Refusal::BlockFull);
		}
		Ok(Acceptance::Speculative)
	}

	/// Whether the authentic leaf fits what is known of its source. Freezes the source if an included
	/// root shows that it changed its history; what merely does not fit is refused and no more.
	///
	/// # Errors
	///
	/// [`Refusal::Stale`], [`Refusal::OtherGeneration`], [`Refusal::Frozen`].
	///
	/// # Cost
	///
	/// At most 62 hashes, if the stream is exactly as long as what was consumed.
	pub(crate) fn check_history(
		state: &mut SourceState,
		held: &Frontier,
		batch: &AuthenticBatch,
		acceptance: Acceptance,
	) -> Result<(), Refusal> {
		let (source, channel) = (batch.batch().source, &batch.batch().channel);
		let seen = batch.generation();
		let included = match acceptance {
			Acceptance::Included { relay_block } => Some(relay_block),
			Acceptance::Speculative => None,
		};
		match state.generation {
			Some(read) if seen < read => return Err(Refusal::Stale),
			Some(read) if seen > read => {
				if included.is_some() {
					let evidence = Evidence::HigherGeneration { read, seen };
					Self::freeze(source, state.clone(), evidence);
				}
				return Err(Refusal::OtherGeneration(seen));
			},
			_ => (),
		}
		let count = channel.leaf_count;
		if let Some(evidence) = included.and_then(|relay_block| {
			// The generation is the one of `highest`: it is set together with it.
			let fell = state.highest.and_then(|highest| {
				if relay_block > highest.relay_block && count < highest.leaf_count {
					Some(Evidence::LeafCountFell { from: highest.leaf_count, to: count })
				} else if relay_block < highest.relay_block && count > highest.leaf_count {
					Some(Evidence::LeafCountFell { from: count, to: highest.leaf_count })
				} else {
					None
				}
			});
			fell.or_else(|| {
				(count == held.leaf_count() && channel.stream_root != held.root())
					.then_some(Evidence::StreamDiverged { at: count })
			})
		}) {
			Self::freeze(source, state.clone(), evidence);
			return Err(Refusal::Frozen);
		}
		// A refresh brings no message: its register counts even if the stream was read further under
		// speculative roots, or whoever is read that way would never be acknowledged.
		if count < held.leaf_count() && !batch.batch().is_refresh() {
			return Err(Refusal::Stale);
		}
		if let Some(relay_block) = included
			&& state.highest.is_none_or(|highest| relay_block > highest.relay_block)
		{
			state.highest = Some(Highest { relay_block, leaf_count: count });
		}
		Ok(())
	}

	/// Believes nothing of `source` any more.
	pub(crate) fn freeze(source: ParaId, mut state: SourceState, evidence: Evidence) {
		state.frozen = Some(evidence);
		Sources::<T>::insert(source, state);
		Self::deposit_event(Event::SourceFrozen { source, evidence });
	}

	/// Number of sources that a block can require roots of, given what it was asked for.
	pub(crate) fn speculative_sources_max(asked: bool) -> u32 {
		if asked && T::Pvf::WRAPPED { MAX_SPECULATIVE_SOURCES.min(T::MaxTrusted::get()) } else { 0 }
	}
}

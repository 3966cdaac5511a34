//! Whether a provides root is believed, and what an included one shows about its source.

use frame_support::traits::Get;
use spec_messaging_primitives::{
	ParaId,
	channel::ChannelLeaf,
	mmr::Frontier,
	pallets::{NoteHead, WrappedPvf},
};
use spec_messaging_runtime_api::{Refusal, TierOff};

use crate::{
	Acceptance, BlockUse, Config, Event, Evidence, Highest, MAX_SPECULATIVE_SOURCES, Pallet,
	SourceState, Sources, Speculative, SupportShownAt, Trusted, ingest::Refused, roots::Place,
};

/// Which condition of the speculative tier fails first, if any.
pub(crate) const fn tier(
	on: bool,
	trusted: bool,
	relay_support: bool,
	wrapped: bool,
	asked: bool,
) -> Result<(), TierOff> {
	if !on {
		Err(TierOff::SwitchedOff)
	} else if !trusted {
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
	/// All of it has to hold: this chain did not switch the tier off; the source is in the trust domain;
	/// this block's relay state proof shows that the relay chain matches; the PVF is wrapped; the author
	/// asked. The first two are what this chain wants. Under anything less than the others nobody would
	/// check that the source ever commits that root, and accepting it would be a mint (I5).
	///
	/// None of it is about included roots: whatever is missing, messages flow at inclusion speed, and they
	/// speed up by themselves once it is there.
	///
	/// # Errors
	///
	/// [`TierOff`], the first that fails in this order.
	pub fn speculative_tier(source: ParaId, asked: bool) -> Result<(), TierOff> {
		tier(
			Speculative::<T>::get(),
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

	/// Whether a root of `source` is believed in this block. `place` is where it stands among the included
	/// ones, if it does.
	///
	/// # Errors
	///
	/// [`Refusal::SpeculativeRefresh`], [`Refusal::RootNotIncluded`], [`Refusal::BlockFull`] if the block
	/// builds on as many speculative sources as it may.
	pub(crate) fn accept_root(
		source: ParaId,
		place: Option<Place>,
		refresh: bool,
		asked: bool,
		usage: &BlockUse,
	) -> Result<Acceptance, Refusal> {
		if let Some(Place { relay_block, .. }) = place {
			return Ok(Acceptance::Included { relay_block });
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

	/// Whether an authentic leaf, of generation `seen`, fits what is known of its source.
	///
	/// # Errors
	///
	/// [`Refusal::Stale`], [`Refusal::OtherGeneration`], [`Refusal::Frozen`]; with evidence if an included
	/// root shows that the source changed its history, without if the leaf merely does not fit.
	///
	/// # Cost
	///
	/// At most 62 hashes, if the stream is exactly as long as what was consumed.
	pub(crate) fn check_history(
		state: &mut SourceState,
		held: &Frontier,
		channel: &ChannelLeaf,
		seen: u32,
		refresh: bool,
		acceptance: Acceptance,
	) -> Result<(), Refused> {
		let included = match acceptance {
			Acceptance::Included { relay_block } => Some(relay_block),
			Acceptance::Speculative => None,
		};
		match state.generation {
			Some(read) if seen < read => return Err(Refusal::Stale.into()),
			Some(read) if seen > read => {
				let evidence = included.map(|_| Evidence::HigherGeneration { read, seen });
				return Err(Refused { reason: Refusal::OtherGeneration(seen), evidence });
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
			return Err(Refused { reason: Refusal::Frozen, evidence: Some(evidence) });
		}
		// A refresh brings no message: its register counts even if the stream was read further under
		// speculative roots, or whoever is read that way would never be acknowledged.
		if count < held.leaf_count() && !refresh {
			return Err(Refusal::Stale.into());
		}
		if let Some(relay_block) = included
			&& state.highest.is_none_or(|highest| relay_block > highest.relay_block)
		{
			state.highest = Some(Highest { relay_block, leaf_count: count });
		}
		Ok(())
	}

	/// Believes nothing of `source` any more.
	pub(crate) fn freeze(source: ParaId, evidence: Evidence) {
		Sources::<T>::mutate_extant(source, |state| state.frozen = Some(evidence));
		T::Observer::forget_heads(source);
		Self::deposit_event(Event::SourceRewound { source, evidence });
	}

	/// Number of sources that a block can require roots of, given what it was asked for.
	pub(crate) fn speculative_sources_max(asked: bool) -> u32 {
		if asked && T::Pvf::WRAPPED { MAX_SPECULATIVE_SOURCES.min(T::MaxTrusted::get()) } else { 0 }
	}
}

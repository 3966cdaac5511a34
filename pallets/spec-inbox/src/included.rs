//! Heads of all peers, read in turn from the relay state proof.
//!
//! A proven head is vouched for by every validator: it hashes into the state root of the relay block
//! that this block is built on. Its digest names the provides root that the relay chain included.

use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Input};
use cumulus_pallet_parachain_system::{OnSystemEvent, RelayChainStateProof};
use cumulus_primitives_core::{
	PersistedValidationData, RelayProofRequest, RelayStorageKey,
	relay_chain::{HeadData, well_known_keys},
};
use frame_support::weights::Weight;
use sp_runtime::{
	generic::Header,
	traits::{BlakeTwo256, BlockNumberProvider},
};
use spec_messaging_primitives::{
	ParaId,
	commitment::provides_root_in,
	pallets::{NoteHead, NotedHead, RelayBlockNumber, SpeculativeSupport},
};
use spec_messaging_runtime_api::IncludedRoot;

use crate::{
	Config, Cursor, Event, Evidence, HEADS_PER_BLOCK, MAX_HEAD_BYTES, Pallet, Peers, SourceState,
	Sources, SupportShownAt, UnusableHead, WeightInfo,
};

/// Longest value under the support key that is looked at, in bytes.
const MAX_SUPPORT_BYTES: usize = 1_024;

/// A value as it stands in storage, whatever it encodes.
struct Raw(Vec<u8>);

impl Decode for Raw {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		let len = input.remaining_len()?.ok_or("raw value: of unknown length")?;
		if len > MAX_SUPPORT_BYTES {
			return Err("raw value: too long".into());
		}
		let mut bytes = alloc::vec![0u8; len];
		input.read(&mut bytes)?;
		Ok(Self(bytes))
	}
}

/// The block number and root in a head.
fn read_header(head: &HeadData) -> Result<Header<u32, BlakeTwo256>, UnusableHead> {
	if u32::try_from(head.0.len()).map_or(true, |len| len > MAX_HEAD_BYTES) {
		return Err(UnusableHead::TooLong);
	}
	Header::decode_all(&mut &head.0[..]).map_err(|_| UnusableHead::Undecodable)
}

/// The root that a header commits, with the number of its block.
fn read_root(header: &Header<u32, BlakeTwo256>) -> Result<IncludedRoot, UnusableHead> {
	let root = provides_root_in(&header.digest).map_err(UnusableHead::Digest)?;
	let root = root.ok_or(UnusableHead::NoRoot)?;
	Ok(IncludedRoot { relay_block: 0, head_number: header.number, root })
}

impl<T: Config> Pallet<T> {
	/// What the next block wants to see of the relay chain's state: the heads that it is going to read,
	/// and the key that shows support for the speculative tier.
	///
	/// For the runtime's `KeyToIncludeInRelayProof`. At most 33 keys.
	pub fn keys_to_prove() -> RelayProofRequest {
		let heads = Self::next_peers().into_iter().map(well_known_keys::para_head);
		let keys = heads.chain(T::Support::key()).map(RelayStorageKey::Top).collect();
		RelayProofRequest { keys }
	}

	/// The peers whose turn it is: at most [`HEADS_PER_BLOCK`], from the one behind the cursor on.
	pub(crate) fn next_peers() -> Vec<ParaId> {
		let peers = Peers::<T>::get();
		let start = match Cursor::<T>::get() {
			Some(last) => peers.partition_point(|peer| *peer <= last),
			None => 0,
		};
		let (before, behind) = peers.split_at_checked(start).unwrap_or((&peers, &[]));
		let taken = usize::try_from(HEADS_PER_BLOCK).unwrap_or(usize::MAX);
		behind.iter().chain(before).take(taken).copied().collect()
	}

	/// Reads the heads whose turn it is and whether the relay chain matches.
	pub(crate) fn read_relay_state(proof: &RelayChainStateProof) -> Weight {
		let shown = T::Support::key().is_some_and(|key| {
			matches!(
				proof.read_optional_entry::<Raw>(&key),
				Ok(Some(value)) if T::Support::is_shown_by(&value.0)
			)
		});
		if shown {
			SupportShownAt::<T>::put(frame_system::Pallet::<T>::block_number());
		}
		let relay_block = T::RelayBlockNumber::current_block_number();
		let peers = Self::next_peers();
		for peer in &peers {
			// Not proven is no information: the author left it out or did not know of it.
			if let Ok(head) =
				proof.read_optional_entry::<HeadData>(&well_known_keys::para_head(*peer))
			{
				Self::note_head(*peer, relay_block, head.as_ref());
			}
		}
		if let Some(last) = peers.last()
			&& Cursor::<T>::get() != Some(*last)
		{
			Cursor::<T>::put(last);
		}
		let read = u32::try_from(peers.len()).unwrap_or(u32::MAX);
		T::WeightInfo::relay_heads(read)
			.saturating_add(T::Observer::note_weight().saturating_mul(read.into()))
	}

	/// Takes in what the relay chain has as the head of `source`, `None` if it has none.
	///
	/// # Cost
	///
	/// One read, and one write if that is any news; an older chunk of roots with every fourth of them.
	pub(crate) fn note_head(
		source: ParaId,
		relay_block: RelayBlockNumber,
		head: Option<&HeadData>,
	) {
		let Some(mut state) = Sources::<T>::get(source).filter(|state| state.frozen.is_none())
		else {
			return;
		};
		let newest = state.heads.recent.last().copied();
		if newest.is_some_and(|newest| relay_block < newest.relay_block) {
			return;
		}
		let header = head.ok_or(UnusableHead::Offboarded).and_then(read_header);
		// Before the root is looked at: a chain that was set back to a block without one was set back.
		if let (Some(newest), Ok(header)) = (newest, &header)
			&& header.number < newest.head_number
		{
			if relay_block > newest.relay_block {
				let evidence =
					Evidence::HeadNumberFell { from: newest.head_number, to: header.number };
				Self::freeze(source, evidence);
			}
			return;
		}
		let root = header.as_ref().map_err(|reason| *reason).and_then(read_root);
		// A head has one root and is the only one of its number: with another, the chain was set back.
		if let (Some(newest), Ok(header)) = (newest, &header)
			&& header.number == newest.head_number
			&& root.as_ref().ok().is_none_or(|seen| seen.root != newest.root)
			&& relay_block > newest.relay_block
		{
			Self::freeze(source, Evidence::HeadReplaced { number: header.number });
			return;
		}
		let (news, event) = match root {
			Ok(seen) => Self::note_root(source, &mut state, IncludedRoot { relay_block, ..seen }),
			Err(reason) => {
				let news = state.heads.unusable.replace(reason) != Some(reason);
				(news, news.then_some(Event::HeadUnusable { source, reason }))
			},
		};
		if news {
			Sources::<T>::insert(source, state);
		}
		// After everything is stored: an observer may call back, and what that changes of the source stays.
		match header {
			Ok(Header { number, state_root, .. }) => {
				T::Observer::note_head(source, NotedHead { relay_block, number, state_root });
			},
			Err(UnusableHead::Offboarded) => T::Observer::forget_heads(source),
			Err(_) => (),
		}
		if let Some(event) = event {
			Self::deposit_event(event);
		}
	}

	/// Takes in the root of a head. True if `state` changed by that, which the caller stores; with what there
	/// is to say about it.
	fn note_root(
		source: ParaId,
		state: &mut SourceState,
		seen: IncludedRoot,
	) -> (bool, Option<Event<T>>) {
		let known = state.heads.recent.last().is_some_and(|newest| newest.root == seen.root);
		if !known {
			Self::enter(source, &mut state.heads, seen);
		}
		let usable_again = state.heads.unusable.take().is_some();
		let (lag_changed, event) = Self::note_lag(source, state, seen.relay_block);
		(!known || usable_again || lag_changed, event)
	}
}

impl<T: Config> OnSystemEvent for Pallet<T> {
	fn on_validation_data(_: &PersistedValidationData) {}

	fn on_validation_code_applied() {}

	fn on_relay_state_proof(proof: &RelayChainStateProof) -> Weight {
		Self::read_relay_state(proof)
	}
}

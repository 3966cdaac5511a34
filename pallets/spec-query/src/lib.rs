//! # Spec Query
//!
//! Reads keys of the states of other chains, proven under heads that the relay chain included.
//!
//! ## Overview
//!
//! Every head that the relay chain includes carries the root of its chain's state. The receiving pallet
//! reads the heads of all peers from the relay state proof and tells this one, which keeps the last 17 to 20
//! of each source. Whoever likes then brings a storage proof: this pallet verifies it against the state root of
//! one of these heads and hands what is under each key to [`Config::Handler`]. The sibling takes no part: it
//! needs no pallet and sends no message.
//!
//! The relay chain vouches for a head whatever its digest says, so states of chains that commit no messages
//! can be read, too. Have their heads read with `watch_peer` of the receiving pallet.
//!
//! ## One query
//!
//! ```text
//!  sibling      block 7 ── included ──┐
//!                 │                   ▼
//!                 │            relay state proof ─▶ note_head: (relay block, 7, state root)
//!                 ▼                                                    │
//!  anybody      state_getReadProof(keys, block 7) ─▶ query(sibling, 7, keys, nodes)
//!                                                                      │ every node is hashed and used
//!                                                                      ▼
//!                                                     Handler: value, or proven absence, of each key
//! ```
//!
//! The verifier is a function of its own, without storage: [`read_sibling`].
//!
//! ## Who is believed, and for what
//!
//! | input | from | if it lies |
//! |---|---|---|
//! | head, state root | the relay state proof | it can not: validators check it against the relay state root |
//! | nodes | whoever signs the query | they do not hash to the state root; refused |
//! | a node that is left out | whoever signs the query | an error; never an absent key |
//! | keys | whoever signs the query | the handler knows which keys it wants |
//! | what is under a key | the sibling | believed: a state says what its chain put there |
//! | nodes that hash to garbage | the sibling | refused; no node makes anything panic |
//! | the number of the head | whoever signs the query | older news within the ring; the handler compares |
//!
//! A reading says that the sibling's state was that after a block that the relay chain included. It does not
//! say that it still is: a later block may have changed it, and whoever brings proofs chooses the block.
//!
//! ## Invariants
//!
//! - **Q1 vouched**: a head in the ring was read from a relay state proof. Numbers in a ring strictly
//!   increase, relay blocks never fall, and no ring is empty. Each full page is in the slot that its ring says.
//! - **Q2 void**: of a source that was set back, froze, started over or was offboarded, no earlier head
//!   counts, and none is left in storage: each page belongs to a ring.
//! - **Q3 one encoding**: one state root and one set of keys have one accepted list of nodes.
//! - **Q4 total**: no nodes, and no state of any chain, make anything panic.
//!
//! `try_state` checks what of these is visible in state.
//!
//! ## Wiring
//!
//! `pallet_spec_inbox::Config::Observer` has to be this pallet, else no head is ever noted. See the README of
//! this crate.
//!
//! ## Not done here
//!
//! Values of child tries: their roots can be read, what is below can not. Building proofs: any node of the
//! sibling answers `state_getReadProof`.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod heads;
mod limits;
#[cfg(test)]
mod mock;
mod node;
mod query;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod verify;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use verify::{ProofError, Readings, read_sibling};
pub use weights::WeightInfo;

// The derives of the call and event enums cast the index of a variant.
#[allow(clippy::cast_possible_truncation)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		dispatch::DispatchResultWithPostInfo, pallet_prelude::*, traits::Contains,
	};
	use frame_system::pallet_prelude::*;
	use spec_messaging_primitives::{ParaId, pallets::HandleReading};

	/// Layout of this pallet's storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The querying pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What a runtime decides.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Whose states may be read. `Everything` for all chains whose heads are read.
		///
		/// A source that is taken out is not read any more from that moment on; its last heads stay in
		/// storage, where nobody uses them.
		type Sources: Contains<ParaId>;

		/// Takes what was read.
		type Handler: HandleReading<Error: Into<DispatchError>>;

		/// What everything here costs.
		type WeightInfo: WeightInfo;
	}

	/// The newest one to four heads of each source, and which older ones are on which page of [`OlderHeads`].
	///
	/// - **Written** when another head is included. **Read** once per head and once per query.
	/// - **Size** at most 178 bytes an entry, 118 on average: 40 for each of at most 4 heads and 4 for each of at
	///   most 4 pages, with the length of either. **Entries** one per source, at most as many as the receiving
	///   pallet has peers; removed when the source is offboarded, freezes or starts over.
	// Hasher: ids are assigned by the relay chain, not bytes that anybody can choose.
	#[pallet::storage]
	pub type Heads<T: Config> = StorageMap<_, Twox64Concat, ParaId, HeadRing, ValueQuery>;

	/// Older heads of each source, four to a page: together with [`Heads`] the last 17 to 20 distinct ones, or
	/// all if there were fewer.
	///
	/// - **Written** with every fourth new head, over the oldest page. **Read** by a query of a head that is not
	///   in [`Heads`] any more, one page; no block reads it otherwise.
	/// - **Size** 161 bytes an entry: 40 for each head and the length. **Entries** at most 4 per source; removed
	///   with the source's entry of [`Heads`], and when it is set back.
	// Hashers: as above, and a slot is a number below 4 that this pallet gives.
	#[pallet::storage]
	pub type OlderHeads<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ParaId, Identity, u8, HeadPage, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Keys of a sibling were read and handed on.
		///
		/// Says what its state was after that block, not what it is now.
		SiblingRead {
			/// The sibling.
			source: ParaId,
			/// Number of its block.
			number: u32,
			/// How many keys have a value.
			present: u32,
			/// How many keys were proven to have none.
			absent: u32,
		},
		/// The heads of a sibling that were seen so far count no more: it was set back, froze, starts over or
		/// was offboarded.
		HeadsForgotten {
			/// The sibling.
			source: ParaId,
		},
	}

	/// Why a query fails. Nothing of it was handed on.
	///
	/// An error of [`Config::Handler`] is answered as it is.
	#[pallet::error]
	pub enum Error<T> {
		/// This runtime does not read that chain.
		UnknownSource,
		/// That block is not among the heads that this chain remembers of the source: it was never a head on the
		/// relay chain, left the ring, was forgotten, or is not seen yet. Prove a block of [`Heads`]
		/// or [`OlderHeads`].
		UnknownHead,
		/// The proof was refused.
		Proof(ProofError),
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Read `keys` of the state of `source` after its block `number`, as `nodes` prove it.
		///
		/// ## Dispatch Origin
		///
		/// Signed. Who signs pays for what the proof weighs, refused or not, and is believed in nothing.
		///
		/// ## Details
		///
		/// Keys in strictly increasing order, nodes in that of their bytes: as `state_getReadProof` answers.
		/// Each key is charged as if it led through all nodes and to all bytes; what the handler did not use
		/// is given back. To read the same again does no harm.
		///
		/// ## Errors
		///
		/// [`Error::UnknownSource`], [`Error::UnknownHead`], [`Error::Proof`], and those of
		/// [`Config::Handler`]. Nothing is handed on then.
		///
		/// ## Events
		///
		/// [`Event::SiblingRead`].
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::query_weight(keys, nodes))]
		pub fn query(
			origin: OriginFor<T>,
			source: ParaId,
			number: u32,
			keys: Keys,
			nodes: Nodes,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_query(source, number, keys, nodes)
		}
	}
}

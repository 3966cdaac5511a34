//! # Spec XCMP
//!
//! Stands where `cumulus-pallet-xcmp-queue` stood, under its name and at its index, so that scripts, wallets
//! and runtime code find the calls, events, errors, storage and traits that they know. Streams carry what has
//! a channel; HRMP carries the rest.
//!
//! ## Overview
//!
//! ```text
//!              XcmRouter, bridges, dry runs, ExponentialPrice, message-queue
//!                                    │ the traits of xcmp-queue
//!                              ┌─────▼──────┐
//!                 takes it? ◀──┤  this one  ├──▶ nobody else does
//!                    │         └────────────┘        │
//!             pallet-spec-outbox          Config::Hrmp: the code of xcmp-queue as a
//!             one stream per peer         library over the same storage, or `NoHrmp`
//! ```
//!
//! **No storage moves.** The items of xcmp-queue's layout 7 keep their names, keys and encodings: this pallet
//! and the library read and write the very same entries. So the swap takes no migration, every queued byte
//! stays where it is, HRMP goes on with every sibling that speaks nothing else, and swapping back is as free.
//! The library is no pallet of the runtime; [`InTheNameOf`](hrmp::InTheNameOf) lends it this one's name. Once
//! no sibling speaks HRMP any more, [`NoHrmp`] takes its place and the crate leaves the build.
//!
//! ## From HRMP to a stream and back
//!
//! ```text
//! channel opened          pages left, relay chain handed on,        every send
//! by both sides           receivers' watermark moved                succeeds again
//!      |                            |                                  |
//!      ├── refused: X1 ─────────────┴── is_drained ────────────────────▶ stream
//! ```
//!
//! A message never overtakes one that went the other way: while one transport still has something under way
//! to a destination, the other one refuses. That takes as long as one HRMP message takes, once per cutover.
//!
//! ## Invariants
//!
//! - **X1 ordered**: to one destination, nothing goes by one transport while anything that went by the
//!   other is not yet in the destination's queue.
//! - **X2 kept**: every page between the indices of a status exists and is counted in its `queued_bytes`.
//! - **X3 accounted**: a queued message leaves as HRMP took it, as resent, or as discarded; the latter two have
//!   an event and a counter ([`Tally`]). A page that comes in and that nobody reads has both, too.
//! - **X4 bounded**: each item has `MaxEncodedLen`; at most one status per destination.
//!
//! `try_state` checks X2 and X4.
//!
//! ## What it does about what HRMP loses
//!
//! xcmp-queue swallows the pages of a channel that is closed. Here they stay, the destination is
//! [held](Held), with an event; they leave by HRMP if that channel comes back, as a stream if there is one
//! ([`Pallet::on_idle`](Hooks::on_idle)), or by `discard_pages`.
//!
//! ## Adding it to a runtime
//!
//! See the README of this crate: five edits.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

#[cfg(all(feature = "emulated", not(feature = "std")))]
compile_error!("`emulated` carries messages past everybody who verifies them: for tests only");

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(any(feature = "bridging", test))]
pub mod bridging;
mod channels;
#[cfg(any(feature = "emulated", test))]
pub mod emulated;
mod hold;
pub mod hrmp;
pub mod migration;
#[cfg(test)]
mod mock;
mod pages;
mod predecessor;
mod queue;
mod resend;
mod router;
#[cfg(test)]
mod tests;
mod thresholds;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use polkadot_runtime_parachains::FeeTracker;
use spec_messaging_primitives::{ParaId, hashing::Hash, pallets::Footprint};
use xcm::latest::XcmHash;

pub use hrmp::{Hrmp, NoHrmp};
pub use pallet::*;
pub use router::{HRMP_UNDER_WAY, PAGES_HELD, Route, STREAM_UNDER_WAY};
pub use thresholds::CreditWindow;
pub use types::*;
pub use weights::WeightInfo;

pub(crate) const LOG_TARGET: &str = "spec-xcmp";

// FRAME's macros cast the indices of events and errors; nothing in here casts by hand.
#[allow(clippy::cast_possible_truncation)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		WeakBoundedVec,
		traits::{EnqueueMessage, GetStorageVersion},
	};
	use pallet_message_queue::OnQueueChanged;
	use polkadot_runtime_parachains::GetMinFeeFactor;
	use sp_runtime::FixedU128;
	use xcm_executor::traits::ConvertOrigin;

	/// Layout of this pallet's storage: that of xcmp-queue, which shares it.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(7);

	/// Pages that one `discard_pages` removes at most.
	pub const MAX_DISCARDED_PAGES: u32 = 16;

	/// What stands in the place of xcmp-queue.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What a runtime decides. The items that xcmp-queue has, too, take the same values.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>> + pallet_spec_outbox::Config
	{
		/// Carries what has no stream: `hrmp::Published<Runtime>`, or [`NoHrmp`].
		type Hrmp: Hrmp;

		/// The delivery fee of destinations that have a stream; usually the sending pallet.
		type StreamFees: FeeTracker<Id = ParaId>;

		/// Is told when a sibling's queue changed, besides HRMP; usually the receiving pallet, which gives
		/// credit back.
		type QueueChanged: OnQueueChanged<ParaId>;

		/// The queue that takes what siblings send, as for xcmp-queue.
		type Queue: EnqueueMessage<ParaId>;

		/// What one page of the thresholds in [`QueueConfig`] stands for when a sibling has a stream.
		#[pallet::constant]
		type ThresholdPage: Get<Footprint>;

		/// Most siblings told to suspend HRMP at once; xcmp-queue's.
		#[pallet::constant]
		type MaxInboundSuspended: Get<u32>;

		/// Most HRMP destinations with something queued; xcmp-queue's.
		#[pallet::constant]
		type MaxActiveOutboundChannels: Get<u32>;

		/// Largest HRMP page in bytes; xcmp-queue's.
		#[pallet::constant]
		type MaxPageSize: Get<u32>;

		/// Who suspends and resumes; xcmp-queue's.
		type ControllerOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Makes the superuser's origin of a sibling, who is exempt from suspension; xcmp-queue's.
		type ControllerOriginConverter: ConvertOrigin<Self::RuntimeOrigin>;

		/// Weights of the benchmarks.
		type WeightInfo: WeightInfo;
	}

	/// The siblings that were told to suspend HRMP.
	///
	/// - **Written** by HRMP when a queue changes. **Read** by the same and by bridges.
	/// - **Size** 4 bytes a sibling, at most [`Config::MaxInboundSuspended`]. In xcmp-queue's layout.
	#[pallet::storage]
	pub type InboundXcmpSuspended<T: Config> =
		StorageValue<_, BoundedBTreeSet<ParaId, T::MaxInboundSuspended>, ValueQuery>;

	/// HRMP destinations with something queued or suspended, in the order in which they are served.
	///
	/// - **Written** by HRMP, and when pages are resent or discarded. **Read** by the same, by the router and by
	///   [`Predecessor`](spec_messaging_primitives::pallets::Predecessor).
	/// - **Size** 18 bytes a destination, at most [`Config::MaxActiveOutboundChannels`]. In xcmp-queue's layout.
	#[pallet::storage]
	pub type OutboundXcmpStatus<T: Config> = StorageValue<
		_,
		BoundedVec<OutboundChannelDetails, T::MaxActiveOutboundChannels>,
		ValueQuery,
	>;

	/// The queued HRMP pages of each destination, from `first_index` up to `last_index` of its status.
	///
	/// - **Written** and **read** as [`OutboundXcmpStatus`]. **Lifetime** until HRMP takes the page, until its
	///   messages are resent, or until it is discarded.
	/// - **Size** at most [`Config::MaxPageSize`] a page. In xcmp-queue's layout.
	#[pallet::storage]
	pub type OutboundXcmpMessages<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		ParaId,
		Twox64Concat,
		u16,
		WeakBoundedVec<u8, T::MaxPageSize>,
		ValueQuery,
	>;

	/// HRMP signals that wait for the end of the block.
	///
	/// - **Written** and **read** by HRMP. **Size** 2 bytes a destination. In xcmp-queue's layout.
	#[pallet::storage]
	pub type SignalMessages<T: Config> =
		StorageMap<_, Blake2_128Concat, ParaId, WeakBoundedVec<u8, T::MaxPageSize>, ValueQuery>;

	/// The thresholds, see [`QueueConfigData`].
	///
	/// - **Written** by the three `update_*` calls. **Read** by HRMP and by [`CreditWindow`].
	/// - **Size** 12 bytes. In xcmp-queue's layout.
	#[pallet::storage]
	pub type QueueConfig<T: Config> = StorageValue<_, QueueConfigData, ValueQuery>;

	/// Whether the execution of siblings' messages is suspended.
	///
	/// - **Written** by `suspend_xcm_execution` and `resume_xcm_execution`. **Read** by the message queue
	///   before it serves a sibling. **Size** 1 byte. In xcmp-queue's layout.
	#[pallet::storage]
	pub type QueueSuspended<T: Config> = StorageValue<_, bool, ValueQuery>;

	/// What the delivery fee by HRMP is multiplied with.
	///
	/// - **Written** and **read** by HRMP. **Size** 16 bytes an entry, one per destination ever sent to. In
	///   xcmp-queue's layout. Streams have their own: [`Config::StreamFees`].
	#[pallet::storage]
	pub type DeliveryFeeFactor<T: Config> =
		StorageMap<_, Twox64Concat, ParaId, FixedU128, ValueQuery, GetMinFeeFactor<Pallet<T>>>;

	/// Destinations whose HRMP channel closed over queued pages.
	///
	/// - **Written** at the end of a block in which that changes, when pages are resent or discarded.
	///   **Read** by the same. Only here; xcmp-queue would have dropped the pages.
	/// - **Size** 4 bytes a destination, at most [`Config::MaxActiveOutboundChannels`].
	#[pallet::storage]
	pub type Held<T: Config> =
		StorageValue<_, BoundedBTreeSet<ParaId, T::MaxActiveOutboundChannels>, ValueQuery>;

	/// The destination whose pages are being resent: for it, nothing else may count as under way.
	///
	/// - **Lifetime** within one `on_idle`. **Size** 4 bytes.
	#[pallet::storage]
	pub type Resending<T: Config> = StorageValue<_, ParaId, OptionQuery>;

	/// What became of messages and pages that HRMP did not take.
	///
	/// - **Written** with the events of the same names. **Size** 32 bytes. Never removed.
	#[pallet::storage]
	pub type Tallies<T: Config> = StorageValue<_, Tally, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An XCM was sent to a sibling, by whichever transport. The sibling's message queue knows it under
		/// the same hash.
		XcmpMessageSent {
			/// Hash of the encoded versioned message.
			message_hash: XcmHash,
		},
		/// An HRMP channel closed over queued pages. They are kept.
		PagesHeld {
			/// The receiving chain.
			destination: ParaId,
			/// How many.
			pages: u32,
			/// Their bytes.
			bytes: u32,
		},
		/// Messages of held pages became part of a stream, in order. Each has an event of its own there.
		MessagesResent {
			/// The receiving chain.
			destination: ParaId,
			/// How many.
			messages: u32,
			/// Bytes of their payloads.
			bytes: u32,
		},
		/// A message of a held page can be part of no stream.
		MessageDiscarded {
			/// The receiving chain.
			destination: ParaId,
			/// Hash of its bytes.
			id: Hash,
			/// Why.
			reason: DiscardReason,
		},
		/// Pages were removed by `discard_pages`.
		PagesDiscarded {
			/// The receiving chain.
			destination: ParaId,
			/// How many.
			pages: u32,
			/// Their bytes.
			bytes: u32,
			/// Hash over the hashes of the pages, in order.
			id: Hash,
		},
		/// A page came in by HRMP, which this chain does not speak any more.
		PageRefused {
			/// The sending chain.
			sender: ParaId,
			/// Its bytes.
			bytes: u32,
			/// Hash of the page.
			id: Hash,
		},
	}

	/// Why a call is refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// Setting the queue config failed since one of its values was invalid.
		BadQueueConfig,
		/// The execution is already suspended.
		AlreadySuspended,
		/// The execution is already resumed.
		AlreadyResumed,
		/// There are too many active outbound channels.
		TooManyActiveOutboundChannels,
		/// The message is too big.
		TooBig,
		/// That destination has no held pages.
		NothingHeld,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Charges for the look at the queues when HRMP messages are taken, at the end of the block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			<T as Config>::WeightInfo::resend_check()
		}

		/// Puts held pages into streams, as far as weight, credit and blocks allow; see `resend`.
		fn on_idle(_: BlockNumberFor<T>, limit: Weight) -> Weight {
			let resent = Self::resend_held(limit);
			resent.saturating_add(T::Hrmp::on_idle(limit.saturating_sub(resent)))
		}

		fn integrity_test() {
			assert!(T::MaxPageSize::get() != 0, "MaxPageSize: a page has at least a format");
			assert!(
				Self::in_code_storage_version() == STORAGE_VERSION,
				"the layout is xcmp-queue's",
			);
			let longest = <T::Queue as EnqueueMessage<ParaId>>::MaxMessageLen::get();
			let payload = <T as pallet_spec_outbox::Config>::MaxPayloadBytes::get();
			assert!(
				payload <= longest,
				"MaxPayloadBytes: a sibling with this very runtime would dead-letter what this one sends: \
				 its message queue takes {longest} bytes; lower it, or raise the queue's HeapSize",
			);
			let page = T::ThresholdPage::get();
			assert!(
				page.messages > 0 && page.bytes > 0,
				"ThresholdPage: a window of nothing never opens",
			);
			assert!(
				<T as Config>::WeightInfo::resend_page(resend::MAX_MESSAGES_PER_STEP)
					.all_lte(<T as frame_system::Config>::BlockWeights::get().max_block),
				"on_idle: no block has room for one step, so held pages would stay for good",
			);
			let ours = [
				T::MaxInboundSuspended::get(),
				T::MaxActiveOutboundChannels::get(),
				T::MaxPageSize::get(),
			];
			assert!(
				T::Hrmp::limits().is_none_or(|theirs| theirs == ours),
				"MaxInboundSuspended, MaxActiveOutboundChannels, MaxPageSize: two pallets share one storage, 				 so give this one what the `Config` of xcmp-queue has",
			);
			T::Hrmp::integrity_test();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Suspends the execution of messages of all siblings, however they came.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ControllerOrigin`].
		///
		/// ## Details
		///
		/// Messages keep being taken in and acknowledged as the queue's room allows; credit shrinks as it fills.
		/// A sibling whose superuser passes the same origin is exempt.
		///
		/// ## Errors
		///
		/// [`Error::AlreadySuspended`].
		#[pallet::call_index(1)]
		#[pallet::weight((T::DbWeight::get().writes(1), DispatchClass::Operational))]
		pub fn suspend_xcm_execution(origin: OriginFor<T>) -> DispatchResult {
			T::ControllerOrigin::ensure_origin(origin)?;
			ensure!(!QueueSuspended::<T>::get(), Error::<T>::AlreadySuspended);
			QueueSuspended::<T>::put(true);
			Ok(())
		}

		/// Resumes the execution of messages of all siblings.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ControllerOrigin`].
		///
		/// ## Errors
		///
		/// [`Error::AlreadyResumed`].
		#[pallet::call_index(2)]
		#[pallet::weight((T::DbWeight::get().writes(1), DispatchClass::Operational))]
		pub fn resume_xcm_execution(origin: OriginFor<T>) -> DispatchResult {
			T::ControllerOrigin::ensure_origin(origin)?;
			ensure!(QueueSuspended::<T>::get(), Error::<T>::AlreadyResumed);
			QueueSuspended::<T>::put(false);
			Ok(())
		}

		/// Sets at how many queued pages a sibling may send no more.
		///
		/// ## Dispatch Origin
		///
		/// Root.
		///
		/// ## Details
		///
		/// By HRMP it is told to suspend. With a stream it is the window of its credit, see [`CreditWindow`]:
		/// what is in flight and queued never exceeds it. A credit that was given stays given.
		///
		/// ## Errors
		///
		/// [`Error::BadQueueConfig`] unless 0 < resume < suspend <= drop.
		#[pallet::call_index(3)]
		#[pallet::weight((<T as Config>::WeightInfo::set_config_with_u32(), DispatchClass::Operational))]
		pub fn update_suspend_threshold(origin: OriginFor<T>, new: u32) -> DispatchResult {
			ensure_root(origin)?;
			Self::change_thresholds(|thresholds| thresholds.suspend_threshold = new)
		}

		/// Sets at how many queued pages HRMP drops what a sibling sends.
		///
		/// ## Dispatch Origin
		///
		/// Root.
		///
		/// ## Details
		///
		/// Streams drop nothing: what exceeds the window is never sent.
		///
		/// ## Errors
		///
		/// [`Error::BadQueueConfig`] unless 0 < resume < suspend <= drop.
		#[pallet::call_index(4)]
		#[pallet::weight((<T as Config>::WeightInfo::set_config_with_u32(), DispatchClass::Operational))]
		pub fn update_drop_threshold(origin: OriginFor<T>, new: u32) -> DispatchResult {
			ensure_root(origin)?;
			Self::change_thresholds(|thresholds| thresholds.drop_threshold = new)
		}

		/// Sets to how many queued pages a suspended sibling's queue has to shrink before HRMP resumes it.
		///
		/// ## Dispatch Origin
		///
		/// Root.
		///
		/// ## Details
		///
		/// A stream needs no word to go on: every message that the queue executes gives credit back.
		///
		/// ## Errors
		///
		/// [`Error::BadQueueConfig`] unless 0 < resume < suspend <= drop.
		#[pallet::call_index(5)]
		#[pallet::weight((<T as Config>::WeightInfo::set_config_with_u32(), DispatchClass::Operational))]
		pub fn update_resume_threshold(origin: OriginFor<T>, new: u32) -> DispatchResult {
			ensure_root(origin)?;
			Self::change_thresholds(|thresholds| thresholds.resume_threshold = new)
		}

		/// Removes the oldest held pages of a destination, unread: the way out if neither its HRMP channel comes
		/// back nor a stream will ever be.
		///
		/// ## Dispatch Origin
		///
		/// Root.
		///
		/// ## Details
		///
		/// At most `pages`, and at most 16, so that the call fits a block whatever is queued.
		///
		/// ## Errors
		///
		/// [`Error::NothingHeld`].
		///
		/// ## Events
		///
		/// [`Event::PagesDiscarded`].
		#[pallet::call_index(6)]
		#[pallet::weight((
			<T as Config>::WeightInfo::discard_pages((*pages).min(MAX_DISCARDED_PAGES)),
			DispatchClass::Operational,
		))]
		pub fn discard_pages(
			origin: OriginFor<T>,
			destination: ParaId,
			pages: u32,
		) -> DispatchResult {
			ensure_root(origin)?;
			Self::do_discard_pages(destination, pages.min(MAX_DISCARDED_PAGES))
		}
	}
}

//! Puts benchmarked weights together: who pays which share of the commitment.
//!
//! | share | paid by | when |
//! |---|---|---|
//! | idle commitment, tree over page roots | every block | `on_initialize` |
//! | frontier, leaf and page of a destination | its first message, opening or end | there |
//! | leaf and page of a peer about which something is said | the register | there |
//! | what a send reads and writes | the first message to a destination | in `send` |
//! | append of a message, its leaf hash | the message | in `send` |
//! | pushing pages for a new peer | the call or register that brings it | there |
//! | dropping the last block's payloads | the next block | its first touch |
//! | what was sent after a commitment | the next block | its first touch |
//! | moving pages for a peer that is forgotten | the call | there |
//! | the leaf of a channel that a register moved on | the block | with the register |
//!
//! # Accuracy
//!
//! The drivers are measured one by one, and a load has all of them. So three loads were measured as a whole,
//! and `check_accuracy` holds what is said of them against that.
//!
//! | load | held against | may differ |
//! |---|---|---|
//! | what `SMALL` and `LARGE` take beyond one message of one byte | what is charged for further messages to a destination | 15 % |
//! | each load as a whole | all that is charged for it | less: who sends to a destination first pays as if nobody else shared its page, the cycle, the frontier |
//!
//! The database has no part in the first: a further message neither reads nor writes a key that the first one
//! did not, so what it takes is in both and falls out.

use frame_support::{
	dispatch::{DispatchClass, PostDispatchInfo},
	traits::Get,
	weights::Weight,
};
use frame_system::limits::BlockWeights;
use sp_runtime::Perbill;
use spec_messaging_primitives::{
	accuracy::{Point, PointLoad, check_accuracy},
	pallets::WatchPeer,
	tree::PAGE_LEAVES,
};

use crate::{Config, Load, Pallet, WeightInfo};

/// Many transfers to one destination.
pub(crate) const SMALL: PointLoad = PointLoad { messages: 1_000, bytes: 128 };
/// A block full of bytes to one destination.
pub(crate) const LARGE: PointLoad = PointLoad { messages: 32, bytes: 32 * 1_024 };
/// A transfer to each of some destinations.
pub(crate) const SPREAD: PointLoad = PointLoad { messages: 16, bytes: 128 };

/// What so many more cost, by a model that also counts what is there without any.
fn slope(weight: impl Fn(u32) -> Weight, count: u32) -> Weight {
	weight(count).saturating_sub(weight(0))
}

impl<T: Config> Pallet<T> {
	/// What a call paid, less the proof size of what the commitment does for it, which the block is charged
	/// here.
	///
	/// Why: the commitment reads at the end of the block. A call that declares that proof size records none
	/// of it, and whoever measures calls gives it back.
	pub(crate) fn charge_commitment(paid: Weight, share: Weight) -> Weight {
		let proof = Weight::from_parts(0, share.proof_size());
		frame_system::Pallet::<T>::register_extra_weight_unchecked(proof, DispatchClass::Mandatory);
		paid.saturating_sub(proof)
	}

	/// What every block reserves for its commitment.
	pub(crate) fn base_cost() -> Weight {
		T::WeightInfo::commit_idle().saturating_add(T::WeightInfo::commit_destinations(0))
	}

	/// Dropping the payloads that the last block sent to so many destinations.
	pub(crate) fn begin_cost(destinations: u32) -> Weight {
		T::WeightInfo::begin_block(destinations)
	}

	/// So many destinations' frontiers, leaves and pages, each on a page of its own.
	pub(crate) fn destinations_cost(destinations: u32) -> Weight {
		slope(T::WeightInfo::commit_destinations, 1).saturating_mul(destinations.into())
	}

	/// A leaf and a page that change by a register alone.
	pub(crate) fn register_cost() -> Weight {
		slope(T::WeightInfo::commit_registers, 1)
	}

	/// What so many messages with so many bytes cost beside what their destination costs once: sending, hashing
	/// and appending them.
	fn further_messages_cost(messages: u32, bytes: u32) -> Weight {
		slope(T::WeightInfo::send_messages, messages)
			.saturating_add(slope(T::WeightInfo::send_bytes, bytes))
			.saturating_add(Self::messages_cost(messages, bytes))
	}

	/// Hashing and appending so many messages with so many bytes.
	fn messages_cost(messages: u32, bytes: u32) -> Weight {
		slope(T::WeightInfo::commit_messages, messages)
			.saturating_add(slope(T::WeightInfo::commit_bytes, bytes))
	}

	/// What the first message of a block to a destination reads and writes, which the others find in memory.
	fn first_message_cost() -> Weight {
		T::WeightInfo::send_messages(0)
	}

	/// The commitment's cost of one more peer in a tree that then has `peers`.
	pub(crate) fn insertion_cost(peers: u32) -> Weight {
		T::WeightInfo::insert_peer(peers).saturating_add(Self::all_pages_cost(peers))
	}

	/// Reading and writing all pages of so many peers. There is one for each 64, and the reads and writes that are
	/// measured are fitted to whole ones for each peer: none.
	fn all_pages_cost(peers: u32) -> Weight {
		let pages = u64::from(peers.div_ceil(PAGE_LEAVES));
		T::DbWeight::get().reads_writes(pages, pages)
	}

	/// One send and its share of the commitment.
	///
	/// `first`: whether nothing else was sent to the destination since the last commitment.
	pub(crate) fn send_cost(bytes: u32, first: bool) -> Weight {
		let shared = if first {
			Self::first_message_cost().saturating_add(Self::destinations_cost(1))
		} else {
			Weight::zero()
		};
		Self::further_messages_cost(1, bytes).saturating_add(shared)
	}

	/// What lies over from a block whose commitment was done, or that made none.
	pub(crate) fn carried_cost(load: &Load) -> Weight {
		// Payloads of this block are read from memory. These come from the state, through the proof.
		let proof = Weight::from_parts(0, load.bytes.into());
		let insertions =
			Self::insertion_cost(T::MaxPeers::get()).saturating_mul(load.opened.into());
		// Whoever sends on to one of them is not the first, but the first in this block.
		let reads =
			Self::first_message_cost().saturating_mul(load.destinations.min(load.messages).into());
		Self::destinations_cost(load.destinations)
			.saturating_add(Self::messages_cost(load.messages, load.bytes))
			.saturating_add(reads)
			.saturating_add(insertions)
			.saturating_add(proof)
	}

	/// One register published, with its share of the commitment.
	pub(crate) fn publish_cost() -> Weight {
		T::WeightInfo::publish().saturating_add(Self::register_cost())
	}

	/// One register of a peer applied.
	pub(crate) fn apply_cost() -> Weight {
		T::WeightInfo::apply()
	}

	/// Opening a channel, with the insertion of its leaf among `peers` if it has none.
	pub(crate) fn open_channel_cost(peers: Option<u32>) -> Weight {
		T::WeightInfo::open_channel().saturating_add(Self::opened_cost(peers))
	}

	/// What an opened channel costs in the commitment.
	pub(crate) fn opened_cost(peers: Option<u32>) -> Weight {
		Self::destinations_cost(1)
			.saturating_add(peers.map_or(Weight::zero(), Self::insertion_cost))
	}

	/// Opening a channel again, as [`Self::open_channel_cost`].
	pub(crate) fn reopen_channel_cost(peers: Option<u32>) -> Weight {
		T::WeightInfo::reopen_channel().saturating_add(Self::opened_cost(peers))
	}

	/// Ending a channel, or beginning to.
	pub(crate) fn close_cost() -> Weight {
		T::WeightInfo::close_channel().saturating_add(Self::destinations_cost(1))
	}

	/// What a call paid that closed a channel.
	pub(crate) fn charge_close() -> PostDispatchInfo {
		Some(Self::charge_commitment(Self::close_cost(), Self::destinations_cost(1))).into()
	}

	/// Taking a leaf out of a tree of so many, and having the peer's heads read no more.
	pub(crate) fn forget_peer_cost(peers: u32) -> Weight {
		T::WeightInfo::forget_peer(peers)
			.saturating_add(Self::all_pages_cost(peers))
			.saturating_add(T::Watch::unwatch_weight())
	}

	/// Restarting so many streams: all their leaves and all pages are hashed anew.
	pub(crate) fn raise_generation_cost(peers: u32) -> Weight {
		T::WeightInfo::raise_generation(peers).saturating_add(Self::destinations_cost(peers))
	}

	/// The most that one block spends on beginning and committing, apart from channels opened in it, and from
	/// what hooks of the last one sent after its commitment.
	pub(crate) fn full_block_cost() -> Weight {
		let touched = T::MaxMessagesPerBlock::get()
			.saturating_add(T::MaxRegistersPerBlock::get())
			.min(T::MaxPeers::get());
		Self::base_cost()
			.saturating_add(Self::begin_cost(touched))
			.saturating_add(Self::destinations_cost(touched))
			.saturating_add(Self::messages_cost(
				T::MaxMessagesPerBlock::get(),
				T::MaxBytesPerBlock::get(),
			))
	}

	/// The loads that were measured as a whole, beside what is said of them. See the page of this file.
	pub(crate) fn points() -> [Point; 5] {
		let one = T::WeightInfo::point_send_one().ref_time();
		let to_one = |load: PointLoad, measured: Weight| {
			let further = Self::further_messages_cost(
				load.messages.saturating_sub(1),
				load.total().saturating_sub(1),
			);
			let charged = Self::send_cost(load.bytes, true)
				.saturating_add(
					Self::send_cost(load.bytes, false)
						.saturating_mul(load.messages.saturating_sub(1).into()),
				)
				.saturating_add(Self::base_cost());
			let whole = measured.ref_time();
			let beyond = whole.saturating_sub(one);
			[
				Point { load, measured: beyond, said: further.ref_time(), padded: false },
				Point { load, measured: whole, said: charged.ref_time(), padded: true },
			]
		};
		let [small, whole_small] = to_one(SMALL, T::WeightInfo::point_send_1000_small());
		let [large, whole_large] = to_one(LARGE, T::WeightInfo::point_send_32_large());
		let load = SPREAD;
		let charged = Self::send_cost(load.bytes, true)
			.saturating_mul(load.messages.into())
			.saturating_add(Self::base_cost());
		let measured = T::WeightInfo::point_send_to_16().ref_time();
		let spread = Point { load, measured, said: charged.ref_time(), padded: true };
		[small, whole_small, large, whole_large, spread]
	}

	/// Whether a block of this runtime takes `load`.
	pub(crate) fn has_room_for(load: PointLoad) -> bool {
		load.messages <= T::MaxMessagesPerBlock::get()
			&& load.bytes <= T::MaxPayloadBytes::get()
			&& load.total() <= T::MaxBytesPerBlock::get()
	}

	/// Stops unless the models say of every load what it took as a whole, to within `allowed`.
	///
	/// # Panics
	///
	/// If they do not.
	pub(crate) fn check_accuracy(allowed: Perbill) {
		let checked = check_accuracy(Self::points(), allowed, Self::has_room_for);
		assert!(checked.is_ok(), "WeightInfo: not within {allowed:?} of its model: {checked:?}");
	}

	/// Stops unless a transaction can send a largest message.
	///
	/// # Panics
	///
	/// If what such a message costs is more than a transaction may weigh by `limits`.
	pub(crate) fn check_largest_send(limits: &BlockWeights) {
		let normal = limits.get(DispatchClass::Normal);
		let most = normal.max_extrinsic.or(normal.max_total).unwrap_or(limits.max_block);
		assert!(
			Self::send_cost(T::MaxPayloadBytes::get(), true).all_lte(most),
			"MaxPayloadBytes: no transaction could pay for the largest message",
		);
	}
}

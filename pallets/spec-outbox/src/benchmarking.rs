//! Benchmarks of every call, hook and trait function, and of what runtime API calls answer. Each states its
//! worst case and asserts it.
//!
//! Nobody is charged for `api_*`: they tell whoever runs a node what a request costs it. `point_*` are whole
//! loads without a component, for [`Pallet::check_accuracy`].
//!
//! Run with `pov_mode = Measured`: [`Outgoing`] is bounded by bytes, not by its type.

#![cfg(feature = "runtime-benchmarks")]

use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	BoundedVec,
	traits::{Consideration, EnsureOrigin, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::offchain::StorageKind;
use sp_runtime::traits::{BlockNumberProvider, One, Saturating};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	accuracy::PointLoad,
	batch::MessageBatch,
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	hashing::{Hash, LeafHasher, node_hash},
	index::{node_key, node_value},
	mmr::{Frontier, NodePosition, shape::Subtree},
	pallets::{
		ApplyRegister, HandleReading, InboundRegister, NotedHead, PublishRegister, Reading,
		SendMessage, WatchPeer,
	},
	skip::{MAX_RECEIPTS, SkipReceipt, SkipRecord, receipts_key},
	tree::PAGE_LEAVES,
};

use spec_messaging_runtime_api::{BatchLimits, BatchUnavailable};

use crate::{
	cost::{LARGE, SMALL, SPREAD},
	*,
};

/// Messages that are put into the off-chain index at most.
const INDEXED: u32 = 1_024;

/// One message below a stream that is a single peak: an append merges 62 times, and there is no stream
/// whose root costs more.
const DEEP: u64 = (1 << 62) - 1;

fn peer(index: u32) -> ParaId {
	ParaId::from((1u32 << 20).saturating_add(index.saturating_mul(2)))
}

fn next_block<T: Config>() {
	let next = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
	frame_system::Pallet::<T>::set_block_number(next);
	Cycle::<T>::mutate(Pallet::<T>::begin);
}

/// A register that accepts everything and of which nothing was consumed.
fn boundless<T: Config>() -> Register {
	Register {
		generation: Generation::<T>::get(),
		credit: u64::MAX,
		credit_bytes: u64::MAX,
		max_payload: u32::MAX,
		phase: Phase { outbound: OutboundPhase::Open, inbound: InboundPhase::Accepted },
		..Register::default()
	}
}

/// Forgets whatever genesis opened, so that a benchmark of `MaxPeers` has room for as many.
fn fresh<T: Config>() {
	let _ = Channels::<T>::clear(u32::MAX, None);
	let _ = Frontiers::<T>::clear(u32::MAX, None);
	let _ = Pages::<T>::clear(u32::MAX, None);
	let _ = Outgoing::<T>::clear(u32::MAX, None);
	let _ = Touched::<T>::clear(u32::MAX, None);
	let _ = Tombstones::<T>::clear(u32::MAX, None);
	let _ = Deposits::<T>::clear(u32::MAX, None);
	StaleCursor::<T>::kill();
	PageDirectory::<T>::kill();
	Provides::<T>::kill();
	Cycle::<T>::kill();
	Generation::<T>::kill();
	next_block::<T>();
}

/// Channels to so many peers, all with credit and a leaf, in a block that has sent nothing yet.
fn open_peers<T: Config>(peers: u32) {
	fresh::<T>();
	for index in 0..peers {
		assert!(Pallet::<T>::do_open_channel(peer(index), OutboundPhase::Open).is_ok());
		assert!(Pallet::<T>::apply(peer(index), 1, &boundless::<T>()).is_ok());
	}
	Pallet::<T>::commit();
	next_block::<T>();
}

/// A stream of so many messages that nobody knows.
fn frontier_at(count: u64) -> Frontier {
	let count = LeafCount::new(count).expect("below 2^63; qed");
	let peaks = usize::try_from(count.peak_count()).unwrap_or(usize::MAX);
	let peaks = BoundedVec::truncate_from(vec![Hash::repeat_byte(7); peaks]);
	Frontier::from_parts(count, peaks).expect("one peak per set bit; qed")
}

/// Puts another stream in the place of that to `destination`.
fn replace_stream<T: Config>(destination: ParaId, frontier: Frontier) {
	let count = frontier.leaf_count();
	Channels::<T>::mutate(destination, |channel| {
		let channel = channel.as_mut().expect("the benchmark opened it; qed");
		channel.leaf = Some(ChannelLeaf::new(&frontier, channel.register()));
		channel.sent = count;
		channel.sent_bytes = count.get();
	});
	Frontiers::<T>::insert(destination, frontier);
}

/// Gives a stream 62 peaks.
fn deepen<T: Config>(destination: ParaId) {
	replace_stream::<T>(destination, frontier_at(DEEP));
}

/// A register that says of a source what was not said before.
fn consumed_one() -> InboundRegister {
	InboundRegister {
		consumed: LeafCount::from(1),
		phase: InboundPhase::Accepted,
		..InboundRegister::default()
	}
}

fn payload(bytes: u32) -> Vec<u8> {
	vec![0xab; usize::try_from(bytes).unwrap_or(usize::MAX)]
}

/// How many messages bytes are measured in: eight, or as many as a block takes of the longest. Beside that many bytes
/// what a message costs besides, and its noise, is little.
///
/// From 32 KiB on a message takes some 40 us more, wherever it stands in the block, so the line through all of
/// them is above what bytes of shorter ones take.
fn byte_messages<T: Config>() -> u32 {
	let longest = T::MaxBytesPerBlock::get() / T::MaxPayloadBytes::get().max(1);
	T::MaxMessagesPerBlock::get().min(longest).clamp(1, 8)
}

/// All bytes of as many of the longest.
fn bytes_max<T: Config>() -> u32 {
	byte_messages::<T>().saturating_mul(T::MaxPayloadBytes::get())
}

/// One of as many with `bytes` bytes in all.
fn share_of<T: Config>(bytes: u32) -> Vec<u8> {
	payload((bytes / byte_messages::<T>()).max(1))
}

fn send_to<T: Config>(destination: ParaId, bytes: u32) {
	assert!(Pallet::<T>::send(destination, &payload(bytes)).is_ok());
}

/// An account that can pay for a channel.
fn opener<T: Config>() -> T::AccountId {
	let who = account("opener", 0, 0);
	T::Consideration::ensure_successful(&who, Pallet::<T>::footprint());
	who
}

/// A peer that was forgotten after its stream of 62 peaks ended. Returns the frontier.
fn ended_peer<T: Config>() -> Frontier {
	open_peers::<T>(1);
	deepen::<T>(peer(0));
	let frontier = Frontiers::<T>::get(peer(0));
	assert!(Pallet::<T>::do_force_close(peer(0)).is_ok());
	Pallet::<T>::commit();
	next_block::<T>();
	assert!(Pallet::<T>::do_forget_peer(peer(0), true).is_ok());
	next_block::<T>();
	frontier
}

fn block_number<T: Config>() -> BlockNumberFor<T> {
	frame_system::Pallet::<T>::block_number()
}

/// Writes a node of the first peer's stream where `prove` reads it.
///
/// Why not as the commitment does: what a block puts into the index is there once the block was imported, and
/// a benchmark is none.
fn index(position: NodePosition, hash: &Hash, value: &[u8]) {
	let key = node_key(peer(0), position, hash);
	sp_io::offchain::local_storage_set(StorageKind::PERSISTENT, &key, value);
}

/// Commits a full tree in which `frontier` is the stream to the first peer.
fn commit_stream<T: Config>(frontier: Frontier) {
	open_peers::<T>(T::MaxPeers::get());
	replace_stream::<T>(peer(0), frontier);
	// So that its leaf is hashed anew.
	assert!(Pallet::<T>::publish(peer(0), consumed_one()).is_ok());
	Pallet::<T>::commit();
}

/// Commits a full tree in which the stream to the first peer has 2^62 messages and one peak, so that nothing
/// in it is less than 62 look-ups away. The last `messages` of them are in the off-chain index. Returns the
/// frontier before these.
fn commit_indexed<T: Config>(messages: u32, payload: &[u8]) -> Frontier {
	let held = frontier_at((1u64 << 62).saturating_sub(messages.into()));
	let mut frontier = held.clone();
	let mut hasher = LeafHasher::new();
	for _ in 0..messages {
		let leaf = hasher.hash(payload);
		let place = Subtree { first: frontier.leaf_count().get(), height: 0 };
		index(place.position(), &leaf.0, payload);
		let show = |node: spec_messaging_primitives::mmr::NewNode| {
			index(node.position, &node.hash, &node_value(&node.left, &node.right));
		};
		frontier.append_with(leaf, show).expect("far from full; qed");
	}
	assert_eq!(frontier.peaks().len(), 1);
	commit_stream::<T>(frontier);
	held
}

/// How many messages the first peer takes out of this batch if it holds `held`.
fn received<T: Config>(batch: Result<MessageBatch, BatchUnavailable>, held: &Frontier) -> u32 {
	let batch = batch.expect("all of it is there; qed");
	assert_eq!(Some(batch.provides_root), Provides::<T>::get());
	let messages = batch.messages();
	let authentic = batch.authenticate(peer(0)).expect("its leaf is committed; qed");
	let verified = authentic.verify(held).expect("it continues; qed");
	assert_eq!(u32::try_from(verified.payloads.len()), Ok(messages));
	messages
}

/// Sends this to the first peer so many times, and commits it.
fn send_and_commit<T: Config>(messages: u32, payload: &[u8]) {
	for _ in 0..messages {
		assert!(Pallet::<T>::send(peer(0), payload).is_ok());
	}
	Pallet::<T>::commit();
}

/// Stops a benchmark of a load for which the limits of this runtime leave no room.
fn ensure_room<T: Config>(load: PointLoad) -> Result<(), BenchmarkError> {
	if Pallet::<T>::has_room_for(load) { Ok(()) } else { Err(BenchmarkError::Weightless) }
}

/// The mock with room for every load that is measured as a whole.
#[cfg(test)]
fn roomy() -> sp_io::TestExternalities {
	crate::mock::MaxPeers::set(1_000);
	crate::mock::MaxMessagesPerBlock::set(1_000);
	crate::mock::MaxBytesPerBlock::set(1_024 * 1_024);
	crate::mock::MaxPayloadBytes::set(32 * 1_024);
	// A register about each page of peers.
	crate::mock::MaxRegistersPerBlock::set(16);
	crate::mock::new_test_ext()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A peer without an entry, opened for a deposit, beside as many whose heads are read as there may be. Its leaf is
	/// inserted in the commitment: `insert_peer`.
	#[benchmark]
	fn open_channel() {
		fresh::<T>();
		let who = opener::<T>();
		if !(1..T::MaxPeers::get()).all(|index| T::Watch::watch(peer(index))) {
			assert!(T::Watch::unwatch(peer(1), true));
		}
		#[block]
		{
			assert!(Pallet::<T>::open_for(peer(0), Some(who)).is_ok());
		}
		assert!(Pallet::<T>::has_channel(peer(0)));
	}

	/// A peer that was forgotten, whose stream has 62 peaks, for a deposit.
	#[benchmark]
	fn reopen_channel() {
		let (frontier, who) = (ended_peer::<T>(), opener::<T>());
		#[block]
		{
			assert!(Pallet::<T>::do_reopen_channel(peer(0), frontier, Some(who)).is_ok());
		}
		assert!(Frontiers::<T>::contains_key(peer(0)));
	}

	/// A channel with a deposit, in a block that says nothing of it yet. All consumed: it ends at once.
	#[benchmark]
	fn close_channel() {
		open_peers::<T>(1);
		let who = opener::<T>();
		assert!(Pallet::<T>::take_deposit(peer(0), Some(who.clone())).is_ok());
		#[block]
		{
			assert!(Pallet::<T>::do_close_channel(peer(0), Some(&who)).is_ok());
		}
		assert!(!Deposits::<T>::contains_key(peer(0)));
	}

	/// The first of all peers, so that every page shifts.
	///
	/// `d`: leaves before that.
	#[benchmark]
	fn forget_peer(d: Linear<1, { T::MaxPeers::get() }>) {
		open_peers::<T>(d);
		assert!(Pallet::<T>::do_force_close(peer(0)).is_ok());
		Pallet::<T>::commit();
		next_block::<T>();
		#[block]
		{
			assert!(Pallet::<T>::do_forget_peer(peer(0), true).is_ok());
		}
		assert_eq!(PageDirectory::<T>::get().leaves, d.saturating_sub(1));
	}

	/// A pause with an end.
	#[benchmark]
	fn pause_channel() {
		open_peers::<T>(1);
		#[block]
		{
			assert!(Pallet::<T>::do_pause_channel(peer(0), Some(u32::MAX)).is_ok());
		}
		assert_eq!(Channels::<T>::get(peer(0)).map(|c| c.pause), Some(Pause::Until(u32::MAX)));
	}

	/// A channel among all of them that is found stale, if there is a limit.
	#[benchmark]
	fn watch_stale() {
		open_peers::<T>(T::MaxPeers::get());
		for index in 0..T::MaxPeers::get() {
			Channels::<T>::mutate(peer(index), |channel| {
				let channel = channel.as_mut().expect("it was opened; qed");
				channel.sent = LeafCount::from(1);
				channel.waiting_since = 0;
			});
		}
		T::RelayBlockNumber::set_block_number(T::StaleAfter::get());
		// The last that is looked at has none behind it.
		let mut peers = Channels::<T>::iter_keys();
		StaleCursor::<T>::put(peers.next().expect("there is a peer; qed"));
		let second = peers.next();
		#[block]
		{
			Pallet::<T>::look_at_next();
		}
		assert_eq!(StaleCursor::<T>::get(), second);
		let found = second.and_then(Channels::<T>::get).map(|channel| channel.stale);
		assert!(found.is_none_or(|stale| stale == (T::StaleAfter::get() > 0)));
	}

	/// `d`: streams, each with 62 peaks and an applied register.
	#[benchmark]
	fn raise_generation(d: Linear<1, { T::MaxPeers::get() }>) -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		open_peers::<T>(d);
		(0..d).for_each(|index| deepen::<T>(peer(index)));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);
		assert_eq!(Generation::<T>::get(), 1);
		assert_eq!(Frontiers::<T>::iter_keys().count(), 0);
		Ok(())
	}

	/// Messages of one byte to one destination, the first of which are the first of a block.
	///
	/// What they share is read and written once a block, so it stands in the base.
	///
	/// `n`: messages.
	#[benchmark]
	fn send_messages(n: Linear<1, { T::MaxMessagesPerBlock::get() }>) {
		open_peers::<T>(1);
		let payload = payload(1);
		#[block]
		{
			for _ in 0..n {
				assert!(Pallet::<T>::send(peer(0), &payload).is_ok());
			}
		}
		assert_eq!(Cycle::<T>::get().load.messages, n);
	}

	/// A few messages to one destination, the first of which is the first of a block.
	///
	/// `b`: bytes of all their payloads.
	#[benchmark]
	fn send_bytes(b: Linear<1, { bytes_max::<T>() }>) {
		open_peers::<T>(1);
		let (messages, payload) = (byte_messages::<T>(), share_of::<T>(b));
		#[block]
		{
			for _ in 0..messages {
				assert!(Pallet::<T>::send(peer(0), &payload).is_ok());
			}
		}
		let load = Cycle::<T>::get().load;
		assert_eq!(
			(load.messages, load.bytes),
			(messages, (b / messages).max(1).saturating_mul(messages))
		);
	}

	/// The first touch of the outbox in a block.
	///
	/// `d`: destinations that the last block touched, with a message each as far as a block has messages.
	#[benchmark]
	fn begin_block(d: Linear<0, { T::MaxPeers::get() }>) {
		open_peers::<T>(d);
		(0..d.min(T::MaxMessagesPerBlock::get())).for_each(|index| send_to::<T>(peer(index), 1));
		Pallet::<T>::commit();
		let next = block_number::<T>().saturating_add(One::one());
		frame_system::Pallet::<T>::set_block_number(next);
		#[block]
		{
			Cycle::<T>::mutate(Pallet::<T>::begin);
		}
		assert_eq!(Outgoing::<T>::iter_keys().count(), 0);
	}

	/// The commitment of a block in which nothing changed: the root is repeated.
	#[benchmark]
	fn commit_idle() {
		open_peers::<T>(T::MaxPeers::get());
		#[block]
		{
			Pallet::<T>::commit();
		}
		assert!(Cycle::<T>::get().committed);
		assert!(!frame_system::Pallet::<T>::digest().logs().is_empty());
	}

	/// The commitment over a full tree, with one message of one byte to each touched destination, whose
	/// stream has 62 peaks that all merge.
	///
	/// `d`: destinations, each on a page of its own.
	#[benchmark]
	fn commit_destinations(d: Linear<1, { T::MaxPeers::get().div_ceil(PAGE_LEAVES) }>) {
		open_peers::<T>(T::MaxPeers::get());
		for page in 0..d {
			let destination = peer(page.saturating_mul(PAGE_LEAVES));
			deepen::<T>(destination);
			send_to::<T>(destination, 1);
		}
		#[block]
		{
			Pallet::<T>::commit();
		}
		let merged = Frontiers::<T>::iter_values().filter(|f| f.peaks().len() == 1).count();
		assert_eq!(u32::try_from(merged), Ok(d));
	}

	/// The commitment over a full tree, with a register about each touched peer. The streams to them ended, which
	/// costs a look at their tombstones besides.
	///
	/// `d`: peers, each on a page of its own.
	#[benchmark]
	fn commit_registers(d: Linear<1, { T::MaxPeers::get().div_ceil(PAGE_LEAVES) }>) {
		open_peers::<T>(T::MaxPeers::get());
		let touched = || (0..d).map(|page| peer(page.saturating_mul(PAGE_LEAVES)));
		for peer in touched() {
			deepen::<T>(peer);
			assert!(Pallet::<T>::do_force_close(peer).is_ok());
		}
		Pallet::<T>::commit();
		next_block::<T>();
		let register = consumed_one();
		touched().for_each(|peer| assert!(Pallet::<T>::publish(peer, register).is_ok()));
		#[block]
		{
			Pallet::<T>::commit();
		}
		let said = |peer| {
			let leaf = Channels::<T>::get(peer).and_then(|channel| channel.leaf);
			leaf.is_some_and(|leaf| leaf.register.consumed == LeafCount::from(1))
		};
		assert!(touched().all(said));
	}

	/// The commitment of messages of one byte to one destination.
	///
	/// `n`: messages.
	#[benchmark]
	fn commit_messages(n: Linear<1, { T::MaxMessagesPerBlock::get() }>) {
		open_peers::<T>(1);
		(0..n).for_each(|_| send_to::<T>(peer(0), 1));
		#[block]
		{
			Pallet::<T>::commit();
		}
		assert_eq!(Frontiers::<T>::get(peer(0)).leaf_count(), LeafCount::from(n));
	}

	/// The commitment of a few messages to one destination.
	///
	/// `b`: bytes of all their payloads.
	#[benchmark]
	fn commit_bytes(b: Linear<1, { bytes_max::<T>() }>) {
		open_peers::<T>(1);
		let (messages, payload) = (byte_messages::<T>(), share_of::<T>(b));
		for _ in 0..messages {
			assert!(Pallet::<T>::send(peer(0), &payload).is_ok());
		}
		#[block]
		{
			Pallet::<T>::commit();
		}
		assert_eq!(Frontiers::<T>::get(peer(0)).leaf_count(), LeafCount::from(messages));
	}

	/// The commitment that inserts a leaf before all others, so that every page shifts.
	///
	/// `d`: leaves after that.
	#[benchmark]
	fn insert_peer(d: Linear<1, { T::MaxPeers::get() }>) {
		open_peers::<T>(d.saturating_sub(1));
		let first = ParaId::from(u32::from(peer(0)).saturating_sub(1));
		assert!(Pallet::<T>::do_open_channel(first, OutboundPhase::Open).is_ok());
		#[block]
		{
			Pallet::<T>::commit();
		}
		assert_eq!(PageDirectory::<T>::get().leaves, d);
	}

	/// The first register of a block about a source that has an entry.
	#[benchmark]
	fn publish() {
		open_peers::<T>(1);
		let register = consumed_one();
		#[block]
		{
			assert!(Pallet::<T>::publish(peer(0), register).is_ok());
		}
		assert_eq!(Cycle::<T>::get().load.registers, 1);
	}

	/// A register that acknowledges, after another one.
	#[benchmark]
	fn apply() {
		open_peers::<T>(1);
		send_to::<T>(peer(0), 1);
		Pallet::<T>::commit();
		next_block::<T>();
		let register =
			Register { consumed: LeafCount::from(1), consumed_bytes: 1, ..boundless::<T>() };
		#[block]
		{
			assert!(Pallet::<T>::apply(peer(0), 2, &register).is_ok());
		}
		assert_eq!(Channels::<T>::get(peer(0)).and_then(|c| c.applied).map(|a| a.as_of), Some(2));
	}

	/// A record of 16 receipts, the last `r` of which are new.
	#[benchmark]
	fn note_skips(r: Linear<1, 16>) {
		open_peers::<T>(1);
		let peer = peer(0);
		let consumed = LeafCount::from(MAX_RECEIPTS);
		let register = Register { consumed, ..boundless::<T>() };
		Channels::<T>::mutate(peer, |channel| {
			if let Some(channel) = channel {
				channel.applied = Some(Applied { as_of: 1, register });
			}
		});
		let mut record = SkipRecord::default();
		for i in 0..MAX_RECEIPTS {
			record.push(SkipReceipt {
				generation: Generation::<T>::get(),
				first: Position::from(i),
				count: 1,
				bytes: 1,
				commitment: Hash::repeat_byte(1),
				relay_block: 1,
			});
		}
		let old = MAX_RECEIPTS.saturating_sub(r);
		SkipsSeen::<T>::insert(
			peer,
			SkipsOfPeer {
				receipts: old.into(),
				generation: Generation::<T>::get(),
				skipped: old.into(),
				end: LeafCount::from(old),
			},
		);
		let value = record.encode();
		let key = receipts_key(T::SelfParaId::get());
		let head = NotedHead { relay_block: 1, number: 1, state_root: Hash::default() };
		#[block]
		{
			let reading = Reading { source: peer, head, key: &key, value: Some(&value) };
			<Pallet<T> as HandleReading>::handle(reading)
				.map_err(sp_runtime::DispatchError::from)
				.expect("they are new; qed");
		}
		assert_eq!(SkipsSeen::<T>::get(peer).receipts, u64::from(MAX_RECEIPTS));
	}

	/// One message of one byte to one destination, sent and committed: what the loads below have in common.
	#[benchmark]
	fn point_send_one() {
		open_peers::<T>(1);
		let payload = payload(1);
		#[block]
		{
			send_and_commit::<T>(1, &payload);
		}
		assert_eq!(Frontiers::<T>::get(peer(0)).leaf_count(), LeafCount::from(1));
	}

	/// `SMALL` to one destination, sent and committed.
	#[benchmark]
	fn point_send_1000_small() -> Result<(), BenchmarkError> {
		let load = SMALL;
		ensure_room::<T>(load)?;
		open_peers::<T>(1);
		let payload = payload(load.bytes);
		#[block]
		{
			send_and_commit::<T>(load.messages, &payload);
		}
		assert_eq!(Frontiers::<T>::get(peer(0)).leaf_count(), LeafCount::from(load.messages));
		Ok(())
	}

	/// `LARGE` to one destination, sent and committed.
	#[benchmark]
	fn point_send_32_large() -> Result<(), BenchmarkError> {
		let load = LARGE;
		ensure_room::<T>(load)?;
		open_peers::<T>(1);
		let payload = payload(load.bytes);
		#[block]
		{
			send_and_commit::<T>(load.messages, &payload);
		}
		assert_eq!(Frontiers::<T>::get(peer(0)).leaf_count(), LeafCount::from(load.messages));
		Ok(())
	}

	/// `SPREAD`, each message to a destination of its own whose stream has 62 peaks that all
	/// merge and whose leaf stands on a page of its own, in a full tree. Sent and committed.
	#[benchmark]
	fn point_send_to_16() -> Result<(), BenchmarkError> {
		let load = SPREAD;
		ensure_room::<T>(load)?;
		if T::MaxPeers::get().div_ceil(PAGE_LEAVES) < load.messages {
			return Err(BenchmarkError::Weightless);
		}
		open_peers::<T>(T::MaxPeers::get());
		let destinations: Vec<_> =
			(0..load.messages).map(|page| peer(page.saturating_mul(PAGE_LEAVES))).collect();
		destinations.iter().for_each(|destination| deepen::<T>(*destination));
		let payload = payload(load.bytes);
		#[block]
		{
			for destination in &destinations {
				assert!(Pallet::<T>::send(*destination, &payload).is_ok());
			}
			Pallet::<T>::commit();
		}
		let merged = Frontiers::<T>::iter_values().filter(|f| f.peaks().len() == 1).count();
		assert_eq!(u32::try_from(merged), Ok(load.messages));
		Ok(())
	}

	/// The messages of one byte that a block committed to one destination, as a batch out of the state.
	///
	/// Worst case: a full tree, which is hashed.
	///
	/// `n`: messages.
	#[benchmark]
	fn api_current_batch(n: Linear<1, { T::MaxMessagesPerBlock::get().min(1_000) }>) {
		open_peers::<T>(T::MaxPeers::get());
		send_and_commit::<T>(n, &payload(1));
		let batch;
		#[block]
		{
			batch = Pallet::<T>::current_batch(peer(0));
		}
		assert_eq!(received::<T>(batch, &Frontier::empty()), n);
	}

	/// As `api_current_batch`, of one message.
	///
	/// `b`: bytes of its payload.
	#[benchmark]
	fn api_current_batch_bytes(b: Linear<1, { T::MaxPayloadBytes::get() }>) {
		open_peers::<T>(T::MaxPeers::get());
		send_and_commit::<T>(1, &payload(b));
		let batch;
		#[block]
		{
			batch = Pallet::<T>::current_batch(peer(0));
		}
		assert_eq!(received::<T>(batch, &Frontier::empty()), 1);
	}

	/// Messages of one byte as a batch out of the off-chain index.
	///
	/// Worst case: a full tree, and a stream of one peak of height 62, from which every stretch of the walk
	/// descends anew. The batch ends before the stream does, so an extension descends once more.
	///
	/// `n`: messages.
	#[benchmark]
	fn api_batch(n: Linear<1, 1_000>) {
		let held = commit_indexed::<T>(INDEXED, &payload(1));
		let from = held.leaf_count().next_position();
		let limits = BatchLimits { messages: n, bytes: u64::MAX };
		let batch;
		#[block]
		{
			batch = Pallet::<T>::batch(peer(0), from, limits);
		}
		assert!(batch.as_ref().is_ok_and(|batch| !batch.extension.is_empty()));
		assert_eq!(received::<T>(batch, &held), n);
	}

	/// As `api_batch`, of one message, the last of its stream.
	///
	/// `b`: bytes of its payload.
	#[benchmark]
	fn api_batch_bytes(b: Linear<1, { T::MaxPayloadBytes::get() }>) {
		let held = commit_indexed::<T>(1, &payload(b));
		let from = held.leaf_count().next_position();
		let limits = BatchLimits { messages: u32::MAX, bytes: u64::MAX };
		let batch;
		#[block]
		{
			batch = Pallet::<T>::batch(peer(0), from, limits);
		}
		assert_eq!(received::<T>(batch, &held), 1);
	}

	/// Leaf hashes of a stretch to skip, out of the off-chain index. Worst case as in `api_batch`.
	///
	/// `n`: messages.
	#[benchmark]
	fn api_stretch(n: Linear<1, 1_000>) {
		let held = commit_indexed::<T>(INDEXED, &payload(1));
		let from = held.leaf_count().next_position();
		let stretch;
		#[block]
		{
			stretch = Pallet::<T>::stretch(peer(0), from, n, n.into());
		}
		let stretch = stretch.expect("all of it is in the index; qed");
		assert_eq!((stretch.count(), stretch.extension.is_empty()), (n, false));
		let authentic = stretch.authenticate(peer(0)).expect("its leaf is committed; qed");
		assert!(authentic.verify(&held).is_ok());
	}

	/// Proof that the first message of a stream is a prefix of it.
	///
	/// Worst case: a full tree, and a stream of one peak, to whose first leaf every level is walked and a node
	/// of each is in the proof. No boundary within a stream is further from its peak.
	///
	/// `e`: levels.
	#[benchmark]
	fn api_late_block_proof(e: Linear<0, 62>) {
		let held = frontier_at(1);
		let mut node = held.peaks().first().copied().unwrap_or_default();
		for (height, byte) in (1..=e).zip(1u8..) {
			let (left, right) = (node, Hash::repeat_byte(byte));
			node = node_hash(&left, &right);
			let place = Subtree { first: 0, height };
			index(place.position(), &node, &node_value(&left, &right));
		}
		let count = LeafCount::new(1u64.wrapping_shl(e)).expect("at most 2^62; qed");
		let frontier = Frontier::from_parts(count, BoundedVec::truncate_from(vec![node]));
		commit_stream::<T>(frontier.expect("one peak; qed"));
		let proof;
		#[block]
		{
			proof = Pallet::<T>::late_block_proof(peer(0), held.leaf_count());
		}
		let proof = proof.expect("the whole walk is in the index; qed");
		assert_eq!(u32::try_from(proof.extension.nodes().len()), Ok(e));
		let root = proof.proof.provides_root(proof.source, peer(0), &proof.channel);
		assert_eq!(root.ok(), Provides::<T>::get());
		let channel = &proof.channel;
		assert!(proof.extension.verify(&held, channel.leaf_count, channel.stream_root).is_ok());
	}

	/// A batch without messages, which is what every proof out of the state costs: all pages are read and
	/// the tree is hashed.
	///
	/// `d`: leaves.
	#[benchmark]
	fn api_refresh(d: Linear<1, { T::MaxPeers::get() }>) {
		open_peers::<T>(d);
		Pallet::<T>::commit();
		let batch;
		#[block]
		{
			batch = Pallet::<T>::refresh(peer(0), Position::from(0));
		}
		assert_eq!(batch.as_ref().map(|batch| batch.proof.leaves), Ok(d));
		assert_eq!(received::<T>(batch, &Frontier::empty()), 0);
	}

	/// Proof that there is no leaf between the first and the second one, if there is a second. All leaves are
	/// read and hashed.
	///
	/// `d`: leaves.
	#[benchmark]
	fn api_absence(d: Linear<1, { T::MaxPeers::get() }>) {
		open_peers::<T>(d);
		Pallet::<T>::commit();
		let absent = ParaId::from(u32::from(peer(0)).saturating_add(1));
		let proof;
		#[block]
		{
			proof = Pallet::<T>::absence(absent);
		}
		let proof = proof.expect("it has no channel; qed");
		let root = Provides::<T>::get().expect("there is a leaf; qed");
		assert!(proof.verify(T::SelfParaId::get(), absent, root).is_ok());
	}

	/// The list of channels, each with a register of its peer.
	///
	/// `d`: channels.
	#[benchmark]
	fn api_channels(d: Linear<1, { T::MaxPeers::get() }>) {
		open_peers::<T>(d);
		let channels;
		#[block]
		{
			channels = Pallet::<T>::channels();
		}
		assert_eq!(u32::try_from(channels.len()), Ok(d));
		assert!(channels.iter().all(|channel| channel.peer_register_as_of.is_some()));
	}

	/// What is counted of a stream of which a message waits for its acknowledgement.
	#[benchmark]
	fn api_stats() {
		open_peers::<T>(1);
		send_and_commit::<T>(1, &payload(1));
		let stats;
		#[block]
		{
			stats = Pallet::<T>::stats_of(peer(0));
		}
		assert!(stats.is_some_and(|stats| stats.unacknowledged.is_some()));
	}

	/// What stops a message that was not sent yet: all that `send` checks.
	#[benchmark]
	fn api_explain() {
		open_peers::<T>(1);
		let explanation;
		#[block]
		{
			explanation = Pallet::<T>::explain(peer(0), Position::from(1), None);
		}
		assert_eq!(explanation.place, spec_messaging_runtime_api::OutgoingPlace::NotSent);
	}

	impl_benchmark_test_suite!(Pallet, crate::benchmarking::roomy(), crate::mock::Test);
}

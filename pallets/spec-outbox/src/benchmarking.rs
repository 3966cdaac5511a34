//! Benchmarks of every call, hook and trait function. Each states its worst case and asserts it.
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
use sp_runtime::traits::{One, Saturating};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	hashing::Hash,
	mmr::Frontier,
	pallets::{
		ApplyRegister, HandleReading, InboundRegister, NotedHead, PublishRegister, Reading,
		SendMessage,
	},
	skip::{MAX_RECEIPTS, SkipReceipt, SkipRecord, receipts_key},
	tree::PAGE_LEAVES,
};

use crate::*;

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

/// Gives a stream 62 peaks.
fn deepen<T: Config>(destination: ParaId) {
	let count = LeafCount::new(DEEP).expect("below 2^63; qed");
	let peaks = BoundedVec::truncate_from(vec![Hash::repeat_byte(7); 62]);
	let frontier = Frontier::from_parts(count, peaks).expect("62 bits and 62 peaks; qed");
	Channels::<T>::mutate(destination, |channel| {
		let channel = channel.as_mut().expect("the benchmark opened it; qed");
		channel.leaf = Some(ChannelLeaf::new(&frontier, channel.register()));
		channel.sent = count;
		channel.sent_bytes = DEEP;
	});
	Frontiers::<T>::insert(destination, frontier);
}

fn payload(bytes: u32) -> Vec<u8> {
	vec![0xab; usize::try_from(bytes).unwrap_or(usize::MAX)]
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

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A peer without an entry, opened for a deposit. Its leaf is inserted in the commitment:
	/// `insert_peer`.
	#[benchmark]
	fn open_channel() {
		fresh::<T>();
		let who = opener::<T>();
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
		StaleCursor::<T>::put(peer(0));
		#[block]
		{
			Pallet::<T>::look_at_next();
		}
		assert!(StaleCursor::<T>::get() != Some(peer(0)));
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

	/// The first message of a block to its destination.
	///
	/// `b`: bytes of its payload.
	#[benchmark]
	fn send_bytes(b: Linear<1, { T::MaxPayloadBytes::get() }>) {
		open_peers::<T>(1);
		let payload = payload(b);
		#[block]
		{
			assert!(Pallet::<T>::send(peer(0), &payload).is_ok());
		}
		assert_eq!(Cycle::<T>::get().load.bytes, b);
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
		let register = InboundRegister {
			consumed: LeafCount::from(1),
			phase: InboundPhase::Accepted,
			..InboundRegister::default()
		};
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

	/// The commitment of one message.
	///
	/// `b`: bytes of its payload.
	#[benchmark]
	fn commit_bytes(b: Linear<1, { T::MaxPayloadBytes::get() }>) {
		open_peers::<T>(1);
		send_to::<T>(peer(0), b);
		#[block]
		{
			Pallet::<T>::commit();
		}
		assert_eq!(Frontiers::<T>::get(peer(0)).leaf_count(), LeafCount::from(1));
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
		let register = InboundRegister {
			consumed: LeafCount::from(1),
			phase: InboundPhase::Accepted,
			..InboundRegister::default()
		};
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

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}

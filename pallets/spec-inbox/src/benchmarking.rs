//! Worst cases of every call and hook, and of what runtime API calls answer, each with what makes it worst.
//!
//! Nobody is charged for `api_*`: they tell whoever runs a node what a request costs it. `point_*` are whole
//! loads without a component, for [`Pallet::check_accuracy`].
//!
//! A batch is measured under an included root. Its frontier has 62 peaks wherever that makes a
//! difference: one more would be a full stream. Messages are queued, but for `at_once_messages`. What the handler and the
//! sending pallet cost is in these numbers too, besides being charged by their own weights.

use alloc::{vec, vec::Vec};
use codec::Encode;
use cumulus_pallet_parachain_system::RelayChainStateProof;
use cumulus_primitives_core::relay_chain::{HeadData, well_known_keys};
use frame_benchmarking::v2::*;
use frame_support::{
	BoundedVec,
	traits::{Consideration, Get},
};
use frame_system::RawOrigin;
use sp_runtime::{
	Digest, DigestItem,
	generic::Header,
	traits::{BlakeTwo256, BlockNumberProvider},
};
use sp_trie::{LayoutV1, MemoryDB, StorageProof, TrieDBMutBuilder, TrieMut};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	accuracy::PointLoad,
	batch::{Batches, MessageBatch},
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	commitment::{MAX_SOURCES, mark_digest, provides_digest},
	hashing::{Hash, LeafHash, LeafHasher, ProvidesRoot, StreamRoot, message_id, node_hash},
	inherent::IngestData,
	late_block::{BlockRecord, ConsumedStream},
	mmr::{ExtensionProof, Frontier},
	pallets::{HandleMessages, SpeculativeSupport, Tier, WrappedPvf},
	skip::{MAX_RECEIPTS, SkipReceipt, SkippedStretch},
	tree::{CommitmentProof, MAX_SIBLINGS},
};
use spec_messaging_runtime_api::{IncludedRoot, IncomingPlace, Refusal, RefusalCount};

use crate::{
	cost::{LARGE, MEDIUM, SMALL},
	*,
};

/// A source among its peers.
fn source(i: u32) -> ParaId {
	ParaId::from(100_000u32.saturating_add(i))
}

/// Forgets the peers and the trust that genesis brought, so that every worst case has its whole room.
fn forget_all<T: Config>() {
	for peer in Peers::<T>::take() {
		Sources::<T>::remove(peer);
		Frontiers::<T>::remove(peer);
		Pallet::<T>::forget_older_roots(peer);
	}
	Trusted::<T>::kill();
	Marked::<T>::kill();
	Cursor::<T>::kill();
	Suspensions::<T>::kill();
}

/// The longest frontier that still takes messages.
fn long_frontier() -> Frontier {
	let count = LeafCount::new((1 << 62) - 1).expect("below 2^63; qed");
	let peaks: Vec<_> = (0..62u8).map(Hash::repeat_byte).collect();
	Frontier::from_parts(count, peaks.try_into().expect("62 of 63; qed"))
		.expect("one peak per set bit; qed")
}

/// An account that can pay for a channel.
fn payer<T: Config>() -> T::AccountId {
	let who = account("payer", 0, 0);
	T::Consideration::ensure_successful(&who, Pallet::<T>::footprint());
	who
}

/// A hash that is another for every number.
fn distinct_hash(number: u64) -> Hash {
	let mut hash = Hash::zero();
	hash.0.iter_mut().zip(number.to_be_bytes()).for_each(|(to, from)| *to = from);
	hash
}

/// Accepts a source that stands at `frontier`, with a full ring and an empty queue. Its next root moves a
/// chunk over the oldest one.
fn accept<T: Config>(id: ParaId, frontier: Frontier) {
	Pallet::<T>::do_accept_channel(id).expect("there is room; qed");
	Sources::<T>::mutate(id, |state| {
		let state = state.as_mut().expect("it was accepted; qed");
		state.generation = Some(1);
		state.enqueued = frontier.leaf_count().get();
		// What a batch publishes is new.
		state.credit = 0;
		state.credit_bytes = 0;
	});
	Frontiers::<T>::insert(id, frontier);
	for i in 0..RING_ROOTS.saturating_add(CHUNK_ROOTS) {
		include::<T>(id, ProvidesRoot(distinct_hash(i.into())), i);
	}
	let heads = heads_of::<T>(id);
	assert!(heads.recent.is_full() && heads.older.is_full());
}

/// What is known of the heads of a source.
fn heads_of<T: Config>(id: ParaId) -> IncludedHeads {
	Sources::<T>::get(id).expect("it was accepted; qed").heads
}

/// Enters `root` into the ring of a source.
fn include<T: Config>(id: ParaId, root: ProvidesRoot, head_number: u32) {
	Sources::<T>::mutate_extant(id, |state| {
		let relay_block = T::RelayBlockNumber::current_block_number();
		let seen = IncludedRoot { relay_block, head_number, root };
		Pallet::<T>::enter(id, &mut state.heads, seen);
	});
}

/// Enters `root` into the ring of a source, and behind it as many others as leave it in the oldest place.
/// All have its tag, so every chunk is read before it is found.
fn include_as_oldest<T: Config>(id: ParaId, root: ProvidesRoot) {
	let other = |i: u32| {
		let mut other = distinct_hash(i.into());
		let tag = core::mem::size_of::<Tag>();
		other.0.iter_mut().zip(root.0.0).take(tag).for_each(|(to, from)| *to = from);
		ProvidesRoot(other)
	};
	// Three before it and fifteen behind it: three are recent then, and the root is the last of the oldest
	// chunk.
	for i in 100..103 {
		include::<T>(id, other(i), i);
	}
	include::<T>(id, root, 103);
	for i in 104u32..103u32.saturating_add(RING_ROOTS) {
		include::<T>(id, other(i), i);
	}
	let heads = heads_of::<T>(id);
	let read = core::cell::Cell::new(0u8);
	let place = heads.find(root, |slot| {
		read.set(read.get().saturating_add(1));
		OlderRoots::<T>::get(id, slot)
	});
	let newer = RING_ROOTS.saturating_sub(1);
	assert_eq!(place.map(|place| place.newer), Some(newer));
	assert_eq!((read.get(), heads.recent.len()), (OLDER_CHUNKS, 3));
}

/// A batch under a root in the oldest place that counts, with `siblings` levels of proof.
fn batch<T: Config>(
	first: LeafCount,
	payloads: Vec<Vec<u8>>,
	end: (LeafCount, StreamRoot),
	nodes: Vec<Hash>,
	siblings: u32,
) -> MessageBatch {
	let register = Register {
		consumed: LeafCount::ZERO,
		credit: 1_000,
		credit_bytes: 1_000_000,
		max_payload: 1_000,
		phase: Phase { outbound: OutboundPhase::Open, inbound: InboundPhase::Accepted },
		..Register::never_accepted(OutboundPhase::Open)
	};
	let channel = ChannelLeaf { leaf_count: end.0, stream_root: end.1, register };
	let leaves = if siblings >= 32 { u32::MAX } else { 1u32.wrapping_shl(siblings) };
	let siblings: Vec<_> = (0..siblings).map(|i| distinct_hash(i.into())).collect();
	let siblings = siblings.try_into().expect("at most 32; qed");
	let proof = CommitmentProof { generation: 1, leaves, index: 0, siblings };
	let provides_root = proof
		.provides_root(source(0), T::SelfParaId::get(), &channel)
		.expect("the first leaf has a sibling on every level; qed");
	include_as_oldest::<T>(source(0), provides_root);
	let payloads: Vec<_> =
		payloads.into_iter().map(|p| p.try_into().expect("at most 1 MiB; qed")).collect();
	MessageBatch {
		source: source(0),
		provides_root,
		channel,
		proof,
		first: first.next_position(),
		payloads: payloads.try_into().expect("at most 65,536; qed"),
		extension: ExtensionProof::from_nodes(nodes).expect("at most 63; qed"),
	}
}

/// A batch of these payloads that ends at the end of its stream.
fn whole<T: Config>(frontier: &Frontier, payloads: Vec<Vec<u8>>, siblings: u32) -> MessageBatch {
	let mut after = frontier.clone();
	let mut hasher = LeafHasher::new();
	for payload in &payloads {
		after.append(hasher.hash(payload)).expect("far from full; qed");
	}
	let end = (after.leaf_count(), after.root());
	batch::<T>(frontier.leaf_count(), payloads, end, vec![], siblings)
}

fn data(batch: MessageBatch) -> IngestData {
	IngestData { batches: vec![batch].try_into().expect("one; qed"), speculative: false }
}

/// So many messages, or as many as one batch may bring.
fn in_one_batch<T: Config>(messages: u32) -> u32 {
	let window = u32::try_from(T::Window::get().messages).unwrap_or(u32::MAX);
	messages.min(T::MaxMessagesPerBlock::get()).min(window)
}

/// A load, unless this runtime has no room for it. Tests run a little of it instead.
fn in_this_runtime<T: Config>(load: PointLoad) -> Result<PointLoad, BenchmarkError> {
	if cfg!(test) {
		Ok(PointLoad { messages: load.messages.min(3), bytes: load.bytes.min(1_000) })
	} else if Pallet::<T>::has_room_for(load) {
		Ok(load)
	} else {
		Err(BenchmarkError::Weightless)
	}
}

/// A load as one batch: everything else is as in `batch_siblings` with the most siblings.
fn point<T: Config>(load: PointLoad) -> IngestData {
	accept::<T>(source(0), long_frontier());
	let payloads = vec![vec![1; load.bytes as usize]; load.messages as usize];
	data(whole::<T>(&long_frontier(), payloads, MAX_SIBLINGS))
}

/// Whether a load was consumed, and no message of it as a dead letter.
fn was_taken<T: Config>(load: PointLoad) -> bool {
	let usage = Usage::<T>::get();
	let dead = Sources::<T>::get(source(0)).map(|state| state.dead_lettered);
	(usage.messages, usage.bytes, dead) == (load.messages, load.total().into(), Some(0))
}

/// `n` peers, none of them accepted.
fn watch<T: Config>(n: u32) {
	forget_all::<T>();
	for i in 0..n {
		Pallet::<T>::do_watch(source(i)).expect("at most MaxSources; qed");
	}
}

/// A head of exactly [`MAX_HEAD_BYTES`] that brings a root.
fn longest_head(number: u32) -> HeadData {
	let head = |filler: usize| {
		let root = ProvidesRoot(distinct_hash(number.into()));
		let logs = vec![DigestItem::Other(vec![0; filler]), provides_digest(root)];
		let header = Header::<u32, BlakeTwo256> {
			parent_hash: Default::default(),
			number,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Digest { logs },
		};
		header.encode()
	};
	let max = MAX_HEAD_BYTES as usize;
	let missing = max.saturating_sub(head(1_000).len());
	HeadData(head(1_000usize.saturating_add(missing)))
}

/// A proof of these entries.
fn prove<T: Config>(entries: Vec<(Vec<u8>, Vec<u8>)>) -> RelayChainStateProof {
	let (mut db, mut root) = (MemoryDB::<BlakeTwo256>::new(&[0]), Default::default());
	{
		let mut trie = TrieDBMutBuilder::<LayoutV1<BlakeTwo256>>::new(&mut db, &mut root).build();
		for (key, value) in &entries {
			trie.insert(key, value).expect("a trie in memory takes everything; qed");
		}
	}
	let nodes = db.drain().into_values().map(|(node, _)| node);
	RelayChainStateProof::new(T::SelfParaId::get(), root, StorageProof::new(nodes))
		.expect("all nodes are in the proof; qed")
}

/// A dead letter that is too long.
fn dead_letter(i: u32) -> crate::dead_letter::Dead {
	crate::dead_letter::Dead {
		position: Position::from(i),
		id: distinct_hash(i.into()),
		bytes: 1,
		reason: DeadLetter::TooLong,
	}
}

/// As many sources as there may be, all with full books; source 0 is the last in the list.
fn fill_books<T: Config>() {
	forget_all::<T>();
	for peer in Expiring::<T>::take() {
		DeadLetters::<T>::remove(peer.0);
	}
	let letters: Vec<_> = (0..T::MaxDeadLetters::get()).map(dead_letter).collect();
	for i in (0..T::MaxSources::get()).rev() {
		Pallet::<T>::bury(source(i), Tier::Included, &letters);
	}
}

/// As many suspensions with an end as there may be beside `own` others, of sources that come behind them.
fn suspend_others<T: Config>(own: u32) {
	let others = (own..T::MaxSources::get()).map(|i| (u32::MAX, source(i)));
	Suspensions::<T>::put(BoundedVec::truncate_from(others.collect()));
}

/// The longest payload that may be retried here.
fn retry_bytes_max<T: Config>() -> u32 {
	T::Handler::max_payload_bytes()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A call without batches.
	#[benchmark]
	fn ingest() {
		let nothing = IngestData::default();
		#[extrinsic_call]
		_(RawOrigin::None, nothing);
		assert!(Usage::<T>::get().consumed.is_empty());
	}

	/// One batch that is refused at the last check before anything is hashed: the capacity.
	#[benchmark]
	fn refuse() {
		accept::<T>(source(0), long_frontier());
		Usage::<T>::put(BlockUse { messages: u32::MAX, ..Default::default() });
		let refused = data(whole::<T>(&long_frontier(), vec![vec![1]], 0));
		#[block]
		{
			Pallet::<T>::do_ingest(refused);
		}
		assert_eq!(Frontiers::<T>::get(source(0)), long_frontier());
	}

	/// One message whose leaf has `s` siblings, on the longest frontier and a full ring.
	#[benchmark]
	fn batch_siblings(s: Linear<0, 32>) {
		accept::<T>(source(0), long_frontier());
		let batch = data(whole::<T>(&long_frontier(), vec![vec![1]], s));
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert_eq!(Frontiers::<T>::get(source(0)).leaf_count().get(), 1 << 62);
	}

	/// One message and `e` nodes to the end of the stream: from 1 leaf to 2^e.
	#[benchmark]
	fn batch_extension(e: Linear<0, 62>) {
		accept::<T>(source(0), Frontier::empty());
		let nodes: Vec<_> = (0..e).map(|i| distinct_hash(i.into())).collect();
		let leaf = LeafHasher::new().hash(&[1]).0;
		let root = nodes.iter().fold(leaf, |node, sibling| node_hash(&node, sibling));
		let count = LeafCount::new(1u64.wrapping_shl(e)).expect("at most 2^62; qed");
		let end = (count, StreamRoot(root));
		let batch = data(batch::<T>(LeafCount::ZERO, vec![vec![1]], end, nodes, 0));
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert_eq!(Frontiers::<T>::get(source(0)).leaf_count().get(), 1);
	}

	/// `n` messages of one byte on the longest frontier that the handler executes if it can: no program, so that
	/// what looking at each of them takes is measured and nothing else.
	#[benchmark]
	fn at_once_messages(n: Linear<1, 1_000>) {
		accept::<T>(source(0), long_frontier());
		let n = in_one_batch::<T>(n);
		let batch = data(whole::<T>(&long_frontier(), vec![vec![1]; n as usize], 0));
		#[block]
		{
			Pallet::<T>::ingest_as(batch, true);
		}
		assert_eq!(Usage::<T>::get().messages, n);
	}

	/// `n` messages of one byte on the longest frontier, which are queued.
	#[benchmark]
	fn batch_messages(n: Linear<1, 1_000>) {
		accept::<T>(source(0), long_frontier());
		let n = in_one_batch::<T>(n);
		let payloads = vec![vec![1]; n as usize];
		let batch = data(whole::<T>(&long_frontier(), payloads, 0));
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert_eq!(Usage::<T>::get().messages, n);
	}

	/// One message of `b` bytes that nobody takes if it is longer than what the handler accepts: then its
	/// id is hashed too.
	// Only the time of a byte is charged from this: a byte reads nothing, and the measured slope in proof size
	// is that of the queue, which a message that is too long does not touch.
	#[benchmark]
	fn batch_bytes(b: Linear<1, 1_048_576>) {
		accept::<T>(source(0), long_frontier());
		let batch = data(whole::<T>(&long_frontier(), vec![vec![1; b as usize]], 0));
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert_eq!(Usage::<T>::get().bytes, u64::from(b));
	}

	/// One message of `b` bytes that the handler takes.
	// The time of a byte is the longer one of this and `batch_bytes`: whether copying it costs more than hashing
	// it once more is the handler's.
	#[benchmark]
	fn batch_taken_bytes(b: Linear<1, { retry_bytes_max::<T>() }>) {
		accept::<T>(source(0), long_frontier());
		let batch = data(whole::<T>(&long_frontier(), vec![vec![1; b as usize]], 0));
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert!(was_taken::<T>(PointLoad { messages: 1, bytes: b }));
	}

	/// `n` messages of which every other is a dead letter, behind as many runs of them as are kept.
	#[benchmark]
	fn note_dead_letters(n: Linear<1, 64>) {
		for at in 0..RUNS {
			let first = vec![vec![].try_into().expect("no byte; qed")];
			let first = first.try_into().expect("one; qed");
			let at = Position::from(at.saturating_mul(2));
			Pallet::<T>::note_dead_letters(source(0), 1, at, &first);
		}
		let payloads: Vec<_> = (0..n)
			.map(|i| vec![1; (i % 2) as usize].try_into().expect("a byte at most; qed"))
			.collect();
		let payloads = payloads.try_into().expect("at most 64; qed");
		#[block]
		{
			Pallet::<T>::note_dead_letters(source(0), 1, Position::from(1_000), &payloads);
		}
		assert!(Ends::<T>::get(source(0)).forgot);
	}

	/// Beside `p` peers, as the first of them, for a deposit.
	#[benchmark]
	fn accept_channel(p: Linear<0, { T::MaxSources::get().saturating_sub(1) }>) {
		watch::<T>(p);
		let first = ParaId::from(1_500u32);
		let who = payer::<T>();
		#[block]
		{
			Pallet::<T>::accept_for(first, Some(who)).expect("there is room; qed");
		}
		assert!(Deposits::<T>::contains_key(first));
		assert!(Sources::<T>::get(first).is_some_and(|state| state.is_accepted()));
	}

	/// Beside `p` peers, as the first of them, with the longest frontier and for a deposit.
	#[benchmark]
	fn reaccept_channel(p: Linear<0, { T::MaxSources::get().saturating_sub(1) }>) {
		watch::<T>(p);
		let first = ParaId::from(1_500u32);
		accept::<T>(first, long_frontier());
		Pallet::<T>::do_force_close(first).expect("it is accepted; qed");
		assert!(Pallet::<T>::do_unwatch(first, true));
		let who = payer::<T>();
		#[block]
		{
			Pallet::<T>::do_reaccept_channel(first, long_frontier(), Some(who))
				.expect("the frontier is that of the end; qed");
		}
		assert!(Frontiers::<T>::contains_key(first));
	}

	/// A channel with a deposit, the longest frontier and an end of its suspension, which ends.
	#[benchmark]
	fn close_channel() {
		accept::<T>(source(0), long_frontier());
		Pallet::<T>::take_deposit(source(0), Some(payer::<T>())).expect("the account can pay; qed");
		Pallet::<T>::do_suspend_channel(source(0), Some(u32::MAX)).expect("it is accepted; qed");
		#[block]
		{
			Pallet::<T>::do_force_close(source(0)).expect("it is suspended; qed");
		}
		assert!(Tombstones::<T>::contains_key(source(0)));
	}

	/// The end of a closing channel with a deposit and the longest frontier.
	#[benchmark]
	fn end_channel() {
		accept::<T>(source(0), long_frontier());
		Pallet::<T>::take_deposit(source(0), Some(payer::<T>())).expect("the account can pay; qed");
		let mut state = Sources::<T>::get(source(0)).expect("it was accepted; qed");
		#[block]
		{
			Pallet::<T>::end(source(0), &mut state, false);
		}
		assert!(Tombstones::<T>::contains_key(source(0)));
	}

	/// `n` suspensions that are over.
	#[benchmark]
	fn expire_suspension(n: Linear<0, 8>) {
		forget_all::<T>();
		let n = n.min(T::MaxSources::get());
		for i in 0..n {
			accept::<T>(source(i), long_frontier());
			Pallet::<T>::do_suspend_channel(source(i), Some(u32::MAX))
				.expect("it is accepted; qed");
		}
		// They are over now.
		Suspensions::<T>::mutate(|ends| ends.iter_mut().for_each(|(end, _)| *end = 0));
		#[block]
		{
			Pallet::<T>::resume_expired();
		}
		assert!(Suspensions::<T>::get().is_empty());
	}

	/// One of as many peers as there may be, whose stream ended.
	#[benchmark]
	fn unwatch() {
		watch::<T>(T::MaxSources::get().saturating_sub(1));
		let first = ParaId::from(1_500u32);
		accept::<T>(first, long_frontier());
		Pallet::<T>::do_force_close(first).expect("it is accepted; qed");
		#[block]
		{
			assert!(Pallet::<T>::do_unwatch(first, true));
		}
		assert_eq!(heads_of::<T>(first), IncludedHeads::default());
		assert!((0..OLDER_CHUNKS).all(|slot| !OlderRoots::<T>::contains_key(first, slot)));
	}

	/// With an end, as the first of as many as there may be.
	#[benchmark]
	fn suspend_channel() {
		accept::<T>(source(0), long_frontier());
		suspend_others::<T>(1);
		#[block]
		{
			Pallet::<T>::do_suspend_channel(source(0), Some(u32::MAX))
				.expect("it is accepted; qed");
		}
		assert_eq!(Suspensions::<T>::get().first(), Some(&(u32::MAX, source(0))));
		assert!(Sources::<T>::get(source(0)).is_some_and(|state| !state.consumes()));
	}

	/// The first of as many suspensions with an end as there may be. What the end of a channel costs that closed
	/// meanwhile is charged as `end_channel`.
	#[benchmark]
	fn resume_channel() {
		accept::<T>(source(0), long_frontier());
		suspend_others::<T>(1);
		Pallet::<T>::do_suspend_channel(source(0), Some(u32::MAX)).expect("it is accepted; qed");
		#[block]
		{
			Pallet::<T>::do_resume_channel(source(0)).expect("it is suspended; qed");
		}
		assert!(Sources::<T>::get(source(0)).is_some_and(|state| state.consumes()));
	}

	/// The authorization of one message whose leaf has `s` siblings, on the longest frontier and a full ring.
	#[benchmark]
	fn authorize_deliver(s: Linear<0, 32>) {
		accept::<T>(source(0), long_frontier());
		let batch = whole::<T>(&long_frontier(), vec![vec![1]], s);
		let authorized;
		#[block]
		{
			authorized = Pallet::<T>::authorize_delivery(&batch);
		}
		assert!(authorized.is_ok());
	}

	/// From on to off: what is stored is no default.
	#[benchmark]
	fn set_speculative() {
		#[block]
		{
			Pallet::<T>::do_set_speculative(false);
		}
		assert!(!Speculative::<T>::get());
	}

	/// As the first of a trust domain that is full then.
	#[benchmark]
	fn trust() {
		forget_all::<T>();
		for i in 1..T::MaxTrusted::get() {
			Pallet::<T>::do_trust(source(i)).expect("there is room; qed");
		}
		#[block]
		{
			Pallet::<T>::do_trust(source(0)).expect("there is room for one more; qed");
		}
		assert_eq!(Trusted::<T>::get().first(), Some(&source(0)));
	}

	/// As the first of a full trust domain.
	#[benchmark]
	fn distrust() {
		forget_all::<T>();
		for i in 0..T::MaxTrusted::get() {
			Pallet::<T>::do_trust(source(i)).expect("there is room; qed");
		}
		#[block]
		{
			Pallet::<T>::do_distrust(source(0)).expect("it is trusted; qed");
		}
		assert!(Trusted::<T>::get().binary_search(&source(0)).is_err());
	}

	/// A frozen source with the longest frontier, a full ring and a full book of dead letters, the last of as many
	/// books as there may be. What the sending pallet forgets is charged as `apply`.
	#[benchmark]
	fn reanchor() {
		fill_books::<T>();
		accept::<T>(source(0), long_frontier());
		assert_eq!(Expiring::<T>::get().iter().filter(|(id, _)| *id == source(0)).count(), 1);
		Pallet::<T>::freeze(source(0), Evidence::HigherGeneration { read: 1, seen: 2 });
		#[block]
		{
			Pallet::<T>::do_reanchor(source(0), 2).expect("the generation is raised; qed");
		}
		assert!(!Frontiers::<T>::contains_key(source(0)));
		assert!(Pallet::<T>::included_roots(source(0)).is_empty());
		assert!(!DeadLetters::<T>::contains_key(source(0)));
	}

	/// Beside `p` peers, as the first of them.
	#[benchmark]
	fn watch_peer(p: Linear<0, { T::MaxSources::get().saturating_sub(1) }>) {
		watch::<T>(p);
		let first = ParaId::from(1_500u32);
		#[block]
		{
			Pallet::<T>::do_watch(first).expect("there is room; qed");
		}
		assert!(Sources::<T>::contains_key(first));
	}

	/// A block that follows a marked one and has no register left over.
	#[benchmark]
	fn on_initialize() {
		Record::<T>::put(spec_messaging_primitives::late_block::BlockRecord {
			para_id: T::SelfParaId::get(),
			consumed: BoundedVec::new(),
		});
		#[block]
		{
			Record::<T>::kill();
			Pallet::<T>::publish_marked();
		}
		assert!(!Record::<T>::exists());
	}

	/// One register that was left over, of a source with the longest frontier.
	#[benchmark]
	fn publish() {
		accept::<T>(source(0), long_frontier());
		Marked::<T>::put(BoundedVec::truncate_from(vec![source(0)]));
		#[block]
		{
			Pallet::<T>::publish_marked();
		}
		assert!(Marked::<T>::get().is_empty());
	}

	/// A queue that drained, of a source with the longest frontier.
	#[benchmark]
	fn queue_changed() {
		accept::<T>(source(0), long_frontier());
		#[block]
		{
			Pallet::<T>::note_queue_changed(source(0));
		}
		assert!(Sources::<T>::get(source(0)).is_some_and(|state| state.credit > 0));
	}

	/// `h` heads of the greatest length, each with another root, into full rings of which a chunk moves, and the
	/// relay chain's word that it matches.
	#[benchmark]
	fn relay_heads(h: Linear<0, { HEADS_PER_BLOCK.min(T::MaxSources::get()) }>) {
		forget_all::<T>();
		let mut entries = Vec::new();
		for i in 0..h {
			accept::<T>(source(i), Frontier::empty());
			let head = longest_head(i.saturating_add(1_000));
			assert_eq!(head.0.len(), MAX_HEAD_BYTES as usize);
			entries.push((well_known_keys::para_head(source(i)), head.encode()));
		}
		// A trie without an entry has no proof.
		entries.push((vec![1; 32], vec![1; 40]));
		let support = T::Support::key();
		entries.extend(support.clone().map(|key| (key, vec![1])));
		let proof = prove::<T>(entries);
		#[block]
		{
			Pallet::<T>::read_relay_state(&proof);
		}
		for i in 0..h {
			let heads = heads_of::<T>(source(i));
			let newest = heads.recent.last().map(|root| root.head_number);
			assert_eq!(newest, Some(i.saturating_add(1_000)));
			// It is alone there: the others moved.
			assert_eq!(heads.recent.len(), 1);
		}
		assert_eq!(Pallet::<T>::relay_support_shown(), support.is_some());
	}

	/// A marked block that consumed of `c` sources with the longest frontiers. Without the wrapped PVF no
	/// block is ever marked, and the end costs as much as that of an unmarked one.
	#[benchmark]
	fn finalize(c: Linear<0, { MAX_SPECULATIVE_SOURCES.min(T::MaxSources::get()) }>) {
		forget_all::<T>();
		frame_system::Pallet::<T>::set_block_number(1u32.into());
		let mut usage = BlockUse { asked: true, ..Default::default() };
		for i in 0..c {
			Frontiers::<T>::insert(source(i), long_frontier());
			let expected_root = Some(ProvidesRoot(distinct_hash(i.into())));
			let consumed = Consumed { source: source(i), generation: 1, expected_root };
			usage.consumed.try_push(consumed).expect("at most 32 of 256; qed");
		}
		Usage::<T>::put(usage);
		SupportShownAt::<T>::put(frame_system::Pallet::<T>::block_number());
		#[block]
		{
			Pallet::<T>::conclude_block();
		}
		assert!(!Usage::<T>::exists());
		let marked = frame_system::Pallet::<T>::digest().logs().contains(&mark_digest());
		assert_eq!(marked, T::Pvf::WRAPPED);
	}

	/// `n` dead letters beside a full book, each of which makes the oldest go, of the last of all sources
	/// that keep some.
	#[benchmark]
	fn keep_dead_letters(n: Linear<1, 256>) {
		fill_books::<T>();
		let letters: Vec<_> = (0..n).map(dead_letter).collect();
		#[block]
		{
			Pallet::<T>::bury(source(0), Tier::Included, &letters);
		}
		assert!(DeadLetters::<T>::get(source(0)).evicted >= n.into());
	}

	/// A book of `n` letters whose lifetime is over, of the last of all sources that keep some.
	#[benchmark]
	fn expire_dead_letters(n: Linear<1, { T::MaxDeadLetters::get() }>) {
		fill_books::<T>();
		DeadLetters::<T>::mutate(source(0), |book| {
			book.kept.iter_mut().take(n as usize).for_each(|letter| letter.expires = 0);
		});
		Expiring::<T>::mutate(|expiring| {
			if let Some((_, due)) = expiring.iter_mut().find(|(id, _)| *id == source(0)) {
				*due = 0;
			}
		});
		#[block]
		{
			Pallet::<T>::expire_dead_letters();
		}
		assert_eq!(DeadLetters::<T>::get(source(0)).expired, u64::from(n));
	}

	/// A payload of `b` bytes, as the last of a full book.
	#[benchmark]
	fn retry_dead_letter(b: Linear<1, { retry_bytes_max::<T>() }>) {
		fill_books::<T>();
		accept::<T>(source(0), long_frontier());
		let payload = vec![1; b as usize];
		DeadLetters::<T>::mutate(source(0), |book| {
			if let Some(letter) = book.kept.last_mut() {
				*letter = KeptLetter { id: message_id(&payload), bytes: b, ..*letter };
			}
		});
		let position = DeadLetters::<T>::get(source(0)).kept.last().map(|letter| letter.position);
		let payload = payload.try_into().expect("at most 1 MiB; qed");
		#[block]
		{
			// A runtime that keeps none has nothing to retry.
			if let Some(position) = position {
				Pallet::<T>::do_retry(source(0), position, &payload).expect("it is kept; qed");
			}
		}
		assert_eq!(DeadLetters::<T>::get(source(0)).retried, u64::from(position.is_some()));
	}

	/// `l` leaves under a root with 32 siblings, on the longest frontier, with a full ring of receipts.
	#[benchmark]
	fn skip(l: Linear<1, 1_024>) {
		accept::<T>(source(0), long_frontier());
		for i in 0..MAX_RECEIPTS {
			crate::skip::Skipped::mutate(source(0), |record| {
				record.push(SkipReceipt {
					generation: 0,
					first: Position::from(i),
					count: 1,
					bytes: 1,
					commitment: distinct_hash(i.into()),
					relay_block: 0,
				});
			});
		}
		let leaves: Vec<_> = (0..l).map(|i| LeafHash(distinct_hash(i.into()))).collect();
		let mut after = long_frontier();
		for leaf in &leaves {
			after.append(*leaf).expect("far from full; qed");
		}
		let end = (after.leaf_count(), after.root());
		let batch = batch::<T>(long_frontier().leaf_count(), vec![], end, vec![], 32);
		let stretch = SkippedStretch {
			source: batch.source,
			provides_root: batch.provides_root,
			channel: batch.channel,
			proof: batch.proof,
			first: batch.first,
			leaves: leaves.try_into().expect("at most 1,024; qed"),
			bytes: 1,
			extension: batch.extension,
		};
		#[block]
		{
			Pallet::<T>::do_skip(stretch).expect("it continues; qed");
		}
		assert_eq!(Frontiers::<T>::get(source(0)).leaf_count(), after.leaf_count());
	}

	/// `SMALL` in one batch.
	#[benchmark]
	fn point_ingest_1000_small() -> Result<(), BenchmarkError> {
		let load = in_this_runtime::<T>(SMALL)?;
		let batch = point::<T>(load);
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert!(was_taken::<T>(load));
		Ok(())
	}

	/// `MEDIUM` in one batch.
	#[benchmark]
	fn point_ingest_100_medium() -> Result<(), BenchmarkError> {
		let load = in_this_runtime::<T>(MEDIUM)?;
		let batch = point::<T>(load);
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert!(was_taken::<T>(load));
		Ok(())
	}

	/// `LARGE` in one batch.
	#[benchmark]
	fn point_ingest_3_large() -> Result<(), BenchmarkError> {
		let load = in_this_runtime::<T>(LARGE)?;
		let batch = point::<T>(load);
		#[block]
		{
			Pallet::<T>::ingest_as(batch, false);
		}
		assert!(was_taken::<T>(load));
		Ok(())
	}

	/// Where every peer is continued: all are accepted, with the longest frontiers and full rings, beside a full
	/// trust domain.
	///
	/// `p`: peers.
	#[benchmark]
	fn api_next_positions(p: Linear<0, { T::MaxSources::get() }>) {
		forget_all::<T>();
		for i in 0..T::MaxTrusted::get() {
			Pallet::<T>::do_trust(source(i)).expect("there is room; qed");
		}
		for i in 0..p {
			// One has its roots entered; the others are as long.
			if i == 0 {
				accept::<T>(source(0), long_frontier());
				continue;
			}
			Pallet::<T>::do_accept_channel(source(i)).expect("there is room; qed");
			let heads = heads_of::<T>(source(0));
			Sources::<T>::mutate_extant(source(i), |state| state.heads = heads);
			Frontiers::<T>::insert(source(i), long_frontier());
		}
		let positions;
		#[block]
		{
			positions = Pallet::<T>::next_positions();
		}
		assert_eq!(u32::try_from(positions.len()), Ok(p));
		let next = long_frontier().leaf_count().next_position();
		assert!(positions.iter().all(|p| p.next == next && p.capacity.messages > 0));
	}

	/// What `ingest` would answer to one batch of messages of one byte, which are hashed, handed on and rolled
	/// back. The leaf has 32 siblings, the frontier is the longest, and the root the oldest.
	///
	/// `n`: messages. Bytes cost what `batch_bytes` and `batch_taken_bytes` say.
	#[benchmark]
	fn api_check(n: Linear<1, 1_000>) {
		accept::<T>(source(0), long_frontier());
		let payloads = vec![vec![1]; in_one_batch::<T>(n) as usize];
		let batches: Batches = vec![whole::<T>(&long_frontier(), payloads, MAX_SIBLINGS)]
			.try_into()
			.expect("one; qed");
		let answers;
		#[block]
		{
			answers = Pallet::<T>::check(batches, false);
		}
		assert_eq!(answers, vec![Ok(())]);
		assert_eq!(Frontiers::<T>::get(source(0)), long_frontier());
	}

	/// A ring whose last 16 roots reach into every chunk.
	#[benchmark]
	fn api_included_roots() {
		accept::<T>(source(0), long_frontier());
		include_as_oldest::<T>(source(0), ProvidesRoot(distinct_hash(9)));
		let roots;
		#[block]
		{
			roots = Pallet::<T>::included_roots(source(0));
		}
		assert_eq!(u32::try_from(roots.len()), Ok(RING_ROOTS));
		assert_eq!(roots.first().map(|seen| seen.root), Some(ProvidesRoot(distinct_hash(9))));
	}

	/// What a block depends on, out of a record with the longest frontiers.
	///
	/// `c`: sources, each under a speculative root.
	#[benchmark]
	fn api_requires(c: Linear<0, MAX_SOURCES>) {
		let consumed: Vec<_> = (0..c)
			.map(|i| ConsumedStream {
				source: source(i),
				generation: 1,
				expected_root: Some(ProvidesRoot(distinct_hash(i.into()))),
				frontier: long_frontier(),
			})
			.collect();
		let consumed = consumed.try_into().expect("at most 256; qed");
		Record::<T>::put(BlockRecord { para_id: T::SelfParaId::get(), consumed });
		let requires;
		#[block]
		{
			requires = Pallet::<T>::requires();
		}
		assert_eq!(u32::try_from(requires.len()), Ok(c));
	}

	/// What is counted of an accepted source of which batches were refused for every reason.
	#[benchmark]
	fn api_stats() {
		accept::<T>(source(0), long_frontier());
		let reasons: Vec<_> = (0..=u8::MAX).filter(|code| Refusal::name(*code).is_some()).collect();
		Refusals::<T>::mutate(source(0), |tally| {
			for code in &reasons {
				let count = RefusalCount { code: *code, count: 1 };
				tally.batches.try_push(count).expect("there are fewer codes than room; qed");
			}
		});
		let stats;
		#[block]
		{
			stats = Pallet::<T>::stats_of(source(0));
		}
		assert_eq!(stats.map(|stats| stats.refused.len()), Some(reasons.len()));
	}

	/// What became of a dead letter, the first of as many runs as are kept, beside a full book.
	#[benchmark]
	fn api_explain() {
		fill_books::<T>();
		accept::<T>(source(0), long_frontier());
		for at in 0..RUNS {
			let letter = vec![vec![].try_into().expect("no byte; qed")];
			let letter = letter.try_into().expect("one; qed");
			let at = Position::from(at.saturating_mul(2));
			Pallet::<T>::note_dead_letters(source(0), 1, at, &letter);
		}
		Sources::<T>::mutate_extant(source(0), |state| state.dead_lettered = RUNS.into());
		let explanation;
		#[block]
		{
			explanation = Pallet::<T>::explain_of(source(0), Position::from(0));
		}
		assert!(matches!(explanation.place, IncomingPlace::DeadLettered { .. }));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext(), crate::mock::Test);
}

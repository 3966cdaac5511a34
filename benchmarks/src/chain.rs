//! A sending chain in memory, to measure its commitment: `frame-system` and the outbox over a trie.

// FRAME's macros cast the indices of events, and document nothing; what is by hand in here does neither.
#![allow(clippy::cast_possible_truncation, missing_docs)]

use binary_merkle_tree::merkle_root_raw;
use codec::Encode;
use frame_support::{
	derive_impl, parameter_types,
	traits::{BuildGenesisConfig, ConstU32, Hooks, MapSuccess},
	weights::Weight,
};
use frame_system::{EnsureRoot, limits::BlockWeights};
use pallet_spec_outbox::{
	Channels, Cycle, Frontiers, GenesisConfig, Outgoing, Pages, SendMessage, Slot, Touched,
};
use sp_io::TestExternalities;
use sp_runtime::traits::{BlockNumberProvider, IdentityLookup};
use sp_version::RuntimeVersion;
use spec_messaging_primitives::{
	ParaId,
	channel::ChannelLeaf,
	commitment::{provides_digest, provides_root_in},
	hashing::{Hash, LeafHasher, ProvidesRoot, channel_leaf_hash, provides_root},
	index::{node_key, node_value},
	mmr::{Frontier, NewNode, shape::Subtree},
	pallets::{NoDeposit, RelayBlockNumber, WatchPeer},
	tree::{PAGE_LEAVES, TreeHasher},
};
use xcm::{VersionedXcm, WrapVersion, latest::Location};

type Block = frame_system::mocking::MockBlock<Runtime>;

frame_support::construct_runtime!(
	pub enum Runtime {
		System: frame_system,
		Outbox: pallet_spec_outbox,
	}
);

parameter_types! {
	/// Room for any block: what it weighs is for the weights to say.
	pub Room: BlockWeights = BlockWeights::simple_max(Weight::MAX);
	pub Version: RuntimeVersion = RuntimeVersion { system_version: 1, ..Default::default() };
	pub const SelfParaId: ParaId = ParaId::new(1_000);
	pub const MaxPeers: u32 = 10_000;
	pub const MaxMessagesPerBlock: u32 = 10_000;
	pub const MaxBytesPerBlock: u32 = 1 << 20;
	pub const MaxRegistersPerBlock: u32 = 32;
	pub const MaxPayloadBytes: u32 = 1_024;
	// Of any stream length.
	pub const InitialCredit: u64 = u64::MAX;
	pub const InitialCreditBytes: u64 = 1 << 20;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type AccountId = u64;
	type Lookup = IdentityLookup<u64>;
	type Version = Version;
	type BlockWeights = Room;
}

impl pallet_spec_outbox::Config for Runtime {
	type SelfParaId = SelfParaId;
	type Watch = Everybody;
	type Predecessor = ();
	type ChannelOrigin = MapSuccess<EnsureRoot<u64>, NoDeposit<u64>>;
	type PauseOrigin = EnsureRoot<u64>;
	type GovernanceOrigin = EnsureRoot<u64>;
	type Consideration = ();
	type RelayBlockNumber = NoRelay;
	type OpeningTimeout = ConstU32<0>;
	type StaleAfter = ConstU32<0>;
	type MaxPeers = MaxPeers;
	type MaxMessagesPerBlock = MaxMessagesPerBlock;
	type MaxBytesPerBlock = MaxBytesPerBlock;
	type MaxRegistersPerBlock = MaxRegistersPerBlock;
	type MaxPayloadBytes = MaxPayloadBytes;
	type InitialCredit = InitialCredit;
	type InitialCreditBytes = InitialCreditBytes;
	type VersionWrapper = Latest;
	type PriceForSiblingDelivery =
		polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery<ParaId>;
	type WeightInfo = ();
	type OnSkipped = ();
}

/// Nobody's heads are read in here.
pub struct Everybody;

impl WatchPeer for Everybody {
	fn watch(_: ParaId) -> bool {
		true
	}

	fn unwatch(_: ParaId, _: bool) -> bool {
		true
	}

	fn unwatch_weight() -> Weight {
		Weight::zero()
	}
}

/// No time goes by in here.
pub struct NoRelay;

impl BlockNumberProvider for NoRelay {
	type BlockNumber = RelayBlockNumber;

	fn current_block_number() -> RelayBlockNumber {
		0
	}
}

/// No XCM is sent in here.
pub struct Latest;

impl WrapVersion for Latest {
	fn wrap_version<Call: codec::Decode + frame_support::dispatch::GetDispatchInfo>(
		_: &Location,
		xcm: impl Into<VersionedXcm<Call>>,
	) -> Result<VersionedXcm<Call>, ()> {
		Ok(xcm.into())
	}
}

/// A chain at the end of a block, right before its commitment.
pub(crate) struct Chain {
	state: TestExternalities,
	peers: u32,
}

impl Chain {
	/// A chain that has sent each of `peers` a message and now sends another one to `touched` of them, as
	/// far from each other as they can be: no two in one page while there are pages left.
	pub(crate) fn new(peers: u32, touched: u32) -> Self {
		let mut chain = Self::quiet(peers, None);
		chain
			.state
			.execute_with(|| block(2, touched_leaves(peers, touched).map(peer), b"a message"));
		chain
	}

	/// A chain that has sent each of `peers` a message, but the one in the middle a stream as long as
	/// `frontier`, and now sends that one `payloads`.
	pub(crate) fn sending(
		peers: u32,
		frontier: &Frontier,
		payloads: usize,
		payload: &[u8],
	) -> Self {
		let mut chain = Self::quiet(peers, Some(frontier));
		let destinations = core::iter::repeat_n(peer(peers / 2), payloads);
		chain.state.execute_with(|| block(2, destinations, payload));
		chain
	}

	/// A chain that has sent each of `peers` a message, and perhaps the one in the middle a whole stream.
	fn quiet(peers: u32, frontier: Option<&Frontier>) -> Self {
		let channels: Vec<_> = (0..peers).map(peer).collect();
		let outbox = GenesisConfig { channels: channels.clone(), ..Default::default() };
		let genesis = RuntimeGenesisConfig { outbox, ..Default::default() };
		let mut state = TestExternalities::default();
		state.execute_with(|| {
			genesis.build();
			block(1, channels, b"a message");
			Outbox::on_finalize(1);
			assert!(provides_root_in(&System::digest()).unwrap().is_some());
			if let Some(frontier) = frontier {
				Frontiers::<Runtime>::insert(peer(peers / 2), frontier);
			}
		});
		state.commit_all().unwrap();
		Self { state, peers }
	}

	/// Runs `work`, which may end the block as often as it likes.
	pub(crate) fn run<R>(&mut self, work: impl FnOnce() -> R) -> R {
		self.state.execute_with(work)
	}

	/// Bytes of the storage proof of what `work` reads.
	pub(crate) fn proof_bytes<R>(&mut self, work: impl FnOnce() -> R) -> usize {
		self.state.execute_and_prove(work).1.encoded_size()
	}

	/// The number of peers.
	pub(crate) fn peers(&self) -> u32 {
		self.peers
	}
}

/// Indices of `touched` leaves out of `peers`, evenly spread.
pub(crate) fn touched_leaves(peers: u32, touched: u32) -> impl Iterator<Item = u32> {
	(0..touched).map(move |nth| nth * peers / touched)
}

/// Runs `work` and takes back what it wrote.
fn taken_back<R>(work: impl FnOnce() -> R) -> R {
	sp_io::storage::start_transaction();
	let result = work();
	sp_io::storage::rollback_transaction();
	result
}

/// The commitment at the end of the block.
pub(crate) fn commit() -> ProvidesRoot {
	taken_back(|| {
		Outbox::on_finalize(2);
		provides_root_in(&System::digest()).unwrap().unwrap()
	})
}

/// The same commitment by a chain that keeps no page roots: streams and leaves as ours, then all leaves
/// are read, in the pages that they are in, and folded by the library.
pub(crate) fn rebuild(peers: u32) -> ProvidesRoot {
	taken_back(|| {
		let slot = Cycle::<Runtime>::get().slot;
		let mut changes: Vec<_> = Touched::<Runtime>::get(slot)
			.into_iter()
			.map(|peer| (peer, stream(slot, peer)))
			.collect();
		changes.sort_unstable_by_key(|(peer, _)| *peer);
		let mut changes = changes.into_iter().peekable();
		let mut leaves = Vec::new();
		for index in 0..peers.div_ceil(PAGE_LEAVES) {
			let mut page = Pages::<Runtime>::get(index);
			let last = page.last().unwrap().0;
			let mut is_changed = false;
			while let Some((peer, hash)) = changes.next_if(|(peer, _)| *peer <= last) {
				let at = page.binary_search_by_key(&peer, |(peer, _)| *peer).unwrap();
				page[at].1 = hash;
				is_changed = true;
			}
			leaves.extend(page.iter().map(|(_, hash)| *hash));
			if is_changed {
				Pages::<Runtime>::insert(index, page);
			}
		}
		let root = merkle_root_raw::<TreeHasher, _>(leaves);
		let root = provides_root(SelfParaId::get(), 0, peers, &root);
		System::deposit_log(provides_digest(root));
		root
	})
}

/// Appends what the block sent to one peer, and returns its channel leaf's hash.
fn stream(slot: Slot, peer: ParaId) -> Hash {
	let mut channel = Channels::<Runtime>::get(peer).unwrap();
	let mut frontier = Frontiers::<Runtime>::get(peer);
	let mut hasher = LeafHasher::new();
	for payload in Outgoing::<Runtime>::get(slot, peer) {
		let leaf = hasher.hash(&payload);
		let place = Subtree { first: frontier.leaf_count().get(), height: 0 };
		let show = |node: NewNode| {
			let key = node_key(peer, node.position, &node.hash);
			sp_io::offchain_index::set(&key, &node_value(&node.left, &node.right));
		};
		frontier.append_with(leaf, show).unwrap();
		sp_io::offchain_index::set(&node_key(peer, place.position(), &leaf.0), &payload);
	}
	Frontiers::<Runtime>::insert(peer, &frontier);
	let leaf = ChannelLeaf::new(&frontier, channel.register());
	channel.leaf = Some(leaf);
	Channels::<Runtime>::insert(peer, channel);
	channel_leaf_hash(peer, &leaf)
}

fn peer(index: u32) -> ParaId {
	ParaId::new(2_000 + index)
}

/// Begins a block and sends each of `destinations` a message.
fn block(number: u64, destinations: impl IntoIterator<Item = ParaId>, payload: &[u8]) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
	Outbox::on_initialize(number);
	for destination in destinations {
		Outbox::send(destination, payload).unwrap();
	}
}

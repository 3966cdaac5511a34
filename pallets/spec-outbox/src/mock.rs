//! A runtime of `frame-system` and this pallet, a receiver, and the clock of the tests.

#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::unwrap_used)]

use frame_support::{
	derive_impl, parameter_types,
	traits::{EitherOf, Footprint, Hooks, MapSuccess, fungible::HoldConsideration},
	weights::Weight,
};
use frame_system::{EnsureRoot, EnsureSigned};
use polkadot_runtime_common::xcm_sender::PriceForMessageDelivery;
use sp_core::offchain::{OffchainDbExt, testing::TestOffchainExt};
use sp_runtime::{
	BuildStorage,
	traits::{BlockNumberProvider, Convert, IdentityLookup},
};
use sp_version::RuntimeVersion;
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	commitment::provides_root_in,
	hashing::ProvidesRoot,
	mmr::Frontier,
	pallets::{NoDeposit, OnSkipped, Predecessor, RelayBlockNumber, WatchPeer, WithDeposit},
	skip::SkipReceipt,
};
use xcm::{
	VersionedXcm, WrapVersion,
	latest::{Asset, Assets, Location, Xcm},
};

use crate::{self as pallet_spec_outbox, *};

pub(crate) type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Outbox: pallet_spec_outbox,
	}
);

pub(crate) const OWN: ParaId = ParaId::new(2_000);
pub(crate) const BOB: ParaId = ParaId::new(2_001);
pub(crate) const CAROL: ParaId = ParaId::new(2_002);
pub(crate) const DAVE: ParaId = ParaId::new(1_999);

parameter_types! {
	pub Version: RuntimeVersion = RuntimeVersion { system_version: 1, ..Default::default() };
	pub const SelfParaId: ParaId = OWN;
	pub static MaxPeers: u32 = 200;
	pub static MaxMessagesPerBlock: u32 = 64;
	pub static MaxBytesPerBlock: u32 = 16 * 1024;
	pub static MaxRegistersPerBlock: u32 = 4;
	pub static MaxPayloadBytes: u32 = 4 * 1024;
	pub static InitialCredit: u64 = 1_000;
	pub static InitialCreditBytes: u64 = 1_000_000;
	pub static WrapFails: bool = false;
	pub static Price: u128 = 0;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = u64;
	type Lookup = IdentityLookup<u64>;
	type AccountData = pallet_balances::AccountData<u64>;
	type Version = Version;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	pub const ChannelHold: RuntimeHoldReason = RuntimeHoldReason::Outbox(HoldReason::Channel);
	pub static RelayNumber: RelayBlockNumber = 100;
	pub static OpeningTimeout: RelayBlockNumber = 50;
	pub static StaleAfter: RelayBlockNumber = 20;
	/// Destinations that another transport carries messages to.
	pub static Carried: Vec<ParaId> = Vec::new();
	/// Destinations that it still has messages under way to.
	pub static Undrained: Vec<ParaId> = Vec::new();
	/// How often it was asked.
	pub static Asked: u32 = 0;
	/// Peers that cannot be forgotten.
	pub static StillRead: Vec<ParaId> = Vec::new();
}

/// What the mock's accounts own, each.
pub(crate) const ENDOWMENT: u64 = 1_000_000;

/// One unit a byte.
pub struct OneAByte;

impl Convert<Footprint, u64> for OneAByte {
	fn convert(footprint: Footprint) -> u64 {
		footprint.size
	}
}

pub struct RelayHeight;

impl BlockNumberProvider for RelayHeight {
	type BlockNumber = RelayBlockNumber;

	fn current_block_number() -> RelayBlockNumber {
		RelayNumber::get()
	}

	fn set_block_number(number: RelayBlockNumber) {
		RelayNumber::set(number);
	}
}

/// Another transport, of which the test decides what it does.
pub struct Older;

impl Predecessor for Older {
	fn carries(destination: ParaId) -> bool {
		Carried::get().contains(&destination)
	}

	fn is_drained(destination: ParaId) -> bool {
		Asked::mutate(|asked| *asked += 1);
		!Undrained::get().contains(&destination)
	}
}

/// Wraps in the latest version, unless told to fail.
pub struct Wrapper;

impl WrapVersion for Wrapper {
	fn wrap_version<Call: codec::Decode + frame_support::dispatch::GetDispatchInfo>(
		_: &Location,
		xcm: impl Into<VersionedXcm<Call>>,
	) -> Result<VersionedXcm<Call>, ()> {
		if WrapFails::get() { Err(()) } else { Ok(xcm.into()) }
	}
}

/// Costs [`Price`] of the relay chain's token.
pub struct Priced;

impl PriceForMessageDelivery for Priced {
	type Id = ParaId;

	fn price_for_delivery(_: ParaId, _: &Xcm<()>) -> Assets {
		match Price::get() {
			0 => Assets::new(),
			price => Asset::from((Location::parent(), price)).into(),
		}
	}
}

parameter_types! {
	/// Peers whose heads are read.
	pub static Watched: Vec<ParaId> = Vec::new();
	/// How many of them there may be.
	pub static WatchedMax: u32 = u32::MAX;
}

/// Remembers whom it has to watch.
pub struct Watcher;

impl WatchPeer for Watcher {
	fn watch(peer: ParaId) -> bool {
		let room = Watched::get().len() < WatchedMax::get() as usize;
		if room {
			Watched::mutate(|watched| watched.push(peer));
		}
		room
	}

	fn unwatch(peer: ParaId, governed: bool) -> bool {
		let free = governed || !StillRead::get().contains(&peer);
		if free {
			Watched::mutate(|watched| watched.retain(|id| *id != peer));
		}
		free
	}

	fn unwatch_weight() -> Weight {
		Weight::from_parts(5_000, 50)
	}
}

impl Config for Test {
	type SelfParaId = SelfParaId;
	type Watch = Watcher;
	type Predecessor = Older;
	type ChannelOrigin = EitherOf<
		MapSuccess<EnsureRoot<u64>, NoDeposit<u64>>,
		MapSuccess<EnsureSigned<u64>, WithDeposit>,
	>;
	type PauseOrigin = EnsureRoot<u64>;
	type GovernanceOrigin = EnsureRoot<u64>;
	type Consideration = HoldConsideration<u64, Balances, ChannelHold, OneAByte>;
	type RelayBlockNumber = RelayHeight;
	type OpeningTimeout = OpeningTimeout;
	type StaleAfter = StaleAfter;
	type MaxPeers = MaxPeers;
	type MaxMessagesPerBlock = MaxMessagesPerBlock;
	type MaxBytesPerBlock = MaxBytesPerBlock;
	type MaxRegistersPerBlock = MaxRegistersPerBlock;
	type MaxPayloadBytes = MaxPayloadBytes;
	type InitialCredit = InitialCredit;
	type InitialCreditBytes = InitialCreditBytes;
	type VersionWrapper = Wrapper;
	type PriceForSiblingDelivery = Priced;
	type WeightInfo = ();
	type OnSkipped = Refunds;
}

parameter_types! {
	/// All receipts that somebody was told of.
	pub static Told: Vec<(ParaId, SkipReceipt)> = Vec::new();
}

/// Writes down what it is told.
pub struct Refunds;

impl OnSkipped for Refunds {
	fn on_skipped(peer: ParaId, receipt: &SkipReceipt) {
		Told::mutate(|told| told.push((peer, *receipt)));
	}

	fn weight() -> Weight {
		Weight::from_parts(1_000, 0)
	}
}

/// Externalities at the start of block 1, with an off-chain database.
pub(crate) fn ext_with(channels: &[ParaId]) -> sp_io::TestExternalities {
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..=3).map(|who| (who, ENDOWMENT)).collect(),
			..Default::default()
		},
		outbox: GenesisConfig { channels: channels.to_vec(), ..Default::default() },
		..Default::default()
	};
	let storage = genesis.build_storage().expect("the genesis of a test builds");
	let mut ext = sp_io::TestExternalities::from(storage);
	let (offchain, _) = TestOffchainExt::with_offchain_db(ext.offchain_db());
	ext.register_extension(OffchainDbExt::new(offchain));
	ext.execute_with(|| begin_block(1));
	ext
}

/// As [`ext_with`], with a channel to Bob.
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	ext_with(&[BOB])
}

/// Runs `test` in block 1 of a chain with a channel to Bob, then checks all invariants.
pub(crate) fn build_and_check(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		check();
	});
}

/// Checks all invariants.
pub(crate) fn check() {
	Outbox::do_try_state().expect("all invariants hold");
}

/// What Executive does at the start of a block, up to this pallet's hook.
pub(crate) fn enter_block(number: u64) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
}

pub(crate) fn begin_block(number: u64) -> Weight {
	enter_block(number);
	Outbox::on_initialize(number)
}

/// Ends the block with its commitment and returns what its header says.
pub(crate) fn end_block() -> Option<ProvidesRoot> {
	Outbox::on_finalize(System::block_number());
	check();
	provides_root_in(&System::digest()).expect("at most one provides root a header")
}

/// Ends the block and begins the next one. Returns what the ended block's header says.
pub(crate) fn next_block() -> Option<ProvidesRoot> {
	let root = end_block();
	begin_block(System::block_number() + 1);
	root
}

pub(crate) fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Outbox(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// A register that consumed so much and grants so much more.
pub(crate) fn register(consumed: u32, bytes: u64, credit: u64, credit_bytes: u64) -> Register {
	Register {
		generation: Generation::<Test>::get(),
		consumed: LeafCount::from(consumed),
		consumed_bytes: bytes,
		credit,
		credit_bytes,
		max_payload: 1_024,
		phase: Phase { outbound: OutboundPhase::None, inbound: InboundPhase::Accepted },
	}
}

pub(crate) fn frontier_of(payloads: &[Vec<u8>]) -> Frontier {
	let mut frontier = Frontier::empty();
	for payload in payloads {
		frontier
			.append(spec_messaging_primitives::hashing::leaf_hash(payload))
			.expect("a test's stream is short");
	}
	frontier
}

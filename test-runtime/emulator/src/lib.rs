//! Three chains under `xcm-emulator`, two of them with streams between them: what a team that has such tests
//! for xcmp-queue changes in them.
//!
//! | where | was | is |
//! |---|---|---|
//! | `decl_test_parachains!` | `XcmpMessageHandler: XcmpQueue` | `XcmpMessageHandler: Emulated<Runtime>` |
//! | runtime, for tests only | `OutboundXcmpMessageSource = XcmpQueue` | `OutboundXcmpMessageSource = Emulated<Runtime>` |
//! | genesis | nothing | `spec_outbox.channels`: whom this chain has a stream to |
//!
//! Everything else in a test stays: calls, events, topics, dry runs; `tests/streams.rs` has some. [`para`] is the
//! runtime; what is marked in there is the adoption itself, of which only the shim is about emulators.

// Macros of FRAME and of the emulator declare most of what is in here, and unwrap in it.
#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::std_instead_of_core, clippy::use_self)]

pub mod para;
pub mod relay;

use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::traits::OnInitialize;
use pallet_spec_xcmp::emulated::Emulated;
use sp_core::storage::Storage;
use sp_runtime::{AccountId32, BuildStorage, Digest};
use xcm::latest::{Junction, Location};
use xcm_emulator::{
	BlockProducer, RELAY_CHAIN_SLOT_DURATION_MILLIS, decl_test_networks, decl_test_parachains,
	decl_test_relay_chains,
};

/// Of all chains.
pub type AccountId = AccountId32;
/// Of all chains.
pub type Balance = u128;

/// Has a stream to Bob, and one to Dave.
pub const ALICE: u32 = 2_000;
/// Has a stream to Alice.
pub const BOB: u32 = 2_001;
/// Has no stream, and nobody has one to it.
pub const CAROL: u32 = 2_002;
/// A chain that the network does not have.
pub const DAVE: u32 = 2_003;

/// Has [`ENDOWMENT`] on every chain.
pub const USER: AccountId = AccountId::new([1; 32]);
/// What the user has.
pub const ENDOWMENT: Balance = 1_000;

fn understands(id: u32) -> (Location, u32) {
	(Location::new(1, [Junction::Parachain(id)]), xcm::latest::VERSION)
}

/// A chain with streams to `channels`.
fn genesis(id: u32, channels: &[u32]) -> Storage {
	para::RuntimeGenesisConfig {
		parachain_info: para::ParachainInfoConfig { parachain_id: id.into(), ..Default::default() },
		balances: para::BalancesConfig { balances: vec![(USER, ENDOWMENT)], ..Default::default() },
		polkadot_xcm: para::PolkadotXcmConfig {
			// Else the chains would ask each other, by messages that no test is about.
			supported_version: [ALICE, BOB, CAROL, DAVE].map(understands).to_vec(),
			..Default::default()
		},
		spec_outbox: para::SpecOutboxConfig {
			channels: channels.iter().copied().map(ParaId::from).collect(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("the genesis of a test is sound")
}

/// In the place of Aura: a block per relay block.
pub struct NoConsensus;

impl BlockProducer for NoConsensus {
	fn slot_duration() -> u64 {
		RELAY_CHAIN_SLOT_DURATION_MILLIS
	}

	fn pre_runtime_digest(_: u32) -> Digest {
		Digest::default()
	}
}

decl_test_relay_chains! {
	#[api_version(16)]
	pub struct Relay {
		genesis = Storage::default(),
		on_init = (),
		runtime = relay,
		core = {
			SovereignAccountOf: para::LocationToAccountId,
		},
		pallets = {}
	}
}

decl_test_parachains! {
	pub struct Alice {
		genesis = genesis(ALICE, &[BOB, DAVE]),
		on_init = (),
		runtime = para,
		core = {
			XcmpMessageHandler: Emulated<para::Runtime>,
			LocationToAccountId: para::LocationToAccountId,
			ParachainInfo: para::ParachainInfo,
			MessageOrigin: AggregateMessageOrigin,
			BlockProducer: NoConsensus,
		},
		pallets = {}
	},
	pub struct Bob {
		genesis = genesis(BOB, &[ALICE]),
		on_init = (),
		runtime = para,
		core = {
			XcmpMessageHandler: Emulated<para::Runtime>,
			LocationToAccountId: para::LocationToAccountId,
			ParachainInfo: para::ParachainInfo,
			MessageOrigin: AggregateMessageOrigin,
			BlockProducer: NoConsensus,
		},
		pallets = {}
	},
	pub struct Carol {
		genesis = genesis(CAROL, &[]),
		on_init = (),
		runtime = para,
		core = {
			XcmpMessageHandler: Emulated<para::Runtime>,
			LocationToAccountId: para::LocationToAccountId,
			ParachainInfo: para::ParachainInfo,
			MessageOrigin: AggregateMessageOrigin,
			BlockProducer: NoConsensus,
		},
		pallets = {}
	},
}

decl_test_networks! {
	pub struct World {
		relay_chain = Relay,
		parachains = vec![Alice, Bob, Carol,],
		bridge = ()
	}
}

//! # Test Runtime
//!
//! One parachain runtime for every chain of a scenario: which parachain it is, is told by genesis.
//!
//! What a chain of a production network has is here too: Aura with asynchronous backing, the
//! parachain inherent with a real relay state proof, a message queue, XCM with teleports between
//! siblings. There is no HRMP: the horizontal hooks of `parachain-system` are empty.
//!
//! # Another transport
//!
//! Feature `hrmp` builds the same runtime with HRMP in the place of the pallets of this suite, to compare
//! with: the pallets and what a transport is wired to ([`hrmp`], [`messaging`]) differ, nothing else. The
//! native build has the pallets of both, because it only reads: it names the events and storage of either wasm.
//!
//! # One token
//!
//! Every chain uses the token of the relay chain and trusts its siblings to teleport it. Nothing
//! burns: fees, dust and what XCM execution costs go to [`configs::FeeAccount`]. So the total
//! issuance over all chains, plus what is in flight, never changes.
//!
//! | file | what it settles |
//! |---|---|
//! | `lib.rs` | types, version, which pallets there are |
//! | `configs.rs` | how each pallet is configured |
//! | `messaging.rs` | how messages travel: speculative messaging |
//! | `hrmp.rs` | how messages travel where HRMP is built in |
//! | `xcm_config.rs` | whom XCM believes, and what for |
//! | `siblings.rs` | what this chain knows of its siblings' states |
//! | `load.rs` | messages of a known size, to measure with |
//! | `genesis.rs` | the first state |
//! | `apis.rs` | what a node may ask |

#![cfg_attr(not(feature = "std"), no_std)]
// `frame_support::runtime` recurses once per pallet.
#![recursion_limit = "256"]
// Macros write most public items here; those written by hand are documented.
#![allow(missing_docs)]
// Constants are put together when the runtime starts, and macros name `Runtime` in its own impls.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::use_self)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

/// The same runtime with cumulus' own `validate_block`.
#[cfg(feature = "std")]
pub mod stock_pvf {
	include!(concat!(env!("OUT_DIR"), "/stock_pvf.rs"));
}

/// The same runtime with HRMP as its transport.
#[cfg(feature = "std")]
pub mod hrmp_wasm {
	include!(concat!(env!("OUT_DIR"), "/hrmp.rs"));
}

#[cfg(all(feature = "runtime-benchmarks", any(feature = "std", not(feature = "hrmp"))))]
#[macro_use]
mod benchmarks;

pub mod apis;
pub mod configs;
pub mod genesis;
#[cfg(any(feature = "std", feature = "hrmp"))]
pub mod hrmp;
pub mod load;
#[cfg(feature = "runtime-benchmarks")]
mod measured;
#[cfg(any(feature = "std", not(feature = "hrmp")))]
pub mod messaging;
// In every build: the macro below looks at pallets that are left out too.
pub mod siblings;
pub mod xcm_config;

#[cfg(feature = "hrmp")]
use hrmp as transport;
#[cfg(not(feature = "hrmp"))]
use messaging as transport;

use alloc::{borrow::Cow, vec::Vec};
use frame_support::weights::{Weight, constants::WEIGHT_REF_TIME_PER_SECOND};
use sp_runtime::{
	MultiAddress, MultiSignature, generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
};
use sp_version::RuntimeVersion;

pub use apis::RuntimeApi;
pub use sp_consensus_aura::sr25519::AuthorityId as AuraId;

/// Signature of a transaction.
pub type Signature = MultiSignature;
/// Who signs, and holds a balance.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Amount of the token, in its smallest unit; see [`UNIT`].
pub type Balance = u128;
/// Height of a block.
pub type BlockNumber = u32;
/// Number of transactions an account has sent.
pub type Nonce = u32;
/// Hash of a block, a state, an extrinsic.
pub type Hash = sp_core::H256;
/// Header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What a signed transaction carries besides its call, in this order.
pub type TxExtension = cumulus_pallet_weight_reclaim::StorageWeightReclaim<
	Runtime,
	(
		frame_system::AuthorizeCall<Runtime>,
		frame_system::CheckNonZeroSender<Runtime>,
		frame_system::CheckSpecVersion<Runtime>,
		frame_system::CheckTxVersion<Runtime>,
		frame_system::CheckGenesis<Runtime>,
		frame_system::CheckEra<Runtime>,
		frame_system::CheckNonce<Runtime>,
		frame_system::CheckWeight<Runtime>,
		pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	),
>;
/// An extrinsic as it arrives: signature not yet checked.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What is signed when a transaction is signed.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// One token.
pub const UNIT: Balance = 1_000_000_000_000;
/// The least an account may hold and exist.
pub const EXISTENTIAL_DEPOSIT: Balance = UNIT / 1_000;
/// Length of a slot, of this chain and of the relay chain, in milliseconds. One length for both
/// makes this chain's slot the relay chain's slot.
pub const SLOT_MILLIS: u64 = 6_000;
/// [`SLOT_MILLIS`], in the type the consensus hook wants.
pub const RELAY_SLOT_MILLIS: u32 = 6_000;
/// How many blocks of this chain may share one relay chain slot. Bundles need more than one.
pub const BLOCKS_PER_RELAY_SLOT: u32 = 12;
/// How many blocks may wait for inclusion.
pub const UNINCLUDED_BLOCKS: u32 = 32;
/// Weight of one block: two seconds and one proof of validity.
pub const MAX_BLOCK_WEIGHT: Weight = Weight::from_parts(
	WEIGHT_REF_TIME_PER_SECOND * cumulus_primitives_core::REF_TIME_PER_CORE_IN_SECS,
	cumulus_primitives_core::relay_chain::MAX_POV_SIZE as u64,
);

impl_opaque_keys! {
	/// Keys of a collator.
	pub struct SessionKeys {
		/// Key that seals blocks.
		pub aura: Aura,
	}
}

/// Version of this runtime. State version 1: values over 32 bytes are separate trie nodes.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("spec-messaging-test"),
	impl_name: Cow::Borrowed("spec-messaging-test"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 0,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = staging_parachain_info;
	#[runtime::pallet_index(4)]
	pub type WeightReclaim = cumulus_pallet_weight_reclaim;

	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(15)]
	pub type Sudo = pallet_sudo;

	#[runtime::pallet_index(20)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(21)]
	pub type AuraExt = cumulus_pallet_aura_ext;

	#[runtime::pallet_index(30)]
	pub type PolkadotXcm = pallet_xcm;
	#[runtime::pallet_index(31)]
	pub type MessageQueue = pallet_message_queue;
	#[cfg(any(feature = "std", feature = "hrmp"))]
	#[runtime::pallet_index(32)]
	pub type XcmpQueue = cumulus_pallet_xcmp_queue;
	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	#[runtime::pallet_index(40)]
	pub type SpecOutbox = pallet_spec_outbox;
	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	#[runtime::pallet_index(41)]
	pub type SpecInbox = pallet_spec_inbox;
	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	#[runtime::pallet_index(42)]
	pub type SpecQuery = pallet_spec_query;
	#[cfg(any(feature = "std", not(feature = "hrmp")))]
	#[runtime::pallet_index(43)]
	pub type Siblings = siblings;

	#[cfg(feature = "runtime-benchmarks")]
	#[runtime::pallet_index(44)]
	pub type Xcmp = pallet_spec_xcmp;

	#[runtime::pallet_index(50)]
	pub type Load = load;
}

#[cfg(not(feature = "stock-pvf"))]
spec_messaging_pvf::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
	Inbox = SpecInbox,
}

/// With cumulus' own `validate_block` there is nothing that emits requires, so the speculative tier is
/// off: what a runtime is without the wrapper.
#[cfg(feature = "stock-pvf")]
pub type SpeculativePvf = ();

#[cfg(feature = "stock-pvf")]
cumulus_pallet_parachain_system::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
}

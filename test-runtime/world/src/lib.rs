//! Several parachains and a relay chain, from their wasm, in one process.
//!
//! Nothing here is a mock of the code under test: blocks are authored and imported by the runtime's
//! wasm, candidates are checked by its `validate_block` with the host functions a validator has,
//! and what a chain learns of the relay chain comes in a storage proof over a populated trie.
//!
//! ```text
//!  Relay ── inherent data, real state proof ──▶ Chain ── author, import ──▶ blocks, proofs
//!    ▲                                                                          │
//!    │ enacted: the head moves      Validator ◀── PoV of one or more blocks ────┘
//!    └──────────── candidate ──────────┘
//! ```
//!
//! | file | what it does |
//! |---|---|
//! | [`executor`] | runs wasm: as a node does, and as a validator does |
//! | [`chain`] | one parachain: states, blocks and forks, off-chain database |
//! | [`author`] | builds blocks, honest ones and others |
//! | [`sign`] | makes transactions, signed and others |
//! | [`pool`] | what a stock node keeps of them for its author |
//! | [`candidate`] | puts blocks into a proof of validity |
//! | [`validate`] | calls `validate_block`, reads what it committed to |
//! | [`relay`] | relay blocks, proofs, the life of a candidate, HRMP |
//! | [`rule`] | the relay chain that matches provides and requires |
//! | [`mailbox`] | what collators tell each other, late or never |
//! | [`collator`] | fetches batches, attaches late block proofs, computes commitments |
//! | [`world`] | all of it together, for scenarios |
//! | [`invariants`] | what has to hold between chains |
//!
//! Everything is deterministic: no clock is read and no randomness drawn.

pub mod author;
pub mod candidate;
pub mod chain;
pub mod collator;
pub mod error;
pub mod executor;
pub mod invariants;
mod last_words;
pub mod mailbox;
pub mod pool;
pub mod relay;
pub mod rule;
pub mod sign;
pub mod validate;
pub mod world;

pub use author::{Authored, Plan};
pub use chain::{Chain, StoredBlock};
pub use collator::Reach;
pub use error::WorldError;
pub use executor::Code;
pub use mailbox::Mailbox;
pub use pool::{NotKept, Pool};
pub use relay::{Candidate, Inclusion, Relay, RelayBlock, Rule};
pub use rule::Matching;
pub use validate::{Commitments, Validator};
pub use world::World;

pub use spec_messaging_test_runtime as runtime;

/// A block of a parachain.
pub type Block = runtime::Block;
/// A proof of validity.
pub type Pov = cumulus_primitives_core::ParachainBlockData<Block>;
/// Hasher of every trie here.
pub type Hasher = sp_runtime::traits::BlakeTwo256;

/// What can go wrong, as [`WorldError`].
pub type Result<T> = core::result::Result<T, WorldError>;

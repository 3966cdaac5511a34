//! What a sender commits, what a receiver requires, and the proofs that bring the two together.
//!
//! Both ends of every hash live here, so two chains built from one version of this crate can not
//! disagree about a byte. `no_std`, no state, no I/O, no panic on any input.
//!
//! ```text
//!  payload ─▶ leaf ─▶ stream (one MMR per destination) ─▶ channel leaf ─▶ commitment tree ─▶ provides root
//!            hashing        mmr                             channel           tree           hashing
//! ```
//!
//! # Vocabulary
//!
//! | term | meaning | type |
//! |---|---|---|
//! | message, payload | opaque bytes one chain sends to one other chain | [`batch::Payload`] |
//! | position | index of a message in its stream, from 0 | [`Position`] |
//! | stream | every message one chain ever sent to one destination, in order | [`mmr`] |
//! | leaf count | how many messages a stream has; the next position | [`LeafCount`] |
//! | frontier | leaf count and peaks: enough to append, not enough to prove | [`mmr::Frontier`] |
//! | channel | what two chains agreed on about one stream | [`channel`] |
//! | register | what a receiver publishes about a stream it reads | [`channel::Register`] |
//! | commitment tree | one leaf per peer | [`tree`] |
//! | provides root | the one hash a block commits | [`hashing::ProvidesRoot`] |
//! | requires | the provides roots a candidate depends on | [`commitment::RequiresCommitments`] |
//! | provides window | the last roots of a sender that the relay chain remembers | [`matching::Window`] |
//! | extension proof | an older frontier is a prefix of a newer stream root | [`mmr::ExtensionProof`] |
//! | late block proof | rebinds a late block to a newer root | [`late_block::LateBlockProof`] |
//! | absence proof | a chain committed nothing about a peer | [`tree::AbsenceProof`] |
//! | skip receipt | a receiver passed over messages, and the sender can read that | [`skip::SkipReceipt`] |
//! | generation | how often a chain was rewound; part of its roots | [`tree::CommitmentProof`] |
//!
//! # Sources
//!
//! Mountain ranges: P. Todd, OpenTimestamps. Growing-only proofs: RFC 6962, 2.1.2. Absolute credit: RFC
//! 9000, 4.1. Protocol: *Speculative Messaging*, paritytech/polkadot-sdk PR 10449.

#![no_std]
#![forbid(unsafe_code)]
// Totality (**P1**): what could panic or wrap does not compile. The tests are crates of their own.
#![deny(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::unwrap_used,
	clippy::panic
)]
// The derived `Encode` of every enum with fields casts its variant indices; nothing here casts by hand.
#![allow(clippy::cast_possible_truncation)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod accuracy;
pub mod batch;
pub mod channel;
pub mod commitment;
pub mod hashing;
pub mod index;
pub mod inherent;
pub mod late_block;
pub mod matching;
pub mod mmr;
pub mod pallets;
pub mod position;
pub mod skip;
pub mod tree;

pub use polkadot_parachain_primitives::primitives::Id as ParaId;
pub use position::{LeafCount, Position};

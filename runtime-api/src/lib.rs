//! What collators and relayers ask the runtimes of speculative messaging.
//!
//! Pure reads of the state of the block they are called at. Answers are not proofs of themselves: they
//! tell a node what to do; what another chain believes is in the [`MessageBatch`] and is checked there.
//!
//! | trait | asked of | by |
//! |---|---|---|
//! | [`SpecOutboxApi`] | the sender's runtime | the sender's collators, relayers |
//! | [`SpecInboxApi`] | the receiver's runtime | the receiver's collators, relayers |
//! | [`SpecChannelApi`] | either runtime | operators: counters, and where a message is |
//!
//! # The off-chain index
//!
//! [`SpecOutboxApi::batch`] and [`SpecOutboxApi::late_block_proof`] walk down from the frontier in state
//! through nodes in the node's off-chain database. The node has to run with
//! `--enable-offchain-indexing true` from before the messages were sent, and the caller has to register
//! the database with the call:
//!
//! ```ignore
//! let mut api = client.runtime_api();
//! let storage = backend.offchain_storage().ok_or("no off-chain storage")?;
//! api.register_extension(sp_core::offchain::OffchainDbExt::new(sc_client_api::backend::OffchainDb::new(storage)));
//! let batch = api.batch(at, destination, from, limits)?;
//! ```
//!
//! Without that extension, as over `state_call`, these two methods trap. All others need state alone.
//!
//! [`MessageBatch`]: spec_messaging_primitives::batch::MessageBatch

#![cfg_attr(not(feature = "std"), no_std)]
// The macro of `sp_api` generates items without docs and arithmetic of its own; derived encoders of enums
// cast the variant's index, which is below 256.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

extern crate alloc;

mod explain;
mod inbox;
mod outbox;
mod stats;

pub use explain::*;
pub use inbox::*;
pub use outbox::*;
pub use stats::*;

//! Carries messages between two parachains, by JSON-RPC to one node of each.
//!
//! ```text
//!  source node                                                     destination node
//!    │ headers, current_batch at each block          next_positions, included_roots │
//!    ▼                                                                              ▼
//!  follow ──▶ store ──▶ batch ◀── the next position, under a root it believes ── route
//!                         │                                                         │
//!                         └────────────── check, then deliver into its pool ────────┘
//! ```
//!
//! It needs no key and pays no fee: [`deliver`](mod@deliver) is a transaction without a signature, which the
//! receiving runtime authorises by verifying the batch. It needs no change of a node: everything is asked
//! of the runtime at a block, from state alone, and what states do not keep is in a store of its own.
//!
//! | file | what it does |
//! |---|---|
//! | [`node`] | asks one node |
//! | [`follow`] | reads what the source committed |
//! | [`store`] | keeps it, by hash |
//! | [`batch`] | builds what the destination can verify |
//! | [`deliver`](mod@deliver) | the transaction, from metadata |
//! | [`submit`] | asks the destination, and hands over |
//! | [`route`] | one step of one direction |
//! | [`metrics`] | what an operator watches |
//! | [`channel`] | what an operator asks one node |
//! | [`table`] | the answers, for people and for programs |
//!
//! # Who is believed, and for what
//!
//! | input | from | if it lies |
//! |---|---|---|
//! | header | source node | it does not hash to the block that was asked for; nothing of it is stored |
//! | provides root, channel leaf, proof | source node | they do not lead from the header to the leaf; not stored |
//! | payloads, frontier | source node | they do not lead to the stream root in the leaf; not stored |
//! | a chain of its own making | source node | the destination believes none of its roots; when the node is honest again, reading goes back to where the two part |
//! | next position, included roots, check | destination node | a batch is built that its pool refuses, or none |
//!
//! Who runs it can delay messages and nothing else: what the destination consumes is verified there.

pub mod batch;
pub mod channel;
pub mod deliver;
pub mod error;
pub mod follow;
pub mod metrics;
pub mod node;
pub mod route;
pub mod store;
pub mod submit;
pub mod table;

pub use deliver::Deliver;
pub use error::{Error, Result};
pub use follow::{Followed, Follower, Need};
pub use metrics::{Metrics, RouteMetrics};
pub use node::Node;
pub use route::{Outcome, Route, Step};
pub use store::Store;
pub use submit::Submitter;

//! Two chains with the real sending pallet, the real receiving pallet and the real queue on both.
//!
//! ```text
//!  runtime.rs   the runtime, in each order of its pallets
//!  oracle.rs    what has to be true: plain lists of what was sent and what became of it
//!  world.rs     the two chains, what happens to them, and the checks after each step
//!  hook_order.rs, random.rs   the tests
//! ```

mod hook_order;
mod oracle;
mod random;
mod runtime;
mod world;

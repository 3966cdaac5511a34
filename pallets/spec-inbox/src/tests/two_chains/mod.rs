//! Two chains with the real sending pallet, the real receiving pallet and the real queue on both.
//!
//! ```text
//!  runtime.rs   the runtime, in each order of its pallets
//!  oracle.rs    what has to be true: plain lists of what was sent and what became of it
//!  phases.rs    the same of the phases of both sides
//!  world.rs     the two chains, what happens to them, and the checks after each step
//!  lives.rs     how channels begin and end, and begin again
//!  hook_order.rs, random.rs   the tests
//! ```

mod hook_order;
mod lives;
mod oracle;
mod phases;
mod random;
mod runtime;
mod world;

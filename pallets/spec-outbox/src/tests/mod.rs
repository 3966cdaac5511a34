//! Promises of the outbox, by the file they are about.

// A test that panics has failed, which is what `unwrap` is for here; its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::type_complexity,
	clippy::unnecessary_operation,
	clippy::unwrap_used
)]

mod commit;
mod fees;
mod lifecycle;
mod limits;
mod pages;
mod pause;
mod prove;
mod register;
mod router;
mod send;
mod skipped;
mod walk;

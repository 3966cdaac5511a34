//! By what is tested, not by file.

// Small numbers of a test, under overflow checks.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::unwrap_used)]
#![allow(clippy::indexing_slicing)]

mod calls;
mod channels;
mod cutover;
mod emulated;
mod hold;
mod hrmp;
mod limits;
mod migration;
mod predecessor;
mod queue;
mod router;
mod tables;

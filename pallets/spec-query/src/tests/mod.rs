//! The tests, by file of the pallet.

// Small numbers of a test, under overflow checks.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod heads;
mod hostile;
mod layout;
mod node;
mod query;
mod verify;

use alloc::{collections::BTreeMap, vec, vec::Vec};
use sp_runtime::StateVersion;
use spec_messaging_primitives::{ParaId, hashing::Hash};

use crate::{Event, Heads, OlderHeads, ProofError, mock::*, read_sibling};

/// Keys with what is under them.
pub(crate) type Pairs = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// What a proof reads.
pub(crate) fn read(root: &Hash, asked: &[&[u8]], proof: Vec<Vec<u8>>) -> Result<Pairs, ProofError> {
	let readings = read_sibling(root, keys(asked), nodes(proof))?;
	Ok(readings.iter().map(|(key, value)| (key.to_vec(), value.map(<[u8]>::to_vec))).collect())
}

/// What is there, by the entries themselves.
pub(crate) fn expected(sibling: &Sibling, asked: &[&[u8]]) -> Pairs {
	asked.iter().map(|key| (key.to_vec(), sibling.entries.get(*key).cloned())).collect()
}

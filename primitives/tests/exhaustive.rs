//! Everything there is at small sizes: no sample, no seed.
//!
//! - streams: every length, cut and window up to 64 messages, 47,905 batches;
//! - commitment tree: every (leaves, index) up to 64 leaves against every claimed (leaves, index, number
//!   of siblings), 2,080 times 34,320 claims;
//! - late block proofs: every (read, sent) up to 16 messages, every byte of the proof, each of {every
//!   other value, drop, insert, swap with an unequal neighbour}.
//!
//! The last relies on the channel leaf binding the leaf count next to the stream root. Without that,
//! "grows to 13" and "grows to 14" are one proof under two numbers: see `count_attack.rs`.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::{DecodeAll, Encode};
use reference::{ReferenceStream, ReferenceTree, h, provides_preimage};
use spec_messaging_primitives::{
	batch::{BatchError, MessageBatch},
	channel::ChannelLeaf,
	hashing::{Hash, channel_leaf_hash},
	late_block::LateBlockProof,
	tree::{CommitmentProof, TreeError},
};
use support::{RECEIVER, SOURCE, Sender, Stream, count, late, position, register};

#[test]
fn every_window_of_every_stream_up_to_64_messages_delivers_and_only_where_it_continues() {
	const MOST: usize = 64;
	let stream = Stream::of(MOST, "exhaustive");
	let oracle = ReferenceStream::of(&stream.payloads);
	let mut delivered = 0;
	for n in 0..=MOST {
		let leaf = ChannelLeaf::new(stream.at(n), register());
		assert_eq!(leaf.stream_root.0.0, oracle.root_at(n), "{n}");
		let sender = Sender::new(3, 1, leaf);
		let (provides_root, proof) = (sender.root(), sender.proof(RECEIVER));
		for from in 0..=n {
			for to in from..=n {
				let extension = match (from == to, to == n) {
					(false, false) => stream.extension(to, n),
					_ => Default::default(),
				};
				let batch = MessageBatch {
					source: SOURCE,
					provides_root,
					channel: leaf,
					proof: proof.clone(),
					first: position(from as u64),
					payloads: stream.payloads[from..to].to_vec().try_into().unwrap(),
					extension,
				};
				let authentic = batch.authenticate(RECEIVER).unwrap();
				// Any other held count is a replay, an overlap or a gap, also at equal peaks.
				for held in [from.wrapping_sub(1), from + 1] {
					let Some(held) = stream.frontiers.get(held) else { continue };
					let error = authentic.clone().verify(held).unwrap_err();
					assert!(
						matches!(error, BatchError::NotContinuing { .. }),
						"{from}..{to} of {n}"
					);
				}
				let verified = authentic.verify(stream.at(from)).unwrap();
				let peaks: Vec<_> = verified.frontier.peaks().iter().map(|p| p.0).collect();
				assert_eq!(peaks, oracle.peaks_at(to), "{from}..{to} of {n}");
				assert_eq!(verified.frontier.leaf_count(), count(to as u64), "{from}..{to} of {n}");
				delivered += 1;
			}
		}
	}
	assert_eq!(delivered, 47_905);
}

#[test]
fn of_all_claims_about_a_tree_of_up_to_64_leaves_exactly_the_true_one_leads_to_its_root() {
	const MOST: u32 = 64;
	let leaf = ChannelLeaf::new(Stream::of(7, "tree").at(7), register());
	let own = channel_leaf_hash(RECEIVER, &leaf);
	let (mut trees, mut claims) = (0u64, 0u64);
	for leaves in 1..=MOST {
		for index in 0..leaves {
			let mut hashes: Vec<_> = (0..leaves).map(|i| h(&[b"peer", &i.to_le_bytes()])).collect();
			hashes[index as usize] = own.0;
			let tree = ReferenceTree::of(&hashes);
			let root = h(&[&provides_preimage(2_000, 4, leaves, &tree.root())]);
			let honest: Vec<_> =
				tree.siblings(index as usize).into_iter().map(Hash::from).collect();
			let mut accepted = Vec::new();
			for length in 0..8 {
				let mut siblings = honest.clone();
				siblings.resize(length, Hash::zero());
				let siblings = siblings.try_into().unwrap();
				let mut claim = CommitmentProof { generation: 4, leaves: 0, index: 0, siblings };
				for claimed in 0..=MOST + 1 {
					for at in 0..=MOST {
						(claim.leaves, claim.index) = (claimed, at);
						claims += 1;
						match claim.provides_root(SOURCE, RECEIVER, &leaf) {
							Ok(reached) if reached.0.0 == root => {
								accepted.push((claimed, at, length));
							},
							Ok(_) => assert!(at < claimed),
							Err(TreeError::IndexOutOfRange { .. }) => assert!(at >= claimed),
							Err(TreeError::SiblingCount { expected, actual }) => {
								assert_eq!(actual as usize, length);
								assert_ne!(expected, actual);
							},
						}
					}
				}
			}
			assert_eq!(accepted, [(leaves, index, honest.len())]);
			trees += 1;
		}
	}
	assert_eq!((trees, claims), (2_080, 2_080 * 34_320));
}

#[test]
fn no_single_edit_of_any_late_block_proof_up_to_16_messages_leads_to_a_committed_root() {
	const MOST: usize = 16;
	let stream = Stream::of(MOST, "edits");
	let sender = |n: usize| Sender::new(3, 1, ChannelLeaf::new(stream.at(n), register()));
	let committed: Vec<_> = (0..=MOST).map(|n| sender(n).root()).collect();
	let (mut proofs, mut edits) = (0, 0u64);
	for n in 1..=MOST {
		let sender = sender(n);
		for m in 1..=n {
			let (consumed, honest) = late(&stream, &sender, m, n);
			assert_eq!(honest.rebind(RECEIVER, &consumed), Ok(committed[n]));
			let bytes = honest.encode();
			let mut refused = |edited: &[u8], what: &str, at: usize| {
				edits += 1;
				let Ok(proof) = LateBlockProof::decode_all(&mut &edited[..]) else { return };
				assert_ne!(proof, honest, "{what} {at}: two encodings of one proof, {m} to {n}");
				if let Ok(root) = proof.rebind(RECEIVER, &consumed) {
					assert!(!committed.contains(&root), "{what} {at}, {m} to {n}");
				}
			};
			let mut edited = bytes.clone();
			for at in 0..bytes.len() {
				for xor in 1..=u8::MAX {
					edited[at] = bytes[at] ^ xor;
					refused(&edited, "changed", at);
				}
				edited[at] = bytes[at];
				if at > 0 && edited[at] != edited[at - 1] {
					edited.swap(at - 1, at);
					refused(&edited, "swapped", at);
					edited.swap(at - 1, at);
				}
				let removed = edited.remove(at);
				refused(&edited, "dropped", at);
				edited.insert(at, removed);
				for extra in [0, 1, !removed] {
					edited.insert(at, extra);
					refused(&edited, "inserted", at);
					let _ = edited.remove(at);
				}
			}
			assert_eq!(edited, bytes);
			proofs += 1;
		}
	}
	assert_eq!(proofs, 136);
	assert!(edits > 5_000_000, "{edits}");
}

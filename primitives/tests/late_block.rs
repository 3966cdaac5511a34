//! Rebinding a sealed block, and what the blocks of a PoV say together.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::{DecodeAll, Encode};
use spec_messaging_primitives::{
	ParaId,
	channel::ChannelLeaf,
	commitment::{ProvidesCommitment, RequiresCommitment, RequiresError},
	hashing::{Hash, ProvidesRoot, count::hashes},
	late_block::{
		BlockRecord, ConsumedStream, LateBlockProof, MessagingCommitments, MessagingError,
		MessagingProofInputs, process_messaging_commitments,
	},
	mmr::{ExtensionError, ExtensionProof, Frontier},
	tree::TreeError,
};
use support::{RECEIVER, SOURCE, Sender, Stream, count, frontier, late, register};

const OTHER: ParaId = ParaId::new(2001);

fn sender(stream: &Stream, peers: u32, n: usize) -> Sender {
	Sender::new(peers, peers / 2, ChannelLeaf::new(stream.at(n), register()))
}

fn root(byte: u8) -> ProvidesRoot {
	ProvidesRoot(Hash::repeat_byte(byte))
}

fn consumed(
	source: ParaId,
	generation: u32,
	expected_root: Option<ProvidesRoot>,
) -> ConsumedStream {
	ConsumedStream { source, generation, expected_root, frontier: frontier(5, 0) }
}

fn record(consumed: Vec<ConsumedStream>) -> BlockRecord {
	BlockRecord { para_id: RECEIVER, consumed: consumed.try_into().unwrap() }
}

fn inputs(proofs: Vec<LateBlockProof>) -> MessagingProofInputs {
	MessagingProofInputs::new(proofs).unwrap()
}

/// What these records require, without late block proofs.
fn requires(records: Vec<BlockRecord>) -> Result<Vec<(ParaId, ProvidesRoot)>, MessagingError> {
	let said = process_messaging_commitments(records, None, &MessagingProofInputs::default())?;
	let entries = said.requires.map(|r| r.entries().to_vec()).unwrap_or_default();
	Ok(entries.into_iter().map(|e| (e.source, e.expected_root)).collect())
}

#[test]
fn every_late_block_is_rebound_to_the_newer_root() {
	let stream = Stream::of(20, "late");
	for peers in [1u32, 2, 3, 7, 64, 65] {
		for n in 1..=20usize {
			let sender = sender(&stream, peers, n);
			for m in 1..=n {
				let (consumed, proof) = late(&stream, &sender, m, n);
				let (rebound, cost) = hashes(|| proof.rebind(RECEIVER, &consumed));
				assert_eq!(rebound, Ok(sender.root()), "{m} to {n} of {peers}");
				let nodes = reference::extension_nodes(m as u64, n as u64);
				let siblings = proof.proof.siblings.len() as u32;
				assert_eq!(cost, u64::from(m.count_ones() + nodes - 1 + siblings + 2));
				assert_eq!(proof.encoded_size() as u32, 99 + 32 * (nodes + siblings));
			}
		}
	}
}

#[test]
fn a_hundred_peers_a_thousand_read_and_a_hundred_behind_take_419_bytes_and_17_hashes() {
	let stream = Stream::of(1_100, "size");
	let sender = Sender::new(100, 0, ChannelLeaf::new(stream.at(1_100), register()));
	let (consumed, proof) = late(&stream, &sender, 1_000, 1_100);
	assert_eq!(proof.encoded_size(), 419);
	let (rebound, cost) = hashes(|| proof.rebind(RECEIVER, &consumed));
	assert_eq!((rebound, cost), (Ok(sender.root()), 17));
}

#[test]
fn no_single_edit_of_a_late_block_proof_leads_to_a_committed_root() {
	let stream = Stream::of(9, "edits");
	for (m, n, peers) in [(1, 1, 1), (1, 2, 2), (5, 8, 3), (3, 9, 4), (4, 7, 2)] {
		let sender = sender(&stream, peers, n);
		let committed: Vec<_> = (0..=9).map(|n| self::sender(&stream, peers, n).root()).collect();
		let (consumed, honest) = late(&stream, &sender, m, n);
		let bytes = honest.encode();
		let refused = |edited: &[u8], what: &str| {
			let Ok(proof) = LateBlockProof::decode_all(&mut &edited[..]) else { return };
			assert_ne!(proof, honest, "{what}: two encodings of one proof");
			if let Ok(root) = proof.rebind(RECEIVER, &consumed) {
				assert!(!committed.contains(&root), "{what}, {m} to {n}");
			}
		};
		for at in 0..bytes.len() {
			for edit in 1..=u8::MAX {
				let mut edited = bytes.clone();
				edited[at] ^= edit;
				refused(&edited, "edited");
			}
			let mut edited = bytes.clone();
			let removed = edited.remove(at);
			refused(&edited, "dropped");
			edited.insert(at, removed);
			for extra in [0, 1, removed, u8::MAX] {
				edited.insert(at, extra);
				if edited != bytes {
					refused(&edited, "inserted");
				}
				let _ = edited.remove(at);
			}
			refused(&bytes[..at], "truncated");
		}
		refused(&[&bytes[..], &[0]].concat(), "trailing");
	}
}

#[test]
fn a_rebinding_proof_of_another_shape_is_refused_before_the_first_hash() {
	let stream = Stream::of(9, "shape");
	let sender = sender(&stream, 3, 9);
	let (consumed, honest) = late(&stream, &sender, 5, 9);
	let refused = |proof: &LateBlockProof, consumed: &ConsumedStream| {
		let (result, cost) = hashes(|| proof.rebind(RECEIVER, consumed));
		assert_eq!(cost, 0);
		result.unwrap_err()
	};
	let mut other = honest.clone();
	other.proof.generation += 1;
	assert_eq!(refused(&other, &consumed), MessagingError::OtherGeneration(SOURCE));
	let other = LateBlockProof { source: OTHER, ..honest.clone() };
	assert_eq!(refused(&other, &consumed), MessagingError::UnusedProof(OTHER));
	let mut other = honest.clone();
	other.proof.index = 3;
	let error = TreeError::IndexOutOfRange { index: 3, leaves: 3 };
	assert_eq!(refused(&other, &consumed), MessagingError::Tree { para_id: SOURCE, error });
	let extension = |error| MessagingError::Extension { para_id: SOURCE, error };
	let other = LateBlockProof { extension: ExtensionProof::default(), ..honest.clone() };
	let error = ExtensionError::NodeCount { expected: 3, actual: 0 };
	assert_eq!(refused(&other, &consumed), extension(error));
	let empty = ConsumedStream { frontier: Frontier::empty(), ..consumed.clone() };
	assert_eq!(refused(&honest, &empty), extension(ExtensionError::EmptyFrontier));
	// A root older than what was read.
	let (_, older) = late(&stream, &self::sender(&stream, 3, 4), 2, 4);
	let error = ExtensionError::NotForward { held: count(5), claimed: count(4) };
	assert_eq!(refused(&older, &consumed), extension(error));
}

#[test]
fn a_prefix_that_is_not_in_the_newer_stream_is_never_rebound() {
	let (stream, fork) = (Stream::of(12, "main"), Stream::of(12, "fork"));
	for n in 1..=12usize {
		let sender = sender(&stream, 3, n);
		for m in 1..=n {
			let (mut consumed, proof) = late(&stream, &sender, m, n);
			consumed.frontier = fork.at(m).clone();
			let error = ExtensionError::RootMismatch;
			let expected = MessagingError::Extension { para_id: SOURCE, error };
			assert_eq!(proof.rebind(RECEIVER, &consumed), Err(expected), "{m} to {n}");
		}
	}
}

#[test]
fn the_last_record_of_a_source_wins() {
	let first = record(vec![consumed(SOURCE, 0, Some(root(1))), consumed(OTHER, 0, Some(root(2)))]);
	let second = record(vec![consumed(SOURCE, 0, Some(root(3)))]);
	let (first, idle) = (first, record(vec![]));
	let expected = Ok(vec![(SOURCE, root(3)), (OTHER, root(2))]);
	assert_eq!(requires(vec![first.clone(), second.clone(), idle.clone()]), expected);
	let expected = Ok(vec![(SOURCE, root(1)), (OTHER, root(2))]);
	assert_eq!(requires(vec![idle, second, first]), expected);
}

#[test]
fn a_source_last_consumed_under_an_included_root_is_not_required() {
	let speculative = record(vec![consumed(SOURCE, 0, Some(root(1)))]);
	let included = record(vec![consumed(SOURCE, 0, None)]);
	assert_eq!(requires(vec![included.clone()]), Ok(vec![]));
	assert_eq!(requires(vec![speculative.clone(), included.clone()]), Ok(vec![]));
	assert_eq!(requires(vec![included, speculative]), Ok(vec![(SOURCE, root(1))]));
}

#[test]
fn what_is_not_there_is_left_out() {
	let none = MessagingProofInputs::default();
	let silent = process_messaging_commitments([], None, &none);
	assert_eq!(silent, Ok(MessagingCommitments::default()));
	let provides = process_messaging_commitments([record(vec![])], Some(root(7)), &none).unwrap();
	assert_eq!(provides.provides, Some(ProvidesCommitment { root: root(7) }));
	assert_eq!(provides.requires, None);
}

#[test]
fn two_generations_of_one_source_fail_whatever_they_require() {
	for (a, b) in [(Some(root(1)), Some(root(2))), (None, Some(root(2))), (Some(root(1)), None)] {
		let records =
			vec![record(vec![consumed(SOURCE, 0, a)]), record(vec![consumed(SOURCE, 1, b)])];
		assert_eq!(requires(records), Err(MessagingError::TwoGenerations(SOURCE)));
	}
	// Also with a block in between, and never for two sources.
	let block = |source, generation| record(vec![consumed(source, generation, Some(root(1)))]);
	let apart = vec![block(SOURCE, 1), block(OTHER, 2), block(SOURCE, 0)];
	assert_eq!(requires(apart), Err(MessagingError::TwoGenerations(SOURCE)));
	assert!(requires(vec![block(SOURCE, 1), block(OTHER, 2), block(SOURCE, 1)]).is_ok());
}

#[test]
fn records_of_two_chains_fail() {
	let foreign = BlockRecord { para_id: OTHER, ..record(vec![]) };
	for records in [[record(vec![]), foreign.clone()], [foreign, record(vec![])]] {
		assert_eq!(requires(records.into()), Err(MessagingError::ForeignRecord));
	}
}

#[test]
fn a_late_block_proof_replaces_exactly_its_root() {
	let stream = Stream::of(9, "replaces");
	let sender = sender(&stream, 3, 9);
	// Given two blocks that read on, of which the proof has to start at the last.
	let (earlier, stale) = late(&stream, &sender, 2, 9);
	let (last, proof) = late(&stream, &sender, 5, 9);
	let other = consumed(OTHER, 0, Some(root(2)));
	let records = [record(vec![earlier, other]), record(vec![last])];
	let said = process_messaging_commitments(records.clone(), Some(root(7)), &inputs(vec![proof]))
		.unwrap();
	let entry = |source, expected_root| RequiresCommitment { source, expected_root };
	let expected = [entry(SOURCE, sender.root()), entry(OTHER, root(2))];
	assert_eq!(said.requires.unwrap().entries(), expected);
	assert_eq!(said.provides, Some(ProvidesCommitment { root: root(7) }));
	let result = process_messaging_commitments(records, None, &inputs(vec![stale]));
	assert!(matches!(result, Err(MessagingError::Extension { .. })));
}

#[test]
fn a_proof_that_nobody_needs_or_of_another_generation_fails() {
	let stream = Stream::of(9, "unused");
	let sender = sender(&stream, 3, 9);
	let (speculative, proof) = late(&stream, &sender, 5, 9);
	let run = |records: Vec<BlockRecord>, proof: &LateBlockProof| {
		process_messaging_commitments(records, None, &inputs(vec![proof.clone()]))
	};
	let unused = Err(MessagingError::UnusedProof(SOURCE));
	let included = ConsumedStream { expected_root: None, ..speculative.clone() };
	assert_eq!(run(vec![], &proof), unused);
	assert_eq!(run(vec![record(vec![])], &proof), unused);
	assert_eq!(run(vec![record(vec![included.clone()])], &proof), unused);
	let both = vec![record(vec![speculative.clone()]), record(vec![included])];
	assert_eq!(run(both, &proof), unused);
	let foreign = LateBlockProof { source: OTHER, ..proof.clone() };
	let other = Err(MessagingError::UnusedProof(OTHER));
	assert_eq!(run(vec![record(vec![speculative.clone()])], &foreign), other);
	let reborn = ConsumedStream { generation: 5, ..speculative };
	let error = Err(MessagingError::OtherGeneration(SOURCE));
	assert_eq!(run(vec![record(vec![reborn])], &proof), error);
}

#[test]
fn more_sources_than_a_set_holds_fail() {
	let block = |from: u32| {
		let sources = (from..from + 256).map(ParaId::from);
		record(sources.map(|source| consumed(source, 0, Some(root(1)))).collect())
	};
	assert_eq!(requires(vec![block(0)]).map(|r| r.len()), Ok(256));
	let error = MessagingError::Requires(RequiresError::TooMany);
	assert_eq!(requires(vec![block(0), block(1)]), Err(error));
}

#[test]
fn inputs_are_by_strictly_increasing_source() {
	let stream = Stream::of(3, "inputs");
	let (_, proof) = late(&stream, &sender(&stream, 2, 3), 1, 3);
	let of = |source: u32| LateBlockProof { source: ParaId::from(source), ..proof.clone() };
	assert!(MessagingProofInputs::new(vec![of(1), of(2), of(9)]).is_some());
	assert!(MessagingProofInputs::new(vec![of(2), of(1)]).is_none());
	assert!(MessagingProofInputs::new(vec![of(2), of(2)]).is_none());
	assert!(MessagingProofInputs::new((0..257).map(of).collect()).is_none());
	assert_eq!(inputs((0..256).map(of).collect()).late_block_proofs().len(), 256);
}

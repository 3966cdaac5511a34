//! From bytes of a stranger to verified messages, and everything that is stopped on the way.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::{DecodeAll, Encode};
use proptest::{collection::vec, prelude::*, sample::Index};
use spec_messaging_primitives::{
	ParaId,
	batch::{BatchError, MessageBatch, VerifiedBatch},
	channel::ChannelLeaf,
	hashing::{Hash, ProvidesRoot, count::hashes},
	mmr::{ExtensionError, ExtensionProof, Frontier},
	tree::TreeError,
};
use support::{RECEIVER, SOURCE, Sender, Stream, batch, count, payload, position, register};

fn deliver(batch: MessageBatch, held: &Frontier) -> Result<VerifiedBatch, BatchError> {
	batch.authenticate(RECEIVER)?.verify(held)
}

#[test]
fn every_stretch_of_a_stream_delivers_at_the_documented_cost() {
	let stream = Stream::of(24, "stretch");
	for n in 1..=24usize {
		for from in 0..=n {
			for to in from..=n {
				let batch = batch(&stream, 5, from, to, n);
				let siblings = batch.proof.siblings.len() as u64;
				let (authentic, cost) = hashes(|| batch.clone().authenticate(RECEIVER).unwrap());
				assert_eq!(cost, siblings + 2);
				assert_eq!(authentic.batch(), &batch);
				assert_eq!(authentic.generation(), 4);
				let (verified, cost) = hashes(|| authentic.verify(stream.at(from)).unwrap());
				assert_eq!(&verified.frontier, stream.at(to), "{from}..{to} of {n}");
				assert_eq!(verified.payloads.to_vec(), stream.payloads[from..to]);
				assert_eq!(verified.first, position(from as u64));
				assert_eq!((verified.source, verified.generation), (SOURCE, 4));
				assert_eq!(
					(verified.channel, verified.provides_root),
					(batch.channel, batch.provides_root)
				);
				let (k, m) = ((to - from) as u64, u64::from(from.count_ones()));
				let expected = match (k, to == n) {
					(0, _) => 0,
					(_, true) => 2 * k + m - 1,
					(_, false) => {
						let end = u64::from(to.count_ones());
						let nodes = u64::from(reference::extension_nodes(to as u64, n as u64));
						2 * k + m - end + end + nodes - 1
					},
				};
				assert_eq!(cost, expected, "{from}..{to} of {n}");
			}
		}
	}
}

#[test]
fn a_batch_counts_its_messages_bytes_siblings_and_nodes() {
	let stream = Stream::of(12, "counted");
	for from in 0..=12usize {
		for to in from..=12 {
			let batch = batch(&stream, 3, from, to, 12);
			assert_eq!(batch.messages() as usize, to - from);
			let bytes: usize = stream.payloads[from..to].iter().map(|p| p.len()).sum();
			assert_eq!(batch.payload_bytes(), bytes as u64);
			assert_eq!(batch.is_refresh(), from == to);
			// The second of three leaves: its neighbour, and the third, promoted.
			assert_eq!(batch.siblings(), 2);
			let nodes = if from == to { 0 } else { reference::extension_nodes(to as u64, 12) };
			assert_eq!(batch.nodes(), nodes);
		}
	}
}

#[test]
fn payloads_that_were_changed_skipped_repeated_or_moved_are_refused() {
	let stream = Stream::of(12, "forged");
	for (from, to, n) in [(0, 5, 5), (0, 5, 12), (3, 9, 9), (3, 9, 11), (8, 12, 12), (11, 12, 12)] {
		let honest = batch(&stream, 3, from, to, n);
		let refused = |what: &str, edit: &dyn Fn(&mut Vec<_>)| {
			let mut forged = honest.clone();
			let mut payloads = forged.payloads.to_vec();
			edit(&mut payloads);
			if payloads == honest.payloads.to_vec() {
				return;
			}
			forged.payloads = payloads.try_into().unwrap();
			let error = deliver(forged, stream.at(from)).expect_err(what);
			assert!(
				matches!(
					error,
					BatchError::RootMismatch
						| BatchError::BeyondStream
						| BatchError::Extension(_)
						| BatchError::IdleExtension
				),
				"{what}: {error}",
			);
		};
		for at in 0..to - from {
			refused("changed", &|p| p[at] = payload(b"never sent"));
			refused("emptied", &|p| p[at] = payload(b""));
			refused("tagged", &|p| p[at] = payload(&[&[1, 0], &p[at][..]].concat()));
			refused("inserted", &|p| p.insert(at, payload(b"never sent")));
			refused("repeated", &|p| p.insert(at, p[at].clone()));
			refused("swapped", &|p| {
				let other = (at + 1) % p.len();
				p.swap(at, other);
			});
			if to - from > 1 {
				refused("skipped", &|p| {
					let _ = p.remove(at);
				});
			}
		}
	}
}

#[test]
fn a_batch_without_its_tail_needs_the_extension_of_its_new_end() {
	let stream = Stream::of(12, "tail");
	for n in 2..=12usize {
		for to in 1..n {
			let mut truncated = batch(&stream, 3, 0, n, n);
			truncated.payloads = stream.payloads[..to].to_vec().try_into().unwrap();
			// The old extension is that of a batch to the end: no item.
			let authentic = truncated.clone().authenticate(RECEIVER).unwrap();
			let (result, cost) = hashes(|| authentic.verify(&Frontier::empty()));
			let miscounted = BatchError::Extension(ExtensionError::NodeCount {
				expected: reference::extension_nodes(to as u64, n as u64),
				actual: 0,
			});
			// Not even the payloads are hashed for it.
			assert_eq!((result, cost), (Err(miscounted), 0));
			truncated.extension = stream.extension(to, n);
			assert_eq!(&deliver(truncated, &Frontier::empty()).unwrap().frontier, stream.at(to));
		}
	}
}

#[test]
fn a_replay_a_gap_and_an_overlap_do_not_continue() {
	let stream = Stream::of(10, "continue");
	for held in 0..=10usize {
		for from in (0..=10).filter(|from| *from != held) {
			let batch = batch(&stream, 3, from, 10, 10).authenticate(RECEIVER).unwrap();
			let (result, cost) = hashes(|| batch.verify(stream.at(held)));
			let (first, held) = (position(from as u64), position(held as u64));
			assert_eq!(result, Err(BatchError::NotContinuing { first, held }));
			assert_eq!(cost, 0);
		}
	}
	// Nor does it help to lie about where it starts.
	let mut moved = batch(&stream, 3, 2, 10, 10);
	moved.first = position(5);
	assert!(deliver(moved, stream.at(5)).is_err());
}

#[test]
fn more_payloads_than_the_stream_has_are_refused_before_the_first_hash() {
	let stream = Stream::of(9, "beyond");
	let mut beyond = batch(&stream, 3, 2, 6, 6);
	beyond.payloads = stream.payloads[2..7].to_vec().try_into().unwrap();
	let beyond = beyond.authenticate(RECEIVER).unwrap();
	let (result, cost) = hashes(|| beyond.verify(stream.at(2)));
	assert_eq!((result, cost), (Err(BatchError::BeyondStream), 0));
}

#[test]
fn another_root_receiver_source_or_leaf_is_not_authentic() {
	let stream = Stream::of(6, "authentic");
	let honest = batch(&stream, 5, 0, 6, 6);
	let foreign = |batch: MessageBatch, receiver: ParaId| {
		assert_eq!(batch.authenticate(receiver), Err(BatchError::ForeignLeaf));
	};
	foreign(honest.clone(), ParaId::from(3001));
	foreign(MessageBatch { source: ParaId::from(2001), ..honest.clone() }, RECEIVER);
	for root in [Hash::zero(), honest.channel.stream_root.0, Hash::repeat_byte(1)] {
		foreign(MessageBatch { provides_root: ProvidesRoot(root), ..honest.clone() }, RECEIVER);
	}
	let channel = ChannelLeaf { leaf_count: count(5), ..honest.channel };
	foreign(MessageBatch { channel, ..honest.clone() }, RECEIVER);
	let channel = ChannelLeaf::new(stream.at(5), register());
	foreign(MessageBatch { channel, ..honest.clone() }, RECEIVER);
	let mut reindexed = honest.clone();
	reindexed.proof.index = reindexed.proof.leaves;
	let (result, cost) = hashes(|| reindexed.authenticate(RECEIVER));
	let error = BatchError::Tree(TreeError::IndexOutOfRange { index: 5, leaves: 5 });
	assert_eq!((result, cost), (Err(error), 0));
}

#[test]
fn a_batch_against_another_held_history_is_refused() {
	let (stream, fork) = (Stream::of(12, "main"), Stream::of(12, "fork"));
	for (from, to) in [(1, 3), (4, 8), (5, 12), (7, 9)] {
		for n in to..=12 {
			let result = deliver(batch(&stream, 3, from, to, n), fork.at(from));
			assert!(
				matches!(
					result,
					Err(BatchError::RootMismatch
						| BatchError::Extension(ExtensionError::RootMismatch))
				),
				"{from}..{to} of {n}",
			);
		}
	}
}

#[test]
fn a_refresh_carries_no_extension_and_compares_no_stream() {
	let stream = Stream::of(9, "refresh");
	for n in 0..=9usize {
		for held in 0..=n {
			let refresh = batch(&stream, 3, held, held, n);
			assert!(refresh.is_refresh());
			// It is fine behind the end of the stream, and even with a fork of it.
			let fork = Stream::of(9, "fork");
			for frontier in [stream.at(held), fork.at(held)] {
				let (verified, cost) = hashes(|| {
					refresh.clone().authenticate(RECEIVER).unwrap().verify(frontier).unwrap()
				});
				assert_eq!(&verified.frontier, frontier);
				assert!(verified.payloads.is_empty());
				assert_eq!(cost, refresh.proof.siblings.len() as u64 + 2);
			}
			let extension = ExtensionProof::from_nodes(vec![Hash::zero()]).unwrap();
			let idle = MessageBatch { extension, ..refresh.clone() };
			assert_eq!(deliver(idle, stream.at(held)), Err(BatchError::IdleExtension));
			let early = MessageBatch { first: position(held as u64 + 1), ..refresh };
			let error = deliver(early, stream.at(held)).unwrap_err();
			assert!(matches!(error, BatchError::NotContinuing { .. }));
		}
	}
}

/// Under an included root the stream is often shorter than what was read of it under speculative ones.
/// If its register did not count, a peer that is always read speculatively would never be acknowledged.
#[test]
fn a_refresh_under_a_shorter_stream_than_was_read_brings_its_register_and_no_message() {
	let stream = Stream::of(9, "shorter");
	for n in 0..9usize {
		for held in n + 1..=9 {
			let mut refresh = batch(&stream, 3, n, n, n);
			refresh.first = position(held as u64);
			let channel = refresh.channel;
			let verified = deliver(refresh, stream.at(held)).unwrap();
			assert_eq!(verified.frontier, *stream.at(held));
			assert_eq!(verified.channel, channel);
			// With a message it is stale.
			let mut stale = batch(&stream, 3, n, n, n);
			stale.first = position(held as u64);
			stale.payloads.try_push(vec![1].try_into().unwrap()).unwrap();
			assert_eq!(deliver(stale, stream.at(held)), Err(BatchError::BeyondStream));
		}
	}
}

#[test]
fn no_single_edit_of_an_accepted_batch_is_accepted() {
	let stream = Stream::of(5, "e");
	for (from, to, n) in [(0, 1, 1), (0, 2, 5), (2, 4, 5), (3, 5, 5), (1, 1, 5)] {
		let honest = batch(&stream, 3, from, to, n);
		let bytes = honest.encode();
		for at in 0..bytes.len() {
			for edit in 1..=u8::MAX {
				let mut edited = bytes.clone();
				edited[at] ^= edit;
				let Ok(batch) = MessageBatch::decode_all(&mut &edited[..]) else { continue };
				assert!(
					deliver(batch, stream.at(from)).is_err(),
					"byte {at} of {from}..{to} of {n}"
				);
			}
		}
	}
}

#[test]
fn one_leaf_of_two_peers_serves_neither_the_other() {
	// Given a source that sends the same messages to two peers.
	let stream = Stream::of(4, "twice");
	let leaf = ChannelLeaf::new(stream.at(4), register());
	let mut sender = Sender::new(4, 1, leaf);
	sender.leaves[2].1 = leaf;
	let other = sender.leaves[2].0;
	let to = |peer: ParaId| MessageBatch {
		provides_root: sender.root(),
		proof: sender.proof(peer),
		..batch(&stream, 4, 0, 4, 4)
	};
	// Then each takes only what is committed about itself.
	assert!(to(RECEIVER).authenticate(RECEIVER).is_ok());
	assert!(to(other).authenticate(other).is_ok());
	assert!(to(RECEIVER).authenticate(other).is_err());
	assert!(to(other).authenticate(RECEIVER).is_err());
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn any_cut_of_any_stream_delivers(
		payloads in vec(vec(any::<u8>(), 0..40), 1..150),
		cuts in vec(any::<Index>(), 0..8),
		peers in 1..20u32,
	) {
		let stream = Stream::sending(payloads.iter().map(|p| payload(p)).collect());
		let n = payloads.len();
		let mut cuts: Vec<_> = cuts.iter().map(|c| c.index(n + 1)).collect();
		cuts.push(n);
		cuts.sort();
		let (mut held, mut from) = (Frontier::empty(), 0);
		for to in cuts {
			let verified = deliver(batch(&stream, peers, from, to, n), &held);
			prop_assert_eq!(verified.as_ref().map(|v| &v.frontier), Ok(stream.at(to)));
			(held, from) = (verified.unwrap().frontier, to);
		}
		prop_assert_eq!(held.root(), stream.at(n).root());
	}
}

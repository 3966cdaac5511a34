//! Attacks, each shown to succeed on the form that invites it and to fail on ours.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use reference::{Bytes32, h};
use spec_messaging_primitives::{
	LeafCount,
	batch::{BatchError, MessageBatch},
	channel::ChannelLeaf,
	hashing::{Hash, StreamRoot, leaf_hash},
	late_block::LateBlockProof,
	mmr::{Frontier, shape::extension_nodes},
};
use support::{RECEIVER, Sender, Stream, batch, count, late, peaks, position, register};

/// What an uncounted commitment checks of a frontier: its bagged root, and nothing else.
fn uncounted_accepts(frontier: &Frontier, committed: StreamRoot) -> bool {
	frontier.root() == committed
}

#[test]
fn a_head_at_5_passes_for_9_and_2_to_the_47_plus_1_where_the_count_is_not_bound() {
	let stream = Stream::of(5, "head");
	let committed = stream.at(5).root();
	let leaf = ChannelLeaf::new(stream.at(5), register());
	let sender = Sender::new(3, 1, leaf);
	for forged in (3..=47).map(|bit| (1 << bit) + 1).chain([6, 10, 12, (1 << 62) + (1 << 61)]) {
		// Given the peaks of 5 messages under another count with as many peaks.
		let parts = peaks(stream.at(5).peaks().iter().copied());
		let moved = Frontier::from_parts(count(forged), parts).unwrap();
		// When only the root is committed, the forged frontier is as good as the real one.
		assert!(uncounted_accepts(stream.at(5), committed));
		assert!(uncounted_accepts(&moved, committed), "{forged}");
		// Then ours, with the count in the channel leaf, refuses it.
		let claim = ChannelLeaf { leaf_count: count(forged), ..leaf };
		assert_eq!(claim.stream_root, ChannelLeaf::new(&moved, register()).stream_root);
		let reached = sender.proof(RECEIVER).provides_root(sender.id, RECEIVER, &claim);
		assert_ne!(reached, Ok(sender.root()), "{forged}");
	}
}

#[test]
fn one_set_of_items_proves_exactly_one_newer_count() {
	const MOST: u64 = 1 << 12;
	let stream = Stream::of(40, "counts");
	let mut ambiguous = 0;
	for (m, n) in [(1, 2), (1, 3), (3, 4), (4, 6), (5, 8), (5, 9), (7, 12), (8, 33), (12, 40)] {
		let sender = Sender::new(3, 1, ChannelLeaf::new(stream.at(n), register()));
		let (consumed, honest) = late(&stream, &sender, m, n);
		let (mut uncounted, mut counted) = (Vec::new(), Vec::new());
		for claimed in 0..=MOST {
			let claimed = count(claimed);
			// An uncounted root: the items lead to it from our frontier.
			let leads =
				honest.extension.verify(&consumed.frontier, claimed, honest.channel.stream_root);
			if leads.is_ok() {
				uncounted.push(claimed.get());
			}
			// Ours: the same claim has to stand in the channel leaf.
			let channel = ChannelLeaf { leaf_count: claimed, ..honest.channel };
			let claim = LateBlockProof { channel, ..honest.clone() };
			if claim.rebind(RECEIVER, &consumed) == Ok(sender.root()) {
				counted.push(claimed.get());
			}
		}
		assert_eq!(counted, [n as u64], "{m} to {n}");
		assert!(uncounted.contains(&(n as u64)));
		ambiguous += usize::from(uncounted.len() > 1);
		// What leads there at least calls for the same number of items.
		let held = count(m as u64);
		for other in uncounted {
			let nodes = extension_nodes(held, LeafCount::new(other).unwrap());
			assert_eq!(nodes, Some(honest.extension.nodes().len() as u32));
		}
	}
	assert!(ambiguous > 0, "the attack this is about does not exist");
}

/// A stream without tags: leaves are `H(payload)`, nodes `H(left ‖ right)`.
fn untagged_root(payloads: &[Vec<u8>]) -> Bytes32 {
	let mut level: Vec<_> = payloads.iter().map(|p| h(&[p])).collect();
	while level.len() > 1 {
		level = level.chunks(2).map(|pair| h(&[&pair[0], &pair[1]])).collect();
	}
	level[0]
}

fn our_root(payloads: &[Vec<u8>]) -> StreamRoot {
	let mut frontier = Frontier::empty();
	payloads.iter().for_each(|p| frontier.append(leaf_hash(p)).unwrap());
	frontier.root()
}

#[test]
fn a_64_byte_payload_passes_for_two_messages_only_where_nothing_is_tagged() {
	let sent = [b"pay alice 1".to_vec(), b"pay bob 2".to_vec()];
	let crafted = [h(&[&sent[0]]), h(&[&sent[1]])].concat();
	// Without tags one message of 64 bytes is two messages that nobody sent.
	assert_eq!(crafted.len(), 64);
	assert_eq!(untagged_root(core::slice::from_ref(&crafted)), untagged_root(&sent));
	// With tags it is not, nor is any payload that spells out a preimage of ours.
	let (left, right) = (leaf_hash(&sent[0]).0, leaf_hash(&sent[1]).0);
	let pair = [left.0, right.0].concat();
	assert_eq!(our_root(&sent).0.0, h(&[&[2], &pair]));
	let mut payloads = vec![crafted, pair.clone(), pair[..63].to_vec()];
	payloads.push([&pair[..], &[0]].concat());
	for tag in 0..=u8::MAX {
		payloads.push([&[tag], &pair[..]].concat());
		payloads.push([&[tag, 0], &pair[..]].concat());
		payloads.push([&[1, 0, tag], &pair[..]].concat());
	}
	for payload in payloads {
		assert_ne!(
			our_root(core::slice::from_ref(&payload)),
			our_root(&sent),
			"{} bytes",
			payload.len()
		);
	}
}

#[test]
fn no_kind_of_hash_stands_for_another() {
	// Given a subtree, a bag and a leaf over the same two hashes.
	let (a, b) = (Hash::repeat_byte(1), Hash::repeat_byte(2));
	let pair = [a.0, b.0].concat();
	let kinds: Vec<Bytes32> = [1u8, 2, 3, 4, 6, 7, 8].iter().map(|t| h(&[&[*t], &pair])).collect();
	// Then a peak made of one never has the root of the other.
	for (i, one) in kinds.iter().enumerate() {
		for other in &kinds[i + 1..] {
			let single = |peak: &Bytes32| {
				Frontier::from_parts(count(2), peaks([Hash::from(*peak)])).unwrap().root()
			};
			assert_ne!(single(one), single(other));
		}
	}
	// And two peaks bagged are not the two peaks merged.
	let two = Frontier::from_parts(count(3), peaks([a, b])).unwrap();
	assert_eq!(two.root().0.0, h(&[&[3], b.as_bytes(), a.as_bytes()]));
	assert_ne!(two.root().0.0, h(&[&[2], a.as_bytes(), b.as_bytes()]));
	// Nor is a stream of one message the bag or the node below which it would stand.
	let swapped = Frontier::from_parts(count(3), peaks([b, a])).unwrap();
	assert_ne!(two.root(), swapped.root());
}

#[test]
fn a_message_is_delivered_a_second_time_at_position_9_only_where_the_count_is_not_bound() {
	// Given a stream of 6, of which a receiver read 5, and the peaks of these 5 under the count 9.
	let stream = Stream::of(6, "position");
	let forged =
		Frontier::from_parts(count(9), peaks(stream.at(5).peaks().iter().copied())).unwrap();
	assert_eq!(forged.root(), stream.at(5).root());
	// When only roots are committed, message 5 leads either frontier to the committed root of 6.
	let delivered = |held: &Frontier| {
		let mut after = held.clone();
		after.append(leaf_hash(&stream.payloads[5])).unwrap();
		uncounted_accepts(&after, stream.at(6).root()).then(|| after.leaf_count())
	};
	assert_eq!(delivered(stream.at(5)), Some(count(6)));
	assert_eq!(delivered(&forged), Some(count(10)), "position 5 did not pass as position 9");
	// Then ours refuses it, whatever the batch says: the leaf that is committed says 6.
	let honest = batch(&stream, 3, 5, 6, 6);
	assert!(honest.clone().authenticate(RECEIVER).unwrap().verify(stream.at(5)).is_ok());
	let moved = MessageBatch { first: position(9), ..honest.clone() };
	let verify = |b: MessageBatch| b.authenticate(RECEIVER)?.verify(&forged);
	assert_eq!(verify(moved.clone()), Err(BatchError::BeyondStream));
	let channel = ChannelLeaf { leaf_count: count(10), ..honest.channel };
	assert_eq!(verify(MessageBatch { channel, ..moved }), Err(BatchError::ForeignLeaf));
	let error = BatchError::NotContinuing { first: position(5), held: position(9) };
	assert_eq!(verify(honest), Err(error));
}

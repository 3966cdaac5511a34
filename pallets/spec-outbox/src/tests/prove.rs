//! Batches and late block proofs, checked as a receiver checks them.

use frame_support::assert_ok;
use spec_messaging_primitives::{
	LeafCount, Position,
	batch::{MessageBatch, VerifiedBatch},
	channel::InboundPhase,
	commitment::provides_root_in,
	hashing::ProvidesRoot,
	mmr::{Frontier, prove::ProveError},
	pallets::{InboundRegister, PublishRegister, SendMessage},
};
use spec_messaging_runtime_api::{BatchLimits, BatchUnavailable};

use crate::{mock::*, *};

const ALL: BatchLimits = BatchLimits { messages: u32::MAX, bytes: u64::MAX };

fn payload(index: u32) -> Vec<u8> {
	vec![index as u8; (index % 7 + 1) as usize]
}

/// A chain with a few other peers that sent `counts` messages to Bob in one block each, as of the end of
/// the last of these blocks, with everything in the off-chain index.
fn chain(counts: &[u32]) -> sp_io::TestExternalities {
	let mut ext = ext_with(&[BOB, CAROL, DAVE]);
	let mut next = 0;
	ext.execute_with(|| {
		for (block, count) in (1u64..).zip(counts) {
			if block > 1 {
				begin_block(block);
			}
			for _ in 0..*count {
				assert_ok!(Outbox::send(BOB, &payload(next)));
				assert_ok!(Outbox::send(CAROL, b"of another stream"));
				next += 1;
			}
			assert!(end_block().is_some());
		}
	});
	ext.persist_offchain_overlay();
	ext
}

fn header_root() -> ProvidesRoot {
	provides_root_in(&System::digest()).unwrap().unwrap()
}

/// What a receiver does with a batch of the current header.
fn receive(batch: MessageBatch, receiver: ParaId, held: &Frontier) -> VerifiedBatch {
	assert_eq!(batch.source, OWN);
	assert_eq!(batch.provides_root, header_root());
	batch.authenticate(receiver).expect("authentic").verify(held).expect("verified")
}

fn held(count: u32) -> Frontier {
	frontier_of(&(0..count).map(payload).collect::<Vec<_>>())
}

fn count(n: u32) -> LeafCount {
	LeafCount::from(n)
}

#[test]
fn batches_from_every_position_with_every_cut_verify_at_the_receiver() {
	for total in 1..=24u32 {
		// Spread over three blocks, the last of which may be empty.
		let late = (total - total / 2) % 3;
		let counts = [total / 2, total - total / 2 - late, late];
		chain(&counts).execute_with(|| {
			for from in 0..=total {
				let frontier = held(from);
				for cut in 1..=total - from {
					let limits = BatchLimits { messages: cut, bytes: u64::MAX };
					let batch = Outbox::batch(BOB, Position::from(from), limits).unwrap();
					assert_eq!(batch.messages(), cut);
					let verified = receive(batch, BOB, &frontier);
					assert_eq!(verified.first, Position::from(from));
					assert_eq!(verified.frontier, held(from + cut));
					for (index, received) in (from..).zip(&verified.payloads) {
						assert_eq!(received.to_vec(), payload(index));
					}
				}
			}
		});
	}
}

#[test]
fn a_late_block_proof_from_every_count_leads_to_the_header() {
	for total in 1..=40u32 {
		chain(&[total / 3, total - total / 3]).execute_with(|| {
			for consumed in 1..=total {
				let proof = Outbox::late_block_proof(BOB, count(consumed)).unwrap();
				assert_eq!(proof.source, OWN);
				let root = proof.proof.provides_root(OWN, BOB, &proof.channel).unwrap();
				assert_eq!(root, header_root());
				let channel = &proof.channel;
				assert_eq!(channel.leaf_count, count(total));
				proof
					.extension
					.verify(&held(consumed), channel.leaf_count, channel.stream_root)
					.expect("an extension of what was consumed");
			}
		});
	}
}

#[test]
fn the_current_batch_needs_no_index_and_equals_the_one_from_it() {
	let mut ext = chain(&[3, 0, 5]);
	let current = ext.execute_with(|| {
		let current = Outbox::current_batch(BOB).unwrap();
		assert_eq!(Ok(current.clone()), Outbox::batch(BOB, Position::from(3u32), ALL));
		current
	});
	ext.execute_with(|| {
		let verified = receive(current, BOB, &held(3));
		assert_eq!(verified.frontier, held(8));
	});
	// Without an off-chain database at all.
	let mut bare = ext_with(&[BOB]);
	bare.extensions = Default::default();
	bare.execute_with(|| {
		assert_ok!(Outbox::send(BOB, &payload(0)));
		end_block();
		let verified = receive(Outbox::current_batch(BOB).unwrap(), BOB, &Frontier::empty());
		assert_eq!(verified.frontier, held(1));
	});
}

/// Whoever starts in the middle needs no history: the frontier of a block verifies what the next one
/// commits.
#[test]
fn the_frontier_of_any_block_verifies_the_current_batch_of_the_next() {
	for counts in [&[2][..], &[2, 3], &[2, 3, 0], &[2, 3, 0, 7]] {
		let mut ext = chain(counts);
		let before = ext.execute_with(|| Outbox::frontier(BOB));
		let total: u32 = counts.iter().sum();
		assert_eq!(before, held(total));
		ext.execute_with(|| {
			assert_eq!(Outbox::frontier(ParaId::from(1)), Frontier::empty());
			begin_block(System::block_number() + 1);
			assert_ok!(Outbox::send(BOB, &payload(total)));
			assert_eq!(Outbox::frontier(BOB), before, "not before it is committed");
			end_block();
			let verified = receive(Outbox::current_batch(BOB).unwrap(), BOB, &before);
			assert_eq!(verified.frontier, Outbox::frontier(BOB));
		});
	}
}

#[test]
fn a_batch_at_the_end_of_a_stream_is_a_register_refresh() {
	chain(&[3, 0]).execute_with(|| {
		let nothing = BatchLimits { messages: 0, bytes: 0 };
		for batch in [
			Outbox::current_batch(BOB).unwrap(),
			Outbox::batch(BOB, Position::from(3u32), ALL).unwrap(),
			Outbox::batch(BOB, Position::from(3u32), nothing).unwrap(),
		] {
			assert!(batch.is_refresh());
			assert_eq!(receive(batch, BOB, &held(3)).frontier, held(3));
		}
		// Also of a stream that never had a message.
		let batch = Outbox::batch(DAVE, Position::from(0u32), ALL).unwrap();
		assert_eq!(receive(batch, DAVE, &Frontier::empty()).frontier, Frontier::empty());
	});
}

#[test]
fn a_source_that_is_only_read_from_gets_its_register_in_a_refresh() {
	build_and_check(|| {
		let register = InboundRegister {
			consumed: count(4),
			phase: InboundPhase::Accepted,
			..Default::default()
		};
		assert_ok!(Outbox::publish(CAROL, register));
		end_block();
		let verified = receive(Outbox::current_batch(CAROL).unwrap(), CAROL, &Frontier::empty());
		assert_eq!(verified.channel.register.consumed, count(4));
	});
}

#[test]
fn the_first_limit_ends_a_batch() {
	chain(&[20]).execute_with(|| {
		let batch = |messages, bytes| {
			Outbox::batch(BOB, Position::from(0u32), BatchLimits { messages, bytes })
		};
		// Payloads have 1, 2, 3, ... bytes.
		assert_eq!(batch(20, 6).unwrap().messages(), 3);
		assert_eq!(batch(20, 9).unwrap().messages(), 3);
		assert_eq!(batch(2, 9).unwrap().messages(), 2);
		assert_eq!(batch(0, 9), Err(BatchUnavailable::Limits));
		assert_eq!(batch(20, 0), Err(BatchUnavailable::Limits));
		assert_eq!(receive(batch(20, 9).unwrap(), BOB, &Frontier::empty()).frontier, held(3));
	});
}

#[test]
fn a_range_longer_than_one_walk_of_the_index_is_served_whole() {
	chain(&[32; 10]).execute_with(|| {
		let batch = Outbox::batch(BOB, Position::from(7u32), ALL).unwrap();
		assert_eq!(batch.messages(), 313);
		assert_eq!(receive(batch, BOB, &held(7)).frontier, held(320));
	});
}

#[test]
fn what_cannot_be_served_is_refused_with_its_reason() {
	let mut ext = chain(&[3]);
	ext.execute_with(|| {
		let unknown = ParaId::from(1);
		assert_eq!(Outbox::current_batch(unknown), Err(BatchUnavailable::NoChannel));
		assert_eq!(
			Outbox::batch(unknown, Position::from(0u32), ALL),
			Err(BatchUnavailable::NoChannel)
		);
		assert_eq!(
			Outbox::batch(BOB, Position::from(4u32), ALL),
			Err(BatchUnavailable::BeyondStream(count(3)))
		);
		assert_eq!(
			Outbox::late_block_proof(BOB, count(4)),
			Err(BatchUnavailable::BeyondStream(count(3)))
		);
		assert_eq!(
			Outbox::late_block_proof(BOB, count(0)),
			Err(BatchUnavailable::Prove(ProveError::NoSuchExtension {
				from: count(0),
				to: count(3)
			}))
		);
		// In the middle of the next block nothing is committed.
		begin_block(2);
		let nothing = BatchUnavailable::NoCommitment;
		assert_eq!(Outbox::current_batch(BOB), Err(nothing));
		assert_eq!(Outbox::batch(BOB, Position::from(0u32), ALL), Err(nothing));
		assert_eq!(Outbox::late_block_proof(BOB, count(1)), Err(nothing));
	});
}

#[test]
fn a_node_without_the_index_says_what_is_missing() {
	let mut ext = ext_with(&[BOB]);
	ext.execute_with(|| {
		(0..2).for_each(|i| assert!(Outbox::send(BOB, &payload(i)).is_ok()));
		end_block();
	});
	// Nothing was persisted: the database is empty.
	ext.execute_with(|| {
		let missing = Outbox::batch(BOB, Position::from(0u32), ALL);
		assert!(matches!(missing, Err(BatchUnavailable::Prove(ProveError::MissingNode(_)))));
	});
	// A stream of one message has no inner node, only its payload.
	let mut ext = ext_with(&[BOB]);
	ext.execute_with(|| {
		assert_ok!(Outbox::send(BOB, &payload(0)));
		end_block();
		assert_eq!(
			Outbox::batch(BOB, Position::from(0u32), ALL),
			Err(BatchUnavailable::MissingPayload(Position::from(0u32)))
		);
	});
}

#[test]
fn two_forks_are_served_from_one_database() {
	let mut ext = chain(&[3]);
	let extended = |messages: &[&[u8]]| {
		let mut frontier = held(3);
		for message in messages {
			frontier.append(spec_messaging_primitives::hashing::leaf_hash(message)).unwrap();
		}
		frontier
	};
	let fork = |ext: &mut sp_io::TestExternalities, messages: &[&[u8]]| {
		ext.execute_with(|| {
			begin_block(2);
			messages.iter().for_each(|m| assert!(Outbox::send(BOB, m).is_ok()));
			end_block();
		});
		ext.persist_offchain_overlay();
		ext.commit_all().unwrap();
	};
	let served = |ext: &mut sp_io::TestExternalities| {
		ext.execute_with(|| {
			let batch = Outbox::batch(BOB, Position::from(0u32), ALL).unwrap();
			receive(batch, BOB, &Frontier::empty()).frontier
		})
	};
	ext.commit_all().unwrap();
	let parent = ext.backend.clone();
	// Given a block and another one on the same parent, both of which the node executed.
	let (first, second): ([&[u8]; 2], [&[u8]; 3]) = ([b"a", b"b"], [b"c", b"d", b"e"]);
	fork(&mut ext, &first);
	let after_first = core::mem::replace(&mut ext.backend, parent);
	fork(&mut ext, &second);
	// Then each serves its own stream.
	assert_eq!(served(&mut ext), extended(&second));
	ext.backend = after_first;
	assert_eq!(served(&mut ext), extended(&first));
}

#[test]
fn channels_are_listed_by_increasing_peer_with_both_counts() {
	chain(&[2]).execute_with(|| {
		begin_block(2);
		assert_ok!(Outbox::send(BOB, &payload(9)));
		let channels = Outbox::channels();
		let peers: Vec<_> = channels.iter().map(|c| c.peer).collect();
		assert_eq!(peers, vec![DAVE, BOB, CAROL]);
		assert_eq!((channels[1].committed, channels[1].sent), (count(2), count(3)));
		assert_eq!(channels[1].sent_bytes, 1 + 2 + 3);
		assert_eq!(channels[1].peer_register_as_of, None);
	});
	ext_with(&[]).execute_with(|| assert_eq!(Outbox::channels(), vec![]));
}

//! Stretches that are passed over: what an honest one leads to, and everything that is stopped on the way.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::{DecodeAll, Encode, MaxEncodedLen};
use spec_messaging_primitives::{
	ParaId,
	batch::BatchError,
	hashing::{Hash, LeafHash, count::hashes, leaf_hash, node_hash, skip_commitment},
	mmr::{ExtensionError, Frontier},
	skip::{
		MAX_RECEIPTS, SkipError, SkipReceipt, SkipRecord, SkippedStretch, VerifiedSkip,
		receipts_key,
	},
};
use support::{RECEIVER, SOURCE, Stream, batch, position};

/// Messages `from` to `to` of a stream of `n`, by their leaf hashes.
fn stretch(stream: &Stream, from: usize, to: usize, n: usize) -> SkippedStretch {
	let batch = batch(stream, 3, from, to, n);
	let leaves: Vec<_> = batch.payloads.iter().map(|payload| leaf_hash(payload)).collect();
	SkippedStretch {
		source: batch.source,
		provides_root: batch.provides_root,
		channel: batch.channel,
		proof: batch.proof.clone(),
		first: batch.first,
		leaves: leaves.try_into().unwrap(),
		bytes: batch.payload_bytes(),
		extension: batch.extension,
	}
}

fn skip(stretch: SkippedStretch, held: &Frontier) -> Result<VerifiedSkip, SkipError> {
	stretch.authenticate(RECEIVER)?.verify(held)
}

fn receipt(first: u64, count: u32) -> SkipReceipt {
	let commitment = Hash::repeat_byte(7);
	let first = position(first);
	SkipReceipt { generation: 1, first, count, bytes: 9, commitment, relay_block: 5 }
}

#[test]
fn every_stretch_leads_where_its_payloads_would() {
	let stream = Stream::of(16, "skipped");
	for n in 1..=16usize {
		for from in 0..n {
			for to in from + 1..=n {
				let honest = stretch(&stream, from, to, n);
				assert_eq!(honest.count() as usize, to - from);
				let payloads = batch(&stream, 3, from, to, n);
				let verified = skip(honest.clone(), stream.at(from)).unwrap();
				assert_eq!(&verified.frontier, stream.at(to), "{from}..{to} of {n}");
				assert_eq!((verified.source, verified.generation), (SOURCE, 4));
				assert_eq!(verified.first, position(from as u64));
				assert_eq!(verified.count as usize, to - from);
				assert_eq!(verified.bytes, payloads.payload_bytes());
				assert_eq!(verified.commitment, skip_commitment(&honest.leaves));
				// As a batch, without the hash of each payload and with that of the commitment.
				let cost = |work: &dyn Fn()| hashes(work).1;
				let skipped = cost(&|| drop(skip(honest.clone(), stream.at(from))));
				let brought = cost(&|| {
					let authentic = payloads.clone().authenticate(RECEIVER).unwrap();
					drop(authentic.verify(stream.at(from)));
				});
				assert_eq!(skipped, brought - (to - from) as u64 + 1);
			}
		}
	}
}

#[test]
fn leaves_that_were_changed_left_out_doubled_or_swapped_are_refused() {
	let stream = Stream::of(12, "forged");
	for (from, to, n) in [(0, 5, 5), (0, 5, 12), (3, 9, 9), (3, 9, 11), (8, 12, 12), (11, 12, 12)] {
		let honest = stretch(&stream, from, to, n);
		let refused = |what: &str, edit: &dyn Fn(&mut Vec<LeafHash>)| {
			let mut leaves = honest.leaves.to_vec();
			edit(&mut leaves);
			let mut forged = honest.clone();
			forged.leaves = leaves.try_into().unwrap();
			assert!(skip(forged, stream.at(from)).is_err(), "{what}");
		};
		for at in 0..to - from {
			refused("changed", &|l| l[at] = LeafHash(Hash::repeat_byte(1)));
			refused("doubled", &|l| l.insert(at, l[at]));
			refused("left out", &|l| {
				l.remove(at);
			});
			if at > 0 {
				refused("swapped", &|l| l.swap(at, at - 1));
				// The node above two leaves in their place: its height follows from its position.
				refused("folded", &|l| {
					let node = node_hash(&l[at - 1].0, &l[at].0);
					l[at - 1] = LeafHash(node);
					l.remove(at);
				});
			}
		}
	}
}

#[test]
fn the_refusal_of_a_wrong_leaf_says_what_did_not_lead_to_the_stream_root() {
	let stream = Stream::of(12, "refusal");
	let wrong = |to: usize| {
		let mut forged = stretch(&stream, 3, to, 12);
		let mut leaves = forged.leaves.to_vec();
		leaves[0] = LeafHash::default();
		forged.leaves = leaves.try_into().unwrap();
		skip(forged, stream.at(3)).unwrap_err()
	};
	assert_eq!(wrong(12), BatchError::RootMismatch.into());
	assert_eq!(wrong(8), BatchError::Extension(ExtensionError::RootMismatch).into());
}

#[test]
fn a_stretch_is_of_one_stream_at_one_place() {
	let stream = Stream::of(12, "place");
	let honest = stretch(&stream, 3, 6, 12);
	let refused = |edit: &dyn Fn(&mut SkippedStretch)| {
		let mut forged = honest.clone();
		edit(&mut forged);
		skip(forged, stream.at(3)).unwrap_err()
	};
	assert_eq!(refused(&|s| s.leaves = Default::default()), SkipError::Nothing);
	let foreign = SkipError::Batch(BatchError::ForeignLeaf);
	assert_eq!(refused(&|s| s.proof.generation += 1), foreign);
	assert_eq!(refused(&|s| s.channel.register.credit += 1), foreign);
	assert_eq!(refused(&|s| s.source = ParaId::from(1)), foreign);
	let elsewhere = BatchError::NotContinuing { first: position(2), held: position(3) };
	assert_eq!(refused(&|s| s.first = position(2)), elsewhere.into());
	let actual = 0;
	let expected = honest.extension.nodes().len() as u32;
	let shape = BatchError::Extension(ExtensionError::NodeCount { expected, actual });
	assert_eq!(refused(&|s| s.extension = Default::default()), shape.into());
	// To another receiver.
	let other = honest.clone().authenticate(ParaId::from(77)).unwrap_err();
	assert_eq!(other, foreign);
	// Past the end.
	let mut many = honest.leaves.to_vec();
	many.resize(10, LeafHash::default());
	let many: Vec<_> = many;
	let beyond = refused(&|s| s.leaves = many.clone().try_into().unwrap());
	assert_eq!(beyond, BatchError::BeyondStream.into());
}

#[test]
fn a_commitment_names_its_leaves_in_their_order_and_nothing_else() {
	let leaf = |byte| LeafHash(Hash::repeat_byte(byte));
	let preimage = [&[9u8, 0][..], &[1; 32], &[2; 32]].concat();
	let expected: Hash = sp_crypto_hashing::blake2_256(&preimage).into();
	assert_eq!(skip_commitment(&[leaf(1), leaf(2)]), expected);
	assert_ne!(skip_commitment(&[leaf(2), leaf(1)]), expected);
	assert_ne!(skip_commitment(&[leaf(1)]), expected);
}

#[test]
fn the_key_of_the_receipts_is_pinned_to_their_source() {
	let key = receipts_key(ParaId::from(0x0102_0304));
	let hash = sp_crypto_hashing::twox_128;
	let expected = [&hash(b"SpecMessaging")[..], &hash(b"Skipped"), &[4, 3, 2, 1]].concat();
	assert_eq!((key.len(), key), (36, expected));
}

#[test]
fn a_record_counts_what_it_forgets_and_has_one_encoding() {
	let mut record = SkipRecord::default();
	assert_eq!(SkipRecord::from_state(&record.encode()), Some(record.clone()));
	for i in 0..20 {
		record.push(receipt(i, 1));
		assert_eq!(record.total, i + 1);
	}
	assert_eq!(record.last.len() as u32, MAX_RECEIPTS);
	assert_eq!(record.first_index(), Some(4));
	assert_eq!(record.last[0], receipt(4, 1));
	assert_eq!(receipt(4, 3).end(), Some(position(7)));
	assert_eq!((SkipReceipt::max_encoded_len(), SkipRecord::max_encoded_len()), (60, 969));
	let bytes = record.encode();
	assert_eq!(SkipRecord::from_state(&bytes), Some(record.clone()));
	assert_eq!(SkipRecord::from_state(&[&bytes[..], &[0]].concat()), None);
	assert_eq!(SkipRecord::from_state(&bytes[..bytes.len() - 1]), None);
	assert_eq!(SkipRecord::from_state(&[]), None);
	let less = SkipRecord { total: 15, ..record };
	assert_eq!(SkipRecord::from_state(&less.encode()), None);
}

#[test]
fn a_stretch_of_more_leaves_than_there_may_be_does_not_decode() {
	let stream = Stream::of(3, "decoded");
	let honest = stretch(&stream, 0, 3, 3);
	let bytes = honest.encode();
	assert_eq!(SkippedStretch::decode_all(&mut &bytes[..]), Ok(honest.clone()));
	let siblings = honest.proof.siblings.len() as u32;
	assert_eq!(bytes.len() as u32, 148 + 32 * (3 + siblings));
	let head = 4 + 32 + 81 + honest.proof.encoded_size() + 8;
	let mut forged = bytes[..head].to_vec();
	forged.extend(codec::Compact(1_025u32).encode());
	forged.extend(vec![0; 1_025 * 32]);
	forged.extend([0; 9]);
	assert!(SkippedStretch::decode_all(&mut &forged[..]).is_err());
}

//! Bytes of a stranger: what decodes is canonical, everything else is refused, nothing panics.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::{Compact, DecodeAll, Encode};
use core::fmt::Debug;
use proptest::{collection::vec, prelude::*, sample::Index};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{Batches, MessageBatch},
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	commitment::{ProvidesCommitment, RequiresCommitment, RequiresCommitments, RequiresError},
	hashing::{EMPTY_STREAM_ROOT, Hash, ProvidesRoot, StreamRoot},
	inherent::IngestData,
	late_block::{BlockRecord, ConsumedStream, LateBlockProof, MessagingProofInputs},
	matching::Window,
	mmr::{ExtensionProof, Frontier},
	tree::{AbsenceProof, CommitmentProof},
};
use support::{SOURCE, Sender, Stream, batch, count, frontier, late, register};

/// Whatever of these bytes is a `T` has exactly these bytes.
fn canonical<T: DecodeAll + Encode>(bytes: &[u8]) {
	if let Ok(decoded) = T::decode_all(&mut &bytes[..]) {
		assert_eq!(decoded.encode(), bytes, "{}", core::any::type_name::<T>());
	}
}

/// The check above for every object that bytes of a stranger may become.
fn canonical_for_all(bytes: &[u8]) {
	canonical::<Position>(bytes);
	canonical::<LeafCount>(bytes);
	canonical::<Phase>(bytes);
	canonical::<Register>(bytes);
	canonical::<ChannelLeaf>(bytes);
	canonical::<Frontier>(bytes);
	canonical::<ExtensionProof>(bytes);
	canonical::<CommitmentProof>(bytes);
	canonical::<AbsenceProof>(bytes);
	canonical::<ProvidesCommitment>(bytes);
	canonical::<RequiresCommitment>(bytes);
	canonical::<RequiresCommitments>(bytes);
	canonical::<MessageBatch>(bytes);
	canonical::<Batches>(bytes);
	canonical::<IngestData>(bytes);
	canonical::<LateBlockProof>(bytes);
	canonical::<MessagingProofInputs>(bytes);
	canonical::<ConsumedStream>(bytes);
	canonical::<BlockRecord>(bytes);
	canonical::<Window>(bytes);
}

/// Decodes what it encodes, and neither with a byte more nor with any byte less.
fn strict<T: DecodeAll + Encode + Debug + PartialEq>(object: &T) -> Vec<u8> {
	let bytes = object.encode();
	assert_eq!(&T::decode_all(&mut &bytes[..]).unwrap(), object);
	for extra in [0, 1, u8::MAX] {
		assert!(T::decode_all(&mut &[&bytes[..], &[extra]].concat()[..]).is_err());
	}
	for end in 0..bytes.len() {
		assert!(T::decode_all(&mut &bytes[..end]).is_err(), "{end} bytes of {object:?}");
	}
	bytes
}

fn requires(sources: &[u32]) -> Vec<RequiresCommitment> {
	let expected_root = ProvidesRoot(Hash::repeat_byte(9));
	sources.iter().map(|s| RequiresCommitment { source: ParaId::from(*s), expected_root }).collect()
}

/// One of each, strictly decoded, as bytes.
fn valid_objects() -> Vec<Vec<u8>> {
	let stream = Stream::of(9, "objects");
	let sender = Sender::new(5, 2, ChannelLeaf::new(stream.at(9), register()));
	let (consumed, proof) = late(&stream, &sender, 5, 9);
	let batch = batch(&stream, 5, 3, 7, 9);
	let record =
		BlockRecord { para_id: SOURCE, consumed: vec![consumed.clone()].try_into().unwrap() };
	let batches = Batches::try_from(vec![batch.clone()]).unwrap();
	let mut window = <Window>::default();
	let _ = window.enter(sender.root());
	vec![
		strict(&count(7)),
		strict(&register()),
		strict(&register().phase),
		strict(&sender.leaves[0].1),
		strict(&ChannelLeaf::default()),
		strict(&frontier(0, 0)),
		strict(&frontier(1_000_000_007, 0)),
		strict(&proof.extension),
		strict(&proof.proof),
		strict(&sender.absence(ParaId::from(2_000))),
		strict(&sender.absence(ParaId::from(4_000))),
		strict(&proof),
		strict(&MessagingProofInputs::new(vec![proof]).unwrap()),
		strict(&MessagingProofInputs::default()),
		strict(&batch),
		strict(&batches),
		strict(&IngestData { batches, speculative: true }),
		strict(&consumed),
		strict(&ConsumedStream { expected_root: None, ..consumed }),
		strict(&record),
		strict(&RequiresCommitments::new(requires(&[1, 2, 70])).unwrap()),
		strict(&window),
	]
}

#[test]
fn every_object_decodes_from_exactly_its_bytes() {
	assert_eq!(valid_objects().len(), 22);
}

#[test]
fn a_set_of_requires_is_sorted_distinct_bounded_and_not_empty() {
	let cases: [(Vec<u32>, Option<RequiresError>); 6] = [
		(vec![], Some(RequiresError::Empty)),
		(vec![2, 1], Some(RequiresError::Unsorted)),
		(vec![1, 1], Some(RequiresError::Unsorted)),
		((0..257).collect(), Some(RequiresError::TooMany)),
		((0..256).collect(), None),
		(vec![u32::MAX], None),
	];
	for (sources, refused) in cases {
		let entries = requires(&sources);
		assert_eq!(RequiresCommitments::new(entries.clone()).err(), refused);
		let decoded = RequiresCommitments::decode_all(&mut &entries.encode()[..]);
		assert_eq!(decoded.is_err(), refused.is_some(), "{} sources", sources.len());
	}
}

#[test]
fn messaging_inputs_and_block_records_are_sorted_and_distinct() {
	let stream = Stream::of(3, "sorted");
	let sender = Sender::new(2, 0, ChannelLeaf::new(stream.at(3), register()));
	let (consumed, proof) = late(&stream, &sender, 1, 3);
	for (sources, accepted) in [(vec![1, 2, 3], true), (vec![2, 1], false), (vec![2, 2], false)] {
		let proofs: Vec<_> = sources
			.iter()
			.map(|s| LateBlockProof { source: ParaId::from(*s), ..proof.clone() })
			.collect();
		let decoded = MessagingProofInputs::decode_all(&mut &proofs.encode()[..]);
		assert_eq!(decoded.is_ok(), accepted, "{sources:?}");
		let records: Vec<_> = sources
			.iter()
			.map(|s| ConsumedStream { source: ParaId::from(*s), ..consumed.clone() })
			.collect();
		let decoded = BlockRecord::decode_all(&mut &(SOURCE, records).encode()[..]);
		assert_eq!(decoded.is_ok(), accepted, "{sources:?}");
	}
}

#[test]
fn a_register_that_was_never_accepted_has_no_other_field() {
	let zero = Register::never_accepted(OutboundPhase::Open);
	assert_eq!(strict(&zero), [&[0; 40][..], &[0x20]].concat());
	let none = Phase { outbound: OutboundPhase::Open, inbound: InboundPhase::None };
	for register in [
		Register { generation: 1, ..zero },
		Register { consumed: count(1), ..zero },
		Register { consumed_bytes: 1, ..zero },
		Register { credit: 1, ..zero },
		Register { credit_bytes: 1, ..zero },
		Register { max_payload: 1, ..zero },
		Register { phase: none, ..register() },
	] {
		assert!(Register::decode_all(&mut &register.encode()[..]).is_err(), "{register:?}");
	}
	for byte in 0..=u8::MAX {
		let bytes = [&[0; 40][..], &[byte]].concat();
		let known = byte / 16 <= 4 && byte % 16 <= 5;
		assert_eq!(Register::decode_all(&mut &bytes[..]).is_ok(), known, "phase {byte:#04x}");
	}
}

#[test]
fn the_empty_root_stands_for_no_message_and_nothing_else_does() {
	for (leaf_count, root, accepted) in [
		(0, EMPTY_STREAM_ROOT, true),
		(1, StreamRoot(Hash::repeat_byte(1)), true),
		(0, StreamRoot(Hash::repeat_byte(1)), false),
		(0, StreamRoot(Hash::zero()), false),
		(1, EMPTY_STREAM_ROOT, false),
	] {
		let bytes = (leaf_count as u64, root, register()).encode();
		assert_eq!(ChannelLeaf::decode_all(&mut &bytes[..]).is_ok(), accepted);
	}
}

#[test]
fn a_count_or_position_of_2_to_the_63_does_not_decode() {
	for (n, accepted) in [((1u64 << 63) - 1, true), (1 << 63, false), (u64::MAX, false)] {
		assert_eq!(LeafCount::decode_all(&mut &n.encode()[..]).is_ok(), accepted);
		assert_eq!(Position::decode_all(&mut &n.encode()[..]).is_ok(), accepted);
		let register = (0u32, n, [0u64; 3], 0u32, 0x22u8).encode();
		assert_eq!(register.len(), 41);
		assert_eq!(Register::decode_all(&mut &register[..]).is_ok(), accepted);
	}
	// 64 peaks are one more than any count has.
	let bytes = (u64::MAX, vec![Hash::zero(); 64]).encode();
	assert!(Frontier::decode_all(&mut &bytes[..]).is_err());
}

#[test]
fn a_frontier_decodes_only_with_one_peak_per_set_bit() {
	for leaf_count in [0u64, 1, 2, 3, 255, (1 << 63) - 1] {
		for given in [0usize, 1, 2, 3, 7, 8, 9, 62, 63, 64] {
			let bytes = (leaf_count, vec![Hash::zero(); given]).encode();
			let accepted = leaf_count.count_ones() as usize == given;
			assert_eq!(Frontier::decode_all(&mut &bytes[..]).is_ok(), accepted);
		}
	}
}

#[test]
fn vectors_over_their_bound_do_not_decode() {
	let hashes = |n: usize| vec![Hash::zero(); n];
	for (n, accepted) in [(63, true), (64, false), (65, false)] {
		let bytes = hashes(n).encode();
		assert_eq!(ExtensionProof::decode_all(&mut &bytes[..]).is_ok(), accepted);
	}
	for (n, accepted) in [(32, true), (33, false)] {
		let bytes = (0u32, 1u32, 0u32, hashes(n)).encode();
		assert_eq!(CommitmentProof::decode_all(&mut &bytes[..]).is_ok(), accepted);
	}
	for (n, accepted) in [(62, true), (63, false)] {
		let bytes = (0u32, 1u32, 0u32, Vec::<(u32, ChannelLeaf)>::new(), hashes(n)).encode();
		assert_eq!(AbsenceProof::decode_all(&mut &bytes[..]).is_ok(), accepted);
	}
	for (n, accepted) in [(2, true), (3, false)] {
		let neighbours = vec![(7u32, ChannelLeaf::default()); n];
		let bytes = (0u32, 1u32, 0u32, neighbours, hashes(0)).encode();
		assert_eq!(AbsenceProof::decode_all(&mut &bytes[..]).is_ok(), accepted);
	}
	// A payload of 1 MiB and one byte more; 65,536 payloads and one more.
	let stream = Stream::of(1, "bounds");
	let head = batch(&stream, 1, 0, 1, 1).encode();
	let head = &head[..head.len() - (1 + 1 + stream.payloads[0].len()) - 1];
	let with = |payloads: Vec<Vec<u8>>| [head, &payloads.encode(), &[0]].concat();
	let decodes = |bytes: Vec<u8>| MessageBatch::decode_all(&mut &bytes[..]).is_ok();
	assert!(decodes(with(vec![vec![7; 1 << 20]])));
	assert!(!decodes(with(vec![vec![7; (1 << 20) + 1]])));
	assert!(decodes(with(vec![vec![]; 65_536])));
	assert!(!decodes(with(vec![vec![]; 65_537])));
}

#[test]
fn a_compact_that_is_longer_than_it_has_to_be_does_not_decode() {
	// One peak, its length as 1 byte, as 2, as 4 and as big integers.
	let peak = Hash::repeat_byte(5);
	let with = |length: &[u8]| [&1u64.encode()[..], length, peak.as_bytes()].concat();
	let lengths: [(&[u8], bool); 5] = [
		(&[0x04], true),
		(&[0x05, 0x00], false),
		(&[0x06, 0x00, 0x00, 0x00], false),
		(&[0x03, 0x01, 0x00, 0x00, 0x00], false),
		(&[0x07, 0x01, 0x00, 0x00, 0x00, 0x00], false),
	];
	for (length, accepted) in lengths {
		let decoded = Frontier::decode_all(&mut &with(length)[..]);
		assert_eq!(decoded.is_ok(), accepted, "{length:?}");
	}
}

#[test]
fn a_length_that_lies_is_refused() {
	for length in [Compact(64u32), Compact(65_536), Compact(1 << 30), Compact(u32::MAX)] {
		for tail in [0usize, 31, 40] {
			let bytes = [length.encode(), vec![0; tail]].concat();
			assert!(ExtensionProof::decode_all(&mut &bytes[..]).is_err());
			assert!(RequiresCommitments::decode_all(&mut &bytes[..]).is_err());
			assert!(MessagingProofInputs::decode_all(&mut &bytes[..]).is_err());
			assert!(Batches::decode_all(&mut &bytes[..]).is_err());
			assert!(<Window>::decode_all(&mut &bytes[..]).is_err());
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1_000))]

	#[test]
	fn random_bytes_never_panic_and_what_decodes_is_canonical(bytes in vec(any::<u8>(), 0..400)) {
		canonical_for_all(&bytes);
	}

	#[test]
	fn damaged_objects_never_panic_and_what_decodes_is_canonical(
		object in any::<Index>(),
		edits in vec((any::<Index>(), 0..4u8, any::<u8>()), 1..4),
	) {
		let objects = valid_objects();
		let mut bytes = objects[object.index(objects.len())].clone();
		for (at, kind, byte) in edits {
			let at = at.index(bytes.len().max(1)).min(bytes.len());
			match kind {
				0 if at < bytes.len() => bytes[at] = byte,
				1 => bytes.insert(at, byte),
				2 => bytes.truncate(at),
				_ if at < bytes.len() => bytes[at] ^= 1 << (byte % 8),
				_ => (),
			}
		}
		canonical_for_all(&bytes);
	}
}

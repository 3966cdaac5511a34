//! Every preimage byte for byte, and every size that a doc comment names.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod reference;
mod support;

use codec::{Encode, MaxEncodedLen};
use reference::{RegisterFields, h};
use sp_runtime::{Digest, DigestItem};
use spec_messaging_primitives::{
	ParaId,
	batch::MessageBatch,
	channel::{ChannelLeaf, InboundPhase, OutboundPhase, Phase, Register},
	commitment::*,
	hashing::*,
	index,
	late_block::{BlockRecord, ConsumedStream, LateBlockProof, MessagingProofInputs},
	matching::Window,
	mmr::{ExtensionProof, Frontier, NodePosition},
	tree::{AbsenceProof, CommitmentProof, Neighbour},
};
use support::{RECEIVER, SOURCE, count, frontier, register};

/// Hex of hashes that another implementation of BLAKE2b-256 computed from the byte table.
fn hex(hash: impl AsRef<[u8]>) -> String {
	hash.as_ref().iter().map(|b| format!("{b:02x}")).collect()
}

const A: Hash = Hash::repeat_byte(0x11);
const B: Hash = Hash::repeat_byte(0x22);

fn leaf_with(register: Register) -> ChannelLeaf {
	ChannelLeaf { leaf_count: count(7), stream_root: StreamRoot(A), register }
}

#[test]
fn every_kind_of_hash_is_pinned_to_its_value() {
	let pinned = [
		(
			hex(leaf_hash(b"hello")),
			"cd31917fb8992dae762dbaaf276d8eb65aa89cdfb87daf69e05f8c08b490e78b",
		),
		(
			hex(EMPTY_STREAM_ROOT),
			"642206314f534b29ad297d82440a5f9f210e30ca5ced805a587ca402de927342",
		),
		(
			hex(node_hash(&A, &B)),
			"def1912f9d53a23b62ff69e3b8d09a8e1962974f72b9bc9ce7f904ffc4e4774a",
		),
		(hex(bag_hash(&A, &B)), "d1fb26808a35d4050e4543b357db37934caf3512ddb914cbf07c34f8e749f91a"),
		(
			hex(tree_node_hash(&A, &B)),
			"b41ec1ec85e6d4d819c398c0043a09c9566a4e273a5f4d41e13039177f6a5826",
		),
		(
			hex(channel_leaf_hash(RECEIVER, &leaf_with(register()))),
			"f96e20028eb19fca6f6e224c436258b488160704b4fcfbbd760b0835433ee7c4",
		),
		(
			hex(provides_root(SOURCE, 4, 100, &B)),
			"367da9f89a8fdb40dc825af43a34ce98f47e96903ac5d9bbc9864865e5cd905f",
		),
		(
			hex(message_id(b"hello")),
			"324dcf027dd4a30a932c441f365a25e86b173defa4b8e58948253471b81b72cf",
		),
	];
	for (ours, pinned) in pinned {
		assert_eq!(ours, pinned);
	}
}

#[test]
fn every_preimage_is_the_one_of_the_byte_table() {
	assert_eq!(leaf_hash(b"").0.0, h(&[&[1, 0]]));
	assert_eq!(leaf_hash(&[0xff; 70_000]).0.0, h(&[&[1, 0], &[0xff; 70_000]]));
	assert_eq!(node_hash(&A, &B).0, h(&[&[2], A.as_bytes(), B.as_bytes()]));
	assert_eq!(bag_hash(&A, &B).0, h(&[&[3], A.as_bytes(), B.as_bytes()]));
	assert_eq!(EMPTY_STREAM_ROOT.0.0, h(&[&[4]]));
	assert_eq!(Frontier::empty().root(), EMPTY_STREAM_ROOT);
	assert_eq!(tree_node_hash(&A, &B).0, h(&[&[6], A.as_bytes(), B.as_bytes()]));
	assert_eq!(message_id(b"x").0, h(&[b"x"]));

	let fields = RegisterFields {
		generation: 3,
		consumed: 5,
		consumed_bytes: 600,
		credit: 70,
		credit_bytes: 8_000,
		max_payload: 900,
		outbound: 2,
		inbound: 2,
	};
	let preimage = reference::channel_leaf_preimage(3000, 7, &A.0, &fields);
	assert_eq!(preimage.len(), 86);
	assert_eq!(channel_leaf_hash(RECEIVER, &leaf_with(register())).0, h(&[&preimage]));
	let preimage = reference::provides_preimage(2000, 4, 100, &B.0);
	assert_eq!(preimage.len(), 46);
	assert_eq!(provides_root(SOURCE, 4, 100, &B).0.0, h(&[&preimage]));
}

#[test]
fn one_leaf_hasher_gives_the_same_hashes_as_many() {
	// Given a hasher whose buffer held a longer payload before.
	let mut hasher = LeafHasher::new();
	let _ = hasher.hash(&[7; 500]);
	// Then nothing of it is left in the next hash.
	for payload in [&b""[..], b"a", &[1; 499], &[1; 501]] {
		assert_eq!(hasher.hash(payload), leaf_hash(payload));
	}
}

#[test]
fn a_phase_byte_is_sixteen_times_outbound_plus_inbound() {
	let outbound = [
		OutboundPhase::None,
		OutboundPhase::Opening,
		OutboundPhase::Open,
		OutboundPhase::Closing,
		OutboundPhase::Closed,
	];
	let inbound = [
		InboundPhase::None,
		InboundPhase::Offered,
		InboundPhase::Accepted,
		InboundPhase::Suspended,
		InboundPhase::Closing,
		InboundPhase::Closed,
	];
	let mut known = 0;
	for byte in 0..=u8::MAX {
		let (out, inn) = (usize::from(byte / 16), usize::from(byte % 16));
		let expected = outbound
			.get(out)
			.zip(inbound.get(inn))
			.map(|(outbound, inbound)| Phase { outbound: *outbound, inbound: *inbound });
		assert_eq!(Phase::from_byte(byte), expected);
		if let Some(phase) = expected {
			assert_eq!(phase.to_byte(), byte);
			assert_eq!(phase.encode(), [byte]);
			assert_eq!(phase.size_hint(), 1);
			known += 1;
		}
	}
	assert_eq!(known, 30);
}

#[test]
fn a_register_has_the_same_41_bytes_in_a_preimage_and_on_the_wire() {
	let register = Register { generation: 0x0403_0201, credit: u64::MAX - 1, ..register() };
	assert_eq!(register.encode(), register.to_bytes());
	assert_eq!(register.encode().len(), 41);
	assert_eq!(register.encode()[..4], [1, 2, 3, 4]);
	assert_eq!(leaf_with(register).encode().len(), 81);
	assert_eq!(
		leaf_with(register).encode(),
		[&7u64.to_le_bytes()[..], A.as_bytes(), &register.to_bytes()].concat(),
	);
}

#[test]
fn the_largest_encodings_are_as_long_as_documented() {
	assert_eq!(Frontier::max_encoded_len(), 2_025);
	assert_eq!(Register::max_encoded_len(), 41);
	assert_eq!(ChannelLeaf::max_encoded_len(), 81);
	assert_eq!(ExtensionProof::max_encoded_len(), 1 + 63 * 32);
	assert_eq!(CommitmentProof::max_encoded_len(), 12 + 1 + 32 * 32);
	assert_eq!(AbsenceProof::max_encoded_len(), 12 + 1 + 2 * 85 + 1 + 62 * 32);
	assert_eq!(LateBlockProof::max_encoded_len(), 4 + 81 + 1_037 + 2_017);
	assert_eq!(MessagingProofInputs::max_encoded_len(), 2 + 256 * 3_139);
	assert_eq!(ProvidesCommitment::max_encoded_len(), 32);
	assert_eq!(RequiresCommitment::max_encoded_len(), 36);
	assert_eq!(RequiresCommitments::max_encoded_len(), 2 + 256 * 36);
	assert_eq!(ConsumedStream::max_encoded_len(), 2_066);
	assert_eq!(BlockRecord::max_encoded_len(), 6 + 256 * 2_066);
	assert_eq!(<Window>::max_encoded_len(), 2 + 128 * 32);
	// More than a usize of 32 bits has, where it saturates.
	let batch: u64 = 4 + 32 + 81 + 1_037 + 8 + 4 + 65_536 * (4 + (1 << 20)) + 2_017;
	assert_eq!(MessageBatch::max_encoded_len(), usize::try_from(batch).unwrap_or(usize::MAX));
}

#[test]
fn nothing_encodes_longer_than_its_bound_and_full_objects_reach_it() {
	let full = frontier((1 << 63) - 1, 0);
	assert_eq!(full.peaks().len(), 63);
	assert_eq!(full.encoded_size(), Frontier::max_encoded_len());
	let extension = ExtensionProof::from_nodes(vec![A; 63]).unwrap();
	assert_eq!(ExtensionProof::from_nodes(vec![A; 64]), None);
	let proof = LateBlockProof {
		source: SOURCE,
		channel: leaf_with(register()),
		proof: CommitmentProof {
			generation: u32::MAX,
			leaves: u32::MAX,
			index: 0,
			siblings: vec![A; 32].try_into().unwrap(),
		},
		extension,
	};
	assert_eq!(proof.encoded_size(), LateBlockProof::max_encoded_len());
	let consumed = ConsumedStream {
		source: SOURCE,
		generation: 1,
		expected_root: Some(ProvidesRoot(A)),
		frontier: full,
	};
	assert_eq!(consumed.encoded_size(), ConsumedStream::max_encoded_len());
	let entries = (0..256)
		.map(|i| RequiresCommitment { source: ParaId::from(i), expected_root: ProvidesRoot(A) })
		.collect();
	let requires = RequiresCommitments::new(entries).unwrap();
	assert_eq!(requires.encoded_size(), RequiresCommitments::max_encoded_len());
}

#[test]
fn an_absence_proof_is_its_numbers_neighbours_and_siblings() {
	let neighbour = |peer: u32| Neighbour { peer: peer.into(), leaf: leaf_with(register()) };
	let proof = AbsenceProof {
		generation: 0x0403_0201,
		leaves: 7,
		index: 0x0102,
		neighbours: vec![neighbour(3000), neighbour(3001)].try_into().unwrap(),
		siblings: vec![A, B].try_into().unwrap(),
	};
	let leaf = leaf_with(register()).encode();
	let bytes: [&[u8]; 11] = [
		&[1, 2, 3, 4],
		&[7, 0, 0, 0],
		&[2, 1, 0, 0],
		&[2 << 2],
		&[0xb8, 0x0b, 0, 0],
		&leaf,
		&[0xb9, 0x0b, 0, 0],
		&leaf,
		&[2 << 2],
		A.as_bytes(),
		B.as_bytes(),
	];
	assert_eq!(proof.encode(), bytes.concat());
	let siblings = vec![A; 62].try_into().unwrap();
	let full = AbsenceProof { siblings, ..proof };
	assert_eq!(full.encoded_size(), AbsenceProof::max_encoded_len());
}

#[test]
fn an_index_key_is_prefix_destination_position_and_hash() {
	let key = index::node_key(RECEIVER, NodePosition(0x0102), &A);
	let expected =
		[&b"spec-messaging/node/"[..], &3000u32.to_be_bytes(), &0x0102u64.to_be_bytes(), &A.0];
	assert_eq!(key, expected.concat());
	assert_eq!(key.len(), 64);
	let value = index::node_value(&A, &B);
	assert_eq!(value, [A.0, B.0].concat());
	assert_eq!(index::children(&value), Some((A, B)));
	assert_eq!(index::children(&value[..63]), None);
	assert_eq!(index::children(&[0; 65]), None);
}

#[test]
fn a_digest_commits_exactly_one_root_of_exactly_32_bytes() {
	let root = ProvidesRoot(A);
	let item = |engine: &[u8; 4], bytes: usize| DigestItem::Consensus(*engine, vec![0x11; bytes]);
	let read = |logs: Vec<DigestItem>| provides_root_in(&Digest { logs });
	assert_eq!(provides_digest(root), item(b"SPM1", 32));
	assert_eq!(read(vec![]), Ok(None));
	assert_eq!(read(vec![item(b"SPM1", 32)]), Ok(Some(root)));
	assert_eq!(read(vec![item(b"SPM1", 31)]), Err(DigestError::WrongLength(31)));
	assert_eq!(read(vec![item(b"SPM1", 33)]), Err(DigestError::WrongLength(33)));
	assert_eq!(read(vec![item(b"SPM1", 0)]), Err(DigestError::WrongLength(0)));
	assert_eq!(read(vec![item(b"SPM1", 32), item(b"SPM1", 32)]), Err(DigestError::Doubled));
	// Another engine or another kind of item says nothing.
	assert_eq!(read(vec![item(b"aura", 32), item(b"SPM1", 32)]), Ok(Some(root)));
	assert_eq!(read(vec![DigestItem::PreRuntime(*b"SPM1", vec![0x11; 32])]), Ok(None));
	assert_eq!(read(vec![DigestItem::Seal(*b"SPM1", vec![0x11; 32])]), Ok(None));
}

#[test]
fn a_mark_is_exactly_one_empty_item() {
	let item = |bytes: usize| DigestItem::Consensus(*b"SPM2", vec![0; bytes]);
	let read = |logs: Vec<DigestItem>| is_marked(&Digest { logs });
	assert_eq!(mark_digest(), item(0));
	assert_eq!(read(vec![]), Ok(false));
	assert_eq!(read(vec![provides_digest(ProvidesRoot(A))]), Ok(false));
	assert_eq!(read(vec![item(0)]), Ok(true));
	assert_eq!(read(vec![item(1)]), Err(DigestError::WrongLength(1)));
	assert_eq!(read(vec![item(0), item(0)]), Err(DigestError::Doubled));
}

/// How many bytes the metadata says that a type of fixed width takes. `None` if it says it has none.
fn described_width(types: &scale_info::PortableRegistry, ty: u32) -> Option<usize> {
	use scale_info::{TypeDef, TypeDefPrimitive::*};
	match &types.resolve(ty)?.type_def {
		TypeDef::Composite(composite) => {
			composite.fields.iter().map(|field| described_width(types, field.ty.id)).sum()
		},
		TypeDef::Array(array) => {
			Some(described_width(types, array.type_param.id)? * array.len as usize)
		},
		TypeDef::Primitive(U8) => Some(1),
		TypeDef::Primitive(U32) => Some(4),
		TypeDef::Primitive(U64) => Some(8),
		_ => None,
	}
}

/// Whoever decodes by metadata, as every wallet and explorer does, finds the fields where they are.
#[test]
fn the_metadata_of_fixed_width_types_says_as_many_bytes_as_they_take() {
	let check = |ty: scale_info::MetaType, bytes: usize| {
		let mut registry = scale_info::Registry::new();
		let id = registry.register_type(&ty).id;
		let types = scale_info::PortableRegistry::from(registry);
		assert_eq!(described_width(&types, id), Some(bytes), "{:?}", ty.type_info().path);
	};
	check(scale_info::meta_type::<Phase>(), Phase::default().encode().len());
	check(scale_info::meta_type::<Register>(), Register::default().encode().len());
	check(scale_info::meta_type::<ChannelLeaf>(), ChannelLeaf::default().encode().len());
	check(scale_info::meta_type::<ProvidesRoot>(), 32);
	check(scale_info::meta_type::<NodePosition>(), 8);
}

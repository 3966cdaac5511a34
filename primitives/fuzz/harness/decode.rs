//! Every decoder.

use std::collections::BTreeSet;

use arbitrary::Result;
use codec::{DecodeAll, Encode, MaxEncodedLen};
use spec_messaging_primitives::{
	LeafCount, ParaId, Position,
	batch::{Batches, MessageBatch},
	channel::{ChannelLeaf, InboundPhase, Phase, Register},
	commitment::{ProvidesCommitment, RequiresCommitment, RequiresCommitments},
	hashing::{EMPTY_STREAM_ROOT, Hash, ProvidesRoot},
	inherent::IngestData,
	late_block::{BlockRecord, ConsumedStream, LateBlockProof, MessagingProofInputs},
	matching::{Candidate, Window},
	mmr::{ExtensionProof, Frontier},
	position::MAX_LEAF_COUNT,
	skip::{SkipReceipt, SkipRecord, SkippedStretch},
	tree::{AbsenceProof, CommitmentProof},
};

use super::{
	Recipe, Verdict, edit,
	stretch::skipped,
	support::{RECEIVER, SOURCE, batch, late},
	world::{MESSAGES, World, sender},
};

/// Whatever of these bytes is a `T` has exactly these bytes, and is as `sound` says.
fn canonical<T: DecodeAll + Encode>(bytes: &[u8], sound: fn(&T) -> bool) -> bool {
	let Ok(decoded) = T::decode_all(&mut &bytes[..]) else { return false };
	assert_eq!(decoded.encode(), bytes, "P1: {}", core::any::type_name::<T>());
	assert!(sound(&decoded), "P1: no {}", core::any::type_name::<T>());
	true
}

/// As [`canonical`], and no longer than the type says.
fn bounded<T: DecodeAll + Encode + MaxEncodedLen>(bytes: &[u8], sound: fn(&T) -> bool) -> bool {
	let decodes = canonical(bytes, sound);
	assert!(!decodes || bytes.len() <= T::max_encoded_len());
	decodes
}

fn register_is_sound(register: &Register) -> bool {
	let phase = register.phase;
	phase.inbound != InboundPhase::None || *register == Register::never_accepted(phase.outbound)
}

fn leaf_is_sound(leaf: &ChannelLeaf) -> bool {
	leaf.leaf_count.is_zero() == (leaf.stream_root == EMPTY_STREAM_ROOT)
		&& leaf.leaf_count.get() <= MAX_LEAF_COUNT
		&& register_is_sound(&leaf.register)
}

fn frontier_is_sound(frontier: &Frontier) -> bool {
	frontier.peaks().len() as u32 == frontier.leaf_count().peak_count()
}

fn is_sound_batch(batch: &MessageBatch) -> bool {
	leaf_is_sound(&batch.channel) && batch.first.get() <= MAX_LEAF_COUNT
}

const DECODERS: [fn(&[u8]) -> bool; 23] = [
	|bytes| bounded::<Position>(bytes, |p| p.get() <= MAX_LEAF_COUNT),
	|bytes| bounded::<LeafCount>(bytes, |count| count.get() <= MAX_LEAF_COUNT),
	|bytes| bounded::<Phase>(bytes, |phase| Phase::from_byte(phase.to_byte()) == Some(*phase)),
	|bytes| bounded(bytes, register_is_sound),
	|bytes| bounded(bytes, leaf_is_sound),
	|bytes| bounded(bytes, frontier_is_sound),
	|bytes| bounded::<ExtensionProof>(bytes, |proof| proof.nodes().len() <= 63),
	|bytes| bounded::<CommitmentProof>(bytes, |proof| proof.siblings.len() <= 32),
	|bytes| bounded::<ProvidesCommitment>(bytes, |one| one.encode().len() == 32),
	|bytes| bounded::<RequiresCommitment>(bytes, |one| one.encode().len() == 36),
	|bytes| {
		bounded::<RequiresCommitments>(bytes, |set| {
			let sorted = set.entries().is_sorted_by(|a, b| a.source < b.source);
			sorted && (1..=256).contains(&set.entries().len())
		})
	},
	|bytes| bounded(bytes, is_sound_batch),
	|bytes| bounded::<Batches>(bytes, |batches| batches.iter().all(is_sound_batch)),
	|bytes| canonical::<IngestData>(bytes, |data| data.batches.iter().all(is_sound_batch)),
	|bytes| bounded::<LateBlockProof>(bytes, |proof| leaf_is_sound(&proof.channel)),
	|bytes| {
		bounded::<MessagingProofInputs>(bytes, |inputs| {
			inputs.late_block_proofs().is_sorted_by(|a, b| a.source < b.source)
		})
	},
	|bytes| bounded::<ConsumedStream>(bytes, |consumed| frontier_is_sound(&consumed.frontier)),
	|bytes| {
		bounded::<BlockRecord>(bytes, |record| {
			record.consumed.is_sorted_by(|a, b| a.source < b.source)
		})
	},
	|bytes| {
		bounded::<Window>(bytes, |window| {
			let distinct: BTreeSet<_> = window.roots().iter().collect();
			distinct.len() == window.roots().len()
		})
	},
	|bytes| canonical::<Candidate>(bytes, |_| true),
	|bytes| {
		bounded::<AbsenceProof>(bytes, |proof| {
			let sound = proof.neighbours.iter().all(|n| leaf_is_sound(&n.leaf));
			sound && proof.neighbours.len() <= 2 && proof.siblings.len() <= 62
		})
	},
	|bytes| bounded::<SkippedStretch>(bytes, |stretch| leaf_is_sound(&stretch.channel)),
	|bytes| bounded::<SkipRecord>(bytes, |record| record.last.len() <= 16),
];

/// The encoding of an honest object of the kind that `DECODERS` has at `kind`.
fn honest(u: &mut Recipe<'_>, kind: usize) -> Result<Vec<u8>> {
	let world = World::get();
	let n = u.int_in_range(1..=MESSAGES)?;
	let m = u.int_in_range(1..=n)?;
	let peers = u.int_in_range(1..=9)?;
	let chain = sender(&world.main, peers, peers / 2, n);
	let (consumed, proof) = late(&world.main, &chain, m, n);
	let leaf = chain.leaf(RECEIVER);
	let require = |source: u32| RequiresCommitment {
		source: ParaId::from(source),
		expected_root: chain.root(),
	};
	let entries: Vec<_> = (0..peers).map(require).collect();
	let few = || batch(&world.main, peers, m - 1, m, n);
	Ok(match kind {
		0 | 1 => (n as u64).encode(),
		2 => leaf.register.phase.encode(),
		3 => leaf.register.encode(),
		4 => leaf.encode(),
		5 => world.main.at(n).encode(),
		6 => proof.extension.encode(),
		7 => proof.proof.encode(),
		8 => ProvidesCommitment { root: chain.root() }.encode(),
		9 => require(7).encode(),
		10 => RequiresCommitments::new(entries).unwrap().encode(),
		11 => few().encode(),
		12 => vec![few(), few()].encode(),
		13 => {
			let batches = vec![few()].try_into().unwrap();
			IngestData { batches, speculative: true }.encode()
		},
		14 => proof.encode(),
		15 => {
			let second = LateBlockProof { source: ParaId::from(2001), ..proof.clone() };
			MessagingProofInputs::new(vec![proof, second]).unwrap().encode()
		},
		16 => consumed.encode(),
		17 => {
			let second = ConsumedStream { source: ParaId::from(2001), ..consumed.clone() };
			let consumed = vec![consumed, second].try_into().unwrap();
			BlockRecord { para_id: SOURCE, consumed }.encode()
		},
		18 => {
			let mut window: Window = Window::default();
			(0..peers as u8).for_each(|n| {
				window.enter(ProvidesRoot(Hash::repeat_byte(n)));
			});
			window.encode()
		},
		19 => {
			let provides = Some(ProvidesCommitment { root: chain.root() });
			let requires = RequiresCommitments::new(entries).ok();
			Candidate { para_id: SOURCE, provides, requires }.encode()
		},
		20 => {
			let first = u32::from(chain.leaves[0].0);
			chain.absence(ParaId::from(*u.choose(&[first - 1, first + peers])?)).encode()
		},
		21 => skipped(&few()).encode(),
		_ => {
			let mut record = SkipRecord::default();
			let commitment = Hash::repeat_byte(1);
			let first = Position::from(m as u32);
			let receipt = SkipReceipt {
				generation: 1,
				first,
				count: 1,
				bytes: 1,
				commitment,
				relay_block: 1,
			};
			(0..peers).for_each(|_| record.push(receipt));
			record.encode()
		},
	})
}

pub(super) fn decode(u: &mut Recipe<'_>) -> Result<Verdict> {
	let kind = u.choose_index(DECODERS.len())?;
	if u.ratio(1, 4)? {
		let raw = u.bytes(u.len())?;
		return Ok(DECODERS[kind](raw).into());
	}
	// Now and then the bytes of one kind where another is expected.
	let of = if u.ratio(1, 16)? { u.choose_index(DECODERS.len())? } else { kind };
	let mut bytes = honest(u, of)?;
	let edits = u.int_in_range(0..=3u8)?;
	for _ in 0..edits {
		edit::bytes(u, &mut bytes)?;
	}
	let decodes = DECODERS[kind](&bytes);
	assert!(decodes || edits > 0 || of != kind, "P2: an honest object decodes");
	Ok(decodes.into())
}

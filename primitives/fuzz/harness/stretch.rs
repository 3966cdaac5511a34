//! One channel leaf under a root, and the messages that it speaks of.

use arbitrary::Result;
use spec_messaging_primitives::{
	ParaId,
	batch::{BatchError, MessageBatch},
	hashing::leaf_hash,
	mmr::ExtensionProof,
	skip::{SkipError, SkippedStretch},
};

use super::{
	Recipe, Verdict, edit,
	support::{RECEIVER, Sender, batch as honest_batch, payload, position},
	world::{MESSAGES, World, honest_extension, sender},
};

pub(super) fn tree(u: &mut Recipe<'_>) -> Result<Verdict> {
	let world = World::get();
	let peers = u.int_in_range(1..=70)?;
	let index = u.int_in_range(0..=peers - 1)?;
	let n = u.int_in_range(0..=MESSAGES)?;
	let chain = sender(&world.main, peers, index, n);
	let honest = (chain.id, RECEIVER, chain.leaf(RECEIVER), chain.proof(RECEIVER));
	let (mut source, mut peer, mut leaf, mut proof) = honest.clone();
	for _ in 0..u.int_in_range(0..=3u8)? {
		match u.int_in_range(0..=7u8)? {
			0 => source = ParaId::from(edit::small_number(u, source.into())?),
			1 => peer = ParaId::from(edit::small_number(u, peer.into())?),
			2 => leaf = edit::object(u, &leaf)?.unwrap_or(leaf),
			3 => proof.generation = edit::small_number(u, proof.generation)?,
			4 => proof.leaves = edit::small_number(u, proof.leaves)?,
			5 => proof.index = edit::small_number(u, proof.index)?,
			6 => {
				// Another leaf with its own proof is as true as the first.
				let (other, of_other) = *u.choose(&chain.leaves)?;
				(peer, leaf, proof) = (other, of_other, chain.proof(other));
			},
			_ => {
				let mut siblings = proof.siblings.to_vec();
				edit::hashes(u, &mut siblings)?;
				proof.siblings = siblings.try_into().unwrap_or(proof.siblings);
			},
		}
	}
	let verdict = proof.provides_root(source, peer, &leaf);
	if (&source, &peer, &leaf, &proof) == (&honest.0, &honest.1, &honest.2, &honest.3) {
		assert_eq!(verdict, Ok(chain.root()), "P2: an honest proof verifies");
	}
	let accepted = verdict == Ok(chain.root());
	if accepted {
		assert_eq!(source, chain.id);
		assert!(chain.leaves.contains(&(peer, leaf)), "accepted a leaf that nobody committed");
		assert_eq!(proof, chain.proof(peer), "P1: two proofs of one statement");
	}
	Ok(accepted.into())
}

/// One edit of a batch as whoever builds it could make it.
fn edit_batch(u: &mut Recipe<'_>, batch: &mut MessageBatch, chain: &Sender) -> Result<()> {
	let world = World::get();
	match u.int_in_range(0..=8u8)? {
		0 => batch.first = position(edit::number(u, batch.first.get())? >> 1),
		1 => batch.channel.leaf_count = edit::count(u, batch.channel.leaf_count.get())?,
		2 => {
			let mut payloads = batch.payloads.to_vec();
			let at = if payloads.is_empty() { 0 } else { u.choose_index(payloads.len())? };
			let extra = payload(u.bytes(u.len().min(65))?);
			match u.int_in_range(0..=3u8)? {
				0 => payloads.insert(at, extra),
				1 if !payloads.is_empty() => {
					payloads.remove(at);
				},
				2 => payloads.reverse(),
				_ => payloads.truncate(at),
			}
			batch.payloads = payloads.try_into().unwrap();
		},
		3 => {
			let from = u.int_in_range(0..=MESSAGES)?;
			let payloads = &world.history(u)?.payloads[from..];
			batch.payloads =
				payloads[..u.int_in_range(0..=payloads.len())?].to_vec().try_into().unwrap();
		},
		4 => {
			let mut nodes = batch.extension.nodes().to_vec();
			edit::hashes(u, &mut nodes)?;
			batch.extension = ExtensionProof::from_nodes(nodes).unwrap_or_default();
		},
		5 => {
			let end = batch.first.get() + batch.payloads.len() as u64;
			let count = batch.channel.leaf_count.get();
			if end <= count && count <= MESSAGES as u64 {
				let (end, count) = (end as usize, count as usize);
				batch.extension = honest_extension(world.history(u)?, end, count);
			}
		},
		6 => batch.source = ParaId::from(edit::small_number(u, batch.source.into())?),
		7 => {
			// Whatever the batch says now, under a root that commits exactly that.
			let mut forged = chain.clone();
			for (peer, leaf) in &mut forged.leaves {
				if *peer == RECEIVER {
					*leaf = batch.channel;
				}
			}
			batch.provides_root = forged.root();
			batch.proof = forged.proof(RECEIVER);
		},
		_ => *batch = edit::object(u, batch)?.unwrap_or_else(|| batch.clone()),
	}
	Ok(())
}

/// The messages of `batch` as a stretch that governance skips.
pub(super) fn skipped(batch: &MessageBatch) -> SkippedStretch {
	let leaves: Vec<_> = batch.payloads.iter().map(|payload| leaf_hash(payload)).collect();
	SkippedStretch {
		source: batch.source,
		provides_root: batch.provides_root,
		channel: batch.channel,
		proof: batch.proof.clone(),
		first: batch.first,
		leaves: leaves.try_into().unwrap(),
		bytes: batch.payload_bytes(),
		extension: batch.extension.clone(),
	}
}

pub(super) fn batch(u: &mut Recipe<'_>) -> Result<Verdict> {
	let world = World::get();
	let peers = u.int_in_range(1..=9)?;
	let n = u.int_in_range(0..=MESSAGES)?;
	let to = u.int_in_range(0..=n)?;
	let from = u.int_in_range(0..=to)?;
	let honest = honest_batch(&world.main, peers, from, to, n);
	let chain = sender(&world.main, peers, peers / 2, n);
	let (mut tried, mut held, mut receiver) = (honest.clone(), world.main.at(from), RECEIVER);
	for _ in 0..u.int_in_range(0..=3u8)? {
		match u.int_in_range(0..=9u8)? {
			0 => held = world.history(u)?.at(u.int_in_range(0..=MESSAGES)?),
			1 => receiver = ParaId::from(edit::small_number(u, receiver.into())?),
			_ => edit_batch(u, &mut tried, &chain)?,
		}
	}
	let untouched = tried == honest && receiver == RECEIVER && held == world.main.at(from);
	let messages = tried.messages();
	// What governance skips by leaf hashes is what the same messages would deliver, and nothing else.
	let skipped = skipped(&tried).authenticate(receiver).and_then(|skip| skip.verify(held));
	let authentic = match tried.clone().authenticate(receiver) {
		Ok(authentic) => authentic,
		Err(error) => {
			assert!(!untouched, "P2: {error}");
			assert!(matches!(error, BatchError::Tree(_) | BatchError::ForeignLeaf));
			assert!(skipped.is_err(), "skipped what is not authentic");
			return Ok(Verdict::Refused);
		},
	};
	assert_eq!(authentic.batch(), &tried);
	// Nobody ever committed another root, whatever hashes to it.
	let committed = tried.provides_root == honest.provides_root;
	if committed {
		assert!(chain.leaves.contains(&(receiver, tried.channel)), "authenticated a foreign leaf");
		assert_eq!((tried.source, &tried.proof), (chain.id, &chain.proof(receiver)));
	}
	let verified = match authentic.verify(held) {
		Ok(verified) => verified,
		Err(error) => {
			assert!(!untouched, "P2: {error}");
			assert!(skipped.is_err(), "skipped what could not be delivered");
			return Ok(Verdict::Refused);
		},
	};
	match skipped {
		Ok(skipped) => assert_eq!(skipped.frontier, verified.frontier),
		Err(error) => assert_eq!((messages, error), (0, SkipError::Nothing)),
	}
	let (first, end) = (verified.first.get(), verified.frontier.leaf_count().get());
	assert_eq!((first, end), (held.leaf_count().get(), first + u64::from(messages)));
	assert_eq!(verified.payloads, tried.payloads);
	if messages == 0 {
		assert_eq!(&verified.frontier, held, "a refresh delivers nothing");
		assert!(tried.extension.is_empty(), "P1: two encodings of one refresh");
	} else if committed && receiver == RECEIVER {
		assert!(end <= verified.channel.leaf_count.get());
		let (first, end) = (first as usize, end as usize);
		assert_eq!(held, world.main.at(first), "I1: continued another history");
		assert_eq!(verified.payloads[..], world.main.payloads[first..end], "I1, I3");
		assert_eq!(&verified.frontier, world.main.at(end));
		assert_eq!(tried.extension, honest_extension(&world.main, end, n), "P1");
	}
	Ok(Verdict::Accepted)
}

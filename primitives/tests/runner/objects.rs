//! Streams, trees, batches and late block proofs.

use codec::Encode;
use serde_json::Value;
use spec_messaging_primitives::{
	LeafCount,
	batch::MessageBatch,
	channel::{ChannelLeaf, Register},
	hashing::{
		Hash, ProvidesRoot, StreamRoot, bag_hash, channel_leaf_hash, count::hashes, leaf_hash,
		node_hash, provides_root as root_of, tree_node_hash,
	},
	late_block::LateBlockProof,
	mmr::{ExtensionProof, Frontier},
	tree::{self, AbsenceProof, CommitmentProof},
};

use super::{Outcome, same, value::*};

pub fn message_leaf(case: &Value) -> Outcome {
	let (leaf, cost) = hashes(|| leaf_hash(&bytes(&case["payload"])));
	same(leaf.0, hash(&case["hash"]), cost)
}

fn pair(case: &Value, parent: fn(&Hash, &Hash) -> Hash) -> Outcome {
	let (node, cost) = hashes(|| parent(&hash(&case["left"]), &hash(&case["right"])));
	same(node, hash(&case["hash"]), cost)
}

pub fn mmr_node(case: &Value) -> Outcome {
	pair(case, node_hash)
}

pub fn tree_node(case: &Value) -> Outcome {
	pair(case, tree_node_hash)
}

pub fn bag(case: &Value) -> Outcome {
	let peaks: Vec<_> = items(&case["peaks"]).iter().map(hash).collect();
	let leaf_count = LeafCount::new((1 << peaks.len()) - 1).unwrap();
	// One pair is also what the bare function says.
	if let [highest, lowest] = peaks[..] {
		let frontier = Frontier::from_parts(leaf_count, peaks.clone().try_into().unwrap()).unwrap();
		assert_eq!(frontier.root().0, bag_hash(&lowest, &highest));
	}
	let frontier = Frontier::from_parts(leaf_count, peaks.try_into().unwrap()).unwrap();
	let (root, cost) = hashes(|| frontier.root());
	same(root.0, hash(&case["stream_root"]), cost)
}

pub fn empty_stream(case: &Value) -> Outcome {
	let (root, cost) = hashes(|| Frontier::empty().root());
	same(root.0, hash(&case["stream_root"]), cost)
}

pub fn provides_root(case: &Value) -> Outcome {
	let (generation, leaves) = (small(&case["generation"]), small(&case["leaves"]));
	let tree_root = hash(&case["tree_root"]);
	let (root, cost) = hashes(|| root_of(para(&case["self"]), generation, leaves, &tree_root));
	same(root.0, hash(&case["provides_root"]), cost)
}

pub fn register(case: &Value) -> Outcome {
	let register: Register = decode(&case["encoded"])?;
	assert_eq!(of_register(&register), case["value"]);
	assert_eq!(register.encode(), bytes(&case["encoded"]));
	Ok(0)
}

pub fn channel_leaf(case: &Value) -> Outcome {
	let leaf: ChannelLeaf = decode(&case["encoded"])?;
	assert_eq!(of_channel(&leaf), case["value"]);
	assert_eq!(leaf.encode(), bytes(&case["encoded"]));
	let (ours, cost) = hashes(|| channel_leaf_hash(para(&case["peer"]), &leaf));
	same(ours, hash(&case["hash"]), cost)
}

pub fn commitment_tree(case: &Value) -> Outcome {
	let leaves: Vec<_> = items(&case["leaves"]).iter().map(hash).collect();
	let first = CommitmentProof::build(0, &leaves, 0).map_err(name)?;
	assert_eq!(first.leaves as usize, leaves.len());
	let (root, cost) = hashes(|| tree::root(leaves.iter().copied()));
	same(root, hash(&case["tree_root"]), cost)?;
	let paths = items(&case["siblings"]);
	assert_eq!(paths.len(), leaves.len());
	for (index, path) in (0..).zip(paths) {
		let proof = CommitmentProof::build(0, &leaves, index).unwrap();
		assert_eq!(proof.siblings.to_vec(), items(path).iter().map(hash).collect::<Vec<_>>());
	}
	Ok(cost)
}

pub fn commitment_proof(case: &Value) -> Outcome {
	let proof: CommitmentProof = decode(&case["encoded"])?;
	let channel: ChannelLeaf = decode(&case["channel"])?;
	assert_eq!(of_proof(&proof), case["value"]);
	assert_eq!(proof.encode(), bytes(&case["encoded"]));
	let (source, peer) = (para(&case["source"]), para(&case["peer"]));
	let (root, cost) = hashes(|| proof.provides_root(source, peer, &channel));
	same(root.map_err(name)?.0, hash(&case["provides_root"]), cost)
}

pub fn absence(case: &Value) -> Outcome {
	let proof: AbsenceProof = decode(&case["encoded"])?;
	assert_eq!(of_absence(&proof), case["value"]);
	assert_eq!(proof.encode(), bytes(&case["encoded"]));
	let (source, peer) = (para(&case["source"]), para(&case["peer"]));
	let root = ProvidesRoot(hash(&case["provides_root"]));
	let (result, cost) = hashes(|| proof.verify(source, peer, root));
	let verified = result.map_err(name)?;
	assert_eq!((verified.source, verified.peer), (source, peer));
	assert_eq!((verified.provides_root, verified.generation), (root, proof.generation));
	Ok(cost)
}

pub fn frontier(case: &Value) -> Outcome {
	let mut frontier: Frontier = decode(&case["encoded"])?;
	assert_eq!(of_frontier(&frontier), case["value"]);
	assert_eq!(frontier.encode(), bytes(&case["encoded"]));
	let (root, cost) = hashes(|| {
		for payload in items(&case["payloads"]) {
			frontier.append(leaf_hash(&bytes(payload))).map_err(name)?;
		}
		Ok::<_, String>(frontier.root())
	});
	let root = root?;
	assert_eq!(of_frontier(&frontier), case["after"]);
	assert_eq!(frontier.encode(), bytes(&case["after_encoded"]));
	same(root.0, hash(&case["stream_root"]), cost)
}

pub fn extension(case: &Value) -> Outcome {
	let proof: ExtensionProof = decode(&case["encoded"])?;
	let nodes: Vec<_> = items(&case["nodes"]).iter().map(hash).collect();
	assert_eq!(proof.nodes(), nodes);
	assert_eq!(proof.encode(), bytes(&case["encoded"]));
	let (held, to) = (to_frontier(&case["held"]), LeafCount::new(number(&case["to"])).unwrap());
	let root = StreamRoot(hash(&case["stream_root"]));
	let (result, cost) = hashes(|| proof.verify(&held, to, root));
	assert_eq!(result.map_err(name)?, root);
	Ok(cost)
}

pub fn batch(case: &Value) -> Outcome {
	let batch: MessageBatch = decode(&case["encoded"])?;
	assert_eq!(of_batch(&batch), case["value"]);
	assert_eq!(batch.encode(), bytes(&case["encoded"]));
	let (held, payloads) = (to_frontier(&case["held"]), batch.payloads.clone());
	let receiver = para(&case["receiver"]);
	let (result, cost) = hashes(|| batch.authenticate(receiver).and_then(|b| b.verify(&held)));
	let verified = result.map_err(name)?;
	assert_eq!(of_frontier(&verified.frontier), case["after"]);
	assert_eq!(verified.payloads, payloads);
	Ok(cost)
}

pub fn late_block_proof(case: &Value) -> Outcome {
	let proof: LateBlockProof = decode(&case["encoded"])?;
	assert_eq!(of_late(&proof), case["value"]);
	assert_eq!(proof.encode(), bytes(&case["encoded"]));
	let consumed = to_consumed(&case["consumed"]);
	let (result, cost) = hashes(|| proof.rebind(para(&case["receiver"]), &consumed));
	same(result.map_err(name)?, ProvidesRoot(hash(&case["provides_root"])), cost)
}

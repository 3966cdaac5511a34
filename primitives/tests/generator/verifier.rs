//! The verifiers a second time, written from the byte tables of the design, with every hash they make.
//!
//! Where the crate works with bits, this walks the trees.

use std::collections::{BTreeMap, BTreeSet};

use super::object::{Absence, Batch, Consumed, Frontier, Late, Proof};
use crate::reference::{
	Bytes32, channel_leaf_preimage, extension_nodes, h, provides_preimage, set_bits,
};

/// Every hash in the order in which it was made: what it is of, its preimage, itself.
#[derive(Default)]
pub struct Trace(pub Vec<(String, Vec<u8>, Bytes32)>);

/// The name of the error.
pub type Checked<T> = Result<T, String>;

fn refuse<T>(name: &str) -> Checked<T> {
	Err(name.into())
}

impl Trace {
	pub fn h(&mut self, of: impl Into<String>, parts: &[&[u8]]) -> Bytes32 {
		let preimage = parts.concat();
		let hash = h(&[&preimage]);
		self.0.push((of.into(), preimage, hash));
		hash
	}

	pub fn leaf(&mut self, position: u64, payload: &[u8]) -> Bytes32 {
		self.h(format!("message leaf {position}"), &[&[1, 0], payload])
	}

	pub fn node(&mut self, left: &Bytes32, right: &Bytes32) -> Bytes32 {
		self.h("MMR node", &[&[2], left, right])
	}

	/// Peaks, highest first; none at all are `H(04)`, which nobody has to hash.
	pub fn bag(&mut self, peaks: &[Bytes32]) -> Bytes32 {
		let Some((lowest, higher)) = peaks.split_last() else { return h(&[&[4]]) };
		higher.iter().rev().fold(*lowest, |bag, peak| self.h("bag", &[&[3], &bag, peak]))
	}

	pub fn tree_node(&mut self, left: &Bytes32, right: &Bytes32) -> Bytes32 {
		self.h("commitment tree node", &[&[6], left, right])
	}

	pub fn append(&mut self, frontier: &mut Frontier, payload: &[u8]) -> Checked<()> {
		if frontier.leaf_count + 1 == 1 << 63 {
			return refuse("StreamFull");
		}
		let mut hash = self.leaf(frontier.leaf_count, payload);
		let mut rest = frontier.leaf_count;
		while rest % 2 == 1 {
			let left = frontier.peaks.pop().unwrap();
			hash = self.node(&left, &hash);
			rest /= 2;
		}
		frontier.peaks.push(hash);
		frontier.leaf_count += 1;
		Ok(())
	}

	/// Root that `held` grows to at `to` messages.
	pub fn extend(&mut self, held: &Frontier, to: u64, items: &[Bytes32]) -> Checked<Bytes32> {
		check_extension(held, to, items)?;
		let old: Vec<_> = set_bits(held.leaf_count).map(|(first, _)| first).collect();
		let mut old = old.into_iter().zip(held.peaks.iter().copied());
		let mut items = items.iter().copied();
		let mut peaks = Vec::new();
		for (first, height) in set_bits(to) {
			if first >= held.leaf_count {
				// All that is left is new, and comes bagged.
				peaks.extend(items.next());
				break;
			}
			peaks.push(self.top(held.leaf_count, (first, height), &mut old, &mut items));
		}
		Ok(self.bag(&peaks))
	}

	fn top(
		&mut self,
		m: u64,
		(first, height): (u64, u32),
		old: &mut impl Iterator<Item = (u64, Bytes32)>,
		items: &mut impl Iterator<Item = Bytes32>,
	) -> Bytes32 {
		if first + (1 << height) <= m {
			let (start, peak) = old.next().unwrap();
			assert_eq!(start, first);
			return peak;
		}
		if first >= m {
			return items.next().unwrap();
		}
		let half = height - 1;
		let left = self.top(m, (first, half), old, items);
		let right = self.top(m, (first + (1 << half), half), old, items);
		self.node(&left, &right)
	}

	/// Provides root that this leaf about `peer` leads to.
	pub fn provides(
		&mut self,
		source: u32,
		peer: u32,
		channel: &super::object::Channel,
		proof: &Proof,
	) -> Checked<Bytes32> {
		if proof.index >= proof.leaves {
			return refuse("IndexOutOfRange");
		}
		let (mut at, mut width, mut sides) = (proof.index, proof.leaves, Vec::new());
		while width > 1 {
			if at % 2 == 1 {
				sides.push('l');
			} else if at + 1 < width {
				sides.push('r');
			}
			(at, width) = (at / 2, width / 2 + width % 2);
		}
		if sides.len() != proof.siblings.len() {
			return refuse("SiblingCount");
		}
		let (count, root) = (channel.leaf_count, &channel.stream_root);
		let preimage = channel_leaf_preimage(peer, count, root, &channel.register);
		let mut node = self.h("channel leaf", &[&preimage]);
		for (side, sibling) in sides.iter().zip(&proof.siblings) {
			node = match side {
				'l' => self.tree_node(sibling, &node),
				_ => self.tree_node(&node, sibling),
			};
		}
		let preimage = provides_preimage(source, proof.generation, proof.leaves, &node);
		Ok(self.h("provides root", &[&preimage]))
	}

	/// That `source` committed nothing about `peer` under `root`: a proof of two leaves at once, told
	/// which nodes are known on a level and asked for those that are not.
	pub fn absent(
		&mut self,
		(source, peer, root): (u32, u32, Bytes32),
		proof: &Absence,
	) -> Checked<()> {
		let range = proof.leaves == 0 || proof.index > proof.leaves;
		let places: Vec<_> = [proof.index.checked_sub(1), Some(proof.index)]
			.into_iter()
			.flatten()
			.filter(|place| *place < proof.leaves)
			.collect();
		if range {
			return refuse("Tree.IndexOutOfRange");
		}
		if places.len() != proof.neighbours.len() {
			return refuse("NeighbourCount");
		}
		if absence_siblings(proof.leaves, &places) != proof.siblings.len() {
			return refuse("Tree.SiblingCount");
		}
		for (place, (neighbour, _)) in places.iter().zip(&proof.neighbours) {
			if (*place < proof.index) != (*neighbour < peer) || *neighbour == peer {
				return refuse("NotBetween");
			}
		}
		let mut known = BTreeMap::new();
		for (place, (neighbour, c)) in places.iter().zip(&proof.neighbours) {
			let preimage =
				channel_leaf_preimage(*neighbour, c.leaf_count, &c.stream_root, &c.register);
			known.insert(*place, self.h("channel leaf", &[&preimage]));
		}
		let (mut width, mut siblings) = (proof.leaves, proof.siblings.iter());
		while width > 1 {
			let mut above = BTreeMap::new();
			for parent in known.keys().map(|at| at / 2).collect::<BTreeSet<_>>() {
				let mut child = |at: u32| {
					let here = known.get(&at).copied();
					(at < width).then(|| here.unwrap_or_else(|| *siblings.next().unwrap()))
				};
				let (left, right) = (child(2 * parent).unwrap(), child(2 * parent + 1));
				let node = right.map_or(left, |right| self.tree_node(&left, &right));
				above.insert(parent, node);
			}
			(known, width) = (above, width.div_ceil(2));
		}
		let preimage = provides_preimage(source, proof.generation, proof.leaves, &known[&0]);
		match self.h("provides root", &[&preimage]) == root {
			true => Ok(()),
			false => refuse("RootMismatch"),
		}
	}

	/// The frontier of the receiver after the batch.
	pub fn deliver(&mut self, receiver: u32, held: &Frontier, b: &Batch) -> Checked<Frontier> {
		let root = self.provides(b.source, receiver, &b.channel, &b.proof);
		if root.map_err(|e| format!("Tree.{e}"))? != b.provides_root {
			return refuse("ForeignLeaf");
		}
		if b.first != held.leaf_count {
			return refuse("NotContinuing");
		}
		// Without payloads no stream is compared, so it may also be shorter than what was read.
		if b.payloads.is_empty() {
			return if b.extension.is_empty() { Ok(held.clone()) } else { refuse("IdleExtension") };
		}
		let end = held.leaf_count + b.payloads.len() as u64;
		if end > b.channel.leaf_count {
			return refuse("BeyondStream");
		}
		let mut after = held.clone();
		let extension = |e| format!("Extension.{e}");
		let shape = Frontier { leaf_count: end, peaks: Vec::new() };
		check_extension(&shape, b.channel.leaf_count, &b.extension).map_err(extension)?;
		for payload in &b.payloads {
			self.append(&mut after, payload)?;
		}
		let reached = self.extend(&after, b.channel.leaf_count, &b.extension).map_err(extension)?;
		match reached == b.channel.stream_root {
			true => Ok(after),
			false if b.extension.is_empty() => refuse("RootMismatch"),
			false => refuse("Extension.RootMismatch"),
		}
	}

	/// The newer root that a late block is rebound to.
	pub fn rebind(&mut self, receiver: u32, consumed: &Consumed, p: &Late) -> Checked<Bytes32> {
		if p.source != consumed.source {
			return refuse("UnusedProof");
		}
		if p.proof.generation != consumed.generation {
			return refuse("OtherGeneration");
		}
		let extension = |e| format!("Extension.{e}");
		check_extension(&consumed.frontier, p.channel.leaf_count, &p.extension)
			.map_err(extension)?;
		let root = self
			.provides(p.source, receiver, &p.channel, &p.proof)
			.map_err(|e| format!("Tree.{e}"))?;
		let reached = self
			.extend(&consumed.frontier, p.channel.leaf_count, &p.extension)
			.map_err(extension)?;
		if reached != p.channel.stream_root {
			return refuse("Extension.RootMismatch");
		}
		Ok(root)
	}
}

/// How many nodes are needed beside those on the way from `places` to the root.
fn absence_siblings(leaves: u32, places: &[u32]) -> usize {
	let (mut width, mut known, mut missing) = (leaves, BTreeSet::from_iter(places.to_vec()), 0);
	while width > 1 {
		missing +=
			known.iter().filter(|at| **at ^ 1 < width && !known.contains(&(**at ^ 1))).count();
		(known, width) = (known.iter().map(|at| at / 2).collect(), width.div_ceil(2));
	}
	missing
}

fn check_extension(held: &Frontier, to: u64, items: &[Bytes32]) -> Checked<()> {
	match held.leaf_count {
		0 => refuse("EmptyFrontier"),
		m if m > to => refuse("NotForward"),
		m if extension_nodes(m, to) as usize != items.len() => refuse("NodeCount"),
		_ => Ok(()),
	}
}

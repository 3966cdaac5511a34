//! The protocol a second time, straight from its byte table and as slow as it likes to be.
//!
//! Shares no code with the crate under test: bytes in, bytes out, BLAKE2b-256 from
//! `sp_crypto_hashing`. What both sides agree on is what the table says, not a common mistake.

#![allow(dead_code, unreachable_pub)]

pub type Bytes32 = [u8; 32];

/// `H` over the concatenation of `parts`.
pub fn h(parts: &[&[u8]]) -> Bytes32 {
	sp_crypto_hashing::blake2_256(&parts.concat())
}

/// `01 ‖ 00 ‖ payload`.
pub fn leaf(payload: &[u8]) -> Bytes32 {
	h(&[&[1, 0], payload])
}

/// `02 ‖ left ‖ right`.
pub fn node(left: &Bytes32, right: &Bytes32) -> Bytes32 {
	h(&[&[2], left, right])
}

/// Peaks, highest first: one peak is itself, else `03 ‖ bag(the lower peaks) ‖ highest peak`.
pub fn bag(peaks: &[Bytes32]) -> Bytes32 {
	match peaks {
		[] => h(&[&[4]]),
		[only] => *only,
		[highest, lower @ ..] => h(&[&[3], &bag(lower), highest]),
	}
}

/// `07 ‖ peer u32 BE ‖ leaf_count u64 LE ‖ stream_root ‖ register`.
pub fn channel_leaf_preimage(
	peer: u32,
	leaf_count: u64,
	stream_root: &Bytes32,
	register: &RegisterFields,
) -> Vec<u8> {
	[&[7][..], &peer.to_be_bytes(), &leaf_count.to_le_bytes(), stream_root, &register.to_bytes()]
		.concat()
}

/// `08 ‖ 00 ‖ self u32 BE ‖ generation u32 LE ‖ leaves u32 LE ‖ tree root`.
pub fn provides_preimage(own: u32, generation: u32, leaves: u32, tree_root: &Bytes32) -> Vec<u8> {
	[&[8, 0][..], &own.to_be_bytes(), &generation.to_le_bytes(), &leaves.to_le_bytes(), tree_root]
		.concat()
}

/// The register as the byte table has it: the phases as their numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct RegisterFields {
	pub generation: u32,
	pub consumed: u64,
	pub consumed_bytes: u64,
	pub credit: u64,
	pub credit_bytes: u64,
	pub max_payload: u32,
	pub outbound: u8,
	pub inbound: u8,
}

impl RegisterFields {
	pub fn to_bytes(self) -> Vec<u8> {
		[
			&self.generation.to_le_bytes()[..],
			&self.consumed.to_le_bytes(),
			&self.consumed_bytes.to_le_bytes(),
			&self.credit.to_le_bytes(),
			&self.credit_bytes.to_le_bytes(),
			&self.max_payload.to_le_bytes(),
			&[16 * self.outbound + self.inbound],
		]
		.concat()
	}
}

/// A stream that keeps every leaf and recomputes everything from the definition.
#[derive(Clone, Debug, Default)]
pub struct ReferenceStream {
	pub leaves: Vec<Bytes32>,
}

impl ReferenceStream {
	pub fn of<P: AsRef<[u8]>>(payloads: &[P]) -> Self {
		Self { leaves: payloads.iter().map(|p| leaf(p.as_ref())).collect() }
	}

	pub fn len(&self) -> usize {
		self.leaves.len()
	}

	/// Top of the complete subtree over `leaves[first..first + width]`, `width` a power of two.
	pub fn subtree(&self, first: usize, width: usize) -> Bytes32 {
		if width == 1 {
			return self.leaves[first];
		}
		let half = width / 2;
		node(&self.subtree(first, half), &self.subtree(first + half, half))
	}

	/// Tops of the largest aligned complete subtrees that cover `from..to`, left to right.
	pub fn cover(&self, from: usize, to: usize) -> Vec<Bytes32> {
		let mut tops = Vec::new();
		let mut at = from;
		while at < to {
			let mut width = 1;
			while at.is_multiple_of(2 * width) && at + 2 * width <= to {
				width *= 2;
			}
			tops.push(self.subtree(at, width));
			at += width;
		}
		tops
	}

	/// Peaks after `count` messages, highest first.
	pub fn peaks_at(&self, count: usize) -> Vec<Bytes32> {
		self.cover(0, count)
	}

	/// Stream root after `count` messages.
	pub fn root_at(&self, count: usize) -> Bytes32 {
		bag(&self.peaks_at(count))
	}

	/// Extension proof from `m` to `n` messages, by the definition of the design.
	pub fn extension(&self, m: usize, n: usize) -> Vec<Bytes32> {
		let Some(b) = (m ^ n).checked_ilog2() else { return Vec::new() };
		let start = m - m % (1 << b);
		let grown_to = if m.is_multiple_of(1 << b) { start } else { start + (1 << b) };
		let mut items = self.cover(m, grown_to);
		let right = self.cover(grown_to, n);
		if !right.is_empty() {
			items.push(bag(&right));
		}
		items
	}
}

/// `P(m, n)` of the design, for `1 <= m <= n`.
pub fn extension_nodes(m: u64, n: u64) -> u32 {
	if m == n {
		return 0;
	}
	let mut b = 63;
	while (m >> b) & 1 == (n >> b) & 1 {
		b -= 1;
	}
	let (x, r) = (m % (1 << b), n % (1 << b));
	if x == 0 { 1 } else { ((1u64 << b) - x).count_ones() + u32::from(r != 0) }
}

/// A stream of any length of which only the old peaks and what is new are known: enough to say what an
/// extension from `m` to `n` has to look like, at any size.
pub struct SparseStream {
	pub m: u64,
	/// Old peaks, highest first, with where they start.
	pub old: Vec<(u64, Bytes32)>,
	pub items: Vec<Bytes32>,
	pub root: Bytes32,
}

impl SparseStream {
	/// Grows made-up peaks of `m` messages by made-up subtrees to `n`, for `1 <= m <= n < 2^63`.
	pub fn new(m: u64, n: u64, salt: u64) -> Self {
		let made_up = |what: &str, first: u64, height: u32| {
			h(&[what.as_bytes(), &salt.to_le_bytes(), &first.to_le_bytes(), &height.to_le_bytes()])
		};
		let old = set_bits(m).map(|(first, height)| (first, made_up("old", first, height)));
		let mut this = Self { m, old: old.collect(), items: Vec::new(), root: [0; 32] };
		let (mut peaks, mut new) = (Vec::new(), Vec::new());
		for (first, height) in set_bits(n) {
			if first >= m {
				new.push(made_up("new", first, height));
			} else {
				peaks.push(this.top(first, height, &made_up));
			}
		}
		if !new.is_empty() {
			this.items.push(bag(&new));
			peaks.extend(new);
		}
		this.root = bag(&peaks);
		this
	}

	fn top(
		&mut self,
		first: u64,
		height: u32,
		made_up: &impl Fn(&str, u64, u32) -> Bytes32,
	) -> Bytes32 {
		let end = first + (1u64 << height);
		if end <= self.m {
			return self.old.iter().find(|(start, _)| *start == first).unwrap().1;
		}
		if first >= self.m {
			let hash = made_up("new", first, height);
			self.items.push(hash);
			return hash;
		}
		let left = self.top(first, height - 1, made_up);
		let right = self.top(first + (1u64 << (height - 1)), height - 1, made_up);
		node(&left, &right)
	}
}

/// First leaf and height of each peak of `count` leaves, highest first.
pub fn set_bits(count: u64) -> impl Iterator<Item = (u64, u32)> {
	(0..64).rev().filter(move |bit| count >> bit & 1 == 1).map(move |bit| {
		let above = if bit == 63 { 0 } else { count >> (bit + 1) << (bit + 1) };
		(above, bit)
	})
}

/// The commitment tree, level by level: neighbours pair up, an odd one is promoted.
pub struct ReferenceTree {
	pub levels: Vec<Vec<Bytes32>>,
}

impl ReferenceTree {
	/// A tree over at least one leaf.
	pub fn of(leaves: &[Bytes32]) -> Self {
		let mut levels = vec![leaves.to_vec()];
		while levels.last().unwrap().len() > 1 {
			let next = levels
				.last()
				.unwrap()
				.chunks(2)
				.map(|pair| match pair {
					[left, right] => h(&[&[6], left, right]),
					odd => odd[0],
				})
				.collect();
			levels.push(next);
		}
		Self { levels }
	}

	pub fn root(&self) -> Bytes32 {
		self.levels.last().unwrap()[0]
	}

	/// Siblings of the path of leaf `index`, bottom-up; none where it is promoted.
	pub fn siblings(&self, index: usize) -> Vec<Bytes32> {
		let on_level = |(level, nodes): (usize, &Vec<Bytes32>)| {
			let at = index >> level;
			nodes.get(at ^ 1).copied()
		};
		self.levels.iter().enumerate().filter_map(on_level).collect()
	}
}

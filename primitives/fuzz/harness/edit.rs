//! Edits of honest things, in the manner of the suites for certificate transparency.

use arbitrary::Result;
use codec::{DecodeAll, Encode};
use spec_messaging_primitives::{LeafCount, hashing::Hash};

use super::{Recipe, world::World};

/// Numbers at which counts and indices go wrong.
const EDGES: [u64; 10] =
	[0, 1, 2, (1 << 31) - 1, 1 << 32, 1 << 62, (1 << 63) - 1, 1 << 63, u64::MAX - 1, u64::MAX];

/// A number near, above or far from `n`.
pub fn number(u: &mut Recipe<'_>, n: u64) -> Result<u64> {
	Ok(match u.int_in_range(0..=7u8)? {
		0 => n.wrapping_add(1),
		1 => n.wrapping_sub(1),
		2 => n.wrapping_mul(2),
		3 => n / 2,
		4 => n.wrapping_mul(n),
		5 => *u.choose(&EDGES)?,
		6 => n ^ (1 << u.int_in_range(0..=63u32)?),
		_ => u.arbitrary()?,
	})
}

/// As [`number`], for 32 bits.
pub fn small_number(u: &mut Recipe<'_>, n: u32) -> Result<u32> {
	Ok(number(u, n.into())? as u32)
}

/// A count that exists, as near to [`number`] as can be.
pub fn count(u: &mut Recipe<'_>, n: u64) -> Result<LeafCount> {
	let edited = number(u, n)?;
	Ok(LeafCount::new(edited).unwrap_or(LeafCount::new(edited >> 1).unwrap()))
}

/// One edit of a list of hashes.
pub fn hashes(u: &mut Recipe<'_>, list: &mut Vec<Hash>) -> Result<()> {
	let at = if list.is_empty() { 0 } else { u.choose_index(list.len())? };
	let extra = match u.int_in_range(0..=3u8)? {
		0 => Hash::zero(),
		1 => list.get(at).copied().unwrap_or_default(),
		2 => Hash::from(u.arbitrary::<[u8; 32]>()?),
		_ => World::get().hash(u)?,
	};
	match u.int_in_range(0..=7u8)? {
		0 => list.insert(at, extra),
		1 => list.push(extra),
		2 if !list.is_empty() => {
			list.remove(at);
		},
		3 if !list.is_empty() => {
			let other = u.choose_index(list.len())?;
			list.swap(at, other);
		},
		4 => list.reverse(),
		5 => list.truncate(at),
		6 if !list.is_empty() => list[at].0[u.choose_index(32)?] ^= 1 << u.int_in_range(0..=7u8)?,
		_ if !list.is_empty() => list[at] = extra,
		_ => list.push(extra),
	}
	Ok(())
}

/// One edit of bytes that were the encoding of something.
pub fn bytes(u: &mut Recipe<'_>, bytes: &mut Vec<u8>) -> Result<()> {
	let at = if bytes.is_empty() { 0 } else { u.choose_index(bytes.len())? };
	match u.int_in_range(0..=8u8)? {
		0 if !bytes.is_empty() => bytes[at] ^= 1 << u.int_in_range(0..=7u8)?,
		1 if !bytes.is_empty() => bytes[at] = u.arbitrary()?,
		2 => bytes.insert(at, u.arbitrary()?),
		3 if !bytes.is_empty() => {
			bytes.remove(at);
		},
		4 => bytes.truncate(at),
		5 => bytes.extend_from_slice(&u.arbitrary::<[u8; 4]>()?[..u.int_in_range(1..=4)?]),
		6 => {
			// A whole hash more or less, which keeps what follows in step.
			let end = bytes.len().min(at + 32);
			if u.arbitrary()? {
				bytes.drain(at..end);
			} else {
				let copy = bytes[at..end].to_vec();
				bytes.splice(at..at, copy);
			}
		},
		7 => {
			let edge = u.choose(&EDGES)?.to_le_bytes();
			let width = *u.choose(&[4, 8])?;
			bytes.iter_mut().skip(at).zip(&edge[..width]).for_each(|(to, from)| *to = *from);
		},
		_ => {
			let from = if bytes.is_empty() { 0 } else { u.choose_index(bytes.len())? };
			let range = bytes[from..bytes.len().min(from + 32)].to_vec();
			bytes.iter_mut().skip(at).zip(range).for_each(|(to, from)| *to = from);
		},
	}
	Ok(())
}

/// `object` with up to 3 edits of its encoding, `None` if that is no object any more.
pub fn object<T: DecodeAll + Encode>(u: &mut Recipe<'_>, object: &T) -> Result<Option<T>> {
	let mut encoded = object.encode();
	for _ in 0..u.int_in_range(0..=3u8)? {
		bytes(u, &mut encoded)?;
	}
	Ok(T::decode_all(&mut &encoded[..]).ok())
}

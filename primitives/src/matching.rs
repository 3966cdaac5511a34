//! The relay chain's rule as a pure function, and the window that is its memory.
//!
//! A candidate is enacted if each root that it requires is in its source's window or is provided by a
//! candidate that is enacted in the same relay block. That is a greatest fixpoint: start with all,
//! drop what is unmet, repeat. Chains that depend on each other's blocks go together or not at all.

use alloc::{collections::BTreeSet, vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, bounded::BoundedVec};

use crate::{
	ParaId,
	commitment::{ProvidesCommitment, RequiresCommitment, RequiresCommitments},
	hashing::ProvidesRoot,
};

/// Length of a provides window: the last 128 distinct roots of a sender. At one root per 6 s relay
/// block a receiver block has at least 12 minutes before it is late.
pub const WINDOW_ROOTS: u32 = 128;

/// The last distinct provides roots of one sender that the relay chain enacted, oldest first.
///
/// At most `N` roots, 32 bytes each. Decoding refuses a root that occurs twice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, TypeInfo, MaxEncodedLen)]
#[scale_info(skip_type_params(N))]
pub struct Window<const N: u32 = WINDOW_ROOTS>(BoundedVec<ProvidesRoot, ConstU32<N>>);

/// What entering a root did to a window. Whoever can be reverted remembers it: a revert evicts the roots
/// that were new and no other, or a root that is still enacted would be lost (**R2 live**).
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub enum Entered {
	/// The root was in the window: the sender repeated it. A revert must not evict it.
	Again,
	/// The root is new. A revert evicts it.
	New {
		/// The oldest root, which had to leave.
		left: Option<ProvidesRoot>,
	},
}

impl<const N: u32> Default for Window<N> {
	fn default() -> Self {
		Self(BoundedVec::new())
	}
}

impl<const N: u32> Window<N> {
	/// Enters the root of an enacted candidate as the newest.
	///
	/// A root that is in the window already becomes the newest and nothing leaves: an idle sender
	/// repeats its root and must not empty its window.
	pub fn enter(&mut self, root: ProvidesRoot) -> Entered {
		let known = self.0.iter().position(|r| *r == root);
		let full = self.0.len() >= usize::try_from(N).unwrap_or(usize::MAX);
		let left = match known {
			Some(index) => {
				self.0.remove(index);
				None
			},
			None if full && !self.0.is_empty() => Some(self.0.remove(0)),
			None => None,
		};
		// Room was made above, unless the window has length 0: then it remembers nothing.
		match (self.0.try_push(root), known) {
			(Ok(()), Some(_)) => Entered::Again,
			(Ok(()), None) => Entered::New { left },
			(Err(_), _) => Entered::New { left: Some(root) },
		}
	}

	/// Takes back a root that a reverted relay block brought, if that is where the window has it from:
	/// [`Entered::New`], and only that.
	pub fn evict(&mut self, root: &ProvidesRoot) {
		self.0.retain(|r| r != root);
	}

	/// Forgets everything: the sender was rewound or offboarded.
	pub fn clear(&mut self) {
		self.0.clear();
	}

	/// True if a requires of `root` is met by this window.
	pub fn contains(&self, root: &ProvidesRoot) -> bool {
		self.0.contains(root)
	}

	/// The roots, oldest first.
	pub fn roots(&self) -> &[ProvidesRoot] {
		&self.0
	}
}

impl<const N: u32> Decode for Window<N> {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let roots = BoundedVec::<ProvidesRoot, ConstU32<N>>::decode(input)?;
		let distinct: BTreeSet<_> = roots.iter().collect();
		if distinct.len() == roots.len() {
			Ok(Self(roots))
		} else {
			Err("window: a root occurs twice".into())
		}
	}
}

impl<const N: u32> DecodeWithMemTracking for Window<N> {}

/// What matching has to know of an available candidate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Candidate {
	/// The chain it belongs to.
	pub para_id: ParaId,
	/// What it provides.
	pub provides: Option<ProvidesCommitment>,
	/// What it requires.
	pub requires: Option<RequiresCommitments>,
}

impl Candidate {
	fn required(&self) -> &[RequiresCommitment] {
		self.requires.as_ref().map_or(&[], RequiresCommitments::entries)
	}
}

/// Which of the available candidates are enacted now: one flag per candidate, in order (**R1 met**).
///
/// Candidates of one chain stand in chain order; one that is not enacted holds back all later ones of
/// its chain. `in_window` answers from the windows as they were before this relay block.
///
/// # Cost
///
/// At most n rounds over n candidates; each round asks `in_window` once per open requirement. No
/// hashing.
pub fn enactable(
	candidates: &[Candidate],
	in_window: impl Fn(ParaId, &ProvidesRoot) -> bool,
) -> Vec<bool> {
	let mut enacted = vec![true; candidates.len()];
	loop {
		let provided: BTreeSet<(ParaId, ProvidesRoot)> = candidates
			.iter()
			.zip(&enacted)
			.filter(|(_, enacted)| **enacted)
			.filter_map(|(c, _)| Some((c.para_id, c.provides?.root)))
			.collect();
		let mut held_back: BTreeSet<ParaId> = BTreeSet::new();
		let mut changed = false;
		for (candidate, enacted) in candidates.iter().zip(enacted.iter_mut()) {
			let met = |r: &RequiresCommitment| {
				in_window(r.source, &r.expected_root)
					|| provided.contains(&(r.source, r.expected_root))
			};
			let keep = *enacted
				&& !held_back.contains(&candidate.para_id)
				&& candidate.required().iter().all(met);
			if !keep {
				held_back.insert(candidate.para_id);
				changed |= *enacted;
				*enacted = false;
			}
		}
		if !changed {
			return enacted;
		}
	}
}

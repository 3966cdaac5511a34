//! What is accepted, matched and remembered: the rules under test, each with the ways to get it wrong.

use crate::{
	Protocol,
	state::{Block, Message, State, Stream},
};

/// One rule that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
	/// The root does not bind the leaf count, so the head of a stream passes for the next message
	/// wherever the receiver stands.
	BagWithoutCount,
	/// Old peaks come with the late block proof instead of from the block's own state.
	FreeOldPeaks,
	/// Of the blocks of one PoV the first record counts instead of the last.
	FirstRecordCounts,
	/// A block survives the relay block that showed it the included root.
	ForgetsRelayParent,
	/// Payloads are proven one by one and nobody asks where the receiver stands.
	SkipsFrontier,
	/// The hash of two nodes is the same in both orders.
	UnorderedNodes,
	/// Requires are compared when a candidate is backed, not when it is enacted.
	MatchesAtBacking,
	/// A revert leaves the roots it took back in the window.
	KeepsRevertedRoots,
	/// A late block can not be rebound.
	NoLateProofs,
	/// The window only lasts until the next relay block.
	ClearsWindowEarly,
	/// A revert takes out of the window whatever its relay block entered, also a root that was there
	/// before.
	EvictsRepeatedRoots,
	/// The speculative tier does not fail closed.
	TierOpen,
}

impl Fault {
	/// All faults with the label of the property that each breaks.
	pub const ALL: [(Self, &'static str); 12] = [
		(Self::BagWithoutCount, "I1 prefix"),
		(Self::FreeOldPeaks, "I1 prefix"),
		(Self::FirstRecordCounts, "I1 prefix"),
		(Self::ForgetsRelayParent, "I1 prefix"),
		(Self::SkipsFrontier, "I2 once"),
		(Self::UnorderedNodes, "I3 ordered"),
		(Self::TierOpen, "I5 closed"),
		(Self::MatchesAtBacking, "R1 met"),
		(Self::KeepsRevertedRoots, "R1 met"),
		(Self::NoLateProofs, "R2 live"),
		(Self::ClearsWindowEarly, "R2 live"),
		(Self::EvictsRepeatedRoots, "R2 live"),
	];
}

impl Protocol {
	pub(crate) fn is(&self, fault: Fault) -> bool {
		self.fault == Some(fault)
	}

	/// True if a receiver that delivered `held` takes `payloads` under `root`.
	pub(crate) fn accepts(&self, held: &[Message], payloads: &[Message], root: &[Message]) -> bool {
		let continued = [held, payloads].concat();
		match self.fault {
			Some(Fault::BagWithoutCount) => {
				root.starts_with(&continued) || root.ends_with(payloads)
			},
			Some(Fault::SkipsFrontier) => {
				root.windows(payloads.len()).any(|range| range == payloads)
			},
			Some(Fault::UnorderedNodes) => {
				let sorted = |mut stream: Stream| {
					stream.sort();
					stream
				};
				root.get(..continued.len())
					.is_some_and(|range| sorted(range.to_vec()) == sorted(continued))
			},
			_ => root.starts_with(&continued),
		}
	}

	/// True if speculative roots are looked at at all.
	pub(crate) fn speculates(&self) -> bool {
		self.support || self.is(Fault::TierOpen)
	}

	/// The root that blocks of one PoV require, before late block proofs.
	pub(crate) fn stitch<'a>(&self, blocks: &'a [Block]) -> Option<&'a Stream> {
		let record = if self.is(Fault::FirstRecordCounts) { blocks.first() } else { blocks.last() };
		record?.expected.as_ref()
	}

	/// True if a late block proof moves a block that delivered `delivered` to `root`.
	pub(crate) fn rebinds(&self, delivered: &[Message], root: &[Message]) -> bool {
		match self.fault {
			Some(Fault::NoLateProofs) => false,
			Some(Fault::FreeOldPeaks) => true,
			_ => root.starts_with(delivered),
		}
	}

	/// True if the relay chain backs what requires `root`. The protocol needs no answer here: what is
	/// backed in vain times out.
	pub(crate) fn backs(&self, state: &State, root: Option<&Stream>) -> bool {
		!self.is(Fault::MatchesAtBacking)
			|| root.is_none_or(|root| state.window.contains(root) || state.sender.contains(root))
	}

	/// True if the relay chain enacts what requires `root` together with a sender that provides
	/// `provides`. `window` is that of before.
	pub(crate) fn meets(
		&self,
		window: &[Stream],
		provides: Option<&Stream>,
		root: Option<&Stream>,
	) -> bool {
		!self.support
			|| self.is(Fault::MatchesAtBacking)
			|| root.is_none_or(|root| window.contains(root) || provides == Some(root))
	}

	/// Enters `provides` as the newest root. True if it was not in the window before.
	pub(crate) fn enter(&self, window: &mut Vec<Stream>, provides: Option<&Stream>) -> bool {
		let fresh = provides.is_some_and(|root| !window.contains(root));
		if self.is(Fault::ClearsWindowEarly) {
			window.clear();
		}
		if let Some(root) = provides {
			window.retain(|known| known != root);
			window.push(root.clone());
		}
		if window.len() > self.window {
			window.remove(0);
		}
		fresh
	}

	/// Takes back what [`Self::enter`] entered.
	pub(crate) fn evict(&self, window: &mut Vec<Stream>, root: &Stream, fresh: bool) {
		let evicts = match self.fault {
			Some(Fault::KeepsRevertedRoots) => false,
			Some(Fault::EvictsRepeatedRoots) => true,
			_ => fresh,
		};
		if evicts {
			window.retain(|known| known != root);
		}
	}
}

//! A candidate, and the rule that decides which are enacted.

use crate::Commitments;
use cumulus_primitives_core::{OutboundHrmpMessage, ParaId, relay_chain::HeadData};
use polkadot_parachain_primitives::primitives::ValidationResult;

/// A candidate that was found valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
	/// Whose candidate it is.
	pub para: ParaId,
	/// Number of the relay block it was built at.
	pub relay_parent: u32,
	/// The head it builds on.
	pub parent_head: HeadData,
	/// The head it leads to.
	pub head: HeadData,
	/// What it sends upward, signals apart.
	pub commitments: Commitments,
	/// Pages it sends through HRMP.
	pub horizontal_messages: Vec<OutboundHrmpMessage>,
	/// Number of the relay block up to which it took all that HRMP had for it.
	pub hrmp_watermark: u32,
	/// Number of the relay block that backed it; 0 before.
	pub backed_at: u32,
}

impl Candidate {
	/// The candidate that `validate_block` answered `result` for.
	pub fn new(
		para: ParaId,
		relay_parent: u32,
		parent_head: HeadData,
		result: &ValidationResult,
	) -> Self {
		Self {
			para,
			relay_parent,
			parent_head,
			head: result.head_data.clone(),
			commitments: Commitments::of(result),
			horizontal_messages: result.horizontal_messages.to_vec(),
			hrmp_watermark: result.hrmp_watermark,
			backed_at: 0,
		}
	}
}

/// What the relay chain asks of the commitments of candidates, with what it remembers of them. The
/// relay chain takes care of everything else: validity, ancestry, availability, order.
///
/// The rule is cloned with every relay block, so a revert takes back what it learned.
pub trait Rule: Clone {
	/// Whether `candidate` may be backed, when `pending` are backed already, `enacted` were enacted by
	/// this very block and `submitted` are yet to be judged for it. Only a filter: enactment decides.
	fn backable(
		&self,
		candidate: &Candidate,
		pending: &[Candidate],
		enacted: &[Candidate],
		submitted: &[Candidate],
	) -> bool;

	/// For each of `candidates`, all available, whether it is met if all the others are enacted in
	/// the same block. Asked again with fewer, until every answer is yes: so the set that is enacted
	/// is the greatest that meets its own requirements. One answer per candidate, in their order.
	fn enactable(&self, candidates: &[&Candidate]) -> Vec<bool>;

	/// `candidate` was enacted.
	fn enacted(&mut self, candidate: &Candidate);

	/// The head of `para` was forced, or `para` was offboarded: what it committed before counts no
	/// more.
	fn cleared(&mut self, para: ParaId);
}

/// The relay chain as released: no candidate requires anything, every available one is enacted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inclusion;

impl Rule for Inclusion {
	fn backable(&self, _: &Candidate, _: &[Candidate], _: &[Candidate], _: &[Candidate]) -> bool {
		true
	}

	fn enactable(&self, candidates: &[&Candidate]) -> Vec<bool> {
		vec![true; candidates.len()]
	}

	fn enacted(&mut self, _: &Candidate) {}

	fn cleared(&mut self, _: ParaId) {}
}

//! The relay chain with support for speculative messaging: it matches provides and requires.

use crate::{Candidate, Rule};
use cumulus_primitives_core::{ParaId, relay_chain::UMP_SEPARATOR};
use spec_messaging_primitives::{
	hashing::ProvidesRoot,
	late_block::MessagingCommitments,
	matching::{self, WINDOW_ROOTS, Window},
};
use spec_messaging_pvf::signals::{self, SignalsError};
use std::{collections::BTreeMap, vec};

/// Matches candidates by the rule of [`matching`], with provides windows of `W` roots.
#[derive(Clone, Debug, Default)]
pub struct Matching<const W: u32 = WINDOW_ROOTS> {
	windows: BTreeMap<ParaId, Window<W>>,
}

impl Candidate {
	/// What this candidate provides and requires.
	///
	/// # Errors
	///
	/// [`SignalsError`] for signals that no honest `validate_block` emits.
	pub fn messaging(&self) -> Result<MessagingCommitments, SignalsError> {
		let signals = self.commitments.signals.iter().cloned();
		signals::read(
			&vec::from_elem(UMP_SEPARATOR, 1).into_iter().chain(signals).collect::<Vec<_>>(),
		)
	}
}

impl<const W: u32> Matching<W> {
	/// True if `root` is in the window of `source`.
	pub fn in_window(&self, source: ParaId, root: &ProvidesRoot) -> bool {
		self.windows.get(&source).is_some_and(|window| window.contains(root))
	}

	/// The window of `source`, oldest root first.
	pub fn window(&self, source: ParaId) -> &[ProvidesRoot] {
		self.windows.get(&source).map_or(&[], |window| window.roots())
	}
}

fn provides(candidates: &[Candidate], source: ParaId, root: &ProvidesRoot) -> bool {
	candidates.iter().filter(|candidate| candidate.para == source).any(|candidate| {
		candidate.messaging().is_ok_and(|said| said.provides.is_some_and(|p| p.root == *root))
	})
}

impl<const W: u32> Rule for Matching<W> {
	fn backable(
		&self,
		candidate: &Candidate,
		pending: &[Candidate],
		enacted: &[Candidate],
		submitted: &[Candidate],
	) -> bool {
		let Ok(said) = candidate.messaging() else { return false };
		said.requires.iter().flat_map(|requires| requires.entries()).all(|required| {
			let (source, root) = (required.source, &required.expected_root);
			self.in_window(source, root)
				|| [pending, enacted, submitted].iter().any(|some| provides(some, source, root))
		})
	}

	fn enactable(&self, candidates: &[&Candidate]) -> Vec<bool> {
		let candidates: Vec<_> = candidates
			.iter()
			.map(|candidate| {
				// What does not decode was not backed.
				let said = candidate.messaging().unwrap_or_default();
				let (provides, requires) = (said.provides, said.requires);
				matching::Candidate { para_id: candidate.para, provides, requires }
			})
			.collect();
		matching::enactable(&candidates, |source, root| self.in_window(source, root))
	}

	fn enacted(&mut self, candidate: &Candidate) {
		if let Some(provides) = candidate.messaging().ok().and_then(|said| said.provides) {
			self.windows.entry(candidate.para).or_default().enter(provides.root);
		}
	}

	fn cleared(&mut self, para: ParaId) {
		self.windows.remove(&para);
	}
}

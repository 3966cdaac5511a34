//! A receiver block is held back until the roots it built on have left the window.

use crate::run::Run;
use cumulus_primitives_core::ParaId;
use spec_messaging_primitives::late_block::MessagingProofInputs;
use spec_messaging_world::{Result, WorldError, runtime::Hash};
use std::collections::VecDeque;

/// Most relay blocks for which the late block is held back until its roots have left the window.
pub(crate) const HELD_MAX: u32 = 16;

impl Run<'_> {
	/// The last chain authors one block on what nobody has included yet and holds it back while all others
	/// go on. Submitted as it is, it is refused; then it goes out with a late block proof.
	pub(crate) fn late_block(&mut self) -> Result<()> {
		let late = self.ids.last().copied().unwrap_or_default();
		self.say(&format!("chain {late} authors a block and holds it back"));
		let mut first = loop {
			let round = self.transfers.busy();
			let mut sent = round.transfers.iter().filter(|(from, _)| **from != late);
			if sent.any(|(_, transfers)| transfers.iter().any(|(to, _)| *to == late)) {
				break round;
			}
		};
		// Last, so that it builds on blocks of this very round.
		first.order.retain(|id| *id != late);
		first.order.push(late);
		self.held = Some(late);
		self.round(&first, true)?;
		self.world.mailbox.silence(late.into());
		for _ in 0..HELD_MAX {
			if self.is_late(late)? {
				break;
			}
			let round = self.transfers.busy();
			self.round(&round, false)?;
		}
		self.try_late(late)?;
		self.held = None;
		self.world.mailbox.resume(late.into());
		let round = self.transfers.busy();
		self.round(&round, false)
	}

	/// The block that is held back, and its relay parent. What was authored before is on its way or included.
	fn held_block(&self, id: u32) -> Result<(Hash, u32)> {
		let mut open = self.open.get(&id).into_iter().flatten();
		let held = open.find(|open| !open.submitted).ok_or(WorldError::NoBlocks)?;
		Ok((held.block, held.relay_parent))
	}

	/// True if the block that is held back needs a late block proof.
	fn is_late(&self, id: u32) -> Result<bool> {
		let (block, _) = self.held_block(id)?;
		Ok(!self.late_block_proofs(id, block)?.late_block_proofs().is_empty())
	}

	/// Submits the held block without a proof and sees it refused.
	fn try_late(&mut self, id: u32) -> Result<()> {
		let (block, relay_parent) = self.held_block(id)?;
		self.submit_block(id, block, relay_parent, &MessagingProofInputs::default())?;
		self.advance()?;
		let dropped = &self.world.relay.last().dropped;
		if dropped.iter().any(|candidate| candidate.para == ParaId::from(id)) {
			let book = self.ledger.chains.entry(id).or_default();
			book.refused_late = book.refused_late.saturating_add(1);
			self.say(&format!("chain {id}'s block is refused: its roots left the window"));
		} else {
			self.ledger.noticed.push(format!("chain {id}: a late block was not refused"));
		}
		Ok(())
	}

	/// True if a block of `id` that is not included yet, and not held back, commits `root`.
	pub(crate) fn is_on_its_way(
		&self,
		id: u32,
		root: &spec_messaging_primitives::hashing::ProvidesRoot,
	) -> bool {
		let open = self.open.get(&id).map(VecDeque::iter).into_iter().flatten();
		open.filter(|open| open.submitted || self.held != Some(id)).any(|open| {
			let chain = self.world.chain(id);
			let provided = chain.and_then(|chain| chain.provides_root(open.block));
			provided.is_ok_and(|provided| provided.as_ref() == Some(root))
		})
	}
}

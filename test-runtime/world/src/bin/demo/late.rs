//! A receiver block is held back until the roots it built on have left the window.

use crate::run::Run;
use cumulus_primitives_core::ParaId;
use spec_messaging_primitives::late_block::MessagingProofInputs;
use spec_messaging_world::{Result, WorldError};
use std::collections::VecDeque;

/// Relay blocks for which the late block is held back: longer than its roots stay in the window.
pub(crate) const HELD: u32 = 8;

impl Run<'_> {
	/// The last chain authors one block on what nobody has included yet and holds it back while all others
	/// go on. Submitted as it is, it is refused; then it goes out with a late block proof.
	pub(crate) fn late_block(&mut self) -> Result<()> {
		let late = self.ids.last().copied().unwrap_or_default();
		self.say(&format!("chain {late} authors a block and holds it back"));
		let mut first = self.transfers.busy();
		// Last, so that it builds on blocks of this very round.
		first.order.retain(|id| *id != late);
		first.order.push(late);
		self.held = Some(late);
		self.round(&first, true)?;
		self.world.mailbox.silence(late.into());
		for _ in 1..HELD {
			let round = self.transfers.busy();
			self.round(&round, false)?;
		}
		self.try_late(late)?;
		self.held = None;
		self.world.mailbox.resume(late.into());
		let round = self.transfers.busy();
		self.round(&round, false)
	}

	/// Submits the held block without a proof and sees it refused.
	fn try_late(&mut self, id: u32) -> Result<()> {
		let first = self.open.get(&id).and_then(|open| {
			// What was authored before is on its way or included.
			open.iter().find(|open| !open.submitted)
		});
		let Some((block, relay_parent)) = first.map(|open| (open.block, open.relay_parent)) else {
			return Err(WorldError::NoBlocks);
		};
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

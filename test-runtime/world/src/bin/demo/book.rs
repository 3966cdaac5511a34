//! Enters what happened in a block, and in a relay block, into the books.

use crate::{Tier, ledger::Direction, run::Run};
use codec::Encode;
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use spec_messaging_primitives::{Position, batch::Payload, pallets};
use spec_messaging_world::{
	Chain, Result,
	relay::digest_bytes,
	runtime::{Hash, ParachainSystem, RuntimeEvent},
};
use std::collections::BTreeMap;
use xcm::latest::prelude::*;

/// Bytes of one root in a provides window.
const ROOT_BYTES: usize = 32;

impl Run<'_> {
	/// Enters what `block` of `id` sent, consumed and executed.
	pub(crate) fn book_block(&mut self, id: u32, block: Hash, relay_parent: u32) -> Result<()> {
		let mut said: BTreeMap<String, u32> = BTreeMap::new();
		let mut say = |what: String, count: u32| {
			let so_far = said.entry(what).or_default();
			*so_far = so_far.saturating_add(count);
		};
		let (mut announced, mut handed_over) = (0u32, 0u32);
		for record in self.world.chain(id)?.events(block)? {
			use pallet_message_queue::Event as Queue;
			use pallet_spec_inbox::Event as Inbox;
			use pallet_xcm::Event as Xcm;
			match record.event {
				RuntimeEvent::PolkadotXcm(
					Xcm::Sent { destination, message_id, .. }
					| Xcm::VersionNotifyRequested { destination, message_id, .. }
					| Xcm::VersionNotifyStarted { destination, message_id, .. },
				) => {
					announced = announced.saturating_add(1);
					match destination.unpack() {
						(1, [Parachain(to)]) => {
							self.ledger.sent((id, *to), message_id, relay_parent);
							say(format!("sends to {to}:"), 1);
						},
						_ => self.ledger.noticed.push(format!("{id} sends to {destination:?}")),
					}
				},
				RuntimeEvent::SpecOutbox(pallet_spec_outbox::Event::MessageSent { .. })
				| RuntimeEvent::XcmpQueue(_) => handed_over = handed_over.saturating_add(1),
				RuntimeEvent::SpecInbox(Inbox::Ingested { source, first, count, tier }) => {
					let speculative = tier == pallets::Tier::Speculative;
					let direction = (u32::from(source), id);
					self.ledger.consumed(direction, first.get(), count, speculative);
					let root = if speculative { "a speculative" } else { "an included" };
					say(format!("takes of {} under {root} root:", u32::from(source)), count);
				},
				RuntimeEvent::SpecInbox(Inbox::Refused { source, reason }) => {
					let source = u32::from(source);
					self.ledger.noticed.push(format!("chain {id} refused {source}: {reason}"));
				},
				RuntimeEvent::MessageQueue(Queue::Processed {
					id: topic,
					origin: AggregateMessageOrigin::Sibling(source),
					success,
					..
				}) => {
					self.ledger.executed((source.into(), id), topic.0, relay_parent);
					if self.tier == Tier::Hrmp {
						say(format!("executes of {}:", u32::from(source)), 1);
					}
					if !success {
						self.ledger.noticed.push(format!("chain {id}: a message failed"));
					}
				},
				RuntimeEvent::MessageQueue(
					Queue::ProcessingFailed { .. } | Queue::OverweightEnqueued { .. },
				) => self.ledger.noticed.push(format!("chain {id}: a message was not executed")),
				_ => {},
			}
		}
		if announced != handed_over {
			let fault = format!("chain {id}: XCM sent {announced}, the transport {handed_over}");
			self.ledger.noticed.push(fault);
		}
		self.book_bytes(id, block)?;
		let book = self.ledger.chains.entry(id).or_default();
		book.blocks = book.blocks.saturating_add(1);
		if !said.is_empty() {
			let said: Vec<_> = said.into_iter().map(|(what, n)| format!("{what} {n}")).collect();
			self.say(&format!("chain {id} {}", said.join(", ")));
		}
		Ok(())
	}

	/// Enters what the transport says of what `block` of `id` sent.
	fn book_bytes(&mut self, id: u32, block: Hash) -> Result<()> {
		let chain = self.world.chain(id)?;
		if self.tier == Tier::Hrmp {
			for (to, bytes) in pages(chain, block)? {
				let stream = self.ledger.streams.entry((id, to.into())).or_default();
				stream.bytes = stream.bytes.saturating_add(bytes);
			}
			return Ok(());
		}
		let mut outgoing: Vec<(Direction, u64, usize)> = Vec::new();
		for channel in chain.channels(block)? {
			let (first, payloads): (Position, Vec<Payload>) =
				chain.call_api(block, "SpecOutboxApi_outgoing", &channel.peer.encode())?;
			let count = u64::try_from(payloads.len()).unwrap_or(u64::MAX);
			let bytes = payloads.iter().map(|payload| payload.len()).sum();
			outgoing.push(((id, channel.peer.into()), first.get().saturating_add(count), bytes));
		}
		for (direction, next, bytes) in outgoing {
			self.ledger.travels(direction, next, bytes);
		}
		Ok(())
	}

	/// Enters what the last relay block wrote because of messages, and what its state holds of them.
	pub(crate) fn book_relay(&mut self) -> Result<()> {
		let last = self.world.relay.last();
		let before = self.world.relay.block(last.number.saturating_sub(1))?;
		let mut written = 0usize;
		for (_, value) in last.hrmp.changes(&before.hrmp) {
			written = written.saturating_add(value.map_or(0, |value| value.len()));
		}
		for candidate in &last.enacted {
			written = written.saturating_add(digest_bytes(&candidate.head.0));
			let provides = candidate.messaging().ok().and_then(|said| said.provides);
			let new = provides.is_some_and(|p| !before.rule.in_window(candidate.para, &p.root));
			written = written.saturating_add(if new { ROOT_BYTES } else { 0 });
		}
		let mut held = last.hrmp.storage().values().map(Vec::len).sum::<usize>();
		for (para, head) in &last.heads {
			let window = last.rule.window(*para).len().saturating_mul(ROOT_BYTES);
			held = held.saturating_add(digest_bytes(&head.0)).saturating_add(window);
		}
		let book = &mut self.ledger.relay;
		book.written = book.written.saturating_add(written);
		book.held_most = book.held_most.max(held);
		Ok(())
	}
}

/// Bytes of the pages that `block` hands to HRMP, by receiver.
fn pages(chain: &Chain, block: Hash) -> Result<Vec<(ParaId, usize)>> {
	let header = chain.header(block)?;
	let collation = chain.inspect(block, || ParachainSystem::collect_collation_info(header))?;
	let pages = collation.horizontal_messages.into_iter();
	Ok(pages.map(|page| (page.recipient, page.data.len())).collect())
}

//! What one direction has to look like: plain lists, nothing that hashes.

use alloc::{
	collections::{BTreeMap, BTreeSet, VecDeque},
	vec::Vec,
};
use spec_messaging_primitives::{
	Position,
	hashing::{Hash, leaf_hash, message_id},
	mmr::Frontier,
	skip::SkipReceipt,
};

use super::{
	phases::{Phases, SenderPhase},
	runtime::{HEAVY, Seen},
};

/// What became of a consumed message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
	/// Handed to the queue.
	Handed,
	/// Kept as a dead letter.
	Kept,
	/// Dead for good.
	Dropped,
	/// Handed to the queue later.
	Retried,
	/// Passed over.
	Skipped,
}

/// What one chain sends to the other.
#[derive(Default)]
pub(super) struct Direction {
	/// All messages, by generation of the sender.
	pub(super) streams: BTreeMap<u32, Vec<Vec<u8>>>,
	/// Generation that the sender sends in.
	pub(super) generation: u32,
	/// How many messages of that generation were committed.
	pub(super) committed: usize,
	/// Generation that the receiver reads.
	pub(super) read: u32,
	/// What became of the messages that were consumed, in order: of that generation.
	pub(super) ends: Vec<End>,
	/// The longest that each generation was consumed.
	pub(super) consumed_max: BTreeMap<u32, usize>,
	/// What waits in the queue.
	pub(super) queue: VecDeque<Vec<u8>>,
	/// What the queue set aside and nobody executed yet.
	pub(super) overweight: Vec<Vec<u8>>,
	/// Stretches that were skipped, and those that the sender was told of.
	pub(super) skipped: BTreeSet<(u32, u64, u32)>,
	pub(super) told: BTreeSet<(u32, u64, u32)>,
	/// Where both sides stand.
	pub(super) phases: Phases,
	/// Frontier of the consumed messages.
	frontier: Frontier,
}

impl Direction {
	fn stream(&self) -> &[Vec<u8>] {
		self.streams.get(&self.read).map_or(&[], |stream| stream)
	}

	/// How many messages of the generation that is read were consumed.
	pub(super) fn consumed(&self) -> usize {
		self.ends.len()
	}

	/// Bytes of their payloads.
	pub(super) fn consumed_bytes(&self) -> u64 {
		self.stream().iter().take(self.ends.len()).map(|payload| payload.len() as u64).sum()
	}

	/// A frontier of exactly what was consumed (I1).
	pub(super) const fn frontier(&self) -> &Frontier {
		&self.frontier
	}

	/// Takes in what the sender sent.
	pub(super) fn sent(&mut self, payloads: Vec<Vec<u8>>) {
		self.streams.entry(self.generation).or_default().extend(payloads);
	}

	/// The sender's block ends: what was sent is committed.
	pub(super) fn commit(&mut self) {
		self.committed = self.streams.get(&self.generation).map_or(0, Vec::len);
		self.phases.sent_to_end = self.phases.sending == SenderPhase::Closed;
	}

	/// A frontier of all that was sent in the sender's generation.
	pub(super) fn sent_frontier(&self) -> Frontier {
		let mut frontier = Frontier::empty();
		for payload in self.streams.get(&self.generation).into_iter().flatten() {
			frontier.append(leaf_hash(payload)).expect("short");
		}
		frontier
	}

	/// The sender starts over; what was not committed is the beginning of the new stream.
	pub(super) fn raised(&mut self) {
		let stream = self.streams.entry(self.generation).or_default();
		let carried = stream.split_off(self.committed);
		self.committed = 0;
		self.phases.sent_to_end = false;
		self.generation += 1;
		self.streams.insert(self.generation, carried);
	}

	/// The receiver reads another generation from its beginning.
	pub(super) fn reanchored(&mut self, generation: u32) {
		let consumed = self.consumed_max.get(&generation).copied().unwrap_or_default();
		assert_eq!(consumed, 0, "I2: what was consumed is read again");
		self.read = generation;
		self.phases.read_to_end = false;
		self.ends.clear();
		self.frontier = Frontier::empty();
	}

	/// Takes in what happened on the receiver in one step, and checks I1 to I3 by it.
	pub(super) fn happened(&mut self, handed: Vec<(Position, Vec<u8>)>, seen: &[Seen]) {
		let mut retried = BTreeSet::new();
		// New ends, by position. Each position may have one.
		let mut new = BTreeMap::new();
		for seen in seen {
			match *seen {
				Seen::Dead(position, reason) => {
					assert_eq!(reason, crate::DeadLetter::TooLong, "nothing empty was ever sent");
					assert!(new.insert(position.get(), End::Kept).is_none(), "I2: two ends");
				},
				Seen::Skipped(first, count) => {
					assert!(self.skipped.insert((self.read, first.get(), count)));
					for position in (first.get()..).take(count as usize) {
						assert!(new.insert(position, End::Skipped).is_none(), "I2: two ends");
					}
				},
				Seen::Retried(position) => {
					assert!(retried.insert(position.get()), "I2: retried twice");
				},
				Seen::Misheard(ref what) => panic!("an honest chain is misheard: {what}"),
				Seen::Dropped(_) | Seen::Processed(_) | Seen::Overweight(..) => (),
			}
		}
		let mut last = None;
		for (position, payload) in handed {
			let position = position.get();
			let sent = self.stream().get(position as usize);
			assert_eq!(Some(&payload), sent, "I1: handed on at {position}, never sent there");
			self.queue.push_back(payload);
			if retried.remove(&position) {
				assert_eq!(
					self.ends.get(position as usize),
					Some(&End::Kept),
					"I2: no dead letter"
				);
				self.ends[position as usize] = End::Retried;
				continue;
			}
			assert!(last.is_none_or(|last| last < position), "I3: {position} came after {last:?}");
			last = Some(position);
			assert!(new.insert(position, End::Handed).is_none(), "I2: two ends");
		}
		assert!(retried.is_empty(), "retried but handed to nobody: {retried:?}");
		for (position, end) in new {
			assert_eq!(position, self.ends.len() as u64, "I3: a gap, or a position again");
			let sent = self.stream().get(position as usize).expect("I1: consumed, never sent");
			self.frontier.append(leaf_hash(sent)).expect("short");
			self.ends.push(end);
		}
		for seen in seen {
			if let Seen::Dropped(position) = seen
				&& let Some(end) = self.ends.get_mut(position.get() as usize)
			{
				assert_eq!(*end, End::Kept, "I4: {position:?} was not kept");
				*end = End::Dropped;
			}
		}
		let longest = self.consumed_max.entry(self.read).or_default();
		*longest = (*longest).max(self.ends.len());
	}

	/// Takes in what the queue did: in the order in which messages were handed on, but for what was set aside
	/// as too heavy.
	pub(super) fn processed(&mut self, seen: &[Seen]) {
		for seen in seen {
			match *seen {
				Seen::Processed(id) if self.is_next(id) => drop(self.queue.pop_front()),
				Seen::Processed(id) => {
					let at = self.overweight.iter().position(|heavy| message_id(heavy) == id);
					self.overweight.remove(at.expect("I3: executed, neither next nor set aside"));
				},
				Seen::Overweight(id, ..) => {
					assert!(self.is_next(id), "I3: set aside, not next");
					let next = self.queue.pop_front().expect("it is the next one");
					assert_eq!(next.first(), Some(&HEAVY), "set aside, though it is light");
					self.overweight.push(next);
				},
				_ => (),
			}
		}
	}

	fn is_next(&self, id: Hash) -> bool {
		self.queue.front().is_some_and(|next| message_id(next) == id)
	}

	/// Takes in what the sender was told to be skipped: once, and only what was.
	pub(super) fn told(&mut self, receipts: Vec<SkipReceipt>) {
		for SkipReceipt { generation, first, count, .. } in receipts {
			let stretch = (generation, first.get(), count);
			assert!(self.skipped.contains(&stretch), "{stretch:?} was never skipped");
			assert!(self.told.insert(stretch), "told twice of {stretch:?}");
		}
	}
}

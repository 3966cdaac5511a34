//! Where both sides of one direction stand, and what may move them: tables, and what each side said.

/// The side that sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SenderPhase {
	#[default]
	None,
	Opening,
	Open,
	Closing,
	Closed,
}

/// The side that reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ReaderPhase {
	#[default]
	None,
	Offered,
	Accepted,
	Suspended,
	Closing,
	Closed,
}

/// What a step did to the channels of a chain, as far as its phases go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
	Open,
	Reopen,
	/// An opening was taken back, or its time is over.
	TakeBack,
	CloseSending,
	ForceSending,
	RaiseGeneration,
	Accept,
	Reject,
	Suspend,
	Resume,
	CloseReading,
	ForceReading,
	Reanchor,
	Forget,
	/// Something that the other side said was brought.
	Heard,
	/// Nothing that moves a phase.
	Other,
}

/// One direction.
#[derive(Default)]
pub(super) struct Phases {
	pub(super) sending: SenderPhase,
	pub(super) reading: ReaderPhase,
	/// Whether the stream ended at its sender, and a commitment said so.
	pub(super) sent_to_end: bool,
	/// Whether something of it was read by the time that its channel ended at the reader.
	pub(super) read_to_end: bool,
	/// Relay block of the last opening.
	pub(super) opened_at: u32,
	/// What each side was, in order, and the last of it that the other side is known to have heard.
	sender_was: Vec<SenderPhase>,
	reader_was: Vec<(ReaderPhase, usize)>,
	heard_of_sender: usize,
	heard_of_reader: usize,
}

impl Phases {
	/// Messages can be on their way, and a deposit is held.
	pub(super) const fn is_sending(&self) -> bool {
		matches!(self.sending, SenderPhase::Opening | SenderPhase::Open | SenderPhase::Closing)
	}

	/// Messages can be consumed sooner or later, and a deposit is held.
	pub(super) const fn is_reading(&self) -> bool {
		matches!(
			self.reading,
			ReaderPhase::Accepted | ReaderPhase::Suspended | ReaderPhase::Closing
		)
	}

	/// Takes in where the sender is after a step. `unused`: nothing was sent in this generation.
	pub(super) fn sender_became(&mut self, after: SenderPhase, cause: Cause, unused: bool) {
		use SenderPhase::{Closed, Closing, None, Open, Opening};
		let before = core::mem::replace(&mut self.sending, after);
		let ended = if unused { None } else { Closed };
		let fits = match cause {
			Cause::Open => (before, after) == (None, Opening),
			Cause::Reopen => (before, after) == (Closed, Opening),
			Cause::TakeBack => (before, after) == (Opening, ended),
			Cause::CloseSending => before == Open && matches!(after, Closing | Closed),
			Cause::ForceSending => {
				(before, after) == (Opening, ended)
					|| matches!((before, after), (Open | Closing, Closed))
			},
			Cause::RaiseGeneration => unused && matches!((before, after), (Closing | Closed, None)),
			Cause::Heard => {
				let on = before < after && before != None && before != Closed;
				// A rejection of what nothing was sent on.
				on || unused && (before, after) == (Opening, None)
			},
			_ => false,
		};
		assert!(before == after || fits, "{cause:?} moved the sender from {before:?} to {after:?}");
		if self.sender_was.last() != Some(&after) {
			self.sender_was.push(after);
		}
	}

	/// Takes in where the reader is after a step, with how much was consumed by then.
	pub(super) fn reader_became(&mut self, after: ReaderPhase, cause: Cause, consumed: usize) {
		use ReaderPhase::{Accepted, Closed, Closing, None, Offered, Suspended};
		let before = core::mem::replace(&mut self.reading, after);
		let fits = match cause {
			Cause::Accept => matches!((before, after), (None | Offered | Closed, Accepted)),
			Cause::Reject => (before, after) == (Offered, Closed),
			Cause::Suspend => (before, after) == (Accepted, Suspended),
			Cause::Resume => before == Suspended && matches!(after, Accepted | Closing | Closed),
			Cause::CloseReading => {
				matches!((before, after), (Accepted | Suspended, Closing | Closed))
			},
			Cause::ForceReading => {
				matches!((before, after), (Accepted | Suspended | Closing, Closed))
			},
			Cause::Reanchor => (before, after) == (Closed, None),
			Cause::Forget => matches!((before, after), (Offered | Closed, None | Closed)),
			Cause::Heard => matches!(
				(before, after),
				(None | Closed, Offered)
					| (Offered, None | Closed)
					| (Accepted, Closing | Closed)
					| (Closing, Closed)
			),
			_ => false,
		};
		assert!(before == after || fits, "{cause:?} moved the reader from {before:?} to {after:?}");
		let was_reading = matches!(before, Accepted | Suspended | Closing);
		if was_reading && after == Closed && consumed > 0 {
			self.read_to_end = true;
		}
		if self.reader_was.last() != Some(&(after, consumed)) {
			self.reader_was.push((after, consumed));
		}
	}

	/// What the sender believes of the reader was so once, and not before what it believed before.
	pub(super) fn sender_believes(&mut self, belief: (ReaderPhase, usize)) {
		let heard = &mut self.heard_of_reader;
		let at = self.reader_was[*heard..].iter().position(|was| *was == belief);
		*heard += at.unwrap_or_else(|| panic!("the reader never was {belief:?} since"));
	}

	/// The same the other way round.
	pub(super) fn reader_believes(&mut self, belief: SenderPhase) {
		let heard = &mut self.heard_of_sender;
		let at = self.sender_was[*heard..].iter().position(|was| *was == belief);
		*heard += at.unwrap_or_else(|| panic!("the sender never was {belief:?} since"));
	}
}

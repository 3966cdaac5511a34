//! The lives of the channels: openings, answers, ends, and peers that are forgotten.

use alloc::{format, string::String};
use frame_support::storage::with_storage_layer;
use frame_system::RawOrigin;
use sp_runtime::DispatchResult;
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase},
	hashing::Hash,
	mmr::Frontier,
};

use super::{
	phases::{Cause, Phases, ReaderPhase, SenderPhase},
	runtime::*,
	world::{Action, Inbox, Outbox, Side, World, id_of},
};
use crate::Sources;

/// Something that a chain does with a channel of its own. Accounts do it where they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Life {
	/// Asks for a channel to the other chain.
	Open,
	/// Asks for one that continues the stream that ended; or another stream, if it is not honest.
	Reopen { honest: bool },
	/// Takes back an opening.
	Cancel,
	/// Ends an opening that took too long.
	Expire,
	/// Sends no more.
	CloseSending,
	/// Ends it whatever the reader says.
	ForceSending,
	/// Reads the other chain from the beginning.
	Accept,
	/// Reads it from where it stopped; or from the end of another stream, if it is not honest.
	Reaccept { honest: bool },
	/// Says no.
	Reject,
	/// Grants no more credit.
	CloseReading,
	/// Reads no more whatever the sender says.
	ForceReading,
	/// Reads the other chain's heads.
	Watch,
	/// Takes the other chain out of the tree and of the state.
	Forget { governed: bool },
}

impl Life {
	pub(super) const fn cause(self) -> Cause {
		match self {
			Self::Open => Cause::Open,
			Self::Reopen { .. } => Cause::Reopen,
			Self::Cancel | Self::Expire => Cause::TakeBack,
			Self::CloseSending => Cause::CloseSending,
			Self::ForceSending => Cause::ForceSending,
			Self::Accept | Self::Reaccept { .. } => Cause::Accept,
			Self::Reject => Cause::Reject,
			Self::CloseReading => Cause::CloseReading,
			Self::ForceReading => Cause::ForceReading,
			Self::Watch => Cause::Other,
			Self::Forget { .. } => Cause::Forget,
		}
	}
}

const fn sending(phase: OutboundPhase) -> SenderPhase {
	match phase {
		OutboundPhase::None => SenderPhase::None,
		OutboundPhase::Opening => SenderPhase::Opening,
		OutboundPhase::Open => SenderPhase::Open,
		OutboundPhase::Closing => SenderPhase::Closing,
		OutboundPhase::Closed => SenderPhase::Closed,
	}
}

const fn reading(phase: InboundPhase) -> ReaderPhase {
	match phase {
		InboundPhase::None => ReaderPhase::None,
		InboundPhase::Offered => ReaderPhase::Offered,
		InboundPhase::Accepted => ReaderPhase::Accepted,
		InboundPhase::Suspended => ReaderPhase::Suspended,
		InboundPhase::Closing => ReaderPhase::Closing,
		InboundPhase::Closed => ReaderPhase::Closed,
	}
}

fn call<T: Pair>(life: Life, other: ParaId, ours: &Frontier, theirs: &Frontier) -> DispatchResult {
	let opener = || RawOrigin::Signed(OPENER).into();
	let reader = || RawOrigin::Signed(READER).into();
	let root = || RawOrigin::Root.into();
	// One message more than there is.
	let or_other = |frontier: &Frontier, honest: bool| {
		let mut frontier = frontier.clone();
		if !honest {
			let never_sent = spec_messaging_primitives::hashing::leaf_hash(b"never sent");
			frontier.append(never_sent).expect("short");
		}
		frontier
	};
	let done = match life {
		Life::Open => Outbox::<T>::open_channel(opener(), other),
		Life::Reopen { honest } => {
			Outbox::<T>::reopen_channel(opener(), other, or_other(ours, honest))
		},
		Life::Cancel => Outbox::<T>::cancel_opening(opener(), other),
		Life::Expire => Outbox::<T>::expire_opening(reader(), other),
		Life::CloseSending => Outbox::<T>::close_channel(opener(), other),
		Life::ForceSending => Outbox::<T>::force_close(root(), other),
		Life::Accept => Inbox::<T>::accept_channel(reader(), other),
		Life::Reaccept { honest } => {
			Inbox::<T>::reaccept_channel(reader(), other, or_other(theirs, honest))
		},
		Life::Reject => Inbox::<T>::reject_channel(root(), other),
		Life::CloseReading => Inbox::<T>::close_channel(reader(), other),
		Life::ForceReading => Inbox::<T>::force_close(root(), other),
		Life::Watch => return Inbox::<T>::watch_peer(root(), other),
		Life::Forget { governed: true } => Outbox::<T>::forget_peer(root(), other),
		Life::Forget { governed: false } => Outbox::<T>::forget_peer(reader(), other),
	};
	done.map(|_| ()).map_err(|refused| refused.error)
}

impl<T: Pair + frame_system::Config<Hash = Hash>> World<T> {
	/// Whether a call has to be taken, as far as phases tell; `None` where it hangs on more than those.
	fn is_due(&mut self, side: Side, life: Life) -> Option<bool> {
		let relay = self.relay;
		// A sender that knows the reader to read asks for no other life before it knows the end of this one.
		let reads = matches!(
			self.belief(side),
			Some((ReaderPhase::Accepted | ReaderPhase::Suspended | ReaderPhase::Closing, _))
		);
		let peer = id_of(1 - side);
		let known = self.on(side, || Sources::<T>::get(peer)).unwrap_or_default().outbound;
		let (ours, theirs) = (&self.directions[side].phases, &self.directions[1 - side].phases);
		// One life after the other: nobody accepts the next one before the sender asks for it.
		let asked = match (theirs.reading, sending(known)) {
			(_, SenderPhase::Closed) | (ReaderPhase::Closed, SenderPhase::Closing) => false,
			(ReaderPhase::None | ReaderPhase::Offered | ReaderPhase::Closed, _) => true,
			_ => false,
		};
		Some(match life {
			Life::Open => ours.sending == SenderPhase::None,
			Life::Reopen { honest } => {
				honest && ours.sending == SenderPhase::Closed && ours.sent_to_end && !reads
			},
			Life::Cancel => ours.sending == SenderPhase::Opening,
			Life::Expire => {
				ours.sending == SenderPhase::Opening && relay >= ours.opened_at + OPENING_TIMEOUT
			},
			Life::CloseSending => ours.sending == SenderPhase::Open,
			Life::ForceSending => ours.is_sending(),
			Life::Accept => asked && !theirs.read_to_end,
			Life::Reaccept { honest } => {
				honest && asked && theirs.reading != ReaderPhase::None && theirs.read_to_end
			},
			Life::Reject => theirs.reading == ReaderPhase::Offered,
			Life::CloseReading => {
				matches!(theirs.reading, ReaderPhase::Accepted | ReaderPhase::Suspended)
			},
			Life::ForceReading => theirs.is_reading(),
			Life::Watch => true,
			Life::Forget { .. } if ours.is_sending() || theirs.is_reading() => false,
			Life::Forget { .. } => return None,
		})
	}

	pub(super) fn live(&mut self, side: Side, life: Life) -> String {
		let due = self.is_due(side, life);
		let (ours, theirs) = (self.directions[side].sent_frontier(), {
			let theirs = &self.directions[1 - side];
			theirs.frontier().clone()
		});
		let other = id_of(1 - side);
		let done = self.on(side, || with_storage_layer(|| call::<T>(life, other, &ours, &theirs)));
		assert!(due.is_none_or(|due| due == done.is_ok()), "{life:?}: {done:?}, due: {due:?}");
		if done.is_ok() {
			let relay = self.relay;
			let [ours, theirs] = self.directions.get_disjoint_mut([side, 1 - side]).expect("two");
			match life {
				Life::Open => ours.phases.opened_at = relay,
				Life::Reopen { .. } => {
					ours.phases.opened_at = relay;
					ours.phases.sent_to_end = false;
				},
				Life::Reaccept { .. } => theirs.phases.read_to_end = false,
				_ => (),
			}
		}
		format!("{done:?}")
	}

	/// What a chain believes of the reader of its stream.
	fn belief(&mut self, side: Side) -> Option<(ReaderPhase, usize)> {
		let peer = id_of(1 - side);
		let applied = self.on(side, || {
			pallet_spec_outbox::Channels::<T>::get(peer).and_then(|channel| channel.applied)
		});
		applied.map(|applied| {
			let register = applied.register;
			(reading(register.phase.inbound), register.consumed.get() as usize)
		})
	}

	/// Compares the phases, the beliefs and the deposits of `side` with what may be.
	pub(super) fn check_phases(&mut self, side: Side, cause: Cause) {
		let peer = id_of(1 - side);
		let (channel, source, held) = self.on(side, || {
			(pallet_spec_outbox::Channels::<T>::get(peer), Sources::<T>::get(peer), Held::get())
		});
		let belief = self.belief(side);
		let [ours, theirs] = self.directions.get_disjoint_mut([side, 1 - side]).expect("two");
		let unused = ours.streams.get(&ours.generation).is_none_or(Vec::is_empty);
		let said = match channel {
			Some(channel) => sending(channel.outbound),
			// Whoever asks for a forgotten peer is told how its stream ended.
			None if ours.phases.sent_to_end => SenderPhase::Closed,
			None => SenderPhase::None,
		};
		ours.phases.sender_became(said, cause, unused);
		if let Some(belief) = belief {
			ours.phases.sender_believes(belief);
		}
		let consumed = theirs.consumed();
		let (said, believed) = source.map_or((ReaderPhase::None, SenderPhase::None), |source| {
			(reading(source.phase), sending(source.outbound))
		});
		theirs.phases.reader_became(said, cause, consumed);
		if believed != SenderPhase::None {
			theirs.phases.reader_believes(believed);
		}
		let holds = |who: u64| held.iter().filter(|held| **held == who).count();
		let due = |live: bool| usize::from(live);
		assert_eq!(holds(OPENER), due(ours.phases.is_sending()), "the deposit of the opener");
		assert_eq!(holds(READER), due(theirs.phases.is_reading()), "the deposit of the reader");
	}

	/// Does what both chains have to do for a channel in either direction, if they want one.
	///
	/// At first nobody does more than its state asks for. Later an operator helps: one that reads accepts
	/// unasked, and one that sends waits for what was said of a life before it begins another. Lives that follow
	/// each other faster than registers can go on like that: each ends by what was said of the one before.
	pub(super) fn want_channels(&mut self, side: Side, round: u32) {
		let patience = round < 20;
		let heard = patience || round.is_multiple_of(8);
		let life = |life| Action::Live(side, life);
		match self.phases(side).sending {
			SenderPhase::None if heard => self.step(&life(Life::Open)),
			SenderPhase::Closed if heard => self.step(&life(Life::Reopen { honest: true })),
			_ => (),
		}
		let theirs = self.phases(1 - side);
		let again = theirs.read_to_end;
		let accept = if again { Life::Reaccept { honest: true } } else { Life::Accept };
		match theirs.reading {
			// Nor is whoever started over, and a sender that closes waits for all to be read.
			ReaderPhase::None if !patience && theirs.is_sending() => {
				self.step(&life(accept));
			},
			ReaderPhase::None => self.step(&life(Life::Watch)),
			ReaderPhase::Offered => self.step(&life(accept)),
			// Whoever missed that one opening ended and another began is not asked a second time.
			ReaderPhase::Closed if !patience && theirs.sending == SenderPhase::Opening => {
				self.step(&life(accept));
			},
			ReaderPhase::Suspended => self.step(&Action::Resume(side)),
			// Of messages that the sender gave up: nobody brings them in this life.
			ReaderPhase::Closing if !patience => self.step(&life(Life::ForceReading)),
			_ => (),
		}
	}

	pub(super) const fn phases(&self, side: Side) -> &Phases {
		&self.directions[side].phases
	}

	/// Ends both channels, each by its sender or its reader, has both chains forget each other and opens the
	/// channels again. Everything is at rest before and after.
	pub(super) fn end_and_begin_again(&mut self, by_sender: [bool; 2]) {
		for (side, by_sender) in by_sender.into_iter().enumerate() {
			self.step(&if by_sender {
				Action::Live(side, Life::CloseSending)
			} else {
				Action::Live(1 - side, Life::CloseReading)
			});
		}
		self.blocks(8);
		for side in [0, 1] {
			let phases = self.phases(side);
			let ends = (phases.sending, phases.reading);
			assert_eq!(ends, (SenderPhase::Closed, ReaderPhase::Closed), "everything was consumed");
			assert!(self.on(side, Held::get).is_empty(), "an end gives the deposit back");
		}
		for side in [0, 1] {
			self.step(&Action::Live(side, Life::Forget { governed: false }));
			let peers = self.on(side, || {
				usize::from(Outbox::<T>::leaf(id_of(1 - side)).is_some())
					+ pallet_spec_outbox::Channels::<T>::iter().count()
					+ crate::Peers::<T>::get().len()
			});
			assert_eq!(peers, 0, "both said that both streams ended");
		}
		self.blocks(2);
		for side in [0, 1] {
			self.step(&Action::Live(side, Life::Reopen { honest: true }));
			self.step(&Action::Send(side, b'm', 20));
		}
		self.drain();
	}

	fn blocks(&mut self, rounds: u32) {
		for _ in 0..rounds {
			for side in [0, 1] {
				self.step(&Action::EndBlock { side, late: 0, cut: 3, shows_head: true });
				self.step(&Action::Refresh(side));
			}
		}
	}
}

//! Registers: what this chain publishes about the streams it reads, and what its peers publish about
//! the streams it sends.

use frame_support::{dispatch::DispatchClass, ensure, traits::Get, weights::Weight};
use spec_messaging_primitives::{
	ParaId,
	channel::{InboundPhase, OutboundPhase, Register},
	pallets::{
		ApplyRegister, InboundRegister, PublishError, PublishRegister, RegisterError,
		RelayBlockNumber,
	},
};

use crate::{
	Applied, Channel, Channels, Config, Cycle, Event, Pallet, SkipsOfPeer, SkipsSeen, WeightInfo,
};

impl<T: Config> PublishRegister for Pallet<T> {
	/// Two reads.
	fn has_room(source: ParaId) -> bool {
		Channels::<T>::contains_key(source) || Channels::<T>::count() < T::MaxPeers::get()
	}

	/// One read.
	fn can_publish() -> bool {
		Cycle::<T>::get().load.registers < T::MaxRegistersPerBlock::get()
	}

	/// A source without an entry gets one, with nothing to say about a stream in the other direction. Its
	/// leaf is inserted in the commitment, at a cost that grows with the number of peers; that part
	/// registers itself, since [`Self::publish_weight`] is about the usual case.
	fn publish(source: ParaId, register: InboundRegister) -> Result<(), PublishError> {
		let mut cycle = Cycle::<T>::get();
		ensure!(cycle.load.registers < T::MaxRegistersPerBlock::get(), PublishError::BlockFull);
		Channels::<T>::try_mutate(source, |known| {
			let peers = known.is_none().then(Channels::<T>::count);
			ensure!(
				peers.is_none_or(|peers| peers < T::MaxPeers::get()),
				PublishError::TooManyPeers
			);

			Self::begin(&mut cycle);
			if let Some(peers) = peers {
				cycle.load.opened = cycle.load.opened.saturating_add(1);
				frame_system::Pallet::<T>::register_extra_weight_unchecked(
					Self::insertion_cost(peers.saturating_add(1)),
					DispatchClass::Mandatory,
				);
			}
			let channel = known.get_or_insert_with(|| Self::new_entry(source));
			channel.inbound = register;
			// A leaf that is hashed anyway costs nothing more, so only the first touch counts.
			if Self::touch(&mut cycle, source, channel) {
				cycle.load.registers = cycle.load.registers.saturating_add(1);
			}
			Ok(())
		})?;
		Cycle::<T>::put(cycle);
		Ok(())
	}

	fn publish_weight() -> Weight {
		Self::publish_cost()
	}

	fn commit_weight() -> Weight {
		Self::register_cost()
	}

	fn block_weight() -> Weight {
		let registers =
			T::WeightInfo::publish().saturating_mul(T::MaxRegistersPerBlock::get().into());
		Self::full_block_cost().saturating_add(registers)
	}
}

impl<T: Config> Pallet<T> {
	/// Applies a register to the channel that it is about, which is stored by the caller.
	fn apply_to(
		peer: ParaId,
		channel: &mut Channel,
		as_of: RelayBlockNumber,
		register: &Register,
	) -> Result<(), RegisterError> {
		// Of a stream that continues a former one, what is not known is that it ended.
		let former = match channel.applied {
			Some(applied) => applied.register.phase.inbound,
			None if channel.base.is_zero() => InboundPhase::None,
			None => InboundPhase::Closed,
		};
		let round = Cycle::<T>::get().round;
		check(channel, round, crate::Generation::<T>::get(), as_of, register)?;

		let before = channel.acknowledged();
		channel.applied = Some(Applied { as_of, register: *register });
		// Whoever resumes has not been silent.
		if register.consumed > before || former != register.phase.inbound {
			channel.waiting_since = Self::relay_now();
			channel.stale = false;
		}
		if Self::follow(peer, channel, former) {
			Self::touch_and_charge(peer, channel);
		}
		if register.consumed > before {
			Self::time_acknowledgement(peer, channel, as_of, register.consumed);
			Self::deposit_event(Event::Acknowledged { peer, consumed: register.consumed });
		}
		Ok(())
	}
}

/// True if an offset or the limit of `new` is below that of `old`.
fn fell(old: &Register, new: &Register) -> bool {
	new.consumed < old.consumed
		|| new.consumed_bytes < old.consumed_bytes
		|| new.credit < old.credit
		|| new.credit_bytes < old.credit_bytes
		|| new.max_payload < old.max_payload
}

/// Whether `register` counts for `channel`, if the next commitment is `round`.
fn check(
	channel: &Channel,
	round: crate::Round,
	own_generation: u32,
	as_of: RelayBlockNumber,
	register: &Register,
) -> Result<(), RegisterError> {
	if let Some(applied) = &channel.applied {
		ensure!(as_of > applied.as_of, RegisterError::Stale);
	}
	ensure!(register.generation == own_generation, RegisterError::OtherGeneration);
	// Against what was committed: nobody can have consumed what no header has shown yet.
	ensure!(
		register.consumed.get() <= channel.committed(round)
			&& register.consumed_bytes <= channel.committed_bytes(round),
		RegisterError::BeyondStream
	);
	if let Some(applied) = &channel.applied {
		ensure!(!fell(&applied.register, register), RegisterError::OffsetFell);
	}
	let (before, said) = (channel.peer_phase(), register.phase.inbound);
	ensure!(before.may_become(said), RegisterError::PhaseFell);
	Ok(())
}

impl<T: Config> ApplyRegister for Pallet<T> {
	/// A register whose inbound phase is [`InboundPhase::None`] says nothing about the stream that this
	/// chain sends: it changes nothing, and that is no error unless the peer once accepted that stream.
	///
	/// The phase of this side follows that of the peer: see [`Pallet::follow`]. What that adds to the
	/// commitment is charged to the block.
	fn apply(
		peer: ParaId,
		as_of: RelayBlockNumber,
		register: &Register,
	) -> Result<(), RegisterError> {
		if register.phase.inbound == InboundPhase::None {
			let channel = Self::channel_to(peer).map_err(|_| RegisterError::NoChannel)?;
			let newer = channel.applied.is_some_and(|applied| as_of > applied.as_of);
			let live = channel.is_live() && newer;
			let allowed = !live || channel.peer_phase().may_become(InboundPhase::None);
			ensure!(allowed, RegisterError::PhaseFell);
			return Ok(());
		}
		Channels::<T>::try_mutate_exists(peer, |known| {
			let channel = known
				.as_mut()
				.filter(|channel| channel.outbound != OutboundPhase::None)
				.ok_or(RegisterError::NoChannel)?;
			Self::apply_to(peer, channel, as_of, register)
		})
	}

	fn apply_weight() -> Weight {
		Self::apply_cost()
	}

	fn forget(peer: ParaId) {
		if let Some(channel) = Channels::<T>::get(peer) {
			// The peer starts over, and so does the time that it has to acknowledge something.
			let waiting_since = Self::relay_now();
			let forgotten = Channel { applied: None, waiting_since, stale: false, ..channel };
			Channels::<T>::insert(peer, forgotten);
		}
		// Its next register may say less than what it skipped. How many of its receipts were seen stays: none
		// counts twice.
		if SkipsSeen::<T>::contains_key(peer) {
			SkipsSeen::<T>::mutate(peer, |seen| {
				*seen = SkipsOfPeer { receipts: seen.receipts, ..Default::default() };
			});
		}
	}
}

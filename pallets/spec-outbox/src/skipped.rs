//! What peers gave up of the streams to them, read from their states.
//!
//! A peer that passes over messages keeps a receipt in its state. Whoever likes proves that state under an
//! included head of the peer, `pallet-spec-query` checks the proof and hands the value on, and this
//! pallet takes it: each receipt once, none about messages that the peer has not acknowledged.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{ensure, traits::Get, weights::Weight};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;
use spec_messaging_primitives::{
	LeafCount, ParaId,
	pallets::{HandleReading, OnSkipped, Reading},
	skip::{MAX_RECEIPTS, SkipReceipt, SkipRecord, receipts_key},
};

use crate::{Channels, Config, Error, Event, Generation, Pallet, SkipsSeen, WeightInfo};

/// Encoded bytes of one receipt: a value has no more receipts than that goes into it.
const RECEIPT_BYTES: u32 = 60;

/// What is known of the skips of one peer. 28 bytes.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct SkipsOfPeer {
	/// How many receipts of that peer were looked at or passed over.
	pub receipts: u64,
	/// Generation of this chain that the other fields are about.
	pub generation: u32,
	/// How many messages of this generation the peer skipped. Never more than it acknowledged.
	pub skipped: u64,
	/// The first position behind the last of them.
	pub end: LeafCount,
}

/// The receipts of one reading that were not seen before.
struct Fresh {
	/// What is known with them.
	seen: SkipsOfPeer,
	/// Those of this generation.
	receipts: Vec<SkipReceipt>,
	/// How many there were besides: of older generations, or forgotten by the peer before anybody read them.
	missed: u64,
}

impl<T: Config> Pallet<T> {
	/// Whether `key` is where a peer keeps its receipts about this chain.
	pub fn is_receipts_key(key: &[u8]) -> bool {
		key == receipts_key(T::SelfParaId::get())
	}

	/// What is new in the record of `peer`.
	///
	/// # Errors
	///
	/// Those of [`HandleReading::handle`].
	fn fresh_receipts(peer: ParaId, record: &SkipRecord) -> Result<Fresh, Error<T>> {
		let channel = Channels::<T>::get(peer).ok_or(Error::<T>::NoChannel)?;
		let own = Generation::<T>::get();
		let mut seen = SkipsSeen::<T>::get(peer);
		if seen.generation != own {
			seen = SkipsOfPeer { receipts: seen.receipts, generation: own, ..Default::default() };
		}
		ensure!(record.total > seen.receipts, Error::<T>::NoNewReceipt);
		let first = record.first_index().ok_or(Error::<T>::BadReceipts)?;
		let mut missed = first.saturating_sub(seen.receipts);
		let acknowledged = channel.applied.map(|a| a.register.consumed).unwrap_or_default();
		let mut receipts = Vec::new();
		let known = usize::try_from(seen.receipts.saturating_sub(first)).unwrap_or(usize::MAX);
		for receipt in record.last.iter().skip(known) {
			ensure!(receipt.generation <= own, Error::<T>::BadReceipts);
			if receipt.generation < own {
				missed = missed.saturating_add(1);
				continue;
			}
			let start = receipt.first.count_before();
			let end = start.checked_add(receipt.count.into()).ok_or(Error::<T>::BadReceipts)?;
			ensure!(receipt.count > 0 && start >= seen.end, Error::<T>::BadReceipts);
			ensure!(end <= acknowledged, Error::<T>::NotAcknowledged);
			seen.end = end;
			seen.skipped = seen.skipped.saturating_add(receipt.count.into());
			receipts.push(*receipt);
		}
		seen.receipts = record.total;
		Ok(Fresh { seen, receipts, missed })
	}

	/// Whether what is known of a peer's skips is within what it acknowledged (O5).
	#[cfg(any(feature = "try-runtime", feature = "std"))]
	pub(crate) fn check_skips() -> Result<(), sp_runtime::TryRuntimeError> {
		for (peer, seen) in SkipsSeen::<T>::iter() {
			// A peer that was forgotten keeps its entry, or its receipts would count again.
			let applied = Channels::<T>::get(peer).and_then(|channel| channel.applied);
			ensure!(seen.skipped <= seen.end.get(), "O5: more skipped than there was");
			let acknowledged = applied.map(|a| a.register.consumed);
			let counts = seen.generation == Generation::<T>::get();
			ensure!(
				!counts || acknowledged.is_none_or(|consumed| seen.end <= consumed),
				"O5: more skipped than acknowledged"
			);
		}
		Ok(())
	}
}

/// Takes the receipts of a peer about this chain. Anybody may bring them, in any order: of two records the
/// one with more receipts is the newer one.
impl<T: Config> HandleReading for Pallet<T> {
	type Error = Error<T>;

	/// # Errors
	///
	/// With nothing changed: [`Error::UnknownReading`] for another key; [`Error::NoChannel`];
	/// [`Error::NoNewReceipt`] if all of it was seen; [`Error::NotAcknowledged`] if the register of the peer
	/// that says so has yet to arrive; [`Error::BadReceipts`] for a record that no honest peer keeps.
	fn handle(reading: Reading<'_>) -> Result<(), Error<T>> {
		let Reading { source: peer, key, value, .. } = reading;
		ensure!(Self::is_receipts_key(key), Error::<T>::UnknownReading);
		let value = value.ok_or(Error::<T>::NoNewReceipt)?;
		let record = SkipRecord::from_state(value).ok_or(Error::<T>::BadReceipts)?;
		let Fresh { seen, receipts, missed } = Self::fresh_receipts(peer, &record)?;
		SkipsSeen::<T>::insert(peer, seen);
		if missed > 0 {
			Self::deposit_event(Event::ReceiptsMissed { peer, count: missed });
		}
		// After everything is stored: whoever is told may call back.
		for receipt in receipts {
			let SkipReceipt { first, count, commitment, .. } = receipt;
			Self::deposit_event(Event::Skipped { peer, first, count, commitment });
			T::OnSkipped::on_skipped(peer, &receipt);
		}
		Ok(())
	}

	fn handle_weight(value_bytes: u32) -> Weight {
		let receipts = value_bytes.div_ceil(RECEIPT_BYTES).min(MAX_RECEIPTS);
		T::WeightInfo::note_skips(receipts)
			.saturating_add(T::OnSkipped::weight().saturating_mul(receipts.into()))
	}
}

/// Gives receipts of peers to the sending pallet of `T` and every other reading to `Other`: what a runtime
/// gives to `pallet-spec-query` as its handler.
pub struct SkipsOr<T, Other>(PhantomData<(T, Other)>);

impl<T, Other> HandleReading for SkipsOr<T, Other>
where
	T: Config,
	Other: HandleReading<Error: Into<DispatchError>>,
{
	type Error = DispatchError;

	fn handle(reading: Reading<'_>) -> Result<(), DispatchError> {
		if Pallet::<T>::is_receipts_key(reading.key) {
			<Pallet<T> as HandleReading>::handle(reading).map_err(Into::into)
		} else {
			Other::handle(reading).map_err(Into::into)
		}
	}

	fn handle_weight(value_bytes: u32) -> Weight {
		<Pallet<T> as HandleReading>::handle_weight(value_bytes)
			.max(Other::handle_weight(value_bytes))
	}
}

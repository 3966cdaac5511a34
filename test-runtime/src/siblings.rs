//! What this chain knows of its siblings by reading their states: balances and authorities.
//!
//! Anybody may have a balance read, so what is kept is bounded by forgetting the oldest.

// The derives of the call and event enums cast the index of a variant.
#![allow(clippy::cast_possible_truncation)]

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
	use crate::{AuraId, Balance, Nonce};
	use codec::DecodeAll;
	use frame_support::{pallet_prelude::*, storage::StoragePrefixedMap};
	use frame_system::AccountInfo;
	use pallet_balances::AccountData;
	use spec_messaging_primitives::{
		ParaId,
		pallets::{HandleReading, NotedHead, Reading},
	};

	/// Balances that are remembered per sibling.
	pub const BALANCES: u32 = 32;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<Nonce = Nonce, AccountData = AccountData<Balance>>
		+ pallet_aura::Config<AuthorityId = AuraId>
	{
	}

	/// A balance on a sibling.
	#[derive(
		Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
	)]
	pub struct BalanceAt<AccountId> {
		/// Whose it is.
		pub account: AccountId,
		/// What the account held freely, 0 if there was none.
		pub free: Balance,
		/// After which block.
		pub head: NotedHead,
	}

	/// Balances on each sibling, the one read last at the end. At most [`BALANCES`] a sibling.
	#[pallet::storage]
	pub type Balances<T: Config> = StorageMap<
		_,
		Twox64Concat,
		ParaId,
		BoundedVec<BalanceAt<T::AccountId>, ConstU32<BALANCES>>,
		ValueQuery,
	>;

	/// The Aura authorities of each sibling, and after which block.
	#[pallet::storage]
	pub type Authorities<T: Config> = StorageMap<
		_,
		Twox64Concat,
		ParaId,
		(BoundedVec<AuraId, <T as pallet_aura::Config>::MaxAuthorities>, NotedHead),
	>;

	/// Why a reading is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// Neither the key of an account nor that of the authorities.
		UnknownKey,
		/// The sibling has something else there than this chain would: it runs another runtime.
		Undecodable,
		/// The same was read of a later block.
		OldNews,
	}

	impl<T: Config> Pallet<T> {
		/// The account whose key that is.
		fn account_of(key: &[u8]) -> Option<T::AccountId> {
			// Behind the prefix: 16 bytes of a hash of the account, and the account.
			let prefix = frame_system::Account::<T>::final_prefix();
			let account = key.strip_prefix(&prefix)?.get(16..)?;
			let account = T::AccountId::decode_all(&mut &account[..]).ok()?;
			let expected = frame_system::Account::<T>::hashed_key_for(&account);
			(expected == key).then_some(account)
		}

		fn note_balance(account: T::AccountId, reading: Reading<'_>) -> Result<(), Error<T>> {
			type Info = AccountInfo<Nonce, AccountData<Balance>>;
			let free = match reading.value {
				None => 0,
				Some(mut value) => {
					Info::decode_all(&mut value).map_err(|_| Error::Undecodable)?.data.free
				},
			};
			let head = reading.head;
			Balances::<T>::try_mutate(reading.source, |balances| {
				if let Some(at) = balances.iter().position(|known| known.account == account) {
					let known = balances.remove(at);
					ensure!(known.head.number <= head.number, Error::OldNews);
				} else if balances.is_full() {
					balances.remove(0);
				}
				let pushed = balances.try_push(BalanceAt { account, free, head });
				debug_assert!(pushed.is_ok(), "one was removed");
				Ok(())
			})
		}

		fn note_authorities(reading: Reading<'_>) -> Result<(), Error<T>> {
			let authorities = match reading.value {
				None => BoundedVec::new(),
				Some(mut value) => {
					BoundedVec::decode_all(&mut value).map_err(|_| Error::Undecodable)?
				},
			};
			let head = reading.head;
			if let Some((_, known)) = Authorities::<T>::get(reading.source) {
				ensure!(known.number <= head.number, Error::OldNews);
			}
			Authorities::<T>::insert(reading.source, (authorities, head));
			Ok(())
		}
	}

	impl<T: Config> HandleReading for Pallet<T> {
		type Error = Error<T>;

		fn handle(reading: Reading<'_>) -> Result<(), Error<T>> {
			if reading.key == pallet_aura::Authorities::<T>::hashed_key() {
				return Self::note_authorities(reading);
			}
			let account = Self::account_of(reading.key).ok_or(Error::UnknownKey)?;
			Self::note_balance(account, reading)
		}

		fn handle_weight(value_bytes: u32) -> Weight {
			// One map entry of at most 32 x 104 bytes, read and written, and a value that is decoded.
			T::DbWeight::get()
				.reads_writes(1, 1)
				.saturating_add(Weight::from_parts(20_000_000, 8_192))
				.saturating_add(Weight::from_parts(1_000, 0).saturating_mul(value_bytes.into()))
		}
	}
}

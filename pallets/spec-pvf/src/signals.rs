//! Provides and requires as upward signals.
//!
//! In the form of the public draft (polkadot-sdk PR 12659): behind cumulus' separator, in the order
//! provides, requires, after cumulus' own signals, each left out when there is none. Roots are opaque to
//! the relay chain.

use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode};
use cumulus_primitives_core::relay_chain::UMP_SEPARATOR;
use polkadot_parachain_primitives::primitives::UpwardMessages;
use spec_messaging_primitives::{
	commitment::{PROVIDES_SIGNAL, ProvidesCommitment, REQUIRES_SIGNAL, RequiresCommitments},
	late_block::MessagingCommitments,
};

/// Why upward messages and commitments do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignalsError {
	/// There is no room for the separator and the signals.
	#[error("no room for the signals behind the upward messages")]
	Full,
	/// A signal of ours stands twice or out of order.
	#[error("a signal stands twice or out of order")]
	OutOfOrder,
	/// A signal of ours does not decode.
	#[error("a signal does not decode")]
	Undecodable,
}

/// Adds `commitments` behind `upward_messages`, with the separator if there is none yet.
///
/// Without commitments nothing is added.
///
/// # Errors
///
/// [`SignalsError::Full`], with the messages in an unspecified state.
pub fn add(
	upward_messages: &mut UpwardMessages,
	commitments: &MessagingCommitments,
) -> Result<(), SignalsError> {
	let provides = commitments.provides.as_ref().map(|p| (PROVIDES_SIGNAL, p).encode());
	let requires = commitments.requires.as_ref().map(|r| (REQUIRES_SIGNAL, r).encode());
	let signals: Vec<Vec<u8>> = provides.into_iter().chain(requires).collect();
	if signals.is_empty() {
		return Ok(());
	}
	if !upward_messages.contains(&UMP_SEPARATOR) {
		upward_messages.try_push(UMP_SEPARATOR).map_err(|_| SignalsError::Full)?;
	}
	signals
		.into_iter()
		.try_for_each(|signal| upward_messages.try_push(signal))
		.map_err(|_| SignalsError::Full)
}

/// What a candidate says, read from its upward messages: the relay chain's and the collator's side of
/// [`add`]. Signals of other variants are not ours and are passed over.
///
/// # Errors
///
/// [`SignalsError::OutOfOrder`], [`SignalsError::Undecodable`].
pub fn read(upward_messages: &[Vec<u8>]) -> Result<MessagingCommitments, SignalsError> {
	let mut commitments = MessagingCommitments::default();
	let behind = upward_messages.iter().skip_while(|message| **message != UMP_SEPARATOR);
	for signal in behind.skip(1) {
		match signal.split_first() {
			Some((&PROVIDES_SIGNAL, rest)) => {
				let provides = decode::<ProvidesCommitment>(rest)?;
				if commitments.requires.is_some() || commitments.provides.is_some() {
					return Err(SignalsError::OutOfOrder);
				}
				commitments.provides = Some(provides);
			},
			Some((&REQUIRES_SIGNAL, rest)) => {
				let requires = decode::<RequiresCommitments>(rest)?;
				if commitments.requires.is_some() {
					return Err(SignalsError::OutOfOrder);
				}
				commitments.requires = Some(requires);
			},
			_ => {},
		}
	}
	Ok(commitments)
}

fn decode<T: Decode>(mut bytes: &[u8]) -> Result<T, SignalsError> {
	T::decode_all(&mut bytes).map_err(|_| SignalsError::Undecodable)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;
	use spec_messaging_primitives::{
		commitment::RequiresCommitment,
		hashing::{Hash, ProvidesRoot},
	};

	fn root(byte: u8) -> ProvidesRoot {
		ProvidesRoot(Hash::repeat_byte(byte))
	}

	fn commitments(provides: Option<u8>, requires: &[(u32, u8)]) -> MessagingCommitments {
		let entries: Vec<_> = requires
			.iter()
			.map(|(source, byte)| RequiresCommitment {
				source: (*source).into(),
				expected_root: root(*byte),
			})
			.collect();
		MessagingCommitments {
			provides: provides.map(|byte| ProvidesCommitment { root: root(byte) }),
			requires: RequiresCommitments::new(entries).ok(),
		}
	}

	#[test]
	fn nothing_to_say_leaves_the_upward_messages_as_they_are() {
		let mut messages = UpwardMessages::try_from(vec![vec![1, 2]]).expect("one fits; qed");
		add(&mut messages, &commitments(None, &[])).expect("nothing is added; qed");
		assert_eq!(messages.into_inner(), vec![vec![1, 2]]);
	}

	#[test]
	fn what_was_added_is_read_back_behind_messages_and_foreign_signals() {
		for (provides, requires) in
			[(Some(1), &[][..]), (None, &[(7, 2)][..]), (Some(3), &[(7, 2), (9, 2)][..])]
		{
			for before in [vec![], vec![vec![9, 9]], vec![vec![9], vec![], vec![0, 1, 2]]] {
				let expected = commitments(provides, requires);
				let mut messages = UpwardMessages::try_from(before.clone()).expect("few; qed");
				add(&mut messages, &expected).expect("there is room; qed");
				assert_eq!(read(&messages), Ok(expected));
				assert_eq!(messages.iter().filter(|m| m.is_empty()).count(), 1);
				assert_eq!(&messages[..before.len()], &before[..]);
			}
		}
	}

	#[test]
	fn doubled_reversed_and_cut_signals_are_refused() {
		let both = commitments(Some(3), &[(7, 2)]);
		let mut messages = UpwardMessages::default();
		add(&mut messages, &both).expect("there is room; qed");
		let [separator, provides, requires] = <[_; 3]>::try_from(messages.into_inner())
			.expect("separator, provides and requires; qed");

		let refused = |signals: &[&Vec<u8>]| {
			read(&signals.iter().map(|s| (*s).clone()).collect::<Vec<_>>()).err()
		};
		let out_of_order = Some(SignalsError::OutOfOrder);
		assert_eq!(refused(&[&separator, &requires, &provides]), out_of_order);
		assert_eq!(refused(&[&separator, &provides, &provides]), out_of_order);
		assert_eq!(refused(&[&separator, &requires, &requires]), out_of_order);
		let cut = requires[..requires.len() - 1].to_vec();
		assert_eq!(refused(&[&separator, &provides, &cut]), Some(SignalsError::Undecodable));
		let longer = [&provides[..], &[0]].concat();
		assert_eq!(refused(&[&separator, &longer]), Some(SignalsError::Undecodable));
		// In front of the separator nothing is a signal.
		assert_eq!(refused(&[&requires, &separator, &provides]), None);
	}

	#[test]
	fn full_upward_messages_refuse_signals() {
		let full = vec![vec![1]; 16 * 1024];
		let mut messages = UpwardMessages::try_from(full).expect("the bound exactly; qed");
		let both = commitments(Some(3), &[(7, 2)]);
		assert_eq!(add(&mut messages, &both), Err(SignalsError::Full));
	}
}

//! HRMP pages: a format, then messages.

use alloc::vec::Vec;
use codec::{Compact, CountedInput, Decode, DecodeLimit, Encode};
use cumulus_primitives_core::XcmpMessageFormat;
use xcm::{MAX_XCM_DECODE_DEPTH, VersionedXcm};

/// The messages of a page, one after the other, each as the bytes that a message queue gets.
///
/// Total: whatever the bytes are, it ends, with at most one error and after it nothing.
pub(crate) struct Page<'a> {
	format: XcmpMessageFormat,
	rest: &'a [u8],
}

/// The rest of a page can not be told apart into messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl<'a> Page<'a> {
	/// Reads the format.
	pub(crate) fn read(mut page: &'a [u8]) -> Result<Self, Unreadable> {
		let format = XcmpMessageFormat::decode(&mut page).map_err(|_| Unreadable)?;
		Ok(Self { format, rest: page })
	}

	/// What was not read yet, `None` if that is nothing.
	pub(crate) fn rest(&self) -> Option<&'a [u8]> {
		(!self.rest.is_empty()).then_some(self.rest)
	}

	/// A page of what was not read yet, `None` if that is nothing.
	pub(crate) fn remainder(&self) -> Option<Vec<u8>> {
		let rest = self.rest()?;
		let mut page = self.format.encode();
		page.extend_from_slice(rest);
		Some(page)
	}

	/// Length of the first message and where it starts.
	fn first(&self) -> Result<(usize, usize), Unreadable> {
		match self.format {
			XcmpMessageFormat::ConcatenatedVersionedXcm => {
				// Nothing says how long a message is but the message.
				let mut input = self.rest;
				let mut counted = CountedInput::new(&mut input);
				VersionedXcm::<()>::decode_with_depth_limit(MAX_XCM_DECODE_DEPTH, &mut counted)
					.map_err(|_| Unreadable)?;
				usize::try_from(counted.count()).map(|len| (0, len)).map_err(|_| Unreadable)
			},
			XcmpMessageFormat::ConcatenatedOpaqueVersionedXcm => {
				let mut input = self.rest;
				let Compact(len) = Compact::<u32>::decode(&mut input).map_err(|_| Unreadable)?;
				let start = self.rest.len().saturating_sub(input.len());
				usize::try_from(len).map(|len| (start, len)).map_err(|_| Unreadable)
			},
			XcmpMessageFormat::ConcatenatedEncodedBlob | XcmpMessageFormat::Signals => {
				Err(Unreadable)
			},
		}
	}
}

impl<'a> Iterator for Page<'a> {
	type Item = Result<&'a [u8], Unreadable>;

	fn next(&mut self) -> Option<Self::Item> {
		self.rest()?;
		let split = self.first().and_then(|(start, len)| {
			let (_, from) = self.rest.split_at_checked(start).ok_or(Unreadable)?;
			from.split_at_checked(len).ok_or(Unreadable)
		});
		Some(match split {
			Ok((message, rest)) => {
				self.rest = rest;
				Ok(message)
			},
			Err(unreadable) => {
				self.rest = &[];
				Err(unreadable)
			},
		})
	}
}

/// A page of opaque messages.
#[cfg(any(feature = "emulated", test))]
pub(crate) fn opaque<'a>(messages: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
	let mut page = XcmpMessageFormat::ConcatenatedOpaqueVersionedXcm.encode();
	for message in messages {
		message.encode_to(&mut page);
	}
	page
}

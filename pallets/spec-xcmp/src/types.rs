//! What the storage of this pallet is made of. Layout 7 of xcmp-queue, field by field, except for [`Tally`].

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use spec_messaging_primitives::ParaId;

/// What the other side of an HRMP channel said last.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub enum OutboundState {
	/// Pages are taken.
	Ok,
	/// Only signals are.
	Suspended,
}

/// What is queued for one HRMP destination.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct OutboundChannelDetails {
	/// The destination.
	pub recipient: ParaId,
	/// What it said last.
	pub state: OutboundState,
	/// Whether a signal waits for it.
	pub signals_exist: bool,
	/// Index of the oldest page.
	pub first_index: u16,
	/// Index behind the newest page; equal to `first_index` if there is none.
	pub last_index: u16,
	/// What is known of the page formats that the destination reads.
	pub flags: u32,
	/// Bytes of all pages.
	pub queued_bytes: u32,
}

impl OutboundChannelDetails {
	/// How many pages are queued.
	pub fn pages(&self) -> u32 {
		self.last_index.saturating_sub(self.first_index).into()
	}

	/// Whether neither a page nor a signal is queued.
	pub fn is_empty(&self) -> bool {
		self.pages() == 0 && !self.signals_exist
	}
}

/// The thresholds, in pages of the message queue.
///
/// | threshold | by HRMP | with a stream |
/// |---|---|---|
/// | suspend | from here on the sibling is told to suspend | the window of its credit, see [`CreditWindow`](crate::CreditWindow) |
/// | drop | from here on its messages are dropped | no meaning: nothing beyond the window is ever sent |
/// | resume | down from here it is told to resume | no meaning: each executed message gives credit back |
///
/// Always 0 < resume < suspend <= drop.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub struct QueueConfigData {
	/// Pages at which a sibling sends no more.
	pub suspend_threshold: u32,
	/// Pages at which HRMP drops.
	pub drop_threshold: u32,
	/// Pages at which HRMP resumes.
	pub resume_threshold: u32,
}

impl Default for QueueConfigData {
	/// xcmp-queue's: 2 MiB, 3 MiB and half a MiB, with pages of 64 KiB.
	fn default() -> Self {
		Self { suspend_threshold: 32, drop_threshold: 48, resume_threshold: 8 }
	}
}

impl QueueConfigData {
	/// Whether the thresholds fit together.
	pub fn is_valid(&self) -> bool {
		0 < self.resume_threshold
			&& self.resume_threshold < self.suspend_threshold
			&& self.suspend_threshold <= self.drop_threshold
	}
}

/// Why a message of a held page is not resent.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	MaxEncodedLen,
)]
pub enum DiscardReason {
	/// From here to its end, the page holds no message that can be told from the next one.
	Unreadable,
	/// No message of this length is ever taken.
	Length,
}

/// How many messages and pages ended otherwise than by HRMP. Each 8 bytes, never falling.
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
pub struct Tally {
	/// Messages of held pages that became part of a stream.
	pub resent: u64,
	/// Messages, and unreadable ends of pages, that did not.
	pub discarded_messages: u64,
	/// Pages removed by `discard_pages`.
	pub discarded_pages: u64,
	/// Pages that came in by HRMP while this chain did not speak it.
	pub refused_pages: u64,
}

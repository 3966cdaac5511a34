//! A `validate_block` that says what its blocks provide and require.
//!
//! Validators run a parachain's `validate_block` over a PoV and compare what comes out with what the
//! collator claimed. This crate wraps the one of cumulus: it executes the same blocks the same way, reads
//! one value of each block that takes part in the speculative tier, applies the late block proofs that
//! travel in the PoV, and adds the candidate's `Provides` and `Requires` to the upward signals.
//!
//! ```text
//! PoV ── split ──▶ blocks, proof ──▶ cumulus validate_block ───────────────▶ result ── sign ──▶ result
//!          │                            │ after each marked block                       ▲       + signals
//!          │                            └─ record ──▶ BlockRecord ──┐                   │
//!          └── MessagingProofInputs ────────────────────────────────┴─ process ─────────┘
//! ```
//!
//! | step | file | what comes out |
//! |---|---|---|
//! | split | [`inputs`] | the PoV as cumulus knows it, and its messaging inputs |
//! | record | `record.rs` | what each marked block consumed |
//! | process | [`process_messaging_commitments`] | provides and requires |
//! | sign | [`signals`] | the upward messages with the signals behind their separator |
//!
//! # Marked blocks
//!
//! A block takes part if its header carries the mark of the speculative tier, which only the receiving
//! pallet deposits. A PoV without a marked block is handed to cumulus as it came, so its result is the
//! same to the byte. The mark decides, not the bytes of the PoV: a recognised suffix could be forged by
//! whoever can choose a storage value.
//!
//! # Who is believed, and for what
//!
//! | input | from | if it lies |
//! |---|---|---|
//! | blocks, state proof | collator | cumulus executes them; the state roots have to fit |
//! | block record | the block's own execution | it can not: the runtime wrote it in this execution |
//! | late block proof | collator | it does not lead to its own channel leaf, or to no root anybody provides |
//!
//! # Panics
//!
//! In wasm, anything wrong ends validation by a panic that names the reason: that is how a PVF says no.
//! Outside of wasm nothing panics.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod inputs;
pub mod signals;

#[cfg(not(feature = "std"))]
mod record;
#[cfg(not(feature = "std"))]
mod validate;

#[cfg(not(feature = "std"))]
#[doc(hidden)]
pub use validate::entry;

#[allow(unused_imports)] // Named by the page above.
use spec_messaging_primitives::late_block::process_messaging_commitments;
#[doc(hidden)]
pub use spec_messaging_primitives::pallets::WrappedPvf;

/// Exports this crate's `validate_block` from a runtime, in the place of the macro of the same name of
/// `cumulus-pallet-parachain-system`, and defines `SpeculativePvf`, the marker type that the receiving
/// pallet's `Config::Pvf` takes.
///
/// - `Runtime`: the runtime.
/// - `BlockExecutor`: what cumulus' macro takes, such as
///   `cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>`.
/// - `Inbox`: the receiving pallet, or anything else that implements `ReadBlockRecord`.
///
/// ```ignore
/// spec_messaging_pvf::register_validate_block! {
///     Runtime = Runtime,
///     BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
///     Inbox = SpecInbox,
/// }
///
/// impl pallet_spec_inbox::Config for Runtime {
///     type Pvf = SpeculativePvf;
///     // ...
/// }
/// ```
#[cfg(feature = "std")]
#[macro_export]
macro_rules! register_validate_block {
	(Runtime = $runtime:ty, BlockExecutor = $executor:ty, Inbox = $inbox:ty $(,)?) => {
		$crate::speculative_pvf_marker!();
	};
}

#[cfg(not(feature = "std"))]
#[macro_export]
#[doc(hidden)]
macro_rules! register_validate_block {
	(Runtime = $runtime:ty, BlockExecutor = $executor:ty, Inbox = $inbox:ty $(,)?) => {
		$crate::speculative_pvf_marker!();

		#[doc(hidden)]
		mod spec_messaging_validate_block {
			use super::*;

			#[unsafe(no_mangle)]
			unsafe fn validate_block(arguments: *mut u8, arguments_len: usize) -> u64 {
				// The host hands over ownership of `arguments_len` bytes at `arguments`.
				unsafe { $crate::entry::<$runtime, $executor, $inbox>(arguments, arguments_len) }
			}
		}
	};
}

#[macro_export]
#[doc(hidden)]
macro_rules! speculative_pvf_marker {
	() => {
		/// Says that this runtime's `validate_block` emits requires. Only
		/// `spec_messaging_pvf::register_validate_block!` defines it.
		pub struct SpeculativePvf;

		impl $crate::WrappedPvf for SpeculativePvf {
			const WRAPPED: bool = true;
		}
	};
}

//! What the relay chain has to show before a speculative root counts, what a runtime gets that
//! configures nothing, and how messages and bytes are counted together.

use spec_messaging_primitives::{
	ParaId,
	pallets::{Footprint, SpecRelaySupport, SpeculativeSupport, WatchPeer, WrappedPvf},
};

#[test]
fn support_is_01_under_the_pinned_key_and_nothing_else_is() {
	// `twox128("SpecRelay") ‖ twox128("Support")` by another implementation of XXH64.
	let pinned = [
		0x30, 0xd5, 0xfe, 0xfd, 0x38, 0x98, 0x5a, 0xb6, 0x5b, 0x5c, 0x38, 0xd1, 0xc3, 0xce, 0x82,
		0x3a, 0xa4, 0x3a, 0xa7, 0x89, 0x76, 0x06, 0xe6, 0x72, 0x68, 0x99, 0xf4, 0xa0, 0x55, 0x5b,
		0x7f, 0xbb,
	];
	assert_eq!(SpecRelaySupport::key(), Some(pinned.to_vec()));
	assert!(SpecRelaySupport::is_shown_by(&[1]));
	for other in [&[][..], &[0], &[2], &[0xff], &[0, 1], &[1, 0], &[1, 1]] {
		assert!(!SpecRelaySupport::is_shown_by(other), "{other:?}");
	}
}

#[test]
fn a_runtime_that_configures_no_support_is_never_shown_any() {
	assert_eq!(<() as SpeculativeSupport>::key(), None);
	for value in [&[][..], &[0], &[1]] {
		assert!(!<() as SpeculativeSupport>::is_shown_by(value));
	}
	const { assert!(!<() as WrappedPvf>::WRAPPED) };
}

#[test]
fn a_chain_that_only_sends_watches_whoever_it_opens_a_channel_to() {
	assert!(<() as WatchPeer>::watch(ParaId::from(2_000)));
	assert!(<() as WatchPeer>::unwatch(ParaId::from(2_000), false));
}

#[test]
fn messages_and_bytes_are_counted_apart_and_never_below_nothing() {
	let (few, short) = (Footprint { messages: 2, bytes: 90 }, Footprint { messages: 7, bytes: 40 });
	assert_eq!(few.min(short), Footprint { messages: 2, bytes: 40 });
	assert_eq!(short.min(few), few.min(short));
	assert_eq!(few.saturating_sub(short), Footprint { messages: 0, bytes: 50 });
	assert_eq!(short.saturating_sub(few), Footprint { messages: 5, bytes: 0 });
}

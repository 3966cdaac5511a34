//! What the configuration has to fulfil, and what calls are charged.

use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{Get, Hooks},
	weights::Weight,
};

use crate::{mock::*, *};

#[test]
fn a_payload_that_the_queue_of_a_sibling_would_not_take_is_refused_at_build_time() {
	use frame_support::traits::EnqueueMessage;
	ext_of(OWN).execute_with(|| {
		XcmpQueue::integrity_test();
		let longest = <SiblingQueue as EnqueueMessage<ParaId>>::MaxMessageLen::get();
		assert!(MaxPayloadBytes::get() <= longest);
		MaxPayloadBytes::set(longest);
		XcmpQueue::integrity_test();
		MaxPayloadBytes::set(longest + 1);
		let refused = std::panic::catch_unwind(XcmpQueue::integrity_test).unwrap_err();
		let sentence = refused.downcast_ref::<String>().unwrap();
		assert!(sentence.starts_with("MaxPayloadBytes: a sibling with this very runtime"));
		MaxPayloadBytes::set(4 * 1024);
	});
}

#[test]
fn a_library_that_is_misconfigured_is_refused_too() {
	ext_of(OWN).execute_with(|| {
		MaxPageSize::set(0);
		assert!(std::panic::catch_unwind(XcmpQueue::integrity_test).is_err());
		MaxPageSize::set(4 * 1024);
	});
}

#[test]
fn a_library_with_other_bounds_on_the_shared_storage_is_refused() {
	ext_of(OWN).execute_with(|| {
		LibrarysChannels::set(9);
		let refused = std::panic::catch_unwind(XcmpQueue::integrity_test).unwrap_err();
		let sentence = refused.downcast_ref::<&str>().unwrap();
		assert!(sentence.starts_with("MaxInboundSuspended, MaxActiveOutboundChannels"));
		LibrarysChannels::set(8);
		XcmpQueue::integrity_test();
		assert_eq!(NoHrmp::limits(), None);
	});
}

#[test]
fn discarding_is_charged_for_as_many_pages_as_it_removes() {
	let weight = |pages| {
		Call::<Test>::discard_pages { destination: BOB, pages }.get_dispatch_info().call_weight
	};
	assert!(weight(2).all_gt(weight(1)));
	assert_eq!(weight(16), weight(u32::MAX));
	let weights: frame_system::limits::BlockWeights =
		<Test as frame_system::Config>::BlockWeights::get();
	assert!(weight(16).all_lte(weights.max_block));
}

#[test]
fn the_default_weights_and_those_of_a_runtime_have_the_same_base() {
	type Ours = weights::SubstrateWeight<Test>;
	type Default = ();
	let db: frame_support::weights::RuntimeDbWeight =
		<Test as frame_system::Config>::DbWeight::get();
	assert_eq!(db.reads_writes(1, 1), Weight::zero());
	for (ours, default) in [
		(Ours::set_config_with_u32(), <Default as WeightInfo>::set_config_with_u32()),
		(Ours::discard_pages(3), <Default as WeightInfo>::discard_pages(3)),
		(Ours::resend_check(), <Default as WeightInfo>::resend_check()),
		(Ours::resend_page(3), <Default as WeightInfo>::resend_page(3)),
		(Ours::refuse_page(), <Default as WeightInfo>::refuse_page()),
	] {
		assert_eq!(ours.proof_size(), default.proof_size());
		assert!(ours.ref_time() < default.ref_time());
	}
}

#[test]
fn metadata_of_the_receiving_pallet_is_built_without_any_state() {
	// As tools and nodes do it. The window follows a threshold in storage here; other pallets of this mock have
	// constants in storage for the tests' sake.
	let constants = SpecInbox::pallet_constants_metadata();
	assert!(constants.iter().any(|constant| constant.name == "MaxSources"));
	assert!(!constants.iter().any(|constant| constant.name == "Window"));
}

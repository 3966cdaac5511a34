//! From the call to the handler.

use codec::{Decode, Encode};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{GetDispatchInfo, extract_actual_weight},
};
use sp_runtime::DispatchError;
use spec_messaging_primitives::pallets::HandleReading;

use super::*;
use crate::{Call, Error, Keys, Nodes};

fn query(source: ParaId, number: u32, keys: Keys, nodes: Nodes) -> Call<Test> {
	Call::query { source, number, keys, nodes }
}

#[test]
fn what_is_proven_reaches_the_handler_with_where_it_is_from() {
	build_and_check(|| {
		let state = Sibling::busy(1, StateVersion::V1);
		let head = state.include(ALICE, 11, 7);
		let asked: [&[u8]; 3] = [b"absent", b"long", b"same"];
		let proof = nodes(state.prove(&asked));
		let origin = RuntimeOrigin::signed(1);
		assert_ok!(SpecQuery::query(origin, ALICE, 7, keys(&asked), proof));
		let expected: Vec<_> = super::expected(&state, &asked)
			.into_iter()
			.map(|(key, value)| Handled { source: ALICE, head, key, value })
			.collect();
		assert_eq!(AllHandled::get(), expected);
		assert_eq!(
			events(),
			vec![Event::SiblingRead { source: ALICE, number: 7, present: 2, absent: 1 }]
		);
	});
}

#[test]
fn every_head_in_the_ring_can_be_read_and_none_that_left_it() {
	build_and_check(|| {
		// The page that is turned for the last one takes the place of the first four.
		let states: Vec<_> = (0..21u8)
			.map(|i| Sibling::new([(b"key".to_vec(), vec![i; 3])].into(), StateVersion::V1))
			.collect();
		for (i, state) in states.iter().enumerate() {
			state.include(ALICE, i as u32, i as u32);
		}
		for (i, state) in states.iter().enumerate() {
			let proof = nodes(state.prove(&[b"key"]));
			let origin = RuntimeOrigin::signed(1);
			let call = || SpecQuery::query(origin, ALICE, i as u32, keys(&[b"key"]), proof);
			if i < 4 {
				assert_noop!(call(), Error::<Test>::UnknownHead);
			} else {
				assert_ok!(call());
				let last = AllHandled::get().pop().expect("it was handled");
				assert_eq!(last.value, Some(vec![i as u8; 3]));
			}
		}
	});
}

#[test]
fn the_same_query_twice_is_handed_on_twice() {
	build_and_check(|| {
		let state = Sibling::busy(1, StateVersion::V1);
		state.include(ALICE, 11, 7);
		for _ in 0..2 {
			let proof = nodes(state.prove(&[b"long"]));
			assert_ok!(SpecQuery::query(
				RuntimeOrigin::signed(1),
				ALICE,
				7,
				keys(&[b"long"]),
				proof
			));
		}
		let handled = AllHandled::get();
		assert_eq!(handled.len(), 2);
		assert_eq!(handled[0], handled[1]);
	});
}

#[test]
fn a_reading_that_the_handler_refuses_takes_the_others_with_it() {
	build_and_check(|| {
		let state = Sibling::busy(1, StateVersion::V1);
		state.include(ALICE, 11, 7);
		let asked: [&[u8]; 2] = [b"long", UNWANTED];
		let proof = nodes(state.prove(&asked));
		assert_noop!(
			SpecQuery::query(RuntimeOrigin::signed(1), ALICE, 7, keys(&asked), proof),
			DispatchError::Other("unwanted")
		);
		assert_eq!(AllHandled::get(), vec![]);
	});
}

#[test]
fn only_who_signs_can_query() {
	build_and_check(|| {
		let state = Sibling::busy(1, StateVersion::V1);
		state.include(ALICE, 11, 7);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let proof = nodes(state.prove(&[b"long"]));
			assert_noop!(
				SpecQuery::query(origin, ALICE, 7, keys(&[b"long"]), proof),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_query_is_charged_by_keys_nodes_and_bytes() {
	let declared = |asked: usize, proof: &[Vec<u8>]| {
		let all: Vec<_> = (0..asked as u8).map(|i| vec![i]).collect();
		let all: Vec<_> = all.iter().map(Vec::as_slice).collect();
		query(ALICE, 7, keys(&all), nodes(proof.to_vec())).get_dispatch_info().call_weight
	};
	let one = declared(1, &[vec![1; 100]]);
	let more_keys = declared(2, &[vec![1; 100]]);
	let more_nodes = declared(1, &[vec![1; 50], vec![2; 50]]);
	let more_bytes = declared(1, &[vec![1; 10_000]]);
	for more in [more_keys, more_nodes, more_bytes] {
		assert!(more.ref_time() > one.ref_time(), "{more:?} is not more than {one:?}");
	}
	// The handler is charged for the longest value that each key could have.
	let handler = <Test as crate::Config>::Handler::handle_weight(10_000);
	assert!(declared(16, &[vec![1; 10_000]]).all_gte(handler.saturating_mul(16)));
}

#[test]
fn what_the_handler_did_not_use_is_given_back() {
	build_and_check(|| {
		let state = Sibling::busy(1, StateVersion::V1);
		state.include(ALICE, 11, 7);
		let asked: [&[u8]; 3] = [b"absent", b"long", b"same"];
		let proof = nodes(state.prove(&asked));
		let declared = query(ALICE, 7, keys(&asked), proof.clone()).get_dispatch_info();
		let result = SpecQuery::query(RuntimeOrigin::signed(1), ALICE, 7, keys(&asked), proof);
		let actual = extract_actual_weight(&result, &declared);
		assert!(actual.all_lte(declared.call_weight));
		// Values have 5,000 bytes twice; nodes have them once, and more beside them.
		let handler = |bytes| <Test as crate::Config>::Handler::handle_weight(bytes);
		let used = handler(0).saturating_add(handler(5_000).saturating_mul(2));
		let charged = handler(crate::verify::proof_bytes(&nodes(state.prove(&asked))));
		let back = declared.call_weight.saturating_sub(actual);
		assert_eq!(back, charged.saturating_mul(3).saturating_sub(used));
	});
}

#[test]
fn a_call_with_more_than_a_query_may_have_does_not_decode() {
	let decodes = |keys: Vec<Vec<u8>>, nodes: Vec<Vec<u8>>| {
		// Index of the call, source, number, keys, nodes.
		let call = (0u8, ALICE, 7u32, keys, nodes).encode();
		Call::<Test>::decode(&mut &call[..]).is_ok()
	};
	assert!(decodes(vec![vec![1]; 16], vec![vec![1]; 128]));
	assert!(!decodes(vec![vec![1]; 17], vec![]));
	assert!(!decodes(vec![], vec![vec![1]; 129]));
	assert!(decodes(vec![vec![1; 256]], vec![vec![1; 65_536]]));
	assert!(!decodes(vec![vec![1; 257]], vec![]));
	assert!(!decodes(vec![], vec![vec![1; 65_537]]));
}

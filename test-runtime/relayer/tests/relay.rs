//! The relayer between two chains whose blocks are authored by somebody who knows nothing of it.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	missing_docs,
	unreachable_pub
)]

mod common;

use codec::{Decode, Encode};
use common::*;
use spec_messaging_primitives::{
	Position, batch::MessageBatch, hashing::leaf_hash, mmr::Frontier, pallets::Footprint,
};
use spec_messaging_relayer::{
	Error, Metrics, Node, Outcome as Got, Route, Submitter, batch, metrics::PrometheusRegistry,
	node::Pooled,
};
use spec_messaging_runtime_api::{BatchUnavailable, Refusal};
use spec_messaging_world::runtime::UNIT;
use std::sync::Arc;

/// A token crosses although the authors of both chains run stock software: they author what their pools
/// have, and the relay chain is the one that is released.
///
/// ```text
/// A        sends ── included
/// relayer            └─ read, deliver ─▶ pool of B             ┌─ read, deliver ─▶ pool of A
/// B                                      takes it ── included ─┘
/// A                                                                        knows that it was consumed
/// ```
#[test]
fn a_token_crosses_and_its_acknowledgement_comes_back() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let mut there = route(&a, &b, stores.path())?;
	let mut back = route(&b, &a, stores.path())?;

	// given a teleport on A that nobody included yet
	let before = net.arrived()?;
	let sent = net.send(1)?;
	let step = there.step()?;
	assert_eq!((step.followed.messages, &step.outcome), (1, &Got::Nothing));

	// when A's block is included, and B saw that
	net.include(A, sent)?;
	let block = net.author(&net.b)?;
	net.include(B, block)?;

	// then the message is handed over, once
	let delivered = Got::Delivered { first: Position::default(), messages: 1 };
	assert_eq!(there.step()?.outcome, delivered);
	assert_eq!(net.b.waiting(), 1);
	assert_eq!(there.step()?.outcome, Got::Unchanged);
	assert_eq!(net.b.waiting(), 1);

	// and B's next block takes it in and executes it
	let taken = net.author(&net.b)?;
	assert_eq!(net.next()?, Position::from(1));
	let executed = net.author(&net.b)?;
	let gained = net.arrived()? - before;
	assert!(gained > UNIT / 2 && gained < UNIT, "it brought {gained}");

	// and A learns of it the same way
	net.include(B, taken)?;
	net.include(B, executed)?;
	let block = net.author(&net.a)?;
	net.include(A, block)?;
	assert_ne!(back.step()?.outcome, Got::Nothing);
	assert_eq!(net.a.waiting(), 1);
	net.author(&net.a)?;
	let consumed = {
		let world = net.world();
		let chain = world.chain(A)?;
		chain.channels(chain.best())?[0].peer_register.consumed
	};
	assert_eq!(consumed.get(), 1);
	net.check()
}

/// Wherever a relayer stops, it or another one goes on: with its store, with none, and with none at a
/// node that discarded everything old.
#[test]
fn a_restart_in_the_middle_loses_no_message_with_or_without_the_store() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let elsewhere = tempfile::tempdir()?;
	let pruning = tempfile::tempdir()?;
	for (round, stores) in
		[stores.path(), stores.path(), elsewhere.path(), pruning.path()].into_iter().enumerate()
	{
		// given messages that a relayer before read or not, of which B has all but this round's
		let first = net.next()?;
		for count in [2, 0, 3] {
			let sent = net.send(count)?;
			net.include(A, sent)?;
		}
		net.author(&net.b)?;
		if round == 3 {
			// All but the state before the first of the new messages.
			let world = net.world();
			let chain = world.chain(A)?;
			net.a.prune(chain.header(chain.best())?.number - 3);
		}
		// when a relayer starts
		let mut route = route(&a, &b, stores)?;
		let step = route.step()?;
		// then it hands over what is missing, and read no more than it had to
		let missing = net.committed()?.get() - first.get();
		let expected = Got::Delivered { first, messages: missing as u32 };
		assert_eq!(step.outcome, expected, "round {round}");
		assert_eq!(step.followed.blocks, 3, "round {round}");
		net.author(&net.b)?;
		assert_eq!(net.next()?, net.committed()?, "round {round}");
		// and the one that read may stop before the block is there
		drop(route);
	}
	net.check()
}

/// A relayer that starts on a channel that ended finds no frontier in the state, and nothing to read: no fault
/// of the node. Once the channel is open again it goes on.
#[test]
fn a_channel_that_ended_is_nothing_to_read_until_it_is_opened_again() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let elsewhere = tempfile::tempdir()?;
	// Its own word on XCM versions goes out in the block behind the first message.
	for count in [3, 0] {
		let sent = net.send(count)?;
		net.include(A, sent)?;
	}
	net.author(&net.b)?;
	let mut other = crate::common::route(&a, &b, elsewhere.path())?;
	assert!(matches!(other.step()?.outcome, Got::Delivered { .. }));
	net.author(&net.b)?;
	assert_eq!(net.next()?, net.committed()?);
	let (taken, next) = (net.frontier()?, net.next()?);

	// given a channel that ended before the relayer started
	let ended = net.govern(pallet_spec_outbox::Call::force_close { destination: B.into() })?;
	net.include(A, ended)?;
	assert_eq!(net.frontier()?, Frontier::empty(), "the state keeps none");
	let mut route = route(&a, &b, stores.path())?;
	assert_eq!(route.step()?.outcome, Got::Nothing);

	// when it is opened again, and more is sent
	let call = pallet_spec_outbox::Call::reopen_channel { destination: B.into(), frontier: taken };
	let opened = net.govern(call)?;
	net.include(A, opened)?;
	let sent = net.send(2)?;
	net.include(A, sent)?;
	net.author(&net.b)?;

	// then the relayer goes on where the stream did
	let delivered = Got::Delivered { first: next, messages: 2 };
	assert_eq!(route.step()?.outcome, delivered);
	net.check()
}

/// A fork that was read and lost brings nothing to the destination; the one that stays does.
#[test]
fn a_reorganisation_of_the_source_is_followed() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let mut route = route(&a, &b, stores.path())?;
	let common = net.send(1)?;
	net.include(A, common)?;

	// given two blocks on a fork that the relayer read
	net.send(2)?;
	net.send(1)?;
	let lost = net.committed()?;
	assert_eq!(route.step()?.followed.messages, lost.get());

	// when A builds elsewhere, and that is included
	net.world().chain_mut(A)?.set_best(common)?;
	let other = net.send(3)?;
	net.include(A, other)?;
	net.author(&net.b)?;

	// then the other fork's messages are read and delivered
	let step = route.step()?;
	assert!(step.followed.reorganised);
	let messages = net.committed()?.get() as u32;
	assert_eq!(step.outcome, Got::Delivered { first: Position::default(), messages });
	net.author(&net.b)?;
	assert_eq!(net.next()?, net.committed()?);
	// and a switch back and forth, without new blocks, too
	assert!(!route.step()?.followed.reorganised);
	net.check()
}

/// What a destination takes back is delivered again, although it was consumed before.
#[test]
fn a_reorganisation_of_the_destination_is_followed() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let mut route = route(&a, &b, stores.path())?;
	for count in [1, 2] {
		let sent = net.send(count)?;
		net.include(A, sent)?;
	}
	let settled = net.author(&net.b)?;
	net.b.finalize(Some(settled));
	let messages = net.committed()?.get() as u32;
	let expected = Got::Delivered { first: Position::default(), messages };
	assert_eq!(route.step()?.outcome, expected);
	net.author(&net.b)?;
	assert_eq!(net.next()?, net.committed()?);
	assert_eq!(route.step()?.outcome, Got::Nothing);

	net.world().chain_mut(B)?.set_best(settled)?;
	let forked = net.author(&net.b)?;
	assert_eq!(net.next()?, Position::from(0));
	net.b.forget();
	// It waits for the transaction to come back by itself, then hands it over again.
	let mut outcome = route.step()?.outcome;
	for _ in 0..spec_messaging_relayer::route::PATIENCE_BLOCKS {
		net.author(&net.b)?;
		if outcome == expected {
			break;
		}
		outcome = route.step()?.outcome;
	}
	assert_eq!(outcome, expected, "after {forked:?}");
	net.author(&net.b)?;
	assert_eq!(net.next()?, net.committed()?);
	net.check()
}

/// The first payload of a batch with one bit flipped, encoded again.
fn other_payload(method: &str, answer: Vec<u8>) -> Vec<u8> {
	edit(method, answer, |batch| {
		if let Some(payload) = batch.payloads.first() {
			let mut bytes = payload.to_vec();
			bytes[0] ^= 1;
			batch.payloads[0] = bytes.try_into().expect("as long as before; qed");
		}
	})
}

fn one_payload_less(method: &str, answer: Vec<u8>) -> Vec<u8> {
	edit(method, answer, |batch| drop(batch.payloads.pop()))
}

fn another_position(method: &str, answer: Vec<u8>) -> Vec<u8> {
	edit(method, answer, |batch| batch.first = Position::from(7))
}

fn another_root(method: &str, answer: Vec<u8>) -> Vec<u8> {
	edit(method, answer, |batch| batch.provides_root.0.0[0] ^= 1)
}

fn another_register(method: &str, answer: Vec<u8>) -> Vec<u8> {
	edit(method, answer, |batch| batch.channel.register.credit ^= 1)
}

fn another_source(method: &str, answer: Vec<u8>) -> Vec<u8> {
	edit(method, answer, |batch| batch.source = 7.into())
}

fn half_an_answer(method: &str, mut answer: Vec<u8>) -> Vec<u8> {
	if method == "SpecOutboxApi_current_batch" {
		answer.truncate(answer.len() / 2);
	}
	answer
}

fn one_byte_more(method: &str, mut answer: Vec<u8>) -> Vec<u8> {
	if method == "SpecOutboxApi_current_batch" {
		answer.push(0);
	}
	answer
}

fn edit(method: &str, answer: Vec<u8>, change: impl FnOnce(&mut MessageBatch)) -> Vec<u8> {
	if method != "SpecOutboxApi_current_batch" {
		return answer;
	}
	let mut decoded = Result::<MessageBatch, BatchUnavailable>::decode(&mut &answer[..])
		.expect("the runtime's own answer; qed");
	if let Ok(batch) = &mut decoded {
		change(batch);
	}
	decoded.encode()
}

/// Whatever a source node says of a block, only what leads from the block's hash to the payloads is kept.
#[test]
fn junk_from_the_source_is_named_and_never_stored() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let mut route = route(&a, &b, stores.path())?;
	net.send(1)?;
	route.step()?;
	let sent = net.send(2)?;
	let parent = net.world().chain(A)?.header(sent)?.parent_hash;
	net.include(A, parent)?;
	net.include(A, sent)?;
	net.author(&net.b)?;
	let lies: [(&str, Lie); 8] = [
		("other payload", other_payload),
		("one payload less", one_payload_less),
		("another position", another_position),
		("another root", another_root),
		("another register", another_register),
		("another source", another_source),
		("half an answer", half_an_answer),
		("one byte more", one_byte_more),
	];
	let before = (route.store().span()?, route.store().node_count()?);
	for (name, lie) in lies {
		net.a.lie(Some(lie));
		let outcome = route.step();
		assert!(matches!(outcome, Err(Error::Junk { .. })), "{name}: {outcome:?}");
		assert_eq!((route.store().span()?, route.store().node_count()?), before, "{name}");
	}
	net.a.lie(None);
	let messages = net.committed()?.get() as u32;
	let expected = Got::Delivered { first: Position::default(), messages };
	assert_eq!(route.step()?.outcome, expected);
	net.check()
}

/// A relayer without history asks for a frontier, and does not believe it either.
#[test]
fn a_wrong_frontier_is_named_and_never_stored() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let sent = net.send(2)?;
	net.include(A, sent)?;
	net.author(&net.b)?;
	let first = tempfile::tempdir()?;
	assert!(matches!(
		route(&a, &b, first.path())?.step()?.outcome,
		Got::Delivered { messages: 2, .. }
	));
	net.author(&net.b)?;
	net.a.lie(Some(|method, answer| match method {
		"SpecOutboxApi_frontier" => Frontier::empty().encode(),
		_ => answer,
	}));
	let second = tempfile::tempdir()?;
	let mut late = route(&a, &b, second.path())?;
	assert!(matches!(late.step(), Err(Error::Junk { what: "stream", .. })));
	assert_eq!(late.store().span()?, None);
	net.a.lie(None);
	assert_eq!(late.step()?.outcome, Got::Nothing);
	net.check()
}

/// A node that is gone is an error that names it; when it is back, nothing was lost.
#[test]
fn a_node_that_went_away_is_asked_again_when_it_is_back() -> Outcome {
	let net = Net::new()?;
	let mut listening = vec![net.a.listen(None)?, net.b.listen(None)?];
	let stores = tempfile::tempdir()?;
	let mut route = route(&listening[0], &listening[1], stores.path())?;
	route.step()?;
	for served in [&net.a, &net.b] {
		// given a node that stops, and messages meanwhile
		let gone = listening.remove(0);
		let address = gone.address;
		gone.stop();
		let first = net.next()?;
		let sent = net.send(2)?;
		net.include(A, sent)?;
		net.author(&net.b)?;
		// when a step needs it, it says which one is missing
		match route.step() {
			Err(Error::Unreachable { url, .. }) => assert_eq!(url, format!("http://{address}")),
			other => panic!("{other:?}"),
		}
		// then it goes on as soon as it is back
		listening.push(served.listen(Some(address))?);
		let messages = (net.committed()?.get() - first.get()) as u32;
		assert_eq!(route.step()?.outcome, Got::Delivered { first, messages });
		net.author(&net.b)?;
		assert_eq!(net.next()?, net.committed()?);
	}
	net.check()
}

/// Whoever runs a relayer can not bring a message that was not sent, nor bring one twice.
#[test]
fn a_forged_batch_is_refused_by_runtime_and_pool() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let sent = net.send(2)?;
	net.include(A, sent)?;
	net.author(&net.b)?;
	let (honest, best) = {
		let world = net.world();
		let chain = world.chain(A)?;
		let batch: Result<MessageBatch, BatchUnavailable> =
			chain.call_api(sent, "SpecOutboxApi_current_batch", &B.encode())?;
		(batch?, world.chain(B)?.best())
	};
	let node = Node::new(&b.url());
	let mut submitter = Submitter::default();
	let forgeries: [fn(&mut MessageBatch); 5] = [
		|batch| batch.payloads[0] = b"mint".to_vec().try_into().expect("short; qed"),
		|batch| drop(batch.payloads.pop()),
		|batch| batch.payloads.try_push(Default::default()).expect("few; qed"),
		|batch| batch.provides_root.0.0[0] ^= 1,
		|batch| batch.channel.leaf_count = 3.into(),
	];
	for (index, forge) in forgeries.into_iter().enumerate() {
		let mut forged = honest.clone();
		forge(&mut forged);
		let checked = Submitter::check(&node, &forged, best)?;
		assert!(checked.is_err(), "forgery {index} passes the check");
		let pooled = submitter.submit(&node, &forged, best)?;
		assert!(matches!(pooled, Pooled::Refused(_)), "forgery {index}: {pooled:?}");
	}
	assert_eq!(net.b.waiting(), 0);
	assert_eq!(Submitter::check(&node, &honest, best)?, Ok(()));
	assert_eq!(submitter.submit(&node, &honest, best)?, Pooled::Taken);
	net.author(&net.b)?;
	assert_eq!(net.next()?, Position::from(2));
	// And once consumed, never again.
	let best = net.world().chain(B)?.best();
	assert!(matches!(
		Submitter::check(&node, &honest, best)?,
		Err(Refusal::Batch(_) | Refusal::Stale)
	));
	assert!(matches!(submitter.submit(&node, &honest, best)?, Pooled::Refused(_)));
	drop(a);
	net.check()
}

/// From every position, cut after every number of messages, under every root that was read: what the
/// store builds, a receiver verifies.
///
/// Oracle: a frontier that hashes the payloads of A's own blocks one by one.
#[test]
fn batches_from_every_position_with_every_cut_verify_under_every_later_root() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let mut route = route(&a, &b, stores.path())?;
	let (mut held, mut roots) = (vec![Frontier::empty()], Vec::new());
	for count in [1, 3, 0, 6, 2] {
		let block = net.send(count)?;
		net.include(A, block)?;
		let world = net.world();
		let chain = world.chain(A)?;
		let (_, payloads): (Position, Vec<Vec<u8>>) =
			chain.call_api(block, "SpecOutboxApi_outgoing", &B.encode())?;
		for payload in payloads {
			let mut frontier = held.last().expect("it begins with one; qed").clone();
			frontier.append(leaf_hash(&payload))?;
			held.push(frontier);
		}
		roots.push((chain.provides_root(block)?.expect("A has a channel; qed"), held.len() - 1));
	}
	route.step()?;
	let mut built = 0;
	for (root, count) in roots {
		let commitment = route.store().commitment(root)?.expect("its block was read; qed");
		for from in 0..count {
			for cut in 1..=count - from {
				let limits = Footprint { messages: cut as u64, bytes: u64::MAX };
				let first = Position::from(from as u32);
				let batch =
					batch::messages(route.store(), A.into(), (root, &commitment), first, limits)?
						.expect("there are messages; qed");
				let verified = batch.authenticate(B.into())?.verify(&held[from])?;
				assert_eq!(verified.frontier, held[from + cut]);
				built += 1;
			}
		}
	}
	assert!(built > 100, "only {built} cuts");
	net.check()
}

/// What the destination consumed for good leaves the store, and the rest is still built from.
#[test]
fn the_store_keeps_what_is_not_final_and_no_more() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let mut route = route(&a, &b, stores.path())?;
	let genesis = net.world().chain(B)?.genesis();
	net.b.finalize(Some(genesis));
	let mut most = 0;
	for round in 0..4 {
		let sent = net.send(5)?;
		net.include(A, sent)?;
		net.author(&net.b)?;
		assert!(matches!(route.step()?.outcome, Got::Delivered { .. }), "round {round}");
		net.author(&net.b)?;
		assert_eq!(net.next()?, net.committed()?);
		let count = route.store().node_count()?;
		assert!(count >= most + 5, "nothing is final, and {most} became {count}");
		most = count;
	}
	net.b.finalize(None);
	route.step()?;
	let rest = route.store().node_count()?;
	// Peaks of the whole stream, at most.
	assert!(rest <= 5, "all is final, and {rest} of {most} are left");
	let sent = net.send(5)?;
	net.include(A, sent)?;
	net.author(&net.b)?;
	assert!(matches!(route.step()?.outcome, Got::Delivered { .. }));
	net.author(&net.b)?;
	assert_eq!(net.next()?, net.committed()?);
	net.check()
}

/// Progress, refusals and faults are on the page that Prometheus reads, with both chains as labels.
#[test]
fn metrics_count_what_happened() -> Outcome {
	let net = Net::new()?;
	let (a, b) = (net.a.listen(None)?, net.b.listen(None)?);
	let stores = tempfile::tempdir()?;
	let registry = PrometheusRegistry::new();
	let metrics = Metrics::new(&registry)?;
	let (source, destination) = (Arc::new(Node::new(&a.url())), Arc::new(Node::new(&b.url())));
	let mut route =
		Route::open(source, destination, stores.path(), |from, to| metrics.route(from, to))?;
	let sent = net.send(3)?;
	net.include(A, sent)?;
	net.author(&net.b)?;
	route.step()?;
	net.author(&net.b)?;
	a.stop();
	assert!(route.step().is_err());

	let value = |name: &str| {
		let families = registry.gather();
		let family = families.iter().find(|family| family.get_name() == name);
		let [metric] = family.expect("it was counted; qed").get_metric() else {
			panic!("{name} has one route")
		};
		let labels: Vec<_> = metric.get_label().iter().map(|label| label.get_value()).collect();
		assert!(labels.contains(&"2000") && labels.contains(&"2001"), "{name}: {labels:?}");
		metric.get_counter().get_value() + metric.get_gauge().get_value()
	};
	assert_eq!(value("spec_relayer_source_best"), 1.0);
	assert_eq!(value("spec_relayer_source_read"), 1.0);
	assert_eq!(value("spec_relayer_messages_read_total"), 3.0);
	assert_eq!(value("spec_relayer_batches_total"), 1.0);
	assert_eq!(value("spec_relayer_messages_submitted_total"), 3.0);
	assert_eq!(value("spec_relayer_errors_total"), 1.0);
	drop(b);
	Ok(())
}

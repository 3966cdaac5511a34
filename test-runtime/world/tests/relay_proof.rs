//! What the relay chain of these worlds proves is what the SDK's own proof builder proves.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

use codec::{Decode, Encode};
use cumulus_primitives_core::{
	ParaId,
	relay_chain::{Slot, well_known_keys},
};
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use spec_messaging_primitives::inherent::INHERENT_IDENTIFIER;
use spec_messaging_runtime_api::IncludedRoot;
use spec_messaging_world::{
	Plan, Reach, Result, World,
	relay::state,
	runtime::{Hash, RuntimeEvent},
};

const A: u32 = 2_000;
const B: u32 = 2_001;

/// The plan of B's next block, with the state of the relay chain built and proven by the SDK.
///
/// `RelayStateSproofBuilder` proves every key of a trie that has no others. The relay chain of these worlds
/// keeps its own trie, because proofs out of a large one are another size, keys may be left out of them, and
/// states follow one another; it proves with `sp_state_machine`, as a relay chain node does.
fn by_the_sdk(world: &World, mut plan: Plan, others: &[u32]) -> Result<Plan> {
	let relay = world.relay.last();
	let read = |key: &[u8]| world.relay.read(relay.number, key);
	let slot = read(well_known_keys::CURRENT_SLOT)?.expect("every relay block has a slot; qed");
	let heads = others.iter().map(|para| {
		let head = world.relay.head((*para).into()).expect("it is onboarded; qed");
		(well_known_keys::para_head((*para).into()), head.encode())
	});
	let builder = RelayStateSproofBuilder {
		para_id: B.into(),
		host_config: state::host_configuration(8),
		current_slot: Slot::decode(&mut &slot[..]).expect("it is a slot; qed"),
		included_para_head: world.relay.head(B.into()).cloned(),
		additional_key_values: heads.collect(),
		..Default::default()
	};
	let (root, proof) = builder.into_state_root_and_proof();
	plan.parachain.validation_data.relay_parent_storage_root = root;
	plan.parachain.relay_chain_state = proof;
	Ok(plan)
}

fn included_roots(world: &World, at: Hash) -> Result<Vec<IncludedRoot>> {
	world.chain(B)?.call_api(at, "SpecInboxApi_included_roots", &ParaId::from(A).encode())
}

/// How many messages a block of B took in.
fn taken(world: &World, block: Hash) -> Result<u32> {
	let events = world.chain(B)?.events(block)?.into_iter();
	Ok(events
		.map(|record| match record.event {
			RuntimeEvent::SpecInbox(pallet_spec_inbox::Event::Ingested { count, .. }) => count,
			_ => 0,
		})
		.sum())
}

#[test]
fn a_head_proven_by_the_sdk_is_read_and_built_on_as_one_proven_here() -> Result<()> {
	use sp_keyring::Sr25519Keyring::Bob;
	use spec_messaging_world::{runtime::UNIT, sign::teleport};
	// given a block of A with a message that the relay chain included
	let mut world = World::new(&[A, B])?;
	let chain = world.chain(A)?;
	let transaction = chain.sign(chain.best(), Bob, teleport(B, UNIT))?;
	let sent = world.author(A, vec![transaction])?;
	world.submit(A, &[sent])?;
	world.advance();
	world.advance();
	// when B builds on the state that each proves
	let parent = world.chain(B)?.best();
	let number = world.relay.last().number;
	let collected = world.collect(B, parent, number, Reach::Included)?;
	let here = world.plan(B, parent)?.with_inherent(INHERENT_IDENTIFIER, &collected);
	let sdk = by_the_sdk(&world, here.clone(), &[A])?;
	assert_ne!(
		here.parachain.validation_data.relay_parent_storage_root,
		sdk.parachain.validation_data.relay_parent_storage_root
	);
	let ours = world.chain_mut(B)?.author(&here, Vec::new())?;
	let theirs = world.chain_mut(B)?.author(&sdk, Vec::new())?;
	// then it learns the same of A, takes the same, and its PVF accepts both
	assert_eq!(included_roots(&world, ours)?, included_roots(&world, theirs)?);
	assert_eq!(included_roots(&world, theirs)?.len(), 1);
	assert_eq!((taken(&world, ours)?, taken(&world, theirs)?), (1, 1));
	let validator =
		spec_messaging_world::Validator::new(spec_messaging_world::Code::test_runtime()?);
	for (block, plan) in [(ours, here), (theirs, sdk)] {
		let chain = world.chain(B)?;
		let root = plan.parachain.validation_data.relay_parent_storage_root;
		let head = chain.head_data(parent)?;
		let result = validator.validate(&chain.pov(&[block])?, &head, number, root)?;
		assert_eq!(result.head_data, chain.head_data(block)?);
	}
	Ok(())
}

#[test]
fn a_head_that_the_sdk_did_not_prove_is_no_information() -> Result<()> {
	let mut world = World::new(&[A, B])?;
	let plan = world.plan(B, world.chain(B)?.best())?;
	// Proven absent: A was offboarded, as far as this state says. No root is learned, the block is valid.
	let plan = by_the_sdk(&world, plan, &[])?;
	let block = world.chain_mut(B)?.author(&plan, Vec::new())?;
	assert_eq!(included_roots(&world, block)?, []);
	Ok(())
}

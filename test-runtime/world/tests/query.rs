//! One chain reads the state of another.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

mod common;

use codec::Encode;
use common::*;
use cumulus_primitives_core::{ParaId, relay_chain::HeadData};
use pallet_spec_query::{Error, Event, Keys, Nodes, ProofError};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{
	DispatchError,
	traits::{BlakeTwo256, Hash as _, Header as _},
};
use spec_messaging_world::{
	Result,
	runtime::{AccountId, Hash, Header, Runtime, RuntimeCall, RuntimeEvent, UNIT, siblings},
};

/// Where the test runtime keeps the account `who`.
fn account_key(who: &AccountId) -> Vec<u8> {
	frame_system::Account::<Runtime>::hashed_key_for(who)
}

/// Where the test runtime keeps the authorities of Aura.
fn authorities_key() -> Vec<u8> {
	frame_support::storage::storage_prefix(b"Aura", b"Authorities").to_vec()
}

/// The query of `keys` of A's block `number` with these nodes.
fn query(number: u32, keys: &[Vec<u8>], nodes: Vec<Vec<u8>>) -> RuntimeCall {
	let keys: Vec<_> = keys.iter().cloned().map(|k| k.try_into().expect("short; qed")).collect();
	let nodes: Vec<_> = nodes.into_iter().map(|n| n.try_into().expect("short; qed")).collect();
	let keys = Keys::try_from(keys).expect("few; qed");
	let nodes = Nodes::try_from(nodes).expect("few; qed");
	pallet_spec_query::Call::query { source: A.into(), number, keys, nodes }.into()
}

/// What A's node answers when it is asked to prove `keys` after its block `at`.
fn proof(world: &Matched, at: Hash, keys: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
	Ok(world.chain(A)?.prove(at, keys)?.into_iter_nodes().collect())
}

/// How many keys had a value and how many had none, or why the query failed.
type Answer = core::result::Result<(u32, u32), DispatchError>;

/// Authors a block of B in which Alice queries, and returns it with what came of the query.
fn ask(world: &mut Matched, call: RuntimeCall) -> Result<(Hash, Answer)> {
	let chain = world.chain(B)?;
	let transaction = chain.sign(chain.best(), Alice, call)?;
	let block = world.author(B, vec![transaction])?;
	for record in world.chain(B)?.events(block)? {
		match record.event {
			RuntimeEvent::SpecQuery(Event::SiblingRead { present, absent, .. }) => {
				return Ok((block, Ok((present, absent))));
			},
			RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error, ..
			}) => return Ok((block, Err(dispatch_error))),
			_ => (),
		}
	}
	panic!("a query has an outcome");
}

/// What comes of a query in a block of B that a validator accepts.
fn outcome(world: &mut Matched, call: RuntimeCall) -> Result<Answer> {
	let (block, outcome) = ask(world, call)?;
	submit_fresh(world, B, block)?;
	world.advance();
	world.advance();
	assert!(is_head(world, B, block)?);
	Ok(outcome)
}

fn refused(error: Error<Runtime>) -> Answer {
	Err(error.into())
}

/// A transfers a token to Bob, and the relay chain includes that block.
fn included_transfer(world: &mut Matched) -> Result<Hash> {
	let chain = world.chain(A)?;
	let transfer = pallet_balances::Call::transfer_keep_alive {
		dest: Bob.to_account_id().into(),
		value: UNIT,
	};
	let transaction = chain.sign(chain.best(), Alice, transfer)?;
	let block = world.author(A, vec![transaction])?;
	submit_fresh(world, A, block)?;
	world.advance();
	world.advance();
	assert!(is_head(world, A, block)?);
	Ok(block)
}

/// B learns what Bob has on A, who has nothing there, and who authors A's blocks.
///
/// Goal: a balance of one chain on another without a message. Method: the proof comes from A's own state at
/// the head that the relay chain has, and goes to B in an ordinary transaction.
///
/// ```text
/// relay block   n          n+1          n+2
/// A             transfer   backed       included: state root S
/// B                                     reads A's head, then query: proof against S
/// ```
#[test]
fn a_chain_reads_a_balance_and_the_authorities_of_its_sibling() -> Outcome {
	let mut world = unsupported()?;
	let block = included_transfer(&mut world)?;
	let nobody = AccountId::from([77; 32]);
	let mut keys = vec![account_key(&Bob.to_account_id()), account_key(&nobody), authorities_key()];
	keys.sort();
	let nodes = proof(&world, block, &keys)?;
	let bytes: usize = nodes.iter().map(Vec::len).sum();
	println!("{} keys: {} nodes, {bytes} bytes", keys.len(), nodes.len());
	let number = *world.chain(A)?.header(block)?.number();
	assert_eq!(outcome(&mut world, query(number, &keys, nodes))?, Ok((2, 1)));

	let (a, b) = (world.chain(A)?, world.chain(B)?);
	let balances = b.inspect(b.best(), || siblings::Balances::<Runtime>::get(ParaId::from(A)))?;
	let free = |who: AccountId| {
		let of = balances.iter().find(|balance| balance.account == who).expect("it was read; qed");
		assert_eq!((of.head.number, of.head.state_root), (number, *a.header(block)?.state_root()));
		Ok::<_, spec_messaging_world::WorldError>(of.free)
	};
	let held = a.free_balance(block, &Bob.to_account_id())?;
	assert_eq!(held, a.free_balance(a.genesis(), &Bob.to_account_id())? + UNIT);
	assert_eq!(free(Bob.to_account_id())?, held);
	assert_eq!(free(nobody)?, 0);

	let (authorities, _) = b
		.inspect(b.best(), || siblings::Authorities::<Runtime>::get(ParaId::from(A)))?
		.expect("they were read; qed");
	assert_eq!(authorities.into_inner(), vec![Alice.public().into()]);
	world.check_all()
}

#[test]
fn what_is_older_does_not_replace_what_is_newer() -> Outcome {
	let mut world = unsupported()?;
	let keys = [account_key(&Bob.to_account_id())];
	let older = included_transfer(&mut world)?;
	let older = query(1, &keys, proof(&world, older, &keys)?);
	assert_eq!(outcome(&mut world, older.clone())?, Ok((1, 0)));
	let newer = included_transfer(&mut world)?;
	let newer = query(2, &keys, proof(&world, newer, &keys)?);
	assert_eq!(outcome(&mut world, newer.clone())?, Ok((1, 0)));
	// The same again does no harm. The older head is still in the ring, but the handler knows better.
	assert_eq!(outcome(&mut world, newer)?, Ok((1, 0)));
	assert_eq!(outcome(&mut world, older)?, Err(siblings::Error::<Runtime>::OldNews.into()));
	Ok(())
}

#[test]
fn a_state_that_is_not_included_can_not_be_read() -> Outcome {
	let mut world = unsupported()?;
	included_transfer(&mut world)?;
	let keys = [account_key(&Bob.to_account_id())];
	// given a block of A that the relay chain does not know
	let ahead = world.author(A, Vec::new())?;
	let nodes = proof(&world, ahead, &keys)?;
	// when its state is read, under its own number or under that of the included head
	let own = query(2, &keys, nodes.clone());
	assert_eq!(outcome(&mut world, own)?, refused(Error::UnknownHead));
	let other = query(1, &keys, nodes);
	assert_eq!(outcome(&mut world, other)?, refused(Error::Proof(ProofError::OtherRoot)));
	Ok(())
}

#[test]
fn forged_proofs_are_refused_in_blocks_that_validators_accept() -> Outcome {
	let mut world = unsupported()?;
	let block = included_transfer(&mut world)?;
	let keys = [account_key(&Bob.to_account_id())];
	let honest = proof(&world, block, &keys)?;
	// B's own state instead of A's.
	let chain = world.chain(B)?;
	let own: Vec<_> = chain.prove(chain.best(), &keys)?.into_iter_nodes().collect();
	let said = outcome(&mut world, query(1, &keys, own))?;
	assert_eq!(said, refused(Error::Proof(ProofError::OtherRoot)));
	// A balance with another digit: the value's node is not the one that its parent names.
	let mut forged = honest.clone();
	let value = world.chain(A)?.storage(block, &keys[0])?.expect("Bob has an account; qed");
	let place = forged.iter().position(|node| *node == value).expect("over 32 bytes; qed");
	forged[place][16] ^= 1;
	forged.sort();
	let said = outcome(&mut world, query(1, &keys, forged))?;
	assert_eq!(said, refused(Error::Proof(ProofError::MissingNode)));
	// No value at all.
	let mut omitted = honest;
	omitted.remove(place);
	let said = outcome(&mut world, query(1, &keys, omitted))?;
	assert_eq!(said, refused(Error::Proof(ProofError::MissingNode)));
	Ok(())
}

/// A state root over a node whose lengths wrap around in 32 bits is refused where that is so: in wasm.
///
/// The codec of the SDK panics on it there, and a panic in a transaction is a block that nobody can build.
#[test]
fn garbage_in_the_state_of_a_sibling_stops_no_block() -> Outcome {
	let mut world = unsupported()?;
	let block = included_transfer(&mut world)?;
	let keys = [account_key(&Bob.to_account_id())];
	for (number, garbage) in [
		// A leaf whose value has 2^32 - 1 bytes.
		(2, vec![0x40, 3, 255, 255, 255, 255]),
		// A branch whose only child has.
		(3, vec![0x80, 1, 0, 3, 255, 255, 255, 255]),
		(4, vec![0x01]),
	] {
		let header = Header { number, ..world.chain(A)?.header(block)?.clone() };
		let header = Header { state_root: BlakeTwo256::hash(&garbage), ..header };
		world.relay.set_head(A.into(), HeadData(header.encode()));
		world.advance();
		let said = outcome(&mut world, query(number, &keys, vec![garbage]))?;
		assert_eq!(said, refused(Error::Proof(ProofError::BadNode)));
	}
	Ok(())
}

#[test]
fn an_offboarded_sibling_is_read_no_more() -> Outcome {
	let mut world = unsupported()?;
	let block = included_transfer(&mut world)?;
	let keys = [account_key(&Bob.to_account_id())];
	let call = query(1, &keys, proof(&world, block, &keys)?);
	assert_eq!(outcome(&mut world, call.clone())?, Ok((1, 0)));
	world.relay.offboard(A.into());
	world.advance();
	assert_eq!(outcome(&mut world, call)?, refused(Error::UnknownHead));
	Ok(())
}

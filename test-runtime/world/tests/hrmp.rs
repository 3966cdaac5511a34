//! A token crosses by HRMP, through the state of the same relay chain: what the suite is compared with.

// A test that panics has failed, and its numbers are small.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::cast_possible_truncation,
	clippy::indexing_slicing,
	clippy::items_after_statements,
	missing_docs,
	unreachable_pub
)]

use codec::DecodeAll;
use cumulus_primitives_core::relay_chain::{AbridgedHrmpChannel, HrmpChannelId, well_known_keys};
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use spec_messaging_world::{
	Candidate, Inclusion, Result, World, WorldError,
	relay::{CANDIDATE_PAGES, Settings},
	runtime::{Hash, UNIT},
	sign::teleport,
};

/// The chain that sends in these tests.
const A: u32 = 2_000;
/// The chain that receives in these tests.
const B: u32 = 2_001;

/// A and B after one block each: a chain sends nothing before it has told of its limits for a block.
fn world() -> Result<World> {
	let mut world = World::with_hrmp(Settings::default(), Inclusion, &[A, B])?;
	for para in [A, B] {
		let block = world.author(para, Vec::new())?;
		world.submit(para, &[block])?;
	}
	world.advance();
	world.advance();
	Ok(world)
}

/// A block of A in which Bob teleports `count` tokens to Charlie on B, one by one; and its candidate.
fn send(world: &mut World, count: u32) -> Result<(Hash, Candidate)> {
	let chain = world.chain(A)?;
	let nonce = chain.nonce(chain.best(), Bob)?;
	let sign = |index| chain.sign_with_nonce(Bob, nonce + index, teleport(B, UNIT));
	let block = world.author(A, (0..count).map(sign).collect())?;
	let candidate = world.submit(A, &[block])?;
	Ok((block, candidate))
}

fn charlie_on_b(world: &World) -> Result<u128> {
	let chain = world.chain(B)?;
	chain.free_balance(chain.best(), &Charlie.to_account_id())
}

/// The channel from A to B, as it is in the relay chain's state.
fn channel(world: &World) -> Result<AbridgedHrmpChannel> {
	let id = HrmpChannelId { sender: A.into(), recipient: B.into() };
	let key = well_known_keys::hrmp_channels(id);
	let value = world.relay.read(world.relay.last().number, &key)?.expect("it is open; qed");
	let (channel, _, _) = <(AbridgedHrmpChannel, u128, u128)>::decode_all(&mut &value[..])
		.expect("the deposits follow; qed");
	Ok(channel)
}

#[test]
fn a_token_crosses_by_hrmp_two_relay_blocks_later() -> Result<()> {
	let mut world = world()?;
	let (before, supply) = (charlie_on_b(&world)?, world.total_issuance()?);

	// One page leaves with the candidate, whatever the number of messages.
	let (_, candidate) = send(&mut world, 3)?;
	assert_eq!(candidate.horizontal_messages.len(), 1);
	assert_eq!(candidate.hrmp_watermark, candidate.relay_parent);

	// It is in nobody's reach until it is enacted.
	world.advance();
	assert_eq!(channel(&world)?.msg_count, 0);
	world.advance();
	let waiting = channel(&world)?;
	let page = &candidate.horizontal_messages[0].data;
	assert_eq!((waiting.msg_count, waiting.total_size as usize), (1, page.len()));

	// B's next block takes and executes it; the sender paid, fees stay where they were paid.
	let received = world.author(B, Vec::new())?;
	let gained = charlie_on_b(&world)? - before;
	assert!(gained > 2 * UNIT && gained < 3 * UNIT, "three teleports brought {gained}");
	assert_eq!(world.total_issuance()?, supply);

	// Once that is enacted, the page has left the relay chain's state, and its hash stays.
	world.submit(B, &[received])?;
	world.advance();
	world.advance();
	let pruned = channel(&world)?;
	assert_eq!((pruned.msg_count, pruned.total_size), (0, 0));
	assert_eq!(pruned.mqc_head, waiting.mqc_head);
	for chain in world.chains() {
		chain.check(chain.best())?;
	}
	Ok(())
}

#[test]
fn pages_of_many_blocks_arrive_once_and_in_order() -> Result<()> {
	let mut world = world()?;
	let (before, supply) = (charlie_on_b(&world)?, world.total_issuance()?);
	for _ in 0..6 {
		send(&mut world, 2)?;
		let received = world.author(B, Vec::new())?;
		world.submit(B, &[received])?;
		world.advance();
	}
	for _ in 0..4 {
		let received = world.author(B, Vec::new())?;
		world.submit(B, &[received])?;
		world.advance();
	}
	let gained = charlie_on_b(&world)? - before;
	assert!(gained > 11 * UNIT && gained < 12 * UNIT, "twelve teleports brought {gained}");
	assert_eq!(world.total_issuance()?, supply);
	assert_eq!(channel(&world)?.msg_count, 0);
	Ok(())
}

#[test]
fn an_author_can_not_leave_a_page_out() -> Result<()> {
	let mut world = world()?;
	send(&mut world, 1)?;
	world.advance();
	world.advance();
	let honest = world.plan(B, world.chain(B)?.best())?;
	let mut silent = honest.clone();
	silent.parachain.horizontal_messages.clear();
	assert!(world.chain(B)?.build(&honest, Vec::new()).is_ok());
	// The runtime compares what it was given with the hash of all that was sent, and panics.
	let refused = world.chain(B)?.build(&silent, Vec::new());
	assert!(matches!(refused, Err(WorldError::Call { .. })));
	Ok(())
}

#[test]
fn a_candidate_outside_the_rules_is_not_backed() -> Result<()> {
	type Fault = (&'static str, fn(&mut Candidate));
	let faults: [Fault; 5] = [
		("a watermark ahead of the relay parent", |candidate| candidate.hrmp_watermark += 1),
		("a watermark where nothing arrived", |candidate| candidate.hrmp_watermark -= 1),
		("no such channel", |candidate| candidate.horizontal_messages[0].recipient = A.into()),
		("a receiver twice", |candidate| {
			let page = candidate.horizontal_messages[0].clone();
			candidate.horizontal_messages.push(page);
		}),
		("too many pages", |candidate| {
			let page = candidate.horizontal_messages[0].clone();
			candidate.horizontal_messages = (0..=CANDIDATE_PAGES)
				.map(|to| {
					let mut page = page.clone();
					page.recipient = to.into();
					page
				})
				.collect();
		}),
	];
	for (fault, commit) in faults {
		let mut world = world()?;
		// Enough of them that a page into each is too much.
		for to in 0..=CANDIDATE_PAGES {
			world.relay.open_channel(A.into(), to.into());
		}
		world.advance();
		let (_, candidate) = send(&mut world, 1)?;
		assert!(world.relay.last().hrmp.accepts(&candidate), "the honest one");
		let mut forged = candidate;
		commit(&mut forged);
		assert!(!world.relay.last().hrmp.accepts(&forged), "{fault}");
	}
	Ok(())
}

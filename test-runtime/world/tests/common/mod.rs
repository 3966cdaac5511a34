//! Two chains that talk to each other, and what happened in their blocks.

#![allow(dead_code, reason = "each test file uses its share")]

use codec::Encode;
use cumulus_primitives_core::ParaId;
use sp_keyring::Sr25519Keyring::Bob;
use spec_messaging_primitives::{
	batch::MessageBatch,
	inherent::{INHERENT_IDENTIFIER, IngestData},
	late_block::MessagingProofInputs,
	pallets::{Footprint, SpecRelaySupport, SpeculativeSupport, Tier},
};
use spec_messaging_runtime_api::{NextPosition, Refusal};
use spec_messaging_world::{
	Candidate, Matching, Plan, Reach, Result, World,
	relay::Settings,
	runtime::{Hash, RuntimeEvent, UNIT, UncheckedExtrinsic},
	sign::teleport,
};

/// The chain that sends in these tests.
pub const A: u32 = 2_000;
/// The chain that receives in these tests.
pub const B: u32 = 2_001;
/// Roots that the relay chain of these tests remembers of each sender.
pub const WINDOW: u32 = 4;

/// Chains with channels between all of them under a relay chain that matches.
pub type Matched = World<Matching<WINDOW>>;

/// What a test returns where the engine would fail.
pub type Outcome = Result<()>;

/// A and B, and a relay chain that shows its support.
pub fn supported() -> Result<Matched> {
	let mut world = unsupported()?;
	show_support(&mut world);
	world.advance();
	Ok(world)
}

/// A and B under a relay chain whose state does not show support.
pub fn unsupported() -> Result<Matched> {
	let settings = Settings { allowed_ancestry: 32, ..Settings::default() };
	World::with_rule(settings, Matching::default(), &[A, B])
}

/// From the next block on the relay chain's state shows that it matches.
pub fn show_support(world: &mut Matched) {
	world.relay.schedule(support_key(), Some(vec![1]));
}

/// Under which the relay chain shows its support.
pub fn support_key() -> Vec<u8> {
	SpecRelaySupport::key().expect("the reference flag has a key; qed")
}

/// `count` teleports of Bob on `from`, signed, to `to`.
pub fn teleports(
	world: &Matched,
	from: u32,
	to: u32,
	count: u32,
) -> Result<Vec<UncheckedExtrinsic>> {
	let chain = world.chain(from)?;
	let nonce = chain.nonce(chain.best(), Bob)?;
	let sign = |index| chain.sign_with_nonce(Bob, nonce + index, teleport(to, UNIT));
	Ok((0..count).map(sign).collect())
}

/// Authors a block of A that sends `count` messages to B and brings no batches. Its author asks for the
/// speculative tier, so its candidate says what it provides where the relay chain shows support.
pub fn send(world: &mut Matched, count: u32) -> Result<Hash> {
	let transactions = teleports(world, A, B, count)?;
	let plan = plan_with(world, A, &data(Vec::new(), true))?;
	let block = world.chain_mut(A)?.author(&plan, transactions)?;
	world.announce(A)?;
	Ok(block)
}

/// Where B stands with A after B's best block.
pub fn standing(world: &Matched) -> Result<NextPosition> {
	let chain = world.chain(B)?;
	let mut all = chain.next_positions(chain.best())?;
	all.retain(|next| next.source == ParaId::from(A));
	Ok(all.pop().expect("B accepts A since genesis; qed"))
}

/// The batch that A's node builds for B at A's best block, with at most `messages` messages.
pub fn batch(world: &Matched, messages: u64) -> Result<MessageBatch> {
	let mut next = standing(world)?;
	next.capacity = Footprint { messages, ..next.capacity };
	let chain = world.chain(A)?;
	let batch = chain.batch(chain.best(), B.into(), &next)?;
	Ok(batch.expect("the off-chain index has everything; qed"))
}

/// What a collator puts into a block: these batches, with or without the wish for the speculative tier.
pub fn data(batches: Vec<MessageBatch>, speculative: bool) -> IngestData {
	IngestData { batches: batches.try_into().expect("few; qed"), speculative }
}

/// The plan of a block of `para` on its best block with `data` in its inherent.
pub fn plan_with(world: &Matched, para: u32, data: &impl Encode) -> Result<Plan> {
	let parent = world.chain(para)?.best();
	Ok(world.plan(para, parent)?.with_inherent(INHERENT_IDENTIFIER, data))
}

/// Authors a block of B with `data`.
pub fn receive(world: &mut Matched, data: &IngestData) -> Result<Hash> {
	let plan = plan_with(world, B, data)?;
	world.chain_mut(B)?.author(&plan, Vec::new())
}

/// Why batches were refused in a block of B.
pub fn refusals(world: &Matched, block: Hash) -> Result<Vec<Refusal>> {
	let events = world.chain(B)?.events(block)?;
	Ok(events
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::SpecInbox(pallet_spec_inbox::Event::Refused { reason, .. }) => {
				Some(reason)
			},
			_ => None,
		})
		.collect())
}

/// How many messages a block of B took in, by tier: included, speculative.
pub fn taken(world: &Matched, block: Hash) -> Result<(u32, u32)> {
	let mut taken = (0, 0);
	for record in world.chain(B)?.events(block)? {
		if let RuntimeEvent::SpecInbox(pallet_spec_inbox::Event::Ingested { count, tier, .. }) =
			record.event
		{
			match tier {
				Tier::Included => taken.0 += count,
				Tier::Speculative => taken.1 += count,
			}
		}
	}
	Ok(taken)
}

/// Submits blocks of `para` that were built at relay block `relay_parent`, with `inputs` if a block is
/// marked.
pub fn submit(
	world: &mut Matched,
	para: u32,
	blocks: &[Hash],
	inputs: &MessagingProofInputs,
	relay_parent: u32,
) -> Result<Candidate> {
	let pov = world.chain(para)?.pov_with(blocks, inputs)?;
	world.submit_pov(para, blocks, &pov, relay_parent)
}

/// Submits a block of `para` that was built at the last relay block, without late block proofs.
pub fn submit_fresh(world: &mut Matched, para: u32, block: Hash) -> Result<Candidate> {
	let relay_parent = world.relay.last().number;
	submit(world, para, &[block], &MessagingProofInputs::default(), relay_parent)
}

/// Whether the head of `para` on the relay chain is `block`.
pub fn is_head(world: &Matched, para: u32, block: Hash) -> Result<bool> {
	Ok(world.relay.head(para.into()) == Some(&world.chain(para)?.head_data(block)?))
}

/// Honest traffic after whatever a test did: A sends three more messages, and everything that A ever
/// sent to B is consumed, executed, included, and conserved.
pub fn honest_messages_still_arrive(world: &mut Matched, reach: Reach) -> Outcome {
	// given what B had executed and three more messages
	let transactions = teleports(world, A, B, 3)?;
	let mut transactions = Some(transactions);
	// when honest collators go on for a while
	// Long enough for the answers of pallet-xcm to questions about versions, too.
	for _ in 0..16 {
		let sent = world.author_collecting(A, transactions.take().unwrap_or_default(), reach)?;
		submit_fresh(world, A, sent)?;
		let received = world.author_collecting(B, Vec::new(), reach)?;
		assert_eq!(refusals(world, received)?, [], "an honest batch is refused");
		submit_fresh(world, B, received)?;
		world.advance();
	}
	world.check_all()?;
	// then B is where A is, nothing waits, and both chains' blocks are included
	let chain = world.chain(A)?;
	let channels = chain.channels(chain.best())?;
	let committed = channels.first().expect("A has a channel to B; qed").committed;
	assert_eq!(standing(world)?.next, committed.next_position());
	let next = standing(world)?;
	let empty = Footprint {
		messages: spec_messaging_world::runtime::messaging::WINDOW_MESSAGES,
		bytes: spec_messaging_world::runtime::messaging::WINDOW_BYTES,
	};
	assert_eq!(next.capacity, empty, "messages wait in the queue");
	for para in [A, B] {
		let head = world.relay.head(para.into()).cloned();
		let chain = world.chain(para)?;
		let two_back = {
			let parent = *sp_runtime::traits::Header::parent_hash(chain.header(chain.best())?);
			*sp_runtime::traits::Header::parent_hash(chain.header(parent)?)
		};
		let recent = [
			chain.best(),
			*sp_runtime::traits::Header::parent_hash(chain.header(chain.best())?),
			two_back,
		];
		let known = recent.into_iter().map(|b| chain.head_data(b)).collect::<Result<Vec<_>>>()?;
		assert!(known.into_iter().any(|data| Some(data) == head), "chain {para} is stuck");
	}
	Ok(())
}

//! Measures what receiving costs: `make figures`.
//!
//! Everything is read off real blocks of the wasm runtime, on a relay chain whose trie has a hundred other
//! parachains' heads and two thousand other keys. Latency against HRMP is what `make demo` shows.

use codec::Encode;
use cumulus_primitives_core::relay_chain::well_known_keys;
use frame_support::{
	dispatch::DispatchClass,
	weights::{RuntimeDbWeight, Weight},
};
use frame_system::Phase;
use pallet_spec_inbox::weights::{SubstrateWeight, WeightInfo};
use sp_keyring::Sr25519Keyring::Bob;
use sp_runtime::traits::Block as _;
use spec_messaging_primitives::{
	batch::MessageBatch,
	pallets::{ApplyRegister, HandleMessages, NoteHead, PublishRegister},
};
use spec_messaging_world::{
	Reach, Result, World, WorldError,
	runtime::{Hash, Runtime, RuntimeCall, RuntimeEvent, UNIT},
	sign::{deliver, teleport},
};
use std::{process::ExitCode, time::Instant};

/// The chain that receives.
const RECEIVER: u32 = 2_000;
/// A chain that sends.
const SENDER: u32 = 2_001;
/// Numbers of sources.
const SOURCES: [u32; 3] = [1, 8, 32];
/// Numbers of messages in a batch.
const MESSAGES: [usize; 3] = [1, 10, 100];
/// Pairs of timings that a ratio is the median of.
const PAIRS: usize = 51;

fn main() -> ExitCode {
	match heads().and_then(|()| batches()).and_then(|()| shares()).and_then(|()| junk()) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("figures: {error}");
			ExitCode::FAILURE
		},
	}
}

/// The receiver and its sources, each with one block that the relay chain included.
fn world(sources: u32) -> Result<World> {
	let paras: Vec<u32> = (RECEIVER..=RECEIVER.saturating_add(sources)).collect();
	let mut world = World::new(&paras)?;
	for para in paras {
		let block = world.author(para, Vec::new())?;
		world.submit(para, &[block])?;
	}
	world.advance();
	world.advance();
	Ok(world)
}

/// The same with one source, which sent `count` teleports in a block that is included too.
fn sent(count: usize) -> Result<World> {
	let mut world = world(1)?;
	let chain = world.chain(SENDER)?;
	let nonces = chain.nonce(chain.best(), Bob)?..;
	let sign = |nonce| chain.sign_with_nonce(Bob, nonce, teleport(RECEIVER, UNIT));
	let transactions = nonces.take(count).map(sign).collect();
	let block = world.author(SENDER, transactions)?;
	world.submit(SENDER, &[block])?;
	world.advance();
	world.advance();
	Ok(world)
}

/// Bytes of the relay state proof and of the PoV of an idle block of the receiver, with the keys `omit`
/// not proven.
fn idle(world: &mut World, omit: &[Vec<u8>]) -> Result<(usize, usize)> {
	let parent = world.chain(RECEIVER)?.best();
	let number = world.relay.last().number;
	let plan = world.plan_at(RECEIVER, parent, parent, number, omit)?;
	let proof = plan.parachain.relay_chain_state.encoded_size();
	let chain = world.chain_mut(RECEIVER)?;
	let block = chain.author(&plan, Vec::new())?;
	let pov = chain.pov(&[block])?.encoded_size();
	chain.set_best(parent)?;
	Ok((proof, pov))
}

fn heads() -> Result<()> {
	println!("Reading the heads of sources, each block:\n");
	println!(
		"| sources | relay proof, bytes | without heads | a source | PoV, bytes, a source | weight a source: ns | proof bytes |"
	);
	println!("|---|---|---|---|---|---|---|");
	for sources in SOURCES {
		let mut world = world(sources)?;
		let peers = RECEIVER.saturating_add(1)..=RECEIVER.saturating_add(sources);
		let keys: Vec<_> = peers.map(|para| well_known_keys::para_head(para.into())).collect();
		let (proof, pov) = idle(&mut world, &[])?;
		let (proof_without, pov_without) = idle(&mut world, &keys)?;
		let each = |with: usize, without: usize| {
			let sources = usize::try_from(sources).unwrap_or(1).max(1);
			with.saturating_sub(without).checked_div(sources).unwrap_or_default()
		};
		let weight = |heads| SubstrateWeight::<Runtime>::relay_heads(heads);
		let weight = weight(sources).saturating_sub(weight(0)).saturating_div(sources.into());
		println!(
			"| {sources} | {proof} | {proof_without} | {} | {} | {} | {} |",
			each(proof, proof_without),
			each(pov, pov_without),
			nanoseconds(weight),
			weight.proof_size(),
		);
	}
	println!();
	Ok(())
}

fn batches() -> Result<()> {
	println!("Taking one batch of teleports under an included root:\n");
	println!(
		"| messages | batch, bytes | PoV, bytes, over an idle block | a message | weight charged: ns | a message | proof bytes |"
	);
	println!("|---|---|---|---|---|---|---|");
	for count in MESSAGES {
		let mut world = sent(count)?;
		let (_, pov_idle) = idle(&mut world, &[])?;
		let received = world.author_collecting(RECEIVER, Vec::new(), Reach::Included)?;
		let pov = world.chain(RECEIVER)?.pov(&[received])?.encoded_size();
		let Ingest { bytes, weight, .. } = ingest(&world, received)?;
		let over = pov.saturating_sub(pov_idle);
		let nanoseconds = nanoseconds(weight);
		let each = u64::try_from(count).ok().and_then(|count| nanoseconds.checked_div(count));
		println!(
			"| {count} | {bytes} | {over} | {} | {nanoseconds} | {} | {} |",
			over.checked_div(count).unwrap_or_default(),
			each.unwrap_or_default(),
			weight.proof_size(),
		);
	}
	println!();
	Ok(())
}

/// The inherent of a block that took batches in.
struct Ingest {
	bytes: usize,
	/// What it was charged.
	weight: Weight,
	batches: Vec<MessageBatch>,
}

/// The inherent that took in batches in `block`.
fn ingest(world: &World, block: Hash) -> Result<Ingest> {
	let chain = world.chain(RECEIVER)?;
	let mut extrinsics = chain.stored(block)?.block.extrinsics().iter().enumerate();
	let found = extrinsics.find_map(|(index, extrinsic)| match &extrinsic.function {
		RuntimeCall::SpecInbox(pallet_spec_inbox::Call::ingest { data }) => {
			Some((index, extrinsic.encoded_size(), data.batches.to_vec()))
		},
		_ => None,
	});
	let missing = || WorldError::Proof("the block takes no batch in".into());
	let (index, bytes, batches) = found.ok_or_else(missing)?;
	let charged = chain.events(block)?.into_iter().find_map(|record| match record.event {
		RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { dispatch_info })
			if record.phase == Phase::ApplyExtrinsic(u32::try_from(index).ok()?) =>
		{
			Some(dispatch_info.weight)
		},
		_ => None,
	});
	Ok(Ingest { bytes, weight: charged.ok_or_else(missing)?, batches })
}

/// What the charge for a batch is made of. Fails if the parts do not add up to what a block was charged.
fn shares() -> Result<()> {
	type Measured = SubstrateWeight<Runtime>;
	type Outbox = <Runtime as pallet_spec_inbox::Config>::Outbox;
	type Handler = <Runtime as pallet_spec_inbox::Config>::Handler;
	type Observer = <Runtime as pallet_spec_inbox::Config>::Observer;

	let mut world = sent(1)?;
	let received = world.author_collecting(RECEIVER, Vec::new(), Reach::Included)?;
	let Ingest { weight, batches, .. } = ingest(&world, received)?;
	let [batch] = batches.as_slice() else {
		return Err(WorldError::Proof("the block takes more than one batch in".into()));
	};
	let bytes = u32::try_from(batch.payload_bytes()).unwrap_or(u32::MAX);
	let slope = |to: Weight, from: Weight| to.saturating_sub(from);
	let of_bytes = [
		slope(Measured::batch_bytes(bytes), Measured::batch_bytes(0)),
		slope(Measured::batch_taken_bytes(bytes), Measured::batch_taken_bytes(0)),
	];
	let of_bytes = of_bytes.iter().map(Weight::ref_time).max().unwrap_or_default();
	let hashing = slope(Measured::batch_messages(1), Measured::batch_messages(0))
		.max(slope(Measured::at_once_messages(1), Measured::at_once_messages(0)))
		.saturating_add(Weight::from_parts(of_bytes, 0));
	let base = <Runtime as frame_system::Config>::BlockWeights::get();
	let parts = [
		("any extrinsic", base.get(DispatchClass::Mandatory).base_extrinsic),
		("a call without batches", Measured::ingest()),
		("looking at a batch", Measured::refuse()),
		("its proofs, root, history and frontier", Measured::batch_siblings(batch.siblings())),
		("hashing its message, and what executing it takes before it says", hashing),
		("handing that on: pages of the queue and its book", Handler::handle_weight(1, bytes)),
		("applying the register that it brings", Outbox::apply_weight()),
		(
			"publishing our register, and its leaf and page in the commitment",
			Outbox::publish_weight(),
		),
		("the line in the block's record", slope(Measured::finalize(1), Measured::finalize(0))),
		("forgetting heads, if it freezes its source", Observer::note_weight()),
	];
	let RuntimeDbWeight { read, write } = <Runtime as frame_system::Config>::DbWeight::get();
	println!(
		"What is charged for the one with one message. A database read is {} ns of it, a write {} ns:\n",
		read / 1_000,
		write / 1_000
	);
	println!("| share | weight charged: ns | proof bytes |");
	println!("|---|---|---|");
	let mut sum = Weight::zero();
	for (what, part) in parts {
		println!("| {what} | {} | {} |", nanoseconds(part), part.proof_size());
		sum = sum.saturating_add(part);
	}
	println!("| together | {} | {} |\n", nanoseconds(sum), sum.proof_size());
	if weight != sum {
		return Err(WorldError::Proof(format!(
			"the parts are {sum}, the block was charged {weight}"
		)));
	}
	Ok(())
}

/// Weight is in picoseconds.
fn nanoseconds(weight: Weight) -> u64 {
	weight.ref_time() / 1_000
}

/// How long the pool of the receiver looks at transactions that it does not keep.
fn junk() -> Result<()> {
	println!("What a pool spends on a delivery, in validations of a signed transfer:\n");
	println!("| transaction | kept | bytes | validations of a transfer |");
	println!("|---|---|---|---|");
	for count in MESSAGES {
		let mut world = sent(count)?;
		// A block that reads the sender's head and takes nothing.
		let at = world.author(RECEIVER, Vec::new())?;
		let chain = world.chain(RECEIVER)?;
		let transfer = chain.sign(at, Bob, teleport(SENDER, UNIT))?;
		let next = chain.next_positions(at)?.into_iter().find(|next| next.source == SENDER.into());
		let next = next.ok_or_else(|| WorldError::Proof("no such source".into()))?;
		let sender = world.chain(SENDER)?;
		let honest = sender
			.batch(sender.best(), RECEIVER.into(), &next)?
			.map_err(|error| WorldError::Proof(error.to_string()))?;

		let mut root = honest.clone();
		root.provides_root = Default::default();
		let mut payload = honest.clone();
		if let Some(byte) =
			payload.payloads.iter_mut().next_back().and_then(|last| last.iter_mut().next_back())
		{
			*byte ^= 1;
		}
		let mut sibling = honest.clone();
		sibling.proof.generation = sibling.proof.generation.saturating_add(1);
		for (what, batch) in [
			("honest", honest),
			("under a root that was never included", root),
			("of another generation", sibling),
			("its last payload changed", payload),
		] {
			let transaction = deliver(batch);
			let kept = chain.validate(at, &transaction)?.is_ok();
			let times = relative(
				|| chain.validate(at, &transaction).map(drop),
				|| chain.validate(at, &transfer).map(drop),
			)?;
			println!(
				"| {count} messages, {what} | {} | {} | {times:.2} |",
				if kept { "yes" } else { "no" },
				transaction.encoded_size(),
			);
		}
	}
	println!();
	Ok(())
}

/// How many times `other` takes as long as `one`: the median over pairs, close in time.
fn relative(
	mut one: impl FnMut() -> Result<()>,
	mut other: impl FnMut() -> Result<()>,
) -> Result<f64> {
	let mut ratios = Vec::with_capacity(PAIRS);
	for _ in 0..PAIRS {
		let start = Instant::now();
		one()?;
		let middle = Instant::now();
		other()?;
		let first = middle.duration_since(start).as_secs_f64();
		ratios.push(first / middle.elapsed().as_secs_f64());
	}
	ratios.sort_by(f64::total_cmp);
	Ok(ratios.get(PAIRS / 2).copied().unwrap_or_default())
}

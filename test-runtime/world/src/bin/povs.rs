//! Writes proofs of validity and the code they belong to, as cumulus-pov-validator reads them: `make e2e-pov`.
//!
//! A file of a collator's `--export-pov-to-path` is the PoV, then the persisted validation data, both SCALE
//! encoded. Names here are `<code>.<verdict>.<what it is>.pov`, and `<code>.wasm`:
//!
//! | code | what it is |
//! |---|---|
//! | `wrapped` | the test runtime, with this suite's wrapper around `validate_block` |
//! | `stock` | the same with cumulus' own |
//! | `hrmp` | the same with HRMP as its transport |

use clap::Parser;
use codec::Encode;
use cumulus_primitives_core::{ParaId, PersistedValidationData, relay_chain};
use sp_keyring::Sr25519Keyring::Bob;
use sp_runtime::traits::Header as _;
use spec_messaging_primitives::{
	hashing::ProvidesRoot,
	inherent::{INHERENT_IDENTIFIER, IngestData},
	late_block::MessagingProofInputs,
	pallets::{SpecRelaySupport, SpeculativeSupport},
};
use spec_messaging_world::{
	Code, Matching, Reach, Rule, Validator, World, WorldError,
	relay::Settings,
	runtime::{Hash, UNIT, UncheckedExtrinsic},
	sign::teleport,
};
use std::{fs, path::PathBuf, process::ExitCode};

/// Two chains that send, and the chain that receives.
const A: u32 = 2_000;
const B: u32 = 2_001;
const C: u32 = 2_002;
/// Roots that the relay chain remembers of each sender.
const WINDOW: u32 = 4;

type Matched = World<Matching<WINDOW>>;
type Outcome<T = ()> = Result<T, Box<dyn core::error::Error>>;

/// Where to write.
#[derive(Parser)]
#[command(about = "Writes proofs of validity as cumulus-pov-validator reads them")]
struct Arguments {
	/// The directory; it exists.
	directory: PathBuf,
}

fn main() -> ExitCode {
	let Arguments { directory } = Arguments::parse();
	let export = Export { directory };
	match export.all() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("povs: {error}");
			ExitCode::FAILURE
		},
	}
}

struct Export {
	directory: PathBuf,
}

impl Export {
	fn all(&self) -> Outcome {
		let codes = [
			("wrapped", Code::test_runtime()?),
			("stock", Code::stock_pvf()?),
			("hrmp", Code::hrmp()?),
		];
		for (name, code) in codes {
			fs::write(self.directory.join(format!("{name}.wasm")), code.blob())?;
		}
		self.inclusion_tier()?;
		self.speculative_tier()?;
		self.late_block()?;
		self.hrmp()
	}

	/// Without marks, so the honest ones go to both codes.
	fn inclusion_tier(&self) -> Outcome {
		let mut world = world(false)?;
		let root = sends(&mut world, A, 3)?;
		sends(&mut world, B, 2)?;
		enact(&mut world);
		let parent = world.chain(C)?.best();

		let idle = world.author(C, Vec::new())?;
		let idle = Pov::of(&world, C, &[idle], None)?;
		world.chain_mut(C)?.set_best(parent)?;
		let received = world.author_collecting(C, Vec::new(), Reach::Included)?;
		let received = Pov::of(&world, C, &[received], None)?;
		let bundle = bundle(&mut world, parent)?;
		let bundle = Pov::of(&world, C, &bundle, None)?;
		for code in ["wrapped", "stock"] {
			self.write(code, true, "idle", &idle)?;
			self.write(code, true, "block-that-consumes", &received)?;
			self.write(code, true, "bundle-that-consumes", &bundle)?;
		}
		let other = world.chain(A)?;
		let other_head = other.head_data(other.genesis())?;
		for (what, honest) in [("block", &received), ("bundle", &bundle)] {
			// The root is in the batch, and in the head that the relay state proof shows.
			let places = occurrences(&honest.bytes, root.as_ref());
			if places.len() < 2 {
				return Err("the root is not where it should be".into());
			}
			let mut forged: Vec<_> = places
				.into_iter()
				.enumerate()
				.map(|(number, place)| {
					(format!("with-another-root-{number}"), honest.with_another_byte_at(place))
				})
				.collect();
			let parent = Pov { parent_head: other_head.clone(), ..honest.clone() };
			forged.push(("on-another-head".into(), parent));
			let state = Pov { relay_root: Hash::repeat_byte(7), ..honest.clone() };
			forged.push(("at-another-relay-state".into(), state));
			for (how, forged) in forged {
				for code in ["wrapped", "stock"] {
					self.write(code, false, &format!("{what}-{how}"), &forged)?;
				}
			}
		}
		Ok(())
	}

	/// Marked, so only the wrapper knows what to make of it.
	fn speculative_tier(&self) -> Outcome {
		let mut world = world(true)?;
		sends(&mut world, A, 3)?;
		let block = world.author_collecting(C, Vec::new(), Reach::Speculative)?;
		let inputs = MessagingProofInputs::default();
		let marked = Pov::of(&world, C, &[block], Some(&inputs))?;
		self.write("wrapped", true, "consumes-under-a-speculative-root", &marked)?;
		self.write("stock", false, "consumes-under-a-speculative-root", &marked)?;
		let bare = Pov::of(&world, C, &[block], None)?;
		self.write("wrapped", false, "marked-without-messaging-inputs", &bare)
	}

	/// Its required root has left the window.
	fn late_block(&self) -> Outcome {
		let mut world = world(true)?;
		sends(&mut world, A, 5)?;
		let block = world.author_collecting(C, Vec::new(), Reach::Speculative)?;
		let relay_number = world.relay.last().number;
		world.advance();
		for _ in 0..=WINDOW {
			sends(&mut world, A, 1)?;
			world.advance();
		}
		world.advance();
		let rule = &world.relay.last().rule;
		let inputs =
			world.late_block_proofs(C, &[block], |source, root| rule.in_window(source, root))?;
		let [proof] = inputs.late_block_proofs() else {
			return Err("not late, or of more than one source".into());
		};
		let mut late = Pov::of(&world, C, &[block], Some(&inputs))?;
		late.relay_number = relay_number;
		late.relay_root = world.relay.block(relay_number)?.state_root;
		self.write("wrapped", true, "late-block-with-its-proof", &late)?;
		let place = occurrences(&late.bytes, proof.channel.stream_root.as_ref());
		let place = place.last().ok_or("the late block proof is not in the PoV")?;
		let forged = late.with_another_byte_at(*place);
		self.write("wrapped", false, "late-block-with-a-forged-proof", &forged)
	}

	fn hrmp(&self) -> Outcome {
		let mut world = World::with_hrmp(settings(), Matching::<WINDOW>::default(), &[A, B, C])?;
		let transactions = teleports(&world, A, 3)?;
		let block = world.author(A, transactions)?;
		world.submit(A, &[block])?;
		self.write("hrmp", true, "sends-a-page", &Pov::of(&world, A, &[block], None)?)?;
		enact(&mut world);
		let block = world.author(C, Vec::new())?;
		self.write("hrmp", true, "takes-a-page", &Pov::of(&world, C, &[block], None)?)
	}

	/// Writes `pov`, unless the validator of this world judges it otherwise already.
	fn write(&self, code: &str, accepted: bool, what: &str, pov: &Pov) -> Outcome {
		let verdict = if accepted { "accepted" } else { "refused" };
		let blob = fs::read(self.directory.join(format!("{code}.wasm")))?;
		let judged = Validator::new(Code::new(&blob)).validate_bytes(
			pov.bytes.clone(),
			&pov.parent_head,
			pov.relay_number,
			pov.relay_root,
		);
		if judged.is_ok() != accepted {
			return Err(format!("{what} should be {verdict}: {judged:?}").into());
		}
		let data = PersistedValidationData {
			parent_head: pov.parent_head.clone(),
			relay_parent_number: pov.relay_number,
			relay_parent_storage_root: pov.relay_root,
			max_pov_size: relay_chain::MAX_POV_SIZE,
		};
		let file = self.directory.join(format!("{code}.{verdict}.{what}.pov"));
		Ok(fs::write(file, (&pov.bytes, data).encode())?)
	}
}

/// A proof of validity, with what a validator knows besides.
#[derive(Clone)]
struct Pov {
	bytes: Vec<u8>,
	parent_head: relay_chain::HeadData,
	relay_number: u32,
	relay_root: Hash,
}

impl Pov {
	/// Of `blocks` of `para`, built at the last relay block; with `inputs` if the blocks are marked.
	fn of<R: Rule>(
		world: &World<R>,
		para: u32,
		blocks: &[Hash],
		inputs: Option<&MessagingProofInputs>,
	) -> Outcome<Self> {
		let chain = world.chain(para)?;
		let pov = match inputs {
			Some(inputs) => chain.pov_with(blocks, inputs)?,
			None => chain.pov(blocks)?,
		};
		let first = blocks.first().ok_or(WorldError::NoBlocks)?;
		let relay = world.relay.last();
		Ok(Self {
			bytes: pov.encode(),
			parent_head: chain.head_data(*chain.header(*first)?.parent_hash())?,
			relay_number: relay.number,
			relay_root: relay.state_root,
		})
	}

	/// The same with the lowest bit of the byte at `place` flipped.
	fn with_another_byte_at(&self, place: usize) -> Self {
		let mut forged = self.clone();
		if let Some(byte) = forged.bytes.get_mut(place) {
			*byte ^= 1;
		}
		forged
	}
}

fn settings() -> Settings {
	Settings { allowed_ancestry: 32, ..Settings::default() }
}

/// A, B and C under a relay chain whose state shows support if `supported`.
fn world(supported: bool) -> Outcome<Matched> {
	let mut world = World::with_rule(settings(), Matching::default(), &[A, B, C])?;
	if let Some(key) = SpecRelaySupport::key().filter(|_| supported) {
		world.relay.schedule(key, Some(vec![1]));
		world.advance();
	}
	Ok(world)
}

/// `count` teleports of Bob on `from` to C, signed.
fn teleports<R: Rule>(
	world: &World<R>,
	from: u32,
	count: usize,
) -> Outcome<Vec<UncheckedExtrinsic>> {
	let chain = world.chain(from)?;
	let nonces = chain.nonce(chain.best(), Bob)?..;
	Ok(nonces
		.take(count)
		.map(|nonce| chain.sign_with_nonce(Bob, nonce, teleport(C, UNIT)))
		.collect())
}

/// A block of `from` that sends `count` messages to C, on its way; the root that it provides.
fn sends(world: &mut Matched, from: u32, count: usize) -> Outcome<ProvidesRoot> {
	let transactions = teleports(world, from, count)?;
	let block = world.author_collecting(from, transactions, Reach::Speculative)?;
	let chain = world.chain(from)?;
	let root = chain.provides_root(block)?.ok_or("a chain with channels provides a root")?;
	let pov = chain.pov_with(&[block], &MessagingProofInputs::default())?;
	let relay_parent = world.relay.last().number;
	world.submit_pov(from, &[block], &pov, relay_parent)?;
	Ok(root)
}

/// What was submitted is backed, then enacted.
fn enact<R: Rule>(world: &mut World<R>) {
	world.advance();
	world.advance();
}

/// A bundle of C on `parent`: one block takes what A sent, the next what B sent.
fn bundle(world: &mut Matched, parent: Hash) -> Outcome<Vec<Hash>> {
	let relay_parent = world.relay.last().number;
	let mut blocks = Vec::new();
	for (index, source, is_last) in [(0, A, false), (1, B, true)] {
		let on = blocks.last().copied().unwrap_or(parent);
		let collected = world.collect(C, on, relay_parent, Reach::Included)?;
		let batches = collected.batches.into_iter();
		let of_source: Vec<_> = batches.filter(|b| b.source == ParaId::from(source)).collect();
		let batches = of_source.try_into().map_err(|_| "more batches than were collected")?;
		let collected = IngestData { batches, speculative: false };
		let plan = world
			.plan_at(C, on, parent, relay_parent, &[])?
			.in_bundle(index, is_last)
			.with_inherent(INHERENT_IDENTIFIER, &collected);
		blocks.push(world.chain_mut(C)?.author(&plan, Vec::new())?);
	}
	Ok(blocks)
}

/// Where `needle` is in `bytes`.
fn occurrences(bytes: &[u8], needle: &[u8]) -> Vec<usize> {
	let places = bytes.windows(needle.len()).enumerate();
	places.filter(|(_, window)| *window == needle).map(|(place, _)| place).collect()
}

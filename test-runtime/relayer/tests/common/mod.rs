//! A world of two chains, with a JSON-RPC server in front of each.

#![allow(dead_code, reason = "each test file uses its share")]

use codec::{Decode, DecodeAll, Encode, Input};
use core::{error::Error, net::SocketAddr};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sp_core::{Bytes, H256};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::traits::{Hash as _, Header as _};
use spec_messaging_primitives::{ParaId, Position, mmr::Frontier};
use spec_messaging_relayer::{Metrics, Node, Route, metrics::PrometheusRegistry};
use spec_messaging_world::{
	Chain, Hasher, NotKept, Pool, World, WorldError,
	runtime::{self, BlockNumber, UNIT, UncheckedExtrinsic, VERSION},
	sign::teleport,
};
use std::{
	collections::BTreeMap,
	path::Path,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	thread::{self, JoinHandle},
};
use tiny_http::{Header, Response, Server};

/// The chain that sends in these tests.
pub const A: u32 = 2_000;
/// The chain that receives in these tests.
pub const B: u32 = 2_001;

/// What a test returns where something fails that is not under test.
pub type Outcome = Result<(), Box<dyn Error>>;

/// What a node does to its runtime's answers: method and answer in, answer out.
pub type Lie = fn(&str, Vec<u8>) -> Vec<u8>;

/// What the node of one chain knows besides its chain.
#[derive(Default)]
struct Behind {
	pool: Pool,
	/// `None` is the best block.
	finalized: Option<H256>,
	/// States of blocks below are discarded.
	pruned: BlockNumber,
	lie: Option<Lie>,
}

/// The node of one chain.
#[derive(Clone)]
pub struct Served {
	world: Arc<Mutex<World>>,
	para: u32,
	behind: Arc<Mutex<Behind>>,
}

/// Two chains under a relay chain as released, and their nodes.
pub struct Net {
	world: Arc<Mutex<World>>,
	/// At which relay block each block was built.
	built: Mutex<BTreeMap<H256, u32>>,
	/// The node of [`A`].
	pub a: Served,
	/// The node of [`B`].
	pub b: Served,
}

/// A node that listens until it is stopped.
pub struct Listening {
	/// Where.
	pub address: SocketAddr,
	server: Arc<Server>,
	thread: JoinHandle<()>,
}

impl Listening {
	/// Stops; when this returns, nobody listens there any more.
	pub fn stop(self) {
		self.server.unblock();
		self.thread.join().expect("a server does not panic; qed");
	}

	/// Where, as a relayer is told.
	pub fn url(&self) -> String {
		format!("http://{}", self.address)
	}
}

/// Code and message of an error object.
type Fault = (i64, String);

impl Net {
	/// Both chains at their genesis, onboarded.
	pub fn new() -> Result<Self, WorldError> {
		let world = Arc::new(Mutex::new(World::new(&[A, B])?));
		let served = |para| Served { world: world.clone(), para, behind: Arc::default() };
		Ok(Self { a: served(A), b: served(B), world, built: Mutex::default() })
	}

	/// The world, for looking and for what a net has no word for.
	pub fn world(&self) -> MutexGuard<'_, World> {
		lock(&self.world)
	}

	/// Authors a block of A with `count` teleports to B.
	pub fn send(&self, count: u32) -> Result<H256, WorldError> {
		let mut world = self.world();
		let chain = world.chain(A)?;
		let nonce = chain.nonce(chain.best(), Bob)?;
		let sign = |index| chain.sign_with_nonce(Bob, nonce + index, teleport(B, UNIT));
		let transactions = (0..count).map(sign).collect();
		let block = world.author(A, transactions)?;
		lock(&self.built).insert(block, world.relay.last().number);
		Ok(block)
	}

	/// Authors a block of A in which its governance makes `call`.
	pub fn govern(&self, call: impl Into<runtime::RuntimeCall>) -> Result<H256, WorldError> {
		let mut world = self.world();
		let chain = world.chain(A)?;
		let sudo = pallet_sudo::Call::sudo { call: Box::new(call.into()) };
		let transaction = chain.sign(chain.best(), Alice, sudo)?;
		let block = world.author(A, vec![transaction])?;
		let events = world.chain(A)?.events(block)?;
		let done = pallet_sudo::Event::Sudid { sudo_result: Ok(()) }.into();
		assert!(events.iter().any(|record| record.event == done), "{events:?}");
		lock(&self.built).insert(block, world.relay.last().number);
		Ok(block)
	}

	/// The stream from A to B after A's best block.
	pub fn frontier(&self) -> Result<Frontier, WorldError> {
		let world = self.world();
		let chain = world.chain(A)?;
		chain.call_api(chain.best(), "SpecOutboxApi_frontier", &ParaId::from(B).encode())
	}

	/// Authors a block of the chain of `node` with everything in its pool.
	pub fn author(&self, node: &Served) -> Result<H256, WorldError> {
		let mut world = self.world();
		let plan = world.plan(node.para, world.chain(node.para)?.best())?;
		let block = node.behind().pool.author(world.chain_mut(node.para)?, &plan)?;
		lock(&self.built).insert(block, world.relay.last().number);
		Ok(block)
	}

	/// The relay chain includes `block` of `para`.
	pub fn include(&self, para: u32, block: H256) -> Outcome {
		let mut world = self.world();
		let relay_parent = lock(&self.built)[&block];
		world.submit_at(para, &[block], relay_parent)?;
		world.advance();
		world.advance();
		let head = world.relay.head(para.into()).cloned();
		assert_eq!(head, Some(world.chain(para)?.head_data(block)?), "it is the head");
		Ok(())
	}

	/// Position of the message that B waits for.
	pub fn next(&self) -> Result<Position, WorldError> {
		let world = self.world();
		let chain = world.chain(B)?;
		let all = chain.next_positions(chain.best())?;
		let of_a = all.into_iter().find(|next| next.source == A.into());
		Ok(of_a.expect("B accepts A since genesis; qed").next)
	}

	/// How many messages A committed for B, up to its best block.
	pub fn committed(&self) -> Result<Position, WorldError> {
		let world = self.world();
		let chain = world.chain(A)?;
		let channels = chain.channels(chain.best())?;
		let to_b = channels.into_iter().find(|channel| channel.peer == B.into());
		Ok(to_b.expect("A has a channel since genesis; qed").committed.next_position())
	}

	/// What the beneficiary of all teleports has on B.
	pub fn arrived(&self) -> Result<u128, WorldError> {
		let world = self.world();
		let chain = world.chain(B)?;
		chain.free_balance(chain.best(), &Charlie.to_account_id())
	}

	/// Invariants of both chains.
	pub fn check(&self) -> Outcome {
		let world = self.world();
		for chain in world.chains() {
			chain.check(chain.best())?;
		}
		Ok(())
	}
}

impl Served {
	/// The node listens, at `address` if given.
	pub fn listen(&self, address: Option<SocketAddr>) -> Result<Listening, Box<dyn Error>> {
		let address = address.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
		let server = Arc::new(Server::http(address).map_err(|error| error.to_string())?);
		let address = server.server_addr().to_ip().ok_or("it listens on the network")?;
		let (node, queue) = (self.clone(), server.clone());
		let thread = thread::spawn(move || {
			for mut request in queue.incoming_requests() {
				let asked: Value = serde_json::from_reader(request.as_reader()).unwrap_or_default();
				let answer = match node.answer(&asked) {
					Ok(result) => json!({ "jsonrpc": "2.0", "id": asked["id"], "result": result }),
					Err((code, message)) => {
						let error = json!({ "code": code, "message": message });
						json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error })
					},
				};
				// One request per connection, so that none outlives the server.
				let close = Header::from_bytes("Connection", "close").expect("a header; qed");
				// Whoever asked may be gone.
				let _ =
					request.respond(Response::from_string(answer.to_string()).with_header(close));
			}
		});
		Ok(Listening { address, server, thread })
	}

	/// From now on the node answers `lie` of what its runtime answers.
	pub fn lie(&self, lie: Option<Lie>) {
		self.behind().lie = lie;
	}

	/// The last final block is `block`; `None` makes the best one final again.
	pub fn finalize(&self, block: Option<H256>) {
		self.behind().finalized = block;
	}

	/// The node discards the states of the blocks below `number`.
	pub fn prune(&self, number: BlockNumber) {
		self.behind().pruned = number;
	}

	/// How many transactions wait.
	pub fn waiting(&self) -> usize {
		self.behind().pool.len()
	}

	/// The pool forgets everything.
	pub fn forget(&self) {
		self.behind().pool = Pool::default();
	}

	fn behind(&self) -> MutexGuard<'_, Behind> {
		lock(&self.behind)
	}

	fn with<R>(&self, look: impl FnOnce(&Chain) -> Result<R, WorldError>) -> Result<R, Fault> {
		// The code that the SDK has for every client error.
		let failed = |error: WorldError| (4003, error.to_string());
		look(lock(&self.world).chain(self.para).map_err(failed)?).map_err(failed)
	}

	fn answer(&self, asked: &Value) -> Result<Value, Fault> {
		let params = &asked["params"];
		Ok(match asked["method"].as_str().unwrap_or_default() {
			"chain_getHeader" => json!(self.header(params)?),
			"chain_getFinalizedHead" => {
				let finalized = self.behind().finalized;
				json!(self.with(|chain| Ok(finalized.unwrap_or_else(|| chain.best())))?)
			},
			"chain_getBlockHash" => json!(self.block_hash(param(params, 0)?)?),
			"state_call" => json!(self.call(params)?),
			"state_getRuntimeVersion" => json!({ "specVersion": VERSION.spec_version }),
			"author_submitExtrinsic" => json!(self.submit(param(params, 0)?)?),
			_ => return Err((-32601, "Method not found".into())),
		})
	}

	fn header(&self, params: &Value) -> Result<runtime::Header, Fault> {
		let at: Option<H256> = param(params, 0)?;
		self.with(|chain| chain.header(at.unwrap_or_else(|| chain.best())).cloned())
	}

	fn block_hash(&self, number: BlockNumber) -> Result<Option<H256>, Fault> {
		self.with(|chain| {
			let mut at = chain.best();
			while *chain.header(at)?.number() > number {
				at = *chain.header(at)?.parent_hash();
			}
			Ok((*chain.header(at)?.number() == number).then_some(at))
		})
	}

	fn call(&self, params: &Value) -> Result<Bytes, Fault> {
		let (method, args): (String, Bytes) = (param(params, 0)?, param(params, 1)?);
		let at: H256 = param(params, 2)?;
		let number = self.with(|chain| Ok(*chain.header(at)?.number()))?;
		if number < self.behind().pruned {
			// As the SDK's node says it.
			return Err((4003, format!("Client error: State already discarded for {at:?}")));
		}
		let answer = self.with(|chain| chain.call_api::<All>(at, &method, &args))?.0;
		Ok(Bytes(match self.behind().lie {
			Some(lie) => lie(&method, answer),
			None => answer,
		}))
	}

	fn submit(&self, bytes: Bytes) -> Result<H256, Fault> {
		let transaction = UncheckedExtrinsic::decode_all(&mut &bytes[..])
			.map_err(|error| (1001, error.to_string()))?;
		// Codes of the SDK's `author` methods.
		let kept = self.with(|chain| self.behind().pool.submit(chain, transaction))?;
		kept.map_err(|reason| match reason {
			NotKept::Invalid(error) => (1010, format!("Invalid Transaction: {error:?}")),
			NotKept::TooLowPriority => (1014, "Priority is too low".into()),
		})?;
		Ok(Hasher::hash(&bytes))
	}
}

/// The parameter `index`; what is not there is null.
fn param<T: DeserializeOwned>(params: &Value, index: usize) -> Result<T, Fault> {
	serde_json::from_value(params[index].clone()).map_err(|error| (-32602, error.to_string()))
}

/// An answer as it is.
struct All(Vec<u8>);

impl Decode for All {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		let len = input.remaining_len()?.ok_or("the length of an answer is known")?;
		let mut bytes = vec![0; len];
		input.read(&mut bytes)?;
		Ok(Self(bytes))
	}
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	// A test that failed elsewhere has said why.
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Metrics that nobody looks at.
pub fn metrics() -> Metrics {
	Metrics::new(&PrometheusRegistry::new()).expect("an empty registry takes any name; qed")
}

/// A route from the node at one address to that at another, with its store in `stores`.
pub fn route(
	source: &Listening,
	destination: &Listening,
	stores: &Path,
) -> spec_messaging_relayer::Result<Route> {
	let node = |listening: &Listening| Arc::new(Node::new(&listening.url()));
	let metrics = metrics();
	Route::open(node(source), node(destination), stores, |from, to| metrics.route(from, to))
}

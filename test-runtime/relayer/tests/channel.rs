//! The program that operators ask, against nodes that answer with the runtime's own code, natively.

// A test that panics has failed, and its numbers are small.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, missing_docs, unreachable_pub)]

use codec::{Decode, Encode};
use core::net::SocketAddr;
use frame_support::traits::Hooks;
use serde_json::{Value, json};
use sp_core::{Bytes, H256};
use sp_io::TestExternalities;
use sp_runtime::{generic, traits::BlakeTwo256};
use spec_messaging_primitives::{
	LeafCount, ParaId,
	channel::{InboundPhase, OutboundPhase, Phase, Register},
	pallets::{ApplyRegister, SendMessage},
};
use spec_messaging_world::runtime::{SpecOutbox, System, apis, genesis};
use std::{
	process::{Command, Output},
	sync::{Arc, Mutex},
	thread::{self, JoinHandle},
};
use tiny_http::{Response, Server};

const A: u32 = 2_000;
const B: u32 = 2_001;

/// What the runtime answers to an API call in this state.
fn dispatch(method: &str, args: &[u8]) -> Option<Vec<u8>> {
	apis::api::dispatch(method, args)
}

/// The state of a chain with a channel to and from `peer`, after its genesis.
fn chain(para: u32, peer: u32) -> TestExternalities {
	let mut ext = TestExternalities::default();
	ext.execute_with(|| {
		let preset = dispatch("GenesisBuilder_get_preset", &None::<String>.encode()).unwrap();
		let preset = Option::<Vec<u8>>::decode(&mut &preset[..]).unwrap().unwrap();
		let mut config: Value = serde_json::from_slice(&preset).unwrap();
		let patch = genesis::development(ParaId::from(para), vec![ParaId::from(peer)]);
		for (pallet, fields) in patch.as_object().unwrap() {
			for (field, value) in fields.as_object().unwrap() {
				config[pallet][field] = value.clone();
			}
		}
		let json = config.to_string().into_bytes().encode();
		let built = dispatch("GenesisBuilder_build_state", &json).unwrap();
		assert_eq!(built, [0], "genesis is built");
		System::set_block_number(1);
		relay_height(100);
	});
	ext
}

/// The relay parent of the chain's block has this number.
fn relay_height(number: u32) {
	let mut key = sp_io::hashing::twox_128(b"ParachainSystem").to_vec();
	key.extend(sp_io::hashing::twox_128(b"LastRelayChainBlockNumber"));
	sp_io::storage::set(&key, &number.encode());
}

/// Ends the block and enters the next one.
fn next_block() {
	let number = System::block_number();
	SpecOutbox::on_finalize(number);
	System::set_block_number(number + 1);
	SpecOutbox::on_initialize(number + 1);
}

fn send(messages: u32) {
	for _ in 0..messages {
		assert!(SpecOutbox::send(B.into(), &[0; 10]).is_ok());
	}
}

/// B says that it consumed so many messages of ten bytes.
fn acknowledge(as_of: u32, consumed: u32, inbound: InboundPhase) {
	let register = Register {
		generation: 0,
		consumed: LeafCount::from(consumed),
		consumed_bytes: u64::from(consumed) * 10,
		credit: u64::from(consumed) + 50,
		credit_bytes: u64::from(consumed) * 10 + 1_000,
		max_payload: 500,
		phase: Phase { outbound: OutboundPhase::Open, inbound },
	};
	assert_eq!(SpecOutbox::apply(B.into(), as_of, &register), Ok(()));
}

/// A node that says something else than its runtime did: method and answer in, answer out.
type Lie = fn(&str, Vec<u8>) -> Option<Vec<u8>>;

/// A node over one state.
struct Node {
	address: SocketAddr,
	server: Arc<Server>,
	thread: Option<JoinHandle<()>>,
}

impl Drop for Node {
	fn drop(&mut self) {
		self.server.unblock();
		if let Some(thread) = self.thread.take() {
			let _ = thread.join();
		}
	}
}

impl Node {
	fn of(state: TestExternalities) -> Self {
		Self::lying(state, |_, answer| Some(answer))
	}

	fn lying(mut state: TestExternalities, lie: Lie) -> Self {
		let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
		let address = server.server_addr().to_ip().unwrap();
		let queue = server.clone();
		let number = state.execute_with(System::block_number);
		// Its header is all that a node needs of a block here.
		let header = generic::Header::<u32, BlakeTwo256> {
			parent_hash: H256::zero(),
			number,
			state_root: H256::repeat_byte(1),
			extrinsics_root: H256::zero(),
			digest: Default::default(),
		};
		let state = Mutex::new(state);
		let thread = thread::spawn(move || {
			for mut request in queue.incoming_requests() {
				let asked: Value = serde_json::from_reader(request.as_reader()).unwrap();
				let params = &asked["params"];
				let answer = match asked["method"].as_str().unwrap() {
					"chain_getHeader" => Some(json!(header)),
					"state_call" => {
						let method: String = serde_json::from_value(params[0].clone()).unwrap();
						let args: Bytes = serde_json::from_value(params[1].clone()).unwrap();
						let at: H256 = serde_json::from_value(params[2].clone()).unwrap();
						assert_eq!(at, header.hash());
						let answer = state
							.lock()
							.unwrap()
							.execute_with(|| dispatch(&method, &args))
							.and_then(|answer| lie(&method, answer));
						answer.map(|answer| json!(Bytes(answer)))
					},
					_ => None,
				};
				let answer = match answer {
					Some(result) => json!({ "jsonrpc": "2.0", "id": 1, "result": result }),
					None => json!({
						"jsonrpc": "2.0",
						"id": 1,
						"error": { "code": 4003, "message": "Exported method is not found" },
					}),
				};
				let _ = request.respond(Response::from_string(answer.to_string()));
			}
		});
		Self { address, server, thread: Some(thread) }
	}

	fn url(&self) -> String {
		format!("http://{}", self.address)
	}

	fn ask(&self, args: &[&str]) -> Output {
		Command::new(env!("CARGO_BIN_EXE_spec-messaging-channel"))
			.args(["--node", &self.url()])
			.args(args)
			.output()
			.unwrap()
	}

	/// What it prints.
	fn say(&self, args: &[&str]) -> String {
		let output = self.ask(args);
		assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
		String::from_utf8(output.stdout).unwrap()
	}

	/// What it prints as JSON, of the first answer.
	fn json(&self, args: &[&str]) -> Value {
		let said = self.say(&[args, &["--json"]].concat());
		serde_json::from_str::<Value>(&said).unwrap()[0].take()
	}

	/// Why it fails.
	fn fail(&self, args: &[&str]) -> String {
		let output = self.ask(args);
		assert!(!output.status.success() && output.stdout.is_empty());
		String::from_utf8(output.stderr).unwrap()
	}
}

/// A after it sent seven messages in three blocks, of which B consumed two.
fn busy() -> TestExternalities {
	let mut state = chain(A, B);
	state.execute_with(|| {
		send(2);
		next_block();
		relay_height(104);
		send(3);
		next_block();
		relay_height(108);
		acknowledge(106, 2, InboundPhase::Accepted);
		send(2);
		next_block();
		relay_height(110);
	});
	state
}

/// In the README of this crate, too.
const STATS: &str = "\
channel of 2000 with 2001, at block 4

sent to 2001
  phase            Open; the peer says: Accepted
  generation       0
  sent             7 messages, 70 bytes
  committed        7 messages
  acknowledged     2 messages, 20 bytes
  in flight        5 messages, 50 bytes
  credit left      4089 messages, 1048506 bytes
  largest payload  500 bytes
  last heard       as of relay block 106
  waits            2 relay blocks
  timed            position 5, for 2 relay blocks
  latency          up to 10 relay blocks: 1
  blocked          by nothing

read from 2001
  phase              Accepted, trusted
  generation         -
  consumed           0 messages, 0 bytes
  handed on          0 messages
  dead letters       0 messages
  skipped            0 messages
  in the queue       0 messages, 0 bytes
  credit left        4096 messages, 1048576 bytes
  capacity           4096 messages, 1048576 bytes
  seen included      -
  newest root        -
  batches refused    none
  registers refused  0 of another generation, 0 beyond the stream, 0 offsets and 0 phases that fell
  blocked            no head of the peer was read yet (cleared by the relay chain)
";

#[test]
fn stats_are_a_table_of_both_streams() {
	let node = Node::of(busy());
	assert_eq!(node.say(&["stats", "--peer", "2001"]), STATS);
	// Without a peer, of all there are.
	assert_eq!(node.say(&["stats"]), STATS);
	assert!(include_str!("../README.md").contains(STATS), "the README shows what it prints");
}

#[test]
fn the_same_stats_are_numbers_for_programs() {
	let node = Node::of(busy());
	let said = node.json(&["stats", "--peer", "2001"]);
	assert_eq!((&said["chain"], &said["block"]), (&json!(A), &json!(4)));
	let outgoing = &said["outgoing"];
	assert_eq!(outgoing["in_flight"], json!({ "messages": 5, "bytes": 50 }));
	assert_eq!(outgoing["peer_phase"], json!({ "outbound": "Open", "inbound": "Accepted" }));
	assert_eq!(outgoing["acknowledgement_age"], json!(2));
	assert_eq!(outgoing["latencies"][2], json!({ "relay_blocks_up_to": 10, "count": 1 }));
	assert_eq!(outgoing["latencies"][9]["relay_blocks_up_to"], Value::Null);
	assert_eq!(outgoing["blocked"], json!([]));
	let blocked = &said["incoming"]["blocked"];
	assert_eq!(blocked[0]["kind"], json!("NoHead"));
	assert_eq!(blocked[0]["cleared_by"], json!("RelayChain"));
	assert_eq!(said["incoming"]["generation"], Value::Null);
}

#[test]
fn without_a_channel_there_are_no_stats() {
	let node = Node::of(chain(A, B));
	let said = node.say(&["stats", "--peer", "77"]);
	assert_eq!(said, "channel of 2000 with 77, at block 1\n\nthere is none\n");
	assert_eq!(node.json(&["stats", "--peer", "77"])["outgoing"], Value::Null);
}

/// In the README of this crate, too.
const EXPLAINED: &str = "\
message 5 from 2000 to 2001, at block 4 of 2000
  generation  0
  place       committed, not acknowledged
  blocked     no head of the peer was read yet (cleared by the relay chain)

message 5 from 2000 to 2001, at block 1 of 2001
  generation  -
  place       not seen
  blocked     no head of the peer was read yet (cleared by the relay chain)
";

#[test]
fn a_message_is_followed_to_the_other_chain() {
	let (a, b) = (Node::of(busy()), Node::of(chain(B, A)));
	let args = ["explain", "--peer", "2001", "--position", "5", "--direction", "outgoing"];
	let said = a.say(&[&args[..], &["--peer-node", &b.url()]].concat());
	assert_eq!(said, EXPLAINED);
	assert!(include_str!("../README.md").contains(EXPLAINED), "the README shows what it prints");
	// Asked the other way around, it is the same message.
	let args = ["explain", "--peer", "2000", "--position", "5", "--direction", "incoming"];
	let said = b.say(&[&args[..], &["--peer-node", &a.url()]].concat());
	let halves: Vec<_> = EXPLAINED.split("\n\n").map(str::trim_end).collect();
	assert_eq!(said, format!("{}\n\n{}\n", halves[1], halves[0]));
	// Of a third chain it is not.
	let stranger = Node::of(chain(2_002, A));
	let args = ["explain", "--peer", "2001", "--position", "5", "--direction", "outgoing"];
	let said = a.fail(&[&args[..], &["--peer-node", &stranger.url()]].concat());
	assert!(said.contains("is a node of 2002, not of 2001"), "{said}");
}

#[test]
fn every_place_of_an_outgoing_message_is_told_from_the_others() {
	let mut state = busy();
	state.execute_with(|| send(1));
	let node = Node::of(state);
	let explain = |position: &str| {
		let args = ["explain", "--peer", "2001", "--position", position, "--direction", "outgoing"];
		let said = node.json(&args);
		(said["kind"].as_str().unwrap().to_owned(), said["blocked"].as_array().unwrap().clone())
	};
	let kinds: Vec<_> = ["0", "1", "2", "6", "7", "8", "9"].map(explain).to_vec();
	let places: Vec<_> = kinds.iter().map(|(kind, _)| kind.as_str()).collect();
	let expected =
		["Acknowledged", "Acknowledged", "Committed", "Committed", "Pending", "NotSent", "NotSent"];
	assert_eq!(places, expected);
	let obstacles: Vec<_> =
		kinds.iter().map(|(_, blocked)| blocked.first().map(|b| b["kind"].clone())).collect();
	assert_eq!(obstacles[4], Some(json!("NotCommitted")));
	assert_eq!((&obstacles[0], &obstacles[5]), (&None, &None));
	assert_eq!(obstacles[6], Some(json!("Behind")));
}

#[test]
fn a_peer_that_suspended_the_channel_is_named_as_the_one_to_clear_it() {
	let mut state = chain(A, B);
	state.execute_with(|| {
		acknowledge(101, 0, InboundPhase::Suspended);
	});
	let node = Node::of(state);
	let said = node.say(&["stats", "--peer", "2001"]);
	let line = "the peer takes no messages: Suspended (cleared by the peer's pause origin)";
	assert!(said.contains(line), "{said}");
}

#[test]
fn a_node_that_does_not_know_the_api_or_lies_is_named() {
	let old = Node::lying(chain(A, B), |method, answer| {
		(!method.starts_with("SpecChannelApi")).then_some(answer)
	});
	let said = old.fail(&["stats"]);
	assert!(said.contains(&old.url()) && said.contains("SpecChannelApi_stats"), "{said}");
	// An answer that is cut off, one with a byte too many, one about somebody else, none at all.
	let lies: [Lie; 4] = [
		|method, mut answer| {
			if method == "SpecChannelApi_stats" {
				answer.pop();
			}
			Some(answer)
		},
		|method, mut answer| {
			if method == "SpecChannelApi_stats" {
				answer.push(0);
			}
			Some(answer)
		},
		|method, mut answer| {
			if method == "SpecChannelApi_stats" {
				answer[0] ^= 1;
			}
			Some(answer)
		},
		|method, answer| Some(if method == "SpecChannelApi_stats" { vec![] } else { answer }),
	];
	for lie in lies {
		let node = Node::lying(busy(), lie);
		let said = node.fail(&["stats", "--peer", "2001"]);
		assert!(said.contains(&node.url()) && said.contains("wrong"), "{said}");
	}
}

#[test]
fn a_node_that_is_gone_and_a_position_that_cannot_be_are_errors() {
	let node = Node::of(chain(A, B));
	let position = (1u64 << 63).to_string();
	let args = ["explain", "--peer", "2001", "--position", &position, "--direction", "outgoing"];
	assert!(node.fail(&args).contains("below 2^63"));
	let gone = node.url();
	drop(node);
	let output = Command::new(env!("CARGO_BIN_EXE_spec-messaging-channel"))
		.args(["--node", &gone, "stats"])
		.output()
		.unwrap();
	assert!(!output.status.success());
	assert!(String::from_utf8_lossy(&output.stderr).contains("is not there"));
}

//! One node, by plain JSON-RPC over HTTP.
//!
//! What every node of the SDK serves and no more: headers, `state_call`, `author_submitExtrinsic`. Nodes
//! serve HTTP on the port of their web sockets, and a request that stands for itself needs no connection
//! that could break.

use crate::{Error, Result};
use codec::{Decode, DecodeAll, Encode};
use core::time::Duration;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sp_core::{Bytes, H256};
use sp_runtime::{generic, traits::BlakeTwo256};
use spec_messaging_primitives::ParaId;

/// Header of a parachain block.
pub type Header = generic::Header<u32, BlakeTwo256>;

/// Longest answer that is read, in bytes. A block commits at most a few MiB of payloads, twice that in
/// hexadecimal.
const MAX_ANSWER_BYTES: u64 = 32 * 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A node that is asked. Nothing it says is believed where it can be checked.
pub struct Node {
	url: String,
	agent: ureq::Agent,
}

/// What a pool said to a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pooled {
	/// It is in the pool now.
	Taken,
	/// It, or one that does at least as much, is there already.
	Known,
	/// It was refused, with these words.
	Refused(String),
}

/// Which runtime a block has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuntimeVersion {
	/// Changes with every upgrade.
	pub spec_version: u32,
}

/// The body of an answer.
#[derive(Deserialize)]
struct Answer {
	#[serde(default)]
	result: Value,
	error: Option<Fault>,
}

/// An error object. Some servers leave out what the standard demands.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fault {
	code: i64,
	message: String,
	data: Option<Value>,
}

impl Node {
	/// The node at `url`. Says nothing to it yet. `ws` and `wss` are read as `http` and `https`: it is the
	/// same port.
	pub fn new(url: &str) -> Self {
		let url = match url.strip_prefix("ws") {
			Some(rest) => format!("http{rest}"),
			None => url.into(),
		};
		let config = ureq::Agent::config_builder()
			.timeout_global(Some(PATIENCE))
			// A body says more than a status.
			.http_status_as_error(false);
		Self { url, agent: config.build().into() }
	}

	/// Where the node is.
	pub fn url(&self) -> &str {
		&self.url
	}

	/// The header of its best block.
	///
	/// # Errors
	///
	/// [`Error::Unreachable`], [`Error::Refused`], as of everything that asks; [`Error::Junk`] for what is
	/// no answer.
	pub fn best(&self) -> Result<Header> {
		self.ask("chain_getHeader", &json!([]))
	}

	/// The hash of its last finalised block.
	pub fn finalized(&self) -> Result<H256> {
		self.ask("chain_getFinalizedHead", &json!([]))
	}

	/// The hash of block `number` on its best chain, if it has one.
	pub fn block_hash(&self, number: u32) -> Result<Option<H256>> {
		self.ask("chain_getBlockHash", &json!([number]))
	}

	/// The header that hashes to `hash`.
	///
	/// # Errors
	///
	/// [`Error::Junk`] if the answer does not.
	pub fn header(&self, hash: H256) -> Result<Header> {
		let header: Option<Header> = self.ask("chain_getHeader", &json!([hash]))?;
		let header = header.ok_or_else(|| self.junk("header", "there is none"))?;
		if header.hash() == hash {
			Ok(header)
		} else {
			Err(self.junk("header", format!("it hashes to {:?}, not to {hash:?}", header.hash())))
		}
	}

	/// What the runtime answers to `method` at block `at`.
	///
	/// # Errors
	///
	/// [`Error::Junk`] if the answer does not decode to its last byte, [`Error::Pruned`].
	pub fn call<R: Decode>(&self, method: &'static str, args: impl Encode, at: H256) -> Result<R> {
		let params = json!([method, Bytes(args.encode()), at]);
		let answer: Bytes = self.request("state_call", &params)?.map_err(|fault| {
			// The words of the SDK's database; its code is that of every client error.
			if fault.message.contains("discarded") {
				Error::Pruned { url: self.url.clone(), block: at }
			} else {
				self.refused(method, &fault)
			}
		})?;
		R::decode_all(&mut &answer[..]).map_err(|error| self.junk(method, error))
	}

	/// Which parachain this is.
	pub fn para_id(&self, at: H256) -> Result<ParaId> {
		self.call("GetParachainInfo_parachain_id", (), at)
	}

	/// The version of the runtime at block `at`.
	pub fn version(&self, at: H256) -> Result<RuntimeVersion> {
		self.ask("state_getRuntimeVersion", &json!([at]))
	}

	/// Hands `extrinsic` to the pool.
	pub fn submit(&self, extrinsic: &[u8]) -> Result<Pooled> {
		// Codes of the SDK's `author` methods: already imported, and a priority that is too low to replace
		// what is there.
		const ALREADY_IMPORTED: i64 = 1013;
		const TOO_LOW_PRIORITY: i64 = 1014;
		let params = json!([Bytes(extrinsic.to_vec())]);
		Ok(match self.request::<H256>("author_submitExtrinsic", &params)? {
			Ok(_) => Pooled::Taken,
			Err(Fault { code: ALREADY_IMPORTED | TOO_LOW_PRIORITY, .. }) => Pooled::Known,
			Err(fault) => Pooled::Refused(fault.words()),
		})
	}

	/// An error that blames this node.
	pub(crate) fn junk(&self, what: &'static str, reason: impl ToString) -> Error {
		Error::Junk { url: self.url.clone(), what, reason: reason.to_string() }
	}

	fn refused(&self, method: &'static str, fault: &Fault) -> Error {
		Error::Refused { url: self.url.clone(), method, reason: fault.words() }
	}

	fn ask<R: DeserializeOwned>(&self, method: &'static str, params: &Value) -> Result<R> {
		self.request(method, params)?.map_err(|fault| self.refused(method, &fault))
	}

	/// One request: what the node answered, be it an error object.
	fn request<R: DeserializeOwned>(
		&self,
		method: &'static str,
		params: &Value,
	) -> Result<core::result::Result<R, Fault>> {
		let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let unreachable = |error: ureq::Error| Error::Unreachable {
			url: self.url.clone(),
			reason: error.to_string(),
		};
		let mut answer = self.agent.post(&self.url).send_json(body).map_err(unreachable)?;
		let answer: Answer = answer
			.body_mut()
			.with_config()
			.limit(MAX_ANSWER_BYTES)
			.read_json()
			.map_err(|error| match error {
				ureq::Error::Json(_) | ureq::Error::BodyExceedsLimit(_) => self.junk(method, error),
				error => unreachable(error),
			})?;
		match answer.error {
			Some(fault) => Ok(Err(fault)),
			None => serde_json::from_value(answer.result)
				.map(Ok)
				.map_err(|error| self.junk(method, error)),
		}
	}
}

impl Fault {
	/// Message and data: nodes put what a runtime said into the data.
	fn words(&self) -> String {
		match &self.data {
			Some(data) => format!("{} ({}): {data}", self.message, self.code),
			None => format!("{} ({})", self.message, self.code),
		}
	}
}

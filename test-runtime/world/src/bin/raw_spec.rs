//! Prints the raw chain spec of a parachain with the test runtime, for nodes that are not this world's.

use clap::Parser;
use serde_json::{Map, Value, json};
use sp_core::bytes::to_hex;
use spec_messaging_world::{Chain, Code, Result, runtime::genesis};

/// Prints the raw chain spec of a parachain with the test runtime.
#[derive(Parser)]
struct Args {
	/// Which parachain
	para: u32,
	/// Parachains with channels to and from it
	peers: Vec<u32>,
}

fn main() -> Result<()> {
	let Args { para, peers } = Args::parse();
	let peers = peers.into_iter().map(Into::into).collect();
	let genesis = genesis::development(para.into(), peers);
	let chain = Chain::with_genesis(para.into(), Code::test_runtime()?, genesis)?;
	let hex = |bytes: &[u8]| to_hex(bytes, false);
	let top: Map<String, Value> = chain
		.pairs(chain.genesis())?
		.iter()
		.map(|(key, value)| (hex(key), Value::from(hex(value))))
		.collect();
	let spec = json!({
		"name": format!("Speculative messaging {para}"),
		"id": format!("spec_messaging_{para}"),
		"chainType": "Development",
		"bootNodes": [],
		"properties": { "tokenDecimals": 12, "tokenSymbol": "UNIT" },
		"relay_chain": "any",
		"para_id": para,
		"codeSubstitutes": {},
		"genesis": { "raw": { "top": top, "childrenDefault": {} } },
	});
	println!("{spec}");
	Ok(())
}

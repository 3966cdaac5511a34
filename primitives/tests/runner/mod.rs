//! Runs one vector against the crate: the only place that knows both.

#![allow(dead_code, unreachable_pub)]

mod objects;
mod relay;
mod value;

use serde_json::Value;

/// What the crate made of a case: the number of protocol hashes, or the name of the error.
pub type Outcome = Result<u64, String>;

/// Runs the case of `folder`, `None` if there is no such folder.
///
/// Panics if the crate accepts a case with something else in it than the file says.
pub fn run(folder: &str, case: &Value) -> Option<Outcome> {
	Some(match folder {
		"message_leaf" => objects::message_leaf(case),
		"mmr_node" => objects::mmr_node(case),
		"tree_node" => objects::tree_node(case),
		"bag" => objects::bag(case),
		"empty_stream" => objects::empty_stream(case),
		"provides_root" => objects::provides_root(case),
		"register" => objects::register(case),
		"channel_leaf" => objects::channel_leaf(case),
		"commitment_tree" => objects::commitment_tree(case),
		"commitment_proof" => objects::commitment_proof(case),
		"absence" => objects::absence(case),
		"frontier" => objects::frontier(case),
		"extension" => objects::extension(case),
		"batch" => objects::batch(case),
		"late_block_proof" => objects::late_block_proof(case),
		"messaging_inputs" => relay::messaging_inputs(case),
		"requires" => relay::requires(case),
		"provides" => relay::provides(case),
		"header_digest" => relay::header_digest(case),
		"header_mark" => relay::header_mark(case),
		"window" => relay::window(case),
		"matching" => relay::matching(case),
		_ => return None,
	})
}

/// Accepts what is as the file says.
fn same<T: PartialEq>(ours: T, theirs: T, cost: u64) -> Outcome {
	if ours == theirs { Ok(cost) } else { Err("Mismatch".into()) }
}

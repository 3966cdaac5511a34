//! What an operator asks one node about its channels.

use crate::{Node, Result};
use sp_core::H256;
use spec_messaging_primitives::{ParaId, Position};
use spec_messaging_runtime_api::{
	ChannelStats, ChannelSummary, IncomingExplanation, NextPosition, OutgoingExplanation,
};
use std::collections::BTreeSet;

/// All peers that the chain sends to or reads, in increasing order.
///
/// # Errors
///
/// As [`Node::call`]; so below.
pub fn peers(node: &Node, at: H256) -> Result<Vec<ParaId>> {
	let channels: Vec<ChannelSummary> = node.call("SpecOutboxApi_channels", (), at)?;
	let sources: Vec<NextPosition> = node.call("SpecInboxApi_next_positions", (), at)?;
	let channels = channels.into_iter().map(|channel| channel.peer);
	let sources = sources.into_iter().map(|next| next.source);
	Ok(channels.chain(sources).collect::<BTreeSet<_>>().into_iter().collect())
}

/// Counters of both streams with `peer`.
pub fn stats(node: &Node, peer: ParaId, at: H256) -> Result<ChannelStats> {
	let stats: ChannelStats = node.call("SpecChannelApi_stats", peer, at)?;
	if stats.peer == peer {
		Ok(stats)
	} else {
		Err(node.junk("channel", format!("it is the one with {}", u32::from(stats.peer))))
	}
}

/// Where a message is that the chain sends to `peer`.
pub fn outgoing(
	node: &Node,
	peer: ParaId,
	position: Position,
	at: H256,
) -> Result<OutgoingExplanation> {
	node.call("SpecChannelApi_explain_outgoing", (peer, position), at)
}

/// Where a message is that the chain reads from `peer`.
pub fn incoming(
	node: &Node,
	peer: ParaId,
	position: Position,
	at: H256,
) -> Result<IncomingExplanation> {
	node.call("SpecChannelApi_explain_incoming", (peer, position), at)
}

//! Why a step failed.

use sp_core::H256;
use spec_messaging_primitives::Position;

/// What can go wrong, as [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

/// Why a step failed.
///
/// None is final: whoever runs a [`Route`](crate::Route) tries again later. What a step had stored by
/// then is kept, and it is right: only what was checked is stored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// The node can not be reached, went away, or took too long.
	#[error("{url} is not there: {reason}")]
	Unreachable {
		/// The node.
		url: String,
		/// What the transport reported.
		reason: String,
	},
	/// The node answered with an error.
	#[error("{url} refused {method}: {reason}")]
	Refused {
		/// The node.
		url: String,
		/// What it was asked.
		method: &'static str,
		/// Its words.
		reason: String,
	},
	/// The answer is not what the header or its own parts say it has to be. The node is broken or lies.
	#[error("{url} gave a wrong {what}: {reason}")]
	Junk {
		/// The node.
		url: String,
		/// What it was asked for.
		what: &'static str,
		/// What is wrong with it.
		reason: String,
	},
	/// The node does not have the state of a block any more.
	#[error("{url} has no state of block {block:?} any more: use an archive node")]
	Pruned {
		/// The node.
		url: String,
		/// The block.
		block: H256,
	},
	/// The store lacks a message that the destination waits for. The next step reads from before it.
	#[error("the message at position {0} is not in the store")]
	Missing(Position),
	/// The runtime of the destination can not be told to deliver.
	#[error("{url} takes no deliveries: {reason}")]
	NoDeliver {
		/// The node.
		url: String,
		/// What its metadata lacks.
		reason: String,
	},
	/// The store belongs to another pair of chains.
	#[error("the store belongs to other chains")]
	ForeignStore,
	/// The store can not be read or written.
	#[error("store: {0}")]
	Store(#[from] Box<redb::Error>),
	/// The store holds what this version did not write.
	#[error("store: {0} does not decode")]
	Corrupt(&'static str),
}

impl Error {
	/// One word for metrics.
	pub fn kind(&self) -> &'static str {
		match self {
			Self::Unreachable { .. } => "unreachable",
			Self::Refused { .. } => "refused",
			Self::Junk { .. } => "junk",
			Self::Pruned { .. } => "pruned",
			Self::Missing(_) => "missing",
			Self::NoDeliver { .. } => "no_deliver",
			Self::ForeignStore | Self::Store(_) | Self::Corrupt(_) => "store",
		}
	}
}

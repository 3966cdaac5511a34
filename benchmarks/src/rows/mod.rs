//! The work that is measured, a file each.

mod append;
mod batch;
mod extension;
mod growth;
mod late_block;
mod prove;
mod provides;

use crate::case::{Case, Counts};

/// A row of the results: a piece of work in several shapes.
pub struct Row {
	/// Its name.
	pub name: &'static str,
	/// What is done.
	pub work: &'static str,
	/// What its bytes are; `None` if it counts none.
	pub bytes: Option<&'static str>,
	/// What the plots show over what grows.
	pub plotted: &'static [Plotted],
	/// The shapes, ready to be measured. What can be counted is counted and compared with its formula.
	pub cases: fn() -> Vec<Case>,
}

/// What stands on the vertical axis of a plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plotted {
	/// Time, in node hashes.
	Time,
	/// Hashes.
	Hashes,
	/// Bytes.
	Bytes,
	/// Look-ups.
	Lookups,
}

impl Plotted {
	/// The number of a side, `None` if it has none.
	pub fn of(self, time: f64, counts: &Counts) -> Option<f64> {
		#[allow(clippy::cast_precision_loss)]
		let exact = |count: Option<u64>| count.map(|count| count as f64);
		match self {
			Self::Time => Some(time),
			Self::Hashes => exact(counts.hashes),
			Self::Bytes => exact(counts.bytes),
			Self::Lookups => exact(counts.lookups),
		}
	}

	/// What to write on the axis.
	pub fn label(self) -> &'static str {
		match self {
			Self::Time => "time, in node hashes",
			Self::Hashes => "hashes",
			Self::Bytes => "bytes",
			Self::Lookups => "look-ups",
		}
	}
}

/// All rows, in the order in which they are measured.
pub const ROWS: &[Row] = &[
	Row {
		name: "append",
		work: "Append 1,000 messages to 1,000,000 and take the root",
		bytes: None,
		plotted: &[Plotted::Time],
		cases: append::cases,
	},
	Row {
		name: "batch",
		work: "Verify a batch on 1,000,000 messages against a provides root, as one of 100 peers",
		bytes: Some("proof of the payloads under the stream root"),
		plotted: &[Plotted::Time],
		cases: batch::cases,
	},
	Row {
		name: "extension",
		work: "Verify that 1,000 held messages are a prefix of a longer stream",
		bytes: Some("proof, encoded"),
		plotted: &[Plotted::Time],
		cases: extension::cases,
	},
	Row {
		name: "late_block",
		work: "Rebind a late block",
		bytes: Some("proof, encoded"),
		plotted: &[Plotted::Bytes],
		cases: late_block::cases,
	},
	Row {
		name: "provides",
		work: "Provides root after a block that sent to some of all peers",
		bytes: Some("storage proof of what is read"),
		plotted: &[Plotted::Time],
		cases: provides::cases,
	},
	Row {
		name: "prove",
		work: "Build a proof from the off-chain nodes",
		bytes: Some("proof, encoded"),
		plotted: &[Plotted::Lookups],
		cases: prove::cases,
	},
	Row {
		name: "growth_length",
		work: "100 messages of 128 bytes, by the length of their stream",
		bytes: Some(growth::BYTES),
		plotted: &[Plotted::Hashes, Plotted::Bytes, Plotted::Time],
		cases: growth::length,
	},
	Row {
		name: "growth_peers",
		work: "100 messages of 128 bytes to or from one peer, by the number of all peers",
		bytes: Some(growth::BYTES),
		plotted: &[Plotted::Hashes, Plotted::Bytes, Plotted::Time],
		cases: growth::peers,
	},
	Row {
		name: "growth_lag",
		work: "100 messages of 128 bytes, by how many more were sent since",
		bytes: Some(growth::BYTES),
		plotted: &[Plotted::Hashes, Plotted::Bytes, Plotted::Time],
		cases: growth::lag,
	},
];

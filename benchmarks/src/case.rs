//! What is measured: one piece of work in one shape, done by several sides.

use criterion::Bencher;
use serde::Serialize;

use crate::clock::ThreadTime;

/// Does its work as often as the bencher asks for.
pub type Work = Box<dyn FnMut(&mut Bencher<'_, ThreadTime>)>;

/// One piece of work in one shape.
pub struct Case {
	/// Name of its row.
	pub row: &'static str,
	/// What stays the same along a curve: `peers=100 read=1000`. Empty if the row has one curve per side.
	pub series: String,
	/// What changes along a curve, with its name: `behind=100`.
	pub grown: (&'static str, u64),
	/// Whoever does the work, ours first.
	pub sides: Vec<Side>,
}

/// Somebody who does the work of a case.
pub struct Side {
	/// `ours`, `floor`, or whose.
	pub name: &'static str,
	/// What does not depend on the machine.
	pub counts: Counts,
	/// The work.
	pub run: Work,
}

/// What a side's work takes on any machine. `None` is not counted in this row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
	/// Protocol hashes, counted while they were computed.
	pub hashes: Option<u64>,
	/// Bytes of proof or of state; the row says which.
	pub bytes: Option<u64>,
	/// Look-ups in the store that proofs are built from.
	pub lookups: Option<u64>,
}

impl Case {
	/// Name of the shape: `peers=100 read=1000 behind=100`.
	pub fn shape(&self) -> String {
		let (name, value) = self.grown;
		format!("{} {name}={value}", self.series).trim_start().to_string()
	}

	/// The side of this name.
	pub fn side(&self, name: &str) -> Option<&Side> {
		self.sides.iter().find(|side| side.name == name)
	}
}

impl Side {
	/// A side whose hashes are counted.
	pub fn new(name: &'static str, hashes: u64, run: Work) -> Self {
		Self { name, counts: Counts { hashes: Some(hashes), ..Default::default() }, run }
	}

	/// The same with a number of bytes.
	pub fn with_bytes(mut self, bytes: usize) -> Self {
		self.counts.bytes = u64::try_from(bytes).ok();
		self
	}

	/// The same with a number of look-ups.
	pub fn with_lookups(mut self, lookups: u64) -> Self {
		self.counts.lookups = Some(lookups);
		self
	}
}

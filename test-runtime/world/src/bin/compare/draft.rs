//! Weights of this suite beside those of the newest public draft.

use frame_support::weights::Weight;
use pallet_spec_inbox::weights::{SubstrateWeight as Inbox, WeightInfo as _};
use pallet_spec_outbox::weights::{SubstrateWeight as Outbox, WeightInfo as _};
use serde::{Deserialize, Serialize};
use spec_messaging_benchmarks::WithoutDatabase;
use spec_messaging_world::runtime::Runtime;

/// The first lines of the files with our weights, which name the machine.
const HEADERS: [(&str, &str); 2] = [
	("outbox", include_str!("../../../../../pallets/spec-outbox/src/weights.rs")),
	("inbox", include_str!("../../../../../pallets/spec-inbox/src/weights.rs")),
];
/// How many times cheaper this suite wants to be.
pub(crate) const TIMES: f64 = 5.0;
/// Streams that a chain has where its root is asked for: those that the benchmark of ours opens.
const STREAMS: u32 = 1_000;

/// One line of the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Charge {
	/// For what.
	pub(crate) what: String,
	/// By the draft, in nanoseconds.
	pub(crate) draft: f64,
	/// By this suite, in nanoseconds, without the database.
	pub(crate) ours: f64,
	/// The same with the database of the test runtime.
	pub(crate) with_database: f64,
}

/// What is known of both measurements.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Charges {
	/// When and where ours were measured, as the files say.
	pub(crate) measured: Vec<String>,
	/// The lines.
	pub(crate) lines: Vec<Charge>,
}

/// Reads the committed weights.
pub(crate) fn read() -> Charges {
	let measured = HEADERS
		.iter()
		.filter_map(|(pallet, file)| {
			let said = file.lines().nth(2)?.strip_prefix("//! ")?;
			Some(format!("{pallet}, {said}"))
		})
		.collect();
	let lines = draft()
		.into_iter()
		.zip(ours::<WithoutDatabase>().into_iter().zip(ours::<Runtime>()))
		.map(|((what, draft), (ours, with_database))| Charge { what, draft, ours, with_database })
		.collect();
	Charges { measured, lines }
}

/// What the draft charges, in nanoseconds: a send and its bytes, a message on receipt and its bytes, and
/// the root by all streams that exist.
fn draft() -> [(String, f64); 7] {
	let root = |touched: u32| format!("the root of {STREAMS} streams, {touched} touched");
	let of_streams = 27_000.0 * f64::from(STREAMS);
	[
		("the first send of a block to its destination".into(), 25_400.0),
		("each further send to it".into(), 25_400.0),
		("a byte of a send".into(), 1.63),
		("a message on receipt".into(), 50_200.0),
		("a byte on receipt".into(), 332.0),
		(root(1), of_streams),
		(root(16), of_streams),
	]
}

/// What this suite charges for the same, with the database of `T`. A send pays for its part of the
/// commitment, the first to a destination also for what is read and written once; on receipt the tree proof and
/// the frontier are paid once a batch, and are not in here.
fn ours<T: frame_system::Config>() -> [f64; 7] {
	let root = |touched| {
		Outbox::<T>::commit_idle().saturating_add(Outbox::<T>::commit_destinations(touched))
	};
	let send =
		slope(Outbox::<T>::send_messages, 1_000) + slope(Outbox::<T>::commit_messages, 1_000);
	[
		nanoseconds(Outbox::<T>::send_messages(0)) + send,
		send,
		slope(Outbox::<T>::send_bytes, 65_536) + slope(Outbox::<T>::commit_bytes, 65_536),
		slope(Inbox::<T>::batch_messages, 1_000).max(slope(Inbox::<T>::at_once_messages, 1_000)),
		slope(Inbox::<T>::batch_bytes, 1 << 20).max(slope(Inbox::<T>::batch_taken_bytes, 1 << 16)),
		nanoseconds(root(1)),
		nanoseconds(root(16)),
	]
}

/// What one more costs, between none and the most that was measured.
fn slope(of: fn(u32) -> Weight, most: u32) -> f64 {
	(nanoseconds(of(most)) - nanoseconds(of(0))) / f64::from(most)
}

#[allow(clippy::cast_precision_loss)]
fn nanoseconds(weight: Weight) -> f64 {
	weight.ref_time() as f64 / 1_000.0
}

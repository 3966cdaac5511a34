//! Send and receive 100 messages, as the stream, the peers and the lag grow.

use core::hint::black_box;

use codec::Encode;
use spec_messaging_primitives::{
	LeafCount,
	hashing::count,
	mmr::{prove, shape},
};

use super::{
	batch::{AT_ONCE, batch, receive},
	late_block,
};
use crate::{
	case::{Case, Side},
	chain::{Chain, commit},
	shapes::Uniform,
};

const MESSAGES: usize = 100;
const PAYLOAD: [u8; 128] = [7; 128];
/// What does not grow.
const LENGTH: u64 = 1_000_000;
const PEERS: u32 = 100;

/// What the rows count in bytes.
pub(super) const BYTES: &str = "beside the payloads, in the PoV: receiving, the batch and the frontier; \
	sending, the storage proof of the commitment; a late block, its proof";

/// From 10^2 to 10^9 messages.
pub(super) fn length() -> Vec<Case> {
	let lengths = || (2..=9).map(|exponent| 10u64.pow(exponent));
	let row = "growth_length";
	let receiving = lengths().map(|n| receiving(row, ("length", n), n, PEERS, 0));
	receiving.chain(lengths().map(|n| sending(row, ("length", n), n, PEERS))).collect()
}

/// From one peer to 1,000.
pub(super) fn peers() -> Vec<Case> {
	let peers = || [1, 10, 100, 1_000].into_iter();
	let row = "growth_peers";
	let receiving = peers().map(|n| receiving(row, ("peers", n.into()), LENGTH, n, 0));
	receiving.chain(peers().map(|n| sending(row, ("peers", n.into()), LENGTH, n))).collect()
}

/// From nothing to 1,000,000 messages behind the sender.
pub(super) fn lag() -> Vec<Case> {
	let lags = || [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].into_iter();
	let row = "growth_lag";
	let receiving = lags().map(|lag| receiving(row, ("lag", lag), LENGTH, PEERS, lag));
	let late = lags().map(|lag| {
		let mut case = late_block::case(PEERS, LENGTH, lag);
		case.sides.truncate(1);
		Case { row, series: "late block".into(), grown: ("lag", lag), ..case }
	});
	receiving.chain(late).collect()
}

/// From the provides root down, onto a stream of `length`, of whose sender `lag` more messages are known.
fn receiving(
	row: &'static str,
	grown: (&'static str, u64),
	length: u64,
	peers: u32,
	lag: u64,
) -> Case {
	let uniform = Uniform::of(&PAYLOAD);
	let held = uniform.frontier(length);
	let end = LeafCount::new(length + u64::try_from(MESSAGES).unwrap()).unwrap();
	let newer = uniform.frontier(end.get() + lag);
	let extension = prove::extension(&newer, end, &uniform).unwrap().0;
	let batch = batch(&held, &newer, peers, &vec![PAYLOAD.to_vec(); MESSAGES], extension);
	let items = shape::extension_nodes(end, newer.leaf_count()).unwrap();
	let siblings = batch.proof.expected_siblings();
	let formula = length.count_ones() + items + siblings + 2;
	let (_, hashes) = count::hashes(|| receive(black_box(batch.clone()), &held));
	let onto = u64::try_from(2 * MESSAGES).unwrap() - 1;
	assert_eq!(
		hashes,
		onto + u64::from(formula),
		"2k + popcount(m) - 1, P(m + k, n), siblings + 2"
	);
	let bytes = batch.encoded_size() - batch.payloads.encoded_size() + held.encoded_size();
	let run = move |b: &mut criterion::Bencher<'_, crate::ThreadTime>| {
		b.iter_batched(|| batch.clone(), |batch| receive(black_box(batch), &held), AT_ONCE);
	};
	let ours = Side::new("ours", hashes, Box::new(run)).with_bytes(bytes);
	Case { row, series: "receiving".into(), grown, sides: vec![ours] }
}

/// The commitment of a block that sent to one of `peers`, onto a stream of `length`.
fn sending(row: &'static str, grown: (&'static str, u64), length: u64, peers: u32) -> Case {
	let frontier = Uniform::of(&PAYLOAD).frontier(length);
	let mut chain = Chain::sending(peers, &frontier, MESSAGES, &PAYLOAD);
	let (_, hashes) = chain.run(|| count::hashes(commit));
	let bytes = chain.proof_bytes(commit);
	let run = move |b: &mut criterion::Bencher<'_, crate::ThreadTime>| chain.run(|| b.iter(commit));
	let ours = Side::new("ours", hashes, Box::new(run)).with_bytes(bytes);
	Case { row, series: "sending".into(), grown, sides: vec![ours] }
}

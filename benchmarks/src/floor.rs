//! The hashes that nobody can leave out.

use core::hint::black_box;

use blake2b_simd::{
	Params,
	many::{HashManyJob, MAX_DEGREE, hash_many},
};
use criterion::Bencher;

use crate::clock::ThreadTime;

/// The preimages that receiving messages in order comes down to, ready to be hashed: a leaf each, a
/// node each but one, and one bag per peak that is held.
///
/// Nothing depends on an earlier hash, nothing is copied and nothing is kept: any implementation does
/// at least this.
pub(crate) struct Floor {
	leaves: Vec<Vec<u8>>,
	joins: usize,
}

impl Floor {
	/// For these payloads on a stream with so many peaks.
	pub(crate) fn new(payloads: &[Vec<u8>], peaks: u32) -> Self {
		let leaves: Vec<_> = payloads.iter().map(|p| [&[1, 0], &p[..]].concat()).collect();
		let joins = leaves.len() - 1 + usize::try_from(peaks).unwrap();
		Self { leaves, joins }
	}

	/// How many hashes that is.
	pub(crate) fn hashes(&self) -> u64 {
		u64::try_from(self.leaves.len() + self.joins).unwrap()
	}

	pub(crate) fn run(&self, bencher: &mut Bencher<'_, ThreadTime>) {
		let join = [2u8; 65];
		bencher.iter(|| {
			for leaf in &self.leaves {
				black_box(sp_io::hashing::blake2_256(black_box(leaf)));
			}
			for _ in 0..self.joins {
				black_box(sp_io::hashing::blake2_256(black_box(&join)));
			}
		});
	}

	/// The same hashes, as many at a time as the vector unit takes. A runtime can not: its host hashes one
	/// at a time.
	pub(crate) fn run_lanes(&self, bencher: &mut Bencher<'_, ThreadTime>) {
		let mut params = Params::new();
		params.hash_length(32);
		let joins = vec![[2u8; 65]; self.joins];
		bencher.iter(|| {
			let leaves = self.leaves.iter().map(Vec::as_slice);
			lanes(&params, black_box(leaves));
			lanes(&params, black_box(joins.iter().map(<[u8; 65]>::as_slice)));
		});
	}
}

fn lanes<'a>(params: &Params, mut preimages: impl Iterator<Item = &'a [u8]>) {
	loop {
		let job = |bytes| HashManyJob::new(params, bytes);
		let mut jobs: Vec<_> = preimages.by_ref().take(MAX_DEGREE).map(job).collect();
		if jobs.is_empty() {
			return;
		}
		hash_many(&mut jobs);
		for job in &jobs {
			black_box(job.to_hash());
		}
	}
}

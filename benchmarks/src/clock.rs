//! What criterion measures: processor time of the benching thread.
//!
//! Wall time also counts what other processes take of a busy machine.

use core::time::Duration;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use rustix::time::{ClockId, clock_gettime};

const WALL_TIME: &WallTime = &WallTime;

/// Processor time of this thread.
pub struct ThreadTime;

impl Measurement for ThreadTime {
	type Intermediate = Duration;
	type Value = Duration;

	fn start(&self) -> Duration {
		thread_time()
	}

	fn end(&self, start: Duration) -> Duration {
		thread_time().saturating_sub(start)
	}

	fn add(&self, left: &Duration, right: &Duration) -> Duration {
		*left + *right
	}

	fn zero(&self) -> Duration {
		Duration::ZERO
	}

	fn to_f64(&self, value: &Duration) -> f64 {
		WALL_TIME.to_f64(value)
	}

	fn formatter(&self) -> &dyn ValueFormatter {
		WALL_TIME.formatter()
	}
}

/// Processor time that this thread has used so far.
pub fn thread_time() -> Duration {
	Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

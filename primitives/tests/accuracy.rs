//! What is found of weights that do not add up.

use sp_runtime::Perbill;
use spec_messaging_primitives::accuracy::{Point, PointLoad, check_accuracy};

const ALLOWED: Perbill = Perbill::from_percent(15);

fn point(measured: u64, padded: bool) -> Point {
	let load = PointLoad { messages: 3, bytes: 7 };
	Point { load, measured, said: 1_000, padded }
}

/// True if the check lets it pass where the load fits a block or not.
fn passes(point: Point, fits: bool) -> bool {
	check_accuracy([point], ALLOWED, |_| fits).is_ok()
}

#[test]
fn a_load_that_takes_15_percent_more_or_less_than_its_model_says_is_found() {
	for (measured, within) in
		[(849, false), (850, true), (1_000, true), (1_150, true), (1_151, false)]
	{
		assert_eq!(point(measured, false).is_within(ALLOWED), within, "{measured}");
		assert_eq!(passes(point(measured, false), true), within, "{measured}");
	}
}

#[test]
fn a_load_may_take_less_than_a_worst_case_and_never_more() {
	for (measured, within) in [(1, true), (849, true), (1_150, true), (1_151, false)] {
		assert_eq!(point(measured, true).is_within(ALLOWED), within, "{measured}");
	}
}

#[test]
fn a_load_that_takes_no_time_was_not_measured_which_counts_only_if_it_does_not_fit() {
	for padded in [false, true] {
		assert!(!passes(point(0, padded), true));
		assert!(passes(point(0, padded), false));
	}
}

#[test]
fn the_first_load_that_differs_is_named() {
	let points = [point(1_000, false), point(2_000, false), point(3_000, false)];
	assert_eq!(check_accuracy(points, ALLOWED, |_| true), Err(points[1]));
}

#[test]
fn bytes_of_a_load_are_those_of_all_its_messages() {
	assert_eq!(point(0, false).load.total(), 21);
	assert_eq!(PointLoad { messages: u32::MAX, bytes: 2 }.total(), u32::MAX);
}

//! Compares ratios with those that are committed.

use crate::row::Row;

/// How many times a committed ratio a new one may be.
const WORSE_AT_MOST: f64 = 1.3;

/// Each ratio of `row` that is worse than the committed one by more than 30 %, or that row if it has no
/// committed result.
pub(crate) fn faults(row: &Row, committed: &[Row]) -> Vec<String> {
	let name = format!("{} {}", row.role.name(), row.shape);
	let mut committed = committed.iter();
	let Some(before) = committed.find(|c| (c.role, c.shape) == (row.role, row.shape)) else {
		return vec![format!("{name}: no committed result")];
	};
	let (now, before) = (row.ratios.named(), before.ratios.named());
	now.into_iter()
		.zip(before)
		// Not a number is worse than any.
		.filter(|((_, now), (_, was))| {
			now.partial_cmp(&(was * WORSE_AT_MOST)).is_none_or(|order| order.is_gt())
		})
		.map(|((what, now), (_, was))| format!("{name}: {what} is {now:.2}, was {was:.2}"))
		.collect()
}

//! The README names tests: each of them exists.

use std::collections::BTreeSet;

const README: &str = include_str!("../../README.md");

/// The sources of tests that the README may name, by the prefix that it uses.
const SOURCES: [(&str, &str); 15] = [
	("calls", include_str!("calls.rs")),
	("channels", include_str!("channels.rs")),
	("cutover", include_str!("cutover.rs")),
	("emulated", include_str!("emulated.rs")),
	("hold", include_str!("hold.rs")),
	("hrmp", include_str!("hrmp.rs")),
	("limits", include_str!("limits.rs")),
	("migration", include_str!("migration.rs")),
	("predecessor", include_str!("predecessor.rs")),
	("queue", include_str!("queue.rs")),
	("router", include_str!("router.rs")),
	("mock", include_str!("../mock.rs")),
	("benchmarking", include_str!("../benchmarking.rs")),
	("outbox", include_str!("../../../spec-outbox/src/tests/router.rs")),
	("inbox", include_str!("../../../spec-inbox/src/tests/dispatch.rs")),
];

/// What stands in backquotes as `file::test`, in the tables.
fn named() -> BTreeSet<(String, String)> {
	README
		.lines()
		.filter(|line| line.starts_with('|'))
		.flat_map(|line| line.split('`').skip(1).step_by(2))
		.filter_map(|code| code.split_once("::"))
		.filter(|(file, _)| SOURCES.iter().any(|(known, _)| known == file))
		.map(|(file, test)| (file.to_string(), test.to_string()))
		.collect()
}

#[test]
fn every_test_that_the_readme_names_exists() {
	let named = named();
	assert!(named.len() > 50, "the tables were not found: {}", named.len());
	for (file, test) in named {
		let (_, source) = SOURCES.iter().find(|(known, _)| *known == file).unwrap();
		assert!(source.contains(&format!("fn {test}(")), "{file}::{test} is no test");
	}
}

#[test]
fn every_line_of_the_checklist_is_ticked() {
	let lines: Vec<_> = README.lines().filter(|line| line.starts_with("| [")).collect();
	assert_eq!(lines.len(), 19);
	for line in lines {
		assert!(line.starts_with("| [x] ") && line.contains("::"), "{line}");
	}
}

#[test]
fn each_of_the_38_behaviours_has_a_line() {
	let numbers: Vec<u32> = README
		.lines()
		.filter_map(|line| line.strip_prefix("| ")?.split_once(" |")?.0.parse().ok())
		.collect();
	assert_eq!(numbers, (1..=38).collect::<Vec<_>>());
}

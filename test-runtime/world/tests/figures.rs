//! `make figures` prints what `test-runtime/README.md` shows.

#![allow(missing_docs)]

use std::process::Command;

#[test]
fn the_shares_of_a_charge_add_up_and_the_readme_has_every_table_that_is_printed() {
	// It fails if the shares do not add up to what a block was charged.
	let output = Command::new(env!("CARGO_BIN_EXE_figures")).output();
	let output = output.expect("it was built with this test");
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

	let printed = String::from_utf8(output.stdout).expect("text");
	let readme = include_str!("../../README.md");
	// Numbers move with every change of a weight or of a storage item; they are put in by hand.
	let names = printed.lines().filter(|line| !line.contains(|c: char| c.is_ascii_digit()));
	let names: Vec<_> = names.filter(|line| !line.is_empty()).collect();
	assert!(names.len() > 8);
	for name in names {
		assert!(readme.contains(name), "run `make figures`, the README does not have: {name}");
	}
}

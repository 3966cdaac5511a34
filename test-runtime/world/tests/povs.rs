//! What `make e2e-pov` hands to cumulus-pov-validator is judged by this world's validator first.

#![allow(missing_docs)]

use std::{fs, path::Path, process::Command};

#[test]
fn honest_and_forged_proofs_of_validity_are_judged_as_their_names_say() {
	let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("povs");
	let _ = fs::remove_dir_all(&directory);
	fs::create_dir_all(&directory).expect("cargo made the directory above");
	// It fails if the validator of this world judges one otherwise.
	let status = Command::new(env!("CARGO_BIN_EXE_povs")).arg(&directory).status();
	assert!(status.expect("it was built with this test").success());

	let files = fs::read_dir(&directory).expect("it is there");
	let names: Vec<_> = files
		.map(|file| file.expect("it is readable").file_name().into_string().expect("ASCII"))
		.collect();
	for code in ["wrapped", "stock"] {
		assert!(names.contains(&format!("{code}.wasm")));
		for (verdict, at_least) in [("accepted", 3), ("refused", 1)] {
			let prefix = format!("{code}.{verdict}.");
			let number = names.iter().filter(|name| name.starts_with(&prefix)).count();
			assert!(number >= at_least, "{number} of {prefix}");
		}
	}
}

//! Vectors for other implementations: the crate does what they say, and they are what the generator
//! writes, which shares no code with the crate.
//!
//! `WRITE_VECTORS=1 cargo test -p spec-messaging-primitives --test vectors` writes them. That is
//! approving a new wire format: see `vectors/README.md`.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod generator;
mod reference;
mod runner;

use std::{
	collections::{BTreeMap, BTreeSet},
	fs, panic,
	path::{Path, PathBuf},
};

use generator::Vectors;
use serde_json::Value;

fn directory() -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// Every file below the directory but its README, by path.
fn committed() -> BTreeMap<String, String> {
	let mut files = BTreeMap::new();
	for entry in fs::read_dir(directory()).unwrap().map(Result::unwrap) {
		let folder = entry.file_name().into_string().unwrap();
		if folder == "README.md" {
			continue;
		}
		for file in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
			let path = format!("{folder}/{}", file.file_name().into_string().unwrap());
			files.insert(path, fs::read_to_string(file.path()).unwrap());
		}
	}
	files
}

#[test]
fn the_committed_vectors_are_what_the_generator_writes() {
	let generated = Vectors::all().0;
	if std::env::var_os("WRITE_VECTORS").is_some() {
		for folder in committed().keys().filter_map(|path| path.split('/').next()) {
			let _ = fs::remove_dir_all(directory().join(folder));
		}
		for (path, text) in &generated {
			let path = directory().join(path);
			fs::create_dir_all(path.parent().unwrap()).unwrap();
			fs::write(path, text).unwrap();
		}
	}
	let committed = committed();
	let (ours, theirs): (BTreeSet<_>, BTreeSet<_>) =
		(generated.keys().collect(), committed.keys().collect());
	assert_eq!(ours, theirs, "other files");
	for (path, text) in &generated {
		assert!(committed[path] == *text, "{path} has other bytes");
	}
}

/// What is wrong with a case, if anything is.
fn check(path: &str, text: &str) -> Result<(), String> {
	let case: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
	let (folder, file) = path.split_once('/').ok_or("not in a folder")?;
	if !case["describes"].is_string() || case["format"] != 1 {
		return Err("has no description or another format".into());
	}
	let expected = case["outcome"].as_str().ok_or("names no outcome")?;
	let prefix = if expected == "accept" { "accept_" } else { "refuse_" };
	if !file.starts_with(prefix) || !file.ends_with(".json") {
		return Err(format!("is not {prefix}*.json"));
	}
	// What the crate accepts with something else in it than the file says panics in the runner.
	let outcome = panic::catch_unwind(|| runner::run(folder, &case))
		.map_err(|_| "is accepted with another content, see the panic above")?
		.ok_or("is of no known object")?;
	match outcome {
		Err(error) if error == expected => Ok(()),
		Err(error) => Err(format!("{error} instead of {expected}")),
		Ok(_) if expected != "accept" => Err(format!("accepted instead of {expected}")),
		Ok(cost) => {
			let steps = case["hashes"].as_array().ok_or("names no hashes")?;
			if steps.len() as u64 != cost {
				return Err(format!("{cost} hashes instead of {}", steps.len()));
			}
			Ok(())
		},
	}
}

#[test]
fn every_vector_has_the_outcome_and_the_hashes_that_it_names() {
	let files = committed();
	let wrong: Vec<_> = files
		.iter()
		.filter_map(|(path, text)| check(path, text).err().map(|e| format!("{path}: {e}")))
		.collect();
	assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
	let folders: BTreeSet<_> = files.keys().filter_map(|path| path.split('/').next()).collect();
	assert_eq!(folders.len(), 22, "{folders:?}");
	for folder in folders {
		for kind in ["accept_", "refuse_"] {
			let start = format!("{folder}/{kind}");
			assert!(files.keys().any(|path| path.starts_with(&start)), "no {start}");
		}
	}
}

#[test]
fn every_preimage_in_a_vector_has_its_hash() {
	for (path, text) in committed() {
		let case: Value = serde_json::from_str(&text).unwrap();
		for step in case["hashes"].as_array().into_iter().flatten() {
			let bytes = |field: &str| {
				let digits = &step[field].as_str().unwrap()[2..];
				let byte = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).unwrap();
				(0..digits.len()).step_by(2).map(byte).collect::<Vec<_>>()
			};
			assert_eq!(reference::h(&[&bytes("preimage")]).to_vec(), bytes("hash"), "{path}");
		}
	}
}

#[test]
fn a_vector_with_another_outcome_cost_name_or_folder_fails() {
	let files = Vectors::all().0;
	let path = "extension/accept_5_to_8.json";
	let text = &files[path];
	assert_eq!(check(path, text), Ok(()));
	let changed = |from: &str, to: &str| text.replacen(from, to, 1);
	assert!(
		check(path, &changed("\"outcome\": \"accept\"", "\"outcome\": \"NodeCount\"")).is_err()
	);
	assert!(check(path, &changed("\"to\": 8", "\"to\": 7")).is_err());
	assert!(check(path, &changed("\"format\": 1", "\"format\": 2")).is_err());
	assert!(check(path, &changed("\"hashes\"", "\"other\"")).is_err());
	assert!(check("extension/refuse_5_to_8.json", text).is_err());
	assert!(check("extent/accept_5_to_8.json", text).is_err());
	let path = "extension/refuse_no_items.json";
	let text = files[path].replace("\"NodeCount\"", "\"RootMismatch\"");
	assert_eq!(check(path, &text), Err("NodeCount instead of RootMismatch".into()));
}

#[test]
fn the_readme_names_only_vectors_and_tests_that_exist_and_every_row_and_family() {
	let readme = fs::read_to_string(directory().join("README.md")).unwrap();
	let files = committed();
	assert!(readme.contains(&format!("{} cases", files.len())), "{} cases", files.len());
	let mut named = 0;
	for name in readme.split('`').skip(1).step_by(2) {
		let exists = if let Some((folder, file)) = name.split_once('/') {
			if !file.starts_with("accept_") && !file.starts_with("refuse_") {
				continue;
			}
			files.contains_key(&format!("{folder}/{file}.json"))
		} else if let Some((file, test)) = name.split_once("::") {
			if file.starts_with(char::is_uppercase) {
				continue;
			}
			let path = directory().parent().unwrap().join(format!("{file}.rs"));
			fs::read_to_string(path).is_ok_and(|text| text.contains(&format!("fn {test}(")))
		} else {
			continue;
		};
		assert!(exists, "the README names {name}");
		named += 1;
	}
	assert!(named > 150, "{named}");
	for row in 1..=18 {
		assert!(readme.contains(&format!("\n| {row} | ")), "row {row}");
	}
	for family in 1..=32 {
		let lines = readme.lines().filter(|l| l.starts_with(&format!("| {family} ")));
		assert_eq!(lines.count(), if family <= 18 { 2 } else { 1 }, "family {family}");
	}
}

//! The fuzz targets on stable: the committed corpora, then recipes drawn by proptest.
//!
//! `make fuzz` runs the same functions under libFuzzer. `PROPTEST_CASES` raises the number of recipes.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

#[path = "../fuzz/harness/mod.rs"]
mod harness;

use core::cell::RefCell;
use std::{fs, path::Path};

use harness::{TARGETS, Verdict};
use proptest::{
	collection::vec,
	prelude::any,
	test_runner::{Config, TestRunner},
};

/// Recipes per target, unless `PROPTEST_CASES` asks for more.
const RECIPES: u32 = 20_000;
/// Longest recipe, in bytes.
const RECIPE_BYTES: usize = 600;

/// The recipes in a folder, none if it is not there.
fn recipes(folder: &str, target: &str) -> Vec<Vec<u8>> {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(target);
	let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
	files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
	recipes("fuzz/corpus", target)
}

/// Runs one target. A recipe on which the code under test accepts a lie panics inside.
fn smoke(name: &str) {
	let (_, target) = TARGETS.into_iter().find(|(target, _)| *target == name).unwrap();
	let seeds = corpus(name);
	assert!(!seeds.is_empty(), "no corpus");
	let verdicts = RefCell::new(seeds.iter().map(|seed| target(seed)).collect::<Vec<_>>());
	let default = Config::default();
	let config = Config { cases: default.cases.max(RECIPES), failure_persistence: None, ..default };
	TestRunner::new(config)
		.run(&vec(any::<u8>(), 0..RECIPE_BYTES), |recipe| {
			verdicts.borrow_mut().push(target(&recipe));
			Ok(())
		})
		.unwrap();
	// A target that only ever refuses, or never, tests nothing.
	let verdicts = verdicts.into_inner();
	for wanted in [Verdict::Accepted, Verdict::Refused] {
		let share = verdicts.iter().filter(|verdict| **verdict == wanted).count();
		println!("{name}: {share} of {} {wanted:?}", verdicts.len());
		assert!(share * 200 >= verdicts.len(), "{name}: {share} of {} {wanted:?}", verdicts.len());
	}
}

#[test]
fn every_corpus_belongs_to_a_target() {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
	let mut found: Vec<_> = fs::read_dir(folder)
		.unwrap()
		.map(|entry| entry.unwrap().file_name().into_string().unwrap())
		.collect();
	found.sort();
	assert_eq!(found, TARGETS.map(|(name, _)| name));
}

#[test]
fn no_recipe_of_a_corpus_or_of_the_last_finds_makes_a_target_lie() {
	for (name, target) in TARGETS {
		let (corpus, found) = (corpus(name), recipes("fuzz/target/found", name));
		println!("{name}: {} of the corpus, {} found", corpus.len(), found.len());
		for recipe in corpus.iter().chain(&found) {
			let _ = target(recipe);
		}
	}
}

macro_rules! targets {
	($($test:ident: $target:literal,)*) => {$(
		#[test]
		fn $test() {
			smoke($target);
		}
	)*};
}

targets! {
	no_edit_of_an_absence_proof_hides_a_leaf: "absence",
	no_edit_of_a_batch_delivers_what_was_not_sent: "batch",
	no_edit_of_an_object_has_a_second_encoding: "decode",
	no_digest_says_two_things: "digest",
	no_edit_of_an_extension_proof_extends_another_stream: "extension",
	no_append_at_any_count_breaks_the_shape: "frontier",
	no_edit_of_a_late_block_proof_rebinds_a_block_that_is_dead: "late_block",
	no_set_of_candidates_is_enacted_that_is_not_the_greatest: "matching",
	no_store_makes_a_walk_panic_or_prove_a_lie: "prove",
	no_edit_of_a_tree_proof_leads_to_the_root: "tree",
}

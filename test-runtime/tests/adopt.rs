//! The steps that the README names for adopting the suite are those that `make template` takes.

#![allow(missing_docs)]

/// The lines that the diff removes, with `-`, and adds, with `+`, in its order. No indentation, no empty lines.
fn changed() -> Vec<String> {
	let diff = include_str!("../template/adopt.diff");
	let changes =
		diff.lines().filter(|line| !line.starts_with("--- ") && !line.starts_with("+++ "));
	let changes = changes.filter_map(|line| {
		let (sign, text) = line.split_at_checked(1)?;
		(sign != " " && sign != "@").then(|| (sign, text.trim()))
	});
	changes
		.filter(|(_, text)| !text.is_empty())
		.map(|(sign, text)| sign.to_owned() + text)
		.collect()
}

/// What the code blocks of the README's section say: added, unless it is a diff that says otherwise.
fn shown() -> Vec<String> {
	let readme = include_str!("../../README.md");
	let (_, rest) = readme.split_once("<!-- adopt -->\n").expect("the README has the section");
	let (section, _) = rest.split_once("<!-- /adopt -->\n").expect("and its end");
	let mut shown = vec![];
	let mut language = None;
	for line in section.lines().map(str::trim) {
		match (line.strip_prefix("```"), language) {
			(Some(opened), None) => language = Some(opened),
			(Some(_), Some(_)) => language = None,
			(None, None) => {},
			(None, Some(_)) if line.is_empty() => {},
			(None, Some("diff")) => {
				let (sign, text) = line.split_at(1);
				shown.push(sign.to_owned() + text.trim());
			},
			(None, Some(_)) => shown.push("+".to_owned() + line),
		}
	}
	shown
}

#[test]
fn the_readme_shows_every_line_that_make_template_changes() {
	let (changed, shown) = (changed(), shown());
	// One by one: two lists of this length tell nobody where they differ.
	for (changed, shown) in changed.iter().zip(&shown) {
		assert_eq!(changed, shown);
	}
	assert_eq!(changed.len(), shown.len());
	assert!(changed.iter().any(|line| line.contains("OnSystemEvent = SpecInbox")));
}

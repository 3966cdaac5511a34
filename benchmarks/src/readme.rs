//! Puts what a program found where a README has room for it.

use core::error::Error;
use std::{fs, path::Path};

/// Writes `text` between `<!-- name -->` and `<!-- end of name -->` in the file at `path`.
///
/// # Errors
///
/// If the file can not be read or written, or has no such place.
pub fn put(path: &Path, name: &str, text: &str) -> Result<(), Box<dyn Error>> {
	let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
	let before = fs::read_to_string(path)?;
	let (head, rest) =
		before.split_once(&begin).ok_or_else(|| format!("README.md: no place for {name}"))?;
	let (_, tail) = rest.split_once(&end).ok_or_else(|| format!("README.md: no end of {name}"))?;
	fs::write(path, format!("{head}{begin}\n{text}{end}{tail}"))?;
	Ok(())
}

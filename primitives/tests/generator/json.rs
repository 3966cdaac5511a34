//! JSON with its fields in the order in which they are written, and nothing that depends on a library.

use crate::reference::{Bytes32, RegisterFields};

#[derive(Clone)]
pub enum Json {
	Null,
	Bool(bool),
	Number(u64),
	Text(String),
	List(Vec<Self>),
	Map(Vec<(&'static str, Self)>),
}

/// Largest integer that every JSON reader keeps; larger ones are written as decimal text.
const MAX_EXACT: u64 = (1 << 53) - 1;

impl Json {
	pub fn print(&self, indent: usize, to: &mut String) {
		match self {
			Self::Null => to.push_str("null"),
			Self::Bool(value) => to.push_str(&value.to_string()),
			Self::Number(value) if *value <= MAX_EXACT => to.push_str(&value.to_string()),
			Self::Number(value) => to.push_str(&format!("\"{value}\"")),
			Self::Text(text) => {
				assert!(text.chars().all(|c| c.is_ascii() && !c.is_control() && c != '\\'));
				to.push_str(&format!("\"{}\"", text.replace('"', "\\\"")));
			},
			Self::List(items) => {
				let items = items.iter().map(|item| (String::new(), item)).collect();
				block(items, ['[', ']'], indent, to);
			},
			Self::Map(fields) => {
				let items = fields.iter().map(|(key, value)| (format!("\"{key}\": "), value));
				block(items.collect(), ['{', '}'], indent, to);
			},
		}
	}
}

fn block(items: Vec<(String, &Json)>, around: [char; 2], indent: usize, to: &mut String) {
	to.push(around[0]);
	for (i, (key, item)) in items.iter().enumerate() {
		to.push_str(if i == 0 { "\n" } else { ",\n" });
		to.push_str(&"\t".repeat(indent + 1));
		to.push_str(key);
		item.print(indent + 1, to);
	}
	if !items.is_empty() {
		to.push('\n');
		to.push_str(&"\t".repeat(indent));
	}
	to.push(around[1]);
}

pub fn hex(bytes: impl AsRef<[u8]>) -> Json {
	let digits: String = bytes.as_ref().iter().map(|b| format!("{b:02x}")).collect();
	Json::Text(format!("0x{digits}"))
}

pub fn number(value: impl Into<u64>) -> Json {
	Json::Number(value.into())
}

pub fn hashes(hashes: &[Bytes32]) -> Json {
	Json::List(hashes.iter().map(hex).collect())
}

pub fn register(r: &RegisterFields) -> Json {
	Json::Map(vec![
		("generation", number(r.generation)),
		("consumed", number(r.consumed)),
		("consumed_bytes", number(r.consumed_bytes)),
		("credit", number(r.credit)),
		("credit_bytes", number(r.credit_bytes)),
		("max_payload", number(r.max_payload)),
		("outbound", number(r.outbound)),
		("inbound", number(r.inbound)),
	])
}

//! What the machine calls its processor.

use std::fs;

/// Name of the processor.
pub fn cpu() -> String {
	let read = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
	let name = read.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
	name.map_or("An unknown processor", |(_, name)| name).trim().to_string()
}

//! Puts a line into the functions of `weights.rs`.

const BASE: &str = "Weight::from_parts(";
const SLOPE: &str = ".saturating_add(Weight::from_parts(";
/// No proof size: that of a component stands in a line of its own.
const SLOPE_OF: &str = ", 0).saturating_mul(";

/// `weights` with another time in both functions of `benchmark`: `base`, and `slopes` by component, in
/// picoseconds. Proof sizes, reads and writes stay.
pub(crate) fn rewrite(
	weights: &str,
	benchmark: &str,
	base: u64,
	slopes: &[(&str, u64)],
) -> Result<String, String> {
	let head = format!("\tfn {benchmark}(");
	let mut written = String::new();
	let mut places = 0;
	let mut inside = false;
	for line in weights.lines() {
		let code = line.trim_start();
		// The declaration in the trait has no body.
		if line.starts_with(&head) && !line.ends_with(';') {
			inside = true;
		}
		if inside && code.starts_with(SLOPE) && code.contains(SLOPE_OF) {
			continue;
		}
		if let (true, Some(rest)) = (inside, code.strip_prefix(BASE)) {
			let (_, proof_size) = rest.split_once(',').ok_or("no proof size")?;
			written += &format!("\t\t{BASE}{},{proof_size}\n", underscored(base));
			for (component, slope) in slopes {
				let slope = underscored(*slope);
				written += &format!("\t\t\t{SLOPE}{slope}{SLOPE_OF}{component}.into()))\n");
			}
			places += 1;
			continue;
		}
		if line == "\t}" {
			inside = false;
		}
		written += line;
		written.push('\n');
	}
	if places == 2 { Ok(written) } else { Err(format!("{places} weights of {benchmark}, not 2")) }
}

/// In groups of three digits.
fn underscored(number: u64) -> String {
	let digits = number.to_string();
	let mut groups: Vec<&str> = vec![];
	let mut end = digits.len();
	while end > 0 {
		let start = end.saturating_sub(3);
		groups.insert(0, &digits[start..end]);
		end = start;
	}
	groups.join("_")
}

#[cfg(test)]
mod tests {
	use super::rewrite;

	const WEIGHTS: &str = "\
	fn other(b: u32,) -> Weight;
	fn bytes(b: u32,) -> Weight;
	fn other(b: u32,) -> Weight {
		Weight::from_parts(1, 2)
			.saturating_add(Weight::from_parts(3, 0).saturating_mul(b.into()))
	}
	fn bytes(b: u32,) -> Weight {
		// 4 ns at least.
		Weight::from_parts(5_000, 6)
			.saturating_add(Weight::from_parts(7, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(Weight::from_parts(0, 9).saturating_mul(b.into()))
	}
	fn bytes(b: u32,) -> Weight {
		Weight::from_parts(5_000, 6)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
	}
";

	#[test]
	fn times_of_both_functions_are_replaced_and_nothing_else() {
		let expected = "\
	fn other(b: u32,) -> Weight;
	fn bytes(b: u32,) -> Weight;
	fn other(b: u32,) -> Weight {
		Weight::from_parts(1, 2)
			.saturating_add(Weight::from_parts(3, 0).saturating_mul(b.into()))
	}
	fn bytes(b: u32,) -> Weight {
		// 4 ns at least.
		Weight::from_parts(12_345_678, 6)
			.saturating_add(Weight::from_parts(1_000, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(Weight::from_parts(0, 9).saturating_mul(b.into()))
	}
	fn bytes(b: u32,) -> Weight {
		Weight::from_parts(12_345_678, 6)
			.saturating_add(Weight::from_parts(1_000, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
	}
";
		assert_eq!(rewrite(WEIGHTS, "bytes", 12_345_678, &[("b", 1_000)]), Ok(expected.to_owned()));
	}

	#[test]
	fn a_benchmark_without_weights_is_found() {
		assert!(rewrite(WEIGHTS, "messages", 1, &[]).is_err());
		// Only one function has a body.
		assert!(rewrite(WEIGHTS, "other", 1, &[]).is_err());
	}
}

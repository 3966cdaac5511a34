//! Counts how what a message costs grows: `make growth`.

use core::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
	spec_messaging_benchmarks::growth::write(Path::new(env!("CARGO_MANIFEST_DIR")))
}

//! Builds the runtime to wasm, beside the native build: with HRMP, with cumulus' own `validate_block`, and
//! with the wrapped one. Only the last is measured, so with benchmarks it is the only one.

fn main() {
	#[cfg(feature = "std")]
	{
		for (feature, file) in [("hrmp", "hrmp.rs"), ("stock-pvf", "stock_pvf.rs")] {
			if std::env::var_os("CARGO_FEATURE_RUNTIME_BENCHMARKS").is_some() {
				leave_out(file);
				continue;
			}
			substrate_wasm_builder::WasmBuilder::init_with_defaults()
				.enable_feature(feature)
				.set_file_name(file)
				.build();
		}
		substrate_wasm_builder::WasmBuilder::build_using_defaults();
	}
}

/// Writes `file` without a runtime in it, as the builder does if it is told to skip.
#[cfg(feature = "std")]
fn leave_out(file: &str) {
	let directory = std::env::var_os("OUT_DIR").expect("cargo sets it");
	let constants = "pub const WASM_BINARY: Option<&[u8]> = None;\n\
		pub const WASM_BINARY_BLOATY: Option<&[u8]> = None;\n";
	std::fs::write(std::path::Path::new(&directory).join(file), constants)
		.expect("cargo made the directory");
}

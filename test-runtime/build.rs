//! Builds the runtime to wasm, beside the native build: with HRMP, with cumulus' own `validate_block`, and
//! with the wrapped one.

fn main() {
	#[cfg(feature = "std")]
	{
		for (feature, file) in [("hrmp", "hrmp.rs"), ("stock-pvf", "stock_pvf.rs")] {
			substrate_wasm_builder::WasmBuilder::init_with_defaults()
				.enable_feature(feature)
				.set_file_name(file)
				.build();
		}
		substrate_wasm_builder::WasmBuilder::build_using_defaults();
	}
}

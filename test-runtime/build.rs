//! Builds the runtime to wasm, beside the native build: with the wrapped `validate_block`, with that of
//! cumulus, and with HRMP.

fn main() {
	#[cfg(feature = "std")]
	{
		substrate_wasm_builder::WasmBuilder::build_using_defaults();
		for (feature, file) in [("stock-pvf", "stock_pvf.rs"), ("hrmp", "hrmp.rs")] {
			substrate_wasm_builder::WasmBuilder::init_with_defaults()
				.enable_feature(feature)
				.set_file_name(file)
				.build();
		}
	}
}

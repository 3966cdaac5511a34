//! Builds the runtime to wasm, beside the native build: once with the wrapped `validate_block`, once with
//! that of cumulus.

fn main() {
	#[cfg(feature = "std")]
	{
		substrate_wasm_builder::WasmBuilder::build_using_defaults();
		substrate_wasm_builder::WasmBuilder::init_with_defaults()
			.enable_feature("stock-pvf")
			.set_file_name("stock_pvf.rs")
			.build();
	}
}

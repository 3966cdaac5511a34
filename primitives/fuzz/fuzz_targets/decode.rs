#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
	let _ = codec::DecodeAll::decode_all(&mut &data[..]) as Result<spec_messaging_primitives::mmr::Frontier, _>;
});

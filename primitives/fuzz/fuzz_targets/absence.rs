#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
	spec_messaging_fuzz::absence(data);
});

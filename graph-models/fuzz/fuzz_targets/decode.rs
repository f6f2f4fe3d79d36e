#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| graph_models_fuzz::decode(input));

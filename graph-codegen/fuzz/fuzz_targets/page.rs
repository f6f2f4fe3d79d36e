#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| graph_codegen_fuzz::page(input));

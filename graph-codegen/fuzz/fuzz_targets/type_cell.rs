#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| graph_codegen_fuzz::type_cell(input));

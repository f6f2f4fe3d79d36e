//! The fuzz target, which checks the same properties as the tests.

#[path = "../../tests/values/difference.rs"]
mod difference;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/values/properties.rs"]
mod properties;
#[rustfmt::skip]
#[path = "../../tests/generated/types.rs"]
mod types;

/// Reads an input: the name of a type in the first line, and the text to read as that type.
pub fn decode(input: &[u8]) {
    if let Err(fault) = properties::decode(types::TYPES, input) {
        panic!("the value that was read {fault}");
    }
}

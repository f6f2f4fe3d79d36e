//! What the fuzz target does with an input: the parts of the tests that do the same with texts of their own making.

#[path = "../../tests/values/same.rs"]
mod same;
#[allow(dead_code, reason = "the tests do more")]
#[path = "../../tests/values/trip.rs"]
mod trip;
#[rustfmt::skip]
#[path = "../../tests/generated/types.rs"]
mod types;

/// The key of a type in a line of its own, then a text that is read as that type.
pub fn decode(input: &[u8]) {
    if let Err(fault) = trip::decode(types::TYPES, input) {
        panic!("what was read {fault}");
    }
}

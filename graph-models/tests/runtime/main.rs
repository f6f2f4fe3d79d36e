//! Tests of the runtime, with types as the generator writes them, but few and by hand.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod dates;
mod harness;
mod imports;
mod json;
mod limits;
mod miniature;
#[cfg(feature = "requests")]
mod requests;
#[cfg(feature = "requests")]
mod responses;
mod scalars;
mod values;

use graph_models::{Json, from_slice, from_value, runtime::Value, to_string, to_value};

/// Checks that JSON is written as it was read, both as text and as a JSON value, and returns the value that was read.
#[track_caller]
fn round_trip<T: Value>(json: &Json) -> T {
    let value = through_text::<T>(json, json);
    through_value::<T>(json, json);
    value
}

/// Checks what is written as JSON text after JSON text was read.
#[track_caller]
fn through_text<T: Value>(read: &Json, written: &Json) -> T {
    let value: T = from_slice(read.to_string().as_bytes()).expect("can be read");
    let text = to_string(&value).expect("can be written");
    assert_eq!(serde_json::from_str::<Json>(&text).expect("is JSON"), *written);
    value
}

/// Checks what is written as a JSON value after a JSON value was read.
#[track_caller]
fn through_value<T: Value>(read: &Json, written: &Json) -> T {
    let value: T = from_value(read.clone()).expect("can be read");
    assert_eq!(to_value(&value).expect("can be written"), *written);
    value
}

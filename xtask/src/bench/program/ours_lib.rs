//! The generated models and their runtime.

#[rustfmt::skip]
pub mod generated;
pub mod runtime;

pub use generated::models;
pub use runtime::{
    Binary, Collection, Date, DateTimeOffset, Decimal, Duration, Extra, Flags, Guid, Json, JsonError,
    TimeOfDay, from_slice, from_str, from_value, to_string, to_value, to_vec,
};

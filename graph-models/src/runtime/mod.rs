//! What generated types are made of: traits between types and formats, two walkers that read and write all of them,
//! scalars, open enums, collections. Written by hand, the same for every generated crate; knows no API.

#[cfg(feature = "client-core")]
pub mod client;
mod collection;
mod convert;
mod derived;
mod enums;
mod extra;
mod hash;
#[cfg(feature = "requests")]
pub mod http;
mod json;
mod macros;
mod misfits;
mod origin;
mod read;
mod scalars;
mod secrets;
mod unions;
mod value;
mod write;

pub use collection::Collection;
pub use convert::Unconvertible;
pub use derived::{copy, debug, equal};
pub use enums::{EnumText, Flags, OpenEnum, Unlisted};
pub use extra::{Extra, Json};
pub use hash::Hash;
pub use json::{
    JsonError, cast, from_slice, from_slice_strict, from_slice_within, from_str, from_value,
    from_value_strict, read_slice, read_slice_strict, read_slice_within, read_value, to_string, to_value,
    to_vec, write_value, write_vec,
};
pub use misfits::{Misfit, misfits, misfits_of};
pub use origin::Origin;
pub use read::{Limits, read};
pub use scalars::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, InvalidBase64, TimeOfDay};
pub use unions::{Boxed, Union};
pub use value::{AnyUnion, Field, List, Members, Object, Slot, SlotMut, Table, Value, Visit};
#[doc(hidden)]
pub use value::{name_of, visit};
pub use write::write;

pub use crate::{object, open_enum, union};

#[doc(hidden)]
pub use serde;

//! What generated types are made of: traits between types and formats, two walkers that read and write all of them,
//! scalars, open enums, collections. Written by hand, the same for every generated crate; knows no API.

mod binary;
mod boxed;
mod collection;
mod convert;
mod copy;
mod debug;
mod extra;
mod flags;
mod hash;
#[cfg(feature = "requests")]
pub mod http;
mod impls;
mod json;
mod macros;
mod names;
mod object;
mod open_enum;
mod origin;
mod read;
mod scalars;
mod table;
mod trace;
mod union;
mod value;
mod values;
mod write;

pub use binary::{Binary, InvalidBase64};
pub use boxed::Boxed;
pub use collection::Collection;
pub use convert::Unconvertible;
pub use copy::{copy, equal};
pub use debug::debug;
pub use extra::Extra;
pub use flags::Flags;
pub use hash::Hash;
pub use json::{
    JsonError, cast, from_slice, from_str, from_value, read_slice, read_value, to_string, to_value, to_vec,
    write_value, write_vec,
};
#[doc(hidden)]
pub use names::name_of;
pub use object::Object;
pub use open_enum::{EnumText, OpenEnum, Unlisted};
pub use origin::Origin;
pub use read::read;
pub use scalars::{Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
pub use table::Table;
pub use union::Union;
pub use value::{AnyUnion, Field, List, Members, Slot, SlotMut, Value};
pub use write::write;

pub use crate::{object, open_enum, union};

#[doc(hidden)]
pub use serde;

/// Free-form JSON.
pub type Json = serde_json::Value;

//! Typed models and requests for Microsoft Graph, generated from its reference pages.
//!
#![cfg_attr(feature = "requests", doc = include_str!("guide/start.md"))]
//!
//! # What is here
//!
//! - [`models`] has a plain struct for every type of the service and an open enum for every enum. Every property is
//!   an `Option`; what the pages do not list is kept in the field `extra` and written back.
//! - `operations` has what the pages say of each operation, and functions such as `me()` and `user(id)` open the paths
//!   that lead to them. They are there with the feature `requests`, which is on by default, and so is the `guide`.
//! - [`runtime`] is what they are made of, and is the same for every generated crate.
//!
//! # Reading and writing
//!
//! [`from_slice`] and [`to_vec`] read and write any type of [`models`], and a page of them as a [`Collection`]. They
//! are compiled in this crate, so a program that uses them builds fast. serde's traits are there, too, for any
//! self-describing format.
//!
//! ```
//! use graph_models::{Collection, Json, from_slice, to_vec};
//!
//! let answer = br#"{"@odata.count": 1, "value": [{"displayName": "Ada"}]}"#;
//! let page: Collection<Json> = from_slice(answer)?;
//! assert_eq!(page.count, Some(1));
//! assert_eq!(page.value[0]["displayName"], "Ada");
//! assert_eq!(to_vec(&page)?, br#"{"@odata.count":1,"value":[{"displayName":"Ada"}]}"#);
//! # Ok::<(), graph_models::JsonError>(())
//! ```
//!
//! A place for one of several types is an enum, such as `AnyAttachment`, with a [`Boxed`] struct in
//! each variant; `@odata.type` chooses, and an unknown type is kept whole in the base. A place for nearly any type
//! holds the base of all, whole as well, of which [`cast`] makes the type that is expected.
//!
//! An answer fails only where a value has another JSON type than its property, and the error says where. Unknown
//! members of enums, unknown derived types, strange dates, nulls and unknown properties never fail.
//!
//! # What later versions keep
//!
//! The pages change all the time, and the crate with them. A program goes on compiling when things are added if it
//! builds structs with `..Default::default()` at the end and has an arm for other values where it matches an enum,
//! which the compiler asks for. What a page takes away, renames or types in another way is a breaking change;
//! `cargo xtask diff` lists these with the reason. The names of builders' types, such as `requests::MePath`, and of the
//! constants in `operations::permissions` follow the whole set of pages: name the calls and the lists instead.
//!
//! # Features
//!
//! - `requests`, on by default: paths, operations and their answers. Without it there are models only, and no `http`.
//! - `jiff`, `chrono`, `time`, `uuid`, `rust_decimal`: conversions of scalars to and from the types of that library, for
//!   instance `chrono::DateTime::<Utc>::try_from(&sent)`. Off unless asked for, so that nobody compiles a library that
//!   they do not use; no field depends on one.

// A page of source for each file, and a link to it from each item, would be a quarter of the documentation; what they
// show is generated.
#![doc(html_no_source)]

#[rustfmt::skip]
#[allow(clippy::should_implement_trait, reason = "methods are called like the actions of the API")]
mod generated;
#[cfg(feature = "requests")]
pub mod guide;
pub mod runtime;

#[cfg(feature = "requests")]
#[allow(
    unused_imports,
    unreachable_pub,
    reason = "pages without operations open no paths"
)]
pub use generated::requests::entry::*;
pub use generated::{ORIGIN, models};
#[cfg(feature = "requests")]
pub use generated::{operations, requests};
#[cfg(feature = "requests")]
pub use runtime::http::{Call, Error, ErrorKind, Operation, Patch};
pub use runtime::{
    Binary, Boxed, Collection, Date, DateTimeOffset, Decimal, Duration, Extra, Flags, Guid, Json, JsonError,
    TimeOfDay, cast, from_slice, from_str, from_value, to_string, to_value, to_vec,
};

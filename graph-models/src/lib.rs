//! Typed models and requests for Microsoft Graph, generated from its reference pages.
//!
#![cfg_attr(feature = "requests", doc = include_str!("guide/start.md"))]
//!
//! # Overview
//!
//! - [`models`] has a plain struct for every type of the service and an open enum for every enum. Every property is
//!   an `Option`; properties that the pages do not list are kept in the field `extra` and written back.
//! - `operations` has the documented facts of each operation. Functions such as `me()` and `user(id)` start the paths
//!   that lead to them. Both need the feature `requests`, which is on by default, and so does the `guide`.
//! - [`runtime`] has the building blocks of the generated types. It is the same in every generated crate.
//!
//! # Reading and writing
//!
//! [`from_slice`] and [`to_vec`] read and write any type of [`models`], and a page of values as a [`Collection`]. They
//! are compiled in this crate, so programs that use them compile fast. All types also implement serde's traits, for
//! any self-describing format.
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
//! A property that holds one of several types is an enum, such as `AnyAttachment`, with a [`Boxed`] struct in each
//! variant. `@odata.type` selects the variant; an unknown type is read as the base type with all of its properties. A
//! property for nearly any type has the common base type, which [`cast`] converts to the expected type.
//!
//! Unknown enum members, unknown derived types, malformed dates, nulls and unknown properties never fail. Neither does a
//! value of another JSON type than its property: the property is `None`, and the value is kept in `extra`, where
//! [`misfits`] finds it. [`from_slice_strict`] fails instead; the error has the path to the value.
//!
//! # Compatibility
//!
//! The pages change often, and the crate with them. Additions do not break a program that creates structs with
//! `..Default::default()` at the end and has an arm for other values when it matches an enum, which the compiler
//! requires. If a page removes, renames or retypes something, that is a breaking change; `cargo xtask diff` lists these
//! with the reason. Do not name the types of builders, such as `requests::MePath`, or the constants in
//! `operations::permissions` in your program: their names depend on all pages together.
//!
//! # Features
//!
//! - `requests`, on by default: paths, operations and responses. Without it there are models only, and no `http`.
//! - `client`: a client that sends the requests, with reqwest and rustls; `client-reqwest` and `client-core` are parts of
//!   it, and `client-azure` and `client-tracing` additions to it.
//! - `jiff`, `chrono`, `time`, `uuid`, `rust_decimal`: conversions of scalars to and from the types of that library, for
//!   instance `chrono::DateTime::<Utc>::try_from(&sent)`. They are off by default; no field depends on them.

// Source pages would be a quarter of the documentation, and most of the source is generated.
#![doc(html_no_source)]

#[rustfmt::skip]
#[allow(clippy::should_implement_trait, reason = "methods are called like the actions of the API")]
#[allow(clippy::doc_markdown, reason = "the words are those of the pages")]
mod generated;
#[cfg(feature = "requests")]
pub mod guide;
pub mod runtime;

#[cfg(feature = "requests")]
#[allow(
    unused_imports,
    unreachable_pub,
    reason = "pages without operations have no paths"
)]
pub use generated::requests::entry::*;
pub use generated::{ORIGIN, models};
#[cfg(feature = "requests")]
pub use generated::{operations, requests};
#[cfg(feature = "client-core")]
pub use runtime::client;
#[cfg(feature = "requests")]
pub use runtime::http::{Call, Error, ErrorKind, Operation, Patch};
pub use runtime::{
    Binary, Boxed, Collection, Date, DateTimeOffset, Decimal, Duration, Extra, Flags, Guid, Json, JsonError,
    Limits, TimeOfDay, cast, from_slice, from_slice_strict, from_slice_within, from_str, from_value,
    from_value_strict, misfits, to_string, to_value, to_vec,
};

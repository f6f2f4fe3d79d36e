//! Path templates: parses them, matches URLs against them, and walks a schema along them. The only matcher of paths.
//!
//! [`parse`] knows the syntax only: whether `x(y='z')` is a key or a call, and `a.b.c` a cast or an action, the types decide.

mod find;
mod matching;
mod parse;
mod shape;
#[cfg(test)]
mod tests;
mod url;
mod walk;

/// Longer paths and calls with more parameters are not matched, and no builder makes them: the graph of paths is as deep
/// as the longest one.
pub const MAX_SEGMENTS: usize = 64;

pub use find::{ByFirstName, Edge, RouteGraph, RouteStep};
pub use matching::{ends_alike, match_prefix, similarity};
pub use parse::{Argument, QueryPart, Segment, Template, parse, placeholders, query_start};
pub use shape::shape;
pub use url::{
    NormalizedPath, NotAPath, RequestUrl, UrlSegment, decode, normalize_target, origin_of, parse_url,
    split_version, unquote,
};
pub use walk::{End, Reach, Schema, Target, walk};

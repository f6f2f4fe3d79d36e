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

pub use find::{ByFirstName, Edge, RouteGraph, RouteStep};
pub use matching::{ends_alike, match_prefix, similarity};
pub use parse::{Argument, QueryPart, Segment, Template, parse, placeholders, query_start};
pub use shape::shape;
pub use url::{
    MAX_SEGMENTS, NormalizedPath, NotAPath, RequestUrl, UrlSegment, decode, normalize_target, origin_of,
    parse_url, split_version, unquote,
};
pub use walk::{End, Reach, Schema, Target, walk};

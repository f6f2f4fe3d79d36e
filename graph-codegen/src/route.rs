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
pub use parse::{parse, placeholders, query_start};
pub use shape::shape;
pub use url::{
    NormalizedPath, NotAPath, RequestUrl, UrlSegment, decode, normalize_target, parse_url, unquote,
};
pub use walk::{End, Reach, Schema, Target, walk};

/// A parsed path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path, segment by segment.
    pub segments: Vec<Segment>,
    /// The query after the `?`.
    pub query: Vec<QueryPart>,
}

/// One segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// `messages`: an entity set, a singleton, a property, an action or function without parentheses.
    Name(String),
    /// `{id | userPrincipalName}`, `<id>`, `(team-id)`: the text inside.
    Key(String),
    /// A literal where a key is expected: a GUID, `adele@contoso.com`.
    Literal(String),
    /// `borders('EdgeTop')`, `applications(appId='{appId}')`, `range(address='<address>')`, `delta()`:
    /// a key, an alternate key, or a call.
    Call {
        /// `range`.
        name: String,
        /// The arguments in the parentheses.
        arguments: Vec<Argument>,
    },
    /// `microsoft.graph.mobileLobApp`: a cast, or an action or function with its namespace.
    Qualified {
        /// The whole name.
        name: String,
        /// The arguments, if there are parentheses.
        arguments: Option<Vec<Argument>>,
    },
    /// `:/{item-path}:` after the segment that it belongs to: the text inside.
    ByPath(String),
    /// `$ref`.
    Ref,
    /// `$value`.
    Value,
    /// `$count`.
    Count,
    /// `...`: any number of segments.
    Ellipsis,
}

/// `address='<address>'`, `'EdgeTop'`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// `address`; `None` for a positional argument.
    pub name: Option<String>,
    /// `'<address>'`, verbatim.
    pub value: String,
}

/// `startDateTime={start_datetime}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPart {
    /// `startDateTime`.
    pub name: String,
    /// `{start_datetime}`.
    pub value: Option<String>,
    /// Whether it is in brackets: `[?includeIDs=true]`.
    pub optional: bool,
}

impl Template {
    /// The placeholders in the path, in order, keys and arguments alike: `id | userPrincipalName`, `address`.
    pub fn placeholders(&self) -> Vec<&str> {
        self.segments.iter().flat_map(Segment::placeholders).collect()
    }

    /// The segments but the last.
    pub fn before(&self) -> &[Segment] {
        self.segments.split_last().map_or(&[], |(_, before)| before)
    }
}

impl Segment {
    /// The name of a property, an entity set or a call; `None` for keys and `$…`.
    pub fn name(&self) -> Option<&str> {
        self.called().map(|(name, _)| name)
    }

    /// The name and the arguments in parentheses, which may be none; `None` for keys and `$…`.
    pub fn called(&self) -> Option<(&str, &[Argument])> {
        match self {
            Self::Name(name) => Some((name, &[])),
            Self::Call { name, arguments } => Some((name, arguments)),
            Self::Qualified { name, arguments } => Some((name, arguments.as_deref().unwrap_or_default())),
            _ => None,
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self {
            Self::Key(text) => vec![text],
            Self::ByPath(text) => placeholders(text),
            other => {
                let (_, arguments) = other.called().unwrap_or_default();
                let values = arguments.iter().map(|argument| argument.value.as_str());
                values.flat_map(placeholders).collect()
            }
        }
    }

    /// Whether it is `$ref`, `$value` or `$count`.
    pub fn is_special(&self) -> bool {
        matches!(self, Self::Ref | Self::Value | Self::Count)
    }
}

//! Path templates, taken apart: `/me/messages/{id}` → segments and query. Comes in: a path of the model.
//! Knows the syntax only: whether `x(y='z')` is a key or a call, and `a.b.c` a cast or an action, types tell.

mod outside;
mod query;
mod segments;
mod shape;
#[cfg(test)]
mod tests;

pub use query::query_start;
pub use shape::shape;

use query::{query_parts, split_query};
use segments::segments;

/// A template taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path, segment by segment.
    pub segments: Vec<Segment>,
    /// What follows the `?`.
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
        /// What stands in the parentheses.
        arguments: Vec<Argument>,
    },
    /// `microsoft.graph.mobileLobApp`: a cast, or an action or function with its namespace.
    Qualified {
        /// The whole name.
        name: String,
        /// The parentheses, where there are any.
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
    /// `address`; none for a positional one.
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
    /// It stands in brackets: `[?includeIDs=true]`.
    pub optional: bool,
}

/// Takes a template apart. Any text gives a result; what fits no form is a name.
pub fn parse(path: &str) -> Template {
    let (path, query) = split_query(path);
    let mut template = Template {
        segments: segments(path),
        query: query.map(query_parts).unwrap_or_default(),
    };
    template.replace_aliases();
    template
}

impl Template {
    /// `find(text=@text)?@text='{text}'` is `find(text='{text}')`: the query says what an alias stands for.
    fn replace_aliases(&mut self) {
        let (aliases, query) = std::mem::take(&mut self.query)
            .into_iter()
            .partition::<Vec<_>, _>(|part| part.name.starts_with('@'));
        self.query = query;
        let value = |alias: &str| aliases.iter().find(|part| part.name == alias)?.value.clone();
        for segment in &mut self.segments {
            let (Segment::Call { arguments, .. }
            | Segment::Qualified {
                arguments: Some(arguments),
                ..
            }) = segment
            else {
                continue;
            };
            for argument in arguments {
                argument.value = value(&argument.value).unwrap_or(std::mem::take(&mut argument.value));
            }
        }
    }

    /// The placeholders in the path, in order, keys and arguments alike: `id | userPrincipalName`, `address`.
    pub fn placeholders(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for segment in &self.segments {
            match segment {
                Segment::Key(text) => found.push(text.as_str()),
                Segment::ByPath(text) => found.extend(placeholders(text)),
                Segment::Call { arguments, .. }
                | Segment::Qualified {
                    arguments: Some(arguments),
                    ..
                } => found.extend(
                    arguments
                        .iter()
                        .flat_map(|argument| placeholders(&argument.value)),
                ),
                _ => {}
            }
        }
        found
    }

    /// The segments but the last.
    pub fn before(&self) -> &[Segment] {
        self.segments.split_last().map_or(&[], |(_, before)| before)
    }
}

impl Segment {
    /// The name that a property, a set or a call goes by; no name for keys and `$…`.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) | Self::Call { name, .. } | Self::Qualified { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// `{x}` and `<x>` in a text, without their brackets.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '<']) {
        let inside = rest.get(start + 1..).unwrap_or_default();
        let Some(end) = inside.find(['}', '>']) else { break };
        found.push(inside.get(..end).unwrap_or_default().trim());
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    found
}

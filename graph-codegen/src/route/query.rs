//! The query of a template.

use super::{
    QueryPart,
    outside::{find_outside, split_outside},
};

/// Where the query of a target starts; a `?` in brackets is none.
pub fn query_start(path: &str) -> Option<usize> {
    find_outside(path, '?')
}

pub(super) fn split_query(path: &str) -> (&str, Option<&str>) {
    let Some(at) = find_outside(path, '?') else {
        return (path, None);
    };
    let (path, query) = path.split_at(at);
    (path.strip_suffix('[').unwrap_or(path), Some(query))
}

pub(super) fn query_parts(query: &str) -> Vec<QueryPart> {
    let bracketed = query.ends_with(']') && !query.contains('[');
    let query = query.trim_start_matches('?');
    split_outside(query, '&')
        .map(|part| query_part(part, bracketed))
        .filter(|part| !part.name.is_empty())
        .collect()
}

fn query_part(part: &str, bracketed: bool) -> QueryPart {
    let optional = bracketed || part.starts_with('[');
    let part = part.trim_matches(|c: char| c.is_whitespace() || (optional && matches!(c, '[' | ']' | '?')));
    let (name, value) = match part.split_once('=') {
        Some((name, value)) => (name, Some(value.trim().to_owned())),
        None => (part, None),
    };
    QueryPart {
        name: name.trim().to_owned(),
        value,
        optional,
    }
}

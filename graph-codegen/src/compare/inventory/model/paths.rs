//! The paths of an operation, each with the builders that make it.

use super::Facts;
use crate::{
    compare::inventory::{
        Fact, Item, Kind,
        rust::{Call, Index},
    },
    model::Operation,
    route::{self, Argument, Segment},
};

/// The paths that the page gives, and those that only examples show; each with the builders that make it.
pub(super) fn add_paths(item: &mut Item, operation: &Operation, index: &Index<'_>) {
    let shown = index.operations.get(operation.id.as_str());
    let calls = shown.and_then(|shown| index.calls.get(shown.item.ident.as_str()));
    let calls = calls.map_or(&[][..], Vec::as_slice);
    add_documented(item, operation, calls);
    add_shown(item, operation, calls);
}

fn add_documented(item: &mut Item, operation: &Operation, calls: &[Call]) {
    let chain = |path: &str| {
        let call = calls.iter().find(|call| call.path.eq_ignore_ascii_case(path))?;
        Some(call.chain.as_str())
    };
    let sources = operation
        .path_sources
        .iter()
        .chain(std::iter::repeat(&operation.source));
    for (path, source) in operation.paths.iter().zip(sources) {
        let path = plain(path);
        if item.part(Kind::Path, &path).is_none() {
            let facts = Facts::at(source).text(Fact::Rust, chain(&path));
            item.add(Kind::Path, &path, facts.0);
        }
    }
}

fn add_shown(item: &mut Item, operation: &Operation, calls: &[Call]) {
    for Call { path, chain } in calls {
        let known = item
            .parts(Kind::Path)
            .any(|(known, _)| known.eq_ignore_ascii_case(path));
        if !known {
            let facts = Facts::at(&operation.source).flag(Fact::Shown, true);
            item.add(Kind::Path, path, facts.text(Fact::Rust, Some(chain.as_str())).0);
        }
    }
}

/// A template without the names of its placeholders: `/users/{}/messages`.
fn plain(path: &str) -> String {
    route::parse(path).segments.iter().map(segment).collect()
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => format!("/{}", name.trim_end_matches("()")),
        Segment::Key(_) | Segment::Literal(_) => "/{}".to_owned(),
        Segment::Call { name, arguments } => called(name, arguments),
        Segment::Qualified { name, arguments } => called(name, arguments.as_deref().unwrap_or_default()),
        Segment::ByPath(_) => ":/{}:".to_owned(),
        Segment::Ref => "/$ref".to_owned(),
        Segment::Value => "/$value".to_owned(),
        Segment::Count => "/$count".to_owned(),
        Segment::Ellipsis => String::new(),
    }
}

fn called(name: &str, arguments: &[Argument]) -> String {
    let name = name.trim_end_matches("()");
    if arguments.is_empty() {
        return format!("/{name}");
    }
    let argument = |argument: &Argument| match &argument.name {
        Some(name) => format!("{name}={{}}"),
        None => "{}".to_owned(),
    };
    format!(
        "/{name}({})",
        arguments.iter().map(argument).collect::<Vec<_>>().join(",")
    )
}

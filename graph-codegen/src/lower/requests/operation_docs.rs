//! The documentation of an operation: the words of its page, then where it is called, who may call it, its body,
//! response and options.

use super::{Ctx, permissions};
use crate::{
    lower::{docs, imports::Imports},
    markdown::{Doc, Docs, Target, Text},
    model::Operation,
    rust::{
        Type,
        requests::{Body, Output},
    },
};

/// The documentation of an operation.
pub(super) fn docs(
    ctx: &Ctx<'_>,
    index: usize,
    (body, output, takes): (&Body, &Output, &[Type]),
    imports: &Imports,
) -> Docs {
    let operation = ctx.operation(index);
    let page = |text| docs::prose(ctx.outer, imports, text, &operation.source);
    let mut docs = page(&operation.description);
    if docs.is_empty() {
        docs = page(&operation.title);
    }
    let mut facts = Vec::new();
    if operation.deprecated {
        facts.push(Text::new("Deprecated."));
    }
    let accesses = permissions::accesses(operation);
    facts.extend(accesses.as_ref().and_then(permissions::sentence));
    facts.extend(request_body(body));
    facts.push(response(operation, output));
    facts.extend(response_headers(operation));
    facts.extend(options(ctx, index, takes));
    facts.push(
        Text::new("Described in ")
            .append(docs::page_link(ctx.outer, &operation.source))
            .text("."),
    );
    let docs = paths(ctx, index)
        .fold(docs, Doc::item)
        .paragraph(Text::join(facts, " "));
    match &accesses {
        Some(accesses) => permissions::cases(docs, accesses).lines(),
        None => docs.lines(),
    }
}

/// The header fields of the response that the page names.
fn response_headers(operation: &Operation) -> Option<Text> {
    let names = operation
        .response_headers
        .iter()
        .map(|header| Text::default().code(&header.name));
    let names = Text::join(names, ", ");
    (!names.is_empty()).then(|| Text::new("Response headers: ").append(names).text("."))
}

/// Every path with the call that makes it.
fn paths<'a>(ctx: &'a Ctx<'_>, index: usize) -> impl Iterator<Item = Text> + 'a {
    let operation = ctx.operation(index);
    let paths = operation.paths.iter().chain(&operation.example_paths);
    let calls = ctx.calls.get(index).into_iter().flatten();
    paths.zip(calls).map(|(path, call)| {
        let http = Text::default().code(&format!("{} {path}", operation.method));
        if call.is_empty() {
            http
        } else {
            http.text(": ").code(call)
        }
    })
}

fn request_body(body: &Body) -> Option<Text> {
    let what = match body {
        Body::None => return None,
        Body::Value(value) => link(value),
        Body::Own => Text::new("the fields below"),
        Body::Reference => Text::new("a URL"),
        Body::Content => Text::new("content"),
    };
    Some(Text::new("Request body: ").append(what).text("."))
}

fn response(operation: &Operation, output: &Output) -> Text {
    let what = match output {
        Output::None => Text::new(match status(operation) {
            Some(204) => "204 No Content",
            _ => "no content",
        }),
        Output::Accepted if status(operation) == Some(202) => {
            Text::new("202 ").append(Text::name("Accepted"))
        }
        Output::Accepted => Text::name("Accepted").text(", without a body"),
        Output::Content => Text::name("Content"),
        Output::Value(value) => link(value),
        Output::Maybe(value) => link(value).text(" or no content"),
        Output::Collection(value) => collection_of(value),
        Output::MaybeCollection(value) => collection_of(value).text(" or no content"),
        Output::Wrapped(value) => Text::new("a ")
            .append(Text::name("Wrapped"))
            .text(" ")
            .append(link(value)),
    };
    Text::new("Response: ").append(what).text(".")
}

/// The documented status of success.
fn status(operation: &Operation) -> Option<u16> {
    let mut statuses = operation.responses.iter().map(|response| response.status);
    statuses.find(|status| (200..300).contains(status))
}

fn collection_of(value: &Type) -> Text {
    Text::new("a ")
        .append(Text::name("Collection"))
        .text(" of ")
        .append(link(value))
}

/// A type; those of Rust itself need no link.
fn link(ty: &Type) -> Text {
    match ty {
        Type::Path(path) => match path.as_slice() {
            [name] if matches!(name.as_str(), "String" | "bool" | "i32" | "i64" | "f64") => {
                Text::default().code(name)
            }
            [name] => Text::name(name),
            path => {
                let name = path.last().map(String::as_str).unwrap_or_default();
                Text::default().link(Text::default().code(name), Target::item(&path.join("::")))
            }
        },
        Type::Flags(inner) => Text::name("Flags").text(" of ").append(link(inner)),
        Type::List(inner) => Text::new("a list of ").append(link(inner)),
        Type::Boxed(inner) => link(inner),
    }
}

/// Options that the runtime has methods for by their names, the others with a link to their types.
/// Those that the page does not mention stand apart.
fn options(ctx: &Ctx<'_>, index: usize, takes: &[Type]) -> Option<Text> {
    let names = takes.iter().filter_map(|ty| match ty {
        Type::Path(path) => ctx.options.wire(path).map(|wire| (wire, path.join("::"))),
        _ => None,
    });
    let is_documented = |(wire, path): &(&str, String)| {
        !path.starts_with("option::") || ctx.options.documents(index, ctx.operation(index), wire)
    };
    let (documented, others): (Vec<_>, Vec<_>) = names.partition(is_documented);
    let said = |lead: &str, names: Vec<(&str, String)>| {
        let names = Text::join(names.into_iter().map(option), ", ");
        (!names.is_empty()).then(|| Text::new(lead).append(names).text("."))
    };
    let documented = said("Options: ", documented);
    let others = said("Options that the page does not mention: ", others);
    let said: Vec<Text> = documented.into_iter().chain(others).collect();
    (!said.is_empty()).then(|| Text::join(said, " "))
}

fn option((wire, path): (&str, String)) -> Text {
    let name = Text::default().code(wire);
    match path.split_once("::") {
        Some(("header", _)) => Text::new("header ").link(name, Target::item(&path)),
        Some(("query", _)) => Text::default().link(name, Target::item(&path)),
        _ => name,
    }
}

//! What an operation's documentation says besides the words of its page: where it is, who may call it, what it carries
//! and answers, which options it takes. A reader has it in one paragraph, without the implementations that say the same.

use super::{Ctx, permissions};
use crate::{
    lower::{docs, imports::Imports},
    model::Operation,
    rust::{
        Docs, Type,
        requests::{Body, Output},
    },
};

/// The documentation of an operation.
pub(super) fn docs(
    ctx: &Ctx<'_>,
    operation: &Operation,
    (body, output, takes): (&Body, &Output, &[Type]),
    imports: &Imports,
) -> Docs {
    let mut docs = docs::prose(ctx.outer, imports, &operation.description, &operation.source);
    if docs.is_empty() {
        docs = docs::prose(ctx.outer, imports, &operation.title, &operation.source);
    }
    let mut facts = vec![http(operation)];
    if operation.deprecated {
        facts.push("Deprecated.".to_owned());
    }
    facts.extend(permissions::lists(operation).and_then(|lists| permissions::least(&lists)));
    facts.extend(carries(body));
    facts.push(answers(output));
    facts.extend(options(ctx, takes));
    facts.push(format!(
        "Described in {}.",
        docs::page_link(ctx.outer, &operation.source)
    ));
    docs.push(String::new());
    docs.extend(docs::sentences(&facts));
    docs
}

fn http(operation: &Operation) -> String {
    let first = operation.paths.first().map(String::as_str).unwrap_or_default();
    let line = docs::code(&format!("{} {first}", operation.method));
    match operation.paths.len() {
        0 | 1 => format!("{line}."),
        2 => format!("{line}, and at one other place."),
        many => format!("{line}, and at {} other places.", many - 1),
    }
}

fn carries(body: &Body) -> Option<String> {
    let what = match body {
        Body::None => return None,
        Body::Value(value) => link(value),
        Body::Own => "its fields".to_owned(),
        Body::Reference => "a URL".to_owned(),
        Body::Content => "content".to_owned(),
    };
    Some(format!("Carries {what}."))
}

fn answers(output: &Output) -> String {
    let what = match output {
        Output::None => "nothing".to_owned(),
        Output::Accepted => "[`Accepted`]".to_owned(),
        Output::Content => "[`Content`]".to_owned(),
        Output::Value(value) => link(value),
        Output::Maybe(value) => format!("{} or nothing", link(value)),
        Output::Collection(value) => format!("a [`Collection`] of {}", link(value)),
        Output::MaybeCollection(value) => format!("a [`Collection`] of {} or nothing", link(value)),
        Output::Wrapped(value) => format!("a [`Wrapped`] {}", link(value)),
    };
    format!("Answers {what}.")
}

/// What Rust has itself needs no link.
fn link(ty: &Type) -> String {
    match ty {
        Type::Path(path) => match path.as_slice() {
            [name] if matches!(name.as_str(), "String" | "bool" | "i32" | "i64" | "f64") => docs::code(name),
            [name] => format!("[`{name}`]"),
            path => {
                let name = path.last().map(String::as_str).unwrap_or_default();
                format!("[`{name}`]({})", path.join("::"))
            }
        },
        Type::Flags(inner) => format!("[`Flags`] of {}", link(inner)),
        Type::List(inner) => format!("a list of {}", link(inner)),
        Type::Boxed(inner) => link(inner),
    }
}

/// Those that the runtime has methods for by their names, the others with the types that name them in a call.
fn options(ctx: &Ctx<'_>, takes: &[Type]) -> Option<String> {
    let names = takes.iter().filter_map(|ty| match ty {
        Type::Path(path) => ctx.options.wire(path).map(|wire| (wire, path.join("::"))),
        _ => None,
    });
    let names: Vec<String> = names
        .map(|(wire, path)| match path.split_once("::") {
            Some(("header", _)) => format!("header [{}]({path})", docs::code(wire)),
            Some(("query", _)) => format!("[{}]({path})", docs::code(wire)),
            _ => docs::code(wire),
        })
        .collect();
    (!names.is_empty()).then(|| format!("Options: {}.", names.join(", ")))
}

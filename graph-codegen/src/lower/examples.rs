//! Examples of the pages → cases for the round-trip tests: which type each body is read into, and what its page itself
//! says against that. Placeholders are filled with values here, so that the tests are only data.

mod carried;
mod check;
mod fill;
mod kind;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Ctx;
use crate::{
    analyze::Place,
    diagnostic::{Diagnostic, codes},
    model::{Example, ExampleBody, ExampleClass, TypeName},
    rust::examples::{Case, CaseRust, CaseType, Examples, Run, Tried},
};
pub(super) use carried::carried;
use kind::{Kind, Kinds, Spot};

/// A message with a body.
struct Shown<'a> {
    example: &'a Example,
    /// `request`, `response`, `response_2`, `json`.
    part: String,
    body: &'a ExampleBody,
    ty: Option<&'a TypeName>,
    collection: bool,
    class: ExampleClass,
    repaired: bool,
    line: u32,
}

impl<'a> Shown<'a> {
    /// What the body, or the values in it, are.
    fn spot(&self, kinds: &Kinds<'_>) -> Option<Spot<'a>> {
        let operation = self.example.operation.clone().unwrap_or_default();
        let place = match self.part.as_str() {
            "request" => Place::Body(operation),
            _ => Place::Answer(operation),
        };
        self.ty.map(|ty| kinds.spot(ty, &place))
    }
}

/// What the table of types calls it.
fn key(spot: Spot<'_>) -> String {
    match spot.union {
        true => format!("any {}", spot.ty),
        false => spot.ty.to_string(),
    }
}

/// Makes the cases of all examples.
pub(super) fn examples(ctx: &Ctx<'_>, found: &mut Vec<Diagnostic>) -> Examples {
    let kinds = Kinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    let shown: Vec<_> = ctx.api.examples.iter().flat_map(messages).collect();
    let (empty, filled): (Vec<_>, Vec<_>) = shown
        .into_iter()
        .partition(|shown| *shown.body == ExampleBody::Empty);
    let mut taken = BTreeSet::new();
    let mut types = BTreeMap::new();
    let mut cases = Vec::new();
    for shown in filled {
        let run = run(&kinds, &shown);
        if let Run::Tried(tried) = &run {
            found.extend(contradiction(&shown, tried));
            if let Some(rust) = shown.spot(&kinds).and_then(|spot| rust_type(ctx, &kinds, spot)) {
                types.insert(tried.ty.clone(), rust);
            }
        }
        cases.push(Case {
            name: unique(&mut taken, name(&shown)),
            page: shown.example.source.page.as_str().to_owned(),
            line: shown.line,
            class: shown.class,
            repaired: shown.repaired,
            run,
        });
    }
    cases.sort_by(|a, b| (&a.page, a.line, &a.name).cmp(&(&b.page, b.line, &b.name)));
    let types = types.into_iter().map(|(key, rust)| CaseType { key, rust });
    let bases = ctx.facts.unions.bases.keys();
    let unions = bases.filter_map(|base| ctx.names.union_(base));
    let structs = ctx.api.types.iter().filter_map(|ty| ctx.names.item(&ty.name));
    Examples {
        header: ctx.header_of_all(),
        empty: empty.len(),
        cases,
        types: types.collect(),
        unions: unions.cloned().collect(),
        structs: structs.cloned().collect(),
    }
}

fn messages(example: &Example) -> Vec<Shown<'_>> {
    let request = example.request.iter().map(|request| Shown {
        example,
        part: "request".to_owned(),
        body: &request.body,
        ty: request.ty.as_ref(),
        collection: request.collection,
        class: request.class,
        repaired: request.repaired,
        line: request.line,
    });
    let responses = example.responses.iter().zip(1..).map(|(response, number)| Shown {
        example,
        part: match (response.status, number) {
            (0, _) => "json".to_owned(),
            (_, 1) => "response".to_owned(),
            _ => format!("response_{number}"),
        },
        body: &response.body,
        ty: response.ty.as_ref(),
        collection: response.collection,
        class: response.class,
        repaired: response.repaired,
        line: response.line,
    });
    request.chain(responses).collect()
}

fn run(kinds: &Kinds<'_>, shown: &Shown<'_>) -> Run {
    let skip = |reason: &str| Run::Skipped {
        skip: reason.to_owned(),
    };
    match (shown.class, shown.body, shown.spot(kinds)) {
        (ExampleClass::Invalid, ..) => skip("not readable as JSON"),
        (ExampleClass::NonJson, ..) | (_, ExampleBody::Text(_), _) => skip("not JSON"),
        (ExampleClass::Elided, ..) => skip("parts are left out"),
        (_, ExampleBody::Json(body), Some(spot)) => {
            let shape = check::shape(kinds, spot, shown.collection, body);
            let mut body = Value::clone(body);
            if shown.class == ExampleClass::Placeholder {
                fill::fill(kinds, spot, shape, &mut body);
            }
            let (undocumented, contradicts) = check::check(kinds, spot, shape, &body);
            Run::Tried(Tried {
                ty: key(spot),
                shape,
                undocumented,
                contradicts,
                body,
            })
        }
        _ => skip("no type known"),
    }
}

fn contradiction(shown: &Shown<'_>, tried: &Tried) -> Option<Diagnostic> {
    let first = tried.contradicts.first()?;
    let more = match tried.contradicts.len() {
        1 => String::new(),
        all => format!(", and {} more", all - 1),
    };
    let path = match first.path.as_str() {
        "" => "the body",
        path => path,
    };
    let message = format!(
        "`{path}` in the {} at line {} is no `{}`: {}{more}",
        shown.part, shown.line, tried.ty, first.reason
    );
    Some(Diagnostic::new(
        &codes::EXAMPLE_CONTRADICTS,
        shown.example.source.span,
        message,
    ))
}

fn name(shown: &Shown<'_>) -> String {
    let page = shown.example.source.page.stem().replace(['-', '.'], "_");
    let example = shown.example.name.replace(char::is_whitespace, "_");
    format!("{page}::{example}::{}", shown.part)
}

pub(super) fn unique(taken: &mut BTreeSet<String>, name: String) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names
        .find(|name| taken.insert(name.clone()))
        .expect("there is always a next number")
}

fn rust_type(ctx: &Ctx<'_>, kinds: &Kinds<'_>, spot: Spot<'_>) -> Option<CaseRust> {
    let ty = spot.ty;
    if let Some(union_) = ctx.names.union_(ty).filter(|_| spot.union) {
        return Some(CaseRust::Item(union_.clone()));
    }
    Some(match kinds.of(ty) {
        Kind::Struct(_) => CaseRust::Item(ctx.names.item(ty)?.clone()),
        Kind::Enum(enum_) if enum_.flags => CaseRust::Flags(ctx.names.item(ty)?.clone()),
        Kind::Enum(_) => CaseRust::Item(ctx.names.item(ty)?.clone()),
        _ => match super::types::builtin(ty) {
            Some(builtin) => CaseRust::Builtin(builtin),
            None => CaseRust::Runtime(super::types::scalar(ty)),
        },
    })
}

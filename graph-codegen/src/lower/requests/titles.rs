//! Names of operations, from the titles of their pages. Names that fall together are told apart by the place of the
//! first path, then by the page's file name; which names those are does not depend on the order of pages.

use std::collections::BTreeMap;

use super::{steps::Step, words::singular};
use crate::{
    lower::names::{Scope, type_ident},
    model::Operation,
};

/// What the generated files mean by these names.
const TAKEN: &[&str] = &[
    "Accepted",
    "Content",
    "Count",
    "Expand",
    "Filter",
    "Info",
    "Operation",
    "OrderBy",
    "Parameters",
    "Patch",
    "Permissions",
    "Put",
    "Search",
    "Select",
    "Skip",
    "Top",
    "Wrapped",
];

/// The name of each operation, in their order. `steps` is the first path that can be built.
pub(super) fn idents(operations: &[Operation], steps: &[Option<Vec<Step>>]) -> Vec<String> {
    let places: Vec<Option<String>> = steps.iter().map(|steps| place(steps.as_deref()?)).collect();
    let titles = || operations.iter().map(|operation| operation.title.as_str());
    let plain: Vec<String> = titles()
        .zip(&places)
        .map(|(title, place)| plain(title, place.as_deref()))
        .collect();
    let qualified = titles()
        .zip(&plain)
        .zip(&places)
        .map(|((title, plain), place)| match place {
            Some(place) => qualified(title, plain, place),
            None => plain.clone(),
        });
    let second = second_where_shared(plain.clone(), qualified.collect());
    let stems = operations.iter().map(|operation| words(&operation.id));
    let third = second_where_shared(second, stems.collect());
    let mut scope = Scope::default();
    third
        .iter()
        .map(|name| match TAKEN.contains(&name.as_str()) {
            true => format!("{name}_"),
            false => name.clone(),
        })
        .map(|name| scope.take(&name, "", &name).0)
        .collect()
}

/// `List messages` → `ListMessages`, `message: forward` → `MessageForward`, `assign action` → `MobileAppAssign`.
fn plain(title: &str, place: Option<&str>) -> String {
    let title = title.split(" (").next().unwrap_or(title).trim();
    for kind in [" action", " function"] {
        if let (Some(name), Some(place)) = (title.strip_suffix(kind), place) {
            return words(&format!("{place} {name}"));
        }
    }
    words(title)
}

/// `List members` at `/groups/{id}/members` → `ListGroupMembers`; `delta` → `GroupDelta`.
fn qualified(title: &str, plain: &str, place: &str) -> String {
    let title = title.split(" (").next().unwrap_or(title).trim();
    match title.split_once(' ') {
        Some((verb, rest)) if !verb.ends_with(':') && !plain.starts_with(&words(place)) => {
            words(&format!("{verb} {place} {rest}"))
        }
        _ => words(&format!("{place} {title}")),
    }
}

/// Articles say nothing.
fn words(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty() && !["a", "an", "the", "A", "An", "The"].contains(word));
    let name: String = words
        .map(|word| type_ident(word).trim_end_matches('_').to_owned())
        .collect();
    type_ident(&name)
}

fn second_where_shared(first: Vec<String>, second: Vec<String>) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in &first {
        *count.entry(name.to_lowercase()).or_default() += 1;
    }
    let shared = |name: &String| count.get(&name.to_lowercase()).is_some_and(|count| *count > 1);
    first
        .into_iter()
        .zip(second)
        .map(|(first, second)| if shared(&first) { second } else { first })
        .collect()
}

/// What the last step stands at: `group` of `/groups/{id}/members`.
fn place(steps: &[Step]) -> Option<String> {
    let names = steps.iter().filter_map(|step| match step {
        Step::Name(name) | Step::Call(name, _) if !name.starts_with('$') => Some(name),
        _ => None,
    });
    let names: Vec<&String> = names.collect();
    let at = if matches!(steps.last(), Some(Step::Key)) {
        1
    } else {
        2
    };
    let name = names.get(names.len().checked_sub(at)?)?;
    Some(singular(name.rsplit('.').next().unwrap_or(name)))
}

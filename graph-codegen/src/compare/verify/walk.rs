//! What a documented path addresses by the word of the service. Comes in: a path of the model. Goes out: everything that
//! it may mean, since a property can be one of a derived type.

use std::collections::BTreeSet;

use super::sides::Service;
use crate::{
    compare::csdl::{Callable, TypeUse},
    model::TypeName,
};

/// What a path can mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A value.
    Value(TypeUse),
    /// A call that gives nothing.
    Nothing,
    /// `$count`, `$value`, `$ref`, or a property whose name is a placeholder.
    Special,
}

/// Where a path ends.
pub(super) struct Reached {
    /// All that it may mean; never empty.
    pub(super) targets: BTreeSet<Target>,
    /// Its last segment is an action or a function.
    pub(super) called: bool,
}

/// Walks a path; nothing where the service does not have it.
pub(super) fn walk(service: &Service<'_>, path: &str) -> Option<Reached> {
    let segments = segments(path);
    let (first, rest) = segments.split_first()?;
    let mut reached = enter(service, &first.trim_end_matches(':').to_lowercase())?;
    // `:/{item-path}:` is an address by path: all up to the next colon.
    let mut by_path = false;
    for segment in rest {
        if by_path {
            by_path = !segment.ends_with(':');
            continue;
        }
        by_path = segment.ends_with(':');
        let segment = segment.trim_end_matches(':').to_lowercase();
        if matches!(segment.as_str(), "$count" | "$value" | "$ref") {
            return Some(Reached {
                targets: BTreeSet::from([Target::Special]),
                called: false,
            });
        }
        reached = step(service, &reached.targets, &segment)?;
    }
    Some(reached)
}

/// The parts of a path; a slash within parentheses, braces or angle brackets does not part.
fn segments(path: &str) -> Vec<String> {
    let path = path.split('?').next().unwrap_or_default();
    let mut segments = vec![String::new()];
    let mut depth = 0;
    for c in path.chars() {
        match c {
            '(' | '{' | '<' => depth += 1,
            ')' | '}' | '>' => depth -= 1,
            '/' if depth <= 0 => {
                segments.push(String::new());
                continue;
            }
            _ => {}
        }
        segments.last_mut().expect("starts with one").push(c);
    }
    segments.retain(|segment| !segment.is_empty() && segment != "...");
    segments
}

fn enter(service: &Service<'_>, name: &str) -> Option<Reached> {
    let call = name.split('(').next().unwrap_or(name);
    let (target, called) = match (service.entries.get(name), service.unbound.get(call)) {
        (Some(entry), _) => (Target::Value(entry.ty.clone()), false),
        (None, Some(callable)) => (result(callable), true),
        (None, None) => return None,
    };
    Some(Reached {
        targets: BTreeSet::from([target]),
        called,
    })
}

fn step(service: &Service<'_>, from: &BTreeSet<Target>, segment: &str) -> Option<Reached> {
    let mut targets = BTreeSet::new();
    let mut called = false;
    for target in from {
        let Target::Value(from) = target else { continue };
        if from.ty.is_primitive() {
            continue;
        }
        let calls = calls(service, from, segment);
        called |= !calls.is_empty();
        if calls.is_empty() {
            targets.extend(addressed(service, from, segment));
        } else {
            targets.extend(calls);
        }
    }
    (!targets.is_empty()).then_some(Reached { targets, called })
}

fn calls(service: &Service<'_>, from: &TypeUse, segment: &str) -> Vec<Target> {
    let name = segment.split('(').next().unwrap_or(segment);
    let name = name.rsplit('.').next().unwrap_or(name);
    service.bound(from, name).into_iter().map(result).collect()
}

fn result(callable: &Callable) -> Target {
    callable.result.clone().map_or(Target::Nothing, Target::Value)
}

/// What a segment that calls nothing leads to: a cast, one of several, a property.
fn addressed(service: &Service<'_>, from: &TypeUse, segment: &str) -> Vec<Target> {
    let value = |ty: &TypeName, collection| {
        Target::Value(TypeUse {
            ty: ty.clone(),
            collection,
        })
    };
    let cast = service.types.get(segment);
    let cast = cast.or_else(|| service.types.get(&format!("microsoft.{segment}")));
    if let Some(cast) = cast {
        return vec![value(&cast.name, from.collection)];
    }
    if from.collection {
        return vec![value(&from.ty, false)];
    }
    if let Some(property) = service.property(&from.ty, segment) {
        return vec![Target::Value(property.ty.clone())];
    }
    // `borders('EdgeTop')`: a key in parentheses.
    let keyed = segment.strip_suffix(')').and_then(|_| segment.split('(').next());
    let keyed = keyed.and_then(|name| service.property(&from.ty, name));
    if let Some(property) = keyed.filter(|property| property.ty.collection) {
        return vec![value(&property.ty.ty, false)];
    }
    if segment.starts_with(['{', '<']) {
        return vec![Target::Special];
    }
    let derived = service.derived(&from.ty).iter();
    let properties = derived.filter_map(|ty| service.property(&ty.name, segment));
    properties
        .map(|property| Target::Value(property.ty.clone()))
        .collect()
}

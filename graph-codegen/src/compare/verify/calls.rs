//! What the service offers and no documented path leads to: actions, functions, entity sets, singletons.

use std::collections::BTreeSet;

use super::{Difference, Drift, sides::Service};
use crate::{
    compare::csdl::{Callable, CallableKind},
    model::Api,
};

/// Tells what no path names. A call counts as documented where any path has its name, on whatever type.
pub(super) fn compare(api: &Api, service: &Service<'_>, drift: &mut Vec<Drift>) {
    let paths = || api.operations.iter().flat_map(|operation| &operation.paths);
    let named: BTreeSet<String> = paths().flat_map(|path| names(path)).collect();
    let starts: BTreeSet<String> = paths().filter_map(|path| names(path).next()).collect();
    let mut told = BTreeSet::new();
    for call in &service.csdl.callables {
        // Overloads are one call.
        if !named.contains(&call.name.to_lowercase()) && told.insert(signature(call)) {
            drift.push(missing_call(call));
        }
    }
    let entries = service.csdl.entries.iter();
    let unnamed = entries.filter(|entry| !starts.contains(&entry.name.to_lowercase()));
    drift.extend(unnamed.map(|entry| Drift {
        difference: Difference::EntryMissing {
            name: entry.name.clone(),
            ty: entry.ty.clone(),
        },
        source: None,
        line: Some(entry.line),
    }));
}

/// The names in a path in lower case, without namespaces and arguments.
fn names(path: &str) -> impl Iterator<Item = String> {
    let path = path.split('?').next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| {
        let name = segment.split('(').next().unwrap_or(segment).trim_matches(':');
        name.rsplit('.').next().unwrap_or(name).to_lowercase()
    })
}

fn missing_call(call: &Callable) -> Drift {
    Drift {
        difference: Difference::CallMissing {
            call: signature(call),
            result: call.result.clone(),
        },
        source: None,
        line: Some(call.line),
    }
}

/// `action forward on microsoft.graph.message`.
fn signature(call: &Callable) -> String {
    let kind = match call.kind {
        CallableKind::Action => "action",
        CallableKind::Function => "function",
    };
    match &call.on {
        Some(on) => format!("{kind} {} on {on}", call.name),
        None => format!("{kind} {}", call.name),
    }
}

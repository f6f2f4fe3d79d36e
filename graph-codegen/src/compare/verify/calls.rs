//! What the service offers and no documented path leads to: actions, functions, entity sets, singletons.

use std::collections::BTreeSet;

use super::{Difference, Drift, sides::Service};
use crate::{
    compare::csdl::{Callable, CallableKind},
    model::{Api, short_name},
    route::{self, Segment},
};

/// Tells what no path names. A call counts as documented where any path has its name, on whatever type.
pub(super) fn compare(api: &Api, service: &Service<'_>, drift: &mut Vec<Drift>) {
    let paths = || api.operations.iter().flat_map(|operation| &operation.paths);
    let named: BTreeSet<String> = paths().flat_map(|path| names(path)).flatten().collect();
    let starts: BTreeSet<String> = paths()
        .filter_map(|path| names(path).into_iter().next()?)
        .collect();
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

/// The names in a path in lower case, without namespaces and arguments; `None` for keys.
fn names(path: &str) -> Vec<Option<String>> {
    let name = |segment: &Segment| Some(short_name(segment.name()?).to_lowercase());
    route::parse(path).segments.iter().map(name).collect()
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

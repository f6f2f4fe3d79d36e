//! Compares operations: whether the service has their paths and returns what the pages say, and what it offers that no
//! documented path leads to.

use std::collections::BTreeSet;

use super::{
    figures::{OperationFigures, Share},
    index::{Service, lower},
    mismatch::{Difference, Mismatch},
};
use crate::{
    compare::csdl::{Callable, CallableKind},
    model::{Api, Operation, Response, Source, TypeKind, TypeUse, short_name},
    route::{self, End, Reach, Segment, Target},
};

/// Compares every pair of method and path.
pub(super) fn compare_operations(
    api: &Api,
    service: &Service<'_>,
    mismatches: &mut Vec<Mismatch>,
) -> OperationFigures {
    let (mut resolved, mut response, mut silent) = (Share::default(), Share::default(), Share::default());
    for operation in &api.operations {
        for (path, source) in operation.paths.iter().zip(&operation.path_sources) {
            let reached = reach(service, path);
            resolved.count(reached.is_some());
            let Some(reached) = reached else {
                mismatches.push(unknown(operation, path, source));
                continue;
            };
            let call = Call {
                operation,
                path,
                source,
                service,
            };
            call.compare_silent(&reached, &mut silent, mismatches);
            call.compare_response(&reached, &mut response, mismatches);
        }
    }
    OperationFigures {
        pairs: resolved.whole,
        resolved,
        response,
        responses: response.whole,
        silent,
    }
}

fn unknown(operation: &Operation, path: &str, source: &Source) -> Mismatch {
    let difference = Difference::PathUnknown {
        method: operation.method.clone(),
        path: path.to_owned(),
    };
    Mismatch::on_page(difference, source)
}

/// All that a path may address, since a property can be one of a derived type; `None` if the service does not have it.
fn reach(service: &Service<'_>, path: &str) -> Option<Vec<Reach>> {
    let mut reached = route::walk(service, &route::parse(path).segments);
    for reach in &mut reached {
        // A placeholder for the name of a property.
        if reach.target == Target::Unknown && reach.end == End::Key {
            reach.target = Target::Special;
        }
    }
    let known = reached.iter().all(|reach| reach.target != Target::Unknown);
    known.then_some(reached)
}

fn targets(reached: &[Reach]) -> BTreeSet<&Target> {
    reached.iter().map(|reach| &reach.target).collect()
}

/// One method and path.
struct Call<'a> {
    operation: &'a Operation,
    path: &'a str,
    source: &'a Source,
    service: &'a Service<'a>,
}

impl<'a> Call<'a> {
    /// The responses of success, where they are to be compared: what PATCH and DELETE give, the metadata does not add.
    fn responses(&self) -> Vec<&'a Response> {
        let compared = matches!(self.operation.method.as_str(), "GET" | "POST");
        let success = self
            .operation
            .responses
            .iter()
            .filter(|response| (200..300).contains(&response.status));
        success.filter(|_| compared).collect()
    }

    /// Where the service returns nothing, the pages should say so.
    fn compare_silent(&self, reached: &[Reach], figure: &mut Share, mismatches: &mut Vec<Mismatch>) {
        let responses = self.responses();
        if responses.is_empty() || targets(reached) != BTreeSet::from([&Target::Nothing]) {
            return;
        }
        let typed: Vec<_> = responses
            .iter()
            .filter_map(|response| type_use(response))
            .collect();
        figure.count(typed.is_empty());
        if !typed.is_empty() {
            let difference = Difference::Silent {
                method: self.operation.method.clone(),
                path: self.path.to_owned(),
                pages: typed,
            };
            mismatches.push(Mismatch::on_page(difference, self.source));
        }
    }

    fn compare_response(&self, reached: &[Reach], figure: &mut Share, mismatches: &mut Vec<Mismatch>) {
        let responses = self.responses();
        // Accepted: what the metadata declares comes later, not here.
        let later = responses.iter().all(|response| response.status == 202);
        let value = |target: &Target| matches!(target, Target::Typed(_));
        if later || !targets(reached).into_iter().any(value) {
            return;
        }
        let wanted = self.wanted(reached);
        let fits = |response: &&Response| {
            wanted
                .iter()
                .any(|target| self.fits(type_use(response).as_ref(), target))
        };
        let agrees = responses.iter().any(fits);
        figure.count(agrees);
        if !agrees {
            let difference = Difference::Response {
                method: self.operation.method.clone(),
                path: self.path.to_owned(),
                pages: responses.last().and_then(|response| type_use(response)),
                service: values(&wanted),
            };
            mismatches.push(Mismatch::on_page(difference, self.source));
        }
    }

    /// A POST to a collection of entities gives one of it.
    fn wanted(&self, reached: &[Reach]) -> BTreeSet<Target> {
        let creates = self.operation.method == "POST" && reached.iter().all(|reach| reach.end != End::Call);
        let one = |target: &Target| match target {
            Target::Typed(value) if creates => {
                let ty = self.service.csdl.types.get(&value.ty);
                let entity = ty.is_some_and(|ty| ty.kind == TypeKind::Entity);
                Target::Typed(TypeUse {
                    ty: value.ty.clone(),
                    collection: value.collection && !entity,
                })
            }
            other => other.clone(),
        };
        targets(reached).into_iter().map(one).collect()
    }

    /// The same type, its base, or one that derives from it.
    fn fits(&self, response: Option<&TypeUse>, target: &Target) -> bool {
        let (response, wanted) = match (response, target) {
            (None, Target::Nothing) => return true,
            (Some(response), Target::Typed(wanted)) => (response, wanted),
            _ => return false,
        };
        let (ours, theirs) = (lower(&response.ty), lower(&wanted.ty));
        let derives = |ty: &TypeUse, base: &str| {
            let mut chain = self.service.side.chain(&ty.ty);
            chain.any(|above| lower(&above.name) == base)
        };
        response.collection == wanted.collection
            && (ours == theirs || derives(wanted, &ours) || derives(response, &theirs))
    }
}

fn type_use(response: &Response) -> Option<TypeUse> {
    Some(TypeUse {
        ty: response.ty.clone()?,
        collection: response.collection,
    })
}

fn values(targets: &BTreeSet<Target>) -> Vec<TypeUse> {
    let value = |target: &Target| match target {
        Target::Typed(value) => Some(value.clone()),
        Target::Nothing | Target::Special | Target::Unknown => None,
    };
    targets.iter().filter_map(value).collect()
}

/// Reports actions, functions, entity sets and singletons that no path names. A call counts as documented where any path has its name, on whatever type.
pub(super) fn compare_calls(api: &Api, service: &Service<'_>, mismatches: &mut Vec<Mismatch>) {
    let paths = || api.operations.iter().flat_map(|operation| &operation.paths);
    let named: BTreeSet<String> = paths().flat_map(|path| names(path)).flatten().collect();
    let starts: BTreeSet<String> = paths()
        .filter_map(|path| names(path).into_iter().next()?)
        .collect();
    let mut reported = BTreeSet::new();
    for call in &service.csdl.callables {
        // Overloads are one call.
        if !named.contains(&call.name.to_lowercase()) && reported.insert(signature(call)) {
            mismatches.push(missing_call(call));
        }
    }
    let entries = service.csdl.entries.iter();
    let unnamed = entries.filter(|entry| !starts.contains(&entry.name.to_lowercase()));
    mismatches.extend(unnamed.map(|entry| {
        let difference = Difference::EntryMissing {
            name: entry.name.clone(),
            ty: entry.ty.clone(),
        };
        Mismatch::in_metadata(difference, entry.line)
    }));
}

/// The names in a path in lower case, without namespaces and arguments; `None` for keys.
fn names(path: &str) -> Vec<Option<String>> {
    let name = |segment: &Segment| Some(short_name(segment.name()?).to_lowercase());
    route::parse(path).segments.iter().map(name).collect()
}

fn missing_call(call: &Callable) -> Mismatch {
    let difference = Difference::CallMissing {
        call: signature(call),
        result: call.result.clone(),
    };
    Mismatch::in_metadata(difference, call.line)
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

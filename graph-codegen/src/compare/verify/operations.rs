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
    model::{Api, Operation, Response, Source, TypeKind, TypeUse},
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
    Mismatch {
        difference: Difference::PathUnknown {
            method: operation.method.clone(),
            path: path.to_owned(),
        },
        source: Some(source.clone()),
        line: None,
    }
}

/// What a path addresses.
struct Reached {
    /// All that it may address; never empty.
    targets: BTreeSet<Target>,
    /// Its last segment is an action or a function.
    called: bool,
}

/// Walks a path; `None` if the service does not have it.
fn reach(service: &Service<'_>, path: &str) -> Option<Reached> {
    let mut segments = route::parse(path).segments;
    let mut reached: Vec<Reach> = Vec::new();
    for end in 1..=segments.len() {
        let from_collection = |reach: &Reach| matches!(&reach.target, Target::Typed(ty) if ty.collection);
        let (is_typed, from_collection) = (is_typed(&reached), reached.iter().any(from_collection));
        reached = route::walk(service, segments.get(..end)?);
        if from_collection && reached.iter().all(|reach| reach.target == Target::Unknown) {
            // Any other name below a collection is a key: `inbox`, `contoso.com`.
            *segments.get_mut(end - 1)? = Segment::Literal(String::new());
            reached = route::walk(service, segments.get(..end)?);
        }
        for reach in reached
            .iter_mut()
            .filter(|reach| is_typed && reach.end == End::Key)
        {
            // A placeholder for the name of a property.
            if reach.target == Target::Unknown {
                reach.target = Target::Special;
            }
        }
        reached.retain(|reach| reach.target != Target::Unknown);
        if reached.is_empty() {
            return None;
        }
    }
    Some(Reached {
        called: reached.iter().any(|reach| reach.end == End::Call),
        targets: reached.into_iter().map(|reach| reach.target).collect(),
    })
    .filter(|reached| !reached.targets.is_empty())
}

fn is_typed(reached: &[Reach]) -> bool {
    reached
        .iter()
        .any(|reach| matches!(reach.target, Target::Typed(_)))
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
    fn compare_silent(&self, reached: &Reached, figure: &mut Share, mismatches: &mut Vec<Mismatch>) {
        let responses = self.responses();
        if responses.is_empty() || reached.targets != BTreeSet::from([Target::Nothing]) {
            return;
        }
        let typed: Vec<_> = responses
            .iter()
            .filter_map(|response| type_use(response))
            .collect();
        figure.count(typed.is_empty());
        if !typed.is_empty() {
            mismatches.push(self.mismatch(Difference::Silent {
                method: self.operation.method.clone(),
                path: self.path.to_owned(),
                pages: typed,
            }));
        }
    }

    fn compare_response(&self, reached: &Reached, figure: &mut Share, mismatches: &mut Vec<Mismatch>) {
        let responses = self.responses();
        // Accepted: what the metadata declares comes later, not here.
        let later = responses.iter().all(|response| response.status == 202);
        let value = |target: &Target| matches!(target, Target::Typed(_));
        if later || !reached.targets.iter().any(value) {
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
            mismatches.push(self.mismatch(Difference::Response {
                method: self.operation.method.clone(),
                path: self.path.to_owned(),
                pages: responses.last().and_then(|response| type_use(response)),
                service: values(&wanted),
            }));
        }
    }

    /// A POST to a collection of entities gives one of it.
    fn wanted(&self, reached: &Reached) -> BTreeSet<Target> {
        let creates = self.operation.method == "POST" && !reached.called;
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
        reached.targets.iter().map(one).collect()
    }

    /// The same type, its base, or one that derives from it.
    fn fits(&self, response: Option<&TypeUse>, target: &Target) -> bool {
        let (response, wanted) = match (response, target) {
            (None, Target::Nothing) => return true,
            (Some(response), Target::Typed(wanted)) => (response, wanted),
            _ => return false,
        };
        let name = lower(&response.ty);
        let known = self.service.types.get(&name);
        let is_base = || {
            self.service
                .chain(&wanted.ty)
                .iter()
                .any(|base| lower(&base.name) == name)
        };
        let derives = || {
            let chain = known.map(|ty| self.service.chain(&ty.name)).unwrap_or_default();
            chain.iter().any(|base| base.name == wanted.ty)
        };
        response.collection == wanted.collection && (name == lower(&wanted.ty) || is_base() || derives())
    }

    fn mismatch(&self, difference: Difference) -> Mismatch {
        Mismatch {
            difference,
            source: Some(self.source.clone()),
            line: None,
        }
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
    let named: BTreeSet<String> = paths().flat_map(|path| names(path)).collect();
    let starts: BTreeSet<String> = paths().filter_map(|path| names(path).next()).collect();
    let mut reported = BTreeSet::new();
    for call in &service.csdl.callables {
        // Overloads are one call.
        if !named.contains(&call.name.to_lowercase()) && reported.insert(signature(call)) {
            mismatches.push(missing_call(call));
        }
    }
    let entries = service.csdl.entries.iter();
    let unnamed = entries.filter(|entry| !starts.contains(&entry.name.to_lowercase()));
    mismatches.extend(unnamed.map(|entry| Mismatch {
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

fn missing_call(call: &Callable) -> Mismatch {
    Mismatch {
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

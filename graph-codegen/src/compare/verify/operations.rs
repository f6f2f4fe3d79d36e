//! Operations: whether the service has their paths, and gives what the pages say.

use std::collections::BTreeSet;

use super::{
    Difference, Drift,
    figures::{OperationFigures, Share},
    sides::{Service, lower},
    walk::walk,
};
use crate::{
    compare::csdl::TypeUse,
    model::{Api, Operation, Response, Source, TypeKind},
    route::{End, Reach, Target},
};

/// Compares every pair of method and path.
pub(super) fn compare(api: &Api, service: &Service<'_>, drift: &mut Vec<Drift>) -> OperationFigures {
    let (mut resolved, mut response, mut silent) = (Share::default(), Share::default(), Share::default());
    for operation in &api.operations {
        for (path, source) in operation.paths.iter().zip(&operation.path_sources) {
            let reached = walk(service, path);
            resolved.count(reached.is_some());
            let Some(reached) = reached else {
                drift.push(unknown(operation, path, source));
                continue;
            };
            let call = Call {
                operation,
                path,
                source,
                service,
            };
            call.silent(&reached, &mut silent, drift);
            call.response(&reached, &mut response, drift);
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

fn unknown(operation: &Operation, path: &str, source: &Source) -> Drift {
    Drift {
        difference: Difference::PathUnknown {
            method: operation.method.clone(),
            path: path.to_owned(),
        },
        source: Some(source.clone()),
        line: None,
    }
}

/// One method and path.
struct Call<'a> {
    operation: &'a Operation,
    path: &'a str,
    source: &'a Source,
    service: &'a Service<'a>,
}

impl<'a> Call<'a> {
    /// The answers of success, where they are to be compared: what PATCH and DELETE give, the metadata does not tell.
    fn answers(&self) -> Vec<&'a Response> {
        let compared = matches!(self.operation.method.as_str(), "GET" | "POST");
        let success = self
            .operation
            .responses
            .iter()
            .filter(|answer| (200..300).contains(&answer.status));
        success.filter(|_| compared).collect()
    }

    /// The service gives nothing: so should the pages say.
    fn silent(&self, reached: &[Reach], figure: &mut Share, drift: &mut Vec<Drift>) {
        let answers = self.answers();
        if answers.is_empty() || targets(reached) != BTreeSet::from([&Target::Nothing]) {
            return;
        }
        let typed: Vec<_> = answers.iter().filter_map(|answer| type_use(answer)).collect();
        figure.count(typed.is_empty());
        if !typed.is_empty() {
            drift.push(self.drift(Difference::Silent {
                method: self.operation.method.clone(),
                path: self.path.to_owned(),
                pages: typed,
            }));
        }
    }

    fn response(&self, reached: &[Reach], figure: &mut Share, drift: &mut Vec<Drift>) {
        let answers = self.answers();
        // Accepted: what the metadata declares comes later, not here.
        let later = answers.iter().all(|answer| answer.status == 202);
        let value = |target: &Target| matches!(target, Target::Typed(_));
        if later || !reached.iter().map(|reach| &reach.target).any(value) {
            return;
        }
        let wanted = self.wanted(reached);
        let fits = |answer: &&Response| {
            wanted
                .iter()
                .any(|target| self.fits(type_use(answer).as_ref(), target))
        };
        let agrees = answers.iter().any(fits);
        figure.count(agrees);
        if !agrees {
            drift.push(self.drift(Difference::Response {
                method: self.operation.method.clone(),
                path: self.path.to_owned(),
                pages: answers.last().and_then(|answer| type_use(answer)),
                service: values(&wanted),
            }));
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
    fn fits(&self, answer: Option<&TypeUse>, target: &Target) -> bool {
        let (answer, wanted) = match (answer, target) {
            (None, Target::Nothing) => return true,
            (Some(answer), Target::Typed(wanted)) => (answer, wanted),
            _ => return false,
        };
        let name = lower(&answer.ty);
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
        answer.collection == wanted.collection && (name == lower(&wanted.ty) || is_base() || derives())
    }

    fn drift(&self, difference: Difference) -> Drift {
        Drift {
            difference,
            source: Some(self.source.clone()),
            line: None,
        }
    }
}

/// What a path may address.
fn targets(reached: &[Reach]) -> BTreeSet<&Target> {
    reached.iter().map(|reach| &reach.target).collect()
}

fn type_use(answer: &Response) -> Option<TypeUse> {
    Some(TypeUse {
        ty: answer.ty.clone()?,
        collection: answer.collection,
    })
}

fn values(targets: &BTreeSet<Target>) -> Vec<TypeUse> {
    let value = |target: &Target| match target {
        Target::Typed(value) => Some(value.clone()),
        Target::Nothing | Target::Special | Target::Unknown => None,
    };
    targets.iter().filter_map(value).collect()
}

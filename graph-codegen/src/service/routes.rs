//! Finds the operations of a request.

use std::ops::ControlFlow;

use crate::{
    model::{Api, Operation},
    route::{Edge, RequestUrl, RouteGraph, Segment, parse},
};

/// The paths of all operations.
pub(super) struct Routes<'a> {
    graph: RouteGraph<&'a Operation>,
}

/// Why a request has no operation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotFound {
    /// No page documents the path.
    Path,
    /// Pages document other methods.
    Method(Vec<String>),
}

impl<'a> Routes<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let edges = api.operations.iter().flat_map(|operation| {
            let paths = operation.paths.iter();
            let edge = |path: &String| Edge {
                pattern: parse(path)
                    .with_values_apart(&api.api.namespace)
                    .segments
                    .into_iter()
                    .map(any_value)
                    .collect(),
                value: operation,
                to: None,
            };
            paths.map(edge).collect::<Vec<_>>()
        });
        Self {
            graph: RouteGraph::new([edges.collect()]),
        }
    }

    /// The operations of this method whose path matches with the most names: `/users/delta` rather than `/users/{id}`.
    pub(super) fn find(&self, method: &str, url: &RequestUrl) -> Result<Vec<&'a Operation>, NotFound> {
        let mut found: Vec<(usize, &Operation)> = Vec::new();
        for url in [url, &url.with_keys_apart()] {
            let _ = self.graph.find_routes(&url.path, |route| {
                found.extend(route.iter().map(|step| (step.names, *step.value)));
                ControlFlow::Continue(())
            });
        }
        let best = found
            .iter()
            .map(|(names, _)| *names)
            .max()
            .ok_or(NotFound::Path)?;
        found.retain(|(names, _)| *names == best);
        let of_method = found
            .iter()
            .filter(|(_, one)| one.method.eq_ignore_ascii_case(method));
        let mut operations: Vec<&Operation> = of_method.map(|(_, operation)| *operation).collect();
        operations.dedup_by(|a, b| std::ptr::eq(*a, *b));
        if operations.is_empty() {
            let mut methods: Vec<String> = found.iter().map(|(_, one)| one.method.clone()).collect();
            methods.sort_unstable();
            methods.dedup();
            return Err(NotFound::Method(methods));
        }
        Ok(operations)
    }
}

/// A sample value in a path stands for any value.
fn any_value(segment: Segment) -> Segment {
    match segment {
        Segment::Literal(text) => Segment::Key(text),
        other => other,
    }
}

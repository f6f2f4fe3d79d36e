//! Finds the chain of builder methods that makes the path of a URL.

use std::ops::ControlFlow;

use crate::{
    collections::HashMap,
    route::{self, Edge, RequestUrl, RouteGraph, RouteStep, Segment},
    rust::{
        Item, ItemFile,
        requests::{Gives, Method, Operation, PLACES, Piece},
    },
};

/// The builders of a crate: their methods are the edges of a graph.
pub(super) struct Router<'a> {
    graph: RouteGraph<BuilderMethod<'a>>,
}

/// A method of a builder, or one of the place of the runtime that it gives.
#[derive(Clone, Copy)]
pub(super) struct BuilderMethod<'a> {
    /// `None` for a function that opens a path.
    pub(super) builder: Option<&'a str>,
    pub(super) method: &'a Method,
    /// The method of the place of the runtime: `list`.
    pub(super) verb: Option<&'static str>,
    /// The call that it makes.
    call: Option<Call<'a>>,
}

/// An operation and the query options that are arguments of its call: their names on the wire and in Rust.
#[derive(Clone, Copy)]
struct Call<'a> {
    operation: &'a Operation,
    query: &'a [(String, String)],
}

/// The methods from an entry to a call, with their arguments.
pub(super) struct CallChain<'g, 'a> {
    pub(super) steps: Vec<RouteStep<'g, BuilderMethod<'a>>>,
    pub(super) operation: &'a Operation,
    /// The query options that are arguments of the call.
    pub(super) query: &'a [(String, String)],
}

impl CallChain<'_, '_> {
    /// Whether an argument that is not quoted in the path is a placeholder: `<row>`.
    pub(super) fn has_placeholder(&self) -> bool {
        self.steps.iter().any(|step| {
            let method = step.value.method;
            let plain = method.pieces.iter().filter_map(|piece| match piece {
                Piece::Plain(name) => method.arguments.iter().position(|argument| argument == name),
                _ => None,
            });
            let mut values = plain.filter_map(|at| step.arguments.get(at));
            values.any(|value| value.contains(['<', '{']))
        })
    }

    fn names(&self) -> usize {
        self.steps.iter().map(|step| step.names).sum()
    }
}

impl<'a> Router<'a> {
    /// The builders in the files of a crate.
    pub(super) fn new(files: &'a [ItemFile]) -> Self {
        let (mut places, mut operations) = (vec![(None, [].as_slice())], HashMap::default());
        for file in files {
            match &file.item {
                Item::Entries(methods) => places[0] = (None, methods),
                Item::Builders(builders) => places.extend(
                    builders
                        .iter()
                        .map(|builder| (Some(builder.ident.as_str()), builder.methods.as_slice())),
                ),
                Item::Operations(items) => {
                    operations.extend(
                        items
                            .iter()
                            .map(|operation| (operation.ident.as_str(), operation)),
                    );
                }
                _ => {}
            }
        }
        let indexes = (0..).zip(&places);
        let indexes = indexes
            .filter_map(|(index, (builder, _))| Some(((*builder)?, index)))
            .collect();
        let edges = |(builder, methods): &(Option<&'a str>, &'a [Method])| {
            let edges = methods
                .iter()
                .flat_map(|method| edges(*builder, method, &indexes, &operations));
            edges.collect()
        };
        Self {
            graph: RouteGraph::new(places.iter().map(edges)),
        }
    }

    /// The call chain for a request: to the given operation if there is one, else the one with most names in its path.
    pub(super) fn find_route(
        &self,
        http: &str,
        url: &RequestUrl,
        operation: Option<&str>,
    ) -> Option<CallChain<'_, 'a>> {
        let apart = url.with_keys_apart();
        [url, &apart].into_iter().find_map(|url| {
            let found = self.call_chains(http, url);
            let rank =
                |chain: &CallChain<'_, '_>| (Some(chain.operation.id.as_str()) == operation, chain.names());
            // Of equals the first one counts.
            found.into_iter().rev().max_by_key(rank)
        })
    }

    fn call_chains(&self, http: &str, url: &RequestUrl) -> Vec<CallChain<'_, 'a>> {
        let mut found = Vec::new();
        let _: ControlFlow<()> = self.graph.find_routes(&url.path, |steps| {
            found.extend(call_chain(http, url, steps));
            ControlFlow::Continue(())
        });
        found
    }
}

/// The chain, if its operation has this method and the URL has all query options that the call takes.
fn call_chain<'g, 'a>(
    http: &str,
    url: &RequestUrl,
    steps: &[RouteStep<'g, BuilderMethod<'a>>],
) -> Option<CallChain<'g, 'a>> {
    let Call { operation, query } = steps
        .last()?
        .value
        .call
        .filter(|call| call.operation.info.method == http)?;
    let value = |wire: &str| {
        let mut pairs = url.query.iter();
        pairs
            .find(|(name, _)| name.eq_ignore_ascii_case(wire))
            .map(|(_, value)| value.clone())
    };
    let values = query
        .iter()
        .map(|(wire, _)| value(wire))
        .collect::<Option<Vec<_>>>()?;
    let mut steps = steps.to_vec();
    steps.last_mut()?.arguments.extend(values);
    Some(CallChain {
        steps,
        operation,
        query,
    })
}

fn edges<'a>(
    builder: Option<&'a str>,
    method: &'a Method,
    builders: &HashMap<&str, usize>,
    operations: &HashMap<&str, &'a Operation>,
) -> Vec<Edge<BuilderMethod<'a>>> {
    let edge = |verb, call, to| Edge {
        pattern: pattern(&method.pieces),
        value: BuilderMethod {
            builder,
            method,
            verb,
            call,
        },
        to,
    };
    let call = |operation: &str, query| {
        let operation = operations.get(operation)?;
        Some(Call { operation, query })
    };
    match &method.gives {
        Gives::Builder(name) => vec![edge(None, None, builders.get(name.as_str()).copied())],
        Gives::Call { operation, query, .. } => vec![edge(None, call(operation, query), None)],
        Gives::Place { kind, operations } => {
            let verbs = PLACES
                .into_iter()
                .filter(|(name, _)| name == kind)
                .flat_map(|(_, verbs)| verbs);
            let calls = verbs.zip(operations).filter_map(|(verb, operation)| {
                let call = call(operation.as_ref()?, &[])?;
                Some(edge(Some(*verb), Some(call), None))
            });
            calls.collect()
        }
    }
}

fn pattern(pieces: &[Piece]) -> Vec<Segment> {
    let (mut pattern, mut text) = (Vec::new(), String::new());
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Key(_) => text.push_str("/{id}"),
            Piece::Quoted(_) => text.push_str("'{x}'"),
            Piece::Plain(_) => text.push_str("{x}"),
            Piece::Address(address) => {
                pattern.extend(route::parse(&std::mem::take(&mut text)).segments);
                pattern.push(Segment::ByPath(address.clone()));
            }
        }
    }
    pattern.extend(route::parse(&text).segments);
    pattern
}

//! The parts of a URL → the methods of builders that make it. Comes in: builders as they will be, a target.
//! Goes out: the best way, with the arguments of each method. Knows how paths look and nothing of bodies.

use crate::{
    collections::HashMap,
    lower::calls::{
        choices::Choices,
        documented::fit_all,
        target::{Part, Target},
    },
    route::{self, Segment},
    rust::{
        Item, ItemFile,
        requests::{Builder, Gives, Method, Operation, Piece},
    },
};

/// Builders, by name.
pub(super) struct Router<'a> {
    entries: Choices<Step<'a>>,
    builders: HashMap<&'a str, Choices<Step<'a>>>,
    operations: HashMap<&'a str, &'a Operation>,
}

/// A method and the segments that it adds.
struct Step<'a> {
    method: &'a Method,
    pattern: Vec<Segment>,
}

/// A method with its arguments.
#[derive(Clone)]
pub(super) struct RouteStep<'a> {
    /// None for a function that opens a path.
    pub(super) builder: Option<&'a str>,
    pub(super) method: &'a Method,
    /// The call of a usual place: `list`.
    pub(super) verb: Option<&'static str>,
    pub(super) arguments: Vec<String>,
}

impl RouteStep<'_> {
    fn has_placeholder(&self) -> bool {
        let plain = self.method.pieces.iter().filter_map(|piece| match piece {
            Piece::Plain(name) => self.method.arguments.iter().position(|argument| argument == name),
            _ => None,
        });
        let mut values = plain.filter_map(|at| self.arguments.get(at));
        values.any(|value| value.contains(['<', '{']))
    }
}

/// A way from an entry to a call.
#[derive(Clone)]
pub(super) struct Route<'a> {
    pub(super) steps: Vec<RouteStep<'a>>,
    pub(super) operation: &'a Operation,
    /// Names of parameters in the query that are arguments of the call.
    pub(super) query: Vec<String>,
    /// A value in the path is none, `<row>`, where no quotes hold it.
    pub(super) has_placeholder: bool,
    /// How many segments are names rather than keys.
    names: usize,
}

/// What is looked for, the methods so far, and what is found.
struct Search<'s, 'a> {
    http: &'s str,
    target: &'s Target,
    trail: Trail<'a>,
    found: Vec<Route<'a>>,
}

/// The methods so far.
#[derive(Default)]
struct Trail<'a> {
    taken: Vec<RouteStep<'a>>,
    names: usize,
}

impl<'a> Router<'a> {
    /// The builders among some files.
    pub(super) fn new(files: &'a [ItemFile]) -> Self {
        let mut router = Self {
            entries: steps(&[]),
            builders: HashMap::default(),
            operations: HashMap::default(),
        };
        for file in files {
            match &file.item {
                Item::Entries(methods) => router.entries = steps(methods),
                Item::Builders(builders) => router.builders.extend(builders.iter().map(named)),
                Item::Operations(operations) => {
                    let named = operations
                        .iter()
                        .map(|operation| (operation.ident.as_str(), operation));
                    router.operations.extend(named);
                }
                _ => {}
            }
        }
        router
    }

    /// The way to a target: to this operation where there is one, else the one with most names.
    pub(super) fn find_route(
        &self,
        http: &str,
        target: &Target,
        operation: Option<&str>,
    ) -> Option<Route<'a>> {
        self.best(http, target, operation)
            .or_else(|| self.best(http, &target.with_keys_apart(), operation))
    }

    fn best(&self, http: &str, target: &Target, operation: Option<&str>) -> Option<Route<'a>> {
        let mut search = Search {
            http,
            target,
            trail: Trail::default(),
            found: Vec::new(),
        };
        self.place(&mut search, None, &self.entries, &target.path);
        let rank = |way: &Route<'_>| (Some(way.operation.id.as_str()) == operation, way.names);
        // Of equals the first one counts.
        search.found.into_iter().rev().max_by_key(rank)
    }

    fn place(
        &self,
        search: &mut Search<'_, 'a>,
        builder: Option<&'a str>,
        steps: &Choices<Step<'a>>,
        path: &[Part],
    ) {
        for step in steps.of(path) {
            let Some((arguments, names)) = fit_all(&step.pattern, path) else {
                continue;
            };
            let rest = path.get(step.pattern.len()..).unwrap_or_default();
            search.trail.taken.push(RouteStep {
                builder,
                method: step.method,
                verb: None,
                arguments,
            });
            search.trail.names += names;
            self.follow(search, step.method, rest);
            search.trail.names -= names;
            search.trail.taken.pop();
        }
    }

    fn follow(&self, search: &mut Search<'_, 'a>, method: &'a Method, rest: &[Part]) {
        match &method.gives {
            Gives::Builder(name) => {
                if let Some((name, steps)) = self.builders.get_key_value(name.as_str()) {
                    self.place(search, Some(name), steps, rest);
                }
            }
            _ if !rest.is_empty() => {}
            Gives::Place { kind, operations } => {
                for (verb, operation) in verbs(kind).iter().zip(operations) {
                    let operation = operation.as_ref();
                    let way = operation.and_then(|operation| self.call(search, operation, &[], Some(verb)));
                    search.found.extend(way);
                }
            }
            Gives::Call { operation, query, .. } => {
                let way = self.call(search, operation, query, None);
                search.found.extend(way);
            }
        }
    }

    fn call(
        &self,
        search: &Search<'_, 'a>,
        operation: &str,
        query: &[(String, String)],
        verb: Option<&'static str>,
    ) -> Option<Route<'a>> {
        let operation = self.operations.get(operation)?;
        if operation.info.method != search.http {
            return None;
        }
        let mut taken = search.trail.taken.clone();
        let last = taken.last_mut()?;
        last.verb = verb;
        for (wire, _) in query {
            let mut pairs = search.target.query.iter();
            let (_, value) = pairs.find(|(name, _)| name.eq_ignore_ascii_case(wire))?;
            last.arguments.push(value.clone());
        }
        Some(Route {
            has_placeholder: taken.iter().any(RouteStep::has_placeholder),
            steps: taken,
            operation,
            query: query.iter().map(|(wire, _)| wire.clone()).collect(),
            names: search.trail.names,
        })
    }
}

/// The calls of a usual place, in the order of its operations.
fn verbs(kind: &str) -> &'static [&'static str] {
    match kind {
        "Items" => &["list", "create"],
        _ => &["get", "update", "delete"],
    }
}

fn named(builder: &Builder) -> (&str, Choices<Step<'_>>) {
    (builder.ident.as_str(), steps(&builder.methods))
}

fn steps(methods: &[Method]) -> Choices<Step<'_>> {
    let step = |method| Step {
        method,
        pattern: pattern(&method.pieces),
    };
    Choices::new(methods.iter().map(step), |step| step.pattern.first())
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

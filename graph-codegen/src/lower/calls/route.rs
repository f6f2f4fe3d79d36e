//! The parts of a URL → the methods of builders that make it. Comes in: builders as they will be, a target.
//! Goes out: the best way, with the arguments of each method. Knows how paths look and nothing of bodies.

use super::{
    choices::Choices,
    target::{Part, Target, unquoted},
};
use crate::{
    collections::HashMap,
    route::{self, Argument, Segment},
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
pub(super) struct Taken<'a> {
    /// None for a function that opens a path.
    pub(super) builder: Option<&'a str>,
    pub(super) method: &'a Method,
    /// The call of a usual place: `list`.
    pub(super) verb: Option<&'static str>,
    pub(super) arguments: Vec<String>,
}

impl Taken<'_> {
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
pub(super) struct Way<'a> {
    pub(super) taken: Vec<Taken<'a>>,
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
    found: Vec<Way<'a>>,
}

/// The methods so far.
#[derive(Default)]
struct Trail<'a> {
    taken: Vec<Taken<'a>>,
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
    pub(super) fn find(&self, http: &str, target: &Target, operation: Option<&str>) -> Option<Way<'a>> {
        self.best(http, target, operation)
            .or_else(|| self.best(http, &target.with_keys_apart(), operation))
    }

    fn best(&self, http: &str, target: &Target, operation: Option<&str>) -> Option<Way<'a>> {
        let mut search = Search {
            http,
            target,
            trail: Trail::default(),
            found: Vec::new(),
        };
        self.place(&mut search, None, &self.entries, &target.path);
        let rank = |way: &Way<'_>| (Some(way.operation.id.as_str()) == operation, way.names);
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
            search.trail.taken.push(Taken {
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
    ) -> Option<Way<'a>> {
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
        Some(Way {
            has_placeholder: taken.iter().any(Taken::has_placeholder),
            taken,
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

/// The arguments in the first parts of a path, and how many of them are names.
pub(super) fn fit_all(pattern: &[Segment], path: &[Part]) -> Option<(Vec<String>, usize)> {
    let (mut arguments, mut names) = (Vec::new(), 0);
    for (at, segment) in pattern.iter().enumerate() {
        arguments.extend(fit(segment, path.get(at)?)?);
        names += usize::from(!matches!(segment, Segment::Key(_)));
    }
    Some((arguments, names))
}

fn fit(segment: &Segment, part: &Part) -> Option<Vec<String>> {
    let none = |fits: bool| fits.then(Vec::new);
    match (segment, &part.shape) {
        (Segment::ByPath(_), None) => Some(vec![part.text.clone()]),
        (_, None) | (Segment::Key(_), Some(Segment::Ref | Segment::Value | Segment::Count)) => None,
        (Segment::Key(_), Some(_)) => Some(vec![part.text.clone()]),
        (Segment::Ref | Segment::Value | Segment::Count, Some(shape)) => none(shape == segment),
        (segment, Some(shape)) => match (called(segment), called(shape)) {
            (Some((name, wanted)), Some((shown, given))) if same_name(name, shown) => values(wanted, given),
            // `$entity`, names with dashes.
            (Some((name, [])), None) => none(name.eq_ignore_ascii_case(&part.text)),
            _ => None,
        },
    }
}

/// The name of a segment that has one, and what stands in its parentheses.
pub(super) fn called(segment: &Segment) -> Option<(&str, &[Argument])> {
    match segment {
        Segment::Name(name) => Some((name, &[])),
        Segment::Call { name, arguments } => Some((name, arguments)),
        Segment::Qualified { name, arguments } => Some((name, arguments.as_deref().unwrap_or_default())),
        _ => None,
    }
}

/// The values given, in the order in which they are wanted.
fn values(wanted: &[Argument], given: &[Argument]) -> Option<Vec<String>> {
    if wanted.len() != given.len() {
        return None;
    }
    let value = |(at, wanted): (usize, &Argument)| {
        let same = |given: &&Argument| match (&wanted.name, &given.name) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            _ => false,
        };
        let positional = given
            .get(at)
            .filter(|given| given.name.is_none() || wanted.name.is_none());
        let given = given.iter().find(same).or(positional)?;
        // Pages disagree on quotes; the builder knows.
        Some(unquoted(&given.value))
    };
    wanted.iter().enumerate().map(value).collect()
}

/// With its namespace or without.
fn same_name(a: &str, b: &str) -> bool {
    let one_is_short = !a.contains('.') || !b.contains('.');
    a.eq_ignore_ascii_case(b) || (one_is_short && last_part(a).eq_ignore_ascii_case(last_part(b)))
}

/// The name without its namespace.
pub(super) fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

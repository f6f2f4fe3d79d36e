//! Whether operations document the path of a request. Comes in: the tree of their paths. Goes out: yes or no, long
//! before builders have names.

use super::{
    choices::Choices,
    target::{Part, Target, unquoted},
};
use crate::{
    lower::requests::{steps::Step, tree::Tree},
    model::Operation,
    route::{self, Argument, Segment},
};

/// The documented paths.
pub(crate) struct Documented<'a> {
    operations: &'a [Operation],
    root: Place<'a>,
}

/// A place of the tree.
struct Place<'a> {
    tree: &'a Tree,
    ways: Choices<Way<'a>>,
    /// What leads from an item back to this very place.
    again: Vec<Segment>,
}

/// The segments of a step, and where it leads.
struct Way<'a> {
    pattern: Vec<Segment>,
    to: Place<'a>,
}

impl<'a> Documented<'a> {
    /// The paths of some operations.
    pub(crate) fn new(operations: &'a [Operation], tree: &'a Tree) -> Self {
        Self {
            operations,
            root: place(tree),
        }
    }

    /// Whether one of them is the path of a request with this method.
    pub(crate) fn has(&self, http: &str, target: &Target) -> bool {
        self.leads(&self.root, http, target, &target.path)
    }

    fn leads(&self, place: &Place<'_>, http: &str, target: &Target, path: &[Part]) -> bool {
        if path.is_empty() {
            return self.is_called(place.tree, http, target);
        }
        let onward = |pattern: &[Segment], to: &Place<'_>| {
            let rest = path.get(pattern.len()..).unwrap_or_default();
            fit_all(pattern, path).is_some() && self.leads(to, http, target, rest)
        };
        let again = !place.again.is_empty() && onward(&place.again, place);
        again || place.ways.of(path).any(|way| onward(&way.pattern, &way.to))
    }

    fn is_called(&self, tree: &Tree, http: &str, target: &Target) -> bool {
        tree.calls.iter().any(|call| {
            let operation = self.operations.get(call.operation);
            let given = |wanted: &String| {
                let mut pairs = target.query.iter();
                pairs.any(|(name, _)| name.eq_ignore_ascii_case(wanted))
            };
            operation.is_some_and(|operation| operation.method == http) && call.query.iter().all(given)
        })
    }
}

fn place(tree: &Tree) -> Place<'_> {
    let way = |(step, to)| Way {
        pattern: pattern(step),
        to: place(to),
    };
    let again = tree.again.iter().chain(tree.again.as_ref().map(|_| &Step::Key));
    Place {
        tree,
        ways: Choices::new(tree.children.iter().map(way), |way| way.pattern.first()),
        again: again.flat_map(pattern).collect(),
    }
}

fn pattern(step: &Step) -> Vec<Segment> {
    route::parse(&step.text()).segments
}

/// The arguments in the first parts of a path, and how many of them are names.
pub(crate) fn fit_all(pattern: &[Segment], path: &[Part]) -> Option<(Vec<String>, usize)> {
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
pub(crate) fn called(segment: &Segment) -> Option<(&str, &[Argument])> {
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
pub(crate) fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

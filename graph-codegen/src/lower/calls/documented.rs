//! Whether operations document the path of a request. Comes in: the tree of their paths. Goes out: yes or no, long
//! before builders have names. Goes the ways that [`super::route`] finds among builders.

use super::{
    choices::Choices,
    route::fit_all,
    target::{Part, Target},
};
use crate::{
    lower::requests::{steps::Step, tree::Tree},
    model::Operation,
    route::{self, Segment},
};

/// The documented paths.
pub(super) struct Documented<'a> {
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
    pub(super) fn new(operations: &'a [Operation], tree: &'a Tree) -> Self {
        Self {
            operations,
            root: place(tree),
        }
    }

    /// Whether one of them is the path of a request with this method.
    pub(super) fn has(&self, http: &str, target: &Target) -> bool {
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

//! Finds the routes of a URL through a graph whose edges are patterns of segments.

use std::ops::ControlFlow;

use super::{matching::match_prefix, parse::Segment, url::UrlSegment};
use crate::{collections::HashMap, model::short_name};

/// Places, and the patterns of segments that lead from one to the next. Place 0 is the start.
pub struct RouteGraph<V> {
    places: Vec<ByFirstName<Edge<V>>>,
}

/// A pattern of segments and where it leads.
pub struct Edge<V> {
    /// The segments that it adds to a path.
    pub pattern: Vec<Segment>,
    /// What it stands for.
    pub value: V,
    /// The place that it leads to; `None` if a path ends here.
    pub to: Option<usize>,
}

/// An edge that a route takes.
pub struct RouteStep<'g, V> {
    /// What the edge stands for.
    pub value: &'g V,
    /// The values of its keys and parameters, in order.
    pub arguments: Vec<String>,
    /// How many of its segments are names rather than keys.
    pub names: usize,
}

impl<V> Clone for RouteStep<'_, V> {
    fn clone(&self) -> Self {
        Self {
            value: self.value,
            arguments: self.arguments.clone(),
            names: self.names,
        }
    }
}

impl<V> RouteGraph<V> {
    /// A graph of the edges that leave each place, in order of preference.
    pub fn new(places: impl IntoIterator<Item = Vec<Edge<V>>>) -> Self {
        let by_name = |edges| ByFirstName::new(edges, |edge: &Edge<V>| edge.pattern.first());
        Self {
            places: places.into_iter().map(by_name).collect(),
        }
    }

    /// Visits the routes that a whole path matches, until the visitor breaks.
    pub fn find_routes<'g>(
        &'g self,
        path: &[UrlSegment],
        mut visit: impl FnMut(&[RouteStep<'g, V>]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.find_from(0, path, &mut Vec::new(), &mut visit)
    }

    fn find_from<'g>(
        &'g self,
        place: usize,
        path: &[UrlSegment],
        route: &mut Vec<RouteStep<'g, V>>,
        visit: &mut dyn FnMut(&[RouteStep<'g, V>]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let edges = self.places.get(place).into_iter();
        for edge in edges.flat_map(|edges| edges.candidates(path)) {
            let Some(arguments) = match_prefix(&edge.pattern, path) else {
                continue;
            };
            let is_name = |segment: &&Segment| !matches!(segment, Segment::Key(_));
            route.push(RouteStep {
                value: &edge.value,
                arguments,
                names: edge.pattern.iter().filter(is_name).count(),
            });
            let rest = path.get(edge.pattern.len()..).unwrap_or_default();
            match edge.to {
                None if rest.is_empty() => visit(route)?,
                // Only edges that end a path may have no segments: others could go round for ever.
                Some(to) if !edge.pattern.is_empty() => self.find_from(to, rest, route, visit)?,
                _ => {}
            }
            route.pop();
        }
        ControlFlow::Continue(())
    }
}

/// Things that begin with a segment, found by the name of that segment: hundreds of entity sets begin differently.
pub struct ByFirstName<T> {
    all: Vec<T>,
    /// Indexes by the short first name, in lower case.
    named: HashMap<String, Vec<usize>>,
    /// Indexes of those that begin with a key or with `$…`.
    others: Vec<usize>,
}

impl<T> ByFirstName<T> {
    /// Indexes things by the segment that each begins with.
    pub fn new(all: Vec<T>, first: impl Fn(&T) -> Option<&Segment>) -> Self {
        let (mut named, mut others): (HashMap<_, Vec<_>>, _) = (HashMap::default(), Vec::new());
        for (index, one) in all.iter().enumerate() {
            match first(one).and_then(Segment::name) {
                Some(name) => named.entry(fold(name)).or_default().push(index),
                None => others.push(index),
            }
        }
        Self { all, named, others }
    }

    /// Those that may match a path, in their order.
    pub fn candidates(&self, path: &[UrlSegment]) -> impl Iterator<Item = &T> {
        let first = path.first();
        self.beginning_with(first.map(|first| first.segment.name().unwrap_or(&first.text)))
    }

    /// Those that begin with this name, or with no name, in their order.
    pub fn beginning_with(&self, name: Option<&str>) -> impl Iterator<Item = &T> {
        let named = name.and_then(|name| self.named.get(&fold(name)));
        let mut indexes: Vec<usize> = named.into_iter().flatten().chain(&self.others).copied().collect();
        indexes.sort_unstable();
        indexes.into_iter().filter_map(|index| self.all.get(index))
    }
}

fn fold(name: &str) -> String {
    short_name(name).to_ascii_lowercase()
}

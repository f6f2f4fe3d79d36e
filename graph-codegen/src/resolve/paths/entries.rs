//! What pages teach about paths. Comes in: lines and evidence. Goes out: a graph that knows roots and calls.
//! A page whose whole path is `/x` or `/x/{id}` tells what `/x` is; one that ends in a call tells what it gives.

use std::collections::BTreeMap;

use crate::{
    model::TypeName,
    resolve::{
        names::Typed,
        operations::Documented,
        paths::{
            Line,
            graph::{Call, End, Graph, Target},
        },
        responses::{Answer, choose},
    },
    template::{Segment, Template},
};

/// Votes for what a first segment is.
type Votes = BTreeMap<String, BTreeMap<(TypeName, bool), usize>>;

/// Learns the roots of paths, then the calls; twice, since a path can lead through a call.
pub(in crate::resolve) fn learn(graph: &mut Graph<'_>, documented: &[Documented<'_>]) {
    let mut votes = Votes::new();
    for page in documented {
        vote(graph, page, &mut votes);
    }
    graph.entries = votes
        .into_iter()
        .filter_map(|(name, votes)| Some((name, elect(graph, &votes)?)))
        .collect();
    for _ in 0..2 {
        graph.calls = calls(graph, documented);
    }
}

fn vote(graph: &Graph<'_>, page: &Documented<'_>, votes: &mut Votes) {
    // A line with a query shows an option, and may answer with what it expands.
    for line in page.lines.iter().filter(|line| line.template.query.is_empty()) {
        let Answer::Typed { ty, collection } = choose(page.evidence(line), None, graph) else {
            continue;
        };
        if ty.is_primitive() {
            continue;
        }
        let (name, collection, weight) = match (line.template.segments.as_slice(), line.method.as_str()) {
            ([Segment::Name(name)], "GET") => (name, collection, 2),
            ([Segment::Name(name)], "POST") => (name, true, 1),
            ([Segment::Name(name)], "PATCH") => (name, false, 2),
            ([Segment::Name(name), Segment::Key(_)], "GET" | "PATCH" | "DELETE") => (name, true, 2),
            ([Segment::Call { name, arguments }], "GET" | "PATCH") if !arguments.is_empty() => {
                (name, true, 1)
            }
            _ => continue,
        };
        *votes
            .entry(name.to_lowercase())
            .or_default()
            .entry((ty, collection))
            .or_default() += weight;
    }
}

/// The most votes; a vote for a derived type counts for its base, where that has votes of its own.
fn elect(graph: &Graph<'_>, votes: &BTreeMap<(TypeName, bool), usize>) -> Option<Typed> {
    let total = |(ty, collection): &(TypeName, bool)| -> usize {
        votes
            .iter()
            .filter(|((other, several), _)| {
                several == collection && (other == ty || graph.derives(other, ty))
            })
            .map(|(_, count)| count)
            .sum()
    };
    let best = votes.keys().map(&total).max()?;
    let (ty, collection) = votes
        .keys()
        .filter(|candidate| total(candidate) == best)
        .min_by_key(|(ty, _)| graph.chain(ty).len())?;
    Some(Typed {
        ty: ty.clone(),
        collection: *collection,
    })
}

fn calls(graph: &Graph<'_>, documented: &[Documented<'_>]) -> BTreeMap<String, Vec<Call>> {
    let mut calls: BTreeMap<String, Vec<Call>> = BTreeMap::new();
    for page in documented {
        for method in ["GET", "POST"] {
            let lines: Vec<_> = page.lines.iter().filter(|line| line.method == method).collect();
            for (name, call) in learnt(graph, page, &lines) {
                let known = calls.entry(name).or_default();
                if !known.contains(&call) {
                    known.push(call);
                }
            }
        }
    }
    calls
}

/// The calls of a page all of whose lines end with the same name, which no type has as a property.
fn learnt(graph: &Graph<'_>, page: &Documented<'_>, lines: &[&Line]) -> Vec<(String, Call)> {
    let last = |line: &&&Line| line.template.segments.last().and_then(call_name);
    let names: Vec<Option<String>> = lines.iter().map(|line| last(&line)).collect();
    let Some(Some(name)) = names.first().cloned() else {
        return Vec::new();
    };
    if names.iter().any(|other| other.as_ref() != Some(&name)) {
        return Vec::new();
    }
    let result = match lines.first().map(|line| choose(page.evidence(line), None, graph)) {
        Some(Answer::Typed { ty, collection }) => Some(Typed { ty, collection }),
        Some(Answer::Nothing) => None,
        _ => return Vec::new(),
    };
    lines
        .iter()
        .filter_map(|line| bound(graph, page, &name, line))
        .map(|on| {
            let result = result.clone();
            (name.clone(), Call { on, result })
        })
        .collect()
}

fn call_name(segment: &Segment) -> Option<String> {
    let name = segment.name()?;
    Some(name.rsplit('.').next().unwrap_or(name).to_lowercase())
}

/// What the call of a line is called on; `None` where the line ends in no call.
fn bound(graph: &Graph<'_>, page: &Documented<'_>, name: &str, line: &Line) -> Option<Option<TypeName>> {
    let before = prefix(&line.template);
    if before.segments.is_empty() {
        return (graph.walk(&line.template).target == Target::Unknown && is_call(page, name, line))
            .then_some(None);
    }
    let Target::Typed(on) = graph.walk(&before).target else {
        return is_call(page, name, line).then_some(None);
    };
    let reach = graph.walk(&line.template);
    let known = matches!(
        reach.end,
        End::Property | End::Key | End::Cast | End::ByPath | End::Special
    );
    (!known).then_some(Some(on.ty))
}

/// The title (`message: forward`) or the form tells that a name is a call, where types cannot.
fn is_call(page: &Documented<'_>, name: &str, line: &Line) -> bool {
    let titled = page.page.title.value.to_lowercase().replace([' ', '_'], "");
    let parentheses = matches!(line.template.segments.last(), Some(Segment::Call { .. }));
    titled.ends_with(&format!(":{name}")) || parentheses || name.starts_with("get")
}

/// A template without its last segment.
pub(in crate::resolve) fn prefix(template: &Template) -> Template {
    let mut segments = template.segments.clone();
    segments.pop();
    Template {
        segments,
        query: Vec::new(),
    }
}

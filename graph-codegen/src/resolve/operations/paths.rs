//! Learns from all pages which types the first segments of paths have and what calls return, and finds relationships
//! that only paths show.

use std::collections::BTreeMap;

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes},
    model::{Property, PropertyKind, Source, Type, TypeKind, TypeName, TypeUse, short_name},
    resolve::operations::{
        evidence::ResponseBody,
        lines::Line,
        responses::OperationPage,
        schema::{Call, Graph},
    },
    route::{self, End, Segment, Target},
    text::{Sources, Span},
};

/// Votes for what a first segment is.
type Votes = HashMap<String, BTreeMap<(TypeName, bool), usize>>;

/// Learns the first segments of paths, then the calls; twice, since a path can lead through a call.
pub(crate) fn learn(graph: &mut Graph<'_>, documented: &[OperationPage<'_>]) {
    graph.keyed = documented
        .iter()
        .flat_map(|page| &page.lines)
        .filter_map(keyed)
        .collect();
    let mut votes = Votes::default();
    for page in documented {
        vote(graph, page, &mut votes);
    }
    graph.entries = votes
        .into_iter()
        .filter_map(|(name, votes)| Some((name, elect(graph, &votes)?)))
        .collect();
    add_singletons(graph, documented);
    let ends: Vec<_> = documented.iter().flat_map(call_lines).collect();
    for _ in 0..2 {
        graph.calls = calls(graph, &ends);
    }
}

/// `/me/messages` for `/me/messages/{id}`, as a shape.
fn keyed(line: &Line) -> Option<String> {
    matches!(line.template.segments.last(), Some(Segment::Key(_)))
        .then(|| route::shape(line.template.before()))
}

/// Adds singletons that no page reads: `/security` is the entity `security`, of which only paths below it are
/// documented.
fn add_singletons(graph: &mut Graph<'_>, documented: &[OperationPage<'_>]) {
    let lines = documented.iter().flat_map(|page| &page.lines);
    for line in lines {
        let [Segment::Name(root), Segment::Name(_), ..] = line.template.segments.as_slice() else {
            continue;
        };
        let root = root.to_lowercase();
        if graph.entries.contains_key(&root) {
            continue;
        }
        if let Some(entity) = graph.types.only_entity(&root) {
            graph.entries.insert(root, TypeUse::one(entity.name.clone()));
        }
    }
}

fn vote(graph: &Graph<'_>, page: &OperationPage<'_>, votes: &mut Votes) {
    // A line with a query shows an option, and may return what it expands.
    for line in page.lines.iter().filter(|line| line.template.query.is_empty()) {
        let ResponseBody::Typed(TypeUse { ty, collection }) = page.response_body(line, None, graph) else {
            continue;
        };
        if ty.is_primitive() {
            continue;
        }
        let Some((name, collection, weight)) = vote_of_line(page, line, collection) else {
            continue;
        };
        *votes
            .entry(name)
            .or_default()
            .entry((ty, collection))
            .or_default() += weight;
    }
}

/// The path of names that a line says something about, whether it is a collection, and the weight of the vote.
fn vote_of_line(page: &OperationPage<'_>, line: &Line, collection: bool) -> Option<(String, bool, usize)> {
    let (last, before) = line.template.segments.split_last()?;
    let names = |segments: &[Segment]| -> Option<String> {
        let names: Option<Vec<String>> = segments.iter().map(plain_name).collect();
        names
            .filter(|names| !names.is_empty())
            .map(|names| names.join("/"))
    };
    let method = line.method.as_str();
    match last {
        Segment::Key(_) if matches!(method, "GET" | "PATCH" | "DELETE") => Some((names(before)?, true, 2)),
        Segment::Call { name, arguments }
            if before.is_empty() && !arguments.is_empty() && method != "POST" =>
        {
            Some((name.to_lowercase(), true, 1))
        }
        Segment::Name(name) if !is_call(page, &name.to_lowercase(), line) => {
            let names = names(&line.template.segments)?;
            match method {
                "GET" => Some((names, collection, 2)),
                "PATCH" => Some((names, false, 2)),
                "POST" if creates(page) => Some((names, true, 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn plain_name(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Name(name) => Some(name.to_lowercase()),
        _ => None,
    }
}

fn creates(page: &OperationPage<'_>) -> bool {
    let created = page
        .page
        .responses
        .iter()
        .any(|statement| statement.statuses.contains(&201));
    created || page.title.starts_with("create ")
}

/// The type with most votes; a vote for a derived type counts for its base, if that has votes of its own.
fn elect(graph: &Graph<'_>, votes: &BTreeMap<(TypeName, bool), usize>) -> Option<TypeUse> {
    let total = |(ty, collection): &(TypeName, bool)| -> usize {
        votes
            .iter()
            .filter(|((other, several), _)| {
                several == collection && (other == ty || graph.types.derives(other, ty))
            })
            .map(|(_, count)| count)
            .sum()
    };
    let best = votes.keys().map(&total).max()?;
    let (ty, collection) = votes
        .keys()
        .filter(|candidate| total(candidate) == best)
        .min_by_key(|(ty, _)| graph.types.chain(ty).count())?;
    Some(TypeUse {
        ty: ty.clone(),
        collection: *collection,
    })
}

/// The lines of a page that may end in a call: lines of one method that no other line continues and that end in a name.
struct CallLines<'d> {
    page: &'d OperationPage<'d>,
    /// How many lines the page has of this method.
    lines: usize,
    named: Vec<(String, &'d Line)>,
}

fn call_lines<'d>(page: &'d OperationPage<'_>) -> impl Iterator<Item = CallLines<'d>> {
    let of_method = |method| {
        let lines: Vec<_> = page.lines.iter().filter(|line| line.method == method).collect();
        let ends = lines
            .iter()
            .filter(|line| !lines.iter().any(|other| line.continues(other)));
        CallLines {
            page,
            lines: lines.len(),
            named: ends
                .filter_map(|line| Some((line.template.segments.last().and_then(call_name)?, *line)))
                .collect(),
        }
    };
    let ends = ["GET", "POST"].into_iter().map(of_method);
    ends.filter(|ends| !ends.named.is_empty())
}

fn calls(graph: &Graph<'_>, ends: &[CallLines<'_>]) -> HashMap<String, Vec<Call>> {
    let mut calls: HashMap<String, Vec<Call>> = HashMap::default();
    for (name, call) in ends.iter().flat_map(|ends| page_calls(graph, ends)) {
        let known = calls.entry(name).or_default();
        if !known.contains(&call) {
            known.push(call);
        }
    }
    calls
}

/// The calls of a page: the last names of its lines that are no properties, if all are the same name.
fn page_calls(graph: &Graph<'_>, ends: &CallLines<'_>) -> Vec<(String, Call)> {
    let page = ends.page;
    let bound: Vec<(&String, Option<TypeName>, &Line)> = ends
        .named
        .iter()
        .filter_map(|(name, line)| Some((name, bound(graph, page, name, line)?, *line)))
        .collect();
    let Some((name, ..)) = bound.first() else {
        return Vec::new();
    };
    // Among lines of other kinds, the title must name the call.
    let titled = page.title.contains(name.as_str());
    if bound.iter().any(|(other, ..)| other != name) || bound.len() < ends.lines && !titled {
        return Vec::new();
    }
    let call = |(name, on, line): &(&String, Option<TypeName>, &Line)| {
        let result = match page.response_body(line, None, graph) {
            ResponseBody::Typed(TypeUse { ty, collection }) => Some(TypeUse {
                ty,
                collection: collection || graph.holds_keys(&line.shape),
            }),
            ResponseBody::Empty => None,
            ResponseBody::Unknown => return None,
        };
        let on = on.clone();
        Some(((*name).clone(), Call { on, result }))
    };
    bound.iter().filter_map(call).collect()
}

fn call_name(segment: &Segment) -> Option<String> {
    let name = segment.name()?;
    Some(short_name(name).to_lowercase())
}

/// The type that the call of a line is bound to, if any; `None` if the line does not end in a call.
fn bound(graph: &Graph<'_>, page: &OperationPage<'_>, name: &str, line: &Line) -> Option<Option<TypeName>> {
    let before = line.template.before();
    if before.is_empty() {
        return (graph.walk(&line.template.segments).target == Target::Unknown && is_call(page, name, line))
            .then_some(None);
    }
    let Target::Typed(on) = graph.walk(before).target else {
        return is_call(page, name, line).then_some(None);
    };
    let reach = graph.walk(&line.template.segments);
    let known = matches!(
        reach.end,
        End::Property | End::Key | End::Cast | End::ByPath | End::Special
    );
    (!known).then_some(Some(on.ty))
}

/// Whether the title (`message: forward`) or the form shows that a name is a call, for names that the types do not
/// decide.
fn is_call(page: &OperationPage<'_>, name: &str, line: &Line) -> bool {
    let parentheses = matches!(line.template.segments.last(), Some(Segment::Call { .. }));
    page.titled(name) || parentheses || name.starts_with("get")
}

/// A relationship that a path shows.
struct Relationship {
    owner: TypeName,
    name: String,
    ty: TypeName,
    collection: bool,
    span: Span,
}

/// Adds the relationships that only paths show, each with a finding: a path that continues a type with a name that is
/// neither a property nor a call.
pub(crate) fn add_relationships(
    sources: &Sources,
    types: &mut [Type],
    documented: &[OperationPage<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (_, found) in relationships(types, documented) {
        let Some(owner) = types.iter_mut().find(|ty| ty.name == found.owner) else {
            continue;
        };
        let message = format!("`{}` of `{}` is in no table", found.name, found.owner);
        let many = if found.collection { " collection" } else { "" };
        diagnostics.push(
            Diagnostic::new(&codes::ONLY_IN_PATHS, found.span, message).help(format!(
                "it is modelled as a relationship to `{}{many}`; add a row",
                found.ty
            )),
        );
        owner.properties.push(property(sources, found));
    }
}

/// By owner and name; the first page counts.
fn relationships(
    types: &[Type],
    documented: &[OperationPage<'_>],
) -> BTreeMap<(TypeName, String), Relationship> {
    let mut graph = Graph::new(types);
    learn(&mut graph, documented);
    let mut all = BTreeMap::new();
    for page in documented.iter().filter(|page| reads_a_resource(page)) {
        let own =
            |line: &&Line| line.method == "GET" && !page.lines.iter().any(|other| line.continues(other));
        for line in page.lines.iter().filter(own) {
            if let Some(found) = relationship(&graph, page, line) {
                all.entry((found.owner.clone(), found.name.to_lowercase()))
                    .or_insert(found);
            }
        }
    }
    all
}

/// Whether the page reads a resource, "List …" or "Get …", rather than calling a function, `user: delta`.
fn reads_a_resource(page: &OperationPage<'_>) -> bool {
    let title = &page.title;
    (title.starts_with("list ") || title.starts_with("get ")) && !title.contains(':')
}

fn relationship(graph: &Graph<'_>, page: &OperationPage<'_>, line: &Line) -> Option<Relationship> {
    let (segments, keyed) = without_key(&line.template.segments);
    let (Segment::Name(name), before) = segments.split_last()? else {
        return None;
    };
    let Target::Typed(from) = graph.walk(before).target else {
        return None;
    };
    if from.collection || is_function_name(name) || has_property(graph, &from.ty, name) {
        return None;
    }
    let ResponseBody::Typed(TypeUse { ty, collection }) = page.response_body(line, None, graph) else {
        return None;
    };
    let is_entity = graph.types.ty(&ty).is_some_and(|ty| ty.kind == TypeKind::Entity);
    is_entity.then(|| Relationship {
        owner: from.ty,
        name: name.clone(),
        ty,
        collection: collection || keyed || graph.holds_keys(&route::shape(segments)),
        span: line.span,
    })
}

/// `/x/y/{id}` shows `y`, as `/x/y` does.
fn without_key(segments: &[Segment]) -> (&[Segment], bool) {
    match segments {
        [before @ .., Segment::Key(_)] => (before, true),
        all => (all, false),
    }
}

/// Whether a name may be that of a function, which pages write without parentheses if it has no parameters.
fn is_function_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.contains('.') || lower == "delta" || lower.starts_with("get")
}

fn has_property(graph: &Graph<'_>, ty: &TypeName, name: &str) -> bool {
    graph.types.property(ty, name).is_some()
}

fn property(sources: &Sources, found: Relationship) -> Property {
    let source = Source::at(sources, found.span);
    Property {
        kind: PropertyKind::Navigation,
        collection: found.collection,
        ..Property::plain(found.name, found.ty, source)
    }
}

//! Relationships that no table lists. Comes in: what pages read, and what their paths address. Goes out: properties.
//! A template that continues a known type with a name that is neither a property nor a call names a relationship.

use std::collections::BTreeMap;

use super::{
    operations::Documented,
    paths::{Line, entries::learn, graph::Graph},
    responses::Answer,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Property, PropertyKind, Source, Type, TypeKind, TypeName},
    route::{self, Segment, Target},
    text::{Sources, Span},
};

/// A relationship that a path tells.
struct Found {
    owner: TypeName,
    name: String,
    ty: TypeName,
    collection: bool,
    span: Span,
}

/// Gives the types the relationships that paths tell, each with a finding.
pub(super) fn add(
    sources: &Sources,
    types: &mut [Type],
    documented: &[Documented<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (_, found) in discover(types, documented) {
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

/// By owner and name, so that the first page that tells it counts.
fn discover(types: &[Type], documented: &[Documented<'_>]) -> BTreeMap<(TypeName, String), Found> {
    let mut graph = Graph::new(types);
    learn(&mut graph, documented);
    let mut all = BTreeMap::new();
    for page in documented.iter().filter(|page| reads_plainly(page)) {
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

/// "List …" and "Get …" read what is there; `user: delta` and other titles are calls.
fn reads_plainly(page: &Documented<'_>) -> bool {
    let title = &page.title;
    (title.starts_with("list ") || title.starts_with("get ")) && !title.contains(':')
}

fn relationship(graph: &Graph<'_>, page: &Documented<'_>, line: &Line) -> Option<Found> {
    let (segments, keyed) = without_key(&line.template.segments);
    let (Segment::Name(name), before) = segments.split_last()? else {
        return None;
    };
    let Target::Typed(from) = graph.walk(before).target else {
        return None;
    };
    if from.collection || is_call(name) || has_property(graph, &from.ty, name) {
        return None;
    }
    let Answer::Typed { ty, collection } = page.answer(line, None, graph) else {
        return None;
    };
    let is_entity = graph.types.ty(&ty).is_some_and(|ty| ty.kind == TypeKind::Entity);
    is_entity.then(|| Found {
        owner: from.ty,
        name: name.clone(),
        ty,
        collection: collection || keyed || graph.holds_keys(&route::shape(segments)),
        span: line.span,
    })
}

/// `/x/y/{id}` tells of `y` as `/x/y` does.
fn without_key(segments: &[Segment]) -> (&[Segment], bool) {
    match segments {
        [before @ .., Segment::Key(_)] => (before, true),
        all => (all, false),
    }
}

/// Functions without parameters are written without parentheses.
fn is_call(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.contains('.') || lower == "delta" || lower.starts_with("get")
}

fn has_property(graph: &Graph<'_>, ty: &TypeName, name: &str) -> bool {
    graph.types.property(ty, name).is_some()
}

fn property(sources: &Sources, found: Found) -> Property {
    let (page, line) = sources.place(found.span);
    let source = Source {
        page,
        line,
        span: found.span,
    };
    Property {
        kind: PropertyKind::Navigation,
        collection: found.collection,
        ..Property::plain(found.name, found.ty, source)
    }
}

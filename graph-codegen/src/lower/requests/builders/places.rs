//! Which shapes are types of their own, where each stands first, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Ctx, files, is_verb,
    operations::{Shape as BodyShape, shape as shape_of},
    steps::Step,
    tree::{Call, Link, Shape, ShapeId, Shapes},
    words::singular,
};
use super::methods::word_of;
use crate::{
    lower::names::{Scope, module_ident, type_ident},
    rust::requests::PLACES,
};

/// Where a shape stands first: on the shortest of its paths.
pub(super) struct Place {
    pub(super) ident: String,
    pub(super) path: String,
    pub(super) file: String,
    pub(super) count: usize,
}

/// Breadth first, so that the shortest path names a shape. Counts the places of each.
pub(super) fn places(ctx: &Ctx<'_>, shapes: &Shapes, root: ShapeId) -> BTreeMap<ShapeId, Place> {
    let mut found: BTreeMap<ShapeId, Place> = BTreeMap::new();
    let mut order = Vec::new();
    let mut level = vec![(root, Vec::<Link>::new())];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (id, path) in level {
            for (link, to) in &shapes.get(id).links {
                let shape = shapes.get(*to);
                if common(ctx, shape).is_some() || (!path.is_empty() && is_folded(ctx, link, shape)) {
                    continue;
                }
                let path: Vec<Link> = path.iter().chain([link]).cloned().collect();
                let place = found.entry(*to).or_insert_with(|| {
                    order.push((*to, path.clone()));
                    Place {
                        ident: String::new(),
                        path: text(&path),
                        file: first(&path),
                        count: 0,
                    }
                });
                place.count += 1;
                next.push((*to, path));
            }
        }
        level = next;
    }
    let mut scope = Scope::default();
    for (id, path) in order {
        if let Some(place) = found.get_mut(&id) {
            place.ident = ident(&mut scope, &path);
        }
    }
    name_files(&mut found);
    found
}

fn name_files(places: &mut BTreeMap<ShapeId, Place>) {
    let mut scope = files();
    let firsts: BTreeSet<String> = places.values().map(|place| place.file.clone()).collect();
    let named: BTreeMap<String, String> = firsts
        .into_iter()
        .map(|first| (first.clone(), scope.take(&module_ident(&first), "_", ()).0))
        .collect();
    for place in places.values_mut() {
        if let Some(name) = named.get(&place.file) {
            place.file.clone_from(name);
        }
    }
}

/// A place without ways on, where only actions and the like stand, is a method of the place before it.
pub(super) fn is_folded(ctx: &Ctx<'_>, link: &Link, shape: &Shape) -> bool {
    let verbs = || {
        shape
            .calls
            .iter()
            .all(|call| is_verb(ctx.operation(call.operation).kind))
    };
    let verbs = is_special(link) || verbs();
    matches!(link, Link::Step(Step::Name(_) | Step::Call(..))) && shape.links.is_empty() && verbs
}

/// A place where nothing but the usual operations stands is of a type of the runtime.
pub(super) fn common(ctx: &Ctx<'_>, shape: &Shape) -> Option<(&'static str, Vec<Option<usize>>)> {
    let usual = |call: &Call| {
        let operation = ctx.operation(call.operation);
        let word = word_of(operation.kind, &operation.method);
        let changes = matches!(word, "create" | "update");
        let shape = shape_of(operation);
        let fits = if changes {
            shape.is_json()
        } else {
            shape == BodyShape::None
        };
        (fits && call.query.is_empty()).then_some((word, call.operation))
    };
    let words: Vec<_> = shape.calls.iter().map(usual).collect::<Option<_>>()?;
    let find = |word: &&str| {
        words
            .iter()
            .find(|(known, _)| known == word)
            .map(|(_, operation)| *operation)
    };
    let kinds = PLACES
        .into_iter()
        .map(|(kind, words)| (kind, words.iter().map(find).collect::<Vec<_>>()));
    let mut complete = kinds.filter(|(_, found)| found.iter().flatten().count() == words.len());
    let plain = !words.is_empty() && shape.links.is_empty() && shape.again.is_none();
    complete.next().filter(|_| plain)
}

/// `$ref`, `$value`, `$count`.
pub(super) fn is_special(link: &Link) -> bool {
    matches!(link, Link::Step(Step::Name(name)) if name.starts_with('$'))
}

fn ident(scope: &mut Scope, path: &[Link]) -> String {
    let names: Vec<String> = path.iter().map(word).collect();
    let qualified = (1..=names.len().min(3)).filter_map(|many| {
        let name = names.get(names.len() - many..)?.concat();
        Some(format!("{}Path", name))
    });
    let wanted: Vec<String> = qualified.collect();
    let free = wanted.iter().find(|name| scope.is_free(name)).or(wanted.first());
    let wanted = free.cloned().unwrap_or_default();
    scope.take(&wanted, "", ()).0
}

/// The last name, alone, says what a step leads to.
fn word(link: &Link) -> String {
    let ident = |name: &str| type_ident(name).trim_end_matches('_').to_owned();
    match link {
        Link::Item(Step::Name(name)) => ident(&item_name(name)),
        Link::Step(Step::Name(name) | Step::Call(name, _)) => ident(last_part(name)),
        Link::Step(Step::Address) => "ByPath".to_owned(),
        _ => "Item".to_owned(),
    }
}

/// `message` of `messages`; where one item is called like all of them, `seriesItem`.
pub(super) fn item_name(name: &str) -> String {
    let name = last_part(name);
    let one = singular(name);
    if one == name { format!("{one}Item") } else { one }
}

pub(super) fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn first(path: &[Link]) -> String {
    let name = path.first().map(|link| match link {
        Link::Step(Step::Name(name) | Step::Call(name, _)) | Link::Item(Step::Name(name)) => name.clone(),
        _ => String::new(),
    });
    name.unwrap_or_default()
}

/// `/users/{id}/messages`.
fn text(path: &[Link]) -> String {
    path.iter().map(link_text).collect()
}

pub(super) fn link_text(link: &Link) -> String {
    match link {
        Link::Step(step) => step.text(),
        Link::Item(step) => format!("{}/{{id}}", step.text()),
    }
}

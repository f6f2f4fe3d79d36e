//! Which shapes of the tree are builders of their own, and what each builder and its file is called.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Ctx,
    bodies::{BodyShape, body_shape},
    files, is_verb,
    item_names::singular,
    paths::Step,
    tree::{Call, Link, Shape, ShapeId, Shapes},
};
use crate::{
    lower::names::{Scope, module_ident, type_ident},
    model::{OperationKind, short_name},
    rust::requests::PLACES,
};

/// The name of a builder and the first of its paths, one of the shortest.
pub(super) struct BuilderName {
    pub(super) ident: String,
    pub(super) path: String,
    pub(super) file: String,
    /// How many paths lead to the builder.
    pub(super) paths: usize,
}

/// Names the shapes that are builders of their own, shortest paths first.
pub(super) fn builder_names(ctx: &Ctx<'_>, shapes: &Shapes, root: ShapeId) -> BTreeMap<ShapeId, BuilderName> {
    let mut names: BTreeMap<ShapeId, BuilderName> = BTreeMap::new();
    let mut scope = Scope::default();
    let mut level = vec![(root, Vec::<&Link>::new())];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (id, path) in level {
            for (link, to) in &shapes.get(id).links {
                let shape = shapes.get(*to);
                if runtime_place(ctx, shape).is_some() || (!path.is_empty() && is_folded(ctx, link, shape)) {
                    continue;
                }
                let path: Vec<&Link> = path.iter().copied().chain([link]).collect();
                let name = names.entry(*to).or_insert_with(|| BuilderName {
                    ident: ident(&mut scope, &path),
                    path: path.iter().map(|link| link.text()).collect(),
                    file: path.first().map_or_else(String::new, |link| first_name(link)),
                    paths: 0,
                });
                name.paths += 1;
                next.push((*to, path));
            }
        }
        level = next;
    }
    name_files(&mut names);
    names
}

/// Makes a file name of each first name of a path.
fn name_files(names: &mut BTreeMap<ShapeId, BuilderName>) {
    let mut scope = files();
    let firsts: BTreeSet<String> = names.values().map(|name| name.file.clone()).collect();
    let files: BTreeMap<String, String> = firsts
        .into_iter()
        .map(|first| {
            let file = scope.take(&module_ident(&first), "_", ()).0;
            (first, file)
        })
        .collect();
    for name in names.values_mut() {
        if let Some(file) = files.get(&name.file) {
            name.file.clone_from(file);
        }
    }
}

/// Whether a link leads to the content of the thing before it: `$value`, `content`. Its calls are `get_content` and the
/// like everywhere.
pub(super) fn is_stream(ctx: &Ctx<'_>, link: &Link, shape: &Shape) -> bool {
    let is_content = |call: &Call| ctx.operation(call.operation).kind == OperationKind::Content;
    link.is_special() || (matches!(link, Link::Step(Step::Name(_))) && shape.calls.iter().any(is_content))
}

/// Whether a shape is not a builder: its calls are methods of the builder before it. It has no links and nothing but
/// actions and the like.
pub(super) fn is_folded(ctx: &Ctx<'_>, link: &Link, shape: &Shape) -> bool {
    let is_verb = |call: &Call| is_verb(ctx.operation(call.operation).kind);
    matches!(link, Link::Step(Step::Name(_) | Step::Call(..)))
        && shape.links.is_empty()
        && (is_stream(ctx, link, shape) || shape.calls.iter().all(is_verb))
}

/// The type of the runtime that stands for a shape with nothing but the usual calls, and its operations.
pub(super) fn runtime_place(ctx: &Ctx<'_>, shape: &Shape) -> Option<(&'static str, Vec<Option<usize>>)> {
    if shape.calls.is_empty() || !shape.links.is_empty() || shape.repeated.is_some() {
        return None;
    }
    let usual = |call: &Call| {
        let operation = ctx.operation(call.operation);
        let verb = verb_of(operation.kind, &operation.method);
        let body = body_shape(operation);
        let fits = if matches!(verb, "create" | "update") {
            body.is_json()
        } else {
            body == BodyShape::None
        };
        (fits && call.query.is_empty()).then_some((verb, call.operation))
    };
    let calls: Vec<_> = shape.calls.iter().map(usual).collect::<Option<_>>()?;
    let find = |verb: &&str| {
        calls
            .iter()
            .find(|(known, _)| known == verb)
            .map(|(_, operation)| *operation)
    };
    PLACES
        .into_iter()
        .map(|(kind, verbs)| (kind, verbs.iter().map(find).collect::<Vec<_>>()))
        .find(|(_, found)| found.iter().flatten().count() == calls.len())
}

/// The last name of a path, with the names before it if it is taken: `MessagesPath`, `UserMessagesPath`.
fn ident(scope: &mut Scope, path: &[&Link]) -> String {
    let words: Vec<String> = path.iter().map(|link| word(link)).collect();
    let wanted: Vec<String> = (1..=words.len().min(3))
        .filter_map(|many| Some(format!("{}Path", words.get(words.len() - many..)?.concat())))
        .collect();
    let free = wanted.iter().find(|name| scope.is_free(name)).or(wanted.first());
    let wanted = free.cloned().unwrap_or_default();
    scope.take(&wanted, "", ()).0
}

/// What a link leads to.
fn word(link: &Link) -> String {
    let ident = |name: &str| type_ident(name).trim_end_matches('_').to_owned();
    match link {
        Link::Item(Step::Name(name)) => ident(&item_name(name)),
        Link::Step(Step::Name(name) | Step::Call(name, _)) => ident(short_name(name)),
        Link::Step(Step::Address) => "ByPath".to_owned(),
        _ => "Item".to_owned(),
    }
}

/// `message` of `messages`; `seriesItem` if one item is called like all of them.
fn item_name(collection: &str) -> String {
    let name = short_name(collection);
    let one = singular(name);
    if one == name { format!("{one}Item") } else { one }
}

fn first_name(link: &Link) -> String {
    match link {
        Link::Step(Step::Name(name) | Step::Call(name, _)) | Link::Item(Step::Name(name)) => name.clone(),
        _ => String::new(),
    }
}

/// What the call of an operation at a builder of its own is named.
pub(super) fn verb_of(kind: OperationKind, method: &str) -> &'static str {
    match (kind, method) {
        (OperationKind::List, "GET") => "list",
        (OperationKind::Create, "POST") => "create",
        (_, "GET") => "get",
        (_, "POST") => "post",
        (_, "PUT") => "replace",
        (_, "PATCH") => "update",
        (_, "DELETE") => "delete",
        _ => "call",
    }
}

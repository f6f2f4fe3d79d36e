//! Shapes of the tree → builders: which shapes are types, what these and their methods are called.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Ctx, files, is_verb,
    operations::{Shape as BodyShape, shape as shape_of},
    steps::{Form, Parameter, Step},
    tree::{Call, Link, Shape, ShapeId, Shapes},
    words::singular,
};
use crate::{
    lower::{
        imports::Imports,
        names::{Scope, field_ident, module_ident, type_ident},
    },
    model::OperationKind,
    rust::requests::{Builder, Gives, Method, Piece},
};

/// Shapes, those of them that are types, and where each stands.
pub(super) struct Lowering<'a> {
    ctx: &'a Ctx<'a>,
    shapes: &'a Shapes,
    root: ShapeId,
    places: BTreeMap<ShapeId, Place>,
}

/// Where a shape stands first: on the shortest of its paths.
struct Place {
    ident: String,
    path: String,
    file: String,
    count: usize,
}

impl<'a> Lowering<'a> {
    /// Decides which shapes are types and names them.
    pub(super) fn new(ctx: &'a Ctx<'a>, shapes: &'a Shapes, root: ShapeId) -> Self {
        let places = places(ctx, shapes, root);
        Self {
            ctx,
            shapes,
            root,
            places,
        }
    }

    /// The functions that open a path.
    pub(super) fn entries(&self, imports: &mut Imports) -> Vec<Method> {
        self.reserve(imports);
        let entries = self.methods(self.root, "", imports);
        if !entries.is_empty() {
            imports.name("crate::runtime::http", "Path");
        }
        import_targets(&entries, &BTreeSet::new(), imports);
        entries
    }

    /// The shapes of each file.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<ShapeId>> {
        let mut files: BTreeMap<String, Vec<ShapeId>> = BTreeMap::new();
        for (id, place) in &self.places {
            files.entry(place.file.clone()).or_default().push(*id);
        }
        files
    }

    /// The builders of a file.
    pub(super) fn builders(&self, shapes: &[ShapeId], imports: &mut Imports) -> Vec<Builder> {
        let places = shapes.iter().filter_map(|id| Some((*id, self.places.get(id)?)));
        let mut places: Vec<_> = places.collect();
        places.sort_by(|a, b| a.1.ident.cmp(&b.1.ident));
        self.reserve(imports);
        let builders: Vec<_> = places
            .iter()
            .map(|(id, place)| self.builder(*id, place, imports))
            .collect();
        imports.name("crate::runtime::http", "Path");
        let own: BTreeSet<&str> = places.iter().map(|(_, place)| place.ident.as_str()).collect();
        for builder in &builders {
            import_targets(&builder.methods, &own, imports);
        }
        builders
    }

    /// What builders are called, and what they use, is not free for types.
    fn reserve(&self, imports: &mut Imports) {
        for name in ["Absent", "Call", "Item", "Items", "Path"] {
            imports.reserve(name, &format!("crate::runtime::http::{name}"));
        }
        for place in self.places.values() {
            imports.reserve(&place.ident, &format!("crate::requests::{}", place.ident));
        }
    }
}

fn import_targets(methods: &[Method], own: &BTreeSet<&str>, imports: &mut Imports) {
    for method in methods {
        if let Gives::Builder(ident) = &method.gives
            && !own.contains(ident.as_str())
        {
            imports.name("crate::requests", ident);
        }
    }
}

/// Breadth first, so that the shortest path names a shape. Counts the places of each.
fn places(ctx: &Ctx<'_>, shapes: &Shapes, root: ShapeId) -> BTreeMap<ShapeId, Place> {
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
        .map(|first| (first.clone(), scope.take(&module_ident(&first), "_", &first).0))
        .collect();
    for place in places.values_mut() {
        if let Some(name) = named.get(&place.file) {
            place.file.clone_from(name);
        }
    }
}

/// A place without ways on, where only actions and the like stand, is a method of the place before it.
fn is_folded(ctx: &Ctx<'_>, link: &Link, shape: &Shape) -> bool {
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
fn common(ctx: &Ctx<'_>, shape: &Shape) -> Option<(&'static str, Vec<Option<usize>>)> {
    const KINDS: [(&str, &[&str]); 2] = [
        ("Items", &["list", "create"]),
        ("Item", &["get", "update", "delete"]),
    ];
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
    let kinds = KINDS
        .into_iter()
        .map(|(kind, words)| (kind, words.iter().map(find).collect::<Vec<_>>()));
    let mut complete = kinds.filter(|(_, found)| found.iter().flatten().count() == words.len());
    let plain = !words.is_empty() && shape.links.is_empty() && shape.again.is_none();
    complete.next().filter(|_| plain)
}

/// `$ref`, `$value`, `$count`.
fn is_special(link: &Link) -> bool {
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
    scope.take(&wanted, "", &wanted).0
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
fn item_name(name: &str) -> String {
    let name = last_part(name);
    let one = singular(name);
    if one == name { format!("{one}Item") } else { one }
}

fn last_part(name: &str) -> &str {
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

fn link_text(link: &Link) -> String {
    match link {
        Link::Step(step) => step_text(step),
        Link::Item(step) => format!("{}/{{id}}", step_text(step)),
    }
}

fn step_text(step: &Step) -> String {
    match step {
        Step::Name(name) => format!("/{name}"),
        Step::Key => "/{id}".to_owned(),
        Step::Address => ":/{path}:".to_owned(),
        Step::Again => "/...".to_owned(),
        Step::Call(name, parameters) => {
            let parameters = parameters.iter().map(|parameter| match &parameter.name {
                Some(name) => format!("{name}={{{name}}}"),
                None => "{key}".to_owned(),
            });
            format!("/{name}({})", parameters.collect::<Vec<_>>().join(","))
        }
    }
}

/// A method with what decides about its name: the less a name can give way, the earlier it is given.
struct Candidate {
    rank: u8,
    wanted: Vec<String>,
    method: Method,
}

/// Names and pieces that all calls of a place share.
struct Shared<'a> {
    /// The text of the path.
    path: String,
    arguments: Vec<String>,
    pieces: Vec<Piece>,
    /// Further names, in the order in which they are tried.
    names: &'a [String],
}

impl Lowering<'_> {
    fn builder(&self, id: ShapeId, place: &Place, imports: &mut Imports) -> Builder {
        let mut docs = vec![format!("`{}`", place.path)];
        let others = place.count.saturating_sub(1);
        if others > 0 {
            let places = if others == 1 {
                "place that goes"
            } else {
                "places that go"
            };
            docs.push(String::new());
            docs.push(format!("And {others} other {places} on in the same ways."));
        }
        Builder {
            ident: place.ident.clone(),
            docs,
            methods: self.methods(id, &place.path, imports),
        }
    }

    fn methods(&self, id: ShapeId, path: &str, imports: &mut Imports) -> Vec<Method> {
        let shape = self.shapes.get(id);
        let shared = Shared {
            path: path.to_owned(),
            arguments: Vec::new(),
            pieces: Vec::new(),
            names: &[],
        };
        let mut candidates = self.calls(&shape.calls, &shared, imports, |verb, _| verb.to_owned());
        let keyed: BTreeSet<&str> = shape
            .links
            .iter()
            .filter_map(|(link, _)| keyed_name(link))
            .collect();
        for (link, to) in &shape.links {
            if id != self.root && is_folded(self.ctx, link, self.shapes.get(*to)) {
                candidates.extend(self.folded(link, self.shapes.get(*to), path, &keyed, imports));
            } else {
                candidates.extend(self.step(link, *to, path, &keyed, imports));
            }
        }
        candidates.extend(shape.again.as_ref().and_then(|step| {
            let place = self.places.get(&id)?;
            let link = Link::Item(step.clone());
            Some(self.way(&link, Gives::Builder(place.ident.clone()), path, &keyed))
        }));
        named(candidates)
    }

    fn step(
        &self,
        link: &Link,
        to: ShapeId,
        path: &str,
        keyed: &BTreeSet<&str>,
        imports: &mut Imports,
    ) -> Option<Candidate> {
        let Some((kind, operations)) = common(self.ctx, self.shapes.get(to)) else {
            let gives = Gives::Builder(self.places.get(&to)?.ident.clone());
            return Some(self.way(link, gives, path, keyed));
        };
        let gives = self.common_place(kind, &operations, imports);
        let mut candidate = self.way(link, gives, path, keyed);
        let calls = operations.iter().flatten();
        let calls: Vec<_> = calls.map(|call| self.ctx.link(*call)).collect();
        if let Some(line) = candidate.method.docs.first_mut() {
            *line = format!("{line}: {}.", calls.join(", "));
        }
        Some(candidate)
    }

    fn way(&self, link: &Link, gives: Gives, path: &str, keyed: &BTreeSet<&str>) -> Candidate {
        let (wanted, rank) = step_names(link, keyed);
        let (arguments, pieces) = self.pieces(link);
        let method = Method {
            ident: String::new(),
            docs: vec![format!("`{path}{}`", link_text(link))],
            arguments,
            pieces,
            gives,
        };
        Candidate { rank, wanted, method }
    }

    fn pieces(&self, link: &Link) -> (Vec<String>, Vec<Piece>) {
        let key = keyed_name(link).map(|name| self.ctx.keys.name(name));
        pieces(link, key.as_deref().unwrap_or("id"))
    }

    fn common_place(&self, kind: &str, operations: &[Option<usize>], imports: &mut Imports) -> Gives {
        imports.name("crate", "operations");
        imports.name("crate::runtime::http", kind);
        let last = operations.iter().rposition(Option::is_some).unwrap_or_default();
        if operations.iter().take(last).any(Option::is_none) {
            imports.name("crate::runtime::http", "Absent");
        }
        let ident = |index: &Option<usize>| index.map(|index| self.ctx.ident(index).to_owned());
        Gives::Place {
            kind: kind.to_owned(),
            operations: operations.iter().map(ident).collect(),
        }
    }

    fn folded(
        &self,
        link: &Link,
        shape: &Shape,
        path: &str,
        keyed: &BTreeSet<&str>,
        imports: &mut Imports,
    ) -> Vec<Candidate> {
        let (arguments, pieces) = self.pieces(link);
        let (names, _) = step_names(link, keyed);
        let base = names.first().map_or("", |name| name.trim_end_matches('_'));
        let operations = shape.calls.iter().map(|call| self.ctx.operation(call.operation));
        let methods: BTreeSet<&str> = operations.map(|operation| operation.method.as_str()).collect();
        let is_verb = ["get_", "set_", "add_", "remove_"]
            .iter()
            .any(|verb| base.starts_with(verb));
        let alone = is_verb || (methods.len() == 1 && !is_special(link));
        let path = format!("{path}{}", link_text(link));
        let shared = Shared {
            path,
            arguments,
            pieces,
            names: names.get(1..).unwrap_or_default(),
        };
        self.calls(&shape.calls, &shared, imports, |_, method| match alone {
            true => field_ident(base),
            false => format!("{}_{base}", verb(method)),
        })
    }

    /// Several pages may describe one method at one place, each for a type of its own; that of their base is the
    /// general one.
    fn calls(
        &self,
        calls: &[Call],
        shared: &Shared<'_>,
        imports: &mut Imports,
        name: impl Fn(&str, &str) -> String,
    ) -> Vec<Candidate> {
        let mut sorted: Vec<&Call> = calls.iter().collect();
        sorted.sort_by_key(|call| {
            let operation = self.ctx.operation(call.operation);
            (self.ctx.depth(operation), operation.id.len(), call.operation)
        });
        let mut taken = BTreeSet::new();
        let candidates = sorted.into_iter().map(|call| {
            let operation = self.ctx.operation(call.operation);
            let special = field_ident(self.ctx.ident(call.operation));
            let mut wanted = vec![special];
            if taken.insert(operation.method.as_str()) {
                let base = name(word_of(operation.kind, &operation.method), &operation.method);
                wanted.splice(0..0, std::iter::once(base).chain(shared.names.iter().cloned()));
            }
            Candidate {
                rank: 0,
                wanted,
                method: self.call(call, shared, imports),
            }
        });
        candidates.collect()
    }

    fn call(&self, call: &Call, shared: &Shared<'_>, imports: &mut Imports) -> Method {
        imports.name("crate", "operations");
        imports.name("crate::runtime::http", "Call");
        let mut scope = Scope::default();
        let own = ["body", "content", "content_type", "url"].into_iter();
        for argument in own.chain(shared.arguments.iter().map(String::as_str)) {
            scope.take(argument, "_", argument);
        }
        let query = call
            .query
            .iter()
            .map(|name| (name.clone(), scope.take(&field_ident(name), "_", name).0));
        let query: Vec<_> = query.collect();
        let operation = self.ctx.operation(call.operation);
        let arguments = shared
            .arguments
            .iter()
            .chain(query.iter().map(|(_, argument)| argument));
        Method {
            ident: String::new(),
            docs: self
                .ctx
                .call_docs(call.operation, &format!("{} {}", operation.method, shared.path)),
            arguments: arguments.cloned().collect(),
            pieces: shared.pieces.clone(),
            gives: Gives::Call {
                operation: self.ctx.ident(call.operation).to_owned(),
                body: self.ctx.body(call.operation, imports),
                query,
            },
        }
    }
}

/// The collection of a link to one of its items.
fn keyed_name(link: &Link) -> Option<&str> {
    match link {
        Link::Item(Step::Name(name)) => Some(name),
        _ => None,
    }
}

/// What a call is named at a place of its own.
fn word_of(kind: OperationKind, method: &str) -> &'static str {
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

/// What a method does to the thing of a folded step: `add_ref`, `get_value`.
fn verb(method: &str) -> &'static str {
    match method {
        "GET" => "get",
        "POST" => "add",
        "PUT" => "set",
        "PATCH" => "update",
        "DELETE" => "remove",
        _ => "call",
    }
}

/// Names that a step may have, the first one that is free; and how early it is given.
/// In parentheses after a collection stands an alternate key: `application_by_app_id`.
fn step_names(link: &Link, keyed: &BTreeSet<&str>) -> (Vec<String>, u8) {
    let of = |name: &str| field_ident(name);
    match link {
        Link::Step(Step::Name(name)) => {
            let short = of(last_part(name));
            (vec![short.clone(), of(name), format!("{short}_step")], 1)
        }
        Link::Step(Step::Call(name, parameters)) => {
            let by = parameter_names(parameters).join("_and_");
            if keyed.contains(name.as_str()) {
                return (vec![of(&format!("{}_by_{by}", item_name(name)))], 2);
            }
            let short = of(last_part(name));
            (vec![short.clone(), of(&format!("{short}_by_{by}"))], 2)
        }
        Link::Step(Step::Address) => (vec!["by_path".to_owned()], 1),
        Link::Item(Step::Name(name)) => {
            let one = of(&item_name(name));
            (vec![one.clone(), format!("{one}_item")], 3)
        }
        Link::Step(Step::Key | Step::Again) | Link::Item(_) => (vec!["item".to_owned()], 1),
    }
}

fn parameter_names(parameters: &[Parameter]) -> Vec<String> {
    let mut scope = Scope::default();
    let mut name = |parameter: &Parameter| {
        let wanted = field_ident(parameter.name.as_deref().unwrap_or("key"));
        scope.take(&wanted, "_", &wanted).0
    };
    parameters.iter().map(&mut name).collect()
}

/// The arguments of a link and what it adds to the path; `key` names that of an item.
fn pieces(link: &Link, key: &str) -> (Vec<String>, Vec<Piece>) {
    match link {
        Link::Step(Step::Name(name)) => (Vec::new(), vec![Piece::Text(format!("/{name}"))]),
        Link::Step(Step::Key | Step::Again) => (vec!["id".to_owned()], vec![Piece::Key("id".to_owned())]),
        Link::Step(Step::Address) => (vec!["path".to_owned()], vec![Piece::Address("path".to_owned())]),
        Link::Step(Step::Call(name, parameters)) => {
            let arguments = parameter_names(parameters);
            let pieces = call_pieces(name, parameters, &arguments);
            (arguments, pieces)
        }
        Link::Item(step) => {
            let pieces = vec![Piece::Text(step_text(step)), Piece::Key(key.to_owned())];
            (vec![key.to_owned()], pieces)
        }
    }
}

fn call_pieces(name: &str, parameters: &[Parameter], arguments: &[String]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut before = format!("/{name}(");
    for (parameter, argument) in parameters.iter().zip(arguments) {
        if let Some(name) = &parameter.name {
            before.push_str(name);
            before.push('=');
        }
        match &parameter.form {
            Form::Plain => {
                pieces.push(Piece::Text(std::mem::take(&mut before)));
                pieces.push(Piece::Plain(argument.clone()));
            }
            Form::Quoted(prefix) => {
                before.push_str(prefix);
                pieces.push(Piece::Text(std::mem::take(&mut before)));
                pieces.push(Piece::Quoted(argument.clone()));
            }
        }
        before.push(',');
    }
    before.pop();
    before.push(')');
    pieces.push(Piece::Text(before));
    pieces
}

/// Gives each method the first of its names that is free.
fn named(mut candidates: Vec<Candidate>) -> Vec<Method> {
    candidates.sort_by_key(|candidate| candidate.rank);
    let mut scope = Scope::default();
    // `clone` is for the builder itself.
    scope.take("clone", "_", "clone");
    let mut named = Vec::new();
    for mut candidate in candidates {
        let free = candidate.wanted.iter().find(|name| scope.is_free(name));
        let wanted = free.or(candidate.wanted.last()).cloned().unwrap_or_default();
        candidate.method.ident = scope.take(&wanted, "_", &wanted).0;
        named.push((candidate.rank.min(1), candidate.method));
    }
    named.sort_by(|a, b| (a.0, &a.1.ident).cmp(&(b.0, &b.1.ident)));
    named.into_iter().map(|(_, method)| method).collect()
}

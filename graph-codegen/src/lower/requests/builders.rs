//! Builders of paths: a type for each shape of the tree, with its steps and calls as methods.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Ctx,
    builder_names::{BuilderName, builder_names, is_folded, is_stream, runtime_place, verb_of},
    item_names::singular,
    operations::body,
    paths::{Form, Parameter, Step},
    tree::{Call, Link, Shape, ShapeId, Shapes},
};
use crate::{
    collections::HashSet,
    lower::{
        imports::Imports,
        names::{Scope, field_ident},
    },
    markdown::{Doc, Text},
    model::{Operation, OperationKind, short_name},
    rust::{
        calls::piece_text,
        requests::{Builder, Gives, Method, Piece},
    },
};

/// The shapes, and the names of those that are builders.
pub(super) struct Lowering<'a> {
    ctx: &'a Ctx<'a>,
    shapes: &'a Shapes,
    root: ShapeId,
    names: BTreeMap<ShapeId, BuilderName>,
    /// What builders are called, and what they use, is not free for types.
    reserved: Arc<HashSet<String>>,
}

impl<'a> Lowering<'a> {
    /// Decides which shapes are types and names them.
    pub(super) fn new(ctx: &'a Ctx<'a>, shapes: &'a Shapes, root: ShapeId) -> Self {
        let names = builder_names(ctx, shapes, root);
        let used = ["Absent", "Call", "Item", "Items", "Path"].map(str::to_owned);
        let idents = names.values().map(|name| name.ident.clone());
        Self {
            ctx,
            shapes,
            root,
            reserved: Arc::new(used.into_iter().chain(idents).collect()),
            names,
        }
    }

    /// The functions that open a path.
    pub(super) fn entries(&self) -> (Vec<Method>, Imports) {
        let mut imports = Imports::beside(&self.reserved);
        let entries = self.methods(self.root, "", &mut imports);
        if !entries.is_empty() {
            imports.name("crate::runtime::http", "Path");
        }
        import_targets(&entries, &BTreeSet::new(), &mut imports);
        (entries, imports)
    }

    /// The shapes of each file.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<ShapeId>> {
        let mut files: BTreeMap<String, Vec<ShapeId>> = BTreeMap::new();
        for (id, name) in &self.names {
            files.entry(name.file.clone()).or_default().push(*id);
        }
        files
    }

    /// The builders of a file.
    pub(super) fn builders(&self, shapes: &[ShapeId]) -> (Vec<Builder>, Imports) {
        let mut named: Vec<_> = shapes
            .iter()
            .filter_map(|id| Some((*id, self.names.get(id)?)))
            .collect();
        named.sort_by(|a, b| a.1.ident.cmp(&b.1.ident));
        let mut imports = Imports::beside(&self.reserved);
        let builders: Vec<_> = named
            .iter()
            .map(|(id, name)| self.builder(*id, name, &mut imports))
            .collect();
        imports.name("crate::runtime::http", "Path");
        let own: BTreeSet<&str> = named.iter().map(|(_, name)| name.ident.as_str()).collect();
        for builder in &builders {
            import_targets(&builder.methods, &own, &mut imports);
        }
        (builders, imports)
    }

    fn builder(&self, id: ShapeId, name: &BuilderName, imports: &mut Imports) -> Builder {
        let mut docs = Doc::default().paragraph(Text::default().code(&name.path));
        let others = name.paths.saturating_sub(1);
        if others > 0 {
            let paths = match others {
                1 => "one other path".to_owned(),
                _ => format!("{others} other paths"),
            };
            docs = docs.paragraph(Text::new(&format!("Also the builder of {paths}.")));
        }
        Builder {
            ident: name.ident.clone(),
            docs: docs.lines(),
            methods: self.methods(id, &name.path, imports),
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

/// The order in which methods get their names: those that have no other good name come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A function that opens a path by an id.
    Entry,
    /// A call.
    Call,
    /// A step.
    Step,
    /// A step with arguments.
    Function,
    /// A step to an item.
    Item,
}

/// A method that has no name yet.
struct Candidate {
    rank: Rank,
    /// Names, best first.
    wanted: Vec<String>,
    method: Method,
}

impl Candidate {
    /// A path is opened by an id, `drive("…")`, more often than by the one thing called so, `default_drive()`. A
    /// collection keeps its own name: `organization()`.
    fn open(&mut self, link: &Link) {
        if self.rank == Rank::Item {
            if link.collection().is_some_and(|name| singular(name) != name) {
                self.rank = Rank::Entry;
            }
        } else {
            let default = self.wanted.first().map(|name| format!("default_{name}"));
            self.wanted.extend(default);
        }
    }
}

/// What all calls of a shape share.
struct Shared<'a> {
    /// The text of the path.
    path: String,
    arguments: Vec<String>,
    pieces: Vec<Piece>,
    /// Further names, in the order in which they are tried.
    names: &'a [String],
}

impl Lowering<'_> {
    pub(super) fn methods(&self, id: ShapeId, path: &str, imports: &mut Imports) -> Vec<Method> {
        let shape = self.shapes.get(id);
        let shared = Shared {
            path: path.to_owned(),
            arguments: Vec::new(),
            pieces: Vec::new(),
            names: &[],
        };
        let mut candidates = self.calls(&shape.calls, &shared, imports, |verb, _| verb.to_owned());
        let siblings = Siblings { links: &shape.links };
        for (link, to) in &shape.links {
            if id == self.root {
                let mut step = self.step(link, *to, path, &siblings, imports);
                step.iter_mut().for_each(|candidate| candidate.open(link));
                candidates.extend(step);
            } else if is_folded(self.ctx, link, self.shapes.get(*to)) {
                candidates.extend(self.folded(link, self.shapes.get(*to), path, &siblings, imports));
            } else {
                candidates.extend(self.step(link, *to, path, &siblings, imports));
            }
        }
        candidates.extend(shape.repeated.as_ref().and_then(|step| {
            let ident = self.names.get(&id)?.ident.clone();
            Some(self.link(&Link::Item(step.clone()), Gives::Builder(ident), path, &siblings))
        }));
        name_methods(candidates)
    }

    fn step(
        &self,
        link: &Link,
        to: ShapeId,
        path: &str,
        siblings: &Siblings<'_>,
        imports: &mut Imports,
    ) -> Option<Candidate> {
        let shape = self.shapes.get(to);
        let gives = match runtime_place(self.ctx, shape) {
            Some((kind, operations)) => self.runtime_place(kind, &operations, imports),
            None => Gives::Builder(self.names.get(&to)?.ident.clone()),
        };
        let mut candidate = self.link(link, gives, path, siblings);
        if matches!(candidate.method.gives, Gives::Place { .. }) {
            let aliases = shape
                .calls
                .iter()
                .filter_map(|call| self.ctx.alias(call.operation));
            candidate.method.aliases = aliases.collect::<BTreeSet<_>>().into_iter().collect();
        }
        if let Some(operations) = self.operations(shape) {
            imports.link("crate", "operations");
            candidate.method.docs = link_text(path, link)
                .text(": ")
                .append(operations)
                .text(".")
                .into();
        }
        Some(candidate)
    }

    /// The operations of a shape, each with its HTTP method and a link.
    fn operations(&self, shape: &Shape) -> Option<Text> {
        const MANY: usize = 6;
        let call = |call: &Call| {
            let method = &self.ctx.operation(call.operation).method;
            Text::default()
                .code(method)
                .text(" ")
                .append(self.ctx.link(call.operation))
        };
        let mut calls: Vec<Text> = shape.calls.iter().take(MANY).map(call).collect();
        let more = shape.calls.len().saturating_sub(MANY);
        calls.extend((more > 0).then(|| Text::new(&format!("and {more} more"))));
        (!calls.is_empty()).then(|| Text::join(calls, ", "))
    }

    fn link(&self, link: &Link, gives: Gives, path: &str, siblings: &Siblings<'_>) -> Candidate {
        let (wanted, rank) = siblings.names(link);
        let (arguments, pieces) = self.pieces(link);
        let method = Method {
            ident: String::new(),
            docs: link_text(path, link).into(),
            aliases: Vec::new(),
            arguments,
            pieces,
            gives,
        };
        Candidate { rank, wanted, method }
    }

    fn pieces(&self, link: &Link) -> (Vec<String>, Vec<Piece>) {
        let key = link.collection().map(|name| self.ctx.keys.name(name));
        pieces(link, key.as_deref().unwrap_or("id"))
    }

    fn runtime_place(&self, kind: &str, operations: &[Option<usize>], imports: &mut Imports) -> Gives {
        if operations.iter().any(Option::is_some) {
            imports.name("crate", "operations");
        }
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
        siblings: &Siblings<'_>,
        imports: &mut Imports,
    ) -> Vec<Candidate> {
        let (arguments, pieces) = self.pieces(link);
        let (names, _) = siblings.names(link);
        let base = names.first().map_or("", |name| name.trim_end_matches('_'));
        let operations = shape.calls.iter().map(|call| self.ctx.operation(call.operation));
        let methods: BTreeSet<&str> = operations.map(|operation| operation.method.as_str()).collect();
        let names_action = ["get_", "set_", "add_", "remove_"]
            .iter()
            .any(|verb| base.starts_with(verb));
        let alone =
            names_action || base == "count" || (methods.len() == 1 && !is_stream(self.ctx, link, shape));
        let path = format!("{path}{}", link.text());
        let shared = Shared {
            path,
            arguments,
            pieces,
            names: names.get(1..).unwrap_or_default(),
        };
        self.calls(&shape.calls, &shared, imports, |_, method| match alone {
            true => field_ident(base),
            false => format!("{}_{base}", verb_before_name(method)),
        })
    }

    /// Several pages may describe one method at one place. The short name is for the page that reads, changes or deletes
    /// what the path names; of such pages, for the one of the base type.
    fn calls(
        &self,
        calls: &[Call],
        shared: &Shared<'_>,
        imports: &mut Imports,
        name: impl Fn(&str, &str) -> String,
    ) -> Vec<Candidate> {
        let mut sorted: Vec<&Call> = calls.iter().collect();
        sorted.sort_by_cached_key(|call| {
            let operation = self.ctx.operation(call.operation);
            let own = (!has_plain_verb(operation), !names_place(operation, &shared.path));
            (own, self.ctx.depth(operation), operation.id.len(), call.operation)
        });
        let mut taken = BTreeSet::new();
        let candidates = sorted.into_iter().map(|call| {
            let operation = self.ctx.operation(call.operation);
            let special = field_ident(self.ctx.ident(call.operation));
            let mut wanted = vec![special, field_ident(&operation.id)];
            if taken.insert(operation.method.as_str()) {
                let base = name(verb_of(operation.kind, &operation.method), &operation.method);
                wanted.splice(0..0, std::iter::once(base).chain(shared.names.iter().cloned()));
            }
            Candidate {
                rank: Rank::Call,
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
            scope.take(argument, "_", ());
        }
        let query = call
            .query
            .iter()
            .map(|name| (name.clone(), scope.take(&field_ident(name), "_", ()).0));
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
            aliases: self.ctx.alias(call.operation).into_iter().collect(),
            arguments: arguments.cloned().collect(),
            pieces: shared.pieces.clone(),
            gives: Gives::Call {
                operation: self.ctx.ident(call.operation).to_owned(),
                body: body(self.ctx, operation, imports),
                query,
            },
        }
    }
}

/// Whether the title is the usual verb for what the operation does: `Update driveItem`, but not `Move driveItem`.
fn has_plain_verb(operation: &Operation) -> bool {
    let verb = operation.title.split_whitespace().next().unwrap_or_default();
    let usual: &[&str] = match operation.kind {
        OperationKind::List => &["List"],
        OperationKind::Get => &["Get"],
        OperationKind::Create => &["Create", "Add"],
        OperationKind::Update => &["Update"],
        OperationKind::Delete => &["Delete"],
        _ => &[],
    };
    usual.iter().any(|usual| verb.eq_ignore_ascii_case(usual))
}

/// Whether the title names what the path ends with: `Get event` at `/me/events/{id}`.
fn names_place(operation: &Operation, path: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let mut words = operation.title.split_whitespace().skip(1);
    let subject: String = words
        .by_ref()
        .filter(|word| !["a", "an", "the"].contains(word))
        .collect();
    let subject = letters(&subject);
    let place = path.rsplit('/').find(|segment| !segment.contains(['{', '$']));
    place.is_some_and(|place| {
        let place = short_name(place);
        subject == letters(place) || subject == letters(&singular(place))
    })
}

fn link_text(path: &str, link: &Link) -> Text {
    Text::default().code(&format!("{path}{}", link.text()))
}

/// What a call does to the thing of a folded step: `add_ref`, `get_value`.
fn verb_before_name(method: &str) -> &'static str {
    match method {
        "GET" => "get",
        "POST" => "add",
        "PUT" => "set",
        "PATCH" => "update",
        "DELETE" => "remove",
        _ => "call",
    }
}

/// What names of steps depend on besides the step: the other links of the same builder.
struct Siblings<'a> {
    links: &'a [(Link, ShapeId)],
}

impl Siblings<'_> {
    /// Whether items of a collection are reached by their keys, too.
    fn is_keyed(&self, name: &str) -> bool {
        self.links.iter().any(|(link, _)| link.collection() == Some(name))
    }

    /// The numbers of parameters of each function with this name.
    fn overloads<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n [Parameter]> {
        self.links.iter().filter_map(move |(link, _)| match link {
            Link::Step(Step::Call(other, parameters)) if other == name => Some(parameters.as_slice()),
            _ => None,
        })
    }

    /// Names that a step may have, the first one that is free; and how early it is given.
    fn names(&self, link: &Link) -> (Vec<String>, Rank) {
        match link {
            Link::Step(Step::Name(name)) => {
                let short = short_name(name);
                (vec![field_ident(short), field_ident(name)], Rank::Step)
            }
            Link::Step(Step::Call(name, parameters)) => {
                (self.function_names(name, parameters), Rank::Function)
            }
            Link::Step(Step::Address) => (vec!["by_path".to_owned()], Rank::Step),
            Link::Item(Step::Name(name)) => (item_names(short_name(name)), Rank::Item),
            Link::Step(Step::Key | Step::Repeat) | Link::Item(_) => (vec!["item".to_owned()], Rank::Step),
        }
    }

    /// An alternate key of a collection, `application_by_app_id`; overloads of a function are all named by their
    /// parameters, so that none has the short name by chance.
    fn function_names(&self, name: &str, parameters: &[Parameter]) -> Vec<String> {
        let short = short_name(name);
        let base = if self.is_keyed(name) {
            singular(short)
        } else {
            short.to_owned()
        };
        let mut names = by_parameters(&base, parameters);
        if base == short && self.overloads(name).count() == 1 {
            names.insert(0, field_ident(&base));
        }
        names
    }
}

/// `message`, or `special` and `photos` where one item has no name of its own; where something else is called so,
/// `calendar_by_id` beside `/me/calendar`.
fn item_names(collection: &str) -> Vec<String> {
    let one = singular(collection);
    let by_id = field_ident(&format!("{one}_by_id"));
    let mut names = vec![field_ident(&one), field_ident(collection), by_id];
    names.dedup();
    names
}

/// `image_by_width_and_height`, `range_at` for an address; many parameters make no name, unless it takes all of them to
/// tell it from another.
fn by_parameters(base: &str, parameters: &[Parameter]) -> Vec<String> {
    let names = parameter_names(parameters);
    let named = |many: usize| {
        let by = names.get(..many).unwrap_or(&names).join("_and_");
        field_ident(&format!("{base}_by_{by}"))
    };
    match names.as_slice() {
        [place] if place == "address" => vec![field_ident(&format!("{base}_at")), named(1)],
        [] | [_] | [_, _] => vec![named(names.len())],
        all => vec![named(1), named(all.len())],
    }
}

fn parameter_names(parameters: &[Parameter]) -> Vec<String> {
    let mut scope = Scope::default();
    let mut name = |parameter: &Parameter| {
        let wanted = field_ident(parameter.name.as_deref().unwrap_or("key"));
        scope.take(&wanted, "_", ()).0
    };
    parameters.iter().map(&mut name).collect()
}

/// The arguments of a link and what it adds to the path; `key` names that of an item.
fn pieces(link: &Link, key: &str) -> (Vec<String>, Vec<Piece>) {
    match link {
        Link::Step(Step::Name(name)) => (Vec::new(), vec![Piece::Text(format!("/{name}"))]),
        Link::Step(Step::Key | Step::Repeat) => (vec!["id".to_owned()], vec![Piece::Key("id".to_owned())]),
        Link::Step(Step::Address) => (vec!["path".to_owned()], vec![Piece::Address("path".to_owned())]),
        Link::Step(Step::Call(name, parameters)) => {
            let arguments = parameter_names(parameters);
            let pieces = call_pieces(name, parameters, &arguments);
            (arguments, pieces)
        }
        Link::Item(step) => {
            let pieces = vec![Piece::Text(step.text()), Piece::Key(key.to_owned())];
            (vec![key.to_owned()], pieces)
        }
    }
}

/// The path of some steps as [`Call::path`](crate::rust::calls::Call::path) writes it.
pub(super) fn path_text(steps: &[Step]) -> String {
    let once = steps.iter().filter(|step| **step != Step::Repeat);
    let pieces = once.flat_map(|step| pieces(&Link::Step(step.clone()), "id").1);
    pieces.map(|piece| piece_text(&piece).to_owned()).collect()
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
fn name_methods(mut candidates: Vec<Candidate>) -> Vec<Method> {
    candidates.sort_by_key(|candidate| candidate.rank);
    let mut scope = Scope::default();
    // `clone` is for the builder itself.
    scope.take("clone", "_", ());
    let mut named = Vec::new();
    for mut candidate in candidates {
        let free = candidate.wanted.iter().find(|name| scope.is_free(name));
        let wanted = free.or(candidate.wanted.last()).cloned().unwrap_or_default();
        candidate.method.ident = scope.take(&wanted, "_", ()).0;
        named.push(candidate.method);
    }
    let is_step = |method: &Method| !matches!(method.gives, Gives::Call { .. });
    named.sort_by(|a, b| (is_step(a), &a.ident).cmp(&(is_step(b), &b.ident)));
    named
}

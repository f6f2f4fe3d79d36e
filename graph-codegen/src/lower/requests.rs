//! Operations: builders of their paths, one type for each operation, and the options that they take.

mod bodies;
mod builder_names;
mod builders;
mod calls;
mod item_names;
mod operation_docs;
mod operation_names;
mod operations;
pub(crate) mod options;
pub(crate) mod paths;
mod permissions;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    imports::Imports,
    names::{Scope, field_ident, module_ident},
};
use crate::{
    diagnostic::Diagnostic,
    markdown::Text,
    model::{Operation, OperationKind},
    rust::{Child, Docs, Item, ItemFile, Module, Reexport},
};
use bodies::Resources;
use item_names::Keys;
use options::Options;
use paths::{Path, Step};
use tree::{Shapes, Tree};

/// What this step gives.
#[derive(Debug, Default)]
pub(super) struct Requests {
    pub(super) modules: Vec<Module>,
    pub(super) items: Vec<ItemFile>,
    pub(super) found: Vec<Diagnostic>,
}

impl Requests {
    /// Files, and what each gives to a module.
    fn add_files(&mut self, files: Vec<(Reexport, ItemFile)>, module: &mut Module) {
        for (reexport, item) in files {
            module.files.push(reexport);
            self.items.push(item);
        }
    }
}

/// What its parts may ask.
struct Ctx<'a> {
    outer: &'a super::Ctx<'a>,
    operations: &'a [Operation],
    idents: Vec<String>,
    options: Options,
    keys: Keys,
    resources: Resources<'a>,
    permissions: BTreeMap<permissions::Accesses, String>,
    /// For each operation and each of its paths, the call that makes it.
    calls: Vec<Vec<String>>,
}

/// Lowers all operations.
pub(super) fn requests(outer: &super::Ctx<'_>) -> Requests {
    let operations = outer.api.operations.as_slice();
    let templates = paths::templates(operations, &outer.api.api.namespace);
    let mut keys = Keys::default();
    for (operation, templates) in operations.iter().zip(&templates) {
        let listed = templates.iter().take(operation.paths.len());
        listed.for_each(|template| keys.add(template));
    }
    let paths = paths::paths(operations, &templates);
    let first: Vec<Option<Vec<Step>>> = paths
        .iter()
        .map(|paths| paths.iter().find_map(|path| path.steps.clone()))
        .collect();
    let mut ctx = Ctx {
        outer,
        operations,
        idents: operation_names::idents(operations, &first),
        options: Options::new(operations, &paths),
        keys,
        resources: Resources::new(outer, operations),
        permissions: permissions::names(operations),
        calls: Vec::new(),
    };
    let mut requests = Requests {
        found: paths::unbuilt(operations, &paths),
        ..Requests::default()
    };
    add_builders(&ctx, &paths, &mut requests);
    ctx.calls = calls::of_paths(&ctx, &paths, &requests.items);
    requests
        .found
        .extend(calls::without_required(&ctx, &requests.items));
    add_operations(&ctx, &first, &mut requests);
    requests
}

fn add_builders(ctx: &Ctx<'_>, paths: &[Vec<Path<'_>>], requests: &mut Requests) {
    let (shapes, root) = Shapes::new(&Tree::new(ctx.operations, paths));
    let lowering = builders::Lowering::new(ctx, &shapes, root);
    let mut module = Module {
        path: path(&["requests"]),
        header: ctx.outer.header_of_all(),
        public: vec![child("entry", "The functions that open a path.")],
        files: Vec::new(),
        shown: true,
    };
    let (entries, imports) = lowering.entries();
    requests
        .items
        .push(item(ctx, &["requests", "entry"], imports, Item::Entries(entries)));
    let files: Vec<_> = lowering.files().into_iter().collect();
    let files = files.into_par_iter().map(|(file, places)| {
        let (builders, imports) = lowering.builders(&places);
        let idents: BTreeSet<String> = builders.iter().map(|builder| builder.ident.clone()).collect();
        let idents = idents.into_iter().collect();
        let item = item(ctx, &["requests", &file], imports, Item::Builders(builders));
        (Reexport { file, idents }, item)
    });
    requests.add_files(files.collect(), &mut module);
    requests.modules.push(module);
}

fn add_operations(ctx: &Ctx<'_>, first: &[Option<Vec<Step>>], requests: &mut Requests) {
    let mut module = Module {
        path: path(&["operations"]),
        header: ctx.outer.header_of_all(),
        public: vec![
            child("header", "Header fields that pages document."),
            child(
                "permissions",
                "Permissions that pages list, the least privileged first.",
            ),
            child("query", "Parameters in the query that pages document."),
        ],
        files: Vec::new(),
        shown: true,
    };
    let (headers, queries) = ctx.options.types();
    for (name, options) in [("header", headers), ("query", queries)] {
        let mut imports = Imports::default();
        if !options.is_empty() {
            imports.name("crate::runtime::http", &format!("{name}_option"));
        }
        requests
            .items
            .push(item(ctx, &["operations", name], imports, Item::Options(options)));
    }
    add_permissions(ctx, requests);
    add_table(ctx, &mut module, requests);
    let areas: Vec<_> = areas(first).into_iter().collect();
    let areas = areas.into_par_iter().map(|(file, indexes)| {
        let mut imports = operations::imports(ctx, &indexes);
        let mut lowered: Vec<_> = indexes
            .iter()
            .map(|index| operations::operation(ctx, *index, &mut imports))
            .collect();
        lowered.sort_by(|a, b| a.ident.cmp(&b.ident));
        let idents = lowered.iter().map(|operation| operation.ident.clone()).collect();
        let item = item(ctx, &["operations", &file], imports, Item::Operations(lowered));
        (Reexport { file, idents }, item)
    });
    requests.add_files(areas.collect(), &mut module);
    requests.modules.push(module);
}

/// The permissions that operations share.
fn add_permissions(ctx: &Ctx<'_>, requests: &mut Requests) {
    let mut imports = Imports::default();
    let constants = permissions::constants(&ctx.permissions);
    if !constants.is_empty() {
        for name in permissions::runtime_names(&constants) {
            imports.name("crate::runtime::http", name);
        }
    }
    requests.items.push(item(
        ctx,
        &["operations", "permissions"],
        imports,
        Item::Permissions(constants),
    ));
}

/// A table of all operations, for tools.
fn add_table(ctx: &Ctx<'_>, module: &mut Module, requests: &mut Requests) {
    let mut imports = Imports::default();
    imports.name("crate::runtime::http", "Info");
    let mut idents = ctx.idents.clone();
    idents.sort();
    if !idents.is_empty() {
        imports.name("crate::runtime::http", "Operation");
    }
    module.files.push(Reexport {
        file: "all".to_owned(),
        idents: vec!["OPERATIONS".to_owned()],
    });
    requests
        .items
        .push(item(ctx, &["operations", "all"], imports, Item::Table(idents)));
}

/// As many operations as read well in one file; areas with more have a file for each second segment.
const MANY: usize = 100;

/// The operations of each file, by the first names of their paths.
fn areas(first: &[Option<Vec<Step>>]) -> BTreeMap<String, Vec<usize>> {
    let names = |steps: &Option<Vec<Step>>| -> Vec<String> {
        let steps = steps.iter().flatten();
        let names = steps.filter_map(|step| match step {
            Step::Name(name) | Step::Call(name, _) if !name.starts_with('$') => Some(module_ident(name)),
            _ => None,
        });
        names.take(2).collect()
    };
    let names: Vec<Vec<String>> = first.iter().map(names).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for names in &names {
        *count.entry(names.first().map_or("", String::as_str)).or_default() += 1;
    }
    let mut areas: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, names) in names.iter().enumerate() {
        let first = names.first().map_or("", String::as_str);
        let parts = if count.get(first).is_some_and(|count| *count > MANY) {
            2
        } else {
            1
        };
        areas
            .entry(names.iter().take(parts).cloned().collect())
            .or_default()
            .push(index);
    }
    let mut scope = files();
    areas
        .into_iter()
        .map(|(names, indexes)| {
            let wanted = if names.is_empty() {
                "other".to_owned()
            } else {
                names.join("_")
            };
            (scope.take(&wanted, "_", ()).0, indexes)
        })
        .collect()
}

/// Files that stand in these modules besides.
fn files() -> Scope {
    let mut scope = Scope::default();
    for name in ["all", "entry", "header", "mod", "permissions", "query"] {
        scope.take(name, "_", ());
    }
    scope
}

fn path(names: &[&str]) -> Vec<String> {
    std::iter::once("generated")
        .chain(names.iter().copied())
        .map(str::to_owned)
        .collect()
}

fn child(name: &str, docs: &'static str) -> Child {
    Child {
        name: name.to_owned(),
        docs: Text::markdown(docs).into(),
        feature: None,
    }
}

fn item(ctx: &Ctx<'_>, names: &[&str], imports: Imports, item: Item) -> ItemFile {
    ItemFile {
        path: path(names),
        header: ctx.outer.header_of_all(),
        imports: imports.finish(),
        item,
    }
}

impl Ctx<'_> {
    fn operation(&self, index: usize) -> &Operation {
        self.operations
            .get(index)
            .expect("indexes come from these operations")
    }

    fn ident(&self, index: usize) -> &str {
        self.idents.get(index).expect("every operation has a name")
    }

    /// What people search for to find an operation: `list messages`. One word finds it by its name already.
    fn alias(&self, index: usize) -> Option<String> {
        let words = field_ident(self.ident(index)).replace('_', " ").trim().to_owned();
        words.contains(' ').then_some(words)
    }

    /// How many bases the type has that an operation is about.
    fn depth(&self, operation: &Operation) -> usize {
        let answers = operation
            .responses
            .iter()
            .filter_map(|response| response.ty.as_ref());
        let body = operation.request_body.as_ref().and_then(|body| body.ty.as_ref());
        answers
            .chain(body)
            .map(|ty| self.outer.api.chain(ty).count())
            .max()
            .unwrap_or_default()
    }

    /// The documentation of a method that makes a call: `GET /me/messages`, and the operation.
    fn call_docs(&self, index: usize, http: &str) -> Docs {
        Text::default()
            .code(http)
            .text(": ")
            .append(self.link(index))
            .text(".")
            .into()
    }

    /// A link to an operation.
    fn link(&self, index: usize) -> Text {
        Text::name(&format!("operations::{}", self.ident(index)))
    }
}

/// Whether an operation acts on a thing rather than reading or changing it: then it is a verb of its own.
fn is_verb(kind: OperationKind) -> bool {
    use OperationKind::{Create, Delete, Get, List, Update};
    !matches!(kind, List | Get | Create | Update | Delete)
}

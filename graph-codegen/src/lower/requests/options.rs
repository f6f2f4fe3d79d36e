//! Options of operations: which ones are types of their own, and which an operation takes.

use std::collections::BTreeMap;

use super::paths::Path;
use crate::{
    lower::{
        imports::Imports,
        names::{Scope, type_ident},
    },
    model::{Operation, OperationKind, Response},
    route::{QueryPart, Template},
    rust::{
        Name, Type,
        requests::{OptionKind, OptionType},
    },
};

/// OData's own, which the runtime has methods for.
const ODATA: &[(&str, &str)] = &[
    ("$count", "Count"),
    ("$expand", "Expand"),
    ("$filter", "Filter"),
    ("$orderby", "OrderBy"),
    ("$search", "Search"),
    ("$select", "Select"),
    ("$skip", "Skip"),
    ("$top", "Top"),
];

/// Header fields that a client or the call itself sets.
const OWN: &[&str] = &[
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
];

/// The options of an API that are types of their own.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// By the name in lower case.
    headers: BTreeMap<String, Name>,
    queries: BTreeMap<String, Name>,
    /// What each operation's paths have in their query.
    in_paths: Vec<Vec<String>>,
}

impl Options {
    /// The options of all operations.
    pub(super) fn new(operations: &[Operation], paths: &[Vec<Path<'_>>]) -> Self {
        let in_paths: Vec<_> = paths.iter().map(|paths| in_paths(paths)).collect();
        let headers = operations
            .iter()
            .flat_map(|operation| &operation.headers)
            .map(|header| &header.name);
        let headers = headers.filter(|name| is_header(name));
        let listed = operations
            .iter()
            .flat_map(|operation| &operation.query_parameters)
            .map(|query| &query.name);
        let queries = listed
            .filter(|name| is_query(name))
            .chain(in_paths.iter().flatten());
        Self {
            headers: named(headers),
            queries: named(queries),
            in_paths,
        }
    }

    /// The types of header fields and of parameters in the query.
    pub(super) fn types(&self) -> (Vec<OptionType>, Vec<OptionType>) {
        let types = |names: &BTreeMap<String, Name>, kind| {
            let names = names.values().cloned();
            names.map(|name| OptionType { name, kind }).collect()
        };
        (
            types(&self.headers, OptionKind::Header),
            types(&self.queries, OptionKind::Query),
        )
    }

    /// What an operation takes.
    pub(super) fn of(&self, index: usize, operation: &Operation, imports: &mut Imports) -> Vec<Type> {
        let mut takes = Vec::new();
        let in_paths = self.in_paths.get(index).map_or(&[][..], Vec::as_slice);
        for name in odata(operation, in_paths) {
            imports.name("crate::runtime::http", "option");
            takes.push(path("option", name));
        }
        let listed = operation.query_parameters.iter().map(|query| &query.name);
        let listed = listed.filter(|name| is_query(name));
        takes.extend(chosen(&self.queries, listed.chain(in_paths), "query", imports));
        let headers = operation.headers.iter().map(|header| &header.name);
        takes.extend(chosen(&self.headers, headers, "header", imports));
        takes
    }

    /// Whether the page of an operation names an option, by the option's name on the wire.
    pub(super) fn documents(&self, index: usize, operation: &Operation, wire: &str) -> bool {
        let in_paths = self.in_paths.get(index).map_or(&[][..], Vec::as_slice);
        documents(operation, in_paths, wire)
    }

    /// What an option is called on the wire, by its path: that of `option::Select` is `$select`.
    pub(super) fn wire(&self, path: &[String]) -> Option<&str> {
        let [module, ident] = path else { return None };
        let named = match module.as_str() {
            "header" => &self.headers,
            "query" => &self.queries,
            _ => {
                return ODATA
                    .iter()
                    .find(|(_, name)| name == ident)
                    .map(|(wire, _)| *wire);
            }
        };
        let name = named.values().find(|name| name.rust == *ident)?;
        Some(&name.wire)
    }
}

fn chosen<'n>(
    known: &BTreeMap<String, Name>,
    names: impl Iterator<Item = &'n String>,
    module: &str,
    imports: &mut Imports,
) -> Vec<Type> {
    let mut chosen: Vec<&str> = names
        .filter_map(|name| known.get(&name.to_ascii_lowercase()))
        .map(|name| name.rust.as_str())
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    if !chosen.is_empty() {
        imports.name("crate::operations", module);
    }
    chosen.into_iter().map(|name| path(module, name)).collect()
}

fn path(module: &str, name: &str) -> Type {
    Type::Path(vec![module.to_owned(), name.to_owned()])
}

/// Those that the page documents, and those that fit the answer unless the page excludes them: a page that does not
/// mention an option does not forbid it.
fn odata(operation: &Operation, in_paths: &[String]) -> Vec<&'static str> {
    let takes = |option: &str| documents(operation, in_paths, option) || offers(operation, option);
    let known = ODATA.iter().filter(|(option, _)| takes(option));
    known.map(|(_, name)| *name).collect()
}

/// Whether the page names an option, with or without its sign; a parameter of that name in its paths is another thing.
fn documents(operation: &Operation, in_paths: &[String], option: &str) -> bool {
    let listed = operation.query_parameters.iter().map(|query| &query.name);
    let mut names = listed.filter(|name| !in_paths.contains(name));
    names.any(|name| same_option(name, option))
}

pub(super) fn same_option(name: &str, option: &str) -> bool {
    name.trim_start_matches('$')
        .eq_ignore_ascii_case(option.trim_start_matches('$'))
}

/// Whether an option fits an operation whose page does not exclude it.
fn offers(operation: &Operation, option: &str) -> bool {
    let of_object = matches!(option, "$expand" | "$select");
    operation.all_query_options
        && !operation.excluded_query_options.iter().any(|name| name == option)
        && match operation.kind {
            OperationKind::Get => of_object,
            OperationKind::Count => matches!(option, "$filter" | "$search"),
            _ if operation.method != "GET" => true,
            OperationKind::List | OperationKind::Delta => true,
            _ => match answer(operation) {
                Some(response) if response.collection => true,
                Some(response) => of_object && response.ty.as_ref().is_some_and(|ty| !ty.is_primitive()),
                None => false,
            },
        }
}

/// The first successful answer with a body.
fn answer(operation: &Operation) -> Option<&Response> {
    let mut responses = operation.responses.iter();
    responses.find(|response| response.status < 300 && response.ty.is_some())
}

/// The parameters in the query that an operation requires, whatever its path, and those that a template does not mark
/// as optional.
pub(super) fn required(operation: &Operation, template: &Template) -> Vec<String> {
    let mut required: Vec<String> = required_everywhere(operation).map(str::to_owned).collect();
    let parts = template.query.iter();
    for part in parts.filter(|part| !part.optional && part.value.is_some() && is_own(part)) {
        if !required.iter().any(|known| same_option(known, &part.name)) {
            required.push(part.name.clone());
        }
    }
    required
}

/// The parameters in the query without which no call of an operation makes sense.
fn required_everywhere(operation: &Operation) -> impl Iterator<Item = &str> {
    let required = operation.query_parameters.iter().filter(|query| query.required);
    required
        .map(|query| query.name.as_str())
        .filter(|name| is_plain(name))
}

fn in_paths(paths: &[Path<'_>]) -> Vec<String> {
    let parts = paths.iter().flat_map(|path| &path.template.query);
    let own = parts.filter(|part| is_own(part));
    own.map(|part| part.name.clone()).collect()
}

/// Whether a part of a path's query is a parameter of the operation: `search={query}`, but not `$search="{text}"` or
/// `expand=children`.
fn is_own(part: &QueryPart) -> bool {
    let value = part.value.as_deref().unwrap_or_default();
    let is_placeholder = value.starts_with('{') && value.ends_with('}');
    is_query(&part.name) || is_placeholder && !part.name.starts_with('$')
}

fn is_query(name: &str) -> bool {
    !ODATA.iter().any(|(option, _)| same_option(name, option)) && is_plain(name)
}

/// Whether a name can stand in a query as it is.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '_' | '-' | '.' | '@');
    name.chars().any(|c| c.is_ascii_alphabetic()) && name.chars().all(plain)
}

/// A name that HTTP allows and no client sets by itself.
pub(crate) fn is_header(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let own = OWN.iter().any(|own| name.eq_ignore_ascii_case(own));
    !own && name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(token)
}

/// One type for each name, whatever its case; the spelling that most pages have.
fn named<'n>(names: impl Iterator<Item = &'n String>) -> BTreeMap<String, Name> {
    let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for name in names {
        let spellings = spellings.entry(name.to_ascii_lowercase()).or_default();
        *spellings.entry(name).or_default() += 1;
    }
    let mut scope = Scope::default();
    spellings
        .into_iter()
        .map(|(key, spellings)| {
            let most = spellings
                .iter()
                .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
            let wire = most.map_or(key.as_str(), |(spelling, _)| spelling).to_owned();
            let rust = scope.take(&type_ident(&wire), "", ()).0;
            (key, Name { wire, rust })
        })
        .collect()
}

//! Paths that no page documents and an example request shows: `/me/ownedDevices` on the page of
//! `/users/{id}/ownedDevices`.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::{
    paths::{self, MAX_SEGMENTS, is_count},
    tree::{Call, Tree},
};
use crate::{
    collections::{HashMap, HashSet},
    model::{Api, Example, Operation, OperationKind},
    route::{self, Argument, Edge, RequestUrl, RouteGraph, Segment, Template, UrlSegment, parse_url},
};

/// A path template that an example shows, and the index of its operation.
pub(in crate::lower) type ExamplePath = (usize, String);

/// The paths that examples show and operations do not document, each once. `templates` are the documented ones.
pub(in crate::lower) fn example_paths(api: &Api, templates: &[Vec<Template>]) -> Vec<ExamplePath> {
    let operations: Vec<&Operation> = api.operations.iter().collect();
    let tree = Tree::new(&paths::paths(&operations, templates));
    let documented = Documented {
        api,
        graph: graph(&tree),
        // Of equal ids the first counts.
        operations: (api.operations.iter().enumerate().rev())
            .map(|(index, operation)| (operation.id.as_str(), index))
            .collect(),
        names: (templates.iter().flatten().flat_map(|template| &template.segments))
            .filter_map(|segment| segment.name().map(str::to_lowercase))
            .collect(),
    };
    let found = api
        .examples
        .par_iter()
        .filter_map(|example| documented.other_path(example));
    let mut found: Vec<_> = found.collect();
    found.sort();
    found.dedup();
    found
}

/// The documented paths, as a graph from step to step.
struct Documented<'a> {
    api: &'a Api,
    graph: RouteGraph<Option<&'a Call>>,
    operations: HashMap<&'a str, usize>,
    /// All names in paths, in lower case.
    names: HashSet<String>,
}

/// Edges are the steps of the tree and, where a path ends, its calls.
fn graph(tree: &Tree) -> RouteGraph<Option<&Call>> {
    let (mut nodes, mut places) = (vec![tree], Vec::new());
    while let Some(node) = nodes.get(places.len()).copied() {
        let edge = |pattern, value, to| Edge { pattern, value, to };
        let mut edges: Vec<_> = node
            .calls
            .iter()
            .map(|call| edge(Vec::new(), Some(call), None))
            .collect();
        for (step, child) in &node.children {
            edges.push(edge(route::parse(&step.text()).segments, None, Some(nodes.len())));
            nodes.push(child);
        }
        if let Some(collection) = &node.repeated {
            let item = format!("{}/{{id}}", collection.text());
            edges.push(edge(route::parse(&item).segments, None, Some(places.len())));
        }
        places.push(edges);
    }
    RouteGraph::new(places)
}

impl Documented<'_> {
    /// The path of an example of an operation's own page that is not documented.
    fn other_path(&self, example: &Example) -> Option<ExamplePath> {
        let (id, request) = (example.operation.as_deref()?, example.request.as_ref()?);
        let index = *self.operations.get(id)?;
        let operation = self.api.operations.get(index)?;
        if operation.source.page != example.source.page || operation.method != request.method {
            return None;
        }
        let url = parse_url(&request.url, &self.api.api).ok()?;
        let apart = url.with_keys_apart();
        if url.path.len() > MAX_SEGMENTS
            || self.has(&request.method, &url)
            || self.has(&request.method, &apart)
        {
            return None;
        }
        let template = template_of(&apart.path, &self.names)?;
        same_end(operation, &template).then_some((index, template))
    }

    /// Whether an operation with this method documents the path of a URL.
    fn has(&self, http: &str, url: &RequestUrl) -> bool {
        let is_call = |call: &Call| {
            let operation = self.api.operations.get(call.operation);
            let given = |wanted: &String| {
                url.query
                    .iter()
                    .any(|(name, _)| name.eq_ignore_ascii_case(wanted))
            };
            operation.is_some_and(|operation| operation.method == http) && call.query.iter().all(given)
        };
        let search = self.graph.find_routes(&url.path, |steps| {
            let call = steps.last().and_then(|step| *step.value);
            if call.is_some_and(is_call) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        search.is_break()
    }
}

/// `$count` and the like belong to the operation only where its own paths end so.
fn same_end(operation: &Operation, template: &str) -> bool {
    let special = |path: &str| {
        let last = path.rsplit('/').next().unwrap_or_default();
        last.starts_with('$').then(|| last.to_lowercase())
    };
    is_count(operation, template)
        || operation.kind != OperationKind::Count
            && (operation.paths.iter()).any(|path| special(path) == special(template))
}

/// The template of a path: names that other templates have stay, the other segments become keys. `None` for two
/// keys in a row.
fn template_of(path: &[UrlSegment], names: &HashSet<String>) -> Option<String> {
    let (mut template, mut was_key) = (String::new(), true);
    for segment in path {
        let text = name_text(segment, names);
        let is_key = text.is_none();
        if is_key && was_key {
            return None;
        }
        was_key = is_key;
        template.push_str(text.as_deref().unwrap_or("/{id}"));
    }
    Some(template)
}

/// `None` for a key.
fn name_text(url: &UrlSegment, names: &HashSet<String>) -> Option<String> {
    match &url.segment {
        Segment::ByPath(_) => Some(":/{path}:".to_owned()),
        Segment::Name(name) => names.contains(&name.to_lowercase()).then(|| format!("/{name}")),
        Segment::Call { name, arguments } => Some(format!("/{name}{}", parentheses(arguments))),
        Segment::Qualified { name, arguments } => {
            let arguments = arguments.as_deref().map(parentheses);
            Some(format!("/{name}{}", arguments.unwrap_or_default()))
        }
        special if special.is_special() => Some(format!("/{}", url.text)),
        _ => None,
    }
}

fn parentheses(arguments: &[Argument]) -> String {
    let argument = |argument: &Argument| {
        let name = argument.name.as_deref().unwrap_or("key");
        let before = argument.name.as_ref().map(|name| format!("{name}="));
        let quote = if argument.value.contains('\'') { "'" } else { "" };
        format!("{}{quote}{{{name}}}{quote}", before.unwrap_or_default())
    };
    let arguments: Vec<_> = arguments.iter().map(argument).collect();
    format!("({})", arguments.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ApiInfo;

    fn template(url: &str) -> Option<String> {
        let names = ["me", "devices", "workbook", "drive", "root"].map(str::to_owned);
        let url = parse_url(url, &ApiInfo::graph("v1.0")).expect("a URL of the API");
        template_of(&url.with_keys_apart().path, &names.into_iter().collect())
    }

    #[test]
    fn names_stay_and_keys_become_placeholders() {
        assert_eq!(template("/me/devices/4711").as_deref(), Some("/me/devices/{id}"));
        assert_eq!(
            template("/devices('4711')/x.y").as_deref(),
            Some("/devices/{id}/x.y")
        );
        let range = template("/me/drive/root:/a/b.xlsx:/workbook/range(address='A1',n=3)");
        assert_eq!(
            range.as_deref(),
            Some("/me/drive/root:/{path}:/workbook/range(address='{address}',n={n})")
        );
    }

    #[test]
    fn what_has_two_keys_in_a_row_is_no_path() {
        assert_eq!(template("/me/unknown/4711"), None);
        assert_eq!(template("/unknown/devices"), None);
    }
}

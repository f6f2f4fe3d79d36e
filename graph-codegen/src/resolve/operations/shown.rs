//! What only the examples of an operation show: query options, paths that its page does not list
//! (`/me/ownedDevices` on the page of `/users/{id}/ownedDevices`), and counts of lists, which are operations of their own.

use std::{collections::BTreeMap, ops::ControlFlow};

use rayon::prelude::*;

use super::requests::{normalize, undescribed};
use crate::{
    collections::{HashMap, HashSet},
    model::{
        ApiInfo, Example, Operation, OperationKind, Parameter, QueryOptions, Response, Source, TypeName,
        is_identifier,
    },
    page::is_query_option,
    resolve::context::make_unique,
    route::{
        self, Argument, Edge, MAX_SEGMENTS, RequestUrl, RouteGraph, Segment, Template, UrlSegment,
        normalize_target, parse_url,
    },
};

/// Adds what examples show to the operations, which stay sorted by id.
pub(crate) fn add_shown(operations: &mut Vec<Operation>, examples: &[Example], info: &ApiInfo) {
    add_options(operations, examples, info);
    let mut counts: BTreeMap<usize, Vec<(String, Source)>> = BTreeMap::new();
    for ((index, path), source) in paths(operations, examples, info) {
        match operations.get_mut(index) {
            Some(list) if is_count(list, &path) => counts.entry(index).or_default().push((path, source)),
            Some(operation) => operation.example_paths.push(path),
            None => {}
        }
    }
    let counts = counts.into_iter();
    let counts = counts.filter_map(|(list, paths)| Some(count(operations.get(list)?, paths)));
    let counts: Vec<_> = counts.collect();
    operations.extend(counts);
    make_unique(operations.iter_mut().map(|operation| &mut operation.id), "-");
    operations.sort_by(|a, b| a.id.cmp(&b.id));
}

/// Adds the query options and parameters that the examples of each operation use.
fn add_options(operations: &mut [Operation], examples: &[Example], info: &ApiInfo) {
    let places: HashMap<String, usize> = (0..)
        .zip(&*operations)
        .map(|(place, operation)| (operation.id.clone(), place))
        .collect();
    for example in examples {
        let place = example.operation.as_ref().and_then(|id| places.get(id));
        let operation = place.and_then(|place| operations.get_mut(*place));
        let (Some(operation), Some(request)) = (operation, &example.request) else {
            continue;
        };
        let Ok(path) = normalize_target(&request.url, info) else {
            continue;
        };
        for part in route::parse(&path.text).query {
            if let Some(name) = shown(&part.name, operation) {
                let known = &mut operation.query_parameters;
                if !known
                    .iter()
                    .any(|parameter| normalize(&parameter.name) == normalize(&name))
                {
                    known.push(undescribed(&name));
                }
            }
        }
    }
}

/// The parameter that a name in the query of an example stands for. The service makes the tokens of its own links, and
/// a page that excludes options shows none.
fn shown(name: &str, operation: &Operation) -> Option<String> {
    let lower = name.trim_start_matches('$').to_lowercase();
    if matches!(lower.as_str(), "skiptoken" | "deltatoken") {
        return None;
    }
    if is_query_option(&lower) {
        let option = format!("${lower}");
        let excluded = operation.excluded_query_options.contains(&option);
        return (operation.query_options != QueryOptions::None && !excluded).then_some(option);
    }
    is_identifier(name).then(|| name.to_owned())
}

/// The paths that examples show and no operation of their method lists, with the first example of each, by the index
/// of the operation.
fn paths(
    operations: &[Operation],
    examples: &[Example],
    info: &ApiInfo,
) -> BTreeMap<(usize, String), Source> {
    let listed = Listed::new(operations, info);
    let found = examples.par_iter().filter_map(|example| {
        let path = listed.other_path(example)?;
        Some((path, example.source.clone()))
    });
    let mut paths = BTreeMap::new();
    for (path, source) in found.collect::<Vec<_>>() {
        paths.entry(path).or_insert(source);
    }
    paths
}

/// The paths that pages list.
struct Listed<'a> {
    info: &'a ApiInfo,
    operations: &'a [Operation],
    indexes: HashMap<&'a str, usize>,
    /// Where a path ends, the edge has the method of an operation.
    graph: RouteGraph<Option<&'a str>>,
    /// All names in paths, in lower case.
    names: HashSet<String>,
}

impl<'a> Listed<'a> {
    fn new(operations: &'a [Operation], info: &'a ApiInfo) -> Self {
        let templates = operations.par_iter().flat_map_iter(|operation| {
            let template = |path: &String| route::parse(path).with_values_apart(&info.namespace);
            let paths = operation.paths.iter();
            paths.map(move |path| (operation.method.as_str(), template(path)))
        });
        let templates: Vec<_> = templates.collect();
        Self {
            info,
            operations,
            indexes: (0..)
                .zip(operations)
                .map(|(index, operation)| (operation.id.as_str(), index))
                .collect(),
            names: (templates.iter().flat_map(|(_, template)| &template.segments))
                .filter_map(|segment| segment.name().map(str::to_lowercase))
                .collect(),
            graph: graph(&templates),
        }
    }

    /// The path of an example of an operation's own page that no page lists.
    fn other_path(&self, example: &Example) -> Option<(usize, String)> {
        let (id, request) = (example.operation.as_deref()?, example.request.as_ref()?);
        let index = *self.indexes.get(id)?;
        let operation = self.operations.get(index)?;
        if operation.source.page != example.source.page || operation.method != request.method {
            return None;
        }
        let url = parse_url(&request.url, self.info).ok()?;
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

    /// Whether an operation with this method lists the path of a URL.
    fn has(&self, method: &str, url: &RequestUrl) -> bool {
        let search = self.graph.find_routes(&url.path, |steps| {
            let end = steps.last().and_then(|step| *step.value);
            if end == Some(method) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        search.is_break()
    }
}

/// A tree of templates: an edge for each segment, and one for the method where a path ends.
fn graph<'a>(templates: &[(&'a str, Template)]) -> RouteGraph<Option<&'a str>> {
    let mut tree = PathTree {
        places: vec![Vec::new()],
        known: HashMap::default(),
    };
    for (method, template) in templates {
        let repeated = template
            .segments
            .iter()
            .filter(|segment| **segment == Segment::Ellipsis);
        // With several `...` there would be too many ways to match a path.
        if template.segments.len() <= MAX_SEGMENTS && repeated.count() <= 1 {
            tree.add(method, &template.segments);
        }
    }
    RouteGraph::new(tree.places)
}

struct PathTree<'a> {
    places: Vec<Vec<Edge<Option<&'a str>>>>,
    /// The places to which segments of this shape lead.
    known: HashMap<(usize, String), usize>,
}

impl<'a> PathTree<'a> {
    fn add(&mut self, method: &'a str, segments: &[Segment]) {
        let mut place = 0;
        for (at, segment) in segments.iter().enumerate() {
            // `childFolders/{id}/...` goes round with the two segments before it.
            let (pattern, back) = match segment {
                Segment::Ellipsis => (segments.get(at.saturating_sub(2)..at), Some(place)),
                segment => (Some(std::slice::from_ref(segment)), None),
            };
            place = self.edge(place, pattern.unwrap_or_default(), back);
        }
        if let Some(edges) = self.places.get_mut(place) {
            let value = Some(method);
            edges.push(Edge {
                pattern: Vec::new(),
                value,
                to: None,
            });
        }
    }

    /// The place to which some segments lead, a new one if they do not lead anywhere yet.
    fn edge(&mut self, from: usize, segments: &[Segment], back: Option<usize>) -> usize {
        let key = (from, route::shape(segments));
        if let Some(place) = self.known.get(&key) {
            return *place;
        }
        let to = back.unwrap_or(self.places.len());
        if back.is_none() {
            self.places.push(Vec::new());
        }
        if let Some(edges) = self.places.get_mut(from) {
            let pattern = segments.to_vec();
            edges.push(Edge {
                pattern,
                value: None,
                to: Some(to),
            });
        }
        self.known.insert(key, to);
        to
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

/// Whether a path counts the items of a list.
fn is_count(list: &Operation, path: &str) -> bool {
    list.kind == OperationKind::List && path.ends_with("/$count")
}

/// The count of a list. It takes the options of the list that choose among its items, and its header fields.
fn count(list: &Operation, paths: Vec<(String, Source)>) -> Operation {
    let subject = list.title.strip_prefix("List ").unwrap_or(&list.title);
    let chooses = |parameter: &&Parameter| {
        matches!(
            normalize(&parameter.name).trim_start_matches('$'),
            "filter" | "search"
        )
    };
    let (paths, path_sources): (Vec<_>, Vec<_>) = paths.into_iter().unzip();
    Operation {
        id: format!("{}-count", list.id),
        title: format!("Count {subject}"),
        kind: OperationKind::Count,
        paths,
        example_paths: Vec::new(),
        description: format!("How many items there are: {subject}."),
        query_parameters: list.query_parameters.iter().filter(chooses).cloned().collect(),
        responses: vec![Response {
            status: 200,
            ty: Some(TypeName::new("Edm.Int64")),
            collection: false,
        }],
        path_sources,
        ..list.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

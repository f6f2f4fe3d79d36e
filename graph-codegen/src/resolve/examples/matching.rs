//! Finds the operation that an example shows: by method and path, first among the operations of the same page.

use crate::{
    collections::HashMap,
    model::{ApiInfo, Operation},
    page::{Message, Page, StartLine},
    resolve::{exchanges::Exchange, operations::evidence::status},
    route::{self, ByFirstName, Template, normalize_target},
    text::PagePath,
};

/// The operations, by page and by path.
pub(crate) struct Index<'a> {
    info: &'a ApiInfo,
    /// In page order.
    by_page: HashMap<PagePath, Vec<&'a Operation>>,
    by_path: ByFirstName<Path<'a>>,
    /// The paths of each operation, by its id.
    paths: HashMap<&'a str, Vec<Template>>,
}

/// A path of an operation.
struct Path<'a> {
    operation: &'a Operation,
    template: Template,
}

impl<'a> Index<'a> {
    /// Indexes operations; a merged one belongs to all of its pages.
    pub(crate) fn new(operations: &'a [Operation], info: &'a ApiInfo) -> Self {
        let mut by_page: HashMap<PagePath, Vec<&'a Operation>> = HashMap::default();
        for operation in operations {
            for source in operation.path_sources.iter().chain([&operation.source]) {
                let known = by_page.entry(source.page.clone()).or_default();
                if known.last().is_none_or(|last| !std::ptr::eq(*last, operation)) {
                    known.push(operation);
                }
            }
        }
        for known in by_page.values_mut() {
            known.sort_by_key(|operation| operation.source.span);
        }
        let templates = |operation: &Operation| -> Vec<Template> {
            operation.paths.iter().map(|path| route::parse(path)).collect()
        };
        let paths = operations.iter().flat_map(|operation| {
            let path = move |template| Path { operation, template };
            templates(operation).into_iter().map(path)
        });
        Self {
            info,
            by_page,
            by_path: ByFirstName::new(paths.collect(), |path| path.template.segments.first()),
            paths: operations
                .iter()
                .map(|operation| (operation.id.as_str(), templates(operation)))
                .collect(),
        }
    }

    /// The operation that an exchange shows.
    pub(crate) fn find(&self, page: &Page, exchange: &Exchange<'_>) -> Option<&'a Operation> {
        let own = self.by_page.get(&page.path).map_or(&[][..], Vec::as_slice);
        let Some((method, url)) = exchange.request.and_then(request_line) else {
            return by_status(own, exchange);
        };
        let example = route::parse(&normalize_target(url, self.info).ok()?.text);
        let same_method = |operation: &Operation| operation.method.eq_ignore_ascii_case(method);
        let own: Vec<_> = own
            .iter()
            .copied()
            .filter(|operation| same_method(operation))
            .collect();
        let own_paths = own.iter().flat_map(|operation| {
            let templates = self.templates(operation).iter();
            templates.map(|template| (*operation, template))
        });
        let first = example.segments.first().and_then(|first| first.name());
        let elsewhere = || {
            let paths = self.by_path.beginning_with(first);
            let paths = paths.filter(|path| same_method(path.operation));
            most_similar(paths.map(|path| (path.operation, &path.template)), &example)
        };
        most_similar(own_paths, &example)
            .or_else(elsewhere)
            .or_else(|| self.same_end(&own, &example))
    }

    fn templates(&self, operation: &Operation) -> &[Template] {
        self.paths.get(operation.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Examples take liberties with the start of a path: among the operations of the page, the same end of the path is
    /// enough, and so is being the only operation with this method.
    fn same_end(&self, own: &[&'a Operation], example: &Template) -> Option<&'a Operation> {
        let same_end = |operation: &&&Operation| {
            let mut templates = self.templates(operation).iter();
            templates.any(|template| route::ends_alike(template, example))
        };
        match own {
            [only] => Some(only),
            several => several.iter().find(same_end).copied(),
        }
    }
}

/// A response without a request belongs to the page's first operation that documents its status.
fn by_status<'a>(own: &[&'a Operation], exchange: &Exchange<'_>) -> Option<&'a Operation> {
    let status = exchange.responses.first().and_then(|message| status(message));
    let documents = |operation: &&&Operation| {
        let mut responses = operation.responses.iter();
        status.is_some_and(|status| responses.any(|response| response.status == status))
    };
    own.iter().find(documents).or(own.first()).copied()
}

/// The operation with the most similar path; the first of equals.
fn most_similar<'a, 't>(
    paths: impl Iterator<Item = (&'a Operation, &'t Template)>,
    example: &Template,
) -> Option<&'a Operation> {
    let scored = paths.filter_map(|(operation, template)| {
        let score = route::similarity(template, example)?;
        Some((score, operation))
    });
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, operation)| operation)
}

fn request_line(message: &Message) -> Option<(&str, &str)> {
    match &message.start {
        StartLine::Request { method, url } => Some((method, url)),
        _ => None,
    }
}

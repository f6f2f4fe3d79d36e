//! The HTTP lines of a page, each once, with their parsed paths.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::ApiInfo,
    page::{Message, Page, StartLine},
    route::{self, MAX_SEGMENTS, NormalizedPath, NotAPath, Template, normalize_target},
    text::Span,
};

/// A line of an HTTP block with a path of this API.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// `GET`.
    pub(crate) method: String,
    /// `/users/{id | userPrincipalName}/messages`.
    pub(crate) path: String,
    /// The parsed path.
    pub(crate) template: Template,
    /// The shape of the path: equal for lines that only differ in the spelling of placeholders.
    pub(crate) shape: String,
    /// The query options in brackets, which are no part of the path.
    pub(crate) optional_query: Vec<route::QueryPart>,
    /// The line.
    pub(crate) span: Span,
}

/// The lines of a page that name a path, each once.
pub(crate) fn lines(page: &Page, info: &ApiInfo, found: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for request in &page.requests {
        match normalize_target(&request.target.value, info) {
            Ok(path) => {
                let line = Line::new(&request.method.value, path, request.target.span);
                let same = |known: &Line| known.method == line.method && known.path == line.path;
                if !lines.iter().any(same) {
                    lines.push(line);
                }
            }
            Err(why) => found.push(no_path(why, request.target.span, &request.target.value)),
        }
    }
    if page.path.is_api() {
        for line in page.examples.iter().filter_map(|message| shown(message, info)) {
            let same = |known: &Line| known.method == line.method && known.means(&line);
            if !lines.iter().any(same) {
                lines.push(line);
            }
        }
    }
    lines
}

/// The line of an example that is a template at the same time: without host, with placeholders in the path.
fn shown(message: &Message, info: &ApiInfo) -> Option<Line> {
    let StartLine::Request { method, url } = &message.start else {
        return None;
    };
    if url.contains("://") {
        return None;
    }
    let path = normalize_target(url, info).ok()?;
    let line = Line::new(method, path, message.span);
    (!line.template.placeholders().is_empty()).then_some(line)
}

impl Line {
    fn new(method: &str, path: NormalizedPath, span: Span) -> Self {
        let template = route::parse(&path.text);
        Self {
            method: method.to_uppercase(),
            shape: template.shape(),
            template,
            path: path.text,
            optional_query: path.optional_query,
            span,
        }
    }

    /// Whether two lines only differ in the spelling of placeholders.
    fn means(&self, other: &Self) -> bool {
        self.shape == other.shape && self.query().eq(other.query())
    }

    /// The names of the query options.
    pub(crate) fn query(&self) -> impl Iterator<Item = &str> {
        self.template.query.iter().map(|part| part.name.as_str())
    }

    /// Whether the path goes on from another one: `/me/insights/used/{id}/resource` from `/me/insights/used`.
    pub(crate) fn continues(&self, other: &Self) -> bool {
        let further = self.shape.strip_prefix(&other.shape);
        further.is_some_and(|further| further.starts_with('/'))
    }
}

fn no_path(why: NotAPath, span: Span, target: &str) -> Diagnostic {
    match why {
        NotAPath::GeneratorFailure => Diagnostic::new(
            &codes::NO_PATH,
            span,
            "a generator's message stands in place of a path",
        )
        .help("write the path that addresses the resource"),
        NotAPath::Empty => Diagnostic::new(&codes::NO_PATH, span, "a method without a path"),
        NotAPath::TooLong => Diagnostic::new(
            &codes::NO_PATH,
            span,
            format!("a path of more than {MAX_SEGMENTS} segments"),
        ),
        NotAPath::OtherHost => Diagnostic::new(
            &codes::OTHER_HOST,
            span,
            format!("`{target}` is an address of another host"),
        ),
    }
}

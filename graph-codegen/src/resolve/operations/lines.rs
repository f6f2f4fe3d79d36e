//! The HTTP lines of a page, each once, with their parsed paths.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{ApiInfo, is_identifier, short_name},
    page::{Message, Page, ParameterPlace, PropertyRow, StartLine, TypeRef},
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
    let parameters = required_parameters(page);
    for request in &page.requests {
        match normalize_target(&request.target.value, info) {
            Ok(mut path) => {
                if request.method.value.eq_ignore_ascii_case("get") {
                    add_parameters(&mut path.text, &parameters);
                }
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

/// The required parameters of the function that a page describes, as a call writes them: `groupId='{groupId}'`.
fn required_parameters(page: &Page) -> String {
    let tables = page.parameters.iter();
    let tables = tables.filter(|table| table.place == ParameterPlace::Function);
    let required = tables
        .flat_map(|table| &table.rows)
        .filter(|row| row.notes.required == Some(true) && is_identifier(&row.name.value));
    let parameter = |row: &PropertyRow| {
        let name = &row.name.value;
        let is_text = |ty: &TypeRef| short_name(&ty.name).eq_ignore_ascii_case("String");
        let quote = if row.ty.types.first().is_some_and(is_text) {
            "'"
        } else {
            ""
        };
        format!("{name}={quote}{{{name}}}{quote}")
    };
    required.map(parameter).collect::<Vec<_>>().join(",")
}

/// Adds the parameters of a function to a path that ends with its name only.
fn add_parameters(path: &mut String, parameters: &str) {
    let template = route::parse(path);
    let is_bare = template.query.is_empty()
        && matches!(template.segments.last(), Some(segment) if segment.called().is_some_and(|(_, given)| given.is_empty()));
    if is_bare && !parameters.is_empty() {
        path.truncate(path.trim_end_matches("()").len());
        path.push_str(&format!("({parameters})"));
    }
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

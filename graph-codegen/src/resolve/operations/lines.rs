//! The HTTP lines of a page, each once, with their parsed paths.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{ApiInfo, is_identifier, short_name},
    page::{Message, Page, ParameterPlace, PropertyRow, StartLine, TypeRef},
    route::{
        self, Argument, MAX_SEGMENTS, NormalizedPath, NotAPath, Segment, Template, normalize_target,
        parse_url,
    },
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
    add_calls(page, info, &mut lines);
    if page.path.is_api() {
        for line in page.examples.iter().filter_map(|message| shown(message, info)) {
            // A block that adds options to a documented path shows how to call it.
            let same = |known: &Line| known.method == line.method && known.shape == line.shape;
            if !lines.iter().any(same) {
                lines.push(line);
            }
        }
    }
    lines
}

/// Adds the paths of a function with the parameters of its table, where the lines leave out the parentheses and an
/// example shows the call: `/reports/users` and `/reports/users(role='{role}')`.
fn add_calls(page: &Page, info: &ApiInfo, lines: &mut Vec<Line>) {
    let tables = page
        .parameters
        .iter()
        .filter(|table| table.place == ParameterPlace::Function);
    let rows: Vec<_> = tables.flat_map(|table| &table.rows).collect();
    // What stands in the section on the body, "provide the following query parameters", goes where it says.
    let bodiless = page.request_body.as_ref().is_none_or(|body| body.none);
    if rows.is_empty() || !bodiless || rows.iter().any(|row| in_query(page, &row.name.value)) {
        return;
    }
    let calls = page.examples.iter().filter_map(|message| call(message, info));
    let Some((name, shown)) = calls
        .into_iter()
        .find(|(_, shown)| shown.iter().any(|argument| argument.name.is_some()))
    else {
        return;
    };
    let argument = |row: &&PropertyRow| {
        let name = row.name.value.as_str();
        let same = |argument: &&Argument| {
            argument
                .name
                .as_deref()
                .is_some_and(|shown| shown.eq_ignore_ascii_case(name))
        };
        let quote = shown
            .iter()
            .find(same)
            .is_some_and(|shown| shown.value.starts_with('\''));
        let quote = if quote { "'" } else { "" };
        format!("{name}={quote}{{{name}}}{quote}")
    };
    let needed = rows.iter().filter(|row| row.notes.required != Some(false));
    let mut texts = [
        rows.iter().map(argument).collect::<Vec<_>>(),
        needed.map(argument).collect(),
    ]
    .to_vec();
    texts.dedup();
    let bare: Vec<Line> = lines.iter().filter(|line| line.ends_in(&name)).cloned().collect();
    for line in bare {
        for arguments in texts.iter().filter(|arguments| !arguments.is_empty()) {
            let text = format!("{}({})", line.path, arguments.join(","));
            if let Ok(path) = normalize_target(&text, info) {
                lines.push(Line::new(&line.method, path, line.span));
            }
        }
    }
}

/// Whether an example gives a parameter in its query.
fn in_query(page: &Page, name: &str) -> bool {
    let shown = |message: &Message| match &message.start {
        StartLine::Request { url, .. } => route::parse(url)
            .query
            .iter()
            .any(|part| part.name.eq_ignore_ascii_case(name)),
        _ => false,
    };
    page.examples.iter().any(shown)
}

/// The call at the end of an example's URL.
fn call(message: &Message, info: &ApiInfo) -> Option<(String, Vec<Argument>)> {
    let StartLine::Request { url, .. } = &message.start else {
        return None;
    };
    match parse_url(url, info).ok()?.path.pop()?.segment {
        Segment::Call { name, arguments } => Some((name, arguments)),
        _ => None,
    }
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

    /// Whether the path ends in this name, without parentheses and without a query.
    fn ends_in(&self, name: &str) -> bool {
        let last = self.template.segments.last();
        let alike = matches!(last, Some(Segment::Name(last)) if last.eq_ignore_ascii_case(name));
        alike && self.template.query.is_empty()
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

//! Parameters in paths, queries and headers. Comes in: a page and lines. Goes out: parameters described by its tables.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Parameter, TypeName},
    page::{Page, ParameterPlace, PropertyRow},
    resolve::paths::Line,
    route::{Argument, QueryPart, Segment},
};

use super::Context;

/// The parameters of the paths and those of the query.
pub(super) fn of_paths(
    context: Context<'_>,
    page: &Page,
    lines: &[&Line],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Parameter>, Vec<Parameter>) {
    let rows = Rows { context, page };
    let mut path = Vec::new();
    for line in lines {
        for segment in &line.template.segments {
            for name in names(segment) {
                add(&mut path, || {
                    let row = rows.describe(&name, &[ParameterPlace::Path, ParameterPlace::Function]);
                    // Whatever a table leaves unsaid: a path is nothing without its parameters.
                    Parameter {
                        required: true,
                        ..row
                    }
                });
            }
        }
    }
    let query = query(&rows, lines, &path, found);
    (path, query)
}

/// The tables of parameters of a page.
struct Rows<'a> {
    context: Context<'a>,
    page: &'a Page,
}

impl<'a> Rows<'a> {
    fn in_places(&self, places: &'a [ParameterPlace]) -> impl Iterator<Item = &'a PropertyRow> {
        let tables = self
            .page
            .parameters
            .iter()
            .filter(|table| places.contains(&table.place));
        tables.flat_map(|table| &table.rows)
    }

    /// A parameter, described by its row where there is one; `{team-id}` and `teamId` are the same.
    fn describe(&self, name: &str, places: &'static [ParameterPlace]) -> Parameter {
        let row = self
            .in_places(places)
            .find(|row| even(&row.name.value) == even(name));
        row.map_or_else(|| undescribed(name), |row| self.parameter(name, row))
    }

    fn parameter(&self, name: &str, row: &PropertyRow) -> Parameter {
        let typed = self.context.names.cell(self.page, &row.ty);
        Parameter {
            name: name.to_owned(),
            ty: typed.as_ref().map_or_else(string, |typed| typed.ty.clone()),
            collection: typed.is_some_and(|typed| typed.collection),
            required: row.notes.required.unwrap_or(false),
            value: None,
            description: row.description.text.clone(),
        }
    }
}

fn undescribed(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        ty: string(),
        collection: false,
        required: false,
        value: None,
        description: String::new(),
    }
}

fn string() -> TypeName {
    TypeName::new("Edm.String")
}

fn even(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == '$');
    kept.flat_map(char::to_lowercase).collect()
}

fn add(parameters: &mut Vec<Parameter>, parameter: impl FnOnce() -> Parameter) {
    let parameter = parameter();
    if !parameter.name.is_empty() && !parameters.iter().any(|known| known.name == parameter.name) {
        parameters.push(parameter);
    }
}

/// The parameters of a segment: a named argument goes by its name, everything else by its placeholder.
fn names(segment: &Segment) -> Vec<String> {
    match segment {
        Segment::Key(text) => vec![text.clone()],
        Segment::ByPath(text) => inner(text),
        Segment::Call { arguments, .. }
        | Segment::Qualified {
            arguments: Some(arguments),
            ..
        } => arguments.iter().flat_map(argument).collect(),
        _ => Vec::new(),
    }
}

fn argument(argument: &Argument) -> Vec<String> {
    match &argument.name {
        Some(name) => vec![name.clone()],
        None => inner(&argument.value),
    }
}

fn inner(text: &str) -> Vec<String> {
    crate::route::placeholders(text)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// What the query of the lines, the tables and the text name, in this order.
fn query(
    rows: &Rows<'_>,
    lines: &[&Line],
    path: &[Parameter],
    found: &mut Vec<Diagnostic>,
) -> Vec<Parameter> {
    let mut query = Vec::new();
    for part in lines
        .iter()
        .flat_map(|line| line.template.query.iter().chain(&line.optional_query))
    {
        add(&mut query, || templated(rows, part, lines));
    }
    for row in rows.in_places(&[ParameterPlace::Query]) {
        add(&mut query, || rows.parameter(&row.name.value, row));
    }
    for row in rows.in_places(&[ParameterPlace::Function]) {
        if !path
            .iter()
            .any(|known| even(&known.name) == even(&row.name.value))
        {
            add(&mut query, || rows.parameter(&row.name.value, row));
        }
    }
    for row in rows.in_places(&[ParameterPlace::Path]) {
        let known = |known: &Parameter| even(&known.name).contains(&even(&row.name.value));
        if !path.iter().any(known) && lines.len() == rows.page.requests.len() {
            found.push(not_in_path(row));
        }
    }
    let text = rows
        .page
        .query
        .as_ref()
        .filter(|text| !text.unsupported || !text.options.is_empty());
    for option in text.into_iter().flat_map(|text| &text.options) {
        add(&mut query, || undescribed(&option.value));
    }
    query
}

fn not_in_path(row: &PropertyRow) -> Diagnostic {
    let message = format!(
        "the path parameter `{}` stands in no path of the page",
        row.name.value
    );
    Diagnostic::new(&codes::PARAMETER_NOT_IN_PATH, row.name.span, message)
        .help("use the same name in the HTTP request")
}

/// A query option of a template is required where every line has it.
fn templated(rows: &Rows<'_>, part: &QueryPart, lines: &[&Line]) -> Parameter {
    let places = &[ParameterPlace::Query, ParameterPlace::Function];
    let mut parameter = rows.describe(&part.name, places);
    let everywhere = lines
        .iter()
        .all(|line| line.template.query.iter().any(|other| other.name == part.name));
    parameter.required |= everywhere && !part.optional;
    parameter
}

/// The text says that the OData options are supported, whether it names some or none.
pub(super) fn all_options(page: &Page) -> bool {
    page.query
        .as_ref()
        .is_some_and(|text| text.supported && !text.unsupported)
}

/// The rows of the header tables.
pub(super) fn headers(page: &Page) -> Vec<Parameter> {
    let rows = page.headers.iter().map(|row| Parameter {
        required: row.required.unwrap_or(false),
        value: row.value.clone(),
        description: row.description.text.clone(),
        ..undescribed(&row.name.value)
    });
    rows.collect()
}

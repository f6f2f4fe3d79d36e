//! Which table this is: by its section **and** its columns. Reads the small kinds: methods, derived types, headers, clouds.

use super::{
    enums, notes, paragraphs, permissions, properties,
    sections::{PageReader, Section},
    type_cell, unread,
    wordings::NOTHING,
};
use crate::{
    diagnostic::codes,
    markdown::{
        Slice, inline,
        table::{Row, Table, column},
    },
    page::{BlockKind, HeaderRow, MethodRow, Outcome, ParameterPlace, ParameterTable, RequestBody, TypeCell},
};

/// The kinds of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TableKind {
    Properties,
    Relationships,
    Methods,
    Derived,
    Members,
    Permissions,
    Clouds,
    Headers,
    ResponseHeaders,
    Parameters(ParameterPlace),
    Body,
    Response,
    Skipped(&'static str),
}

/// Reads a table where it stands.
pub(super) fn read<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>) {
    report_shape(reader, table);
    let columns = table.columns();
    if reader.enum_name.is_none() && reader.page.enums.is_empty() && enums::is_table(&columns) {
        reader.expect_own_enum();
    }
    let kind = kind(reader, table, &columns);
    let outcome = match kind {
        TableKind::Skipped(reason) => Outcome::Skipped(reason),
        _ => Outcome::Modelled,
    };
    reader.cover(BlockKind::TableHead, outcome, table.header.at.span());
    match kind {
        TableKind::Properties => {
            let rows = properties::read(reader, table, &columns);
            reader.page.properties.push(rows);
        }
        TableKind::Relationships => {
            let rows = properties::read(reader, table, &columns);
            reader.page.relationships.push(rows);
        }
        TableKind::Methods => methods(reader, table, &columns),
        TableKind::Derived => derived_types(reader, table),
        TableKind::Members => enums::read(reader, table, &columns),
        TableKind::Permissions => permissions::read(reader, table, &columns),
        TableKind::Clouds => clouds(reader, table, &columns),
        TableKind::Headers => {
            let rows = headers(reader, table, &columns);
            reader.page.headers.extend(rows);
        }
        TableKind::ResponseHeaders => {
            let rows = headers(reader, table, &columns);
            reader.page.response_headers.extend(rows);
        }
        TableKind::Parameters(place) => {
            let rows = properties::read(reader, table, &columns).rows;
            if place == ParameterPlace::Query {
                let names = table.rows.iter().filter_map(|row| row.cells.first());
                names.for_each(|cell| paragraphs::query_option(reader, *cell));
            }
            reader.page.parameters.push(ParameterTable { place, rows });
        }
        TableKind::Body => {
            let mut rows = properties::read(reader, table, &columns);
            rows.by_account = names_account(&reader.heading) || names_account(&reader.text_above);
            let body = reader.page.request_body.get_or_insert_with(RequestBody::default);
            body.tables.push(rows);
        }
        TableKind::Response => {
            let rows = properties::read(reader, table, &columns);
            reader.page.response_tables.push(rows);
        }
        TableKind::Skipped(reason) => {
            unread::report(reader, table);
            for row in &table.rows {
                reader.cover(BlockKind::Row, Outcome::Skipped(reason), row.at.span());
            }
        }
    }
}

fn report_shape(reader: &mut PageReader<'_, '_>, table: &Table<'_>) {
    if table.uneven {
        let message = "header and delimiter row differ in their number of cells";
        reader.report(&codes::TABLE_UNEVEN, table.header.at.span(), message);
    }
    let columns = table.header.cells.len();
    for row in &table.rows {
        let at = row.at.span();
        if row.surplus {
            reader.report(&codes::ROW_CELLS, at, "more cells than columns");
        }
        if row.cells.len() < columns && !row.is_group() && !row.is_empty() {
            reader.report(&codes::ROW_CELLS, at, "fewer cells than columns");
        }
        if inline::includes(row.at.text) {
            reader.report(&codes::INCLUDE_IN_ROW, at, "an include in a row of a table");
        }
    }
}

fn kind(reader: &PageReader<'_, '_>, table: &Table<'_>, columns: &[String]) -> TableKind {
    let first = columns.first().map(String::as_str).unwrap_or_default();
    if permissions::is_table(table, columns, reader.section) {
        return TableKind::Permissions;
    }
    if first.starts_with("global service") {
        return TableKind::Clouds;
    }
    if first.contains("derived type") || reader.section == Section::DerivedTypes {
        let of_page = reader.page.path.is_resource();
        return if of_page {
            TableKind::Derived
        } else {
            TableKind::Skipped("types derived from the body's")
        };
    }
    let returns = columns.iter().any(|column| column.contains("return type"));
    if returns || first == "method" || reader.section == Section::Methods {
        return TableKind::Methods;
    }
    if reader.enum_name.is_some() && enums::is_table(columns) {
        return TableKind::Members;
    }
    let typed = columns.iter().skip(1).any(|column| properties::is_type(column));
    let kind = by_section(reader, properties::is_name(first), typed, first);
    match kind {
        TableKind::Skipped(_) if unread::lists_properties(reader, table) => TableKind::Properties,
        other => other,
    }
}

fn by_section(reader: &PageReader<'_, '_>, named: bool, typed: bool, first: &str) -> TableKind {
    match reader.section {
        Section::Relationships if named => TableKind::Relationships,
        Section::Properties
            if named && (typed || matches!(first, "property" | "property name")) && !reader.aside =>
        {
            TableKind::Properties
        }
        Section::Intro if named && typed && reader.page.path.is_resource() => TableKind::Properties,
        Section::Headers if named || first.contains("header") => TableKind::Headers,
        Section::ResponseHeaders if named || first.contains("header") => TableKind::ResponseHeaders,
        _ if first.starts_with("request header") || first == "header" => TableKind::Headers,
        Section::Query if named || first.contains("option") => TableKind::Parameters(ParameterPlace::Query),
        Section::Path if named => TableKind::Parameters(ParameterPlace::Path),
        Section::Function if named => TableKind::Parameters(ParameterPlace::Function),
        Section::RequestBody if named && is_about_url(reader) => {
            TableKind::Parameters(ParameterPlace::Function)
        }
        Section::RequestBody if named => TableKind::Body,
        Section::Response if named && typed => TableKind::Response,
        _ => TableKind::Skipped("table of another subject"),
    }
}

/// Functions have no body: a table below "In the request URL, provide the following query parameters" is about the URL.
/// On the page of a method with a body, the section decides.
fn is_about_url(reader: &PageReader<'_, '_>) -> bool {
    let mut requests = reader.page.requests.iter();
    requests.all(|request| request.method.value == "GET")
        && reader.text_above.to_ascii_lowercase().contains("request url")
}

/// Whether a text is about delegated or about application permissions.
fn names_account(text: &str) -> bool {
    const LONGEST: usize = 2000;
    let near = text.get(..crate::text::floor(text, LONGEST)).unwrap_or_default();
    let text = near.to_ascii_lowercase();
    text.contains("delegated permission") || text.contains("application permission")
}

/// Methods; a bold cell alone names the group of those below.
fn methods<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let returns = column(columns, |title| {
        title.contains("type") || title.contains("return")
    });
    for row in &table.rows {
        let outcome = if row.is_empty() {
            Outcome::Skipped("empty row")
        } else {
            if !row.is_group() || row.at.text.contains("](") {
                let row = method(reader, row, returns);
                reader.page.methods.push(row);
            }
            Outcome::Modelled
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
}

fn method<'a>(reader: &PageReader<'a, '_>, row: &Row<'a>, returns: Option<usize>) -> MethodRow {
    let cell = row.cells.first().copied().unwrap_or(row.at);
    let links = inline::links(cell, reader.references);
    let plain = inline::without_markup(cell.text);
    let (name, _) = inline::without_deprecated(&plain);
    let returns = row
        .cell(returns)
        .map(|cell| type_cell::read(cell, reader.references));
    MethodRow {
        name: cell.spanned(name.to_owned()),
        link: links.first().map(inline::FoundLink::link),
        returns: returns.filter(says_something),
    }
}

fn says_something(ty: &TypeCell) -> bool {
    let text = ty.text.trim_matches(['*', '.', '`', ' ']).to_lowercase();
    !ty.types.is_empty() && !NOTHING.contains(&text.as_str())
}

/// The links in the first column of a table of derived types.
fn derived_types(reader: &mut PageReader<'_, '_>, table: &Table<'_>) {
    for row in &table.rows {
        let first = row.cell(Some(0));
        let outcome = if first.is_some_and(|cell| paragraphs::derived_type(reader, cell)) {
            Outcome::Modelled
        } else {
            Outcome::Skipped("row without a link to a type")
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
}

/// Where the columns of request headers are.
struct HeaderColumns {
    value: Option<usize>,
    description: Option<usize>,
    required: Option<usize>,
}

fn headers<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[String]) -> Vec<HeaderRow> {
    let value = column(columns, |title| title.starts_with("value"));
    let described = column(columns, |title| title.starts_with("description"));
    let columns = HeaderColumns {
        value,
        description: described
            .or(value)
            .or(columns.len().checked_sub(1).filter(|last| *last > 0)),
        required: column(columns, |title| title.starts_with("required")),
    };
    let mut headers = Vec::new();
    for row in &table.rows {
        let outcome = match row.cell(Some(0)) {
            Some(name) => {
                headers.push(header(reader, row, name, &columns));
                Outcome::Modelled
            }
            None => Outcome::Skipped("empty row"),
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
    headers
}

fn header<'a>(
    reader: &PageReader<'a, '_>,
    row: &Row<'a>,
    cell: Slice<'a>,
    columns: &HeaderColumns,
) -> HeaderRow {
    let plain = inline::plain(cell.text);
    let plain = plain.trim_matches('_');
    let (name, value) = plain.split_once(':').unwrap_or((plain, ""));
    let in_name = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let description = row.cell(columns.description);
    let stated = row.cell(columns.required).map(|cell| {
        let text = inline::plain(cell.text).to_lowercase();
        text.starts_with(['y', 'r', 't'])
    });
    HeaderRow {
        name: cell.spanned(name.trim().to_owned()),
        value: in_name.or_else(|| {
            row.cell(columns.value.or(columns.description))
                .and_then(single_value)
        }),
        required: stated.or_else(|| notes::read(description?, reader.references).required),
        description: reader.prose(description.unwrap_or(row.at.sub(0..0))),
    }
}

/// The value with which a cell starts, if it has one: `application/json`, `Bearer {token}`, `` `eventual` ``. The
/// sentences behind it describe it.
fn single_value(cell: Slice<'_>) -> Option<String> {
    let start = cell.text.trim_start_matches(['*', ' ']);
    if let Some(code) = start.strip_prefix('`') {
        let (value, behind) = code.split_once('`')?;
        let behind = behind.trim_start_matches(['*', ' ']);
        let ends =
            behind.is_empty() || behind.starts_with(['.', ',', ';', ':', '(', '<']) || states_need(behind);
        return (ends && !value.trim().is_empty()).then(|| value.trim().to_owned());
    }
    let text = inline::plain(start);
    let sentence = text.split(". ").next().unwrap_or_default();
    let value = ["Required", "Optional", "(required)", "(optional)"]
        .iter()
        .fold(sentence.trim_end_matches('.'), |value, need| {
            value.trim_end_matches(need).trim()
        });
    let value = value.trim_end_matches(['.', ',', ';']).trim();
    let is_token = !value.contains(' ') && value.contains(|char: char| char.is_alphanumeric());
    // A word that starts like a sentence describes the value.
    let is_word =
        value.starts_with(|char: char| char.is_uppercase()) && value.chars().all(char::is_alphabetic);
    (is_token && !is_word || value.starts_with("Bearer ")).then(|| value.to_owned())
}

fn states_need(text: &str) -> bool {
    ["Required", "Optional"].iter().any(|need| text.starts_with(need))
}

/// National clouds: a row of marks below their names.
fn clouds<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    for row in &table.rows {
        let marked = row
            .cells
            .iter()
            .zip(columns)
            .filter(|(cell, _)| cell.text.contains("check_mark") || cell.text.contains('✅'));
        for cloud in marked.filter_map(|(_, title)| cloud(title)) {
            if !reader.page.clouds.iter().any(|known| known == cloud) {
                reader.page.clouds.push(cloud.to_owned());
            }
        }
        reader.cover(BlockKind::Row, Outcome::Modelled, row.at.span());
    }
}

fn cloud(title: &str) -> Option<&'static str> {
    match title {
        _ if title.starts_with("global") => Some("global"),
        _ if title.contains("l4") => Some("usGovernmentL4"),
        _ if title.contains("l5") => Some("usGovernmentL5"),
        _ if title.contains("china") => Some("china"),
        _ => None,
    }
}

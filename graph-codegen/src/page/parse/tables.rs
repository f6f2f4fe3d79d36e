//! Which table this is: by its section **and** its columns. Comes in: a table. Goes out: a call to what reads its kind.

use super::{
    derived, enums, inline, methods, parameters, permissions, properties,
    reader::Reader,
    sections::Section,
    table::{Row, Table},
};
use crate::{
    diagnostic::codes,
    page::{BlockKind, Outcome, ParameterPlace, ParameterTable, RequestBody},
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
    Parameters(ParameterPlace),
    Body,
    Response,
    Skipped(&'static str),
}

/// Reads a table where it stands.
pub(super) fn read<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>) {
    if table.uneven {
        reader.find(
            &codes::TABLE_UNEVEN,
            table.header.at.span(),
            "header and delimiter row differ in their number of cells",
        );
    }
    for row in table.rows.iter().filter(|row| row.surplus) {
        reader.find(&codes::ROW_CELLS, row.at.span(), "more cells than columns");
    }
    let columns = table.header.cells.len();
    let short = |row: &&Row<'_>| row.cells.len() < columns && !row.is_group() && !row.is_empty();
    for row in table.rows.iter().filter(short) {
        reader.find(&codes::ROW_CELLS, row.at.span(), "fewer cells than columns");
    }
    for row in table.rows.iter().filter(|row| inline::includes(row.at.text)) {
        reader.find(
            &codes::INCLUDE_IN_ROW,
            row.at.span(),
            "an include in a row of a table",
        );
    }
    let columns = table.columns();
    if reader.enum_name.is_none() && reader.page.enums.is_empty() && enums::is_table(&columns) {
        reader.enum_name = enums::name_of_page(reader);
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
        TableKind::Methods => methods::read(reader, table, &columns),
        TableKind::Derived => derived::table(reader, table),
        TableKind::Members => enums::read(reader, table, &columns),
        TableKind::Permissions => permissions::read(reader, table, &columns),
        TableKind::Clouds => permissions::clouds(reader, table, &columns),
        TableKind::Headers => parameters::headers(reader, table, &columns),
        TableKind::Parameters(place) => {
            let rows = properties::read(reader, table, &columns).rows;
            if place == ParameterPlace::Query {
                parameters::options_of_rows(reader, table);
            }
            reader.page.parameters.push(ParameterTable { place, rows });
        }
        TableKind::Body => {
            let rows = properties::read(reader, table, &columns);
            let body = reader.page.request_body.get_or_insert_with(RequestBody::default);
            body.tables.push(rows);
        }
        TableKind::Response => {
            let rows = properties::read(reader, table, &columns);
            reader.page.response_tables.push(rows);
        }
        TableKind::Skipped(reason) => skip(reader, table, reason),
    }
}

fn skip(reader: &mut Reader<'_, '_>, table: &Table<'_>, reason: &'static str) {
    for row in &table.rows {
        reader.cover(BlockKind::Row, Outcome::Skipped(reason), row.at.span());
    }
}

fn kind(reader: &Reader<'_, '_>, table: &Table<'_>, columns: &[String]) -> TableKind {
    let first = columns.first().map(String::as_str).unwrap_or_default();
    let typed = columns.iter().skip(1).any(|column| column.starts_with("type"));
    let has = |words: &str| columns.iter().any(|column| column.contains(words));
    if permissions::is_table(table, columns) {
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
    if has("return type") || first == "method" || reader.section == Section::Methods {
        return TableKind::Methods;
    }
    if reader.enum_name.is_some() && enums::is_table(columns) {
        return TableKind::Members;
    }
    by_section(reader, properties::is_name(first), typed, first)
}

fn by_section(reader: &Reader<'_, '_>, named: bool, typed: bool, first: &str) -> TableKind {
    match reader.section {
        Section::Relationships if named => TableKind::Relationships,
        Section::Properties
            if named && (typed || matches!(first, "property" | "property name")) && !reader.aside =>
        {
            TableKind::Properties
        }
        Section::Intro if named && typed && reader.page.path.is_resource() => TableKind::Properties,
        Section::Headers if named || first.starts_with("header") || first.contains("header") => {
            TableKind::Headers
        }
        _ if first.starts_with("request header") || first == "header" => TableKind::Headers,
        Section::Query if named || first.contains("option") => TableKind::Parameters(ParameterPlace::Query),
        Section::Path if named => TableKind::Parameters(ParameterPlace::Path),
        Section::Function if named => TableKind::Parameters(ParameterPlace::Function),
        Section::RequestBody if named && reader.said.contains("request url") => {
            TableKind::Parameters(ParameterPlace::Function)
        }
        Section::RequestBody if named => TableKind::Body,
        Section::Response if named && typed => TableKind::Response,
        _ => TableKind::Skipped("table of another subject"),
    }
}

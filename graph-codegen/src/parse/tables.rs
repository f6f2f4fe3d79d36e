//! Which table this is: by its section **and** its columns. Comes in: a table. Goes out: a call to what reads its kind.

use super::{derived, enums, methods, properties, reader::Reader, sections::Section, table::Table};
use crate::{
    diagnostic::codes,
    page::{BlockKind, Outcome},
};

/// The kinds of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TableKind {
    Properties,
    Relationships,
    Methods,
    Derived,
    Members,
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
    let columns = table.columns();
    match kind(reader, &columns) {
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
        TableKind::Skipped(reason) => skip(reader, table, reason),
    }
}

fn skip(reader: &mut Reader<'_, '_>, table: &Table<'_>, reason: &'static str) {
    for row in &table.rows {
        reader.cover(BlockKind::Row, Outcome::Skipped(reason), row.at.span());
    }
}

fn kind(reader: &Reader<'_, '_>, columns: &[String]) -> TableKind {
    let first = columns.first().map(String::as_str).unwrap_or_default();
    let typed = columns.iter().skip(1).any(|column| column.starts_with("type"));
    let has = |words: &str| columns.iter().any(|column| column.contains(words));
    if first.contains("derived type") || reader.section == Section::DerivedTypes {
        return TableKind::Derived;
    }
    if has("return type") || first == "method" || reader.section == Section::Methods {
        return TableKind::Methods;
    }
    if reader.enum_name.is_some() && enums::is_table(columns) {
        return TableKind::Members;
    }
    let named = properties::is_name(first);
    match reader.section {
        Section::Relationships if named => TableKind::Relationships,
        Section::Properties if named && typed && !reader.aside => TableKind::Properties,
        Section::Intro if named && typed && reader.page.path.is_resource() => TableKind::Properties,
        _ => TableKind::Skipped("table of another subject"),
    }
}

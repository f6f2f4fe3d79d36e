//! Types named as derived from the page's type. Comes in: list items and rows. Goes out: links.

use super::{inline, reader::Reader, slice::Slice, table::Table};
use crate::page::{BlockKind, Outcome};

/// The first link of a text; whether there is one.
pub(super) fn text(reader: &mut Reader<'_, '_>, at: Slice<'_>) -> bool {
    let links = inline::links(at, reader.references);
    reader
        .page
        .derived_types
        .extend(links.first().map(inline::FoundLink::link));
    !links.is_empty()
}

/// The links in the first column of a table.
pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Table<'_>) {
    for row in &table.rows {
        let named = row.cell(Some(0)).is_some_and(|cell| text(reader, cell));
        let outcome = if named {
            Outcome::Modelled
        } else {
            Outcome::Skipped("row without a link to a type")
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
}

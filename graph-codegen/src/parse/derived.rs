//! Types named as derived from the page's type. Comes in: list items and rows. Goes out: links.

use super::{inline, reader::Reader, slice::Slice, table::Table};
use crate::page::{BlockKind, Outcome};

/// The first link of a text.
pub(super) fn text(reader: &mut Reader<'_, '_>, at: Slice<'_>) {
    if let Some(link) = inline::links(at, reader.references).first() {
        reader.page.derived_types.push(link.link());
    }
}

/// The links in the first column of a table.
pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Table<'_>) {
    for row in &table.rows {
        if let Some(cell) = row.cell(Some(0)) {
            text(reader, cell);
        }
        reader.cover(BlockKind::Row, Outcome::Modelled, row.at.span());
    }
}

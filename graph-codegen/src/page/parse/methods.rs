//! The table of methods. Comes in: a table. Goes out: rows with links and return types.

use super::{
    inline,
    reader::Reader,
    table::{Row, Table, column},
    type_cell,
};
use crate::page::{BlockKind, MethodRow, Outcome, TypeCell};

/// Reads the rows; bold ones alone name the group of those below.
pub(super) fn read<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let returns = column(columns, |title| {
        title.contains("type") || title.contains("return")
    });
    let described = column(columns, |title| title.starts_with("description")).or(columns
        .len()
        .checked_sub(1)
        .filter(|last| *last > 0 && Some(*last) != returns));
    reader.method_group = None;
    for row in &table.rows {
        let outcome = if row.is_empty() {
            Outcome::Skipped("empty row")
        } else if row.is_group() && !row.at.text.contains("](") {
            reader.method_group = row.cells.first().map(|cell| inline::plain(cell.text));
            Outcome::Modelled
        } else {
            let row = method(reader, row, returns, described);
            reader.page.methods.push(row);
            Outcome::Modelled
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
}

fn method<'a>(
    reader: &Reader<'a, '_>,
    row: &Row<'a>,
    returns: Option<usize>,
    described: Option<usize>,
) -> MethodRow {
    let cell = row.cells.first().copied().unwrap_or(row.at);
    let link = inline::links(cell, reader.references)
        .first()
        .map(inline::FoundLink::link);
    let plain = inline::without_markup(cell.text);
    let (name, _) = inline::without_deprecated(&plain);
    let returns = row
        .cell(returns)
        .map(|cell| type_cell::read(cell, reader.references));
    MethodRow {
        group: reader.method_group.clone(),
        name: cell.spanned(name.to_owned()),
        link,
        returns: returns.filter(says_something),
        description: reader.prose(row.cell(described).unwrap_or(row.at.sub(0..0))),
    }
}

fn says_something(ty: &TypeCell) -> bool {
    let text = ty.text.trim_matches(['*', '.', '`', ' ']).to_lowercase();
    !ty.types.is_empty()
        && !matches!(
            text.as_str(),
            "none" | "nothing" | "void" | "n/a" | "no content" | "-"
        )
}

//! Tables of enum members, in all their homes. Comes in: a table under `## Members` or `### x values`. Goes out: an [`EnumTable`].

use super::{
    inline,
    reader::Reader,
    slice::Slice,
    table::{Row, Table, column},
    values,
};
use crate::{
    diagnostic::codes,
    page::{BlockKind, EnumTable, MemberRow, Outcome},
};

/// Whether the columns are those of members.
pub(super) fn is_table(columns: &[String]) -> bool {
    let first = columns.first().map(String::as_str).unwrap_or_default();
    ["member", "value", "name", "enum", "possible value"]
        .iter()
        .any(|word| first.starts_with(word))
        || columns.iter().any(|column| column == "int value")
}

/// The enum of a page `x enum type`.
pub(super) fn name_of_page<'a>(reader: &Reader<'a, '_>) -> Option<Slice<'a>> {
    let title = reader.page.title.value.to_lowercase();
    title.contains(" enum").then(|| reader.heading.sub(0..0))
}

/// Text beside a table: it may name members that need a header, or say that several can be given at once.
pub(super) fn text(reader: &mut Reader<'_, '_>, at: Slice<'_>) {
    let lower = at.text.to_ascii_lowercase();
    let found: Vec<String> = values::evolvable(at, &lower, 0)
        .into_iter()
        .map(|value| value.value)
        .collect();
    match reader
        .page
        .enums
        .last_mut()
        .filter(|_| reader.enum_name.is_none())
    {
        Some(table) => {
            table.evolvable.extend(found);
            table.flags |= values::says_flags(&lower);
        }
        None => reader.evolvable.extend(found),
    }
}

/// Reads the members.
pub(super) fn read<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let Some(heading) = reader.enum_name.take() else {
        return;
    };
    let own_page = heading.text.is_empty();
    let name = if own_page {
        page_name(reader)
    } else {
        heading.spanned(inline::plain(heading.text))
    };
    let numbers = column(columns, |title| title.contains("value"));
    let described = columns.iter().position(|title| title.starts_with("description"));
    let mut found = EnumTable {
        name,
        members: Vec::new(),
        flags: values::says_flags(&reader.said),
        own_page,
        evolvable: std::mem::take(&mut reader.evolvable),
    };
    for row in &table.rows {
        let outcome = member(reader, row, numbers, described, &mut found.members);
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
    reader.page.enums.push(found);
}

fn page_name(reader: &Reader<'_, '_>) -> crate::text::Spanned<String> {
    let title = &reader.page.title;
    let name = title.value.split_whitespace().next().unwrap_or_default();
    crate::text::Spanned::new(name.to_owned(), title.span)
}

fn member(
    reader: &mut Reader<'_, '_>,
    row: &Row<'_>,
    numbers: Option<usize>,
    described: Option<usize>,
    members: &mut Vec<MemberRow>,
) -> Outcome {
    let Some(cell) = row.cell(Some(0)) else {
        return Outcome::Skipped("empty row");
    };
    let plain = inline::plain(cell.text);
    let (name, deprecated) = inline::without_deprecated(&plain);
    let name = name.trim_matches('"');
    if members.iter().any(|known| known.name.value == name) {
        reader.find(
            &codes::ENUM_MEMBER,
            cell.span(),
            format!("`{name}` is listed twice"),
        );
        return Outcome::Skipped("member listed twice");
    }
    let number = row.cell(numbers);
    let value = number.and_then(|cell| inline::plain(cell.text).parse().ok());
    if let (Some(cell), None) = (number, value) {
        reader.find(
            &codes::ENUM_MEMBER,
            cell.span(),
            format!("`{}` is no whole number", cell.text),
        );
    }
    let description = row
        .cell(described)
        .map(|cell| reader.prose(cell))
        .filter(|prose| !prose.text.is_empty());
    members.push(MemberRow {
        name: cell.spanned(name.to_owned()),
        value,
        description,
        deprecated,
    });
    Outcome::Modelled
}

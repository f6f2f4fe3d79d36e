//! Request headers and query options. Comes in: tables and text of their sections. Goes out: [`HeaderRow`]s, [`QueryText`].

use super::{
    inline, notes,
    reader::Reader,
    slice::Slice,
    table::{Row, Table, column},
    text,
};
use crate::page::{BlockKind, HeaderRow, Outcome, QueryText};

/// Reads the rows of a table of headers.
pub(super) fn headers<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let value = column(columns, |title| title.starts_with("value"));
    let described = column(columns, |title| title.starts_with("description"))
        .or(value)
        .or(columns.len().checked_sub(1).filter(|last| *last > 0));
    let required = column(columns, |title| title.starts_with("required"));
    for row in &table.rows {
        let outcome = match row.cell(Some(0)) {
            Some(name) => {
                let header = header(reader, row, name, [value, described, required]);
                reader.page.headers.push(header);
                Outcome::Modelled
            }
            None => Outcome::Skipped("empty row"),
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
}

fn header<'a>(
    reader: &Reader<'a, '_>,
    row: &Row<'a>,
    cell: Slice<'a>,
    [value, described, required]: [Option<usize>; 3],
) -> HeaderRow {
    let plain = inline::plain(cell.text);
    let plain = plain.trim_matches('_');
    let (name, in_name) = match plain.split_once(':') {
        Some((name, value)) => (
            name.trim(),
            Some(value.trim().to_owned()).filter(|value| !value.is_empty()),
        ),
        None => (plain, None),
    };
    let description = row.cell(described);
    let notes = description
        .map(|at| notes::read(at, reader.references))
        .unwrap_or_default();
    let column = row.cell(required).map(|cell| {
        inline::plain(cell.text)
            .to_lowercase()
            .starts_with(['y', 'r', 't'])
    });
    HeaderRow {
        name: cell.spanned(name.to_owned()),
        value: in_name.or_else(|| row.cell(value).and_then(single)),
        required: column.or(notes.required),
        description: reader.prose(description.unwrap_or(row.at.sub(0..0))),
    }
}

/// The value of a Value cell, where it is one: `application/json`, `Bearer {token}`.
fn single(cell: Slice<'_>) -> Option<String> {
    let text = inline::plain(cell.text);
    let text = text
        .trim_end_matches("Required.")
        .trim_end_matches("Optional.")
        .trim();
    let text = text.trim_end_matches(['.', ',']).trim();
    let is_one = !text.is_empty() && (!text.contains(' ') || text.starts_with("Bearer "));
    is_one.then(|| text.to_owned())
}

/// A paragraph on query options.
pub(super) fn query(reader: &mut Reader<'_, '_>, at: Slice<'_>) {
    let prose = reader.prose(at);
    let query = reader.page.query.get_or_insert_with(QueryText::default);
    for sentence in text::sentences(at) {
        let lower = sentence.text.to_ascii_lowercase();
        let denied = [
            "not support",
            "n't support",
            "not supported",
            "not currently supported",
            "no query",
            "no odata",
        ]
        .iter()
        .any(|words| lower.contains(words));
        if denied {
            query.unsupported = true;
            continue;
        }
        let named = options(sentence).next().is_some();
        let all = !named
            || ["including `$", "including $"]
                .iter()
                .any(|words| lower.contains(words));
        let part = ["some", "following"].iter().any(|words| lower.contains(words));
        query.supported |= lower.contains("support") && lower.contains("query parameter") && all && !part;
        for option in options(sentence) {
            add(query, option);
        }
    }
    if !prose.text.is_empty() {
        query.prose.push(prose);
    }
}

fn add(query: &mut QueryText, option: Slice<'_>) {
    let name = format!("${}", option.text.trim_start_matches('$').to_ascii_lowercase());
    if !query.options.iter().any(|known| known.value == name) {
        query.options.push(option.spanned(name));
    }
}

/// `$select`, or `` `select` `` without its sign.
fn options(sentence: Slice<'_>) -> impl Iterator<Item = Slice<'_>> {
    let words = sentence
        .text
        .split(|char: char| !(char.is_ascii_alphabetic() || matches!(char, '$' | '`')));
    words.filter_map(move |word| {
        let bare = word.trim_matches('`');
        let marked = bare.starts_with('$') || word.starts_with('`') && word.ends_with('`');
        (marked && is_option(bare)).then(|| sentence.locate(bare))
    })
}

/// Whether a word is one of OData's query options, with or without its sign.
pub(super) fn is_option(word: &str) -> bool {
    const OPTIONS: [&str; 13] = [
        "apply",
        "compute",
        "count",
        "deltatoken",
        "expand",
        "filter",
        "format",
        "levels",
        "orderby",
        "search",
        "select",
        "skip",
        "top",
    ];
    let name = word.trim_start_matches('$').to_ascii_lowercase();
    OPTIONS.contains(&name.as_str()) || name == "skiptoken"
}

/// The options among the rows of a table of query parameters.
pub(super) fn options_of_rows(reader: &mut Reader<'_, '_>, table: &Table<'_>) {
    for cell in table.rows.iter().filter_map(|row| row.cells.first()) {
        let word = cell.locate(cell.text.trim_matches(['`', '*', ' ']));
        if word.text.starts_with('$') && is_option(word.text) {
            let query = reader.page.query.get_or_insert_with(QueryText::default);
            add(query, word);
        }
    }
}

//! Members of enums: their tables, in all their places, and the lists of values in descriptions, "The possible values are:
//! `a`, `b`." Does not know whether the values of a list are an enum of their own.

use super::{
    sections::PageReader,
    wordings::{Cue, DESCRIPTION, Found},
};
use crate::{
    collections::HashSet,
    diagnostic::codes,
    markdown::{
        Slice, inline,
        table::{Row, Table, column},
    },
    page::{BlockKind, EnumTable, MemberRow, Outcome, ValueList},
    text::Spanned,
};

/// How many announcements of a list are tried in one description.
const MOST_LISTS: usize = 32;

/// How far behind the words that announce a list an HTML list may start: "… are supported. Not nullable. <ul>".
const NEAR: usize = 48;

/// Whether the columns are those of members.
pub(super) fn is_table(columns: &[String]) -> bool {
    const NAMES: [&str; 5] = ["member", "value", "name", "enum", "possible value"];
    let first = columns.first().map(String::as_str).unwrap_or_default();
    NAMES.iter().any(|name| first.starts_with(name)) || columns.iter().any(|column| column == "int value")
}

/// Text beside a table: it may name members that need a header, or say that several can be given at once.
pub(super) fn text(reader: &mut PageReader<'_, '_>, at: Slice<'_>) {
    let found = DESCRIPTION.find(at.text);
    let evolvable = evolvable(at, &found, 0).into_iter().map(|value| value.value);
    match reader
        .page
        .enums
        .last_mut()
        .filter(|_| reader.enum_name.is_none())
    {
        Some(table) => {
            table.evolvable.extend(evolvable);
            table.flags |= found.has(Cue::Flags);
        }
        None => reader.evolvable.extend(evolvable),
    }
}

/// Reads a table of members.
pub(super) fn read<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let Some(heading) = reader.enum_name.take() else {
        return;
    };
    let own_page = heading.text.is_empty();
    let name = if own_page {
        let title = &reader.page.title;
        let name = title.value.split_whitespace().next().unwrap_or_default();
        Spanned::new(name.to_owned(), title.span)
    } else {
        heading.spanned(inline::plain(heading.text))
    };
    let numbers = column(columns, |title| title.contains("value"));
    let described = columns.iter().position(|title| title.starts_with("description"));
    let (mut members, mut known) = (Vec::new(), HashSet::default());
    for row in &table.rows {
        let outcome = match member(reader, row, numbers, described) {
            None => Outcome::Skipped("empty row"),
            Some(member) if !known.insert(member.name.value.clone()) => {
                let message = format!("`{}` is listed twice", member.name.value);
                reader.report(&codes::ENUM_MEMBER, member.name.span, message);
                Outcome::Skipped("member listed twice")
            }
            Some(member) => {
                members.push(member);
                Outcome::Modelled
            }
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
    reader.page.enums.push(EnumTable {
        name,
        members,
        flags: DESCRIPTION.find(&reader.text_above).has(Cue::Flags),
        own_page,
        evolvable: std::mem::take(&mut reader.evolvable),
    });
}

fn member(
    reader: &mut PageReader<'_, '_>,
    row: &Row<'_>,
    numbers: Option<usize>,
    described: Option<usize>,
) -> Option<MemberRow> {
    let cell = row.cell(Some(0))?;
    let plain = inline::plain(cell.text);
    let (name, deprecated) = inline::without_deprecated(&plain);
    let number = row.cell(numbers);
    let value = number.and_then(|cell| inline::plain(cell.text).parse().ok());
    if let (Some(cell), None) = (number, value) {
        let message = format!("`{}` is not an integer", cell.text);
        reader.report(&codes::ENUM_MEMBER, cell.span(), message);
    }
    let description = row.cell(described).map(|cell| reader.prose(cell));
    Some(MemberRow {
        name: cell.spanned(name.trim_matches('"').to_owned()),
        value,
        description: description.filter(|prose| !prose.text.is_empty()),
        deprecated,
    })
}

/// The values that a description lists, if it does.
pub(super) fn possible_values(at: Slice<'_>, found: &Found) -> Option<ValueList> {
    if !at.text.contains(['`', '*', '\'', '"', ',', '|']) {
        return None;
    }
    let strong = || first_list(at, found, found.places(Cue::Values).map(|place| place.end), 1);
    let weak = || first_list(at, found, perhaps_values(at, found), 2);
    let (mut values, end) = strong().or_else(weak)?;
    let evolvable = evolvable(at, found, end);
    values.extend(evolvable.iter().cloned());
    let mut known = HashSet::default();
    values.retain(|value| known.insert(value.value.clone()));
    Some(ValueList {
        values,
        evolvable: evolvable.into_iter().map(|value| value.value).collect(),
        flags: found.has(Cue::Flags),
    })
}

/// The ends of words that may announce a list: "one of", "either", "can be" before a value.
fn perhaps_values(at: Slice<'_>, found: &Found) -> impl Iterator<Item = usize> {
    const NEXT: [char; 8] = ['`', '\'', '"', '*', ':', 'e', 'o', 's'];
    let announces = move |end: usize| {
        let rest = at.text.get(end..).unwrap_or_default();
        rest.starts_with(':') || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(NEXT))
    };
    found.all.iter().filter_map(move |(cue, place)| match cue {
        Cue::PerhapsValues => Some(place.end),
        Cue::CanBe => Some(place.end).filter(|end| found.has(Cue::ValueWord) || announces(*end)),
        _ => None,
    })
}

/// The first list behind one of the places that has enough values, and where it ends. Numbers are a range.
fn first_list(
    at: Slice<'_>,
    found: &Found,
    starts: impl Iterator<Item = usize>,
    least: usize,
) -> Option<(Vec<Spanned<String>>, usize)> {
    let is_number = |value: &Spanned<String>| {
        value
            .value
            .starts_with(|char: char| char.is_ascii_digit() || char == '-')
    };
    starts.take(MOST_LISTS).find_map(|start| {
        let (values, end) = html_list(at, start).unwrap_or_else(|| {
            let end = list_end(at.text, start, found);
            (items(at.sub(start..end)), end)
        });
        (values.len() >= least && !values.iter().all(is_number)).then_some((values, end))
    })
}

/// The members that need `Prefer: include-unknown-enum-members`, which the text behind `from` lists after a colon.
fn evolvable(at: Slice<'_>, found: &Found, from: usize) -> Vec<Spanned<String>> {
    let mut headers = found.places(Cue::EvolvableHeader);
    let Some(header) = headers.find(|place| place.start >= from) else {
        return Vec::new();
    };
    let rest = at.text.get(header.end..).unwrap_or_default();
    let colons = rest.match_indices(':').map(|(colon, _)| colon + 1);
    let is_list = |start: &usize| {
        let rest = rest.get(*start..).unwrap_or_default();
        rest.trim_start().starts_with(['`', '*'])
    };
    let Some(start) = colons.into_iter().find(is_list).map(|start| header.end + start) else {
        return Vec::new();
    };
    items(at.sub(start..list_end(at.text, start, found)))
}

/// Where the list that starts at `start` ends: with its sentence, outside of code, or where another fact begins.
fn list_end(text: &str, start: usize, found: &Found) -> usize {
    let mut stops: Vec<usize> = found.places(Cue::ValuesEnd).map(|place| place.start).collect();
    stops.sort_unstable();
    let mut stops = stops.into_iter().filter(|stop| *stop > start).peekable();
    let bytes = text.as_bytes();
    let (mut index, mut depth) = (start, 0usize);
    while let Some(byte) = bytes.get(index) {
        while stops.next_if(|stop| *stop < index).is_some() {}
        if depth == 0 && stops.peek() == Some(&index) {
            return index;
        }
        match byte {
            b'`' => index = inline::code_span_end(text, index).saturating_sub(1),
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'.' if depth == 0 && ends_sentence(text, index) => return index,
            _ => {}
        }
        index += 1;
    }
    text.len()
}

/// A full stop before the end, a tag, a letter or white space.
fn ends_sentence(text: &str, index: usize) -> bool {
    let next = text.get(index + 1..).and_then(|rest| rest.chars().next());
    next.is_none_or(|char| char.is_whitespace() || char == '<' || char.is_ascii_alphabetic())
}

/// The values of an HTML list that starts near `start`, a value for each `<li>`, and where the list ends. `None` where an
/// item starts with no value. What an item explains holds no values.
fn html_list(at: Slice<'_>, start: usize) -> Option<(Vec<Spanned<String>>, usize)> {
    let rest = at.text.get(start..)?;
    let near = rest.get(..crate::text::floor(rest, NEAR))?;
    let (before, _) = near.split_once("<li>")?;
    if before.contains(['`', ',']) {
        return None;
    }
    let end = rest.find("</ul>").unwrap_or(rest.len());
    let items = rest.get(..end)?.split("<li>").skip(1);
    let values: Option<Vec<_>> = items.map(|item| first_value(at.locate(item))).collect();
    Some((values?, start + end))
}

/// The value that an item starts with: marked, or a word that stands alone or before a dash, a colon or a bracket.
fn first_value(item: Slice<'_>) -> Option<Spanned<String>> {
    let item = item.locate(item.text.trim_start());
    if let Some(mark @ ('`' | '*' | '_' | '"' | '\'')) = item.text.chars().next() {
        let inner = item.locate(item.text.trim_start_matches(mark));
        let value = inner.sub(0..inner.text.find(mark)?).trim();
        return is_value(value.text).then(|| value.owned());
    }
    let end = item
        .text
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | '.')));
    let word = item.sub(0..end.unwrap_or(item.text.len()));
    let word = word.locate(word.text.trim_end_matches('.'));
    let behind = item.text.get(word.text.len()..)?.trim_start_matches([' ', '.']);
    let alone = behind.is_empty() || behind.starts_with(['<', '-', '–', ':', '(']);
    (alone && is_value(word.text)).then(|| word.owned())
}

/// The values of a list: code spans, else quoted or bold words, else bare words between commas. `` `a | b` `` is two.
fn items(list: Slice<'_>) -> Vec<Spanned<String>> {
    let marked = ['`', '*', '\'', '"']
        .into_iter()
        .map(|mark| marked_items(list, mark));
    let found = marked.into_iter().find(|found| !found.is_empty());
    let found = found.unwrap_or_else(|| bare_items(list));
    let parts = found
        .into_iter()
        .flat_map(|item| item.text.split([',', '|']).map(move |part| item.locate(part)));
    let values = parts.map(|part| part.locate(part.text.trim().trim_matches(['"', '\''])));
    let mut known = HashSet::default();
    values
        .filter(|value| is_value(value.text) && known.insert(value.text))
        .map(|value| value.owned())
        .collect()
}

/// Whether a text can be a value: almost all are single words.
fn is_value(text: &str) -> bool {
    let fits = |char: char| {
        char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | ' ' | '/' | '+' | '&' | ':' | '#' | '@')
    };
    !text.is_empty() && text.len() < 100 && text != "null" && text.chars().all(fits)
}

/// What stands between two marks, as long as the list goes on.
fn marked_items<'a>(list: Slice<'a>, mark: char) -> Vec<Slice<'a>> {
    let (mut found, mut index, mut depth, mut last_end) = (Vec::new(), 0, 0usize, 0);
    while let Some(byte) = list.text.as_bytes().get(index) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            byte if *byte == mark as u8 => {
                let Some((inner, end)) = marked(list, index, mark) else {
                    break;
                };
                let between = list.text.get(last_end..index).unwrap_or_default();
                if depth == 0 && (found.is_empty() || goes_on(between)) {
                    found.push(inner);
                }
                (last_end, index) = (end, end);
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// The text inside the marks that start at `index`, and where they end.
fn marked(list: Slice<'_>, index: usize, mark: char) -> Option<(Slice<'_>, usize)> {
    let opening = list.text.get(index..)?;
    let inner = opening.trim_start_matches(mark);
    let start = list.text.len() - inner.len();
    let end = start + inner.find(mark)?;
    let closing = list.text.get(end..)?;
    let behind = closing.trim_start_matches(mark);
    Some((list.sub(start..end), list.text.len() - behind.len()))
}

/// Whether the text between two values lets the list go on: a comma, `and`, `or`, a tag; parentheses say nothing.
fn goes_on(between: &str) -> bool {
    const LAST: [&str; 13] = [
        ",", ";", ":", "|", "/", "and", "or", "li", "br", "br/", "-", "•", "ul",
    ];
    let mut depth = 0usize;
    let outside = |char: &char| {
        match char {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    let outside: String = between.chars().filter(outside).collect();
    let last = outside.trim().trim_end_matches([' ', '>']).to_ascii_lowercase();
    outside.trim().is_empty() || LAST.iter().any(|word| last.ends_with(word))
}

/// `A, B and C` behind a colon or "are": single words only, and at least two.
fn bare_items<'a>(list: Slice<'a>) -> Vec<Slice<'a>> {
    let text = list.text.trim_start_matches([':', ' ']);
    let text = text
        .strip_prefix("are ")
        .or_else(|| text.strip_prefix("is "))
        .unwrap_or(text);
    let parts = text.trim_start_matches([':', ' ']).split([',', ';', '|']);
    let parts = parts
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "));
    let words = parts.map(|part| {
        let part = part.trim();
        let word = part.strip_prefix("and ").or_else(|| part.strip_prefix("or "));
        word.unwrap_or(part).trim()
    });
    let is_word = |word: &str| {
        !word.contains(char::is_whitespace) && word.starts_with(char::is_alphabetic) && is_value(word)
    };
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let all = words.len() > 1 && words.iter().all(|word| is_word(word));
    words
        .into_iter()
        .filter(|_| all)
        .map(|word| list.locate(word))
        .collect()
}

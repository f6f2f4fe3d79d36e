//! Type cells: `String`, `[recipient](recipient.md) collection`, `Collection(Edm.String)`. Comes in: a cell. Goes out: a [`TypeCell`].
//! Does not know which types there are.

#[cfg(test)]
mod tests;

use super::{
    inline::{self, FoundLink, References},
    slice::Slice,
};
use crate::page::{TypeCell, TypeRef};

/// Words behind a type that say nothing about it.
const FILLERS: &[&str] = &[
    "object",
    "objects",
    "resource",
    "resources",
    "type",
    "entity",
    "instance",
];

/// Reads a cell. Its `types` are empty where no type can be read from it.
pub(super) fn read(at: Slice<'_>, references: &References) -> TypeCell {
    let at = at.trim();
    let links = inline::links(at, references);
    let mut text = inline::entities(at.text);
    if !text.is_ascii() {
        text = text.replace(['\u{a0}', '\u{200b}'], " ");
    }
    let trimmed = text.trim();
    let text = match trimmed.len() == text.len() {
        true => text,
        false => trimmed.to_owned(),
    };
    let mut cell = TypeCell {
        text,
        types: Vec::new(),
        collection: false,
        note: None,
        span: at.span(),
    };
    if links.is_empty() {
        words(&mut cell);
    } else {
        linked(&mut cell, at, &links);
    }
    cell
}

/// A cell without a text, for a column that is missing.
pub(super) fn empty(at: Slice<'_>) -> TypeCell {
    TypeCell {
        text: String::new(),
        types: Vec::new(),
        collection: false,
        note: None,
        span: at.span(),
    }
}

fn linked(cell: &mut TypeCell, at: Slice<'_>, links: &[FoundLink<'_>]) {
    let (mut rest, mut done) = (String::new(), 0);
    let place = |byte: u32| (byte - at.span().start) as usize;
    for link in links {
        rest.push_str(
            at.text
                .get(done..place(link.whole.span().start))
                .unwrap_or_default(),
        );
        rest.push(' ');
        done = place(link.whole.span().end);
        let name = inline::plain(link.text.text);
        let (name, plural) = without_collection(&name);
        cell.collection |= plural;
        let target = Some(link.target.trim().to_owned()).filter(|target| !target.is_empty());
        cell.types.push(TypeRef {
            name: name.to_owned(),
            link: target,
        });
    }
    rest.push_str(at.text.get(done..).unwrap_or_default());
    if rest.trim().is_empty() {
        return;
    }
    let rest = inline::plain(&rest).to_lowercase();
    cell.collection |= says_collection(&rest) || rest.contains("array") || rest.contains("list");
    cell.note = note_of(&rest);
}

/// What a text around a link says beyond the collection: `(readonly)`, `enum`.
fn note_of(rest: &str) -> Option<String> {
    let words = rest.split(|char: char| !char.is_alphanumeric() && char != '-');
    let ignored = [
        "",
        "collection",
        "collections",
        "of",
        "or",
        "and",
        "list",
        "array",
        "an",
        "a",
    ];
    let kept: Vec<&str> = words
        .filter(|word| !ignored.contains(word) && !FILLERS.contains(word))
        .collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}

fn says_collection(text: &str) -> bool {
    text.contains("collection")
}

/// A cell without links: words, `Collection(X)`, `X collection`, `A or B`.
fn words(cell: &mut TypeCell) {
    // Most cells hold one word.
    if cell.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let named = name(&cell.text).map(|(name, _)| TypeRef {
            name: name.to_owned(),
            link: None,
        });
        return cell.types.extend(named);
    }
    let text = inline::plain(&cell.text).replace(['[', ']'], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let brackets = cell.text.trim_end().ends_with("[]") && !cell.text.starts_with('[');
    let text = text.strip_prefix("(Optional) ").unwrap_or(&text);
    let (text, note) = without_note(text);
    let (text, plural) = without_collection(&text);
    cell.collection = plural || brackets;
    cell.note = note;
    for part in text.replace(" or ", "/").split('/') {
        match name(part.trim()) {
            Some((name, filler)) => {
                cell.types.push(TypeRef {
                    name: name.to_owned(),
                    link: None,
                });
                cell.note = cell.note.take().or(filler);
            }
            None => return cell.types.clear(),
        }
    }
}

/// `String (url)`, `string, maximum size 20`: the note apart. `Collection(X)` has none.
fn without_note(text: &str) -> (String, Option<String>) {
    if text
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("collection("))
    {
        let inner = text.get(11..).unwrap_or_default();
        let inner = inner.strip_suffix(')').unwrap_or(inner);
        return (format!("{inner} collection"), None);
    }
    let cut = text
        .find(" (")
        .or_else(|| text.find(", "))
        .or_else(|| text.find('('));
    let Some(cut) = cut.filter(|cut| *cut > 0) else {
        return (text.to_owned(), None);
    };
    let (head, tail) = text.split_at(cut);
    let close = if tail.starts_with(',') {
        tail.len()
    } else {
        tail.find(')').map_or(tail.len(), |end| end + 1)
    };
    let (note, behind) = tail.split_at(close);
    let note = note.trim_matches([' ', '(', ')', ',']).to_owned();
    (format!("{head}{behind}"), (!note.is_empty()).then_some(note))
}

/// The name without the words that make it many: `X collection`, `Collection of X`, `X list`, `array of X`.
pub(super) fn without_collection(text: &str) -> (&str, bool) {
    let mut text = text.trim().trim_end_matches([',', '.', ';']);
    let mut plural = false;
    for start in [
        "collection of ",
        "a collection of ",
        "array of ",
        "list of ",
        "collection ",
    ] {
        if text
            .get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
        {
            text = text.get(start.len()..).unwrap_or_default().trim();
            plural = true;
        }
    }
    for end in [" collection", " collections", " list", " array", "[]"] {
        while let Some(head) = ends_with(text, end) {
            text = head.trim();
            plural = true;
        }
    }
    (text, plural)
}

fn ends_with<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let cut = text.len().checked_sub(end.len())?;
    let (head, tail) = (text.get(..cut)?, text.get(cut..)?);
    tail.eq_ignore_ascii_case(end).then_some(head)
}

/// One name, and the word behind it: `JSON object`, `importance enum`.
fn name(text: &str) -> Option<(&str, Option<String>)> {
    let text = text.strip_prefix("Untyped ").unwrap_or(text);
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let filler = words.next().map(str::to_lowercase);
    let known = filler
        .as_deref()
        .is_none_or(|word| FILLERS.contains(&word) || word.starts_with("enum"));
    let fits = first
        .chars()
        .all(|char| char.is_alphanumeric() || matches!(char, '.' | '_' | '#' | '-'));
    let starts = first.starts_with(|char: char| char.is_alphabetic() || char == '#' || char == '_');
    let note = filler.filter(|word| word.starts_with("enum"));
    (known && fits && starts && words.next().is_none()).then_some((first.trim_start_matches('#'), note))
}

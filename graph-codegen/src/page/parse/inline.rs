//! Inline Markdown: links, plain names, prose on one line. Comes in: a slice. Goes out: text, links, [`Prose`].
//! Knows nothing of blocks and sections.

mod links;
mod prose;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use links::target;

pub(super) use links::{FoundLink, References, links};
pub(super) use prose::{includes, prose};

/// A link whose target is not closed is given up after this many bytes, and so is a code span.
const LONGEST_TARGET: usize = 2000;

/// A name without markup: bold, code, links, escapes, entities and invisible characters are gone.
pub(super) fn plain(text: &str) -> String {
    without_markup(text).into_owned()
}

/// The same, borrowed where there is no markup.
pub(super) fn without_markup(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_ordinary) {
        return Cow::Borrowed(text.trim());
    }
    let text = unlinked(text);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => plain.extend(chars.next()),
            '`' | '*' | '\u{200b}' | '\u{200f}' | '\u{feff}' => {}
            '\u{a0}' | '\u{202f}' | '\n' | '\t' => plain.push(' '),
            other => plain.push(other),
        }
    }
    let plain = if plain.contains('&') {
        entities(&plain)
    } else {
        plain
    };
    Cow::Owned(plain.trim().to_owned())
}

/// Whether a byte means itself in any text: most names hold nothing else.
fn is_ordinary(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b' ' | b'.' | b',' | b'_' | b'-' | b'/' | b'(' | b')' | b':' | b'|' | b'@' | b'$'
        )
}

/// `[text](target)` → `text`.
fn unlinked(text: &str) -> Cow<'_, str> {
    if !text.contains("](") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let (before, after) = rest.split_at(middle);
        let open = before.rfind('[').unwrap_or(before.len());
        out.push_str(before.get(..open).unwrap_or_default());
        out.push_str(before.get(open + 1..).unwrap_or_default());
        let tail = after.get(1..).unwrap_or_default();
        let (_, length) = target(tail);
        rest = tail.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The few entities that occur.
pub(super) fn entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 9] = [
        ("&nbsp;", " "),
        ("&#124;", "|"),
        ("&#96;", "`"),
        ("&#65279;", ""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    if !text.contains('&') {
        return text;
    }
    for (entity, char) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, char);
        }
    }
    text
}

/// Whether a cell says nothing: white space, `&nbsp;`, invisible characters.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(|char: char| char.is_ascii_alphanumeric()) {
        return false;
    }
    text.is_empty() || (text.len() < 64 && without_markup(text).is_empty())
}

/// Takes ` (deprecated)` off the end of a name.
pub(super) fn without_deprecated(name: &str) -> (&str, bool) {
    let name = name.trim();
    let Some(open) = name.rfind('(') else {
        return (name, false);
    };
    let (head, tail) = name.split_at(open);
    let is_mark = tail
        .trim_matches(['(', ')', ' ', '.'])
        .eq_ignore_ascii_case("deprecated");
    if is_mark {
        (head.trim(), true)
    } else {
        (name, false)
    }
}

/// Where the code span that starts at `start` ends; just after its ticks where it is not closed.
pub(super) fn code_span_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let fence = rest.get(..ticks).unwrap_or_default();
    let inner = rest.get(ticks..).unwrap_or_default();
    // A code span of a description is short; a bound keeps hostile input linear.
    let inner = inner.get(..floor(inner, LONGEST_TARGET)).unwrap_or(inner);
    match inner.find(fence) {
        Some(close) if ticks > 0 => start + ticks + close + ticks,
        _ => start + ticks.max(1),
    }
}

/// The nearest character border at or below `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

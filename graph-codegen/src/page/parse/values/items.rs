//! The values of a list. Comes in: a part of a text. Goes out: each value with its place.

use crate::{page::parse::slice::Slice, text::Spanned};

/// The values between two places: code spans, else bold or quoted words, else bare words between commas.
pub(super) fn items(at: Slice<'_>, start: usize, end: usize) -> Vec<Spanned<String>> {
    let list = at.sub(start..end.max(start));
    let mut found = spans(list, '`');
    for mark in ['*', '\'', '"'] {
        if found.is_empty() {
            found = spans(list, mark);
        }
    }
    if found.is_empty() {
        found = bare(list);
    }
    let mut values: Vec<Spanned<String>> = Vec::new();
    for value in found.into_iter().flat_map(parts) {
        let text = value.text.trim().trim_matches(['"', '\'']);
        let known = values.iter().any(|known| known.value == text);
        if !known && is_value(text) {
            values.push(value.locate(text).owned());
        }
    }
    values
}

/// `` `a | b` `` is two values in one code span.
fn parts(value: Slice<'_>) -> impl Iterator<Item = Slice<'_>> {
    value.text.split([',', '|']).map(move |part| value.locate(part))
}

/// Whether a text can be a value: few of them are no single word.
pub(super) fn is_value(text: &str) -> bool {
    let fits = |char: char| {
        char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | ' ' | '/' | '+' | '&' | ':' | '#' | '@')
    };
    !text.is_empty() && text.len() < 100 && text != "null" && text.chars().all(fits)
}

/// What stands between two marks, where a list goes on: after `:`, `,`, `;`, `and`, `or`, a tag or an opening word.
fn spans<'a>(list: Slice<'a>, mark: char) -> Vec<Slice<'a>> {
    let mut found = Vec::new();
    let (mut index, mut depth) = (0, 0usize);
    let bytes = list.text.as_bytes();
    let mut last_end = 0;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            byte if *byte == mark as u8 => {
                let Some((inner, next)) = marked(list, index, mark) else {
                    break;
                };
                if depth == 0
                    && goes_on(
                        list.text.get(last_end..index).unwrap_or_default(),
                        found.is_empty(),
                    )
                {
                    found.push(inner);
                }
                last_end = next;
                index = next;
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// The inside of a marked run at `index`, and where it ends.
fn marked<'a>(list: Slice<'a>, index: usize, mark: char) -> Option<(Slice<'a>, usize)> {
    let rest = list.text.get(index..)?;
    let ticks = rest.bytes().take_while(|byte| *byte == mark as u8).count();
    let inner = rest.get(ticks..)?;
    let close = inner.find(mark)?;
    let end = index + ticks + close;
    let ticks_after = list
        .text
        .get(end..)?
        .bytes()
        .take_while(|byte| *byte == mark as u8)
        .count();
    Some((list.sub(index + ticks..end), end + ticks_after))
}

/// Whether the text between two values lets the list go on.
fn goes_on(between: &str, first: bool) -> bool {
    let outside = without_parentheses(between);
    let outside = outside.trim();
    if first || outside.is_empty() {
        return true;
    }
    let last = outside.trim_end_matches([' ', '>']).to_ascii_lowercase();
    last.ends_with([',', ';', ':', '|', '/'])
        || ["and", "or", "li", "br", "br/", "-", "•", "ul"]
            .iter()
            .any(|word| last.ends_with(word))
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0usize;
    let mut keep = |char: &char| {
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
    text.chars().filter(|char| keep(char)).collect()
}

/// `A, B and C` behind a colon or "are": single words only.
fn bare<'a>(list: Slice<'a>) -> Vec<Slice<'a>> {
    let text = list.text.trim_start_matches([':', ' ']);
    let text = text
        .strip_prefix("are ")
        .or_else(|| text.strip_prefix("is "))
        .unwrap_or(text);
    let text = text.trim_start_matches([':', ' ']);
    let mut found = Vec::new();
    for part in text
        .split([',', ';', '|'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "))
    {
        let part = part.trim();
        let word = part
            .strip_prefix("and ")
            .or_else(|| part.strip_prefix("or "))
            .unwrap_or(part)
            .trim();
        if word.is_empty() {
            continue;
        }
        if word.contains(char::is_whitespace)
            || !word.starts_with(|char: char| char.is_alphabetic())
            || !is_value(word)
        {
            return Vec::new();
        }
        found.push(list.locate(word));
    }
    if found.len() < 2 { Vec::new() } else { found }
}

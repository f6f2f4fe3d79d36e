//! Header fields of the response that a sentence names: "a `Location` header", "`ETag` and `Retry-After` headers".

use super::{
    sections::PageReader,
    wordings::{Cue, Found},
};
use crate::{markdown::Slice, page::HeaderRow};

/// Header fields of requests, which sentences on the response mention too; in lower case.
const OF_REQUESTS: [&str; 8] = [
    "accept",
    "authorization",
    "consistencylevel",
    "content-type",
    "if-match",
    "if-none-match",
    "prefer",
    "host",
];

/// Capitalized words before "header" that name none; in lower case.
const NO_NAMES: [&str; 14] = [
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "no",
    "each",
    "all",
    "http",
    "request",
    "response",
    "following",
    "and",
];

/// Adds the header fields that a sentence names. Gives the first byte of the name of one with a URL, such as `Location`.
pub(super) fn read(reader: &mut PageReader<'_, '_>, sentence: Slice<'_>, found: &Found) -> Option<usize> {
    let mut location: Option<usize> = None;
    for place in found.places(Cue::Header) {
        let before = sentence.text.get(..place.start).unwrap_or_default();
        for name in names(before).into_iter().rev() {
            let name = sentence.locate(name);
            let lower = name.text.to_ascii_lowercase();
            if OF_REQUESTS.contains(&lower.as_str()) {
                continue;
            }
            if lower.ends_with("location") || lower == "azure-asyncoperation" {
                let start = (name.span().start - sentence.span().start) as usize;
                location = Some(location.map_or(start, |known| known.min(start)));
            }
            let description = reader.prose(sentence);
            reader.page.response_headers.push(HeaderRow {
                name: name.owned(),
                value: None,
                required: None,
                description,
            });
        }
    }
    location
}

/// The names at the end of a text, `a **Location**` or ``the `ETag` and `Retry-After` response``, the last one first.
fn names(before: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = without_word(before.trim_end(), "response");
    while let Some((name, before)) = last_name(rest) {
        names.push(name);
        let before = before.trim_end();
        let listed = without_word(before, "and").trim_end_matches([',', ' ']);
        if listed.len() == before.len() {
            break;
        }
        rest = listed;
    }
    names
}

fn without_word<'t>(text: &'t str, word: &str) -> &'t str {
    let start = text.strip_suffix(word).filter(|start| start.ends_with(' '));
    start.map_or(text, str::trim_end)
}

/// The last word, if it is marked as code, bold, or spelled like a header field; and the text before it.
fn last_name(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_end_matches(['`', '*', '"']);
    // `Prefer: respond-async` is a field with its value.
    let mark = text
        .chars()
        .next_back()
        .filter(|mark| matches!(mark, '`' | '*' | '"'));
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let start = bare.trim_end_matches(is_part).len();
    let (before, name) = bare.split_at_checked(start)?;
    let ends = match mark {
        Some(mark) => before.ends_with(mark),
        None => before.is_empty() || before.ends_with([' ', '(', '\n']),
    };
    let is_spelled = name.starts_with(|char: char| char.is_ascii_uppercase()) || name == "location";
    let lower = name.to_ascii_lowercase();
    let fits =
        ends && name.len() > 1 && (mark.is_some() || is_spelled) && !NO_NAMES.contains(&lower.as_str());
    fits.then(|| (name, before.trim_end_matches(['`', '*', '"'])))
}

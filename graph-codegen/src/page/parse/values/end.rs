//! Where a list of values ends. Comes in: a text in lower case. Goes out: a place in it.

use crate::page::parse::inline;

/// What ends the list, in lower case.
const ENDS: &[&str] = &[
    "inherited from",
    "the default",
    "default value",
    "default is",
    "default:",
    "you must use",
    "use the `prefer",
    "use the following",
    "note that",
    "for more",
    "see ",
    "supports ",
    "read-only",
    "returned ",
];

/// The end of the sentence, outside of code, or what ends a list earlier.
pub(super) fn list_end(lower: &str, start: usize) -> usize {
    let rest = lower.get(start..).unwrap_or_default();
    let stops: Vec<usize> = ENDS
        .iter()
        // Most of them are not there, and to ask that costs less than to search for the place.
        .filter(|words| rest.contains(**words))
        .filter_map(|words| rest.find(words))
        .filter(|at| *at > 0)
        .collect();
    let bytes = rest.as_bytes();
    let (mut index, mut depth) = (0, 0usize);
    while index < bytes.len() {
        if depth == 0 && stops.contains(&index) {
            return start + index;
        }
        match bytes.get(index) {
            Some(b'`') => index = inline::code_span_end(rest, index).saturating_sub(1),
            Some(b'(') => depth += 1,
            Some(b')') => depth = depth.saturating_sub(1),
            Some(b'.') if depth == 0 && ends_sentence(rest, index) => return start + index,
            _ => {}
        }
        index += 1;
    }
    start + rest.len()
}

/// A full stop before the end, a break, or white space.
fn ends_sentence(rest: &str, index: usize) -> bool {
    let tail = rest.get(index + 1..).unwrap_or_default();
    tail.is_empty()
        || tail.starts_with(|char: char| char.is_whitespace() || char == '<' || char.is_ascii_alphabetic())
}

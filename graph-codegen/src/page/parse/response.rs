//! The section on the response. Comes in: its paragraphs. Goes out: [`ResponseStatement`]s, one per documented result.

use super::{reader::Reader, slice::Slice, text};
use crate::page::{Outcome, ResponseStatement, TypeCell};

/// Reads a paragraph: a sentence with a status starts a statement, others complete the last one.
pub(super) fn read(reader: &mut Reader<'_, '_>, at: Slice<'_>) -> Outcome {
    let mut outcome = Outcome::Skipped("remark on the answer");
    for sentence in text::sentences(at) {
        let statuses = statuses(sentence);
        if statuses.is_empty() {
            if complete(reader, sentence) {
                outcome = Outcome::Modelled;
            }
            continue;
        }
        outcome = Outcome::Modelled;
        let no_body = says_nothing(sentence.text);
        let succeeds = statuses.iter().any(|(status, _)| *status < 400);
        let ty = if succeeds && !no_body {
            let behind = statuses.first().map_or(0, |(_, end)| *end);
            result(reader, sentence, behind)
        } else {
            None
        };
        let prose = reader.prose(sentence);
        reader.page.responses.push(ResponseStatement {
            statuses: statuses.into_iter().map(|(status, _)| status).collect(),
            result: ty,
            no_body,
            prose,
        });
    }
    outcome
}

/// The type named behind the status, or before it.
fn result(reader: &Reader<'_, '_>, sentence: Slice<'_>, behind: usize) -> Option<TypeCell> {
    let behind = sentence.sub(behind..sentence.text.len());
    text::type_of(behind, reader.references).or_else(|| text::type_of(sentence, reader.references))
}

/// A sentence without a status: it may name the type, or say that there is no body; whether it says so.
fn complete(reader: &mut Reader<'_, '_>, sentence: Slice<'_>) -> bool {
    let nothing = says_nothing(sentence.text);
    let lower = sentence.text.to_ascii_lowercase();
    let names = !nothing
        && ["return", "response body", "contains", "response includes"]
            .iter()
            .any(|words| lower.contains(words));
    let ty = if names {
        text::type_of(sentence, reader.references)
    } else {
        None
    };
    let says = ty.is_some() || nothing;
    let prose = reader.prose(sentence);
    match reader.page.responses.last_mut() {
        Some(last) => {
            last.no_body |= nothing && last.result.is_none();
            if last.result.is_none() && !last.no_body {
                last.result = ty;
            }
        }
        None if says => {
            reader.page.responses.push(ResponseStatement {
                statuses: Vec::new(),
                result: ty,
                no_body: nothing,
                prose,
            });
        }
        None => {}
    }
    says
}

fn says_nothing(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    const WORDS: [&str; 9] = [
        "not return anything",
        "n't return anything",
        "no response body",
        "empty response body",
        "not return a response body",
        "nothing in the response",
        "not return any",
        "n't return a response body",
        "without a response body",
    ];
    WORDS.iter().any(|words| lower.contains(words))
}

/// The statuses of a sentence and the byte behind each: numbers of three digits from 100 to 599 where a sentence speaks of codes.
fn statuses(sentence: Slice<'_>) -> Vec<(u16, usize)> {
    if !sentence.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let lower = sentence.text.to_ascii_lowercase();
    let speaks = ["code", "http", "error", "status"]
        .iter()
        .any(|word| lower.contains(word));
    let mut found: Vec<(u16, usize)> = Vec::new();
    for (word, end) in numbers(sentence.text) {
        let Ok(status @ 100..=599) = word.parse::<u16>() else {
            continue;
        };
        let is_new = !found.iter().any(|(known, _)| *known == status);
        if is_new && (speaks || is_marked(sentence.text, end)) {
            found.push((status, end));
        }
    }
    found
}

/// Whether the number that ends at `end` looks like a status by itself: `` `200 OK` ``, `201 Created`.
fn is_marked(text: &str, end: usize) -> bool {
    let before = text.get(..end.saturating_sub(3)).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default().trim_start_matches([' ', ',']);
    before.ends_with('`') || after.starts_with(|char: char| char.is_ascii_uppercase())
}

/// Numbers of three digits that stand alone, as `200 OK`, `` `204` ``, `201,`, `4xx` not.
fn numbers(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let words = text.split(|char: char| {
        !(char.is_ascii_alphanumeric() || matches!(char, '.' | '/' | '-' | '_' | '#' | '%'))
    });
    words.filter_map(move |word| {
        let word = word.trim_matches('.');
        let end = (word.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize) + word.len();
        (word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())).then_some((word, end))
    })
}

//! The section on the request body. Comes in: its paragraphs. Goes out: [`RequestBody`]; its tables come from elsewhere.

use super::{inline::References, reader::Reader, slice::Slice, text};
use crate::page::{RequestBody, TypeCell};

/// Words before the type of a body, in lower case.
const LEADS: &[&str] = &[
    "json representation of",
    "json representation for",
    "json-representation of",
    "json format of",
    "representation of",
    "representation for",
    "json object of",
    "json body of",
    "supply an instance of",
];

/// Reads a paragraph.
pub(super) fn read(reader: &mut Reader<'_, '_>, at: Slice<'_>) {
    let lower = at.text.to_ascii_lowercase();
    let prose = reader.prose(at);
    let ty = ty(at, &lower, reader.references);
    let body = reader.page.request_body.get_or_insert_with(RequestBody::default);
    body.none |= says_none(&lower);
    body.parameters |= says_parameters(&lower);
    body.updates |= says_updates(&lower);
    if body.ty.is_none() && !body.none {
        body.ty = ty;
    }
    body.content_type = body
        .content_type
        .take()
        .or_else(|| content_type(&lower).map(str::to_owned));
    if !prose.text.is_empty() {
        body.prose.push(prose);
    }
}

fn says_none(lower: &str) -> bool {
    let text = lower.trim().trim_end_matches('.');
    let denied = [
        "do not supply",
        "don't supply",
        "do not provide",
        "don't provide",
        "not supply a",
        "no request body",
        "not require a request body",
        "no body",
        "not have a request body",
        "empty request body",
        "doesn't need a request body",
        "leave the request body empty",
    ];
    matches!(text, "none" | "n/a" | "empty" | "nothing")
        || denied.iter().any(|words| text.contains(words)) && !text.contains("properties that")
}

fn says_parameters(lower: &str) -> bool {
    const WORDS: [&str; 9] = [
        "of the parameters",
        "following parameters",
        "json object with the following",
        "the parameters that",
        "object that contains the following",
        "object containing the following",
        "json object with these",
        "for the parameters",
        "values for the parameters",
    ];
    WORDS.iter().any(|words| lower.contains(words))
}

fn says_updates(lower: &str) -> bool {
    const WORDS: [&str; 10] = [
        "should be updated",
        "to be updated",
        "fields that should be",
        "to update.",
        "properties to update",
        "relevant fields",
        "you want to update",
        "need to be updated",
        "can be updated",
        "being updated",
    ];
    WORDS.iter().any(|words| lower.contains(words))
}

/// The type behind "JSON representation of", else the first link to a type in a sentence that says what to supply.
fn ty(at: Slice<'_>, lower: &str, references: &References) -> Option<TypeCell> {
    let lead = LEADS
        .iter()
        .filter(|lead| lower.contains(**lead))
        .filter_map(|lead| lower.find(lead).map(|index| index + lead.len()))
        .min();
    let start = match lead {
        Some(start) => start,
        None => ["supply", "provide", "specify", "include", "contain"]
            .iter()
            .filter_map(|word| lower.find(word))
            .min()?,
    };
    let rest = at.sub(start..at.text.len());
    let sentence = text::sentences(rest).first().copied()?;
    let words = sentence.text.trim_start().to_ascii_lowercase();
    if words.starts_with("the parameters") || words.starts_with("parameters") {
        return None;
    }
    let found = text::type_of(sentence, references)?;
    let is_linked = found.types.iter().any(|ty| ty.link.is_some());
    (lead.is_some() || is_linked).then_some(found)
}

/// Content that is no JSON, where a sentence says so.
fn content_type(lower: &str) -> Option<&'static str> {
    let has = |words: &str| lower.contains(words);
    let whole = has("body") || has("content");
    match () {
        () if has("json") => None,
        () if has("multipart") => Some("multipart/form-data"),
        () if has("mime content") || has("mime format") => Some("text/plain"),
        () if whole
            && (has("binary stream")
                || has("binary content")
                || has("binary data")
                || has("bytes of the")
                || has("binary of")
                || has("raw bytes")
                || has("binary contents")) =>
        {
            Some("application/octet-stream")
        }
        () if has("body") && has(" html ") && !has("property") => Some("text/html"),
        () => None,
    }
}

//! What sentences say of the request body and of the response: whether there is one, its type, its status.

use super::{
    response_headers,
    sections::PageReader,
    sentences::{sentences, type_of},
    wordings::{Cue, Found, NOTHING, REQUEST_BODY, RESPONSE},
};
use crate::{
    markdown::{Slice, inline::References},
    page::{Outcome, RequestBody, ResponseStatement, TypeCell},
    text::Spanned,
};

/// Reads a paragraph on the request body.
pub(super) fn request(reader: &mut PageReader<'_, '_>, at: Slice<'_>) {
    let found = REQUEST_BODY.find(at.text);
    let body = reader.page.request_body.get_or_insert_with(RequestBody::default);
    body.none |= says_none(at.text, &found);
    body.parameters |= found.has(Cue::Parameters);
    body.updates |= found.has(Cue::Updates);
    if body.property.is_none() {
        body.property = only_property(at, &found);
    }
    if body.ty.is_none() && body.property.is_none() && !body.none {
        body.ty = body_type(at, &found, reader.references);
    }
    if body.content_type.is_none() {
        body.content_type = content_type(&found).map(str::to_owned);
    }
}

fn says_none(text: &str, found: &Found) -> bool {
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    NOTHING.contains(&text.as_str()) || found.has(Cue::NoBody) && !found.has(Cue::PropertiesThat)
}

/// The name in "JSON representation of the **lockState** property".
fn only_property(at: Slice<'_>, found: &Found) -> Option<Spanned<String>> {
    let start = found.places(Cue::Representation).map(|place| place.end).min()?;
    let rest = at.text.get(start..)?.trim_start();
    let rest = rest
        .strip_prefix("the ")
        .or_else(|| rest.strip_prefix("a "))
        .unwrap_or(rest);
    let mark = ["**", "`", "*"].into_iter().find(|mark| rest.starts_with(mark))?;
    let (name, behind) = rest.strip_prefix(mark)?.split_once(mark)?;
    let alone = behind
        .trim_start()
        .strip_prefix("property")
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    (alone
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '_')
        && !name.is_empty())
    .then(|| at.locate(name).owned())
}

/// The type behind "JSON representation of", else the first link to a type in a sentence that says what to supply.
fn body_type(at: Slice<'_>, found: &Found, references: &References) -> Option<TypeCell> {
    let lead = found.places(Cue::Representation).map(|place| place.end).min();
    let start = lead.or_else(|| found.places(Cue::Supply).map(|place| place.start).min())?;
    let sentence = *sentences(at.sub(start..at.text.len())).first()?;
    let words = sentence.text.to_ascii_lowercase();
    if words.starts_with("the parameters") || words.starts_with("parameters") {
        return None;
    }
    let ty = type_of(sentence, references)?;
    let is_linked = ty.types.iter().any(|ty| ty.link.is_some());
    (lead.is_some() || is_linked).then_some(ty)
}

/// Content that is not JSON, where a sentence says so.
fn content_type(found: &Found) -> Option<&'static str> {
    let has = |cue| found.has(cue);
    match () {
        () if has(Cue::Json) => None,
        () if has(Cue::Multipart) => Some("multipart/form-data"),
        () if has(Cue::Mime) => Some("text/plain"),
        () if has(Cue::Bytes) && (has(Cue::Body) || has(Cue::Content)) => Some("application/octet-stream"),
        () if has(Cue::Body) && has(Cue::Html) && !has(Cue::Property) => Some("text/html"),
        () => None,
    }
}

/// Reads a paragraph on the response: a sentence with a status starts a statement, others complete the last one.
pub(super) fn response(reader: &mut PageReader<'_, '_>, at: Slice<'_>) -> Outcome {
    let mut outcome = Outcome::Skipped("remark on the answer");
    for sentence in sentences(at) {
        let found = RESPONSE.find(sentence.text);
        let statuses = statuses(sentence.text, &found);
        let location = response_headers::read(reader, sentence, &found);
        let says = if let Some((_, behind)) = statuses.first() {
            let body = location.map_or(sentence, |start| in_body(sentence, start, &found));
            let located_type = type_of(
                sentence.sub(body.text.len()..sentence.text.len()),
                reader.references,
            );
            let result = result(body, &statuses, *behind, &found, reader.references);
            reader.page.responses.push(ResponseStatement {
                statuses: statuses.into_iter().map(|(status, _)| status).collect(),
                result,
                no_body: found.has(Cue::NothingReturned),
                located: location.is_some(),
                located_type,
            });
            true
        } else {
            complete(reader, sentence, location, &found) || location.is_some()
        };
        if says {
            outcome = Outcome::Modelled;
        }
    }
    outcome
}

/// The part of a sentence that can be about the body, where a header field with a URL is named at `start`: what stands
/// before it, unless a body is mentioned behind it.
fn in_body<'a>(sentence: Slice<'a>, start: usize, found: &Found) -> Slice<'a> {
    let is_behind = found.places(Cue::InBody).any(|place| place.start > start);
    let end = if is_behind && !found.has(Cue::OtherRequest) {
        sentence.text.len()
    } else {
        start
    };
    sentence.sub(0..end)
}

/// The type of a success, named behind the status or before it.
fn result(
    sentence: Slice<'_>,
    statuses: &[(u16, usize)],
    behind: usize,
    found: &Found,
    references: &References,
) -> Option<TypeCell> {
    let succeeds = statuses.iter().any(|(status, _)| *status < 400);
    if !succeeds || found.has(Cue::NothingReturned) {
        return None;
    }
    let behind = sentence.sub(behind.min(sentence.text.len())..sentence.text.len());
    type_of(behind, references).or_else(|| type_of(sentence, references))
}

/// A sentence without a status: it may name the type, or say that there is no body; whether it says so.
fn complete(
    reader: &mut PageReader<'_, '_>,
    sentence: Slice<'_>,
    location: Option<usize>,
    found: &Found,
) -> bool {
    let no_body = found.has(Cue::NothingReturned);
    let last = reader.page.responses.last();
    let is_elsewhere = last.is_some_and(|last| last.located) && found.has(Cue::OtherRequest);
    let names = !no_body && !is_elsewhere && found.has(Cue::Returns);
    let body = location.map_or(sentence, |start| in_body(sentence, start, found));
    let located_type = type_of(
        sentence.sub(body.text.len()..sentence.text.len()),
        reader.references,
    );
    let result = names.then(|| type_of(body, reader.references)).flatten();
    let says = result.is_some() || no_body;
    match reader.page.responses.last_mut() {
        Some(last) if last.result.is_none() => {
            last.located |= location.is_some();
            last.located_type = last.located_type.take().or(located_type);
            last.no_body |= no_body;
            if !last.no_body {
                last.result = result;
            }
        }
        Some(_) => {}
        None if says => reader.page.responses.push(ResponseStatement {
            statuses: Vec::new(),
            result,
            no_body,
            located: location.is_some(),
            located_type,
        }),
        None => {}
    }
    says
}

/// The statuses of a sentence and the byte behind each: numbers from 100 to 599 where a sentence speaks of codes.
fn statuses(text: &str, found: &Found) -> Vec<(u16, usize)> {
    let mut statuses: Vec<(u16, usize)> = Vec::new();
    for (word, end) in numbers(text) {
        let Ok(status @ 100..=599) = word.parse::<u16>() else {
            continue;
        };
        let is_new = !statuses.iter().any(|(known, _)| *known == status);
        if is_new && (found.has(Cue::StatusWord) || is_marked(text, end)) {
            statuses.push((status, end));
        }
    }
    statuses
}

/// Whether the number that ends at `end` looks like a status by itself: `` `200 OK` ``, `201 Created`.
fn is_marked(text: &str, end: usize) -> bool {
    let before = text.get(..end.saturating_sub(3)).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default().trim_start_matches([' ', ',']);
    before.ends_with('`') || after.starts_with(|char: char| char.is_ascii_uppercase())
}

/// Numbers of three digits that stand alone, as `200 OK`, `` `204` ``, `201,`, `4xx` not; with the byte behind each.
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

//! HTTP messages as the pages write them: first line, headers and body. Read leniently and by hand: many have no
//! version, an odd status line or no empty line before the body, all of which an HTTP parser refuses.

use std::{iter::Peekable, sync::Arc};

use super::json;
use crate::{
    diagnostic::{Diagnostic, codes},
    markdown::Slice,
    page::{Body, StartLine},
    text::{Span, Spanned},
};

const METHODS: [&str; 7] = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"];

/// A message taken apart: first line, header fields, body, place.
pub(super) type Parts = (StartLine, Vec<(String, String)>, Body, Span);

/// `POST /me/messages`: method and target, without an HTTP version.
pub(super) fn request_line(line: Slice<'_>) -> Option<(Spanned<&'static str>, Slice<'_>)> {
    let line = line.trim();
    let end = line.text.find(char::is_whitespace)?;
    let method = line.sub(0..end);
    let name = METHODS
        .iter()
        .find(|name| name.eq_ignore_ascii_case(method.text))?;
    let target = line.sub(end..line.text.len()).trim();
    let (target, _) = without_version(target);
    let is_path = target.text.contains('/') || target.text.split_whitespace().count() == 1;
    (is_path && !target.text.is_empty()).then(|| (method.spanned(*name), target))
}

/// The target without ` HTTP/1.1` at its end or start, and that version.
fn without_version(target: Slice<'_>) -> (Slice<'_>, Option<&str>) {
    if target.text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return (target, None);
    }
    let is_version = |word: &str| {
        word.get(..5)
            .is_some_and(|start| start.eq_ignore_ascii_case("HTTP/"))
            && !word.contains("//")
    };
    if let Some((head, last)) = target.text.rsplit_once(char::is_whitespace)
        && is_version(last)
    {
        return (target.locate(head).trim(), Some(last));
    }
    if let Some((first, tail)) = target.text.split_once(char::is_whitespace)
        && is_version(first)
    {
        return (target.locate(tail).trim(), Some(first));
    }
    (target, None)
}

/// `HTTP/1.1 204 No Content`, `HTTP 201 Created`, `http/1.1 200`.
fn status_line(line: &str) -> Option<(u16, String)> {
    let rest = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("HTTP"))
        .and(line.get(4..))?;
    let rest = rest.strip_prefix('/').map_or(rest, |rest| {
        rest.trim_start_matches(|char: char| char.is_ascii_digit() || char == '.')
    });
    // Some pages write `HTTP code: 200 OK`.
    let rest = rest.trim_start().trim_start_matches("code:").trim_start();
    let status: u16 = rest.get(..3)?.parse().ok()?;
    let reason = rest.get(3..).unwrap_or_default().trim_matches([' ', ',']);
    (100..600).contains(&status).then(|| (status, reason.to_owned()))
}

/// Whether a text is meant as JSON.
pub(super) fn looks_like_json(text: &str) -> bool {
    text.trim_start()
        .trim_start_matches('\u{a0}')
        .starts_with(['{', '['])
}

/// `Content-Type: application/json`.
pub(super) fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let fits = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
    let starts = name.starts_with(|char: char| char.is_ascii_alphabetic());
    (starts && name.len() < 60 && name.chars().all(fits) && !value.starts_with("//"))
        .then(|| (name, value.trim()))
}

/// The messages of a fence; two requests in one fence are two.
pub(super) fn messages(content: Slice<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Parts> {
    split(content)
        .into_iter()
        .map(|part| message(part, findings))
        .collect()
}

/// Cuts before every first line that follows an empty line, outside of a JSON body.
fn split(content: Slice<'_>) -> Vec<Slice<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut after_empty = true;
    for line in content.lines() {
        let is_start = line.text.starts_with(|char: char| char.is_ascii_alphabetic())
            && (request_line(line)
                .is_some_and(|(_, target)| target.text.starts_with("http") || target.text.starts_with('/'))
                || status_line(line.text).is_some());
        if is_start && after_empty {
            starts.push((line.span().start - content.span().start) as usize);
        }
        after_empty = line.text.trim().is_empty();
    }
    if starts.len() < 2 {
        return vec![content];
    }
    let ends = starts.iter().skip(1).copied().chain([content.text.len()]);
    let ends: Vec<usize> = ends.collect();
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| content.sub(*start..end))
        .collect()
}

fn message(content: Slice<'_>, findings: &mut Vec<Diagnostic>) -> Parts {
    let mut lines = content.lines().peekable();
    while lines.next_if(is_empty).is_some() {}
    let first = lines.peek().and_then(|line| start_line(line.trim()));
    let mut start = first.unwrap_or(StartLine::None);
    let mut headers = Vec::new();
    if start != StartLine::None {
        lines.next();
        continued(&mut lines, &mut start);
        headers = header_lines(&mut lines, findings);
    }
    let from = lines.peek().map_or(content.text.len(), |line| {
        (line.span().start - content.span().start) as usize
    });
    let body = body(content.sub(from..content.text.len()), &headers, findings);
    (start, headers, body, content.span())
}

fn start_line(line: Slice<'_>) -> Option<StartLine> {
    if let Some((status, reason)) = status_line(line.text) {
        return Some(StartLine::Response { status, reason });
    }
    let (method, url) = request_line(line)?;
    Some(StartLine::Request {
        method: method.value.to_owned(),
        url: url.text.to_owned(),
    })
}

/// A query on lines of its own belongs to the URL.
fn continued<'a>(lines: &mut Peekable<impl Iterator<Item = Slice<'a>>>, start: &mut StartLine) {
    let StartLine::Request { url, .. } = start else {
        return;
    };
    while let Some(line) = lines.next_if(|line| line.text.trim_start().starts_with(['?', '&'])) {
        url.push_str(line.text.trim());
    }
}

/// Header lines up to the empty line. An empty line before the first header is tolerated, and a body right behind them.
fn header_lines<'a>(
    lines: &mut Peekable<impl Iterator<Item = Slice<'a>> + Clone>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(String, String)> {
    let odd = |line: Slice<'_>, message| {
        Diagnostic::new(&codes::MESSAGE_SHAPE, line.span(), message)
            .help("write the first line, the header fields, an empty line and the body, as HTTP does")
    };
    if let Some(empty) = lines.peek().copied().filter(is_empty) {
        let mut behind = lines.clone();
        while behind.next_if(is_empty).is_some() {}
        if behind
            .peek()
            .is_some_and(|line| header(line.text.trim()).is_some())
        {
            findings.push(odd(empty, "an empty line before the headers"));
            *lines = behind;
        }
    }
    let mut headers = Vec::new();
    while let Some((name, value)) = lines.peek().and_then(|line| header(line.text.trim())) {
        headers.push((name.to_owned(), value.to_owned()));
        lines.next();
    }
    if let Some(line) = lines.peek().filter(|line| !headers.is_empty() && !is_empty(line)) {
        findings.push(odd(*line, "no empty line between headers and body"));
    }
    headers
}

fn is_empty(line: &Slice<'_>) -> bool {
    line.text.trim().is_empty()
}

/// Reads a body by what it looks like and by its content type.
pub(super) fn body(at: Slice<'_>, headers: &[(String, String)], findings: &mut Vec<Diagnostic>) -> Body {
    let at = at.trim();
    let at = at.locate(at.text.trim_matches(['\u{a0}', '\u{feff}']));
    if at.text.is_empty() {
        return Body::Empty;
    }
    let span = at.span();
    let other = || Body::Other {
        text: at.text.to_owned(),
        span,
    };
    if !looks_like_json(at.text) && !is_lost_brace(at.text, headers) {
        return other();
    }
    match json::read(at) {
        Ok(read) => {
            for repair in &read.repairs {
                let finding = Diagnostic::new(&codes::JSON_MENDED, repair.span, repair.value);
                findings.push(finding.help("correct the JSON; it is read as if it were mended here"));
            }
            Body::Json {
                value: Arc::new(read.value),
                repairs: read.repairs,
                span,
            }
        }
        Err(_) if is_words(at.text) => other(),
        Err(fault) => {
            let end = crate::text::floor(at.text, fault.at + 1).max(fault.at);
            findings.push(Diagnostic::new(
                &codes::JSON_INVALID,
                at.sub(fault.at..end).span(),
                fault.message,
            ));
            Body::Invalid {
                text: at.text.to_owned(),
                span,
            }
        }
    }
}

/// `"a": 1 }` under a JSON content type.
fn is_lost_brace(text: &str, headers: &[(String, String)]) -> bool {
    let json = headers
        .iter()
        .any(|(name, value)| name.eq_ignore_ascii_case("content-type") && value.contains("json"));
    json && text.starts_with('"') && text.ends_with('}')
}

/// `{Raw bytes of the file}`: words in brackets.
fn is_words(text: &str) -> bool {
    !text.contains(['"', ':', '\u{201c}', '\''])
}

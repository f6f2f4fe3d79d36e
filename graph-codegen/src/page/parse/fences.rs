//! Blocks of code: request templates, example messages, JSON representations. The content decides what a block is; its
//! section and its annotation help.

use std::sync::Arc;

use super::{
    http,
    sections::{PageReader, Section},
};
use crate::{
    diagnostic::codes,
    markdown::Slice,
    page::{Annotation, BlockKind, Body, Message, Outcome, Representation, RequestLine, StartLine},
    text::Spanned,
};

/// Reads a fence.
pub(super) fn read<'a>(reader: &mut PageReader<'a, '_>, info: &str, content: Slice<'a>, at: Slice<'a>) {
    let annotation = reader.waiting.take();
    let block_type = annotation
        .as_ref()
        .and_then(|annotation| annotation.block_type.clone())
        .unwrap_or_default();
    let outcome = if block_type == "resource"
        || reader.section == Section::Representation && http::looks_like_json(content.text)
    {
        representation(reader, content, annotation)
    } else if is_other_language(info) {
        Outcome::Skipped("code in another language")
    } else {
        message(reader, content, annotation, &block_type)
    };
    reader.cover(BlockKind::Fence, outcome, at.span());
}

fn is_other_language(info: &str) -> bool {
    const READ: [&str; 6] = ["", "http", "json", "msgraph-interactive", "jsonc", "text"];
    let word = info
        .split([' ', ',', '{'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    !READ.contains(&word.as_str())
}

fn representation(
    reader: &mut PageReader<'_, '_>,
    content: Slice<'_>,
    annotation: Option<Arc<Annotation>>,
) -> Outcome {
    let body = http::body(content, &[], &mut reader.findings);
    let failed = matches!(body, Body::Invalid { .. });
    reader.page.representations.push(Representation {
        annotation,
        body,
        span: content.span(),
    });
    if failed {
        Outcome::Failed
    } else {
        Outcome::Modelled
    }
}

fn message<'a>(
    reader: &mut PageReader<'a, '_>,
    content: Slice<'a>,
    annotation: Option<Arc<Annotation>>,
    block_type: &str,
) -> Outcome {
    let Some(first) = lines(content).next() else {
        return Outcome::Skipped("empty block");
    };
    let several = lists_requests(content) && reader.page.path.is_api() && reader.section != Section::Example;
    if several || is_template(reader, first, block_type) {
        let first_only = block_type == "request" && !several;
        templates(reader, content, annotation.as_ref(), first_only);
        if !first_only {
            return Outcome::Modelled;
        }
    }
    let messages = http::messages(content, &mut reader.findings);
    let mut outcome = Outcome::Skipped("neither request, response nor JSON");
    for (start, headers, body, span) in messages {
        if start == StartLine::None && matches!(body, Body::Other { .. } | Body::Empty) {
            continue;
        }
        outcome = if matches!(body, Body::Invalid { .. }) {
            Outcome::Failed
        } else {
            Outcome::Modelled
        };
        let message = Message {
            start,
            heading: Arc::clone(&reader.heading),
            group: Arc::clone(&reader.group),
            annotation: annotation.clone(),
            headers,
            body,
            span,
        };
        reader.page.examples.push(message);
    }
    outcome
}

/// The lines that are not empty.
fn lines(content: Slice<'_>) -> impl Iterator<Item = Slice<'_>> {
    let lines = content.lines().map(|line| line.trim());
    lines.filter(|line| !line.text.is_empty())
}

/// Several requests without a host and nothing else: templates, whatever the annotation says.
fn lists_requests(content: Slice<'_>) -> bool {
    let is_path = |line| http::request_line(line).is_some_and(|(_, target)| !target.text.contains("://"));
    content.text.trim().contains('\n') && lines(content).all(is_path)
}

/// A request below "HTTP request" is a template; elsewhere on an operation page one with a path only, outside of examples.
fn is_template(reader: &PageReader<'_, '_>, first: Slice<'_>, block_type: &str) -> bool {
    let Some((_, target)) = http::request_line(first) else {
        return reader.section == Section::Request
            && !http::looks_like_json(first.text)
            && !first.text.starts_with("HTTP");
    };
    match reader.section {
        Section::Request => reader.page.path.is_api(),
        Section::Example => false,
        // What stands beside a table of parameters, a body or a response shows how to call; it is no further request.
        Section::Query | Section::Headers | Section::RequestBody | Section::Response
            if !reader.page.requests.is_empty() =>
        {
            false
        }
        _ => {
            reader.page.path.is_api()
                && block_type != "request"
                && block_type != "example"
                && !target.text.contains("://")
        }
    }
}

fn templates<'a>(
    reader: &mut PageReader<'a, '_>,
    content: Slice<'a>,
    annotation: Option<&Arc<Annotation>>,
    first_only: bool,
) {
    for line in lines(content) {
        match http::request_line(line) {
            Some((method, target)) => {
                let request = RequestLine {
                    method: Spanned::new(method.value.to_owned(), method.span),
                    target: target.owned(),
                    annotation: annotation.cloned(),
                };
                reader.page.requests.push(request);
                reader.cover(BlockKind::RequestLine, Outcome::Modelled, line.span());
                if first_only {
                    break;
                }
            }
            None => odd_line(reader, line),
        }
    }
}

/// What stands between the requests of a block.
fn odd_line(reader: &mut PageReader<'_, '_>, line: Slice<'_>) {
    if line.text.starts_with(['?', '&'])
        && let Some(last) = reader.page.requests.last_mut()
    {
        last.target.value.push_str(line.text);
        return reader.cover(BlockKind::RequestLine, Outcome::Modelled, line.span());
    }
    let outcome = if http::header(line.text).is_some() {
        Outcome::Skipped("header below a request template")
    } else if line.text.eq_ignore_ascii_case("or") {
        Outcome::Skipped("word between requests")
    } else {
        reader.report(&codes::REQUEST_LINE, line.span(), "a line that is no request");
        Outcome::Failed
    };
    reader.cover(BlockKind::RequestLine, outcome, line.span());
}

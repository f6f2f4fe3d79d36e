//! Blocks of code: request templates, example messages, JSON representations. Comes in: a fence and its annotation.
//! The content decides what it is; section and annotation help.

use std::sync::Arc;

use super::{http, reader::Reader, sections::Section, slice::Slice};
use crate::{
    diagnostic::codes,
    page::{Annotation, BlockKind, Body, Message, Outcome, Representation, RequestLine, StartLine},
    text::Spanned,
};

/// Reads a fence.
pub(super) fn read<'a>(
    reader: &mut Reader<'a, '_>,
    info: &str,
    content: Slice<'a>,
    at: Slice<'a>,
    annotation: Option<Arc<Annotation>>,
) {
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
    reader: &mut Reader<'_, '_>,
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
    reader: &mut Reader<'a, '_>,
    content: Slice<'a>,
    annotation: Option<Arc<Annotation>>,
    block_type: &str,
) -> Outcome {
    let first = content
        .lines()
        .map(|line| line.trim())
        .find(|line| !line.text.is_empty());
    let Some(first) = first else {
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
    let mut annotation = annotation;
    let mut left = messages.len();
    let mut outcome = Outcome::Skipped("neither request, response nor JSON");
    for (start, headers, body, span) in messages {
        left -= 1;
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
            heading: super::inline::plain(reader.heading.text),
            group: reader.group.clone(),
            annotation: if left == 0 {
                annotation.take()
            } else {
                annotation.clone()
            },
            headers,
            body,
            span,
        };
        reader.page.examples.push(message);
    }
    outcome
}

/// Several requests without a host and nothing else: templates, whatever the annotation says.
fn lists_requests(content: Slice<'_>) -> bool {
    let mut lines = content
        .lines()
        .map(|line| line.trim())
        .filter(|line| !line.text.is_empty());
    let is_path =
        |line: Slice<'_>| http::request_line(line).is_some_and(|(_, target)| !target.text.contains("://"));
    content.text.trim().contains('\n') && lines.all(is_path)
}

/// A request below "HTTP request" is a template; elsewhere on an operation page one with a path only, outside of examples.
fn is_template(reader: &Reader<'_, '_>, first: Slice<'_>, block_type: &str) -> bool {
    let Some((_, target)) = http::request_line(first) else {
        return reader.section == Section::Request
            && !http::looks_like_json(first.text)
            && !first.text.starts_with("HTTP");
    };
    match reader.section {
        Section::Request => reader.page.path.is_api(),
        Section::Example => false,
        _ => {
            reader.page.path.is_api()
                && block_type != "request"
                && block_type != "example"
                && !target.text.contains("://")
        }
    }
}

fn templates<'a>(
    reader: &mut Reader<'a, '_>,
    content: Slice<'a>,
    annotation: Option<&Arc<Annotation>>,
    first_only: bool,
) {
    let heading = super::inline::plain(reader.heading.text);
    let lines = content
        .lines()
        .map(|line| line.trim())
        .filter(|line| !line.text.is_empty());
    for line in lines {
        match http::request_line(line) {
            Some((method, target)) => {
                let request = RequestLine {
                    method: Spanned::new(method.value.to_owned(), method.span),
                    target: target.owned(),
                    heading: heading.clone(),
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
fn odd_line(reader: &mut Reader<'_, '_>, line: Slice<'_>) {
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
        reader.find(&codes::REQUEST_LINE, line.span(), "a line that is no request");
        Outcome::Failed
    };
    reader.cover(BlockKind::RequestLine, outcome, line.span());
}

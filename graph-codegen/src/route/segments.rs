//! The path of a template, segment by segment.

use super::{Argument, Segment, outside::split_outside};

/// `root:` opens an address by path, which the next raw segment with a colon at its end closes.
pub(super) fn segments(path: &str) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(path.bytes().filter(|byte| *byte == b'/').count());
    let mut open: Option<String> = None;
    for raw in split_outside(path, '/').map(str::trim) {
        let (text, colon) = match raw.strip_suffix(':') {
            Some(text) => (text, true),
            None => (raw, false),
        };
        match open.take() {
            Some(address) => {
                let address = if address.is_empty() {
                    text.to_owned()
                } else {
                    format!("{address}/{text}")
                };
                if colon {
                    segments.push(Segment::ByPath(address));
                } else {
                    open = Some(address);
                }
            }
            None => {
                segments.extend((!text.is_empty()).then(|| segment(text)));
                open = colon.then(String::new);
            }
        }
    }
    segments.extend(open.filter(|address| !address.is_empty()).map(Segment::ByPath));
    segments
}

fn segment(raw: &str) -> Segment {
    let is = |word| raw.eq_ignore_ascii_case(word);
    match () {
        () if is("$ref") => return Segment::Ref,
        () if is("$value") => return Segment::Value,
        () if is("$count") => return Segment::Count,
        () if is("...") || is("…") => return Segment::Ellipsis,
        () => {}
    }
    if raw.starts_with(['{', '<', '(']) {
        let marks = ['{', '}', '<', '>', '(', ')'];
        let text = raw.trim_matches(marks);
        return Segment::Key(match text.contains(marks) {
            true => text.replace(marks, "").trim().to_owned(),
            false => text.trim().to_owned(),
        });
    }
    match raw.split_once('(') {
        Some((name, rest)) => call(name, rest.strip_suffix(')').unwrap_or(rest)),
        None if is_qualified(raw) => Segment::Qualified {
            name: raw.to_owned(),
            arguments: None,
        },
        None if is_identifier(raw.trim_start_matches('$')) => Segment::Name(raw.to_owned()),
        None => Segment::Literal(raw.to_owned()),
    }
}

fn call(name: &str, arguments: &str) -> Segment {
    let name = name.trim().to_owned();
    let arguments = split_outside(arguments, ',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(argument)
        .collect();
    if is_qualified(&name) {
        Segment::Qualified {
            name,
            arguments: Some(arguments),
        }
    } else {
        Segment::Call { name, arguments }
    }
}

fn argument(text: &str) -> Argument {
    match text.split_once('=') {
        Some((name, value)) if is_identifier(name.trim()) => Argument {
            name: Some(name.trim().to_owned()),
            value: value.trim().to_owned(),
        },
        _ => Argument {
            name: None,
            value: text.to_owned(),
        },
    }
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_qualified(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_identifier)
}

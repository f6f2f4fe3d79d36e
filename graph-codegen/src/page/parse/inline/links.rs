//! Links of a text. Comes in: a slice. Goes out: links with resolved targets.

use std::borrow::Cow;

use super::{LONGEST_TARGET, code_span_end, floor, plain};
use crate::{collections::HashMap, page::Link, page::parse::slice::Slice};

/// Definitions of reference links: `[recipient]: recipient.md`, by label in lower case. Only looked up, never listed.
pub(in crate::page::parse) type References = HashMap<String, String>;

/// A link in a text, and how many bytes of it the link takes.
pub(in crate::page::parse) struct FoundLink<'a> {
    /// `[text](target)`, from bracket to parenthesis.
    pub(in crate::page::parse) whole: Slice<'a>,
    /// The text between the brackets.
    pub(in crate::page::parse) text: Slice<'a>,
    /// The target, resolved.
    pub(in crate::page::parse) target: Cow<'a, str>,
}

impl FoundLink<'_> {
    /// As the page's data has it.
    pub(in crate::page::parse) fn link(&self) -> Link {
        Link {
            text: plain(self.text.text),
            target: self.target.trim().to_owned(),
            span: self.whole.span(),
        }
    }
}

/// The links of a text, in order; code spans hold none.
pub(in crate::page::parse) fn links<'a>(at: Slice<'a>, references: &References) -> Vec<FoundLink<'a>> {
    if !at.text.contains('[') {
        return Vec::new();
    }
    let bytes = at.text.as_bytes();
    // Most texts have one.
    let mut found = Vec::with_capacity(1);
    // Brackets hardly ever nest.
    let (mut open, mut outer, mut index) = (None, Vec::new(), 0);
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'\\' => index += 1,
            b'`' => index = code_span_end(at.text, index).saturating_sub(1),
            b'[' => outer.extend(open.replace(index)),
            b']' => {
                let start = std::mem::replace(&mut open, outer.pop());
                let link = start.and_then(|start| link_at(at, start, index, references));
                if let Some(link) = link {
                    index = (link.whole.span().end - at.span().start) as usize - 1;
                    if link.whole.text.starts_with('[') {
                        found.push(link);
                    }
                }
            }
            _ => {}
        }
        index += 1;
    }
    found
}

fn link_at<'a>(at: Slice<'a>, open: usize, close: usize, references: &References) -> Option<FoundLink<'a>> {
    let text = at.sub(open + 1..close);
    if text.text.starts_with('!') || at.text.get(..open).is_some_and(|before| before.ends_with('!')) {
        return None;
    }
    let rest = at.text.get(close + 1..)?;
    match rest.bytes().next() {
        Some(b'(') => {
            let (target, length) = target(rest);
            let whole = at.sub(open..close + 1 + length);
            Some(FoundLink {
                whole,
                text,
                target: Cow::Borrowed(target),
            })
        }
        Some(b'[') => {
            let label = rest.get(1..rest.find(']')?)?;
            let wanted = if label.is_empty() { text.text } else { label };
            let target = references.get(&wanted.to_lowercase())?.clone();
            let whole = at.sub(open..close + 1 + label.len() + 2);
            Some(FoundLink {
                whole,
                text,
                target: Cow::Owned(target),
            })
        }
        _ => {
            let target = references.get(&text.text.to_lowercase())?.clone();
            Some(FoundLink {
                whole: at.sub(open..close + 1),
                text,
                target: Cow::Owned(target),
            })
        }
    }
}

/// The target of `(target "title")`, and the bytes up to and with the closing parenthesis, or what there is of it.
pub(super) fn target(rest: &str) -> (&str, usize) {
    let rest = rest.get(..floor(rest, LONGEST_TARGET)).unwrap_or(rest);
    let mut depth = 0usize;
    let mut end = None;
    for (index, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => {
                end = Some(index);
                break;
            }
            b')' => depth -= 1,
            b'\n' | b'|' => break,
            _ => {}
        }
    }
    let unclosed = || rest.find(char::is_whitespace).unwrap_or(rest.len());
    let inner = rest.get(1..end.unwrap_or_else(unclosed)).unwrap_or_default();
    let length = end.map_or(inner.len() + 1, |end| end + 1);
    let target = inner.split(" \"").next().unwrap_or_default().trim();
    (target.trim_matches(['<', '>']), length)
}

//! Inline Markdown of a page, with places: links, names without markup, prose on one line.
//!
//! These texts are cells and lines of pages that are often malformed (a link that is not closed, a pipe in a target), and
//! a link keeps its place; pulldown-cmark gives such links as text and loses what the page means.

use std::borrow::Cow;

use super::slice::Slice;
use crate::{
    collections::HashMap,
    text::{Span, floor},
};

/// Running text: Markdown on one line, soft breaks as spaces; `**TODO…**` marks are taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// Its links, in order, reference links resolved.
    pub links: Vec<Link>,
    /// Where.
    pub span: Span,
}

/// `[recipient](../resources/recipient.md)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// `recipient`.
    pub text: String,
    /// The target as written; empty for `[x]()`.
    pub target: String,
    /// Where.
    pub span: Span,
}

/// A link whose target is not closed is given up after this many bytes, and so is a code span.
const LONGEST_TARGET: usize = 2000;

/// A name without markup: bold, code, links, escapes, entities and invisible characters are gone.
pub(crate) fn plain(text: &str) -> String {
    without_markup(text).into_owned()
}

/// The same, borrowed where there is no markup.
pub(crate) fn without_markup(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_ordinary) {
        return Cow::Borrowed(text.trim());
    }
    let text = unlinked(text);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => plain.extend(chars.next()),
            '`' | '*' | '\u{200b}' | '\u{200f}' | '\u{feff}' => {}
            '\u{a0}' | '\u{202f}' | '\n' | '\t' => plain.push(' '),
            other => plain.push(other),
        }
    }
    let plain = if plain.contains('&') {
        entities(&plain)
    } else {
        plain
    };
    Cow::Owned(plain.trim().to_owned())
}

/// Whether a byte means itself in any text: most names hold nothing else.
fn is_ordinary(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b' ' | b'.' | b',' | b'_' | b'-' | b'/' | b'(' | b')' | b':' | b'|' | b'@' | b'$'
        )
}

/// `[text](target)` → `text`.
fn unlinked(text: &str) -> Cow<'_, str> {
    if !text.contains("](") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let (before, after) = rest.split_at(middle);
        let open = before.rfind('[').unwrap_or(before.len());
        out.push_str(before.get(..open).unwrap_or_default());
        out.push_str(before.get(open + 1..).unwrap_or_default());
        let tail = after.get(1..).unwrap_or_default();
        let (_, length) = target(tail);
        rest = tail.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The few entities that occur.
pub(crate) fn entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 9] = [
        ("&nbsp;", " "),
        ("&#124;", "|"),
        ("&#96;", "`"),
        ("&#65279;", ""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    if !text.contains('&') {
        return text;
    }
    for (entity, char) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, char);
        }
    }
    text
}

/// Whether a cell says nothing: white space, `&nbsp;`, invisible characters.
pub(crate) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(|char: char| char.is_ascii_alphanumeric()) {
        return false;
    }
    text.is_empty() || (text.len() < 64 && without_markup(text).is_empty())
}

/// Takes ` (deprecated)` off the end of a name.
pub(crate) fn without_deprecated(name: &str) -> (&str, bool) {
    let name = name.trim();
    let Some(open) = name.rfind('(') else {
        return (name, false);
    };
    let (head, tail) = name.split_at(open);
    let is_mark = tail
        .trim_matches(['(', ')', ' ', '.'])
        .eq_ignore_ascii_case("deprecated");
    if is_mark {
        (head.trim(), true)
    } else {
        (name, false)
    }
}

/// Where the code span that starts at `start` ends; just after its ticks where it is not closed.
pub(crate) fn code_span_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let fence = rest.get(..ticks).unwrap_or_default();
    let inner = rest.get(ticks..).unwrap_or_default();
    // A code span of a description is short; a bound keeps hostile input linear.
    let inner = inner.get(..floor(inner, LONGEST_TARGET)).unwrap_or(inner);
    match inner.find(fence) {
        Some(close) if ticks > 0 => start + ticks + close + ticks,
        _ => start + ticks.max(1),
    }
}

/// Definitions of reference links: `[recipient]: recipient.md`, by label in lower case. Only looked up, never listed.
pub(crate) type References = HashMap<String, String>;

/// A link in a text, and how many bytes of it the link takes.
pub(crate) struct FoundLink<'a> {
    /// `[text](target)`, from bracket to parenthesis.
    pub(crate) whole: Slice<'a>,
    /// The text between the brackets.
    pub(crate) text: Slice<'a>,
    /// The target, resolved.
    pub(crate) target: Cow<'a, str>,
}

impl FoundLink<'_> {
    /// As the page's data has it.
    pub(crate) fn link(&self) -> Link {
        Link {
            text: plain(self.text.text),
            target: self.target.trim().to_owned(),
            span: self.whole.span(),
        }
    }
}

/// The links of a text, in order; code spans hold none.
pub(crate) fn links<'a>(at: Slice<'a>, references: &References) -> Vec<FoundLink<'a>> {
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
            let target = defined(references, wanted)?;
            let whole = at.sub(open..close + 1 + label.len() + 2);
            Some(FoundLink {
                whole,
                text,
                target: Cow::Owned(target),
            })
        }
        _ => {
            let target = defined(references, text.text)?;
            Some(FoundLink {
                whole: at.sub(open..close + 1),
                text,
                target: Cow::Owned(target),
            })
        }
    }
}

/// The target of a label. CommonMark allows it 999 characters, so that nested brackets take no time.
fn defined(references: &References, label: &str) -> Option<String> {
    let is_label = !references.is_empty() && label.len() < 4000;
    is_label.then(|| references.get(&label.to_lowercase()).cloned())?
}

/// The target of `(target "title")`, and the bytes up to and with the closing parenthesis, or what there is of it.
pub(crate) fn target(rest: &str) -> (&str, usize) {
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

/// Running text on one line; marks for what is to be written yet are taken out.
pub(crate) fn prose(at: Slice<'_>, references: &References) -> Prose {
    let at = at.trim();
    let found = links(at, references);
    let text = with_inline_links(at, &found);
    let text = one_line(&text);
    let text = if text.contains("TODO") {
        without_todo(&text)
    } else {
        text
    };
    let text = if includes(&text) {
        without_includes(&text)
    } else {
        text
    };
    let links = found.iter().map(FoundLink::link).collect();
    Prose {
        text,
        links,
        span: at.span(),
    }
}

/// Reference links become inline links: the definitions are not at hand later.
fn with_inline_links<'a>(at: Slice<'a>, found: &[FoundLink<'a>]) -> Cow<'a, str> {
    let is_reference = |link: &&FoundLink<'_>| matches!(link.target, Cow::Owned(_));
    if !found.iter().any(|link| is_reference(&link)) {
        return Cow::Borrowed(at.text);
    }
    let start = at.span().start;
    let (mut out, mut done) = (String::with_capacity(at.text.len()), 0);
    for link in found.iter().filter(is_reference) {
        let from = (link.whole.span().start - start) as usize;
        out.push_str(at.text.get(done..from).unwrap_or_default());
        out.push_str(&format!("[{}]({})", link.text.text, link.target));
        done = (link.whole.span().end - start) as usize;
    }
    out.push_str(at.text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// Soft breaks, tabs and hard spaces become one space; quote marks at the start of a line go.
pub(crate) fn one_line(text: &str) -> String {
    // Without a way out the loop takes many bytes at once.
    let is_special = |byte: u8| !byte.is_ascii() | matches!(byte, b'\n' | b'\t' | b'&' | b'\\');
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return text.trim().to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for (number, part) in text.lines().enumerate() {
        let part = part.trim();
        let part = if number > 0 {
            part.trim_start_matches('>').trim_start()
        } else {
            part
        };
        if !line.is_empty() && !part.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    if line.contains(['\u{a0}', '\u{202f}', '\t', '\u{200b}', '\u{feff}'])
        || line.contains("&nbsp;")
        || line.contains("\\|")
    {
        line = line
            .replace("&nbsp;", " ")
            .replace("\\|", "|")
            .replace(['\u{a0}', '\u{202f}', '\t'], " ")
            .replace(['\u{200b}', '\u{feff}'], "");
    }
    line.trim().to_owned()
}

/// `**TODO: Add Description** Inherited from …` → `Inherited from …`.
fn without_todo(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("**TODO") {
        let (before, mark) = rest.split_at(start);
        out.push_str(before);
        let inner = mark.get(2..).unwrap_or_default();
        rest = inner
            .find("**")
            .and_then(|end| inner.get(end + 2..))
            .unwrap_or_default();
        if out.trim().is_empty() {
            rest = rest.trim_start_matches(['.', ' ']);
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// Whether a text has a directive in its middle, where it includes nothing.
pub(crate) fn includes(text: &str) -> bool {
    text.contains("[!INCLUDE") || text.contains("[!include")
}

fn next_include(text: &str) -> Option<usize> {
    let mut marks = text.match_indices("[!").map(|(at, _)| at);
    marks.find(|at| includes(text.get(*at..at + "[!INCLUDE".len()).unwrap_or_default()))
}

/// `Unique. [!INCLUDE [note](x.md)] Read-only.` → `Unique. Read-only.`
fn without_includes(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = next_include(rest) {
        let (before, directive) = rest.split_at(start);
        out.push_str(before.trim_end());
        let end = directive.find(")]").map_or(directive.len(), |end| end + 2);
        rest = directive.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;

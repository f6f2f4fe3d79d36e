//! Running text on one line. Comes in: a slice. Goes out: [`Prose`].

use std::borrow::Cow;

use super::links::{FoundLink, References, links};
use crate::{page::Prose, page::parse::slice::Slice};

/// Running text on one line; marks for what is to be written yet are taken out.
pub(in crate::page::parse) fn prose(at: Slice<'_>, references: &References) -> Prose {
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
pub(in crate::page::parse) fn one_line(text: &str) -> String {
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
pub(in crate::page::parse) fn includes(text: &str) -> bool {
    text.contains("[!INCLUDE") || text.contains("[!include")
}

/// `Unique. [!INCLUDE [note](x.md)] Read-only.` → `Unique. Read-only.`
fn without_includes(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find("[!INCLUDE").or_else(|| rest.find("[!include")) {
        let (before, directive) = rest.split_at(start);
        out.push_str(before.trim_end());
        let end = directive.find(")]").map_or(directive.len(), |end| end + 2);
        rest = directive.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

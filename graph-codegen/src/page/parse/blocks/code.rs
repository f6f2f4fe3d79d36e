//! Code and HTML. Comes in: their text. Goes out: fences, comments and pieces of HTML.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, TagEnd};

use super::{Kind, Reader};
use crate::page::parse::{comment, slice::Slice};

impl<'a> Reader<'a> {
    pub(super) fn code(
        &mut self,
        kind: &CodeBlockKind<'a>,
        range: Range<usize>,
        events: &mut OffsetIter<'a>,
    ) {
        let mut content: Option<Range<usize>> = None;
        for (event, part) in events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                _ => content = Some(content.map_or(part.clone(), |all| all.start..part.end)),
            }
        }
        let whole = self.at.sub(range.clone());
        let (info, closed) = match kind {
            CodeBlockKind::Fenced(info) => (info.trim().to_owned(), is_closed(whole.text)),
            CodeBlockKind::Indented => (String::new(), true),
        };
        let content = self.at.sub(content.unwrap_or(range.end..range.end));
        self.push(
            Kind::Fence {
                info,
                content,
                closed,
            },
            whole.trim(),
        );
    }

    pub(super) fn html(&mut self, at: Slice<'a>) {
        let mut rest = at;
        while let Some(open) = rest.text.find("<!--") {
            let before = rest.sub(0..open).trim();
            if !before.text.is_empty() {
                self.push(Kind::Html, before);
            }
            let from = rest.sub(open..rest.text.len());
            let (inner, whole, closed) = comment::cut(from);
            self.push(Kind::Comment { inner, closed }, whole);
            if !closed {
                self.cut = Some(self.after(whole));
                return;
            }
            rest = from.sub(whole.text.len()..from.text.len());
        }
        if !rest.text.trim().is_empty() {
            self.push(Kind::Html, rest.trim());
        }
    }
}

/// Whether a fenced block's last line is a fence.
fn is_closed(whole: &str) -> bool {
    let mut lines = whole.trim_end().lines();
    let first = lines.next();
    let last = lines.next_back().map(str::trim).unwrap_or_default();
    first.is_some() && (last.ends_with("```") || last.ends_with("~~~"))
}

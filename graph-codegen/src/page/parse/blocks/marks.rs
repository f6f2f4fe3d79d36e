//! Headings, tabs, and definitions of links. Comes in: their text. Goes out: blocks.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::{Kind, Mark, Reader};
use crate::page::parse::slice::Slice;

impl<'a> Reader<'a> {
    /// `text` over `---` is no heading on these pages: the line ends a group of tabs.
    pub(super) fn heading(&mut self, level: HeadingLevel, at: Slice<'a>) {
        if !at.text.starts_with('#') {
            let text = at.text.trim_end_matches(['-', '=']).trim_end();
            return self.paragraph(at.locate(text));
        }
        let text = at.locate(at.text.trim_matches('#').trim());
        let is_tab = text.text.starts_with('[') && text.text.contains("](#tab/");
        let kind = if is_tab {
            Kind::Mark(Mark::Tab)
        } else {
            Kind::Heading {
                level: level as u8,
                text,
            }
        };
        self.push(kind, at);
    }

    /// Definitions in front of where the next pass starts; that pass finds its own.
    pub(super) fn definitions(&mut self, mut found: Vec<Range<usize>>) {
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|range| range.start);
        let whole = self.cut.map_or(self.at, |rest| self.before(rest));
        for range in found.into_iter().filter(|range| range.end <= whole.text.len()) {
            self.push(Kind::Mark(Mark::Definition), whole.sub(range).trim());
        }
        let repeated = whole.lines().filter(|line| is_definition(line.text));
        for line in repeated.map(|line| line.trim()) {
            if !self.blocks.iter().any(|block| block.at.holds(&line)) {
                self.push(Kind::Mark(Mark::Repeated), line);
            }
        }
    }
}

/// `[user]: ../resources/user.md`.
fn is_definition(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('[') && line.contains("]: ")
}

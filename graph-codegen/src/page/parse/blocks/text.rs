//! Text, with the lines in it that are something else. Comes in: a paragraph. Goes out: text, includes, zones, tables.

use super::{Kind, Mark, Reader};
use crate::page::parse::{slice::Slice, table};

impl<'a> Reader<'a> {
    /// Text, with the lines in it that are something else taken apart: includes, zones, tables that Markdown does not see.
    pub(super) fn paragraph(&mut self, at: Slice<'a>) {
        if self.goes_on_with_table(at) {
            return;
        }
        if let Some(header) = table::hidden(at) {
            let split = (header.span().start - at.span().start) as usize;
            self.lines(at.sub(0..split).trim());
            return self.table(at.sub(split..at.text.len()));
        }
        self.lines(at);
    }

    /// Rows behind a comment or an empty line in the middle of a table.
    fn goes_on_with_table(&mut self, at: Slice<'a>) -> bool {
        if !at.text.starts_with('|') || table::hidden(at).is_some() {
            return false;
        }
        let before = self
            .blocks
            .iter_mut()
            .rev()
            .find(|block| !matches!(block.kind, Kind::Comment { .. } | Kind::Mark(_)));
        match before.map(|block| &mut block.kind) {
            Some(Kind::Table(table)) => table::extend(table, at),
            _ => return false,
        }
        true
    }

    fn lines(&mut self, at: Slice<'a>) {
        if at.text.is_empty() {
            return;
        }
        if !at.text.contains("[!") && !at.text.contains(":::") {
            return self.text(at);
        }
        let mut text: Option<Slice<'a>> = None;
        for line in at.lines().map(|line| line.trim()) {
            let include = include_target(line);
            if include.is_none() && !line.text.starts_with(":::") {
                text = Some(text.map_or(line, |start| start.until(&line, &at)));
                continue;
            }
            if let Some(text) = text.take() {
                self.text(text);
            }
            match include {
                Some(target) => self.push(Kind::Include { target }, line),
                None => self.push(Kind::Mark(Mark::Zone), line),
            }
        }
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn text(&mut self, at: Slice<'a>) {
        let kind = if self.items > 0 {
            Kind::Item
        } else {
            Kind::Paragraph
        };
        self.push(kind, at);
    }

    pub(super) fn table(&mut self, at: Slice<'a>) {
        match table::read(at) {
            Some(table) => self.push(Kind::Table(Box::new(table)), at.trim()),
            None => self.push(Kind::Paragraph, at.trim()),
        }
    }
}

/// `[!INCLUDE [sample-code](../includes/x.md)]`, alone on its line.
fn include_target(line: Slice<'_>) -> Option<Slice<'_>> {
    let text = line.text.trim_start_matches(['>', ' ', '-', '*']);
    let is_include = text
        .get(..10)
        .is_some_and(|start| start.eq_ignore_ascii_case("[!INCLUDE "))
        || text
            .get(..10)
            .is_some_and(|start| start.eq_ignore_ascii_case("[!INCLUDE["));
    if !is_include {
        return None;
    }
    let open = text.find("](")?;
    let rest = text.get(open + 2..)?;
    let end = rest.find(')').unwrap_or(rest.len());
    Some(line.locate(rest.get(..end)?).trim())
}

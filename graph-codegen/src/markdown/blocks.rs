//! Markdown to a flat list of blocks: headings, paragraphs, tables, fences, comments, includes. Tab markers, zones and a
//! lone `---` leave no trace. pulldown-cmark finds the blocks; what it does not see as such on these pages is mended here.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::{
    inline::References,
    slice::Slice,
    table::{self, Table},
};

/// A block of a page.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    /// What it is.
    pub(crate) kind: Kind<'a>,
    /// Its text, verbatim.
    pub(crate) at: Slice<'a>,
    /// It stands in a callout.
    pub(crate) quoted: bool,
    /// It comes from an include.
    pub(crate) included: bool,
}

/// The kinds of blocks.
#[derive(Debug)]
pub(crate) enum Kind<'a> {
    /// `## Properties`.
    Heading {
        /// 2.
        level: u8,
        /// `Properties`.
        text: Slice<'a>,
    },
    /// Running text.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A table.
    Table(Box<Table<'a>>),
    /// A fenced or indented block of code.
    Fence {
        /// `http`, lower case is not made.
        info: String,
        /// What is between the fences.
        content: Slice<'a>,
        /// It ends with a fence.
        closed: bool,
    },
    /// `<!-- … -->`.
    Comment {
        /// What is between the marks.
        inner: Slice<'a>,
        /// It has an end.
        closed: bool,
    },
    /// HTML that is no comment.
    Html,
    /// `[!INCLUDE [text](path)]`.
    Include {
        /// The path as written.
        target: Slice<'a>,
    },
    /// A line that says nothing itself, and what it is.
    Mark(Mark),
}

/// Lines that say nothing themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `# [C#](#tab/csharp)`.
    Tab,
    /// `:::zone`.
    Zone,
    /// `[user]: ../resources/user.md`.
    Definition,
    /// The definition of a link that an earlier one has defined.
    Repeated,
    /// What stands behind more unclosed comments than are mended.
    Lost,
}

/// Re-reading after an unclosed comment goes at most this deep.
const MOST_RESTARTS: usize = 8;

/// The Markdown parser with all that these pages use.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Reads the blocks of `at`, and the definitions of its reference links.
pub(crate) fn read<'a>(at: Slice<'a>, references: &mut References) -> Vec<Block<'a>> {
    let mut reader = Reader {
        at,
        blocks: Vec::new(),
        run: None,
        content: None,
        quotes: 0,
        items: 0,
        cut: None,
    };
    for restart in 0..=MOST_RESTARTS {
        let parser = parser(reader.at.text);
        let mut definitions = Vec::new();
        for (label, definition) in parser.reference_definitions().iter() {
            references
                .entry(label.to_lowercase())
                .or_insert_with(|| definition.dest.to_string());
            definitions.push(definition.span.clone());
        }
        reader.read(parser.into_offset_iter());
        reader.definitions(definitions);
        match reader.cut.take() {
            Some(rest) if restart < MOST_RESTARTS => reader.at = rest,
            Some(rest) if !rest.text.trim().is_empty() => reader.push(Kind::Mark(Mark::Lost), rest.trim()),
            _ => break,
        }
    }
    reader.blocks
}

struct Reader<'a> {
    at: Slice<'a>,
    blocks: Vec<Block<'a>>,
    /// Inline content directly in a list item.
    run: Option<Range<usize>>,
    /// The last block that is neither a comment nor a mark.
    content: Option<usize>,
    quotes: usize,
    items: usize,
    /// Where to start again behind a comment that is not closed.
    cut: Option<Slice<'a>>,
}

impl<'a> Reader<'a> {
    fn push(&mut self, kind: Kind<'a>, at: Slice<'a>) {
        if !matches!(kind, Kind::Comment { .. } | Kind::Mark(_)) {
            self.content = Some(self.blocks.len());
        }
        let quoted = self.quotes > 0;
        self.blocks.push(Block {
            kind,
            at,
            quoted,
            included: false,
        });
    }

    fn before(&self, part: Slice<'a>) -> Slice<'a> {
        self.at
            .sub(0..(part.span().start - self.at.span().start) as usize)
    }

    fn after(&self, part: Slice<'a>) -> Slice<'a> {
        let end = (part.span().end - self.at.span().start) as usize;
        self.at.sub(end..self.at.text.len())
    }
}

impl<'a> Reader<'a> {
    fn read(&mut self, mut events: OffsetIter<'a>) {
        (self.quotes, self.items) = (0, 0);
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => self.start(tag, range, &mut events),
                Event::End(tag) => self.end(tag),
                Event::Rule => self.flush(),
                _ => self.extend_run(range),
            }
            if self.cut.is_some() {
                break;
            }
        }
        self.flush();
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.extend_run(range);
                return;
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Paragraph => {
                skip(events, |end| matches!(end, TagEnd::Paragraph));
                self.paragraph(self.at.sub(range).trim());
            }
            Tag::Heading { level, .. } => {
                skip(events, |end| matches!(end, TagEnd::Heading(_)));
                self.heading(level, self.at.sub(range).trim());
            }
            Tag::Table(_) => {
                skip(events, |end| matches!(end, TagEnd::Table));
                self.table(self.at.sub(range));
            }
            Tag::CodeBlock(kind) => self.code(&kind, range, events),
            Tag::HtmlBlock => {
                skip(events, |end| matches!(end, TagEnd::HtmlBlock));
                self.html(self.at.sub(range));
            }
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Item => self.items += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                return;
            }
            _ => self.flush(),
        }
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => self.items = self.items.saturating_sub(1),
            _ => {}
        }
    }

    fn extend_run(&mut self, range: Range<usize>) {
        let run = self.run.get_or_insert_with(|| range.clone());
        run.start = run.start.min(range.start);
        run.end = run.end.max(range.end);
    }

    fn flush(&mut self) {
        if let Some(run) = self.run.take() {
            self.paragraph(self.at.sub(run).trim());
        }
    }
}

fn skip(events: &mut OffsetIter<'_>, is_end: impl Fn(&TagEnd) -> bool) {
    for (event, _) in events.by_ref() {
        if matches!(&event, Event::End(end) if is_end(end)) {
            break;
        }
    }
}

impl<'a> Reader<'a> {
    /// Text, with the lines in it that are something else taken apart: includes, zones, tables that Markdown does not see.
    fn paragraph(&mut self, at: Slice<'a>) {
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
        match self
            .content
            .and_then(|last| self.blocks.get_mut(last))
            .map(|block| &mut block.kind)
        {
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

    fn table(&mut self, at: Slice<'a>) {
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

impl<'a> Reader<'a> {
    fn code(&mut self, kind: &CodeBlockKind<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
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

    fn html(&mut self, at: Slice<'a>) {
        let mut rest = at;
        while let Some(open) = rest.text.find("<!--") {
            let before = rest.sub(0..open).trim();
            if !before.text.is_empty() {
                self.push(Kind::Html, before);
            }
            let from = rest.sub(open..rest.text.len());
            let (inner, whole, closed) = cut(from);
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

impl<'a> Reader<'a> {
    /// `text` over `---` is no heading on these pages: the line ends a group of tabs.
    fn heading(&mut self, level: HeadingLevel, at: Slice<'a>) {
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
    fn definitions(&mut self, mut found: Vec<Range<usize>>) {
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|range| range.start);
        let whole = self.cut.map_or(self.at, |rest| self.before(rest));
        for range in found.into_iter().filter(|range| range.end <= whole.text.len()) {
            self.push(Kind::Mark(Mark::Definition), whole.sub(range).trim());
        }
        // By their starts, how far any block up to there goes.
        let mut ends: Vec<_> = self.blocks.iter().map(|block| block.at.span()).collect();
        ends.sort_by_key(|span| span.start);
        let mut furthest = 0;
        for span in &mut ends {
            furthest = furthest.max(span.end);
            span.end = furthest;
        }
        let repeated = whole.lines().filter(|line| is_definition(line.text));
        for line in repeated.map(|line| line.trim()) {
            let span = line.span();
            let before = ends.partition_point(|block| block.start <= span.start);
            let is_read = before
                .checked_sub(1)
                .is_some_and(|last| ends[last].end >= span.end);
            if !is_read {
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

/// The inside of a comment, the whole of it, and whether it is closed. An open one ends at its first empty line.
fn cut(from: Slice<'_>) -> (Slice<'_>, Slice<'_>, bool) {
    if let Some(end) = from.text.find("-->") {
        return (from.sub(4..end.max(4)), from.sub(0..end + 3), true);
    }
    let end = from.text.find("\n\n").unwrap_or(from.text.len());
    (from.sub(4..end), from.sub(0..end), false)
}

#[cfg(test)]
mod tests;

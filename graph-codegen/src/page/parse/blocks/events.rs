//! The events of the Markdown parser → blocks. Comes in: events. Goes out: a call for each block.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};

use super::Reader;

impl<'a> Reader<'a> {
    pub(super) fn read(&mut self, mut events: OffsetIter<'a>) {
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

pub(super) fn skip(events: &mut OffsetIter<'_>, is_end: impl Fn(&TagEnd) -> bool) {
    for (event, _) in events.by_ref() {
        if matches!(&event, Event::End(end) if is_end(end)) {
            break;
        }
    }
}

//! Markdown → a flat list of blocks. Comes in: the text of one file. Goes out: headings, paragraphs, tables, fences, comments, includes.
//! Does not know what the headings mean; tab markers, zones and lone `---` leave no trace.

mod code;
mod events;
mod kinds;
mod marks;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::{inline::References, slice::Slice};

pub(super) use kinds::{Block, Kind, Mark};

/// Re-reading after an unclosed comment goes at most this deep.
const MOST_RESTARTS: usize = 8;

/// The Markdown parser with all that these pages use.
pub(super) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Reads the blocks of `at`, and the definitions of its reference links.
pub(super) fn read<'a>(at: Slice<'a>, references: &mut References) -> Vec<Block<'a>> {
    let mut reader = Reader {
        at,
        blocks: Vec::new(),
        run: None,
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
    quotes: usize,
    items: usize,
    /// Where to start again behind a comment that is not closed.
    cut: Option<Slice<'a>>,
}

impl<'a> Reader<'a> {
    fn push(&mut self, kind: Kind<'a>, at: Slice<'a>) {
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

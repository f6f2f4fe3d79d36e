//! Reads pages: Markdown blocks to a [`Page`] and findings, one page at a time, in parallel. All costs are linear in the text.

mod annotation;
mod bodies;
mod enums;
mod fences;
mod front_matter;
mod http;
mod include;
mod json;
mod notes;
mod paragraphs;
mod permission_cell;
mod permissions;
mod properties;
mod response_headers;
mod sections;
mod sentences;
mod tables;
mod type_cell;
mod unread;
mod wordings;

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes},
    markdown::{
        Slice,
        blocks::{self, Block, Kind, Mark},
        inline::References,
    },
    page::{BlockKind, Outcome, Page},
    text::{FileId, Sources, Span, Spanned},
};
use include::Includes;
use sections::PageReader;

/// Reads all pages, in order of path.
pub fn pages(sources: &Sources) -> (Vec<Page>, Vec<Diagnostic>) {
    let ids: Vec<FileId> = sources.pages().map(|(id, _)| id).collect();
    let read: Vec<_> = ids.par_iter().map(|id| page(sources, *id)).collect();
    let (mut pages, diagnostics): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    super::separate::types(&mut pages);
    (pages, diagnostics.into_iter().flatten().collect())
}

/// Lets the Markdown parser alone go over a text, with the options that this stage uses, and counts what it finds: the
/// yardstick for the speed of this stage.
pub fn count_events(text: &str) -> usize {
    blocks::parser(text).count()
}

/// Where the key and the value at each of these paths in a JSON body stand: `value[3].isRead`.
pub(crate) fn json_places<'p>(
    sources: &'p Sources,
    body: Span,
    paths: impl Iterator<Item = &'p str>,
) -> HashMap<&'p str, (Span, Span)> {
    let start = body.start as usize;
    let text = sources.get(body.file).text.get(start..body.end as usize);
    let span = |range: Range<usize>| Span::new(body.file, start + range.start..start + range.end);
    json::places(text.unwrap_or_default(), paths)
        .map(|(path, place)| (path, (span(place.key), span(place.value))))
        .collect()
}

/// Reads one page.
pub fn page(sources: &Sources, file: FileId) -> (Page, Vec<Diagnostic>) {
    let source = sources.get(file);
    let whole = Slice::whole(file, &source.text);
    let (mut references, mut findings) = (References::default(), Vec::new());
    let mut page = Page::empty(file, source.path.clone());
    let coverage = &mut page.coverage;
    let (front_matter, body) = front_matter::read(whole, &mut findings, coverage);
    let mut includes = Includes {
        sources,
        references: &mut references,
        findings: &mut findings,
        coverage,
        count: 0,
    };
    let blocks = includes.blocks(body, &mut vec![file]);
    page.front_matter = front_matter;
    let mut reader = PageReader::new(page, body, &blocks, &references, findings);
    for part in &blocks {
        block(&mut reader, part);
    }
    let (mut page, mut findings) = reader.finish();
    if page.title.value.is_empty() {
        let top = body.sub(0..0).span();
        let found = Diagnostic::new(&codes::NO_TITLE, top, "page has no level-1 heading");
        findings.push(found.help("start the page with `# name resource type` or `# Verb name`"));
        page.title = Spanned::new(page.path.stem().to_owned(), top);
    }
    findings.sort_by_key(|finding| finding.span);
    page.coverage.sort_by_key(|coverage| coverage.span);
    (page, findings)
}

/// Reads a block where it stands.
fn block<'a>(reader: &mut PageReader<'a, '_>, block: &Block<'a>) {
    let span = block.at.span();
    match &block.kind {
        Kind::Heading { level, text } if !block.included => reader.open(*level, *text, block.at),
        Kind::Heading { .. } => {
            reader.cover(
                BlockKind::Section,
                Outcome::Skipped("heading of an include"),
                span,
            );
        }
        Kind::Paragraph | Kind::Item => paragraphs::read(reader, block),
        Kind::Table(table) => {
            reader.used = true;
            tables::read(reader, table);
        }
        Kind::Fence {
            info,
            content,
            closed,
        } => {
            reader.used = true;
            if !closed {
                let opening = block.at.sub(0..3).span();
                reader.report(&codes::FENCE_OPEN, opening, "unclosed code block");
            }
            fences::read(reader, info, *content, block.at);
        }
        Kind::Comment { inner, closed } => annotation::comment(reader, *inner, block.at, *closed),
        Kind::Html => {
            unread::report_html(reader, block.at);
            reader.cover(BlockKind::Html, Outcome::Skipped("HTML for layout"), span);
        }
        // What became of it is known since it was looked up.
        Kind::Include { .. } => {}
        Kind::Mark(mark) => reader.cover(BlockKind::Mark, outcome_of(*mark), span),
    }
}

fn outcome_of(mark: Mark) -> Outcome {
    match mark {
        Mark::Tab => Outcome::Skipped("tab of a language"),
        Mark::Zone => Outcome::Skipped("zone"),
        Mark::Definition => Outcome::Modelled,
        Mark::Repeated => Outcome::Skipped("link that is defined already"),
        Mark::Lost => Outcome::Failed,
    }
}

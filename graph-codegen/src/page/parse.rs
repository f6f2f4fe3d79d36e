//! Markdown → [`Page`]. Comes in: [`Sources`]. Goes out: pages and findings, one page at a time, in parallel.
//! The only place that knows Markdown; an include is looked up in the sources, never on the disk.

mod annotation;
mod blocks;
mod comment;
mod derived;
mod enums;
mod fences;
mod front_matter;
mod http;
mod include;
mod inline;
mod intro;
mod json;
mod methods;
mod notes;
mod parameters;
mod permissions;
mod properties;
mod reader;
mod request_body;
mod response;
mod sections;
mod slice;
mod table;
mod tables;
mod text;
mod type_cell;
mod values;

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    diagnostic::{Diagnostic, codes},
    page::Page,
    text::{FileId, Sources, Span, Spanned},
};
use include::Includes;
use inline::References;
use reader::Reader;
use slice::Slice;

/// Reads all pages, in order of path.
pub fn pages(sources: &Sources) -> (Vec<Page>, Vec<Diagnostic>) {
    let ids: Vec<FileId> = sources.pages().map(|(id, _)| id).collect();
    let read: Vec<_> = ids.par_iter().map(|id| page(sources, *id)).collect();
    let (pages, diagnostics): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    (pages, diagnostics.into_iter().flatten().collect())
}

/// Lets the Markdown parser alone go over a text, with the options that this stage uses, and counts what it finds: the
/// yardstick for the speed of this stage.
pub fn count_events(text: &str) -> usize {
    blocks::parser(text).count()
}

/// Where the key and the value at a path in a JSON body stand: `value[3].isRead`.
pub(crate) fn json_place(sources: &Sources, body: Span, path: &str) -> Option<(Span, Span)> {
    let start = body.start as usize;
    let text = sources.get(body.file).text.get(start..body.end as usize)?;
    let place = json::place(text, path)?;
    let span = |range: Range<usize>| Span::new(body.file, start + range.start..start + range.end);
    Some((span(place.key), span(place.value)))
}

/// Reads one page.
pub fn page(sources: &Sources, file: FileId) -> (Page, Vec<Diagnostic>) {
    let source = sources.get(file);
    let whole = Slice::whole(file, &source.text);
    let (mut references, mut findings, mut coverage) = (References::default(), Vec::new(), Vec::new());
    let (front_matter, body) = front_matter::read(whole, &mut findings);
    let mut includes = Includes {
        sources,
        references: &mut references,
        findings: &mut findings,
        coverage: &mut coverage,
    };
    let blocks = includes.blocks(body, &mut vec![file]);
    let mut page = Page::empty(file, source.path.clone());
    page.front_matter = front_matter;
    page.coverage = coverage;
    page.coverage.extend(front_matter::coverage(whole));
    let (mut page, mut findings) = Reader::new(page, body, &references, findings).read(blocks);
    if page.title.value.is_empty() {
        findings.push(
            Diagnostic::new(
                &codes::NO_TITLE,
                body.sub(0..0).span(),
                "a page without a heading of level 1",
            )
            .help("start the page with `# name resource type` or `# Verb name`"),
        );
        page.title = Spanned::new(page.path.stem().to_owned(), body.sub(0..0).span());
    }
    findings.sort_by_key(|finding| finding.span);
    page.coverage.sort_by_key(|coverage| coverage.span);
    (page, findings)
}

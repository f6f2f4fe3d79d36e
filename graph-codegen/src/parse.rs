//! Markdown → [`Page`](crate::page::Page). Comes in: [`Sources`]. Goes out: pages and findings, one page at a time, in parallel.
//! The only place that knows Markdown; an include is looked up in the sources, never on the disk.

use rayon::prelude::*;

use crate::{
    diagnostic::Diagnostic,
    page::Page,
    source::{FileId, Sources},
};

/// Reads all pages, in order of path.
pub fn pages(sources: &Sources) -> (Vec<Page>, Vec<Diagnostic>) {
    let ids: Vec<FileId> = sources.pages().map(|(id, _)| id).collect();
    let read: Vec<_> = ids.par_iter().filter_map(|id| page(sources, *id)).collect();
    let (pages, diagnostics): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    (pages, diagnostics.into_iter().flatten().collect())
}

/// Reads one page.
pub fn page(_sources: &Sources, _file: FileId) -> Option<(Page, Vec<Diagnostic>)> {
    None
}

//! What `parse` read and `resolve` did not use. Comes in: pages, the model, the findings. Goes out: the pages' account, amended.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{fences, rows, uses::Uses};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::Api,
    page::{BlockKind, Coverage, Outcome, Page},
    text::{Sources, Span},
};

/// Amends what became of the blocks now that the model is made, and says what became of each page.
pub fn settle(sources: &Sources, pages: &mut [Page], api: &Api, diagnostics: &[Diagnostic]) {
    let uses = Uses::new(sources, api, diagnostics);
    pages.par_iter_mut().for_each(|page| settle_page(page, &uses));
}

fn settle_page(page: &mut Page, uses: &Uses<'_>) {
    settle_rows(page, uses);
    settle_kind(page, BlockKind::RequestLine, |_, span| fences::line(span, uses));
    settle_kind(page, BlockKind::Fence, |page, span| {
        fences::fence(page, span, uses)
    });
    let outcome = whole(page, uses);
    page.coverage.push(Coverage {
        kind: BlockKind::Page,
        outcome,
        span: page.title.span,
    });
    page.coverage.sort_by_key(|block| (block.span, block.kind));
}

fn settle_rows(page: &mut Page, uses: &Uses<'_>) {
    let unused: BTreeMap<Span, &'static str> = rows::unused(page, uses).into_iter().collect();
    if unused.is_empty() {
        return;
    }
    for block in page
        .coverage
        .iter_mut()
        .filter(|block| is_used(block, BlockKind::Row))
    {
        let from = Span {
            end: block.span.start,
            ..block.span
        };
        let inside = |at: &Span| at.file == block.span.file && at.end <= block.span.end;
        if let Some((_, reason)) = unused.range(from..).next().filter(|(at, _)| inside(at)) {
            block.outcome = Outcome::Skipped(reason);
        }
    }
}

fn settle_kind(page: &mut Page, kind: BlockKind, why: impl Fn(&Page, Span) -> Option<&'static str>) {
    let blocks = page.coverage.iter().enumerate();
    let used = blocks.filter(|(_, block)| is_used(block, kind));
    let unused: Vec<_> = used
        .filter_map(|(index, block)| Some((index, why(page, block.span)?)))
        .collect();
    for (index, reason) in unused {
        if let Some(block) = page.coverage.get_mut(index) {
            block.outcome = Outcome::Skipped(reason);
        }
    }
}

fn is_used(block: &Coverage, kind: BlockKind) -> bool {
    block.kind == kind && block.outcome == Outcome::Modelled
}

fn whole(page: &Page, uses: &Uses<'_>) -> Outcome {
    if uses.knows(&page.path) {
        Outcome::Modelled
    } else if uses.found(page.title.span, &[&codes::NO_REQUEST_LINE]) {
        Outcome::Failed
    } else {
        Outcome::Skipped("page of no type, enum, operation or example")
    }
}

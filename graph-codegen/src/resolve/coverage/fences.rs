//! Fences and HTTP lines that the page's data has and the model has not. Comes in: a block and what the model uses.
//! Goes out: a reason.

use std::ops::RangeInclusive;

use super::uses::{Uses, is_at};
use crate::{
    diagnostic::codes,
    model::Example,
    page::{BlockKind, Coverage, Outcome, Page},
    text::Span,
};

/// Why the model has nothing of a line; `None` where it has.
pub(super) fn line(span: Span, uses: &Uses<'_>) -> Option<&'static str> {
    match () {
        () if uses.within(span) => None,
        () if uses.found(span, &[&codes::NO_PATH]) => Some("line without a path"),
        () if uses.found(span, &[&codes::OTHER_HOST]) => Some("address of another host"),
        () => Some("says again what another line says"),
    }
}

/// Why the model has nothing of a fence; `None` where it has an example or one of its lines.
pub(super) fn fence(page: &Page, span: Span, uses: &Uses<'_>) -> Option<&'static str> {
    let lines = page.coverage.iter().filter(|block| is_line_in(block, span));
    let mut lines = lines.map(|block| block.outcome == Outcome::Modelled).peekable();
    let lined = lines.peek().is_some();
    if lines.any(|used| used) {
        return None;
    }
    let shown = uses.examples(&page.path).iter();
    let numbers = uses.lines(span);
    let shown: Vec<_> = shown.filter(|example| shows(example, span, &numbers)).collect();
    match () {
        () if shown.iter().any(|example| is_placed(example)) => None,
        () if !shown.is_empty() => Some("example of no operation"),
        () if lined => Some("no line that is used"),
        () => Some("example that belongs to no request"),
    }
}

fn is_line_in(block: &Coverage, span: Span) -> bool {
    let inside = block.span.file == span.file && block.span.start >= span.start && block.span.end <= span.end;
    block.kind == BlockKind::RequestLine && inside
}

/// Whether one of its messages stands in the fence.
fn shows(example: &Example, span: Span, lines: &RangeInclusive<u32>) -> bool {
    let request = example.request.iter().map(|request| request.line);
    let answers = example.responses.iter().map(|answer| answer.line);
    is_at(&example.source, span) || request.chain(answers).any(|line| lines.contains(&line))
}

/// It belongs to an operation, or is shown for its type's sake.
fn is_placed(example: &Example) -> bool {
    let alone = example.request.is_none() && example.responses.iter().all(|answer| answer.status == 0);
    example.operation.is_some() || alone
}

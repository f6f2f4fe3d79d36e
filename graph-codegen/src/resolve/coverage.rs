//! What became of every block and line of the pages: modelled, skipped or failed.

mod unused;
mod uses;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    diagnostic::{Diagnostic, codes},
    model::Api,
    page::{BlockKind, Coverage, Outcome, Page},
    text::{FileId, PagePath, Sources, Span},
};
use uses::Uses;

/// What became of the blocks, and the lines that are in no block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverageReport {
    /// The blocks by kind and outcome: an included one counts once for each page that includes it.
    pub blocks: BTreeMap<BlockKind, BTreeMap<Outcome, usize>>,
    /// How many lines of the pages, and of the includes that they use, have content.
    pub lines: usize,
    /// The lines with content that are in no block.
    pub unexplained: Vec<(PagePath, u32)>,
}

/// Counts the blocks and the lines.
pub fn coverage_report(sources: &Sources, pages: &[Page]) -> CoverageReport {
    let mut account = CoverageReport::default();
    for block in pages.iter().flat_map(|page| &page.coverage) {
        let outcomes = account.blocks.entry(block.kind).or_default();
        *outcomes.entry(block.outcome.clone()).or_default() += 1;
    }
    for (file, blocks) in by_file(pages) {
        let source = sources.get(file);
        let (said, missed) = count(&source.text, blocks);
        account.lines += said;
        let missed = missed.into_iter().map(|line| (source.path.clone(), line));
        account.unexplained.extend(missed);
    }
    account
}

/// The blocks of each file that is a page or part of one.
pub(crate) fn by_file(pages: &[Page]) -> BTreeMap<FileId, Vec<Span>> {
    let mut files: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    for page in pages {
        files.entry(page.file).or_default();
        // The block of the whole page does not count.
        let blocks = page.coverage.iter().filter(|block| block.kind != BlockKind::Page);
        for block in blocks {
            files.entry(block.span.file).or_default().push(block.span);
        }
    }
    files
}

/// How many lines have content, and the numbers of those that are in no block.
pub(crate) fn count(text: &str, mut blocks: Vec<Span>) -> (usize, Vec<u32>) {
    blocks.sort_by_key(|block| block.start);
    let mut blocks = blocks.into_iter().peekable();
    let (mut start, mut covered, mut said) = (0, 0, 0);
    let mut missed = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let end = start + line.len();
        while let Some(block) = blocks.next_if(|block| (block.start as usize) < end) {
            covered = covered.max(block.end as usize);
        }
        if has_content(line) {
            said += 1;
            if covered <= start {
                missed.push(number);
            }
        }
        start = end + 1;
    }
    (said, missed)
}

/// Whether a line is more than marks: the rule below a table's titles, `---`, the `>` between two paragraphs of a
/// quote, the number of an empty item.
fn has_content(line: &str) -> bool {
    const MARKS: &[char] = &['-', '>', '*', '+', '_', '=', '|', ':'];
    let said = line.trim_matches(|char: char| char.is_whitespace() || MARKS.contains(&char));
    let number = said.trim_end_matches(['.', ')']);
    !said.is_empty() && (number.len() == said.len() || number.contains(|char: char| !char.is_ascii_digit()))
}

/// Sets the outcome of blocks that the model does not use, and of each page.
pub fn finalize(sources: &Sources, pages: &mut [Page], api: &Api, diagnostics: &[Diagnostic]) {
    let uses = Uses::new(sources, api, diagnostics);
    pages.par_iter_mut().for_each(|page| finalize_page(page, &uses));
}

fn finalize_page(page: &mut Page, uses: &Uses<'_>) {
    finalize_rows(page, uses);
    finalize_kind(page, BlockKind::RequestLine, |_, span| unused::line(span, uses));
    finalize_kind(page, BlockKind::Fence, |page, span| {
        unused::fence(page, span, uses)
    });
    let outcome = page_outcome(page, uses);
    page.coverage.push(Coverage {
        kind: BlockKind::Page,
        outcome,
        span: page.title.span,
    });
    page.coverage.sort_by_key(|block| (block.span, block.kind));
}

fn finalize_rows(page: &mut Page, uses: &Uses<'_>) {
    let unused: BTreeMap<Span, &'static str> = unused::unused(page, uses).into_iter().collect();
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

fn finalize_kind(page: &mut Page, kind: BlockKind, why: impl Fn(&Page, Span) -> Option<&'static str>) {
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

fn page_outcome(page: &Page, uses: &Uses<'_>) -> Outcome {
    if uses.knows(&page.path) {
        Outcome::Modelled
    } else if uses.found(page.title.span, &[&codes::NO_REQUEST_LINE]) {
        Outcome::Failed
    } else {
        Outcome::Skipped("page of no type, enum, operation or example")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    fn check(text: &str, blocks: &[(usize, usize)], expect: (usize, &[u32])) {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, _) = sources.pages().next().expect("one page");
        let spans = blocks.iter().map(|(start, end)| Span::new(file, *start..*end));
        let (said, missed) = count(text, spans.collect());
        assert_eq!((said, missed.as_slice()), expect, "{text}");
    }

    #[test]
    fn a_line_is_explained_by_any_block_that_reaches_into_it() {
        check("ab\ncd\n\nef", &[(1, 4)], (3, &[4]));
        check("ab\ncd\nef", &[(3, 5)], (3, &[1, 3]));
    }

    #[test]
    fn lines_of_marks_say_nothing() {
        check("---\n|:-|:-|\n> \n***\n2.\n> 3)\n", &[], (0, &[]));
        check("2\n2. a\n... 2\n2.a", &[], (4, &[1, 2, 3, 4]));
    }

    #[test]
    fn a_block_that_ends_where_a_line_starts_does_not_explain_it() {
        check("ab\ncd", &[(0, 3)], (2, &[2]));
    }
}

//! Lines of a text and the blocks that cover them. Comes in: a text and spans. Goes out: how many lines say something,
//! and which of them no block covers.

use std::collections::BTreeMap;

use crate::{
    page::{BlockKind, Page},
    text::{FileId, Span},
};

/// The blocks of each file that is a page or part of one.
pub(super) fn by_file(pages: &[Page]) -> BTreeMap<FileId, Vec<Span>> {
    let mut files: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    for page in pages {
        files.entry(page.file).or_default();
        // The page as a whole explains none of its lines.
        let blocks = page.coverage.iter().filter(|block| block.kind != BlockKind::Page);
        for block in blocks {
            files.entry(block.span.file).or_default().push(block.span);
        }
    }
    files
}

/// How many lines say something, and the numbers of those that lie in no block.
pub(super) fn count(text: &str, mut blocks: Vec<Span>) -> (usize, Vec<u32>) {
    blocks.sort_by_key(|block| block.start);
    let mut blocks = blocks.into_iter().peekable();
    let (mut start, mut covered, mut said) = (0, 0, 0);
    let mut missed = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let end = start + line.len();
        while let Some(block) = blocks.next_if(|block| (block.start as usize) < end) {
            covered = covered.max(block.end as usize);
        }
        if says_something(line) {
            said += 1;
            if covered <= start {
                missed.push(number);
            }
        }
        start = end + 1;
    }
    (said, missed)
}

/// A line of marks alone holds no fact: the rule below a table's titles, `---`, the `>` between two paragraphs of a quote,
/// the number of an empty item.
fn says_something(line: &str) -> bool {
    const MARKS: &[char] = &['-', '>', '*', '+', '_', '=', '|', ':'];
    let said = line.trim_matches(|char: char| char.is_whitespace() || MARKS.contains(&char));
    let number = said.trim_end_matches(['.', ')']);
    !said.is_empty() && (number.len() == said.len() || number.contains(|char: char| !char.is_ascii_digit()))
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

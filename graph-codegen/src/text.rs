//! The texts that the generator reads, and places in them. Comes in: paths and bytes. Goes out: [`Sources`].
//! Knows nothing of Markdown.

pub(crate) mod description;
mod file;
mod path;
mod span;

use rayon::prelude::*;

pub use file::SourcePage;
pub use path::PagePath;
pub use span::{FileId, Position, Span, Spanned};

use crate::diagnostic::Diagnostic;
use file::count;

/// All texts of a run, sorted by path, so that nothing depends on the order of the disk.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourcePage>,
    /// Paths in lower case and their files, sorted.
    folded: Vec<(String, FileId)>,
}

impl Sources {
    /// Takes what was read. Bytes that are not UTF-8 are replaced, each file with a diagnostic.
    pub fn from_bytes(files: impl IntoIterator<Item = (PagePath, Vec<u8>)>) -> (Self, Vec<Diagnostic>) {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.dedup_by(|a, b| a.0 == b.0);
        let read = files.into_par_iter().enumerate().map(|(index, (path, bytes))| {
            let (text, wrong) = file::text(FileId::at(index), bytes);
            (SourcePage::new(path, text), wrong)
        });
        let (files, wrong): (Vec<_>, Vec<_>) = read.unzip();
        let folded = |(index, file): (usize, &SourcePage)| {
            (file.path.as_str().to_ascii_lowercase(), FileId::at(index))
        };
        let mut folded: Vec<_> = files.iter().enumerate().map(folded).collect();
        folded.sort();
        (Self { files, folded }, wrong.into_iter().flatten().collect())
    }

    /// A set of texts for tests: pairs of path and text.
    pub fn from_texts(files: &[(&str, &str)]) -> Self {
        Self::from_bytes(
            files
                .iter()
                .map(|(path, text)| (PagePath::new(path), text.as_bytes().to_vec())),
        )
        .0
    }

    /// The same texts, with one at this path: empty where there is none. For those who try out what it should say.
    pub(crate) fn with_text(&self, path: &PagePath) -> (Self, FileId) {
        let bytes = |file: &SourcePage| (file.path.clone(), file.text.clone().into_bytes());
        let files = self.files.iter().map(bytes);
        // Of two at one path, the first counts.
        let (sources, _) = Self::from_bytes(files.chain([(path.clone(), Vec::new())]));
        let file = sources.files.binary_search_by(|file| file.path.cmp(path));
        (sources, FileId::at(file.unwrap_or_default()))
    }

    /// Puts another text in the place of one.
    pub(crate) fn set_text(&mut self, id: FileId, text: &str) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            *file = SourcePage::new(file.path.clone(), text.to_owned());
        }
    }

    /// The text behind an id.
    pub fn get(&self, id: FileId) -> &SourcePage {
        self.files
            .get(id.0 as usize)
            .expect("ids come from this set of sources")
    }

    /// The text at a path; letter case does not matter where nothing fits exactly, as in the pages' own links.
    pub fn find(&self, path: &PagePath) -> Option<FileId> {
        let exact = self.files.binary_search_by(|file| file.path.cmp(path)).ok();
        let id = |index: usize| u32::try_from(index).ok().map(FileId);
        exact.and_then(id).or_else(|| self.find_folded(path))
    }

    fn find_folded(&self, path: &PagePath) -> Option<FileId> {
        let folded = path.as_str().to_ascii_lowercase();
        let index = self.folded.partition_point(|(known, _)| *known < folded);
        self.folded
            .get(index)
            .filter(|(known, _)| *known == folded)
            .map(|(_, id)| *id)
    }

    /// The pages: everything in `api/` and `resources/`, in order of path. Includes are not pages.
    pub fn pages(&self) -> impl Iterator<Item = (FileId, &SourcePage)> {
        let ids = (0..).map(FileId);
        ids.zip(&self.files)
            .filter(|(_, file)| file.path.is_api() || file.path.is_resource())
    }

    /// Everything: pages, includes, settings.
    pub fn texts(&self) -> impl Iterator<Item = &SourcePage> {
        self.files.iter()
    }

    /// Where a span starts.
    pub fn position(&self, span: Span) -> Position {
        self.get(span.file).position(span.start)
    }

    /// The path and the line of a span.
    pub fn place(&self, span: Span) -> (PagePath, u32) {
        (self.get(span.file).path.clone(), self.line(span))
    }

    /// The line in which a span starts.
    pub fn line(&self, span: Span) -> u32 {
        count(self.get(span.file).line(span.start) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_matters_only_where_two_paths_differ_by_it() {
        let sources =
            Sources::from_texts(&[("api/A.md", "1"), ("api/a.md", "2"), ("resources/Chart.md", "3")]);
        let text = |path: &str| {
            sources
                .find(&PagePath::new(path))
                .map(|id| sources.get(id).text.as_str())
        };
        assert_eq!(text("api/a.md"), Some("2"));
        assert_eq!(text("resources/cHART.md"), Some("3"));
        assert_eq!(text("resources/none.md"), None);
    }

    #[test]
    fn positions_count_characters() {
        let sources = Sources::from_texts(&[("api/a.md", "é|x\r\nzweite")]);
        let (id, _) = sources.pages().next().expect("one page");
        assert_eq!(
            sources.position(Span::new(id, 2..3)),
            Position { line: 1, column: 2 }
        );
        assert_eq!(
            sources.position(Span::new(id, 5..6)),
            Position { line: 2, column: 1 }
        );
        assert_eq!(sources.position(Span::new(id, 999..999)).line, 2);
    }

    #[test]
    fn every_line_end_is_a_newline() {
        let sources = Sources::from_texts(&[("api/a.md", "a\r\nb\rc\n")]);
        let (id, page) = sources.pages().next().expect("one page");
        assert_eq!(page.text, "a\nb\nc\n");
        assert_eq!(sources.position(Span::new(id, 4..5)).line, 3);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told() {
        let (sources, diagnostics) =
            Sources::from_bytes([(PagePath::new("api/a.md"), b"# x\n\xff".to_vec())]);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(
            sources.position(diagnostics[0].span.expect("has a place")).line,
            2
        );
    }
}

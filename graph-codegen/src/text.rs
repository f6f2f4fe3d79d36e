//! The texts that the generator reads, with places in them. Knows no Markdown.

use std::{fmt, ops::Range, sync::Arc};

use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// All texts of a run, sorted by path, so that nothing depends on the order of the disk.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourcePage>,
    /// Paths in lower case and their files, sorted.
    lowercase: Vec<(String, FileId)>,
}

impl Sources {
    /// Decodes files. Bytes that are not UTF-8 are replaced; the first of them in each file is in the second result.
    pub fn from_bytes(files: impl IntoIterator<Item = (PagePath, Vec<u8>)>) -> (Self, Vec<Span>) {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.dedup_by(|a, b| a.0 == b.0);
        let read = files.into_par_iter().enumerate().map(|(index, (path, bytes))| {
            let (text, invalid) = decode(bytes);
            let span = invalid.map(|range| Span::new(FileId::at(index), range));
            (SourcePage::new(path, text), span)
        });
        let (files, invalid): (Vec<_>, Vec<_>) = read.unzip();
        let lowercase = |(index, file): (usize, &SourcePage)| {
            (file.path.as_str().to_ascii_lowercase(), FileId::at(index))
        };
        let mut lowercase: Vec<_> = files.iter().enumerate().map(lowercase).collect();
        lowercase.sort();
        (Self { files, lowercase }, invalid.into_iter().flatten().collect())
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
    ///
    /// # Panics
    ///
    /// If the id comes from another set of sources.
    pub fn get(&self, id: FileId) -> &SourcePage {
        self.files
            .get(id.0 as usize)
            .expect("ids come from this set of sources")
    }

    /// The text at a path; letter case does not matter where nothing fits exactly, as in the pages' own links.
    pub fn find(&self, path: &PagePath) -> Option<FileId> {
        let exact = self.files.binary_search_by(|file| file.path.cmp(path)).ok();
        let id = |index: usize| u32::try_from(index).ok().map(FileId);
        exact.and_then(id).or_else(|| self.find_any_case(path))
    }

    fn find_any_case(&self, path: &PagePath) -> Option<FileId> {
        let wanted = path.as_str().to_ascii_lowercase();
        let index = self.lowercase.partition_point(|(known, _)| *known < wanted);
        self.lowercase
            .get(index)
            .filter(|(known, _)| *known == wanted)
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

/// One text: a page or an include.
#[derive(Debug)]
pub struct SourcePage {
    /// Its path.
    pub path: PagePath,
    /// Its text: UTF-8, `\n` line ends, no byte order mark.
    pub text: String,
    line_starts: Vec<u32>,
}

impl SourcePage {
    fn new(path: PagePath, text: String) -> Self {
        let text = plain(text);
        let newlines = text.match_indices('\n');
        let starts = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1));
        let line_starts = starts.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        Self {
            path,
            text,
            line_starts,
        }
    }

    /// The index of the line that holds an offset.
    fn line(&self, offset: u32) -> usize {
        let after = self.line_starts.partition_point(|start| *start <= offset);
        after.saturating_sub(1)
    }

    /// The offset of a line and a column, both from one; the end of the text where there is no such place.
    pub(crate) fn offset(&self, line: u32, column: u32) -> usize {
        let start = (line as usize)
            .checked_sub(1)
            .and_then(|line| self.line_starts.get(line));
        let rest = start.and_then(|start| Some((*start as usize, self.text.get(*start as usize..)?)));
        let character = |(start, rest): (usize, &str)| {
            let mut characters = rest.char_indices();
            let (at, _) = characters.nth((column as usize).checked_sub(1)?)?;
            Some(start + at)
        };
        rest.and_then(character).unwrap_or(self.text.len())
    }

    fn position(&self, offset: u32) -> Position {
        let index = self.line(offset);
        let start = self.line_starts[index] as usize;
        let end = (offset as usize).min(self.text.len()).max(start);
        let column = self
            .text
            .get(start..end)
            .map_or(end - start, |line| line.chars().count());
        Position {
            line: count(index + 1),
            column: count(column + 1),
        }
    }
}

/// The text of a file, and the first bytes in it that are not UTF-8.
fn decode(bytes: Vec<u8>) -> (String, Option<Range<usize>>) {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error,
    };
    let (start, length) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len());
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    (text, Some(start..start + length.unwrap_or(1)))
}

/// Without a byte order mark, and with one kind of line ends.
fn plain(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The path of a page or an include below the folder of pages, with forward slashes: `resources/message.md`.
/// An include beside that folder starts with `../`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PagePath(Arc<str>);

impl PagePath {
    /// Takes a path as it was found; backslashes become slashes.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's name without its folder and its ending: `message`.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// The path that a link in this file means: `../resources/x.md` in `api/y.md` is `resources/x.md`.
    /// A fragment or a query is cut off; segments are not compared with the disk.
    pub fn join(&self, link: &str) -> Self {
        Self(self.joined(link).into())
    }

    /// [`PagePath::join`] as a plain string.
    pub(crate) fn joined(&self, link: &str) -> String {
        let link = link.split(['#', '?']).next().unwrap_or_default();
        let mut path = String::with_capacity(self.0.len() + link.len());
        path.push_str(self.0.rsplit_once('/').map_or("", |(folder, _)| folder));
        for segment in link.split(['/', '\\']) {
            let above = match segment {
                "" | "." => continue,
                ".." => folder_above(&path),
                _ => None,
            };
            match above {
                Some(folder) => path.truncate(folder),
                None => {
                    path.push_str(if path.is_empty() { "" } else { "/" });
                    path.push_str(segment);
                }
            }
        }
        path
    }

    /// Whether this is an operation page (`api/…`).
    pub fn is_api(&self) -> bool {
        self.0.starts_with("api/")
    }

    /// Whether this is a resource or enum page (`resources/…`).
    pub fn is_resource(&self) -> bool {
        self.0.starts_with("resources/")
    }
}

/// How much of a path is the folder that holds its last segment; none where `..` cannot take that off.
fn folder_above(path: &str) -> Option<usize> {
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    (!matches!(last, "" | "..")).then_some(folder.len())
}

impl fmt::Display for PagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PagePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|path| Self::new(&path))
    }
}

impl Serialize for PagePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// One text of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A range of bytes in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// Nowhere: the span of a fact that was read from a model file. No set of sources knows it.
impl Default for Span {
    fn default() -> Self {
        Self {
            file: FileId(u32::MAX),
            start: 0,
            end: 0,
        }
    }
}

impl Span {
    /// A span of `range` in `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            file,
            start: offset(range.start),
            end: offset(range.end),
        }
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A line and a column, both counted from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// The nearest character border at or below `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The words of a description, for comparison: without "Inherited from …" and without facts that have fields of their own.
pub(crate) fn description_words(description: &str) -> Vec<String> {
    const LEAD: &str = "inherited from";
    let lower = description.to_ascii_lowercase();
    let (mut kept, mut rest) = (String::with_capacity(lower.len()), lower.as_str());
    while let Some((before, from)) = rest.split_once(LEAD) {
        kept.push_str(before);
        kept.push(' ');
        rest = after_type(from);
    }
    kept.push_str(rest);
    let kept = ["read-only", "not nullable", "nullable"]
        .iter()
        .fold(kept, |kept, fact| kept.replace(fact, ""));
    let words = kept.split(|c: char| !c.is_alphanumeric() && c != '$');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What follows the type's name: a link, or a word.
fn after_type(text: &str) -> &str {
    let text = text.trim_start();
    let end = if text.starts_with('[') {
        text.find(')').map(|at| at + 1)
    } else {
        text.find(char::is_whitespace)
    };
    end.and_then(|end| text.get(end..)).unwrap_or_default()
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
    fn bytes_that_are_not_utf8_are_reported() {
        let (sources, invalid) = Sources::from_bytes([(PagePath::new("api/a.md"), b"# x\n\xff".to_vec())]);
        let lines: Vec<_> = invalid.iter().map(|span| sources.line(*span)).collect();
        assert_eq!(lines, [2]);
    }

    #[test]
    fn links_are_resolved_against_the_file_that_holds_them() {
        let page = PagePath::new("api/user-get.md");
        assert_eq!(page.join("../resources/user.md#x").as_str(), "resources/user.md");
        assert_eq!(page.join("../../includes/a.md").as_str(), "../includes/a.md");
        assert_eq!(page.join("./x.md").as_str(), "api/x.md");
        assert_eq!(page.join("..\\resources\\x.md").as_str(), "resources/x.md");
        assert_eq!(
            page.join("../../../../../etc/passwd").as_str(),
            "../../../../etc/passwd"
        );
    }
}

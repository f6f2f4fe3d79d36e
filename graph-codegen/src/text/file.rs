//! One text: bytes made UTF-8 with one kind of line ends, and its lines counted.

use super::{FileId, PagePath, Position, Span};
use crate::diagnostic::{Diagnostic, codes};

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
    pub(super) fn new(path: PagePath, text: String) -> Self {
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
    pub(super) fn line(&self, offset: u32) -> usize {
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

    pub(super) fn position(&self, offset: u32) -> Position {
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

/// The text that bytes are, and what is wrong with them.
pub(super) fn text(file: FileId, bytes: Vec<u8>) -> (String, Option<Diagnostic>) {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error,
    };
    let (start, length) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len());
    let span = Span::new(file, start..start + length.unwrap_or(1));
    let wrong = Diagnostic::new(&codes::NOT_UTF8, span, "bytes that are not UTF-8")
        .help("save the file as UTF-8; the bytes are read as U+FFFD");
    (
        String::from_utf8_lossy(error.as_bytes()).into_owned(),
        Some(wrong),
    )
}

/// Without a byte order mark, and with one kind of line ends.
fn plain(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    }
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

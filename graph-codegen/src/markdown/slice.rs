//! A piece of a source text that knows where it stands. Comes in: texts of the sources. Goes out: spans.
//! Knows nothing of Markdown.

use std::ops::Range;

use crate::text::{FileId, Span, Spanned};

/// A part of one file, borrowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice<'a> {
    file: FileId,
    start: usize,
    /// The text, verbatim.
    pub(crate) text: &'a str,
}

impl<'a> Slice<'a> {
    /// A whole file.
    pub(crate) fn whole(file: FileId, text: &'a str) -> Self {
        Self { file, start: 0, text }
    }

    /// The file.
    pub(crate) fn file(&self) -> FileId {
        self.file
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.file, self.start..self.start + self.text.len())
    }

    /// The place of a part that was cut out of this text by `str` methods.
    pub(crate) fn locate(&self, part: &'a str) -> Self {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        debug_assert!(
            offset <= self.text.len(),
            "a part is cut out of the text that locates it"
        );
        Self {
            file: self.file,
            start: self.start + offset.min(self.text.len()),
            text: part,
        }
    }

    /// The bytes of `range`; empty where the range does not fit.
    pub(crate) fn sub(&self, range: Range<usize>) -> Self {
        match self.text.get(range) {
            Some(part) => self.locate(part),
            None => self.locate(self.text.get(self.text.len()..).unwrap_or_default()),
        }
    }

    /// Without white space at both ends.
    pub(crate) fn trim(&self) -> Self {
        // White space beyond ASCII is rare, and costs more to look for.
        let text = self.text.trim_ascii();
        let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        match is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last()) {
            true => self.locate(text),
            false => self.locate(self.text.trim()),
        }
    }

    /// From the start of this slice to the end of `last`, which stands later in the same file.
    pub(crate) fn until(&self, last: &Slice<'a>, whole: &Slice<'a>) -> Self {
        let from = self.start.saturating_sub(whole.start);
        let to = (last.start + last.text.len()).saturating_sub(whole.start);
        whole.sub(from..to)
    }

    /// The lines without their ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Slice<'a>> + Clone + use<'a> {
        let whole = *self;
        self.text.lines().map(move |line| whole.locate(line))
    }

    /// A value read here.
    pub(crate) fn spanned<T>(&self, value: T) -> Spanned<T> {
        Spanned::new(value, self.span())
    }

    /// The text as a value with its place.
    pub(crate) fn owned(&self) -> Spanned<String> {
        self.spanned(self.text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    #[test]
    fn parts_know_their_place() {
        let sources = Sources::from_texts(&[("api/a.md", "é one\ntwo ")]);
        let (file, source) = sources.pages().next().expect("one page");
        let whole = Slice::whole(file, &source.text);
        let line = whole.lines().nth(1).expect("two lines");
        assert_eq!(line.trim().span(), Span::new(file, 7..10));
        assert_eq!(whole.sub(1..2).text, "", "a cut inside a character gives nothing");
    }
}

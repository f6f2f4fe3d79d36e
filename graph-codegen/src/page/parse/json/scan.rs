//! The place in the text, and what is passed over: white space, comments, elisions. Knows no values.

use super::{Fault, Reader};

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    pub(super) fn eat(&mut self, char: char) -> bool {
        let fits = self.peek() == Some(char);
        if fits {
            self.at += char.len_utf8();
        }
        fits
    }

    pub(super) fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|char| !fits(char)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// White space, comments and invisible characters.
    pub(super) fn space(&mut self) {
        while let Some(char) = self.peek() {
            match char {
                ' ' | '\n' | '\t' | '\r' => self.at += 1,
                '\u{200b}' | '\u{feff}' => self.invisible(char),
                '/' if self.rest().starts_with("//") => self.comment("\n", 0),
                '/' if self.rest().starts_with("/*") => self.comment("*/", 2),
                char if char.is_whitespace() => self.invisible(char),
                _ => break,
            }
        }
    }

    pub(super) fn invisible(&mut self, char: char) {
        self.repair("unusual white space", self.at);
        self.at += char.len_utf8();
    }

    pub(super) fn comment(&mut self, end: &str, length: usize) {
        self.repair("comment", self.at);
        let rest = self.rest().get(2..).unwrap_or_default();
        self.at += 2 + rest.find(end).map_or(rest.len(), |index| index + length);
    }

    pub(super) fn ellipsis(&mut self) -> bool {
        let rest = self.rest();
        let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
        let length = if rest.starts_with('…') {
            '…'.len_utf8()
        } else {
            dots
        };
        let is_elision = length >= 2;
        if is_elision {
            self.at += length;
        }
        is_elision
    }

    pub(super) fn repair(&mut self, message: &'static str, at: usize) {
        self.repairs.push((message, at));
    }

    pub(super) fn fault<T>(&self, message: &'static str) -> Result<T, Fault> {
        Err(Fault { message, at: self.at })
    }
}

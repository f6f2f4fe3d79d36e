//! Paths of requests, built from fixed text and from values, which are encoded so that none leaves its segment.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters to encode in a segment. Quotes, parentheses, `:`, `;`, `+` and `$` have a meaning for the service and are
/// encoded; the characters removed here are common in identifiers: `adele@contoso.com`, `contoso.com,guid,guid`, `01ABC!123`, base64.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'@')
    .remove(b',')
    .remove(b'!')
    .remove(b'=');

/// Characters to encode in a literal in a function call or an alternate key.
const LITERAL: &AsciiSet = &SEGMENT.add(b',').add(b'=');

/// The path of a request, built step by step by the request builders.
///
/// The first error (an empty identifier, `..`) is kept until the request is built, so that steps can be chained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    text: String,
    /// Whether the path ends with an address by path, `root:/Reports`, which a colon ends if more follows.
    open: bool,
    error: Option<String>,
}

impl Path {
    /// Starts a path with fixed text: `/me`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::default().to(text)
    }

    /// Appends fixed text: `/messages`.
    #[must_use]
    pub fn to(mut self, text: &str) -> Self {
        if std::mem::take(&mut self.open) {
            self.text.push(':');
        }
        self.text.push_str(text);
        self
    }

    /// Appends a value as a segment: `/AAMkAG…`.
    #[must_use]
    pub fn key(self, value: &str) -> Self {
        let mut path = self.to("/");
        path.check(value);
        path.encode(value, SEGMENT);
        path
    }

    /// Appends a value as a string literal: `'O''Neil'`.
    #[must_use]
    pub fn text(self, value: &str) -> Self {
        let mut path = self.to("'");
        path.encode(&value.replace('\'', "''"), LITERAL);
        path.to("'")
    }

    /// Appends a value as a literal without quotes: `3`, `true`, `2021-07-01`, a GUID.
    #[must_use]
    pub fn literal(mut self, value: &str) -> Self {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | ':' | '_');
        if value.is_empty() || !value.chars().all(is_plain) {
            self.fail(format!(
                "{value:?} is not a number, a date, a GUID or another plain value"
            ));
        }
        self.encode(value, LITERAL);
        self
    }

    /// Appends an address by path, relative to the item so far: `:/Reports/2021/July.xlsx`. The address `/` is that of
    /// the root.
    #[must_use]
    pub fn address(self, value: &str) -> Self {
        let mut path = self.to(":");
        if value == "/" {
            path = path.to("/");
            path.open = true;
            return path;
        }
        for segment in value.strip_prefix('/').unwrap_or(value).split('/') {
            path = path.key(segment);
        }
        path.open = true;
        path
    }

    /// The path, or the first error.
    pub(super) fn finish(&self) -> Result<&str, &str> {
        match &self.error {
            Some(error) => Err(error),
            None => Ok(&self.text),
        }
    }

    /// Rejects empty segments, which clients and servers drop, and dots, which they resolve, even if encoded.
    fn check(&mut self, value: &str) {
        match value {
            "" => self.fail("an empty value cannot be a path segment".to_owned()),
            "." | ".." => self.fail(format!("{value:?} cannot be a path segment")),
            _ => {}
        }
    }

    fn encode(&mut self, value: &str, set: &'static AsciiSet) {
        self.text.extend(utf8_percent_encode(value, set));
    }

    fn fail(&mut self, error: String) {
        let text = &self.text;
        self.error
            .get_or_insert_with(|| format!("{error} (after `{text}`)"));
    }
}

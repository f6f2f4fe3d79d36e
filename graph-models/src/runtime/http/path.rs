//! A path under construction. Comes in: text that the generator knows, values that the caller gives.
//! Goes out: a path that no value has left its segment of, or the first fault.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands unencoded in a segment. Quotes, parentheses, `:`, `;`, `+` and `$` mean something to the service;
/// the rest of these is common in identifiers: `adele@contoso.com`, `contoso.com,guid,guid`, `01ABC!123`, base64.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'@')
    .remove(b',')
    .remove(b'!')
    .remove(b'=');

/// What stands unencoded in a literal of a function call or an alternate key.
const LITERAL: &AsciiSet = &SEGMENT.add(b',').add(b'=');

/// A path under construction, made by the builders of requests.
///
/// A fault (an empty identifier, `..`) is kept and told when the request is made, so that steps chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    text: String,
    /// An address by path stands open: `root:/Reports`. What follows it starts with a colon.
    open: bool,
    fault: Option<String>,
}

impl Path {
    /// Starts with a text that the pages give: `/me`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::default().to(text)
    }

    /// Goes on with a text that the pages give: `/messages`.
    #[must_use]
    pub fn to(mut self, text: &str) -> Self {
        if std::mem::take(&mut self.open) {
            self.text.push(':');
        }
        self.text.push_str(text);
        self
    }

    /// Goes on with a segment of its own that the caller gives: `/AAMkAG…`.
    #[must_use]
    pub fn key(self, value: &str) -> Self {
        let mut path = self.to("/");
        path.check(value);
        path.encode(value, SEGMENT);
        path
    }

    /// Goes on with a text literal: `'O''Neil'`.
    #[must_use]
    pub fn text(self, value: &str) -> Self {
        let mut path = self.to("'");
        path.encode(&value.replace('\'', "''"), LITERAL);
        path.to("'")
    }

    /// Goes on with a literal without quotes: `3`, `true`, `2021-07-01`, a GUID.
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

    /// Goes on with an address by path, below the item so far: `:/Reports/2021/July.xlsx`.
    #[must_use]
    pub fn address(self, value: &str) -> Self {
        let mut path = self.to(":");
        for segment in value.strip_prefix('/').unwrap_or(value).split('/') {
            path = path.key(segment);
        }
        path.open = true;
        path
    }

    /// The path, or what is wrong with it.
    pub(super) fn finish(&self) -> Result<&str, &str> {
        match &self.fault {
            Some(fault) => Err(fault),
            None => Ok(&self.text),
        }
    }

    /// An empty segment disappears and dots move up, encoded or not, in clients and servers alike.
    fn check(&mut self, value: &str) {
        match value {
            "" => self.fail("an empty value cannot be a segment".to_owned()),
            "." | ".." => self.fail(format!("{value:?} cannot be a segment")),
            _ => {}
        }
    }

    fn encode(&mut self, value: &str, set: &'static AsciiSet) {
        self.text.extend(utf8_percent_encode(value, set));
    }

    fn fail(&mut self, fault: String) {
        let text = &self.text;
        self.fault
            .get_or_insert_with(|| format!("{fault} (after `{text}`)"));
    }
}

//! What any page holds: front matter, prose, links.

use crate::text::{Span, Spanned};

/// Front matter, in page order. An unknown key is no fault.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter(pub Vec<(Spanned<String>, Spanned<String>)>);

impl FrontMatter {
    /// The value of a key, unquoted.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, value)| value.value.as_str())
    }
}

/// Running text: Markdown on one line, soft breaks as spaces; `**TODO…**` marks are taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// Its links, in order, reference links resolved.
    pub links: Vec<Link>,
    /// Where.
    pub span: Span,
}

/// `[recipient](../resources/recipient.md)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// `recipient`.
    pub text: String,
    /// The target as written; empty for `[x]()`.
    pub target: String,
    /// Where.
    pub span: Span,
}

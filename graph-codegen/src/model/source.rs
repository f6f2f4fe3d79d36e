//! Where the pages say something.

use serde::{Deserialize, Serialize};

use crate::text::{PagePath, Sources, Span};

/// The place of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Source {
    /// `resources/message.md`.
    pub page: PagePath,
    /// Line, from 1.
    pub line: u32,
    /// The exact place, for diagnostics of later stages.
    #[serde(skip)]
    pub span: Span,
}

impl Source {
    /// The place of a span.
    pub fn at(sources: &Sources, span: Span) -> Self {
        let (page, line) = sources.place(span);
        Self { page, line, span }
    }
}

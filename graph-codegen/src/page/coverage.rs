//! What became of the blocks of a page.

use crate::text::Span;

/// What became of a block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// What it is.
    pub kind: BlockKind,
    /// What became of it.
    pub outcome: Outcome,
    /// Where.
    pub span: Span,
}

/// The blocks that are accounted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The whole page; known when the model is made.
    Page,
    /// The lines between the two `---`.
    FrontMatter,
    /// A heading.
    Section,
    /// A paragraph or an item of a list.
    Text,
    /// The titles of a table's columns.
    TableHead,
    /// A row of a table.
    Row,
    /// A line of an HTTP block; it lies in a fence.
    RequestLine,
    /// A fence with requests, an example or a representation.
    Fence,
    /// A comment.
    Comment,
    /// An include; the included blocks are accounted for where they stand, once for each page.
    Include,
    /// HTML that is no comment.
    Html,
    /// A line that is for layout only: a tab, a zone; or the definition of a reference link.
    Mark,
}

impl BlockKind {
    /// What blocks of this kind are called: `rows of tables`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "pages",
            Self::FrontMatter => "front matters",
            Self::Section => "headings",
            Self::Text => "paragraphs and items of lists",
            Self::TableHead => "tables",
            Self::Row => "rows of tables",
            Self::RequestLine => "HTTP lines",
            Self::Fence => "blocks of code",
            Self::Comment => "comments",
            Self::Include => "includes",
            Self::Html => "pieces of HTML",
            Self::Mark => "tabs, zones and definitions of links",
        }
    }
}

/// What becomes of a block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is in the page's data; once the model is made, in the model or used to make it.
    Modelled,
    /// It is not used, and need not be: the reason.
    Skipped(&'static str),
    /// It could not be read; a diagnostic says why.
    Failed,
}

//! What a page is made of.

use crate::page::parse::{slice::Slice, table::Table};

/// A block of a page.
#[derive(Debug)]
pub(in crate::page::parse) struct Block<'a> {
    /// What it is.
    pub(in crate::page::parse) kind: Kind<'a>,
    /// Its text, verbatim.
    pub(in crate::page::parse) at: Slice<'a>,
    /// It stands in a callout.
    pub(in crate::page::parse) quoted: bool,
    /// It comes from an include.
    pub(in crate::page::parse) included: bool,
}

/// The kinds of blocks.
#[derive(Debug)]
pub(in crate::page::parse) enum Kind<'a> {
    /// `## Properties`.
    Heading {
        /// 2.
        level: u8,
        /// `Properties`.
        text: Slice<'a>,
    },
    /// Running text.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A table.
    Table(Box<Table<'a>>),
    /// A fenced or indented block of code.
    Fence {
        /// `http`, lower case is not made.
        info: String,
        /// What is between the fences.
        content: Slice<'a>,
        /// It ends with a fence.
        closed: bool,
    },
    /// `<!-- … -->`.
    Comment {
        /// What is between the marks.
        inner: Slice<'a>,
        /// It has an end.
        closed: bool,
    },
    /// HTML that is no comment.
    Html,
    /// `[!INCLUDE [text](path)]`.
    Include {
        /// The path as written.
        target: Slice<'a>,
    },
    /// A line that says nothing itself, and what it is.
    Mark(Mark),
}

/// Lines that say nothing themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page::parse) enum Mark {
    /// `# [C#](#tab/csharp)`.
    Tab,
    /// `:::zone`.
    Zone,
    /// `[user]: ../resources/user.md`.
    Definition,
    /// The definition of a link that an earlier one has defined.
    Repeated,
    /// What stands behind more unclosed comments than are mended.
    Lost,
}

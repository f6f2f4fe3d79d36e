//! Markdown: the blocks and inlines of a page, and documentation comments that are safe in rustdoc.
//! The only module that uses pulldown-cmark.

pub(crate) mod blocks;
mod doc;
pub(crate) mod inline;
mod prose;
mod slice;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use doc::encode_url;
pub use doc::{Doc, Docs, Target, Text};
pub(crate) use prose::{Resolved, prose};
pub(crate) use slice::Slice;

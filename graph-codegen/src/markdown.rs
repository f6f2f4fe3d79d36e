//! Markdown: the blocks and inlines of a page, and documentation comments that are safe in rustdoc.
//! The only module that uses pulldown-cmark.

mod doc;
mod prose;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use doc::encode_url;
pub use doc::{Doc, Docs, Target, Text};
pub(crate) use prose::{Resolved, prose};

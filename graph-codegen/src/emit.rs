//! [`rust::Krate`] → `syn::File`s. Knows quote and syn and nothing of the model; decides nothing and cannot fail.

use crate::rust;

/// A file of the generated crate: its path below the crate's root, its header line, its items.
pub struct File {
    /// `src/generated/models/message.rs`.
    pub path: String,
    /// The line after `//! `.
    pub header: String,
    /// Its content.
    pub file: syn::File,
}

/// Quotes everything.
pub fn files(_krate: &rust::Krate) -> Vec<File> {
    Vec::new()
}

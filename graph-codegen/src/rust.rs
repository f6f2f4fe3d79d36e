//! What the Rust will be: every decision made, nothing quoted yet. `lower` makes it, `emit` prints it.

/// Where an item of the models stands and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPath {
    /// The public module below `crate::models`; empty for the root.
    pub module: Vec<String>,
    /// Its own private module, and the stem of its file: `message`.
    pub file: String,
    /// `Message`.
    pub ident: String,
}

impl ItemPath {
    /// `crate::models::call_records`.
    pub fn module_path(&self) -> String {
        let parts = ["crate", "models"]
            .into_iter()
            .chain(self.module.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join("::")
    }

    /// `crate::models::call_records::Session`.
    pub fn path(&self) -> String {
        format!("{}::{}", self.module_path(), self.ident)
    }
}

/// The generated part of a crate.
#[derive(Debug, Default)]
pub struct Krate {}

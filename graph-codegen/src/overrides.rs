//! Corrections of known faults of pages, each with its reason. Comes in: pages and the overrides file.
//! Goes out: corrected pages; a correction that no longer applies is an error.

use crate::{
    diagnostic::Diagnostic,
    page::Page,
    source::{FileId, Sources},
};

/// Applies the overrides file to the pages.
pub fn apply(_sources: &Sources, _overrides: Option<FileId>, _pages: &mut [Page]) -> Vec<Diagnostic> {
    Vec::new()
}

//! Corrections of known faults of pages, each with its reason. Comes in: pages and the overrides file.
//! Goes out: corrected pages; a correction that no longer applies is an error.

mod change;
mod file;
mod members;
#[cfg(test)]
mod tests;

use crate::{
    diagnostic::{Diagnostic, codes},
    page::Page,
    source::{FileId, Sources, Span},
};
use change::{Change, Outcome};
use file::Entry;

/// Applies the overrides file to the pages.
pub fn apply(sources: &Sources, overrides: Option<FileId>, pages: &mut [Page]) -> Vec<Diagnostic> {
    let Some(file) = overrides else {
        return Vec::new();
    };
    let (entries, mut diagnostics) = file::read(sources, file);
    for entry in &entries {
        diagnostics.extend(apply_entry(entry, pages));
    }
    diagnostics
}

fn apply_entry(entry: &Entry, pages: &mut [Page]) -> Option<Diagnostic> {
    let page = pages.iter_mut().find(|page| page.path == entry.page.value);
    let Some(page) = page else {
        let message = format!("there is no page `{}`", entry.page.value);
        return Some(not_applied(entry.page.span, message, entry));
    };
    match change::apply(&entry.change, page) {
        Outcome::Applied => None,
        Outcome::NotFound(what) => {
            let message = format!("`{}` has no {what}", page.path);
            Some(not_applied(entry.change.span(), message, entry))
        }
        Outcome::AlreadySo => {
            let message = format!("`{}` already says so", page.path);
            Some(not_applied(entry.change.span(), message, entry))
        }
    }
}

fn not_applied(span: Span, message: String, entry: &Entry) -> Diagnostic {
    Diagnostic::new(&codes::OVERRIDE_NOT_APPLIED, span, message).help(format!(
        "correct or remove the override; its reason was: {}",
        entry.reason
    ))
}

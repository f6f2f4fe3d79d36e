//! Corrects known faults of pages, each with its reason. An override that has no effect is an error.

mod edits;
mod file;
#[cfg(test)]
mod tests;
mod unused;

use crate::{
    diagnostic::nearest,
    diagnostic::{Diagnostic, codes},
    page::Page,
    text::{FileId, Sources, Span},
};
use edits::Outcome;
use file::Entry;
use unused::already_so;

pub(crate) use unused::unused;

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
    let Some(at) = pages.iter().position(|page| page.path == entry.page.value) else {
        let message = format!("there is no page `{}`", entry.page.value);
        let paths = pages.iter().map(|page| page.path.as_str());
        let near = nearest(entry.page.value.as_str(), paths);
        return Some(not_applied(entry.page.span, message, entry, near));
    };
    let page = pages.get_mut(at)?;
    let span = entry.change.span;
    match edits::apply(&entry.change.value, span, page) {
        Outcome::Applied => None,
        Outcome::NotFound { what, near } => {
            let message = format!("`{}` has no {what}", page.path);
            Some(not_applied(span, message, entry, near.as_deref()))
        }
        Outcome::AlreadySo => Some(already_so(&page.path, span)),
    }
}

fn not_applied(span: Span, message: String, entry: &Entry, near: Option<&str>) -> Diagnostic {
    let near = near
        .map(|near| format!("did you mean `{near}`? "))
        .unwrap_or_default();
    Diagnostic::new(&codes::OVERRIDE_NOT_APPLIED, span, message).help(format!(
        "{near}correct or remove the override; its reason was: {}",
        entry.reason
    ))
}

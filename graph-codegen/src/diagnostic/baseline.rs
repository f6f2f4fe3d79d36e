//! Findings that people have judged once, and accepted with a reason. Comes in: the baseline file and the findings of a
//! run. Goes out: the findings that are not in it, its entries that are no longer found, and the text of the next one.
//!
//! A finding is known again by its code, its page and its subject, never by its line.

mod file;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    text::{FileId, Sources, Span, Spanned},
};

/// The reason of entries that no person has looked at.
pub const UNREVIEWED: &str = "to be reviewed";

/// The file.
#[derive(Debug, Default)]
pub struct Baseline {
    /// The comment at its top, kept as it is.
    header: String,
    groups: Vec<Group>,
}

/// Accepted findings of a code that share a reason.
#[derive(Debug)]
struct Group {
    code: String,
    reason: String,
    findings: Vec<Spanned<String>>,
}

/// Findings, judged.
#[derive(Debug, Default)]
pub struct Judged {
    /// Findings that the baseline does not have, errors among them: those cannot be accepted.
    pub open: Vec<Diagnostic>,
    /// Entries that are no longer found.
    pub stale: Vec<Diagnostic>,
    /// For each finding of the run why it is accepted, where it is.
    pub reasons: Vec<Option<String>>,
    /// How many findings are accepted.
    pub accepted: usize,
    /// How many of them no person has looked at.
    pub unreviewed: usize,
}

/// The entries that are left, by code and text: where each is, and its reason.
type Left<'a> = BTreeMap<String, Vec<(Span, &'a str)>>;

impl Baseline {
    /// Reads the file.
    pub fn read(sources: &Sources, file: FileId) -> (Self, Vec<Diagnostic>) {
        file::read(sources, file)
    }

    /// Holds findings against the entries.
    pub fn judge(&self, sources: &Sources, found: &[Diagnostic]) -> Judged {
        let mut left = self.left();
        let mut judged = Judged::default();
        for finding in found {
            match take(&mut left, &text(sources, finding)) {
                Some(reason) if finding.severity() != Severity::Error => {
                    judged.accepted += 1;
                    judged.unreviewed += usize::from(reason == UNREVIEWED);
                    judged.reasons.push(Some(reason.to_owned()));
                }
                _ => {
                    judged.open.push(finding.clone());
                    judged.reasons.push(None);
                }
            }
        }
        for (entry, places) in &left {
            judged
                .stale
                .extend(places.iter().map(|(span, _)| no_longer(entry, *span)));
        }
        judged.stale.sort_by_key(|finding| finding.span);
        judged
    }

    fn left(&self) -> Left<'_> {
        let mut left = Left::new();
        for group in &self.groups {
            for finding in &group.findings {
                let entry = format!("{} {}", group.code, finding.value);
                let entries = left.entry(entry).or_default();
                entries.push((finding.span, &group.reason));
            }
        }
        left
    }

    /// The text of a baseline that accepts just these findings: reasons stay, what is new waits for a review.
    pub fn accepting(&self, sources: &Sources, found: &[Diagnostic]) -> String {
        let mut left = self.left();
        let mut groups: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for finding in found.iter().filter(|one| one.severity() != Severity::Error) {
            let text = text(sources, finding);
            let reason = take(&mut left, &text).unwrap_or(UNREVIEWED);
            let text = text.split_once(' ').map_or(&*text, |(_, text)| text);
            groups
                .entry((finding.code.id, reason))
                .or_default()
                .push(text.to_owned());
        }
        file::print(&self.header, groups)
    }
}

fn take<'a>(left: &mut Left<'a>, entry: &str) -> Option<&'a str> {
    let entries = left.get_mut(entry)?;
    let (_, reason) = entries.remove(0);
    if entries.is_empty() {
        left.remove(entry);
    }
    Some(reason)
}

/// `GD0601 api/message-get.md: get_message response: value[].isRead`; a dot in place of the page where there is none.
fn text(sources: &Sources, finding: &Diagnostic) -> String {
    let page = finding.span.map(|span| sources.get(span.file).path.as_str());
    let subject = finding.stable_subject().split_whitespace().collect::<Vec<_>>();
    let page = page.unwrap_or(".");
    format!("{} {page}: {}", finding.code.id, subject.join(" "))
}

fn no_longer(entry: &str, span: Span) -> Diagnostic {
    let (code, text) = entry.split_once(' ').unwrap_or((entry, ""));
    let message = format!("{code} is no longer found: {text}");
    Diagnostic::new(&codes::NO_LONGER_FOUND, span, message)
        .help("`--accept` writes the baseline anew, without it")
}

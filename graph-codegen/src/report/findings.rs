//! Findings and their codes, small enough for a page. Comes in: findings of all stages. Goes out: both, errors first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Place, Tables, unset};
use crate::{
    diagnostic::baseline::BaselineCheck,
    diagnostic::{self, Diagnostic, Severity},
    text::{Sources, Span},
};

/// A code that was found.
#[derive(Serialize)]
pub(super) struct Code {
    id: &'static str,
    severity: Severity,
    title: &'static str,
    explanation: &'static str,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct Finding<'a> {
    /// The place of its code.
    code: usize,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<usize>,
    /// Another place that it is about, and what is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<(Place, &'static str)>,
    /// The baseline has it.
    #[serde(skip_serializing_if = "unset")]
    accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Place>,
}

/// The codes by severity and id, and the findings by code and place.
pub(super) fn findings<'a>(
    sources: &'a Sources,
    diagnostics: &'a [Diagnostic],
    judged: Option<&BaselineCheck>,
    tables: &mut Tables<'a>,
) -> (Vec<Code>, Vec<Finding<'a>>) {
    let mut by_code: BTreeMap<(Severity, &str), Vec<&'a Diagnostic>> = BTreeMap::new();
    for found in diagnostics {
        let key = (found.severity(), found.code.id);
        by_code.entry(key).or_default().push(found);
    }
    let is_accepted = |found| judged.is_some_and(|judged| !judged.open.contains(found));
    let (mut codes, mut findings) = (Vec::new(), Vec::new());
    for mut found in by_code.into_values() {
        found.sort_by_key(|finding| finding.span);
        let place = codes.len();
        codes.extend(found.first().map(|first| code(first.code)));
        findings.extend(found.into_iter().map(|found| Finding {
            accepted: is_accepted(found),
            ..finding(place, found, sources, tables)
        }));
    }
    (codes, findings)
}

fn code(code: &'static diagnostic::Code) -> Code {
    Code {
        id: code.id,
        severity: code.severity,
        title: code.title,
        explanation: code.explanation,
    }
}

fn finding<'a>(
    code: usize,
    found: &'a Diagnostic,
    sources: &'a Sources,
    tables: &mut Tables<'a>,
) -> Finding<'a> {
    let help = found.help.as_deref().and_then(|help| tables.text(help));
    let mut place = |span: Span| {
        let page = tables.pages.add(sources.get(span.file).path.as_str());
        Place(page, sources.line(span))
    };
    Finding {
        code,
        message: &found.message,
        help,
        at: found.span.map(&mut place),
        related: found
            .related
            .as_ref()
            .map(|related| (place(related.0), related.1)),
        accepted: false,
    }
}

//! Findings for people: as rustc shows them; where there are many, how many of each code and in each area first.

use std::collections::BTreeMap;

use anyhow::Result;
use graph_codegen::diagnostic::{Diagnostic, Severity};

use super::told::{One, Told};
use crate::report::Report;

/// How many areas are named.
const AREAS: usize = 20;

/// The text.
pub(super) fn text(told: &Told<'_>, styled: bool) -> Result<String> {
    let open: Vec<One<'_>> = told.open().collect();
    let findings: Vec<Diagnostic> = open.iter().map(|one| one.finding.clone()).collect();
    let report = Report::new(&told.pages.sources, &findings, told.show)?.with_levels(&told.findings.levels);
    let mut text = report.with_overview(&areas(told, &open), styled);
    if text.is_empty() {
        text = "no findings\n".to_owned();
    }
    if let Some(summary) = told.findings.summary() {
        text += &format!("{summary}\n");
    }
    Ok(text)
}

/// A line for each area, the one with the most findings first.
fn areas(told: &Told<'_>, open: &[One<'_>]) -> String {
    let areas = told.areas();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for one in open {
        let page = one
            .finding
            .span
            .map(|span| told.pages.sources.get(span.file).path.as_str());
        let area = page
            .and_then(|page| areas.get(page))
            .map_or("other files", String::as_str);
        let column = match one.level {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        counts.entry(area).or_default()[column] += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<usize>()));
    let width = rows
        .iter()
        .map(|(area, _)| area.chars().count())
        .max()
        .unwrap_or_default();
    let mut text = format!("  {:width$}  errors  warnings   notes\n", "area");
    for (area, [errors, warnings, notes]) in rows.iter().take(AREAS) {
        text += &format!("  {area:width$}  {errors:6}  {warnings:8}  {notes:6}\n");
    }
    if rows.len() > AREAS {
        text += &format!("  … and {} more areas\n", rows.len() - AREAS);
    }
    text
}

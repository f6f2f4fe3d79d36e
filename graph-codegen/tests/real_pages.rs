//! Holds what is read against a folder of real pages, named by `GRAPH_DOCS` (it holds `api/` and `resources/`).
#![allow(clippy::print_stderr, reason = "a test that does nothing must say why")]

mod docs;

use std::path::PathBuf;

use graph_codegen::{
    Analysis, analyze,
    diagnostic::{Diagnostic, Severity},
    model::ApiInfo,
    page::{Body, Page},
    resolve::coverage,
    text::Sources,
};

/// What the reference of v1.0 of July 2021 holds, with a little room.
const PROPERTY_ROWS: usize = 6_400;
const REQUEST_LINES: usize = 3_700;
const ENUM_TABLES: usize = 320;
const PERMISSION_ROWS: usize = 6_700;
const JSON_BODIES: usize = 3_800;

#[test]
fn real_pages_are_read() {
    let Some(docs) = std::env::var_os("GRAPH_DOCS").map(PathBuf::from) else {
        eprintln!(
            "GRAPH_DOCS is not set: name the folder that holds `api/` and `resources/` to run this test"
        );
        return;
    };
    let (sources, unread) = graph_codegen::read(docs::files(&docs));
    let Analysis {
        pages,
        diagnostics: found,
        ..
    } = analyze(&sources, None, ApiInfo::default());
    let account = coverage::coverage_report(&sources, &pages);
    assert_eq!(account.unexplained, []);
    let errors = unread
        .iter()
        .chain(&found)
        .filter(|found| found.severity() == Severity::Error)
        .count();
    summary(&sources, &pages, &found);
    assert_eq!(errors, 0);
    if pages.len() < 3_000 {
        eprintln!(
            "{} pages: not the whole reference, so nothing is counted",
            pages.len()
        );
        return;
    }
    for (what, count, least) in counts(&pages) {
        assert!(count >= least, "{what}: {count}, expected at least {least}");
    }
}

fn bodies(pages: &[Page]) -> impl Iterator<Item = &Body> {
    let examples = pages
        .iter()
        .flat_map(|page| page.examples.iter().map(|message| &message.body));
    examples.chain(pages.iter().flat_map(|page| {
        page.representations
            .iter()
            .map(|representation| &representation.body)
    }))
}

fn counts(pages: &[Page]) -> Vec<(&'static str, usize, usize)> {
    let sum = |count: fn(&Page) -> usize| pages.iter().map(count).sum::<usize>();
    let rows = sum(|page| page.properties.iter().map(|table| table.rows.len()).sum());
    let json = bodies(pages).filter(|body| body.json().is_some()).count();
    vec![
        ("property rows", rows, PROPERTY_ROWS),
        ("request lines", sum(|page| page.requests.len()), REQUEST_LINES),
        ("enum tables", sum(|page| page.enums.len()), ENUM_TABLES),
        (
            "permission rows",
            sum(|page| page.permissions.iter().map(|table| table.rows.len()).sum()),
            PERMISSION_ROWS,
        ),
        ("JSON bodies", json, JSON_BODIES),
    ]
}

fn summary(sources: &Sources, pages: &[Page], found: &[Diagnostic]) {
    for (what, count, least) in counts(pages) {
        eprintln!("{what}: {count} (at least {least})");
    }
    let mut by_code: std::collections::BTreeMap<_, Vec<&Diagnostic>> = Default::default();
    for found in found {
        by_code.entry(found.code.id).or_default().push(found);
    }
    let shown: usize = std::env::var("SHOW")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    for (code, found) in by_code {
        eprintln!(
            "{code} {:?} {}: {}",
            found[0].severity(),
            found[0].code.title,
            found.len()
        );
        for found in found.iter().take(shown) {
            let place = found.span.map(|span| sources.place(span));
            eprintln!("    {place:?} {}", found.message);
        }
    }
}

//! `report`: pages → one HTML page for people who would rather look than read.

mod link;
mod template;

use std::path::Path;

use anyhow::{Context, Result};
use graph_codegen::{
    analyze, check,
    diagnostic::{Diagnostic, Severity},
    report::{Input, report},
};

use crate::{
    args::Report,
    console::Console,
    failure::{Failure, OrRun},
    generate::{docs, stop_on_errors},
    judge::Findings,
    pages::{self, Pages},
    workspace::{quote, show},
    write,
};

/// Writes the page. Faults of the pages are in it, errors too; only where there are no pages there is nothing to look at.
pub(crate) fn run(args: &Report, console: &Console) -> Result<(), Failure> {
    let dir = docs(&args.input);
    let again = command(args);
    let link = args.link.as_deref().map(link::check).transpose();
    let link = link.or_run("`cargo xtask report --help` for an example")?;
    console.progress("reading pages");
    let pages = pages::read(&dir, args.input.api_version.as_deref()).or_run(
        "`cargo xtask report --docs DIR --out FILE.html` with the folder that holds `api/` and `resources/`",
    )?;
    let link = link.or_else(|| pages.info.source.as_deref().and_then(link::of_source));
    console.progress("analyzing pages");
    let (html, found) = page(&pages, link.as_deref(), &again)?;
    write::file(&args.out, &html).or_run(&again)?;
    console.note(&told(&show(&args.out), html.len(), &found));
    Ok(())
}

/// The same command line, to run again.
fn command(args: &Report) -> String {
    let mut command = format!(
        "cargo xtask report --docs {} --out {}",
        quote(&docs(&args.input)),
        quote(&args.out)
    );
    let words = [("--api-version", &args.input.api_version), ("--link", &args.link)];
    for (name, word) in words {
        if let Some(word) = word {
            command.push_str(&format!(" {name} {}", quote(Path::new(word))));
        }
    }
    format!("`{command}`")
}

/// The page, and the findings of all stages.
fn page(pages: &Pages, link: Option<&str>, again: &str) -> Result<(String, Vec<Diagnostic>), Failure> {
    let analysis = analyze(&pages.sources, pages.overrides, pages.info.clone());
    if analysis.pages.is_empty() {
        stop_on_errors(&analysis.diagnostics, &format!("{again} with a folder of pages"))?;
    }
    let found = check(&pages.sources, &analysis.api);
    let Findings { mut all, judged, .. } = Findings::new(pages, &[&analysis.diagnostics, &found]);
    all.extend(judged.iter().flat_map(|judged| &judged.stale).cloned());
    let report = report(&Input {
        sources: &pages.sources,
        analysis: &analysis,
        findings: &all,
        judged: judged.as_ref(),
        link,
    });
    let html = template::page(&report).context("cannot print the report");
    Ok((html.or_run(again)?, all))
}

fn told(out: &str, bytes: usize, found: &[Diagnostic]) -> String {
    let of = |severity| {
        let same = |finding: &&Diagnostic| finding.severity() == severity;
        found.iter().filter(same).count()
    };
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(of);
    let kilobytes = bytes.div_ceil(1000);
    format!("{out}: {kilobytes} kB, {errors} errors, {warnings} warnings, {notes} notes\n")
}

//! `report`: writes an HTML page with the model, the coverage and the findings.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use graph_codegen::{
    check,
    diagnostic::{Diagnostic, Severity},
    name_in_rust,
    report::{self, report},
};

use super::options::Input;
use crate::{
    baseline::{Findings, stop_on_errors},
    html, output_file,
    pages::Pages,
    paths::{quote, show},
    terminal::{Failure, OrRun, Terminal},
};

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(super) input: Input,
    /// File to write
    #[arg(long, value_name = "FILE.html")]
    out: PathBuf,
    /// URL of a line of a page, with `{page}` and `{line}` in it [default: from `source` in `api.toml`]
    #[arg(long, value_name = "TEMPLATE")]
    link: Option<String>,
}

/// Writes the report, which contains errors of the pages as well. Fails if there are no pages.
pub(super) fn run(args: &Report, terminal: &Terminal) -> Result<(), Failure> {
    let again = command(args);
    let link = args.link.as_deref().map(html::check_link).transpose();
    let link = link.or_run("`cargo xtask report --help` for an example")?;
    terminal.progress("reading pages");
    let mut pages = args.input.read(None).or_run(
        "`cargo xtask report --docs DIR --out FILE.html` with the folder that holds `api/` and `resources/`",
    )?;
    pages.partial = args.input.partial;
    let link = link.or_else(|| pages.info.source.as_deref().and_then(html::link_of_source));
    terminal.progress("analyzing pages");
    let (html, found) = page(&pages, link.as_deref(), &again)?;
    output_file::write(&args.out, &html).or_run(&again)?;
    terminal.note(&summary(&show(&args.out), html.len(), &found));
    Ok(())
}

/// The command line to run again.
fn command(args: &Report) -> String {
    let mut command = format!(
        "cargo xtask report --docs {} --out {}",
        quote(&args.input.folder()),
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

/// The report, and the findings of all stages.
fn page(pages: &Pages, link: Option<&str>, again: &str) -> Result<(String, Vec<Diagnostic>), Failure> {
    let mut analysis = pages.analyze();
    if analysis.pages.is_empty() {
        stop_on_errors(&analysis.diagnostics)?;
    }
    let found = check(&pages.sources, &analysis.api);
    name_in_rust(&mut analysis.api);
    let Findings {
        mut all,
        check: baseline,
        ..
    } = Findings::new(pages, &[&analysis.diagnostics, &found]);
    all.extend(baseline.iter().flat_map(|check| &check.stale).cloned());
    let report = report(&report::Input {
        sources: &pages.sources,
        analysis: &analysis,
        findings: &all,
        judged: baseline.as_ref(),
        link,
    });
    let html = html::page(&report).context("cannot print the report");
    Ok((html.or_run(again)?, all))
}

fn summary(out: &str, bytes: usize, found: &[Diagnostic]) -> String {
    let of = |severity| {
        let same = |finding: &&Diagnostic| finding.severity() == severity;
        found.iter().filter(same).count()
    };
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(of);
    let kilobytes = bytes.div_ceil(1000);
    format!("{out}: {kilobytes} kB, {errors} errors, {warnings} warnings, {notes} notes\n")
}

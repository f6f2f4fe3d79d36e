//! `model`: prints the model file, or the coverage of the pages.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use graph_codegen::{
    name_in_rust,
    page::Outcome,
    resolve::coverage::{self, CoverageReport},
};

use super::options::Input;
use crate::{
    baseline::stop_on_errors,
    output_file,
    paths::quote,
    terminal::{
        Failure, OrRun, Terminal,
        findings::{self, Selection},
    },
};

#[derive(Debug, Args)]
pub(crate) struct Model {
    #[command(flatten)]
    pub(super) input: Input,
    /// File to write; standard output without it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print the coverage: every block of the pages as modelled, skipped with a reason or failed, and lines in no block
    #[arg(long)]
    coverage: bool,
    #[command(flatten)]
    selection: Selection,
}

/// Prints or writes the model. With `--coverage`, prints the coverage and writes the model to `--out` only.
pub(super) fn run(args: &Model, terminal: &Terminal) -> Result<(), Failure> {
    let docs = args.input.folder();
    let again = format!("`cargo xtask model --docs {}`", quote(&docs));
    terminal.progress("reading pages");
    let pages = args
        .input
        .read(None)
        .or_run("`cargo xtask model --docs DIR` with the folder that holds `api/` and `resources/`")?;
    terminal.progress("analyzing pages");
    let mut analysis = pages.analyze();
    terminal.clear();
    let diagnostics = [&pages.diagnostics[..], &analysis.diagnostics].concat();
    findings::print(&pages.sources, &diagnostics, &args.selection, terminal)?;
    stop_on_errors(&diagnostics)?;
    name_in_rust(&mut analysis.api);
    let json = || serde_json::to_string_pretty(&analysis.api).map(|json| json + "\n");
    if let Some(out) = &args.out {
        let json = json().context("cannot print the model").or_run(&again)?;
        output_file::write(out, &json).or_run(&again)?;
    }
    if args.coverage {
        let coverage = coverage::coverage_report(&pages.sources, &analysis.pages);
        terminal.result(&coverage_text(&coverage));
    } else if args.out.is_none() {
        terminal.json_result(&json().context("cannot print the model").or_run(&again)?);
    }
    Ok(())
}

/// A sum for each kind of block and a line for each of its outcomes; then the lines that are in no block.
fn coverage_text(report: &CoverageReport) -> String {
    let mut text = String::new();
    for (kind, outcomes) in &report.blocks {
        let total: usize = outcomes.values().sum();
        text.push_str(&format!("{total:>8}  {}\n", kind.name()));
        for (outcome, count) in outcomes {
            text.push_str(&format!("{count:>8}    {}\n", reason(outcome)));
        }
    }
    text.push_str(&format!("{:>8}  lines with text\n", report.lines));
    text.push_str(&format!("{:>8}    unexplained\n", report.unexplained.len()));
    for (page, line) in &report.unexplained {
        text.push_str(&format!("          {page}:{line}\n"));
    }
    text
}

fn reason(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Modelled => "modelled".to_owned(),
        Outcome::Skipped(reason) => format!("skipped: {reason}"),
        Outcome::Failed => "not readable; a finding says why".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use graph_codegen::{page::BlockKind, text::PagePath};

    use super::*;

    #[test]
    fn kinds_are_summed_and_unexplained_lines_are_listed() {
        let mut report = CoverageReport {
            lines: 7,
            unexplained: vec![(PagePath::new("api/a.md"), 3)],
            ..CoverageReport::default()
        };
        let rows = report.blocks.entry(BlockKind::Row).or_default();
        rows.insert(Outcome::Modelled, 2);
        rows.insert(Outcome::Skipped("empty row"), 1);
        let text = coverage_text(&report);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let expected = [
            "3  rows of tables",
            "2    modelled",
            "1    skipped: empty row",
            "7  lines with text",
            "1    unexplained",
            "api/a.md:3",
        ];
        assert_eq!(lines, expected);
    }
}

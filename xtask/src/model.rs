//! `model`: pages → the model file, or the account of what became of every block of the pages.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use graph_codegen::{
    page::{BlockKind, Outcome, Page},
    understand,
};

use crate::{
    args::Model,
    console::Console,
    failure::{Failure, OrRun},
    generate::{docs, stop_on_errors, tell},
    pages,
    workspace::{quote, show},
};

/// Prints or writes the model; with `--coverage`, prints the account instead, and writes the model only to `--out`.
pub(crate) fn run(args: &Model, console: &Console) -> Result<(), Failure> {
    let dir = docs(&args.input);
    let again = format!("`cargo xtask model --docs {}`", quote(&dir));
    console.progress("reading pages");
    let pages = pages::read(&dir, args.input.api_version.as_deref())
        .or_run("`cargo xtask model --docs DIR` with the folder that holds `api/` and `resources/`")?;
    console.progress("understanding pages");
    let understood = understand(&pages.sources, pages.overrides, pages.info.clone());
    console.clear();
    let diagnostics: Vec<_> = pages
        .diagnostics
        .iter()
        .chain(&understood.diagnostics)
        .cloned()
        .collect();
    tell(&pages, &diagnostics, &args.show, console)?;
    stop_on_errors(&diagnostics, &format!("{again} again when the pages are mended"))?;
    let json = || serde_json::to_string_pretty(&understood.api).map(|json| json + "\n");
    if let Some(out) = &args.out {
        let json = json().context("cannot print the model").or_run(&again)?;
        write(out, &json).or_run(&again)?;
    }
    if args.coverage {
        console.result(&coverage(&understood.pages));
    } else if args.out.is_none() {
        console.result(&json().context("cannot print the model").or_run(&again)?);
    }
    Ok(())
}

/// The file is there as a whole or not at all.
fn write(out: &Path, text: &str) -> Result<()> {
    let mut waiting = out.as_os_str().to_owned();
    waiting.push(".tmp");
    let written = fs::write(&waiting, text).and_then(|()| fs::rename(&waiting, out));
    if written.is_err() {
        // Best effort: the first error is the one to tell.
        let _ = fs::remove_file(&waiting);
    }
    written.with_context(|| format!("cannot write {}", show(out)))
}

/// A line per kind of block and outcome, with a sum per kind: nothing of the pages is unaccounted for.
fn coverage(pages: &[Page]) -> String {
    let mut counts: BTreeMap<BlockKind, BTreeMap<&Outcome, usize>> = BTreeMap::new();
    for block in pages.iter().flat_map(|page| &page.coverage) {
        *counts
            .entry(block.kind)
            .or_default()
            .entry(&block.outcome)
            .or_default() += 1;
    }
    let mut text = format!("{:>8}  pages\n", pages.len());
    for (kind, outcomes) in &counts {
        let total: usize = outcomes.values().sum();
        text.push_str(&format!("{total:>8}  {}\n", name(*kind)));
        for (outcome, count) in outcomes {
            text.push_str(&format!("{count:>8}    {}\n", reason(outcome)));
        }
    }
    text
}

fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Section => "sections",
        BlockKind::Row => "rows of tables",
        BlockKind::RequestLine => "request lines",
        BlockKind::Fence => "fences",
        BlockKind::Comment => "comments",
        BlockKind::Include => "includes",
    }
}

fn reason(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Modelled => "modelled".to_owned(),
        Outcome::Skipped(reason) => format!("skipped: {reason}"),
        Outcome::Failed => "not readable; a finding says why".to_owned(),
    }
}

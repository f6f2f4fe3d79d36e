//! `gen`: generates a crate and writes it, or checks whether it is up to date.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::anyhow;
use clap::Args;
use graph_codegen::{
    Analysis,
    diagnostic::{Diagnostic, Severity},
    generate,
    model::Api,
    output::OutputTree,
};
use similar::TextDiff;

use super::{
    changelog::Changelog,
    options::{BaselineOptions, Input, Origin},
};
use crate::{
    baseline::{Findings, stop_on_errors},
    output_dir::{self, Change, Comparison, Lock, Owned, Written},
    pages::{self, Pages},
    paths::{self, quote, show},
    standalone,
    terminal::{
        Failure, OrRun, Terminal, Usage,
        findings::{self, Selection},
    },
};

#[derive(Debug, Args)]
pub(crate) struct Gen {
    #[command(flatten)]
    pub(super) input: Input,
    /// Folder of the crate to write: manifest, runtime, generated code and tests
    #[arg(long, value_name = "CRATE", requires = "docs")]
    pub(super) out: Option<PathBuf>,
    /// Write nothing; fail if a file is missing, out of date, edited or no longer generated
    #[arg(long, conflicts_with = "accept")]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) baseline: BaselineOptions,
    #[command(flatten)]
    pub(super) origin: Origin,
    #[command(flatten)]
    pub(super) selection: Selection,
}

/// In `graph-models`, everything else is written by hand.
const OWNED: [Owned; 2] = [
    Owned {
        folder: "src/generated",
        exclusive: true,
    },
    Owned {
        folder: "tests/generated",
        exclusive: true,
    },
];

/// A crate in memory.
pub(super) struct Generated {
    /// The number of pages.
    pages: usize,
    api: Api,
    pub(super) findings: Findings,
    pub(super) tree: OutputTree,
}

/// Generates, and writes or checks.
pub(super) fn run(args: &Gen, terminal: &Terminal) -> Result<(), Failure> {
    let start = Instant::now();
    let again = command(args);
    expect_out(args, "gen")?;
    let pages = read(args, &again, terminal)?;
    let generated = generate_crate(&pages, args.out.as_deref(), |step| terminal.progress(step));
    terminal.clear();
    let mut generated = generated.or_run(&again)?;
    show_or_accept(args, &pages, &mut generated.findings, &again, terminal)?;
    if args.check {
        return check(args, &generated, &again, terminal);
    }
    let summary = write(args, &generated, &again, terminal)?;
    let seconds = start.elapsed().as_secs_f32();
    terminal.result(&format!("{summary}  {:12} {seconds:.2}\n", "seconds"));
    Ok(())
}

/// Fails if pages are named without the crate to write: `graph-models` is the crate of `docs-input`.
pub(super) fn expect_out(args: &Gen, command: &str) -> Result<(), Failure> {
    let (Some(docs), None) = (&args.input.docs, &args.out) else {
        return Ok(());
    };
    let name = pages::label(docs);
    let out = Path::new("target").join(format!("graph-{}", name.trim_matches('.')));
    let reason = "`--docs` needs `--out`, the folder of the crate to write";
    let command = format!(
        "`cargo xtask {command} --docs {} --out {}`",
        quote(docs),
        quote(&out)
    );
    Err(anyhow!(Usage(reason.to_owned()))).or_run(command)
}

/// Reads the pages.
pub(super) fn read(args: &Gen, again: &str, terminal: &Terminal) -> Result<Pages, Failure> {
    terminal.progress("reading pages");
    let pages = args.input.read(args.baseline.baseline.as_deref());
    let mut pages = pages.or_run(format!(
        "{again} with the folder that holds `api/` and `resources/`"
    ))?;
    args.origin.override_info(&mut pages.info);
    pages.partial = args.input.partial;
    Ok(pages)
}

/// Writes the crate, and returns the summary to print.
pub(super) fn write(
    args: &Gen,
    generated: &Generated,
    again: &str,
    terminal: &Terminal,
) -> Result<String, Failure> {
    let (root, owned) = target(args);
    let initial = args
        .out
        .as_ref()
        .map(|out| standalone::initial_files(out, &generated.api.api));
    let initial = initial.unwrap_or_default();
    let lock = Lock::take(&root).or_run(again)?;
    let mut comparison = output_dir::compare(&root, &generated.tree, owned).or_run(again)?;
    for (path, text) in &initial {
        comparison.add_initial(path, text);
    }
    let (changelog, docs) = (Changelog::of(&comparison), args.input.folder());
    terminal.progress("writing");
    let before = changelog.keep_old(&root).or_run(again)?;
    let written = comparison.write(&lock).or_run(again)?;
    terminal.clear();
    Ok(format!(
        "{} -> {}\n{}{}",
        show(&docs),
        show(&root),
        summary(generated, &comparison, &written),
        changelog.text(&before, &docs)
    ))
}

/// Shows the findings and fails on those that are not accepted, or accepts them all.
fn show_or_accept(
    args: &Gen,
    pages: &Pages,
    found: &mut Findings,
    again: &str,
    terminal: &Terminal,
) -> Result<(), Failure> {
    args.selection.check(&pages.sources)?;
    if args.baseline.accept {
        stop_on_errors(&found.all)?;
        let file = args.baseline.file(&args.input);
        return found.accept(pages, &file, terminal).or_run(again);
    }
    findings::print(&pages.sources, &found.to_show(), &args.selection, terminal)?;
    stop(found, again)
}

/// Fails if nothing must be written because of the findings.
pub(super) fn stop(found: &Findings, again: &str) -> Result<(), Failure> {
    stop_on_errors(&found.all)?;
    found.stop_on_open(again, "; nothing was written")
}

/// The command line to run again, without `--check`.
pub(super) fn command(args: &Gen) -> String {
    let mut command = "cargo xtask gen".to_owned();
    let paths = [
        ("--docs", &args.input.docs),
        ("--out", &args.out),
        ("--config", &args.input.config),
        ("--baseline", &args.baseline.baseline),
    ];
    for (name, path) in paths {
        if let Some(path) = path {
            command.push_str(&format!(" {name} {}", quote(path)));
        }
    }
    if let Some(version) = &args.input.api_version {
        command.push_str(&format!(" --api-version {}", quote(Path::new(version))));
    }
    format!("`{command}{}`", args.origin.command())
}

/// Generates all files of a crate: of `graph-models`, or of a separate crate in the folder `out`.
pub(super) fn generate_crate(
    pages: &Pages,
    out: Option<&Path>,
    progress: impl Fn(&str),
) -> anyhow::Result<Generated> {
    progress("analyzing pages");
    let Analysis {
        pages: analyzed,
        api,
        diagnostics,
    } = pages.analyze();
    let count = analyzed.len();
    progress("writing Rust");
    // Half of the memory of a run holds pages, and what follows can use it.
    let ((), mut generated) = rayon::join(|| drop(analyzed), || generate(&pages.sources, &api));
    for (path, text) in out
        .map(|out| standalone::files(out, &api.api.package))
        .transpose()?
        .iter()
        .flat_map(OutputTree::iter)
    {
        generated.tree.insert(path, text);
    }
    let findings = Findings::new(pages, &[&diagnostics, &generated.diagnostics]);
    Ok(Generated {
        pages: count,
        api,
        findings,
        tree: generated.tree,
    })
}

fn target(args: &Gen) -> (PathBuf, &'static [Owned]) {
    match &args.out {
        Some(out) => (out.clone(), &standalone::OWNED),
        None => (paths::root().join("graph-models"), &OWNED),
    }
}

/// Compares, and writes nothing.
fn check(args: &Gen, generated: &Generated, again: &str, terminal: &Terminal) -> Result<(), Failure> {
    let (root, owned) = target(args);
    let comparison = output_dir::compare(&root, &generated.tree, owned).or_run(again)?;
    if comparison.changes.is_empty() {
        let files = comparison.unchanged;
        terminal.result(&format!("{}: {files} files are up to date\n", show(&root)));
        return Ok(());
    }
    let changelog = Changelog::of(&comparison).text(&root, &args.input.folder());
    terminal.note(&format!("{}{changelog}", differences(&comparison)));
    let reason = format!("{} is out of date", show(&root));
    Err(Failure::new(reason, format!("{again} and commit the result")))
}

fn summary(generated: &Generated, comparison: &Comparison<'_>, done: &Written) -> String {
    let api = &generated.api;
    let of = |severity| {
        let same = |finding: &&Diagnostic| finding.severity() == severity;
        generated.findings.all.iter().filter(same).count()
    };
    let (warnings, notes) = (of(Severity::Warning), of(Severity::Note));
    let counts = || format!("{warnings} warnings, {notes} notes");
    let findings = generated.findings.summary().unwrap_or_else(counts);
    let counts = [
        ("pages", generated.pages),
        ("types", api.types.len()),
        ("enums", api.enums.len()),
        ("operations", api.operations.len()),
        ("examples", api.examples.len()),
    ];
    let mut text: String = counts
        .iter()
        .map(|(name, count)| format!("  {name:12} {count}\n"))
        .collect();
    text.push_str(&format!("  {:12} {findings}\n", "findings"));
    text.push_str(&format!(
        "  {:12} {} written, {} unchanged, {} removed\n",
        "files", done.written, comparison.unchanged, done.removed
    ));
    text
}

/// How many files are named, how many of them have a diff, and how many lines each diff has.
const NAMED: usize = 30;
const FILES: usize = 3;
const LINES: usize = 20;

/// Names files that differ, and shows a diff of the first of them.
fn differences(comparison: &Comparison<'_>) -> String {
    let named = comparison.changes.iter().take(NAMED);
    let mut text: String = named.map(|(path, change)| line(path, change)).collect();
    let more = comparison.changes.len().saturating_sub(NAMED);
    if more > 0 {
        text.push_str(&format!("  … and {more} more\n"));
    }
    let stale = comparison
        .changes
        .iter()
        .filter_map(|(path, change)| match change {
            Change::Stale { old, text } => Some(diff(path, old, text)),
            _ => None,
        });
    text.extend(stale.take(FILES));
    text
}

fn line(path: &str, change: &Change<'_>) -> String {
    let what = match change {
        Change::Missing { .. } => "missing",
        Change::Stale { .. } => "stale or edited",
        Change::Extra => "extra",
        Change::Leftover => "interrupted run",
        Change::InTheWay { reason } => return format!("  {:15}  {path}: {reason}\n", "in the way"),
    };
    format!("  {what:15}  {path}\n")
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    let all = unified
        .context_radius(1)
        .missing_newline_hint(false)
        .header(&format!("{path} (on disk)"), &format!("{path} (from the pages)"))
        .to_string();
    let mut text: String = all.lines().take(LINES).map(|line| format!("{line}\n")).collect();
    let more = all.lines().count().saturating_sub(LINES);
    if more > 0 {
        text.push_str(&format!("… and {more} more lines\n"));
    }
    format!("\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_short() {
        let old: String = (0..100).map(|n| format!("{n}\n")).collect();
        let text = diff("src/a.rs", &old, "new\n");
        assert!(text.contains("--- src/a.rs (on disk)"), "{text}");
        assert!(text.contains("more lines"), "{text}");
        assert!(text.lines().count() < 30);
    }
}

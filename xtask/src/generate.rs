//! `gen`: pages → a crate on the disk, or a check that it is there already.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use graph_codegen::{
    Analysis, analyze,
    diagnostic::{Diagnostic, Severity},
    generate,
    model::Api,
    output::OutputTree,
};

use crate::{
    args::{Gen, Input, Show},
    check,
    console::Console,
    failure::{Failure, OrRun},
    judge::{self, Findings},
    news::News,
    output_dir::{self, Comparison, Lock, Owned, Written},
    pages::{self, Pages},
    report::Report,
    standalone,
    workspace::{self, quote, show},
};

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

/// What a run made in memory.
pub(crate) struct Made {
    /// How many pages there are.
    pages: usize,
    api: Api,
    pub(crate) findings: Findings,
    pub(crate) tree: OutputTree,
}

/// Generates, or checks.
pub(crate) fn run(args: &Gen, console: &Console) -> Result<(), Failure> {
    let start = Instant::now();
    let again = command(args);
    let pages = read(args, &again, console)?;
    let made = make(&pages, args.out.as_deref(), |step| console.progress(step));
    console.clear();
    let mut made = made.or_run(&again)?;
    judge(args, &pages, &mut made, &again, console)?;
    if args.check {
        return check(args, &made, &again, console);
    }
    let summary = write(args, &made, &again, console)?;
    let seconds = start.elapsed().as_secs_f32();
    console.result(&format!("{summary}  {:12} {seconds:.2}\n", "seconds"));
    Ok(())
}

/// Reads all that a run needs.
pub(crate) fn read(args: &Gen, again: &str, console: &Console) -> Result<Pages, Failure> {
    console.progress("reading pages");
    let version = args.input.api_version.as_deref();
    let pages = pages::read_with(&docs(&args.input), version, args.judging.baseline.as_deref());
    let mut pages = pages.or_run(format!(
        "{again} with the folder that holds `api/` and `resources/`"
    ))?;
    args.origin.over(&mut pages.info);
    Ok(pages)
}

/// Writes the crate, and returns the summary to print.
pub(crate) fn write(args: &Gen, made: &Made, again: &str, console: &Console) -> Result<String, Failure> {
    let (root, owned) = target(args);
    let lock_file = standalone::lock_file(args.out.is_some()).or_run(again)?;
    let lock = Lock::take(&root).or_run(again)?;
    let mut comparison = output_dir::compare(&root, &made.tree, owned).or_run(again)?;
    if let Some(text) = &lock_file {
        comparison.add_initial("Cargo.lock", text);
    }
    let (news, docs) = (News::of(&comparison), docs(&args.input));
    console.progress("writing");
    let before = news.keep(&root).or_run(again)?;
    let written = comparison.write(&lock).or_run(again)?;
    console.clear();
    Ok(format!(
        "{} -> {}\n{}{}",
        show(&docs),
        show(&root),
        summary(made, &comparison, &written),
        news.text(&before, &docs)
    ))
}

/// The folder of pages.
pub(crate) fn docs(input: &Input) -> PathBuf {
    let own = || workspace::root().join("docs-input");
    input.docs.clone().unwrap_or_else(own)
}

/// Shows findings on standard error.
pub(crate) fn tell(
    pages: &Pages,
    diagnostics: &[Diagnostic],
    show: &Show,
    console: &Console,
) -> Result<(), Failure> {
    let report = Report::new(&pages.sources, diagnostics, show)
        .or_run("`cargo xtask explain` for a list of all codes")?;
    console.note(&report.text(console.styled));
    Ok(())
}

/// Tells the findings, and ends the run before anything is written where one of them may not be.
fn judge(args: &Gen, pages: &Pages, made: &mut Made, again: &str, console: &Console) -> Result<(), Failure> {
    if args.judging.accept {
        let mended = format!("{again} again when the pages are mended");
        stop_on_errors(&made.findings.all, &mended)?;
        let file = judge::file(&args.input, &args.judging);
        return made.findings.accept(pages, &file, console).or_run(again);
    }
    tell(pages, &made.findings.told(), &args.show, console)?;
    stop(made, again)
}

/// Findings that end a run before anything is written.
pub(crate) fn stop(made: &Made, again: &str) -> Result<(), Failure> {
    stop_on_errors(
        &made.findings.all,
        &format!("{again} again when the pages are mended"),
    )?;
    made.findings.stop_on_open(again, "; nothing was written")
}

/// Errors in the pages end the run before anything is written.
pub(crate) fn stop_on_errors(diagnostics: &[Diagnostic], run: &str) -> Result<(), Failure> {
    let error = |finding: &&Diagnostic| finding.severity() == Severity::Error;
    match diagnostics.iter().filter(error).count() {
        0 => Ok(()),
        1 => Err(Failure::new("1 error; nothing was written", run)),
        errors => Err(Failure::new(format!("{errors} errors; nothing was written"), run)),
    }
}

/// The same command line, to run again: without `--check`.
pub(crate) fn command(args: &Gen) -> String {
    let mut command = "cargo xtask gen".to_owned();
    let paths = [
        ("--docs", &args.input.docs),
        ("--out", &args.out),
        ("--baseline", &args.judging.baseline),
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

/// All files of a crate. With a folder `out` it is a crate of its own.
pub(crate) fn make(pages: &Pages, out: Option<&Path>, progress: impl Fn(&str)) -> anyhow::Result<Made> {
    progress("analyzing pages");
    let analysis = analyze(&pages.sources, pages.overrides, pages.info.clone());
    let Analysis {
        pages: read,
        api,
        diagnostics,
    } = analysis;
    let count = read.len();
    progress("writing Rust");
    // Half of what a run holds at once are pages, and the rest can do with their room.
    let ((), (mut tree, found)) = rayon::join(|| drop(read), || generate(&pages.sources, &api));
    for (path, text) in out
        .map(standalone::files)
        .transpose()?
        .iter()
        .flat_map(OutputTree::iter)
    {
        tree.insert(path, text);
    }
    let findings = Findings::new(pages, &[&diagnostics, &found]);
    Ok(Made {
        pages: count,
        api,
        findings,
        tree,
    })
}

fn target(args: &Gen) -> (PathBuf, &'static [Owned]) {
    match &args.out {
        Some(out) => (out.clone(), &standalone::OWNED),
        None => (workspace::root().join("graph-models"), &OWNED),
    }
}

/// Compares, and writes nothing.
fn check(args: &Gen, made: &Made, again: &str, console: &Console) -> Result<(), Failure> {
    let (root, owned) = target(args);
    let comparison = output_dir::compare(&root, &made.tree, owned).or_run(again)?;
    if comparison.changes.is_empty() {
        let files = comparison.unchanged;
        console.result(&format!("{}: {files} files are up to date\n", show(&root)));
        return Ok(());
    }
    let news = News::of(&comparison).text(&root, &docs(&args.input));
    console.note(&format!("{}{news}", check::text(&comparison)));
    let reason = format!("{} is out of date", show(&root));
    Err(Failure::new(reason, format!("{again} and commit the result")))
}

fn summary(made: &Made, comparison: &Comparison<'_>, done: &Written) -> String {
    let api = &made.api;
    let of = |severity| {
        let same = |finding: &&Diagnostic| finding.severity() == severity;
        made.findings.all.iter().filter(same).count()
    };
    let (warnings, notes) = (of(Severity::Warning), of(Severity::Note));
    let counted = || format!("{warnings} warnings, {notes} notes");
    let findings = made.findings.summary().unwrap_or_else(counted);
    let counts = [
        ("pages", made.pages),
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

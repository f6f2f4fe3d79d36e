//! `diff`: compares two folders of pages, model files or generated crates, and shows which changes break programs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use graph_codegen::{
    compare::changes::{self, Change, ChangeKind, Changes},
    compare::surface::{self, Surface},
    model,
};
use serde_json::json;

use crate::{
    baseline,
    output_dir::MARK,
    pages,
    paths::{quote, show},
    terminal::{
        Failure, OrRun, Terminal, Usage, count,
        findings::{self, Selection},
        safe::{inline, markdown_code as code, markdown_sentence},
    },
};

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The old side: a folder of pages, a model file, a generated crate or its `tests/generated/api.jsonl`
    old: PathBuf,
    /// The new side: the same
    new: PathBuf,
    /// Format of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail with exit code 1 if there is such a change
    #[arg(long, value_name = "KIND", value_enum)]
    fail_on: Option<FailOn>,
    /// Show all changes in Markdown, not only the first of each section
    #[arg(long)]
    all: bool,
}

/// The format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For tools: one document
    Json,
    /// For a pull request or a changelog
    Markdown,
}

/// The changes that make the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A change that breaks programs
    Breaking,
    /// Any change
    Any,
}

/// The changes, with the names of both sides as they were given.
struct Compared {
    old: String,
    new: String,
    changes: Changes,
}

/// Compares both sides, and prints the changes.
pub(super) fn run(args: &Diff, terminal: &Terminal) -> Result<(), Failure> {
    let old = read_side(&args.old, terminal)?;
    let new = read_side(&args.new, terminal)?;
    terminal.clear();
    let compared = Compared {
        old: show(&args.old),
        new: show(&args.new),
        changes: changes::between(&old, &new),
    };
    let again = command(&args.old, &args.new);
    match args.format {
        Format::Text => terminal.result(&text(&compared)),
        Format::Json => terminal.json_result(&json(&compared).or_run(&again)?),
        Format::Markdown => terminal.result(&markdown(&compared, args.all)),
    }
    let counts = compared.changes.counts;
    let (failing, what) = match args.fail_on {
        None => return Ok(()),
        Some(FailOn::Breaking) => (counts.breaking, "breaking"),
        Some(FailOn::Any) => (compared.changes.changes.len(), "found"),
    };
    match failing {
        0 => Ok(()),
        1 => Err(Failure::new(format!("1 change is {what}"), again)),
        many => Err(Failure::new(format!("{many} changes are {what}"), again)),
    }
}

/// The command that shows all changes.
pub(super) fn command(old: &Path, new: &Path) -> String {
    format!("`cargo xtask diff {} {}`", quote(old), quote(new))
}

/// One document: the changes with the names of both sides.
fn json(compared: &Compared) -> Result<String> {
    let Compared { old, new, changes } = compared;
    let document = json!({
        "format": changes.format,
        "old": old,
        "new": new,
        "counts": changes.counts,
        "changes": changes.changes,
    });
    let text = serde_json::to_string_pretty(&document).context("cannot print the changes")?;
    Ok(text + "\n")
}

const USE: &str = "`cargo xtask diff OLD NEW` with folders of pages, model files or generated crates";

/// Reads one side. Errors in pages end the run; other findings are not shown.
fn read_side(path: &Path, terminal: &Terminal) -> Result<Surface, Failure> {
    terminal.progress(&format!("reading {}", show(path)));
    if path.join(surface::FILE).is_file() {
        return read_file(&path.join(surface::FILE)).or_run(USE);
    }
    if path.is_file() {
        return read_file(path).or_run(USE);
    }
    read_pages(path, terminal)
}

fn read_pages(dir: &Path, terminal: &Terminal) -> Result<Surface, Failure> {
    let pages = pages::read(dir).or_run(USE)?;
    let analysis = pages.analyze();
    let errors = baseline::errors(&pages, &analysis);
    findings::print(&pages.sources, &errors, &Selection::default(), terminal)?;
    baseline::stop_on_errors(&errors)?;
    Ok(Surface::new(&analysis.api))
}

/// Reads a model file or a surface; the text says which of them it is.
fn read_file(path: &Path) -> Result<Surface> {
    let name = show(path);
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    if text.lines().next().is_some_and(|line| line.contains(MARK)) {
        return surface::read(&text).with_context(|| name);
    }
    if !text.trim_start().starts_with('{') {
        bail!(Usage(format!(
            "{name} is neither a model file nor the API of a crate"
        )));
    }
    let api = model::read(&text).with_context(|| name)?;
    Ok(Surface::new(&api))
}

/// For a terminal: how many changes there are of each kind, then each with its place and the reason. Those that break
/// programs come first.
fn text(compared: &Compared) -> String {
    let Compared { old, new, changes } = compared;
    let (breaking, others): (Vec<_>, Vec<_>) = changes.changes.iter().partition(|change| change.breaking);
    let parts = [("breaking", breaking), ("not breaking", others)];
    let parts = parts.iter().filter(|(_, part)| !part.is_empty());
    let mut text = format!("{old} -> {new}: {}\n", counts(changes));
    for (title, part) in parts.clone() {
        text.push_str(&format!("  {title:12}  {}\n", kinds(part)));
    }
    for (title, part) in parts {
        text.push_str(&format!("\n{title}\n"));
        text.extend(part.iter().map(|change| long(change)));
    }
    text
}

/// `2 types, 14 properties`, in the order of their first occurrence.
fn kinds(changes: &[&Change]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for change in changes {
        let word = change.kind.word();
        match kinds.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => kinds.push((word, 1)),
        }
    }
    let kinds = kinds.iter().map(|(word, number)| match word.strip_suffix('y') {
        Some(start) if *number > 1 => format!("{number} {start}ies"),
        _ => count(*number, word),
    });
    kinds.collect::<Vec<_>>().join(", ")
}

fn long(change: &Change) -> String {
    let facts = facts(change);
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!("      {}\n", inline(&facts))
    };
    format!(
        "  {}  {}\n{facts}      {}\n",
        line(change),
        inline(&place(change)),
        inline(&change.reason)
    )
}

/// `- property message subject`.
pub(super) fn line(change: &Change) -> String {
    let sign = match change.change {
        ChangeKind::Added => '+',
        ChangeKind::Changed => '~',
        ChangeKind::Removed => '-',
    };
    format!("{sign} {}", what(change, |name| inline(name).into_owned()))
}

/// `property subject of microsoft.graph.message`, with names in the form that `code` gives them.
fn what(change: &Change, code: impl Fn(&str) -> String) -> String {
    let own = format!("{} {}", change.kind.word(), code(&change.name));
    match &change.of {
        None => own,
        Some(of) => format!("{own} of {}", code(of)),
    }
}

/// `resources/message.md:71`; of something removed, the place in the old pages.
fn place(change: &Change) -> String {
    let before = if change.change == ChangeKind::Removed {
        " (old)"
    } else {
        ""
    };
    match change.line {
        Some(line) => format!("{}:{line}{before}", change.page),
        None => format!("{}{before}", change.page),
    }
}

/// `type Edm.String -> Edm.Int32, nullable true -> -`: of a change only. Facts about Rust are in the reason.
fn facts(change: &Change) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let facts = change
        .facts
        .iter()
        .filter(|one| change.change == ChangeKind::Changed && !one.is_rust());
    let facts = facts.map(|one| format!("{} {} -> {}", one.fact, side(&one.from), side(&one.to)));
    facts.collect::<Vec<_>>().join(", ")
}

/// `3 changes (1 added, 2 changed), 1 breaking`.
pub(super) fn counts(changes: &Changes) -> String {
    let counts = changes.counts;
    let kinds = [
        (counts.added, "added"),
        (counts.changed, "changed"),
        (counts.removed, "removed"),
    ];
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let kinds: Vec<String> = kinds.map(|(count, word)| format!("{count} {word}")).collect();
    match changes.changes.len() {
        0 => "no changes".to_owned(),
        1 => format!("1 change ({}), {} breaking", kinds.join(", "), counts.breaking),
        all => format!(
            "{all} changes ({}), {} breaking",
            kinds.join(", "),
            counts.breaking
        ),
    }
}

/// A pull request holds 65,536 characters; there are four sections, and a line has about 200 characters.
const OF_A_SECTION: usize = 70;

/// For a pull request or a changelog: a section each for changes that break, add, change and remove something.
fn markdown(compared: &Compared, all: bool) -> String {
    let changes = &compared.changes.changes;
    let (breaking, harmless): (Vec<_>, Vec<_>) = changes.iter().partition(|change| change.breaking);
    let of = |how| {
        harmless
            .iter()
            .copied()
            .filter(move |change| change.change == how)
            .collect()
    };
    let sections: [(&str, Vec<&Change>); 4] = [
        ("Breaking", breaking),
        ("Added", of(ChangeKind::Added)),
        ("Changed", of(ChangeKind::Changed)),
        ("Removed", of(ChangeKind::Removed)),
    ];
    let shown = if all { usize::MAX } else { OF_A_SECTION };
    let mut text = format!(
        "From {} to {}: {}.\n",
        code(&compared.old),
        code(&compared.new),
        counts(&compared.changes)
    );
    for (title, changes) in sections.iter().filter(|(_, changes)| !changes.is_empty()) {
        text.push_str(&format!("\n### {title}\n\n"));
        text.extend(changes.iter().take(shown).map(|change| item(change)));
        let more = changes.len().saturating_sub(shown);
        if more > 0 {
            text.push_str(&format!("- … and {more} more; `--all` shows them\n"));
        }
    }
    text
}

fn item(change: &Change) -> String {
    let how = match (change.breaking, change.change) {
        (false, _) => "",
        (_, ChangeKind::Added) => "added ",
        (_, ChangeKind::Changed) => "changed ",
        (_, ChangeKind::Removed) => "removed ",
    };
    let facts = facts(change);
    let facts = if facts.is_empty() {
        facts
    } else {
        format!("; {}", code(&facts))
    };
    format!(
        "- {how}{} ({}): {}{facts}\n",
        what(change, code),
        code(&place(change)),
        markdown_sentence(&change.reason)
    )
}

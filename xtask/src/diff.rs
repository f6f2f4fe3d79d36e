//! `diff`: two folders of pages, model files or generated crates → what changed between them, and what breaks programs.

mod markdown;
mod side;
mod text;

use std::path::Path;

use anyhow::Context;
use clap::{Args, ValueEnum};
use graph_codegen::compare::changes::{self, Changes};
use serde_json::json;

use crate::{
    console::Console,
    failure::{Failure, OrRun},
    workspace::{quote, show},
};

pub(crate) use text::{counts, line};

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// What was: a folder of pages, a model file, a generated crate or its `tests/generated/api.jsonl`
    pub(crate) old: std::path::PathBuf,
    /// What is: the same
    pub(crate) new: std::path::PathBuf,
    /// How changes are shown
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Fail with exit code 1 when a change is of this kind
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Show all changes in Markdown, not the first of each section
    #[arg(long)]
    pub(crate) all: bool,
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For tools: one document
    Json,
    /// For a pull request or a changelog
    Markdown,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A change that breaks programs
    Breaking,
    /// Any change
    Any,
}

/// What was compared: the names of both sides, as they were given, and the changes.
pub(crate) struct Compared {
    old: String,
    new: String,
    changes: Changes,
}

/// Compares and shows.
pub(crate) fn run(args: &Diff, console: &Console) -> Result<(), Failure> {
    let old = side::read(&args.old, console)?;
    let new = side::read(&args.new, console)?;
    console.clear();
    let compared = Compared {
        old: show(&args.old),
        new: show(&args.new),
        changes: changes::between(&old, &new),
    };
    let again = command(&args.old, &args.new);
    console.result(&match args.format {
        Format::Text => text::text(&compared),
        Format::Json => json(&compared).or_run(&again)?,
        Format::Markdown => markdown::text(&compared, args.all),
    });
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

/// The command that shows all that changed.
pub(crate) fn command(old: &Path, new: &Path) -> String {
    format!("`cargo xtask diff {} {}`", quote(old), quote(new))
}

/// One document: the log with the names of both sides.
fn json(compared: &Compared) -> anyhow::Result<String> {
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
